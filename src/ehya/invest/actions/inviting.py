"""Who is invited to an event, where to, by which mail, and do they come?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.inaugurations import MANAGE, grow, lock, words
from ehya.invest.actions.programme import site_of
from ehya.invest.models import Guest, Inauguration
from ehya.invest.queries.inaugurations import guests_to_mail
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
    if row.guests.count() >= MOST_GUESTS:
        raise Refusal("invest.too_many", most=MOST_GUESTS)
    guest = Guest(inauguration=row, invited_at=timezone.now())
    _write(guest, told)
    grow(row)
    _note(row, by, {"guest": guest.pk, "added": True})
    return guest.pk


@transaction.atomic
def correct_guest(key: int, guest: int, told: Invited, *, by: User) -> None:
    """Put right what is told of a guest; another address or site is mailed anew when asked.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.no_such_guest", "invest.guest_name_missing",
            "invest.guest_there", "invest.mail_unreadable", "invest.no_such_site",
            "invest.too_long".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned", "rehearsing"))
    _write(_guest(row, guest), told)
    grow(row)
    _note(row, by, {"guest": guest, "changed": True})


@transaction.atomic
def ask_to_mail(key: int, *, by: User) -> int:
    """Ask that the invitations of an event go out by mail, to whom they have not reached.

    Returns:
        How many will.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.nobody_to_mail" with how many have no address.
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned", "rehearsing", "cancelled"))
    waiting = guests_to_mail(row)
    if not waiting:
        raise Refusal("invest.nobody_to_mail", without=row.guests.filter(email="").count())
    _note(row, by, {"mails_asked": len(waiting)})
    return len(waiting)


@transaction.atomic
def keep_mailed(key: int, sent: Mapping[int, str], *, by: User) -> None:
    """Write down to whom an invitation has gone out by mail.

    Args:
        key: the event's number.
        sent: guest's id -> SHA-256 of what the invitation said; those who are off the list
            meanwhile are passed.
        by: who had them sent.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration".
    """
    roles.require(by, MANAGE)
    row = lock(key)
    guests = list(row.guests.filter(pk__in=sent))
    for guest in guests:
        guest.mailed_at, guest.mailed_as = timezone.now(), sent[guest.pk]
    Guest.objects.bulk_update(guests, ["mailed_at", "mailed_as"])
    if guests:
        _note(row, by, {"mailed": len(guests)})


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


def _write(guest: Guest, told: Invited) -> None:
    """Write down what was told of a guest, new or known."""
    row, name = guest.inauguration, words(told.name, 120)
    if not name:
        raise Refusal("invest.guest_name_missing")
    if row.guests.filter(name=name).exclude(pk=guest.pk).exists():
        raise Refusal("invest.guest_there", name=name)
    guest.site = None if told.site is None else site_of(row, told.site)
    guest.name, guest.post = name, words(told.post, 160)
    guest.email = _mail(words(told.email, 200))
    guest.save()


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
