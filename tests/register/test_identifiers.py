"""The numbers others know a unit by: when one is right, and what a wrong one hears."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.register.identifiers import SCHEMES, settle, settle_column
from ehya.register.numbering import MOST_UNITS, is_number, number_of, show_number
from ehya.web.messages import sentence
from ehya.web.messages.names import NAMES

DIGITS = st.text(st.sampled_from("0123456789"), max_size=16)
CELL = st.one_of(
    DIGITS,
    st.sampled_from(["10380284790", "9985235404124", "8735177114", "1.5E+10", "1234567890.0", "-"]),
    st.text(st.sampled_from("0123456789۱۲۳ -/.E+آب\u200c"), max_size=16),
)


@pytest.mark.parametrize(
    ("scheme", "cell", "kept"),
    [
        ("national_id", "10380284790", "10380284790"),
        ("national_id", "۱۰۳۸۰۲۸۴۷۹۰", "10380284790"),
        ("national_id", " 1038 0284-790 ", "10380284790"),
        ("national_id", "10380284790.0", "10380284790"),
        ("economic_code", "10380284790", "10380284790"),
        ("economic_code", "411123456789", "411123456789"),
        ("economic_code", "00123456780001", "00123456780001"),
        ("insurance_workshop", "0183630045", "0183630045"),
        ("insurance_workshop", "183630045", "0183630045"),
        ("electricity", "9985235404124", "9985235404124"),
        ("gas", "123456789012", "123456789012"),
        ("postal_code", "87351-77114", "8735177114"),
        ("permit", "۱۲۳ / ۴۵۶۷", "123/4567"),
        ("permit", "b‐12345", "B-12345"),
        ("permit", "112233.0", "112233"),
        ("number", "000-0042-7", "00000427"),
    ],
)
def test_a_right_identifier_is_kept_in_one_writing(scheme, cell, kept):
    assert settle(scheme, cell) == kept


@pytest.mark.parametrize(
    ("scheme", "cell", "code"),
    [
        ("national_id", "10380284791", "register.identifier_check"),
        ("national_id", "10380824790", "register.identifier_check"),
        ("national_id", "1038028479", "register.identifier_length"),
        ("national_id", "1.03803E+10", "register.identifier_rounded"),
        ("national_id", "11111111111", "register.identifier_filler"),
        ("national_id", "1038028479O", "register.identifier_not_digits"),
        ("economic_code", "10380284791", "register.identifier_check"),
        ("economic_code", "1038028479012", "register.identifier_length"),
        ("insurance_workshop", "3630045", "register.identifier_length"),
        ("insurance_workshop", "01836300451", "register.identifier_length"),
        ("electricity", "9985235404125", "register.identifier_check"),
        ("gas", "9985235404124", "register.identifier_service"),
        ("postal_code", "8035177114", "register.postal_digit"),
        ("postal_code", "8725177114", "register.postal_digit"),
        ("postal_code", "87351", "register.identifier_length"),
        ("permit", "ندارد", "register.permit_form"),
        ("permit", "12?34", "register.permit_form"),
        ("permit", "", "register.permit_form"),
        ("permit", "1.2E+9", "register.identifier_rounded"),
        ("number", "00000428", "register.identifier_check"),
        ("number", "00000000", "register.identifier_filler"),
        ("number", "427", "register.identifier_length"),
    ],
)
def test_a_wrong_identifier_hears_what_is_wrong(scheme, cell, code):
    with pytest.raises(Refusal) as refused:
        settle(scheme, cell)
    assert refused.value.code == code
    for language in ("en", "fa"):
        assert cell in sentence(refused.value, language)


def test_the_check_digit_of_a_legal_person_is_worked_out_by_hand():
    # 1038028479?: each digit + 9 + 2, times 29 27 23 19 17 29 27 23 19 17:
    # 12*29 + 11*27 + 14*23 + 19*19 + 11*17 + 13*29 + 19*27 + 15*23 + 18*19 + 20*17 = 3432
    # 3432 = 312 * 11, so the rest is 0
    assert settle("national_id", "10380284790")[-1] == "0"


def test_the_check_digit_of_a_bill_is_worked_out_by_hand():
    # 998523540412 from the right by 2 3 4 5 6 7 2 3 4 5 6 7:
    # 4+3+16+0+24+35+6+6+20+40+54+63 = 271 = 24 * 11 + 7, and 11 - 7 = 4
    assert settle("electricity", "9985235404124")[-1] == "4"


def test_zeros_a_spreadsheet_took_from_a_bill_come_back():
    # 000123450412 from the right: 4+3+16+0+30+28+6+6+4 = 97 = 8 * 11 + 9, and 11 - 9 = 2
    assert settle("electricity", "1234504122") == "0001234504122"


@given(st.sampled_from(sorted(SCHEMES)), CELL)
def test_settling_twice_changes_nothing(scheme, cell):
    try:
        once = settle(scheme, cell)
    except Refusal:
        return
    assert settle(scheme, once) == once


@given(st.sampled_from(sorted(SCHEMES)), st.lists(st.one_of(st.none(), CELL), max_size=8))
def test_a_column_is_settled_as_its_cells_are(scheme, cells):
    settled = settle_column(scheme, pl.Series("c", cells, dtype=pl.String))
    for cell, value in zip(cells, settled.values.to_list(), strict=True):
        told = (cell or "").strip()
        if not told:
            assert value is None
            continue
        try:
            assert value == settle(scheme, told)
        except Refusal as refusal:
            assert value is None
            assert settled.refusals[told].code == refusal.code


@given(st.integers(0, 9), st.integers(0, 12))
def test_a_single_wrong_digit_in_a_bill_shows(digit, place):
    right = "9985235404124"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    if wrong == right:
        return
    with pytest.raises(Refusal):
        settle("electricity", wrong)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_a_scheme_has_names_issuer_form_and_source(scheme):
    for words in (scheme.name, scheme.issuer, scheme.form):
        assert set(words) == {"en", "fa"}
    assert scheme.source
    assert scheme.key in NAMES


def test_which_identifiers_name_one_unit_is_as_decided():
    one = {key for key, scheme in SCHEMES.items() if scheme.names_one}
    assert one == {"number", "permit", "insurance_workshop", "electricity", "gas"}


def test_the_page_tells_every_scheme():
    from tests.house.code import ROOT

    page = (ROOT / "docs/reference/identifiers.md").read_text("utf-8")
    for scheme in SCHEMES.values():
        for told in (*scheme.name.values(), scheme.issuer["en"], scheme.source):
            assert told in page


# Ehya's own number


def test_a_number_is_seven_digits_and_a_check():
    assert number_of(42) == "00000427"
    assert show_number("00000427") == "000-0042-7"
    assert is_number("۰۰۰-۰۰۴۲-۷")


@given(st.integers(1, MOST_UNITS), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_in_a_number_shows(unit, place, more):
    number = number_of(unit)
    wrong = str((int(number[place]) + more) % 10)
    assert is_number(number)
    assert not is_number(number[:place] + wrong + number[place + 1 :])


@given(st.integers(1, MOST_UNITS), st.integers(0, 6))
def test_two_swapped_digits_in_a_number_show(unit, place):
    number = number_of(unit)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not is_number(swapped)


@pytest.mark.parametrize("unit", [0, -1, MOST_UNITS + 1])
def test_there_are_ten_million_numbers_and_no_more(unit):
    with pytest.raises(ValueError, match="no unit number"):
        number_of(unit)


@pytest.mark.django_db
def test_the_database_numbers_as_we_do():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT i, register_number(i) FROM generate_series(1, 9999999, 99991) i")
        assert all(number == number_of(unit) for unit, number in cursor.fetchall())
