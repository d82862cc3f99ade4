"""Which changes of state were the largest?"""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from ehya.engine.calendar import Language
from ehya.web.charts.marks import Spec, count_axis, isolated, round_ticks, table

ROW = 34  # [px]
STYLES = {
    "active": "bar-to-active",
    "semi_active": "bar-to-semi",
    "idle": "bar-to-idle",
    "gone": "bar-to-gone",
}
ROOM = 1.16  # the axis over the longest bar, for the number at its end


@dataclass(frozen=True, slots=True)
class Moved:
    """Units that went from one state to another.

    Attributes:
        words: "from active to idle".
        now: the state they are in now; colours the bar.
        units: how many. [units]
        text: the same as it is written.
    """

    words: str
    now: str
    units: int
    text: str


def moved_bars(rows: Sequence[Moved], *, language: Language) -> Spec:
    """Return a bar for each change, largest first; it starts at the reader's side.

    Args:
        rows: the changes, in the order of the bars.
        language: "en" or "fa".
    """
    longest = max((row.units for row in rows), default=1)
    mirrored = language == "fa"
    scale = alt.Scale(domain=[0, longest * ROOM], nice=False, reverse=mirrored)
    axis = count_axis(round_ticks(longest, 2), language)
    axis.orient, axis.grid = "top", True
    side = alt.Axis(
        orient="right" if mirrored else "left", ticks=False, domain=True, labelLimit=220
    )
    words = alt.Y("words:N", sort=[isolated(row.words) for row in rows], title=None, axis=side)
    length = alt.X("units:Q", scale=scale, axis=axis, title=None)
    layers = [
        alt.Chart(_rows([row for row in rows if row.now == now]))
        .mark_bar(style=style, height=15)
        .encode(x=length, y=words, tooltip=alt.Tooltip("tip:N"))
        for now, style in STYLES.items()
        if any(row.now == now for row in rows)
    ]
    ends = alt.Chart(_rows(rows)).mark_text(
        style="label-row", align="right" if mirrored else "left", dx=-6 if mirrored else 6
    )
    layers.append(ends.encode(x=length, y=words, text="text:N"))
    return (
        alt.layer(*layers)
        .properties(width="container", height=ROW * max(len(rows), 1), padding=4)
        .to_dict(validate=False)
    )


def _rows(rows: Sequence[Moved]) -> alt.InlineData:
    return table(
        [
            {
                "words": isolated(row.words),
                "units": row.units,
                "text": isolated(row.text),
                "tip": isolated(f"{row.words}: {row.text}"),
            }
            for row in rows
        ]
    )
