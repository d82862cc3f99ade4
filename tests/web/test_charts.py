from datetime import date
from itertools import pairwise

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.claims.model import Claim, Finding, Period, Place, Term
from ehya.publish.briefing import ProvinceCount
from ehya.publish.queries import MonthCount
from ehya.web.charts import FanChart, FanWords, PaceYear, TargetRow, fan, pace, targets
from ehya.web.charts.bars import bars
from ehya.web.charts.marks import isolated, label_expression, round_ticks, spread
from ehya.web.charts.rail import rail
from ehya.web.charts.tiles import tiles

FAN = FanChart(
    days=366,
    counts=((0.0, 0.0), (146.0, 33.0)),
    path=((146.0, 33, 33, 33, 33, 33), (366.0, 100.0, 140.0, 220.0, 350.0, 500.0)),
    straight=82.7,
    target=300.0,
    today=146,
    months=((15.5, "Far"), (46.5, "Ord")),
)
WORDS = FanWords("Target 300", "Reached", "top", "median", "bottom", "line", ("today",), "33")


def texts(spec):
    rows = [row for data in spec["datasets"].values() for row in data]
    return {row["text"] for row in rows if "text" in row}


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(370, [0, 100, 200, 300]), (2200, [0, 1000, 2000]), (0.9, [0, 0.25, 0.5, 0.75]), (0, [0])],
)
def test_ticks_are_round_and_few(top, ticks):
    assert round_ticks(top) == pytest.approx(ticks)


@given(st.floats(1e-2, 1e15))
def test_ticks_never_pass_the_top_and_are_at_most_three(top):
    ticks = round_ticks(top)
    assert ticks[-1] <= top
    assert 1 <= len(ticks) - 1 <= 3


def test_labels_that_would_overlap_are_moved_apart_in_order():
    assert spread([10, 11, 30], 5) == [10, 15, 30]
    assert spread([30, 11, 10], 5) == [30, 15, 10]


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=8))
def test_labels_keep_their_order_and_their_distance(heights):
    placed = sorted(spread(heights, 7))
    assert all(above - below >= 7 - 1e-9 for below, above in pairwise(placed))


def test_an_axis_writes_the_readers_digits():
    assert label_expression({0: "۰", 100: "۱۰۰"}) == (
        "datum.value == 0 ? '۰' : datum.value == 100 ? '۱۰۰' : ''"
    )


def test_persian_text_keeps_its_order_in_a_left_to_right_drawing():
    assert isolated("هدف ۳۰۰") == "\u2067هدف ۳۰۰\u2069"
    assert isolated("Target 300") == "Target 300"


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("narrow", [True, False])
def test_the_fan_is_valid_vega_lite_and_says_its_words(language, narrow):
    spec = fan(FAN, WORDS, language=language, narrow=narrow)
    alt.Chart.from_dict(spec, validate=True)
    assert {"Target 300", "Reached", "top", "median", "bottom", "line", "33"} <= texts(spec)


def test_a_fan_without_forecast_target_or_count_still_draws():
    bare = FanChart(366, ((0.0, 0.0),), (), 0.0, None, 5, ((15.5, "Far"),))
    spec = fan(bare, FanWords("", "", "", "", "", "", ("today",), ""), language="en")
    alt.Chart.from_dict(spec, validate=True)


def test_no_spec_names_a_colour():
    for spec in (
        fan(FAN, WORDS, language="en"),
        pace(
            PaceYear(((0.3, 116.0),), last="116"),
            ticks=(0.0, 1000.0),
            top=116.0,
            ends=("Farvardin", "Esfand"),
            language="en",
        ),
        targets((TargetRow("1399", 1557, (1500, 2000), "78 %"),), language="fa"),
    ):
        alt.Chart.from_dict(spec, validate=True)
        assert "#" not in str({k: v for k, v in spec.items() if k != "datasets"})


def test_bars_start_at_the_readers_side():
    rows = (TargetRow("۱۳۹۹", 1557, (2000,), "۷۸٪"),)
    scale = targets(rows, language="fa")["layer"][0]["encoding"]["x"]["scale"]
    assert scale["reverse"] is True
    assert targets(rows, language="en")["layer"][0]["encoding"]["x"]["scale"]["reverse"] is False


def test_a_target_far_beyond_all_else_does_not_squeeze_the_chart():
    rows = (
        TargetRow("1398", 1185, (19000, 1334), "89 %"),
        TargetRow("1399", 1557, (2000,), "78 %"),
    )
    domain = targets(rows, language="en")["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert domain[1] == pytest.approx(2000 * 1.16)


def part(key, value, population):
    period = Period("event", None, None)
    return Claim(key, "investment_rials", value, "IRR", "eq", period, population=population)


TEN_TIMES = Finding(
    "parts_total",
    "contradiction",
    ("s", "a", "b"),
    terms=(
        Term("part", 2e12, "IRR", "a"),
        Term("part", 8e12, "IRR", "b"),
        Term("sum", 1e13, "IRR"),
        Term("stated", 1e14, "IRR", "s"),
    ),
)
CLAIMS = {
    "a": part("a", 2e12, "works"),
    "b": part("b", 8e12, "factories"),
    "s": part("s", 1e14, ""),
}


def test_parts_and_total_are_drawn_at_one_scale():
    drawing = bars(TEN_TIMES, CLAIMS, "en", (660.0, 560.0))
    assert drawing.stated.width == 560
    assert [block.width for block in drawing.parts] == [pytest.approx(11.2), pytest.approx(44.8)]
    assert (drawing.zoom, drawing.zoomed[1].width) == (10, pytest.approx(448))
    assert (drawing.stated.value, drawing.total.value) == ("100", "10")
    assert drawing.scale == "trillion rials"


def test_in_persian_the_bars_start_at_the_right():
    drawing = bars(TEN_TIMES, CLAIMS, "fa", (660.0, 560.0))
    assert drawing.stated.x == 100
    assert drawing.parts[0].x == pytest.approx(660 - 11.2)
    assert drawing.start == 660
    assert drawing.stated.value == "۱۰۰"


def test_the_rail_shows_what_was_not_yet_known_as_later():
    months = [MonthCount(date(2024, 8, 1), 4, 0, 0), MonthCount(date(2024, 10, 1), 1, 1, 0)]
    drawing = rail(months, known_at=date(2024, 8, 12), width=560)
    shown = {bar.last: (bar.count, bar.later) for bar in drawing.bars if bar.count}
    assert shown == {date(2024, 8, 31): (4, False), date(2024, 10, 31): (1, True)}
    tallest = max(drawing.bars, key=lambda bar: bar.height)
    assert tallest.height == 22
    assert min(bar.height for bar in drawing.bars if bar.count) == pytest.approx(11)  # root of 1/4


def test_every_province_has_one_tile():
    from ehya.ledger.rules import vocabulary

    rows = [
        ProvinceCount(place, None, None)
        for name, place in vocabulary().places.items()
        if name != "Iran"
    ]
    drawing = tiles(rows, "en")
    assert sorted(t.row.place.name for t in drawing.tiles if t.row) == sorted(
        row.place.name for row in rows
    )
    assert len(rows) == 31


def test_the_newest_year_told_is_the_darkest():
    def row(name, year):
        claim = part(name, 10, "") if year else None
        return ProvinceCount(Place(name, "IR-00", name, ()), claim, year)

    drawing = tiles(
        [row("Qom", 1401), row("Yazd", 1396), row("Fars", 1402), row("Ilam", None)], "en"
    )
    shades = {tile.row.place.name: tile.shade for tile in drawing.tiles if tile.row}
    assert shades == {"Fars": 4, "Qom": 3, "Yazd": 1, "Ilam": 0}
    assert drawing.key == ((1, "1396"), (3, "1401"), (4, "1402"))
