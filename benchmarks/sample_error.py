"""Does the interval of the lots' error rate hold the truth, and how wide is it beside rivals'?

Countries whose provinces have few and many verified restarts, of which some stand still: more in one
half of the provinces than in the other. In each a lot is drawn by the rule in force; all whom it fell
on are looked at, or only seven of ten, or those who stand sooner than the others (nine of ten against
six of ten), and the interval is held against the truth. Two rivals see the same and leave the unseen
out: Clopper and Pearson's without weights, and Wald's of the weighted share.
"""

from collections import defaultdict
from math import sqrt

import numpy as np
from scipy.stats import beta, norm  # type: ignore[import-untyped,unused-ignore]

from benchmarks.harness import measure
from ehya.engine.verify.lot import Drawn, drawn_by_lot, error_rate

LOTS = 4_000  # in each country
COUNTRIES = {
    "31-even": [120] * 31,
    "31-uneven": [max(3, round(1_500 * 0.85**n)) for n in range(31)],
    "4-small": [40, 25, 12, 6],
}
TRUTHS = (0.01, 0.03, 0.08, 0.2)  # share that stands still; half and one and a half times by halves
MASS = 0.95
SHARE, AT_LEAST = 0.05, 2
LOOKED = {"all": (1.0, 1.0), "seven-of-ten": (0.7, 0.7), "standing-sooner": (0.6, 0.9)}


def run() -> None:
    """Print and keep the measures."""
    rng = np.random.default_rng(1404)
    for name, sizes in COUNTRIES.items():
        for way, looked in LOOKED.items():
            held: dict[str, list[float]] = defaultdict(list)
            wide: dict[str, list[float]] = defaultdict(list)
            for truth in TRUTHS:
                _country(rng, sizes, truth, looked, held, wide)
            for who, inside in held.items():
                key = f"sample_error.{name}.{way}.{who}"
                measure(f"{key}.holds", float(np.mean(inside)), f"of {MASS} asked")
                measure(f"{key}.worst", min(_by_truth(inside)), "in the worst truth")
                measure(f"{key}.width", float(np.mean(wide[who])), "mean width")


def _by_truth(told: list[float]) -> list[float]:
    return [float(np.mean(part)) for part in np.array_split(np.array(told), len(TRUTHS))]


def _country(
    rng: np.random.Generator,
    sizes: list[int],
    truth: float,
    looked: tuple[float, float],  # share of those who run, and of those who stand
    held: dict[str, list[float]],
    wide: dict[str, list[float]],
) -> None:
    stand = [
        rng.permutation(np.arange(of) < round(of * truth * (0.5 if place % 2 else 1.5)))
        for place, of in enumerate(sizes)
    ]
    there = {f"p{place:02}": of for place, of in enumerate(sizes)}
    wanted = {name: max(AT_LEAST, round(SHARE * of)) for name, of in there.items()}
    true = sum(map(int, (one.sum() for one in stand))) / sum(sizes)
    for seed in rng.integers(0, 2**31, LOTS).tolist():
        told = {}
        for place, (province, places) in enumerate(drawn_by_lot(there, wanted, seed=seed).items()):
            seen = [at for at in places if rng.random() < looked[int(stand[place][at])]]
            found = int(stand[place][seen].sum()) if seen else 0
            told[province] = Drawn(there[province], len(places), len(seen), found)
        for who, (low, high) in _told(told).items():
            held[who].append(low <= true <= high)
            wide[who].append(high - low)


def _told(lot: dict[str, Drawn]) -> dict[str, tuple[float, float]]:
    rate = error_rate(lot, mass=MASS)
    if not rate.seen:
        return {"ours": (0.0, 1.0), "unweighted": (0.0, 1.0), "wald": (0.0, 1.0)}
    tail, seen, standing = (1 - MASS) / 2, rate.seen, rate.standing
    low = float(beta.ppf(tail, standing, seen - standing + 1)) if standing else 0.0
    high = float(beta.ppf(1 - tail, standing + 1, seen - standing)) if standing < seen else 1.0
    looked = [one for one in lot.values() if one.seen]
    of = sum(one.of for one in looked)
    shares = [one.standing / one.seen for one in looked]
    share = sum(one.of / of * told for one, told in zip(looked, shares, strict=True))
    spread = sqrt(
        sum(
            (one.of / of) ** 2 * told * (1 - told) / one.seen
            for one, told in zip(looked, shares, strict=True)
        )
    )
    half = float(norm.ppf(1 - tail)) * spread
    return {
        "ours": (rate.low, rate.high),
        "unweighted": (low, high),
        "wald": (share - half, share + half),
    }
