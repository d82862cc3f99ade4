"""What goes back to whoever handed a file in: a template to fill, and refused rows with reasons.

Every cell is written as text or as a number, never as a formula, whatever it begins with.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from ehya.engine.claims.model import Vocabulary
from ehya.publish.intake.columns import COLUMNS, OUR_MARKS
from ehya.publish.intake.sheet import Line

MOST_REASONS = 1_000  # letters of one reason
_PLAIN: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Made-up rows that show the forms; nobody published them.
EXAMPLES = {
    "en": {
        "published_on": "2024-08-12", "source": "Example News", "url": "https://example.org/1",
        "speaker_role": "ISIPO head", "metric": "units_revived", "qualifier": "over",
        "value": "116", "unit": "units", "scope_geography": "Iran",
        "scope_population": "industrial parks", "period_kind": "cumulative_since_year_start",
        "period_start": "2024-03-20", "period_end": "2024-06", "jalali_year": "1403",
        "note": "An example: delete this row.",
    },
    "fa": {
        "published_on": "۱۴۰۳/۰۵/۲۲", "source": "خبرگزاری نمونه", "url": "https://example.org/2",
        "speaker_role": "رئیس سازمان", "metric": "units_revived", "qualifier": "بیش از",
        "value": "۱٬۸۱۱", "unit": "واحد", "scope_geography": "ایران",
        "scope_population": "شهرک‌های صنعتی", "period_kind": "سال کامل",
        "period_start": "۱۴۰۲/۰۱/۰۱", "period_end": "۱۴۰۲/۱۲/۲۹", "jalali_year": "۱۴۰۲",
        "note": "نمونه است: این ردیف را پاک کنید.",
    },
}  # fmt: skip


def refusals_workbook(
    lines: Sequence[tuple[Line, Mapping[str, str]]], *, columns: Sequence[str], language: str
) -> bytes:
    """Return a workbook of refused rows, each wrong cell marked and its reason beside the row.

    Args:
        lines: each refused row with its reasons: column name ("" for the whole row) -> sentence.
        columns: names of the columns that the file had, in its order.
        language: of the headings.

    Returns:
        An .xlsx file that can be mended and handed in again as it is.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(_PLAIN)) as book:
        page = book.add_worksheet("refused" if language == "en" else "پذیرفته نشد")
        bold, wrong, why = _formats(book)
        if language == "fa":
            page.right_to_left()
        marks = OUR_MARKS[:3] if language == "en" else OUR_MARKS[3:]
        for at, name in enumerate((*columns, marks[0], marks[2])):
            page.write_string(0, at, name, bold)
        for row, (line, reasons) in enumerate(lines, start=1):
            for at, name in enumerate(columns):
                page.write_string(row, at, line.cells[name], wrong if name in reasons else None)
            page.write_number(row, len(columns), line.row)
            told = " ".join(reasons.values())[:MOST_REASONS]
            page.write_string(row, len(columns) + 1, told, why)
        page.set_column(0, len(columns) - 1, 18)
        page.set_column(len(columns) + 1, len(columns) + 1, 90)
        page.freeze_panes(1, 0)
    return file.getvalue()


def template_workbook(vocabulary: Vocabulary) -> bytes:
    """Return a workbook to fill: a sheet a language with an example, and the names to choose from."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(_PLAIN)) as book:
        _sheet_to_fill(book, "claims", "en")
        _sheet_to_fill(book, "ادعاها", "fa")
        metrics = [(m.name, m.name_en, m.name_fa, m.unit) for m in vocabulary.metrics.values()]
        places = [(p.name, p.name_fa, p.iso) for p in vocabulary.places.values()]
        _list(book, "metrics شاخص‌ها", ("name", "English", "فارسی", "unit واحد"), metrics)
        _list(book, "places مکان‌ها", ("name", "فارسی", "ISO 3166-2"), places)
    return file.getvalue()


def _sheet_to_fill(book: xlsxwriter.Workbook, name: str, language: str) -> None:
    page = book.add_worksheet(name)
    bold, _, why = _formats(book)
    if language == "fa":
        page.right_to_left()
    for at, column in enumerate(COLUMNS):
        heading = column.en if language == "en" else column.fa
        page.write_string(0, at, heading, bold)
        page.write_comment(0, at, column.help_en if language == "en" else column.help_fa)
        page.write_string(1, at, EXAMPLES[language].get(column.name, ""), why)
    page.set_column(0, len(COLUMNS) - 1, 20)
    page.freeze_panes(1, 0)


def _list(
    book: xlsxwriter.Workbook, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    page = book.add_worksheet(name)
    bold, _, _ = _formats(book)
    for at, head in enumerate(heads):
        page.write_string(0, at, head, bold)
    for row, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            page.write_string(row, at, cell)
    page.set_column(0, len(heads) - 1, 32)


def _formats(book: xlsxwriter.Workbook) -> tuple[Any, Any, Any]:
    bold = book.add_format({"bold": True, "bottom": 1})
    wrong = book.add_format({"bg_color": "#f6dcd6", "font_color": "#a3301d"})
    return bold, wrong, book.add_format({"font_color": "#45525d", "text_wrap": True})
