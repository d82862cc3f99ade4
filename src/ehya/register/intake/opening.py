"""Is this file a table that can be read, and what rows of text does it hold?

CSV, Excel and OpenDocument workbooks, Parquet: known by their bytes, never by their names. Rows
keep the numbers that a spreadsheet shows beside them; empty ones are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import polars as pl

from ehya.engine.refusal import Refusal
from ehya.register.intake.blocks import read_blocks
from ehya.register.intake.headings import HEADER_WITHIN, Header, Headings
from ehya.register.intake.lines import find_separator, open_text, rows_of
from ehya.register.intake.workbook import Page, read_pages

ROWS_AT_ONCE = 20_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file of some kind may be.

    Attributes:
        bytes: as handed in.
        workbook_bytes: the same of a workbook, which is unpacked in memory.
        rows: below the header, over all sheets.
        columns: read or not.
        many: whether its rows come in by the million: then a part holds as many as do well in
            memory together, else a number that one transaction takes in.
    """

    bytes: int
    workbook_bytes: int
    rows: int
    columns: int
    many: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a file's rows.

    Attributes:
        sheet: the sheet's name; "" where the file has none.
        header: where the sheet's columns stand.
        rows: "row", the number that a spreadsheet shows, and a column of text for each of ours;
            "" where a cell is empty.
    """

    sheet: str
    header: Header
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Asked:
    file: str
    headings: Headings
    limits: Limits
    chosen: Mapping[str, str]
    by_hand: bool = False


def open_file(  # noqa: PLR0913 - how a file may be read
    source: Path | bytes,
    *,
    file: str,
    headings: Headings,
    limits: Limits,
    chosen: Mapping[str, str] | None = None,
    every_sheet: bool = False,
    by_hand: bool = False,
) -> Iterator[Part]:
    """Yield the rows of a table, some at a time; the first part at least tells the header.

    Args:
        source: the file, or its bytes.
        file: its name, for refusals.
        headings: the columns that such a file may have.
        limits: how large it may be.
        chosen: what the sender settled: bare heading -> column, "" for one not to be read.
        every_sheet: read all visible sheets that have the columns, not only the likeliest.
        by_hand: the sender is still to say what the headings mean, so none need be known.

    Raises:
        Refusal: "import.too_big", "import.too_many_rows", "import.not_a_table",
            "import.old_excel", those of `lines`, `workbook`, `parquet` and `Headings.find`.
    """
    asked = _Asked(file, headings, limits, chosen or {}, by_hand)
    start, size = _start(source)
    if size > limits.bytes or (start.startswith(_ZIP) and size > limits.workbook_bytes):
        most = limits.workbook_bytes if start.startswith(_ZIP) else limits.bytes
        raise Refusal("import.too_big", file=file, megabytes=most // 1_000_000)
    if start.startswith(_OLD_EXCEL):
        raise Refusal("import.old_excel", file=file)
    if start.startswith(_ZIP):
        parts = _from_workbook(source, asked, every_sheet=every_sheet)
    elif start.startswith(_PARQUET):
        from ehya.register.intake.parquet import read_parquet

        parts = _from_parquet(read_parquet(source, file=file, limits=limits), asked)
    else:
        parts = _from_lines(source, asked)
    return _counted(parts, asked)


def _start(source: Path | bytes) -> tuple[bytes, int]:
    if isinstance(source, bytes):
        return source[:4], len(source)
    with source.open("rb") as file:
        return file.read(4), source.stat().st_size


def _counted(parts: Iterator[Part], asked: _Asked) -> Iterator[Part]:
    rows = 0
    for part in parts:
        rows += part.rows.height
        if rows > asked.limits.rows:
            raise Refusal(
                "import.too_many_rows", file=asked.file, rows=rows, most=asked.limits.rows
            )
        yield part


def _find(rows: list[list[str]], asked: _Asked) -> Header:
    return asked.headings.find(
        rows,
        file=asked.file,
        most=asked.limits.columns,
        chosen=asked.chosen,
        by_hand=asked.by_hand,
    )


def _from_lines(source: Path | bytes, asked: _Asked) -> Iterator[Part]:
    def known(cells: Sequence[str]) -> int:
        return asked.headings.known(cells, asked.chosen)

    opened = find_separator(source, file=asked.file, known=known)
    with open_text(opened) as text:
        lines = rows_of((text,), opened.separator, file=asked.file)
        top = list(islice(_not_too_wide(lines, asked), HEADER_WITHIN))
        header = _find(top, asked)
        if not asked.limits.many:
            yield from _some_lines(chain(top[header.row + 1 :], lines), header)
            return
    first = header.row + 2
    places, names = sorted(header.at.values()), {str(at): name for name, at in header.at.items()}
    blocks = read_blocks(opened, file=asked.file, columns=places, most=asked.limits.columns)
    for block in blocks:  # there is one at least: that of the header
        yield Part("", header, _told(block.rename(names).filter(pl.col("row") >= first)))


def _some_lines(lines: Iterator[list[str]], header: Header) -> Iterator[Part]:
    numbered = enumerate(lines, start=header.row + 2)
    first = True
    while (rows := list(islice(numbered, ROWS_AT_ONCE))) or first:
        first = False
        yield Part("", header, _told(_framed(rows, header)))


def _framed(rows: list[tuple[int, list[str]]], header: Header) -> pl.DataFrame:
    cells = {
        name: pl.Series([row[at] if at < len(row) else "" for _, row in rows], dtype=pl.String)
        for name, at in header.at.items()
    }
    return pl.DataFrame({"row": pl.Series([at for at, _ in rows], dtype=pl.UInt32), **cells})


def _not_too_wide(lines: Iterator[list[str]], asked: _Asked) -> Iterator[list[str]]:
    most = asked.limits.columns
    for cells in lines:
        if len(cells) > most:
            raise Refusal("import.too_many_columns", file=asked.file, columns=len(cells), most=most)
        yield cells


def _told(frame: pl.DataFrame) -> pl.DataFrame:
    """Take blanks off the cells and leave out rows in which none says anything."""
    names = [name for name in frame.columns if name != "row"]
    frame = frame.with_columns(
        pl.col(names).fill_null("").str.replace_all("\x00", "", literal=True).str.strip_chars()
    )
    return frame.filter(pl.any_horizontal(pl.col(names) != "")) if names else frame.clear()


def _from_workbook(source: Path | bytes, asked: _Asked, *, every_sheet: bool) -> Iterator[Part]:
    content = source if isinstance(source, bytes) else source.read_bytes()
    pages = read_pages(content, file=asked.file)
    if every_sheet:
        yield from _every_sheet(pages, asked)
        return
    best = max(pages, key=lambda page: _likeness(page, asked))
    yield from _page(best, asked)


def _every_sheet(pages: Iterator[Page], asked: _Asked) -> Iterator[Part]:
    """Sheets that name none of the columns are something else: a list of words, a cover."""
    first: Page | None = None
    found = False
    for page in pages:
        if _likeness(page, asked)[0] >= 2:
            found = True
            yield from _page(page, asked)
        elif first is None:
            first = Page(page.name, page.cells.head(HEADER_WITHIN))
    if not found and first is not None:
        yield from _page(first, asked)


def _likeness(page: Page, asked: _Asked) -> tuple[int, int]:
    """Of several sheets the one is meant that names most columns, then the fullest."""
    named = max(asked.headings.known(row, asked.chosen) for row in _top(page))
    return named, page.cells.height


def _top(page: Page) -> list[list[str]]:
    top = page.cells.head(HEADER_WITHIN)
    return [[str(cell or "")[:300] for cell in row] for row in top.rows()]


def _page(page: Page, asked: _Asked) -> Iterator[Part]:
    header = _find(_top(page), asked)
    chosen = page.cells.select(
        pl.int_range(1, page.cells.height + 1, dtype=pl.UInt32).alias("row"),
        *(pl.nth(at).alias(name) for name, at in header.at.items()),
    ).slice(header.row + 1)
    for start in range(0, max(chosen.height, 1), ROWS_AT_ONCE):
        yield Part(page.name, header, _told(chosen.slice(start, ROWS_AT_ONCE)))


def _from_parquet(
    tables: Iterator[tuple[list[str], pl.DataFrame]], asked: _Asked
) -> Iterator[Part]:
    header: Header | None = None
    for names, frame in tables:
        header = header or _find([names], asked)
        chosen = {name: names[at] for name, at in header.at.items()}
        rows = frame.select("row", *(pl.col(at).alias(name) for name, at in chosen.items()))
        yield Part("", header, _told(rows))
