"""What did a unit read, month by month, and in which state was it?

One drawing a signal, all of the same width and axis, so that they stand under one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from ehya.engine.calendar import Language
from ehya.web.charts.marks import Spec, isolated, label_expression, table
from ehya.web.formats import percent

STYLES: Final = {
    "active": "bar-to-active",
    "semi_active": "bar-to-semi",
    "idle": "bar-to-idle",
    "gone": "bar-to-gone",
}
TOP: Final = 1.3  # of the own level: what is more is cut, and its number is in the table
_EDGE: Final = 0.14  # between two months' bars [months]
_AXIS: Final = 44  # room for the numbers at the side [px]
_ENDS: Final = 38  # room for the thresholds' names at the lines' end [px]
_MISSING: Final = 0.09  # how high a missing month's outline is [share]
_SHORT_BAND: Final = 5  # a band of fewer months has no room for its name


@dataclass(frozen=True, slots=True)
class Month:
    """One month of one signal.

    Attributes:
        at: its place, from 0.
        share: of the own level; None where nothing was read. [share]
        state: in which the unit was; "" before its first reading.
        words: month and amount, as a reader sees them when pointing there.
        common: whether something hit the whole trade in it, which was taken out.
    """

    at: int
    share: float | None
    state: str
    words: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Months in one state: from the first to before the last.

    Attributes:
        state: which.
        first: its first month's place.
        end: the place after its last month.
        name: what the state is called.
    """

    state: str
    first: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """What all signals share.

    Attributes:
        months: how many. [months]
        years: place of each year's first month -> what stands there, a line each.
        bands: the states.
        thresholds: (share, its name at the line's end). [share]
    """

    months: int
    years: Mapping[int, Sequence[str]]
    bands: tuple[Band, ...]
    thresholds: tuple[tuple[float, str], ...]


def signal_bars(
    rows: Sequence[Month],
    axis: Axis,
    *,
    decided: Sequence[int],
    named: bool,
    last: bool,
    language: Language,
) -> Spec:
    """Return one signal's months as bars over the bands of states.

    Args:
        rows: the months, oldest first.
        axis: what all signals share.
        decided: places of the months that decided; a triangle stands under each.
        named: whether the bands bear their names: on the first of the drawings.
        last: whether the years stand below: on the last of the drawings.
        language: "en" or "fa".
    """
    plane = _Plane(axis, last=last, language=language)
    layers = [*plane.bands(), *plane.thresholds()]
    layers += [
        plane.bars([row for row in rows if row.state == state], style)
        for state, style in STYLES.items()
        if any(row.state == state and row.share is not None for row in rows)
    ]
    missing = [row for row in rows if row.share is None and row.state]
    layers += [plane.missing(missing)] if missing else []
    layers += [plane.marks(decided)] if decided else []
    common = [row for row in rows if row.common]
    layers += [plane.common(common)] if common else []
    layers += [plane.names()] if named else []
    return (
        alt.layer(*layers)
        .properties(width="container", height=150 if named else 110, padding=_padding(last))
        .to_dict(validate=False)
    )


class _Plane:
    """The axes, and what can be drawn on them."""

    def __init__(self, axis: Axis, *, last: bool, language: Language) -> None:
        self.axis, self.language = axis, language
        scale = alt.Scale(domain=[0, axis.months], nice=False, zero=False)
        labels = "".join(
            f"datum.value == {at} ? [{', '.join(repr(isolated(line)) for line in lines)}] : "
            for at, lines in axis.years.items()
        )
        below = alt.Axis(
            values=list(axis.years),
            labelExpr=f"{labels}''",
            labelAlign="left",
            labels=last,
            ticks=last,
            grid=False,
            title=None,
        )
        self.x = alt.X("from:Q", scale=scale, axis=below)
        heights = alt.Scale(domain=[0, TOP], nice=False)
        texts = {0.0: percent(0, language), 1.0: percent(100, language)}
        side = alt.Axis(
            values=list(texts),
            labelExpr=label_expression(texts),
            minExtent=_AXIS,
            maxExtent=_AXIS,
            title=None,
        )
        self.y = alt.Y("share:Q", scale=heights, axis=side)

    def bands(self) -> list[alt.Chart]:
        rows = [
            {"from": band.first, "until": band.end, "share": 0, "top": TOP, "state": band.state}
            for band in self.axis.bands
        ]
        return [
            self._rects([row for row in rows if row["state"] == state], f"band-{state}")
            for state in STYLES
            if any(row["state"] == state for row in rows)
        ]

    def bars(self, rows: Sequence[Month], style: str) -> alt.Chart:
        told = [
            {**_place(row.at), "share": 0, "top": min(row.share, TOP), "tip": isolated(row.words)}
            for row in rows
            if row.share is not None
        ]
        return self._rects(told, style)

    def missing(self, rows: Sequence[Month]) -> alt.Chart:
        told = [
            {**_place(row.at), "share": 0, "top": _MISSING, "tip": isolated(row.words)}
            for row in rows
        ]
        return self._rects(told, "missing")

    def thresholds(self) -> list[alt.Chart]:
        rows = [{"share": share} for share, _ in self.axis.thresholds]
        ends = [
            {"from": self.axis.months, "share": share, "text": isolated(name)}
            for share, name in self.axis.thresholds
        ]
        names = alt.Chart(table(ends)).mark_text(style="label", dx=5, clip=False)
        return [
            alt.Chart(table(rows)).mark_rule(style="straight").encode(y=self.y),
            names.encode(x=self.x, y=self.y, text="text:N"),
        ]

    def marks(self, places: Sequence[int]) -> alt.Chart:
        rows = [{"from": place + 0.5, "share": 0.0} for place in places]
        points = alt.Chart(table(rows)).mark_point(style="decided", yOffset=7, clip=False)
        drawn: alt.Chart = points.encode(x=self.x, y=self.y)
        return drawn

    def common(self, rows: Sequence[Month]) -> alt.Chart:
        told = [{"from": row.at + 0.5, "share": TOP, "tip": isolated(row.words)} for row in rows]
        points = alt.Chart(table(told)).mark_point(style="common", yOffset=-7, clip=False)
        drawn: alt.Chart = points.encode(x=self.x, y=self.y, tooltip=alt.Tooltip("tip:N"))
        return drawn

    def names(self) -> alt.Chart:
        rows = [
            {"from": band.first + 0.4, "share": TOP, "text": isolated(band.name)}
            for band in self.axis.bands
            if band.end - band.first >= _SHORT_BAND
        ]
        texts = alt.Chart(table(rows)).mark_text(style="label-band", dy=10)
        drawn: alt.Chart = texts.encode(x=self.x, y=self.y, text="text:N")
        return drawn

    def _rects(self, rows: Sequence[Mapping[str, Any]], style: str) -> alt.Chart:
        chart: alt.Chart = alt.Chart(table(rows)).mark_rect(style=style)
        drawn: alt.Chart = chart.encode(
            x=self.x, x2="until:Q", y=self.y, y2="top:Q", tooltip=alt.Tooltip("tip:N")
        )
        return drawn


def _place(at: int) -> dict[str, float]:
    return {"from": at + _EDGE, "until": at + 1 - _EDGE}


def _padding(last: bool) -> dict[str, int]:
    return {"left": 0, "top": 14, "right": _ENDS, "bottom": 4 if last else 12}
