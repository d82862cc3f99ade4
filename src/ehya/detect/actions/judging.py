"""What does a person say of what the machine said?

Neither overrules the other: a verdict stands beside its look for ever.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ehya.detect.actions.reviewing import BETWEEN_SWEEP_AND_VERDICT
from ehya.detect.models import REASONS, STATES, Review, Verdict
from ehya.detect.queries.reviews import Side, side_of
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.register.models import Unit
from ehya.register.queries.within import here_and_now

WORDS_NEEDED = frozenset({"other"})  # reasons that say nothing alone
_Said = dict[str, Any]


def confirm(number: str, *, by: User, words: str = "", seen: str | None = None) -> int:
    """Say that a unit is what the machine says that it is.

    Args:
        number: the unit's.
        by: who says so.
        words: what else there is to say.
        seen: `Side.seen` of what the person saw; refused when something else stands there by now.

    Returns:
        The verdict's id.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_unit", "detect.not_looked_at",
            "detect.looked_again", "detect.judged_meanwhile".
    """

    def said(side: Side) -> _Said:
        return {"said": "confirmed", "state": side.look.state, "since": side.look.since}

    return _judge(number, said, by=by, words=words, seen=seen)


def reject(  # noqa: PLR0913 - a rejection says what it is instead, since when and why
    number: str,
    *,
    by: User,
    state: str,
    reason: str,
    since: date | None = None,
    words: str = "",
    seen: str | None = None,
) -> int:
    """Say that a unit is something else than the machine says.

    Args:
        number: the unit's.
        by: who says so.
        state: what it is, one of `models.STATES`.
        reason: why the machine was wrong, one of `models.REASONS`.
        since: from which day on, where it is known.
        words: what else there is to say; "other" needs them.
        seen: as for `confirm`.

    Returns:
        The verdict's id.

    Raises:
        Refusal: as `confirm`, and "detect.no_such_state", "detect.same_state",
            "detect.since_ahead", "detect.reason_needed", "detect.words_needed".
    """

    def said(side: Side) -> _Said:
        if state not in STATES:
            raise Refusal("detect.no_such_state", state=state[:20])
        if state == side.look.state:
            raise Refusal("detect.same_state", state=f"detect.{state}")
        if since is not None and since > today():
            raise Refusal("detect.since_ahead", since=since, today=today())
        if reason not in REASONS:
            raise Refusal("detect.reason_needed")
        if reason in WORDS_NEEDED and not words.strip():
            raise Refusal("detect.words_needed")
        return {"said": "rejected", "state": state, "since": since, "reason": reason}

    return _judge(number, said, by=by, words=words, seen=seen)


def send(
    number: str, *, by: User, go_by: date | None, words: str = "", seen: str | None = None
) -> int:
    """Send somebody to look; whoever went confirms or rejects later.

    Args:
        number: the unit's.
        by: who says so.
        go_by: until when somebody goes; the review is due on that day.
        words: who goes, or what to look at.
        seen: as for `confirm`.

    Returns:
        The verdict's id.

    Raises:
        Refusal: as `confirm`, and "detect.go_by_needed".
    """

    def said(side: Side) -> _Said:
        if go_by is None or go_by < today():
            raise Refusal("detect.go_by_needed", today=today())
        return {"said": "sent", "go_by": go_by}

    return _judge(number, said, by=by, words=words, seen=seen)


@transaction.atomic
def _judge(
    number: str, says: Callable[[Side], _Said], *, by: User, words: str, seen: str | None
) -> int:
    roles.require(by, "detect.judge")
    side = _held(number, by)
    if seen not in (None, side.seen):
        raise _other_by_now(side, str(seen))
    said, event, words = says(side), new_event_id(), words.strip()
    review = _closed(side, said, event)
    verdict = Verdict.objects.create(
        unit=side.look.unit,
        look=side.look,
        review=review,
        event_id=event,
        words=words,
        at=timezone.now(),
        **said,
    )
    look = side.look
    note(
        "detect.judge",
        by=by,
        on=("unit", number),
        before={"status": look.state, "since": look.since, "chance": round(look.chance, 3)},
        after={("status" if key == "state" else key): told for key, told in said.items()},
        reason=words,
        id=event,
        as_of=look.sweep.as_of,
    )
    return int(verdict.pk)


def _held(number: str, by: User) -> Side:
    """Return what stands of the unit, and let nobody change it until the act is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [BETWEEN_SWEEP_AND_VERDICT])
    side = side_of(number, here_and_now(), sight_of(by))
    Unit.objects.select_for_update(no_key=True).get(pk=side.unit.unit_id)
    return side_of(number, here_and_now(), sight_of(by))


def _other_by_now(side: Side, seen: str) -> Refusal:
    look = seen.partition(".")[0]
    newest = side.sent or side.verdict
    if look != str(side.look.pk) or newest is None:
        state, as_of = side.look.state, side.look.sweep.as_of
        return Refusal("detect.looked_again", state=f"detect.{state}", as_of=as_of)
    by = newest.event.by.username
    if newest.said == "sent":
        return Refusal("detect.sent_meanwhile", by=by, go_by=newest.go_by)
    return Refusal("detect.judged_meanwhile", by=by, state=f"detect.{newest.state}")


def _closed(side: Side, said: _Said, event: Any) -> Review | None:
    """Settle the waiting review, or let it wait for whoever was sent."""
    row, sent = side.review, said["said"] == "sent"
    if row is None:
        return _asked_by_a_person(side, said) if sent else None
    row.state = "sent" if sent else "settled"
    row.due = said["go_by"] if sent else row.due
    row.closed_by_id = None if sent else event
    row.save(update_fields=["state", "due", "closed_by"])
    return row


def _asked_by_a_person(side: Side, said: _Said) -> Review:
    """Let a unit wait to which somebody was sent unasked: all its jobs are in doubt."""
    jobs = max(side.unit.licensed_jobs or 1, side.unit.insured_jobs or 1, 1)
    return Review.objects.create(
        unit=side.look.unit,
        look=side.look,
        why=[],
        weight=jobs,
        due=said["go_by"],
        state="sent",
        opened_at=timezone.now(),
    )
