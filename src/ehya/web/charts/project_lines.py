"""Where do the lines of a project's S-curve run, and its bars on the timeline? In a box of 100 by 100."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Point = tuple[date, float]
WIDTH = HEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a drawing shows.

    Attributes:
        first: at its beginning.
        last: at its end.
    """

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return how far along a day is, kept inside. [0..100]"""
        whole = max((self.last - self.first).days, 1)
        return min(max(WIDTH * (day - self.first).days / whole, 0.0), WIDTH)


def span_of(days: Iterable[date]) -> Span | None:
    """Return the span of some days; None where there are none."""
    told = list(days)
    return Span(min(told), max(told)) if told else None


def line(points: Sequence[Point], span: Span, *, steps: bool = False, until: date | None) -> str:
    """Return a line as an SVG path.

    Args:
        points: shares over days. [0..1]
        span: of the drawing.
        steps: whether a share holds until the next was told.
        until: how far the last share holds; None: as far as it was told.
    """
    told = list(points)
    if not told:
        return ""
    if until is not None and until > told[-1][0]:
        told.append((until, told[-1][1]))
    parts = [f"M{_x(span, told[0][0])} {_y(told[0][1])}"]
    for day, share in told[1:]:
        parts.append(f"H{_x(span, day)}" if steps else "")
        parts.append(f"V{_y(share)}" if steps else f"L{_x(span, day)} {_y(share)}")
    return "".join(parts)


def _x(span: Span, day: date) -> str:
    return f"{span.at(day):.2f}"


def _y(share: float) -> str:
    return f"{HEIGHT - HEIGHT * min(max(share, 0.0), 1.0):.2f}"
