"""Provinces, counties and parks: what ships, what somebody means, how parks change."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.register.places import (
    COUNTIES,
    PROVINCES,
    ParkNames,
    find_county,
    find_province,
    settle_county,
    settle_province,
)
from ehya.web.messages import sentence

SEMNAN, ISFAHAN = "IR-20", "IR-10"
NOWRUZ_1400, NOWRUZ_1402 = date(2021, 3, 21), date(2023, 3, 21)
PARK = {"name_fa": "شهرک صنعتی آزمون", "name_en": "Azmoon Industrial Park", "province": "سمنان"}


def test_there_are_31_provinces_and_their_counties():
    assert len(PROVINCES) == 31
    assert len(COUNTIES) == 484
    assert {county.province for county in COUNTIES.values()} == set(PROVINCES)
    assert sum(province.persons for province in PROVINCES.values()) == 79_926_270  # the census


def test_provinces_are_named_as_the_record_names_them():
    from ehya.ledger.rules import vocabulary

    told = {p.iso: p.name for p in vocabulary().places.values() if p.iso != "IR"}
    assert told == {p.iso: p.name_en for p in PROVINCES.values()}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("اصفهان", "IR-10"),
        ("استان اصفهان", "IR-10"),
        ("Esfahan", "IR-10"),
        ("Isfahan Province", "IR-10"),
        ("آذربايجان شرقي", "IR-03"),
        ("West Azerbaijan", "IR-04"),
        ("Chahar Mahal & Bakhtiari", "IR-14"),
        ("سیستان وبلوچستان", "IR-11"),
        ("کهگیلویه‌وبویراحمد", "IR-17"),
        ("Ghazvin", "IR-26"),
        ("ir-20", "IR-20"),
        ("خراسان", None),
        ("Iran", None),
        ("", None),
    ],
)
def test_a_province_is_known_by_any_of_its_names(text, iso):
    assert find_province(text) == iso


@pytest.mark.parametrize(
    ("text", "province", "code"),
    [
        ("گرمسار", None, "IR-20-0232"),
        ("شهرستان گرمسار", SEMNAN, "IR-20-0232"),
        ("Garmsar County", SEMNAN, "IR-20-0232"),
        ("Ghaemshahr", "IR-02", "IR-02-0414"),
        ("گرمسار", ISFAHAN, None),
        ("هیچ‌جا", None, None),
    ],
)
def test_a_county_is_known_by_its_name_and_province(text, province, code):
    assert find_county(text, province) == code


@given(st.sampled_from(sorted(COUNTIES)))
def test_every_county_is_found_by_both_its_names(code):
    county = COUNTIES[code]
    for name in (county.name_fa, county.name_en, f"شهرستان {county.name_fa}", code):
        assert find_county(name, county.province) == code


def test_who_names_no_province_hears_the_nearest():
    with pytest.raises(Refusal) as refused:
        settle_province("مازندارن شمال")
    assert refused.value.code == "register.no_such_province"
    assert "مازندران" in sentence(refused.value, "fa")


def test_who_names_a_county_of_another_province_hears_where_it_is():
    with pytest.raises(Refusal) as refused:
        settle_county("گرمسار", ISFAHAN)
    assert sentence(refused.value, "en") == (
        "County “گرمسار” is in Semnan, not in Isfahan. Correct one of the two."
    )
    assert "سمنان" in sentence(refused.value, "fa")


def test_a_park_is_found_by_name_in_either_script():
    parks = ParkNames(
        [
            ("P-0001", SEMNAN, "Semnan Industrial Park", "شهرک صنعتی سمنان"),
            ("P-0002", SEMNAN, "Garmsar Industrial Town", "شهرک صنعتی گرمسار"),
            ("P-0003", ISFAHAN, "Mourchekhort", "مورچه‌خورت"),
            ("P-0004", "IR-23", "Abbasabad", "عباس‌آباد"),
            ("P-0005", "IR-08", "Abbasabad", "عباس‌آباد"),
        ]
    )
    assert parks.find("گرمسار") == "P-0002"
    assert parks.find("شهرك صنعتي گرمسار") == "P-0002"
    assert parks.find("Murcheh Khort") == parks.find("p-0003") == "P-0003"
    assert parks.find("گرمسار", ISFAHAN) is None
    assert parks.find("Abbas Abad") is None
    assert parks.find("Abbas Abad", "IR-08") == "P-0005"
    with pytest.raises(Refusal) as refused:
        parks.settle("گرمساران", SEMNAN)
    assert refused.value.facts["near"][0] == "شهرک صنعتی گرمسار"


# In the register


def told_of(code, day, known=None):
    from ehya.register.queries.places import park_told
    from ehya.register.queries.within import Moment

    return park_told(code, Moment(day, known or datetime.now(UTC)))


@pytest.fixture
def places(steward):
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places

    load_places(by=the_house())
    return steward


@pytest.mark.django_db
def test_places_are_loaded_once(steward):
    from ehya.ledger.models import Event
    from ehya.register.actions.places import load_places
    from ehya.register.models import Province

    assert load_places(by=steward) == 31 + 484
    assert load_places(by=steward) == 0
    Province.objects.filter(iso=SEMNAN).update(name_en="Semnaan")
    assert load_places(by=steward) == 1
    assert Event.objects.filter(act="register.load_places").count() == 2


@pytest.mark.django_db
def test_a_park_changes_in_the_world_and_its_past_stays(places):
    from ehya.register.actions.places import add_park, change_park

    code = add_park({**PARK, "plots": 120}, on=NOWRUZ_1400, by=places)
    assert code == "P-0001"
    change_park(code, {"plots": 150}, happened_on=NOWRUZ_1402, by=places)
    assert told_of(code, date(2022, 1, 1)).plots == 120
    assert told_of(code, date(2024, 1, 1)).plots == 150


@pytest.mark.django_db
def test_a_corrected_park_still_tells_what_was_known_before(places):
    from ehya.register.actions.places import add_park, correct_park

    code = add_park({**PARK, "area_ha": 15}, on=NOWRUZ_1400, by=places)
    before = datetime.now(UTC)
    correct_park(code, {"area_ha": 150}, as_of=NOWRUZ_1402, by=places, reason="a zero was lost")
    assert told_of(code, NOWRUZ_1400).area_ha == 150
    assert told_of(code, NOWRUZ_1402, before).area_ha == 15


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "castle"}, "register.bad_park_fact"),
        ({"plots": "many"}, "register.bad_park_fact"),
        ({"plots": -1}, "register.bad_park_fact"),
        ({"area_ha": "nan"}, "register.bad_park_fact"),
        ({"lat": 95}, "register.bad_park_fact"),
        ({"lat": 35.5}, "register.half_a_place"),
        ({"services": "water opera"}, "register.bad_park_fact"),
        ({"name_fa": " "}, "register.bad_park_fact"),
        ({"province": "Atlantis"}, "register.no_such_province"),
        ({"province": ""}, "register.no_such_province"),
        ({"county": "کاشان"}, "register.county_elsewhere"),
        ({"colour": "red"}, "register.no_such_fact"),
    ],
)
def test_a_park_that_cannot_be_is_refused(places, facts, code):
    from ehya.register.actions.places import add_park

    with pytest.raises(Refusal) as refused:
        add_park({**PARK, **facts}, on=NOWRUZ_1400, by=places)
    assert refused.value.code == code


@pytest.mark.django_db
def test_two_parks_of_one_name_in_a_province_are_refused(places):
    from ehya.register.actions.places import add_park, change_park

    first = add_park(PARK, on=NOWRUZ_1400, by=places)
    second = add_park({**PARK, "name_fa": "شهرک دیگر"}, on=NOWRUZ_1400, by=places)
    for again in (
        lambda: add_park(PARK, on=NOWRUZ_1402, by=places),
        lambda: change_park(
            second, {"name_fa": PARK["name_fa"]}, happened_on=NOWRUZ_1402, by=places
        ),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "register.park_there"
        assert refused.value.facts["park"] == first


@pytest.mark.django_db
def test_parks_brought_twice_are_there_once(places):
    from ehya.register.actions.places import bring_parks

    rows = [PARK, {**PARK, "province": "Isfahan", "services": ["gas", "water"]}]
    assert bring_parks(rows, on=NOWRUZ_1400, by=places) == {"added": 2, "unchanged": 0}
    assert bring_parks(rows, on=NOWRUZ_1400, by=places) == {"added": 0, "unchanged": 2}
    assert told_of("P-0002", NOWRUZ_1402).services == ["water", "gas"]


@pytest.mark.django_db
def test_a_change_needs_a_park_a_day_and_something_new(places):
    from ehya.register.actions.places import add_park, change_park, correct_park

    code = add_park(PARK, on=NOWRUZ_1400, by=places)
    for wrong, refusal in (
        (lambda: change_park("P-9999", {}, happened_on=NOWRUZ_1402, by=places), "no_such_park"),
        (
            lambda: change_park(code, {"plots": 9}, happened_on=date(2020, 1, 1), by=places),
            "park_unknown_then",
        ),
        (
            lambda: change_park(code, {"kind": "town"}, happened_on=NOWRUZ_1402, by=places),
            "park_reads_so",
        ),
    ):
        with pytest.raises(Refusal) as refused:
            wrong()
        assert refused.value.code == f"register.{refusal}"
    with pytest.raises(Refusal, match=r"ledger\.reason_needed"):
        correct_park(code, {"plots": 9}, as_of=NOWRUZ_1402, by=places, reason=" ")


@pytest.mark.django_db
def test_an_officer_may_not_add_parks(officer):
    from ehya.register.actions.places import add_park

    with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
        add_park(PARK, on=NOWRUZ_1400, by=officer)


@pytest.mark.django_db
def test_a_steward_of_one_province_adds_no_park_in_another(places):
    from ehya.ledger.models import Scope
    from ehya.register.actions.places import add_park

    Scope.objects.create(user=places, kind="province", code=ISFAHAN)
    with pytest.raises(Refusal) as refused:
        add_park(PARK, on=NOWRUZ_1400, by=places)
    assert refused.value.code == "register.park_outside_scope"
    assert "Semnan" in sentence(refused.value, "en")
