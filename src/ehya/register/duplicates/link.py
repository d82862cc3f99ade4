"""Which pairs of units may be one, how likely, and by what?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl
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
    settings,
)

METHOD = "register.duplicates/1"
MEMORY = "5GB"  # DuckDB spills to disk above it


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
    common = {name: how_common(rows[name], rules) for name in WEIGHED_BY_COMMONNESS}
    if fresh is not None:
        rows = _near(rows.with_columns(pl.col("unit").is_in(fresh.implode()).alias(FRESH)))
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        engine = Engine(DuckDBAPI(connection), pl.DataFrame.to_arrow)
        return link(engine, rows, common, rules, units=len(raw), only_fresh=fresh is not None)


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


def link(
    engine: "Engine",
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
        `one` < `other` (ids), `probability`, `weight` [bit], and for each comparison WHAT_level
        (its name; None for unknown) and WHAT_weight [bit]; most probable first.
    """
    asked = settings(rules, units=units, only_fresh=only_fresh)
    linker = engine.linker(rows, asked)
    for name, chances in common.items():
        linker.table_management.register_term_frequency_lookup(engine.register(chances), name)
    found = linker.inference.predict(
        threshold_match_probability=rules["shown_from"], warning_mode="never"
    )
    return _told(found)


def reasons(pair: Mapping[str, Any]) -> list[Reason]:
    """Return what spoke for and against a pair, strongest first."""
    told = [
        Reason(c.what, pair[f"{c.what}_level"], round(pair[f"{c.what}_weight"], 2))
        for c in comparisons()
        if pair[f"{c.what}_level"] is not None
    ]
    return sorted(told, key=lambda reason: -abs(reason.weight))


def _near(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out whoever meets no fresh unit."""
    meets = pl.col(FRESH)
    for key in (f"meet_{name}" for name in MEETINGS):
        keys = rows.filter(FRESH)[key].drop_nulls().unique()
        meets = meets | pl.col(key).is_in(keys.implode())
    return rows.filter(meets.fill_null(False))


def _told(found: Any) -> pl.DataFrame:
    """Give Splink's columns our names; levels are counted from the worst, -1 is unknown."""
    frame = _as_polars(found)
    columns = [
        pl.min_horizontal("unit_l", "unit_r").alias("one"),
        pl.max_horizontal("unit_l", "unit_r").alias("other"),
        pl.col("match_probability").alias("probability"),
        pl.col("match_weight").alias("weight"),
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
