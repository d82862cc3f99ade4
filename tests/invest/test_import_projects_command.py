"""`ehya import projects`, `payments` and `progress`: each tells what it did, hands refused rows back, and writes a form."""

import json

import fastexcel
import pytest
from typer.testing import CliRunner

from ehya.cli.imports import app
from ehya.invest.actions import building
from ehya.invest.models import Project
from tests.invest.yard import BEGUN, a_project, money, of, places

pytestmark = pytest.mark.django_db
HEAD = "code,kind,name,province,jobs\n"
GOOD, WRONG = "a-1,industrial,کارخانه,Semnan,12\n", "a-2,industrial,دیگر,Semnan,many\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs the command in an empty home."""
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    places()
    return lambda *args: CliRunner().invoke(app, ["projects", *map(str, args)])


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "projects.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return write


def test_it_says_what_is_new_and_what_is_known(run, file):
    done = run(file(GOOD))
    assert done.exit_code == 0, done.output
    assert "1 rows; projects: 1 new, 0 changed, 0 as known, 0 refused." in done.stdout
    again = run(file(GOOD), "--json")
    assert json.loads(again.stdout)["unchanged"] == 1
    changed = run(file(GOOD.replace("12", "15")), "--reason", "letter 7")
    assert "row 2, کارخانه: Planned jobs: 12 → 15" in changed.stdout


def test_a_dry_run_writes_nothing(run, file):
    done = run(file(GOOD), "--dry-run", "--language", "fa")
    assert "۱ تازه" in done.stdout
    assert "چیزی نوشته نشد" in done.stdout
    assert not Project.objects.exists()


def test_refused_rows_come_back_in_a_workbook_and_the_mended_file_is_taken(run, file, tmp_path):
    done = run(file(GOOD, WRONG), "--refusals", tmp_path / "no.xlsx")
    assert done.exit_code == 2
    assert "row 3, Planned jobs: “many” is not a number" in done.stdout
    assert not Project.objects.exists()
    sheet = fastexcel.read_excel(tmp_path / "no.xlsx").load_sheet(0).to_polars()
    assert sheet["Number of its own"].to_list() == ["a-2"]
    assert run(file(GOOD, WRONG), "--only-good").exit_code == 0
    assert Project.objects.get().code == "a-1"


def test_a_form_is_written_and_reads_back_as_nothing(run, tmp_path):
    assert run("--template", tmp_path / "form.xlsx").exit_code == 0
    done = run(tmp_path / "form.xlsx", "--json")
    assert json.loads(done.stdout)["rows"] == 0


def test_an_officers_sign_in_keeps_to_the_province(run, file, officer):
    done = run(file(GOOD.replace("Semnan", "Tehran")), "--by", officer.username, "--json")
    assert (done.exit_code, json.loads(done.stdout)["refused"]) == (2, 1)


def test_a_file_that_is_not_there_is_one_sentence(run, tmp_path):
    done = run(tmp_path / "nothing.csv")
    assert done.exit_code == 2
    assert "nothing.csv cannot be read" in done.stderr


def test_payments_and_progress_are_taken_and_told_in_the_same_way(run, tmp_path, officer):
    number = a_project(officer, code="a-1")
    money(number, 30_000_000_000, by=officer)
    building.begin(number, by=officer, on=BEGUN)
    paid, built = tmp_path / "paid.csv", tmp_path / "built.csv"
    paid.write_text(
        "code,reference,paid on,amount,currency\na-1,7,2024-05-01,20,billion rials\n"
        "a-1,8,2024-05-02,20,billion rials\n"
    )
    built.write_text("code,day,progress\na-1,2024-05-01,25\n")

    def take(kind, *args):
        return CliRunner().invoke(app, [kind, *map(str, args)])

    done = take("payments", paid, "--refusals", tmp_path / "no.xlsx")
    assert done.exit_code == 2
    assert "2 rows; payments: 1 new, 0 changed, 0 as known, 1 refused." in done.stdout
    assert "row 3, Amount: With this, 40,000,000,000 rials would be paid" in done.stdout
    sheet = fastexcel.read_excel(tmp_path / "no.xlsx").load_sheet(0).to_polars()
    assert sheet["Number of the payment"].to_list() == ["8"]
    assert take("payments", paid, "--only-good").exit_code == 0
    assert take("progress", built).exit_code == 0
    assert (of(number).paid_irr, str(of(number).physical)) == (20_000_000_000, "0.25000")
    form = tmp_path / "form.xlsx"
    assert take("payments", "--template", form).exit_code == 0
    assert json.loads(take("payments", form, "--json").stdout)["rows"] == 0
