"""What every request passes through."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ehya.engine.refusal import Refusal
from ehya.ledger.roles import role_of
from ehya.web.pages import states
from ehya.web.reader import may_see_pages, person, reader_of, reading
from ehya.web.returning import to_the_door
from ehya.web.sign_in import BEGAN, must_have_second_factor

Next = Callable[[HttpRequest], HttpResponse]
TOTP = Authenticator.Type.TOTP
NUL = "\x00"
SEEN = "seen"  # in a session: when a page was last asked for, in seconds since 1970
SEEN_EVERY = 60  # [s] between two notes of having been seen
OWN_PASSWORD, OWN_FACTOR = "account_change_password", "mfa_activate_totp"
LEADING = {  # what is due -> the pages that lead to it
    OWN_PASSWORD: {OWN_PASSWORD},
    OWN_FACTOR: {OWN_FACTOR, "account_reauthenticate", OWN_PASSWORD},
}
OWN_PAGES = {
    *(*LEADING[OWN_FACTOR], "mfa_index", "mfa_reauthenticate", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
}


class KnowTheReader:
    """Answer in the reader's language, by the reader's calendar."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; `ehya.web.reader.current()` tells who reads."""
        reader = reader_of(request)
        with translation.override(reader.language), reading(reader):
            answer = self.get_response(request)
        answer.headers["Content-Language"] = reader.language
        return answer


class OnlyText:
    """Take no request with a NUL in it: no text has one, and no database keeps one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless its address has one."""
        address = unquote(request.META.get("QUERY_STRING", "")) + request.path_info
        return states.bad_request(request) if NUL in address else self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Pass the request on, unless one of the fields that were sent has one."""
        sent = (value for field in request.POST.lists() for value in (field[0], *field[1]))
        return states.bad_request(request) if any(NUL in value for value in sent) else None


class EndSessions:
    """End a session that is too old, was idle too long, or begun before the person's were ended."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, signed out if the session is over."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if _is_over(request):
                logout(request)
                messages.info(request, str(_("Your session has ended. Sign in again to go on.")))
            else:
                _keep_time(request)
        return self.get_response(request)


def _is_over(request: HttpRequest) -> bool:
    now = time.time()
    began = request.session.get(BEGAN, now)
    seen = request.session.get(SEEN, now)
    ended = getattr(request.user, "sessions_from", None)
    return (
        now - began >= settings.SESSION_HOURS * 3600
        or now - seen >= settings.IDLE_MINUTES * 60
        or (ended is not None and began < ended.timestamp())
    )


def _keep_time(request: HttpRequest) -> None:
    now = time.time()
    request.session.setdefault(BEGAN, now)
    if now - request.session.get(SEEN, 0) >= SEEN_EVERY:
        request.session[SEEN] = now


class OnlyStaff(LoginRequiredMiddleware):
    """Let nobody in without a sign-in, and no citizen into the staff's pages.

    A page opens itself to strangers with Django's `login_not_required`. Every other page is the
    staff's, so that a page that somebody forgets to think about is closed.
    """

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Ask for a sign-in, or say kindly that the page is not for this person."""
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated and states.by_program(request):
            return states.refused_to_programs(request, Refusal("web.sign_in_first"))
        if not request.user.is_authenticated:
            return to_the_door(request, settings.LOGIN_URL)
        if not may_see_pages(request) and not _is_own(request):
            return states.forbidden(request)
        return None


class FirstThingsFirst:
    """Lead to a password of their own, then to a second factor, who must have one: before all."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let pages through that a stranger may see, and those that lead to what is due."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None  # a stranger's page is the same for all: it must not ask who this is
        due = _due(request)
        if not due:
            return None
        request.something_due = True  # type: ignore[attr-defined]  # the masthead offers no page
        if not getattr(view, "login_required", True) or _name(request) in LEADING[due]:
            return None
        return states.forbidden(request) if states.by_program(request) else redirect(due)


def _due(request: HttpRequest) -> str:
    """Name the page that comes before all others; "" for none."""
    if getattr(request.user, "password_given", False):
        return OWN_PASSWORD
    if must_have_second_factor(role_of(request.user)) and not is_mfa_enabled(
        person(request), [TOTP]
    ):
        return OWN_FACTOR
    return ""


def _name(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


def _is_own(request: HttpRequest) -> bool:
    """Everybody who signs in, a citizen too, looks after their own password."""
    return _name(request) in OWN_PAGES


class SayNoKindly:
    """Turn a refusal, raised anywhere below, into a page that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to Django."""
        if not isinstance(error, Refusal):
            return None
        return states.refused(request, error)
