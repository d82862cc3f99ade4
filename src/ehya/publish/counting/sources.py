"""Which facts does a metric count? Each source is one question, put to both clocks.

A source gives a row a member: `member` (what is counted, a name that never changes), `unit` (its
number in the register's table; NULL for none), `on` (the day it happened), `amount`, `province` and
`park`. What is asked of sector, size and cause is looked up beside it, as known at the same moment.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ehya.publish.counting.definitions import Metric


class Source(NamedTuple):
    """How a source is asked.

    Attributes:
        rows: SQL of its members.
        looked: SQL of all that was looked at for it, as (count, what it is, digest).
        values: what both are told besides the question itself.
    """

    rows: str
    looked: str
    values: Mapping[str, Any]


def _known(row: str = "") -> str:
    """Return the condition that a row happened and was known by the moment asked about."""
    return f'{row}"on" <= %(as_of)s AND {row}known_at <= %(known)s'


# Moves are gathered once: joined time and again to restarts, they would be hashed under one NULL.
_MOVES = f"known AS MATERIALIZED (SELECT id, act FROM revive_move WHERE {_known()})"  # noqa: S608
_RESTARTS = """
SELECT 'restart:' || r.id AS member, r.unit_id AS unit, r.restarted_on AS "on",
       {amount} AS amount, c.province_id AS province, c.park_id AS park
FROM revive_restart AS r
JOIN revive_case AS c ON c.id = r.case_id AND c.synthetic = %(synthetic)s
JOIN known AS m ON m.id = r.move_id
{proof}
LEFT JOIN known AS e ON e.id = r.ended_by_id
WHERE r.kind = %(kind)s AND r.restarted_on BETWEEN %(first)s AND %(last)s
  AND e.act IS DISTINCT FROM 'take_back'
"""
_PROOFS = {
    "": "",
    "verified": "JOIN known AS v ON v.id = r.verified_by_id",
    "sustained": "JOIN known AS s ON s.id = r.sustained_by_id",
}
_AMOUNTS = {
    "": "1",
    "jobs": "r.jobs",
    "insured": """(SELECT round(coalesce((p.facts ->> 'insured')::numeric, 0) * r.jobs)
        FROM revive_move AS p WHERE p.id = r.verified_by_id)""",
}
_RELAPSES = f"""
SELECT 'restart:' || r.id AS member, r.unit_id AS unit, e."on" AS "on",
       1 AS amount, c.province_id AS province, c.park_id AS park
FROM revive_restart AS r
JOIN revive_case AS c ON c.id = r.case_id AND c.synthetic = %(synthetic)s
JOIN revive_move AS e ON e.id = r.ended_by_id AND e.act = 'relapse'
WHERE r.kind = %(kind)s AND e."on" BETWEEN %(first)s AND %(last)s
  AND {_known("e.")}
"""  # noqa: S608 - only the house's own words are put together
_CASES = f"""
SELECT count(*), 'cases', encode(sha256(convert_to(
    coalesce(string_agg(c.id::text, ',' ORDER BY c.id), ''), 'UTF8')), 'hex')
FROM revive_case AS c
WHERE c.synthetic = %(synthetic)s AND c.kind = %(kind)s AND EXISTS (
    SELECT FROM revive_move AS m
    WHERE m.case_id = c.id AND m.act = 'open' AND {_known("m.")})
  AND (%(province)s = '' OR c.province_id = %(province)s)
"""  # noqa: S608 - only the house's own words are put together
# Of the latest day until then, the newest sweep that was known: as `detect.queries.tallies.speaking`.
_SWEEP = """
SELECT id FROM detect_sweep
WHERE synthetic = %(synthetic)s AND state = 'done' AND latest
  AND told_at <= %(known)s AND as_of <= %(last)s
ORDER BY as_of DESC, told_at DESC, id DESC LIMIT 1
"""
_LOOKS = f"""
SELECT 'unit:' || u.number AS member, l.unit_id AS unit, w.as_of AS "on",
       (l.state = ANY(%(states)s))::int AS amount, l.province_id AS province, l.park_id AS park
FROM detect_look AS l
JOIN detect_sweep AS w ON w.id = l.sweep_id
JOIN register_unit AS u ON u.id = l.unit_id
WHERE l.sweep_id = ({_SWEEP}) AND l.state = ANY(%(of_states)s)
"""  # noqa: S608 - only the house's own words are put together
_LOOKED = f"""
SELECT CASE WHEN %(province)s = '' THEN w.looked ELSE (
        SELECT count(*) FROM detect_look AS l
        WHERE l.sweep_id = w.id AND l.province_id = %(province)s) END,
    'units', encode(e.digest, 'hex')
FROM detect_sweep AS w JOIN ledger_event AS e ON e.id = w.event_id
WHERE w.id = ({_SWEEP})
"""  # noqa: S608 - only the house's own words are put together
# A done sweep is counted once by province: of stocks by province nothing else is read, month by month.
OF_SWEEPS = """
WITH speaking AS (
    SELECT d.place, (
        SELECT id FROM detect_sweep
        WHERE synthetic = %(synthetic)s AND state = 'done' AND latest
          AND told_at <= %(known)s AND as_of <= d.day
        ORDER BY as_of DESC, told_at DESC, id DESC LIMIT 1) AS sweep
    FROM unnest(%(days)s::date[]) WITH ORDINALITY AS d (day, place))
SELECT {key}, s.place, sum(n.units),
       coalesce(sum(n.units) FILTER (WHERE n.state = ANY(%(states)s)), 0)
FROM speaking AS s
LEFT JOIN detect_count AS n ON n.sweep_id = s.sweep AND n.by = 'province'
WHERE s.sweep IS NOT NULL AND (n.state IS NULL OR n.state = ANY(%(of_states)s))
  AND (n.province_id IS NULL OR %(nation)s OR n.province_id = ANY(%(provinces)s))
  AND (n.province_id IS NULL OR %(province)s = '' OR n.province_id = %(province)s)
GROUP BY 1, 2 ORDER BY 2, 1
"""
_ENTRIES = f"""
SELECT 'entry:' || n.id AS member, c.unit_id AS unit, n."on" AS "on",
       CASE WHEN n.kind = ANY(%(adds)s) THEN n.amount_irr ELSE -n.amount_irr END AS amount,
       c.province_id AS province, c.park_id AS park
FROM revive_entry AS n
JOIN revive_intervention AS i ON i.id = n.intervention_id
JOIN revive_case AS c ON c.id = i.case_id AND c.synthetic = %(synthetic)s
WHERE n.kind = ANY(%(moved)s) AND n."on" BETWEEN %(first)s AND %(last)s
  AND {_known("n.")}
"""  # noqa: S608 - only the house's own words are put together
_MONEY = f"""
SELECT count(*), 'movements', encode(sha256(convert_to(
    coalesce(string_agg(n.id::text, ',' ORDER BY n.id), ''), 'UTF8')), 'hex')
FROM revive_entry AS n JOIN revive_fundingline AS f ON f.id = n.line_id
LEFT JOIN revive_intervention AS i ON i.id = n.intervention_id
LEFT JOIN revive_case AS c ON c.id = i.case_id
WHERE (%(province)s = '' OR c.province_id = %(province)s) AND f.synthetic = %(synthetic)s AND {_known("n.")}
"""  # noqa: S608 - only the house's own words are put together
# A step is known with its act; one of the made-up programme, played at once, on its own day.
_STEP_KNOWN = """s."on" <= %(as_of)s
      AND (CASE WHEN c.synthetic THEN s."on"::timestamptz ELSE e.at END) <= %(known)s"""
_OBLIGATIONS = f"""
SELECT 'obligation:' || o.id AS member, c.unit_id AS unit, d."on" AS "on",
       1 AS amount, c.province_id AS province, c.park_id AS park
FROM revive_obligation AS o
JOIN revive_case AS c ON c.id = o.case_id AND c.synthetic = %(synthetic)s
CROSS JOIN LATERAL (
    SELECT s.said, s."on" FROM revive_step AS s JOIN ledger_event AS e ON e.id = s.event_id
    WHERE s.obligation_id = o.id AND {_STEP_KNOWN}
      AND s.said IN ('asked', 'accepted', 'objected', 'discharged', 'void')
    ORDER BY s."on" DESC, s.id DESC LIMIT 1) AS d
WHERE d.said = 'discharged' AND d."on" BETWEEN %(first)s AND %(last)s
"""  # noqa: S608 - only the house's own words are put together
_ASKED = f"""
SELECT count(DISTINCT o.id), 'obligations', encode(sha256(convert_to(
    coalesce(string_agg(DISTINCT o.id::text, ','), ''), 'UTF8')), 'hex')
FROM revive_obligation AS o
JOIN revive_case AS c ON c.id = o.case_id AND c.synthetic = %(synthetic)s
JOIN revive_step AS s ON s.obligation_id = o.id
JOIN ledger_event AS e ON e.id = s.event_id
WHERE {_STEP_KNOWN} AND (%(province)s = '' OR c.province_id = %(province)s)
"""  # noqa: S608 - only the house's own words are put together
_OPENINGS = """
SELECT 'opening:' || o.id AS member, coalesce(p.unit_id, c.unit_id) AS unit, o.opened_on AS "on",
       p.stands_for AS amount, p.province_id AS province, p.park_id AS park
FROM invest_opening AS o
JOIN invest_project AS p ON p.id = o.project_id AND p.synthetic = %(synthetic)s
LEFT JOIN revive_case AS c ON c.id = p.case_id
WHERE o.opened_on BETWEEN %(first)s AND %(last)s
  AND EXISTS (SELECT FROM invest_stroke AS t
      WHERE t.opening_id = o.id AND t.act = 'open' AND NOT t.rehearsal AND t.at <= %(known)s)
  {running}
"""
_RUNNING = """AND 'running' = (SELECT k.found FROM verify_projectcheck AS k
      WHERE k.opening_id = o.id AND k.found <> '' AND k."on" <= %(as_of)s
        AND k.known_at <= %(known)s
      ORDER BY k."on" DESC, k.id DESC LIMIT 1)"""
_PROJECTS = """
SELECT count(*), 'projects', encode(sha256(convert_to(
    coalesce(string_agg(p.id::text, ',' ORDER BY p.id), ''), 'UTF8')), 'hex')
FROM invest_project AS p
WHERE p.synthetic = %(synthetic)s AND p.known_at <= %(known)s
  AND (%(province)s = '' OR p.province_id = %(province)s)
"""
_CTE = "WITH {moves}rows AS ({rows})"


def source_of(metric: Metric) -> Source:
    """Return how a metric's facts are asked for."""
    return SOURCES[metric.source](metric.settings)


def _restarts(told: Mapping[str, Any]) -> Source:
    proof, amount = told.get("stage", ""), told.get("amount", "")
    rows = _RESTARTS.format(amount=_AMOUNTS[amount], proof=_PROOFS[proof])
    return Source(_CTE.format(moves=f"{_MOVES}, ", rows=rows), _CASES, {"kind": told["kind"]})


def _relapses(told: Mapping[str, Any]) -> Source:
    return Source(_CTE.format(moves="", rows=_RELAPSES), _CASES, {"kind": told["kind"]})


def _looks(told: Mapping[str, Any]) -> Source:
    states = list(told["states"])
    values = {"states": states, "of_states": list(told.get("of_states", states))}
    return Source(_CTE.format(moves="", rows=_LOOKS), _LOOKED, values)


def _entries(told: Mapping[str, Any]) -> Source:
    values = {"adds": list(told["adds"]), "moved": [*told["adds"], *told["takes"]]}
    return Source(_CTE.format(moves="", rows=_ENTRIES), _MONEY, values)


def _obligations(_told: Mapping[str, Any]) -> Source:
    return Source(_CTE.format(moves="", rows=_OBLIGATIONS), _ASKED, {})


def _openings(told: Mapping[str, Any]) -> Source:
    running = _RUNNING if told.get("stage") == "running" else ""
    rows = _OPENINGS.format(running=running)
    return Source(_CTE.format(moves="", rows=rows), _PROJECTS, {})


SOURCES: Mapping[str, Callable[[Mapping[str, Any]], Source]] = {
    "restarts": _restarts,
    "relapses": _relapses,
    "looks": _looks,
    "entries": _entries,
    "obligations": _obligations,
    "openings": _openings,
}
