"""By which thresholds does the checker judge, and where do they come from?

The engine holds the shape only. The values are dated and sourced in `ledger/rules/checks.toml`;
`publish.checking` builds this object and adds what the record itself teaches (`spreads`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """What a dollar cost on a day, on one basis.

    Attributes:
        on: the first day on which it stood.
        until: the last day.
        rials_per_usd: the price. [IRR/USD]
        basis: "official", "nima" or "market".
    """

    on: date
    until: date
    rials_per_usd: float
    basis: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How an amount per unit is spread in the record, robustly.

    Attributes:
        median: the middle one. [unit per revived unit]
        low: below this lies nothing ordinary.
        high: above this lies nothing ordinary.
        count: how many pairs in the record it rests on.
    """

    median: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The thresholds in force on a day.

    Attributes:
        rounding_caps: by unit, the greatest share of a value that its rounding may hide. [0..1]
        retold: how many times more freely a count is rounded by another text.
        approx_share: the most that "about" may widen a value. [0..1]
        over_reach: how far above X "over X" is still a natural way to speak. [0..1]
        slips: factors by which a zero or a word slips, e.g. 10, 100, 1000.
        slip_within: how near a ratio must come to a slip to be called one. [0..1]
        nearly_all: parts that reach this share of their total are meant to be all of it. [0..1]
        rate_apart: rates within one text further apart than this factor cannot both be meant.
        rate_reference: how far, as a factor, a rate may lie outside the reference rates.
        rate_years_back: how old a reference rate may be that a publisher still uses. [years]
        rate_days_near: a reference rate within so many days of a text stands for it. [days]
        rate_growth: by what factor the dollar may rise in a year after the last reference.
        rate_wild: a rate so many times outside every reference is no other day's or basis's.
        rate_misread: further outside, and no round slip, it is made of two unrelated sums.
        rate_narrow: a band wider than this factor cannot show a slip.
        rate_given_up_days: so long publishers use an official rate after its end. [days]
        magnitude_deviations: robust deviations from the median that are still ordinary.
        magnitude_units: the mean of fewer units may be anything. [units]
        magnitude_pairs: fewest pairs in the record that make a spread.
        growth_slack_days: days by which two tellers may date the same count differently. [days]
        same_text_slack: share by which a stock may move against the flow unnoticed. [0..1]
        near_stock: stocks of perhaps different days must differ by this factor to be noticed.
        near_count: running counts of perhaps different days must differ by this factor.
        pace_from: share of the year that must be gone before a pace is worth a note. [0..1]
        told_twice: numbers of one text whose time or place is not told with both must be within
            this factor to be of one thing.
        list_over: in prose parts that exceed their total by more than this factor were misread.
        part_letters: so far from its total a part may stand in one sentence. [letters]
        part_over: in prose a part larger than its whole by more than this factor was misread.
        average_apart: an average told in general may differ from a worked-out one by this factor.
        custom_days: by so many days reports misprint a new year by custom. [days]
        echo_digits: fewest figures of a number whose return in another year is remarkable.
        reference: reference rates of the dollar, in the order of their days.
        spreads: by "metric/level" ("jobs_created/national"), what is ordinary per unit.
        in_force_from: the day from which these thresholds apply.
    """

    rounding_caps: Mapping[str, float]
    retold: float
    approx_share: float
    over_reach: float
    slips: tuple[int, ...]
    slip_within: float
    nearly_all: float
    rate_apart: float
    rate_reference: float
    rate_years_back: float
    rate_days_near: int
    rate_growth: float
    rate_wild: float
    rate_misread: float
    rate_narrow: float
    rate_given_up_days: int
    magnitude_deviations: float
    magnitude_units: int
    magnitude_pairs: int
    growth_slack_days: int
    same_text_slack: float
    near_stock: float
    near_count: float
    pace_from: float
    told_twice: float
    list_over: float
    part_letters: int
    part_over: float
    average_apart: float
    custom_days: int
    echo_digits: int
    in_force_from: date
    reference: tuple[ReferenceRate, ...] = ()
    spreads: Mapping[str, Spread] = field(default_factory=dict)
