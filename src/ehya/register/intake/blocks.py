"""How are sixty million lines of a CSV file parted into cells in minutes?

A block of lines in which nothing is quoted is parted all at once; from the first block on in which
something is, the file is read as `lines` reads it. Both say the same.
"""

import csv
import io
from collections.abc import Iterator, Sequence

import polars as pl

from ehya.engine.refusal import Refusal
from ehya.register.intake.lines import LONGEST_LINE, Text, open_text, rows_of

LETTERS_AT_ONCE = 16_000_000
ROWS_AT_ONCE = 100_000  # of those that are read line by line
_LONGEST_CELL = csv.field_size_limit()


def read_blocks(
    opened: Text, *, file: str, columns: Sequence[int], most: int
) -> Iterator[pl.DataFrame]:
    """Yield all rows of a CSV file, the header and empty ones too, many at a time.

    Args:
        opened: the file, of `lines.find_separator`.
        file: its name, for refusals.
        columns: which cells of a row are wanted, counted from 0.
        most: cells that a row may have.

    Yields:
        "row", the number that a spreadsheet shows, and a column of text a wanted cell, named by
        its place; null where the row ends before it.

    Raises:
        Refusal: "import.broken_csv", "import.line_too_long", "import.too_many_columns".
    """
    done = 0
    with open_text(opened) as text:
        while block := text.read(LETTERS_AT_ONCE):
            block += text.readline(LONGEST_LINE + 1)
            frame = _parted(block, opened.separator, columns, most)
            if frame is None:
                yield from _line_by_line(block, text, opened, done, file, columns, most)
                return
            yield frame.with_columns(
                pl.int_range(done + 1, done + 1 + frame.height, dtype=pl.UInt32).alias("row")
            )
            done += frame.height


def _parted(block: str, separator: str, columns: Sequence[int], most: int) -> pl.DataFrame | None:
    """Return a block's cells; None where a line is not as plain as it looks."""
    returns = block.count("\r")
    if '"' in block or (returns and returns != block.count("\r\n")):
        return None
    lines = pl.Series([block.removesuffix("\n")]).str.split("\n").explode()
    if returns:
        lines = lines.str.strip_suffix("\r")
    wide = lines.str.count_matches(separator, literal=True) >= most
    if wide.any() or (lines.str.len_bytes() > _LONGEST_CELL).any():
        return None
    cells = lines.str.split_exact(separator, max(1, *columns)).struct.unnest()
    return cells.select(pl.nth(at).alias(str(at)) for at in columns)


def _line_by_line(  # noqa: PLR0913 - where the parting stopped
    block: str, text: io.TextIOBase, opened: Text, done: int, file: str, columns: Sequence[int],
    most: int,
) -> Iterator[pl.DataFrame]:  # fmt: skip
    rest = rows_of((io.StringIO(block, newline=""), text), opened.separator, file=file, done=done)
    rows: list[list[str]] = []
    for cells in rest:
        if len(cells) > most:
            raise Refusal("import.too_many_columns", file=file, columns=len(cells), most=most)
        rows.append(cells)
        if len(rows) == ROWS_AT_ONCE:
            yield _framed(rows, columns, done)
            done += len(rows)
            rows = []
    if rows:
        yield _framed(rows, columns, done)


def _framed(rows: list[list[str]], columns: Sequence[int], done: int) -> pl.DataFrame:
    cells = {
        str(at): pl.Series([row[at] if at < len(row) else None for row in rows], dtype=pl.String)
        for at in columns
    }
    number = pl.int_range(done + 1, done + 1 + len(rows), dtype=pl.UInt32).alias("row")
    return pl.DataFrame(cells, schema=None if cells else {}).with_columns(number)
