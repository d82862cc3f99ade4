"""Which way did a row of units go, from period to period?"""

from ehya.engine.detect.kernel_jit import LANES, rows
from ehya.engine.detect.model import Bools, Floats, Ints


@rows
def ahead(  # noqa: PLR0913 - a kernel takes plain arrays
    before: Floats,
    chance: Floats,
    reads: Floats,
    source: Ints,
    target: Ints,
    kind: Ints,
    now: Floats,
) -> None:
    """Write how likely each sub-state is at a period's end, its readings and the former known.

    Args:
        before: shape (subs, lanes), the chances at the end of the period before. [0..1]
        chance: shape (steps, lanes), of each step. [0..1]
        reads: shape (kinds + 1, lanes), likelihood of the readings; the last that of none.
        source: shape (steps,) [number of a sub-state]
        target: shape (steps,) [number of a sub-state]
        kind: shape (steps,), what the period reads. [row of `reads`]
        now: shape (subs, lanes), to be written; not made to sum to one.
    """
    now[:] = before.dtype.type(0)
    for step in range(len(source)):
        a, b, k = source[step], target[step], kind[step]
        for lane in range(LANES):
            now[b, lane] += before[a, lane] * chance[step, lane] * reads[k, lane]


@rows
def even(now: Floats, one: float, kept: Floats, size: Floats) -> None:
    """Make chances sum to one.

    Args:
        now: shape (subs, lanes)
        one: of the arrays' own width. [1]
        kept: shape (subs, lanes), to be written.
        size: shape (lanes,), to be written: one over the sum.
    """
    for lane in range(LANES):
        size[lane] = now[0, lane]
    for sub in range(1, now.shape[0]):
        for lane in range(LANES):
            size[lane] += now[sub, lane]
    for lane in range(LANES):
        size[lane] = one / size[lane]
    for sub in range(now.shape[0]):
        for lane in range(LANES):
            kept[sub, lane] = now[sub, lane] * size[lane]


@rows
def back(  # noqa: PLR0913 - a kernel takes plain arrays
    after: Floats,
    chance: Floats,
    reads: Floats,
    source: Ints,
    target: Ints,
    kind: Ints,
    now: Floats,
) -> None:
    """Write how likely what is read from a period on is, given each sub-state before it.

    Args:
        after: shape (subs, lanes), the same given each sub-state at the period's end, over what
            the chances there were divided by.
        chance: shape (steps, lanes), of each step. [0..1]
        reads: shape (kinds + 1, lanes), likelihood of the readings; the last that of none.
        source: shape (steps,) [number of a sub-state]
        target: shape (steps,) [number of a sub-state]
        kind: shape (steps,), what the period reads. [row of `reads`]
        now: shape (subs, lanes), to be written.
    """
    now[:] = after.dtype.type(0)
    for step in range(len(source)):
        a, b, k = source[step], target[step], kind[step]
        for lane in range(LANES):
            now[a, lane] += after[b, lane] * chance[step, lane] * reads[k, lane]


@rows
def taken(
    before: Floats,
    after: Floats,
    chance: Floats,
    reads: Floats,
    steps: tuple[Ints, Ints, Ints],
    count: Floats,
) -> None:
    """Add up how often steps were taken.

    Args:
        before: shape (subs, lanes), chances at the end of the period before; 0 for a unit not yet
            read there. [0..1]
        after: shape (subs, lanes), as `back` takes it.
        chance: shape (steps, lanes) [0..1]
        reads: shape (kinds + 1, lanes)
        steps: sources, targets and kinds, as in `back`.
        count: shape (steps, lanes), to be added to. [periods]
    """
    source, target, kind = steps
    for step in range(len(source)):
        a, b, k = source[step], target[step], kind[step]
        for lane in range(LANES):
            count[step, lane] += (
                before[a, lane] * chance[step, lane] * reads[k, lane] * after[b, lane]
            )


@rows
def was(
    before: Floats,
    after: Floats,
    chance: Floats,
    reads: Floats,
    steps: tuple[Ints, Ints, Ints],
    told: Floats,
) -> None:
    """Add up which kinds of period were likely.

    Args:
        before: shape (subs, lanes), as in `taken`. [0..1]
        after: shape (subs, lanes), as `back` takes it.
        chance: shape (steps, lanes) [0..1]
        reads: shape (kinds + 1, lanes)
        steps: sources, targets and kinds, as in `back`.
        told: shape (kinds + 1, lanes), to be added to: chance of each kind of period. [0..1]
    """
    source, target, kind = steps
    for step in range(len(source)):
        a, b, k = source[step], target[step], kind[step]
        for lane in range(LANES):
            told[k, lane] += before[a, lane] * chance[step, lane] * reads[k, lane] * after[b, lane]


@rows
def gather(kept: Floats, now: Floats, stands: Ints, both: Floats, state: Floats) -> None:
    """Write how likely each sub-state and state is, all readings known.

    Args:
        kept: shape (subs, lanes), chances given what was read until then. [0..1]
        now: shape (subs, lanes), how likely what is read later is, given each.
        stands: shape (subs,), which state a sub-state is.
        both: shape (subs, lanes), to be written. [0..1]
        state: shape (4, lanes), its first three to be written. [0..1]
    """
    nothing = now.dtype.type(0)
    for lane in range(LANES):
        state[0, lane] = nothing
        state[1, lane] = nothing
        state[2, lane] = nothing
        state[3, lane] = nothing
    for sub in range(now.shape[0]):
        told = stands[sub]
        for lane in range(LANES):
            value = kept[sub, lane] * now[sub, lane]
            both[sub, lane] = value
            state[told, lane] += value


@rows
def over(now: Floats, size: Floats, after: Floats) -> None:
    """Write chances times one over what they were divided by. shape (subs, lanes)"""
    for sub in range(now.shape[0]):
        for lane in range(LANES):
            after[sub, lane] = now[sub, lane] * size[lane]


@rows
def anywhere(one: Floats, other: Floats) -> bool:
    """Tell whether anything but nothing stands in one of two rows. shape (lanes,)"""
    total = one[0] - one[0]
    for lane in range(LANES):
        total += one[lane] + other[lane]
    return bool(total > 0)


@rows
def best(  # noqa: PLR0913 - a kernel takes plain arrays
    before: Floats,
    merit: Floats,
    silent: Floats,
    source: Ints,
    target: Ints,
    quiet: Bools,
    stands: Ints,
    now: Floats,
    top: Floats,
) -> None:
    """Write the merit of the best course to each sub-state.

    Args:
        before: shape (subs, lanes), of the best courses to the end of the period before.
        merit: shape (3, lanes), of each state in this period.
        silent: shape (lanes,), 1 where nothing was read, else 0.
        source: shape (steps,) [number of a sub-state]
        target: shape (steps,) [number of a sub-state]
        quiet: shape (steps,), whether a step can be taken in silence only.
        stands: shape (subs,), which state a sub-state is.
        now: shape (subs, lanes), to be written.
        top: shape (lanes,), to be written: the best of all.
    """
    now[:] = before.dtype.type(0)
    top[:] = before.dtype.type(0)
    for step in range(len(source)):
        a, b = source[step], target[step]
        if quiet[step]:
            for lane in range(LANES):
                now[b, lane] = max(now[b, lane], before[a, lane] * silent[lane])
        else:
            for lane in range(LANES):
                now[b, lane] = max(now[b, lane], before[a, lane])
    for sub in range(now.shape[0]):
        state = stands[sub]
        for lane in range(LANES):
            value = now[sub, lane] * merit[state, lane]
            now[sub, lane] = value
            top[lane] = max(top[lane], value)
