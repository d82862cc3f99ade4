"""The list of projects, taken away and handed in again, and as OC4IDS."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from tests.invest.oc4ids_told import PACKAGE
from tests.invest.yard import BEGUN, a_project, money, pay, places, plan, tell
from typer.testing import CliRunner

from ehya.invest.actions import building, planning
from ehya.invest.actions.importing import import_projects
from ehya.invest.models import Financing, Milestone, Project
from ehya.revive.queries.amounts import Told

pytestmark = pytest.mark.django_db
USD = {
    "amount": Decimal(1000),
    "currency": "USD",
    "rate": Decimal(600_000),
    "rate_on": BEGUN,
    "rate_source": "CBI",
}


@pytest.fixture(autouse=True)
def _places(db):
    places()


@pytest.fixture
def main(officer):
    """A water main with two sources, one of them in dollars, and three milestones."""
    number = a_project(
        officer, code="الف-1", sponsor="آب سمنان", jobs_planned=12, lat=35.58, lon=53.39,
        capacity=Decimal(1200), capacity_unit="m3", capacity_per="day", stands_at="جاده دامغان", source="=2+3",
    )  # fmt: skip
    money(number, 20_000_000_000, by=officer, name="بانک صنعت")
    money(number, 0, by=officer, kind="foreign", told=Told(**USD))
    steps = [("حفاری", ".3"), ("لوله", ".5"), ("پمپ", ".2")]
    plan(number, *((n, w, date(2024, 6 + i, 1)) for i, (n, w) in enumerate(steps)), by=officer)
    return number


def taken(client, query=""):
    answer = client.get(f"/projects/list.csv{query}")
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def counts(report):
    return len(report.added), len(report.changed), report.unchanged, len(report.refused)


def test_each_part_stands_on_a_row_and_no_sum_counts_twice(main, officer_client):
    rows = list(csv.DictReader(io.StringIO(taken(officer_client))))
    assert [row["project"] for row in rows] == [str(main)] * 3
    assert [row["approved_irr"] for row in rows] == ["20600000000", "", ""]
    assert [row["amount"] for row in rows] == ["20000000000", "1000", ""]
    assert [row["rate"] for row in rows] == ["", "600000", ""]
    assert [(row["milestone"], row["weight"]) for row in rows] == [
        ("حفاری", "30"), ("لوله", "50"), ("پمپ", "20"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_taken_away_comes_back_as_known(main, officer, officer_client, kind):
    Project.objects.update(source="خبر")
    a_project(officer, name_fa="بی‌شماره", kind="industrial", branch="new")
    answer = officer_client.get(f"/projects/list.{kind}")
    file = answer.content if kind == "xlsx" else b"".join(answer.streaming_content)
    report = import_projects(file, by=officer, name=f"list.{kind}")
    assert (counts(report), report.unknown) == ((0, 0, 2, 0), ())


def test_what_was_taken_away_makes_the_same_projects_elsewhere(main, officer, officer_client):
    Project.objects.update(source="خبر")
    rows = list(csv.DictReader(io.StringIO(taken(officer_client))))
    before = told_of(main)
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for name in rows[0] if name != "project"])
    writer.writeheader()
    for row in rows:
        del row["project"]
        writer.writerow({**row, "code": "ب-2"})
    report = import_projects(out.getvalue().encode(), by=officer, name="elsewhere.csv", sure=True)
    assert counts(report) == (1, 0, 0, 0)
    assert told_of(Project.objects.get(code="ب-2").pk) == before


def told_of(number):
    names = (
        *("name_fa", "sponsor", "jobs_planned", "lat", "capacity", "capacity_per", "stands_at"),
        "approved_irr",
    )
    sources = Financing.objects.filter(project=number).order_by("amount")
    steps = Milestone.objects.filter(project=number).order_by("place")
    return (
        Project.objects.values_list(*names).get(pk=number),
        list(sources.values_list("kind", "name", "amount", "currency", "rate", "rate_on", "on")),
        list(steps.values_list("name", "weight", "planned_on")),
    )


def test_a_text_like_a_formula_is_guarded(main, officer_client):
    assert "'=2+3" in taken(officer_client)


def test_oc4ids_says_what_the_schema_asks(main, officer, officer_client):
    building.begin(main, by=officer, on=BEGUN)
    tell(main, ".35", by=officer, on=date(2024, 8, 1))
    pay(main, 4_120_000_000, "k", by=officer)
    a_project(officer, kind="industrial", branch="expansion", name_fa="توسعه", name_en="")
    package = officer_client.get("/projects/oc4ids.json").json()
    jsonschema.Draft4Validator(PACKAGE, format_checker=jsonschema.FormatChecker()).validate(package)
    other, project = package["projects"]
    assert (other["type"], other["language"], "sector" in other) == ("expansion", "fa", False)
    assert project["publicAuthority"] == {"id": "sponsor", "name": "آب سمنان"}
    assert project["locations"][0]["geometry"]["coordinates"] == [53.39, 35.58]
    lines = project["budget"]["budgetBreakdowns"][0]["budgetBreakdown"]
    assert [line["amount"] for line in lines] == [
        {"amount": 20_000_000_000, "currency": "IRR"}, {"amount": 1000, "currency": "USD"},
    ]  # fmt: skip
    capacity, physical, financial = project["metrics"]
    (licensed,) = capacity["observations"]
    assert (licensed["measure"], licensed["unit"]) == (1200, {"name": "m3 per day"})
    assert physical["observations"][0]["measure"] == 35
    assert financial["observations"][0]["measure"] == 20  # 4.12 of 20.6 billion


def test_a_finished_project_has_a_state_that_the_schema_knows(main, officer, officer_client):
    building.begin(main, by=officer, on=BEGUN)
    planning.finish_milestone(main, 1, by=officer, on=date(2024, 7, 1))
    tell(main, "1", by=officer, on=date(2024, 8, 1))
    building.finish(main, by=officer, on=date(2024, 8, 2))
    package = officer_client.get("/projects/oc4ids.json").json()
    jsonschema.Draft4Validator(PACKAGE).validate(package)
    assert package["projects"][0]["status"] == "completion"
    assert package["projects"][0]["completion"] == {"endDate": "2024-08-02T00:00:00Z"}


def test_an_empty_package_is_refused_in_words(officer_client):
    answer = officer_client.get("/projects/oc4ids.json")
    assert answer.status_code >= 400
    assert "OC4IDS" in answer.content.decode()


def test_the_command_writes_the_three_kinds(main, tmp_path):
    from ehya.cli.exports import app

    for name in ("list.csv", "list.xlsx", "list.json"):
        done = CliRunner().invoke(
            app, ["projects", str(tmp_path / name), "--where", "kind=industrial"]
        )
        wanted = 1 if name == "list.json" else 0
        assert bool(done.exit_code) == bool(wanted), done.output
        done = CliRunner().invoke(app, ["projects", str(tmp_path / name)])
        assert (done.exit_code, done.stdout.split(": ")[1][:10]) == (0, "1 projects")
    jsonschema.Draft4Validator(PACKAGE).validate(json.loads((tmp_path / "list.json").read_text()))
    assert (tmp_path / "list.csv").read_text("utf-8-sig").startswith("project,kind")
