"""What stands in a line on a day, where money went, what was counted, and whether sums are true."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from ehya.ledger.scopes import ALL, Sight
from ehya.register.queries.within import Moment, here_and_now
from ehya.revive.actions import funding, planning
from ehya.revive.models import Case, Entry, FundingLine, Intervention, Move, Restart
from ehya.revive.queries.audits import audit
from ehya.revive.queries.books import Sums
from ehya.revive.queries.funding import balance_of, entries_of, line_at, lines_at, lines_for
from ehya.revive.queries.restarts import Counted, counts
from ehya.revive.queries.spending import money_by, money_spent
from tests.revive import purse
from tests.revive.purse import DAY, move

pytestmark = pytest.mark.django_db
SEMNAN, QAZVIN = Sight(provinces=frozenset({"IR-20"})), Sight(provinces=frozenset({"IR-26"}))


@pytest.fixture
def there(steward, officer, analyst, settings):
    settings.TODAY = date(2024, 8, 20)
    return purse.a_loan(steward, officer, analyst)


def line(there):
    return FundingLine.objects.get(code=there.line)


def on(day):
    return Moment(date(2024, 8, day), here_and_now().known_at)


def test_a_line_is_told_as_of_any_day(there):
    assert line_at(line(there), on(11)).sums == Sums(1_000)
    assert line_at(line(there), on(13)).sums == Sums(1_000, 700)
    assert line_at(line(there), on(20)).sums == Sums(1_000, 600, 400)
    assert line_at(line(there), on(20)).sums.free == 400


def test_and_as_it_was_known(there):
    before = Entry.objects.get(key="c").known_at
    Entry.objects.latest("pk")
    told = line_at(line(there), Moment(date(2024, 8, 20), before)).sums
    assert told == Sums(1_000, 600, 400)
    earlier = Entry.objects.get(key="b").known_at
    told = line_at(line(there), Moment(date(2024, 8, 20), earlier)).sums
    assert told == Sums(1_000, 700, 400)


def test_its_balance_is_told_day_by_day(there):
    days = [
        (day.on.day, day.sums.free, day.sums.waiting) for day in balance_of(line(there), on(20))
    ]
    assert days == [(20, 1_000, 0), (12, 300, 700), (14, 300, 300), (16, 400, 200)]


def test_entries_come_newest_first_page_by_page(there, monkeypatch):
    monkeypatch.setattr("ehya.revive.queries.funding.MOST_ROWS", 2)
    first, more = entries_of(line(there), on(20), ALL)
    assert ([entry.key for entry in first], more) == (["c", "b"], True)
    last = (first[-1].on, first[-1].pk)
    second, more = entries_of(line(there), on(20), ALL, before=last)
    assert ([entry.key for entry in second], more) == (["a", "CBI-1403 budget"], False)


def test_entries_for_cases_elsewhere_are_not_told(there):
    assert len(entries_of(line(there), on(20), SEMNAN)[0]) == 4
    assert [entry.kind for entry in entries_of(line(there), on(20), QAZVIN)[0]] == ["budget"]


def test_a_province_s_line_is_seen_there_and_in_headquarters(there, analyst):
    purse.a_line("SEMNAN", analyst, province="IR-20")
    seen = lambda sight: {one.line.code for one in lines_at(on(20), sight, synthetic=False)}
    assert seen(ALL) == seen(SEMNAN) == {"CBI-1403", "SEMNAN"}
    assert seen(QAZVIN) == {"CBI-1403"}
    assert lines_at(on(20), ALL, synthetic=True) == []


def test_money_is_told_by_province_kind_and_cause(there):
    there.work = planning.plan(there.case, "training", by=there.officer)
    move(there, "commit", 300, "d", on=date(2024, 8, 18))
    Case.objects.filter(pk=there.case).update(cause="liquidity")
    told = lambda what, sight=ALL: [
        (part.key, part.sums.committed, part.sums.paid, part.interventions)
        for part in money_by(what, money_spent(on(20), sight, synthetic=False))
    ]
    assert told("province") == [("IR-20", 900, 400, 2)]
    assert told("kind") == [("working_capital_loan", 600, 400, 1), ("training", 300, 0, 1)]
    assert told("cause") == [("liquidity", 900, 400, 2)]
    assert told("cause", QAZVIN) == []


def test_lines_for_a_case_are_open_that_day_and_of_its_province_or_the_nation(there, analyst):
    purse.a_line("SEMNAN", analyst, province="IR-20")
    purse.a_line("QAZVIN", analyst, province="IR-26")
    purse.a_line("OVER", analyst, last=date(2024, 8, 19))
    case = Case.objects.get(pk=there.case)
    codes = [one.line.code for one in lines_for(case, ALL, date(2024, 8, 20))]
    assert codes == ["CBI-1403", "SEMNAN"]


# Whether sums are true


def test_sums_that_are_those_of_their_entries_are_sound(there):
    found = audit()
    assert found.sound
    assert found.entries == 4


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE revive_fundingline SET budget_irr = budget_irr + 1", "funding line CBI-1403"),
        ("UPDATE revive_intervention SET paid_irr = paid_irr - 1", "1 interventions, e.g. "),
    ],
)
def test_the_doctor_tells_a_sum_that_was_bent(there, change, says):
    from ehya.cli.doctor import _money

    assert _money().ok
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert not _money().ok
    assert says in _money().says


def test_the_doctor_tells_a_line_that_paid_what_it_had_not_committed(there):
    other = FundingLine.objects.get(code=purse.a_line("OTHER", there.analyst))
    paid = Entry.objects.get(key="b")
    Entry.objects.create(
        line=other, kind="pay", amount_irr=5, original_amount=5, on=DAY, key="x", by=there.officer,
        intervention=paid.intervention, decision=paid.decision, known_at=paid.known_at,
        event=paid.event,
    )  # fmt: skip
    assert audit().shares == 1


# Nothing without its event


MOVES = {
    "open a line": lambda t: purse.a_line("NEW", t.analyst, budget=0),
    "budget": lambda t: funding.set_budget(
        t.line, "budget", purse.order(1, key="x"), by=t.analyst, sure=True
    ),
    "commit": lambda t: move(t, "commit", 1, "x"),
    "pay": lambda t: move(t, "pay", 1, "x", on=date(2024, 8, 20)),
    "release": lambda t: move(t, "release", 1, "x", on=date(2024, 8, 20)),
    "repay": lambda t: move(t, "repay", 1, "x", on=date(2024, 8, 20)),
    "plan": lambda t: planning.plan(t.case, "training", by=t.officer),
    "template": lambda t: planning.plan_from_template(t.case, "bank_debt", by=t.officer),
    "begin": lambda t: planning.begin(t.work, by=t.officer),
    "change": lambda t: planning.change(t.work, by=t.officer, cost_irr=5),
}


@pytest.mark.parametrize("act", sorted(MOVES))
def test_no_money_moves_where_its_event_cannot_be_written(there, act):
    def stands():
        lines = FundingLine.objects.order_by("pk").values_list()
        return list(lines), list(Intervention.objects.order_by("pk").values_list()), audit().entries

    before = stands()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing waits that would forbid the next
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE ledger_event ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    with pytest.raises(IntegrityError, match="full_up"):
        MOVES[act](there)
    assert stands() == before


# What is counted


def restarted(there, unit, kind, *, verified=False, ended=""):
    """Write a restart of a unit, as the acts of the table leave it."""
    case = purse.a_case(unit, kind, by=there.officer)
    event = Entry.objects.latest("pk").event_id
    told = {"case_id": case, "round": 1, "on": DAY, "due": DAY, "by": there.officer,
            "event_id": event, "known_at": here_and_now().known_at}  # fmt: skip
    moved = lambda act, target: Move.objects.create(act=act, target=target, **told)
    restart = Restart.objects.create(
        case_id=case, unit=Case.objects.get(pk=case).unit, kind=kind, restarted_on=DAY, jobs=10,
        use=0.6, move=moved("restart", "restarted"),
        verified_by=moved("verify", "verified") if verified else None,
        ended_by=moved(ended, "under_way") if ended else None,
    )  # fmt: skip
    Case.objects.filter(pk=case).update(state="transferred")
    return restart


def test_renovation_and_revival_are_counted_apart(there, steward):
    one, two, three = (purse.a_unit(steward) for _ in range(3))
    restarted(there, one, "revival", verified=True)
    restarted(there, two, "revival", verified=True, ended="relapse")
    restarted(there, two, "revival")
    restarted(there, three, "revival", ended="take_back")
    restarted(there, one, "renovation")
    told = counts(on(20), ALL, synthetic=False)
    assert told["revival"] == Counted(claimed=3, units=2, jobs=30, verified=2, relapsed=1)
    assert told["renovation"] == Counted(claimed=1, units=1, jobs=10)
    assert told["capacity"] == Counted()
    assert set(told) == {"revival", "capacity", "renovation"}
    assert counts(on(11), ALL, synthetic=False)["revival"] == Counted()
    assert counts(on(20), QAZVIN, synthetic=False)["revival"] == Counted()
    late = counts(on(20), ALL, synthetic=False, first=date(2024, 8, 13))
    assert late["revival"] == Counted()


def test_nothing_in_that_module_adds_kinds():
    import ehya.revive.queries.restarts as module

    offered = {name for name, thing in vars(module).items() if callable(thing)}
    own = {name for name in offered if getattr(module, name).__module__ == module.__name__}
    assert own == {"Counted", "counts", "_present", "claimed_by_province"}
