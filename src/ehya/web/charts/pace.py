"""How did a year's count run, beside a straight line to its result?"""

from dataclasses import dataclass
from functools import lru_cache

import altair as alt

from ehya.engine.calendar import Language
from ehya.web.charts.marks import Plane, Spec, count_axis, label_expression

LATE = 0.55  # share of the year from which a label has no room after its point


@dataclass(frozen=True, slots=True)
class PaceYear:
    """One of the small multiples: one year's count.

    Attributes:
        points: (share of the year gone, cumulative count) as published. [0..1, units]
        result: the year's end and its label, where it is told. [units]
        target: the target and its label, where there is no result yet. [units]
        last: label of the last point where there is no result.
    """

    points: tuple[tuple[float, float], ...]
    result: tuple[float, str] | None = None
    target: tuple[float, str] | None = None
    last: str = ""


@lru_cache(maxsize=256)  # the page is asked for far more often than its numbers change
def pace(
    year: PaceYear,
    *,
    ticks: tuple[float, ...],
    top: float,
    ends: tuple[str, str],
    language: Language,
) -> Spec:
    """Return one small multiple. They share both axes, so `ticks` is the same for all.

    Args:
        year: what is drawn.
        ticks: the shared ticks. [units]
        top: the largest value of all the years. [units]
        ends: names of the first and the last month.
        language: "en" or "fa".
    """
    plane = _plane(ticks, top, ends, language)
    layers = [plane.draw([(0.0, 0.0), *year.points]).mark_line(style="told")]
    if year.points:
        layers.append(plane.draw(year.points).mark_point(style="told-small"))
    if year.result:
        value, text = year.result
        layers.insert(0, plane.draw([(0.0, 0.0), (1.0, value)]).mark_line(style="straight"))
        layers.append(plane.write((1, value), text, "label-end"))
    elif year.points:
        late = year.points[-1][0] > LATE
        style, dx = ("label-told-end", -4) if late else ("label-told-start", 4)
        layers.append(plane.write(year.points[-1], year.last, style, dx))
    if year.target:
        value, text = year.target
        layers.append(plane.draw([(0.72, value), (1.0, value)]).mark_line(style="target"))
        layers.append(plane.write((1, value), text, "label-target-end"))
    padding = {"left": 2, "top": 14, "right": 6, "bottom": 2}
    return (
        alt.layer(*layers)
        .properties(width="container", height=118, padding=padding)
        .to_dict(validate=False)
    )


def _plane(
    ticks: tuple[float, ...], top: float, ends: tuple[str, str], language: Language
) -> Plane:
    months = alt.Axis(
        values=[0, 1],
        labelExpr=label_expression({0: ends[0], 1: ends[1]}),
        title=None,
        grid=False,
        labelFlush=True,
        ticks=False,
    )
    x = alt.X("at:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=months)
    scale = alt.Scale(domain=[0, max(top, *ticks) * 1.08], nice=False)
    return Plane(x, alt.Y("count:Q", scale=scale, axis=count_axis(ticks, language)))
