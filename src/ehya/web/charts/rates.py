"""On which days is a rate known, on which basis, and how high was it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt

from ehya.engine.calendar import DayRange, Language, from_solar, to_solar
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

HEIGHT = 260  # [px]
HEADROOM = 1.12  # the axis over the highest rate
NAME_GAP = 0.08  # least distance between two names, as a share of the axis
NAME_ROOM = 0.3  # no name ends nearer to the start, as a share of the axis
SHORT = 20  # a span of fewer days would not be seen as a line: it gets a point [days]
MOST_YEARS = 7  # named on the axis
STYLES = {"market": "told", "nima": "rate-nima", "official": "straight"}
POINTS = {"market": "told-small", "nima": "rate-nima-point", "official": "rate-official-point"}


@dataclass(frozen=True, slots=True)
class Known:
    """A rate on the days that it was told for.

    Attributes:
        basis: "official", "nima" or "market".
        days: on which it stood.
        rials: for one of the currency. [IRR]
        tip: the same in words.
    """

    basis: str
    days: DayRange
    rials: float
    tip: str


def rate_spans(
    known: Sequence[Known], days: DayRange, names: dict[str, str], *, language: Language
) -> Spec:
    """Return each rate as a line over its own days; between them nothing is drawn.

    Args:
        known: in the order of the days; at least one.
        days: the days drawn.
        names: basis -> what it is called at its newest rate.
        language: "en" or "fa".
    """
    first = days.first.toordinal()
    far = max(days.last.toordinal() - first + 1, 1)
    top = max(one.rials for one in known)
    ticks = _years(days, language)
    axis = alt.Axis(values=list(ticks), labelExpr=label_expression(ticks), title=None)
    x = alt.X("at:Q", scale=alt.Scale(domain=[0, far], nice=False), axis=axis)
    y = alt.Y(
        "rials:Q",
        scale=alt.Scale(domain=[0, top * HEADROOM], nice=False),
        axis=count_axis(round_ticks(top), language),
    )
    layers = []
    for basis in STYLES:
        mine = [one for one in known if one.basis == basis]
        layers += _drawn(mine, first, far, x, y) if mine else []
    layers += _named(known, names, (first, far), (x, y))
    padding = {"left": 2, "top": 16, "right": 8, "bottom": 2}
    return (
        alt.layer(*layers)
        .properties(width="container", height=HEIGHT, padding=padding)
        .to_dict(validate=False)
    )


def _drawn(mine: Sequence[Known], first: int, far: int, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    basis, layers = mine[0].basis, []
    lines, points = [], []
    for number, one in enumerate(mine):
        start = max(one.days.first.toordinal() - first, 0)
        end = min(one.days.last.toordinal() + 1 - first, far)
        told = {"rials": one.rials, "tip": isolated(one.tip)}
        if len(one.days) < SHORT:
            points.append({"at": (start + end) / 2, **told})
        else:
            lines += [{"at": at, "span": number, **told} for at in (start, end)]
    if lines:
        drawn = alt.Chart(table(lines)).mark_line(style=STYLES[basis])
        layers.append(drawn.encode(x=x, y=y, detail="span:N", tooltip="tip:N"))
    if points:
        drawn = alt.Chart(table(points)).mark_point(style=POINTS[basis])
        layers.append(drawn.encode(x=x, y=y, tooltip="tip:N"))
    return layers


def _named(
    known: Sequence[Known], names: dict[str, str], span: tuple[int, int], at: tuple[alt.X, alt.Y]
) -> list[alt.Chart]:
    """Each name stands over the end of its newest rate."""
    first, far = span
    newest = {one.basis: one for one in known}
    top = max(one.rials for one in known)
    heights = spread([one.rials for one in newest.values()], top * NAME_GAP)
    rows = [
        {
            "at": min(max(one.days.last.toordinal() + 1 - first, far * NAME_ROOM), far),
            "rials": height,
            "text": isolated(names[one.basis]),
        }
        for one, height in zip(newest.values(), heights, strict=True)
    ]
    drawn = alt.Chart(table(rows)).mark_text(style="label-end")
    return [drawn.encode(x=at[0], y=at[1], text="text:N")]


def _years(days: DayRange, language: Language) -> dict[float, str]:
    """Return where the years of the reader's calendar begin; few enough to be read."""
    solar = language == "fa"
    years = range(*_span(days, solar=solar))
    step = max(-(-len(years) // MOST_YEARS), 1)
    found = {}
    for year in years[::step]:
        begins = from_solar(year, 1, 1) if solar else date(year, 1, 1)
        if days.first <= begins <= days.last - timedelta(days=len(days) // 20):
            text = formats.number(year, language).replace(",", "").replace("٬", "")
            found[float(begins.toordinal() - days.first.toordinal())] = text
    return found


def _span(days: DayRange, *, solar: bool) -> tuple[int, int]:
    if solar:
        return to_solar(days.first).year, to_solar(days.last).year + 1
    return days.first.year, days.last.year + 1
