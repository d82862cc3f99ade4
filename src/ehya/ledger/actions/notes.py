"""How is written down what somebody, or a method, did?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.models import Event, Run, User, new_event_id

SOME = 1_000  # events written at once


def note(  # noqa: PLR0913 - an event is this wide
    act: str,
    *,
    by: User,
    on: tuple[str, str] | None = None,
    before: object = None,
    after: object = None,
    reason: str = "",
    id: UUID | None = None,  # noqa: A002 - the event's own name for it
    **facts: object,
) -> Event:
    """Write down one act: the LAST thing its transaction does, and inside that transaction.

    The chain has one end, so from here until the commit every other act in the house waits.

    Args:
        act: its name in `roles.MAY`, e.g. "register.change_unit".
        by: who does it.
        on: what it is done to, as (kind, key), e.g. ("unit", "1000-0042-7").
        before: what was so, where something is changed; anything JSON can hold, days too.
        after: what is so now.
        reason: why; asked for where `roles.REASON_ASKED` says so.
        id: `new_event_id()` where rows written earlier in the transaction refer to this event.
        facts: whatever else should be known of it.

    Returns:
        The event, with its position and digest.

    Raises:
        Refusal: "ledger.reason_needed" with the act.
    """
    reason = reason.strip()
    if act in roles.REASON_ASKED and not reason:
        raise Refusal("ledger.reason_needed", act=act)
    kind, key = on or ("", "")
    return Event.objects.create(
        id=id or new_event_id(),
        act=act,
        by=by,
        on_kind=kind,
        on_key=key,
        before=before,
        after=after,
        reason=reason,
        facts=facts,
    )


@dataclass(frozen=True, slots=True)
class Noted:
    """One of many acts of a kind, as `note` is told it.

    Attributes:
        on: what it is done to, as (kind, key).
        after: what is so now.
        reason: why.
        id: the event's own.
        before: what was so.
    """

    on: tuple[str, str]
    after: object
    reason: str
    id: UUID
    before: object = None


def note_each(act: str, told: Iterable[Noted], *, by: User) -> None:
    """Write down many acts of one kind, an event each: as `note`, the last thing but one event.

    Args:
        act: its name in `roles.MAY`; one that is not asked why each time.
        told: the acts, in their order.
        by: who does them.
    """
    events = [
        Event(
            id=one.id,
            act=act,
            by=by,
            on_kind=one.on[0],
            on_key=one.on[1],
            before=one.before,
            after=one.after,
            reason=one.reason.strip(),
        )
        for one in told
    ]
    Event.objects.bulk_create(events, batch_size=SOME)


def note_run(method: str, *, origins: Iterable[str], seconds: float, **settings: object) -> Run:
    """Write down one pass of a method, with what it read."""
    return Run.objects.create(
        method=method, settings=settings, origins=sorted(origins), seconds=seconds
    )
