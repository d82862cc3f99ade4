"""How do the numbers that others know a unit by, and the ways to reach its people, come and go?"""

from datetime import date

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.engine.text import normalise
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.ledger.queries import today
from ehya.register.actions.rows import Held, close, hold
from ehya.register.identifiers import settle
from ehya.register.models import Contact, Identifier, ImportRow
from ehya.register.models.units import CONTACT_KINDS, SCHEMES
from ehya.register.queries.duplicates import ever_merged

_LONGEST_ISSUER, _LONGEST_CONTACT = 120, 200


@transaction.atomic
def add_identifier(
    number: str, scheme: str, value: str, *, by: User, issuer: str = "", first: date | None = None
) -> None:
    """Write down what somebody else knows a unit by.

    Args:
        number: the unit's.
        scheme: whose number it is (`models.SCHEMES`).
        value: the number, in any digits.
        by: who tells it.
        issuer: the office that gave it.
        first: the day from which it holds; today unless told.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_scheme", "register.identifier_held",
            "register.day_to_come", and those of `identifiers.settle` and `rows.hold`.
    """
    roles.require(by, "register.change_unit")
    day = first or today()
    if day > today():
        raise Refusal("register.day_to_come", day=day)
    held = hold(number, by=by)
    row = write_identifier(held, scheme, value, issuer=issuer, first=day)
    note(
        "register.add_identifier",
        by=by,
        on=("unit", number),
        after={row.scheme: row.value},
        id=held.event,
        issuer=row.issuer,
        happened_on=day,
    )


@transaction.atomic
def end_identifier(number: str, key: int, *, by: User, ended_on: date, reason: str = "") -> None:
    """Write down that a number holds no longer from a day on.

    Args:
        number: the unit's.
        key: the identifier's row.
        by: who tells it.
        ended_on: the first day on which it did not hold.
        reason: why.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_identifier", "register.day_to_come",
            "register.ended_before_begun", and those of `rows.hold`.
    """
    roles.require(by, "register.change_unit")
    if ended_on > today():
        raise Refusal("register.day_to_come", day=ended_on)
    held = hold(number, by=by)
    row = held.unit.identifiers.filter(pk=key, known__endswith__isnull=True).first()
    if row is None or row.valid.upper is not None:
        raise Refusal("register.no_such_identifier", number=number)
    if row.valid.lower is not None and ended_on <= row.valid.lower:
        raise Refusal("register.ended_before_begun", day=ended_on, first=row.valid.lower)
    close(Identifier.objects.filter(pk=row.pk), held.at)
    Identifier.objects.create(
        unit=held.unit,
        scheme=row.scheme,
        value=row.value,
        issuer=row.issuer,
        valid=(row.valid.lower, ended_on),
        known=(held.at, None),
        event_id=held.event,
    )
    note(
        "register.end_identifier",
        by=by,
        on=("unit", number),
        before={row.scheme: row.value},
        reason=reason,
        id=held.event,
        happened_on=ended_on,
    )


@transaction.atomic
def add_contact(number: str, kind: str, value: str, *, by: User) -> None:
    """Write down how to reach a unit's people. The event does not repeat it: it is personal.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_contact_kind", "register.no_contact",
            "register.too_long", and those of `rows.hold`.
    """
    roles.require(by, "register.change_unit")
    held = hold(number, by=by)
    write_contact(held, kind, value)
    note("register.add_contact", by=by, on=("unit", number), id=held.event, kind=kind)


@transaction.atomic
def erase_contact(number: str, key: int, *, by: User, reason: str) -> None:
    """Empty a contact for ever, as the law asks: not even the past tells it again.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "register.no_such_contact",
            and those of `rows.hold`.
    """
    roles.require(by, "register.erase_contact")
    held = hold(number, by=by)
    row = held.unit.contacts.filter(pk=key, erased_by__isnull=True).first()
    if row is None:
        raise Refusal("register.no_such_contact", number=number)
    alike = Contact.objects.filter(  # a merge copies contacts: reach those copies too
        unit__in=ever_merged(held.unit.pk),
        kind=row.kind,
        value=row.value,
        erased_by__isnull=True,
    )
    close(alike.filter(known__endswith__isnull=True), held.at)
    _forget_on_the_way(row.kind, row.value)
    alike.update(value="", erased_by=held.event)
    note(
        "register.erase_contact",
        by=by,
        on=("unit", number),
        reason=reason,
        id=held.event,
        kind=row.kind,
    )


def _forget_on_the_way(kind: str, value: str) -> None:
    """Empty the same cell of rows that wait to be taken in, or to be mended."""
    ImportRow.objects.filter(**{kind: value}).update(**{kind: None})


def write_identifier(
    held: Held, scheme: str, value: str, *, issuer: str = "", first: date | None = None
) -> Identifier:
    """Write an identifier as known from an act on; the act notes it.

    Raises:
        Refusal: "register.no_such_scheme", "register.too_long", "register.identifier_held", and
            those of `identifiers.settle`.
    """
    if scheme not in SCHEMES:
        raise Refusal("register.no_such_scheme", scheme=scheme[:40], wanted=", ".join(SCHEMES))
    told = settle(scheme, value)
    if len(issuer) > _LONGEST_ISSUER:
        raise Refusal("register.too_long", fact="issuer", length=len(issuer), most=_LONGEST_ISSUER)
    if held.unit.identifiers.filter(
        scheme=scheme, value=told, known__endswith__isnull=True
    ).exists():
        raise Refusal("register.identifier_held", scheme=scheme, value=told)
    return Identifier.objects.create(
        unit=held.unit,
        scheme=scheme,
        value=told,
        issuer=" ".join(normalise(issuer).split()),
        valid=(first, None),
        known=(held.at, None),
        event_id=held.event,
    )


def write_contact(held: Held, kind: str, value: str) -> Contact:
    """Write a contact as known from an act on; the act notes it.

    Raises:
        Refusal: "register.no_such_contact_kind", "register.no_contact", "register.too_long".
    """
    if kind not in CONTACT_KINDS:
        raise Refusal("register.no_such_contact_kind", kind=kind[:40])
    told = " ".join(normalise(value.replace("\x00", "")).split())
    if not told:
        raise Refusal("register.no_contact")
    if len(told) > _LONGEST_CONTACT:
        raise Refusal("register.too_long", fact=kind, length=len(told), most=_LONGEST_CONTACT)
    return Contact.objects.create(
        unit=held.unit, kind=kind, value=told, known=(held.at, None), event_id=held.event
    )
