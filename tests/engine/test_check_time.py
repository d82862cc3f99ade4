"""Counts that run, targets that move, years that begin: what time forbids."""

from datetime import date

import pytest
from tests.engine.check_words import found, held, told

GOVERNMENT = {"when": "government", "start": "2021-08"}


def since(claim_id, value, end, population="industrial units"):
    return told(claim_id, "units_revived", value, end=end, population=population, **GOVERNMENT)


def test_a_cumulative_count_may_not_fall():
    before = since("R1-1", 5400, "2023-08", "idle and semi-active industrial units")
    (finding,) = found(since("c", 4600, "2024-05"), record=[before], rule="cumulative_falls")
    assert finding.severity == "contradiction"
    assert finding.claims == ("c", "R1-1")
    assert (finding.stated, finding.expected) == (4600, 5400)


def test_a_cumulative_count_may_rise():
    before = since("R1-1", 4010, "2023-08")
    assert found(since("c", 4600, "2024-05"), record=[before], rule="cumulative_falls") == []


def test_a_later_part_may_be_less_than_an_earlier_whole():
    before = since("R1-1", 5400, "2023-08", "economic units")
    assert found(since("c", 4600, "2024-05"), record=[before], rule="cumulative_falls") == []


def test_a_later_count_of_perhaps_fewer_units_is_a_doubt_that_names_them():
    before = since("R1-1", 5400, "2023-08", "idle units")
    (finding,) = found(
        since("c", 4600, "2024-05", "industrial parks"), record=[before], rule="cumulative_falls"
    )
    assert (finding.severity, finding.facts["scopes"]) == ("doubt", ["where"])


def test_days_that_may_be_the_same_decide_nothing():
    before = since("R1-1", 2170, "2023-02")
    assert found(since("c", 2000, "2023"), record=[before], rule="cumulative_falls") == []


def test_rounding_does_not_make_a_count_fall():
    before = told("R1-1", "units_revived", 1726, end="2024-07-01")
    assert found(told("c", "units_revived", 1700), record=[before], rule="cumulative_falls") == []


def test_a_new_year_begins_a_new_count():
    before = told("R1-1", "units_revived", 1811, start="2023-03-21", end="2024-03-19", when="year")
    assert found(told("c", "units_revived", 116), record=[before], rule="cumulative_falls") == []


def test_jobs_of_more_units_may_not_be_fewer():
    fewer = [
        told("R1-1", "units_revived", 28, end="2024"),
        told("R1-2", "jobs_created", 712, end="2024", population="28 revived units"),
    ]
    more = [
        told("u", "units_revived", 35, end="2024-12-21"),
        told("j", "jobs_created", 280, end="2024-12-21", population="35 revived units"),
    ]
    (finding,) = found(*more, record=fewer, rule="cumulative_falls")
    assert finding.claims == ("j", "R1-2")


@pytest.mark.parametrize("end", ["2024-08-12", "2024-06"])
def test_the_year_began_on_its_first_day(end):
    assert held(told("c", "units_revived", 116, end=end), rule="calendar") == ["began"]


def test_a_wrong_new_year_day_is_a_contradiction():
    (finding,) = found(told("c", "units_revived", 116, start="2024-03-27"), rule="calendar")
    assert finding.reason == "new_year_day"
    assert finding.facts["right"] == "2024-03-20"


def test_a_year_ends_on_its_last_day():
    count = told("c", "units_revived", 900, "year", start="2023-03-21", end="2024-03-25")
    (finding,) = found(count, rule="calendar")
    assert finding.facts["right"] == "2024-03-19"


def test_a_count_cannot_reach_beyond_its_publication():
    (finding,) = found(told("c", "units_revived", 116, end="2024-09-01"), rule="calendar")
    assert finding.reason == "not_yet"


def year_of(claim_id, value, population="idle units", place="Khorasan Razavi"):
    days = {"start": "2021-03-21", "end": "2022-03-20"}
    return told(
        claim_id, "units_revived", value, "year", population=population, place=place, **days
    )


def test_one_year_told_with_two_numbers_is_a_contradiction():
    (finding,) = found(year_of("c", 131), record=[year_of("R1-1", 98)], rule="ledger_conflict")
    assert (finding.severity, finding.claims) == ("contradiction", ("c", "R1-1"))


def test_another_population_makes_the_conflict_a_doubt():
    known = year_of("R1-1", 98, population="industrial parks")
    (finding,) = found(year_of("c", 131), record=[known], rule="ledger_conflict")
    assert (finding.severity, finding.facts["scopes"]) == ("doubt", ["where"])


@pytest.mark.parametrize(("told_now", "known"), [(1700, 1726), (3200, 3267), (2000, 2000)])
def test_a_retold_number_may_be_rounded_or_cut_off(told_now, known):
    assert (
        found(year_of("c", told_now), record=[year_of("R1-1", known)], rule="ledger_conflict") == []
    )


def test_other_places_and_other_years_do_not_conflict():
    elsewhere = year_of("R1-1", 98, place="Qom")
    last_year = told("R2-1", "units_revived", 50, "year", "2020-03-20", "2021-03-20")
    assert found(year_of("c", 131), record=[elsewhere, last_year], rule="ledger_conflict") == []


def test_inside_and_outside_parks_never_conflict():
    inside, outside = year_of("c", 131, "industrial parks"), year_of("R1-1", 20, "outside parks")
    assert found(inside, record=[outside], rule="ledger_conflict") == []


def test_one_unround_number_in_two_years_is_an_echo():
    old = told("R1-1", "units_revived", 314, start="2020-03-20", end="2020-07-11")
    (finding,) = found(told("c", "units_revived", 314), record=[old], rule="ledger_conflict")
    assert (finding.severity, finding.reason) == ("doubt", "echo")


def test_a_round_number_may_well_return():
    old = told("R1-1", "units_revived", 300, start="2020-03-20", end="2020-07-11")
    assert found(told("c", "units_revived", 300), record=[old], rule="ledger_conflict") == []


def goal(claim_id, value, **more):
    return told(claim_id, "target_units_revived", value, "target", **more)


def test_a_raised_target_is_noted():
    (finding,) = found(
        goal("c", 2000), record=[goal("R1-1", 1500, published_on="2024-05-22")], rule="target_moved"
    )
    assert (finding.severity, finding.reason) == ("note", "raised")


def test_an_old_target_told_after_the_newer_is_stale():
    known = [
        goal("R1-1", 1500, published_on="2024-04-22"),
        goal("R2-1", 2000, published_on="2024-07-01"),
    ]
    (finding,) = found(goal("c", 1500), record=known, rule="target_stale")
    assert (finding.reason, finding.claims) == ("superseded", ("c", "R2-1"))


def test_a_target_of_a_year_that_is_over_is_noted():
    (finding,) = found(goal("c", 1500), rule="target_stale", on=date(2025, 6, 1))
    assert (finding.severity, finding.reason) == ("note", "year_over")


def test_pace_says_what_the_target_needs():
    count = told("c", "units_renovated", 33)
    target = told("t", "target_units_renovated", 300, "target")
    (finding,) = found(count, target, rule="pace")
    assert finding.severity == "note"
    assert round(finding.facts["share"]) == 11
    assert round(finding.facts["gone"], 1) == 39.9  # 146 of 366 days
    assert round(finding.facts["a_week"], 1) == 1.6  # 33 in 146/7 weeks
    assert round(finding.facts["a_week_needed"], 1) == 8.5  # 267 in 220/7 weeks


def test_a_count_of_revived_units_has_no_pace_to_a_target_of_renovated_ones():
    target = told("t", "target_units_renovated", 300, "target")
    assert found(told("c", "units_revived", 116), target, rule="pace") == []


def test_the_record_lends_the_latest_target_that_was_known():
    known = [
        goal("R1-1", 1500, published_on="2024-05-22"),
        goal("R2-1", 2000, published_on="2024-12-01"),
    ]
    (finding,) = found(told("c", "units_revived", 116), record=known, rule="pace")
    assert finding.facts["target"] == 1500


def test_one_sum_told_of_two_days_is_a_doubt_about_the_day():
    sum_told = 294_800_000_000_000
    then = {"start": "2023-08-14", "end": "2023-08-14", "population": "20 projects"}
    known = told("R1-1", "investment_rials", sum_told, "event", **then)
    now = told(
        "c", "investment_rials", sum_told, "event", "2024-05", "2024-05", population="projects"
    )
    (finding,) = found(now, record=[known], rule="ledger_conflict")
    assert (finding.severity, finding.reason) == ("doubt", "event_moved")


def test_a_slip_that_others_told_before_is_said_with_their_days():
    whole = told("w", "investment_rials", 50 * 10**12, "event")
    parts = [told(f"p{n}", "investment_rials", 25 * 10**11, "event", part_of="w") for n in (1, 2)]
    days = ("2023-08", "2023-08-14", "2024-08-12")
    known = [
        told(f"R{n}-1", "investment_rials", 50 * 10**12, "event", published_on=day)
        for n, day in enumerate(days)
    ]
    (finding,) = found(whole, *parts, record=known, rule="parts_total")
    assert finding.facts["also"] == ["2023-08-14"]
