"""What does each answer weigh, learnt from a register?

Not run in daily work: scripts/train_duplicates.py writes what `train` returns into a new version of
ledger/rules/duplicates.toml. The same rows and the same seed give the same weights.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl
from splink import Linker
from splink.backends.duckdb import DuckDBAPI
from splink.internals.splink_dataframe import SplinkDataFrame

from ehya.register.duplicates.records import Limits, prepare
from ehya.register.duplicates.settings import comparisons, settings
from ehya.register.synthetic.make import make_register
from ehya.register.synthetic.records import CHANGE

SEED = 1403
SAMPLE = 4e6  # pairs drawn to learn what two units have in common by chance
# What was never seen is rare, not impossible: permits are renewed. Of 0.005, 0.01, 0.02, 0.05 and 0.1
# the tuning halves of docs/methods/duplicates.md chose: below, life's second addresses are missed.
LEAST_M, LEAST_U = 0.05, 1e-7
SESSIONS = (  # pairs that agree on one thing teach what the others weigh
    "l.permit = r.permit",
    "l.phone = r.phone",
    "l.postal_code = r.postal_code",
    "l.address = r.address",
    "l.sound = r.sound and coalesce(l.province, '') = coalesce(r.province, '')",
    "l.national_id = r.national_id",
)

_LOG = logging.getLogger(__name__)

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
        return _weights(_learnt(table, rows, rules, labelled=truth is not None), rules)


def _learnt(
    table: SplinkDataFrame, rows: pl.DataFrame, rules: Mapping[str, Any], *, labelled: bool
) -> Linker:
    """Return what has learnt from all pairs; sessions that teach nothing are left out."""
    begun = {**rules, "m": {}, "u": {}} if labelled else rules
    left = list(SESSIONS)
    while True:
        linker = Linker(table, settings(begun, units=len(rows)), log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=SEED)
        if labelled:
            linker.training.estimate_m_from_label_column("truth")
            return linker
        useless = _expect(linker, rows, left)
        if useless is None:
            return linker
        left.remove(useless)  # anew, since Splink leaves a session that failed half done


def made_up(units: int, seed: int) -> pl.DataFrame:
    """Return the records of a made-up register as units are compared.

    Args:
        units: how many records. [records]
        seed: the same gives the same.

    Returns:
        Columns of `records.RAW`, and "entity": which unit each record tells of.
    """
    made = make_register(units, seed)
    told = []
    for at, file in enumerate(made.files):
        true = made.records.filter(pl.col("file") == at).sort("row")
        told.append(file.rows.with_columns(true["entity"], true["what"]))
    rows = pl.concat(told, how="diagonal").filter(pl.col("what") != CHANGE)
    return rows.with_columns(
        pl.col("lat", "lon").cast(pl.Float64, strict=False),
        id=pl.int_range(1, pl.len() + 1),
    )


def _expect(linker: Linker, rows: pl.DataFrame, sessions: Sequence[str]) -> str | None:
    """Let each session teach; return the one in which a chance sinks below all numbers."""
    for session in sessions:
        column = session[2:].split(" ")[0]
        if rows[column].drop_nulls().is_duplicated().any():
            try:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    session, estimate_without_term_frequencies=True, max_pairs=SAMPLE
                )
            except ValueError as trouble:
                _LOG.warning("Pairs with %s teach nothing: %s", session, trouble)
                return session
    return None


def _weights(linker: Linker, rules: Mapping[str, Any]) -> Weights:
    learnt = {
        told["output_column_name"]: told["comparison_levels"]
        for told in linker.misc.save_model_to_json()["comparisons"]
    }
    found: Weights = {"m": {}, "u": {}}
    for each in comparisons():
        answers = [level for level in learnt[each.what] if not level.get("is_null_level")]
        told = {k: [level.get(f"{k}_probability") for level in answers] for k in ("m", "u")}
        m = _shares(told["m"], LEAST_M) or rules["m"][each.what]
        u = _shares(_not_stronger(told["u"], m), LEAST_U) or rules["u"][each.what]
        found["m"][each.what], found["u"][each.what] = m, u
    return found


def _not_stronger(u: list[float | None], m: list[float]) -> list[float | None]:
    """Let an answer that chance never gave weigh no more than the next better answer."""
    settled: list[float | None] = []
    for place, (value, true) in enumerate(zip(u, m, strict=True)):
        better = settled[-1] if settled else None
        settled.append(value or (better * true / m[place - 1] if better else value))
    return settled


def _shares(told: list[float | None], least: float) -> list[float] | None:
    """Return chances that add up to one, none of them nought; None where nothing was learnt."""
    if all(value is None for value in told):
        return None
    known = [max(value or 0.0, least) for value in told]
    return [float(f"{value / sum(known):.4g}") for value in known]
