"""Cases that wander through the table at random, as far as guards let them."""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from ehya.diagnose.models import Finding, Visit
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import User
from ehya.ledger.rules import load
from ehya.register.models import Province, Unit
from ehya.register.numbering import number_of
from ehya.revive.actions.booking import Order, enter_many
from ehya.revive.actions.moving import Step, carry
from ehya.revive.actions.opening import Opening, open_many
from ehya.revive.guards import Said, Seen, held_back
from ehya.revive.models import (
    Case,
    Committee,
    Decision,
    FundingLine,
    Intervention,
    Item,
    Meeting,
    Restart,
)
from ehya.revive.queries.amounts import Told
from ehya.revive.queries.facts import facts_of
from ehya.revive.table import CLOSED, KINDS, STATES, WAY, ways_on

BEGUN = date(2016, 4, 1)
AHEAD = {row.act for state in WAY[:-1] for row in ways_on(state) if row.target in WAY} - {
    "send_back"
}
ROLES = ("officer", "assessor", "secretary", "director", "analyst", "house")


_DECIDED = """
UPDATE revive_intervention AS i SET decision_id = d.id FROM revive_decision AS d
WHERE d.id = ANY(%s) AND i.case_id = d.case_id AND i.round = d.round AND i.decision_id IS NULL
"""


class Walk:
    """So many cases of Semnan, each at its own place of the table.

    Attributes:
        moved: how often each act was done.
        held: how often each refusal held one back.
    """

    def __init__(self, count, seed):
        self.chance = random.Random(seed)  # noqa: S311 - a walk, no secret
        self.moved, self.held = Counter(), Counter()
        self.house = the_house()
        self.event = note("revive.play", by=self.house).pk
        self.people = {
            role: self.house
            if role == "house"
            else User.objects.get_or_create(username=f"walker-{role}", defaults={"role": role})[0]
            for role in ROLES
        }
        self._lay_out()
        self.cases = open_many(self._openings(count), event=self.event)
        self.day = dict.fromkeys(self.cases, BEGUN)

    def _lay_out(self):
        facts = {"name_fa": "سمنان", "name_en": "Semnan", "sort_key": "s", "lat": 35, "lon": 53}
        self.province, _ = Province.objects.get_or_create(iso="IR-20", defaults=facts)
        self.committee = Committee.objects.create(province=self.province, name_fa="ستاد", quorum=1)
        self.line = FundingLine.objects.create(
            code="WALK", name_fa="ردیف", first=BEGUN, last=date(2026, 3, 1)
        )
        enter_many([self._order("budget", 10**12, self.line.first)], event=self.event)

    def _openings(self, count):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval('register_unit_id_seq') FROM generate_series(1, %s)", [count]
            )
            ids = [number for (number,) in cursor.fetchall()]
        units = Unit.objects.bulk_create(Unit(id=id_, number=number_of(id_)) for id_ in ids)
        return [
            Opening(
                unit=unit.pk,
                kind=self.chance.choice(KINDS),
                on=BEGUN,
                by=self.people["officer"],
                province="IR-20",
                park=None,
                jobs=10,
                synthetic=False,
                facts={},
            )
            for unit in units
        ]

    def go(self):
        """Let every case take one act that may be done from where it is, if a guard lets it."""
        cases = Case.objects.in_bulk(self.cases)
        for number, case in cases.items():
            self.day[number] = max(self.day[number], case.since) + timedelta(
                days=self.chance.randrange(1, 60)
            )
        self._live(cases)
        facts = facts_of(self.day)
        meeting = self._meeting()
        steps = []
        for number, case in cases.items():
            ways = ways_on(case.state)
            ahead = [5 if row.act in AHEAD else 1 for row in ways]
            (row,) = self.chance.choices(ways, ahead)
            said = self._said(row, case, facts[number], meeting)
            if no := held_back(row, facts[number], said, load("cases", said.on)):
                self.held[no.code] += 1
                continue
            person = self.people[self.chance.choice(sorted(row.roles))]
            steps.append(Step(number, row.act, person, said))
        carry(steps, event=self.event)
        with connection.cursor() as cursor:  # what is not committed is not counted by itself
            cursor.execute("ANALYZE revive_case, revive_move, diagnose_finding")
        self.moved.update(step.act for step in steps)

    def _said(self, row, case, facts, meeting):
        on = self.day[case.pk]
        running = row.guard == "seen_running"
        by = self.chance.choice(("readings", "visit"))
        earliest = facts.stood_on or case.since
        return Said(
            on=on,
            reason=self.chance.choice(("", "why")) if row.reason else "",
            restarted_on=self.chance.choice((None, earliest, on, on, on + timedelta(days=1))),
            jobs=self.chance.choice((None, 5, 5, 5)),
            use=self.chance.choice((None, 0.05, 0.3, 0.7)),
            meeting=self.chance.choice((None, meeting)),
            seen=Seen(
                by, running ^ (self.chance.random() < 0.2), on, own=self.chance.random() < 0.5
            ),
        )

    def _live(self, cases):
        """Let visits, findings, plans, decisions and money come as they come."""
        some = [case for case in cases.values() if self.chance.random() < 0.7]
        known = DateTimeTZRange(timezone.now(), None)
        Visit.objects.bulk_create(
            Visit(
                unit_id=case.unit_id,
                instrument_from=BEGUN,
                state="done",
                by=self.people["officer"],
                on=self.day[case.pk],
                event_id=self.event,
            )
            for case in some
            if case.state in ("found", "screened", "relapsed", "reopened")
        )
        found = set(Finding.objects.values_list("unit_id", flat=True))
        Finding.objects.bulk_create(
            Finding(
                unit_id=case.unit_id,
                obstacle="liquidity.working_capital",
                severity=3,
                valid=DateRange(BEGUN, None),
                known=known,
                event_id=self.event,
            )
            for case in some
            if case.state == "visited" and case.unit_id not in found
        )
        kinds = ("working_capital_loan", "machinery_renovation")
        Intervention.objects.bulk_create(
            Intervention(
                case=case,
                round=case.round,
                kind=self.chance.choice(kinds),
                event_id=self.event,
            )
            for case in some
            if case.state == "diagnosed"
        )
        self._decide([case for case in some if case.state == "before_committee"])
        self._work(some)

    def _decide(self, cases):
        items = {item.case_id: item for item in Item.objects.filter(state="waiting")}
        there = set(Decision.objects.values_list("item_id", flat=True))
        number = Decision.objects.count()
        rows = []
        for case in cases:
            if items[case.pk].pk in there:
                continue
            number += 1
            rows.append(
                Decision(
                    item=items[case.pk],
                    case=case,
                    number=number,
                    committee=self.committee,
                    round=case.round,
                    on=self.day[case.pk],
                    said="approved",
                    words="yes",
                    votes_for=1,
                    present=1,
                    event_id=self.event,
                )
            )
        made = Decision.objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.execute(_DECIDED, [[decision.pk for decision in made]])

    def _work(self, cases):
        """Begin and end interventions; commit, pay, release and repay what may be."""
        for state, began in (("decided", "under_way"), ("under_way", "done")):
            some = [case.pk for case in cases if case.state == state]
            rows = Intervention.objects.filter(case__in=some).exclude(state__in=("done", "stopped"))
            rows.update(state=began)
        numbers = [case.pk for case in cases if case.state not in CLOSED]
        works = Intervention.objects.filter(
            case__in=numbers, decision__isnull=False, kind__in=("working_capital_loan",)
        )
        some = works.exclude(state__in=("done", "stopped")).select_related("decision")
        orders = []
        for work in some.order_by("id"):
            on = max(self.day[work.case_id], work.decision.on)
            committed, paid = int(work.committed_irr), int(work.paid_irr)
            kind = self.chance.choice(("commit", "pay", "release", "repay"))
            left = {
                "commit": 1_000,
                "pay": committed - paid,
                "release": committed - paid,
                "repay": paid - int(work.repaid_irr),
            }[kind]
            if left > 0 and on <= self.line.last:
                orders.append(self._order(kind, self.chance.randrange(1, left + 1), on, work))
        enter_many(orders, event=self.event)

    def _order(self, kind, amount, on, work=None):
        return Order(
            line=self.line.pk,
            kind=kind,
            told=Told(Decimal(amount)),
            on=on,
            by=self.people["director"],
            key=f"walk-{self.chance.getrandbits(60)}",
            intervention=work and work.pk,
            decision=work and work.decision_id,
            words="walk",
        )

    def _meeting(self):
        return Meeting.objects.create(
            committee=self.committee, number=Meeting.objects.count() + 1, on=BEGUN
        ).pk


def looked_at():
    """Return what must never be: as words, empty where all is well."""
    wrong = []
    for case in Case.objects.all():
        ways = ways_on(case.state)
        if case.state not in STATES or not ways or case.due < case.since:
            wrong.append(f"{case.pk} is {case.state} without a way out or a day")
        if not any(case.owner in way.roles for way in ways):
            wrong.append(f"{case.pk} is {case.state} and nobody's")
    running = ("restarted", "verified", "sustained")
    counted = Counter(Restart.objects.filter(ended_by=None).values_list("case_id", flat=True))
    should = Case.objects.filter(state__in=running).values_list("pk", flat=True)
    if counted != Counter(should):
        wrong.append("what is counted is not what runs")
    return wrong + _lost_money()


def _lost_money():
    lines = """
    SELECT 'line', l.id FROM revive_fundingline AS l
    LEFT JOIN revive_entry AS e ON e.line_id = l.id GROUP BY l.id
    HAVING l.budget_irr <> coalesce(sum(amount_irr) FILTER (WHERE kind = 'budget'), 0)
        OR l.paid_irr <> coalesce(sum(amount_irr) FILTER (WHERE kind = 'pay'), 0)
        OR l.repaid_irr <> coalesce(sum(amount_irr) FILTER (WHERE kind = 'repay'), 0)
        OR l.committed_irr <> coalesce(sum(amount_irr) FILTER (WHERE kind = 'commit'), 0)
                              - coalesce(sum(amount_irr) FILTER (WHERE kind = 'release'), 0)
    UNION ALL
    SELECT 'case', c.id FROM revive_case AS c JOIN revive_intervention AS i ON i.case_id = c.id
    WHERE c.state IN ('not_viable', 'withdrawn', 'transferred') AND i.committed_irr > i.paid_irr
    """
    with connection.cursor() as cursor:
        cursor.execute(lines)
        return [f"{kind} {key}: money is lost" for kind, key in cursor.fetchall()]
