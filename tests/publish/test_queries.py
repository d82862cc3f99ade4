"""The record answers as of a day and as known on a day."""

from datetime import UTC, date, datetime

import pytest

from ehya.engine.refusal import Refusal
from ehya.publish.actions import correct_claim, withdraw_claim
from ehya.publish.queries import (
    changed_between,
    claim,
    claims_known,
    findings_of,
    findings_of_record,
    known_counts,
    neighbours,
    versions,
)

pytestmark = pytest.mark.django_db

REPORT_DAY = date(2024, 8, 12)


def test_559_claims_were_surely_known_by_the_day_of_the_report(record):
    """The mock says 573: it takes "published in 2024" for known from January.

    By decision 0001 those 14 claims are known from 31 December: 559 + 14 = 573, 84 - 14 = 70.
    """
    counts = known_counts(REPORT_DAY)

    assert (counts.known, counts.later, counts.undated, counts.total) == (559, 84, 13, 656)
    assert counts.vague_later == 14
    assert counts.known + counts.vague_later == 573
    assert counts.later - counts.vague_later == 70
    assert len(claims_known(REPORT_DAY)) == 559


def test_the_rail_counts_every_dated_claim_once(record):
    for calendar in ("gregorian", "solar"):
        months = known_counts(REPORT_DAY, calendar=calendar).months
        assert sum(month.count for month in months) == 643
        assert sum(month.later for month in months) == 84
        assert list(months) == sorted(months, key=lambda month: month.first)


def test_a_solar_month_of_the_rail_begins_on_its_own_first_day(record):
    firsts = {month.first for month in known_counts(REPORT_DAY, calendar="solar").months}

    assert date(2024, 7, 22) in firsts  # 1 Mordad 1403


def test_a_claim_is_known_from_the_end_of_its_publication_day(record):
    key = "MN1108543314-01"

    with pytest.raises(Refusal) as no:
        claim(key, datetime(2024, 8, 12, 12, tzinfo=UTC))
    assert no.value.code == "publish.not_yet_known"
    assert no.value.facts["known_from"] == "2024-08-12"
    assert claim(key, REPORT_DAY).claim.value == 33


def test_a_claim_told_only_by_its_month_is_known_from_the_months_end(record):
    key = next(row.id for row in claims_known() if row.published_on == "2021-07")

    assert key not in {row.id for row in claims_known(date(2021, 7, 30))}
    assert key in {row.id for row in claims_known(date(2021, 7, 31))}


def test_an_undated_claim_is_known_from_when_it_was_entered(record):
    undated = {row.id for row in claims_known() if row.published_on is None}

    assert len(undated) == 13
    assert not undated & {row.id for row in claims_known(REPORT_DAY)}
    (version,) = versions(min(undated))
    assert version.known_from == version.recorded_at


def test_an_empty_record_answers_nothing(db):
    assert claims_known() == ()
    assert findings_of_record().findings == ()
    assert known_counts(REPORT_DAY).total == 0


def test_neighbours_are_of_the_same_metric_and_place_in_order_of_their_time(record):
    near = neighbours("MN1108541077-03", REPORT_DAY)  # 1,811 revived in 1402

    line = [*near.earlier, *near.later]
    assert {(row.claim.metric, row.claim.place) for row in line} == {("units_revived", "Iran")}
    assert "MN1108541077-03" not in {row.key for row in line}
    assert near.later[0].claim.period.end >= "2024-03-19"
    assert max(row.claim.published_on or "" for row in line) <= "2024-08-12"


def test_changes_between_two_days_are_what_was_published_between_them(record):
    changes = changed_between(date(2024, 6, 1), REPORT_DAY)

    days = {row.claim.published_on for row in changes.new}
    assert days == {"2024-08-11", "2024-08-12"}
    assert len(changes.new) == 8 + 18
    assert [row.key for row in changes.targets] == ["MN1108543314-02"]
    assert (changes.corrected, changes.withdrawn) == ((), ())


def test_changes_tell_corrections_and_withdrawals_apart(record, analyst):
    before = versions("TT464008-06")[0].recorded_at

    correct_claim("TT464008-06", {"value": 25}, "is 25 %", by=analyst)
    withdraw_claim("TT464008-01", "not this programme", by=analyst)
    changes = changed_between(before)

    (pair,) = changes.corrected
    assert (pair.before.claim.value, pair.after.claim.value) == (23, 25)
    assert [row.key for row in changes.withdrawn] == ["TT464008-01"]
    assert changes.new == ()


def test_findings_follow_the_day_of_knowledge(record):
    """On the day of the report its parts clash with its total; the day before nobody could know."""
    clash = findings_of("MN1108543314-07", REPORT_DAY) or findings_of("MN1108543314-08", REPORT_DAY)

    assert clash
    later = {key for f in findings_of_record(date(2024, 8, 11)).findings for key in f.claims}
    assert not any(key.startswith("MN1108543314") for key in later)


def test_findings_follow_a_correction(record, analyst):
    rules = {finding.rule for finding in findings_of("TT464008-06")}
    assert "share_of_count" in rules

    correct_claim("TT464008-06", {"value": 25}, "400 of 1,600 is 25 %", by=analyst)

    assert "share_of_count" not in {finding.rule for finding in findings_of("TT464008-06")}
    assert "share_of_count" in {f.rule for f in findings_of("TT464008-06", REPORT_DAY)}


def test_the_same_look_at_an_unchanged_record_is_worked_out_once(record):
    assert findings_of_record(REPORT_DAY) is findings_of_record(REPORT_DAY)
    assert findings_of_record(date(2024, 8, 15)) is findings_of_record(REPORT_DAY)
