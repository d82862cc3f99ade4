"""`ehya import units` tells what it did, in words or as JSON, and says no with exit code 2."""

import io
import json
import zipfile
from datetime import date

import pytest
from typer.testing import CliRunner

from ehya.cli.imports import app
from ehya.ledger.models import Run
from ehya.register.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db

HEADER = "نام,استان,شماره پروانه,بیمه‌شدگان\n"
GOOD = "فولاد,سمنان,101,۱۲\n"
BAD = "سیمان,ناکجاآباد,102,12%\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs the command in an empty folder and returns its result."""
    monkeypatch.chdir(tmp_path)

    def run_with(*args):
        return CliRunner().invoke(app, ["units", *map(str, args)])

    return run_with


@pytest.fixture
def file(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "units.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return write


def test_json_is_one_object_with_the_counts(run, file):
    done = run(file(GOOD), "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert told.pop("seconds") >= 0
    assert told == {
        "rows": 1, "added": 1, "changed": 0, "unchanged": 0, "refused": 0, "refusals_file": None,
    }  # fmt: skip


def test_a_bad_row_stops_the_file_and_comes_back_in_a_workbook(run, file, tmp_path):
    done = run(file(GOOD, BAD), "--json", "--refusals", "back.xlsx")

    told = json.loads(done.stdout)
    assert done.exit_code == 2
    assert (told["added"], told["refused"], told["refusals_file"]) == (0, 1, "back.xlsx")
    assert not Unit.objects.exists()
    with zipfile.ZipFile(io.BytesIO((tmp_path / "back.xlsx").read_bytes())) as packed:
        comments = packed.read("xl/comments1.xml").decode()
    assert "percentage" in comments


def test_good_rows_come_in_without_the_bad_ones(run, file):
    done = run(file(GOOD, BAD), "--good-rows", "--json")

    told = json.loads(done.stdout)
    assert (done.exit_code, told["added"], told["refused"]) == (0, 1, 1)


def test_the_day_and_a_heading_may_be_told(run, file):
    path = file("فولاد,سمنان\n", header="کارگاه,استان\n")
    done = run(path, "--as-of", "1402/06/31", "--map", "کارگاه=Persian name", "--json")

    assert done.exit_code == 0, done.output
    row = UnitVersion.objects.get()
    assert (row.name_fa, row.valid.lower) == ("فولاد", date(2023, 9, 22))


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["gone.csv"],
        ["units.csv", "--as-of", "someday"],
        ["units.csv", "--as-of", "2999-01-01"],
        ["units.csv", "--map", "nothing"],
        ["units.csv", "--map", "نام=colour"],
        ["units.csv", "--by", "nobody"],
    ],
    ids=["no file", "gone", "no day", "to come", "no map", "no such column", "nobody"],
)
def test_what_cannot_be_done_is_refused_in_one_line(run, file, args):
    file(GOOD)
    done = run(*args)

    assert done.exit_code == 2
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("ehya: ")]
    assert "cannot be done (" not in line


def test_the_words_tell_row_column_and_why(run, file):
    done = run(file(GOOD, BAD), "--dry-run", "--language", "fa")

    assert "ردیف ۳، استان: استانی به نام «ناکجاآباد» نیست" in done.stdout
    assert "چیزی نوشته نشد" in done.stdout


def test_the_form_is_written_and_holds_no_rows_yet(run, tmp_path):
    assert run("--template", "form.xlsx").exit_code == 0
    done = run("form.xlsx", "--json")

    assert done.exit_code == 2
    assert "form.xlsx" in done.stderr


def test_pairs_that_may_be_one_unit_are_found_before_the_answer(run, file):
    header = "نام,استان,شماره پروانه,تلفن همراه,شناسه قبض برق\n"
    first = run(file("فولاد البرز شرق,سمنان,101,09120000001,\n", header=header), "--language", "en")
    again = file("شرکت فولاد البرز شرق,سمنان,102,09120000001,\n", header=header)
    second = run(again, "--language", "en")

    said = "Pairs that may be one unit, for a steward (/duplicates/): 1."
    assert said not in first.stdout
    assert said in second.stdout
    assert run(again, "--language", "en").stdout.count("Pairs") == 0, "somebody has looked"
    Run.objects.all().delete()
    assert said in run(again, "--language", "en").stdout, "as after a search that was cut off"
