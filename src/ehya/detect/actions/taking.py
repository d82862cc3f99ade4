"""How is a list of looks taken away, with its rows counted and the act written down?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ehya.detect.models import Look, Sweep
from ehya.detect.queries.looks import Asked, each_look, looks_asked
from ehya.detect.queries.scope import units_seen
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.ledger.scopes import Sight
from ehya.register.models import UnitVersion
from ehya.register.queries.within import Moment

STORED = (
    *("province_id", "park_id", "division", "state", "since", "from_start"),
    *("p_active", "p_semi_active", "p_idle", "p_gone", "use", "use_low", "use_high"),
    *("rule", "warning", "was", "told", "unseen_months", "last_read"),
)
COLUMNS = ("number", "name_fa", "name_en", *(name.removesuffix("_id") for name in STORED))
_NAMES = ("name_fa", "name_en")
AT_ONCE = 5_000  # looks whose names are asked for together


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that is on its way out.

    Attributes:
        rows: how many it holds; a sweep that is done never changes. [units]
        columns: of each row.
        looks: the rows themselves, to be asked for once.
    """

    rows: int
    columns: tuple[str, ...]
    looks: Iterator[tuple[Any, ...]]


def take_looks(
    sweep: Sweep,
    asked: Asked,
    moment: Moment,
    sight: Sight,
    *,
    told: Mapping[str, str],
    by: User,
) -> Taken:
    """Count what a list holds, write down that it is taken, and give its rows.

    Args:
        sweep: whose looks.
        asked: what is looked for.
        moment: where the reader stands.
        sight: how far the reader sees.
        told: the question in the words of its address, for the ledger.
        by: who takes it away.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "register.export_units")
    rows = looks_asked(sweep, asked, moment, sight)
    with transaction.atomic():
        counted = rows.count()
        note(
            "register.export_units",
            by=by,
            on=("sweep", str(sweep.pk)),
            form="csv",
            asked=dict(told),
            as_of=moment.as_of,
            known_at=moment.known_at,
            rows=counted,
            synthetic=counted if sweep.synthetic else 0,
            contacts=False,
        )
    return Taken(counted, COLUMNS, _with_names(rows, units_seen(sweep, moment, sight)))


def _with_names(rows: QuerySet[Look], units: QuerySet[UnitVersion]) -> Iterator[tuple[Any, ...]]:
    for looks in batched(each_look(rows, ("unit_id", "unit__number", *STORED)), AT_ONCE):
        there = units.filter(unit__in=[unit for unit, *_ in looks])
        named = {unit: names for unit, *names in there.values_list("unit_id", *_NAMES)}
        for unit, number, *told in looks:
            yield (number, *named.get(unit, ("", "")), *told)
