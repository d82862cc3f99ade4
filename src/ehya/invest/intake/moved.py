"""Which payments, or which progress, does a file tell of, row by row, and what is wrong?

Whether the project is there, and whether so much may be paid or so little stand, is asked of the
database later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from ehya.engine.refusal import Refusal
from ehya.invest.intake.moved_fields import LIMITS, LONGEST_REFERENCE, PAYMENT, PROGRESS, WORDS
from ehya.invest.intake.rows import (
    Refused,
    Row,
    Sheet,
    Sum,
    day,
    number_of,
    percent,
    read_rows,
    sum_of,
    text,
    word,
)
from ehya.register.intake.cells import MOST_KEPT, exact
from ehya.register.intake.headings import bare
from ehya.register.intake.rates import Line

_YES = {bare(name): ours == "yes" for ours, names in WORDS["meant"].items() for name in names}


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as its row tells it.

    Attributes:
        lines: its one row.
        number: Ehya's own of the project; None where the file tells none.
        code: the project's own; "" where Ehya's number finds it.
        reference: the payment's own number within the project.
        on: the day.
        sum: how much.
        amount_usd: the same in dollars where the row tells both. [USD]
        kind: of whose money, of `WORDS["money_from"]`; "" where it is not told.
        name: the bank, the fund.
        words: what else is said.
        meant: whether its row says that an unusual amount is meant.
    """

    lines: tuple[Line, ...]
    number: int | None
    code: str
    reference: str
    on: date
    sum: Sum
    amount_usd: Decimal | None
    kind: str
    name: str
    words: str
    meant: bool


@dataclass(frozen=True, slots=True)
class Built:
    """How far a project was on a day, as its row tells it.

    Attributes:
        lines: its one row.
        number: Ehya's own of the project; None where the file tells none.
        code: the project's own; "" where Ehya's number finds it.
        on: the day.
        physical: the share of the whole work. [0..1]
        reason: why, where it is less than before.
    """

    lines: tuple[Line, ...]
    number: int | None
    code: str
    on: date
    physical: Decimal
    reason: str


def read_payments(source: Path | bytes, *, file: str) -> Sheet:
    """Return what a file of payments says, row by row.

    Raises:
        Refusal: as `rows.read_rows`.
    """
    meaning = partial(_each, _paid, file)
    return read_rows(source, meaning, file=file, headings=PAYMENT, limits=LIMITS)


def read_progress(source: Path | bytes, *, file: str) -> Sheet:
    """Return what a file of progress says, row by row.

    Raises:
        Refusal: as `rows.read_rows`.
    """
    meaning = partial(_each, _built, file)
    return read_rows(source, meaning, file=file, headings=PROGRESS, limits=LIMITS)


def _each[Told](
    read: Callable[[Row], Told | None], file: str, lines: list[Line]
) -> tuple[Told | Refused, ...]:
    found: list[Told | Refused] = []
    for line in lines:
        row = Row(file, line)
        told = read(row)
        found.append(Refused((line,), tuple(row.problems)) if told is None else told)
    return tuple(found)


def _paid(row: Row) -> Paid | None:
    number, code = number_of(row)
    reference, on = row.need("reference", _reference), row.need("paid_on", day)
    much, usd = sum_of(row), row.read("amount_usd", exact)
    kind = row.read("money_from", partial(word, "money_from")) or ""
    name, words = row.read("money_name", text) or "", row.read("words", text) or ""
    meant = row.read("meant", _yes) or False
    if name and not kind:
        row.refuse("money_from", Refusal("import.cell_empty"))
    if reference is None or on is None or much is None or row.problems:
        return None
    told = (number, code, reference, on, much, usd, kind, name, words, meant)
    return Paid((row.line,), *told)


def _built(row: Row) -> Built | None:
    number, code = number_of(row)
    on, physical = row.need("told_on", day), row.need("physical", percent)
    reason = row.read("reason", text) or ""
    if on is None or physical is None or row.problems:
        return None
    return Built((row.line,), number, code, on, physical, reason)


def _reference(cell: str) -> str:
    told = text(cell)
    if len(told) > LONGEST_REFERENCE:
        raise Refusal(
            "invest.fact_too_long",
            fact="invest.fact.reference", letters=len(told), most=LONGEST_REFERENCE,
        )  # fmt: skip
    return told


def _yes(cell: str) -> bool:
    told = _YES.get(bare(cell))
    if told is None:
        wanted = {"wanted_en": ("yes", "no"), "wanted_fa": ("بله", "خیر")}
        raise Refusal("import.word", value=cell[:MOST_KEPT], **wanted)
    return told
