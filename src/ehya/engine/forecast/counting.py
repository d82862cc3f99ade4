"""How many of many unequal cases will succeed, and how likely are at least so many?

The sum of independent cases with chances p[i] has the characteristic function

    phi(t)  =  product over i of  1 - p[i] + p[i] exp(i t)

Two proven bounds make its inversion cheap. With variance V = sum of p[i] (1 - p[i]):

    |phi(t)|                 <=  exp(-V (1 - cos t))            few frequencies matter
    P(|count - mean| >= x)   <=  2 exp(-x**2 / 2 / (V + x/3))   few counts matter (Bernstein)

Both are cut at exp(-46) = 1e-20. Cases are folded into blocks by plain convolution, the blocks'
transforms at the frequencies that are left are multiplied, and one inverse transform gives the
window of counts. Far from the mean the same is done with tilted chances, odds times exp(theta)
with theta such that the tilted mean is the count asked about, and the tilt is taken back in logs.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len  # type: ignore[import-untyped,unused-ignore]
from scipy.special import rel_entr  # type: ignore[import-untyped,unused-ignore]

from ehya.engine.refusal import Refusal

METHOD = "forecast.count/1"

Floats = NDArray[np.float64]

NEGLIGIBLE: Final = 46.0
"""What is below exp(-46) = 1e-20 is left out: far under the rounding of a sum of doubles."""

_BLOCK = 32
_STEPS = 200


class Cases(NamedTuple):
    """Independent cases, each chance told from both sides, so that none loses digits near 1.

    Attributes:
        success: shape (cases,) [0..1]
        failure: shape (cases,) [0..1]
    """

    success: Floats
    failure: Floats


class Window(NamedTuple):
    """The counts that can be, and how likely each is.

    Attributes:
        first: the lowest count of the window. [cases]
        chances: of `first`, `first` + 1 and so on; all others together are below 1e-19. [0..1]
    """

    first: int
    chances: Floats


def distribution(chances: Floats) -> Floats:
    """Return how likely each number of successes is.

    Right to 1e-15 absolutely, so that far in the tails only `tail` is right: there a value
    here is rounding, or 0.

    Args:
        chances: each case's chance of success, independent of the others. shape (cases,) [0..1]

    Returns:
        P(count = 0), …, P(count = cases). shape (cases + 1,) [0..1]; without cases it is [1.]:
        an empty pipeline brings nothing, surely.

    Raises:
        Refusal: "forecast.not_a_probability" when a value is outside 0..1 or missing.

    Source:
        Hong (2013), Comput. Stat. Data Anal. 59:41-51, the DFT of the characteristic function;
        Boucheron, Lugosi and Massart (2013), Concentration Inequalities, th. 2.10, its window.
    """
    chances = checked(chances)
    found = np.zeros(len(chances) + 1)
    window = near(Cases(chances, 1 - chances))
    found[window.first : window.first + len(window.chances)] = window.chances
    return found


def tail(chances: Floats, at_least: int) -> float:
    """Return the chance that at least so many cases succeed, right to 1e-10 of itself.

    Below the mean it is the complement of the lower tail, above it the upper tail itself; a
    chance below 1e-308 is 0.

    Args:
        chances: each case's chance of success, independent of the others. shape (cases,) [0..1]
        at_least: the target. [cases]

    Returns:
        P(count >= at_least). [0..1]

    Raises:
        Refusal: "forecast.not_a_probability" when a value is outside 0..1 or missing.

    Source:
        Daniels (1954), Ann. Math. Stat. 25:631-650, the tilt; the inversion as `distribution`.
    """
    chances = checked(chances)
    cases = unsure(chances)
    asked = at_least - int((chances == 1).sum())
    if asked <= 0:
        return 1.0
    if asked > len(cases.success):
        return 0.0
    if asked > cases.success.sum():
        return _upper(cases, asked)
    return 1 - _upper(Cases(cases.failure, cases.success), len(cases.success) - asked + 1)


def quantiles(law: Floats, shares: Floats) -> NDArray[np.int_]:
    """Return the smallest counts that are not exceeded with the given chances.

    Args:
        law: how likely each count is, as `distribution` or `shock.shared` gives it.
            shape (cases + 1,) [0..1]
        shares: chances of not being exceeded. shape (shares,) [0..1]

    Returns:
        shape (shares,) [cases]
    """
    below = np.cumsum(law)
    return np.minimum(np.searchsorted(below, np.asarray(shares) - 1e-12), len(law) - 1)


def checked(chances: Floats) -> Floats:
    """Return the chances as doubles, or refuse the first that is none.

    Args:
        chances: what was given for them. shape (cases,) [0..1]
    """
    chances = np.asarray(chances, dtype=np.float64).reshape(-1)
    wrong = np.flatnonzero(~((chances >= 0) & (chances <= 1)))
    if len(wrong):
        place = int(wrong[0])
        raise Refusal(
            "forecast.not_a_probability", place=place + 1, told=repr(float(chances[place]))
        )
    return chances


def unsure(chances: Floats) -> Cases:
    """Return the cases that may go either way, which leaves out chances of 0 and 1.

    Args:
        chances: shape (cases,) [0..1]
    """
    kept = chances[(chances > 0) & (chances < 1)]
    return Cases(kept, 1 - kept)


def tilted(cases: Cases, theta: float) -> Cases:
    """Return the cases with their odds multiplied by exp(theta).

    Args:
        cases: those that may go either way.
        theta: what is added to each logit. [logit]
    """
    shrunk = np.exp(-abs(theta))
    up, down = cases
    up, down = (up, down * shrunk) if theta >= 0 else (up * shrunk, down)
    whole = up + down
    return Cases(up / whole, down / whole)


def near(cases: Cases) -> Window:
    """Return the window of counts around the mean outside which there is less than 1e-19."""
    mean, variance = float(cases.success.sum()), float(cases.success @ cases.failure)
    reach = NEGLIGIBLE / 3 + np.sqrt((NEGLIGIBLE / 3) ** 2 + 2 * NEGLIGIBLE * variance)
    first = max(0, int(np.floor(mean - reach)))
    last = min(len(cases.success), int(np.ceil(mean + reach)))
    turns = int(next_fast_len(last - first + 1, real=True))
    angle = np.asarray(np.arange(turns // 2 + 1) * (2 * np.pi / turns), dtype=np.float64)
    angle = angle[variance * (1 - np.cos(angle)) <= NEGLIGIBLE]
    spectrum = np.zeros(turns // 2 + 1, dtype=np.complex128)
    spectrum[: len(angle)] = _characteristic(cases, angle) * np.exp(1j * angle * first)
    return Window(first, np.clip(irfft(spectrum, turns)[: last - first + 1], 0, None))


def _characteristic(cases: Cases, angle: Floats) -> NDArray[np.complex128]:
    """Return the product over the cases of 1 - p + p exp(-i t). shape (angles,)"""
    blocks = _blocks(cases)
    turn = np.outer(angle, np.arange(len(blocks)))
    each = np.cos(turn) @ blocks - 1j * (np.sin(turn) @ blocks)
    return np.asarray(np.multiply.reduce(each, axis=1))


def _blocks(cases: Cases) -> Floats:
    """Return the counts' chances of every so many cases together. shape (block + 1, blocks)"""
    several = len(cases.success)
    size = min(_BLOCK, max(1, several))
    blocks = -(-several // size)
    up, down = np.zeros((size, blocks)), np.ones((size, blocks))
    up.flat[:several], down.flat[:several] = cases
    law = np.zeros((size + 1, blocks))
    law[0] = 1
    for case in range(size):
        risen = law[: case + 1] * up[case]
        law[: case + 1] *= down[case]
        law[1 : case + 2] += risen
    return law


def saddle(cases: Cases, mean: float) -> float:
    """Return the tilt under which so many succeed on average. [logit]

    Newton's steps, held in a bracket that is halved where a step would leave it.

    Args:
        cases: those that may go either way.
        mean: at least 1 below the number of cases, and above 0. [cases]
    """
    logit = np.abs(np.log(cases.success) - np.log(cases.failure))
    high = 2 + float(logit.max()) + np.log(len(logit))
    low, theta = -high, 0.0
    for _ in range(_STEPS):
        success, failure = tilted(cases, theta)
        miss = float(success.sum()) - mean
        low, high = (low, theta) if miss > 0 else (theta, high)
        if abs(miss) < 1e-9 * mean or high - low < 1e-12:
            break
        slope = float(success @ failure)  # 0 where chances are at the very end of the doubles
        step = theta - miss / slope if slope > 0 else high
        theta = step if low < step < high else (low + high) / 2
    return theta


def _upper(cases: Cases, asked: int) -> float:
    """Return P(count >= asked) for asked above the mean, of cases that may go either way.

    K(theta) - theta asked is summed as a divergence: all terms of one sign, no digits lost.
    """
    if asked == len(cases.success):
        return float(np.exp(np.log(cases.success).sum()))
    theta = saddle(cases, asked)
    there = tilted(cases, theta)
    window = near(there)
    counts = window.first + np.arange(len(window.chances)) - asked
    above = counts >= 0
    beyond = float(window.chances[above] @ np.exp(-theta * counts[above]))
    far = sum(rel_entr(after, before).sum() for after, before in zip(there, cases, strict=True))
    return float(np.exp(np.log(beyond) - far - theta * (asked - there.success.sum())))
