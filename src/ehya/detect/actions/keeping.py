"""How do looks and spells get into the database, a million at a time?"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl
import pyarrow as pa
from django.db import connection

from ehya.detect.models import STATES, Sweep
from ehya.detect.panel import Ground
from ehya.detect.queries.sweeps import newest

_STATES = {n: name for n, name in enumerate(STATES)}
_COLUMNS = (
    *("sweep_id", "unit_id", "province_id", "park_id", "division", "state", "was", "since"),
    *("from_start", "p_active", "p_semi_active", "p_idle", "p_gone", "use", "use_low", "use_high"),
    *("rule", "warning", "turns_at", "decided", "told", "unseen_months"),
    *("last_read", "first_read"),
)


def keep_looks(sweep: Sweep, looks: pa.RecordBatch, ground: Ground) -> None:
    """Write what is told of a batch of units, beside what the sweep before said of them.

    Args:
        sweep: whose they are.
        looks: as `looking.SCHEMA`.
        ground: what was looked at.
    """
    if not looks.num_rows:
        return
    rows = _rows(sweep, looks, ground)
    _copy("detect_look", _COLUMNS, rows.select(_COLUMNS))


def keep_spells(sweep: Sweep, looks: Sequence[pa.RecordBatch], ground: Ground) -> None:
    """Write the spells that are new, and close what was known of those that are no longer told.

    What was told of months before the sweep's first one is left as it is.

    Args:
        sweep: whose they are.
        looks: unit and spells of every batch.
        ground: what was looked at.
    """
    told = _spells(looks, ground)
    values: dict[str, Any] = {
        "sweep": sweep.pk,
        "at": sweep.told_at,
        "first": sweep.first,
        "synthetic": sweep.synthetic,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOLD)
    _copy("told_spell", ("unit_id", "state", "first", "until", "chance"), told)
    with connection.cursor() as cursor:
        cursor.execute(_ANALYSED)
        cursor.execute(_REACHING_BACK, values)
        cursor.execute(_KNOWN_ALREADY)
        cursor.execute(_CLOSE, values)
        cursor.execute(_OPEN, values)


def _rows(sweep: Sweep, looks: pa.RecordBatch, ground: Ground) -> pl.DataFrame:
    firsts = [month.first for month in ground.months]
    lasts = [month.last for month in ground.months]
    told = pl.DataFrame(pl.from_arrow(looks.drop_columns(["spells", "decided"])))
    facts = ground.units.select("unit", "province", "park", "division", "told")
    rows = told.join(facts, on="unit", how="left", maintain_order="left")
    rows = rows.join(_before(sweep, rows["unit"]), on="unit", how="left", maintain_order="left")
    return rows.with_columns(
        pl.lit(sweep.pk).alias("sweep_id"),
        pl.col("unit").alias("unit_id"),
        pl.col("province").alias("province_id"),
        pl.col("park").alias("park_id"),
        pl.col("state").replace_strict(_STATES, return_dtype=pl.String),
        pl.col("rule").replace_strict(_STATES, default="", return_dtype=pl.String),
        pl.col("was").fill_null(""),
        pl.col("since").replace_strict(dict(enumerate(firsts)), return_dtype=pl.Date),
        pl.col("last_read").replace_strict(dict(enumerate(lasts)), return_dtype=pl.Date),
        pl.col("first_read").replace_strict(dict(enumerate(firsts)), return_dtype=pl.Date),
        pl.col("unseen").alias("unseen_months"),
        pl.Series("decided", _decided(looks, ground)),
    )


def _decided(looks: pa.RecordBatch, ground: Ground) -> list[str]:
    """Return what decided each, as JSON: written here, since it is made of numbers and our names."""
    months = [month.first.isoformat() for month in ground.months]
    names = [signal.name for signal in ground.signals]
    reasons = looks.column("decided")
    flat = reasons.flatten()
    each = [
        f'{{"month": "{months[month]}", "signal": "{names[signal]}", "bits": {bits:.1f}}}'
        for month, signal, bits in zip(
            *(flat.field(name).to_pylist() for name in ("month", "signal", "bits")), strict=True
        )
    ]
    ends = reasons.offsets.to_pylist()
    return [f"[{', '.join(each[a:b])}]" for a, b in pairwise(ends)]


def _before(sweep: Sweep, units: pl.Series) -> pl.DataFrame:
    """Return what the sweep before said of units."""
    before = newest(synthetic=sweep.synthetic, known_at=sweep.told_at)
    rows: list[tuple[int, str]] = []
    if before is not None:
        with connection.cursor() as cursor:
            values: list[Any] = [before.pk, units.min(), units.max()]
            cursor.execute(_WAS, values)
            rows = cursor.fetchall()
    return pl.DataFrame(rows, schema={"unit": pl.Int64, "was": pl.String}, orient="row")


def _spells(looks: Sequence[pa.RecordBatch], ground: Ground) -> pl.DataFrame:
    """Return the spells told, with days for months; one that lasts to the end is open."""
    firsts = dict(enumerate(month.first for month in ground.months))
    end = len(ground.months) - 1
    table = pl.DataFrame(pl.from_arrow(pa.Table.from_batches(looks)))
    flat = table.explode("spells").drop_nulls("spells").unnest("spells")
    until = pl.when(pl.col("last") < end).then(pl.col("last") + 1)
    return flat.select(
        pl.col("unit").alias("unit_id"),
        pl.col("state").replace_strict(_STATES, return_dtype=pl.String),
        pl.col("first").replace_strict(firsts, return_dtype=pl.Date),
        until.replace_strict(firsts, default=None, return_dtype=pl.Date).alias("until"),
        pl.col("chance").round(4),
    )


def _copy(table: str, columns: Sequence[str], rows: pl.DataFrame) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    into = f"COPY {table} ({names}) FROM STDIN (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write(rows.write_csv(include_header=False, quote_style="necessary").encode())


_WAS = "SELECT unit_id, state FROM detect_look WHERE sweep_id = %s AND unit_id BETWEEN %s AND %s"
_TOLD = """
DROP TABLE IF EXISTS pg_temp.told_spell;
CREATE TEMPORARY TABLE told_spell (
    unit_id bigint, state varchar(12), first date, until date, chance float8
) ON COMMIT DROP;
DROP TABLE IF EXISTS pg_temp.kept_spell;
CREATE TEMPORARY TABLE kept_spell (id bigint) ON COMMIT DROP
"""
_ANALYSED = "ANALYZE told_spell"
# A spell that began before the sweep's first month began when it was first told to have begun.
_REACHING_BACK = """
UPDATE told_spell AS t SET first = lower(s.valid)
FROM detect_spell AS s
WHERE s.unit_id = t.unit_id AND upper_inf(s.known) AND s.state = t.state
  AND t.first = %(first)s AND s.valid @> t.first AND s.synthetic = %(synthetic)s
"""
# What is told as it was known already stays as it is.
_KNOWN_ALREADY = """
WITH kept AS (
    DELETE FROM told_spell AS t USING detect_spell AS s
    WHERE s.unit_id = t.unit_id AND s.state = t.state AND upper_inf(s.known)
      AND s.valid = daterange(t.first, t.until)
    RETURNING s.id
)
INSERT INTO kept_spell SELECT id FROM kept;
ANALYZE kept_spell
"""
_CLOSE = """
UPDATE detect_spell AS s SET known = tstzrange(lower(s.known), %(at)s)
WHERE upper_inf(s.known) AND s.synthetic = %(synthetic)s
  AND (upper_inf(s.valid) OR upper(s.valid) > %(first)s)
  AND NOT EXISTS (SELECT FROM kept_spell AS k WHERE k.id = s.id)
"""
_OPEN = """
INSERT INTO detect_spell (unit_id, state, valid, known, chance, sweep_id, synthetic)
SELECT t.unit_id, t.state, daterange(t.first, t.until), tstzrange(%(at)s, NULL), t.chance,
       %(sweep)s, %(synthetic)s
FROM told_spell AS t
"""
