"""Do the intervals of the effect table hold the truth, and is it nearer than a rival's guess?

Worlds of eleven interventions, six causes and four sizes whose true rates are drawn: factors of each
level on the rate, and a course over time of each intervention's own (Weibull), which the method does
not know. A restart is proven 60 to 180 days after its day, a relapse is seen 91 days after its own;
decisions fall evenly on the days of the programme, and everybody is followed to the day of the table.
Nothing was chosen on these worlds but the method itself; two rivals see the same cases: the raw share
of a cell's cases whose time is over, and the share of all.
"""

import time
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri  # type: ignore[import-untyped,unused-ignore]

from benchmarks.harness import measure
from ehya.engine.verify import Rules, Told, learn_effects

Group = tuple[str, ...]

WORLDS, SIZES, AGES = 12, (600, 3_000), (730.0, 1_826.0)  # of the programme [days]
MASS = 0.8
FIRST = 7_000  # seed of the first world; the method was chosen on others
HORIZON, YEAR = 730.0, 365.0
PROVEN, SEEN = (60.0, 180.0), 91.0  # so long after the restart, and after the relapse [days]
EDGES, RUN = (91, 182, 274, 365, 456, 548, 639, 730), (91, 182, 274, 365)
SPREADS = (0.5, 0.35, 0.25)  # of the logarithms of the levels' factors


def run() -> None:
    """Print and keep the measures."""
    for size in SIZES:
        for age in AGES:
            for name, (value, unit) in looked(size, age, range(FIRST, FIRST + WORLDS)).items():
                measure(f"effects.{size}.{age / YEAR:.0f}-years.{name}", value, unit)
    rows = world(np.random.default_rng(1), 15_000, AGES[1])[0]
    begun = time.process_time()
    learn_effects(rows, Rules(EDGES, RUN, MASS))
    measure("effects.15000.cpu", time.process_time() - begun, "s of processors")


def looked(size: int, age: float, seeds: Iterable[int]) -> dict[str, tuple[float, str]]:
    """Return how often intervals hold the truth, and how far guesses are from it."""
    held: dict[str, list[float]] = defaultdict(list)
    apart: dict[str, list[float]] = defaultdict(list)
    for seed in seeds:
        rows, chance, stays = world(np.random.default_rng(seed), size, age)
        members = _members(rows)
        for effect in learn_effects(rows, Rules(EDGES, RUN, MASS)):
            mine, level = members[effect.group], len(effect.group)
            true = float(np.mean([chance[row.group] for row in mine]))
            _hold(held, f"back.level-{level}", effect.chance, true)
            if effect.sustained:
                true_stay = float(np.mean([stays[row.group] for row in mine if row.back]))
                stay, least, most = effect.sustained
                ends = (1 - stay, 1 - most, 1 - least)
                _hold(held, f"stays.level-{level}", ends, 1 - true_stay)
            if level in (0, 3):
                _beside(apart, level, effect.chance[0], mine, rows, true)
    return {
        **{
            name: (float(np.mean(told)), "share that hold the truth") for name, told in held.items()
        },
        **{
            name: (float(np.sqrt(np.mean(told))), "root mean square")
            for name, told in apart.items()
        },
    }


def _hold(
    held: dict[str, list[float]], name: str, told: tuple[float, float, float], true: float
) -> None:
    """Note whether the interval holds the truth, and whether one of 95 % would: both are even
    on the scale of the logarithm of the hazard, see `pooling`.
    """
    middle, low, high, at = np.log(-np.log1p(-np.clip([*told, true], 1e-9, 1 - 1e-9)))
    held[f"{name}.within-80"].append(low <= at <= high)
    wider = ndtri(0.975) / ndtri((1 + MASS) / 2)
    held[f"{name}.within-95"].append(abs(at - middle) <= wider * (high - middle))


def world(
    rng: np.random.Generator, size: int, age: float
) -> tuple[list[Told], dict[Group, float], dict[Group, float]]:
    """Return cases, and the true chances of each smallest group to be back and to stay."""
    hazard, relapse, bend = {}, {}, {}
    for i in range(11):
        first, ends = rng.normal(0, SPREADS[0]), rng.normal(0, SPREADS[0])
        bend[f"i{i}"] = rng.uniform(0.7, 1.6)
        for c in range(6):
            second = first + rng.normal(0, SPREADS[1])
            for s in range(4):
                level = second + rng.normal(0, SPREADS[2])
                hazard[f"i{i}", f"c{c}", f"s{s}"] = 0.9 * float(np.exp(level))
                relapse[f"i{i}", f"c{c}", f"s{s}"] = 0.2 * float(np.exp(ends))
    shares = rng.dirichlet(np.ones(11))
    rows = [_case(rng, age, shares, hazard, relapse, bend) for _ in range(size)]
    late = np.linspace(*PROVEN, 101)
    chance = {
        g: float(np.mean(1 - np.exp(-h * ((HORIZON - late) / HORIZON) ** bend[g[0]])))
        for g, h in hazard.items()
    }
    return rows, chance, {g: float(np.exp(-r * (YEAR - SEEN) / YEAR)) for g, r in relapse.items()}


def _case(
    rng: np.random.Generator,
    age: float,
    shares: NDArray[np.float64],
    hazard: dict[Group, float],
    relapse: dict[Group, float],
    bend: dict[str, float],
) -> Told:
    group = (f"i{rng.choice(11, p=shares)}", f"c{rng.integers(6)}", f"s{rng.integers(4)}")
    runs = HORIZON * (rng.exponential() / hazard[group]) ** (1 / bend[group[0]])
    proven, until = runs + float(rng.uniform(*PROVEN)), float(rng.uniform(0, age))
    seen = YEAR * rng.exponential() / relapse[group] + SEEN
    back, left = proven <= until, until - proven
    return Told(
        *group,
        followed=min(proven, until),
        back=back,
        ran=max(min(seen, left), 0.0),
        stood=bool(back and seen <= left),
    )


def _members(rows: list[Told]) -> dict[Group, list[Told]]:
    found: dict[Group, list[Told]] = defaultdict(list)
    for row in rows:
        for group in row.groups():
            found[group].append(row)
    return found


def _beside(
    apart: dict[str, list[float]],
    level: int,
    told: float,
    members: list[Told],
    rows: list[Told],
    true: float,
) -> None:
    apart[f"error.level-{level}.pooled"].append((told - true) ** 2)
    apart[f"error.level-{level}.raw-share"].append((_share(members) - true) ** 2)
    apart[f"error.level-{level}.share-of-all"].append((_share(rows) - true) ** 2)


def _share(rows: list[Told]) -> float:
    """Return the share back within the horizon, of those whose time is over one way or another."""
    over = [row for row in rows if row.back or row.followed >= HORIZON]
    back = sum(row.back and row.followed < HORIZON for row in over)
    return back / len(over) if over else 0.5
