"""How long does a metric by province over five years take, and a certificate?

Made-up rows in a home of their own, written straight into the tables: a million units, two hundred
thousand cases with their moves and restarts, sixty sweeps counted by province and one kept unit by
unit. Cold: asked the first time after an act; warm: asked again.
"""

import os
import shutil
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any

from benchmarks.harness import ROOT, measure, quantile, times

HOME = ROOT / "build" / "figures-home"
UNITS, CASES, SWEEPS = 1_000_000, 200_000, 60
COLD, WARM, CERTIFICATE, ROUNDS = 1_000.0, 100.0, 50.0, 7  # as the issue of Step 6 asks [ms]
FIRST, LAST = date(2019, 3, 21), date(2024, 3, 19)

_PROVINCE = "(ARRAY(SELECT iso FROM register_province ORDER BY iso))[1 + n %% 31]"
_UNITS = """
INSERT INTO register_unit (number, synthetic)
SELECT lpad((10000000 + n)::text, 8, '0'), true FROM generate_series(1, %(units)s) AS n"""
_CASES = f"""
INSERT INTO revive_case (unit_id, province_id, kind, synthetic, state, since, due, owner, round,
    round_begun, cause, jobs, opened_on, opened_by_id, version)
SELECT u.id, {_PROVINCE}, 'revival', true, 'withdrawn', d, d + 30, 'officer', 1, d, 'liquidity', 9, d,
    %(event)s, 1
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM register_unit) AS u,
    LATERAL (SELECT date '2019-03-21' + (u.n %% 1800)::int AS d) AS x
WHERE u.n <= %(cases)s"""  # noqa: S608
_OPENED = """
INSERT INTO revive_move (case_id, act, source, target, round, "on", known_at, due, by_id, reason,
    facts, event_id)
SELECT id, 'open', '', 'found', 1, opened_on, opened_on + interval '2 days', due, %(by)s, '', '{}',
    %(event)s FROM revive_case"""
_MOVED = """
INSERT INTO revive_move (case_id, act, source, target, round, "on", known_at, due, by_id, reason,
    facts, event_id)
SELECT c.id, a.act, a.source, a.target, 1, c.opened_on + a.days,
    c.opened_on + a.days + interval '3 days', c.due, %(by)s, '', '{}', %(event)s
FROM revive_case AS c, (VALUES ('restart', 'under_way', 'restarted', 25, 2),
        ('verify', 'restarted', 'verified', 140, 4))
    AS a (act, source, target, days, every)
WHERE c.id %% a.every = 0"""
_RESTARTS = """
INSERT INTO revive_restart (case_id, unit_id, kind, restarted_on, jobs, use, move_id, verified_by_id)
SELECT c.id, c.unit_id, 'revival', m."on", 9, .6, m.id, v.id
FROM revive_case AS c
JOIN revive_move AS m ON m.case_id = c.id AND m.act = 'restart'
LEFT JOIN revive_move AS v ON v.case_id = c.id AND v.act = 'verify'"""
_SWEEPS = """
INSERT INTO detect_sweep (state, synthetic, as_of, first, known_at, told_at, signals, lake_version,
    engine, method, rules_from, rules, by_id, begun_at, units, looked, seconds, counts, latest,
    failed_because, run_id, event_id)
SELECT 'done', true, d, date '2017-03-21', d, d + interval '5 days', '[]', 1, 'local', 'detect.states/2',
    date '2016-03-20', '{}', %(by)s, d, %(units)s, %(units)s, '{}', '{}', true, '', r.id, %(event)s
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM ledger_run) AS r,
    LATERAL (SELECT (date '2019-04-20' + (r.n * 30)::int) AS d) AS x"""
_COUNTS = """
INSERT INTO detect_count (sweep_id, province_id, by, place, state, units, warned, unseen, disagreeing)
SELECT w.id, p.iso, 'province', p.iso, s.state, s.units, 0, 0, 0
FROM detect_sweep AS w, register_province AS p,
    (VALUES ('active', 24000), ('semi_active', 6000), ('idle', 1700), ('gone', 300)) AS s (state, units)"""
_LOOKS = f"""
INSERT INTO detect_look (sweep_id, unit_id, province_id, division, state, was, since, from_start,
    p_active, p_semi_active, p_idle, p_gone, rule, warning, decided, told, unseen_months)
SELECT (SELECT id FROM detect_sweep WHERE as_of <= date '2024-03-19' ORDER BY as_of DESC LIMIT 1), u.id, {_PROVINCE}, '10',
    CASE WHEN n %% 19 = 0 THEN 'idle' WHEN n %% 5 = 0 THEN 'semi_active' ELSE 'active' END, '',
    date '2023-03-21', false, 1, 0, 0, 0, '', 0, '[]', '', 0
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM register_unit) AS u"""  # noqa: S608

_LINE = """
INSERT INTO revive_fundingline (code, name_fa, name_en, first, last, revolves, synthetic, budget_irr,
    committed_irr, paid_irr, repaid_irr, version)
VALUES ('BENCH', 'ردیف', '', '2019-03-21', '2025-03-20', false, true, 0, 0, 0, 0, 1)"""
_PLANNED = """
INSERT INTO revive_intervention (case_id, round, kind, answers, state, steps, result, committed_irr,
    paid_irr, repaid_irr, event_id, version)
SELECT id, 1, 'loan', '', 'done', '[]', '', 0, 0, 0, %(event)s, 1 FROM revive_case"""
_MONEY = """
INSERT INTO revive_entry (line_id, kind, amount_irr, original_amount, currency, rate, rate_source, "on",
    intervention_id, decision_id, key, words, by_id, known_at, event_id)
SELECT f.id, a.kind, 1000000000, 1000000000, 'IRR', 1, '', c.opened_on + a.days, i.id, 1,
    a.kind || i.id, '', %(by)s, c.opened_on + a.days + interval '1 day', %(event)s
FROM revive_fundingline AS f, revive_intervention AS i JOIN revive_case AS c ON c.id = i.case_id,
    (VALUES ('commit', 20), ('pay', 40)) AS a (kind, days)"""
_BOUND = """
INSERT INTO revive_obligation (decision_id, case_id, body_id, round, words, due, state, ended_on, version)
SELECT 1, id, 1, 1, 'x', due, 'discharged', due, 1 FROM revive_case"""
_STEPS = """
INSERT INTO revive_step (obligation_id, said, "on", words, letter, by_id, event_id)
SELECT o.id, a.said, o.due + a.days, '', '', %(by)s, %(event)s
FROM revive_obligation AS o, (VALUES ('asked', -10), ('discharged', 0)) AS a (said, days)"""


def run() -> None:
    """Measure."""
    os.environ |= {"EHYA_HOME": str(HOME), "EHYA_MODE": "development"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    os.environ.pop("DATABASE_URL", None)
    shutil.rmtree(HOME, ignore_errors=True)
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    make_rows()
    from django.db import transaction

    from ehya.engine.calendar import DayRange
    from ehya.publish.counting import Asked, Scope, cells, metrics, months_of

    period = DayRange(FIRST, LAST)
    months = months_of(period)
    known = datetime(2024, 2, 1, tzinfo=UTC)  # as known on a past day
    for name, metric in metrics().items():
        asked = Asked(metric, period, LAST, known, Scope(synthetic=True))
        work: Any = lambda a=asked: cells(a, by="province", parts=months)
        with transaction.atomic():  # in which no answer is kept
            took = times(work, rounds=3)
        measure(f"figures.{name}.cold", max(took), "ms", limit=COLD)
        work()
        again = quantile(times(work, rounds=ROUNDS), 0.95)
        measure(f"figures.{name}.warm", again, "ms", limit=WARM)
    _certificates()


def _certificates() -> None:
    """Make and verify a certificate of few members, and of the country's idle units."""
    from ehya.engine.calendar import DayRange
    from ehya.ledger.signing import public_key, sign
    from ehya.publish.actions.figures import certificate_of, count
    from ehya.publish.certificate import Sheet, digest_of, faults_of
    from ehya.publish.counting import Asked, Scope, metric_named

    now, period = datetime.now(UTC), DayRange(date(2023, 3, 21), LAST)
    for name in ("units_revived_claimed", "units_idle"):
        asked = Asked(metric_named(name), period, LAST, now, Scope(synthetic=True))
        begun = perf_counter()
        counted = count(asked)
        measure(f"figures.{name}.counted", 1000 * (perf_counter() - begun), "ms")
        took = []
        for _round in range(ROUNDS):
            begun = perf_counter()
            told = certificate_of(asked, counted, now)
            digest = digest_of(told)
            sheet = Sheet(told, digest, sign(digest), public_key(), members=counted.lines)
            if faults_of(sheet, key=public_key()):
                raise SystemExit("a certificate of the bench does not hold")
            took.append(1000 * (perf_counter() - begun))
        members = f"{len(counted.lines)} members"
        print(f"  {name}: {members}")
        measure(f"figures.{name}.certificate", quantile(took, 0.95), "ms", limit=CERTIFICATE)


def make_rows() -> None:
    """Make the rows, in the home that is awake."""
    from django.db import connection, transaction

    from ehya.ledger.actions import note, note_run, the_house
    from ehya.register.actions.places import load_places

    by = the_house()
    load_places(by=by)
    for _sweep in range(SWEEPS):
        note_run("bench.sweep/1", origins=[], seconds=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # rows of a bench: unchecked
        event = note("revive.play", by=by).pk
        told = {"event": event, "by": by.pk, "units": UNITS, "cases": CASES}
        lines = (
            *(_UNITS, _CASES, _OPENED, _MOVED, _RESTARTS, _SWEEPS, _COUNTS, _LOOKS),
            *(_LINE, _PLANNED, _MONEY, _BOUND, _STEPS),
        )
        cursor.execute("ALTER TABLE register_unit DROP CONSTRAINT unit_number_proves_itself")
        for line in lines:
            cursor.execute(line, told)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
