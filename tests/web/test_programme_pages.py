"""The cockpit tells the programme itself, every number of it leads on, and it can be taken away."""

import io
import json
import re
from datetime import date
from decimal import Decimal

import polars
import pytest
from tests.publish.test_figures import restarted
from tests.revive.purse import a_unit
from typer.testing import CliRunner

from ehya.cli.weekly import app
from ehya.engine.calendar import year_range
from ehya.ledger.actions import the_house
from ehya.ledger.models import User
from ehya.plan.actions.setting import NewTarget, NewVersion, set_target
from ehya.publish.actions import load_record
from ehya.register.actions.places import load_places
from ehya.revive.actions.opening import open_case

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 1)


@pytest.fixture
def programme(settings, steward, officer, analyst, director, citizen):
    """Two restarts of a target of eight, and a case whose day is past."""
    settings.TODAY = date(2024, 8, 12)
    User.objects.update(language="en")
    load_places(by=the_house())
    load_record(by=analyst)
    for on in (date(2024, 4, 1), date(2024, 8, 8)):
        restarted(steward, officer, on)
    open_case(a_unit(steward), "revival", by=officer, on=date(2024, 5, 1))
    new = NewVersion(Decimal(8), "the council", "minutes 7", DAY, DAY)
    return set_target(NewTarget("units_revived_claimed", "IR", year_range(1403)), new, by=analyst)


def words(answer):
    page = re.sub(
        r"<script.*?</script>|<svg.*?</svg>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_programmes_target_is_the_first_heading_and_the_record_follows(
    programme, director_client
):
    page = director_client.get("/").content.decode()
    (first,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert first.startswith("2 of 8 units, with 40")
    assert page.index("What was published") > page.index(first)
    assert "33" in page[page.index("What was published") :]


def test_everything_told_leads_on(programme, director_client):
    page = director_client.get("/").content.decode()
    assert f'href="/targets/{programme.pk}/"' in page
    assert "/figures/count/units_revived_claimed/?first=2024-08-06&amp;last=2024-08-12" in page
    assert "/cases/?state=found" in page
    for address in set(re.findall(r'href="(/(?:figures|cases|obligations|funding)/[^"]*)"', page)):
        assert director_client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_the_earlier_morning_is_the_readers_choice(programme, director_client):
    told = words(director_client.get("/?since=2024-03-25"))
    assert "Since 25 Mar 2024" in told
    assert "from 0 units to 2 units" in told
    assert "yesterday" in told
    assert "the new year" in told


def test_a_day_that_is_not_earlier_is_refused_in_words(programme, director_client):
    answer = director_client.get("/?since=2024-08-12")
    assert answer.status_code == 422
    assert "is not before" in words(answer)


def test_the_whole_page_stands_on_an_earlier_day(programme, director_client):
    page = director_client.get("/?as_of=2024-05-01").content.decode()
    assert "1 of 8 units" in page
    assert "/cases/?state=" not in page  # the list of cases tells today only


def test_who_may_not_see_cases_reads_the_record_only(programme, client):
    speaker = User.objects.create(username="speaker", role="communications", language="en")
    client.force_login(speaker)
    page = client.get("/").content.decode()
    assert "What was published" not in page
    assert client.get("/cockpit.pdf").status_code == 403


def test_the_forecast_comes_as_a_part_of_its_own(programme, director_client):
    answer = director_client.get("/cockpit/ahead/")
    assert answer.status_code == 200
    assert "Will we make it?" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/cockpit.pdf", "/reports/weekly.pdf"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_morning_is_a_paper_in_either_language(programme, director_client, address, language):
    answer = director_client.get(f"{address}?language={language}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert language in answer["Content-Disposition"]


def test_the_weeks_workbook_has_numbers_as_numbers(programme, director_client):
    answer = director_client.get("/reports/weekly.xlsx?language=en&to=2024-08-12")
    book = polars.read_excel(io.BytesIO(answer.content), sheet_id=0, has_header=False)
    assert list(book) == ["Weekly brief", "Targets", "Changes", "Cases", "Provinces", *MORE]
    first = book["Targets"].rows()[-2]
    assert (float(first[1]), float(first[2]), float(first[3])) == (2, 8, 25)


MORE = ["Obligations", "Money"]


def test_a_week_ends_on_friday_and_earlier_ones_are_a_press_away(programme, director_client):
    told = words(director_client.get("/reports/"))
    assert "Weekly brief, to 9 Aug 2024" in told
    assert "2 Aug 2024" in told
    later = director_client.get("/reports/?to=2030-01-01")  # not beyond the day it stands on
    assert "to 12 Aug 2024" in words(later)


def test_the_targets_list_tells_what_was_reached(programme, director_client):
    told = words(director_client.get("/targets/"))
    assert "2 units 25" in told


def test_the_command_writes_papers_and_workbooks_in_both_languages(programme, tmp_path):
    done = CliRunner().invoke(
        app, ["weekly", "--out", str(tmp_path / "new"), "--to", "1403/05/22", "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["as_of"] == "2024-08-12"
    assert told["finding"]["en"].startswith("2 of 8 units")
    assert told["finding"]["fa"].startswith("۲ از ۸ واحد")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "ehya-weekly-2024-08-12.en.pdf",
        "ehya-weekly-2024-08-12.en.xlsx",
        "ehya-weekly-2024-08-12.fa.pdf",
        "ehya-weekly-2024-08-12.fa.xlsx",
    ]


def test_the_command_refuses_an_unknown_province(programme, tmp_path):
    done = CliRunner().invoke(app, ["weekly", "--out", str(tmp_path), "--province", "IR-99"])
    assert done.exception.code == "plan.no_such_province"
    assert list(tmp_path.iterdir()) == []
