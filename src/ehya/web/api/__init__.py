"""Which questions may a program ask, and how is it told no?

Read only. What is public needs no sign-in; counts are answered within the role and the scope of
whoever is signed in. Every no is JSON: its code, its sentence in the language asked for
(Accept-Language), and its facts.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema

from ehya.engine.refusal import Refusal
from ehya.web.api import counts, figures, statements
from ehya.web.open_pages import open_file
from ehya.web.pages.states import refused_to_programs
from ehya.web.patience import Patience

ROOT = "api/"
CLOSED = {"api-count"}  # needs a sign-in; everything else is open

api = NinjaAPI(
    title="Ehya",
    version="1",
    description=gettext_noop(
        "Open figures of the revival programme with their certificates, history and corrections;"
        " counts for whoever is signed in."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    throttle=Patience(),
)
api.add_router("", figures.router, tags=["open"])
api.add_router("", statements.router, tags=["open"])
api.add_router("", counts.router, tags=["signed in"])


def patterns() -> list[URLPattern]:
    """Return the addresses of the questions, each with a name of its own."""
    found = []
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        view: Any = pattern.callback
        if pattern.name not in CLOSED:
            view = login_not_required(open_file(view))
        view.csrf_exempt = True  # nothing is changed by asking
        found.append(path(f"{ROOT}{pattern.pattern}", view, name=pattern.name))
    return found


def openapi() -> OpenAPISchema:
    """Return the OpenAPI document."""
    return api.get_openapi_schema(path_prefix=f"/{ROOT}")


def _refused(request: HttpRequest, no: Refusal) -> HttpResponse:
    return refused_to_programs(request, no)


def _unread(request: HttpRequest, no: ValidationError) -> HttpResponse:
    wrong = [str(one["loc"][-1]) for one in no.errors]
    answer = refused_to_programs(request, Refusal("web.bad_question", fields=sorted(set(wrong))))
    return answer


def _missing(request: HttpRequest, _no: Http404) -> HttpResponse:
    return refused_to_programs(request, Refusal("web.nothing_here", address=request.path[:200]))


def _impatient(request: HttpRequest, no: Throttled) -> HttpResponse:
    seconds = int(no.wait or 0)
    answer = refused_to_programs(request, Refusal("web.too_many_questions", seconds=seconds))
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _stranger(request: HttpRequest, _no: HttpError) -> HttpResponse:
    return refused_to_programs(request, Refusal("web.sign_in_first"))


HANDLERS: Mapping[type[Exception], Any] = {
    Refusal: _refused,
    ValidationError: _unread,
    Http404: _missing,
    Throttled: _impatient,
    AuthenticationError: _stranger,
}
for kind, handler in HANDLERS.items():
    api.add_exception_handler(kind, partial(handler))
