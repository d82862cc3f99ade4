"""To which provinces, kinds of interventions and causes did the money go?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import connection

from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries.books import Sums
from ehya.revive.queries.present import is_present
from ehya.revive.queries.scope import SEEN, seen_by

By = Literal["province", "kind", "cause"]
_PLACES: Mapping[str, int] = {"province": 0, "kind": 1, "cause": 2}

# What stands committed to each intervention: kept with it, or told by its entries of a past day.
_KEPT = """SELECT id, committed_irr AS committed, paid_irr AS paid, repaid_irr AS repaid
    FROM revive_intervention"""
_TOLD = """SELECT intervention_id AS id,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'commit'), 0)
        - coalesce(sum(amount_irr) FILTER (WHERE kind = 'release'), 0) AS committed,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'pay'), 0) AS paid,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'repay'), 0) AS repaid
    FROM revive_entry
    WHERE "on" <= %(as_of)s AND known_at <= %(known_at)s AND intervention_id IS NOT NULL
    GROUP BY 1"""
_SPENT = f"""
SELECT c.province_id, i.kind, c.cause,
       sum(m.committed), sum(m.paid), sum(m.repaid), count(*)
FROM ({{money}}) AS m
JOIN revive_intervention AS i ON i.id = m.id
JOIN revive_case AS c ON c.id = i.case_id
WHERE m.committed > 0 AND {SEEN}
GROUP BY 1, 2, 3
"""  # noqa: S608 - only the house's own words are put together


@dataclass(frozen=True, slots=True)
class Spent:
    """What stands committed in one province, to one kind of intervention, for one cause.

    Attributes:
        keys: ISO code, kind and cause; "" where no cause is told.
        sums: committed, paid and repaid, in the rials of their days. [IRR]
        interventions: to which something stands committed.
    """

    keys: tuple[str, str, str]
    sums: Sums
    interventions: int


@dataclass(frozen=True, slots=True)
class Part:
    """One province, kind or cause.

    Attributes:
        key: ISO code, kind or cause; "" where no cause is told.
        sums: committed, paid and repaid there, in the rials of their days. [IRR]
        interventions: to which something stands committed.
    """

    key: str
    sums: Sums
    interventions: int


def money_spent(moment: Moment, sight: Sight, *, synthetic: bool) -> list[Spent]:
    """Return nominal money by province, kind and cause together, read once.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: made-up cases, or real ones; never both.
    """
    asked = {"as_of": moment.as_of, "known_at": moment.known_at}
    question = _SPENT.format(money=_KEPT if is_present(moment) else _TOLD)
    with connection.cursor() as cursor:
        cursor.execute(question, asked | seen_by(sight, synthetic=synthetic))
        return [
            Spent(
                (province, kind, cause),
                Sums(committed=int(committed), paid=int(paid), repaid=int(repaid)),
                count,
            )
            for province, kind, cause, committed, paid, repaid, count in cursor.fetchall()
        ]


def money_by(what: By, spent: Sequence[Spent]) -> list[Part]:
    """Return money by province, kind or cause, the most committed first."""
    place, found = _PLACES[what], dict[str, Part]()
    for one in spent:
        key = one.keys[place]
        there = found.get(key, Part(key, Sums(), 0))
        found[key] = Part(
            key, _added(there.sums, one.sums), there.interventions + one.interventions
        )
    return sorted(found.values(), key=lambda part: (-part.sums.committed, part.key))


def _added(one: Sums, other: Sums) -> Sums:
    return Sums(
        committed=one.committed + other.committed,
        paid=one.paid + other.paid,
        repaid=one.repaid + other.repaid,
    )
