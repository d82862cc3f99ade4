"""Whatever file of readings is handed in at either door, the answer is words, and nothing wrong is kept."""

import io
import json
from datetime import date

import polars as pl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from typer.testing import CliRunner

from ehya.ledger.actions import the_house
from ehya.register import lake
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.intake.opening import Limits

pytestmark = pytest.mark.django_db(transaction=True)

BORN = date(2019, 3, 21)
HEAD = "permit,period,value\n"
BILLS = "permit,from,to,value\n"
FAR = 10**6


def workbook(fill):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for column, name in enumerate(("permit", "period", "value")):
            sheet.write_string(0, column, name)
        fill(sheet)
    return file.getvalue()


def sums(sheet):
    """A cell that holds a formula counts by what the spreadsheet showed."""
    sheet.write_row(1, 0, ["P/1", "1402/05"])
    sheet.write_formula(1, 2, "=3*4", None, 12)


def orders(sheet):
    """A formula that was never reckoned shows nothing."""
    sheet.write_row(1, 0, ["P/1", "1402/05"])
    sheet.write_formula(1, 2, '=HYPERLINK("http://x","y")', None, "y")


def parquet(**columns):
    file = io.BytesIO()
    pl.DataFrame(columns).write_parquet(file)
    return file.getvalue()


# name of the file -> (its bytes, how many of its rows are new; None where it is refused)
FILES = {
    "both-calendars.csv": (f"{HEAD}P/1,1402/05,1\nP/1,2023-10,2\nP/1,مهر ۱۴۰۱,3\n".encode(), 3),
    "minus.csv": (f"{HEAD}P/1,1402/05,-3\n".encode(), None),
    "words.csv": (f"{HEAD}P/1,1402/05,zero\n".encode(), None),
    "order.csv": (f"{HEAD}P/1,1402/05,=1+1\n".encode(), None),
    "order.xlsx": (workbook(orders), None),
    "sums.xlsx": (workbook(sums), 1),
    "not-a-number.parquet": (
        parquet(permit=["P/1", "P/1"], period=["1402/05", "1402/06"], value=[float("nan"), 1.5]),
        1,
    ),
    "without-end.parquet": (
        parquet(permit=["P/1"], period=["1402/05"], value=[float("inf")]), None
    ),
    "two-signals.csv": (b"permit,1402/05,electricity\nP/1,1,2\n", None),
    "two-months.csv": (b"permit,1402/05,Mordad 1402\nP/1,1,2\n", None),
    "reversed.csv": (f"{BILLS}P/1,1402/06/01,1402/05/01,3\n".encode(), None),
    "one-day.csv": (f"{BILLS}P/1,1402/05/01,1402/05/01,3\n".encode(), 1),
    "to-come.csv": (f"{HEAD}P/1,1450/05,3\n".encode(), None),
    "to-come-wide.csv": (b"permit,1450/05\nP/1,3\n", None),
    "thirteenth.csv": (f"{HEAD}P/1,1402/13,3\n".encode(), None),
    "slipped.csv": (f"{HEAD}P/1,1402/05,1000000000000\n".encode(), None),
    "told-twice.csv": (f"{HEAD}P/1,1402/05,1\nP/1,2023-07-23 - 2023-08-22,2\n".encode(), None),
    "nobodys.csv": (f"{HEAD}P/9,1402/05,1\n".encode(), None),
    "wide.csv": (b"permit,period," + b",".join(b"c%d" % n for n in range(FAR)), None),
    "wide-row.csv": (f"{HEAD}P/1,1402/05,1\nP/1,1402/06{',' * FAR}\n".encode(), None),
    "no-letters.csv": (f"{HEAD}P/1,1402/05,1\n".encode() + b"\xff\xfe\x80,1,2\n", None),
    "open-quote.csv": (f'{HEAD}P/1,1402/05,1\n"P/1,1402/06,2\n'.encode(), None),
    "cut.parquet": (b"PAR1 and nothing", None),
    "only-a-head.csv": (HEAD.encode(), None),
    "nothing.csv": (b"", None),
}  # fmt: skip


@pytest.fixture(autouse=True)
def register(steward, tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_LAKE", str(tmp_path / "lake"))
    load_places(by=the_house())
    add_unit({"name_en": "Steel", "province": "IR-20", "permit": "P/1"}, by=steward, on=BORN)


def words(answer):
    return " ".join(answer.content.decode().split())


def handed_in(client, name, content):
    """Hand a file in and ask what it would do; what the last page said."""
    file = SimpleUploadedFile(name, content)
    answer = client.post("/data/", {"files": [file], "kind": "readings"})
    if answer.status_code == 302:
        told = {"kind": "readings", "signal": "gas"}
        answer = client.post(answer.url, told, follow=True)
    return answer


@pytest.mark.parametrize("name", FILES)
def test_the_page_answers_in_words(name, steward, steward_client):
    steward.language = "en"
    steward.save()
    content, added = FILES[name]
    answer = handed_in(steward_client, name, content)
    said = words(answer)
    assert answer.status_code in (200, 422), said
    assert "Traceback" not in said
    assert (f"Rows of readings: {added} would be added" in said) == bool(added), said
    assert lake.at_version().version == -1


@pytest.mark.parametrize("name", FILES)
def test_the_command_answers_in_words(name, tmp_path, monkeypatch):
    from ehya.cli import imports, prepare

    monkeypatch.setattr(prepare, "wake", lambda: None)
    monkeypatch.setattr(prepare, "bring_up_to_date", lambda: None)
    monkeypatch.chdir(tmp_path)  # rows that go back are written where one stands
    content, added = FILES[name]
    file = tmp_path / name
    file.write_bytes(content)
    found = CliRunner().invoke(imports.app, ["readings", str(file), "--signal", "gas", "--json"])
    assert found.exit_code == (2 if added is None else 0), (found.stdout, found.stderr)
    assert "Traceback" not in found.stderr
    if found.stdout:
        answer = json.loads(found.stdout.splitlines()[-1])
        assert bool(answer["refused"]) == (added is None), answer
        assert answer["added"] == (added or 0), answer
    else:
        assert name in found.stderr
    assert (lake.at_version().version == 0) == bool(added)


@pytest.mark.parametrize(("language", "said"), [("en", "larger than 1 MB"), ("fa", "۱")])
def test_a_file_that_is_too_large_is_refused_with_its_limit(
    language, said, steward, steward_client, monkeypatch
):
    """A file of readings may have 20 GB; here a million bytes."""
    from ehya.register.actions import readings

    steward.language = language
    steward.save()
    small = Limits(bytes=1_000_000, workbook_bytes=1_000_000, rows=10, columns=5, many=True)
    monkeypatch.setattr(readings, "READINGS_LIMITS", small)
    answer = handed_in(steward_client, "large.csv", HEAD.encode() + b"P/1,1402/05,1\n" * 100_000)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "large.csv" in words(answer)
