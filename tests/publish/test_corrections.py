"""A wrong reading is put right, and what was known before stays as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.publish.actions import correct_claim, withdraw_claim
from ehya.publish.queries import claim, claims_known, versions

pytestmark = pytest.mark.django_db

KEY = "TT464008-06"  # "400 of 1,600", printed as 23 %, published 2021-08-14
WHY = "400 of 1,600 is 25 %"


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        act(*args, **kwargs)
    return no.value.code


def test_a_correction_closes_the_old_reading_and_opens_a_new_one(record, analyst):
    after = correct_claim(KEY, {"value": 25}, WHY, by=analyst)

    first, second = versions(KEY)
    assert (first.claim.value, second.claim.value) == (23, 25)
    assert first.known_until == second.known_from
    assert second.known_until is None
    assert after == second
    assert (second.reason, second.read_by, second.recorded_by) == (WHY, "hand", "analyst")


def test_what_was_known_before_the_correction_does_not_change(record, analyst):
    day = date(2024, 8, 12)
    before = claims_known(day)

    correct_claim(KEY, {"value": 25}, WHY, by=analyst)

    assert claims_known(day) == before
    assert claim(KEY).claim.value == 25


def test_a_correction_is_one_event_that_tells_before_and_after(record, analyst):
    correct_claim(KEY, {"value": "۲۵", "note": "mended"}, WHY, by=analyst)

    (event,) = Event.objects.filter(act="publish.correct_claim")
    assert (event.on_kind, event.on_key, event.reason) == ("claim", KEY, WHY)
    assert (event.before["value"], event.after["value"]) == ("23", "25")
    assert set(event.before) == set(event.after) == {"value", "note"}


def test_a_correction_may_empty_a_field(record, analyst):
    assert versions("FT63279-02")[0].note != ""
    assert correct_claim("FT63279-02", {"note": ""}, "it was right", by=analyst).note == ""


def test_a_corrected_period_brings_its_programme_year_along(record, analyst):
    after = correct_claim(
        "MN1108543314-01",
        {"period_start": "1402/01/01", "period_end": "1402/05/22"},
        "it told of the year before",
        by=analyst,
    )

    assert (after.claim.period.start, after.claim.period.end) == ("2023-03-21", "2023-08-13")
    assert after.solar_year == 1402


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"value": 25}, "  ", "publish.reason_missing"),
        ({"value": 23}, WHY, "publish.nothing_changed"),
        ({}, WHY, "publish.nothing_changed"),
        ({"colour": "red"}, WHY, "publish.no_such_field"),
        ({"claim_id": "X1-01"}, WHY, "publish.no_such_field"),
        ({"metric": "units_reviwed"}, WHY, "import.metric_near"),
        ({"place": "Atlantis"}, WHY, "import.place"),
        ({"qualifier": "roughly speaking"}, WHY, "import.qualifier"),
        ({"unit": "IRR"}, WHY, "import.unit_of_metric"),
        ({"value": "many"}, WHY, "import.number"),
        ({"period_end": "2019-01-01"}, WHY, "import.period_backwards"),
        ({"source": ""}, WHY, "import.cell_empty"),
    ],
)
def test_a_bad_correction_is_refused_and_writes_nothing(record, analyst, changes, reason, code):
    assert refused(correct_claim, KEY, changes, reason, by=analyst) == code
    assert len(versions(KEY)) == 1
    assert not Event.objects.filter(act="publish.correct_claim").exists()


def test_a_correction_of_what_somebody_else_corrected_meanwhile_is_refused(record, analyst):
    correct_claim(KEY, {"value": 25}, WHY, by=analyst, expected_version=1)

    code = refused(correct_claim, KEY, {"value": 24}, WHY, by=analyst, expected_version=1)
    assert code == "publish.version_moved"


def test_a_claim_that_is_not_there_cannot_be_corrected(record, analyst):
    assert refused(correct_claim, "NO-01", {"value": 1}, WHY, by=analyst) == "publish.no_such_claim"


def test_a_withdrawn_claim_is_known_before_and_not_after(record, analyst):
    withdraw_claim(KEY, "counted another programme", by=analyst)

    assert refused(claim, KEY) == "publish.not_yet_known"
    assert claim(KEY, date(2024, 8, 12)).withdrawn_because == "counted another programme"
    assert refused(correct_claim, KEY, {"value": 1}, WHY, by=analyst) == "publish.withdrawn"
    assert refused(withdraw_claim, KEY, "again", by=analyst) == "publish.withdrawn"


@pytest.mark.parametrize("act", [correct_claim, withdraw_claim])
def test_officers_and_citizens_may_not_change_the_record(record, officer, citizen, act):
    args = (KEY, {"value": 25}, WHY) if act is correct_claim else (KEY, WHY)
    for person in (officer, citizen):
        assert refused(act, *args, by=person) == "ledger.not_allowed"
    assert len(versions(KEY)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE publish_recordedclaim SET value = 25 WHERE key = 'TT464008-06'",
        "UPDATE publish_recordedclaim SET known = tstzrange(now(), NULL)",
        "DELETE FROM publish_recordedclaim WHERE key = 'TT464008-06'",
    ],
)
def test_the_database_itself_refuses_to_change_a_recorded_claim(record, statement):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_itself_refuses_two_readings_of_one_claim_at_one_time(record):
    from ehya.publish.models import RecordedClaim

    row = RecordedClaim.objects.get(key=KEY)
    row.pk, row.version, row.reason = None, 2, "twice"
    with pytest.raises(IntegrityError, match="claim_one_version_at_a_time"), transaction.atomic():
        row.save()


def test_corrections_within_one_instant_still_follow_each_other(record, analyst, monkeypatch):
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    monkeypatch.setattr("ehya.publish.actions.corrections.now", lambda: moment)

    for value in (24, 25, 26):
        correct_claim(KEY, {"value": value}, f"now {value}", by=analyst)

    known = [(v.known_from, v.known_until) for v in versions(KEY)]
    assert [until - start for start, until in known[1:3]] == [timedelta(microseconds=1)] * 2
