"""Who reads, in which language, by which calendar, in which light?"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from ehya.engine.calendar import Language
from ehya.ledger import roles
from ehya.web.formats import Reading, Shown

CHOICES = {
    "language": ("en", "fa"),
    "calendar": ("solar", "gregorian", "both"),
    "money": ("rial", "toman", "hemat"),
    "theme": ("auto", "light", "dark"),
}
COOKIE = "ehya_{name}"
COOKIE_AGE = 365 * 24 * 3600  # [s]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one person reads.

    Attributes:
        language: "en" or "fa".
        calendar: "solar", "gregorian" or "both".
        money: rials as "rial", "toman" or "hemat"; what is typed and taken away stays rials.
        theme: "light", "dark", or "auto": as the reader's machine has it.
    """

    language: Language
    calendar: Shown = "both"
    money: Reading = "rial"
    theme: str = "auto"

    @property
    def direction(self) -> str:
        """Which way the page runs."""
        return "rtl" if self.language == "fa" else "ltr"

    @property
    def other_language(self) -> Language:
        """The language to switch to."""
        return "en" if self.language == "fa" else "fa"


_current: ContextVar[Reader | None] = ContextVar("reader", default=None)


def current() -> Reader:
    """Return who reads the page being made; outside a request, the installation's default."""
    return _current.get() or Reader(cast(Language, settings.LANGUAGE_CODE))


@contextmanager
def reading(reader: Reader) -> Iterator[None]:
    """Make everything inside for this reader."""
    token = _current.set(reader)
    try:
        yield
    finally:
        _current.reset(token)


def reader_of(request: HttpRequest) -> Reader:
    """Return how the person reads, or how a stranger has chosen to.

    Without a session cookie nobody can be signed in, so the database is not asked: the page that
    says whether the process lives must not need one.
    """
    accept = request.headers.get("Accept-Language", "")
    if signed_in(request):
        person = request.user
        return _reader(lambda name: getattr(person, name), accept)
    return chosen(request.COOKIES, accept)


def chosen(cookies: Mapping[str, str], accept: str) -> Reader:
    """Return how a stranger reads.

    Args:
        cookies: that the stranger's browser sent.
        accept: its Accept-Language.
    """
    return _reader(lambda name: cookies.get(COOKIE.format(name=name)), accept)


def _reader(kept: Callable[[str], object], accept: str) -> Reader:
    told = {name: kept(name) for name in CHOICES}
    known = {name: str(value) for name, value in told.items() if value in CHOICES[name]}
    return Reader(
        language=cast(Language, known.get("language") or _asked_for(accept)),
        calendar=cast(Shown, known.get("calendar", "both")),
        money=cast(Reading, known.get("money", "rial")),
        theme=known.get("theme", "auto"),
    )


def signed_in(request: HttpRequest) -> bool:
    """Tell whether somebody is signed in; without a session cookie nobody is asked."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def keep(request: HttpRequest, answer: HttpResponse, choices: dict[str, str]) -> None:
    """Keep a stranger's choices on the stranger's own machine."""
    for name, value in choices.items():
        answer.set_cookie(
            COOKIE.format(name=name),
            value,
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def person(request: HttpRequest) -> Any:
    """Return who is signed in; an address that asks for this is closed to everybody else."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def may_see_pages(request: HttpRequest) -> bool:
    """Tell whether the person may see the pages of the programme's staff."""
    return request.user.is_authenticated and roles.may(request.user, "web.see_pages")


def _asked_for(accept: str) -> str:
    for language, _ in parse_accept_lang_header(accept):
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
