"""The made-up programme goes the same way as everybody: through the table, its guards and its money."""

from datetime import UTC, date, datetime, time

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ehya.detect.queries.months import MonthsTold
from ehya.engine.calendar import month_range
from ehya.engine.detect import NAMES
from ehya.ledger.actions import note, the_house
from ehya.ledger.scopes import ALL, Sight
from ehya.play import play_one_month
from ehya.register.models import Unit, UnitVersion
from ehya.revive.models import Case, Entry, Meeting, Move, Obligation, Restart
from ehya.revive.synthetic.cast import cast
from ehya.revive.synthetic.fates import chance, turns
from ehya.revive.synthetic.play import Play, play_month
from ehya.verify.actions.checking import watch
from ehya.verify.models import Check
from tests.revive.walks import looked_at

BACK = 14  # the month in which the units run again
MONTHS = tuple(month_range(1400 + n // 12, n % 12 + 1, "solar") for n in range(24))
A, S, I = (NAMES.index(name) for name in ("active", "semi_active", "idle"))


@pytest.fixture
def units(steward, settings):
    """Forty made-up units of Semnan that stand still until the fifteenth month."""
    return made(steward, settings, ["IR-20"] * 40)


def made(steward, settings, provinces):
    """As many made-up units."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit

    settings.TODAY = date(2024, 8, 12)
    with connection.cursor() as cursor:  # chance hangs on numbers of units: always the same ones
        cursor.execute("ALTER TABLE register_unit ALTER COLUMN id RESTART WITH 1001")
    load_places(by=the_house())
    for place, province in enumerate(provinces):
        facts = {"name_en": f"Works {place}", "province": province, "licensed_jobs": 12}
        add_unit(facts, by=steward, on=date(2019, 3, 21))
    Unit.objects.update(synthetic=True)
    rows = UnitVersion.objects.select_related("unit").order_by("unit_id")
    return {row.unit_id: row for row in rows}


def begun(units, sight=ALL):
    """A programme of these units that nobody has played yet, and its event."""
    state = np.full((len(units), len(MONTHS)), I)
    state[:, BACK:] = A
    told = MonthsTold(
        {unit: row for row, unit in enumerate(units)},
        MONTHS,
        ("electricity", "insured_workers"),
        state,
        np.full((*state.shape, 2), 9.0),
    )
    event = note("revive.play", by=the_house()).pk
    people = cast(first=MONTHS[0].first, event=event, sight=sight)
    return Play(1403, people, told, units, sight), event


def test_a_month_whose_event_cannot_be_written_is_not_played(units):
    play, _ = begun(units)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE ledger_event ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    with pytest.raises(IntegrityError, match="full_up"):
        play_one_month(play, watch(play.told), MONTHS[3], by=the_house())
    assert not Case.objects.exists()
    assert not Meeting.objects.exists()


def test_cases_are_found_decided_paid_for_and_told_to_run(units):
    play, event = begun(units)
    for month in MONTHS:
        known = datetime.combine(month.last, time(12), tzinfo=UTC)
        play_month(play, month, event=event, known_at=known)
        assert looked_at() == []
    assert Case.objects.count() >= 25, "four in five owners came"
    restarts = Restart.objects.filter(ended_by=None)
    assert restarts.count() >= 20
    assert {row.restarted_on.year for row in restarts} <= {2022}, "on the day the machine saw it"
    assert not set(restarts.values_list("jobs", flat=True)) - set(range(8, 12)), (
        "nine, more or less"
    )
    assert Entry.objects.filter(kind="pay").exists()
    assert Obligation.objects.filter(state="discharged").exists()
    for owed in Obligation.objects.prefetch_related("steps"):
        said = [step.said for step in sorted(owed.steps.all(), key=lambda s: (s.on, s.pk))]
        assert said[-1] == owed.state, "nothing is carried out before it was accepted"
    assert Meeting.objects.filter(state="held").exists()
    assert not Case.objects.filter(synthetic=False).exists()


def played(units, *sights):
    """Every act of a programme that so many play at once, each in sight of its own provinces."""
    with transaction.atomic():
        plays = [begun(units, sight)[0] for sight in sights]
        for month in MONTHS:
            for play in plays:
                play_one_month(play, watch(play.told), month, by=the_house())
        names = ("case__unit_id", "case__kind", "act", "on", "round", "facts__jobs")
        moves = sorted(Move.objects.values_list(*names), key=str)
        money = sorted(Entry.objects.values_list("kind", "on", "amount_irr", "line__code"))
        answers = ("case__unit_id", "stage", "found", "by", "on")
        checks = sorted(Check.objects.values_list(*answers), key=str)
        transaction.set_rollback(True)
    return moves, money, checks


def test_two_players_come_to_the_same_as_one_alone(steward, settings):
    units = made(steward, settings, ["IR-20", "IR-07", "IR-07"] * 14)
    here, there = Sight(provinces=frozenset({"IR-20"})), Sight(provinces=frozenset({"IR-07"}))
    alone = played(units, ALL)
    assert {code for *_, code in alone[1]} >= {"SYN-1401-IR-20", "SYN-1401-IR-07"}
    assert [len(rows) > 5 for rows in alone] == [True] * 3
    assert played(units, there, here) == alone


def test_a_month_is_not_played_twice(units):
    play, _ = begun(units)
    assert play_one_month(play, watch(play.told), MONTHS[9], by=the_house())["open"]
    assert not play_one_month(play, watch(play.told), MONTHS[9], by=the_house())


def test_a_return_is_told_in_the_month_in_which_it_came():
    state = np.array([[I, I, A, S, I, A], [A, A, A, A, A, A], [I, S, S, A, A, A]])
    assert [found.tolist() for found in turns(state, (I,), (A, S))] == [[2, 5], [], [1]]
    assert [found.tolist() for found in turns(state, (S,), (A,))] == [[], [], [3]]


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**9), min_size=1, max_size=50, unique=True))
def test_chance_hangs_on_the_key_alone_and_lies_between_nothing_and_one(seed, keys):
    drawn = chance(seed, "about", np.array(keys))
    assert ((drawn >= 0) & (drawn < 1)).all()
    assert (chance(seed, "about", np.array(keys[::-1]))[::-1] == drawn).all()


def test_what_holds_a_unit_up_leans_by_age_standing_place_and_park_and_the_seed_alone_chooses():
    born = [date(1980, 1, 1), date(2015, 1, 1)]
    rows = {
        unit: UnitVersion(
            unit_id=unit,
            isic="2811",
            park_id=f"P-{unit % 40:04}" if unit % 2 else None,
            province_id="IR-20",
            licensed_on=born[unit % 4 // 2],
        )
        for unit in range(1, 4001)
    }
    place = {unit: row for row, unit in enumerate(rows)}
    told = MonthsTold(place, MONTHS, (), np.full((4000, 24), I), np.empty((4000, 24, 0)))
    found = Play(7, None, told, rows).obstacles
    assert found == Play(7, None, told, dict(reversed(rows.items()))).obstacles
    worn = [found[unit] == "machinery.worn_out" for unit in rows]
    old = [row.licensed_on == born[0] for row in rows.values()]
    assert sum(w for w, o in zip(worn, old, strict=True) if o) > 1.5 * sum(
        w for w, o in zip(worn, old, strict=True) if not o
    ), "assumed: two and a half times as often"


def test_chance_is_even():
    drawn = chance(7, "even", np.arange(20_000))
    counts, _ = np.histogram(drawn, bins=10, range=(0, 1))
    assert counts.min() > 1_800
    assert counts.max() < 2_200
    assert abs(np.corrcoef(drawn, chance(8, "even", np.arange(20_000)))[0, 1]) < 0.03


@pytest.mark.django_db
def test_committees_are_held_before_their_meetings_are_numbered(units):
    play, event = begun(units)
    with CaptureQueriesContext(connection) as asked:
        month = MONTHS[0]
        known = datetime.combine(month.last, time(16), tzinfo=UTC)
        play_month(play, month, event=event, known_at=known)
    told = [query["sql"] for query in asked]
    held = next(n for n, sql in enumerate(told) if '"revive_committee"' in sql and "NO KEY" in sql)
    numbered = next(n for n, sql in enumerate(told) if 'MAX("revive_meeting"."number")' in sql)
    assert held < numbered, "whoever calls a meeting meanwhile must not get the same number"
