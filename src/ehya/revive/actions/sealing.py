"""How are the minutes of a meeting sealed, so that nobody can change them any more?"""

from collections.abc import Callable

from django.db import transaction

from ehya.diagnose.actions.keeping import keep
from ehya.engine.refusal import Refusal
from ehya.ledger import roles, signing
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.revive.actions import meetings
from ehya.revive.models import Meeting
from ehya.revive.queries.committees import Agenda, agenda

ACT = "revive.seal_minutes"
Setter = Callable[[Agenda], bytes]  # sets the minutes in type: the same agenda, the same bytes


@transaction.atomic
def seal(key: int, *, by: User, set_minutes: Setter, seen: int | None = None) -> Meeting:
    """Set the minutes of a meeting in type, keep them, sign their digest, and close the meeting.

    Args:
        key: the meeting's.
        by: who seals them.
        set_minutes: makes the PDF.
        seen: the meeting's version that the person saw.

    Returns:
        The sealed meeting.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting",
            "revive.meeting_changed_meanwhile", "revive.not_with_such_a_meeting",
            "revive.items_waiting", "ledger.signing_key_unreadable".
    """
    roles.require(by, ACT)
    meeting = meetings.lock(key, by=by, seen=seen, states=("held",))
    told = agenda(meeting)
    if told.waiting:
        raise Refusal("revive.items_waiting", items=told.waiting)
    event = new_event_id()
    name = f"minutes-{meeting.committee_id}-{meeting.number}.pdf"
    minutes = keep(set_minutes(told), name=name, by=by, synthetic=meeting.committee.synthetic)
    meeting.state, meeting.minutes, meeting.sealed_by_id = "sealed", minutes, event
    meeting.signature = signing.sign(minutes.sha256)
    meetings.grow(meeting, "state", "minutes", "sealed_by", "signature")
    after = {"state": "meeting.sealed", "sha256": minutes.sha256, "signature": meeting.signature}
    note("revive.seal_minutes", by=by, on=("meeting", str(key)), after=after, id=event)
    return meeting
