"""How much of each funding line is paid, committed and free, and how did it come there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from ehya.engine.calendar import Language
from ehya.engine.money import RIALS_PER_TOMAN
from ehya.web import formats
from ehya.web.charts.marks import (
    Spec,
    count_axis,
    isolated,
    label_expression,
    round_ticks,
    spread,
    table,
)

ROW = 36  # [px]
HEIGHT = 210  # [px]
ROOM = 1.04  # the axis over the longest bar
STYLES = ("bar-to-active", "bar-to-semi", "bar-to-gone")  # paid, waiting, free
LABEL_GAP = 0.09  # least distance between two names, as a share of the axis
BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Bar:
    """One funding line.

    Attributes:
        name: what it is called.
        parts: paid, committed and not paid, free. [IRR]
        tip: the same in words.
    """

    name: str
    parts: tuple[int, int, int]
    tip: str


def rials_on_axis(reading: formats.Reading) -> int:
    """Return how many rials one of the charts' unit is: a billion rials, or a billion toman."""
    return BILLION if reading == "rial" else BILLION * RIALS_PER_TOMAN


def line_bars(bars: Sequence[Bar], *, language: Language, unit: int = BILLION) -> Spec:
    """Return a bar for each line: paid, then waiting, then free; it starts at the reader's side.

    Args:
        bars: the lines, in the order of the bars.
        language: "en" or "fa".
        unit: how many rials one of the axis is.
    """
    longest = max((sum(bar.parts) for bar in bars), default=1) / unit
    mirrored = language == "fa"
    scale = alt.Scale(domain=[0, max(longest, 1) * ROOM], nice=False, reverse=mirrored)
    axis = count_axis(round_ticks(longest, 3), language)
    axis.orient, axis.grid = "top", True
    side = alt.Axis(orient="right" if mirrored else "left", ticks=False, labelLimit=150)
    names = alt.Y("name:N", sort=[isolated(bar.name) for bar in bars], title=None, axis=side)
    layers = []
    for place, style in enumerate(STYLES):
        rows = [_part(bar, place, unit) for bar in bars if bar.parts[place] > 0]
        if rows:
            drawn = alt.Chart(table(rows)).mark_bar(style=style, height=16)
            x = alt.X("first:Q", scale=scale, axis=axis, title=None)
            layers.append(drawn.encode(x=x, x2="last:Q", y=names, tooltip="tip:N"))
    return (
        alt.layer(*layers)
        .properties(width="container", height=ROW * max(len(bars), 1), padding=4)
        .to_dict(validate=False)
    )


def balance_steps(
    days: Sequence[tuple[date, tuple[int, int, int]]],
    until: date,
    names: tuple[str, str, str],
    *,
    language: Language,
    unit: int = BILLION,
) -> Spec:
    """Return budget, commitments and payments of one line over time, as steps.

    Args:
        days: day and budget, committed and paid at its end. [IRR]
        until: the last day drawn.
        names: of the three, written at their ends.
        language: "en" or "fa".
        unit: how many rials one of the axis is.
    """
    rows = [*days, (until, days[-1][1])]
    first = rows[0][0].toordinal()
    far = max(until.toordinal() - first, 1)
    top = max(max(row[1]) for row in rows) / unit
    ends = {0.0: _day(rows[0][0], language), float(far): _day(until, language)}
    axis = alt.Axis(
        values=list(ends), labelExpr=label_expression(ends), title=None, labelFlush=True
    )
    x = alt.X("at:Q", scale=alt.Scale(domain=[0, far], nice=False), axis=axis)
    ticks = count_axis(round_ticks(top, 3), language)
    y = alt.Y("irr:Q", scale=alt.Scale(domain=[0, max(top, 1) * 1.1], nice=False), axis=ticks)
    layers = []
    heights = spread([rows[-1][1][place] / unit for place in range(3)], top * LABEL_GAP)
    for place, style in enumerate(("target", "straight", "told")):
        told = [{"at": r[0].toordinal() - first, "irr": r[1][place] / unit} for r in rows]
        line = alt.Chart(table(told)).mark_line(style=style, interpolate="step-after")
        layers.append(line.encode(x=x, y=y))
        layers.append(_named(names[place], heights[place], far, x, y))
    padding = {"left": 2, "top": 16, "right": 8, "bottom": 2}
    return (
        alt.layer(*layers)
        .properties(width="container", height=HEIGHT, padding=padding)
        .to_dict(validate=False)
    )


def _part(bar: Bar, place: int, unit: int) -> dict[str, object]:
    before = sum(bar.parts[:place]) / unit
    return {
        "name": isolated(bar.name),
        "first": before,
        "last": before + bar.parts[place] / unit,
        "tip": isolated(bar.tip),
    }


def _named(words: str, height: float, far: int, x: alt.X, y: alt.Y) -> alt.Chart:
    rows = [{"at": far, "irr": height, "text": isolated(words)}]
    drawn: alt.Chart = (
        alt.Chart(table(rows)).mark_text(style="label-end").encode(x=x, y=y, text="text:N")
    )
    return drawn


def _day(on: date, language: Language) -> str:
    return formats.day(on, language, "solar" if language == "fa" else "gregorian")
