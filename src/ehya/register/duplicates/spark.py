"""How are pairs compared when one machine is too small?

On Apache Spark, by the same settings and the same comparisons; only where they run is other.
Needs the extra `spark` (pyspark, pandas) and Java; nothing else of Ehya imports this module.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl
from pyspark.sql import SparkSession
from splink.backends.spark import SparkAPI, similarity_jar_location

from ehya.register.duplicates.link import Engine, likely_pairs
from ehya.register.duplicates.records import Limits, prepare

LOOPBACK = "127.0.0.1"


def session(master: str, *, partitions: int = 8) -> SparkSession:
    """Return a session with what Splink needs of it.

    Args:
        master: the cluster, e.g. "spark://head:7077", or "local[2]" for this machine.
        partitions: into how many parts rows are dealt. [parts]
    """
    settings = {
        "spark.jars": similarity_jar_location(),
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.default.parallelism": str(partitions),
        "spark.ui.enabled": "false",
    }
    if master.startswith("local"):  # speak to nobody else
        settings |= {"spark.driver.bindAddress": LOOPBACK, "spark.driver.host": LOOPBACK}
    builder = SparkSession.builder.master(master).appName("ehya-duplicates")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def find_pairs_on_spark(
    raw: pl.DataFrame, rules: Mapping[str, Any], *, spark: SparkSession
) -> pl.DataFrame:
    """Return pairs that may be one unit, compared on Spark.

    Args:
        raw: units as they stand, columns of `records.RAW`.
        rules: a version of ledger/rules/duplicates.toml.
        spark: as of `session`.

    Returns:
        As `link` says; the same pairs as on one machine.
    """
    rows = prepare(raw, Limits.from_rules(rules))
    engine = Engine(
        SparkAPI(spark_session=spark, break_lineage_method="persist"),  # type: ignore[no-untyped-call]
        lambda frame: spark.createDataFrame(frame.to_arrow(compat_level=pl.CompatLevel.oldest())),
    )
    return likely_pairs(engine, rows, rules)
