"""How does somebody set a day on which they go somewhere for a case, and say what came of it?"""

from datetime import date, time, timedelta

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions.bodies import words_of
from ehya.revive.models import Appointment
from ehya.revive.queries.scope import case_seen, cases_seen

ACT = "revive.appoint"
LONGEST = 200  # letters
FARTHEST = timedelta(days=2 * 366)  # ahead: more is a slip of the year


@transaction.atomic
def appoint(
    number: int, *, by: User, on: date, at: time | None = None, words: str = ""
) -> Appointment:
    """Set an appointment of one's own for a case.

    Args:
        number: the case's.
        by: who goes.
        on: the day, today or later.
        at: the hour.
        words: what for.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_case", "revive.appointment_past",
            "revive.appointment_far", "revive.appointed_already", "revive.too_long".
    """
    roles.require(by, ACT)
    case = case_seen(number, sight_of(by))
    if on < today():
        raise Refusal("revive.appointment_past", on=on, today=today())
    if on > today() + FARTHEST:
        raise Refusal("revive.appointment_far", on=on, last=today() + FARTHEST)
    there = Appointment.objects.filter(case=case, who=by, on=on, at=at, state="planned")
    if there.exists():
        raise Refusal("revive.appointed_already", case=number, on=on)
    event = new_event_id()
    row = Appointment.objects.create(
        case=case, who=by, on=on, at=at, words=words_of(words, "words", LONGEST), event_id=event
    )
    after = {"appointment": row.pk, "on": on, "at": at and at.isoformat("minutes")}
    note("revive.appoint", by=by, on=("case", str(number)), after=after, id=event)
    return row


@transaction.atomic
def settle(key: int, state: str, *, by: User) -> Appointment:
    """Say that an appointment was kept, or drop it.

    Args:
        key: the appointment's.
        state: "kept" or "dropped".
        by: whose it is; a colleague who sees the case may drop it too.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_appointment",
            "revive.appointment_settled", "revive.appointment_ahead",
            "revive.not_your_appointment".
    """
    roles.require(by, ACT)
    seen = cases_seen(sight_of(by)).values("pk")
    held = Appointment.objects.select_for_update(no_key=True).filter(pk=key, case__in=seen)
    row = held.first()
    if row is None or state not in ("kept", "dropped"):
        raise Refusal("revive.no_such_appointment")
    if row.state != "planned":
        raise Refusal("revive.appointment_settled", on=row.on)
    if state == "kept" and row.who_id != by.pk:
        raise Refusal("revive.not_your_appointment", on=row.on)
    if state == "kept" and row.on > today():
        raise Refusal("revive.appointment_ahead", on=row.on, today=today())
    row.state = state
    row.save(update_fields=["state"])
    told = {"appointment": key, "state": f"appointment.{state}"}
    note("revive.appoint", by=by, on=("case", str(row.case_id)), after=told)
    return row
