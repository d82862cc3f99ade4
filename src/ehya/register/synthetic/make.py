"""How is a national register made that does not exist, with its truth beside it?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from ehya.engine.calendar import to_solar
from ehya.register.intake.fields import WORDS
from ehya.register.synthetic.calibration import calibration
from ehya.register.synthetic.parks import make_parks
from ehya.register.synthetic.records import CHANGE, FIRST, KEYS, ORDER, tell
from ehya.register.synthetic.spoil import SPOILT, spoil, unknown_numbers, with_duplicates
from ehya.register.synthetic.units import make_units
from ehya.register.synthetic.words import coined_words
from ehya.register.synthetic.years import causes, run_years

METHOD = "register.synthetic/1"

FEWEST_UNITS, MOST_UNITS = 100, 1_000_000
HEADER_ROWS = 1
_GREGORIAN = 0.15  # of the days are written in that calendar (assumed)
Saying = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SyntheticFile:
    """A file as an office hands it in.

    Attributes:
        day: the day it speaks of.
        rows: one row a line, columns of a file of units, all text.
    """

    day: date
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class SyntheticRegister:
    """A register that does not exist.

    Attributes:
        parks: one row a park.
        files: oldest first.
        records: the truth of every row: "file", "row" as a spreadsheet shows it, "entity", "what"
            (first, change or duplicate), "spoilt", "lat" and "lon" as they truly are.
        spells: "entity", "status", "first" and "cause": what truly was so, from which day.
        units: every unit as it truly is on the first day it is told of.
    """

    parks: pl.DataFrame
    files: tuple[SyntheticFile, ...]
    records: pl.DataFrame
    spells: pl.DataFrame
    units: pl.DataFrame


def make_register(units: int, seed: int, say: Saying = lambda words: None) -> SyntheticRegister:
    """Make a national register that does not exist.

    Args:
        units: records in it when all files are in, those told twice among them. [records]
        seed: the same seed makes the same register. [any number from 0]
        say: told what is being done.

    Raises:
        ValueError: fewer than 100 or more than a million.

    Source:
        `calibration.toml`, whose every number names the published row it comes from.
    """
    if not FEWEST_UNITS <= units <= MOST_UNITS:
        raise ValueError(f"{units} is not between {FEWEST_UNITS} and {MOST_UNITS}")
    chances = [np.random.default_rng(seq) for seq in np.random.SeedSequence(seed).spawn(6)]
    share = calibration()["spoilt"]["duplicates"]
    twice = round(units * share / (1 + share))
    words = coined_words()
    parks = make_parks(chances[0], units, words)
    say("units")
    true = make_units(chances[1], units - twice, parks, words)
    say("years")
    course = run_years(chances[2], true, words)
    say("files")
    unknown = unknown_numbers(chances[3], len(true))
    told = tell(true, course, words)
    files, records, new, taken = [], [], 0, 0
    for at, file in enumerate(told):
        new += int((file.rows["what"] == FIRST).sum())
        count = round(twice * new / len(true)) - taken
        doubled = with_duplicates(chances[4], file.rows, count, taken)
        taken += count
        spoilt = _shuffled(chances[4], spoil(chances[4], _findable(doubled, unknown), unknown))
        files.append(SyntheticFile(file.day, _written(chances[5], spoilt.select(ORDER))))
        records.append(_truth(spoilt, true, at))
    cause = causes(chances[3], course.spells)
    return SyntheticRegister(
        parks.drop("county_at"),
        tuple(files),
        pl.concat(records),
        course.spells.with_columns(cause),
        true.drop("county_at"),
    )


def _findable(rows: pl.DataFrame, unknown: pl.DataFrame) -> pl.DataFrame:
    """Leave out changes of units of which no number is known: no office could tell which is meant."""
    lost = unknown.filter(pl.all_horizontal(KEYS)).select("entity")
    return pl.concat(
        [
            rows.filter(pl.col("what") != CHANGE),
            rows.filter(pl.col("what") == CHANGE).join(lost, on="entity", how="anti"),
        ]
    )


def _shuffled(rng: np.random.Generator, rows: pl.DataFrame) -> pl.DataFrame:
    """Put rows in no order but by province, as offices' lists are put together."""
    return rows[rng.permutation(len(rows))].sort("province", maintain_order=True)


def _truth(rows: pl.DataFrame, true: pl.DataFrame, at: int) -> pl.DataFrame:
    places = true.select("entity", "lat", "lon")
    return (
        rows.select("entity", "what", SPOILT)
        .with_row_index("row", offset=HEADER_ROWS + 1)
        .with_columns(pl.lit(at, dtype=pl.Int64).alias("file"), pl.col("row").cast(pl.Int64))
        .join(places, on="entity", how="left", maintain_order="left")
        .select("file", "row", "entity", "what", SPOILT, "lat", "lon")
    )


def _written(rng: np.random.Generator, rows: pl.DataFrame) -> pl.DataFrame:
    """Return values as people write them: Persian words, days of both calendars."""
    days = rows["licensed_on"].drop_nulls().unique()
    solar = [f"{d.year:04d}/{d.month:02d}/{d.day:02d}" for d in map(to_solar, days.to_list())]
    gregorian = pl.Series(rng.random(len(rows)) < _GREGORIAN)
    iso = pl.col("licensed_on").dt.to_string("%Y-%m-%d")
    in_solar = pl.col("licensed_on").replace_strict(
        days, pl.Series(solar, dtype=pl.String), default=None, return_dtype=pl.String
    )
    whole = [name for name in ("licensed_capacity", "contracted_kw") if name in rows.columns]
    return rows.with_columns(
        pl.when(gregorian).then(iso).otherwise(in_solar).alias("licensed_on"),
        *(pl.col(name).cast(pl.Int64) for name in whole),
        *(
            pl.col(name).replace_strict(
                {word: written[1] for word, written in words.items()}, default=None
            )
            for name, words in WORDS.items()
        ),
    ).cast(pl.String)
