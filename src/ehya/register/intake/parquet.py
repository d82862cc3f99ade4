"""What rows of text does a Parquet file hold?

Its columns have types; they are told as text, as a spreadsheet would show them, and read like any
other. A row group is unpacked at a time.
"""

import io
from collections.abc import Iterator
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from polars import selectors as cs

from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    from ehya.register.intake.opening import Limits

ROWS_AT_ONCE = 20_000
MOST_LETTERS = 200_000_000  # of one such piece
_ROW = "row"
_EXACT = 1e15  # a float holds whole numbers below it


def read_parquet(
    source: Path | bytes, *, file: str, limits: "Limits"
) -> Iterator[tuple[list[str], pl.DataFrame]]:
    """Yield the file's column names and, some rows at a time, its cells as text with "row".

    Args:
        source: the file, or its bytes.
        file: its name, for refusals.
        limits: how large it may be.

    Raises:
        Refusal: "import.broken_parquet", "import.too_many_rows", "import.too_many_columns",
            "import.too_big".
    """
    try:
        table = pl.scan_parquet(io.BytesIO(source) if isinstance(source, bytes) else source)
        schema = table.collect_schema()
        rows = int(table.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refusal("import.broken_parquet", file=file) from error
    names = list(schema)
    if rows > limits.rows:
        raise Refusal("import.too_many_rows", file=file, rows=rows, most=limits.rows)
    if len(names) > limits.columns:
        raise Refusal("import.too_many_columns", file=file, columns=len(names), most=limits.columns)
    plain = [name for name, kind in schema.items() if not kind.is_nested() and name != _ROW]
    told = table.select(plain)
    for start in range(0, max(rows, 1), ROWS_AT_ONCE):
        yield plain, _piece(told, start, file=file)


def _piece(table: pl.LazyFrame, start: int, *, file: str) -> pl.DataFrame:
    try:
        frame = table.slice(start, ROWS_AT_ONCE).collect()
        sizes = frame.select(cs.string().str.len_bytes().sum()).sum_horizontal()
        if len(sizes) and (sizes[0] or 0) > MOST_LETTERS:
            megabytes = MOST_LETTERS // 1_000_000
            raise Refusal("import.too_big", file=file, megabytes=megabytes)
        frame = frame.with_columns(
            (cs.float()).map_batches(_plainly, return_dtype=pl.String)
        ).with_columns((~cs.string()).cast(pl.String, strict=False))
    except pl.exceptions.PolarsError as error:
        raise Refusal("import.broken_parquet", file=file) from error
    number = pl.int_range(start + 2, start + 2 + frame.height, dtype=pl.UInt32).alias(_ROW)
    return frame.with_columns(number)


def _plainly(told: pl.Series) -> pl.Series:
    """Write a whole number without ".0", whatever its type: an identifier may have become one."""
    return pl.Series(told.name, [_number(value) for value in told.to_list()], dtype=pl.String)


def _number(value: float | None) -> str | None:
    if value is None or isnan(value):
        return None
    whole = abs(value) < _EXACT and value == int(value)
    return str(int(value)) if whole else repr(value)
