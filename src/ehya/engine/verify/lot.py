"""On whom does the lot fall, how many of them stand still, and how many of all does that mean?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta  # type: ignore[import-untyped,unused-ignore]

METHOD = "verify.error_rate/1"


def drawn_by_lot(
    there: Mapping[str, int], *, seed: int, share: float, at_least: int
) -> dict[str, list[int]]:
    """Return on whom the lot falls in each province, without replacement.

    Args:
        there: how many are there to be drawn from, by province. [restarts]
        seed: of the lot: whoever has it draws the same. [any number from 0]
        share: of them that is drawn. [0..1]
        at_least: so many in each province, where they are there. [restarts]

    Returns:
        Their places in the order of the province, ascending, from 0; provinces in order.

    Source:
        `ledger/rules/verify.toml`; NumPy's PCG64.
    """
    rng = np.random.default_rng(seed)
    found = {}
    for province in sorted(there):
        size = min(there[province], max(at_least, round(share * there[province])))
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
        share: as the lot says, each province by its own size; None where nobody was looked at. [0..1]
        low, high: of the interval. [0..1]
        least: the share, were every one drawn that nobody has looked at found running. [0..1]
        most: were each of them found standing. [0..1]
        of, size, seen, standing: of all provinces together.
        left_out: so many restarts are of provinces where nobody was looked at: the share and its
            interval say nothing of them, the bounds do.
    """

    share: float | None
    low: float
    high: float
    least: float
    most: float
    of: int
    size: int
    seen: int
    standing: int
    left_out: int


def error_rate(provinces: Mapping[str, Drawn], *, mass: float) -> ErrorRate:
    """Return the share of restarts that stand still though they were verified.

    Args:
        provinces: what became of the lot, by province.
        mass: of the interval. [0..1]

    Returns:
        With bounds for those drawn that nobody has looked at: they are never left out unsaid.

    Source:
        Stratified sampling: Cochran (1977), ch. 5. The interval is Clopper and Pearson's on the
        number looked at, shrunk by unequal weights (Kish 1965) and stretched where much of all was
        looked at, as Korn and Graubard (1998), Surv. Methodol. 24:193-201, so that it is honest
        where nobody was found standing.
    """
    told = list(provinces.values())
    of, size = sum(one.of for one in told), sum(one.size for one in told)
    seen, standing = sum(one.seen for one in told), sum(one.standing for one in told)
    looked = [one for one in told if one.seen]
    if not looked:
        return ErrorRate(None, 0.0, 1.0, 0.0, 1.0, of, size, seen, standing, of)
    there = sum(one.of for one in looked)
    share = sum(one.of / there * one.standing / one.seen for one in looked)
    worth = _worth(looked)
    low, high = _interval(share * worth, worth, mass)
    drawn = [one for one in told if one.size]
    return ErrorRate(
        share=share,
        low=min(low, share),
        high=max(high, share),
        least=sum(one.of * one.standing / one.size for one in drawn) / of,
        most=sum(one.of * (one.standing + one.size - one.seen) / one.size for one in drawn) / of,
        of=of,
        size=size,
        seen=seen,
        standing=standing,
        left_out=of - there,
    )


def _worth(looked: list[Drawn]) -> float:
    """Return how many drawn evenly from very many would say as much as these."""
    weights = [(one.of / one.seen, one.seen) for one in looked]
    even = sum(w * n for w, n in weights) ** 2 / sum(w * w * n for w, n in weights)
    seen, there = sum(one.seen for one in looked), sum(one.of for one in looked)
    return even * (there - 1) / (there - seen) if there > seen else float("inf")


def _interval(standing: float, worth: float, mass: float) -> tuple[float, float]:
    if worth == float("inf"):  # everybody was looked at: nothing is left to chance
        return 1.0, 0.0
    tail = (1 - mass) / 2
    low = float(beta.ppf(tail, standing, worth - standing + 1)) if standing > 0 else 0.0
    running = worth - standing
    high = float(beta.ppf(1 - tail, standing + 1, running)) if running > 1e-9 else 1.0
    return low, high
