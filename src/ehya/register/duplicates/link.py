"""Which pairs of units may be one, how likely, and by what?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI
from splink.internals.database_api import DatabaseAPI
from splink.internals.splink_dataframe import SplinkDataFrame

from ehya.register.duplicates.records import Limits, prepare
from ehya.register.duplicates.settings import (
    FRESH,
    MEETINGS,
    WEIGHED_BY_COMMONNESS,
    comparisons,
    prior,
    settings,
)

METHOD = "register.duplicates/3"
MEMORY = "5GB"  # DuckDB spills to disk above it
SEED = 1403
LEAST_CHANCE = 1e-6  # pairs less likely than this do not tell how often units are told twice
AT_ONCE = 200_000  # of so many units sought, one linkage tells their pairs and how often [units]
ROUNDS, SETTLED = 500, 1e-6


@dataclass(frozen=True, slots=True)
class Engine:
    """Where pairs are compared: DuckDB on one machine, Spark past it.

    Attributes:
        api: Splink's door to it.
        take: makes of a frame what it takes.
    """

    api: DatabaseAPI[Any]
    take: Callable[[pl.DataFrame], Any]

    def register(self, rows: pl.DataFrame) -> SplinkDataFrame:
        """Bring rows to the engine."""
        return self.api.register(self.take(rows))

    def linker(self, rows: pl.DataFrame, asked: SettingsCreator) -> Linker:
        """Return Splink's linker over rows."""
        return Linker(self.register(rows), asked, log_level=None)


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparison said of a pair.

    Attributes:
        what: what was compared.
        level: how far both agree.
        weight: for being one unit when positive, against when negative. [bit]
    """

    what: str
    level: str
    weight: float


def find_pairs(
    raw: pl.DataFrame, rules: Mapping[str, Any], *, fresh: pl.Series | None = None
) -> pl.DataFrame:
    """Return pairs that may be one unit, on this machine.

    Args:
        raw: the register's units as they stand, columns of `records.RAW`.
        rules: a version of ledger/rules/duplicates.toml.
        fresh: ids of units of which one must be in each pair; None for all pairs.

    Returns:
        As `link` says.

    Source:
        Fellegi and Sunter (1969), A Theory for Record Linkage, JASA 64:1183-1210; Linacre et al.
        (2022), Splink, IJPDS 7(3).
    """
    rows = prepare(raw, Limits.from_rules(rules))
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        engine = Engine(DuckDBAPI(connection), pl.DataFrame.to_arrow)
        return likely_pairs(engine, rows, rules, fresh=fresh)


def likely_pairs(
    engine: Engine, rows: pl.DataFrame, rules: Mapping[str, Any], *, fresh: pl.Series | None = None
) -> pl.DataFrame:
    """Ask the register how often units are told twice, and return the pairs likely by that.

    Args:
        engine: where it is done.
        rows: all prepared units of the register.
        rules: a version of ledger/rules/duplicates.toml.
        fresh: as in `find_pairs`.

    Returns:
        As `link` says.
    """
    common = {name: how_common(rows[name], rules) for name in WEIGHED_BY_COMMONNESS}
    sample = rows["unit"].sample(min(len(rows), rules["doubles_asked_of"]), seed=SEED)
    every = {**rules, "shown_from": LEAST_CHANCE}
    sought = rows["unit"] if fresh is None else fresh
    if len(sought) <= AT_ONCE:
        near = near_to(rows, pl.concat([sample, sought]).unique())
        part = not near[FRESH].all()
        found = link(engine, near, common, every, units=len(rows), only_fresh=part)
        return _likely(found, how_often(found, sample, len(rows), rules), len(rows), rules, fresh)
    tried = link(engine, near_to(rows, sample), common, every, units=len(rows), only_fresh=True)
    asked = {**rules, "duplicates_a_unit": how_often(tried, sample, len(rows), rules)}
    near = rows if fresh is None else near_to(rows, fresh)
    return link(engine, near, common, asked, units=len(rows), only_fresh=fresh is not None)


def how_common(values: pl.Series, rules: Mapping[str, Any]) -> pl.DataFrame:
    """Return for each value the chance that another unit, drawn at random, bears it too.

    The two units that are being compared do not count; a value that only they bear counts as
    borne by a small part of a unit, since nobody has seen them all. A small register is judged
    as if it were the end of a larger one.

    Returns:
        The value, and `tf_` + its column's name. [0..1]
    """
    borne = values.drop_nulls().value_counts(name="borne_by")
    others = (pl.col("borne_by").cast(pl.Float64) - 2).clip(0) + rules["unseen_bearers"]
    units = len(values) + rules["units_before"]
    return borne.select(values.name, (others / units).alias(f"tf_{values.name}"))


def how_often(
    found: pl.DataFrame, sample: pl.Series, units: int, rules: Mapping[str, Any]
) -> float:
    """Return how many doubles a unit has on average, as the register itself tells.

    Nobody's judgement is needed: given what the answers weigh, the share of doubles is the one
    under which the chances of all pairs add up to it. What the rules say counts as if so many
    units (`doubles_known_of`) had shown it.

    Args:
        found: all pairs with a unit of the sample, as of `link`, also unlikely ones.
        sample: ids of the units that are asked.
        units: how many units the register holds. [units]
        rules: a version of ledger/rules/duplicates.toml.

    Returns:
        [units a unit]

    Source:
        Dempster, Laird and Rubin (1977), JRSS B 39:1-38: EM for the share of a mixture.
    """
    drawn = [found[side].is_in(sample.implode()).cast(pl.Float64) for side in ("one", "other")]
    told = (drawn[0] + drawn[1]).to_numpy()
    share = began = float(rules["duplicates_a_unit"])
    for _ in range(ROUNDS):
        seen = began * rules["doubles_known_of"] + float(_chances(found, share, units) @ told)
        last, share = share, seen / (rules["doubles_known_of"] + len(sample))
        if abs(share - last) < SETTLED * last:
            break
    return share


def link(
    engine: Engine,
    rows: pl.DataFrame,
    common: Mapping[str, pl.DataFrame],
    rules: Mapping[str, Any],
    *,
    units: int,
    only_fresh: bool = False,
) -> pl.DataFrame:
    """Compare prepared units on any engine.

    Args:
        engine: where it is done.
        rows: the prepared units.
        common: `how_common` of each column in `WEIGHED_BY_COMMONNESS`, over the whole register.
        rules: a version of ledger/rules/duplicates.toml.
        units: how many units the register holds. [units]
        only_fresh: as in `settings`.

    Returns:
        `one` < `other` (ids), `probability`, `weight` (of all evidence together, without the
        chance before it) [bit], and for each comparison WHAT_level (its name; None for unknown)
        and WHAT_weight [bit]; most probable first.
    """
    asked = settings(rules, units=units, only_fresh=only_fresh)
    linker = engine.linker(rows, asked)
    for name, chances in common.items():
        linker.table_management.register_term_frequency_lookup(engine.register(chances), name)
    found = linker.inference.predict(
        threshold_match_probability=rules["shown_from"], warning_mode="never"
    )
    before = prior(rules, units)
    return _told(found, log2(before / (1 - before)))


def reasons(pair: Mapping[str, Any]) -> list[Reason]:
    """Return what spoke for and against a pair, strongest first."""
    told = [
        Reason(c.what, pair[f"{c.what}_level"], round(pair[f"{c.what}_weight"], 2))
        for c in comparisons()
        if pair[f"{c.what}_level"] is not None
    ]
    return sorted(told, key=lambda reason: -abs(reason.weight))


def _chances(found: pl.DataFrame, share: float, units: int) -> NDArray[np.float64]:
    """Return how likely each pair is when units have so many doubles."""
    before = prior({"duplicates_a_unit": share}, units)
    return np.asarray(1 / (1 + (1 - before) / before * np.exp2(-found["weight"].to_numpy())))


def _likely(
    found: pl.DataFrame,
    share: float,
    units: int,
    rules: Mapping[str, Any],
    fresh: pl.Series | None,
) -> pl.DataFrame:
    """Keep what is likely when units have so many doubles, and has a fresh unit."""
    told = found.with_columns(probability=pl.Series(_chances(found, share, units)))
    told = told.filter(pl.col("probability") >= rules["shown_from"])
    if fresh is None:
        return told
    return told.filter(pl.any_horizontal(pl.col("one", "other").is_in(fresh.implode())))


def near_to(rows: pl.DataFrame, fresh: pl.Series) -> pl.DataFrame:
    """Mark the fresh units, and leave out whoever meets none of them."""
    rows = rows.with_columns(pl.col("unit").is_in(fresh.implode()).alias(FRESH))
    meets = pl.col(FRESH)
    for key in (f"meet_{name}" for name in MEETINGS):
        keys = rows.filter(FRESH)[key].drop_nulls().unique()
        meets = meets | pl.col(key).is_in(keys.implode())
    return rows.filter(meets.fill_null(False))


def _told(found: Any, before: float) -> pl.DataFrame:
    """Take the chance before all evidence out of the weight [bit], and give Splink's columns our names; levels are counted from the worst, -1 is unknown."""
    frame = _as_polars(found)
    columns = [
        pl.min_horizontal("unit_l", "unit_r").alias("one"),
        pl.max_horizontal("unit_l", "unit_r").alias("other"),
        pl.col("match_probability").alias("probability"),
        (pl.col("match_weight") - before).alias("weight"),
    ]
    for each in comparisons():
        names = dict(enumerate(reversed(each.levels)))
        level = pl.col(f"gamma_{each.what}")
        weight = pl.col(f"mw_{each.what}")
        if f"mw_tf_adj_{each.what}" in frame.columns:
            weight = weight + pl.col(f"mw_tf_adj_{each.what}").fill_null(0.0)
        columns += [
            level.replace_strict(names, default=None, return_dtype=pl.String).alias(
                f"{each.what}_level"
            ),
            weight.alias(f"{each.what}_weight"),
        ]
    order = ["weight", "one", "other"]
    return frame.select(columns).sort(order, descending=[True, False, False])


def _as_polars(found: Any) -> pl.DataFrame:
    if hasattr(found, "as_duckdbpyrelation"):
        return pl.DataFrame(found.as_duckdbpyrelation().to_arrow_table())
    return pl.from_pandas(found.as_pandas_dataframe())
