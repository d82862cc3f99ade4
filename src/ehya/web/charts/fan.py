"""Where does the year end, and how sure is that?"""

from dataclasses import dataclass
from functools import lru_cache

import altair as alt

from ehya.engine.calendar import Language
from ehya.web.charts.marks import (
    Plane,
    Spec,
    count_axis,
    label_expression,
    round_ticks,
    spread,
    table,
)


@dataclass(frozen=True, slots=True)
class FanWords:
    """What the fan's labels say, in the reader's language.

    Attributes:
        target: beside the target's line, e.g. "Target 300"; "" without a target.
        reached: at the end of the target's line, e.g. "Reached: 4 chances in 100".
        top: at the top of the 80 % interval.
        median: at the median's end.
        bottom: at the bottom of the 80 % interval.
        straight: at the straight line's end.
        today: over the line of the chosen day, two lines at the most.
        count: beside the last count.
    """

    target: str
    reached: str
    top: str
    median: str
    bottom: str
    straight: str
    today: tuple[str, ...]
    count: str


@dataclass(frozen=True, slots=True)
class FanChart:
    """What the fan draws. Days count from 0 at new year's morning to `days` at the year's end.

    Attributes:
        days: length of the year. [days]
        counts: (day, cumulative count) as published, zero at new year first. [day, units]
        path: (day, q2.5, q10, q50, q90, q97.5) from the last count on. [day, units …]
        straight: the straight line's count at the year's end. [units]
        target: the target counted against; None without one. [units]
        today: the day that the page stands on. [day]
        months: (middle of the month, its short name). [day]
    """

    days: int
    counts: tuple[tuple[float, float], ...]
    path: tuple[tuple[float, float, float, float, float, float], ...]
    straight: float
    target: float | None
    today: float
    months: tuple[tuple[float, str], ...]


@lru_cache(maxsize=256)  # the page is asked for far more often than its numbers change
def fan(chart: FanChart, words: FanWords, *, language: Language, narrow: bool = False) -> Spec:
    """Return the fan: what was told, the two bands, the median, the straight line, the target."""
    top = _top(chart)
    plane = _plane(chart, top, language, narrow=narrow)
    layers = [
        *_bands(chart, plane, top),
        *_lines(chart, plane, top),
        *_inside(chart, words, plane, top),
    ]
    layers += _ends(chart, words, plane, gap=top * (0.066 if narrow else 0.056))
    padding = {"left": 4, "top": 8, "bottom": 4, "right": 4}
    height = 250 if narrow else 350
    return (
        alt.layer(*layers)
        .properties(width="container", height=height, padding=padding)
        .to_dict(validate=False)
    )


def _top(chart: FanChart) -> float:
    drawn = [value for _, value in chart.counts] + [chart.straight, (chart.target or 0) * 1.06]
    drawn += [chart.path[-1][4]] if chart.path else []
    return max(drawn) * 1.06 or 1.0


def _plane(chart: FanChart, top: float, language: Language, *, narrow: bool) -> Plane:
    names = dict(chart.months[::2] if narrow else chart.months)
    months = alt.Axis(
        values=list(names),
        labelExpr=label_expression(names),
        ticks=False,
        title=None,
        grid=False,
    )
    x = alt.X("at:Q", scale=alt.Scale(domain=[0, chart.days], nice=False), axis=months)
    scale = alt.Scale(domain=[0, top], nice=False)
    return Plane(x, alt.Y("count:Q", scale=scale, axis=count_axis(round_ticks(top), language)))


def _bands(chart: FanChart, plane: Plane, top: float) -> list[alt.Chart]:
    outer = [(row[0], row[1], min(row[5], top)) for row in chart.path]
    inner = [(row[0], row[2], min(row[4], top)) for row in chart.path]
    return [
        alt.Chart(table([{"at": at, "count": low, "high": high} for at, low, high in band]))
        .mark_area(style=style)
        .encode(x=plane.x, y=plane.y, y2="high:Q")
        for band, style in ((outer, "fan95"), (inner, "fan80"))
        if band
    ]


def _lines(chart: FanChart, plane: Plane, top: float) -> list[alt.Chart]:
    layers = [plane.draw([(chart.today, 0), (chart.today, top)]).mark_line(style="now")]
    if chart.counts:
        straight = [chart.counts[-1], (chart.days, chart.straight)]
        layers.append(plane.draw(straight).mark_line(style="straight"))
    if chart.path:
        median = [(row[0], row[3]) for row in chart.path]
        layers.append(plane.draw(median).mark_line(style="median"))
    if chart.target:
        line = [(0, chart.target), (chart.days, chart.target)]
        layers.append(plane.draw(line).mark_line(style="target"))
    layers.append(plane.draw(chart.counts).mark_line(style="told"))
    dots = [point for point in chart.counts if point[1]]
    return [*layers, plane.draw(dots).mark_point(style="told-point")]


def _inside(chart: FanChart, words: FanWords, plane: Plane, top: float) -> list[alt.Chart]:
    early = chart.today < chart.days * 0.22
    side, dx = ("start", 6) if early else ("end", -6)
    crowded = bool(chart.target) and (chart.target or 0) > 0.8 * top  # its name stands up there
    height = (chart.target or 0) / top - 0.07 if crowded else 0.96
    marks = [
        plane.write((chart.today, top * (height - 0.055 * line)), text, f"label-now-{side}", dx)
        for line, text in enumerate(words.today)
    ]
    if chart.target:
        marks.append(plane.write((0, chart.target), words.target, "label-target-name", 4))
    if chart.counts and words.count:
        marks.append(plane.write(chart.counts[-1], words.count, f"label-told-{side}", dx * 1.6))
    return marks


def _ends(chart: FanChart, words: FanWords, plane: Plane, *, gap: float) -> list[alt.Chart]:
    ends = [(chart.straight, words.straight, "label")] if chart.counts else []
    if chart.path:
        _, _, ten, middle, ninety, _ = chart.path[-1]
        ends += [
            (ten, words.bottom, "label-estimate"),
            (middle, words.median, "label-strong"),
            (ninety, words.top, "label-estimate"),
        ]
    if chart.target:
        ends.append((chart.target, words.reached, "label-target"))
    placed = spread([height for height, _, _ in ends], gap)
    return [
        plane.write((chart.days, height), text, style, 8)
        for height, (_, text, style) in zip(placed, ends, strict=True)
    ]
