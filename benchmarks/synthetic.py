"""How like the published figures is the synthetic register, and how fast is it made?"""

from collections.abc import Iterator
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

import polars as pl

from benchmarks.harness import measure
from ehya.register.synthetic import SyntheticRegister, make_register
from ehya.register.synthetic.calibration import calibration, shares, standings

UNITS, SEED, A_MILLION = 50_000, 1403, 1_000_000


def run() -> None:
    """Print published beside generated, and the time and memory of a million units."""
    made = make_register(UNITS, SEED)
    print("| what | published | generated |\n|---|---|---|")
    furthest = 0.0
    for what, published, generated in rows(made):
        furthest = max(furthest, abs(published - generated))
        print(f"| {what} | {published:.1f} | {generated:.1f} |")
    measure("synthetic.furthest-from-published", furthest, "percentage points")
    begun = perf_counter()
    make_register(A_MILLION, SEED)
    measure("synthetic.a-million-units", perf_counter() - begun, "s", limit=120)
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1e6
    measure("synthetic.a-million-units-memory", peak, "GB", limit=4)


def rows(made: SyntheticRegister) -> Iterator[tuple[str, float, float]]:
    """Yield what was published beside what came out, in percent."""
    units = made.units
    for iso, count in calibration()["provinces"]["told"].items():
        share = count / calibration()["provinces"]["in_parks_2019"]
        yield f"units in {iso}", 100 * share, _percent(units["province"] == iso)
    for table, column in (("sectors", "sector"), ("sizes", "size")):
        for word, share in shares(table).items():
            yield f"{column} {word}", 100 * share, _percent(units[column] == word)
    for standing in standings():
        now = made.spells.filter(pl.col("first") <= standing.day).group_by("entity").last()
        there = now.filter(pl.col("status") != "gone")["status"]
        yield f"idle, {standing.day}", 100 * standing.idle, _percent(there == "idle")
        half = _percent(there == "semi_active")
        yield f"below half, {standing.day}", 100 * standing.semi_active, half
    age = (standings()[-1].day - units["licensed_on"]).dt.total_days() > 20 * 365.25
    yield "licence older than 20 years", 23.0, _percent(age)
    yield "in parks", 53.0, _percent(units["park_fa"].is_not_null())
    yield from _revived(made)


def _revived(made: SyntheticRegister) -> Iterator[tuple[str, float, float]]:
    """Yield revivals of each year as a share of units in operation."""
    before = pl.col("status").shift().over("entity")
    back = made.spells.filter(
        (before == "idle") & pl.col("status").is_in(["active", "semi_active"])
    )
    for before_it, standing in zip(standings(), standings()[1:], strict=False):
        span = pl.col("first").is_between(before_it.day, standing.day, closed="right")
        there = made.spells.filter(pl.col("first") <= standing.day)["entity"].n_unique()
        came = 100 * len(back.filter(span)) / there
        yield f"revived until {standing.day}, of units", 100 * standing.revived, came


def _percent(truths: pl.Series) -> float:
    return 100 * float(truths.sum()) / len(truths)
