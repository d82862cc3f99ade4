"""What rows of text does a Parquet file hold?

Its columns have types; they are told as text, as a spreadsheet would show them, and read like any
other. A row group is unpacked at a time.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from polars import selectors as cs

from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    from ehya.register.intake.opening import Limits

ROWS_AT_ONCE = 20_000
CELLS_AT_ONCE = 2_000_000  # where rows come by the million
MOST_LETTERS = 200_000_000  # of one such piece
_ROW = "row"
_EXACT = 1e15  # a float holds whole numbers below it
_SHORT = 1e-4  # below it a number is written with its exponent


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
    at_once = max(ROWS_AT_ONCE, CELLS_AT_ONCE // len(plain)) if limits.many else ROWS_AT_ONCE
    for start in range(0, max(rows, 1), at_once):
        yield plain, _piece(told, start, at_once, file=file)


def _piece(table: pl.LazyFrame, start: int, rows: int, *, file: str) -> pl.DataFrame:
    try:
        frame = table.slice(start, rows).collect()
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
    numbers = told.cast(pl.Float64)
    numbers = numbers.set(numbers.is_nan().fill_null(False), None)
    size = numbers.abs()
    whole = ((size < _EXACT) & (numbers == numbers.floor())).fill_null(False)
    short = (size.is_between(_SHORT, _EXACT, closed="left") & ~whole).fill_null(False)
    words = pl.select(
        pl.when(whole)
        .then(numbers.set(~whole, None).cast(pl.Int64).cast(pl.String))
        .when(short)
        .then(numbers.cast(pl.String))
    ).to_series()
    odd = (numbers.is_not_null() & words.is_null()).arg_true()
    if len(odd):
        written = pl.Series([repr(value) for value in numbers.gather(odd)], dtype=pl.String)
        words = words.scatter(odd, written)
    return words.alias(told.name)
