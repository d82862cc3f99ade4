"""Which claims of the real record speak about a year, and what do they say together?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.calendar import latest
from ehya.engine.refusal import Refusal
from ehya.publish.forecasts import countable, forecast_from_record, is_whole, series, year_of
from ehya.publish.record import read_record

RECORD = read_record()
BY_ID = {claim.id: claim for claim in RECORD}
AUGUST = date(2024, 8, 12)


def revived(year: int, known_at: date, **more):
    more = {"metric": "units_revived", "place": "Iran", **more}
    return forecast_from_record(RECORD, year=year, known_at=known_at, **more)


@pytest.mark.parametrize(
    "population",
    [
        "industrial parks",
        "idle industrial units",
        "small and medium",
        "inside and outside parks",
        "idle and semi-active",
        "small-scale",
        "small mines",
        "",
    ],
)
def test_the_whole_stock_goes_by_many_names(population):
    assert is_whole(population)


@pytest.mark.parametrize(
    "population",
    [
        "chemical",
        "metal",
        "food",
        "outside parks",
        "further units assigned",
        "rural and deprived areas",
    ],
)
def test_a_part_is_not_the_whole(population):
    assert not is_whole(population)


def test_sectors_events_and_undated_claims_stay_out_of_the_count():
    told = series(RECORD, metric="units_revived", place="Iran")
    ids = {count.claim for count in told.counts}
    assert "AMS33817-03" not in ids  # 247 chemical units
    assert "EN348779-12" not in ids  # one week's event
    assert "TT488520-01" not in ids  # since the government took office
    assert {"TT449374-01", "ZIPO-01", "MN1108543314-03"} <= ids


def test_parks_and_outside_told_together_are_one_number():
    told = series(RECORD, metric="units_revived", place="Iran")
    [parts] = [count for count in told.counts if count.claim == "ZIPO-02"]
    assert (parts.value, parts.with_claims) == (1298 + 453, ("ZIPO-03",))
    [aim] = [target for target in told.targets if target.claim == "TT60PCT-04"]
    assert (aim.value, aim.with_claims) == (1600 + 400, ("TT60PCT-05",))


def test_a_month_ends_no_later_than_the_report():
    # "until February", told on 13 February 2023
    told = series(RECORD, metric="units_revived", place="Iran")
    [count] = [count for count in told.counts if count.claim == "TT481878-02"]
    assert (count.first, count.last) == (date(2023, 2, 1), date(2023, 2, 13))


@pytest.mark.parametrize(
    ("start", "year"), [("2024-03-20", 1403), ("2024", 1403), ("2024-03", 1403)]
)
def test_a_period_belongs_to_the_year_that_begins_in_it(start, year):
    claim = BY_ID["MN1108543314-01"]
    assert year_of(replace(claim, period=replace(claim.period, start=start))) == year


def test_only_what_was_published_by_then_is_used():
    for day in (date(2020, 9, 11), date(2021, 12, 7), date(2023, 2, 13), AUGUST):
        found = revived(1403 if day == AUGUST else day.year - 621, day)
        assert found.used
        for key in found.used:
            assert latest(BY_ID[key].published_on) <= day


def test_the_years_of_1399_to_1403_end_nearer_the_forecast_than_the_straight_line():
    # totals as told: TT464008-09, TT480978-01, ZIPO-01, IRECON-02, TT512148-01
    for year, day, truth in (
        (1399, date(2020, 9, 11), 1557),
        (1400, date(2021, 8, 13), 2067),
        (1401, date(2022, 8, 19), 1751),
        (1402, date(2023, 9, 4), 1811),
        (1403, AUGUST, 1344),
    ):
        found = revived(year, day)
        assert abs(found.median - truth) < abs(found.straight_line - truth) / 2
        assert found.interval95[0] < found.median < found.interval95[1]


def test_the_latest_target_is_named():
    found = revived(1399, date(2020, 11, 7))
    assert (found.target, found.target_claim) == (2000, "TT454339-03")


def test_a_target_asked_for_is_nobodys_claim():
    found = revived(1403, AUGUST, target=1959)
    assert (found.target, found.target_claim) == (1959, None)
    assert 0 < found.p_target < 0.5


def test_renovation_is_forecast_honestly_from_one_count():
    found = revived(1403, AUGUST, metric="units_renovated")
    assert found.target == 300 and found.target_claim == "MN1108543314-02"
    assert found.straight_line == pytest.approx(33 * 366 / 146)
    assert found.borrowed == ("units_revived", "Iran")
    assert found.interval80[1] > 2 * found.interval80[0]  # wide, for little is known
    assert found.p_target < 0.5


def test_a_metric_that_nobody_counts_through_a_year_is_refused_with_the_choices():
    with pytest.raises(Refusal) as no:
        revived(1403, AUGUST, metric="units_idle")
    assert no.value.code == "forecast.no_such_metric"
    assert "units_revived" in no.value.facts["known"]


def test_before_the_first_publication_nothing_can_be_forecast():
    with pytest.raises(Refusal) as no:
        forecast_from_record(
            [], metric="units_revived", place="Iran", year=1378, known_at=date(1999, 1, 1)
        )
    assert no.value.code == "forecast.nothing_published"


def test_a_place_without_counts_is_refused_with_the_choices():
    with pytest.raises(Refusal) as no:
        revived(1403, AUGUST, place="Yazd")
    assert no.value.code == "forecast.no_such_place"
    assert "Tehran" in no.value.facts["known"]


def test_before_anything_was_published_nothing_is_forecast():
    with pytest.raises(Refusal) as no:
        revived(1396, date(2016, 1, 1))
    assert no.value.code == "forecast.nothing_known"


def test_every_countable_metric_and_place_answers_or_says_why_not():
    for metric, places in countable(RECORD).items():
        for place in places:
            try:
                found = revived(1403, AUGUST, metric=metric, place=place)
            except Refusal as no:
                assert no.code == "forecast.nothing_known"
            else:
                ends = (*found.interval95, *found.interval80, found.median)
                assert all(0 < end < 1e9 for end in ends)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 400), st.integers(1, 9000))
def test_later_claims_and_their_order_change_nothing(chance, days, value):
    claims = list(RECORD)
    chance.shuffle(claims)
    later = replace(
        BY_ID["MN1108543314-03"],
        id="later",
        value=value,
        published_on=date.fromordinal(AUGUST.toordinal() + 1 + days).isoformat(),
    )
    mixed = forecast_from_record(
        [*claims, later], metric="units_revived", place="Iran", year=1403, known_at=AUGUST
    )
    assert mixed == revived(1403, AUGUST)
