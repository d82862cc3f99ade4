"""How many projects are there, with how much money, by kind and by province? Never without parts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from ehya.invest.models.projects import PROJECT_KINDS
from ehya.invest.queries.wanted import LATE, Wanted, found
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of some projects; three kinds are three counts, and each sum is that of its parts.

    Attributes:
        projects: a group counts as many as it stands for. [projects]
        finished: of them.
        late: of them.
        jobs: planned. [persons]
        approved_irr: nominal. [IRR]
        paid_irr: nominal. [IRR]
        built: share of the work that is done, each project by its approved money; None where
            nothing is approved. [0..1]
    """

    projects: int = 0
    finished: int = 0
    late: int = 0
    jobs: int = 0
    approved_irr: int = 0
    paid_irr: int = 0
    built: float | None = None

    @property
    def financial(self) -> float | None:
        """Share of what was approved that is paid. [0..1]"""
        return self.paid_irr / self.approved_irr if self.approved_irr else None


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything together, with all parts.

    Attributes:
        whole: all of it.
        kinds: by kind, in the order of `PROJECT_KINDS`.
        provinces: by ISO code, the most money first; "" for groups without a place.
    """

    whole: Sums = field(default_factory=Sums)
    kinds: Mapping[str, Sums] = field(default_factory=dict)
    provinces: Mapping[str, Sums] = field(default_factory=dict)


_SUMS = f"""
SELECT q.kind, coalesce(q.province_id, ''), sum(q.stands_for),
    coalesce(sum(q.stands_for) FILTER (WHERE q.state = 'finished'), 0),
    coalesce(sum(q.stands_for) FILTER (WHERE {LATE}), 0),
    coalesce(sum(q.jobs_planned), 0), sum(q.approved_irr), sum(q.paid_irr),
    sum(q.approved_irr * q.physical)
FROM found q GROUP BY 1, 2
"""  # noqa: S608 - a condition of our own


def totals(wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool) -> Totals:
    """Return the sums of the projects asked for, as they stood.

    Args:
        wanted: which ones.
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: whether the made-up ones.
    """
    body, asked = found(wanted, moment, sight, synthetic=synthetic, once=True)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {body} {_SUMS}", asked)
        rows = [(kind, place, *map(int, sums)) for kind, place, *sums in cursor.fetchall()]
    provinces = _by(rows, lambda row: row[1])
    most = sorted(provinces, key=lambda iso: (-provinces[iso].approved_irr, iso))
    kinds = _by(rows, lambda row: row[0])
    return Totals(
        whole=_together(rows),
        kinds={kind: kinds[kind] for kind in PROJECT_KINDS if kind in kinds},
        provinces={iso: provinces[iso] for iso in most},
    )


_Part = tuple[str, str, int, int, int, int, int, int, int]


def _by(rows: Iterable[_Part], key: Callable[[_Part], str]) -> dict[str, Sums]:
    parts: dict[str, list[_Part]] = {}
    for row in rows:
        parts.setdefault(key(row), []).append(row)
    return {name: _together(theirs) for name, theirs in parts.items()}


def _together(rows: Iterable[_Part]) -> Sums:
    projects, finished, late, jobs, approved, paid, done = (
        sum(column) for column in list(zip(*(row[2:] for row in rows), strict=True)) or [[0]] * 7
    )
    built = done / approved if approved else None
    return Sums(projects, finished, late, jobs, approved, paid, built)
