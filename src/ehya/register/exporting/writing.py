"""How is each kind of file written, a row at a time, in little memory?

Every writer takes rows from a `Source` and gives back nothing: what came of it is counted again by
`counting`, in the finished file.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]

from ehya.register.exporting import columns as form

BOM = "\ufeff"  # by it a spreadsheet knows that the letters are UTF-8
ROWS_ON_A_SHEET = 1_048_575  # below the header
LONGEST_CELL = 32_767  # letters that a spreadsheet holds
_SHEET = {"en": "Units", "fa": "واحدها"}
_ABOUT = {"en": "About", "fa": "درباره"}
_PLAIN: Mapping[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

type About = Sequence[tuple[str, str]]  # what is said of the file, line by line
type Tell = Callable[[int], None]  # hears how many rows are written so far


class Source(Protocol):
    """Where the rows come from."""

    columns: tuple[str, ...]
    rows: int

    def lines(self, language: form.Language | None) -> Iterator[bytes]:
        """Yield the rows as CSV."""

    def cells(self, language: form.Language) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as values."""

    def features(self) -> Iterator[str]:
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
        for done, line in enumerate(source.lines(language), start=1):
            file.write(line)
            tell(done)


def write_parquet(
    path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
) -> None:
    """Write Parquet for programs: our column names, codes, real types; a stream, not a table."""
    raw = path.with_name(path.name + ".csv")
    try:
        with raw.open("wb") as file:
            file.write(_csv_line(source.columns).encode())
            for done, line in enumerate(source.lines(None), start=1):
                file.write(line)
                tell(done)
        told = pl.scan_csv(raw, schema=_kinds(source.columns))
        told = told.with_columns(
            pl.col("licensed_on").str.to_date("%Y-%m-%d"), pl.col(form.SYNTHETIC) == "t"
        )
        told.sink_parquet(path, compression="zstd")
    finally:
        raw.unlink(missing_ok=True)


def write_geojson(
    path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
) -> None:
    """Write GeoJSON (RFC 7946), a feature a line; a unit without a place has no geometry."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        said = json.dumps(dict(about), ensure_ascii=False)
        file.write(f'{{"type": "FeatureCollection", "about": {said}, "features": [\n')
        for done, feature in enumerate(source.features(), start=1):
            file.write((",\n" if done > 1 else "") + feature)
            tell(done)
        file.write("\n]}\n")


def write_xlsx(
    path: Path, source: Source, *, language: form.Language, about: About, tell: Tell
) -> None:
    """Write a workbook: as many sheets as the rows need, and one that says what was asked."""
    with xlsxwriter.Workbook(path, {**_PLAIN, "tmpdir": str(path.parent)}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        book.set_properties({"title": about[0][1]} if about else {})
        for done, cells in enumerate(source.cells(language)):
            at = done % ROWS_ON_A_SHEET
            if at == 0:
                page = _sheet(book, bold, source.columns, done // ROWS_ON_A_SHEET, language)
            _write_row(page, at + 1, source.columns, cells)
            tell(done + 1)
        if not source.rows:
            _sheet(book, bold, source.columns, 0, language)
        _about(book, bold, about, language)


WRITERS: Mapping[str, Writer] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "parquet": write_parquet,
    "geojson": write_geojson,
}


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _kinds(columns: Sequence[str]) -> dict[str, Any]:
    kinds: dict[str, Any] = dict.fromkeys(columns, pl.String)
    kinds |= {name: pl.Float64 for name in columns if name in form.REALS}
    return kinds | {name: pl.Int64 for name in columns if name in form.WHOLE}


def _sheet(
    book: Any, bold: Any, columns: tuple[str, ...], number: int, language: form.Language
) -> Any:
    name = _SHEET[language]
    page = book.add_worksheet(f"{name} {number + 1}" if number else name)
    page.freeze_panes(1, 0)
    page.set_column(0, len(columns) - 1, 18)
    if language == "fa":
        page.right_to_left()
    for at, heading in enumerate(form.headings(columns, language)):
        page.write_string(0, at, heading, bold)
    return page


def _write_row(page: Any, row: int, columns: tuple[str, ...], cells: tuple[Any, ...]) -> None:
    for at, (name, value) in enumerate(zip(columns, cells, strict=True)):
        if value is None:
            continue
        if name in form.NUMBERS:
            page.write_number(row, at, value)
        else:
            page.write_string(row, at, str(value)[:LONGEST_CELL])


def _about(book: Any, bold: Any, about: About, language: form.Language) -> None:
    page = book.add_worksheet(_ABOUT[language])
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    if language == "fa":
        page.right_to_left()
    for row, (name, value) in enumerate(about):
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, value)
