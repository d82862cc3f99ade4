"""How did a figure come to what it is: which were told of the same before it, on which days?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from ehya.engine.calendar import Language
from ehya.web import formats
from ehya.web.charts.marks import (
    Spec,
    count_axis,
    isolated,
    label_expression,
    round_ticks,
    table,
)

HEIGHT = 220  # [px]
HEADROOM = 1.2  # the axis over the highest value


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a history.

    Attributes:
        on: the day it speaks of.
        value: what it came to. [the metric's unit]
        words: the same with its unit.
        line: figures that count on from the same day are one line; all of a stock are one.
        gone: whether another took its place, or tells the same days as known later.
    """

    on: date
    value: float
    words: str
    line: str
    gone: bool


def figure_history(points: Sequence[Point], *, language: Language, percent: bool) -> Spec:
    """Return figures as points joined by a line; those that another took the place of as empty rings.

    Time runs from left to right in both languages.

    Args:
        points: in order of their days; at least two days.
        language: "en" or "fa".
        percent: whether the values are parts of a hundred.
    """
    first = min(point.on for point in points)
    far = max((max(point.on for point in points) - first).days, 1)
    top = max([*(point.value for point in points), 1.0])
    ends = {0.0: _day(first, language), float(far): _day(_last(points), language)}
    axis = alt.Axis(
        values=list(ends), labelExpr=label_expression(ends), title=None, labelFlush=True
    )
    x = alt.X("at:Q", scale=alt.Scale(domain=[0, far], nice=False), axis=axis)
    ticks = _axis(top, language, percent=percent)
    y = alt.Y("count:Q", scale=alt.Scale(domain=[0, top * HEADROOM], nice=False), axis=ticks)
    standing = [_row(point, first) for point in points if not point.gone]
    wrong = [_row(point, first) for point in points if point.gone]
    line = alt.Chart(table(standing)).mark_line(style="told").encode(x=x, y=y, detail="line:N")
    dots = alt.Chart(table(standing)).mark_point(style="told-point")
    rings = alt.Chart(table(wrong)).mark_point(style="missing", size=60)
    words = alt.Chart(table(standing[-1:])).mark_text(style="label-end")
    layers = [
        line,
        *([rings.encode(x=x, y=y, tooltip="tip:N")] * bool(wrong)),
        dots.encode(x=x, y=y, tooltip="tip:N"),
        words.encode(x=x, y=y, text="text:N"),
    ]
    padding = {"left": 2, "top": 12, "right": 8, "bottom": 2}
    return (
        alt.layer(*layers)
        .properties(width="container", height=HEIGHT, padding=padding)
        .to_dict(validate=False)
    )


def _row(point: Point, first: date) -> dict[str, object]:
    return {
        "at": (point.on - first).days,
        "count": point.value,
        "line": point.line,
        "text": isolated(point.words),
        "tip": isolated(point.words),
    }


def _axis(top: float, language: Language, *, percent: bool) -> alt.Axis:
    values = round_ticks(top, 3)
    if top < 1e6 and not percent:
        return count_axis(values, language)
    write = formats.percent if percent else _short
    texts = {value: write(value, language) for value in values}
    return alt.Axis(values=values, labelExpr=label_expression(texts), title=None)


def _short(value: float, language: Language) -> str:
    return formats.amount(value, "", language).strip()


def _last(points: Sequence[Point]) -> date:
    return max(point.on for point in points)


def _day(on: date, language: Language) -> str:
    return formats.day(on, language, "solar" if language == "fa" else "gregorian")
