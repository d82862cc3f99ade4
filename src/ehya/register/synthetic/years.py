"""What becomes of units over the years: who stands still, who comes back, who changes hands?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.register.synthetic.calibration import calibration, shares, standings
from ehya.register.synthetic.words import Coined, people

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]

ABSENT, ACTIVE, SEMI, IDLE, GONE, BUILDING = range(6)
STATUS = ("", "active", "semi_active", "idle", "gone", "building")
_LATE = (1.8, 1.0)  # Beta: most of a year's revivals come in its last months
_DAYS_A_YEAR = 365.25
_INSURED = {ACTIVE: (0.45, 1.0), SEMI: (0.15, 0.5), IDLE: (0.0, 0.08)}  # of licensed jobs


@dataclass(slots=True)
class Course:
    """How units go through the years.

    Attributes:
        status: of each unit on the day of each file. shape (files, units)
        spells: "entity", "status", "first": from which day each truly was so.
        insured: insured jobs on the day of each file. shape (files, units) [persons]
        ownership: the same of ownership, as words; None where it is as at first.
        owners: the same of owners' names.
        words: the same of new coined words; None where the name is as before.
    """

    status: Ints
    spells: pl.DataFrame
    insured: Ints
    ownership: list[pl.Series]
    owners: list[pl.Series]
    words: list[pl.Series]


def run_years(rng: np.random.Generator, units: pl.DataFrame, words: Coined) -> Course:
    """Return what becomes of units from the first file's day to the last's.

    The shares of idle and half-working units on each file's day are met; who they are is chance.

    Args:
        rng: where chance comes from.
        units: as of `make_units`.
        words: coined words.
    """
    days = standings()
    born = units["from_file"].to_numpy()
    jobs = units["licensed_jobs"].to_numpy()
    state = np.full((len(days), len(units)), ABSENT, dtype=np.int64)
    spells = [_first_year(rng, state, born, units)]
    for at in range(1, len(days)):
        state[at] = state[at - 1]
        spells.append(_next_year(rng, state[at], born == at, at))
        spells.append(_newcomers(rng, state[at], born == at, units, at))
    insured = _insured(rng, state, jobs)
    told = [_told(rng, state, at, words) for at in range(len(days))]
    return Course(
        state,
        pl.concat(spells).sort("entity", "first"),
        insured,
        [row["ownership"] for row in told],
        [row["owner"] for row in told],
        [row["word"] for row in told],
    )


def _first_year(
    rng: np.random.Generator, state: Ints, born: Ints, units: pl.DataFrame
) -> pl.DataFrame:
    """Stand the old units as they stood on the day of the first file."""
    here = np.flatnonzero(born == 0)
    day = standings()[0]
    shares_ = [1 - day.idle - day.semi_active, day.semi_active, day.idle]
    state[0, here] = rng.choice([ACTIVE, SEMI, IDLE], len(here), p=shares_)
    # Those idle have stood so for some years: two in three closed the year before (assumed).
    ago = (rng.gamma(0.9, 2.2, len(here)) * _DAYS_A_YEAR).astype(np.int64)
    licensed = units["licensed_on"].to_numpy()[here].astype("datetime64[D]")
    since = np.maximum(np.datetime64(day.day, "D") - ago, licensed)
    return _spells(here, state[0, here], since)


def _next_year(rng: np.random.Generator, now: Ints, new: Truths, at: int) -> pl.DataFrame:
    """Move units from one file's day to the next so that its shares are met."""
    rules, day = calibration()["changes"], standings()[at]
    years = (day.day - standings()[at - 1].day).days / _DAYS_A_YEAR
    there = int(((now != ABSENT) & (now != GONE)).sum() + new.sum())
    idle = now == IDLE
    gone = _some(rng, idle, rules["gone_a_year"] * years)
    left = idle & ~gone
    wanted = round(day.idle * (there - int(gone.sum())))
    back = round(day.revived * there)
    down = wanted - (int(left.sum()) - back)
    if down < 0:
        back, down = back - down, 0
    revived = _so_many(rng, left, back)
    closed = _so_many(rng, (now == ACTIVE) | (now == SEMI), down)
    now[gone], now[closed] = GONE, IDLE
    now[revived] = np.where(rng.random(int(revived.sum())) < 0.5, ACTIVE, SEMI)
    swapped = _meet_semi(rng, now, there - int(gone.sum()), at, years, revived | closed)
    moved = np.flatnonzero(gone | closed | revived | swapped)
    return _spells(moved, now[moved], _days(rng, now[moved], revived[moved], at))


def _meet_semi(
    rng: np.random.Generator, now: Ints, there: int, at: int, years: float, moved: Truths
) -> Truths:
    """Let some change between full and half work, so many that the share of the half is met."""
    rate = calibration()["changes"]["swapped_a_year"] * years
    up = int((now == SEMI).sum() * rate)
    down = round(standings()[at].semi_active * there) - (int((now == SEMI).sum()) - up)
    if down < 0:
        up, down = up - down, 0
    rises = _so_many(rng, (now == SEMI) & ~moved, up)
    falls = _so_many(rng, (now == ACTIVE) & ~moved, down)
    now[rises], now[falls] = ACTIVE, SEMI
    return rises | falls


def _newcomers(
    rng: np.random.Generator, now: Ints, new: Truths, units: pl.DataFrame, at: int
) -> pl.DataFrame:
    """Let the units licensed this year begin; some are still being built."""
    here = np.flatnonzero(new)
    building = rng.random(len(here)) < calibration()["changes"]["building"]
    now[here] = np.where(building, BUILDING, ACTIVE)
    before = np.flatnonzero((now == BUILDING) & ~new)
    now[before] = ACTIVE
    licensed = units["licensed_on"].to_numpy()[here].astype("datetime64[D]")
    begun = _days(rng, now[before], np.zeros(len(before), dtype=bool), at)
    return pl.concat([_spells(here, now[here], licensed), _spells(before, now[before], begun)])


def _days(rng: np.random.Generator, state: Ints, revived: Truths, at: int) -> NDArray[Any]:
    """Return on which day of the year each change came; revivals late, as they do."""
    first, last = standings()[at - 1].day, standings()[at].day
    span = (last - first).days - 1
    gone = np.where(revived, rng.beta(*_LATE, len(state)), rng.random(len(state)))
    return np.datetime64(first + timedelta(days=1), "D") + (gone * span).astype(np.int64)


def _insured(rng: np.random.Generator, state: Ints, jobs: Ints) -> Ints:
    """Return insured jobs; they are told anew only where the status is another."""
    insured = np.zeros_like(state)
    for at in range(len(state)):
        low, high = np.zeros(len(jobs)), np.zeros(len(jobs))
        for status, (least, most) in _INSURED.items():
            low[state[at] == status], high[state[at] == status] = least, most
        drawn = (jobs * rng.uniform(low, high)).round().astype(np.int64)
        same = (state[at] == state[at - 1]) if at else np.zeros(len(jobs), dtype=bool)
        insured[at] = np.where(same, insured[at - 1], drawn)
    return insured


def _told(rng: np.random.Generator, state: Ints, at: int, words: Coined) -> dict[str, pl.Series]:
    """Return what else changed in a year: owners, names."""
    count = state.shape[1]
    nothing = {
        "ownership": pl.Series([None] * count, dtype=pl.String),
        "owner": pl.Series([None] * count, dtype=pl.String),
        "word": pl.Series([None] * count, dtype=pl.Int64),
    }
    if at == 0:
        return nothing
    rules = calibration()["changes"]
    here = (state[at] != ABSENT) & (state[at - 1] != ABSENT) & (state[at] != GONE)
    sold = np.flatnonzero(_some(rng, here, rules["owner_a_year"]))
    renamed = np.flatnonzero(_some(rng, here, rules["renamed_a_year"]))
    kinds = shares("ownership")
    kind = rng.choice(list(kinds), len(sold), p=list(kinds.values()))
    taken = (state[at, sold] == IDLE) & (rng.random(len(sold)) < 0.4)
    kind[taken] = "bank_held"
    return {
        "ownership": nothing["ownership"].scatter(sold, pl.Series(kind)),
        "owner": nothing["owner"].scatter(sold, people(rng, len(sold), words)),
        "word": nothing["word"].scatter(renamed, rng.integers(0, len(words.fa), len(renamed))),
    }


def _spells(entity: Ints, state: Ints, first: NDArray[Any]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "entity": entity.astype(np.int64),
            "status": pl.Series(STATUS).gather(state),
            "first": pl.Series(first.astype("datetime64[D]")),
        }
    )


def _some(rng: np.random.Generator, among: Truths, share: float) -> Truths:
    chosen: Truths = among & (rng.random(len(among)) < share)
    return chosen


def _so_many(rng: np.random.Generator, among: Truths, count: int) -> Truths:
    """Choose exactly so many, or all where there are fewer."""
    places = np.flatnonzero(among)
    chosen = np.zeros(len(among), dtype=bool)
    chosen[rng.choice(places, min(count, len(places)), replace=False)] = True
    return chosen


def causes(rng: np.random.Generator, spells: pl.DataFrame) -> pl.Series:
    """Return why each idle or half-working spell began; None for the others."""
    told = shares("causes")
    drawn = pl.Series(rng.choice(list(told), len(spells), p=list(told.values())))
    still = spells["status"].is_in(["idle", "semi_active"])
    return pl.select(pl.when(still).then(drawn)).to_series().alias("cause")
