"""Which announced targets are taken over, and with which claim as their source?"""

from datetime import date

import pytest
from django.utils import timezone

from ehya.engine.calendar import year_range
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.plan.models import TargetVersion
from ehya.plan.queries.targets import target_of
from ehya.publish.actions import load_record
from ehya.publish.actions.targets import take_all_announced, take_announced
from ehya.publish.queries.announced import announced
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


def test_the_target_of_1399_was_1500_and_was_raised_to_2000():
    take_all_announced()
    year = year_range(1399)

    def then(day):
        moment = Moment(day, timezone.now())
        return target_of("units_revived_claimed", "IR", year, moment, synthetic=False)

    assert int(then(date(2020, 6, 30)).value) == 1500
    assert int(then(date(2020, 11, 2)).value) == 2000
    assert then(date(2020, 11, 2)).claim == "VISTA990811-01"


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
