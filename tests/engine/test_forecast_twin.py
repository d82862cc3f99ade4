"""Does the forecast agree with its slow, obvious twin?"""

from datetime import date
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.year_end_by_steps import believed, quantiles

from ehya.engine.calendar import year_range
from ehya.engine.forecast import PublishedCount, PublishedTarget, Series, forecast
from ehya.engine.forecast.evidence import floor_of, known_by, observations
from ehya.engine.forecast.posterior import asked_points, condition
from ehya.engine.forecast.priors import PRIORS
from ehya.engine.forecast.quantiles import Mixture

CHANCES = [0.025, 0.1, 0.5, 0.9, 0.975]


def count(year: int, day: date, value: float, claim: str = "") -> PublishedCount:
    return PublishedCount(claim or f"{year}-{day}", year, value, day, day, day)


def total(year: int, value: float) -> PublishedCount:
    last = year_range(year).last
    return PublishedCount(f"{year}", year, value, last, last, last, whole_year=True)


def target(year: int, value: float) -> PublishedTarget:
    first = year_range(year).first
    return PublishedTarget(f"aim {year}", year, value, first, first)


def compare(own: Series, year: int, known_at: date, lender: Series | None = None) -> None:
    found = forecast(own, year=year, known_at=known_at, lender=lender)
    mine = known_by(own, known_at)
    told = observations(mine)
    if found.borrowed and lender is not None:
        told += observations(known_by(lender, known_at), lent=True)
    shares = [0.9, 1.0]
    answers = believed(told, year, shares, PRIORS)
    floor = floor_of(each for each in mine.counts if each.year == year) or 0.0
    end = quantiles([(weight, points[1]) for weight, points in answers], floor, CHANCES)
    assert [*found.interval95, *found.interval80, found.median] == pytest.approx(
        [end[0], end[4], end[1], end[3], end[2]], rel=1e-5
    )
    on_the_way = condition(told, asked_points(year, shares), PRIORS)
    mixture = Mixture(
        on_the_way.log_weight,
        on_the_way.mean[:, 2:],
        on_the_way.sd[:, 2:],
        log(floor) if floor else -np.inf,
    )
    way = quantiles([(weight, points[0]) for weight, points in answers], floor, CHANCES)
    assert np.exp(mixture.quantiles(np.array(CHANCES))[:, 0]) == pytest.approx(way, rel=1e-5)


def test_the_twin_agrees_on_three_years_with_targets_and_a_gap():
    own = Series(
        "units_revived",
        "Iran",
        (
            count(1395, date(2016, 8, 1), 150),
            total(1395, 900),
            count(1400, date(2021, 8, 1), 300),
            count(1400, date(2022, 1, 15), 900),
            total(1400, 1500),
            count(1401, date(2022, 9, 1), 400),
            count(1401, date(2022, 12, 1), 800),
        ),
        (target(1395, 1000), target(1400, 1600), target(1401, 1700)),
    )
    compare(own, 1401, date(2022, 12, 10))


def test_the_twin_agrees_when_the_curve_is_borrowed():
    own = Series(
        "units_renovated", "Iran", (count(1403, date(2024, 8, 12), 33),), (target(1403, 300),)
    )
    lender = Series(
        "units_revived",
        "Iran",
        (
            count(1402, date(2023, 9, 4), 300),
            total(1402, 1811),
            count(1403, date(2024, 6, 15), 116),
        ),
        (target(1402, 1900),),
    )
    compare(own, 1403, date(2024, 8, 12), lender)


def test_the_twin_agrees_where_the_count_is_far_above_all_that_was_expected():
    own = Series(
        "units_revived",
        "Iran",
        (total(1400, 500), total(1401, 500), count(1402, date(2023, 12, 1), 5000)),
        (target(1402, 520),),
    )
    compare(own, 1402, date(2024, 1, 1))


def test_the_twin_agrees_where_the_floor_is_far_out_in_every_tail():
    own = Series(
        "units_revived",
        "Iran",
        (count(1397, date(2018, 4, 10), 47), count(1403, date(2024, 7, 1), 4971)),
        (target(1396, 5), target(1403, 5)),
    )
    compare(own, 1403, date(2024, 8, 12))


values = st.floats(5, 5000)
days = st.integers(20, 330)


@settings(max_examples=10, deadline=None)
@given(
    totals=st.dictionaries(st.integers(1396, 1402), values, max_size=3),
    targets=st.dictionaries(st.integers(1396, 1403), values, max_size=3),
    counts=st.dictionaries(st.tuples(st.integers(1397, 1403), days), values, max_size=5),
    now=values,
)
def test_the_twin_agrees_whatever_was_told(totals, targets, counts, now):
    first = {year: year_range(year).first.toordinal() for year in range(1396, 1404)}
    told = [count(y, date.fromordinal(first[y] + gone), v) for (y, gone), v in counts.items()]
    own = Series(
        "units_revived",
        "Iran",
        (
            *told,
            *(total(year, value) for year, value in totals.items()),
            count(1403, date(2024, 7, 1), now, "now"),
        ),
        tuple(target(year, value) for year, value in targets.items()),
    )
    compare(own, 1403, date(2024, 8, 12))
