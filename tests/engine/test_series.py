"""What do readings of any period come to, month by month?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.series import months_day_by_day

from ehya.engine.refusal import Refusal
from ehya.engine.series import place_months, sum_of_meters, to_months

STARTS = np.array([0, 30, 60, 90])  # three months of thirty days
MISSING = np.nan


def months(*readings, flow=True, starts=STARTS):
    """Return one series' months; readings are (first, last, value)."""
    first, last, value = (np.array(column) for column in zip(*readings, strict=True))
    series = np.zeros(len(readings), dtype=np.int64)
    told = to_months(series, first, last, value.astype(float), starts=starts, count=1, flow=flow)
    return told[0].tolist()


def same(found, expected):
    np.testing.assert_allclose(found, expected)


def test_a_bill_is_spread_over_its_days() -> None:
    """Sixty kilowatt-hours over days 15 to 74 are one a day."""
    same(months((15, 74, 60.0)), [30.0, 30.0, 30.0])


def test_a_month_less_than_half_read_is_missing() -> None:
    same(months((16, 74, 59.0)), [MISSING, 30.0, 30.0])


def test_a_level_stands_and_is_not_spread() -> None:
    same(months((0, 44, 12.0), (45, 89, 6.0), flow=False), [12.0, 9.0, 6.0])


def test_zero_is_a_reading_and_silence_is_not() -> None:
    same(months((0, 29, 0.0)), [0.0, MISSING, MISSING])


def test_the_later_telling_speaks_for_the_days_that_two_cover() -> None:
    """The first bill keeps its rate of 2 a day on days 0 to 29; the correction has 1 a day."""
    same(months((0, 59, 120.0), (30, 59, 30.0)), [60.0, 30.0, MISSING])


def test_what_lies_outside_the_months_is_left_out() -> None:
    same(months((-30, 29, 60.0), (60, 119, 60.0)), [30.0, MISSING, 30.0])


def test_a_series_without_readings_is_missing_throughout() -> None:
    none = np.array([], dtype=np.int64)
    told = to_months(none, none, none, none.astype(float), starts=STARTS, count=2, flow=True)
    assert told.shape == (2, 3)
    assert np.isnan(told).all()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"series": np.array([1, 0])}, "series.not_sorted"),
        ({"series": np.array([0, 2])}, "series.not_sorted"),
        ({"last": np.array([-1, 9])}, "series.reversed"),
        ({"starts": np.array([0])}, "series.no_months"),
        ({"starts": np.array([0, 30, 30])}, "series.no_months"),
    ],
)
def test_a_table_that_cannot_be_is_refused(changed, code) -> None:
    told = {
        "series": np.array([0, 1]), "first": np.array([0, 0]), "last": np.array([9, 9]),
        "value": np.array([1.0, 1.0]), "starts": STARTS, "count": 2, "flow": True, **changed,
    }  # fmt: skip
    with pytest.raises(Refusal) as no:
        to_months(**told)
    assert no.value.code == code


spans = st.tuples(st.integers(-40, 120), st.integers(0, 70), st.floats(0, 1e6))


@settings(deadline=None)
@given(st.lists(spans, min_size=1, max_size=8), st.booleans())
def test_the_fast_way_agrees_with_the_slow_one(spans, flow) -> None:
    readings = [(first, first + length, value) for first, length, value in spans]
    same(months(*readings, flow=flow), months_day_by_day(readings, STARTS, flow=flow))


@settings(deadline=None)
@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.floats(0.1, 100))
def test_whole_cover_keeps_the_sum(lengths, rate) -> None:
    """Bills of any length, one behind the other, add up to what was used."""
    ends = np.cumsum(lengths)
    starts = np.array([0, ends[-1]])
    bills = [(end - n, end - 1, rate * n) for end, n in zip(ends, lengths, strict=True)]
    same(months(*bills, starts=starts), [rate * ends[-1]])


def meters(*rows, late=1):
    return sum_of_meters(np.array(rows), np.zeros(len(rows), dtype=np.int64), units=1, late=late)[
        0
    ].tolist()


def test_two_meters_add_up() -> None:
    same(meters([1.0, 2.0], [10.0, 20.0]), [11.0, 22.0])


def test_a_meter_that_is_late_leaves_the_month_unknown() -> None:
    same(meters([1.0, 2.0, 3.0], [10.0, 20.0, MISSING]), [11.0, 22.0, MISSING])


def test_a_meter_that_has_ended_is_waited_for_no_longer() -> None:
    same(meters([1.0, 1.0, 1.0, 1.0], [9.0, MISSING, MISSING, MISSING]), [10.0, MISSING, 1.0, 1.0])


def test_a_meter_not_begun_is_not_waited_for() -> None:
    same(meters([1.0, 1.0, 1.0], [MISSING, 5.0, 5.0]), [1.0, 6.0, 6.0])


def test_a_unit_that_nobody_read_is_unknown() -> None:
    found = sum_of_meters(np.array([[1.0]]), np.array([1]), units=2, late=1)
    same(found, [[MISSING], [1.0]])


def test_readings_of_one_whole_month_each_go_straight_to_their_place():
    starts = np.array([0, 31, 62, 92], dtype=np.int64)
    found = np.full((4, 3), np.nan, dtype=np.float32)
    row = np.array([0, 0, 1, 1, 2, 3, -1])
    first = np.array([0, 31, 0, 0, 0, 62, 0], dtype=np.int32)
    last = np.array([30, 61, 30, 30, 61, 91, 30], dtype=np.int32)
    value = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])

    other = place_months(row, first, last, value, starts=starts, found=found)

    assert other.tolist() == [False, True, True, False]  # told twice; two months in one
    assert found[0, :2].tolist() == [1.0, 2.0]
    assert found[3, 2] == 6.0
    assert np.isnan(found).sum() == 8


def test_a_reading_that_reaches_over_the_edge_is_not_plain():
    starts = np.array([31, 62], dtype=np.int64)
    found = np.full((3, 1), np.nan, dtype=np.float32)
    days = np.array([[0, 40], [0, 30], [62, 92]], dtype=np.int32)

    other = place_months(
        np.arange(3), days[:, 0], days[:, 1], np.ones(3), starts=starts, found=found
    )

    assert other.tolist() == [True, False, False]
