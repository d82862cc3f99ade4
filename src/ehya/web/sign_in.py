"""How does allauth let people in the way this house wants it?

allauth asks two adapters: one about accounts, one about second factors. What they do to a person is
written in the ledger in the same transaction.
"""

import secrets
import time
from base64 import urlsafe_b64encode
from contextlib import suppress
from hashlib import sha256
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ehya.engine.text import latin_digits
from ehya.ledger import actions, roles
from ehya.web.address import caller

BROWSER = "ehya known browser:"
BROWSER_KNOWN = 180 * 24 * 3600  # [s]
BEGAN = "began"  # in a session: when it began, in seconds since 1970
JUST_CAME = 300  # [s]
CODE_LIVES = (2 * settings.MFA_TOTP_TOLERANCE + 1) * 30  # [s]
TOO_MANY = "too_many_login_attempts"
WRONG_CODE = _("This code is wrong or was used already. Wait for the next one and type it.")


class Account(DefaultAccountAdapter):
    """What allauth asks about accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The name or the password is wrong. After five wrong passwords the name is closed "
            "for a quarter of an hour."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        TOO_MANY: _("Too many wrong ones. Wait a quarter of an hour, then try again."),
        "rate_limited": _("Too many wrong ones. Wait a quarter of an hour, then try again."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return whom attempts are counted for: a browser that is known, else an address."""
        return known_browser(request) or caller(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count a name only together with an address: nobody can lock somebody else out."""
        return f"{get_ip(request)}:{str(credentials.get('username', '')).casefold()}"

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say that nobody signs up: an administrator adds people."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before what guards the account, but not of who just came."""
        began = self.request.session.get(BEGAN, 0)
        return time.time() - began >= JUST_CAME and super().is_reauthentication_required(
            app=app, **kwargs
        )

    @transaction.atomic
    def login(self, request: HttpRequest, user: Any) -> None:
        """Let somebody in whose password, and code where one is due, were right."""
        super().login(request, user)
        actions.note("ledger.sign_in", by=user, on=("person", user.username))

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        """Lead on, and know this browser again: a neighbour's wrong guesses are not its own."""
        answer: HttpResponse = super().post_login(request, user, **told)
        answer.set_cookie(
            _browser_cookie(user.username),
            signing.dumps(secrets.token_hex(16), salt=BROWSER + user.username.casefold()),
            max_age=BROWSER_KNOWN,
            path=reverse("account_login"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return answer

    def set_password(self, user: Any, password: str) -> None:
        """Keep the password that somebody chose."""
        actions.change_password(password, by=user)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages say what was done, in the reader's language."""


class SecondFactor(DefaultMFAAdapter):
    """What allauth asks about second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("Your role does not sign in without a second factor."),
    }

    def get_totp_label(self, user: Any) -> str:
        """Return what the telephone calls this sign-in."""
        return str(user.username)

    def encrypt(self, text: str) -> str:
        """Lock a secret with the installation's key: the database alone opens nothing."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret; one that was locked with another key fits no code."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Tell whether somebody may go back to a password alone."""
        return not must_have_second_factor(authenticator.user.role)


def must_have_second_factor(role: str) -> bool:
    """Tell whether a role needs more than a password here."""
    return settings.MODE != "demo" and role in roles.SECOND_FACTOR


def known_browser(request: HttpRequest) -> str:
    """Return a name for a browser in which the person has been signed in before; "" for others.

    Wrong passwords are counted for it alone, so that nobody behind the same address can lock out
    whoever works there every day. It opens nothing.
    """
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    name = request.POST.get("login", "").strip().casefold()
    kept = request.COOKIES.get(_browser_cookie(name), "")
    with suppress(signing.BadSignature):
        return f"browser:{signing.loads(kept, salt=BROWSER + name, max_age=BROWSER_KNOWN)}"
    return ""


def _browser_cookie(name: str) -> str:
    """Say nothing of who has been here to whoever looks at the machine."""
    seal = salted_hmac(BROWSER, name.casefold(), algorithm="sha256")
    return f"ehya_known_{seal.hexdigest()[:12]}"


def _lock() -> Fernet:
    key = sha256(b"ehya second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))


class _CodeField(forms.CharField):
    """A code in any digits, as a Persian keyboard writes them."""

    def to_python(self, value: Any) -> str:
        return latin_digits(super().to_python(value) or "")


class _Once(forms.Form):
    """A code that opened the door opens it no more for as long as its time would allow."""

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"ehya:code:{self.user.pk}:{code}", "used", CODE_LIVES):
            raise SecondFactor().validation_error("incorrect_code")
        return code


class CodeForm(_Once, code_forms.AuthenticateForm):
    """The code after the password."""

    code = _CodeField(max_length=40)


class CodeAgainForm(_Once, code_forms.ReauthenticateForm):
    """The code before something that matters."""

    code = _CodeField(max_length=40)


class FirstCodeForm(totp_forms.ActivateTOTPForm):
    """The first code, which proves that the telephone has the secret."""

    code = _CodeField(max_length=40)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The old password once, the new one twice."""

    def clean(self) -> dict[str, Any]:
        """Say in our own words that the two differ."""
        told: dict[str, Any] = forms.Form.clean(self) or {}
        if told.get("password1") and told["password1"] != told.get("password2"):
            self.add_error("password2", _("The two new passwords differ."))
        elif told.get("oldpassword") and told["oldpassword"] == told.get("password1"):
            self.add_error("password1", _("This is the password so far. Choose another."))
        return told
