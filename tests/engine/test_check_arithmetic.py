"""Sums, rates, shares and parts: what must be true whatever the words mean."""

from datetime import date

import pytest
from tests.engine.check_words import found, held, told

TRILLION, MILLION = 10**12, 10**6


def opening(total, *parts, unit="investment_rials", **more):
    """An opening told as a total and its parts."""
    whole = told("w", unit, total, "event", **more)
    return [whole] + [
        told(f"p{n}", unit, value, "event", part_of="w") for n, value in enumerate(parts)
    ]


def counted(total, *parts):
    whole = told("n", "projects_inaugurated", total, "event")
    return [whole] + [
        told(f"n{n}", "projects_inaugurated", value, "event", part_of="n")
        for n, value in enumerate(parts)
    ]


def test_a_slipped_zero_in_a_total_is_named():
    parts = 1_880_000_000_000, 18_350_000_000_000, 9_240_000_000_000
    (finding,) = found(*opening(294_800_000_000_000, *parts), rule="parts_total")
    assert finding.severity == "contradiction"
    assert finding.expected == 29_470_000_000_000
    assert finding.facts["slip"] == 10
    assert finding.claims[0] == "w"
    assert [term.value for term in finding.terms] == [*parts, 29.47 * TRILLION, 294_800_000_000_000]


@pytest.mark.parametrize("times", [10, 100, 1000])
def test_every_slip_is_told_by_its_factor(times):
    (finding,) = found(
        *opening(60 * MILLION * times, 25 * MILLION, 35 * MILLION), rule="parts_total"
    )
    assert finding.facts["slip"] == times


def test_nine_and_seven_and_four_make_twenty():
    assert held(*counted(20, 9, 7, 4), rule="parts_total") == ["exact_projects"]


def test_a_total_that_its_parts_exceed_is_a_contradiction():
    (finding,) = found(*counted(20, 9, 7, 5), rule="parts_total")
    assert (finding.severity, finding.reason, finding.expected) == ("contradiction", "over", 21)


def test_a_list_that_leaves_little_out_is_only_a_doubt():
    (finding,) = found(*counted(20, 9, 7, 3), rule="parts_total")
    assert (finding.severity, finding.reason) == ("doubt", "unlisted")


def test_an_open_list_is_left_alone():
    assert found(*counted(20, 5, 4), rule="parts_total") == []


def test_money_of_projects_that_add_up_must_add_up_too():
    claims = [*counted(20, 12, 8), *opening(50 * TRILLION, 20 * TRILLION, 22 * TRILLION)]
    (finding,) = found(*claims, rule="parts_total")
    assert (finding.severity, finding.reason) == ("contradiction", "short")


def test_over_sixty_million_holds_for_sixty_and_a_half():
    claims = opening(
        60 * MILLION, 3_820_000, 37_800_000, 18_900_000, unit="investment_usd", qualifier="over"
    )
    assert held(*claims, rule="parts_total") == ["holds_over"]


def test_rounding_explains_a_small_gap_of_money():
    claims = opening(100 * 10**9, 52 * 10**9, 47 * 10**9)
    assert found(*claims, rule="parts_total") == []


def test_inside_and_outside_parks_make_the_whole():
    def part(claim_id, value, population):
        return told(claim_id, "units_revived", value, population=population)

    whole = part("w", 56, "production units")
    inside, outside = part("i", 15, "industrial parks"), part("o", 15, "outside parks")
    (finding,) = found(whole, inside, outside, rule="parts_total")
    assert (finding.severity, finding.expected) == ("contradiction", 30)


def test_shares_of_one_whole_stay_within_a_hundred():
    shares = [
        told(f"s{n}", "share_sector_pct", value, "on", population=f"{branch}, of units in parks")
        for n, (branch, value) in enumerate([("metal", 45), ("chemical", 40), ("food", 30)])
    ]
    (finding,) = found(*shares, rule="parts_total")
    assert (finding.reason, finding.stated) == ("over_hundred", 115)


def pair(name, rials, usd):
    return [
        told(f"{name}r", "investment_rials", rials, "event", pair=f"{name}d"),
        told(f"{name}d", "investment_usd", usd, "event", pair=f"{name}r"),
    ]


def test_the_odd_rate_of_a_text_is_a_contradiction():
    claims = [
        *pair("w", 294_800_000_000_000, 60 * MILLION),
        *pair("a", 1_880_000_000_000, 3_820_000),
        *pair("b", 18_350_000_000_000, 37_800_000),
        *pair("c", 9_240_000_000_000, 18_900_000),
    ]
    (finding,) = found(*claims, rule="implied_rate")
    assert finding.claims[:2] == ("wr", "wd")
    assert round(finding.stated) == 4_913_333
    assert round(finding.expected) == 488_889


def test_rates_that_rounding_keeps_apart_agree():
    claims = [*pair("a", 1_880_000_000_000, 3_820_000), *pair("b", 18_350_000_000_000, 37_800_000)]
    assert held(*claims, rule="implied_rate") == ["rates_agree"]


def test_a_lone_pair_is_held_against_the_reference_rate_of_its_day():
    claims = pair("a", 360 * TRILLION, 857_100_000)
    (finding,) = found(*claims, rule="implied_rate", on=date(2019, 5, 17))
    assert (finding.severity, finding.expected, finding.facts["slip"]) == (
        "contradiction",
        42_000,
        10,
    )


@pytest.mark.parametrize("usd", [833_000_000, 140_000_000, 117_800_000])
def test_official_and_market_rates_are_both_believed(usd):
    claims = pair("a", 35 * TRILLION, usd)
    assert found(*claims, rule="implied_rate", on=date(2021, 12, 29)) == []


def test_one_sum_in_two_dollar_amounts_is_a_doubt_about_the_rate():
    elsewhere = [
        *pair("R1-", 35 * TRILLION, 833_000_000),
    ]
    (finding,) = found(
        *pair("a", 35 * TRILLION, 118 * MILLION), record=elsewhere, rule="implied_rate"
    )
    assert (finding.severity, finding.facts["scopes"]) == ("doubt", ["rate"])


def progress(count, share, *targets, qualifier="eq"):
    return [
        told("n", "units_revived", count),
        told("s", "target_realised_pct", share, qualifier=qualifier),
        *(told(f"t{n}", "target_units_revived", t, "target") for n, t in enumerate(targets)),
    ]


@pytest.mark.parametrize("qualifier", ["eq", "approx"])
def test_four_hundred_of_sixteen_hundred_is_a_quarter(qualifier):
    (finding,) = found(*progress(400, 23, 1600, qualifier=qualifier), rule="share_of_count")
    assert (finding.severity, finding.expected) == ("contradiction", 25)


@pytest.mark.parametrize(
    ("count", "share"), [(545, 36), (767, 51), (819, 54), (819, 55), (991, 66)]
)
def test_a_share_may_be_rounded_or_cut_off(count, share):
    assert held(*progress(count, share, 1500), rule="share_of_count") == ["holds"]


def test_a_share_of_the_older_target_is_stale():
    (finding,) = found(*progress(1170, 78, 1500, 2000), rule="target_stale")
    assert finding.severity == "doubt"
    assert (finding.facts["older"], finding.facts["whole"]) == (1500, 2000)
    assert finding.expected == 58.5


def test_inactive_parks_are_what_the_active_ones_leave():
    claims = [
        told("all", "parks_total", 1011, "on"),
        told("active", "parks_active", 728, "on"),
        told("s", "share_parks_inactive_pct", 30, "on", qualifier="approx"),
    ]
    assert held(*claims, rule="share_of_count") == ["holds"]


def test_a_part_may_not_exceed_its_whole():
    whole = told("w", "units_revived", 10_000, "government", "2021-08", "2024-05")
    part = told("p", "units_revived", 10_600, "government", "2021-08", "2024-05", part_of="w")
    (finding,) = found(whole, part, rule="subset_exceeds_whole")
    assert (finding.severity, finding.claims) == ("contradiction", ("p", "w"))


def test_forty_six_hundred_are_within_ten_thousand():
    whole = told("w", "units_revived", 10_000, "government", "2021-08", "2024-05")
    part = told("p", "units_revived", 4_600, "government", "2021-08", "2024-05", part_of="w")
    assert held(whole, part, rule="subset_exceeds_whole") == ["within"]


def test_active_units_are_among_the_units_there_are():
    claims = [
        told("all", "units_total", 6120, "on", place="Isfahan", population="industrial parks"),
        told("act", "units_active", 6540, "on", place="Isfahan", population="industrial parks"),
    ]
    (finding,) = found(*claims, rule="subset_exceeds_whole")
    assert (finding.severity, finding.claims) == ("contradiction", ("act", "all"))


def test_a_province_may_not_revive_more_than_the_country():
    country = told("R1-1", "units_revived", 100, population="industrial parks")
    province = told("p", "units_revived", 140, place="Fars", population="industrial parks")
    (finding,) = found(province, record=[country], rule="subset_exceeds_whole")
    assert finding.reason == "province"


def test_an_official_rate_that_was_given_up_is_only_doubted():
    claims = pair("a", 5 * TRILLION, 120 * MILLION)  # 41,667 rials a dollar, a year after its end
    (finding,) = found(*claims, rule="implied_rate", on=date(2023, 9, 11))
    assert (finding.severity, finding.facts["scopes"]) == ("doubt", ["rate"])


def test_of_two_rates_in_a_text_the_one_off_the_reference_is_blamed():
    claims = [*pair("a", 5 * TRILLION, 120 * MILLION), *pair("b", 3 * TRILLION, 7_200_000)]
    (finding,) = found(*claims, rule="implied_rate", on=date(2023, 9, 11))
    assert (finding.severity, finding.claims[0]) == ("contradiction", "ar")
