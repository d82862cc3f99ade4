"""How much of what outside bodies were bound to was carried out, as it stood on a day?

Counted are obligations asked for by that day, void ones left out, as Qazvin told its resolutions:
done, in hand (its day not yet past, nobody objects), not done (past its day, or objected to).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ehya.detect.rates import wilson
from ehya.ledger.queries import today
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.revive.queries.scope import SEEN, seen_by

METHOD = "revive.carried_out/1"


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """Obligations of one body, one province, or all.

    Attributes:
        done: discharged by the day. [obligations]
        in_hand: not done, not past their day, and not objected to. [obligations]
        not_done: past their day, or objected to. [obligations]
        void: set aside by the day; of no other count. [obligations]
        few: below how many of them no share is told. [obligations]
        interval_below: below how many the share has its interval. [obligations]
    """

    done: int = 0
    in_hand: int = 0
    not_done: int = 0
    void: int = 0
    few: int = 0
    interval_below: int = 0

    @property
    def all(self) -> int:
        """How many were bound to, void ones left out. [obligations]"""
        return self.done + self.in_hand + self.not_done

    @property
    def share(self) -> float | None:
        """How many of a hundred are done; None where there are too few to say."""
        return 100 * self.done / self.all if self.all and self.all >= self.few else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which of a hundred a body's share lies, 95 times of 100; None of many, or of few."""
        if self.share is None or self.all >= self.interval_below:
            return None
        low, high = wilson(self.done, self.all)
        return 100 * low, 100 * high


@dataclass(frozen=True, slots=True)
class Rates:
    """What was carried out, by whom and where.

    Attributes:
        whole: all together.
        bodies: by the body's kind, the most obligations first.
        provinces: by the case's province, likewise.
    """

    whole: CarriedOut
    bodies: Mapping[str, CarriedOut]
    provinces: Mapping[str, CarriedOut]


def carried_out(
    as_of: date, sight: Sight, *, synthetic: bool, committee: int | None = None
) -> Rates:
    """Return what was carried out as it stood on a day.

    Args:
        as_of: the day; later steps do not count.
        sight: how far the reader sees.
        synthetic: the made-up obligations, or the real ones.
        committee: of one committee's decisions only. [its id]

    Source:
        The counts as Qazvin's headquarters tells them (programme_facts §9); the interval of
        Wilson (1927), J. Am. Stat. Assoc. 22:209-212.
    """
    rows = _counted(as_of, sight, synthetic, committee)
    rule = load("committee", as_of)
    few = {"few": rule["few"], "interval_below": rule["interval_below"]}
    return Rates(
        whole=_sum(rows, few),
        bodies=_by(rows, 0, few),
        provinces=_by(rows, 1, few),
    )


# One row an obligation: its last step that changes its state, and its last day set, by the day.
_STANDING = f"""
SELECT b.kind, c.province_id,
    CASE WHEN s.said = 'void' THEN 'void'
         WHEN s.said = 'discharged' THEN 'done'
         WHEN s.said = 'objected' OR d.due < %(as_of)s THEN 'not_done'
         ELSE 'in_hand' END AS stands, count(*)
FROM revive_obligation AS o
JOIN revive_body AS b ON b.id = o.body_id
JOIN revive_case AS c ON c.id = o.case_id
JOIN revive_decision AS r ON r.id = o.decision_id
CROSS JOIN LATERAL (
    SELECT t.said FROM revive_step AS t
    WHERE t.obligation_id = o.id AND t."on" <= %(as_of)s
      AND t.said IN ('asked', 'accepted', 'objected', 'discharged', 'void')
    ORDER BY t."on" DESC, t.id DESC LIMIT 1) AS s
CROSS JOIN LATERAL (
    SELECT t.due FROM revive_step AS t
    WHERE t.obligation_id = o.id AND t."on" <= %(as_of)s AND t.due IS NOT NULL
    ORDER BY t."on" DESC, t.id DESC LIMIT 1) AS d
WHERE {SEEN}
  AND (%(committee)s::bigint IS NULL OR r.committee_id = %(committee)s)
GROUP BY 1, 2, 3
"""  # noqa: S608 - only the house's own words are put together
# The same of today: the state and the day are kept with each obligation.
_STANDING_NOW = f"""
SELECT b.kind, c.province_id,
    CASE WHEN o.state = 'void' THEN 'void'
         WHEN o.state = 'discharged' THEN 'done'
         WHEN o.state = 'objected' OR o.due < %(as_of)s THEN 'not_done'
         ELSE 'in_hand' END AS stands, count(*)
FROM revive_obligation AS o
JOIN revive_body AS b ON b.id = o.body_id
JOIN revive_case AS c ON c.id = o.case_id
WHERE {SEEN}
  AND (%(committee)s::bigint IS NULL OR o.decision_id IN (
      SELECT r.id FROM revive_decision AS r WHERE r.committee_id = %(committee)s))
GROUP BY 1, 2, 3
"""  # noqa: S608 - only the house's own words are put together
Counted = list[tuple[str, str, str, int]]  # kind of body, province, how it stands, how many


def _counted(as_of: date, sight: Sight, synthetic: bool, committee: int | None) -> Counted:
    asked = {"as_of": as_of, "committee": committee, **seen_by(sight, synthetic=synthetic)}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING_NOW if as_of >= today() else _STANDING, asked)
        return list(cursor.fetchall())


def _by(rows: Counted, column: int, few: Mapping[str, int]) -> dict[str, CarriedOut]:
    keys = {str(row[column]) for row in rows}
    found = {key: _sum([row for row in rows if row[column] == key], few) for key in keys}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].all, pair[0])))


def _sum(rows: Counted, few: Mapping[str, int]) -> CarriedOut:
    counts = dict.fromkeys(("done", "in_hand", "not_done", "void"), 0)
    for _kind, _province, stands, n in rows:
        counts[stands] += n
    return CarriedOut(**counts, **few)
