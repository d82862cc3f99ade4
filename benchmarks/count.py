"""How fast and how exactly is it told how many of 50,000 unequal cases succeed?

Chances are drawn from Beta(2, 3). In the same run: fast-poibin, where `build/rivals` has it, and
simulation (100,000 years, of which a share is drawn and its time multiplied up: it is linear).
Exactness is against `tests/reference/count_by_convolution.py`, one case after another in numbers with
64 bits of mantissa.
"""

import json
import subprocess
from math import sqrt
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from tests.reference.count_by_convolution import law_of_many

from benchmarks.harness import ROOT, measure, times
from ehya.engine.forecast import at_least, distribution, learn_sigma, shared, tail
from ehya.engine.forecast.shock import nodes_for

CASES, ROUNDS = 50_000, 15
SIMULATED, DRAWN = 100_000, 1_000  # years
FAR = (0, 1, 3, 6, 12, 20, 30)  # standard deviations above the mean
SPREADS = (0.1, 0.25, 0.5, 1.0, 3.0)
RIVALS = ROOT / "build" / "rivals" / "bin" / "python"


def run() -> None:
    """Print and keep the measures."""
    chances = np.random.default_rng(1403).beta(2, 3, CASES)
    measure_speed(chances)
    measure_tails(chances)
    measure_shock(chances)
    measure_learning(chances)


def measure_speed(chances: np.ndarray) -> None:
    """Time the whole law, and one tail, beside the rivals."""
    ours = times(lambda: distribution(chances), rounds=ROUNDS)
    law = distribution(chances)
    beside = {"least": min(ours), "most": max(ours)}
    rival = _fast_poibin(chances)
    if rival:
        found = np.array(rival["law"])
        beside["fast-poibin"] = median(rival["ms"])
        beside["its ratio"] = median(rival["ms"]) / median(ours)
        beside["furthest apart, of one"] = float(np.abs(law - found).max())
    else:
        print(f"fast-poibin is not in {RIVALS.parents[1].relative_to(ROOT)}: not compared.")
    spent = _simulated_seconds(chances)
    beside["simulation"] = spent * 1000
    measure("count.law.50000", median(ours), "ms", beside, limit=25)
    target = int(chances.sum() + 3 * sqrt(float(chances @ (1 - chances))))
    spans = times(lambda: tail(chances, target), rounds=ROUNDS)
    measure("count.tail.50000", median(spans), "ms", {"least": min(spans), "most": max(spans)})


def measure_tails(chances: np.ndarray) -> None:
    """Tell how far each tail is off, relative to itself, beside the law's own sum."""
    begun = perf_counter()
    twin = law_of_many(chances)
    measure("count.twin", perf_counter() - begun, "s")
    law = distribution(chances)
    measure("count.law.error", float(np.abs(law - twin).max()), "of one")
    mean, sd = chances.sum(), sqrt(float(chances @ (1 - chances)))
    for far in (-6, *FAR):
        target = round(mean + far * sd)
        true = twin[target:][::-1].sum()
        off = float(abs(tail(chances, target) / true - 1))
        summed = float(abs(law[target:][::-1].sum() / true - 1))
        drawn = sqrt(float((1 - true) / true) / SIMULATED)  # a simulation's own standard error
        beside = {"chance": float(true), "summing the law": summed, "simulation": drawn}
        measure(
            f"count.tail.error.{far}-sd".replace(".-", ".below-"), off, "of itself", beside, 1e-10
        )


def measure_shock(chances: np.ndarray) -> None:
    """Time the law under a shared shock, and tell what twice the nodes change."""
    target = int(chances.sum() - 1.36 * sqrt(float(chances @ (1 - chances))))
    for sigma in SPREADS:
        spent = times(lambda sigma=sigma: shared(chances, sigma=sigma), rounds=3)
        law, nodes = shared(chances, sigma=sigma), nodes_for(CASES, sigma)
        finer = shared(chances, sigma=sigma, nodes=2 * nodes)
        beside = {
            "nodes": nodes,
            "most": max(spent),
            "twice the nodes change, of the mode": float(np.abs(law - finer).max() / law.max()),
            "of a tail": float(np.abs(np.cumsum(law) - np.cumsum(finer)).max()),
            "sum less 1": float(law.sum() - 1),
            "chance of what is 0.913 alone": at_least(chances, target, sigma=sigma),
        }
        measure(f"count.shock.{sigma}", median(spent), "ms", beside, limit=500)


def measure_learning(chances: np.ndarray) -> None:
    """Tell what five made-up past years say of a known sigma, over forty draws of them."""
    chance = np.random.default_rng(7)
    some = chances[:2_000]
    for sigma in (0.1, 0.3):
        found = []
        for _ in range(40):
            years = [(some, _year(some, sigma, chance)) for _ in range(5)]
            found.append(learn_sigma(years, prior_scale=0.25))
        inside = sum(each.low <= sigma <= each.high for each in found) / len(found)
        beside = {"mean": float(np.mean([e.mean for e in found])), "80 % holds it": inside}
        measure(f"count.sigma.{sigma}", median(e.median for e in found), "logit", beside)


def _year(chances: np.ndarray, sigma: float, chance: np.random.Generator) -> int:
    odds = chances / (1 - chances) * np.exp(sigma * chance.standard_normal())
    return int((chance.random(len(chances)) < odds / (1 + odds)).sum())


def _simulated_seconds(chances: np.ndarray) -> float:
    chance = np.random.default_rng(7)
    begun = perf_counter()
    for _ in range(DRAWN):
        np.count_nonzero(chance.random(CASES) < chances)
    return (perf_counter() - begun) * SIMULATED / DRAWN


def _fast_poibin(chances: np.ndarray) -> dict[str, list[float]]:
    if not Path(RIVALS).exists():
        return {}
    told = json.dumps({"chances": chances.tolist(), "rounds": ROUNDS})
    asked = [str(RIVALS), str(ROOT / "benchmarks" / "count_rivals.py")]
    done = subprocess.run(asked, input=told, text=True, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)
