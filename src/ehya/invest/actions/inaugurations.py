"""How is an event planned, moved to another day, called off, and its board's link given?"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import connection, transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.models import Inauguration
from ehya.invest.queries.inaugurations import inauguration_of
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.revive.actions.bodies import meanwhile, refuse_far

MANAGE = "invest.manage_inauguration"
CHANNEL = "ehya_board"  # of PostgreSQL's NOTIFY; what is told is the event's number
_PAGE = URLValidator(schemes=["https", "http"])
KEY_BYTES = 24  # of a board's secret: nobody guesses 192 bits


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an event is called and when it is.

    Attributes:
        name_fa: in Persian.
        on: the day.
        begins_at: by Tehran's clock; None where it is not told.
        name_en: in English.
        occasion_fa: of which day or week, in Persian.
        occasion_en: in English.
        synthetic: made up; only made-up projects are opened at it.
        source: who told of it, where nobody here did.
        address: where it was printed.
    """

    name_fa: str
    on: date
    begins_at: time | None = None
    name_en: str = ""
    occasion_fa: str = ""
    occasion_en: str = ""
    synthetic: bool = field(default=False, kw_only=True)
    source: str = field(default="", kw_only=True)
    address: str = field(default="", kw_only=True)


@transaction.atomic
def plan_inauguration(told: Occasion, *, by: User) -> int:
    """Plan an event.

    Args:
        told: its names, day and hour.
        by: who plans it.

    Returns:
        Its number.

    Raises:
        Refusal: "ledger.not_allowed", "invest.name_missing", "invest.too_long",
            "invest.bad_address", "revive.day_far".
    """
    roles.require(by, MANAGE)
    event = new_event_id()
    made = Inauguration.objects.create(
        **_facts(told),
        synthetic=told.synthetic,
        known_at=timezone.now(),
        event_id=event,
    )
    after = {"name": made.name_fa, "on": told.on}
    note("invest.manage_inauguration", by=by, on=_on(made), after=after, id=event)
    return made.pk


@transaction.atomic
def change_inauguration(key: int, told: Occasion, *, by: User, seen: int | None = None) -> None:
    """Give an event other names, another day or hour.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.changed_meanwhile", "invest.not_in_this_state", "invest.name_missing",
            "invest.too_long", "invest.bad_address", "revive.day_far".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    before = {"name": row.name_fa, "on": row.on, "at": str(row.begins_at or "")}
    facts = _facts(told)
    for name, value in facts.items():
        setattr(row, name, value)
    grow(row, *facts)
    after = {"name": row.name_fa, "on": row.on, "at": str(row.begins_at or "")}
    note(MANAGE, by=by, on=_on(row), before=before, after=after)


@transaction.atomic
def tell_source(key: int, source: str, address: str, *, by: User, seen: int | None = None) -> None:
    """Say, or put right, who told of an event that is over.

    Args:
        key: the event's number.
        source: title and day of what was printed; "" for none.
        address: where it can be read; "" where it stands nowhere on the net.
        by: who says so.
        seen: the event's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.changed_meanwhile", "invest.not_in_this_state", "invest.too_long",
            "invest.bad_address".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("live", "closed"), seen=seen)
    before = {"source": row.source, "address": row.address}
    row.source, row.address = words(source, 200), _address(address)
    grow(row, "source", "address")
    after = {"source": row.source, "address": row.address}
    note(MANAGE, by=by, on=_on(row), before=before, after=after)


@transaction.atomic
def cancel_inauguration(key: int, *, by: User, reason: str, seen: int | None = None) -> None:
    """Call an event off; its projects may be opened at another.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration", "ledger.reason_needed",
            "invest.changed_meanwhile", "invest.not_in_this_state", "invest.too_long".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act=MANAGE)
    row.state, row.cancelled_because = "cancelled", words(reason, 300)
    grow(row, "state", "cancelled_because")
    after = {"state": "inauguration.cancelled"}
    note(MANAGE, by=by, on=_on(row), after=after, reason=row.cancelled_because)


@transaction.atomic
def give_board_link(key: int, *, by: User) -> str:
    """Give the board a link that opens it without a sign-in; an earlier one opens nothing more.

    Returns:
        The secret in it. It stands in no event of the ledger.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration", "invest.not_in_this_state".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned", "rehearsing", "live", "closed"))
    row.board_key = secrets.token_urlsafe(KEY_BYTES)
    grow(row, "board_key")
    note(MANAGE, by=by, on=_on(row), after={"board_link": True})
    return row.board_key


@transaction.atomic
def take_board_link_back(key: int, *, by: User) -> None:
    """Let the board's link open nothing more; screens that follow by it stop within minutes.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration".
    """
    roles.require(by, MANAGE)
    row = lock(key)
    row.board_key = ""
    grow(row, "board_key")
    note(MANAGE, by=by, on=_on(row), after={"board_link": False})


def lock(key: int, *, states: Collection[str] = (), seen: int | None = None) -> Inauguration:
    """Return an event, held until the transaction ends.

    Args:
        key: its number.
        states: in which it must be; none for any.
        seen: the version that the person saw.

    Raises:
        Refusal: "invest.no_such_inauguration", "invest.not_in_this_state",
            "invest.changed_meanwhile" with who did what since.
    """
    row = Inauguration.objects.select_for_update(no_key=True, of=("self",)).filter(pk=key).first()
    if row is None:
        row = inauguration_of(key)
    if states and row.state not in states:
        raise Refusal("invest.not_in_this_state", state=f"inauguration.{row.state}")
    if seen not in (None, row.version):
        raise meanwhile("invest.changed_meanwhile", "inauguration", key)
    return row


def grow(row: Inauguration, *fields: str) -> None:
    """Keep what changed of an event under a new version, and wake its boards."""
    row.version += 1
    row.save(update_fields=["version", *fields])
    wake(row.pk)


def wake(key: int) -> None:
    """Wake whoever watches an event's board, once this transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(key)])


def words(told: str, longest: int) -> str:
    """Return what was typed, without signs that have no shape.

    Raises:
        Refusal: "invest.too_long".
    """
    kept = "".join(c for c in told if c >= " " or c in "\n\t").strip()
    kept = kept.encode("utf-8", "replace").decode()
    if len(kept) > longest:
        raise Refusal("invest.too_long", letters=len(kept), most=longest)
    return kept


def _facts(told: Occasion) -> dict[str, object]:
    refuse_far(told.on)
    name = words(told.name_fa, 200)
    if not name:
        raise Refusal("invest.name_missing")
    return {
        "name_fa": name,
        "name_en": words(told.name_en, 200),
        "occasion_fa": words(told.occasion_fa, 200),
        "occasion_en": words(told.occasion_en, 200),
        "on": told.on,
        "begins_at": told.begins_at,
        "source": words(told.source, 200),
        "address": _address(told.address),
    }


def _address(told: str) -> str:
    address = words(told, 400)
    if address:
        try:
            _PAGE(address)
        except ValidationError:
            raise Refusal("invest.bad_address", address=address[:60]) from None
    return address


def _on(row: Inauguration) -> tuple[str, str]:
    return ("inauguration", str(row.pk))
