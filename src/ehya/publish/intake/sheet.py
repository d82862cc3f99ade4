"""What rows of text does a handed-in file hold?

CSV (comma, semicolon or tab; UTF-8, UTF-16, or Windows Persian where the header proves it) and
Excel workbooks. Rows keep the numbers that a spreadsheet shows beside them.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import fastexcel

from ehya.engine.refusal import Refusal
from ehya.publish.intake.columns import (
    HEADER_WITHIN,
    MOST_COLUMNS,
    Header,
    find_header,
    known_names,
)

MOST_BYTES = 50_000_000
MOST_UNPACKED_BYTES = 500_000_000  # a workbook is a zip: a small one may unfold without end
MOST_ROWS = 200_000
SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the header.

    Attributes:
        row: its number as the spreadsheet shows it, counted from 1.
        cells: column name -> text of the cell, without blanks around it.
    """

    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of claims as text.

    Attributes:
        file: its name.
        columns: names of the columns that it has.
        unknown: names of columns that were not read.
        lines: its rows, empty ones left out.
    """

    file: str
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    lines: tuple[Line, ...]


def open_sheet(content: bytes, *, file: str) -> Sheet:
    """Return the rows of a CSV file or an Excel workbook.

    Args:
        content: the file's bytes.
        file: its name, for refusals.

    Raises:
        Refusal: "import.too_big", "import.too_many_rows", "import.not_a_table",
            "import.encoding", "import.old_excel", "import.broken_workbook", and those of
            `columns.find_header`.
    """
    if len(content) > MOST_BYTES:
        raise Refusal("import.too_big", file=file, megabytes=MOST_BYTES // 1_000_000)
    if content.startswith(b"PK\x03\x04"):
        rows = _workbook(content, file=file)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal("import.old_excel", file=file)
    else:
        rows = _csv(content, file=file)
    header = find_header(rows, file=file)
    lines = _lines(rows, header)
    if len(lines) > MOST_ROWS:
        raise Refusal("import.too_many_rows", file=file, rows=len(lines), most=MOST_ROWS)
    return Sheet(file, tuple(header.at), header.unknown, lines)


def _lines(rows: Sequence[Sequence[str]], header: Header) -> tuple[Line, ...]:
    lines = []
    for number, cells in enumerate(rows[header.row + 1 :], start=header.row + 2):
        if any(cell.strip() for cell in cells):
            told = {n: cells[at].strip() if at < len(cells) else "" for n, at in header.at.items()}
            lines.append(Line(number, told))
    return tuple(lines)


def _csv(content: bytes, *, file: str) -> list[list[str]]:
    text = _decoded(content, file=file)
    if "\x00" in text:
        raise Refusal("import.not_a_table", file=file)
    separator = max(SEPARATORS, key=lambda mark: _columns_found(text, mark))
    return _split(text, separator, file=file)


def _split(text: str, separator: str, *, file: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS and len(rows) < HEADER_WITHIN:
                raise Refusal(
                    "import.too_many_columns", file=file, columns=len(cells), most=MOST_COLUMNS
                )
            rows.append(cells)
            if len(rows) > MOST_ROWS + HEADER_WITHIN:
                raise Refusal("import.too_many_rows", file=file, rows=len(rows), most=MOST_ROWS)
    except csv.Error as error:
        raise Refusal("import.broken_csv", file=file, row=len(rows) + 1) from error
    return rows


def _columns_found(text: str, separator: str) -> int:
    """Return how many columns the best of the top lines would name with this separator."""
    return max(
        (
            known_names(line[:20_000].split(separator))
            for line in text[:200_000].splitlines()[:HEADER_WITHIN]
        ),
        default=0,
    )


def _decoded(content: bytes, *, file: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1256"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1256" or _header_in_persian(text):
            return text
    raise Refusal("import.encoding", file=file)


def _header_in_persian(text: str) -> bool:
    """Windows Persian decodes any bytes; only a Persian header that we know proves it."""
    top = text[:20_000].splitlines()[:HEADER_WITHIN]
    persian = ["".join(c if c > "\x7f" or c in SEPARATORS else " " for c in line) for line in top]
    return any(_columns_found(line, mark) >= 2 for line in persian for mark in SEPARATORS)


def _workbook(content: bytes, *, file: str) -> list[list[str]]:
    _guard_unpacked(content, file=file)
    try:
        book = fastexcel.read_excel(content)
        sheets = [_cells(book, name) for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise Refusal("import.broken_workbook", file=file) from error
    shown = [rows for rows, visible in sheets if visible and rows]
    if not shown:
        raise Refusal("import.empty", file=file)
    return max(shown, key=_likeness)


def _likeness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Of several sheets the one is meant that names most columns, then the fullest."""
    return max(known_names(row) for row in rows[:HEADER_WITHIN]), len(rows)


def _cells(book: fastexcel.ExcelReader, name: str) -> tuple[list[list[str]], bool]:
    """Return a sheet's cells as text; rows above the first filled one are kept, as blanks."""
    sheet = book.load_sheet(
        name, header_row=None, skip_rows=0, dtypes="string", n_rows=MOST_ROWS + HEADER_WITHIN + 1
    )
    visible = sheet.visible == "visible"
    if not visible or sheet.width == 0:
        return [], visible
    return [[cell or "" for cell in row] for row in sheet.to_polars().rows()], visible


def _guard_unpacked(content: bytes, *, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            is_workbook = any(name.startswith("xl/") for name in packed.namelist())
    except zipfile.BadZipFile as error:
        raise Refusal("import.broken_workbook", file=file) from error
    if not is_workbook:
        raise Refusal("import.not_a_table", file=file)
    if unpacked > MOST_UNPACKED_BYTES:
        raise Refusal("import.too_big", file=file, megabytes=MOST_UNPACKED_BYTES // 1_000_000)
