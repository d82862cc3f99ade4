"""Who is there, and how do they read?"""

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from ehya.ledger.actions import note, prefer
from ehya.ledger.queries import people_for_show
from ehya.web.context import ROLES
from ehya.web.pages import states
from ehya.web.reader import CHOICES, current, keep, person
from ehya.web.sign_in import TOO_MANY, must_have_second_factor

CHOICE_WORDS: dict[str, dict[str, object]] = {
    "language": {"en": "English", "fa": "فارسی"},
    "calendar": {
        "solar": _("Solar Hijri (1403)"),
        "gregorian": _("Gregorian (2024)"),
        "both": _("Both, side by side"),
    },
    "money": {
        "rial": _("Rials"),
        "toman": _("Toman (ten rials)"),
        "hemat": _("Hemat (a thousand billion toman), less than a tenth of it in toman"),
    },
    "theme": {"auto": _("As my device has it"), "light": _("Light"), "dark": _("Dark")},
}


class SignIn(LoginView):
    """The one door for people."""

    template_name = "account/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demonstration's people, where there are any: their passwords are public."""
        people = people_for_show() if settings.MODE == "demo" else []
        shown = [(person.username, ROLES.get(person.role, "")) for person in people]
        return super().get_context_data(**kwargs) | {"people_for_show": shown}

    def form_invalid(self, form: Form) -> HttpResponse:
        """Ask again; after too many wrong ones say for how long to wait."""
        if form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            return states.too_many(self.request)
        asked_again: HttpResponse = super().form_invalid(form)
        return asked_again


class SecondFactor(IndexView):
    """How a person signs in."""

    template_name = "account/own.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what the templates ask."""
        told = super().get_context_data(**kwargs)
        codes = told["authenticators"].get("recovery_codes")
        return told | {
            "factor": told["authenticators"].get("totp"),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "must": must_have_second_factor(person(self.request).role),
        }


class SetUpFactor(ActivateTOTPView):
    """Give the telephone the secret."""

    template_name = "account/set_up_factor.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Say whether there is a way round."""
        told = super().get_context_data(**kwargs)
        return told | {"must": must_have_second_factor(person(self.request).role)}

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the secret that the telephone proved to have."""
        answer = super().form_valid(form)
        _note_own("ledger.set_second_factor", self.request)
        return answer


class RemoveFactor(DeactivateTOTPView):
    """Go back to a password alone."""

    template_name = "account/remove_factor.html"

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Forget the secret and the recovery codes."""
        answer = super().form_valid(form)
        _note_own("ledger.remove_second_factor", self.request)
        return answer


class RecoveryCodes(ViewRecoveryCodesView):
    """Show the codes for the day that the telephone is lost: once."""

    template_name = "account/recovery_codes.html"


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Make new codes; the old ones open no longer."""

    template_name = "account/new_recovery_codes.html"

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Make them."""
        answer = super().form_valid(form)
        _note_own("ledger.new_recovery_codes", self.request)
        return answer


class ChangePassword(PasswordChangeView):
    """Choose another password; every other session of the person ends."""

    template_name = "account/change_password.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        """Say that it is done."""
        answer = super().form_valid(form)
        messages.success(
            self.request, str(_("Your password is changed. Other sessions have ended."))
        )
        return answer


def _note_own(act: str, request: HttpRequest) -> None:
    someone = person(request)
    note(act, by=someone, on=("person", someone.username))


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    logout(request)
    return redirect("account_login")


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
    titles = {
        "language": _("Language"),
        "calendar": _("Calendar"),
        "money": _("Money"),
        "theme": _("Light or dark"),
    }
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
    return wanted if ours and wanted.startswith("/") else reverse("preferences")
