"""Who looks for units that may be one, and what does a steward say of a pair?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from json import dumps
from time import perf_counter
from typing import Any
from uuid import UUID

import polars as pl
from django.db import connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note, note_run
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.register.duplicates import METHOD, find_pairs, reasons
from ehya.register.models import Candidate, Import, UnitVersion
from ehya.register.queries.duplicates import pair, raw_units
from ehya.register.queries.within import here_and_now

ANSWERS = ("not_the_same", "later", "open")
_ANSWERED_FROM = {  # of which state each answer may be given; nobody overrules another unseen
    "not_the_same": ("open", "later"),
    "later": ("open", "later"),
    "open": ("not_the_same", "later"),
}
_ONE_AT_A_TIME = 1403_0003  # advisory lock: two searches would write each other's candidates

_TABLE = """
DROP TABLE IF EXISTS pg_temp.found_pairs;
CREATE TEMPORARY TABLE found_pairs (
    one_id bigint, other_id bigint, probability float8, weight float8, reasons jsonb
) ON COMMIT DROP
"""
# What a person decided stays, unless the evidence has become stronger by so many bits.
_KEEP = """
INSERT INTO register_candidate
    (one_id, other_id, probability, weight, reasons, method, found_at, state)
SELECT one_id, other_id, probability, weight, reasons, %(method)s, statement_timestamp(), 'open'
FROM found_pairs
ON CONFLICT (one_id, other_id) DO UPDATE SET
    probability = EXCLUDED.probability, weight = EXCLUDED.weight, reasons = EXCLUDED.reasons,
    method = EXCLUDED.method, found_at = EXCLUDED.found_at,
    state = CASE WHEN register_candidate.state = 'later' THEN 'later' ELSE 'open' END,
    decided_by_id = CASE WHEN register_candidate.state = 'later'
                         THEN register_candidate.decided_by_id END
WHERE (register_candidate.state IN ('open', 'later') AND ((
        register_candidate.reasons, register_candidate.method
    ) IS DISTINCT FROM (EXCLUDED.reasons, EXCLUDED.method)
    OR abs(register_candidate.probability - EXCLUDED.probability) >= 0.005))
   OR (register_candidate.state = 'not_the_same'
       AND EXCLUDED.weight >= register_candidate.weight + %(bits)s)
RETURNING xmax = 0
"""
_DROP = """
DELETE FROM register_candidate AS old
WHERE old.state = 'open' AND old.decided_by_id IS NULL
  AND (%(whole)s OR old.one_id = ANY(%(units)s) OR old.other_id = ANY(%(units)s))
  AND NOT EXISTS (SELECT FROM found_pairs AS f
                  WHERE f.one_id = old.one_id AND f.other_id = old.other_id)
"""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for duplicates found.

    Attributes:
        units: how many units were looked at.
        pairs: how many pairs may be one unit.
        added: how many of them nobody knew of.
        renewed: how many are told anew, because what speaks for them has changed.
        dropped: how many undecided pairs are no longer likely, and were taken away.
        seconds: how long it took. [s]
    """

    units: int
    pairs: int
    added: int
    renewed: int
    dropped: int
    seconds: float


def find_candidates(*, by: User, only: Iterable[int] | None = None) -> Search:
    """Look for units that may be one, and keep the pairs for a steward.

    Done twice it changes nothing. What somebody decided is left alone, unless stronger evidence
    has come.

    Args:
        by: who asks.
        only: ids of units, e.g. those that an import added: pairs with one of them; None for all.

    Returns:
        What was found.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "register.find_duplicates")
    began = perf_counter()
    rules = load("duplicates")
    units = raw_units(here_and_now())
    fresh = None if only is None else pl.Series("fresh", sorted(set(only)), pl.Int64)
    found = find_pairs(units, rules, fresh=fresh)
    with transaction.atomic():
        added, renewed, dropped = _keep(found, fresh, bits=rules["reopened_by_bits"])
        seconds = perf_counter() - began
        note_run(
            METHOD,
            origins=[str(rules["in_force_from"])],
            seconds=seconds,
            units=len(units),
            fresh=None if fresh is None else len(fresh),
        )
        note("register.find_duplicates", by=by, units=len(units), pairs=len(found), added=added)
    return Search(len(units), len(found), added, renewed, dropped, seconds)


def find_in_import(key: UUID, *, by: User) -> Search | None:
    """Look for units that may be one with those a file has just told of; None when it told none.

    Args:
        key: the import's id.
        by: who asks.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    files = Import.objects.filter(pk=key).values("file_id")
    told = UnitVersion.objects.filter(file_id__in=files, known__endswith__isnull=True)
    units = set(told.values_list("unit_id", flat=True))
    return find_candidates(by=by, only=units) if units else None


@transaction.atomic
def decide(
    candidate: int,
    answer: str,
    *,
    by: User,
    until: date | None = None,
    reason: str = "",
    seen: str | None = None,
) -> None:
    """Say of a pair that it is two units, or that it will be looked at later; or take that back.

    Args:
        candidate: the pair's id.
        answer: "not_the_same", "later" or "open" (which takes either back).
        by: who says so.
        until: for "later": the day on which the pair comes back.
        reason: why, where there is something to say.
        seen: the state of the pair that the person saw; refused when it is another by now.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_pair", "register.pair_decided",
            "register.later_needs_a_day".
        ValueError: another answer (a programmer's mistake: the page offers only these).
    """
    roles.require(by, "register.decide_duplicate")
    if answer not in ANSWERS:
        raise ValueError(answer)
    if answer == "later" and (until is None or until <= today()):
        raise Refusal("register.later_needs_a_day", today=today())
    told = pair(candidate, moment=here_and_now(), sight=sight_of(by))
    row = Candidate.objects.select_for_update().get(pk=told.candidate.pk)
    if row.state not in _ANSWERED_FROM[answer] or seen not in (None, row.state):
        raise Refusal("register.pair_decided", state=f"pair.{row.state}")
    before, event = row.state, new_event_id()
    row.state = answer
    row.look_again_on = until if answer == "later" else None
    row.decided_by_id = None if answer == "open" else event
    row.save(update_fields=["state", "look_again_on", "decided_by"])
    note(
        "register.decide_duplicate",
        by=by,
        on=("pair", f"{told.one.unit.number} {told.other.unit.number}"),
        before={"state": before},
        after={"state": answer, "until": until},
        reason=reason,
        id=event,
    )


def _keep(found: pl.DataFrame, fresh: pl.Series | None, *, bits: float) -> tuple[int, int, int]:
    """Write the pairs; return how many are new, told anew, and taken away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        cursor.execute(_TABLE)
        with cursor.copy("COPY found_pairs FROM STDIN") as copy:
            for row in found.iter_rows(named=True):
                told = [
                    {"what": r.what, "level": r.level, "weight": r.weight} for r in reasons(row)
                ]
                head = (row["one"], row["other"], row["probability"], row["weight"])
                copy.write_row((*head, dumps(told)))
        cursor.execute(_KEEP, {"method": METHOD, "bits": bits})
        new = [is_new for (is_new,) in cursor.fetchall()]
        asked: dict[str, Any] = {
            "whole": fresh is None,
            "units": [] if fresh is None else fresh.to_list(),
        }
        cursor.execute(_DROP, asked)
        return sum(new), len(new) - sum(new), cursor.rowcount
