"""What was known of units on the day somebody looked: trade, place, history, and what was found?

Nothing that became known on that day or later is among what a diagnosis is told from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

import numpy as np
from django.conf import settings
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray

from ehya.detect.batch import panel_of
from ehya.detect.panel import HELD, Ground, batch_of, ground, ground_of_one, months_to
from ehya.detect.queries.sweeps import Sweep
from ehya.diagnose.history import Months, history, of_work
from ehya.diagnose.obstacles import obstacles_on
from ehya.engine.diagnose import LEVELS, NATION, Examples, Sightings, seen_before
from ehya.register.lake import at_version
from ehya.register.queries.within import Moment

FEW: Final = 8  # units that are read one by one; of more the whole register is looked through
SPOKE: Final = ["owner", "worker"]  # who let a visitor in, so that obstacles were asked about
DAYS_A_MONTH: Final = 30.4369
FACTS: Final = ("age_years", "outside_park", "power", "jobs")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Look:
    """The first time that people told what holds a unit up.

    Attributes:
        unit: its id.
        on: the day in the world.
        known_on: the day on which the house knew.
    """

    unit: int
    on: date
    known_on: date


@dataclass(frozen=True, slots=True)
class Known:
    """What is known by a moment.

    Attributes:
        findings_at: of what people found.
        register_at: of the units and what is read of them; the same, but where a programme is played.
        sweep: whose signals and lake are read; None where nothing was swept.
        synthetic: of the made-up units, or of the real ones.
    """

    findings_at: datetime
    register_at: datetime
    sweep: Sweep | None
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Units as they stood on a day each: groups that they lie in, and facts."""

    groups: Mapping[str, list[str]]
    facts: Floats


def kinds_on(day: date) -> tuple[str, ...]:
    """Return the names of the first level in force on a day, in their order."""
    return tuple(kind.name for kind in obstacles_on(day).kinds)


def looks(known: Known, units: Sequence[int] | None = None) -> list[Look]:
    """Return the first diagnosis of each unit, as known; in order of their days."""
    asked: dict[str, Any] = {
        "at": known.findings_at,
        "synthetic": known.synthetic,
        "spoke": SPOKE,
        "zone": settings.TIME_ZONE,
        "units": None if units is None else list(units),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOKS, asked)
        return [Look(*row) for row in cursor.fetchall()]


_LOOKS = """
WITH look AS (
  SELECT v.unit_id, v."on", least(e.at, min(lower(f.known))) AS known
  FROM diagnose_visit AS v JOIN ledger_event AS e ON e.id = v.event_id
  LEFT JOIN diagnose_finding AS f ON f.visit_id = v.id
  WHERE v.state = 'done' AND v.purpose = 'diagnosis' AND v.answers ->> 'let_in' = ANY(%(spoke)s)
    AND (%(units)s::bigint[] IS NULL OR v.unit_id = ANY(%(units)s))
  GROUP BY v.id, e.at
  UNION ALL
  SELECT f.unit_id, (min(lower(f.known)) AT TIME ZONE %(zone)s)::date, min(lower(f.known))
  FROM diagnose_finding AS f WHERE f.visit_id IS NULL
    AND (%(units)s::bigint[] IS NULL OR f.unit_id = ANY(%(units)s))
  GROUP BY f.unit_id
), first AS (
  SELECT DISTINCT ON (unit_id) unit_id, "on", (known AT TIME ZONE %(zone)s)::date AS known_on
  FROM look WHERE known <= %(at)s ORDER BY unit_id, known, "on"
)
SELECT f.unit_id, f."on", f.known_on FROM first AS f JOIN register_unit AS u ON u.id = f.unit_id
WHERE u.synthetic = %(synthetic)s ORDER BY f."on", f.unit_id
"""


def places(units: Sequence[int], days: Sequence[date], known: Known) -> Place:
    """Return how units stood on a day each: groups, and facts as `fact_names` tells them."""
    columns = _stood(units, days, known)
    told = np.array(columns[4:7], dtype=np.float64).reshape(3, len(units)).T
    outside = np.array([0.0 if park else 1.0 for park in columns[3]])
    facts = np.column_stack([told[:, 0] / 365.2425, outside, np.log1p(told[:, 1:])])
    return Place(_groups(columns), np.column_stack([facts, _history(units, days, known)]))


def _stood(units: Sequence[int], days: Sequence[date], known: Known) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_STOOD, [list(units), list(days), known.register_at])
        return list(zip(*cursor.fetchall(), strict=True)) or [()] * 7


def _groups(columns: Sequence[tuple[Any, ...]]) -> dict[str, list[str]]:
    isic, province, county, park = columns[:4]
    return {
        "division": [(one or "")[:2] for one in isic],
        "class": [one if one and len(one) > len("28") else "" for one in isic],
        "province": [one or "" for one in province],
        "county": [str(one or "") for one in county],
        "park": [one or "" for one in park],
    }


_STOOD = """
SELECT v.isic, v.province_id, v.county_id, v.park_id, t.day - v.licensed_on,
       v.contracted_kw, coalesce(v.licensed_jobs, v.insured_jobs)
FROM unnest(%s::bigint[], %s::date[]) WITH ORDINALITY AS t (unit, day, place)
LEFT JOIN register_unitversion AS v
  ON v.unit_id = t.unit AND v.valid @> t.day AND v.known @> %s::timestamptz
ORDER BY t.place
"""


def fact_names(known: Known) -> tuple[str, ...]:
    """Return what the columns of `places`' facts are called."""
    return (*FACTS, *of_work(known.sweep.signals if known.sweep else ()))


def examples(known: Known, window_months: int) -> tuple[Examples, Sightings, Mapping[str, Any]]:
    """Return all diagnoses as known, what was known of which when, and the groups' names."""
    found = looks(known)
    kinds = kinds_on(known.findings_at.date())
    units = [look.unit for look in found]
    stood = places(units, [look.on for look in found], known)
    numbered = {level: np.unique(np.array(names, str), return_inverse=True)
                for level, names in stood.groups.items()}  # fmt: skip
    group = {
        level: np.where(keys[at] == "", -1, at).astype(np.int64) if len(keys) else at
        for level, (keys, at) in numbered.items()
    }
    unit = np.array(units, dtype=np.int64)
    day = _days([look.on for look in found])
    told = _sightings(found, group, kinds, known, round(window_months * DAYS_A_MONTH))
    whole = Examples(unit, day, group, stood.facts, fact_names(known), _found(found, kinds, known))
    return whole, told, {level: keys for level, (keys, _) in numbered.items()}


def counted(
    sightings: Sightings, names: Mapping[str, Any], kinds: int, at: datetime
) -> dict[str, dict[str, list[int]]]:
    """Return what was known in each group by a moment, as `engine.diagnose.tell` reads it."""
    found = {}
    for level in LEVELS:
        groups = [""] if level == NATION else [str(name) for name in names[level]]
        number = np.arange(len(groups), dtype=np.int64)
        day = np.full(len(groups), _day_after(at), dtype=np.int64)
        nobody = np.full(len(groups), -1, dtype=np.int64)
        counts = seen_before(sightings, level, kinds, group=number, day=day, unit=nobody)
        rows = zip(groups, counts.tolist(), strict=True)
        found[level] = {name: row for name, row in rows if row[-1] and (name or level == NATION)}
    return found


def own_counts(
    units: Sequence[int], groups: Mapping[str, Sequence[str]], known: Known, window_months: int
) -> dict[str, Ints]:
    """Return what `counted` holds of units themselves, in the groups in which they lie now."""
    found = looks(known, units)
    kinds = kinds_on(known.findings_at.date())
    then = _groups(_stood(*_listed(found), known))
    row = {unit: place for place, unit in enumerate(units)}
    told = _sightings(found, {}, kinds, known, round(window_months * DAYS_A_MONTH))
    day = _day_after(known.findings_at)
    own = np.zeros((len(units), len(kinds) + 1), dtype=np.int64)
    for unit, kind, begin, end in zip(told.unit, told.kind, told.begin, told.end, strict=True):
        own[row[int(unit)], int(kind)] += int(
            begin < day <= end
        )  # the look itself (-1) stands last
    everywhere = {NATION: own}
    for level, names in groups.items():
        same = np.zeros(len(units), dtype=bool)
        for look, name in zip(found, then[level], strict=True):
            same[row[look.unit]] = name == names[row[look.unit]]
        everywhere[level] = np.where(same[:, None], own, 0)
    return everywhere


def _day_after(moment: datetime) -> int:
    return timezone.localtime(moment).date().toordinal() + 1


def _days(days: Sequence[date]) -> Ints:
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def _found(found: Sequence[Look], kinds: Sequence[str], known: Known) -> NDArray[np.bool_]:
    """Return what held each unit up on the day of its look, as known at the end."""
    row = {look.unit: place for place, look in enumerate(found)}
    column = {kind: place for place, kind in enumerate(kinds)}
    there = np.zeros((len(found), len(kinds)), dtype=bool)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [*_listed(found), known.findings_at])
        for unit, kind in cursor.fetchall():
            if kind in column:
                there[row[unit], column[kind]] = True
    return there


_HELD = """
SELECT DISTINCT t.unit, split_part(f.obstacle, '.', 1)
FROM unnest(%s::bigint[], %s::date[]) AS t (unit, day) JOIN diagnose_finding AS f
  ON f.unit_id = t.unit AND f.valid @> t.day AND f.known @> %s::timestamptz
"""
_HELD_WHEN = """
WITH held AS (
  SELECT t.unit, split_part(f.obstacle, '.', 1) AS kind,
         unnest(range_agg(f.known * tstzrange(NULL, %(at)s, '(]'))) AS known
  FROM unnest(%(units)s::bigint[], %(days)s::date[]) AS t (unit, day) JOIN diagnose_finding AS f
    ON f.unit_id = t.unit AND f.valid @> t.day AND lower(f.known) <= %(at)s
  GROUP BY 1, 2
)
SELECT unit, kind, (lower(known) AT TIME ZONE %(zone)s)::date,
       CASE WHEN upper(known) < %(at)s THEN (upper(known) AT TIME ZONE %(zone)s)::date END
FROM held ORDER BY unit, kind, lower(known)
"""


def _sightings(
    found: Sequence[Look],
    group: Mapping[str, Ints],
    kinds: Sequence[str],
    known: Known,
    window: int,
) -> Sightings:
    """Return from when until when each look and what it found was known."""
    row = {look.unit: place for place, look in enumerate(found)}
    column = {kind: place for place, kind in enumerate(kinds)}
    begun = _days([look.known_on for look in found]).tolist()
    rows = [(place, -1, day, day + window) for place, day in enumerate(begun)]
    units, days = _listed(found)
    asked: dict[str, Any] = {
        "units": units,
        "days": days,
        "at": known.findings_at,
        "zone": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HELD_WHEN, asked)
        for unit, kind, first, last in cursor.fetchall():
            place = row[unit]
            begin = max(first.toordinal(), begun[place])
            end = min(last.toordinal() if last else begun[place] + window, begun[place] + window)
            if kind in column and begin < end:
                rows.append((place, column[kind], begin, end))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    at = table[:, 0]
    unit = np.array(units, dtype=np.int64)
    there = {level: numbers[at] for level, numbers in group.items()}
    return Sightings(unit[at], table[:, 1], table[:, 2], table[:, 3], there)


def _listed(found: Sequence[Look]) -> tuple[list[int], list[date]]:
    return [look.unit for look in found], [look.on for look in found]


def _history(units: Sequence[int], days: Sequence[date], known: Known) -> Floats:
    """Return what readings tell of each unit before its day. shape (units, facts of work)"""
    if known.sweep is None or not units:
        return np.empty((len(units), 0))
    months = _read(known.sweep, known.register_at, tuple(units))
    row = np.array([months.row.get(unit, -1) for unit in units], dtype=np.int64)
    return history(months, row, _days(days))


def _read(sweep: Sweep, known_at: datetime, units: tuple[int, ...]) -> Months:
    if len(units) > FEW:
        return _read_many(sweep, known_at, units)
    lake, moment = at_version(sweep.lake_version), Moment(sweep.as_of, known_at)
    parts = []
    for unit in units:
        there = ground_of_one(unit, lake, moment, sweep.signals, ())
        parts.append((there, batch_of(there, [unit])))
    return _months(sweep, parts)


def _read_many(sweep: Sweep, known_at: datetime, units: tuple[int, ...]) -> Months:
    """Return the readings of many units; where all of the register are few enough, of all."""
    size = sweep.units * len(months_to(sweep.as_of)) * len(sweep.signals) * 4
    if size <= HELD:
        return _read_all(sweep.pk, known_at)
    there = _ground(sweep, known_at)
    return _months(sweep, [(there, batch_of(there, units))])


@lru_cache(maxsize=1)
def _read_all(sweep: int, known_at: datetime) -> Months:
    """Return the readings of all units that a sweep looks at; those asked for last are kept."""
    held = Sweep.objects.get(pk=sweep)
    there = _ground(held, known_at)
    return _months(held, [(there, batch_of(there, there.units["unit"].to_list()))])


def _ground(sweep: Sweep, known_at: datetime) -> Ground:
    (last,) = months_to(sweep.as_of, 1)
    lake, moment = at_version(sweep.lake_version), Moment(sweep.as_of, known_at)
    return ground(lake, moment, sweep.signals, synthetic=sweep.synthetic, last=last)


def _months(sweep: Sweep, parts: Sequence[Any]) -> Months:
    units = [unit for _, batch in parts for unit in batch.column("unit").to_pylist()]
    readings = [panel_of(batch, there.form).readings for there, batch in parts]
    ends = _days([month.last for month in months_to(sweep.as_of)])
    return Months(
        row={unit: place for place, unit in enumerate(units)},
        ends=ends,
        signals=tuple(sweep.signals),
        readings=np.concatenate(readings) if readings else np.empty((0, len(ends), 0)),
    )
