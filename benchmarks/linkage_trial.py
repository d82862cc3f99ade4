"""How long does linking a synthetic register take, in how much memory, and how well?

Run by register_duplicates.py, each act in a process of its own so that memory is that act's:
`python -m benchmarks.linkage_trial make UNITS SEED FILE` and `… link FILE`.
"""

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter

import polars as pl

from ehya.ledger.rules import load
from ehya.register.duplicates import find_pairs
from ehya.register.duplicates.training import made_up

KB_IN_GB = 1024 * 1024


def _make(units: str, seed: str, file: str) -> dict[str, float]:
    rows = made_up(int(units), int(seed))
    rows.write_parquet(file)
    return {"records": len(rows)}


def _link(file: str) -> dict[str, float]:
    rows = pl.read_parquet(file)
    truth = rows.select("id", "entity")
    began = perf_counter()
    found = find_pairs(rows, load("duplicates"))
    seconds = perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    sides = [truth.rename({"id": side, "entity": f"true_{side}"}) for side in ("one", "other")]
    judged = found.join(sides[0], on="one").join(sides[1], on="other")
    right = int((judged["true_one"] == judged["true_other"]).sum())
    sizes = truth["entity"].value_counts()["count"].cast(pl.Int64)
    return {
        "seconds": seconds,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_gb": used.ru_maxrss / KB_IN_GB,
        "found": len(found),
        "right": right,
        "true": int((sizes * (sizes - 1) // 2).sum()),
    }


ACTS: dict[str, Callable[..., dict[str, float]]] = {"make": _make, "link": _link}

if __name__ == "__main__":
    act, *told = sys.argv[1:]
    print(json.dumps(ACTS[act](*told)))
