"""Do the intervals hold what they say, in worlds that are as the model says?"""

from datetime import date, timedelta

import numpy as np

from ehya.engine.calendar import year_range
from ehya.engine.forecast import PublishedCount, PublishedTarget, Series, forecast
from ehya.engine.forecast.priors import PRIORS, RUSH_FROM

WORLDS = 120
YEARS = range(1398, 1404)
SHARES = (0.25, 0.45, 0.8)  # when counts are told; in the year asked only the first two


def test_eighty_of_a_hundred_worlds_end_inside_the_eighty_per_cent_interval():
    chance = np.random.default_rng(1403)
    inside80 = inside95 = 0
    for _ in range(WORLDS):
        series, truth = _possible_world(chance)
        found = forecast(series, year=1403, known_at=_day(1403, 0.46))
        inside80 += found.interval80[0] <= truth <= found.interval80[1]
        inside95 += found.interval95[0] <= truth <= found.interval95[1]
    # two standard errors: 2 * sqrt(0.8 * 0.2 / 120) = 0.073 and 2 * sqrt(0.95 * 0.05 / 120) = 0.040
    assert abs(inside80 / WORLDS - 0.80) < 0.073
    assert abs(inside95 / WORLDS - 0.95) < 0.040


def _possible_world(chance: np.random.Generator) -> tuple[Series, float]:
    """Draw until the asked year's counts rise and stay below its total, as counts must."""
    while True:
        series, truth = _world(chance)
        first, second = sorted(each.value for each in series.counts if each.year == 1403)
        in_time = [each.value for each in series.counts if each.year == 1403][::-1]
        if second < truth and in_time == [first, second]:
            return series, truth


def _world(chance: np.random.Generator) -> tuple[Series, float]:
    """Draw the programme's habits, then its years, as `posterior.py` says at its head."""
    width = np.prod(PRIORS.spreads, axis=1)
    spread = PRIORS.spreads[chance.choice(len(PRIORS.spreads), p=width / width.sum())]
    m = chance.normal(PRIORS.curve_mean, PRIORS.curve_mean_sd)
    c = chance.normal(PRIORS.rush_mean, PRIORS.rush_mean_sd)
    q = chance.normal(PRIORS.ratio_mean, PRIORS.ratio_mean_sd)
    level = np.log(1500)
    counts, targets = [], []
    for year in YEARS:
        level += chance.normal(0, spread.step)
        a, b = chance.normal(m, spread.curve), chance.normal(c, spread.unrest)
        aim = float(np.exp(level - chance.normal(q, spread.ratio)))
        first = year_range(year).first
        targets.append(PublishedTarget(f"aim {year}", year, aim, first, first))
        walk, after = 0.0, 1.0
        for share in reversed(SHARES if year < 1403 else SHARES[:2]):
            walk += chance.normal(0, spread.unrest * np.sqrt(after - share))
            after = share
            left = min(1.0, (1 - share) / (1 - RUSH_FROM))
            log_count = level + a * np.log(share) - b * left + walk + chance.normal(0, 0.03)
            day = _day(year, share)
            told = float(np.exp(log_count))
            counts.append(PublishedCount(f"{year} {share}", year, told, day, day, day))
        if year < 1403:
            last = year_range(year).last
            total = float(np.exp(level))
            counts.append(PublishedCount(f"{year}", year, total, last, last, last, whole_year=True))
    return Series("units_revived", "Iran", tuple(counts), tuple(targets)), float(np.exp(level))


def _day(year: int, share: float) -> date:
    whole = year_range(year)
    return whole.first + timedelta(round(share * len(whole)) - 1)
