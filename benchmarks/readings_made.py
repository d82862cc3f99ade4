"""A register of any size and files of its readings, made quickly; no unit of it is real.

Units and the bill ids of their meters go in by COPY; the files are written by DuckDB: sixty months
of every unit, one row a reading (month after month, as bills come) or one row a unit.
"""

# ruff: noqa: S608 - names in the SQL are our own

import io
import os
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from benchmarks.harness import ROOT
from ehya.register.identifiers import ELECTRICITY_SERVICE, bill_check

FIRST_YEAR, MONTHS = 1398, 60
BORN = date(2010, 1, 1)
KINDS = ("long.csv", "long.parquet", "wide.csv", "wide.parquet")
_HEAD = "Electricity subscription"


def folder_of(units: int) -> Path:
    """Return where the files of so many units lie, and the home of their register."""
    return ROOT / "build" / "readings-import" / str(units)


def bills(units: int) -> list[str]:
    """Return the bill id of each unit's meter: file and company, service, check."""
    files = np.arange(10_000_000_000, 10_000_000_000 + units)
    before = np.column_stack([files, np.full(units, ELECTRICITY_SERVICE)])
    digits = np.array([list(f"{file}{service}") for file, service in before], dtype=np.int64)
    checks = bill_check(digits)
    return [
        f"{file}{service}{check}" for (file, service), check in zip(before, checks, strict=True)
    ]


def at_home(units: int, *, lake: str = "lake") -> None:
    """Point this process at the home of a made register, wake Django, and make it if need be."""
    home = folder_of(units) / "home"
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"EHYA_HOME": str(home), "EHYA_LAKE": str(folder_of(units) / lake)}
    os.environ["DJANGO_SETTINGS_MODULE"] = "ehya.web.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from ehya.cli.prepare import bring_up_to_date

    bring_up_to_date()
    _fill(units)


def _fill(units: int) -> None:
    from django.db import connection, transaction

    from ehya.ledger.actions import note, the_house

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_unit")
        if cursor.fetchone()[0] == units:
            return
    event = note("register.make_synthetic", by=the_house(), units=units)
    told = pl.DataFrame({"unit": range(1, units + 1), "value": bills(units)}).with_columns(
        scheme=pl.lit("electricity"),
        issuer=pl.lit(""),
        valid=pl.lit(f"[{BORN},)"),
        known=pl.lit(f"[{BORN},)"),
        event=pl.lit(str(event.pk)),
    )
    text = io.BytesIO()
    told.write_csv(text, include_header=False, quote_style="non_numeric")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_unit (id, number, synthetic)"
            " SELECT i, register_number(i), true FROM generate_series(1, %s) i",
            [units],
        )
        into = "register_identifier (unit_id, value, scheme, issuer, valid, known, event_id)"
        with cursor.copy(f"COPY {into} FROM STDIN (FORMAT csv)") as copy:
            copy.write(text.getvalue())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE register_unit, register_identifier")


def file_of(units: int, kind: str) -> Path:
    """Return a file of readings of one of `KINDS`, written where it is not there yet."""
    path = folder_of(units) / f"readings-{kind}"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    meters = pl.DataFrame({"u": range(units), "bill": bills(units)}).to_arrow()
    first = FIRST_YEAR * 12
    with duckdb.connect() as link:
        link.execute("SET memory_limit = '2GB'")
        link.execute("SET temp_directory = ?", [str(path.parent / "spill")])
        link.register("meters", meters)
        if kind.startswith("long"):
            asked = (
                f"SELECT bill AS \"{_HEAD}\", m // 12 || '/' || lpad((m % 12 + 1)::VARCHAR, 2, '0')"
                ' AS "Period", hash(u * 977 + m) % 100000 AS "Reading"'
                f" FROM range({first}, {first + MONTHS}) AS r(m), meters ORDER BY m, u"
            )
        else:
            months = ", ".join(
                f'hash(u * 977 + {m}) % 100000 AS "{m // 12}/{m % 12 + 1:02}"'
                for m in range(first, first + MONTHS)
            )
            asked = f'SELECT bill AS "{_HEAD}", {months} FROM meters ORDER BY u'
        written = " (HEADER)" if kind.endswith("csv") else " (FORMAT parquet)"
        link.execute(f"COPY ({asked}) TO '{path}'{written}")
    return path
