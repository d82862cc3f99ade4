"""Where was the machine wrong, by what people said of its looks?"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from ehya.detect.models import WHYS, Sweep
from ehya.detect.rates import Rate
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment, units_at

DRAWN, OWN = "drawn", "own"  # asked by lot; judged though nobody asked

# Of several verdicts on one look the last counts; why it was asked is what its review said.
_JUDGED = """
WITH newest AS (
    SELECT DISTINCT ON (v.look_id) v.look_id, v.unit_id, v.state, v.reason
    FROM detect_verdict AS v WHERE v.said <> 'sent' AND v.at <= %(known_at)s {seen}
    ORDER BY v.look_id, v.at DESC, v.id DESC
)
SELECT l.state, n.state, n.reason, l.division, s.method, s.as_of, coalesce((
           SELECT string_agg(w, ' ') FROM detect_review AS r, jsonb_array_elements_text(r.why) AS w
           WHERE r.id = (SELECT max(v.review_id) FROM detect_verdict AS v
                         WHERE v.look_id = n.look_id AND v.said <> 'sent'
                           AND v.at <= %(known_at)s)), ''),
       count(*)
FROM newest AS n
JOIN detect_look AS l ON l.id = n.look_id
JOIN detect_sweep AS s ON s.id = l.sweep_id
WHERE s.synthetic = %(synthetic)s AND s.as_of <= %(as_of)s
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_DRAWN = """
SELECT count(*) FROM detect_review AS v
JOIN detect_look AS l ON l.id = v.look_id
JOIN detect_sweep AS s ON s.id = l.sweep_id
WHERE v.why ? 'drawn' AND v.state <> 'lapsed' AND v.opened_at <= %(known_at)s
  AND s.synthetic = %(synthetic)s AND s.as_of <= %(as_of)s {seen}
"""


class Judged(NamedTuple):
    """Verdicts that are alike in all that is told apart here."""

    machine: str
    person: str
    reason: str
    division: str
    method: str
    as_of: date
    whys: str
    verdicts: int

    @property
    def rate(self) -> Rate:
        """What they say of the machine."""
        return Rate(self.verdicts, self.verdicts if self.machine != self.person else 0)


@dataclass(frozen=True, slots=True)
class Errors:
    """What people's verdicts say of the machine, counted in every way that is asked for.

    Attributes:
        whole: all verdicts. Of looks that were asked for because they are doubtful: worse than the
            machine is.
        by_lot: of units drawn by lot: what is true of all units.
        drawn: how many were drawn by then, judged or not. [units]
        matrix: (machine's state, person's state) -> verdicts.
        reasons: reason -> rejections, most first.
        whys: why it was asked -> rate; a verdict may count under several.
        divisions: ISIC division -> rate, most judged first.
        methods: the method's number -> rate.
        sweeps: the sweep's day -> rate, newest first.
    """

    whole: Rate
    by_lot: Rate
    drawn: int
    matrix: Mapping[tuple[str, str], int]
    reasons: Mapping[str, int]
    whys: Mapping[str, Rate]
    divisions: Mapping[str, Rate]
    methods: Mapping[str, Rate]
    sweeps: Mapping[date, Rate]


def errors(moment: Moment, sight: Sight, *, synthetic: bool) -> Errors:
    """Return what was said of the looks of sweeps up to a day, by a moment.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: of made-up units, or of real ones.
    """
    seen, values = _in_sight(moment, sight)
    values |= {"as_of": moment.as_of, "known_at": moment.known_at, "synthetic": synthetic}
    with connection.cursor() as cursor:
        cursor.execute(_JUDGED.format(seen=seen), values)
        rows = [Judged(*row) for row in cursor.fetchall()]
        cursor.execute(_DRAWN.format(seen=seen), values)
        (drawn,) = cursor.fetchone()
    whys = _by(rows, lambda row: row.whys.split() or [OWN])
    return Errors(
        whole=sum((row.rate for row in rows), Rate()),
        by_lot=whys.get(DRAWN, Rate()),
        drawn=drawn,
        matrix=_counted(((row.machine, row.person), row.verdicts) for row in rows),
        reasons=_counted((row.reason, row.verdicts) for row in rows if row.reason),
        whys={why: whys[why] for why in (*WHYS, OWN) if why in whys},
        divisions=_by(rows, lambda row: [row.division]),
        methods=_by(rows, lambda row: [row.method]),
        sweeps=dict(sorted(_by(rows, lambda row: [row.as_of]).items(), reverse=True)),
    )


def kinds_judged() -> tuple[bool, bool]:
    """Return whether sweeps of real units were done, and of made-up ones: never in one figure."""
    done = Sweep.objects.filter(state="done")
    return done.filter(synthetic=False).exists(), done.filter(synthetic=True).exists()


def _counted[Key](pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    counts: Counter[Key] = Counter()
    for key, count in pairs:
        counts[key] += count
    return dict(counts.most_common())


def _by[Key](rows: Iterable[Judged], keys: Callable[[Judged], list[Key]]) -> dict[Key, Rate]:
    rates: dict[Key, Rate] = {}
    for row in rows:
        for key in keys(row):
            rates[key] = rates.get(key, Rate()) + row.rate
    return dict(sorted(rates.items(), key=lambda pair: -pair[1].judged))


def _in_sight(moment: Moment, sight: Sight) -> tuple[str, dict[str, Any]]:
    """Return the condition that a row's unit is in sight now, and its values; none for the nation."""
    if sight.nation:
        return "", {}
    try:
        sql, told = units_at(moment, sight).values("unit_id").query.sql_with_params()
    except EmptyResultSet:  # a scope without places
        return "AND false", {}
    names = [f"seen_{n}" for n in range(len(told))]
    named = sql % tuple(f"%({name})s" for name in names)
    return f"AND v.unit_id IN ({named})", dict(zip(names, told, strict=True))
