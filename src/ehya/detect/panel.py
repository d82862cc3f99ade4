"""What was read of each unit, month by month, and how large would its full work be?"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from ehya.detect.batch import SCHEMA, Form, panel_of
from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.engine.detect import Panel
from ehya.engine.refusal import Refusal
from ehya.engine.series import place_months, sum_of_meters, to_months
from ehya.ledger.scopes import ALL
from ehya.register.lake import Lake, known, last_day, told_once
from ehya.register.models import Unit
from ehya.register.queries.copied import copied
from ehya.register.queries.within import Moment, units_at
from ehya.register.signals import Signal, signals

MONTHS: Final = 60  # five years: as far as a working level reaches back (engine.detect.levels)
CROWD: Final = 60
"""Units of one division and province that are told apart from the division elsewhere: fewer do not
show what hit the province [units]"""

LEAST_TEACHERS: Final = 40  # of a group that has so many: fewer do not show what hit it [units]
LATE: Final = 3  # a meter that has been silent for longer has ended [months]
AT_ONCE: Final = 25_000  # units in a batch
TAUGHT_BY: Final = 24_000  # units that a nation is learnt from, evenly drawn in each group
ABREAST: Final = 2  # batches at a time: kernels and DuckDB let go of Python's lock
HELD: Final = 500_000_000  # months kept between learning and looking: two signals of a nation [B]
MEMORY: Final = "1GB"  # DuckDB's part; what is more goes to the disk

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_FACTS = ("contracted_kw", "licensed_jobs", "licensed_capacity")
_UNITS = {
    "unit": pl.Int64,
    "province": pl.String,
    "park": pl.String,
    "isic": pl.String,
    "told": pl.String,
    "contracted_kw": pl.Float64,
    "licensed_jobs": pl.Float64,
    "licensed_capacity": pl.Float64,
    "insured_jobs": pl.Float64,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sweep looks at.

    Attributes:
        units: one row a unit, in order of its id: unit, province, park, division, told, group and
            the facts by which signals are scaled.
        lake: the readings' version.
        known_at: readings known by then.
        signals: which ones, in this order.
        months: the days of each, oldest first.
        forwards: folded unit -> the one that it leads to now.
        groups: names of the groups, a division of ISIC or a division and a province; a unit's
            group is its place here.
    """

    units: pl.DataFrame
    lake: Lake
    known_at: datetime
    signals: tuple[Signal, ...]
    months: tuple[DayRange, ...]
    forwards: pl.DataFrame
    groups: tuple[str, ...]

    @property
    def form(self) -> Form:
        """Return what whoever looks at a batch must know of it."""
        licensed = tuple(signal.licensed for signal in self.signals)
        return Form(len(self.months), licensed)


def months_to(day: date, count: int = MONTHS) -> tuple[DayRange, ...]:
    """Return so many solar months, the last one that which holds the day."""
    at = to_solar(day)
    place = at.year * 12 + at.month - 1
    return tuple(
        month_range(n // 12, n % 12 + 1, "solar") for n in range(place - count + 1, place + 1)
    )


def last_whole_month(lake: Lake, moment: Moment, names: Sequence[str]) -> DayRange | None:
    """Return the newest solar month that has ended and of which something was read.

    A reading that reaches only a few days into a month does not make it one to look at.
    """
    last = last_day(lake, at=moment.known_at, signals=names, until=moment.as_of)
    if last is None:
        return None
    before, month = months_to(last, 2)
    return month if last == month.last else before


def refuse_unknown(names: Sequence[str]) -> None:
    """Say no to a signal that is none.

    Raises:
        Refusal: "detect.no_such_signal".
    """
    for name in names:
        if name not in signals():
            raise Refusal("detect.no_such_signal", signal=name, wanted=", ".join(signals()))


def ground(
    lake: Lake, moment: Moment, names: Sequence[str], *, synthetic: bool, last: DayRange
) -> Ground:
    """Return what a sweep about a month looks at.

    Args:
        lake: the readings' version.
        moment: what was known of the units, and of the readings.
        names: of the signals.
        synthetic: the made-up units, or the real ones.
        last: the month asked about.
    """
    at = Moment(last.last, moment.known_at)
    units, groups = _grouped(_units(at, synthetic=synthetic))
    chosen = tuple(signals()[name] for name in names)
    lead = _forwards(units)
    return Ground(units, lake, at.known_at, chosen, months_to(last.last), lead, groups)


def ground_of_one(
    unit: int, lake: Lake, moment: Moment, names: Sequence[str], groups: Sequence[str]
) -> Ground:
    """Return what a sweep looked at, with one unit only.

    Args:
        unit: its id.
        lake: the readings' version.
        moment: the last day looked at, and what was known then.
        names: of the signals.
        groups: of the sweep; the unit falls into the narrowest that it fits.
    """
    units = _with_division(_units(moment, only=unit))
    place = {name: n for n, name in enumerate(groups)}
    told = [
        place.get(division + province, place.get(division, len(groups)))
        for division, province in units.select("division", "province").iter_rows()
    ]
    units = units.with_columns(pl.Series("group", told, dtype=pl.Int64))
    chosen = tuple(signals()[name] for name in names)
    months = months_to(moment.as_of)
    lead = _forwards(units)
    return Ground(units, lake, moment.known_at, chosen, months, lead, tuple(groups))


def held(ground: Ground) -> deque[pa.RecordBatch] | None:
    """Return every batch, for which the lake is read once; None where that is more than `HELD`."""
    periods, count = _shape(ground)
    if ground.units.height * periods * count * np.dtype(np.float32).itemsize > HELD:
        return None
    with ThreadPoolExecutor(ABREAST) as hands:
        return deque(hands.map(lambda part: read(ground, part), ground.units.iter_slices(AT_ONCE)))


def drawn(
    ground: Ground, parts: Iterable[pa.RecordBatch] | None = None, most: int = TAUGHT_BY
) -> Panel:
    """Return the panel that a nation is learnt from: every group evenly, in order of its units.

    Args:
        ground: what is looked at.
        parts: every batch of it, in order; read from the lake unless given.
        most: about so many. [units]
    """
    units = ground.units
    share = max(1, -(-units.height // most))
    size = pl.len().over("group")
    every = pl.min_horizontal(pl.lit(share), (size // LEAST_TEACHERS).clip(1))
    place = pl.int_range(pl.len()).over("group")
    teaches = pa.array(units.select(place % every == 0).to_series().to_numpy())
    chosen, begin = [], 0
    for part in batches(ground) if parts is None else parts:
        chosen.append(part.filter(teaches.slice(begin, part.num_rows)))
        begin += part.num_rows
    table = pa.Table.from_batches(chosen, schema=SCHEMA).combine_chunks()
    found = table.to_batches() or [pa.RecordBatch.from_pylist([], schema=SCHEMA)]
    return panel_of(found[0], ground.form)


def batches(ground: Ground, size: int = AT_ONCE) -> Iterator[pa.RecordBatch]:
    """Yield units with their months as SCHEMA, so many at a time."""
    for part in ground.units.iter_slices(size):
        yield read(ground, part)


def batch_of(ground: Ground, units: Sequence[int]) -> pa.RecordBatch:
    """Return some units with their months; those that the sweep does not know are left out."""
    return read(ground, ground.units.filter(pl.col("unit").is_in(list(units))))


def _units(
    moment: Moment, *, synthetic: bool | None = None, only: int | None = None
) -> pl.DataFrame:
    rows = units_at(moment, ALL)
    rows = rows if synthetic is None else rows.filter(unit__synthetic=synthetic)
    rows = rows if only is None else rows.filter(unit=only)
    names = ("unit_id", "province_id", "park_id", "isic", "status", *_FACTS, "insured_jobs")
    return copied(rows.values_list(*names), _UNITS).sort("unit")


def _with_division(units: pl.DataFrame) -> pl.DataFrame:
    division = pl.col("isic").fill_null("").str.slice(0, 2).alias("division")
    return units.with_columns(division, pl.col("told").fill_null(""))


def _grouped(units: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Add each unit's division of ISIC and its group: the division, by province where it is large."""
    units = _with_division(units)
    there = pl.len().over("division", "province") >= CROWD
    name = pl.when(there).then(pl.concat_str("division", "province")).otherwise(pl.col("division"))
    units = units.with_columns(name.alias("name"))
    # In the names' order, so that a group's number does not hang on who stands first in the table.
    groups = sorted(units["name"].unique())
    number = pl.col("name").replace_strict(groups, range(len(groups)), return_dtype=pl.Int64)
    return units.with_columns(number.alias("group")).drop("name"), tuple(groups)


def _forwards(units: pl.DataFrame) -> pl.DataFrame:
    """Return where merged units lead to, one step after another."""
    rows = Unit.objects.filter(forwards_to__isnull=False).values_list("pk", "forwards_to_id")
    lead = dict(rows)
    standing = set(units["unit"]) if lead else set()
    found = {}
    for folded in lead:
        if folded in standing:
            continue  # at the moment asked about nobody had merged it
        to, steps = folded, 0
        while to in lead and to not in standing and steps <= len(lead):
            to, steps = lead[to], steps + 1
        found[folded] = to
    return pl.DataFrame(
        {"folded": list(found), "unit": list(found.values())},
        schema={"folded": pl.Int64, "unit": pl.Int64},
    )


def read(ground: Ground, units: pl.DataFrame) -> pa.RecordBatch:
    """Return some rows of `Ground.units` with their months, as SCHEMA."""
    owners = _owners(ground, units)
    months = np.full((units.height, *_shape(ground)), np.nan, dtype=np.float32)
    if units.height and ground.lake.files:
        with duckdb.connect() as link:
            link.execute(f"SET memory_limit = '{MEMORY}'; SET TimeZone = 'UTC'; SET threads = 1")
            for place, signal in enumerate(ground.signals):
                _fill(months[:, :, place], link, ground, signal, owners)
    return pa.RecordBatch.from_arrays(
        [
            pa.array(units["unit"].to_numpy()),
            pa.array(units["group"].to_numpy()),
            units["told"].to_arrow().cast(pa.string()),
            _listed(months.reshape(units.height, months.shape[1] * months.shape[2])),
            _listed(_capacity(ground, units)),
        ],
        schema=SCHEMA,
    )


def _shape(ground: Ground) -> tuple[int, int]:
    return len(ground.months), len(ground.signals)


def _owners(ground: Ground, units: pl.DataFrame) -> pl.DataFrame:
    """Return under which numbers the lake knows each unit: its own and those merged into it."""
    here = units.select("unit").with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    led = ground.forwards.join(here, on="unit").select("folded", "place")
    own = here.select(pl.col("unit").alias("folded"), "place")
    return pl.concat([own, led])


def _fill(
    months: Floats,
    link: duckdb.DuckDBPyConnection,
    ground: Ground,
    signal: Signal,
    owners: pl.DataFrame,
) -> None:
    """Write one signal's months into their place. shape (units, months)

    Where every row of a unit is one whole month told once, as nearly everywhere, it goes straight
    to its place; only the other units are looked at with all that can be odd about readings.
    """
    odd = _fill_plain(months, link, ground, signal, owners)
    if len(odd):
        months[odd] = np.nan
        _fill_odd(months, link, ground, signal, owners.filter(pl.col("place").is_in(odd)))


def _fill_plain(
    months: Floats,
    link: duckdb.DuckDBPyConnection,
    ground: Ground,
    signal: Signal,
    owners: pl.DataFrame,
) -> Ints:
    """Write what is plain, and return the places of units of which something is not."""
    numbers, places = owners["folded"].to_numpy(), owners["place"].to_numpy()
    low = int(numbers[: len(months)].min())
    row = np.full(int(numbers[: len(months)].max()) - low + 1, -1, dtype=np.int64)
    row[numbers[: len(months)] - low] = places[: len(months)]
    days = ground.months[0].first, ground.months[-1].last
    ends = (low, low + len(row) - 1)
    asked = told_once(ground.lake, at=ground.known_at, signal=signal.name, units=ends, days=days)
    table = link.sql(asked).to_arrow_table()
    where = row[_column(table, "unit") - low]
    plain = _column(table, "plain")
    other = place_months(
        np.where(plain, where, -1),
        table.column("first").cast(pa.int32()).to_numpy(),
        table.column("last").cast(pa.int32()).to_numpy(),
        _column(table, "value"),
        starts=_starts(ground.months),
        found=months,
    )
    other[where[~plain & (where >= 0)]] = True
    other[places[len(months) :]] = True  # into which another unit was merged
    return np.flatnonzero(other)


def _fill_odd(
    months: Floats,
    link: duckdb.DuckDBPyConnection,
    ground: Ground,
    signal: Signal,
    owners: pl.DataFrame,
) -> None:
    ends: Any = owners["folded"].min(), owners["folded"].max()
    link.register("owner", owners.to_arrow())
    asked = known(ground.lake, at=ground.known_at, signals=(signal.name,), units=ends)
    ends_of = [ground.months[0].first, ground.months[-1].last]
    table = link.sql(_ASKED.format(known=asked), params=ends_of).to_arrow_table()
    place, meter = _column(table, "place"), _column(table, "meter")
    if not len(place):
        return
    new = np.ones(len(place), dtype=np.bool_)
    new[1:] = (place[1:] != place[:-1]) | (meter[1:] != meter[:-1])
    series = np.cumsum(new) - 1
    found = to_months(
        series,
        _column(table, "first"),
        _column(table, "last"),
        _column(table, "value"),
        starts=_starts(ground.months),
        count=int(series[-1]) + 1,
        flow=signal.kind == "flow",
    )
    owner = place[new]
    if len(np.unique(owner)) == len(owner):
        months[owner] = found
    else:
        whole = sum_of_meters(found, owner, units=len(months), late=LATE)
        months[np.unique(owner)] = whole[np.unique(owner)]


def _column(table: pa.Table, name: str) -> Any:
    return table.column(name).to_numpy()


def _starts(months: Sequence[DayRange]) -> Ints:
    days = [month.first for month in months]
    ends = np.array([*days, months[-1].last], dtype="datetime64[D]").astype(np.int64)
    ends[-1] += 1
    return np.asarray(ends)


def _capacity(ground: Ground, units: pl.DataFrame) -> Floats:
    """Return what full work of a month would read, as far as a licence or a contract says."""
    found = np.full((units.height, len(ground.signals)), np.nan, dtype=np.float32)
    for place, signal in enumerate(ground.signals):
        if signal.scaled_by:
            fact = units[signal.scaled_by].cast(pl.Float64).fill_null(float("nan")).to_numpy()
            found[:, place] = np.where(fact > 0, fact / signal.parts, np.nan)
    return found


def _listed(rows: Floats) -> pa.ListArray:
    offsets = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(rows.ravel()))


# A meter is known by its number's hash: strings of sixty million rows would cost more than all else.
_ASKED = """
SELECT o.place, CASE WHEN k.meter = '' THEN 0 ELSE hash(k.meter) >> 1 END::BIGINT AS meter,
       (k.first - DATE '1970-01-01')::BIGINT AS first,
       (k.last - DATE '1970-01-01')::BIGINT AS last, k.value
FROM ({known}) AS k JOIN owner AS o ON o.folded = k.unit
WHERE k.last >= $1 AND k.first <= $2
ORDER BY o.place, meter, k.known_at, k.first
"""
