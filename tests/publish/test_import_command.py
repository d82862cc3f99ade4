"""`ehya import claims` tells what it did, in words or as JSON, and says no with exit code 2."""

import io
import json
import zipfile

import fastexcel
import pytest
from typer.testing import CliRunner

from ehya.cli.imports import app
from ehya.ledger.models import Event
from ehya.publish.queries import claim

pytestmark = pytest.mark.django_db

HEADER = "claim_id,source,metric,value,period_kind,published_on,note\n"
GOOD = "CLI1-01,IRNA,units_revived,116,full_year,2024-08-12,\n"
BAD = "CLI1-02,IRNA,units_revived,many,full_year,2024-08-12,=1+1\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs the command in an empty folder and returns its result."""
    monkeypatch.chdir(tmp_path)

    def run_with(*args):
        return CliRunner().invoke(app, ["claims", *map(str, args)])

    return run_with


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="claims.csv"):
        path = tmp_path / name
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
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
    done = run(file(GOOD, BAD), "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == 2
    assert (told["added"], told["refused"]) == (0, 1)
    path = tmp_path / told["refusals_file"]
    rows = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().rows(named=True)
    assert rows[0]["Value"] == "many"
    assert rows[0]["Row"] == "3"
    assert "Value: “many” is not a number" in rows[0]["Refused because"]
    assert rows[0]["Note"] == "=1+1"


def test_no_cell_of_the_workbook_is_a_formula(run, file):
    path = json.loads(run(file(BAD), "--json").stdout)["refusals_file"]

    with zipfile.ZipFile(io.BytesIO(open(path, "rb").read())) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_mended_workbook_is_taken_as_it_is(run, file, tmp_path):
    """The headings of the returned workbook, in either language, are the columns' names."""
    for language in ("en", "fa"):
        done = run(file(BAD), "--json", "--language", language)
        returned = json.loads(done.stdout)["refusals_file"]
        again = run(returned, "--dry-run", "--json")
        assert json.loads(again.stdout)["refused"] == 1
        assert "columns were not read" not in run(returned, "--dry-run").stdout


def test_only_good_takes_the_rest_and_is_done(run, file):
    done = run(file(GOOD, BAD), "--only-good", "--json", "--refusals", "back.xlsx")

    told = json.loads(done.stdout)
    assert (done.exit_code, told["added"], told["refused"]) == (0, 1, 1)
    assert told["refusals_file"] == "back.xlsx"
    assert claim("CLI1-01").claim.value == 116


def test_a_dry_run_writes_nothing(run, file):
    done = run(file(GOOD), "--dry-run")

    assert done.exit_code == 0
    assert "1 added" in done.stdout
    assert "dry run" in done.stdout
    assert not Event.objects.filter(act="publish.import_claims").exists()


def test_it_speaks_persian(run, file):
    done = run(file(GOOD, BAD), "--language", "fa")

    assert "ردیف ۳" in done.stdout
    assert "عدد نیست" in done.stdout


def test_a_bad_file_among_several_does_not_stop_the_others(run, file, tmp_path):
    (tmp_path / "empty.csv").write_text("")

    done = run("empty.csv", file(GOOD), "--json")

    assert done.exit_code == 2
    assert json.loads(done.stdout)["added"] == 1
    assert "holds nothing" in done.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "no file was named"),
        (["nowhere.csv"], "cannot be read"),
        (["claims.csv", "--by", "nobody"], "nobody signs in"),
        (["claims.csv", "--published-on", "soon"], "no day, month or year"),
        (["--template", "nowhere/t.xlsx"], "cannot be written"),
    ],
)
def test_a_wrong_call_is_refused_in_a_sentence(run, file, args, told):
    file(GOOD)

    done = run(*args)

    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr.lower()


def test_an_import_in_somebodys_name_is_noted_as_theirs(run, file, analyst):
    run(file(GOOD), "--by", "analyst")

    assert Event.objects.get(act="publish.import_claims").by == analyst


def test_the_template_is_a_workbook_whose_examples_are_not_taken(run):
    assert run("--template", "t.xlsx").exit_code == 0

    done = run("t.xlsx", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["rows"], told["refused"]) == (2, 1, 1)
