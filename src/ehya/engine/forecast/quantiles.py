"""Which values divide a mixture of Normals that is cut off below?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr  # type: ignore[import-untyped,unused-ignore]

Floats = NDArray[np.float64]
_HALVINGS = 36


@dataclass(frozen=True, slots=True)
class Mixture:
    """Normals with weights, of which only what lies above `floor` is possible; one a point.

    Attributes:
        log_weight: shape (guesses,)
        mean: shape (guesses, points)
        sd: shape (guesses, points)
        floor: minus infinity where nothing is cut off.
    """

    log_weight: Floats
    mean: Floats
    sd: Floats
    floor: float

    def log_above(self, value: Floats) -> Floats:
        """Return log P(X >= value), the cut left out. value: shape (any, points) or (points,)."""
        tails = log_ndtr((self.mean - value[..., None, :]) / self.sd)
        return np.asarray(np.logaddexp.reduce(self.log_weight[:, None] + tails, axis=-2))

    def chance_above(self, value: float) -> Floats:
        """Return P(X >= value | X >= floor) at every point. [0..1]"""
        points = self.mean.shape[1]
        above = self.log_above(np.full(points, max(value, self.floor)))
        return np.asarray(np.exp(above - self.log_above(np.full(points, self.floor))))

    def quantiles(self, chances: Floats) -> Floats:
        """Return the values below which the given share of what is possible lies.

        Works in the logs of tail chances, so that it holds where the floor is far out in the
        tail of every Normal.

        Args:
            chances: shape (chances,) [0..1]

        Returns:
            shape (chances, points), found by halving to 2e-11 of the widest interval.
        """
        shape = (len(chances), self.mean.shape[1])
        wanted = np.log1p(-chances)[:, None] + self.log_above(np.full(shape, self.floor))
        reach = 12 * self.sd.max(axis=0)
        low = np.broadcast_to(np.maximum(self.floor, self.mean.min(axis=0) - reach), shape)
        high = np.broadcast_to(np.maximum(self.floor, self.mean.max(axis=0)) + reach, shape)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            too_low = self.log_above(middle) > wanted
            low, high = np.where(too_low, middle, low), np.where(too_low, high, middle)
        return (low + high) / 2
