"""What goes back to whoever handed a file in: a form to fill, and refused rows with reasons.

Every cell is written as text or as a number, never as a formula, whatever it begins with.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from ehya.register.intake.headings import OUR_MARKS, Column

MOST_REASONS = 1_000  # letters of one reason
MOST_COMMENTS = 20_000  # cells; beyond, the reason stands at the row's end alone
MOST_ROWS = 1_048_575  # of a sheet, below the header; what is more goes on the next
LONGEST_CELL = 32_767  # letters that a spreadsheet holds
FORM_ROWS = 10_000  # rows of a form in which words are offered
_PLAIN: Mapping[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that goes back.

    Attributes:
        file: the file it came in.
        row: its number as the spreadsheet shows it.
        cells: column name -> text as it was.
        reasons: column name -> why its cell cannot be taken, in the reader's language; "" where
            it is the row as a whole.
    """

    file: str
    row: int
    cells: Mapping[str, str]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to fill.

    Attributes:
        name: on its tab.
        language: of its headings.
        example: column name -> what a filled cell looks like.
        offered: column name -> the words that it takes.
    """

    name: str
    language: str
    example: Mapping[str, str]
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordList:
    """A sheet of words to choose from."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def refusals_workbook(
    rows: Iterable[RefusedRow], columns: Sequence[Column], *, language: str
) -> bytes:
    """Return a workbook of refused rows: each wrong cell marked, its reason on it and at the end.

    Args:
        rows: what goes back, in order.
        columns: those that the file had.
        language: of the headings. "en" or "fa"

    Returns:
        An .xlsx file that can be mended and handed in again as it is.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(_PLAIN)) as book:
        writer = _Refusals(book, columns, language)
        for row in rows:
            writer.write(row)
        writer.open_page()
    return file.getvalue()


class _Refusals:
    """Writes refused rows below one another, and on a further sheet where one is full."""

    def __init__(self, book: Any, columns: Sequence[Column], language: str) -> None:
        self.book, self.columns, self.language = book, columns, language
        self.names = {column.name: getattr(column, language) for column in columns}
        self.bold, self.wrong, self.why = _formats(book)
        self.page: Any = None
        self.at = self.pages = self.comments = 0

    def open_page(self) -> None:
        if self.page is not None and self.at < MOST_ROWS:
            return
        self.pages, self.at = self.pages + 1, 0
        name = {"en": "refused", "fa": "پذیرفته‌نشده"}[self.language]
        page = _page(self.book, name if self.pages == 1 else f"{name} {self.pages}", self.language)
        last = len(self.columns)
        page.set_column(0, max(last - 1, 0), 18)
        page.set_column(last + 2, last + 2, 90)
        for at, head in enumerate((*self.names.values(), *OUR_MARKS[self.language])):
            page.write_string(0, at, head, self.bold)
        self.page = page

    def write(self, row: RefusedRow) -> None:
        self.open_page()
        self.at += 1
        for at, name in enumerate(self.names):
            self._cell(at, row, name)
        last = len(self.columns)
        self.page.write_string(self.at, last, row.file)
        self.page.write_number(self.at, last + 1, row.row)
        self.page.write_string(self.at, last + 2, self._all_reasons(row), self.why)

    def _cell(self, at: int, row: RefusedRow, name: str) -> None:
        reason = row.reasons.get(name)
        told = row.cells.get(name, "")[:LONGEST_CELL]
        self.page.write_string(self.at, at, told, self.wrong if reason else None)
        if reason and self.comments < MOST_COMMENTS:
            self.comments += 1
            self.page.write_comment(self.at, at, reason[:MOST_REASONS], {"x_scale": 2})

    def _all_reasons(self, row: RefusedRow) -> str:
        told = (
            f"{self.names.get(name, name)}: {reason}" if name else reason
            for name, reason in row.reasons.items()
        )
        return "\n".join(told)[:MOST_REASONS]


def template_workbook(
    columns: Sequence[Column], forms: Sequence[Form], lists: Sequence[WordList]
) -> bytes:
    """Return a workbook to fill: a sheet a language with an example, and the words to choose from.

    Args:
        columns: of the form.
        forms: a sheet each.
        lists: further sheets.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**_PLAIN, "constant_memory": False}) as book:
        for form in forms:
            _sheet_to_fill(book, columns, form)
        for words in lists:
            _list(book, words)
    return file.getvalue()


def _sheet_to_fill(book: Any, columns: Sequence[Column], form: Form) -> None:
    page = _page(book, form.name, form.language)
    bold, _, why = _formats(book)
    for at, column in enumerate(columns):
        page.write_string(0, at, getattr(column, form.language), bold)
        page.write_comment(0, at, getattr(column, f"help_{form.language}"))
        page.write_string(1, at, form.example.get(column.name, ""), why)
        if column.name in form.offered:
            words = {"validate": "list", "source": list(form.offered[column.name])}
            page.data_validation(1, at, FORM_ROWS, at, {**words, "error_type": "warning"})
    page.set_column(0, len(columns) - 1, 20)


def _page(book: Any, name: str, language: str) -> Any:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    if language == "fa":
        page.right_to_left()
    return page


def _list(book: Any, words: WordList) -> None:
    page = book.add_worksheet(words.name)
    bold, _, _ = _formats(book)
    for at, head in enumerate(words.heads):
        page.write_string(0, at, head, bold)
    for row, cells in enumerate(words.rows, start=1):
        for at, cell in enumerate(cells):
            page.write_string(row, at, cell)
    page.set_column(0, len(words.heads) - 1, 32)


def _formats(book: Any) -> tuple[Any, Any, Any]:
    bold = book.add_format({"bold": True, "bottom": 1})
    wrong = book.add_format({"bg_color": "#f6dcd6", "font_color": "#a3301d"})
    return bold, wrong, book.add_format({"font_color": "#45525d", "text_wrap": True})
