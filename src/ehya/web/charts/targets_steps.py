"""Which version of a target held from which day?"""

from collections.abc import Sequence
from datetime import date

import altair as alt

from ehya.engine.calendar import DayRange, Language
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


def target_steps(
    told: Sequence[tuple[date, float, str]],
    period: DayRange,
    *,
    until: date,
    language: Language,
) -> Spec:
    """Return a target's value over its period as steps, each named by its version.

    Time runs from left to right in both languages.

    Args:
        told: from which day, the value, the version's name. [the metric's unit]
        period: the target's own.
        until: the reader's day, marked by the end of the line within the period.
        language: "en" or "fa".
    """
    first = min(period.first, told[0][0])
    far = max((period.last - first).days, 1)
    end = min(max((until - first).days, (told[-1][0] - first).days + 1), far)
    top = max(value for _day, value, _name in told)
    ends = {0.0: _day(first, language), float(far): _day(period.last, language)}
    axis = alt.Axis(
        values=list(ends), labelExpr=label_expression(ends), title=None, labelFlush=True
    )
    x = alt.X("at:Q", scale=alt.Scale(domain=[0, far], nice=False), axis=axis)
    ticks = count_axis(round_ticks(top, 3), language)
    y = alt.Y("count:Q", scale=alt.Scale(domain=[0, max(top, 1) * 1.2], nice=False), axis=ticks)
    steps = [{"at": (day - first).days, "count": value} for day, value, _name in told]
    steps.append({"at": end, "count": told[-1][1]})
    line = alt.Chart(table(steps)).mark_line(style="target", interpolate="step-after")
    names = [
        {"at": (day - first).days, "count": value, "text": isolated(name)}
        for day, value, name in told
    ]
    words = alt.Chart(table(names)).mark_text(style="label-row", align="left", dx=4, dy=-9)
    return (
        alt.layer(line.encode(x=x, y=y), words.encode(x=x, y=y, text="text:N"))
        .properties(width="container", height=HEIGHT, padding={"left": 2, "top": 12, "right": 8})
        .to_dict(validate=False)
    )


def _day(on: date, language: Language) -> str:
    return formats.day(on, language, "solar" if language == "fa" else "gregorian")
