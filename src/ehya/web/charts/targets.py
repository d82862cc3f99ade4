"""Did the years reach their targets?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import altair as alt

from ehya.engine.calendar import Language
from ehya.web.charts.marks import Spec, count_axis, isolated, round_ticks, table

ROW = 42  # [px]
OFF_SCALE = 1.5  # a version this much beyond all else is not drawn; the table has it


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One year: its result and every version of its target.

    Attributes:
        year: the year's name in the reader's digits.
        result: the count told. [units]
        versions: targets told, the one counted against last. [units]
        text: what stands at the end, e.g. "78 %".
        open: whether the year is still running.
    """

    year: str
    result: float
    versions: tuple[float, ...]
    text: str
    open: bool = False


@lru_cache(maxsize=256)  # the page is asked for far more often than its numbers change
def targets(rows: tuple[TargetRow, ...], *, language: Language) -> Spec:
    """Return a bar a year with a red mark for the target counted against, grey for the others.

    A bar starts at the reader's side: the scale is turned round in Persian.
    """
    longest = _longest(rows)
    rows = tuple(_on_scale(row, longest) for row in rows)
    mirrored = language == "fa"
    scale = alt.Scale(domain=[0, longest * 1.16], nice=False, reverse=mirrored)
    axis = count_axis(round_ticks(longest, 2), language)
    axis.orient = "top"
    axis.grid = True
    order = [row.year for row in rows]
    year = alt.Y(
        "year:N",
        sort=order,
        title=None,
        axis=alt.Axis(orient="right" if mirrored else "left", ticks=False, domain=True),
    )
    layers = [
        _marks(
            [(row.year, row.result) for row in rows if not row.open],
            "bar-result",
            scale,
            axis,
            year,
        ),
        _marks([(row.year, row.result) for row in rows if row.open], "bar-open", scale, axis, year),
        _ticks([(row.year, v) for row in rows for v in row.versions[:-1]], "tick-old", scale, year),
        _ticks(
            [(row.year, row.versions[-1]) for row in rows if row.versions],
            "tick-target",
            scale,
            year,
        ),
        _texts(rows, scale, year, mirrored=mirrored),
    ]
    return (
        alt.layer(*[layer for layer in layers if layer is not None])
        .properties(width="container", height=ROW * max(len(rows), 1), padding=4)
        .to_dict(validate=False)
    )


def _longest(rows: Sequence[TargetRow]) -> float:
    """A target of 19,000 beside results of 1,500 would leave nothing else to see."""
    against = [row.versions[-1] for row in rows if row.versions]
    usual = max([*(row.result for row in rows), *against], default=1.0)
    most = OFF_SCALE * usual
    return max([usual, *(v for row in rows for v in row.versions if v <= most)])


def _on_scale(row: TargetRow, longest: float) -> TargetRow:
    return replace(row, versions=tuple(value for value in row.versions if value <= longest))


def _marks(
    pairs: Sequence[tuple[str, float]], style: str, scale: alt.Scale, axis: alt.Axis, year: alt.Y
) -> alt.Chart | None:
    if not pairs:
        return None
    rows = [{"year": name, "units": value} for name, value in pairs]
    chart = alt.Chart(table(rows)).mark_bar(style=style, height=13)
    drawn: alt.Chart = chart.encode(x=alt.X("units:Q", scale=scale, axis=axis, title=None), y=year)
    return drawn


def _ticks(
    pairs: Sequence[tuple[str, float]], style: str, scale: alt.Scale, year: alt.Y
) -> alt.Chart | None:
    if not pairs:
        return None
    rows = [{"year": name, "units": value} for name, value in pairs]
    chart = alt.Chart(table(rows)).mark_tick(style=style, size=24)
    drawn: alt.Chart = chart.encode(x=alt.X("units:Q", scale=scale), y=year)
    return drawn


def _texts(
    rows: Sequence[TargetRow], scale: alt.Scale, year: alt.Y, *, mirrored: bool
) -> alt.Chart:
    data = [
        {"year": row.year, "units": max((row.result, *row.versions)), "text": isolated(row.text)}
        for row in rows
    ]
    chart = alt.Chart(table(data)).mark_text(
        style="label-row", align="right" if mirrored else "left", dx=-8 if mirrored else 8
    )
    drawn: alt.Chart = chart.encode(x=alt.X("units:Q", scale=scale), y=year, text="text:N")
    return drawn
