"""Whatever spreadsheet somebody hands in, it is read or refused in words; never obeyed, never fatal."""

import io
import zipfile
from datetime import date

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.register.intake.fields import COLUMNS, HEADINGS
from ehya.register.intake.forms import template_workbook
from ehya.register.intake.limits import LIMITS
from ehya.register.intake.opening import open_file
from ehya.web.messages import sentence

HEAD = ["name_fa", "province", "permit"]


def workbook(fill):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    return file.getvalue()


def ods(rows, more=""):
    """A spreadsheet as LibreOffice packs it."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{name}:office:1.0"'
        f' xmlns:table="{name}:table:1.0" xmlns:text="{name}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="units">{body}{more}'
        f"</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def cell(text, told=""):
    return (
        f'<table:table-cell office:value-type="string" {told}><text:p>{text}</text:p>'
        f"</table:table-cell>"
    )


def rows(content, **more):
    parts = list(
        open_file(content, file="f", headings=HEADINGS, limits=LIMITS, every_sheet=True, **more)
    )
    return [row for part in parts for row in part.rows.to_dicts()]


def refused(content):
    with pytest.raises(Refusal) as no:
        rows(content)
    for language in ("en", "fa"):
        assert "(import." not in sentence(no.value, language)
    return no.value.code


def test_every_visible_sheet_that_has_the_columns_is_read_and_no_other():
    def fill(book):
        for name, permit in (("Semnan", "1"), ("hidden", "2"), ("Qom", "3")):
            page = book.add_worksheet(name)
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, [f"unit {permit}", name, permit])
            if name == "hidden":
                page.hide()
        book.add_worksheet("notes").write(0, 0, "made by the office")

    assert [row["permit"] for row in rows(workbook(fill))] == ["1", "3"]


def test_a_workbook_whose_filled_sheets_are_all_hidden_is_refused():
    def fill(book):
        page = book.add_worksheet("a")
        page.write_row(0, 0, HEAD)
        page.hide()
        book.add_worksheet("b").activate()

    assert refused(workbook(fill)) == "import.hidden_only"


def test_what_is_merged_downwards_stands_in_each_row():
    def fill(book):
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 2, "Units of the province")
        page.write_row(1, 0, HEAD)
        page.merge_range(2, 1, 4, 1, "Semnan")
        for at in range(2, 5):
            page.write(at, 0, f"unit {at}")
            page.write(at, 2, at)

    assert [row["province"] for row in rows(workbook(fill))] == ["Semnan"] * 3


def test_one_cell_a_million_rows_away_does_not_break_the_house():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        page.write(1_048_575, 16_383, "x")

    assert refused(workbook(fill)) == "import.too_many_cells"


def test_one_long_text_told_a_million_times_is_refused():
    text = "ا" * 30_000
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 40_000))
    file = io.BytesIO(workbook(lambda book: book.add_worksheet().write(0, 0, "x")))
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "xl/sharedStrings.xml":
                new.writestr(name, f"<sst><si><t>{text}</t></si></sst>")
            elif name == "xl/worksheets/sheet1.xml":
                new.writestr(name, f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
            else:
                new.writestr(name, old.read(name))

    assert refused(out.getvalue()) == "import.too_big"


def test_an_ods_sheet_is_read_with_its_merged_and_repeated_cells():
    content = ods(
        [
            "".join(map(cell, HEAD)),
            cell("one") + cell("Semnan", 'table:number-rows-spanned="2"') + cell("1"),
            cell("two") + "<table:covered-table-cell/>" + cell("2"),
        ],
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )

    assert [(row["province"], row["permit"]) for row in rows(content)] == [
        ("Semnan", "1"),
        ("Semnan", "2"),
    ]


def test_an_ods_row_that_says_and_so_on_a_million_times_is_refused():
    filled = cell("x", 'table:number-columns-repeated="1000"')
    more = f'<table:table-row table:number-rows-repeated="1000000">{filled}</table:table-row>'

    assert refused(ods(["".join(map(cell, HEAD))], more)) == "import.too_many_cells"


def test_parquet_tells_numbers_and_days_as_a_spreadsheet_would():
    file = io.BytesIO()
    pl.DataFrame(
        {"name_fa": ["فولاد"], "permit": [10100123456.0], "licensed_on": [date(2015, 6, 20)]}
    ).write_parquet(file)

    (row,) = rows(file.getvalue())
    assert (row["permit"], row["licensed_on"]) == ("10100123456", "2015-06-20")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PAR1 and nothing behind it", "import.broken_parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import.old_excel"),
        (b"PK\x03\x04", "import.broken_workbook"),
        (b"name_fa,province\n" + b"x" * 17_000_000, "import.line_too_long"),
        (",".join(["name_fa", *(f"c{n}" for n in range(10**6))]).encode(), "import.too_many_columns"),
        ("نام,استان\nالف,قم\n".encode("utf-16-le"), "import.not_a_table"),
        ("Müller,Straße\n".encode("latin-1"), "import.encoding"),
    ],
    ids=lambda told: told if isinstance(told, str) else "bytes",
)  # fmt: skip
def test_nasty_files_are_refused_in_words(content, code):
    assert refused(content) == code


def test_a_heading_is_what_the_sender_says_it_is():
    content = "کد,استان,رنگ\n101,قم,سبز\n".encode()

    (row,) = rows(content, chosen={"کد": "permit", "رنگ": ""})
    assert row == {"row": 2, "permit": "101", "province": "قم"}


def test_the_form_has_every_column_in_both_languages_and_is_read_again():
    content = template_workbook()
    parts = list(open_file(content, file="t", headings=HEADINGS, limits=LIMITS, every_sheet=True))
    names = [column.name for column in COLUMNS]
    assert [list(part.header.at) for part in parts] == [names, names]


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused(content, start):
    try:
        rows(start + content)
    except Refusal as no:
        assert no.code.startswith("import.")


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.one_of(st.text(max_size=9), st.floats(), st.booleans()), max_size=4), max_size=5
    )
)
def test_any_workbook_is_read_or_refused(cells):
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        for at, row in enumerate(cells, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(at, column, "".join(c for c in value if c.isprintable()))
                elif isinstance(value, bool) or abs(value) < 1e300:
                    page.write(at, column, value)

    try:
        rows(workbook(fill))
    except Refusal as no:
        assert no.code.startswith("import.")
