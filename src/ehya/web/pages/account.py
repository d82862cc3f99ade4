"""Who is there, and how do they read?"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from ehya.ledger.actions import prefer
from ehya.ledger.queries import people_for_show
from ehya.web.context import ROLES
from ehya.web.reader import CHOICES, current, keep

CHOICE_WORDS: dict[str, dict[str, object]] = {
    "language": {"en": "English", "fa": "فارسی"},
    "calendar": {
        "solar": _("Solar Hijri (1403)"),
        "gregorian": _("Gregorian (2024)"),
        "both": _("Both, side by side"),
    },
    "theme": {"auto": _("As my device has it"), "light": _("Light"), "dark": _("Dark")},
}


class SignInForm(AuthenticationForm):
    """Name and password."""

    error_messages = {  # noqa: RUF012 (so Django has it)
        "invalid_login": _(
            "The name or the password is wrong. After five wrong passwords the name is closed "
            "for a quarter of an hour."
        ),
        "inactive": _("This account is closed. Ask whoever manages people at headquarters."),
    }


class SignIn(LoginView):
    """The one door for people."""

    authentication_form = SignInForm
    template_name = "account/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demonstration's people, where there are any: their passwords are public."""
        people = people_for_show() if settings.MODE == "demo" else []
        shown = [(person.username, ROLES.get(person.role, "")) for person in people]
        return super().get_context_data(**kwargs) | {"people_for_show": shown}


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Say for how long the name is closed."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    logout(request)
    return redirect("sign-in")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep how the reader reads; only what the form sends is changed."""
    if request.method != "POST":
        return render(request, "account/preferences.html", {"questions": _questions()})
    choices = {
        name: request.POST[name]
        for name, known in CHOICES.items()
        if request.POST.get(name) in known
    }
    answer = HttpResponse(status=204) if "quiet" in request.POST else redirect(_next(request))
    keep(request, answer, choices)
    if choices and request.user.is_authenticated:
        prefer(request.user, **choices)
    if request.POST.get("from") == "preferences":
        with override(choices.get("language")):
            messages.success(request, str(_("Kept. Every page now follows it.")))
    return answer


def _questions() -> list[dict[str, object]]:
    titles = {"language": _("Language"), "calendar": _("Calendar"), "theme": _("Light or dark")}
    return [
        {
            "name": name,
            "title": titles[name],
            "options": [
                (value, words, getattr(current(), name) == value)
                for value, words in CHOICE_WORDS[name].items()
            ],
        }
        for name in CHOICES
    ]


def _next(request: HttpRequest) -> str:
    """Go back to where the reader was, but never to somebody else's site."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else reverse("preferences")
