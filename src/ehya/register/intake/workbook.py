"""What rows of text does a spreadsheet hold, and may it be unpacked at all?

Excel workbooks (.xlsx) and OpenDocument spreadsheets (.ods). A workbook is a zip: a small one may
unfold without end, name one cell a million columns away, or tell one long text a million times. It
is weighed as a stream before it is opened. Hidden sheets are left out; what is merged downwards
stands in each of its rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import fastexcel
import polars as pl

from ehya.engine.refusal import Refusal

MOST_UNPACKED_BYTES = 500_000_000
MOST_CELLS = 16_000_000  # rows times columns of one sheet, as they lie in memory
MOST_LETTERS = 1_500_000_000  # of all cells together
_CHUNK = 1 << 20
_OVERLAP = 256
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_TEXT = re.compile(rb'<c [^>]*t="s"[^>]*><v>([0-9]+)</v>')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Page:
    """One visible sheet.

    Attributes:
        name: as on its tab.
        cells: its cells as text; row n of the frame is the spreadsheet's row n + 1.
    """

    name: str
    cells: pl.DataFrame


def read_pages(content: bytes, *, file: str) -> Iterator[Page]:
    """Yield the visible sheets that hold anything, in order.

    Args:
        content: the file's bytes.
        file: its name, for refusals.

    Raises:
        Refusal: "import.broken_workbook", "import.not_a_table", "import.too_big",
            "import.too_many_cells", "import.hidden_only".
    """
    merged = _weigh(content, file=file)
    try:
        book = fastexcel.read_excel(content)
        hidden = 0
        seen = 0
        for index, name in enumerate(book.sheet_names):
            sheet = book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible != "visible":
                hidden += 1
            elif sheet.width and sheet.total_height:
                seen += 1
                yield Page(name, _filled(sheet.to_polars(), merged.get(index, ())))
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError) as error:
        raise Refusal("import.broken_workbook", file=file) from error
    if not seen:
        raise Refusal("import.hidden_only" if hidden else "import.empty", file=file)


Merged = tuple[tuple[int, int, int], ...]  # column, first row, last row; from 0


def _filled(cells: pl.DataFrame, merged: Merged) -> pl.DataFrame:
    """Write what is merged downwards into each of its rows."""
    by_column: dict[int, list[tuple[int, int]]] = {}
    for column, first, last in merged:
        if column < cells.width and first < cells.height:
            by_column.setdefault(column, []).append((first, min(last, cells.height - 1)))
    for column, spans in by_column.items():
        values = cells.to_series(column).to_list()
        for first, last in spans:
            values[first : last + 1] = [values[first]] * (last + 1 - first)
        name = cells.columns[column]
        cells = cells.with_columns(pl.Series(name, values, dtype=pl.String))
    return cells


def _weigh(content: bytes, *, file: str) -> dict[int, Merged]:
    """Refuse what would not fit in memory; return what is merged, by the sheet's place."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {part.filename: part for part in packed.infolist()}
            unpacked = sum(part.file_size for part in parts.values())
            if any(part.flag_bits & 1 for part in parts.values()):
                raise Refusal("import.broken_workbook", file=file)
            is_ods = "content.xml" in parts and _says_ods(packed, parts)
            if not is_ods and not any(name.startswith("xl/") for name in parts):
                raise Refusal("import.not_a_table", file=file)
            if unpacked > MOST_UNPACKED_BYTES:
                raise _too_big(file)
            if is_ods:
                from ehya.register.intake.opendocument import weigh_ods

                with packed.open("content.xml") as xml:
                    return weigh_ods(xml, file=file, most_cells=MOST_CELLS)
            return _weigh_xlsx(packed, sorted(filter(_SHEET.fullmatch, parts), key=_place), file)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise Refusal("import.broken_workbook", file=file) from error


def _says_ods(packed: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> bool:
    if "mimetype" not in parts or parts["mimetype"].file_size > len(_ODS) + 20:
        return False
    return packed.read("mimetype").decode("ascii", "replace").startswith(_ODS)


def _place(name: str) -> tuple[int, str]:
    """Sheets are numbered in the order in which they were made, which is nearly always theirs."""
    digits = "".join(filter(str.isdigit, name))
    return int(digits or 0), name


def _weigh_xlsx(packed: zipfile.ZipFile, sheets: list[str], file: str) -> dict[int, Merged]:
    longest = _longest_text(packed, file=file)
    found: dict[int, Merged] = {}
    for place, name in enumerate(sheets):
        width = height = told = 0
        merged: list[tuple[int, int, int]] = []
        with packed.open(name) as xml:
            for chunk in _chunks(xml):
                cells = _CELL.findall(chunk)
                if cells:
                    width = max(width, max(map(_column, {letters for letters, _ in cells})))
                    height = max(height, int(cells[-1][1]), int(cells[0][1]))
                told += len(cells)
                merged += _merges(chunk)
        if width * height > MOST_CELLS:
            raise Refusal(
                "import.too_many_cells", file=file, rows=height, columns=width, most=MOST_CELLS
            )
        if longest * told > MOST_LETTERS:
            raise _too_big(file)
        found[place] = tuple(dict.fromkeys(merged))
    return found


def _chunks(xml: IO[bytes]) -> Iterator[bytes]:
    """Yield a part's bytes; each piece begins with the end of the one before."""
    tail = b""
    while chunk := xml.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _merges(chunk: bytes) -> Iterator[tuple[int, int, int]]:
    for left, top, right, bottom in _MERGED.findall(chunk):
        if left == right and int(bottom) > int(top):
            yield _column(left) - 1, int(top) - 1, int(bottom) - 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _longest_text(packed: zipfile.ZipFile, *, file: str) -> int:
    """Return how long the shared texts are on the whole, in letters that a cell may then tell."""
    if "xl/sharedStrings.xml" not in packed.namelist():
        return 0
    longest, count, size = 0, 0, 0
    with packed.open("xl/sharedStrings.xml") as xml:
        rest = b""
        while chunk := xml.read(_CHUNK):
            *texts, rest = (rest + chunk).split(b"</si>")
            longest = max(longest, max(map(len, texts), default=0))
            count += len(texts)
            size += len(chunk)
            if len(rest) > _CHUNK:
                raise _too_big(file)
    return longest if longest > 400 else size // max(count, 1)


def _too_big(file: str) -> Refusal:
    return Refusal("import.too_big", file=file, megabytes=MOST_UNPACKED_BYTES // 1_000_000)
