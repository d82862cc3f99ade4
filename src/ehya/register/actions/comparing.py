"""What would staged readings do to the lake: whose are they, what is new, what was told otherwise?

Set by set, in DuckDB over the staged Parquet files; of PostgreSQL only whose the numbers are is
asked, each different number once. What a file tells is parted by its units into lots that each do
well in memory: whatever is compared with each other stands in one lot.
"""

# ruff: noqa: S608 - names in the SQL come from our own columns, never from a file

import io
import shutil
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
LOT = 4_000_000  # readings that are compared at once
_NOBODYS, _WANDERING = -1, 0  # lots: of rows without a unit; of units whose numbers went about
_NUMBERED = 1  # and the first lot of the others
_FLUSHED = 50_000  # rows that a lot holds in memory while lots are written
_LOTS, _NEWS_FILES = "lots", "news"
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
        news: Parquet files of what is to be added: signal, unit, meter, first, last, value, again;
            by unit from file to file, by signal, unit and day in each.
    """

    counts: dict[str, int]
    refused: pl.DataFrame
    news: tuple[Path, ...]


NOTHING_NEW = Compared(
    dict.fromkeys(COUNTS, 0),
    pl.DataFrame(
        schema={
            "sheet": pl.Int32,
            "row": pl.UInt32,
            "field": pl.String,
            "code": pl.String,
            "numbers": pl.List(pl.String),
        }
    ),
    (),
)


@contextmanager
def workshop(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a DuckDB that spills into a folder instead of eating the machine's memory."""
    with duckdb.connect() as link:
        link.execute(f"SET memory_limit = '{MEMORY}'")
        link.execute("SET temp_directory = ?", [str(folder / "spill")])
        link.execute("SET preserve_insertion_order = false")
        yield link


def compare(
    link: duckdb.DuckDBPyConnection, folder: Path, schemes: Sequence[str], sight: Sight
) -> Compared:
    """Find whose the staged readings are and compare them with the lake.

    Args:
        link: of `workshop`.
        folder: where Parquet files of `Understood.readings`, with "sheet", lie; what is to be
            added is written beside them.
        schemes: the columns of numbers that the file has, the surest first.
        sight: how far whoever hands the file in may write.
    """
    staged = [str(path) for path in sorted(folder.glob("*.parquet"))]
    link.execute(
        "CREATE OR REPLACE TEMP VIEW told AS SELECT * FROM"
        f" read_parquet([{', '.join(map(_quoted, staged))}], union_by_name = true)"
    )
    _find_bearers(link, schemes)
    _find_owners(link, sight)
    lots = _part_into_lots(link, folder, schemes)
    link.execute(_REFUSAL, {"column": schemes[0]})
    there = lake.at_version()
    counts, news = dict.fromkeys(COUNTS, 0), []
    for number, lot in sorted(lots.items()):
        into = folder / _NEWS_FILES / f"{number:06}.parquet"
        for what, rows in _compare_lot(link, lot, there, into):
            counts[what] += rows
        news.append(into)
    return Compared(counts, link.sql(_REFUSED).pl(), tuple(news))


def _compare_lot(
    link: duckdb.DuckDBPyConnection, lot: Path, there: lake.Lake, into: Path
) -> list[tuple[str, int]]:
    """Write what one lot adds to the lake; return how many rows do what."""
    link.execute(_OWNED.format(lot=_quoted(f"{lot}/*.parquet")))
    link.execute(_TWICE)
    signals = [name for (name,) in link.execute("SELECT DISTINCT signal FROM owned").fetchall()]
    ends = link.execute("SELECT min(unit), max(unit) FROM owned").fetchone()
    known = lake.known(there, signals=sorted(signals), units=ends)
    link.execute(_BEFORE.format(known=known))
    link.execute(_NEWS)
    link.execute(f"COPY ({_NEWS_IN_ORDER}) TO {_quoted(str(into))} (FORMAT parquet)")
    return link.execute(_COUNTED).fetchall()


def _find_bearers(link: duckdb.DuckDBPyConnection, schemes: Sequence[str]) -> None:
    """Fill `bearer`: each different set of numbers with the units that it may mean."""
    names = ", ".join(schemes)
    link.execute(
        "CREATE OR REPLACE TEMP TABLE numbers AS"
        " SELECT row_number() OVER () AS nth, *"
        f" FROM (SELECT {names}, count(*) AS readings FROM told GROUP BY {names})"
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


def _find_owners(link: duckdb.DuckDBPyConnection, sight: Sight) -> None:
    """Fill `owner`: of each different set of numbers its unit and the lot that it goes into."""
    here = (
        "true"
        if sight.nation
        else "list_contains($provinces, province) OR list_contains($parks, park)"
    )
    told = {} if sight.nation else {
        "provinces": sorted(sight.provinces), "parks": sorted(sight.parks)
    }  # fmt: skip
    link.execute(
        "CREATE OR REPLACE TEMP TABLE owned_by AS SELECT nth, count(DISTINCT unit) AS units,"
        f" min(unit) AS unit, list_sort(list(DISTINCT CASE WHEN {here} THEN number ELSE '…' END))"
        f" AS bearers, bool_and({here}) AS here FROM bearer GROUP BY nth",
        told,
    )
    link.execute(_OWNER.format(lot=LOT, wandering=_WANDERING, numbered=_NUMBERED))


# What bears a number that several units bore goes into one lot, with all that is told of those.
_OWNER = """
CREATE OR REPLACE TEMP TABLE owner AS
WITH wandering AS (
    SELECT DISTINCT unit FROM bearer WHERE nth IN (SELECT nth FROM owned_by WHERE units > 1)
), so_far AS (
    SELECT unit, sum(sum(readings)) OVER (ORDER BY unit) AS readings
    FROM owned_by JOIN numbers USING (nth) GROUP BY unit
)
SELECT o.*, CASE WHEN o.unit IN (FROM wandering) OR o.units > 1 THEN {wandering}
    ELSE {numbered} + (s.readings // {lot})::INTEGER END AS lot
FROM owned_by o JOIN so_far s USING (unit)
"""


def _part_into_lots(
    link: duckdb.DuckDBPyConnection, folder: Path, schemes: Sequence[str]
) -> dict[int, Path]:
    """Write the readings with their units lot by lot; return the lots that have a unit.

    A number that went from one unit to another means whoever bore it when the period ended.
    """
    for name in (_LOTS, _NEWS_FILES):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    same = " AND ".join(f"t.{name} IS NOT DISTINCT FROM n.{name}" for name in schemes)
    told = {"columns": _COLUMNS, "same": same}
    wander = link.execute("SELECT 1 FROM owner WHERE units > 1 LIMIT 1").fetchone()
    more = _AND_WANDERING.format(**told) if wander else ""
    parted = _PARTED.format(**told, nobodys=_NOBODYS, and_wandering=more)
    link.execute(f"SET partitioned_write_flush_threshold = {_FLUSHED}")
    link.execute(
        f"COPY ({parted}) TO {_quoted(str(folder / _LOTS))}"
        f" (FORMAT parquet, PARTITION_BY (lot), ROW_GROUP_SIZE {_FLUSHED})"
    )
    lots = {int(path.name.partition("=")[2]): path for path in (folder / _LOTS).iterdir()}
    nobodys = lots.pop(_NOBODYS, None)
    files = _quoted(f"{nobodys}/*.parquet") if nobodys else ""
    rows = f"SELECT sheet, row, nth, unit FROM read_parquet({files})" if files else _NO_ROWS
    link.execute(f"CREATE OR REPLACE TEMP VIEW nobodys AS {rows}")
    return lots


_NO_ROWS = "SELECT 0 AS sheet, 0 AS row, 0 AS nth, NULL AS unit LIMIT 0"
_PARTED = """
SELECT * EXCLUDE (here, goes), CASE WHEN unit IS NULL OR NOT here THEN {nobodys} ELSE goes END AS lot
FROM (
    SELECT {columns}, n.nth, o.here, o.lot AS goes, o.unit
    FROM told t JOIN numbers n ON {same} LEFT JOIN owner o USING (nth)
    WHERE coalesce(o.units, 1) = 1
    {and_wandering}
)
"""
# Asked only where there is such a number: it costs as much as all the rest.
_AND_WANDERING = """
UNION ALL
SELECT {columns}, n.nth, o.here, o.lot, (
    SELECT min(b.unit) FROM bearer b WHERE b.nth = n.nth AND t.last >= coalesce(b.first, t.last)
    AND t.last < coalesce(b.until, t.last + 1) HAVING count(DISTINCT b.unit) = 1
) FROM told t JOIN numbers n ON {same} JOIN owner o USING (nth) WHERE o.units > 1
"""
_COLUMNS = "t.sheet, t.row, t.signal, t.meter, t.first, t.last, t.value"
_REFUSAL = """
CREATE OR REPLACE TEMP TABLE refusal AS
SELECT DISTINCT r.sheet, r.row, $column AS field, CASE
    WHEN o.bearers IS NULL THEN 'readings.no_such_unit'
    WHEN r.unit IS NULL THEN 'import.several_units' ELSE 'readings.outside_scope' END AS code,
    CASE WHEN r.unit IS NULL AND o.bearers IS NOT NULL THEN o.bearers END AS numbers
FROM nobodys r LEFT JOIN owner o USING (nth)
"""
_OWNED = """
CREATE OR REPLACE TEMP TABLE owned AS
SELECT sheet, row, signal, unit, meter, first, last, value FROM read_parquet({lot})
"""
_BEFORE = """
CREATE OR REPLACE TEMP TABLE before AS
SELECT signal, unit, meter, first, last, value FROM ({known}) AS k
SEMI JOIN (SELECT DISTINCT unit FROM owned) o USING (unit)
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
_NEWS_IN_ORDER = "FROM news ORDER BY signal, unit, first, last, meter"
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
