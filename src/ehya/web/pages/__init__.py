"""Pages: one module a page, each view thin: ask a query or an action, choose a template."""
