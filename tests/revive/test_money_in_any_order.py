"""Whatever two people order, in whatever order: nothing is lost, doubled or below zero.

A slow obvious twin keeps its own purse of plain numbers and says what should be possible.
"""

from decimal import Decimal
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ehya.engine.refusal import Refusal
from ehya.revive.actions import planning
from ehya.revive.actions.booking import Order, enter_many
from ehya.revive.models import Entry, FundingLine, Intervention
from ehya.revive.queries.amounts import Told
from ehya.revive.queries.audits import audit
from tests.revive import purse
from tests.revive.purse import DAY

pytestmark = pytest.mark.django_db
KINDS = ("budget", "cut", "commit", "release", "pay", "repay")
ORDERS = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 1),  # which line: the first revolves, the second does not
    st.integers(0, 1),  # which intervention
    st.integers(1, 40),
)


class Purse:
    """The slow twin: every rial of every line and intervention, counted one by one."""

    def __init__(self):
        self.budget = [100, 100]
        self.shares = {}  # (line, work) -> [committed, paid, repaid]

    def share(self, line, work):
        return self.shares.setdefault((line, work), [0, 0, 0])

    def line(self, line, place):
        return sum(told[place] for (mine, _), told in self.shares.items() if mine == line)

    def free(self, line):
        back = self.line(line, 2) if line == 0 else 0
        return self.budget[line] - self.line(line, 0) + back

    def possible(self, kind, line, work, much):
        committed, paid, repaid = self.share(line, work)
        return {
            "budget": True,
            "cut": much <= self.free(line),
            "commit": much <= self.free(line),
            "release": much <= committed - paid,
            "pay": much <= committed - paid,
            "repay": much <= paid - repaid,
        }[kind]

    def move(self, kind, line, work, much):
        share = self.share(line, work)
        if kind in ("budget", "cut"):
            self.budget[line] += much if kind == "budget" else -much
        else:
            place = {"commit": 0, "release": 0, "pay": 1, "repay": 2}[kind]
            share[place] += -much if kind == "release" else much


class TwoPeople(RuleBasedStateMachine):
    """Two people at two lines and two interventions."""

    there: ClassVar = None

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.purse, self.keys, self.sent = Purse(), 0, []

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def order(self, told, person):
        kind, line, work, much = told
        self.keys += 1
        mine = kind not in ("budget", "cut")
        return Order(
            line=self.there.lines[line],
            kind=kind,
            told=Told(Decimal(much)),
            on=DAY,
            by=self.there.people[person],
            key=f"key {self.keys}",
            intervention=self.there.works[work] if mine else None,
            decision=self.there.decision if kind == "commit" else None,
            words="why",
        )

    def send(self, orders):
        """Send orders together; tell whether they were written."""
        try:
            with transaction.atomic():
                enter_many(orders, event=self.there.event)
        except Refusal:
            return False
        return True

    @rule(told=ORDERS, person=st.integers(0, 1))
    def one(self, told, person):
        order = self.order(told, person)
        assert self.send([order]) == self.purse.possible(*told)
        if self.purse.possible(*told):
            self.purse.move(*told)
            self.sent.append(order)

    @rule(several=st.lists(ORDERS, min_size=2, max_size=5), person=st.integers(0, 1))
    def many_at_once(self, several, person):
        """Either all of them, in their order, or none."""
        trial, right = Purse(), True
        trial.budget = list(self.purse.budget)
        trial.shares = {pair: list(told) for pair, told in self.purse.shares.items()}
        for told in several:
            right = right and trial.possible(*told)
            trial.move(*told)
        orders = [self.order(told, person) for told in several]
        assert self.send(orders) == right
        if right:
            self.purse = trial
            self.sent += orders

    @rule(which=st.integers(0, 10**6))
    def sent_twice(self, which):
        """A form that comes again changes nothing."""
        if self.sent:
            assert self.send([self.sent[which % len(self.sent)]])

    @invariant()
    def every_sum_is_the_twin_s(self):
        for place, key in enumerate(self.there.lines):
            line = FundingLine.objects.get(pk=key)
            told = (line.budget_irr, line.committed_irr, line.paid_irr, line.repaid_irr)
            assert told == (
                self.purse.budget[place],
                *(self.purse.line(place, i) for i in range(3)),
            )
            assert min(told) >= 0
        for place, key in enumerate(self.there.works):
            work = Intervention.objects.get(pk=key)
            shares = [self.purse.share(line, place) for line in (0, 1)]
            told = (work.committed_irr, work.paid_irr, work.repaid_irr)
            assert told == tuple(map(sum, zip(*shares, strict=True)))

    @invariant()
    def every_order_is_one_entry_and_sums_are_theirs(self):
        assert Entry.objects.count() == 2 + len(self.sent)
        assert audit().sound


def test_two_people_in_any_order_lose_nothing(steward, officer, analyst, settings):
    settings.TODAY = DAY
    there = purse.ready(steward, officer, analyst, budget=100)
    second = purse.a_line("ONCE", analyst, budget=100)
    FundingLine.objects.filter(code=there.line).update(revolves=True)
    there.works = [there.work, planning.plan(there.case, "machinery_renovation", by=officer)]
    there.lines = [FundingLine.objects.get(code=code).pk for code in (there.line, second)]
    there.people = [there.secretary, officer]
    there.event = Entry.objects.latest("pk").event_id
    TwoPeople.there = there
    run_state_machine_as_test(
        TwoPeople, settings=hypothesis(max_examples=40, stateful_step_count=25, deadline=None)
    )
