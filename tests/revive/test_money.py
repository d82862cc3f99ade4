"""Money moves by decisions only, never below zero, never twice, and leaves an entry each time."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.register.actions.rates import import_rates
from ehya.revive.actions import funding, planning
from ehya.revive.models import Case, Entry, FundingLine, Intervention
from tests.revive import purse
from tests.revive.purse import DAY, move, order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(settings):
    """Everything here happens on 12 August 2024."""
    settings.TODAY = DAY


@pytest.fixture
def there(steward, officer, analyst):
    """A planned loan, an approving decision and a line of 1,000 rials."""
    return purse.ready(steward, officer, analyst)


def stands(there):
    """Budget, committed, paid and repaid of the line, then the last three of the intervention."""
    line = FundingLine.objects.get(code=there.line)
    work = Intervention.objects.get(pk=there.work)
    told = (line.budget_irr, line.committed_irr, line.paid_irr, line.repaid_irr)
    return tuple(map(int, (*told, work.committed_irr, work.paid_irr, work.repaid_irr)))


def refused(code, act, *args, **how):
    with pytest.raises(Refusal) as no:
        act(*args, **how)
    assert no.value.code == code
    return no.value.facts


def test_a_loan_goes_its_whole_way_and_every_rial_is_told(there):
    planning.begin(there.work, by=there.officer, on=DAY)
    move(there, "commit", 700, "a")
    move(there, "pay", 400, "b")
    move(there, "release", 100, "c")
    move(there, "pay", 200, "d")
    move(there, "repay", 150, "e")
    planning.end(there.work, by=there.officer, done=True, result="runs")
    assert stands(there) == (1_000, 600, 600, 150, 600, 600, 150)
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["budget", "commit", "pay", "release", "pay", "repay"]
    assert Intervention.objects.get(pk=there.work).state == "done"


def test_every_entry_of_an_intervention_stands_on_its_decision(there):
    move(there, "commit", 700, "a")
    move(there, "pay", 400, "b")
    told = set(Entry.objects.exclude(kind="budget").values_list("decision", flat=True))
    assert told == {there.decision}
    assert Intervention.objects.get(pk=there.work).decision_id == there.decision


def test_what_is_not_free_is_not_committed(there):
    move(there, "commit", 700, "a")
    facts = refused("revive.not_enough_free", move, there, "commit", 301, "b")
    assert facts["free_irr"] == 300
    move(there, "commit", 300, "b")
    assert stands(there)[:2] == (1_000, 1_000)


def test_what_is_not_committed_is_not_paid(there):
    move(there, "commit", 700, "a")
    move(there, "pay", 600, "b")
    facts = refused("revive.more_than_committed", move, there, "pay", 101, "c")
    assert facts["waiting_irr"] == 100
    refused("revive.more_than_committed", move, there, "release", 101, "c")


def test_what_is_not_paid_is_not_repaid(there):
    move(there, "commit", 700, "a")
    move(there, "pay", 600, "b")
    assert refused("revive.more_than_paid", move, there, "repay", 601, "c")["owed_irr"] == 600


def test_a_line_pays_what_it_committed_itself_and_not_another_s(there):
    purse.a_line("OTHER", there.analyst)
    move(there, "commit", 700, "a")
    facts = refused("revive.more_than_committed", move, there, "pay", 1, "b", line="OTHER")
    assert facts["waiting_irr"] == 0


def test_a_form_sent_twice_is_one_entry_and_one_event(there):
    first = move(there, "commit", 300, "a")
    events = Event.objects.count()
    assert move(there, "commit", 300, "a", seen=1).pk == first.pk
    assert stands(there)[1] == 300
    assert Event.objects.count() == events


def test_a_form_sent_again_with_another_amount_is_refused(there):
    move(there, "commit", 300, "a")
    refused("revive.key_used", move, there, "commit", 301, "a")
    refused("revive.key_used", move, there, "release", 300, "a")


def test_what_is_repaid_is_free_again_only_where_the_line_revolves(there):
    purse.a_line("ROUND", there.analyst, revolves=True)
    for code in (there.line, "ROUND"):
        for kind in ("commit", "pay", "repay"):
            move(there, kind, 1_000, f"{code} {kind}", line=code)
    refused("revive.not_enough_free", move, there, "commit", 1, "x")
    move(there, "commit", 1_000, "y", line="ROUND")
    facts = refused("revive.not_enough_free", move, there, "commit", 1, "z", line="ROUND")
    assert facts["free_irr"] == 0


def test_money_is_not_committed_after_the_line_s_last_day(there, settings):
    settings.TODAY = date(2025, 3, 21)
    refused("revive.line_not_open", move, there, "commit", 1, "a", on=date(2025, 3, 21))
    move(there, "commit", 100, "a", on=date(2025, 3, 20))
    move(there, "pay", 100, "b", on=date(2025, 3, 21))  # what was committed in time is paid later


@pytest.mark.parametrize("how", [{"said": "rejected"}, {"round_": 2}])
def test_only_a_decision_that_approves_this_case_in_this_round_commits(there, how):
    other = purse.a_decision(there.case, **how)
    refused("revive.not_its_decision", move, there, "commit", 1, "a", decision=other)
    refused("revive.not_its_decision", move, there, "commit", 1, "a", decision=None)


def test_a_decision_on_another_case_commits_nothing(there, steward):
    elsewhere = purse.a_case(purse.a_unit(steward), by=there.officer)
    other = purse.a_decision(elsewhere)
    refused("revive.not_its_decision", move, there, "commit", 1, "a", decision=other)


def test_nothing_is_committed_before_its_decision_nor_on_a_day_to_come(there):
    refused("revive.before_decision", move, there, "commit", 1, "a", on=date(2024, 8, 11))
    refused("revive.ahead", move, there, "commit", 1, "a", on=date(2024, 8, 13))


def test_a_payment_of_an_earlier_day_may_leave_no_day_below_zero(there, settings):
    settings.TODAY = date(2024, 8, 20)
    move(there, "commit", 500, "a", on=date(2024, 8, 14))
    facts = refused("revive.below_zero_then", move, there, "pay", 1, "b", on=date(2024, 8, 13))
    assert facts["on"] == date(2024, 8, 13)
    move(there, "pay", 1, "b", on=date(2024, 8, 14))


def test_a_budget_that_comes_later_does_not_cover_an_earlier_day(there, settings):
    settings.TODAY = date(2024, 8, 20)
    told = order(500, key="more", on=date(2024, 8, 18))
    funding.set_budget(there.line, "budget", told, by=there.analyst, sure=True)
    refused("revive.below_zero_then", move, there, "commit", 1_001, "a", on=date(2024, 8, 17))
    move(there, "commit", 1_001, "a", on=date(2024, 8, 18))


def test_a_province_s_line_is_for_its_own_cases(there):
    purse.a_line("QAZVIN", there.analyst, province="IR-26")
    there.secretary = purse.person("director")
    refused("revive.line_elsewhere", move, there, "commit", 1, "a", line="QAZVIN")


def test_made_up_money_is_not_for_real_units(there):
    purse.a_line("MADE-UP", there.analyst, synthetic=True)
    refused("revive.line_mixed", move, there, "commit", 1, "a", line="MADE-UP")


def test_a_kind_that_takes_no_money_is_not_committed_to(there):
    there.work = planning.plan(there.case, "training", by=there.officer)
    move(there, "commit", 1, "a")
    there.work = planning.plan(there.case, "debt_rescheduling", by=there.officer)
    refused("revive.takes_no_money", move, there, "commit", 1, "b")


def test_what_is_stopped_gets_no_money_and_with_money_is_not_stopped(there):
    move(there, "commit", 10, "a")
    refused(
        "revive.holds_money", planning.end, there.work, by=there.officer, done=False, result="x"
    )
    move(there, "release", 10, "b")
    planning.end(there.work, by=there.officer, done=False, result="owner left")
    refused("revive.intervention_ended", move, there, "commit", 1, "c")


def test_a_closed_case_gets_no_money(there):
    Case.objects.filter(pk=there.case).update(state="withdrawn")
    refused("revive.case_closed", move, there, "commit", 1, "a")


def test_a_cut_takes_what_is_free_and_says_why(there):
    move(there, "commit", 700, "a")
    cut = lambda much, words="": funding.set_budget(
        there.line, "cut", order(much, key="cut", words=words), by=there.analyst, sure=True
    )
    refused("ledger.reason_needed", cut, 300)
    assert refused("revive.not_enough_free", cut, 301, "a new law")["free_irr"] == 300
    cut(300, "a new law")
    assert stands(there)[:2] == (700, 700)


def test_a_release_says_why(there):
    move(there, "commit", 700, "a")
    refused("ledger.reason_needed", move, there, "release", 1, "b", words=" ")


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "1e19", "0.00001", "0.5"])
def test_what_is_no_amount_of_rials_is_refused(there, amount):
    refused("revive.amount_not_money", move, there, "commit", amount, "a")


def test_dollars_keep_their_amount_their_rate_its_day_and_its_source(there):
    purse.a_line("USD", there.analyst, budget=10**12)
    told = {"currency": "USD", "rate": Decimal(490_000), "rate_on": DAY, "rate_source": "the bank"}
    entry = move(there, "commit", "2.5", "a", line="USD", **told)
    assert (entry.amount_irr, entry.original_amount, entry.currency) == (1_225_000, 2.5, "USD")
    assert (entry.rate, entry.rate_on, entry.rate_source) == (490_000, DAY, "the bank")


def test_a_day_without_a_rate_is_not_guessed(there):
    told = {"currency": "USD", "basis": "market"}
    refused("revive.no_rate", move, there, "commit", 1, "a", on=DAY, **told)
    refused(
        "revive.rate_incomplete", move, there, "commit", 1, "a", currency="EUR", rate=Decimal(5)
    )
    refused("revive.no_such_currency", move, there, "commit", 1, "a", currency="XXX")


def test_a_rate_that_was_handed_in_speaks_for_its_day(there):
    told = b"currency,basis,day,rials,source\nEUR,market,2024-08-12,650000.5,TGJU\n"
    import_rates(told, by=there.analyst)
    purse.a_line("EUR", there.analyst, budget=10**12)
    entry = move(there, "commit", "2", "a", line="EUR", on=DAY, currency="EUR", basis="market")
    assert (entry.amount_irr, entry.rate, entry.rate_on) == (1_300_001, Decimal("650000.5"), DAY)
    assert entry.rate_source == "market: TGJU"


def test_an_amount_far_from_the_record_is_asked_about_once_more(there):
    purse.a_line("BIG", there.analyst, budget=10**15)
    much = 50 * 10**12  # fifty thousand billion rials for one unit
    facts = refused(
        "revive.amount_doubtful", move, there, "commit", much, "a", sure=False, line="BIG"
    )
    assert facts["meant"] == 50 * 10**9
    move(there, "commit", much, "a", sure=True, line="BIG")


def test_nobody_moves_money_who_may_not(there):
    full = order(1, key="a", decision=there.decision)
    for kind, by in (("commit", there.officer), ("pay", there.analyst), ("commit", there.analyst)):
        refused("ledger.not_allowed", funding.move_money, there.work, kind, there.line, full, by=by)
    refused("ledger.not_allowed", purse.a_line, "X-1", there.officer)


def test_whoever_saw_an_older_state_is_told_who_changed_it(there):
    seen = Intervention.objects.get(pk=there.work).version
    move(there, "commit", 10, "a", seen=seen)
    facts = refused("revive.intervention_changed", move, there, "commit", 10, "b", seen=seen)
    assert (facts["by"], facts["act"]) == ("secretary", "revive.commit_money")


# What the database holds by itself


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revive_fundingline SET committed_irr = budget_irr + 1",
        "UPDATE revive_fundingline SET paid_irr = committed_irr + 1",
        "UPDATE revive_fundingline SET repaid_irr = paid_irr + 1",
        "UPDATE revive_fundingline SET budget_irr = -1, committed_irr = -1, paid_irr = -1",
        "UPDATE revive_intervention SET committed_irr = 0",
        "UPDATE revive_intervention SET paid_irr = committed_irr + 1",
        "UPDATE revive_intervention SET repaid_irr = paid_irr + 1",
        "UPDATE revive_intervention SET decision_id = NULL",
        "UPDATE revive_entry SET amount_irr = 1",
        "DELETE FROM revive_entry",
        """INSERT INTO revive_entry
           SELECT (jsonb_populate_record(e, '{"id": 0}')).* FROM revive_entry AS e""",
    ],
)
def test_raw_sql_is_held_to_the_same(there, change):
    move(there, "commit", 700, "a")
    move(there, "pay", 400, "b")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_sums_that_somebody_bent_are_told_and_nothing_is_written(there):
    move(there, "commit", 700, "a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE revive_intervention SET committed_irr = 100")
    facts = refused("revive.money_held", move, there, "pay", 200, "b")
    assert facts["constraint"] == "intervention_money_never_below_zero"
    assert Entry.objects.count() == 2


def test_days_of_a_mistyped_year_are_no_days_of_money(there, analyst):
    for ends in ({"first": date(622, 3, 22)}, {"last": date(9999, 12, 31)}):
        days = {"first": date(2024, 3, 20), "last": date(2025, 3, 20)} | ends
        line = funding.NewLine(code="FAR-1403", name_fa="ردیف", **days)
        refused("revive.day_far", funding.open_line, line, by=analyst)
    told = order(5, key="long ago", on=date(622, 3, 22))
    refused("revive.day_far", funding.set_budget, there.line, "budget", told, by=analyst, sure=True)
    assert stands(there)[0] == 1_000
