"""Jobs, money, stocks and names: what is possible but not to be believed unasked."""

import pytest
from tests.engine.check_words import RULES, found, told

from ehya.engine.claims.bounds import Bounds, bounds
from ehya.engine.claims.scope import compare, scope_of


def revival(units, jobs, place="Iran"):
    return [
        told("u", "units_revived", units, place=place),
        told(
            "j", "jobs_created", jobs, place=place, population=f"{units} revived units", about="u"
        ),
    ]


def test_a_hundred_and_fifty_jobs_a_unit_are_not_believed():
    (finding,) = found(*revival(122, 19_000), rule="magnitude")
    assert (finding.severity, round(finding.stated)) == ("doubt", 156)


@pytest.mark.parametrize(("units", "jobs"), [(1557, 27_000), (468, 8000), (499, 12_478)])
def test_what_the_record_has_often_seen_is_believed(units, jobs):
    assert found(*revival(units, jobs), rule="magnitude") == []


def test_a_few_units_may_take_anything():
    assert found(*revival(4, 1200), rule="magnitude") == []


def test_a_thousandfold_slip_of_money_is_seen():
    claims = [
        told("u", "units_revived", 4010),
        told("m", "investment_rials", 557_105_000_000, population="4,010 revived units", about="u"),
    ]
    (finding,) = found(*claims, rule="magnitude")
    assert finding.reason == "each_money"


def test_an_average_is_rounded_to_its_last_digit():
    average = told("a", "jobs_per_revived_unit", 17, unit="persons")
    assert found(*revival(121, 2040), average, rule="magnitude") == []


def idle(claim_id, value, end, **more):
    return told(claim_id, "units_idle", value, "on", end=end, population="SMEs in parks", **more)


def test_a_stock_that_rises_while_units_are_revived_is_a_doubt():
    claims = [
        idle("before", 9500, "2024-05-01"),
        idle("after", 9800, "2024-08-12"),
        told("r1", "units_revived", 545, end="2024-05-01"),
        told("r2", "units_revived", 767, end="2024-08-12"),
    ]
    (finding,) = found(*claims, rule="stock_flow")
    assert (finding.severity, finding.facts["gap"]) == ("doubt", 522)


def test_a_target_beyond_all_there_is_cannot_be_met():
    stock = idle("R1-1", 10_380, "2024-02-01")
    target = told("t", "target_units_revived", 19_000, "target", population="industrial parks")
    (finding,) = found(target, record=[stock], rule="stock_flow")
    assert (finding.severity, finding.reason) == ("contradiction", "beyond_all")


def test_renovated_and_revived_are_two_counts():
    june = told("r", "units_revived", 116, end="2024-06")
    (finding,) = found(told("n", "units_renovated", 33), june, rule="label")
    assert (finding.severity, finding.facts["scopes"]) == ("doubt", ["metric"])
    assert found(told("n", "units_renovated", 33), june, rule="cumulative_falls") == []


def test_revived_and_lifted_together_are_not_all_revived():
    claims = [
        told("w", "units_revived", 5078, "year", "2023-03-21", "2024-03-19"),
        told("r", "units_revived", 1811, "year", "2023-03-21", "2024-03-19"),
        told("l", "units_capacity_increased", 3267, "year", "2023-03-21", "2024-03-19"),
    ]
    (finding,) = found(*claims, rule="label")
    assert (finding.reason, finding.facts["extra"]) == ("sum_called_revived", 3267)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("idle production units", "stagnant industrial units", "same"),
        ("industrial parks", "inside and outside parks", "part"),
        ("inside and outside parks", "outside parks", "whole"),
        ("industrial parks", "outside parks", "apart"),
        ("industrial units", "economic units", "part"),
        ("small mines", "industrial units", "apart"),
        ("industrial parks", "idle units", "loose"),
        ("small and medium", "idle units", "loose"),
        ("chemical", "inside and outside parks", "loose_part"),
        ("metal, of units in parks", "chemical, of units in parks", "apart"),
        ("new units", "1,557 revived units", "apart"),
        ("idle units, previous year", "idle units", "loose"),
    ],
)
def test_scopes_are_compared_by_their_facets(one, other, relation):
    first = told("a", "units_revived", 1, population=one)
    second = told("b", "units_revived", 1, population=other)
    assert compare(first, second).relation == relation


def test_a_group_is_its_number():
    assert scope_of("1,557 revived units").group == 1557


@pytest.mark.parametrize(
    ("metric", "value", "qualifier", "low", "high"),
    [
        ("units_revived", 1557, "eq", 1557, 1557),
        ("units_total", 50_000, "eq", 49_500, 50_500),
        ("units_revived", 33, "approx", 32, 34),
        ("units_revived", 300, "approx", 270, 330),
        ("share_idle_pct", 23, "eq", 22.5, 23.5),
        ("share_idle_pct", 23.36, "eq", 23.355, 23.365),
        ("share_idle_pct", 30, "approx", 27, 33),
        ("investment_usd", 60_000_000, "over", 59_500_000, float("inf")),
        ("investment_rials", 1_880_000_000_000, "eq", 1_875_000_000_000, 1_885_000_000_000),
        ("finance_allocated_usd", 140_000_000, "under", float("-inf"), 145_000_000),
    ],
)
def test_words_leave_room_for_the_truth(metric, value, qualifier, low, high):
    allowed = bounds(told("c", metric, value, qualifier=qualifier), RULES)
    assert (round(allowed.low, 6), round(allowed.high, 6)) == (low, high)


def test_a_quotient_of_open_bounds_stays_open():
    assert (Bounds(10, 20) / Bounds(2, float("inf"))).low == 0


def test_a_stock_that_falls_by_more_than_was_revived_is_a_doubt():
    claims = [
        idle("now", 880, "2023-04-24"),
        idle("then", 1420, "2022-04-24"),
        told("r", "units_revived", 210, "year", "2022-03-21", "2023-03-20"),
    ]
    (finding,) = found(*claims, rule="stock_flow")
    assert (finding.reason, finding.facts["gap"]) == ("fell_more", 330)
