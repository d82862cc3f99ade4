"""How well, and how fast, is it told which units stand idle?

On real units with official labels (`detect_data`: mines, facilities, wells) and on made-up ones whose
truth is known, beside the rules that anybody would write and two libraries. The rows of the mines
are told twice: with all years known, and as of each year's end, nothing later known.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl

from benchmarks.detect_data import (
    COAL_SIGNALS,
    DATA,
    Told,
    coal,
    coal_spells,
    law,
    reported,
    tell,
    washington,
    wells,
)
from benchmarks.detect_made import CUT_MONTHS, made
from benchmarks.detect_score import (
    Isotonic,
    average_precision,
    calibration_error,
    ranks_above,
    reliability,
)
from benchmarks.harness import ROOT, measure
from ehya.cli.panel_file import Columns
from ehya.engine.detect import NAMES, State, detect

MINES = Columns("mine_id", "year", COAL_SIGNALS)
FACILITIES = Columns("unit_id", "year", ("total_tco2e",))
STANDS = ("idle", "closed")
WATCHED = ("closed", "idle", "temporary_shutdown")
LEFT = ("stopped_reporting",)
RIVALS = ROOT / "build" / "rivals" / "bin" / "python"


def run() -> None:
    """Judge on mines, facilities, wells and made-up units."""
    with tempfile.TemporaryDirectory() as told:
        folder = Path(told)
        if (DATA / "us_coal_mines").is_dir():
            _mines(folder)
            _facilities(folder)
            _wells(folder)
        else:
            print(f"  {DATA} has no labelled units; set DETECT_DATA. Made-up units only.")
    _made_up()
    _speed()


# -- mines ------------------------------------------------------------------------------------


def _mines(folder: Path) -> None:
    rows = coal()
    print("  US coal mines; everything fitted is fitted on the first half of the mines")
    fitted, judged = (rows.filter(pl.col("reported") == half) for half in (False, True))
    begun = process_time()
    all_known = {
        half: tell(part, folder, MINES) for half, part in (("fit", fitted), ("own", judged))
    }
    spent = process_time() - begun
    measure("detect.coal.seconds", spent, "s")
    for name, as_told in (("", _hindsight), (".live", _live)):
        chances = {
            half: as_told(part, all_known[half], folder)
            for half, part in (("fit", fitted), ("own", judged))
        }
        _rank(name, judged.filter(pl.col("scored")), chances["own"])
        _calibrate(name, fitted, judged, chances)
    _spells(judged, all_known["own"])
    _confusion(judged, all_known["own"])


def _hindsight(part: pl.DataFrame, told: Told, folder: Path) -> np.ndarray:
    scored = part.filter(pl.col("scored"))
    return told.standing(scored["mine_id"].to_list(), scored["year"].to_list())


def _live(part: pl.DataFrame, told: Told, folder: Path) -> np.ndarray:
    """Return the chances as of each year's end: nothing later was known."""
    scored = part.filter(pl.col("scored"))
    found = np.zeros(len(scored))
    for year in scored["year"].unique().sort().to_list():
        then = tell(part.filter(pl.col("year") <= year), folder, MINES)
        own = (scored["year"] == year).to_numpy()
        mines = scored.filter(pl.col("year") == year)["mine_id"].to_list()
        found[own] = then.standing(mines, [year] * len(mines))
    return found


def _rank(name: str, scored: pl.DataFrame, chance: np.ndarray) -> None:
    labels = scored["label"]
    producing = (labels != "active_not_producing").to_numpy()
    stands = labels.is_in(STANDS).to_numpy()
    ours = average_precision(stands[producing], chance[producing])
    rivals = {
        rule: average_precision(stands[producing], score[producing])
        for rule, score in {**_ratio_rules(scored), **_libraries(scored)}.items()
    }
    measure(f"detect.coal.ap{name}", ours, "share", rivals, limit=0.42)
    kinds = {
        label: chance[(labels == label).to_numpy()] for label in ("idle", "active_not_producing")
    }
    apart = ranks_above(kinds["idle"], kinds["active_not_producing"])
    measure(f"detect.coal.idle-above-not-producing{name}", apart, "share")
    whole = average_precision(stands, chance)
    measure(f"detect.coal.ap-with-not-producing{name}", whole, "share")


def _ratio_rules(scored: pl.DataFrame) -> dict[str, np.ndarray]:
    """Return minus the ratio to the earlier maximum: the one-line rules."""
    every = coal().with_columns(
        [
            (-pl.col(signal) / pl.col(signal).cum_max().shift(1).over("mine_id")).alias(
                f"r {signal}"
            )
            for signal in COAL_SIGNALS
        ]
    )
    joined = scored.join(every, on=["mine_id", "year"], how="left")
    rules = {
        f"ratio {signal}": joined[f"r {signal}"].fill_null(-1).fill_nan(-1).to_numpy()
        for signal in COAL_SIGNALS
    }
    below = (joined["r production_short_tons"] > -0.25).fill_null(value=False)
    return {**rules, "below 25 %": below.cast(pl.Float64).to_numpy()}


def _libraries(scored: pl.DataFrame) -> dict[str, np.ndarray]:
    """Return the scores of hmmlearn and ruptures, in an environment of their own."""
    if not RIVALS.exists():
        return {}
    rows = scored.select("mine_id").unique().join(coal(), on="mine_id").sort("mine_id", "year")
    peak = [pl.col(signal).cum_max().over("mine_id") for signal in COAL_SIGNALS]
    logs = rows.with_columns(
        [
            (pl.col(signal) / top).fill_nan(1.0).clip(0.004, None).log().alias(f"l {signal}")
            for signal, top in zip(COAL_SIGNALS, peak, strict=True)
        ]
    )
    sequences = [
        part.select(f"l {signal}" for signal in COAL_SIGNALS).to_numpy().tolist()
        for part in logs.partition_by("mine_id", maintain_order=True)
    ]
    ask = json.dumps({"sequences": sequences})
    script = Path(__file__).with_name("detect_rivals.py")
    done = subprocess.run(
        [RIVALS, script], input=ask, capture_output=True, text=True, check=True, timeout=900
    )
    found = {}
    for name, told in json.loads(done.stdout).items():
        score = rows.select("mine_id", "year").with_columns(score=pl.Series(told["score"]))
        joined = scored.join(score, on=["mine_id", "year"], how="left")
        found[name] = joined["score"].to_numpy()
    return found


def _calibrate(
    name: str, fitted: pl.DataFrame, judged: pl.DataFrame, chances: dict[str, np.ndarray]
) -> None:
    """Fit a rising map on the other mines; all labels count, not producing as not standing."""
    true = {
        half: part.filter(pl.col("scored"))["label"].is_in(STANDS).to_numpy()
        for half, part in (("fit", fitted), ("own", judged))
    }
    mapped = Isotonic(chances["fit"], true["fit"])(chances["own"])
    raw = calibration_error(true["own"], chances["own"])
    error = calibration_error(true["own"], mapped)
    measure(f"detect.coal.ece{name}", error, "share", {"uncalibrated": raw}, limit=0.05)
    for rows, told, came in reliability(true["own"], mapped):
        print(f"      told {told:4.0%} came true {came:4.0%} of {rows}")


def _spells(judged: pl.DataFrame, told: Told) -> None:
    """Say how many spells begin within a year of the year that the source gives."""
    spells = coal_spells().filter(pl.col("mine_id").is_in(set(told.read.units)))
    found, low, near_one = 0, 0, 0
    kinds: dict[str, list[bool]] = {}
    rows = set(judged.select("mine_id", "year").iter_rows())
    for spell in spells.iter_rows(named=True):
        first, last = spell["first_idle_year"], spell["last_idle_year"]
        years = [str(year) for year in range(first, last + 1)]
        row, col = told.places([spell["mine_id"]] * len(years), years)
        state, since = told.found.state[row, col], told.found.since[row, col]
        near = np.array([abs(int(told.read.times[s]) - first) <= 1 for s in since])
        hit = bool((near & (state >= State.IDLE)).any())
        found += hit
        low += bool((near & (state >= State.SEMI_ACTIVE)).any())
        near_one += _begins_near(told, spell["mine_id"], first)
        kind = "last year of all" if first == 2013 else "silent in the next year"
        if first < 2013 and (spell["mine_id"], str(first + 1)) in rows:
            kind = "reads on in the next year"
        kinds.setdefault(kind, []).append(hit)
    measure(
        "detect.coal.start-within-a-year",
        found / len(spells),
        "share",
        {
            "semi-active counted": low / len(spells),
            "any told start counted": near_one / len(spells),
        },
        limit=0.75,
    )
    for kind, hits in sorted(kinds.items()):
        print(f"      {kind}: {sum(hits)} of {len(hits)}")


def _begins_near(told: Told, mine: str, first: int) -> bool:
    """Return whether any told stop of a mine begins within a year of a given one."""
    row, _ = told.places([mine], [told.read.times[0]])
    stands = told.found.state[row[0]] >= State.IDLE
    begun = np.unique(told.found.since[row[0]][stands])
    return any(abs(int(told.read.times[start]) - first) <= 1 for start in begun.tolist())


def _confusion(judged: pl.DataFrame, told: Told) -> None:
    scored = judged.filter(pl.col("scored"))
    row, col = told.places(scored["mine_id"].to_list(), scored["year"].to_list())
    state, rule = told.found.state[row, col], told.found.rule[row, col]
    print(
        "      label                  told " + " ".join(f"{name:>11}" for name in NAMES) + "  rule"
    )
    for label in ("active", "active_not_producing", "idle", "closed"):
        own = (scored["label"] == label).to_numpy()
        counts = np.bincount(state[own], minlength=4)
        plain = (rule[own] >= State.IDLE).mean()
        print(
            f"      {label:<27} "
            + " ".join(f"{count:>11}" for count in counts)
            + f"  idle {plain:.0%}"
        )


# -- facilities and wells ---------------------------------------------------------------------


def _facilities(folder: Path) -> None:
    rows, events = washington()
    print(
        "\n  Washington facilities (all of them; their few events were seen while this was built)"
    )
    told = tell(rows, folder, FACILITIES)
    state, since = told.found.state, told.found.since
    place = {unit: n for n, unit in enumerate(told.read.units)}
    hits = []
    for event in events.iter_rows(named=True):
        unit, year, kind = event["unit_id"], event["event_year_by_note"], event["event_type"]
        own = place[unit]
        stands = state[own] >= State.IDLE
        near = [abs(int(told.read.times[s]) - year) <= 1 for s in since[own]]
        hit = bool((stands & np.array(near)).any())
        if kind in WATCHED:
            hits.append(hit)
        if kind in (*WATCHED, *LEFT):
            half = "second half" if reported(unit) else "first half"
            print(f"      {kind:<20} {year} {unit} {half}: {'told' if hit else 'not told'}")
    measure("detect.wa.events-within-a-year", sum(hits) / len(hits), "share", limit=1.0)
    adverse = set(rows.filter(pl.col("label_year") != "presumed_active")["unit_id"])
    calm = [unit for unit in told.read.units if unit not in adverse | set(events["unit_id"])]
    false = sum(bool((state[place[unit]] >= State.IDLE).any()) for unit in calm)
    plain = sum(bool((told.found.rule[place[unit]] >= State.IDLE).any()) for unit in calm)
    measure(
        "detect.wa.false-alarms",
        false / len(calm),
        "share",
        {"rule": plain / len(calm)},
        limit=0.05,
    )


def _wells(folder: Path) -> None:
    rows = wells()
    print("\n  Colorado wells: shut in from 2002-01 to 2012-08; the other declared 24 dry months")
    signals = ("gas_mcf", "oil_bbl,gas_mcf", "days_produced", "days_produced,oil_bbl,gas_mcf")
    for named in signals:
        told = tell(rows, folder, Columns("unit_id", "month", tuple(named.split(","))))
        for unit, name in enumerate(told.read.units):
            print(f"      {named:<30} {name}: {_course(told, unit)}")


def _course(told: Told, unit: int) -> str:
    state, since = told.found.state[unit], told.found.since[unit]
    starts = [t for t in np.unique(since[state >= 0]).tolist() if state[t] >= 0]
    return ", ".join(f"{NAMES[state[t]]} from {told.read.times[t]}" for t in starts)


# -- made-up units ----------------------------------------------------------------------------


def _made_up() -> None:
    print("\n  Made-up units, 2,000 over 60 months, by share of readings lost")
    for lost in (0.0, 0.1, 0.3):
        case = made(2000, 60, lost=lost, seed=1403)
        found = detect(case.panel, law())
        live = found.state >= 0
        right = (np.minimum(found.state, 2) == case.truth)[live].mean()
        plain = (np.minimum(found.rule, 2) == case.truth)[live].mean()
        name = f"lost-{lost:.0%}".replace("%", "")
        measure(f"detect.made.right.{name}", right, "share", {"rule": plain})
        stands = case.truth == State.IDLE
        chance = found.chance[..., 2:].sum(axis=-1)
        measure(f"detect.made.ece.{name}", calibration_error(stands[live], chance[live]), "share")
        _delays(name, case.truth, found.state)
        cut = slice(CUT_MONTHS[0], CUT_MONTHS[1] + 1)
        working = case.truth[:1000, cut] == State.ACTIVE
        false = (found.state[:1000, cut] >= State.IDLE)[working].mean()
        rule = (found.rule[:1000, cut] >= State.IDLE)[working].mean()
        measure(f"detect.made.idle-by-power-cut.{name}", false, "share", {"rule": rule})
        for true in range(3):
            row = np.bincount(found.state[live & (case.truth == true)], minlength=4)
            print(f"      truly {NAMES[true]:<12} told " + " ".join(f"{n:>7}" for n in row))


def _delays(name: str, truth: np.ndarray, state: np.ndarray) -> None:
    """Say how far the told start of a stop lies from the true one, and how many are missed."""
    off, missed = [], 0
    for unit, month in zip(*np.nonzero((truth[:, 1:] == 2) & (truth[:, :-1] != 2)), strict=True):
        span = state[unit, month + 1 : month + 5]
        if not (span >= State.IDLE).any():
            missed += 1
            continue
        at = month + 1 + int(np.argmax(span >= State.IDLE))
        while at > 0 and state[unit, at - 1] >= State.IDLE:
            at -= 1
        off.append(at - (month + 1))
    exact = float((np.abs(off) <= 1).mean())
    rivals = {
        "missed": missed / (missed + len(off)),
        "mean months off": float(np.mean(np.abs(off))),
    }
    measure(f"detect.made.start-within-a-month.{name}", exact, "share", rivals)


def _speed() -> None:
    print("\n  Time in the engine, two signals, processor seconds a million unit-months")
    for units in (200, 2000, 10000):
        panel = made(units, 60, lost=0.05, seed=7).panel
        begun = process_time()
        detect(panel, law())
        spent = process_time() - begun
        measure(f"detect.speed.{units * 60}", spent / (units * 60) * 1e6, "s")
