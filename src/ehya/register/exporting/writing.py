"""How is each kind of file written, some rows at a time, in little memory?

Every writer takes chunks of CSV from a `Source` and gives back nothing: what came of it is counted
again by `counting`, in the finished file.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import polars as pl
import pyarrow.parquet as pq

from ehya.register.exporting import columns as form

BOM = "\ufeff"  # by it a spreadsheet knows that the letters are UTF-8

type About = Sequence[tuple[str, str]]  # what is said of the file, line by line
type Tell = Callable[[int], None]  # hears how many rows are written so far


class Chunk(NamedTuple):
    """Some rows, one after the other, each whole.

    Attributes:
        rows: how many.
        text: each on a line, in UTF-8; CSV without a header, or a JSON text a line.
    """

    rows: int
    text: bytes


class Source(Protocol):
    """Where the rows come from."""

    columns: tuple[str, ...]
    rows: int

    def chunks(self, language: form.Language | None, *, guard: bool) -> Iterator[Chunk]:
        """Yield the rows as CSV."""

    def features(self) -> Iterator[Chunk]:
        """Yield the rows as GeoJSON features."""


class Writer(Protocol):
    """Writes one kind of file."""

    def __call__(
        self, path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
    ) -> None:
        """Write the source's rows into the file."""


def write_csv(
    path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
) -> None:
    """Write CSV for spreadsheets: UTF-8 with its mark, commas, every text safe from formulas."""
    with path.open("wb") as file:
        file.write((BOM + _csv_line(form.headings(source.columns, language))).encode())
        for chunk in heard(source.chunks(language, guard=True), tell):
            file.write(chunk.text)


def write_parquet(
    path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
) -> None:
    """Write Parquet for programs: our column names, codes, real types; a row group a chunk."""
    kinds = _kinds(source.columns)
    head = _typed(pl.DataFrame(schema=kinds)).to_arrow()
    with pq.ParquetWriter(path, head.schema, compression="zstd") as file:
        for chunk in heard(source.chunks(None, guard=False), tell):
            rows = pl.read_csv(chunk.text, has_header=False, schema=kinds)
            file.write_table(_typed(rows).to_arrow())


def write_geojson(
    path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
) -> None:
    """Write GeoJSON (RFC 7946), a feature a line; a unit without a place has no geometry."""
    with path.open("wb") as file:
        said = json.dumps(dict(about), ensure_ascii=False)
        file.write(f'{{"type": "FeatureCollection", "about": {said}, "features": ['.encode())
        before = b"\n"
        for chunk in heard(source.features(), tell):
            file.write(before + chunk.text.rstrip(b"\n").replace(b"\n", b",\n"))
            before = b",\n"
        file.write(b"\n]}\n")


def heard(chunks: Iterator[Chunk], tell: Tell) -> Iterator[Chunk]:
    """Yield the chunks, and tell of each how many rows are written once it is."""
    done = 0
    for chunk in chunks:
        yield chunk
        done += chunk.rows
        tell(done)


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _kinds(columns: Sequence[str]) -> dict[str, Any]:
    kinds: dict[str, Any] = dict.fromkeys(columns, pl.String)
    kinds |= {name: pl.Float64 for name in columns if name in form.REALS}
    return kinds | {name: pl.Int64 for name in columns if name in form.WHOLE}


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        pl.col("licensed_on").str.to_date("%Y-%m-%d"), pl.col(form.SYNTHETIC) == "t"
    )
