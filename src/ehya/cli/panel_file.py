"""How does an analyst's own table become readings of units in equal periods?

No Django and no database: `ehya detect --panel` works on a machine that has the table only.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from ehya.engine.detect import Panel
from ehya.engine.detect.model import Ints
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits

_ROW: Final = "its row\t"  # no heading is called so: they are stripped
MISSING: Final = {"", "na", "n/a", "nan", "null", "none"}
Words = np.ndarray[tuple[int, int], np.dtype[np.object_]]
MOST_PERIODS: Final = 3000
LONGEST: Final = 24  # months of a period; times farther apart are told by how they are written
_FORMS: Final = {
    "year": re.compile(r"(\d{4})(?:\.0)?"),
    "quarter": re.compile(r"(\d{4})[-/ ]?[QqTt]([1-4])"),
    "month": re.compile(r"(\d{4})[-/ .Mm]?(0?[1-9]|1[0-2])"),
    "day": re.compile(r"(\d{4})[-/.](0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:[T ].*)?"),
}
_STEP: Final = {"year": 12, "quarter": 3, "month": 1, "day": 1}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the table say what."""

    unit: str
    time: str
    signals: tuple[str, ...]
    group: str | None = None
    declared: str | None = None

    def all(self) -> tuple[str, ...]:
        """Return every column that is wanted."""
        further = [column for column in (self.group, self.declared) if column]
        return (self.unit, self.time, *self.signals, *further)


@dataclass(frozen=True, slots=True)
class Read:
    """A table as it was read.

    Attributes:
        panel: its readings.
        units: their names, in the order of their first rows.
        times: one name for each period, as written where it was.
        repeated: rows that said word for word what another said, counted once. [rows]
        declared: shape (units, periods), the status that was declared, in small letters; empty
            where none was, None where there is no such column.
    """

    panel: Panel
    units: tuple[str, ...]
    times: tuple[str, ...]
    repeated: int = 0
    declared: Words | None = None


def read_panel(path: Path, columns: Columns) -> Read:
    """Return a CSV or Parquet table as readings.

    A row that is not there, and an empty cell, is a missing reading; 0 is a reading of nothing.

    Raises:
        Refusal: "detect.no_such_file", "detect.not_a_table", "detect.no_column", "detect.no_rows",
            "detect.no_unit", "detect.bad_time", "detect.two_kinds_of_time", "detect.bad_number",
            "detect.negative", "detect.row_twice", "detect.too_many_periods",
            "detect.no_readings".
    """
    name = path.name
    table, repeated = _once(_table(path, columns), columns)
    units = _units(table, name, columns.unit)
    months, step, form = _months(table, name, columns.time)
    names = list(dict.fromkeys(units))
    place = {unit: n for n, unit in enumerate(names)}
    row = np.array([place[unit] for unit in units], dtype=np.int64)
    first, last = min(months), max(months)
    periods = (last - first) // step + 1
    if periods > MOST_PERIODS:
        raise Refusal("detect.too_many_periods", file=name, periods=periods, limit=MOST_PERIODS)
    col = (np.array(months, dtype=np.int64) - first) // step
    _no_row_twice(row * periods + col, table, name, columns)
    readings = np.full((len(names), periods, len(columns.signals)), np.nan)
    for n, signal in enumerate(columns.signals):
        readings[row, col, n] = _numbers(table, name, signal)
    keep = ~np.isnan(readings).all(axis=(1, 2))
    if not keep.any():
        raise Refusal("detect.no_readings", file=name, columns=list(columns.signals))
    declared = _declared(table, columns, (row, col), keep.size, periods)
    return Read(
        Panel(readings[keep], _groups(table, columns, row, len(names))[keep], step),
        tuple(unit for unit, kept in zip(names, keep, strict=True) if kept),
        _times(table[columns.time], col, range(first, last + 1, step), form),
        repeated,
        None if declared is None else declared[keep],
    )


def _declared(
    table: pl.DataFrame, columns: Columns, cell: tuple[Ints, Ints], units: int, periods: int
) -> Words | None:
    if columns.declared is None:
        return None
    found = np.full((units, periods), "", dtype=object)
    found[cell] = table[columns.declared].str.to_lowercase().to_numpy()
    return found


def _table(path: Path, columns: Columns) -> pl.DataFrame:
    """Return the wanted columns, every cell as text."""
    if not path.is_file():
        raise Refusal("detect.no_such_file", file=str(path))
    try:
        if path.suffix.lower() == ".parquet":
            table = pl.read_parquet(path)
        else:
            table = pl.read_csv(
                path, infer_schema=False, encoding="utf8", truncate_ragged_lines=False
            )
    except pl.exceptions.NoDataError:
        raise Refusal("detect.no_rows", file=path.name) from None
    except (pl.exceptions.PolarsError, OSError, ValueError) as trouble:
        why = str(trouble).splitlines()[0][:160]
        raise Refusal("detect.not_a_table", file=path.name, why=why) from None
    table = table.rename({name: name.strip().removeprefix("\ufeff") for name in table.columns})
    for column in columns.all():
        if column not in table.columns:
            raise Refusal(
                "detect.no_column", file=path.name, column=column, columns=table.columns[:40]
            )
    if not len(table):
        raise Refusal("detect.no_rows", file=path.name)
    plain = table.select(columns.all()).cast(pl.String, strict=False)
    return plain.with_columns(pl.all().str.strip_chars().fill_null(""))


def _units(table: pl.DataFrame, file: str, column: str) -> list[str]:
    told = table[column]
    if (told == "").any():
        row = _line(table, int((told == "").arg_max() or 0))
        raise Refusal("detect.no_unit", file=file, row=row, column=column)
    return told.to_list()


def _months(table: pl.DataFrame, file: str, column: str) -> tuple[list[int], int, str]:
    """Return each row's month since year 0, the months of a period, and how times are written."""
    told = table[column]
    known: dict[str, tuple[str, int]] = {}
    for value in told.unique(maintain_order=True):
        found = _month(value)
        if found is None:
            row = _line(table, int((told == value).arg_max() or 0))
            raise Refusal("detect.bad_time", file=file, row=row, column=column, value=value[:40])
        known[value] = found
    forms = list(dict.fromkeys(form for form, _ in known.values()))
    if len(forms) > 1:
        odd = next(value for value, (form, _) in known.items() if form != forms[0])
        raise Refusal(
            "detect.two_kinds_of_time",
            file=file,
            row=_line(table, int((told == odd).arg_max() or 0)),
            column=column,
            value=odd[:40],
            first=told[0][:40],
        )
    months = sorted({month for _, month in known.values()})
    gaps = [late - early for early, late in pairwise(months)]
    apart = math.gcd(*gaps)
    step = apart if 0 < apart <= LONGEST else _STEP[forms[0]]
    return [known[value][1] for value in told], step, forms[0]


def _month(value: str) -> tuple[str, int] | None:
    plain = latin_digits(value)
    for form, pattern in _FORMS.items():
        if found := pattern.fullmatch(plain):
            year = int(found[1])
            part = int(found[2]) if form != "year" else 1
            return form, year * 12 + (part - 1) * (3 if form == "quarter" else 1)
    return None


def _numbers(table: pl.DataFrame, file: str, column: str) -> list[float]:
    told = table[column]
    found = told.cast(pl.Float64, strict=False)
    odd = found.is_null() & (told != "")
    plain = [_number(value) for value in told.filter(odd)]
    if None in plain:
        row = int(odd.arg_true()[plain.index(None)])
        raise Refusal(
            "detect.bad_number",
            file=file,
            row=_line(table, row),
            column=column,
            value=told[row][:40],
        )
    values = found.fill_null(math.nan).to_numpy().copy()
    values[odd.to_numpy()] = plain
    bad = np.flatnonzero((values < 0) | np.isinf(values))
    if len(bad):
        row = int(bad[0])
        raise Refusal(
            "detect.negative", file=file, row=_line(table, row), column=column, value=told[row][:40]
        )
    return [float(value) for value in values]


def _number(value: str) -> float | None:
    """Return what a person wrote as a number, NaN for a word that says there is none."""
    if value.lower() in MISSING:
        return math.nan
    plain = latin_digits(value).replace("٫", ".").replace("٬", "").replace(",", "")
    return float(plain) if re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", plain) else None


def _once(table: pl.DataFrame, columns: Columns) -> tuple[pl.DataFrame, int]:
    """Return the table without rows that say the same word for word, and how many those were."""
    numbered = table.with_row_index(_ROW)
    once = numbered.unique(columns.all(), keep="first", maintain_order=True)
    return once, len(numbered) - len(once)


def _no_row_twice(cell: Ints, table: pl.DataFrame, file: str, columns: Columns) -> None:
    order = np.argsort(cell, kind="stable")
    same = np.flatnonzero(np.diff(cell[order]) == 0)
    if len(same):
        first, second = sorted((int(order[same[0]]), int(order[same[0] + 1])))
        raise Refusal(
            "detect.row_twice",
            file=file,
            row=_line(table, second),
            first=_line(table, first),
            unit=table[columns.unit][second][:60],
            time=table[columns.time][second][:40],
        )


def _line(table: pl.DataFrame, row: int) -> int:
    """Return where a row stands in the file, the headings being line 1."""
    return int(table[_ROW][row]) + 2


def _groups(table: pl.DataFrame, columns: Columns, row: Ints, units: int) -> Ints:
    """Return each unit's group by the number of its name: what most of its rows say."""
    if columns.group is None:
        return np.zeros(units, dtype=np.int64)
    said = (
        pl.DataFrame({"unit": row, "group": table[columns.group]})
        .filter(pl.col("group") != "")
        .group_by("unit", "group")
        .len()
        .sort("unit", "len", "group", descending=[False, True, False])
        .unique("unit", keep="first", maintain_order=True)
    )
    names = {name: n + 1 for n, name in enumerate(sorted(set(said["group"])))}
    group = np.zeros(units, dtype=np.int64)
    group[said["unit"].to_numpy()] = [names[name] for name in said["group"]]
    return group


def _times(told: pl.Series, col: Ints, months: range, form: str) -> tuple[str, ...]:
    written: Mapping[int, str] = dict(zip(col[::-1].tolist(), told.to_list()[::-1], strict=True))
    return tuple(written.get(n, _written(month, form)) for n, month in enumerate(months))


def _written(month: int, form: str) -> str:
    year, rest = divmod(month, 12)
    if form == "year":
        return f"{year:04d}"
    return f"{year:04d}Q{rest // 3 + 1}" if form == "quarter" else f"{year:04d}-{rest + 1:02d}"
