"""What does the forecast promise, worked out by hand where a hand can?"""

from dataclasses import replace
from datetime import date
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.calendar import year_range
from ehya.engine.forecast import METHOD, PublishedCount, PublishedTarget, Series, forecast
from ehya.engine.forecast.evidence import observations, placed, share_at
from ehya.engine.forecast.priors import PRIORS, Spread
from ehya.engine.refusal import Refusal

AUGUST = date(2024, 8, 12)  # day 146 of the 366 of 1403
ONE_GUESS = replace(PRIORS, spreads=(Spread(curve=0.3, unrest=0.2, step=0.2, ratio=0.2),))


def count(year: int, day: date, value: float, **more: object) -> PublishedCount:
    told = PublishedCount(f"{year} {day} {value}", year, value, day, day, day)
    return replace(told, **more)


def total(year: int, value: float, published: date | None = None) -> PublishedCount:
    last = year_range(year).last
    known = published or last
    return PublishedCount(f"{year} total {value}", year, value, last, last, known, whole_year=True)


def target(year: int, value: float, published: date | None = None) -> PublishedTarget:
    day = published or year_range(year).first
    return PublishedTarget(f"{year} target {value}", year, value, day, day)


def series(*counts: PublishedCount, aims: tuple[PublishedTarget, ...] = ()) -> Series:
    return Series("units_revived", "Iran", counts, aims)


def test_last_years_total_alone_stands_with_one_years_step_around_it():
    # log T = log 1000 ± hypot(step 0.2, error 0.005) = ±0.20006; 1.28155 sd hold 80 %
    found = forecast(series(total(1402, 1000)), year=1403, known_at=AUGUST, priors=ONE_GUESS)
    assert found.median == pytest.approx(1000, rel=1e-6)
    assert found.interval80[1] == pytest.approx(1000 * exp(1.28155 * 0.20006), rel=1e-3)
    assert found.interval80[0] == pytest.approx(1000 / exp(1.28155 * 0.20006), rel=1e-3)
    assert found.straight_line is None and found.latest is None


def test_a_target_alone_is_met_as_targets_are_met():
    # result / target = 0.90 in the middle; sd: hypot(ratio_mean 0.15, ratio 0.2) = 0.25
    found = forecast(series(aims=(target(1403, 1000),)), year=1403, known_at=AUGUST)
    assert found.median == pytest.approx(900, rel=1e-6)
    one = forecast(series(aims=(target(1403, 1000),)), year=1403, known_at=AUGUST, priors=ONE_GUESS)
    assert one.interval80[1] / one.interval80[0] == pytest.approx(exp(2 * 1.28155 * 0.25), rel=0.01)


def test_a_count_alone_grows_along_the_curve_that_is_expected():
    # day 146 of 366: 33 / (146/366)**1.40, and e**0.10 for the rush = 132
    found = forecast(series(count(1403, AUGUST, 33)), year=1403, known_at=AUGUST)
    assert found.median == pytest.approx(33 / (146 / 366) ** 1.40 * exp(0.10), rel=0.02)
    assert found.straight_line == pytest.approx(33 * 366 / 146)


def test_a_month_is_read_as_its_middle():
    # June 2024 is days 74 to 103 of 1403: (74 + 103) / 2 / 366
    june = PublishedCount("june", 1403, 116, date(2024, 6, 1), date(2024, 6, 30), AUGUST)
    assert share_at(june) == pytest.approx(88.5 / 366)


def test_a_number_repeated_later_in_the_year_tells_nothing_new():
    december = count(1399, date(2020, 12, 20), 1170)
    march = count(1399, date(2021, 3, 1), 1170)
    assert placed([march, december]) == (december,)


def test_a_count_vaguer_than_a_quarter_is_no_point_on_the_curve_but_still_a_floor():
    vague = PublishedCount("v", 1403, 2000, date(2024, 3, 20), AUGUST, AUGUST)
    found = forecast(series(total(1402, 1000), vague), year=1403, known_at=AUGUST)
    assert found.latest is None
    assert found.interval95[0] >= 2000


def test_sources_that_disagree_widen_and_meet_in_the_middle():
    # 1,185 and 1,444: the middle of their logs is the root of their product
    [told] = observations(series(total(1398, 1185), total(1398, 1444)))
    assert exp(told.value) == pytest.approx((1185 * 1444) ** 0.5)
    [agreed] = observations(series(total(1398, 1185)))
    assert told.noise > 10 * agreed.noise


def test_an_echo_is_not_a_second_opinion():
    once = observations(series(aims=(target(1400, 1500), target(1400, 2000))))
    day = date(2021, 9, 1)
    often = observations(
        series(aims=(target(1400, 1500), target(1400, 2000), target(1400, 2000, day)))
    )
    assert once[0].value == pytest.approx(often[0].value)


def test_a_target_of_another_frame_is_set_aside():
    # "over 19,000" beside totals of 1,462 and 1,726: eleven times as much
    wild = target(1398, 19000)
    known = series(total(1396, 1462), total(1397, 1726), aims=(wild, target(1398, 2000)))
    found = forecast(known, year=1398, known_at=date(2019, 8, 16))
    assert found.target == 2000
    assert wild.claim in found.set_aside and wild.claim not in found.used


def test_a_target_of_nothing_is_no_target():
    found = forecast(series(total(1402, 1000), aims=(target(1403, 0),)), year=1403, known_at=AUGUST)
    assert (found.target, found.p_target) == (None, None)


def test_none_yet_leaves_the_forecast_to_targets_and_past_years():
    past = (total(1402, 60), total(1401, 50))
    july = count(1403, date(2024, 7, 1), 0)
    silent = forecast(series(*past), year=1403, known_at=AUGUST)
    told = forecast(series(*past, july), year=1403, known_at=AUGUST)
    assert told.median == silent.median
    assert told.straight_line == 0


def test_a_total_told_is_the_answer():
    told = series(total(1402, 1811), total(1403, 1344, date(2025, 4, 22)))
    found = forecast(told, year=1403, known_at=date(2025, 5, 1), target=1959)
    assert found.phase == "told"
    assert round(found.median) == 1344
    assert found.p_target == pytest.approx(0, abs=1e-9)


def test_a_year_that_is_over_is_still_estimated_until_its_total_is_told():
    told = series(total(1402, 1811), count(1403, date(2025, 2, 18), 1200))
    found = forecast(told, year=1403, known_at=date(2025, 4, 1))
    assert found.phase == "over"
    assert [row.day for row in found.fan] == [date(2025, 3, 20)]


def test_a_total_older_than_the_memory_says_nothing():
    with pytest.raises(Refusal) as no:
        forecast(series(total(1399, 1557)), year=1403, known_at=AUGUST)
    assert no.value.code == "forecast.nothing_known"


def test_zeros_alone_are_nothing_known():
    with pytest.raises(Refusal) as no:
        forecast(series(count(1403, AUGUST, 0)), year=1403, known_at=AUGUST)
    assert no.value.code == "forecast.nothing_known"


@pytest.mark.parametrize("bad", [0, -3, float("nan"), float("inf")])
def test_a_target_that_is_none_is_refused(bad):
    with pytest.raises(Refusal) as no:
        forecast(series(total(1402, 1000)), year=1403, known_at=AUGUST, target=bad)
    assert no.value.code == "forecast.bad_target"


def test_a_series_with_too_few_years_borrows_and_says_from_whom():
    own = Series("units_renovated", "Iran", (count(1403, AUGUST, 33),), (target(1403, 300),))
    lender = series(
        *(count(year, year_range(year).first.replace(month=9), 400) for year in (1401, 1402)),
        total(1401, 1751),
        total(1402, 1811),
    )
    alone = forecast(own, year=1403, known_at=AUGUST)
    lent = forecast(own, year=1403, known_at=AUGUST, lender=lender)
    assert alone.borrowed is None
    assert lent.borrowed == ("units_revived", "Iran")
    assert {claim.claim for claim in lender.counts} <= set(lent.used)


def test_the_fan_ends_in_the_interval_and_never_falls():
    told = series(
        total(1402, 1811), count(1403, date(2024, 6, 20), 116), aims=(target(1403, 1959),)
    )
    found = forecast(told, year=1403, known_at=AUGUST)
    last = found.fan[-1]
    assert last.day == date(2025, 3, 20)
    assert (last.low80, last.high80) == found.interval80
    assert (last.low95, last.median, last.high95) == (
        found.interval95[0],
        found.median,
        found.interval95[1],
    )
    medians = [row.median for row in found.fan]
    assert medians == sorted(medians)
    assert found.fan[0].day > AUGUST


PAST = (
    count(1401, date(2022, 7, 22), 352),
    count(1401, date(2023, 1, 31), 1000),
    total(1401, 1751),
    count(1402, date(2023, 9, 4), 300),
    total(1402, 1811),
)
AIMS = (target(1402, 1900), target(1403, 1959))

values = st.floats(1, 5000)
some_days = st.dates(date(2024, 4, 20), AUGUST)


def in_order(found) -> list[float]:
    return [found.interval95[0], found.interval80[0], found.median, *found.interval80[1:]]


@settings(max_examples=25, deadline=None)
@given(k=st.floats(0.01, 100), value=values, day=some_days)
def test_k_times_all_numbers_are_k_times_the_forecast(k, value, day):
    now = count(1403, day, value)
    plain = forecast(series(*PAST, now, aims=AIMS), year=1403, known_at=AUGUST)
    grown = forecast(
        series(
            *(replace(each, value=k * each.value) for each in (*PAST, now)),
            aims=tuple(replace(each, value=k * each.value) for each in AIMS),
        ),
        year=1403,
        known_at=AUGUST,
    )
    assert in_order(grown) == pytest.approx([k * value for value in in_order(plain)], rel=1e-6)
    assert grown.p_target == pytest.approx(plain.p_target, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    value=values, later=st.dates(date(2024, 8, 13), date(2026, 1, 1)), year=st.integers(1401, 1404)
)
def test_what_is_published_later_changes_nothing(value, later, year):
    told = series(*PAST, count(1403, date(2024, 6, 20), 116), aims=AIMS)
    after = (
        replace(count(year, year_range(year).first, value), published=later),
        total(1403, value, max(later, date(2025, 3, 20))),
    )
    more = replace(
        told,
        counts=(*after, *told.counts),
        targets=(target(year, value, later), *told.targets),
    )
    assert forecast(more, year=1403, known_at=AUGUST) == forecast(told, year=1403, known_at=AUGUST)


@settings(max_examples=25, deadline=None)
@given(low=values, factor=st.floats(1, 10), day=some_days)
def test_a_higher_count_never_means_a_lower_forecast(low, factor, day):
    def median_at(value: float) -> float:
        told = series(*PAST, count(1403, day, value), aims=AIMS)
        return forecast(told, year=1403, known_at=AUGUST).median

    assert median_at(low * factor) >= median_at(low) * (1 - 1e-9)


@settings(max_examples=25, deadline=None)
@given(low=st.floats(1, 5000), more=st.floats(0, 5000), value=values)
def test_a_higher_target_is_never_likelier(low, more, value):
    told = series(*PAST, count(1403, AUGUST, value), aims=AIMS)
    easy = forecast(told, year=1403, known_at=AUGUST, target=low)
    hard = forecast(told, year=1403, known_at=AUGUST, target=low + more)
    assert 0 <= hard.p_target <= easy.p_target <= 1
    assert easy.median == hard.median  # asking is not telling


@settings(max_examples=15, deadline=None)
@given(counts=st.permutations(PAST), aims=st.permutations(AIMS))
def test_the_order_in_which_claims_come_does_not_matter(counts, aims):
    now = count(1403, AUGUST, 400)
    told = forecast(series(*PAST, now, aims=AIMS), year=1403, known_at=AUGUST)
    mixed = forecast(series(now, *counts, aims=tuple(aims)), year=1403, known_at=AUGUST)
    assert mixed == told


@settings(max_examples=25, deadline=None)
@given(value=values, day=some_days)
def test_the_year_does_not_end_below_its_latest_firm_count(value, day):
    told = series(*PAST, count(1403, day, value), aims=AIMS)
    found = forecast(told, year=1403, known_at=AUGUST)
    assert found.interval95[0] >= value * (1 - 1e-9)
    assert in_order(found) == sorted(in_order(found))


def test_a_forecast_names_its_method_and_its_day():
    found = forecast(series(total(1402, 1000)), year=1403, known_at=AUGUST)
    assert (found.method, found.known_at) == (METHOD, AUGUST)
    assert log(found.median) == pytest.approx(log(1000), abs=1e-6)
