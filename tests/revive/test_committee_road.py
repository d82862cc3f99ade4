"""From an agenda to sealed minutes: what each step leaves, and what it refuses."""

import hashlib
from datetime import date

import pytest

from ehya.diagnose.evidence import path_of
from ehya.engine.refusal import Refusal
from ehya.ledger import signing
from ehya.ledger.models import Event
from ehya.revive.actions import deciding, following, meetings, sealing
from ehya.revive.models import Case, Decision, Intervention, Item, Meeting, Obligation, Step
from tests.revive import hall as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, tmp_path, monkeypatch):
    settings.TODAY = made.TODAY
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.fixture
def hall(steward):
    return made.open_hall(steward)


def typed(agenda):
    return (
        b"%PDF-1.7 " + repr([(one.number, one.words) for one in agenda.decisions.values()]).encode()
    )


def test_a_meeting_goes_from_its_agenda_to_sealed_minutes_and_a_kept_promise(hall, steward):
    case = made.add_case(steward)
    (item,) = made.put_on(hall, case)
    assert Case.objects.get().state == "before_committee"
    there = made.attend(hall)
    key = made.approve(hall, item, there, made.owes(hall, due=date(2024, 7, 21)))
    told = Case.objects.get()
    assert (told.state, Item.objects.get().state) == ("decided", "decided")
    decision = Decision.objects.get(pk=key)
    assert (decision.number, decision.votes_for, decision.present) == (1, 5, 5)
    assert Intervention.objects.get().decision_id == key
    owed = Obligation.objects.get()
    assert (owed.state, owed.due, owed.amount_irr) == ("asked", date(2024, 7, 21), 42_000_000_000)
    meeting = sealing.seal(hall.meeting, by=hall.secretary, set_minutes=typed)
    bytes_kept = path_of(meeting.minutes.sha256).read_bytes()
    assert hashlib.sha256(bytes_kept).hexdigest() == meeting.minutes.sha256
    assert signing.signed(meeting.minutes.sha256, meeting.signature)
    said = following.Answer(owed.pk, "accepted", date(2024, 7, 1), hall.secretary)
    following.follow(said)
    proof = meeting.minutes
    kept = following.Answer(owed.pk, "discharged", date(2024, 8, 1), hall.secretary, proof=proof)
    following.follow(kept)
    owed.refresh_from_db()
    assert (owed.state, owed.ended_on) == ("discharged", date(2024, 8, 1))
    assert [step.said for step in Step.objects.order_by("id")] == [
        "asked",
        "accepted",
        "discharged",
    ]
    acts = set(Event.objects.filter(by=hall.secretary).values_list("act", flat=True))
    assert {"revive.bring", "revive.decide", "revive.seal_minutes"} <= acts


def test_an_obligation_without_a_day_is_due_by_the_rule_of_its_body(hall, steward):
    owed = made.an_obligation(hall, steward)
    assert owed.due == date(2024, 8, 3)  # 45 days of a bank after 19 June


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        (("rejected", "against", "send_back"), "proposed"),
        (("rejected", "against", "give_up"), "not_viable"),
        (("postponed", "for", "send_back"), "proposed"),
    ],
)
def test_what_is_not_approved_goes_back_or_is_given_up(hall, steward, ruling, state):
    said, vote, then = ruling
    (item,) = made.put_on(hall, made.add_case(steward))
    votes = made.votes(made.attend(hall), vote)
    told = deciding.Ruling(item, said, "ماشین‌آلات فروخته شده است", votes, then)
    deciding.decide(hall.meeting, told, by=hall.secretary)
    assert Case.objects.get().state == state
    assert Decision.objects.get().said == said
    assert Item.objects.get().state == ("postponed" if said == "postponed" else "decided")


def test_a_cancelled_meeting_sends_its_cases_back(hall, steward):
    made.put_on(hall, made.add_case(steward), made.add_case(steward, "Narvan"))
    meetings.cancel_meeting(hall.meeting, by=hall.secretary, reason="استاندار در سفر است")
    assert set(Case.objects.values_list("state", flat=True)) == {"proposed"}
    assert Meeting.objects.get().state == "cancelled"


def test_no_decision_without_a_quorum(hall, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    there = made.attend(hall, present=2)
    with pytest.raises(Refusal) as no:
        made.approve(hall, item, there)
    assert (no.value.code, no.value.facts) == ("revive.no_quorum", {"present": 2, "quorum": 3})
    assert not Decision.objects.exists()
    assert Case.objects.get().state == "before_committee"


def test_minutes_are_not_sealed_while_an_item_waits(hall, steward):
    made.put_on(hall, made.add_case(steward))
    made.attend(hall)
    with pytest.raises(Refusal, match="items_waiting"):
        sealing.seal(hall.meeting, by=hall.secretary, set_minutes=typed)
