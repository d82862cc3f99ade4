"""What do confirmed diagnoses teach about the next ones, and how well is it told?

The earliest are only counted, as what was found near by; it is learnt on those after, calibrated on
the next, kept or dropped kind by kind on half of the newest, and measured on the other half: no
unit is in two parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ehya.engine.diagnose.shares import LEVELS, Sightings, departures, pulls, seen_before
from ehya.engine.diagnose.telling import calibrated, columns, pushes, summed
from ehya.engine.refusal import Refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PARTS: Final = ("counted", "learning", "calibrating", "choosing", "measuring")
BINS: Final = 10
TOP: Final = 3
_COUNTED, _LEARNING, _CALIBRATING, _CHOOSING, _MEASURING = range(len(PARTS))
_FLOOR: Final = 1e-6  # a chance is not taken for smaller, or one miss would outweigh all [0..1]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rule in force asks before anything is told.

    Attributes:
        fewest_diagnoses: to learn at all. [units]
        fewest_found: of a kind, among those learnt from. [units]
        fewest_alike: in a unit's division. [units]
        shrink: looks that the usual share may be worth. [looks]
        ridge: how strongly weights may be held near nothing. [1 / steps of log odds squared]
        parts: of the diagnoses, only counted, learnt from and calibrated on; the rest is told of.
            [0..1]
        ahead: so many standard errors the sector's own share must be beaten by.
    """

    fewest_diagnoses: int
    fewest_found: int
    fewest_alike: int
    shrink: tuple[float, ...]
    ridge: tuple[float, ...]
    parts: tuple[float, float, float]
    ahead: float


@dataclass(frozen=True, slots=True)
class Examples:
    """Diagnoses that people confirmed: one a unit.

    Attributes:
        unit: whose. shape (examples,)
        day: of the look. shape (examples,) [day]
        place: level -> number of the group in which the unit lay on that day; -1 for none.
        facts: as known of that day; NaN where missing. shape (examples, facts)
        names: of the facts.
        found: whether the kind held the unit up. shape (examples, kinds)
    """

    unit: Ints
    day: Ints
    place: Mapping[str, Ints]
    facts: Floats
    names: tuple[str, ...]
    found: Bools


@dataclass(frozen=True, slots=True)
class Design:
    """Examples in order of their days, with what had been found near by before each.

    Attributes:
        odds: by `departures`. shape (examples, kinds, levels) [log odds]
        facts: shape (examples, facts)
        found: shape (examples, kinds)
        nation: share found before in the nation. shape (examples, kinds) [0..1]
        sector: the same in the unit's own trade. shape (examples, kinds) [0..1]
        day: shape (examples,) [day]
        shrink: level -> weight of each kind, by `pulls`. [looks]
        part: place in `PARTS`. shape (examples,)
    """

    odds: Floats
    facts: Floats
    found: Bools
    nation: Floats
    sector: Floats
    day: Ints
    part: Ints
    shrink: Mapping[str, list[float]]


def learn(
    examples: Examples, sightings: Sightings, kinds: Sequence[str], rules: Rules
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Learn how probably each kind of obstacle is found, and measure it where it did not look.

    The order in which examples come changes nothing.

    Args:
        examples: one a unit.
        sightings: what was known of which unit when; the examples' own and others'.
        kinds: names, in the order of `Examples.found`.
        rules: what is asked before anything is told.

    Returns:
        What telling needs, which JSON holds to the bit (counts are added by whoever has the
        groups' names); and what was measured.

    Raises:
        Refusal: "diagnose.too_few_to_learn" where there are too few diagnoses.
        ValueError: where a unit comes twice.

    Source:
        Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, 4.4 (logistic
        regression) and 3.4 (ridge); Platt (1999), calibration; each kind for itself, since several
        may hold one unit up.
    """
    if len(np.unique(examples.unit)) < len(examples.unit):
        raise ValueError("a unit is in two examples")
    if len(examples.unit) < rules.fewest_diagnoses:
        facts = {"found": len(examples.unit), "fewest": rules.fewest_diagnoses}
        raise Refusal("diagnose.too_few_to_learn", **facts)
    design = designed(examples, sightings, rules)
    learnt, told = {}, {}
    for place, kind in enumerate(kinds):
        learnt[kind], told[kind] = _one_kind(design, place, rules)
    weights = {
        "order": list(kinds),  # of the counts' columns: a database may keep keys in another
        "kinds": learnt,
        "facts": list(examples.names),
        "range": _ranges(examples.names, design),
        "shrink": dict(design.shrink),
        "fewest_alike": rules.fewest_alike,
    }
    return weights, _measured(design, kinds, learnt, told)


def designed(examples: Examples, sightings: Sightings, rules: Rules) -> Design:
    """Set examples in order, count what had been found near by, and part them by their days."""
    order = np.lexsort((examples.unit, examples.day))
    unit, day = examples.unit[order], examples.day[order]
    everywhere = {"nation": np.zeros(len(unit), dtype=np.int64)}
    groups = everywhere | {level: group[order] for level, group in examples.place.items()}
    kinds = examples.found.shape[1]
    counts = {
        level: seen_before(sightings, level, kinds, group=groups[level], day=day, unit=unit)
        for level in LEVELS
    }
    facts, found = examples.facts[order], examples.found[order]
    part = _parted(day, rules.parts)
    past = part <= _LEARNING
    early = {level: rows[past] for level, rows in counts.items()}
    shrink = pulls(early, found[past], rules.shrink)
    odds, nation, sector = departures(counts, shrink)
    return Design(odds, facts, found, nation, sector, day, part, shrink)


def _parted(day: Ints, parts: tuple[float, float, float]) -> Ints:
    """Part days in order, none of them in two parts; of the newest every other is kept apart."""
    edges = [day[min(int(len(day) * share), len(day) - 1)] for share in np.cumsum(parts)]
    part = np.searchsorted(np.array(edges), day, side="right")
    newest = _CHOOSING + np.arange(len(day)) % 2
    return np.where(part < _CHOOSING, part, newest).astype(np.int64)


def _one_kind(design: Design, place: int, rules: Rules) -> tuple[dict[str, Any], Floats]:
    """Return what is learnt of a kind, and the chances of all examples; none where too few."""
    found, part = design.found[:, place], design.part
    seen = [int(found[part == at].sum()) for at in range(len(PARTS))]
    if seen[_LEARNING] < rules.fewest_found or min(seen[_CALIBRATING:]) == 0:
        return {"why": "hardly_seen", "seen": seen}, np.full(len(found), np.nan)
    odds, facts = design.odds[:, place], design.facts
    taught, middle = part == _LEARNING, part == _CALIBRATING
    fits = [_fitted(odds[taught], facts[taught], found[taught], one) for one in rules.ridge]
    sums = [summed(fit, pushes(fit, odds, facts)) for fit in fits]
    lost = [loss(1 / (1 + np.exp(-raw[middle])), found[middle]).mean() for raw in sums]
    best = int(np.argmin(lost))
    learnt, raw = fits[best] | {"ridge": rules.ridge[best]}, sums[best]
    learnt["calibrated"] = list(straightened(raw[middle], found[middle]))
    chance = calibrated(learnt, raw)
    ahead, error = _ahead(chance, design.sector[:, place], found, part == _CHOOSING)
    good = ahead > rules.ahead * error and learnt["calibrated"][0] > 0
    said = {"why": "" if good else "no_better", "seen": seen, "ahead": [ahead, error]}
    return learnt | said, chance


def _fitted(odds: Floats, facts: Floats, found: Bools, ridge: float) -> dict[str, Any]:
    """Fit one kind's logistic regression, each column in steps of its own spread."""
    from sklearn.linear_model import LogisticRegression

    raw = np.concatenate([odds, facts], axis=1)
    some = np.isfinite(raw)
    count = np.maximum(some.sum(axis=0), 1)
    mean = np.where(some, raw, 0.0).sum(axis=0) / count
    spread = np.sqrt((np.where(some, raw - mean, 0.0) ** 2).sum(axis=0) / count)
    scale = {"mean": mean.tolist(), "spread": np.where(spread > 0, spread, 1.0).tolist()}
    model = LogisticRegression(C=1 / ridge, solver="newton-cholesky")
    model.fit(columns(odds, facts, scale), found)
    return scale | {"slope": model.coef_[0].tolist(), "intercept": float(model.intercept_[0])}


def straightened(log_odds: Floats, found: Bools, *, steps: int = 50) -> tuple[float, float]:
    """Find the line that turns log odds into chances as often right as they say.

    Args:
        log_odds: as told before. shape (examples,)
        found: what was there. shape (examples,)
        steps: of Newton, at most.

    Returns:
        Its slope, never below nothing: the order stays; and where it begins. [log odds]

    Source:
        Platt (1999), with his targets that keep a few examples from certainty; Lin, Lin, Weng
        (2007), Machine Learning 68:267-276, for Newton's way.
    """
    yes, no = int(found.sum()), int((~found).sum())
    target = np.where(found, (yes + 1) / (yes + 2), 1 / (no + 2))
    steep, shift = 1.0, 0.0
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(steep * log_odds + shift, -30, 30)))
        slack, weight = target - chance, chance * (1 - chance)
        pull = np.array([(slack * log_odds).sum(), slack.sum()])
        cross = (weight * log_odds).sum()
        bend = np.array([[(weight * log_odds**2).sum(), cross], [cross, weight.sum()]])
        move = np.linalg.solve(bend + 1e-9 * np.eye(2), pull)
        move = move / max(1.0, float(np.abs(move).max()))
        steep, shift = steep + float(move[0]), shift + float(move[1])
        if np.abs(move).max() < 1e-10:
            break
    return (steep, shift) if steep > 0 else (0.0, float(np.log((yes + 1) / (no + 1))))


def loss(chance: Floats, found: Bools) -> Floats:
    """Return how much each answer lost: the less the better, and all of it for a sure miss. [nat]"""
    held = np.clip(chance, _FLOOR, 1 - _FLOOR)
    return np.asarray(-np.where(found, np.log(held), np.log1p(-held)))


def off(chance: Floats, found: Bools, bins: int = BINS) -> float:
    """Return how far chances are from what was found, on the average over equally full bins. [0..1]

    Source:
        Naeini, Cooper, Hauskrecht (2015), AAAI 29:2901-2907 (expected calibration error).
    """
    rows = binned(chance, found, bins)
    return float(sum(n * abs(told - there) for told, there, n in rows) / max(len(chance), 1))


def binned(chance: Floats, found: Bools, bins: int = BINS) -> list[tuple[float, float, int]]:
    """Return of each bin what was told on the average, how often it was there, and of how many."""
    order = np.argsort(chance, kind="stable")
    return [
        (float(chance[rows].mean()), float(found[rows].mean()), len(rows))
        for rows in np.array_split(order, bins)
        if len(rows)
    ]


def hit(chance: Floats, found: Bools, top: int = TOP) -> tuple[int, int]:
    """Return how many of what was found stood among the likeliest so many kinds, and of how many."""
    best = np.argsort(-chance, axis=1, kind="stable")[:, :top]
    return int(np.take_along_axis(found, best, axis=1).sum()), int(found.sum())


def _ahead(chance: Floats, rival: Floats, found: Bools, rows: Bools) -> tuple[float, float]:
    """Return how much less is lost than by a rival, and that mean's standard error. [nat]"""
    saved = loss(rival[rows], found[rows]) - loss(chance[rows], found[rows])
    count = max(len(saved), 1)
    return float(saved.mean()), float(saved.std() / np.sqrt(count))


def _ranges(names: Sequence[str], design: Design) -> dict[str, list[float]]:
    """Return between what each fact lay among those learnt from."""
    facts = design.facts[design.part <= _LEARNING]
    bounds = {}
    for place, name in enumerate(names):
        seen = facts[np.isfinite(facts[:, place]), place]
        bounds[name] = [float(seen.min()), float(seen.max())] if len(seen) else [-1e300, 1e300]
    return bounds


def _measured(
    design: Design,
    kinds: Sequence[str],
    learnt: Mapping[str, Mapping[str, Any]],
    told: Mapping[str, Floats],
) -> dict[str, Any]:
    """Measure on the part that nothing was chosen by, what is told and what is not."""
    last = design.part == _MEASURING
    rows = {}
    every = {"told": design.nation.copy(), "sector": design.sector, "nation": design.nation}
    for place, kind in enumerate(kinds):
        found = design.found[last, place]
        rivals = {"sector": design.sector[last, place], "nation": design.nation[last, place]}
        chances = rivals if learnt[kind]["why"] == "hardly_seen" else rivals | {
            "told": told[kind][last]
        }  # fmt: skip
        rows[kind] = {
            "found": int(found.sum()),
            "loss": {name: float(loss(c, found).mean()) for name, c in chances.items()},
            "off": {name: off(c, found) for name, c in chances.items()},
        }
        if "told" in chances:
            every["told"][:, place] = told[kind]
            rows[kind]["bins"] = binned(chances["told"], found, 5)
    parts = [int((design.part == at).sum()) for at in range(len(PARTS))]
    hits = {name: hit(chance[last], design.found[last]) for name, chance in every.items()}
    days = [int(design.day[0]), int(design.day[last].min()), int(design.day[-1])]
    return {"kinds": rows, "parts": parts, "hits": hits, "days": days}
