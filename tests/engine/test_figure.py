"""A number with its birth certificate: no origin, no figure; arithmetic carries origins."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.calendar import DayRange, quarter_range, year_range
from ehya.engine.figure import Figure, Scope, share, total
from ehya.engine.refusal import Refusal

FEBRUARY = datetime(2025, 2, 1, tzinfo=UTC)
MARCH = datetime(2025, 3, 25, tzinfo=UTC)


def figure(value: float = 125, place: str = "Tehran", origin: str = "TT512148-02") -> Figure:
    return Figure(
        value=value,
        unit="units",
        metric="units_revived",
        scope=Scope(place),
        period=year_range(1403),
        as_of=date(2025, 3, 20),
        known_at=FEBRUARY,
        method="publish.count/1",
        origins=frozenset({origin}),
    )


def refused(code: str, call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as no:
        call(*args, **kwargs)
    assert no.value.code == code
    return no.value


def test_a_figure_without_origin_is_no_figure():
    facts = refused("figure.without_origin", replace, figure(), origins=frozenset()).facts
    assert facts == {"metric": "units_revived", "method": "publish.count/1"}


def test_a_figure_says_how_and_when_it_was_known():
    refused("figure.without_method", replace, figure(), method="")
    refused("figure.clock_without_zone", replace, figure(), known_at=datetime(2025, 2, 1))
    refused("figure.period_after_as_of", replace, figure(), as_of=date(2024, 3, 19))


def test_a_sum_rests_on_all_its_parts_and_is_known_with_the_last():
    tehran = figure(125, "Tehran", "TT512148-02")
    isfahan = replace(figure(124, "Isfahan", "TT512148-03"), known_at=MARCH)
    both = total([tehran, isfahan], scope=Scope("Iran"), method="publish.total/1")
    assert both.value == 249
    assert both.origins == {"TT512148-02", "TT512148-03"}
    assert both.known_at == MARCH
    assert both.scope == Scope("Iran")
    assert both.method == "publish.total/1"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"metric": "units_renovated"}, "metric"),
        ({"unit": "persons"}, "unit"),
        ({"period": quarter_range(1403, 1)}, "period"),
        ({"as_of": date(2025, 3, 19)}, "as_of"),
    ],
)
def test_only_like_is_added_to_like(change, what):
    facts = refused(
        "figure.not_alike",
        total,
        [figure(), replace(figure(), **change)],
        scope=Scope(),
        method="publish.total/1",
    ).facts
    assert facts["what"] == what


def test_nothing_has_no_sum():
    refused("figure.nothing_to_add", total, [], scope=Scope(), method="publish.total/1")


def test_a_share_rests_on_part_and_whole():
    idle = figure(10_380, "Iran", "ICCC1765-04")
    there = replace(figure(44_432, "Iran", "RAHETOJAR-01"), metric="units_total", known_at=MARCH)
    idle_share = share(idle, there, metric="share_idle_pct", method="publish.share/1")
    assert idle_share.value == pytest.approx(23.3615, abs=1e-4)
    assert idle_share.unit == "percent"
    assert idle_share.origins == {"ICCC1765-04", "RAHETOJAR-01"}
    assert idle_share.known_at == MARCH


def test_a_share_of_another_place_or_of_zero_is_refused():
    whole = figure(200)
    other = figure(10, place="Qom")
    refused("figure.not_alike", share, other, whole, metric="m", method="x/1")
    refused("figure.share_of_nothing", share, figure(0), figure(0), metric="m", method="x/1")


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=31))
def test_a_country_is_the_sum_of_its_provinces_in_any_order(values):
    parts = [figure(value, origin=f"claim-{place}") for place, value in enumerate(values)]
    forwards = total(parts, scope=Scope("Iran"), method="publish.total/1")
    assert forwards == total(parts[::-1], scope=Scope("Iran"), method="publish.total/1")
    assert forwards.value == sum(values)
    assert len(forwards.origins) == len(values)


def test_a_period_is_days_of_either_calendar():
    assert figure().period == DayRange(date(2024, 3, 20), date(2025, 3, 20))
