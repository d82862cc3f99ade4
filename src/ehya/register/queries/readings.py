"""What was read of one unit: each reading as it was known, and from when to when, by signal?

From the lake, of which only the files are opened that may hold the unit.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

import duckdb
from deltalake.exceptions import DeltaError

from ehya.ledger.scopes import ALL, Sight
from ehya.register import lake
from ehya.register.models import ReceivedFile, Unit
from ehya.register.queries.unit import history
from ehya.register.queries.within import Moment, units_at
from ehya.register.signals import Signal
from ehya.register.signals import signals as signals_in_force

_CHAIN = 20  # merges of merged units


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, as it was known at a moment.

    Attributes:
        signal: what was read.
        unit: under which number the lake knows it: the unit's own, or one that was merged into it.
        meter: the number by which its source knows the meter; "" for the unit as a whole.
        first: the period's first day.
        last: its last day, included.
        value: what was read. [the signal's measure, over the whole period for a flow]
        known_at: when it was told.
        file: the received file that told it.
    """

    signal: str
    unit: int
    meter: str
    first: date
    last: date
    value: float
    known_at: datetime
    file: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What one signal tells of a unit.

    Attributes:
        signal: the signal.
        readings: how many periods were read. [readings]
        meters: how many meters or workshops they are of.
        first: the first day that any of them covers.
        last: the last one.
        newest: the reading of the latest period.
        received: when the last reading was told.
        file: the name of the file that told it.
    """

    signal: Signal
    readings: int
    meters: int
    first: date
    last: date
    newest: Reading
    received: datetime
    file: str


def readings_of(
    units: Collection[int],
    moment: Moment,
    signals: Sequence[str] = (),
    *,
    version: int | None = None,
) -> tuple[Reading, ...]:
    """Return what was read of a unit, one row a period and meter, as known at a moment.

    Of a period told twice the later telling; what was withdrawn is left out. Periods that overlap
    without being the same are all given, in the order in which they were told within a day: who
    brings them to months lets the later one speak (`engine.series.to_months`). Whether the reader
    may see the unit is asked before (`unit_told`).

    Args:
        units: the unit's key and those of units merged into it: `known_as`.
        moment: periods that began by `as_of`, told by `known_at`.
        signals: which ones; all unless told.
        version: of the lake; the newest unless told.

    Returns:
        By signal, meter, first day, last day and moment of telling.
    """
    there = lake.at_version(version)
    if not units or not there.files:
        return ()
    ends = min(units), max(units)
    few = ends[1] - ends[0] < lake.FEW
    told = [ends] if few else [(unit, unit) for unit in sorted(set(units))]
    wanted = ", ".join(str(int(unit)) for unit in set(units))
    rows: list[Reading] = []
    with duckdb.connect() as link:
        link.execute("SET TimeZone = 'UTC'; SET threads = 1")
        for pair in told:
            asked = lake.known(there, at=moment.known_at, signals=signals, units=pair)
            found = link.sql(_ASKED.format(known=asked, units=wanted), params=[moment.as_of])
            rows += [Reading(*row) for row in found.pl().iter_rows()]
    return tuple(sorted(rows, key=_in_order))


_ASKED = """
SELECT signal, unit, meter, first, last, value, known_at, file FROM ({known}) AS k
WHERE unit IN ({units}) AND first <= $1
"""


def _in_order(row: Reading) -> tuple[str, str, date, date, datetime]:
    return row.signal, row.meter, row.first, row.last, row.known_at


def known_as(unit: Unit, moment: Moment) -> tuple[int, ...]:
    """Return under which keys the lake may know a unit: its own and those merged into it.

    One that was merged later than the moment asked about stood by itself then, and is left out.
    """
    found, asked = [unit.pk], [unit.pk]
    for _ in range(_CHAIN):
        folded = Unit.objects.filter(forwards_to__in=asked).exclude(pk__in=found)
        asked = list(folded.values_list("pk", flat=True))
        if not asked:
            break
        standing = set(
            units_at(moment, ALL).filter(unit__in=asked).values_list("unit_id", flat=True)
        )
        asked = [key for key in asked if key not in standing]
        found += asked
    return tuple(found)


def heard_of(unit: Unit, moment: Moment, sight: Sight = ALL) -> tuple[Heard, ...] | None:
    """Return what each signal tells of a unit, in the signals' order.

    None where the lake cannot be reached: what else is known of the unit is told all the same.

    Args:
        unit: one that the reader may see: `unit_told`.
        moment: on both clocks.
        sight: how far the reader sees; whose part of the country the unit has left is told only
            of periods that ended while it was there.
    """
    try:
        rows = readings_of(known_as(unit, moment), moment)
    except (DeltaError, OSError, duckdb.IOException):
        return None
    if not sight.nation:
        rows = tuple(_in_sight(rows, unit, moment, sight))
    files = ReceivedFile.objects.in_bulk({row.file for row in rows})
    known = signals_in_force()
    found = {
        name: _heard(known[name], tuple(of), files)
        for name, of in groupby(rows, key=lambda row: row.signal)
        if name in known
    }
    return tuple(found[name] for name in known if name in found)


def _heard(signal: Signal, rows: Sequence[Reading], files: dict[int, ReceivedFile]) -> Heard:
    last_told = max(rows, key=lambda row: (row.known_at, row.last, row.first))
    named = files.get(last_told.file)
    return Heard(
        signal=signal,
        readings=len(rows),
        meters=len({(row.unit, row.meter) for row in rows}),
        first=min(row.first for row in rows),
        last=max(row.last for row in rows),
        newest=max(rows, key=lambda row: (row.last, row.known_at)),
        received=last_told.known_at,
        file=named.name if named is not None else "",
    )


def _in_sight(
    rows: Iterable[Reading], unit: Unit, moment: Moment, sight: Sight
) -> Iterable[Reading]:
    """Leave out periods that ended while the unit was elsewhere; who sees it now sees them all."""
    told = history(unit, moment.known_at, sight)
    if len(told) == len(history(unit, moment.known_at)):
        return rows
    standing = [
        row.valid for row in told if row.known.upper is None or row.known.upper > moment.known_at
    ]
    return [
        row
        for row in rows
        if any(
            (valid.lower is None or valid.lower <= row.last)
            and (valid.upper is None or row.last < valid.upper)
            for valid in standing
        )
    ]
