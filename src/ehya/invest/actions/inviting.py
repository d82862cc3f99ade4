"""Who is invited to an event, where to, and do they come?"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.inaugurations import MANAGE, grow, lock, words
from ehya.invest.actions.programme import site_of
from ehya.invest.models import Guest, Inauguration
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User

MOST_GUESTS = 2_000


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is invited: name, post, address for mail, and the site; None for all of it."""

    name: str
    post: str = ""
    email: str = ""
    site: int | None = None


@transaction.atomic
def invite(key: int, told: Invited, *, by: User) -> int:
    """Invite somebody.

    Returns:
        The guest's id.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.too_many", "invest.guest_name_missing",
            "invest.guest_there", "invest.mail_unreadable", "invest.no_such_site",
            "invest.too_long".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned", "rehearsing"))
    name, mail = words(told.name, 120), words(told.email, 200)
    if not name:
        raise Refusal("invest.guest_name_missing")
    if row.guests.filter(name=name).exists():
        raise Refusal("invest.guest_there", name=name)
    if row.guests.count() >= MOST_GUESTS:
        raise Refusal("invest.too_many", most=MOST_GUESTS)
    guest = Guest.objects.create(
        inauguration=row,
        site=None if told.site is None else site_of(row, told.site),
        name=name,
        post=words(told.post, 160),
        email=_mail(mail),
        invited_at=timezone.now(),
    )
    grow(row)
    _note(row, by, {"guest": guest.pk, "added": True})
    return guest.pk


@transaction.atomic
def answer(key: int, guest: int, comes: bool | None, *, by: User) -> None:
    """Write down whether a guest comes; None for nobody knows.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.no_such_guest".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned", "rehearsing", "live"))
    found = _guest(row, guest)
    found.comes = comes
    found.save(update_fields=["comes"])
    grow(row)
    _note(row, by, {"guest": guest, "comes": comes})


@transaction.atomic
def uninvite(key: int, guest: int, *, by: User) -> None:
    """Take somebody off the list of guests.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.no_such_guest".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned", "rehearsing"))
    _guest(row, guest).delete()
    grow(row)
    _note(row, by, {"guest": guest, "dropped": True})


def _guest(row: Inauguration, guest: int) -> Guest:
    found = row.guests.filter(pk=guest).first()
    if found is None:
        raise Refusal("invest.no_such_guest")
    return found


def _mail(told: str) -> str:
    if told:
        try:
            validate_email(told)
        except ValidationError:
            raise Refusal("invest.mail_unreadable", email=told[:80]) from None
    return told


def _note(row: Inauguration, by: User, after: dict[str, object]) -> None:
    """Guests stand in the ledger by their number: a name there could never be forgotten."""
    note(MANAGE, by=by, on=("inauguration", str(row.pk)), after=after)
