"""What stands in the minutes of a meeting?

The same meeting gives the same bytes. Behind the PDF's end stands which minutes it wants to be, so
that a changed copy can be told from a file of somewhere else.
"""

import re
from collections.abc import Mapping
from typing import Any

from ehya.register.numbering import show_number
from ehya.revive.queries.called import units_called
from ehya.revive.queries.committees import Agenda, Seat
from ehya.web import formats
from ehya.web.messages.names_committee import called
from ehya.web.papers import said, set_in_type

TEMPLATE = "minutes.typ"
_MARK = re.compile(rb"%ehya minutes (\d{1,9})/(\d{1,9})\n\Z")
WORDS = {
    "present": "اعضا و حاضران",
    "agenda": "دستور جلسه و مصوبه‌ها",
    "chair": "رئیس",
    "deputy": "به جانشینی:",
    "asks": "پیشنهاد",
    "owed": ["دستگاه", "تعهد", "مبلغ", "مهلت"],
    "sign": "امضای حاضران",
    "draft": "پیش‌نویس",
}


def set_minutes(agenda: Agenda) -> bytes:
    """Return the minutes of a meeting as PDF, to be sealed."""
    meeting = agenda.meeting
    end = f"\n%ehya minutes {meeting.committee_id}/{meeting.number}\n"
    return set_in_type(TEMPLATE, told(agenda)) + end.encode()


def set_draft(agenda: Agenda) -> bytes:
    """Return the minutes as they stand, with the word draft across them."""
    return set_in_type(TEMPLATE, {**told(agenda), "draft": True})


def claims_to_be(content: bytes) -> tuple[int, int] | None:
    """Return which minutes a file says that it is, as (committee, number); None where it is none."""
    found = _MARK.search(content[-60:])
    return (int(found[1]), int(found[2])) if found else None


def told(agenda: Agenda) -> dict[str, Any]:
    """Return everything that the minutes say."""
    meeting, names = agenda.meeting, units_called(item.case.unit_id for item in agenda.items)
    heading = f"صورت‌جلسهٔ شمارهٔ {said.mark(meeting.number)}"
    return {
        "title": f"{heading}، {meeting.committee.name_fa}",
        "committee": meeting.committee.name_fa,
        "heading": heading,
        "synthetic": meeting.committee.synthetic,
        "draft": False,
        "facts": _facts(agenda),
        "words": WORDS,
        "seats": [_seat(seat) for seat in agenda.seats],
        "quorum": _quorum(agenda),
        "items": [_item(item, agenda, names) for item in agenda.items],
        "foot": f"{meeting.committee.name_fa}، جلسهٔ {said.mark(meeting.number)}",
    }


def _facts(agenda: Agenda) -> list[list[str]]:
    meeting = agenda.meeting
    rows = [said.day_row("روز", meeting.on)]
    if meeting.at:
        rows.append(said.row("ساعت", formats.clock(meeting.at.hour, meeting.at.minute, "fa")))
    if meeting.place:
        rows.append(said.row("مکان", meeting.place))
    return rows


def _seat(seat: Seat) -> dict[str, Any]:
    there = {True: "حاضر", False: "غایب", None: ""}[seat.present]
    if not seat.member.votes:
        there = "، ".join(part for part in (there, "بی حق رأی") if part)
    body = seat.member.body.name_fa if seat.member.body else ""
    return {
        "name": seat.member.name,
        "post": "، ".join(part for part in (seat.member.post, body) if part),
        "chairs": seat.member.chairs,
        "present": bool(seat.present),
        "there": there,
        "deputy": seat.deputy,
    }


def _quorum(agenda: Agenda) -> str:
    if not agenda.attended:
        return "نام حاضران نوشته نشده است."
    voters, needed = len(agenda.voters), agenda.meeting.committee.quorum
    reached = "جلسه رسمیت یافت." if agenda.has_quorum else "جلسه به نصاب نرسید."
    return f"حاضران دارای رأی: {said.count(voters)}؛ نصاب: {said.count(needed)}. {reached}"


def _item(item: Any, agenda: Agenda, names: Mapping[int, Any]) -> dict[str, Any]:
    unit = names.get(item.case.unit_id)
    decision = agenda.decisions.get(item.pk)
    number = said.mark(show_number(item.case.unit.number))
    return {
        "place": said.mark(item.place),
        "unit": formats.apart((unit.name_fa or unit.name_en) if unit else number),
        "case": f"پروندهٔ {said.mark(item.case_id)}، واحد {number}",
        "asks": item.asks,
        "state": called(f"item.{item.state}", "fa"),
        "decision": _decision(decision) if decision else None,
    }


def _decision(decision: Any) -> dict[str, Any]:
    votes = (
        f"موافق {said.count(decision.votes_for)}، مخالف {said.count(decision.votes_against)}،"
        f" ممتنع {said.count(decision.abstained)} از {said.count(decision.present)} رأی حاضر"
    )
    if decision.chair_decided:
        votes += "؛ با رأی رئیس در تساوی آرا"
    owed = sorted(decision.obligations.all(), key=lambda one: one.pk)
    return {
        "number": f"مصوبهٔ {said.mark(decision.number)}",
        "said": called(f"revive.said.{decision.said}", "fa"),
        "text": decision.words,
        "votes": votes,
        "owed": [
            {
                "body": one.body.name_fa,
                "words": one.words,
                "amount": said.rials(one.amount_irr),
                "due": said.solar(_due_as_decided(one)),
            }
            for one in owed
        ],
    }


def _due_as_decided(obligation: Any) -> Any:
    """The day that the decision set: a later day of an obligation is no matter of the minutes."""
    asked = [step.due for step in obligation.steps.all() if step.said == "asked" and step.due]
    return asked[0] if asked else obligation.due
