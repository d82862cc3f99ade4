"""What goes back to whoever handed a file in: a template to fill, and refused rows with reasons.

Every cell is written as text or as a number, never as a formula, whatever it begins with.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from ehya.engine.claims.model import Vocabulary
from ehya.publish.intake.columns import COLUMNS, OUR_MARKS, Column
from ehya.publish.intake.rows import EXAMPLE
from ehya.publish.intake.sheet import Line

MOST_REASONS = 1_000  # letters of one reason
_PLAIN: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Made-up rows that show the forms; nobody published them, and `rows` refuses them.
EXAMPLES = {
    "en": {
        "published_on": "2024-08-12", "source": "Example News", "url": f"{EXAMPLE}1",
        "speaker_role": "ISIPO head", "metric": "units_revived", "qualifier": "over",
        "value": "116", "unit": "units", "scope_geography": "Iran",
        "scope_population": "industrial parks", "period_kind": "cumulative_since_year_start",
        "period_start": "2024-03-20", "period_end": "2024-06", "jalali_year": "1403",
        "note": "An example: delete this row.",
    },
    "fa": {
        "published_on": "۱۴۰۳/۰۵/۲۲", "source": "خبرگزاری نمونه", "url": f"{EXAMPLE}2",
        "speaker_role": "رئیس سازمان", "metric": "units_revived", "qualifier": "بیش از",
        "value": "۱٬۸۱۱", "unit": "واحد", "scope_geography": "ایران",
        "scope_population": "شهرک‌های صنعتی", "period_kind": "سال کامل",
        "period_start": "۱۴۰۲/۰۱/۰۱", "period_end": "۱۴۰۲/۱۲/۲۹", "jalali_year": "۱۴۰۲",
        "note": "نمونه است: این ردیف را پاک کنید.",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that goes back.

    Attributes:
        file: the file it came in.
        line: the row as it was.
        reasons: column name -> why its cell cannot be taken, in the reader's language.
    """

    file: str
    line: Line
    reasons: Mapping[str, str]


def refusals_workbook(rows: Sequence[RefusedRow], *, language: str) -> bytes:
    """Return a workbook of refused rows: each wrong cell marked, its reason on it and at the end.

    Args:
        rows: what goes back, in order.
        language: of the headings. "en" or "fa"

    Returns:
        An .xlsx file that can be mended and handed in again as it is.
    """
    told = {name for row in rows for name in row.line.cells}
    columns = [column for column in COLUMNS if column.name in told]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(_PLAIN)) as book:
        page = _page(book, {"en": "refused", "fa": "پذیرفته‌نشده"}[language], language)
        bold, wrong, why = _formats(book)
        names = [getattr(column, language) for column in columns]
        for at, name in enumerate((*names, *OUR_MARKS[language])):
            page.write_string(0, at, name, bold)
        for at, row in enumerate(rows, start=1):
            for column, cell in enumerate(columns):
                _cell(page, at, column, row, cell.name, wrong)
            page.write_string(at, len(columns), row.file)
            page.write_number(at, len(columns) + 1, row.line.row)
            page.write_string(at, len(columns) + 2, _all_reasons(row, columns, language), why)
        page.set_column(0, len(columns) - 1, 18)
        page.set_column(len(columns) + 2, len(columns) + 2, 90)
    return file.getvalue()


def _cell(page: Any, at: int, column: int, row: RefusedRow, name: str, wrong: Any) -> None:
    reason = row.reasons.get(name)
    page.write_string(at, column, row.line.cells.get(name, ""), wrong if reason else None)
    if reason:
        page.write_comment(at, column, reason[:MOST_REASONS], {"x_scale": 2})


def _all_reasons(row: RefusedRow, columns: Sequence[Column], language: str) -> str:
    names = {column.name: getattr(column, language) for column in columns}
    told = (f"{names.get(name, name)}: {reason}" for name, reason in row.reasons.items())
    return "\n".join(told)[:MOST_REASONS]


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
    page = _page(book, name, language)
    bold, _, why = _formats(book)
    for at, column in enumerate(COLUMNS):
        page.write_string(0, at, getattr(column, language), bold)
        page.write_comment(0, at, getattr(column, f"help_{language}"))
        page.write_string(1, at, EXAMPLES[language].get(column.name, ""), why)
    page.set_column(0, len(COLUMNS) - 1, 20)


def _page(book: xlsxwriter.Workbook, name: str, language: str) -> Any:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    if language == "fa":
        page.right_to_left()
    return page


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
