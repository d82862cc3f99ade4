"""Which cells do published sums tell exactly, though none of them was published?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

METHOD = "disclosure.span/1"
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_NOTHING = 1e-9  # of a coefficient: below it nothing is left but rounding


@dataclass(frozen=True, slots=True)
class Told:
    """What sums of cells tell of each cell.

    Attributes:
        exactly: whether a cell can be worked out. shape (cells,)
        values: what it then comes to; without meaning elsewhere. shape (cells,) [things]
        by: how often each sum is taken for each cell. shape (cells, sums)
    """

    exactly: Bools
    values: Floats
    by: Floats

    def sums_for(self, cell: int) -> list[int]:
        """Return which sums a cell is worked out from.

        Args:
            cell: its place. [0..]
        """
        return [int(one) for one in np.flatnonzero(np.abs(self.by[cell]) > _NOTHING)]


def told_by(sums: Floats, totals: Floats) -> Told:
    """Return which cells can be worked out from sums of cells by adding and taking away.

    A cell is told exactly where its own unit vector lies in the space that the sums span: where
    the projection onto that space leaves it as it is.

    Args:
        sums: which cells each sum adds. shape (sums, cells) [0 or 1]
        totals: what each sum comes to. shape (sums,) [things]

    Returns:
        For each cell whether it is told, its value, and by which sums.

    Source:
        Chin & Ozsoyoglu (1982), Auditing and Inference Control in Statistical Databases, IEEE
        Transactions on Software Engineering SE-8(6):574-582.
    """
    inverse = np.linalg.pinv(sums, rcond=1e-10)
    kept = np.einsum("cs,sc->c", inverse, sums)  # the diagonal of the projection
    return Told(np.abs(kept - 1) < _NOTHING, inverse @ totals, inverse)
