"""What would meters, insurers and tax offices read of units that do not exist?

Their truth is the register's own: which state each unit was in from which day. Readings follow it
with what real ones suffer from: seasons, holidays and power cuts that hit everybody, noise, months
that are missing or late, slipped zeros, workers insured for months after the machines stopped.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.engine.calendar import DayRange, month_range, to_solar

METHOD = "register.synthetic_readings/1"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SIGNALS = ("electricity", "gas", "insured_workers", "sales")
STATES = ("active", "semi_active", "idle", "gone", "building", "")
_ACTIVE, _SEMI, _IDLE, _GONE, _BUILDING, _ABSENT = range(6)
_CHANCE = 7  # so that readings leave the register's own chance as it is


@dataclass(frozen=True, slots=True)
class Readings:
    """Monthly readings of units, and what they truly did.

    Attributes:
        months: the days of each month.
        told: signal -> readings. shape (units, months) [as in `signals.toml`]; NaN where nothing
            is read.
        state: place in `STATES` at each month's end. shape (units, months)
        use: share of its working level at which each unit truly worked. shape (units, months)
            [0..1]
    """

    months: tuple[DayRange, ...]
    told: Mapping[str, Floats]
    state: Ints
    use: Floats


@cache
def rules() -> dict[str, Any]:
    """Return the content of readings.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def months() -> tuple[DayRange, ...]:
    """Return the months that are read, oldest first."""
    (year, month), until = _month(rules()["first"]), _month(rules()["last"])
    found = []
    while (year, month) <= until:
        found.append(month_range(year, month, "solar"))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(found)


def make_readings(units: pl.DataFrame, spells: pl.DataFrame, seed: int) -> Readings:
    """Return what would be read of units.

    Args:
        units: of `SyntheticRegister`, sorted by "entity" from 0.
        spells: of the same.
        seed: the register's own: the same makes the same readings. [any number from 0]

    Source:
        readings.toml.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed).spawn(_CHANCE)[-1])
    when = months()
    shares, state = _worked(rng, units.height, spells, when)
    use = shares * _shocks(units["sector"], when)
    told = {
        "electricity": _metered(rng, "electricity", use, _electric_level(rng, units), when),
        "gas": _metered(rng, "gas", use, _gas_level(rng, units), when),
        "insured_workers": _insured(rng, use, state, units["licensed_jobs"].to_numpy()),
        "sales": _sales(rng, use, units["licensed_jobs"].to_numpy(), when),
    }
    there = state != _ABSENT
    for signal, values in told.items():
        values[~there | (state == _GONE)] = np.nan
        _spoil(rng, values, rules()[signal])
    return Readings(when, told, state, use)


def _month(told: str) -> tuple[int, int]:
    year, _, month = told.partition("-")
    return int(year), int(month)


def _worked(
    rng: np.random.Generator, count: int, spells: pl.DataFrame, when: tuple[DayRange, ...]
) -> tuple[Floats, Ints]:
    """Return the share at which each unit worked in each month, and its state at the end."""
    ends = np.array([month.last for month in when], dtype="datetime64[D]").astype(np.int64)
    begins = np.array([month.first for month in when], dtype="datetime64[D]").astype(np.int64)
    state = np.full((count, len(when)), _ABSENT, dtype=np.int64)
    share = np.zeros((count, len(when)))
    ordered = spells.sort("entity", "first")
    entity = ordered["entity"].to_numpy()
    what = ordered["status"].replace_strict(list(STATES), list(range(6))).to_numpy()
    since = ordered["first"].to_numpy().astype("datetime64[D]").astype(np.int64)
    next_ = np.append(since[1:], np.iinfo(np.int64).max)
    next_[np.append(entity[1:] != entity[:-1], True)] = np.iinfo(np.int64).max
    level = _levels(rng, what)
    for at in range(len(when)):
        days = np.minimum(next_ - 1, ends[at]) - np.maximum(since, begins[at]) + 1
        part = np.clip(days, 0, None) / (ends[at] - begins[at] + 1)
        np.add.at(share[:, at], entity, part * level)
        current = (since <= ends[at]) & (next_ > ends[at])
        state[entity[current], at] = what[current]
    return _wandering(rng, share), state


def _levels(rng: np.random.Generator, what: Ints) -> Floats:
    """Return at which share of its level a unit works through each spell."""
    use = rules()["use"]
    low, high = np.zeros(len(STATES)), np.zeros(len(STATES))
    for at, name in enumerate(STATES):
        low[at], high[at] = use.get(name, (0.0, 0.0))
    return np.asarray(rng.uniform(low[what], high[what]))


def _wandering(rng: np.random.Generator, share: Floats) -> Floats:
    """Let work wander from month to month, and pause now and then."""
    use = rules()["use"]
    step = rng.normal(0, use["wander"] * np.sqrt(1 - use["kept"] ** 2), share.shape)
    step[:, 0] = rng.normal(0, use["wander"], len(share))
    for at in range(1, share.shape[1]):
        step[:, at] += use["kept"] * step[:, at - 1]
    pause = rng.random(share.shape) < use["pause"]
    pause[:, 1:] |= pause[:, :-1] & (rng.random((len(share), share.shape[1] - 1)) < 0.5)
    return np.asarray(share * np.exp(step) * np.where(pause, 0.05, 1.0))


def _shocks(sector: pl.Series, when: tuple[DayRange, ...]) -> Floats:
    """Return by how much work fell for everybody. shape (units, months) [0..1]"""
    names = [f"{day.year:04}-{day.month:02}" for day in (to_solar(m.first) for m in when)]
    found = np.ones((len(sector), len(when)))
    for shock in rules()["shock"]:
        hit = np.array([name in shock["months"] for name in names])
        whom = sector.is_in(shock["sectors"]).to_numpy() if shock["sectors"] else np.True_
        found *= np.where(hit & np.reshape(whom, (-1, 1)), shock["falls_to"], 1.0)
    return found


def _electric_level(rng: np.random.Generator, units: pl.DataFrame) -> Floats:
    told = rules()["electricity"]
    load = told["load"] * rng.lognormal(0, told["spread"], units.height)
    return np.asarray(units["contracted_kw"].to_numpy() * told["hours"] * np.minimum(load, 0.95))


def _gas_level(rng: np.random.Generator, units: pl.DataFrame) -> Floats:
    told = rules()["gas"]
    jobs = units["licensed_jobs"].to_numpy()
    return np.asarray(told["level"] * jobs * rng.lognormal(0, told["spread"], units.height))


def _metered(
    rng: np.random.Generator, signal: str, use: Floats, level: Floats, when: tuple[DayRange, ...]
) -> Floats:
    """Return a meter's months: what work takes, what stands whatever the work, what heats."""
    told = rules()[signal]
    least, most = told["standing"]
    standing = rng.uniform(least, most, len(use))[:, None]
    cold = np.array([max(0.0, np.cos((_solar(m.first) - 10) * np.pi / 6)) for m in when])
    heat = told.get("heating", 0.0) * cold
    length = np.array([len(month) for month in when]) / 30.0
    whole = (np.maximum(use, standing) + heat) * level[:, None] * length
    return np.asarray(np.round(whole * rng.lognormal(0, told["noise"], use.shape)))


def _solar(day: date) -> int:
    return to_solar(day).month


def _insured(rng: np.random.Generator, use: Floats, state: Ints, jobs: Ints) -> Floats:
    """Return insured workers, who leave the lists some months after the machines stop."""
    told = rules()["insured_workers"]
    least, most = told["lag"]
    lag = rng.integers(least, most + 1, len(use))
    persons = np.zeros_like(use)
    before = np.minimum(use[:, 0] * 1.1, 1.0)
    for at in range(use.shape[1]):
        now = np.minimum(use[:, at] * 1.1, 1.0)
        slow = np.where(now < before, 1.0 / (1 + lag), 1.0)
        before = before + slow * (now - before)
        persons[:, at] = before
    kept = (rng.random(len(use)) < told["kept"])[:, None] & np.isin(state, (_IDLE, _BUILDING))
    whole = persons * jobs[:, None] * rng.lognormal(0, told["noise"], use.shape)
    few = rng.integers(1, 4, len(use))[:, None]
    return np.asarray(np.round(np.where(kept, np.maximum(whole, few), whole)))


def _sales(rng: np.random.Generator, use: Floats, jobs: Ints, when: tuple[DayRange, ...]) -> Floats:
    """Return sales invoices: lumpy, dearer every month, told since the tax office asks for them."""
    told = rules()["sales"]
    level = told["level"] * jobs * rng.lognormal(0, told["spread"], len(use))
    dearer = (1 + told["prices"]) ** np.arange(use.shape[1])
    lumps = rng.lognormal(0, told["lumpy"], use.shape)
    lumps[rng.random(use.shape) < told["empty"]] = 0.0
    sold = np.where(use < 0.05, 0.0, use)
    whole = np.round(sold * level[:, None] * dearer * lumps, -6)
    first = month_range(*_month(told["first"]), "solar").first
    whole[:, np.array([month.first < first for month in when])] = np.nan
    return np.asarray(whole)


def _spoil(rng: np.random.Generator, values: Floats, told: Mapping[str, Any]) -> None:
    """Lose months, and write some wrong."""
    wrong = rng.random(values.shape) < told["wrong"]
    slipped = np.where(rng.random(values.shape) < 0.5, 10.0, 0.1)
    values[wrong] = np.round(values[wrong] * slipped[wrong])
    values[rng.random(values.shape) < told["missing"]] = np.nan
    values[rng.random(len(values)) < told["never"]] = np.nan
    values[rng.random(len(values)) < told["late"], -1] = np.nan
