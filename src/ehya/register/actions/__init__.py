"""Writing in the register: each function is one act, one transaction, one event."""
