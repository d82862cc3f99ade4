"""How does a web server reach Ehya?

Every answer says how long it took in here, from the request's arrival to its first byte
(`Server-Timing`, which browsers show beside a page's loading).
"""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
_pages = get_wsgi_application()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request."""
    began = time.perf_counter()

    def timed(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        spent = (time.perf_counter() - began) * 1000
        return start(status, [*headers, ("Server-Timing", f"app;dur={spent:.1f}")], *more)

    return _pages(environ, timed)
