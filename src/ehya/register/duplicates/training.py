"""What does each answer weigh, learnt from a register?

Not run in daily work: `train` returns what a new version of ledger/rules/duplicates.toml should
hold (docs/methods/duplicates.md). The same rows and the same seed give the same weights.
"""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl
from splink import Linker
from splink.backends.duckdb import DuckDBAPI

from ehya.register.duplicates.records import Limits, prepare
from ehya.register.duplicates.settings import comparisons, settings

SEED = 1403
SAMPLE = 4e6  # pairs drawn to learn what two units have in common by chance
LEAST_M, LEAST_U = 0.02, 1e-7  # what was never seen is rare, not impossible: permits are renewed
SESSIONS = (  # pairs that agree on one thing teach what the others weigh
    "l.permit = r.permit",
    "l.phone = r.phone",
    "l.postal_code = r.postal_code",
    "l.address = r.address",
    "l.sound = r.sound and coalesce(l.province, '') = coalesce(r.province, '')",
    "l.national_id = r.national_id",
)

Weights = dict[str, dict[str, list[float]]]


def train(
    raw: pl.DataFrame, rules: Mapping[str, Any], *, truth: pl.Series | None = None
) -> Weights:
    """Return "m" and "u" of each comparison, answers from best to worst.

    Args:
        raw: units, columns of `records.RAW`.
        rules: a version of ledger/rules/duplicates.toml; its own m and u are where EM begins.
        truth: which unit each row really is, where somebody knows; else EM is asked.

    Returns:
        {"m": {what: [chance, ...]}, "u": {what: [chance, ...]}} [0..1]

    Source:
        Dempster, Laird and Rubin (1977), JRSS B 39:1-38, as Splink carries it out.
    """
    rows = prepare(raw, Limits.from_rules(rules))
    if truth is not None:
        by_id = raw.select(pl.col("id").alias("unit"), truth.cast(pl.String).alias("truth"))
        rows = rows.join(by_id, on="unit", how="left")
    with duckdb.connect(":memory:") as connection:
        table = DuckDBAPI(connection).register(rows.to_arrow(), dataset_display_name="units")
        linker = Linker(table, settings(rules, units=len(raw)), log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=SEED)
        if truth is not None:
            linker.training.estimate_m_from_label_column("truth")
        else:
            _expect(linker, rows)
        return _weights(linker, rules)


def _expect(linker: Linker, rows: pl.DataFrame) -> None:
    for session in SESSIONS:
        column = session[2:].split(" ")[0]
        if rows[column].drop_nulls().is_duplicated().any():
            linker.training.estimate_parameters_using_expectation_maximisation(
                session, estimate_without_term_frequencies=True, max_pairs=SAMPLE
            )


def _weights(linker: Linker, rules: Mapping[str, Any]) -> Weights:
    learnt = {
        told["output_column_name"]: told["comparison_levels"]
        for told in linker.misc.save_model_to_json()["comparisons"]
    }
    found: Weights = {"m": {}, "u": {}}
    for each in comparisons():
        answers = [level for level in learnt[each.what] if not level.get("is_null_level")]
        for kind, least in (("m", LEAST_M), ("u", LEAST_U)):
            told = [level.get(f"{kind}_probability") for level in answers]
            found[kind][each.what] = _shares(told, least) or rules[kind][each.what]
    return found


def _shares(told: list[float | None], least: float) -> list[float] | None:
    """Return chances that add up to one, none of them nought; None where nothing was learnt."""
    if all(value is None for value in told):
        return None
    known = [max(value or 0.0, least) for value in told]
    return [float(f"{value / sum(known):.4g}") for value in known]
