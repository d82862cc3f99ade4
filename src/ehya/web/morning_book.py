"""What stands in the workbook of a week: every table of the morning, numbers as numbers?"""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils import translation
from django.utils.translation import gettext as _

from ehya.engine.calendar import Language
from ehya.publish.morning import Morning
from ehya.publish.pipeline import Pipeline
from ehya.web import morning_words as words
from ehya.web.morning_tables import Cell, Table, tables
from ehya.web.papers.morning import reader_in
from ehya.web.reader import reading

WIDE, NARROW = 44, 20  # of columns [characters]
LONGEST_TAB = 31


def workbook(told: Morning, found: Pipeline | None, language: Language, known_on: date) -> bytes:
    """Return a workbook: what it says first, then one sheet a part.

    Args:
        told: the morning.
        found: where the year ends by its open cases; None where that is not told.
        language: of its words; numbers are plain in both.
        known_on: the day by whose end all of it was known.
    """
    out = io.BytesIO()
    kept = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with (
        translation.override(language),
        reading(reader_in(language)),
        xlsxwriter.Workbook(out, kept) as book,
    ):
        bold = book.add_format({"bold": True, "bottom": 1})
        _first(_sheet(book, _("Weekly brief"), language), told, found, known_on, bold)
        for table in tables(told, most_lines=len(told.lines)).values():
            _fill(_sheet(book, TABS[table.key](), language), table, bold)
    return out.getvalue()


TABS = {
    "targets": lambda: _("Targets"),
    "changes": lambda: _("Changes"),
    "cases": lambda: _("Cases"),
    "provinces": lambda: _("Provinces"),
    "obligations": lambda: _("Obligations"),
    "money": lambda: _("Money"),
}


def _sheet(book: Any, name: str, language: Language) -> Any:
    sheet = book.add_worksheet(name[:LONGEST_TAB])
    if language == "fa":
        sheet.right_to_left()
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, 5, NARROW)
    return sheet


def _first(sheet: Any, told: Morning, found: Pipeline | None, known_on: date, bold: Any) -> None:
    sheet.write_string(0, 0, words.finding(told), bold)
    said = (words.lead_words(told), words.ahead_words(found), words.relapsed_words(told))
    for place, line in enumerate((*filter(None, said), *words.about(told, known_on)), start=2):
        sheet.write_string(place, 0, line)


def _fill(sheet: Any, table: Table, bold: Any) -> None:
    sheet.write_string(0, 0, table.finding)
    for column, head in enumerate(table.heads):
        sheet.write_string(2, column, head, bold)
    sheet.freeze_panes(3, 1)
    for place, row in enumerate(table.rows, start=3):
        for column, cell in enumerate(row.cells):
            _write(sheet, place, column, cell)
    if table.note:
        sheet.write_string(4 + len(table.rows), 0, table.note)


def _write(sheet: Any, place: int, column: int, cell: Cell) -> None:
    if isinstance(cell.value, (int, float, Decimal)):
        sheet.write_number(place, column, float(cell.value))
    else:
        sheet.write_string(place, column, cell.words)
