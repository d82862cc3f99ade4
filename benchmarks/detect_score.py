"""How is a told chance held against what came true?"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def average_precision(true: Bools, score: Floats) -> float:
    """Return the mean precision at each true row, rows of one score standing together."""
    order = np.argsort(-score, kind="stable")
    told, found = score[order], true[order]
    last = np.append(np.flatnonzero(np.diff(told)), len(told) - 1)
    hits = np.cumsum(found)[last]
    precision = hits / (last + 1)
    return float((np.diff(np.append(0, hits)) * precision).sum() / true.sum())


def ranks_above(high: Floats, low: Floats) -> float:
    """Return how often a row of the first kind has the higher score (AUC), ties counting half."""
    ordered = np.sort(low)
    below, upto = np.searchsorted(ordered, high, "left"), np.searchsorted(ordered, high, "right")
    return float((below + upto).mean() / 2 / len(low))


def calibration_error(true: Bools, chance: Floats, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    bin_of = np.minimum((chance * bins).astype(int), bins - 1)
    gap = [abs(chance[bin_of == b].sum() - true[bin_of == b].sum()) for b in range(bins)]
    return float(sum(gap) / len(true))


def reliability(true: Bools, chance: Floats, bins: int = 10) -> list[tuple[int, float, float]]:
    """Return rows, mean chance told and share come true, of each bin that has any."""
    bin_of = np.minimum((chance * bins).astype(int), bins - 1)
    return [
        (
            int((bin_of == b).sum()),
            float(chance[bin_of == b].mean()),
            float(true[bin_of == b].mean()),
        )
        for b in range(bins)
        if (bin_of == b).any()
    ]


class Isotonic:
    """A rising step map from told to true chance, fitted by pooling adjacent violators."""

    def __init__(self, chance: Floats, true: Bools) -> None:
        order = np.argsort(chance, kind="stable")
        blocks: list[list[float]] = []  # sum, count, first chance
        for told, came in zip(chance[order].tolist(), true[order].tolist(), strict=True):
            blocks.append([float(came), 1.0, told])
            while (
                len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]
            ):
                total, count, _ = blocks.pop()
                blocks[-1][0] += total
                blocks[-1][1] += count
        self.at = np.array([first for _, _, first in blocks])
        self.value = np.array([total / count for total, count, _ in blocks])

    def __call__(self, chance: Floats) -> Floats:
        """Return the calibrated chance."""
        place = np.clip(np.searchsorted(self.at, chance, "right") - 1, 0, None)
        return np.asarray(self.value[place])
