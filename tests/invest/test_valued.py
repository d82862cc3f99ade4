"""Projects' money in one measure: small sums, worked out by hand, whose parts always add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.invest.queries.valued import Asked, Cell, parted, valued
from ehya.invest.queries.wanted import Wanted
from ehya.ledger.scopes import ALL
from ehya.register.queries.rates import IndexOn, RateOn
from ehya.register.queries.within import here_and_now
from tests.invest import yard

BILLION = 10**9
MARCH, AUGUST = yard.BEGUN, yard.DAY
KINDS = st.sampled_from(("infrastructure", "industrial", "revival"))
CELLS = st.lists(
    st.builds(
        Cell,
        kind=KINDS,
        province=st.sampled_from(("", "IR-20", "IR-23")),
        source=st.sampled_from(("own", "bank", "untold")),
        grains=st.integers(-(10**50), 10**50),
    ),
    max_size=20,
)


@pytest.fixture
def two_projects(officer, analyst, monkeypatch):
    """8 bn of a bank and 2 bn of its own for water; 6 bn for a new unit; 4 bn and 3 bn are paid."""
    yard.places()
    water, unit = yard.a_project(officer), yard.a_project(officer, kind="industrial", branch="new")
    bank = yard.money(water, 8 * BILLION, by=officer)
    yard.money(water, 2 * BILLION, by=officer, kind="own")
    yard.money(unit, 6 * BILLION, by=officer, kind="own")
    yard.pay(water, 4 * BILLION, "a", by=officer, financing=bank)
    yard.pay(unit, 3 * BILLION, "b", by=officer)
    return water, unit


def told(monkeypatch, rates):
    """Make these the only rates: day -> rials for a dollar."""

    def known(pairs, basis, known_at):
        return {
            (currency, day): RateOn(
                currency, basis, Decimal(rates[day]), DayRange(day, day), "x", ""
            )
            for currency, day in pairs
            if day in rates
        }

    monkeypatch.setattr("ehya.invest.queries.valued.rates_of", known)


def asked(measure, **more):
    return valued(Wanted(), Asked(measure, **more), here_and_now(), ALL, synthetic=False)


def values(parts):
    return {name: part.value for name, part in parts.items()}


def test_rials_of_each_day_are_summed_by_kind_source_and_province(two_projects):
    both = asked("nominal")
    assert both.approved.whole.value == 16 * BILLION
    assert values(both.approved.kinds) == {
        "infrastructure": 10 * BILLION, "industrial": 6 * BILLION,
    }  # fmt: skip
    assert values(both.approved.sources) == {"own": 8 * BILLION, "bank": 8 * BILLION}
    assert values(both.approved.provinces) == {"IR-20": 16 * BILLION}
    assert both.paid.whole.value == 7 * BILLION
    assert values(both.paid.sources) == {"bank": 4 * BILLION, "untold": 3 * BILLION}


def test_dollars_go_by_the_rate_of_each_amount_s_own_day(two_projects, monkeypatch):
    told(monkeypatch, {MARCH: 400_000, AUGUST: 500_000})
    both = asked("dollars", basis="market")
    assert both.approved.whole.value == 40_000, "16 bn / 400,000"
    assert values(both.paid.kinds) == {"infrastructure": 8_000, "industrial": 6_000}, "by August's"


def test_a_day_without_a_rate_refuses_that_total_and_names_the_day(two_projects, monkeypatch):
    told(monkeypatch, {MARCH: 400_000})
    both = asked("dollars", basis="nima")
    assert both.approved.whole.value == 40_000
    assert both.paid.whole is None
    assert both.paid.refusal.code == "money.no_rates"
    assert both.paid.refusal.facts["days"] == (AUGUST.isoformat(),)
    assert not both.paid.kinds, "no part is shown as all"


def test_constant_rials_are_those_of_the_month_asked_for(two_projects):
    first = IndexOn("cpi", "1400=100", Decimal(200), DayRange(MARCH, date(2024, 4, 19)), "x", "")
    last = IndexOn("cpi", "1400=100", Decimal(250), DayRange(date(2024, 7, 22), AUGUST), "x", "")
    newest = asked("constant", months=(first, last), base=last)
    assert newest.approved.whole.value == 20 * BILLION, "16 x 250 / 200"
    assert newest.paid.whole.value == 7 * BILLION
    oldest = asked("constant", months=(first, last), base=first)
    assert oldest.approved.whole.value == 16 * BILLION
    assert oldest.paid.whole.value == 5_600_000_000, "7 x 200 / 250"


def test_without_an_index_there_are_no_constant_rials(two_projects):
    none = asked("constant")
    assert none.approved.refusal.code == "money.no_index"
    assert isinstance(none.paid.refusal, Refusal)


def test_one_project_is_valued_alone(two_projects):
    alone = valued(Wanted(), Asked(), here_and_now(), ALL, synthetic=False, project=two_projects[1])
    assert alone.approved.whole.value == 6 * BILLION


@given(cells=CELLS)
def test_in_each_measure_the_parts_add_up_to_their_total(cells):
    told = parted(cells)
    for parts in (told.kinds, told.sources, told.provinces):
        assert sum(part.grains for part in parts.values()) == told.whole.grains
    assert told.whole.grains == sum(cell.grains for cell in cells)
