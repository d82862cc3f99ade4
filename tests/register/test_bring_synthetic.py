"""The synthetic register comes in through the door that every file takes, marked as what it is."""

import shutil
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home
from ehya.ledger.scopes import ALL
from ehya.register.actions import synthetic

UNITS, SEED = 300, 11


@pytest.fixture
def house(db):
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places

    load_places(by=the_house())
    yield the_house()
    shutil.rmtree(home() / synthetic.FOLDER, ignore_errors=True)


@pytest.fixture
def brought(house):
    from ehya.register.actions.synthetic import bring_synthetic

    return bring_synthetic(UNITS, SEED, by=house)


def test_all_files_come_in_and_everything_is_marked(brought):
    from ehya.register.models import Park, ReceivedFile, Unit

    assert brought.files == 7
    assert brought.refused <= 2  # two records of one unit that only share a company's number
    assert UNITS - 4 <= Unit.objects.count() <= UNITS
    assert not Unit.objects.filter(synthetic=False).exists()
    assert not Park.objects.filter(synthetic=False).exists()
    assert ReceivedFile.objects.filter(synthetic=True).count() == 7


def test_the_past_answers_as_it_truly_was(brought):
    from ehya.register.models import Identifier
    from ehya.register.queries.within import Moment, units_at

    truth = home() / synthetic.FOLDER / "truth"
    units = pl.read_parquet(truth / "units.parquet").select("entity", "permit")
    spells = pl.read_parquet(truth / "spells.parquet")
    unit_of = dict(Identifier.objects.filter(scheme="permit").values_list("value", "unit"))
    for day in (date(2019, 3, 20), date(2021, 3, 20), date(2024, 7, 21)):
        told = units_at(Moment(day, timezone.now()), ALL).values_list("unit", "status")
        told = dict(told)
        true = (
            spells.filter(pl.col("first") <= day).group_by("entity").last().join(units, on="entity")
        )
        pairs = [
            (told[unit_of[permit]], status)
            for permit, status in true.select("permit", "status").iter_rows()
            if permit in unit_of and unit_of[permit] in told
        ]
        assert len(pairs) > UNITS * 0.7
        assert sum(one == other for one, other in pairs) >= len(pairs) - 1


def test_a_second_time_nothing_comes_in(house, brought):
    from ehya.register.actions.synthetic import bring_synthetic
    from ehya.register.models import UnitVersion

    before = UnitVersion.objects.count()
    again = bring_synthetic(UNITS, SEED, by=house)
    assert (again.files, again.rows) == (0, 0)
    assert UnitVersion.objects.count() == before


def test_what_was_cut_off_goes_on(house, monkeypatch):
    from ehya.register.actions import synthetic
    from ehya.register.queries.synthetic import synthetic_there

    take, taken = synthetic.import_units, []

    def pulled_after_two(path, **how):
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(path)
        return take(path, **how)

    monkeypatch.setattr(synthetic, "import_units", pulled_after_two)
    with pytest.raises(KeyboardInterrupt):
        synthetic.bring_synthetic(UNITS, SEED, by=house)
    assert len(synthetic_there().done) == 2
    monkeypatch.setattr(synthetic, "import_units", take)
    assert synthetic.bring_synthetic(UNITS, SEED, by=house).files == 5


def test_another_synthetic_register_does_not_come_beside_it(house, brought):
    from ehya.register.actions.synthetic import bring_synthetic

    with pytest.raises(Refusal) as refused:
        bring_synthetic(UNITS + 1, SEED, by=house)
    assert refused.value.code == "register.other_synthetic_there"
    assert refused.value.facts == {"units": UNITS, "seed": SEED}


def test_it_never_comes_beside_real_units(house, steward):
    from ehya.register.actions.synthetic import bring_synthetic
    from ehya.register.actions.units import add_unit

    add_unit({"name_fa": "فولاد آزمون", "province": "IR-20"}, on=date(2020, 1, 1), by=steward)
    with pytest.raises(Refusal, match=r"register\.real_units_there"):
        bring_synthetic(UNITS, SEED, by=house)


def test_a_demonstration_that_took_a_unit_in_by_hand_starts_again(house, brought, steward):
    from ehya.cli.synthetic import bring_units
    from ehya.register.actions.units import add_unit
    from ehya.register.models import UnitVersion

    add_unit({"name_fa": "فولاد آزمون", "province": "IR-20"}, on=date(2020, 1, 1), by=steward)
    before = UnitVersion.objects.count()
    bring_units(None, None)
    assert UnitVersion.objects.count() == before


def test_a_demonstration_of_real_units_stays_without_made_up_ones(house, steward):
    from ehya.cli.synthetic import bring_units
    from ehya.register.actions.units import add_unit
    from ehya.register.models import Unit

    add_unit({"name_fa": "فولاد آزمون", "province": "IR-20"}, on=date(2020, 1, 1), by=steward)
    bring_units(None, None)
    assert Unit.objects.count() == 1


def test_size_and_role_are_asked_first(house, steward):
    from ehya.register.actions.synthetic import bring_synthetic

    with pytest.raises(Refusal, match=r"register\.synthetic_size"):
        bring_synthetic(5, SEED, by=house)
    with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
        bring_synthetic(UNITS, SEED, by=steward)


def test_what_was_known_on_a_day_of_the_past_can_be_asked(brought):
    """Files of 2019 and 2020 came in 20 days after their days, at seven o'clock (UTC)."""
    from ehya.register.models import Identifier
    from ehya.register.queries.within import Moment, parks_at, units_at

    day = date(2020, 3, 19)
    hour = timedelta(hours=1)
    came = [datetime(2019, 4, 9, 7, tzinfo=UTC), datetime(2020, 4, 8, 7, tzinfo=UTC)]

    def told(known):
        rows = units_at(Moment(day, known), ALL).order_by("unit")
        return list(rows.values_list("unit", "status"))

    assert told(came[0] - hour) == []
    before, then, now = told(came[1] - hour), told(came[1] + hour), told(timezone.now())
    assert 0 < len(before) < len(then)
    assert {row.known.lower for row in Identifier.objects.all()} >= set(came)
    assert before == told(came[0] + hour)
    assert dict(before).items() != {unit: dict(then)[unit] for unit, _ in before}.items()
    assert then == now  # later files speak of later days
    assert parks_at(Moment(day, came[0]), ALL).exists()


def test_the_ledger_tells_when_it_was_truly_done(brought):
    from ehya.ledger.models import Event

    made = Event.objects.get(act="register.make_synthetic")
    assert made.facts["came_in"]["2019-03-20"].startswith("2019-04-09")
    assert timezone.now() - made.at < timedelta(hours=1)
    taken = Event.objects.filter(act="register.import_units")
    assert all(timezone.now() - event.at < timedelta(hours=1) for event in taken)
