"""`ehya import rates` tells what it did, hands refused rows back, and writes a form."""

import json
from datetime import date
from decimal import Decimal

import fastexcel
import pytest
from typer.testing import CliRunner

from ehya.cli.imports import app
from ehya.register.models import RateTold
from ehya.register.queries.rates import index_of, rate_of

pytestmark = pytest.mark.django_db
HEAD = "currency,basis,day,rate in rials,source\n"
GOOD = "EUR,market,2024-07-01,650000,TGJU\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs the command in an empty home."""
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run_with(*args):
        return CliRunner().invoke(app, ["rates", *map(str, args)])

    return run_with


@pytest.fixture
def file(tmp_path):
    def write(*rows, header=HEAD):
        path = tmp_path / "rates.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return write


def test_json_is_one_object_with_the_counts(run, file):
    done = run(file(GOOD), "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert {k: told[k] for k in ("kind", "rows", "added", "corrected", "refused", "written")} == {
        "kind": "rates", "rows": 1, "added": 1, "corrected": 0, "refused": 0, "written": True,
    }  # fmt: skip
    assert rate_of("EUR", date(2024, 7, 1), "market").rials_per_unit == 650_000
    assert json.loads(run(file(GOOD), "--json").stdout)["unchanged"] == 1


def test_a_dry_run_writes_nothing(run, file):
    done = run(file(GOOD), "--dry-run")
    assert done.exit_code == 0
    assert "rates.csv: 1 row; 1 new, 0 corrected, 0 as known, 0 refused." in done.stdout
    assert "this was a dry run" in done.stdout
    assert not RateTold.objects.exists()


def test_a_correction_is_told_with_what_stood_before(run, file):
    run(file(GOOD))
    done = run(file(GOOD.replace("650000", "651000.5")), "--language", "fa")
    assert "ردیف ۲، EUR market" in done.stdout
    assert "۶۵۰٬۰۰۰ ← ۶۵۱٬۰۰۰٫۵" in done.stdout


def test_refused_rows_come_back_marked_and_the_exit_says_so(run, file, tmp_path):
    done = run(file(GOOD, "EUR,market,2024-07-02,?,TGJU\n"), "--refusals", "back.xlsx")
    assert done.exit_code == 2
    assert "rates.csv, row 3, Rate in rials: “?” is not a number." in done.stdout
    assert not RateTold.objects.exists()
    sheet = fastexcel.read_excel(tmp_path / "back.xlsx").load_sheet(0).to_polars()
    assert sheet.get_column("Row").to_list() == [3]
    assert run(file(GOOD, "EUR,market,2024-07-02,?,TGJU\n"), "--only-good").exit_code == 0
    assert RateTold.objects.count() == 1


def test_a_slipped_zero_is_asked_about_until_one_is_sure(run, file):
    run(file(GOOD))
    slipped = file("EUR,market,2024-07-02,6510000,TGJU\n")
    asked = run(slipped)
    assert asked.exit_code == 2
    assert "Did you mean 651,000?" in asked.stdout
    assert "say --sure" in asked.stdout
    assert run(slipped, "--sure").exit_code == 0


def test_an_index_comes_in_by_its_own_word(run, file):
    told = file("cpi,1400,1402/05,214.7,SCI\n", header="index,base,month,value,source\n")
    assert run(told, "--index").exit_code == 0
    assert index_of("consumer", date(2023, 8, 1)).value == Decimal("214.7")


def test_a_file_that_is_not_there_is_bad_input(run):
    done = run("nowhere.csv")
    assert done.exit_code == 2
    assert "nowhere.csv" in done.stderr


@pytest.mark.parametrize("kind", [(), ("--index",)])
def test_the_form_can_be_filled_and_its_example_is_passed_over(run, kind, tmp_path):
    assert run(*kind, "--template", "form.xlsx").exit_code == 0
    assert fastexcel.read_excel(tmp_path / "form.xlsx").sheet_names[-1] == "words واژه‌ها"
    done = run(*kind, "form.xlsx", "--json")
    assert (done.exit_code, json.loads(done.stdout)["rows"]) == (0, 0)
