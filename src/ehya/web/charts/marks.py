"""Which marks do the charts share?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from ehya.engine.calendar import Language
from ehya.web.formats import number

type Rows = Sequence[Mapping[str, Any]]
type Spec = dict[str, Any]


def table(rows: Rows) -> alt.InlineData:
    """Return rows as the data of one layer."""
    return alt.InlineData(values=[dict(row) for row in rows])


@dataclass(frozen=True, slots=True)
class Plane:
    """The two axes that all layers of a chart share: where along the year, and how many.

    Attributes:
        x: the encoding of field `at`.
        y: the encoding of field `count`.
    """

    x: alt.X
    y: alt.Y

    def draw(self, pairs: Sequence[tuple[float, float]]) -> alt.Chart:
        """Return a chart of (at, count) pairs, still without a mark."""
        rows = [{"at": at, "count": count} for at, count in pairs]
        chart: alt.Chart = alt.Chart(table(rows)).encode(x=self.x, y=self.y)
        return chart

    def write(self, place: tuple[float, float], text: str, style: str, dx: float = 0) -> alt.Chart:
        """Return a text at (at, count), moved sideways by `dx` pixels."""
        rows = [{"at": place[0], "count": place[1], "text": isolated(text)}]
        chart = alt.Chart(table(rows)).mark_text(style=style, dx=dx)
        drawn: alt.Chart = chart.encode(x=self.x, y=self.y, text="text:N")
        return drawn


def isolated(text: str) -> str:
    """Return Persian text that keeps its order inside a left-to-right drawing."""
    persian = any("\u0621" <= letter <= "\u06cc" for letter in text)
    return f"\u2067{text}\u2069" if persian else text


def label_expression(labels: Mapping[float, str]) -> str:
    """Return the axis expression that writes each tick in the reader's own digits."""
    texts = "".join(f"datum.value == {value} ? '{text}' : " for value, text in labels.items())
    return f"{texts}''"


def count_axis(values: Sequence[float], language: Language) -> alt.Axis:
    """Return an axis of counts: few ticks, a grid of thin lines, the reader's digits."""
    texts = {value: number(value, language) for value in values}
    return alt.Axis(values=list(values), labelExpr=label_expression(texts), title=None)


def round_ticks(top: float, most: int = 3) -> list[float]:
    """Return round tick values from zero to the top of a scale, at most so many above zero.

    Args:
        top: the largest value drawn. [units]
        most: the most ticks above zero.

    Returns:
        Ticks at 1, 2, 2.5 or 5 times a power of ten. [units]
    """
    if top <= 0:
        return [0]
    step = next(
        base * 10.0**exponent
        for exponent in range(-3, 18)
        for base in (1, 2, 2.5, 5)
        if top / (base * 10.0**exponent) <= most + 0.999
    )
    return [step * i for i in range(int(top / step) + 1)]


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Return label heights moved apart so that none overlaps, in the same order.

    Args:
        heights: where each label wants to stand. [scale units]
        gap: the least distance between two labels. [scale units]

    Returns:
        New heights, as near to the wanted ones as a single sweep from below allows.
    """
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = list(heights)
    for below, above in pairwise(order):
        placed[above] = max(placed[above], placed[below] + gap)
    return placed
