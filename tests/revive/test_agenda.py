"""A case comes before its own province's committee, at a meeting that is still to be sealed."""

import pytest
from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.revive.actions import meetings, sealing
from ehya.revive.actions.moving import Step, carry
from ehya.revive.guards import Said
from ehya.revive.models import Case, Committee, Item
from tests.revive.hall import MET, QAZVIN, TODAY, add_case, approve, attend, open_hall, put_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def brought(case, meeting, by):
    """Bring a case by the one door that every act goes through."""
    with transaction.atomic():
        event = Event.objects.order_by("-position")[0].pk
        carry([Step(case.pk, "bring", by, Said(MET, meeting=meeting))], event=event)


def test_a_meeting_that_was_called_off_hears_no_case(steward):
    hall, case = open_hall(steward), add_case(steward)
    meetings.cancel_meeting(hall.meeting, by=hall.secretary, reason="برف")
    with pytest.raises(Refusal, match=r"revive\.not_with_such_a_meeting"):
        brought(case, hall.meeting, hall.secretary)
    assert Case.objects.get(pk=case.pk).state == "proposed"
    assert not Item.objects.exists()


def test_a_meeting_whose_minutes_are_sealed_hears_no_further_case(steward):
    hall = open_hall(steward)
    (item,) = put_on(hall, add_case(steward, "Sepehr"))
    approve(hall, item, attend(hall))
    sealing.seal(hall.meeting, by=hall.secretary, set_minutes=lambda told: b"%PDF-1.7 minutes")
    case = add_case(steward)
    with pytest.raises(Refusal, match=r"revive\.not_with_such_a_meeting"):
        brought(case, hall.meeting, hall.secretary)
    assert not Item.objects.filter(case=case).exists()


def test_another_province_s_committee_hears_none(steward):
    hall = open_hall(steward)
    case = add_case(steward, province=QAZVIN)
    with pytest.raises(Refusal, match=r"revive\.other_committee"):
        brought(case, hall.meeting, hall.secretary)
    assert not Item.objects.exists()


def test_the_nation_s_committee_hears_every_province_s_and_no_made_up_ones(steward):
    hall = open_hall(steward)
    Committee.objects.filter(pk=hall.committee).update(province=None)
    made_up, case = add_case(steward, "Sepehr"), add_case(steward, province=QAZVIN)
    Case.objects.filter(pk=made_up.pk).update(synthetic=True)
    with pytest.raises(Refusal, match=r"revive\.other_committee"):
        brought(made_up, hall.meeting, hall.secretary)
    brought(case, hall.meeting, hall.secretary)
    assert Item.objects.get().case_id == case.pk
