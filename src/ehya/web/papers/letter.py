"""What stands in a letter that reminds a body of what it owes?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ehya.register.numbering import show_number
from ehya.revive.queries.called import units_called
from ehya.revive.queries.obligations import reminders, steps_of
from ehya.web import formats
from ehya.web.formats.spelled import spelled
from ehya.web.papers import said, set_in_type

TEMPLATE = "letter.typ"
WORDS = {"about": "موضوع", "copies": "رونوشت", "draft": "پیش‌نویس"}
GREETING = "با سلام و احترام،"
CLOSE = (
    "خواهشمند است دستور فرمایید تعهد یادشده انجام شود و نتیجه، یا دلیل انجام نشدن آن، به صورت کتبی به"
    " دبیرخانهٔ ستاد اعلام گردد."
)
COPIES = "پروندهٔ واحد"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter of reminder.

    Attributes:
        obligation: what is owed, with its body, case and decision.
        on: the day of the letter.
        number: the letter's; "" for a draft.
        signed_by: who signs it.
        secretary: whether they keep the committee; anybody else signs on its secretary's behalf.
    """

    obligation: Any
    on: date
    number: str
    signed_by: str
    secretary: bool = True

    @property
    def signs_as(self) -> str:
        """What stands above the name."""
        return "دبیر ستاد" if self.secretary else "از طرف دبیر ستاد"

    @property
    def days_late(self) -> int:
        """How many days past its day. [days]"""
        late: int = (self.on - self.obligation.due).days
        return max(0, late)


def set_letter(reminder: Reminder) -> bytes:
    """Return the letter as PDF; one without a number says that it is a draft."""
    return set_in_type(TEMPLATE, told(reminder))


def told(reminder: Reminder) -> dict[str, Any]:
    """Return everything that the letter says."""
    owed = reminder.obligation
    committee = owed.decision.committee
    about = f"یادآوری تعهد موضوع مصوبهٔ شمارهٔ {said.mark(owed.decision.number)}"
    return {
        "title": about,
        "committee": committee.name_fa,
        "province": f"استان {committee.province.name_fa}" if committee.province else "",
        "synthetic": owed.case.synthetic,
        "marks": [
            said.row("شماره", said.mark(reminder.number) or "…"),
            said.day_row("تاریخ", reminder.on),
        ],
        "to": f"مسئول محترم {owed.body.name_fa}",
        "address": owed.body.address,
        "about": about,
        "greeting": GREETING,
        "body": _body(reminder),
        "table": _table(reminder),
        "close": CLOSE,
        "words": WORDS,
        "sign": [reminder.signs_as, reminder.signed_by],
        "copies": COPIES,
        "draft": not reminder.number,
        "foot": about,
    }


def _body(reminder: Reminder) -> list[str]:
    owed = reminder.obligation
    meeting, decision = owed.decision.item.meeting, owed.decision
    bound = (
        f"بر پایهٔ مصوبهٔ شمارهٔ {said.mark(decision.number)} جلسهٔ {said.mark(meeting.number)}"
        f" {decision.committee.name_fa} در {said.solar(decision.on)}، دربارهٔ «{formats.apart(_unit(owed))}» تعهد زیر"
        " بر عهدهٔ آن دستگاه گذاشته شد:"
    )
    late = (
        f"مهلت انجام این تعهد {said.solar(owed.due)} بود و تا تاریخ این نامه"
        f" {said.count(reminder.days_late)} روز از آن گذشته است."
    )
    return [bound, f"«{owed.words}»", late]


def _table(reminder: Reminder) -> list[list[str]]:
    owed = reminder.obligation
    before = reminders(step for step in steps_of(owed) if step.on < reminder.on)
    rows = [said.row("واحد", _unit(owed), said.mark(show_number(owed.case.unit.number)))]
    if owed.amount_irr is not None:
        rows.append(said.row("مبلغ به رقم", said.rials(owed.amount_irr)))
        rows.append(said.row("مبلغ به حروف", f"{spelled(int(owed.amount_irr))} ریال"))
    rows.append(said.day_row("مهلت", owed.due))
    rows.append(said.row("دیرکرد", f"{said.count(reminder.days_late)} روز"))
    rows.append(said.row("یادآوری‌های پیشین", _told_before(before)))
    return rows


def _told_before(before: list[Any]) -> str:
    if not before:
        return "ندارد"
    last = before[-1]
    number = f"، نامهٔ {said.mark(last.letter)}" if last.letter else ""
    return f"{said.count(len(before))} بار، آخرین در {said.solar(last.on)}{number}"


def _unit(owed: Any) -> str:
    unit = units_called([owed.case.unit_id]).get(owed.case.unit_id)
    name = (unit.name_fa or unit.name_en) if unit else ""
    return name or said.mark(owed.case.unit.number)
