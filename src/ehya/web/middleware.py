"""What every request passes through."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from ehya.engine.refusal import Refusal
from ehya.web.pages import states
from ehya.web.reader import may_see_pages, reader_of, reading

Next = Callable[[HttpRequest], HttpResponse]


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
        answer = super().process_view(request, view, args, kwargs)
        if answer is None and not may_see_pages(request):
            return states.forbidden(request)
        return answer


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
