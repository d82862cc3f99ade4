"""How well is it told what units of the made-up register do, whose truth is known?

Its readings suffer from what real ones do (seasons, power cuts, workers insured after the stop,
prices that rise, slipped zeros), and more than a third of its units never worked in full in the
five years: nothing of this is known to the method. What is drawn is kept beside the measures
(`build/bench/detect_register.drawn.json`) for `detect_pictures`. EHYA_BENCH_UNITS asks for another number of units.
"""

import json
import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks.detect import RIVALS
from benchmarks.detect_data import law
from benchmarks.detect_score import average_precision, calibration_error, reliability
from benchmarks.harness import BENCH_HOME, measure
from ehya.engine.detect import NAMES, Found, Panel, State, detect
from ehya.register.signals import signals
from ehya.register.synthetic.make import make_register
from ehya.register.synthetic.readings import SIGNALS, STATES, make_readings

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "20000"))
SOME, FEW = 4_000, 1_000  # units judged with readings lost; month by month, and beside libraries
SEED, AGAIN = 1403, 1404
LOST = (0.0, 0.1, 0.3, 0.5)
LIVE_MONTHS = 18  # at whose ends the units are judged as if nothing later were known
SOON = 6  # months after a stop in which it is looked for
DRAWN = BENCH_HOME / "detect_register.drawn.json"
_BUILDING = STATES.index("building")
_GONE = STATES.index("gone")


@dataclass(frozen=True, slots=True)
class Case:
    """A panel with its truth: places in `STATES`, shape (units, months)."""

    panel: Panel
    truth: np.ndarray
    sectors: np.ndarray

    def first(self, units: int) -> "Case":
        """Return so many units of it, evenly drawn."""
        some = np.arange(0, len(self.truth), max(1, len(self.truth) // units))
        capacity = None if self.panel.capacity is None else self.panel.capacity[some]
        panel = replace(
            self.panel,
            readings=self.panel.readings[some],
            group=self.panel.group[some],
            capacity=capacity,
        )
        return Case(panel, self.truth[some], self.sectors[some])


def run() -> None:
    """Judge on the made-up register, and keep what is drawn of it."""
    whole = register_case(UNITS, SEED)
    drawn: dict[str, Any] = {"units": len(whole.truth), "months": whole.truth.shape[1]}
    begun = process_time()
    found = detect(whole.panel, law())
    measure("detect.register.seconds", process_time() - begun, "s of processors")
    drawn["confusion"] = _confusion(whole, found)
    drawn["whole"] = _judge("all-signals", whole, found)
    drawn["sectors"] = _by_sector(whole, found)
    some = whole.first(SOME)
    power = _only(some, (0,))
    drawn["electricity"] = _judge("electricity-only", power, detect(power.panel, law()))
    bare = replace(some, panel=replace(some.panel, capacity=None))
    drawn["no-capacity"] = _judge("no-capacity", bare, detect(bare.panel, law()))
    drawn["lost"] = []
    for lost in LOST:
        thin = _thinned(some, lost)
        name = f"lost-{lost:.0%}".replace("%", "")
        drawn["lost"].append({"lost": lost, **_judge(name, thin, detect(thin.panel, law()))})
    few = whole.first(FEW)
    drawn["rivals"] = _rivals(few)
    drawn["live"] = _live(few)
    DRAWN.parent.mkdir(parents=True, exist_ok=True)
    DRAWN.write_text(json.dumps(drawn) + "\n", encoding="utf-8")


def register_case(units: int, seed: int) -> Case:
    """Return what is read of the made-up register, the sector as group, and its truth."""
    made = make_register(units, seed)
    true = made.units.sort("entity")
    told = make_readings(true, made.spells, seed)
    size = [true[signals()[name].scaled_by].to_numpy().astype(float) for name in SIGNALS]
    names, group = np.unique(true["sector"].to_numpy().astype(str), return_inverse=True)
    readings = np.stack([told.told[name] for name in SIGNALS], axis=-1)
    panel = Panel(readings, group.astype(np.int64), 1, np.stack(size, axis=-1))
    heard = ~np.isnan(readings).all(axis=(1, 2))
    case = Case(panel, told.state, names[group])
    return _of(case, heard)


def _of(case: Case, chosen: np.ndarray) -> Case:
    capacity = None if case.panel.capacity is None else case.panel.capacity[chosen]
    panel = replace(
        case.panel,
        readings=case.panel.readings[chosen],
        group=case.panel.group[chosen],
        capacity=capacity,
    )
    return Case(panel, case.truth[chosen], case.sectors[chosen])


def _only(case: Case, columns: tuple[int, ...]) -> Case:
    chosen = list(columns)
    capacity = None if case.panel.capacity is None else case.panel.capacity[:, chosen]
    panel = replace(case.panel, readings=case.panel.readings[..., chosen], capacity=capacity)
    return _of(replace(case, panel=panel), ~np.isnan(panel.readings).all(axis=(1, 2)))


def _thinned(case: Case, lost: float) -> Case:
    chance = np.random.default_rng(AGAIN)
    readings = case.panel.readings.copy()
    readings[chance.random(readings.shape) < lost] = np.nan
    thin = replace(case, panel=replace(case.panel, readings=readings))
    return _of(thin, ~np.isnan(readings).all(axis=(1, 2)))


# -- scores -----------------------------------------------------------------------------------


def _scored(case: Case, found: Found) -> np.ndarray:
    """Return the unit-months judged: seen before, and not of a unit that is still being built."""
    return (found.state >= 0) & (case.truth <= _GONE)


def _judge(name: str, case: Case, found: Found) -> dict[str, Any]:
    rows = _scored(case, found)
    true, told, rule = (
        np.minimum(each, State.IDLE)[rows] for each in (case.truth, found.state, found.rule)
    )
    stands, chance = true == State.IDLE, found.chance[..., 2:].sum(axis=-1)[rows]
    right, plain = (told == true).mean(), (rule == true).mean()
    measure(f"detect.register.right.{name}", right, "share", {"rule": plain})
    each = {NAMES[state]: float((told == state)[true == state].mean()) for state in range(3)}
    by_rule = {NAMES[state]: float((rule == state)[true == state].mean()) for state in range(3)}
    for state, share in each.items():
        measure(f"detect.register.{state}-told.{name}", share, "share", {"rule": by_rule[state]})
    false = float((told == State.IDLE)[true == State.ACTIVE].mean())
    measure(f"detect.register.false-idle.{name}", false, "share of active")
    error = calibration_error(stands, chance)
    measure(f"detect.register.ece.{name}", error, "share", limit=0.05)
    precision = average_precision(stands, chance)
    measure(f"detect.register.ap.{name}", precision, "share")
    off, missed = _starts(case.truth, found.state)
    near = float((np.abs(off) <= 1).mean()) if len(off) else 0.0
    spread = {"missed": missed / max(1, missed + len(off))}
    measure(f"detect.register.start-within-a-month.{name}", near, "share of found", spread)
    return {
        "right": float(right),
        "rule": float(plain),
        "told": each,
        "by_rule": by_rule,
        "false_idle": false,
        "ece": error,
        "ap": precision,
        "reliability": reliability(stands, chance),
        "off": off.tolist(),
        "missed": missed,
        "near": near,
    }


def _confusion(case: Case, found: Found) -> list[dict[str, Any]]:
    print("      truly        told " + " ".join(f"{name:>12}" for name in NAMES))
    kept = []
    for state, name in enumerate(STATES[: _BUILDING + 1]):
        own = (found.state >= 0) & (case.truth == state)
        counts = np.bincount(found.state[own], minlength=4).tolist()
        print(f"      {name:<17} " + " ".join(f"{count:>12,}" for count in counts))
        kept.append({"true": name, "told": counts})
    return kept


def _by_sector(case: Case, found: Found) -> list[dict[str, Any]]:
    rows, kept = _scored(case, found), []
    right = np.minimum(found.state, State.IDLE) == np.minimum(case.truth, State.IDLE)
    stands = np.minimum(case.truth, State.IDLE) == State.IDLE
    chance = found.chance[..., 2:].sum(axis=-1)
    for sector in np.unique(case.sectors).tolist():
        own = rows & (case.sectors == sector)[:, None]
        error = calibration_error(stands[own], chance[own])
        idle = float((found.state >= State.IDLE)[own & stands].mean())
        share = float(right[own].mean())
        measure(f"detect.register.right.{sector.replace('_', '-')}", share, "share", {"ece": error})
        units = int((case.sectors == sector).sum())
        kept.append({"sector": sector, "units": units, "right": share, "ece": error, "idle": idle})
    return kept


def _stops(truth: np.ndarray) -> list[tuple[int, int]]:
    """Return unit and first month of every stop of a unit that had worked."""
    unit, month = np.nonzero((truth[:, 1:] == State.IDLE) & (truth[:, :-1] < State.IDLE))
    return list(zip(unit.tolist(), (month + 1).tolist(), strict=True))


def _starts(truth: np.ndarray, state: np.ndarray) -> tuple[np.ndarray, int]:
    """Return by how many months told stops are late (+) or early (-), and how many are missed."""
    off, missed = [], 0
    for unit, month in _stops(truth):
        told = state[unit, month : month + SOON] >= State.IDLE
        if not told.any():
            missed += 1
            continue
        at = month + int(np.argmax(told))
        while at > 0 and state[unit, at - 1] >= State.IDLE:
            at -= 1
        off.append(at - month)
    return np.array(off, dtype=np.int64), missed


# -- as of each month's end -------------------------------------------------------------------


def _live(case: Case) -> dict[str, Any]:
    """Say how many months after a stop it is first told, nothing later being known."""
    months = case.truth.shape[1]
    ends = range(months - LIVE_MONTHS, months)
    told = np.zeros((len(case.truth), LIVE_MONTHS), dtype=np.int64)
    chance = np.zeros(told.shape)
    for n, end in enumerate(ends):
        known = ~np.isnan(case.panel.readings[:, : end + 1]).all(axis=(1, 2))
        then = _of(case, known)
        panel = replace(then.panel, readings=then.panel.readings[:, : end + 1])
        found = detect(panel, law())
        told[known, n] = found.state[:, -1]
        chance[known, n] = found.chance[:, -1, 2:].sum(axis=-1)
    delays, missed, waited = [], 0, 0
    for unit, month in _stops(case.truth):
        at = month - ends[0]
        if at < 0 or at + SOON > LIVE_MONTHS:
            continue
        waited += 1
        seen = told[unit, at : at + SOON] >= State.IDLE
        missed += not seen.any()
        delays += [int(np.argmax(seen))] if seen.any() else []
    truth = case.truth[:, ends[0] :]
    judged = (truth <= _GONE) & (told >= 0)
    stands = np.minimum(truth, State.IDLE) == State.IDLE
    error = calibration_error(stands[judged], chance[judged])
    measure("detect.register.live.ece", error, "share", limit=0.05)
    middle = float(np.median(delays)) if delays else float("nan")
    spread = {"stops": waited, "missed in half a year": missed / max(1, waited)}
    measure("detect.register.live.delay", middle, "months, the middle one", spread)
    return {
        "delays": delays,
        "missed": missed,
        "stops": waited,
        "ece": error,
        "reliability": reliability(stands[judged], chance[judged]),
    }


# -- libraries --------------------------------------------------------------------------------


def _rivals(case: Case) -> dict[str, Any]:
    """Return how hmmlearn, ruptures and the ratio itself rank the months that stand still.

    They take one signal without gaps: electricity over its earlier maximum, unread months left out.
    Ours is ranked on the same months, by all signals.
    """
    power = case.panel.readings[..., 0]
    read = ~np.isnan(power)
    unit = read.sum(axis=1) > 3
    case, power, read = _of(case, unit), power[unit], read[unit]
    found = detect(case.panel, law())
    top = np.maximum.accumulate(np.nan_to_num(power), axis=1)
    logs = np.log(np.clip(power / np.maximum(top, 1e-9), 0.004, None))
    sequences = [logs[n][read[n]][:, None].tolist() for n in range(len(power))]
    scores: dict[str, np.ndarray] = {"ratio": -logs[read]}
    if RIVALS.exists():
        scores |= _libraries(sequences)
    else:
        print("      hmmlearn and ruptures are not here (build/rivals): left out")
    rows = _scored(case, found)[read]
    stands = (np.minimum(case.truth, State.IDLE) == State.IDLE)[read][rows]
    scores["ours"] = found.chance[..., 2:].sum(axis=-1)[read]
    told = {name: average_precision(stands, score[rows]) for name, score in scores.items()}
    others = {name: value for name, value in told.items() if name != "ours"}
    measure("detect.register.ap-beside-libraries", told["ours"], "share", others)
    curves = {name: _curve(stands, score[rows]) for name, score in scores.items()}
    return {"ap": told, "curves": curves, "units": len(power)}


def _libraries(sequences: list[Any]) -> dict[str, np.ndarray]:
    script = Path(__file__).with_name("detect_rivals.py")
    done = subprocess.run(
        [RIVALS, script],
        input=json.dumps({"sequences": sequences}),
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    answer = json.loads(done.stdout)
    for name, each in answer.items():
        print(f"      {name}: {each['seconds']:.1f} s of processors")
    return {name: np.array(each["score"]) for name, each in answer.items()}


def _curve(true: np.ndarray, score: np.ndarray, points: int = 60) -> list[tuple[float, float]]:
    """Return recall and precision at even steps of recall."""
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(true[order])
    recall, precision = hits / true.sum(), hits / np.arange(1, len(true) + 1)
    at = np.unique(np.searchsorted(recall, np.linspace(0.01, 1, points)).clip(0, len(true) - 1))
    return [(float(recall[n]), float(precision[n])) for n in at]
