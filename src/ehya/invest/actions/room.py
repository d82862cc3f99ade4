"""How much may still be paid for a project on a day, never more than was approved by then?"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from ehya.engine.refusal import Refusal

Moved = tuple[date, int]  # a day, and rials


class Room:
    """What is left of a project's approved money day by day, while payments are taken from it."""

    def __init__(self, project: int, approved: Sequence[Moved], paid: Sequence[Moved]) -> None:
        """Begin with what is known.

        Args:
            project: its number.
            approved: sources, by the day of their approval. [IRR]
            paid: what was paid already; below zero where taken back. [IRR]
        """
        by_day: dict[date, int] = {}
        for on, much in (*approved, *((on, -much) for on, much in paid)):
            by_day[on] = by_day.get(on, 0) + much
        self.project = project
        self.approved = sum(much for _, much in approved)
        self.paid = sum(much for _, much in paid)
        self._days = sorted(by_day)
        self._left = list(accumulate(by_day[on] for on in self._days))

    def take(self, on: date, much: int) -> None:
        """Take a payment from what is left.

        Raises:
            Refusal: "invest.beyond_approved", "invest.before_approval".
        """
        paid = self.paid + much
        if paid > self.approved:
            told = {"paid_irr": paid, "most_irr": self.approved}
            raise Refusal("invest.beyond_approved", project=self.project, **told)
        at = self._place(on)
        if min(self._left[at:]) < much:
            first = next(
                d for d, left in zip(self._days[at:], self._left[at:], strict=True) if left < much
            )
            raise Refusal("invest.before_approval", project=self.project, on=first)
        self._left[at:] = [left - much for left in self._left[at:]]
        self.paid = paid

    def _place(self, on: date) -> int:
        """Return where a day stands; one on which nothing moved is put between the others."""
        at = bisect_left(self._days, on)
        if at == len(self._days) or self._days[at] != on:
            self._days.insert(at, on)
            self._left.insert(at, self._left[at - 1] if at else 0)
        return at
