"""Do the intervals of the effect table hold the truth, and is it nearer than a rival's guess?

Worlds of eleven interventions, six causes and four sizes whose true chances are drawn: factors of
each level on the rate, and a course over time of each intervention's own (Weibull), which the method
does not know. Cases are followed for one month to four years. Nothing was chosen on these worlds but
the method itself; two rivals see the same cases: the raw share of a cell's cases whose time is over,
and the share of all.
"""

import time
from collections import defaultdict

import numpy as np

from benchmarks.harness import measure
from ehya.engine.verify import Rules, Told, learn_effects

WORLDS, SIZES = 12, (600, 3_000)
HORIZON = 730.0
EDGES, RUN = (91, 182, 274, 365, 548, 730), (91, 182, 274, 365)
SPREADS = (0.5, 0.35, 0.25)  # of the logarithms of the levels' factors


def run() -> None:
    """Print and keep the measures."""
    for size in SIZES:
        held: dict[tuple[int, float], list[bool]] = defaultdict(list)
        errors: dict[str, list[float]] = defaultdict(list)
        for world in range(WORLDS):
            rows, truth = _world(np.random.default_rng(7_000 + world), size)
            for mass in (0.8, 0.95):
                for effect in learn_effects(rows, Rules(EDGES, RUN, mass)):
                    members = [
                        row for row in rows if row.group[: len(effect.group)] == effect.group
                    ]
                    true = float(np.mean([truth[row.group] for row in members]))
                    held[len(effect.group), mass].append(
                        effect.chance[1] <= true <= effect.chance[2]
                    )
                    if mass == 0.8 and len(effect.group) == 3:
                        _beside(errors, effect.chance[0], members, rows, true)
        for (level, mass), inside in sorted(held.items()):
            name = f"effects.{size}.level-{level}.within-{round(100 * mass)}"
            measure(name, float(np.mean(inside)), "share that hold the truth")
        for name, apart in errors.items():
            measure(f"effects.{size}.{name}", float(np.sqrt(np.mean(apart))), "root mean square")
    rows, _ = _world(np.random.default_rng(1), 15_000)
    begun = time.process_time()
    learn_effects(rows, Rules(EDGES, RUN, 0.8))
    measure("effects.15000.cpu", time.process_time() - begun, "s of processors")


def _world(rng: np.random.Generator, size: int) -> tuple[list[Told], dict[tuple[str, ...], float]]:
    hazard, bend = {}, {}
    for i in range(11):
        first = rng.normal(0, SPREADS[0])
        bend[f"i{i}"] = rng.uniform(0.7, 1.6)
        for c in range(6):
            second = first + rng.normal(0, SPREADS[1])
            for s in range(4):
                level = second + rng.normal(0, SPREADS[2])
                hazard[f"i{i}", f"c{c}", f"s{s}"] = 0.9 * float(np.exp(level))
    shares, rows = rng.dirichlet(np.ones(11)), []
    for _ in range(size):
        group = (f"i{rng.choice(11, p=shares)}", f"c{rng.integers(6)}", f"s{rng.integers(4)}")
        back = HORIZON * (rng.exponential() / hazard[group]) ** (1 / bend[group[0]])
        until = float(rng.uniform(30, 1500))
        rows.append(Told(*group, followed=min(back, until), back=back <= until))
    return rows, {group: 1 - float(np.exp(-height)) for group, height in hazard.items()}


def _beside(
    errors: dict[str, list[float]], told: float, members: list[Told], rows: list[Told], true: float
) -> None:
    errors["pooled"].append((told - true) ** 2)
    errors["raw-share"].append((_share(members) - true) ** 2)
    errors["share-of-all"].append((_share(rows) - true) ** 2)


def _share(rows: list[Told]) -> float:
    """Return the share back within the horizon, of those whose time is over one way or another."""
    over = [row for row in rows if row.back or row.followed >= HORIZON]
    back = sum(row.back and row.followed < HORIZON for row in over)
    return back / len(over) if over else 0.5
