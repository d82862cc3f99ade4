"""Does the lake keep every telling, and give back what was known at a moment?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import duckdb
import pyarrow as pa
import pytest

from ehya.register import lake

MAY, JUNE = (date(2023, 5, 1), date(2023, 5, 31)), (date(2023, 6, 1), date(2023, 6, 30))


@pytest.fixture(autouse=True)
def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EHYA_LAKE", str(tmp_path / "lake"))


@pytest.fixture
def link() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


def at(month: int) -> datetime:
    return datetime(2024, month, 1, tzinfo=UTC)


def told(*rows: tuple[object, ...], known: datetime, again: bool = False) -> pa.RecordBatchReader:
    """Return readings: signal, unit, meter, (first, last), value."""
    lines = [
        (signal, unit, meter, *days, value, again, 1, known)
        for signal, unit, meter, days, value in rows
    ]
    columns = [list(column) for column in zip(*lines, strict=True)]
    return pa.table(columns, schema=lake.SCHEMA).to_reader()


def known(link: duckdb.DuckDBPyConnection, **asked: object) -> list[tuple[object, ...]]:
    told = lake.known(lake.at_version(asked.pop("version", None)), **asked)
    return sorted(link.sql(told).project("signal, unit, meter, first, value").fetchall())


def test_an_empty_lake_knows_nothing_and_has_no_version(link: duckdb.DuckDBPyConnection) -> None:
    assert lake.at_version() == lake.Lake(-1, ())
    assert known(link) == []


def test_an_import_goes_in_once_however_often_it_is_tried(link: duckdb.DuckDBPyConnection) -> None:
    imported = uuid4()
    for _ in range(2):
        readings = told(("gas", 7, "", MAY, 10.0), known=at(1))
        assert lake.append(readings, imported=imported) == 0
    assert lake.holds(imported)
    assert not lake.holds(uuid4())
    assert known(link) == [("gas", 7, "", MAY[0], 10.0)]


def test_a_correction_speaks_from_the_day_it_was_known(link: duckdb.DuckDBPyConnection) -> None:
    first = told(("gas", 7, "", MAY, 10.0), ("gas", 7, "", JUNE, 11.0), known=at(1))
    lake.append(first, imported=uuid4())
    lake.append(told(("gas", 7, "", MAY, 1.0), known=at(3), again=True), imported=uuid4())
    assert known(link) == [("gas", 7, "", MAY[0], 1.0), ("gas", 7, "", JUNE[0], 11.0)]
    then = [("gas", 7, "", MAY[0], 10.0), ("gas", 7, "", JUNE[0], 11.0)]
    assert known(link, at=at(2)) == then
    assert known(link, version=0) == then


def test_what_is_withdrawn_is_known_no_more(link: duckdb.DuckDBPyConnection) -> None:
    lake.append(told(("gas", 7, "", MAY, 10.0), known=at(1)), imported=uuid4())
    lake.append(told(("gas", 7, "", MAY, None), known=at(2), again=True), imported=uuid4())
    assert known(link) == []
    assert known(link, at=at(1)) == [("gas", 7, "", MAY[0], 10.0)]


def test_two_meters_of_a_unit_do_not_correct_each_other(link: duckdb.DuckDBPyConnection) -> None:
    lake.append(
        told(("gas", 7, "A", MAY, 10.0), ("gas", 7, "B", MAY, 5.0), known=at(1)), imported=uuid4()
    )
    lake.append(told(("gas", 7, "A", MAY, 9.0), known=at(2), again=True), imported=uuid4())
    assert known(link) == [("gas", 7, "A", MAY[0], 9.0), ("gas", 7, "B", MAY[0], 5.0)]


def test_only_the_signals_that_are_asked_for_are_read(link: duckdb.DuckDBPyConnection) -> None:
    lake.append(
        told(("gas", 7, "", MAY, 10.0), ("sales", 7, "", MAY, 5.0), known=at(1)), imported=uuid4()
    )
    assert known(link, signals=["sales"]) == [("sales", 7, "", MAY[0], 5.0)]


def test_a_version_that_never_was_is_no_version() -> None:
    with pytest.raises(ValueError, match="no version 3"):
        lake.at_version(3)
