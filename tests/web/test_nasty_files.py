"""Whatever file is handed in at either door, the answer is words in the reader's language."""

import io
import json
import zipfile
from datetime import date
from functools import cache

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from typer.testing import CliRunner

from ehya.ledger.actions import the_house
from ehya.register.actions.places import load_places
from ehya.register.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = ["name_fa", "province", "permit", "licensed_on"]
DAY = date(2024, 8, 12)


def workbook(fill):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    return file.getvalue()


def page(book, rows, name=None):
    sheet = book.add_worksheet(name)
    for at, row in enumerate([HEAD, *rows]):
        for column, value in enumerate(row):
            sheet.write_string(at, column, value)
    return sheet


def with_formula(book):
    page(book, [["one", "Semnan", "1", ""]]).write_formula(1, 0, '=HYPERLINK("http://x","y")')


def with_both_calendars(book):
    sheet = page(book, [["one", "Semnan", "1", "1394/03/30"], ["two", "Semnan", "2", ""]])
    sheet.write_datetime(2, 3, date(2015, 6, 20), book.add_format({"num_format": "yyyy-mm-dd"}))


def merged(book):
    sheet = page(book, [["one", "", "1", ""], ["two", "", "2", ""]])
    sheet.merge_range(1, 1, 2, 1, "Semnan")


def half_hidden(book):
    page(book, [["one", "Semnan", "1", ""]], "seen")
    page(book, [["two", "Semnan", "2", ""]], "kept back").hide()


def all_hidden(book):
    page(book, [["one", "Semnan", "1", ""]], "a").hide()
    book.add_worksheet("b").activate()


def far_away(book):
    page(book, []).write(1_048_575, 16_383, "x")


@cache
def bomb():
    """A workbook of half a megabyte that unpacks to six hundred."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(lambda book: page(book, [])))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w") as file:
                file.write(old.read(name))
                for _ in range(600 if name.endswith("sheet1.xml") else 0):
                    file.write(b" " * 1_000_000)
    return out.getvalue()


CSV = "نام,استان,پروانه\nکارگاه,سمنان,1\n"
# name of the file -> (its bytes or what makes them, how many of its rows are new units; None where it is refused)
FILES = {
    "formula.csv": (b'name_fa,province,permit\n"=cmd|\' /C calc\'!A0",Semnan,1\n', None),
    "formula.xlsx": (workbook(with_formula), 1),
    "bomb.xlsx": (bomb, None),
    "wide.csv": (b"name_fa,province," + b",".join(b"c%d" % n for n in range(10**6)), None),
    "far.xlsx": (workbook(far_away), None),
    "windows.csv": (CSV.replace("ی", "ي").encode("cp1256", "replace"), 1),
    "utf-16.csv": (CSV.encode("utf-16"), 1),
    "latin.csv": ("Müller,Straße\n".encode("latin-1"), None),
    "broken-letters.csv": (CSV.encode() + b"\xff\xfe\x80,Semnan,2\n", None),
    "days.xlsx": (workbook(with_both_calendars), 2),
    "merged.xlsx": (workbook(merged), 2),
    "half-hidden.xlsx": (workbook(half_hidden), 1),
    "all-hidden.xlsx": (workbook(all_hidden), None),
    "cut.xlsx": (workbook(merged)[:-300], None),
    "cut.parquet": (b"PAR1 and nothing", None),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
    "empty.csv": (b"\n", None),
    "never-closed.csv": (b'name_fa,province,permit\n"open,Semnan,1\n' + b"x,Semnan,2\n" * 99, None),
}  # fmt: skip


def file_of(name):
    content, added = FILES[name]
    return (content() if callable(content) else content), added


@pytest.fixture(autouse=True)
def places(db):
    load_places(by=the_house())


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("name", FILES)
def test_the_page_answers_in_words(name, language, steward, steward_client):
    steward.language = language
    steward.save()
    content, added = file_of(name)
    answer = steward_client.post("/data/", {"files": [SimpleUploadedFile(name, content)]})
    if answer.status_code == 302:
        told = {"as_of": str(DAY), "meaning": "change"}
        answer = steward_client.post(answer.url, told, follow=True)
    said = " ".join(answer.content.decode().split())
    assert answer.status_code in (200, 422), said
    assert "Traceback" not in said
    if added:
        few = {"en": str(added), "fa": "۰۱۲۳۴۵۶۷۸۹"[added]}[language]
        whole = f"It would add {few}" if language == "en" else few
        assert whole in said
    assert not Unit.objects.exists()


@pytest.mark.parametrize("name", FILES)
def test_the_command_answers_in_words(name, tmp_path, monkeypatch):
    from ehya.cli import imports, prepare

    monkeypatch.setattr(prepare, "wake", lambda: None)
    monkeypatch.setattr(prepare, "bring_up_to_date", lambda: None)
    monkeypatch.chdir(tmp_path)  # rows that go back are written where one stands
    content, added = file_of(name)
    file = tmp_path / name
    file.write_bytes(content)
    told = ["units", str(file), "--dry-run", "--json", "--as-of", str(DAY)]
    found = CliRunner().invoke(imports.app, told)
    assert found.exit_code == (2 if added is None else 0)
    if not found.stdout:
        assert name in found.stderr
        assert "Traceback" not in found.stderr
    else:
        answer = json.loads(found.stdout.splitlines()[-1])
        assert answer["added"] == (added or 0), answer
        assert bool(answer["refused"]) == (added is None), answer
    assert not Unit.objects.exists()
