"""A cell says one thing, or it is refused with its reason."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.text import normalise, sort_key
from ehya.register.intake import cells
from ehya.register.intake.check import Known, check
from ehya.register.places import ParkNames

TODAY = date(2024, 8, 12)
KNOWN = Known(TODAY, ParkNames([("P-0001", "IR-20", "Semnan Town", "شهرک صنعتی سمنان")]), {"P-0001": "IR-20"})  # fmt: skip
PERSIAN = st.text(
    st.sampled_from("آابپتثجچحخيكیکهۀةئؤأ\u200c\u200b\u0640 \t\n۰۱۲٣٤٫٬aZÄéİ1,.-_/()«»ۏ")
)


def checked(**row):
    (told,) = check(
        pl.DataFrame({"row": [2], **{k: [v] for k, v in row.items()}}), KNOWN
    ).to_dicts()
    return told


@given(st.lists(st.one_of(PERSIAN, st.text()), min_size=1, max_size=8))
def test_texts_are_spelt_and_sorted_as_one_by_one(texts):
    texts = [text.replace("\x00", "") for text in texts]
    told = cells.plain_texts(pl.Series("t", texts, dtype=pl.String))
    assert told.to_list() == [" ".join(normalise(text).split()) for text in texts]
    assert cells.sort_keys(told).to_list() == [sort_key(text) for text in told.to_list()]


def test_both_calendars_may_stand_in_one_column():
    column = pl.Series("licensed_on", ["1394/03/30", "2015-06-20", "۱۳۹۴/۳/۳۰", "2015-06-20 00:00:00", "30 خرداد 1394"])  # fmt: skip
    assert set(cells.days(column, TODAY).values) == {date(2015, 6, 20)}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("۱٬۲۰۰", 1200),
        ("1,200.5", 1200.5),
        ("٣٫٥", 3.5),
        ("1e3", 1000),
        ("1 200", 1200),
        ("(5)", -5),
    ],
)
def test_a_number_is_read_in_any_digits(written, number):
    told = cells.numbers(pl.Series("n", [written]), least=-10, most=1e6, decimals=3)
    assert told.values.to_list() == [number]


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("insured_jobs", "12%", "import.percent"),
        ("insured_jobs", "12,5", "import.number"),
        ("insured_jobs", "3.5", "import.counted_whole"),
        ("insured_jobs", "-3", "import.out_of_range"),
        ("lat", "95", "import.out_of_range"),
        ("licensed_on", "1403/13/01", "import.one_day"),
        ("licensed_on", "2099-01-01", "import.day_to_come"),
        ("status", "سبز", "import.word"),
        ("province", "-", "import.never_empty"),
        ("province", "ناکجاآباد", "register.no_such_province"),
        ("name_fa", "=cmd|' /C calc'!A0", "import.formula"),
        ("name_fa", "x" * 201, "import.cell_too_long"),
        ("national_id", "10101234567", "register.identifier_check"),
        ("isic", "steel", "register.no_such_isic"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_reason(column, written, code):
    told = checked(**{column: written})
    assert told["what"] == "refused"
    assert f'"{column}": {{"code": "{code}"' in told["reasons"]


def test_a_telephone_may_begin_with_a_plus():
    assert checked(name_fa="فولاد", phone="+98 23 3333")["phone"] == "+98 23 3333"


def test_a_park_tells_its_province():
    told = checked(name_fa="فولاد", park="سمنان")
    assert (told["park"], told["province"]) == ("P-0001", "IR-20")


def test_the_forms_own_example_is_passed_over():
    assert check(pl.DataFrame({"row": [2, 3], "permit": ["EXAMPLE", "نمونه"]}), KNOWN).height == 0


def test_a_dash_is_kept_as_emptying():
    assert checked(permit="1", product="-")["emptied"] == "{product}"
