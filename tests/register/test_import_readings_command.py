"""`ehya import readings` tells what it did, hands refused rows back, and writes a form."""

import json
from datetime import date

import fastexcel
import pytest
from typer.testing import CliRunner

from ehya.cli.imports import app
from ehya.ledger.actions import the_house
from ehya.register import lake
from ehya.register.actions.particulars import add_identifier
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit

pytestmark = pytest.mark.django_db

BORN = date(2019, 3, 21)
WIDE = "پروانه,۱۴۰۲/۰۵,۱۴۰۲/۰۶\n"


@pytest.fixture
def run(tmp_path, monkeypatch, steward):
    """Return a function that runs the command in an empty home with one unit, permit 101."""
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    load_places(by=the_house())
    number = add_unit({"name_fa": "فولاد", "province": "IR-20"}, by=steward, on=BORN)
    add_identifier(number, "permit", "101", by=steward, first=BORN)

    def run_with(*args):
        return CliRunner().invoke(app, ["readings", *map(str, args)])

    return run_with


@pytest.fixture
def file(tmp_path):
    def write(*rows, header=WIDE):
        path = tmp_path / "bills.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return write


def test_json_is_one_object_with_the_counts(run, file):
    done = run(file("101,5,7\n"), "--signal", "gas", "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert told.pop("seconds") >= 0
    assert told == {
        "rows": 1, "added": 1, "changed": 0, "unchanged": 0, "refused": 0, "refusals_file": None,
    }  # fmt: skip


def test_refused_rows_come_back_with_their_headings_and_reasons_to_be_mended(run, file, tmp_path):
    done = run(file("101,5,7\n", "999,8,x\n"), "--signal", "gas", "--refusals", "back.xlsx",
               "--language", "fa")  # fmt: skip

    assert done.exit_code == 2
    assert "ردیف ۳، ۱۴۰۲/۰۶:" in done.stdout
    assert lake.at_version().version == -1
    rows = fastexcel.read_excel(tmp_path / "back.xlsx").load_sheet(0, header_row=None).to_polars()
    heads, cells = rows.rows()[:2]
    assert {"پروانه بهره‌برداری", "۱۴۰۲/۰۵", "۱۴۰۲/۰۶"} <= set(heads)
    assert {"999", "8", "x"} <= set(cells)

    mended = run("back.xlsx", "--signal", "gas", "--dry-run", "--json")
    assert json.loads(mended.stdout)["refused"] == 1


def test_a_signal_that_is_not_told_is_asked_for(run, file):
    done = run(file("101,5,7\n"), "--language", "en")
    assert done.exit_code == 2
    assert "electricity, gas" in done.stderr


def test_the_form_can_be_filled_and_handed_in(run, tmp_path):
    done = run("--template", "form.xlsx", "--language", "en")
    assert done.exit_code == 0
    empty = run(tmp_path / "form.xlsx")
    assert empty.exit_code == 2
    assert "form.xlsx" in empty.stderr
