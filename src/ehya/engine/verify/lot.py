"""On whom does the lot fall, how many of them stand still, and how many of all does that mean?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta  # type: ignore[import-untyped,unused-ignore]

METHOD = "verify.error_rate/2"


def drawn_by_lot(
    there: Mapping[str, int], sizes: Mapping[str, int], *, seed: int
) -> dict[str, list[int]]:
    """Return on whom the lot falls in each province, without replacement.

    Args:
        there: how many are there to be drawn from, by province. [restarts]
        sizes: how many are drawn, at most all who are there; none where it is silent. [restarts]
        seed: of the lot: whoever has it draws the same. [any number from 0]

    Returns:
        Their places in the order of the province, ascending, from 0; provinces in order.

    Source:
        NumPy's PCG64.
    """
    rng = np.random.default_rng(seed)
    found = {}
    for province in sorted(there):
        size = min(there[province], sizes.get(province, 0))
        found[province] = sorted(map(int, rng.choice(there[province], size, replace=False)))
    return found


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of the lot in one province.

    Attributes:
        of: from so many it was drawn.
        size: so many were drawn.
        seen: so many of them were looked at.
        standing: so many of these stood still.
    """

    of: int
    size: int
    seen: int
    standing: int


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """The share of all restarts told to run that stand still.

    Attributes:
        share: each province by its own size; None until everybody drawn was looked at. [0..1]
        least: the share, were every one drawn that nobody has looked at found running. [0..1]
        most: were each of them found standing. [0..1]
        low, high: of the interval, which holds for the one as for the other. [0..1]
        of, size, seen, standing: of all provinces together. [restarts]
    """

    share: float | None
    least: float
    most: float
    low: float
    high: float
    of: int
    size: int
    seen: int
    standing: int


def error_rate(provinces: Mapping[str, Drawn], *, mass: float) -> ErrorRate:
    """Return the share of restarts that stand still though they were verified.

    Those whom nobody has looked at yet are not like the others: a unit that stands is often known
    of sooner. So nothing is concluded from those seen to those unseen.

    Args:
        provinces: what became of the lot, by province; somebody was drawn in each.
        mass: of the interval. [0..1]

    Source:
        Stratified sampling: Cochran (1977), ch. 5. The interval is Clopper and Pearson's on the
        number drawn, shrunk by unequal weights (Kish 1965) and stretched where much of all was
        drawn, as Korn and Graubard (1998), Surv. Methodol. 24:193-201, so that it is honest where
        nobody was found standing. Unseen ones bound it from both sides: Manski (1989), J. Hum.
        Resour. 24:343-360.
    """
    told = [one for one in provinces.values() if one.size]
    of, size = sum(one.of for one in told), sum(one.size for one in told)
    seen, standing = sum(one.seen for one in told), sum(one.standing for one in told)
    if not told:
        return ErrorRate(None, 0.0, 1.0, 0.0, 1.0, of, size, seen, standing)
    least = sum(one.of * one.standing / one.size for one in told) / of
    most = sum(one.of * (one.standing + one.size - one.seen) / one.size for one in told) / of
    worth = _worth(told)
    low, _ = _interval(least * worth, worth, mass)
    _, high = _interval(most * worth, worth, mass)
    return ErrorRate(
        share=least if seen == size else None,
        least=least,
        most=most,
        low=min(low, least),
        high=max(high, most),
        of=of,
        size=size,
        seen=seen,
        standing=standing,
    )


def _worth(drawn: list[Drawn]) -> float:
    """Return how many drawn evenly from very many would say as much as these."""
    weights = [(one.of / one.size, one.size) for one in drawn]
    even = sum(w * n for w, n in weights) ** 2 / sum(w * w * n for w, n in weights)
    size, there = sum(one.size for one in drawn), sum(one.of for one in drawn)
    return even * (there - 1) / (there - size) if there > size else float("inf")


def _interval(standing: float, worth: float, mass: float) -> tuple[float, float]:
    if worth == float("inf"):  # everybody was drawn: nothing is left to chance
        return 1.0, 0.0
    tail = (1 - mass) / 2
    low = float(beta.ppf(tail, standing, worth - standing + 1)) if standing > 0 else 0.0
    running = worth - standing
    high = float(beta.ppf(1 - tail, standing + 1, running)) if running > 1e-9 else 1.0
    return low, high
