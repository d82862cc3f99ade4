"""What people hand in is a table or is refused with a reason; nothing in between."""

import csv
import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import vocabulary
from ehya.publish.intake.columns import COLUMNS
from ehya.publish.intake.papers import template_workbook
from ehya.publish.intake.sheet import open_sheet

ENGLISH = ["source", "metric", "value", "period_kind"]
PERSIAN = ["ناشر", "شاخص", "مقدار", "نوع دوره"]
ROW = ["ایرنا", "units_revived", "۱۱۶", "سال کامل"]


def csv_bytes(*rows, encoding="utf-8", separator=","):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def workbook(fill):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    return file.getvalue()


def refused(content):
    with pytest.raises(Refusal) as no:
        open_sheet(content, file="f")
    return no.value


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("header", [ENGLISH, PERSIAN])
def test_a_table_is_read_whatever_its_separator_letters_and_language(separator, encoding, header):
    sheet = open_sheet(csv_bytes(header, ROW, encoding=encoding, separator=separator), file="f.csv")

    (line,) = sheet.lines
    assert line.cells == dict(zip(ENGLISH, ROW, strict=True))
    assert line.row == 2


def test_windows_persian_is_read_where_its_header_proves_it():
    row = ["ايرنا", "units_revived", "116", "full_year"]  # that page has no Persian ye
    header = ["ناشر", "شاخص", "مقدار", "unit"]
    content = csv_bytes(
        [*header, "نوع دوره".replace("ی", "ي")], [*row[:3], "", row[3]], encoding="cp1256"
    )

    assert open_sheet(content, file="f.csv").lines[0].cells["source"] == "ايرنا"


def test_unknown_letters_are_refused_and_not_guessed():
    content = csv_bytes(ENGLISH, ["Müller", "units_revived", "1", "event"], encoding="latin-1")

    assert refused(content).code == "import.encoding"


def test_the_header_may_stand_below_a_title_and_rows_keep_their_numbers():
    content = csv_bytes(["Revivals, 1403"], [], ENGLISH, [], ROW)

    assert [line.row for line in open_sheet(content, file="f").lines] == [5]


def test_columns_may_be_in_any_order_and_unknown_ones_are_named():
    content = csv_bytes(["Colour", *reversed(ENGLISH)], ["red", *reversed(ROW)])

    sheet = open_sheet(content, file="f")
    assert sheet.unknown == ("Colour",)
    assert sheet.lines[0].cells["value"] == "۱۱۶"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"\n\n  \n", "import.empty"),
        (csv_bytes(["to whom it may concern"], ["33 units were revived"]), "import.no_header"),
        (csv_bytes(ENGLISH[:3], ROW[:3]), "import.column_missing"),
        (csv_bytes([*ENGLISH, "publisher"], [*ROW, "x"]), "import.column_twice"),
        (csv_bytes([f"c{n}" for n in range(100_000)]), "import.too_many_columns"),
        (b"," * 1_000_000, "import.too_many_columns"),
        (csv_bytes(ENGLISH) + b'"open quote, 1, 2', "import.broken_csv"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "import.encoding"),
        (b"a,b\x00c\n", "import.not_a_table"),
        (b"PK\x03\x04 no zip at all", "import.broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import.old_excel"),
    ],
)
def test_what_is_no_table_of_claims_is_refused(content, code):
    assert refused(content).code == code


def test_a_header_of_a_million_columns_is_refused():
    content = ",".join(["metric", "value", *(f"c{n}" for n in range(1_000_000))]).encode()

    assert refused(content).code == "import.too_many_columns"


def test_a_file_beyond_all_sizes_is_refused():
    assert refused(b"x" * 50_000_001).code == "import.too_big"


def test_a_zip_that_is_no_workbook_is_refused():
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert refused(file.getvalue()).code == "import.not_a_table"


def test_a_small_workbook_that_unfolds_without_end_is_refused():
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 600_000_000)
    assert refused(file.getvalue()).code == "import.too_big"


def test_a_workbook_is_read_with_its_own_row_numbers_and_real_dates():
    from datetime import date

    def fill(book):
        hidden = book.add_worksheet("old")
        hidden.write_row(0, 0, [*ENGLISH, "published_on"])
        hidden.hide()
        page = book.add_worksheet("new")
        page.activate()
        page.write_row(2, 1, [*ENGLISH, "published_on"])
        page.write_row(4, 1, ["IRNA", "units_revived", 294_800_000_000_000, "full_year"])
        page.write_datetime(4, 5, date(2024, 8, 12), book.add_format({"num_format": "yyyy-mm-dd"}))

    (line,) = open_sheet(workbook(fill), file="f.xlsx").lines
    assert line.row == 5
    assert line.cells["value"] == "294800000000000"
    assert line.cells["published_on"].startswith("2024-08-12")


def test_what_is_merged_downwards_stands_in_each_row_and_hidden_rows_are_read():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, ENGLISH)
        page.merge_range(1, 0, 2, 0, "IRNA")
        page.write_row(1, 1, ["units_revived", 1, "event"])
        page.write_row(2, 1, ["units_revived", 2, "event"])
        page.set_row(2, None, None, {"hidden": True})

    first, second = open_sheet(workbook(fill), file="f.xlsx").lines
    assert (first.cells["source"], second.cells["source"]) == ("IRNA", "IRNA")


def test_a_workbook_without_a_filled_sheet_is_empty():
    assert refused(workbook(lambda book: book.add_worksheet())).code == "import.empty"


def test_the_template_names_every_column_in_both_languages():
    sheet = open_sheet(template_workbook(vocabulary()), file="t.xlsx")

    assert sheet.columns == tuple(column.name for column in COLUMNS)
    persian = csv_bytes([column.fa for column in COLUMNS])
    assert open_sheet(persian, file="t.csv").columns == sheet.columns


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    try:
        open_sheet(content, file="f")
    except Refusal as no:
        assert no.code.startswith("import.")


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_any_cells_are_read_or_refused(rows):
    try:
        content = csv_bytes(ENGLISH, *rows, encoding="utf-8")
    except (UnicodeEncodeError, csv.Error):
        return  # no file can hold these
    try:
        sheet = open_sheet(content, file="f")
    except Refusal as no:
        assert no.code in ("import.broken_csv", "import.not_a_table", "import.column_twice")
    else:
        assert all(set(line.cells) == set(sheet.columns) for line in sheet.lines)
