"""Which settings are mistakes, and what is to be done about each?

Django asks these before it serves, migrates or examines (`ehya doctor`).
"""

import stat
from collections.abc import Iterator

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from ehya.ledger import home


@register
def settings_are_sound(**_asked: object) -> list[CheckMessage]:
    """Return every mistake in the settings."""
    return [*_names(), *_https(), *_secret(), *_day()]


def _names() -> Iterator[CheckMessage]:
    if settings.PRODUCTION and not settings.ALLOWED_HOSTS:
        yield Error(
            "In production Ehya must know its own names.",
            hint="List them in EHYA_HOSTS, e.g. EHYA_HOSTS=ehya.example.ir",
            id="ledger.E001",
        )
    if settings.PRODUCTION and "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "EHYA_HOSTS=* lets anybody's site pass as this one.",
            hint="List the names by which browsers call Ehya.",
            id="ledger.E002",
        )


def _https() -> Iterator[CheckMessage]:
    if settings.PRODUCTION and not settings.HTTPS:
        yield checks.Warning(
            "Passwords travel unencrypted.",
            hint="Remove EHYA_HTTPS=0; behind a proxy that ends HTTPS set EHYA_BEHIND_PROXY=1.",
            id="ledger.W001",
        )


def _secret() -> Iterator[CheckMessage]:
    path = home.secret_path()
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Error(
            f"Others on this machine may read the secret key in {path}.",
            hint=f"chmod 600 {path}",
            id="ledger.E003",
        )


def _day() -> Iterator[CheckMessage]:
    if settings.PRODUCTION and settings.TODAY:
        yield checks.Warning(
            f"Readers stand on {settings.TODAY}, not on today.",
            hint="Remove EHYA_TODAY, which is for demonstrations.",
            id="ledger.W002",
        )
