"""Where do readings lie, and which of them were known at a moment?

One Delta table, appended to and never rewritten: a reading that corrects another comes after it,
and a run that names the table's version finds the same rows years later (decision 0007).
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import duckdb
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from ehya.ledger.home import home, make_home

FOLDER = "lake"
TABLE = "readings"
ROWS_A_GROUP = 122_880  # a unit is found by unpacking one group of its file
FILE_BYTES = 32_000_000  # about: a file is made in memory, and a unit looked for in few
FEW = 10_000  # units
_FIRST_COMMIT = 1  # an import is one commit
SCHEMA = pa.schema(
    [
        pa.field("signal", pa.string(), nullable=False),
        pa.field("unit", pa.int64(), nullable=False),
        pa.field("meter", pa.string(), nullable=False),  # "" = of the unit as a whole
        pa.field("first", pa.date32(), nullable=False),
        pa.field("last", pa.date32(), nullable=False),  # included
        pa.field("value", pa.float64()),  # null = what was told before is withdrawn
        pa.field("again", pa.bool_(), nullable=False),  # tells of days told of before
        pa.field("file", pa.int64(), nullable=False),
        pa.field("known_at", pa.timestamp("us", tz="UTC"), nullable=False),
    ]
)


Span = tuple[str, int, int]  # signal, first unit, last unit


@dataclass(frozen=True, slots=True)
class Lake:
    """The readings as they lay at one version.

    Attributes:
        version: of the Delta table; -1 while nobody has handed in a reading.
        files: the Parquet files that hold them.
        spans: of each file its signal, its first and its last unit, as the table's log tells;
            what is asked of some units opens only files that may hold them.
    """

    version: int
    files: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def location() -> str:
    """Return where the readings' table lies: a folder, or an address told in EHYA_LAKE."""
    told = os.environ.get("EHYA_LAKE", "").strip().rstrip("/")
    return f"{told or home() / FOLDER}/{TABLE}"


def at_version(version: int | None = None) -> Lake:
    """Return the readings as they lay at a version, the newest unless told.

    Raises:
        ValueError: when there is no such version.
    """
    if not DeltaTable.is_deltatable(location()):
        if version not in (None, -1):
            raise ValueError(f"the lake has no version {version}")
        return Lake(-1, ())
    if version == -1:
        return Lake(-1, ())
    try:
        table = DeltaTable(location(), version=version)
    except DeltaError as none:
        raise ValueError(f"the lake has no version {version}") from none
    files, spans = _files_of(table)
    return Lake(table.version(), files, spans)


def _files_of(table: DeltaTable) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return a table's files, in order, and what its log says each holds."""
    told = pa.table(table.get_add_actions(flatten=True))
    names = ("path", "partition.signal", "min.unit", "max.unit")
    rows = zip(*(told.column(name).to_pylist() for name in names), strict=True)
    spans = {path: (signal, first, last) for path, signal, first, last in rows}
    files = sorted(table.file_uris())
    found = tuple(spans.get("/".join(file.rsplit("/", 2)[1:])) for file in files)
    known = tuple(span for span in found if span is not None and None not in span)
    return tuple(files), known if len(known) == len(files) else ()


def may_hold(
    lake: Lake, *, signals: Sequence[str] = (), units: tuple[int, int] | None = None
) -> tuple[str, ...]:
    """Return the files in which readings of these signals and units may lie.

    Args:
        lake: the readings' version.
        signals: which ones; all unless told.
        units: the first and the last of those asked for; all unless told.
    """
    if not lake.spans:
        return lake.files
    first, last = units or (None, None)
    return tuple(
        file
        for file, (signal, least, most) in zip(lake.files, lake.spans, strict=True)
        if (not signals or signal in signals)
        and (first is None or last is None or (least <= last and first <= most))
    )


def append(readings: pa.RecordBatchReader, *, imported: UUID) -> int:
    """Add an import's readings, all or none; a second time nothing is added.

    Args:
        readings: as SCHEMA; sorted by signal, unit and first day they are found fastest.
        imported: the import, under whose name the commit stands in the table's log.

    Returns:
        The version at which they lie.
    """
    if "://" not in location():
        make_home(FOLDER)
    told = str(imported)
    if DeltaTable.is_deltatable(location()):
        table = DeltaTable(location())
        if table.transaction_version(told) is not None:
            return table.version()
    write_deltalake(
        location(),
        readings,
        mode="append",
        partition_by=["signal"],
        target_file_size=FILE_BYTES,
        writer_properties=WriterProperties(compression="ZSTD", max_row_group_size=ROWS_A_GROUP),
        commit_properties=CommitProperties(app_transactions=[Transaction(told, _FIRST_COMMIT)]),
    )
    return DeltaTable(location()).version()


def holds(imported: UUID) -> bool:
    """Tell whether an import's readings lie in the lake."""
    if not DeltaTable.is_deltatable(location()):
        return False
    return DeltaTable(location()).transaction_version(str(imported)) is not None


def known(
    lake: Lake,
    *,
    at: datetime | None = None,
    signals: Sequence[str] = (),
    units: tuple[int, int] | None = None,
) -> str:
    """Return the question, in DuckDB's SQL, for the readings that were known at a moment.

    Of each period the newest telling; what was withdrawn is left out. Periods of one meter that
    overlap without being the same stay, marked `again`: whoever brings them to months lets the
    later one speak for the days that both cover.

    Args:
        lake: the readings' version.
        at: the moment; now unless told.
        signals: which ones; all unless told.
        units: the first and the last of those asked for; all unless told.

    Returns:
        A SELECT of signal, unit, meter, first, last, value, again, known_at, file; nothing in it
        comes from a file.
    """
    chosen = [
        f"known_at <= TIMESTAMPTZ {_quoted(at.isoformat())}" if at is not None else "true",
        f"signal IN ({', '.join(map(_quoted, signals))})" if signals else "true",
        f"unit BETWEEN {units[0]:d} AND {units[1]:d}" if units is not None else "true",
    ]
    files = ", ".join(map(_quoted, may_hold(lake, signals=signals, units=units)))
    told = f"read_parquet([{files}], hive_partitioning = true)" if files else _NOTHING
    # A few units' rows are held: they are looked at three times, and a country's are not.
    few = "MATERIALIZED" if units is not None and units[1] - units[0] < FEW else "NOT MATERIALIZED"
    return _KNOWN.format(told=told, few=few, chosen=" AND ".join(chosen), columns=_COLUMNS)


def last_day(lake: Lake, *, at: datetime, until: date, signals: Sequence[str] = ()) -> date | None:
    """Return the last day of which something was read, as known at a moment; None before any.

    Args:
        lake: the readings' version.
        at: the moment.
        until: days after it are not asked about.
        signals: which ones; all unless told.
    """
    if not lake.files:
        return None
    chosen = f"signal IN ({', '.join(map(_quoted, signals))})" if signals else "true"
    files = ", ".join(map(_quoted, lake.files))
    asked = _LAST_DAY.format(files=files, chosen=chosen)
    with duckdb.connect() as link:
        row = link.execute(asked, [at, until]).fetchone()
    return row[0] if row else None


_LAST_DAY = """
SELECT max(last) FROM read_parquet([{files}], hive_partitioning = true)
WHERE known_at <= $1 AND last <= $2 AND value IS NOT NULL AND {chosen}
"""


def told_once(
    lake: Lake, *, at: datetime, signal: str, units: tuple[int, int], days: tuple[date, date]
) -> str:
    """Return the question for the readings of one signal, without looking what was told twice.

    It is many times faster than `known`, and enough for units of which every row is plain.

    Args:
        lake: the readings' version, of which there are some.
        at: the moment.
        signal: which one.
        units: the first and the last of those asked for.
        days: readings that touch these are asked for.

    Returns:
        A SELECT of unit, first, last, value and `plain`: whether the row is of the unit as a
        whole, tells of days not told before, and withdraws nothing.
    """
    files = may_hold(lake, signals=(signal,), units=units) or lake.files[:1]
    return _TOLD_ONCE.format(
        files=", ".join(map(_quoted, files)),
        at=_quoted(at.isoformat()),
        signal=_quoted(signal),
        low=int(units[0]),
        high=int(units[1]),
        begin=_quoted(days[0].isoformat()),
        end=_quoted(days[1].isoformat()),
    )


_TOLD_ONCE = """
SELECT unit, first, last, value, meter = '' AND NOT again AND value IS NOT NULL AS plain
FROM read_parquet([{files}], hive_partitioning = true)
WHERE signal = {signal} AND unit BETWEEN {low} AND {high} AND known_at <= TIMESTAMPTZ {at}
  AND last >= DATE {begin} AND first <= DATE {end}
"""
_COLUMNS = "signal, unit, meter, first, last, value, again, known_at, file"
_NOTHING = (
    "(SELECT NULL::VARCHAR AS signal, NULL::BIGINT AS unit, NULL::VARCHAR AS meter,"
    " NULL::DATE AS first, NULL::DATE AS last, NULL::DOUBLE AS value, false AS again,"
    " NULL::BIGINT AS file, NULL::TIMESTAMPTZ AS known_at LIMIT 0)"
)
# What was told once stands as it is; only what was told again is looked at twice.
_KNOWN = """
WITH told AS {few} (
    SELECT * FROM {told} WHERE {chosen}
), twice AS MATERIALIZED (
    SELECT DISTINCT signal, unit, meter FROM told WHERE again
)
SELECT {columns} FROM told ANTI JOIN twice USING (signal, unit, meter) WHERE value IS NOT NULL
UNION ALL
SELECT {columns} FROM (
    SELECT * FROM told SEMI JOIN twice USING (signal, unit, meter)
    QUALIFY row_number() OVER (
        PARTITION BY signal, unit, meter, first, last ORDER BY known_at DESC, file DESC
    ) = 1
) WHERE value IS NOT NULL
"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def size_bytes() -> int:
    """Return how much room the lake takes in the home folder; 0 where it lies elsewhere."""
    folder = Path(location())
    return sum(file.stat().st_size for file in folder.rglob("*.parquet")) if folder.exists() else 0
