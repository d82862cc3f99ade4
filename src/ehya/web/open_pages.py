"""How long is a copy of an open page good, and by what is it told from another?

An open page is the same for every stranger who reads alike, whoever else is signed in: it holds no
form that needs a session, so that caches between may keep it. What somebody signed in is shown
carries the staff's own navigation and is kept by nobody.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from ehya.engine.refusal import Refusal
from ehya.publish.queries.open_figures import stamp
from ehya.web.patience import Patience
from ehya.web.reader import signed_in

FRESH = 60  # so long may a copy be shown, also by caches between [s]
VARIES = ("Accept-Language", "Cookie")  # a page; a file is the same for all
HURRIED = Patience()  # of strangers who have pages made by ever other addresses

View = Callable[..., HttpResponse]


def open_page(view: View) -> View:
    """Open a page to everybody, and let copies of it be kept."""

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.is_open = True  # type: ignore[attr-defined]
        if not HURRIED.allow_request(request):
            raise Refusal("web.too_many_questions", seconds=int(HURRIED.wait()))
        answer = view(request, *args, **kwargs)
        patch_vary_headers(answer, VARIES)
        return _kept(request, answer, timezone.now().timestamp())

    return opened


def open_file(view: View) -> View:
    """Open a file to everybody, the same for all, and let copies of it be kept."""

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        at = stamp().at
        return _kept(request, answer, at.timestamp() if at else None)

    return opened


def for_all(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Let copies be kept of what a stranger was given, and none of what somebody signed in was."""
    patch_vary_headers(answer, ("Cookie",))
    if signed_in(request):
        patch_cache_control(answer, private=True, no_cache=True)
        return answer
    return _kept(request, answer, None)


def is_open(request: HttpRequest) -> bool:
    """Tell whether an open page is being made, which holds nothing of a session."""
    return getattr(request, "is_open", False)


def _kept(request: HttpRequest, answer: HttpResponse, changed: float | None) -> HttpResponse:
    """Say of an answer how long it is good; 304 to who has it already."""
    if answer.status_code != 200:
        return answer
    if is_open(request) and signed_in(request):
        patch_cache_control(answer, private=True, no_cache=True)
        return answer
    patch_cache_control(answer, public=True, max_age=FRESH)
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"] = etag
    if changed is not None:
        answer.headers["Last-Modified"] = http_date(changed)
    told = get_conditional_response(
        request, etag=etag, last_modified=int(changed) if changed else None, response=answer
    )
    return told or answer
