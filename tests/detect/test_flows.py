"""Do the flows say where the units of a day went?"""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from ehya.detect.models import Spell
from ehya.detect.queries.flows import flows
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import Unit
from ehya.register.queries.within import here_and_now

pytestmark = pytest.mark.django_db
SPRING_23, SPRING_24 = date(2023, 3, 21), date(2024, 3, 20)  # 1 Farvardin 1402 and 1403


@pytest.fixture
def spell():
    def stood(sweep, number, state, first, until=None, known=None):
        return Spell.objects.create(
            unit=Unit.objects.get(number=number),
            state=state,
            valid=DateRange(first, until),
            known=known or DateTimeTZRange(sweep.told_at, None),
            chance=0.9,
            sweep=sweep,
            synthetic=False,
        )

    return stood


@pytest.fixture
def sweep(works, swept, look_at, spell):
    """Fell idle; came back; idle throughout; active throughout; not yet read on the first day."""
    row = swept()
    read = {"first_read": row.first}
    fell = works("Fell")
    look_at(row, fell, "idle", **read)
    spell(row, fell, "idle", date(2023, 10, 23))
    back = works("Back")
    look_at(row, back, "active", **read)
    spell(row, back, "semi_active", date(2022, 3, 21), date(2023, 6, 22))
    still = works("Still", province="IR-26")
    look_at(row, still, "idle", **read)
    spell(row, still, "idle", date(2021, 3, 21))
    look_at(row, works("Works"), "active", **read)
    look_at(row, works("Later"), "active", first_read=date(2023, 9, 23))
    return row


def test_each_unit_is_counted_once_between_its_two_states(sweep):
    found = flows(sweep, SPRING_23, SPRING_24, here_and_now(), ALL)
    assert found.units == {
        ("active", "active"): 1,
        ("active", "idle"): 1,
        ("semi_active", "active"): 1,
        ("idle", "idle"): 1,
        ("", "active"): 1,
    }
    assert found.read == 4
    assert found.moved == (("active", "idle", 1), ("semi_active", "active", 1))
    assert (found.before("active"), found.after("active")) == (2, 2)


def test_a_day_before_the_first_month_and_one_after_the_last_are_drawn_in(sweep):
    found = flows(sweep, date(2000, 1, 1), date(2030, 1, 1), here_and_now(), ALL)
    assert (found.since, found.until) == (sweep.first, sweep.as_of)


def test_a_last_day_before_the_first_tells_of_one_day(sweep):
    found = flows(sweep, SPRING_24, SPRING_23, here_and_now(), ALL)
    assert found.since == found.until == SPRING_23
    assert found.moved == ()


def test_an_officer_sees_the_flows_of_the_own_province(sweep):
    sight = Sight(provinces=frozenset({"IR-26"}))
    assert flows(sweep, SPRING_23, SPRING_24, here_and_now(), sight).units == {("idle", "idle"): 1}


def test_two_days_of_one_solar_month_tell_the_same(sweep):
    first, last = date(2023, 10, 23), date(2023, 11, 21)  # Aban 1402
    told = [flows(sweep, SPRING_23, day, here_and_now(), ALL).units for day in (first, last)]
    assert told[0] == told[1]
    before = flows(sweep, SPRING_23, date(2023, 10, 22), here_and_now(), ALL).units
    assert before[("active", "active")] == 2


def test_a_spell_that_the_sweep_no_longer_knew_counts_no_more(sweep, works, look_at, spell):
    other = works("Other")
    look_at(sweep, other, "active", first_read=sweep.first)
    long_ago = DateTimeTZRange(sweep.told_at.replace(year=2022), sweep.told_at)
    spell(sweep, other, "idle", date(2021, 3, 21), known=long_ago)
    found = flows(sweep, SPRING_23, date(2024, 4, 20), here_and_now(), ALL)
    assert found.units[("active", "active")] == 2


def test_without_a_first_month_a_unit_that_never_changed_began_with_it(works, swept, look_at):
    row = swept()
    look_at(row, works("New"), "active", since=date(2023, 9, 23), from_start=True)
    found = flows(row, SPRING_23, SPRING_24, here_and_now(), ALL)
    assert found.units == {("", "active"): 1}
