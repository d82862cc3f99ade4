"""How long do ten thousand projects with two hundred thousand payments take to add up and to draw?

Made-up rows in a home of their own, written straight into the tables; each question is asked as a
national reader asks it, today and as a past day was known.
"""

import os
import shutil
from datetime import date, datetime, time, timedelta
from typing import Any

from benchmarks.harness import ROOT, measure, quantile, times

HOME = ROOT / "build" / "projects-home"
PROJECTS, PAYMENTS = 10_000, 20  # payments each
KEPT = ("chart", "rials", "dollars")  # whose answers are kept until the next act
LIMIT, ROUNDS = 200.0, 15  # as the issue of Step 5 asks [ms]
THEN = date(2024, 2, 1)

_MADE = """
INSERT INTO invest_project (kind, branch, stands_for, name_fa, name_en, sponsor, code, province_id,
    jobs_planned, begins_on, ends_on, begun_on, state, physical, approved_irr, paid_irr, source,
    address, stands_at, synthetic, capacity_unit, known_at, event_id, version)
SELECT (array['infrastructure', 'industrial'])[1 + n %% 2], '', 1, 'طرح ' || n, 'Project ' || n,
    'Sponsor ' || n %% 300, '', (SELECT iso FROM register_province ORDER BY iso OFFSET n %% 31 LIMIT 1),
    n %% 90, date '2022-03-21' + n %% 700, date '2024-03-20' + n %% 500, date '2022-05-01' + n %% 700,
    'under_way', (n %% 100) / 100.0, 40000000000, 20000000000, '', '', '', false, '', %(known)s,
    %(event)s, 1
FROM generate_series(1, %(projects)s) AS n;
"""
_BEGUN = """
INSERT INTO invest_standing (project_id, state, "on", known_at, event_id)
SELECT id, 'under_way', begun_on, %(known)s, %(event)s FROM invest_project;
"""
_MONEY = """
INSERT INTO invest_financing (project_id, kind, name, amount, currency, rate, rate_basis,
    rate_source, amount_irr, "on", known, event_id)
SELECT id, 'bank', '', 40000000000, 'IRR', 1, '', '', 40000000000, begins_on,
    tstzrange(%(known)s, NULL), %(event)s FROM invest_project;
"""
_STEPS = """
INSERT INTO invest_milestone (project_id, place, name, weight, planned_on, expected_on, event_id)
SELECT p.id, n, 'step ' || n, .2, p.begins_on + n * 140, p.begins_on + n * 150, %(event)s
FROM invest_project p, generate_series(1, 5) AS n;
"""
_TOLD = """
INSERT INTO invest_progress (project_id, "on", physical, reason, by_id, known_at, event_id)
SELECT p.id, p.begun_on + n * 60, least(1, n * .15), '', %(by)s, %(known)s, %(event)s
FROM invest_project p, generate_series(1, 6) AS n;
"""
_PAID = """
INSERT INTO invest_payment (project_id, "on", amount_irr, amount, currency, rate, rate_basis,
    rate_source, key, words, by_id, known_at, event_id)
SELECT p.id, p.begun_on + n * 25, 1000000000, 1000000000, 'IRR', 1, '', '', p.id || '-' || n, '',
    %(by)s, %(known)s, %(event)s
FROM invest_project p, generate_series(1, %(payments)s) AS n;
"""


_RATES_HEAD = "ارز,مبنا,از تاریخ,تا تاریخ,نرخ به ریال,منبع"
_FIRST_RATE, _RATES = date(2022, 1, 1), 1_600  # a rate each day, so that no day is refused


def run() -> None:
    """Measure."""
    os.environ |= {"EHYA_HOME": str(HOME), "EHYA_MODE": "development"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    os.environ.pop("DATABASE_URL", None)
    shutil.rmtree(HOME, ignore_errors=True)
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    _made()
    from django.db import transaction

    from ehya.invest.queries.curve import curve
    from ehya.invest.queries.listed import listed, timeline
    from ehya.invest.queries.totals import totals
    from ehya.invest.queries.valued import Asked, valued
    from ehya.invest.queries.wanted import Wanted
    from ehya.ledger.scopes import ALL
    from ehya.register.queries.within import Moment, here_and_now

    now = here_and_now()
    then = Moment(THEN, now.known_at)
    dollars = Asked("dollars", basis="market")
    if valued(Wanted(), dollars, now, ALL, synthetic=False).paid.whole is None:
        raise SystemExit("a day of the bench has no rate")
    water = Wanted(kind="industrial", province="IR-20", late=True)
    asked: dict[str, Any] = {
        "total": lambda at: totals(Wanted(), at, ALL, synthetic=False),
        "filter": lambda at: listed(water, at, ALL, synthetic=False),
        "page": lambda at: listed(Wanted(), at, ALL, synthetic=False),
        "chart": lambda at: curve(Wanted(), at, ALL, synthetic=False),
        "rials": lambda at: valued(Wanted(), Asked(), at, ALL, synthetic=False),
        "dollars": lambda at: valued(Wanted(), dollars, at, ALL, synthetic=False),
        "timeline": lambda at: timeline(Wanted(), at, ALL, synthetic=False),
    }
    for name, work in asked.items():
        for when, moment in (("now", now), ("then", then)):
            with transaction.atomic():  # in which no answer is kept
                took = quantile(times(lambda w=work, m=moment: w(m), rounds=ROUNDS), 0.95)
            measure(f"projects.{name}.{when}", took, "ms", limit=LIMIT)
    for name in KEPT:
        again = quantile(times(lambda w=asked[name]: w(now), rounds=ROUNDS), 0.95)
        measure(f"projects.{name}.again", again, "ms", limit=LIMIT)


def _made() -> None:
    from django.db import connection, transaction
    from django.utils import timezone

    from ehya.ledger.actions import note, the_house
    from ehya.register.actions.rates import import_rates

    by = the_house()
    days = (_FIRST_RATE + timedelta(days=n) for n in range(_RATES))
    rates = [f"دلار,بازار,{day},,{300_000 + 137 * n},bench" for n, day in enumerate(days)]
    import_rates("\n".join([_RATES_HEAD, *rates]).encode(), by=by, sure=True)
    day = datetime.combine(
        date.today() - timedelta(days=1), time(), timezone.get_current_timezone()
    )
    with transaction.atomic(), connection.cursor() as cursor:
        event = note("revive.play", by=by).pk
        told = {"known": day, "event": event, "by": by.pk}
        told |= {"projects": PROJECTS, "payments": PAYMENTS}
        for line in (_MADE, _BEGUN, _MONEY, _STEPS, _TOLD, _PAID):
            cursor.execute(line, told)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
