"""Where does somebody go on who was held up at a door?

Whose session has ended signs in again, and must come back to a page that can be shown: not to the
address that a form was sent to, nor to a piece of a page that a script asked for.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/"
ASKED = ("GET", "HEAD")
ELSEWHERE = 405  # the answer of an address that only takes what is sent to it


def page_of(request: HttpRequest) -> str:
    """Return the page that somebody stands on: what was asked for, or where the form stands.

    A form's page is told by the browser. One of another site, or none, is the home page.
    """
    if request.method in ASKED and not by_script(request):
        return request.get_full_path()
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        told, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not told or not ours:
        return HOME
    parts = urlsplit(told)
    return parts._replace(scheme="", netloc="", fragment="").geturl() or HOME


def by_script(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a piece of a page."""
    return request.headers.get("HX-Request") == "true"


def to_the_door(request: HttpRequest, door: str) -> HttpResponse:
    """Lead to the sign-in page, as a whole page also where a script asked for a piece of one."""
    led = redirect_to_login(page_of(request), door)
    if not by_script(request):
        return led
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": led.url})


class LeadToThePage:
    """Lead a browser that looks at an address of forms to the page above it, which can be shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        answer = self.get_response(request)
        if answer.status_code != ELSEWHERE or not _looks(request):
            return answer
        return redirect(next(_pages_above(request.path), HOME))


def _looks(request: HttpRequest) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def _pages_above(path: str) -> Iterator[str]:
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = "/" + "/".join(parts[:length]) + "/"
        try:
            resolve(above)
        except Resolver404:
            continue
        yield above
    yield reverse("cockpit")
