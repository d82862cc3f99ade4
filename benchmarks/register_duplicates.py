"""How well are records of one entity found, on lists that people have judged and on made-up ones?

The judged lists are cut into two fixed halves by entity; everything is measured on the other half.
As shipped: the weights of the rules file, at 0.5. Fitted on itself: EM learns the weights from the
very records, without truth, at 0.5. Tuned: EM learns on the first half, where truth chooses the
threshold. The lists are not ours and lie outside the project; where they are missing, that is said.

LINKAGE_GOLD names their folder; LINKAGE_UNITS=1000000 adds a synthetic register of that size.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from benchmarks.harness import ROOT, measure
from benchmarks.linkage_score import Score, b_cubed, clusters, pairwise, together
from ehya.engine.text import name_key
from ehya.ledger.rules import load
from ehya.register.duplicates import find_pairs
from ehya.register.duplicates.training import train

GOLD = Path(os.environ.get("LINKAGE_GOLD", ROOT.parent / "shared" / "data" / "linkage_gold"))
THRESHOLDS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)
RATIOS = (70, 75, 80, 85, 88, 90, 92, 94, 96, 98)  # of RapidFuzz [0..100]
LOWEST = 0.005
COMMON = ({"common_share": 0.01}, {"common_share": 0.1}, {"common_share": 1.0})
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One half of a judged list.

    Attributes:
        rows: as units are linked.
        truth: the entity of each record.
    """

    rows: pl.DataFrame
    truth: dict[int, str]


def run() -> None:
    """Judge on both lists and on synthetic registers."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    if GOLD.is_dir():
        _judge("sites", *_halves(_sites()))
        _judge("companies", *_halves(_companies()))
    else:
        print(
            f"  The judged lists are not here ({GOLD.name}): only synthetic registers are measured."
        )
    for units in {50_000, int(os.environ.get("LINKAGE_UNITS", "50000"))}:
        _trial(units)


def _sites() -> pl.DataFrame:
    told = pl.read_csv(GOLD / "sites.csv", infer_schema=False)
    return told.select(
        pl.col("record_id").cast(pl.Int64).alias("id"),
        truth="true_id",
        name_en="site_name",
        address="address",
        postal_code="zip",
        phone="phone",
    )


def _companies() -> pl.DataFrame:
    told = pl.read_csv(GOLD / "company_names.csv", infer_schema=False)
    told = told.unique(subset=["true_id", "name_raw", "lat", "lon"], maintain_order=True)
    lat, lon = (pl.col(name).cast(pl.Float64) for name in ("lat", "lon"))
    known = (lat != 52.5) | (lon != 5.75)  # that point is only the country's middle
    return told.select(
        pl.col("record_id").cast(pl.Int64).alias("id"),
        truth="true_id",
        name_en="name_raw",
        lat=pl.when(known).then(lat),
        lon=pl.when(known).then(lon),
    )


def _halves(rows: pl.DataFrame) -> tuple[Gold, Gold]:
    """Cut a list in two by entity; the same entity always falls on the same side."""
    first = pl.Series([sha256(told.encode()).digest()[0] % 2 == 0 for told in rows["truth"]])
    return _gold(rows.filter(first)), _gold(rows.filter(~first))


def _gold(rows: pl.DataFrame) -> Gold:
    return Gold(rows.drop("truth"), dict(zip(rows["id"], rows["truth"], strict=True)))


def _judge(name: str, tuning: Gold, other: Gold) -> None:
    shipped = {**load("duplicates"), "shown_from": LOWEST}
    _f1, threshold, learnt = max(
        (_learn(tuning, {**shipped, **each}) for each in COMMON), key=lambda each: each[:2]
    )
    print(f"\n  {name}: {len(tuning.truth)} records to tune on, {len(other.truth)} to judge on;")
    print(f"  tuned: from {threshold}, words common in {learnt['common_share']:.0%} of names")
    print(
        "                               pairs P / R / F1      clusters P / R / F1   B-cubed P / R / F1"
    )
    _told("tuned, on the tuning half", tuning, _above(find_pairs(tuning.rows, learnt), threshold))
    whole = _told("as shipped, at 0.5", other, _above(find_pairs(other.rows, shipped), 0.5))
    itself = {**shipped, **train(other.rows, shipped)}
    by = {
        "fitted_on_itself": _told(
            "fitted on itself, at 0.5", other, _above(find_pairs(other.rows, itself), 0.5)
        ),
        "tuned": _told("tuned", other, _above(find_pairs(other.rows, learnt), threshold)),
        "name_key": _told("rival: same name key", other, _by_key(other)),
        "rapidfuzz": _fuzzy(tuning, other),
    }
    for kind, words in enumerate(("pairs", "clusters", "b-cubed")):
        for what in ("precision", "recall", "f1"):
            told = {rival: getattr(scores[kind], what) for rival, scores in by.items()}
            measure(f"duplicates.{name}.{words}.{what}", getattr(whole[kind], what), "share", told)


def _fuzzy(tuning: Gold, other: Gold) -> tuple[Score, Score, Score]:
    ratio = max(RATIOS, key=lambda r: _clustered(_by_ratio(tuning, r), tuning).f1)
    return _told(f"rival: RapidFuzz from {ratio}", other, _by_ratio(other, ratio))


def _learn(tuning: Gold, rules: Mapping[str, Any]) -> tuple[float, float, dict[str, Any]]:
    """Return the best F1 of clusters on the tuning half, its threshold, and the rules learnt."""
    learnt = {**rules, **train(tuning.rows, rules)}
    found = find_pairs(tuning.rows, learnt)
    tried = {least: _clustered(_above(found, least), tuning).f1 for least in THRESHOLDS}
    threshold = max(tried, key=lambda least: tried[least])
    return tried[threshold], threshold, learnt


def _above(found: pl.DataFrame, least: float) -> list[Pair]:
    rows = found.filter(pl.col("probability") >= least)
    return list(zip(rows["one"], rows["other"], strict=True))


def _clustered(found: Iterable[Pair], half: Gold) -> Score:
    return pairwise(together(clusters(found, half.truth)), half.truth)


def _told(title: str, half: Gold, found: list[Pair]) -> tuple[Score, Score, Score]:
    """Print and return the scores of the pairs, of their clusters, and B-cubed."""
    whole = clusters(found, half.truth)
    scores = (
        pairwise(found, half.truth),
        pairwise(together(whole), half.truth),
        b_cubed(whole, half.truth),
    )
    shown = "   ".join(f"{s.precision:.3f} {s.recall:.3f} {s.f1:.3f}" for s in scores)
    print(f"    {title:<26} {shown}", flush=True)
    return scores


def _by_key(half: Gold) -> list[Pair]:
    keys = {key: name_key(name or "") for key, name in half.rows.select("id", "name_en").rows()}
    return list(together({record: key for record, key in keys.items() if key}))


def _by_ratio(half: Gold, least: float) -> list[Pair]:
    ids = half.rows["id"].to_list()
    columns = [name for name in ("name_en", "address") if name in half.rows.columns]
    texts = half.rows.select(pl.concat_str(columns, separator=" ", ignore_nulls=True)).to_series()
    names = [text.lower() for text in texts]
    table = process.cdist(names, names, scorer=fuzz.token_sort_ratio, dtype=np.uint8)
    ones, others = np.nonzero(np.triu(table >= least, 1))
    return [(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in zip(ones, others, strict=True)]


def _trial(units: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "register.parquet")
        _alone("make", str(units), "2024", file)
        told = _alone("link", file)
    name = f"duplicates.synthetic-{units}"
    measure(f"{name}.precision", told["right"] / max(told["found"], 1), "share")
    measure(f"{name}.recall", told["right"] / told["true"], "share")
    million = units >= 1_000_000
    beside = {"cpu_seconds": told["cpu_seconds"]}
    measure(f"{name}.time", told["seconds"], "s", beside, limit=180 if million else None)
    measure(f"{name}.memory", told["peak_gb"], "GB", limit=8 if million else None)


def _alone(*words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.linkage_trial", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told
