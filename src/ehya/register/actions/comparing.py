"""What would staged readings do to the lake: whose are they, what is new, what was told otherwise?

Set by set, in DuckDB over the staged Parquet files; of PostgreSQL only whose the numbers are is
asked, each different number once.
"""

# ruff: noqa: S608 - names in the SQL come from our own columns, never from a file

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
from django.db import connection

from ehya.ledger.scopes import Sight
from ehya.register import lake
from ehya.register.intake.fields import STRONG

MEMORY = "1GB"
COUNTS = ("added", "changed", "unchanged")
REFUSALS = [
    *("readings.no_such_unit", "import.several_units"),
    *("readings.outside_scope", "readings.told_twice"),
]
_LONGEST_CHAIN = 20  # merges of merged units


@dataclass(frozen=True, slots=True)
class Compared:
    """What staged readings would do.

    Attributes:
        counts: rows added, changed, unchanged.
        refused: sheet, row, column, code, facts: why rows cannot be taken.
        signals: what they tell of.
    """

    counts: dict[str, int]
    refused: pl.DataFrame
    signals: tuple[str, ...]


@contextmanager
def workshop(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a DuckDB that spills into a folder instead of eating the machine's memory."""
    with duckdb.connect() as link:
        link.execute(f"SET memory_limit = '{MEMORY}'")
        link.execute("SET temp_directory = ?", [str(folder / "spill")])
        link.execute("SET preserve_insertion_order = false")
        yield link


def compare(
    link: duckdb.DuckDBPyConnection, staged: Sequence[Path], schemes: Sequence[str], sight: Sight
) -> Compared:
    """Find whose the staged readings are and compare them with the lake.

    Leaves in `link` the table `news`: signal, unit, meter, first, last, value, again.

    Args:
        link: of `workshop`.
        staged: Parquet files of `Understood.readings`, with "sheet".
        schemes: the columns of numbers that the file has, the surest first.
        sight: how far whoever hands the file in may write.
    """
    files = [str(path) for path in staged]
    link.execute(
        "CREATE OR REPLACE TEMP VIEW told AS SELECT * FROM"
        f" read_parquet([{', '.join(map(_quoted, files))}], union_by_name = true)"
    )
    _find_bearers(link, schemes)
    _find_units(link, schemes, sight)
    link.execute(_TWICE)
    refused = link.sql(_REFUSED).pl()
    signals = tuple(name for (name,) in link.execute(_SIGNALS).fetchall())
    link.execute(
        f"CREATE OR REPLACE TEMP VIEW before AS {lake.known(lake.at_version(), signals=signals)}"
    )
    link.execute(_NEWS)
    counted = dict(link.execute(_COUNTED).fetchall())
    return Compared({what: int(counted.get(what, 0)) for what in COUNTS}, refused, signals)


def _find_bearers(link: duckdb.DuckDBPyConnection, schemes: Sequence[str]) -> None:
    """Fill `bearer`: each different set of numbers with the units that it may mean."""
    names = ", ".join(schemes)
    link.execute(
        "CREATE OR REPLACE TEMP TABLE numbers AS"
        f" SELECT row_number() OVER () AS nth, * FROM (SELECT DISTINCT {names} FROM told)"
    )
    parts = " UNION ALL ".join(
        f"SELECT nth, '{name}' AS scheme, {name} AS value, {0 if name in STRONG else 1} AS rank"
        f" FROM numbers WHERE {name} IS NOT NULL"
        for name in schemes
    )
    link.execute(f"CREATE OR REPLACE TEMP TABLE number AS {parts}")
    asked = link.sql("SELECT DISTINCT scheme, value FROM number").pl()
    link.register("found", _bearers(asked).to_arrow())
    link.execute(
        "CREATE OR REPLACE TEMP TABLE bearer AS"
        " SELECT n.nth, f.* EXCLUDE (scheme, value) FROM number n JOIN found f USING (scheme, value)"
        " QUALIFY n.rank = min(n.rank) OVER (PARTITION BY n.nth)"
    )


def _bearers(asked: pl.DataFrame) -> pl.DataFrame:
    """Return who bears numbers: scheme, value, unit, number, first, until, province, park."""
    text = io.BytesIO()
    asked.write_csv(text, include_header=False)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE asked_number (scheme text, value text)")
        try:
            with cursor.copy("COPY asked_number FROM STDIN (FORMAT csv)") as copy:
                copy.write(text.getvalue())
            cursor.execute("ANALYZE asked_number")
            cursor.execute(_BEARERS, {"chain": _LONGEST_CHAIN})
            rows = cursor.fetchall()
        finally:
            cursor.execute("DROP TABLE asked_number")
    return pl.DataFrame(rows, schema=_BEARER, orient="row")


_BEARER = {
    "scheme": pl.String,
    "value": pl.String,
    "unit": pl.Int64,
    "number": pl.String,
    "first": pl.Date,
    "until": pl.Date,
    "province": pl.String,
    "park": pl.String,
}
_BEARERS = """
WITH RECURSIVE named AS (
    SELECT a.scheme, a.value, i.unit_id AS unit, lower(i.valid) AS first, upper(i.valid) AS until
    FROM asked_number a JOIN register_identifier i
        ON i.scheme = a.scheme AND i.value = a.value AND upper_inf(i.known)
    UNION ALL
    SELECT a.scheme, a.value, u.id, NULL, NULL
    FROM asked_number a JOIN register_unit u ON a.scheme = 'number' AND u.number = a.value
), led AS (
    SELECT n.*, 0 AS step FROM named n
    UNION ALL
    SELECT l.scheme, l.value, u.forwards_to_id, l.first, l.until, l.step + 1
    FROM led l JOIN register_unit u ON u.id = l.unit
    WHERE u.forwards_to_id IS NOT NULL AND l.step < %(chain)s
)
SELECT l.scheme, l.value, l.unit, u.number, l.first, l.until,
    coalesce(v.province_id, ''), coalesce(v.park_id, '')
FROM led l JOIN register_unit u ON u.id = l.unit AND u.forwards_to_id IS NULL
LEFT JOIN LATERAL (
    SELECT province_id, park_id FROM register_unitversion v
    WHERE v.unit_id = l.unit AND upper_inf(v.known) ORDER BY v.valid DESC LIMIT 1
) v ON true
"""


def _find_units(link: duckdb.DuckDBPyConnection, schemes: Sequence[str], sight: Sight) -> None:
    """Fill `owned`, the readings with their unit, and `refusal`, why rows have none.

    A number that went from one unit to another means whoever bore it when the period ended.
    """
    same = " AND ".join(f"t.{name} IS NOT DISTINCT FROM n.{name}" for name in schemes)
    here = (
        "true"
        if sight.nation
        else "list_contains($provinces, province) OR list_contains($parks, park)"
    )
    told = {} if sight.nation else {
        "provinces": sorted(sight.provinces), "parks": sorted(sight.parks)
    }  # fmt: skip
    link.execute(
        "CREATE OR REPLACE TEMP TABLE owner AS SELECT nth, count(DISTINCT unit) AS units,"
        f" min(unit) AS unit, list_sort(list(DISTINCT CASE WHEN {here} THEN number ELSE '…' END)) AS bearers, bool_and({here}) AS here"
        " FROM bearer GROUP BY nth",
        told,
    )
    link.execute(
        "CREATE OR REPLACE TEMP TABLE owned AS"
        " SELECT t.sheet, t.row, t.signal, t.meter, t.first, t.last, t.value, n.nth, o.here,"
        " o.bearers, CASE WHEN o.units > 1 THEN (SELECT min(b.unit) FROM bearer b"
        "  WHERE b.nth = n.nth AND t.last >= coalesce(b.first, t.last)"
        "  AND t.last < coalesce(b.until, t.last + 1) HAVING count(DISTINCT b.unit) = 1)"
        " ELSE o.unit END AS unit"
        f" FROM told t JOIN numbers n ON {same} LEFT JOIN owner o USING (nth)"
    )
    link.execute(_REFUSAL, {"column": schemes[0]})


_REFUSAL = """
CREATE OR REPLACE TEMP TABLE refusal AS
SELECT DISTINCT sheet, row, $column AS field, CASE
    WHEN bearers IS NULL THEN 'readings.no_such_unit'
    WHEN unit IS NULL THEN 'import.several_units' ELSE 'readings.outside_scope' END AS code,
    CASE WHEN unit IS NULL AND bearers IS NOT NULL THEN bearers END AS numbers
FROM owned WHERE unit IS NULL OR NOT here
"""
# One period of one meter told of twice in one file: the same is one, otherwise it is nobody's.
_TWICE = """
INSERT INTO refusal
SELECT DISTINCT o.sheet, o.row, 'value', 'readings.told_twice', NULL
FROM owned o SEMI JOIN (
    SELECT unit, signal, meter, first, last FROM owned WHERE unit IS NOT NULL GROUP BY ALL
    HAVING count(DISTINCT value) + CAST(count(value) < count(*) AS int) > 1
) d USING (unit, signal, meter, first, last)
"""
_REFUSED = (
    "SELECT sheet, row, first(field) AS field, first(code) AS code, first(numbers) AS numbers"
    " FROM refusal GROUP BY sheet, row ORDER BY sheet, row"
)
_SIGNALS = "SELECT DISTINCT signal FROM owned ORDER BY signal"
_NEWS = """
CREATE OR REPLACE TEMP TABLE judged AS
SELECT o.sheet, o.row, o.signal, o.unit, o.meter, o.first, o.last, o.value, CASE
    WHEN b.unit IS NULL THEN CASE WHEN o.value IS NULL THEN 'unchanged' ELSE 'added' END
    WHEN o.value IS NOT DISTINCT FROM b.value THEN 'unchanged' ELSE 'changed' END AS what
FROM owned o ANTI JOIN refusal USING (sheet, row)
LEFT JOIN before b USING (unit, signal, meter, first, last);
CREATE OR REPLACE TEMP TABLE news AS
WITH fresh AS (
    SELECT DISTINCT signal, unit, meter, first, last, value, what FROM judged
    WHERE what <> 'unchanged'
), together AS (
    SELECT signal, unit, meter, first, last, value, what FROM fresh
    UNION ALL
    SELECT b.signal, b.unit, b.meter, b.first, b.last, b.value, 'before'
    FROM before b SEMI JOIN fresh USING (signal, unit, meter)
    ANTI JOIN fresh USING (signal, unit, meter, first, last)
), beside AS (
    SELECT *, max(last) OVER (
        PARTITION BY signal, unit, meter ORDER BY first, last
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS ended, lead(first) OVER (PARTITION BY signal, unit, meter ORDER BY first, last) AS next
    FROM together
)
SELECT signal, unit, meter, first, last, value,
    what = 'changed' OR coalesce(ended >= first, false) OR coalesce(next <= last, false) AS again
FROM beside WHERE what <> 'before'
"""
# A row counts once, by the most that any of its readings does.
_COUNTED = """
SELECT what, count(*) FROM (
    SELECT CASE WHEN bool_or(what = 'added') THEN 'added' WHEN bool_or(what = 'changed')
        THEN 'changed' ELSE 'unchanged' END AS what
    FROM judged GROUP BY sheet, row
) GROUP BY what
"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
