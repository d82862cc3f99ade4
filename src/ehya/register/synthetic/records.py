"""What do offices write of units in each year's file: the new ones, and what changed?

Here everything is still right; `spoil` makes it as it comes in.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from ehya.register.intake.fields import COLUMNS
from ehya.register.synthetic.calibration import standings
from ehya.register.synthetic.words import Coined
from ehya.register.synthetic.years import ABSENT, STATUS, Course

ORDER = [column.name for column in COLUMNS if column.name != "number"]
FIRST, CHANGE, DUPLICATE = "first", "change", "duplicate"
KEYS = ("permit", "insurance_workshop", "electricity", "gas")  # by which a change is told of a unit


@dataclass(frozen=True, slots=True)
class Told:
    """A year's file before anything is spoilt.

    Attributes:
        day: the day it speaks of.
        rows: `ORDER` as values, "entity" and "what": first or change.
    """

    day: date
    rows: pl.DataFrame


def tell(units: pl.DataFrame, course: Course, words: Coined) -> list[Told]:
    """Return what is to be told in each year's file, oldest first.

    Args:
        units: as of `make_units`.
        course: what becomes of them.
        words: coined words, for those that are renamed.
    """
    base = units.select(
        "entity",
        pl.col("province_fa").alias("province"),
        pl.col("county_fa").alias("county"),
        pl.col("park_fa").alias("park"),
        *(name for name in ORDER if name in units.columns and name not in ("province", "county")),
    )
    told = []
    for at, standing in enumerate(standings()):
        base = base.with_columns(_names(base["name_fa"], course.words[at], words))
        told.append(Told(standing.day, _file(base, course, at)))
    return told


def _names(names: pl.Series, word: pl.Series, words: Coined) -> pl.Series:
    """Return what units are called after those with a new word have taken it."""
    new = words.fa.gather(word) + " نوین"
    return (
        pl.select(pl.when(new.is_not_null()).then(new).otherwise(names))
        .to_series()
        .alias("name_fa")
    )


def _file(base: pl.DataFrame, course: Course, at: int) -> pl.DataFrame:
    now = course.status[at]
    before = course.status[at - 1] if at else np.full_like(now, ABSENT)
    new = np.flatnonzero((before == ABSENT) & (now != ABSENT))
    first = base[new].with_columns(
        pl.Series("status", pl.Series(STATUS).gather(now[new])),
        pl.Series("insured_jobs", course.insured[at, new]),
        pl.lit(FIRST).alias("what"),
    )
    parts = [first] if at == 0 else [first, _changes(base, course, at)]
    return pl.concat(parts, how="diagonal").select("entity", "what", *ORDER)


def _changes(base: pl.DataFrame, course: Course, at: int) -> pl.DataFrame:
    """Return a row for each unit of which something is new; only that is filled in."""
    now, before = course.status[at], course.status[at - 1]
    moved = (now != before) & (before != ABSENT)
    sold = course.ownership[at].is_not_null().to_numpy()
    renamed = course.words[at].is_not_null().to_numpy()
    rows = np.flatnonzero(moved | sold | renamed)
    status = pl.Series(STATUS).gather(np.where(moved, now, 0)[rows]).replace("", None)
    frame = base[rows].select("entity", "name_fa", "province", *KEYS)
    return frame.with_columns(
        status.alias("status"),
        pl.Series("insured_jobs", course.insured[at, rows]).set(status.is_null(), None),
        course.ownership[at].gather(rows).alias("ownership"),
        course.owners[at].gather(rows).alias("owner"),
        pl.lit(CHANGE).alias("what"),
    )
