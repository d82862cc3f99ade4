"""What is believed before anything of the series itself is read?

Every figure was set from what the record says of the years to 1398 (published by May 2020),
from the spread of the record's own repeated statements, or is wide enough not to matter. The
back-test's headline years are 1399 to 1403, to which no figure here was fitted.
`docs/methods/forecast.md` says how each was come by and what changes when it is changed.
"""

from dataclasses import dataclass
from itertools import product
from math import log
from typing import Final, NamedTuple


class Spread(NamedTuple):
    """One guess at the four spreads that nobody knows.

    Attributes:
        curve: of the exponent from year to year.
        unrest: of log count around the curve, per square root of a year, and of the rush.
        step: of log total from one year to the next.
        ratio: of log result over target.
    """

    curve: float
    unrest: float
    step: float
    ratio: float


def _all_mixtures(*choices: tuple[float, ...]) -> tuple[Spread, ...]:
    return tuple(Spread(*values) for values in product(*choices))


@dataclass(frozen=True, slots=True)
class Priors:
    """The beliefs, each with where it comes from.

    Attributes:
        curve_mean: the programme's mean exponent. Within 1397 the count grew as t**1.47 (201 by
            21 June, 340 in the three months after), within 1398 as t**1.27 (400, then 529).
        curve_mean_sd: how far the mean may lie from that.
        lent_curve_sd: how far a borrower's mean exponent may lie from its lender's: a factor of
            1.5 in the count at a third of the year.
        rush_mean: log share of the total that the last quarter brings beyond the curve. 1397
            ended 14 % above its own curve, 1398 between 6 % under and 14 % over.
        rush_mean_sd: how far the mean may lie from that.
        ratio_mean: log of result over target: 0.90 in 1397 (of 1,900), 0.89 in 1398 (1,185 of
            1,334).
        ratio_mean_sd: how far the mean may lie from that.
        lent_ratio_sd: how far a borrower's may lie from its lender's: a factor of 1.5, for one
            office's targets say little of how another's are met.
        level_sd: of a series' level before its first number: a factor of twenty either way.
        spreads: each spread is small, twice or four times that. A guess counts before data as
            the product of its spreads: alike in sd, not in log sd, which with so few years
            would favour too small ones (Gelman 2006, Bayesian Anal. 1:515-534).
    """

    curve_mean: float = 1.40
    curve_mean_sd: float = 0.30
    lent_curve_sd: float = 0.40
    rush_mean: float = 0.10
    rush_mean_sd: float = 0.20
    ratio_mean: float = log(0.90)
    ratio_mean_sd: float = 0.15
    lent_ratio_sd: float = 0.40
    level_sd: float = 3.0
    spreads: tuple[Spread, ...] = _all_mixtures(
        (0.15, 0.30, 0.60), (0.10, 0.20, 0.40), (0.12, 0.24, 0.48), (0.12, 0.24, 0.48)
    )


PRIORS: Final = Priors()

RUSH_FROM: Final = 0.75
"""The rush is the last quarter's: budgets and targets end with the year (Liebman and Mahoney
2017, Am. Econ. Rev. 107:3510-3549, find the same in the last weeks of budget years)."""

LEVEL_MEMORY_YEARS: Final = 3
"""A total further back says nothing about a year: the programme itself has changed."""

COUNT_SD: Final = 0.03
"""Reading error of one count, in logs: two counts told a few days apart differ by so much."""

APPROX_SD: Final = 0.05
"""Further error of a count told as "about"."""

OVER_LIFT: Final = 0.02
"""A count told as "over" lies a little above its number: 1,700 for 1,726; this is lift and error."""

TOTAL_SD: Final = 0.005
"""Error of a year's total: what was told last *is* what was asked; only disagreement is doubt."""

OUT_OF_FRAME: Final = 2.5
"""A target this many times above or below every known total means something else (19,000; 6,000)."""

PLACEABLE_DAYS: Final = 92
"""A count whose day is vaguer than a quarter cannot be placed on the curve; it still is a floor."""
