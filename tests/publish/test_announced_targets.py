"""Which announced targets are taken over, and with which claim as their source?"""

from datetime import date

import pytest
from django.utils import timezone

from ehya.engine.calendar import year_range
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.plan.models import Target, TargetVersion
from ehya.plan.queries.targets import target_of
from ehya.publish.actions import load_record
from ehya.publish.actions.targets import take_all_announced, take_announced
from ehya.publish.queries.announced import announced
from ehya.publish.queries.record import claim
from ehya.register.actions.places import load_places
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record(db):
    load_places(by=the_house())
    load_record(by=the_house())


def test_all_are_taken_over_once_in_the_order_they_were_told():
    first = take_all_announced()
    assert first.versions > 20
    assert take_all_announced().versions == 0
    assert TargetVersion.objects.filter(claim="").count() == 0


def test_a_whole_and_its_parts_are_targets_of_their_own_never_versions():
    # 1401: 98 inside and outside parks, of which 86 inside and 12 outside.
    take_all_announced()
    told = Target.objects.filter(place="IR-06", first=date(2022, 3, 21))
    assert sorted((one.population, int(one.versions.get().value)) for one in told) == [
        ("industrial parks", 86),
        ("inside and outside parks", 98),
        ("outside parks", 12),
    ]
    moment = Moment(date(2023, 3, 1), timezone.now())
    asked = ("units_revived_claimed", told[0].place, year_range(1401), moment)
    assert target_of(*asked, synthetic=False) is None  # of three parts none speaks for all
    assert int(target_of(*asked, synthetic=False, population="outside parks").value) == 12


def test_the_300_of_1403_stands_on_its_claim():
    take_all_announced()
    moment = Moment(date(2024, 8, 12), timezone.now())
    held = target_of("units_renovated", "IR", year_range(1403), moment, synthetic=False)
    assert (int(held.value), held.number, held.announced_on) == (300, 1, date(2024, 8, 12))
    assert held.claim and claim(held.claim).claim.value == 300
    day_before = Moment(date(2024, 8, 11), timezone.now())
    assert target_of("units_renovated", "IR", year_range(1403), day_before, synthetic=False) is None


def test_a_person_takes_one_over_and_it_is_known_from_now(analyst):
    one = next(one for one in announced() if one.recorded.key == "TT448136-01")
    began = timezone.now()
    take_announced(one.recorded.key, by=analyst)
    kept = TargetVersion.objects.get()
    assert (int(kept.value), kept.claim, kept.announced_on) == (
        1500,
        "TT448136-01",
        date(2020, 5, 22),
    )
    assert kept.known_at >= began
    with pytest.raises(Refusal) as no:
        take_announced(one.recorded.key, by=analyst)
    assert no.value.code == "plan.taken_already"


def test_what_is_no_announced_target_and_who_may_not_are_refused(analyst, officer):
    for key, who, code in (
        ("NOPE-01", analyst, "publish.no_such_target"),
        ("TT448136-01", officer, "ledger.not_allowed"),
    ):
        with pytest.raises(Refusal) as no:
            take_announced(key, by=who)
        assert no.value.code == code
