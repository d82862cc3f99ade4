"""What does a file of projects, payments or progress change, and why not, in a reader's words?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS
from ehya.invest.actions.bringing import COLUMNS, Brought
from ehya.invest.actions.importing import DOUBTS, KINDS, FileReport, refused_rows
from ehya.invest.intake.forms import HEADINGS, WORDS
from ehya.ledger import roles
from ehya.register.intake.papers import refusals_workbook
from ehya.register.places import PROVINCES
from ehya.web import formats
from ehya.web.messages import sentence

Language = Literal["en", "fa"]
DAYS = ("begins_on", "ends_on", "paid_on", "told_on")
_SIDE = {"en": 0, "fa": 1}
_MEANT = {"en": "Did you mean {much}?", "fa": "شاید {much} منظور بود؟"}
_MEND = {
    "en": "Correct it, or confirm that it is meant.",
    "fa": "درستش کنید، یا تأیید کنید که همین منظور است.",
}
_NAMES = {column.name: column for told in HEADINGS.values() for column in told.columns}


def kinds_of(person: Any) -> list[tuple[str, str]]:
    """Return the kinds of file that somebody may hand in, and what they are called."""
    words = {"projects": _("Projects"), "payments": _("Payments"), "progress": _("Progress")}
    return [(kind, words[kind]) for kind, told in KINDS.items() if roles.may(person, told.act)]


def why(no: Refusal, language: Language) -> str:
    """Return why a cell cannot be taken; where a zero may have slipped, what was perhaps meant."""
    said, meant = sentence(no, language), no.facts.get("meant")
    if no.code not in DOUBTS:
        return said
    much = formats.amount(meant, "IRR", language) if isinstance(meant, int) else ""
    asked = [_MEANT[language].format(much=much)] if much else []
    return " ".join([said, *asked, _MEND[language]])


def column_name(name: str, language: Language) -> str:
    """Return what a column is called; a dash for the row as a whole."""
    column = _NAMES.get(COLUMNS.get(name, name))
    return getattr(column, language) if column else "–"


def news_of(one: Brought, language: Language) -> Iterator[tuple[str, str, str]]:
    """Yield what changes of a project: the column, what stood there, and what will."""
    for name, (before, after) in one.cells.items():
        column, _, row = name.partition(" ")
        called = column_name(column, language)
        if row:
            place = row if language == "en" else row.translate(PERSIAN_DIGITS)
            called = f"{called} ({place})"
        yield called, written(column, before, language), written(column, after, language)


def written(column: str, told: str, language: Language) -> str:
    """Return a value as a reader reads it: a list's word, a province's name, a day."""
    if not told:
        return ""
    if told in WORDS.get(column, {}):
        return WORDS[column][told][_SIDE[language]]
    if column == "province" and told in PROVINCES:
        return str(getattr(PROVINCES[told], f"name_{language}"))
    if column in DAYS:
        return formats.day(date.fromisoformat(told), language)
    if column == "amount":
        return _amount(told, language)
    return told if language == "en" else told.translate(PERSIAN_DIGITS)


def refusals_book(reports: Sequence[FileReport], language: Language) -> bytes:
    """Return the refused rows as a workbook to mend and hand in again."""

    def say(no: Refusal) -> str:
        return why(no, language)

    rows = [row for report in reports for row in refused_rows(report, say)]
    told = {name for report in reports for name in report.columns}
    columns: list[Any] = [
        column for column in HEADINGS[reports[0].kind].columns if column.name in told
    ]
    return refusals_workbook(rows, columns, language=language)


def _amount(told: str, language: Language) -> str:
    much, _, currency = told.partition(" ")
    if currency == "IRR":
        return formats.amount(int(much), "IRR", language)
    digits = much if language == "en" else much.translate(PERSIAN_DIGITS)
    word = WORDS["currency"][currency][_SIDE[language]]
    return f"{digits} {word}"
