"""A row says what it says in either language and calendar, or is refused cell by cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import vocabulary
from ehya.publish.intake.rows import Good, cells_of, new_key, read_rows, solar_year
from ehya.publish.intake.sheet import Line, Sheet
from ehya.publish.intake.words import number
from ehya.publish.record import read_figures

TODAY = date(2026, 11, 22)
GOOD = {
    "source": "IRNA",
    "metric": "units_revived",
    "value": "116",
    "period_kind": "cumulative_since_year_start",
    "published_on": "2024-08-12",
}


def read(**cells):
    told = {**GOOD, **cells}
    sheet = Sheet("f.csv", tuple(told), (), (Line(7, told),))
    (row,) = read_rows(sheet, vocabulary=vocabulary(), today=TODAY)
    return row


def claim(**cells):
    row = read(**cells)
    assert isinstance(row, Good), row
    return row.figure.claim


def codes(**cells):
    problems = read(**cells)
    assert not isinstance(problems, Good), problems
    return {problem.field: problem.refusal.code for problem in problems}


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("1811", 1811), ("1,811", 1811), ("۱٬۸۱۱", 1811), ("١٨١١", 1811), ("۲۹٫۴۷", 29.47),
        ("29.47", 29.47), ("1 811", 1811), ("0", 0), ("2.948E+14", 294_800_000_000_000),
        ("294,800,000,000,000", 294_800_000_000_000),
    ],
)  # fmt: skip
def test_numbers_of_every_hand_are_read(told, value):
    assert float(number(told)) == value


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("", "import.cell_empty"), ("many", "import.number"), ("29,47", "import.number"),
        ("1.811.000", "import.number"), ("3/4", "import.number"), ("-5", "import.negative"),
        ("(5)", "import.negative"), ("1e99", "import.number_too_large"), ("NaN", "import.number"),
        ("#DIV/0!", "import.number"), ("=1+1", "import.number"), ("1.123456789", "import.number_too_large"),
        ("2024-08-12", "import.number"), ("9" * 400, "import.number_too_large"),
        ("9" * 21 + ".0000000001", "import.number_too_large"),
    ],
)  # fmt: skip
def test_a_number_that_could_mean_two_things_is_refused(told, code):
    assert codes(value=told) == {"value": code}


def test_nobody_revives_half_a_unit():
    assert codes(value="5.5") == {"value": "import.not_whole"}


@pytest.mark.parametrize("told", ["استان سمنان", "Semnan province", "سمنان"])
def test_a_place_may_say_that_it_is_a_province(told):
    assert claim(scope_geography=told).place == "Semnan"


def test_a_number_of_all_the_digits_there_are_is_kept_to_the_last():
    assert claim(value="9" * 26, metric="investment_rials", unit="IRR").value == 10**26 - 1


def test_a_magnitude_may_not_carry_a_sum_beyond_all_money():
    found = codes(value="9" * 20, metric="investment_rials", unit="hemat")
    assert found == {"value": "import.number_too_large"}


@pytest.mark.parametrize(
    ("unit", "rials"),
    [
        ("IRR", 3), ("rials", 3), ("ریال", 3), ("toman", 30), ("تومان", 30),
        ("million rials", 3_000_000), ("میلیارد ریال", 3_000_000_000),
        ("میلیارد تومان", 30_000_000_000), ("هزار میلیارد ریال", 3 * 10**12),
        ("billion tomans", 30_000_000_000), ("همت", 3 * 10**13), ("hemat", 3 * 10**13),
        ("", 3),
    ],
)  # fmt: skip
def test_money_comes_in_as_rials(unit, rials):
    assert claim(metric="investment_rials", value="3", unit=unit).value == rials


def test_a_unit_that_the_metric_is_not_counted_in_is_refused():
    assert codes(unit="USD") == {"unit": "import.unit_of_metric"}
    assert codes(unit="furlongs") == {"unit": "import.unit"}
    assert codes(unit="million") == {"unit": "import.unit"}


@pytest.mark.parametrize(
    ("told", "prefix"),
    [
        ("2024-08-12", "2024-08-12"), ("1403/05/22", "2024-08-12"), ("۱۴۰۳/۰۵/۲۲", "2024-08-12"),
        ("1403-5-22", "2024-08-12"), ("۲۲ مرداد ۱۴۰۳", "2024-08-12"), ("2024-08", "2024-08"),
        ("2024", "2024"), ("2024-08-12 00:00:00", "2024-08-12"), ("12 August 2024", "2024-08-12"),
        ("1399/12/30", "2021-03-20"),
    ],
)  # fmt: skip
def test_both_calendars_stand_in_one_column(told, prefix):
    assert claim(published_on=told).published_on == prefix


@pytest.mark.parametrize(
    "told",
    [
        "1402/12/30",
        "2023-02-29",
        "12/08/2024",
        "03/05/22",
        "yesterday",
        "45516",
        "1024",
        "9999-01-01",
    ],
)
def test_a_day_that_is_none_or_could_be_two_is_refused(told):
    assert codes(published_on=told) == {"published_on": "import.day"}


def test_a_solar_month_is_widened_to_its_days_and_says_so():
    told = claim(period_start="1403/04", period_end="1403/05", published_on="1403/05")

    assert (told.period.start, told.period.end) == ("2024-06-21", "2024-08-21")
    assert told.published_on == "2024-08-21"
    assert told.unsure == ("published.day_assumed", "period.start_assumed", "period.end_assumed")


def test_nothing_is_published_tomorrow():
    assert codes(published_on="2026-11-23") == {"published_on": "import.published_in_future"}
    assert claim(published_on="2026").published_on == "2026"


def test_a_period_that_ends_before_it_begins_is_refused():
    wrong = codes(period_start="2024-06", period_end="2024-05-31")
    assert wrong == {"period_end": "import.period_backwards"}
    assert claim(period_start="2024-05-31", period_end="2024-05").period.end == "2024-05"


@pytest.mark.parametrize("name", ["Khorasan Razavi", "خراسان رضوي", "IR-09", "khorasan-razavi"])
def test_a_province_is_known_by_all_its_names(name):
    assert claim(scope_geography=name).place == "Khorasan Razavi"


def test_names_that_nothing_bears_are_refused_with_the_nearest():
    assert codes(metric="units_revivd", scope_geography="Isfahn") == {
        "metric": "import.metric_near",
        "scope_geography": "import.place_near",
    }
    assert codes(metric="happiness") == {"metric": "import.metric"}


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "-2+3", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(cell):
    assert codes(note=cell) == {"note": "import.formula"}
    assert codes(source=cell) == {"source": "import.formula"}


@pytest.mark.parametrize(
    "cell", ["javascript:alert(1)", "example.org", "https://a b", 'http://x"y']
)
def test_an_address_is_of_the_web_or_none(cell):
    assert codes(url=cell) == {"url": "import.address"}


def test_everything_wrong_in_a_row_is_told_at_once_with_file_row_field_and_value():
    problems = read(value="many", published_on="never", scope_geography="Atlantis", url="x")

    assert {p.field for p in problems} == {"value", "published_on", "scope_geography", "url"}
    for problem in problems:
        facts = problem.refusal.facts
        assert (facts["file"], facts["row"], facts["field"]) == ("f.csv", 7, problem.field)
        assert facts["value"] == problem.value


def test_the_same_claim_without_a_number_gets_the_same_key_always():
    one, two = read(), read(source="irna")

    assert new_key(one.figure) == new_key(two.figure)
    assert new_key(one.figure) != new_key(read(scope_population="industrial parks").figure)


def test_every_figure_of_the_record_reads_back_from_its_own_cells():
    for figure in read_figures():
        cells = cells_of(figure)
        sheet = Sheet("f", tuple(cells), (), (Line(1, cells),))
        (row,) = read_rows(sheet, vocabulary=vocabulary(), today=TODAY)
        assert isinstance(row, Good), row
        assert row.figure == figure


def test_the_programme_year_worked_out_never_contradicts_the_one_told():
    for figure in read_figures():
        assert solar_year(figure.claim) in (figure.solar_year, None)


@given(
    st.dictionaries(
        st.sampled_from(
            sorted(
                {
                    *GOOD,
                    "url",
                    "note",
                    "unit",
                    "period_start",
                    "period_end",
                    "jalali_year",
                    "claim_id",
                    "qualifier",
                    "scope_geography",
                }
            )
        ),
        st.text(max_size=30),
    )
)
def test_any_cells_are_a_figure_or_refused(cells):
    row = read(**cells)

    assert isinstance(row, Good) or all(p.refusal.code.startswith("import.") for p in row)


@given(st.text(alphabet="0123456789۰۱۲٣٤.,٬٫eE+-%٪ ", max_size=20))
def test_any_figures_are_a_number_or_refused(cell):
    try:
        assert number(cell) >= 0
    except Refusal as no:
        assert no.code.startswith("import.")
