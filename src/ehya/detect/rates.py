"""How often is somebody wrong, told of a few cases only?"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

FEW: Final = 20  # cases below which a share says more about chance than about anything else
_Z: Final = 1.959963984540054  # of the normal distribution, for 95 %


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the judged cases were wrong.

    Attributes:
        judged: cases. [verdicts]
        wrong: of them. [verdicts]
    """

    judged: int = 0
    wrong: int = 0

    @property
    def share(self) -> float | None:
        """How many of a hundred were wrong; None below `FEW`."""
        return 100 * self.wrong / self.judged if self.judged >= FEW else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which of a hundred the true share lies, 95 times of 100; None below `FEW`."""
        if self.judged < FEW:
            return None
        low, high = wilson(self.wrong, self.judged)
        return 100 * low, 100 * high

    def __add__(self, other: "Rate") -> "Rate":
        """Return both together."""
        return Rate(self.judged + other.judged, self.wrong + other.wrong)


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """Return the interval that holds a true share 95 times of 100.

    It stays inside 0..1 and is sound where hits are few or none, unlike share ± two errors.

    Args:
        hits: how often it was so. [cases]
        tries: of how many, at least one. [cases]

    Returns:
        Its two ends. [0..1]

    Source:
        Wilson (1927), J. Am. Stat. Assoc. 22:209-212.
    """
    share, spread = hits / tries, _Z * _Z / tries
    middle = share + spread / 2
    half = sqrt(spread * share * (1 - share) + spread * spread / 4)
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))
