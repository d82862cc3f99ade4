"""How is the work on many units at once compiled?

Units lie beside each other in rows of `LANES`: what is done for one is done for all of a row by the
same instructions, so a unit's neighbours change nothing of what is told of it.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, cast

import numba
from numba.core.compiler import CompilerBase, DefaultPassBuilder

LANES: Final = 128
AT_ONCE: Final = 8 * LANES  # units of which a core takes a part

# Never plain fastmath: it folds away the tests for missing readings.
_LOOSE: Final = {"contract", "reassoc", "arcp", "nsz"}


class _Apart(CompilerBase):
    """Numba's own compiler, told that the arrays handed to a function do not overlap.

    Without it every short loop begins by testing that again, which takes as long as the loop.
    """

    def define_pipelines(self) -> list[Any]:
        self.state.flags.noalias = True
        return [DefaultPassBuilder.define_nopython_pipeline(self.state)]  # type: ignore[no-untyped-call]


def rows[Work: Callable[..., Any]](work: Work) -> Work:
    """Compile work on rows; arrays that it writes must not overlap any other that it is given."""
    compiled: Any = numba.njit(
        cache=True, nogil=True, error_model="numpy", fastmath=_LOOSE, pipeline_class=_Apart
    )(work)
    return cast("Work", compiled)


def plain[Work: Callable[..., Any]](work: Work) -> Work:
    """Compile work on plain arrays."""
    compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=_LOOSE)(work)
    return cast("Work", compiled)


def each_part[Found](work: Callable[[int, int], Found], units: int) -> list[Found]:
    """Do some work for every part of the units.

    Args:
        work: takes the first unit of a part, and the one after its last.
        units: how many there are. [units]
    """
    starts = range(0, units, AT_ONCE)
    return each(work, [(start, min(start + AT_ONCE, units)) for start in starts])


def each[*Task, Found](work: Callable[[*Task], Found], tasks: list[tuple[*Task]]) -> list[Found]:
    """Do some work for every task, one to each core; how many there are changes nothing."""
    if len(tasks) <= 1 or numba.get_num_threads() == 1:
        return [work(*task) for task in tasks]
    with ThreadPoolExecutor(numba.get_num_threads()) as cores:
        return list(cores.map(lambda task: work(*task), tasks))
