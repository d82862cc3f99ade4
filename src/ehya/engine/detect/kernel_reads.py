"""How likely are the readings of a row of units, at each share of the level and of each kind?

The logistic density of a reading x around a share a needs exp((x - a) / scale) alone, which is
exp(x / scale) times exp(-a / scale): one power a reading and one a share, none for a pair of them.
"""

from typing import Final

import numpy as np

from ehya.engine.detect.kernel_jit import LANES, rows
from ehya.engine.detect.model import Floats

DEAF, MUTE, SURE, STRAY, STRAY_NOTHING, LITTLE, LOUD, ONE, TOP, USUAL, LAGS = range(11)
"""Places of a signal's odds: how often it is deaf and mute, how often nothing strays, density of a
stray reading and chance of a stray nothing, what a mute signal reads (chance of nothing, density of
little), one, a ratio beyond which densities are nothing, and what a deaf signal reads (share as usual,
density of what still falls): numbers of the arrays' own width."""

NOT_READ: Final = -1  # as a power; 0 is a reading of nothing

_LOW_GAIN, _LOW_ADD, _LOW_NONE, _HIGH_GAIN, _HIGH_ADD, _HIGH_NONE = range(6)
AS_DEAF, AS_MUTE, ROOM = 6, 7, 8


@rows
def prepare(  # noqa: PLR0913 - a kernel takes plain arrays
    power: Floats,
    last_base: Floats,
    last_below: Floats,
    peak: Floats,
    little: Floats,
    odds: Floats,
    room: Floats,
) -> bool:
    """Write what a signal's likelihood in one period is made of; tell whether any read nothing.

    Args:
        power: shape (lanes,), exp of log reading over scale, or 0, or `NOT_READ`.
        last_base: shape (lanes,), exp of minus log reading at full work over scale.
        last_below: shape (lanes,), chance there that the reading is nothing. [0..1]
        peak: shape (lanes,), chance of no stray over scale.
        little: shape (lanes,), the power below which a mute signal reads.
        odds: shape (11,), see `DEAF` and so on.
        room: shape (ROOM, lanes), to be written; `AS_DEAF` and `AS_MUTE` are the likelihoods had the
            signal been that.
    """
    one, zero = odds[ONE], odds[ONE] - odds[ONE]
    deaf, mute, none = odds[DEAF], odds[MUTE], False
    for lane in range(LANES):
        read, nothing = power[lane] >= zero, power[lane] == zero
        none |= nothing
        proper = read and not nothing
        stray = odds[STRAY] if proper else odds[STRAY_NOTHING]
        gain = peak[lane] if proper else zero
        sure = odds[SURE] if nothing else zero
        ratio = min(power[lane] * last_base[lane], odds[TOP])
        usual = gain * ratio / ((ratio + one) * (ratio + one)) + sure * last_below[lane] + stray
        falls = odds[LAGS] / (ratio + one) if power[lane] >= little[lane] else zero
        usual = odds[USUAL] * usual + falls
        faint = odds[LOUD] if power[lane] < little[lane] else zero
        faint = odds[LITTLE] if nothing else faint
        room[_LOW_GAIN, lane] = (one - deaf) * gain
        room[_LOW_ADD, lane] = (one - deaf) * stray + deaf * usual if read else one
        room[_LOW_NONE, lane] = (one - deaf) * sure
        room[_HIGH_GAIN, lane] = (one - mute) * gain
        room[_HIGH_ADD, lane] = (one - mute) * stray + mute * faint if read else one
        room[_HIGH_NONE, lane] = (one - mute) * sure
        room[AS_DEAF, lane] = usual if read else one
        room[AS_MUTE, lane] = faint if read else one
    return none


@rows
def times_signal(  # noqa: PLR0913 - a kernel takes plain arrays
    power: Floats,
    base: Floats,
    below: Floats,
    odds: Floats,
    room: Floats,
    half: int,
    none: bool,
    joint: Floats,
) -> None:
    """Multiply by the likelihood of one signal's readings in one period.

    Args:
        power: shape (lanes,), as in `prepare`.
        base: shape (shares, lanes), exp of minus log share over scale.
        below: shape (shares, lanes), chance of a reading of nothing. [0..1]
        odds: shape (11,), see `DEAF` and so on.
        room: shape (ROOM, lanes), as prepared.
        half: shares below half of the level. [shares]
        none: whether any of the units read nothing.
        joint: shape (shares, lanes), to be multiplied.
    """
    one, top = odds[ONE], odds[TOP]
    for share in range(joint.shape[0]):
        at = _LOW_GAIN if share < half else _HIGH_GAIN
        if none:
            for lane in range(LANES):
                ratio = min(power[lane] * base[share, lane], top)
                value = room[at, lane] * ratio / ((ratio + one) * (ratio + one))
                value += room[at + 1, lane] + room[at + 2, lane] * below[share, lane]
                joint[share, lane] *= value
        else:
            for lane in range(LANES):
                ratio = min(power[lane] * base[share, lane], top)
                value = room[at, lane] * ratio / ((ratio + one) * (ratio + one))
                joint[share, lane] *= value + room[at + 1, lane]


@rows
def onto_kinds(joint: Floats, kinds: Floats, reads: Floats) -> None:
    """Write the likelihood of each kind of period.

    Args:
        joint: shape (shares, lanes), shares by fours.
        kinds: shape (kinds, shares), how each kind spreads over them. [0..1]
        reads: shape (kinds, lanes), to be written.
    """
    nothing = kinds[0, 0] - kinds[0, 0]
    for begin in range(0, kinds.shape[0], 2):
        kind = min(begin, kinds.shape[0] - 2)  # of an odd number the last but one is written twice
        for lane in range(LANES):
            reads[kind, lane] = nothing
            reads[kind + 1, lane] = nothing
        for share in range(0, kinds.shape[1], 4):
            a, b = kinds[kind, share], kinds[kind, share + 1]
            c, d = kinds[kind, share + 2], kinds[kind, share + 3]
            e, f = kinds[kind + 1, share], kinds[kind + 1, share + 1]
            g, h = kinds[kind + 1, share + 2], kinds[kind + 1, share + 3]
            if a + b + c + d + e + f + g + h > nothing:
                for lane in range(LANES):
                    i, j = joint[share, lane], joint[share + 1, lane]
                    k, m = joint[share + 2, lane], joint[share + 3, lane]
                    reads[kind, lane] += a * i + b * j + c * k + d * m
                    reads[kind + 1, lane] += e * i + f * j + g * k + h * m


@rows
def per_odds(told: Floats, reads: Floats, speaks: Floats) -> None:
    """Divide chances of kinds by their likelihoods, the chance of silence in them left out.

    Args:
        told: shape (kinds + 1, lanes), chance of each kind of period; to be divided. [0..1]
        reads: shape (kinds + 1, lanes), their likelihoods.
        speaks: shape (lanes,), chance of silence or of none in them. [0..1]
    """
    for kind in range(reads.shape[0] - 1):
        for lane in range(LANES):
            told[kind, lane] *= speaks[lane] / reads[kind, lane]


@rows
def onto_shares(told: Floats, kinds: Floats, joint: Floats, use: Floats) -> None:
    """Write how likely each share of the level is.

    Args:
        told: shape (kinds + 1, lanes), chance of each kind over its likelihood.
        kinds: shape (kinds, shares) [0..1]
        joint: shape (shares, lanes), likelihood of the readings at each share.
        use: shape (shares, lanes), to be written.
    """
    nothing = kinds[0, 0] - kinds[0, 0]
    for share in range(0, kinds.shape[1], 2):
        for lane in range(LANES):
            use[share, lane] = nothing
            use[share + 1, lane] = nothing
        for kind in range(0, kinds.shape[0], 2):
            a, c = kinds[kind, share], kinds[kind, share + 1]
            b, d = nothing, nothing
            if kind + 1 < kinds.shape[0]:
                b, d = kinds[kind + 1, share], kinds[kind + 1, share + 1]
            if a + b + c + d > nothing:
                for lane in range(LANES):
                    i, j = told[kind, lane], told[kind + 1, lane]
                    use[share, lane] += a * i + b * j
                    use[share + 1, lane] += c * i + d * j
        for lane in range(LANES):
            use[share, lane] *= joint[share, lane]
            use[share + 1, lane] *= joint[share + 1, lane]


@rows
def middle(use: Floats, shares: Floats, total: Floats, mean: Floats) -> None:
    """Write the mean share of its own level at which each unit worked.

    Args:
        use: shape (shares, lanes), how likely each share is; need not sum to one.
        shares: shape (shares,) [share of own level]
        total: shape (lanes,), to be written: the sum over shares.
        mean: shape (lanes,), to be written; NaN where all sum to nothing. [share of own level]
    """
    for lane in range(LANES):
        total[lane] = use[0, lane]
        mean[lane] = use[0, lane] * shares[0]
    for share in range(1, len(shares)):
        for lane in range(LANES):
            total[lane] += use[share, lane]
            mean[lane] += use[share, lane] * shares[share]
    for lane in range(LANES):
        mean[lane] /= total[lane]


@rows
def ends(  # noqa: PLR0913 - a kernel takes plain arrays
    use: Floats,
    shares: Floats,
    bounds: Floats,
    total: Floats,
    below: Floats,
    low: Floats,
    high: Floats,
) -> None:
    """Write between which shares of its own level each unit worked.

    Args:
        use: shape (shares, lanes), as in `middle`.
        shares: shape (shares,) [share of own level]
        bounds: shape (2,), the chance below the lower and the upper end. [0..1]
        total: shape (lanes,), the sum over shares.
        below: shape (lanes,), to be written.
        low: shape (lanes,), to be written; NaN where all sum to nothing. [share of own level]
        high: shape (lanes,), likewise.
    """
    nothing, unknown = shares.dtype.type(0), shares.dtype.type(np.nan)
    first, last = bounds[0], bounds[1]
    for lane in range(LANES):
        below[lane] = nothing
        low[lane] = nothing if total[lane] > nothing else unknown
        high[lane] = nothing if total[lane] > nothing else unknown
    for share in range(len(shares) - 1):
        above = shares[share + 1]
        for lane in range(LANES):
            below[lane] += use[share, lane]
            low[lane] = above if below[lane] < first * total[lane] else low[lane]
            high[lane] = above if below[lane] < last * total[lane] else high[lane]
