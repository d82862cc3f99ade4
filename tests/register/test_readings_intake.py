"""What does an office's file of readings say, long or wide, in either calendar?"""

import json
from datetime import date

import polars as pl
import pytest

from ehya.engine.refusal import Refusal
from ehya.register.intake.limits import LIMITS
from ehya.register.intake.opening import open_file
from ehya.register.intake.readings import Rules, Understood, headings, see_columns, understand
from ehya.register.numbering import number_of

TODAY = date(2024, 8, 12)
UNIT = number_of(7)


def read(*lines: str, signal: str = "") -> Understood:
    """Return what a CSV file says."""
    rules = Rules(signal, TODAY)
    text = "\n".join(lines).encode()
    (part,) = open_file(text, file="bills.csv", headings=headings(), limits=LIMITS)
    see_columns([name for name in part.rows.columns if name != "row"], rules)
    return understand(part.rows, rules)


def told(found: Understood) -> list[tuple[object, ...]]:
    return found.readings.select("row", "signal", "first", "last", "value").rows()


def why(found: Understood) -> dict[int, dict[str, str]]:
    return {
        row: {name: no["code"] for name, no in json.loads(reasons).items()}
        for row, reasons in found.refused.rows()
    }


MORDAD = (date(2023, 7, 23), date(2023, 8, 22))
SHAHRIVAR = (date(2023, 8, 23), date(2023, 9, 22))


def test_a_long_table_tells_one_reading_a_row() -> None:
    found = read(
        "شماره احیا,نشانه,دوره,مصرف",
        f"{UNIT},برق,1402/05,۱٬۲۵۰",
        f"{UNIT},گاز,شهریور ۱۴۰۲,90.5",
    )
    assert told(found) == [
        (2, "electricity", *MORDAD, 1250.0),
        (3, "gas", *SHAHRIVAR, 90.5),
    ]


def test_signals_may_stand_beside_each_other() -> None:
    found = read("Ehya number,period,electricity,insured", f"{UNIT},140205,1000,12")
    assert sorted(told(found)) == [
        (2, "electricity", *MORDAD, 1000.0),
        (2, "insured_workers", *MORDAD, 12.0),
    ]


def test_periods_may_stand_beside_each_other_and_an_empty_cell_tells_nothing() -> None:
    found = read("Ehya number,1402/05,1402/06,2023-10", f"{UNIT},10,,30", signal="electricity")
    october = (date(2023, 10, 1), date(2023, 10, 31))
    assert told(found) == [
        (2, "electricity", *MORDAD, 10.0),
        (2, "electricity", *october, 30.0),
    ]


def test_a_bill_runs_from_any_day_to_any_day() -> None:
    found = read(
        "شماره احیا,از تاریخ,تا تاریخ,مصرف", f"{UNIT},1402/04/11,2023-08-29,777", signal="gas"
    )
    assert told(found) == [(2, "gas", date(2023, 7, 2), date(2023, 8, 29), 777.0)]


def test_zero_is_a_reading_and_a_dash_takes_one_back() -> None:
    found = read(
        "Ehya number,period,value", f"{UNIT},1402/05,0", f"{UNIT},1402/06,-", signal="electricity"
    )
    assert told(found) == [
        (2, "electricity", *MORDAD, 0.0),
        (3, "electricity", *SHAHRIVAR, None),
    ]


def test_a_workshop_is_the_meter_of_its_insured_workers() -> None:
    found = read(
        "Ehya number,insurance workshop,period,insured,electricity",
        f"{UNIT},0123456789,1402/05,12,100",
    )
    meters = dict(found.readings.select("signal", "meter").rows())
    assert meters == {"insured_workers": "0123456789", "electricity": ""}


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        (f"{UNIT},برق,1402/13,5", "period", "calendar.no_such_month"),
        (f"{UNIT},برق,,5", "period", "readings.no_period_told"),
        (f"{UNIT},برق,1405/01,5", "period", "import.day_to_come"),
        (f"{UNIT},برق,1340/01,5", "period", "readings.too_long_ago"),
        (f"{UNIT},هوا,1402/05,5", "signal", "readings.no_such_signal"),
        (f"{UNIT},,1402/05,5", "signal", "readings.no_signal"),
        (f"{UNIT},برق,1402/05,کم", "value", "import.number"),
        (f"{UNIT},برق,1402/05,-5", "value", "import.out_of_range"),
        (f"{UNIT},برق,1402/05,30000000001", "value", "readings.too_large"),
        (",برق,1402/05,5", "number", "readings.no_number"),
        ("12,برق,1402/05,5", "number", "register.identifier_length"),
    ],
)
def test_what_cannot_be_is_refused_by_its_cell(cells: str, column: str, code: str) -> None:
    found = read("شماره احیا,نشانه,دوره,مصرف", cells)
    assert told(found) == []
    assert why(found)[2][column] == code


def test_a_wide_row_with_one_wrong_cell_is_refused_whole() -> None:
    found = read("Ehya number,1402/05,1402/06", f"{UNIT},10,many", signal="gas")
    assert told(found) == []
    assert list(why(found)[2].values()) == ["import.number"]


def test_a_column_of_a_month_to_come_may_stand_there_empty() -> None:
    found = read("Ehya number,1402/05,1405/01", f"{UNIT},10,", f"{UNIT},10,3", signal="electricity")
    assert told(found) == [(2, "electricity", *MORDAD, 10.0)]
    assert list(why(found)[3].values()) == ["import.day_to_come"]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("1402/05/10", "1402/05/09", "readings.ends_before_it_begins"),
        ("1399/05/10", "1402/05/09", "readings.period_too_long"),
        ("1402/05/10", "", "readings.no_period_told"),
    ],
)
def test_a_bill_ends_after_it_begins(first: str, last: str, code: str) -> None:
    found = read("Ehya number,from,to,value", f"{UNIT},{first},{last},5", signal="gas")
    assert why(found)[2] == {"last": code}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("period,value,signal", "readings.no_unit"),
        ("Ehya number,value,signal", "readings.no_period"),
        ("Ehya number,period,signal", "readings.no_value"),
        ("Ehya number,period,value", "readings.signal_unsaid"),
        ("Ehya number,period,value,electricity", "readings.two_values"),
    ],
)
def test_a_file_that_cannot_tell_readings_is_refused_at_its_header(header: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        read(header, "1,1,1")
    assert no.value.code == code


def test_an_empty_part_is_understood() -> None:
    rows = pl.DataFrame(
        schema={"row": pl.UInt32, "number": pl.String, "period": pl.String, "value": pl.String}
    )
    assert understand(rows, Rules("gas", TODAY)).rows == 0
