"""Can whoever audits find what was done, and see that it is all there?"""

import ast
import dataclasses
import inspect
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.house.code import SOURCE

from ehya.ledger import actions, chain
from ehya.ledger.models import Scope
from ehya.publish.actions.record import Loaded
from ehya.web.messages.names_events import FACTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path))


@pytest.fixture
def done(officer, steward, auditor, in_english):
    actions.note(
        "register.change_unit",
        by=officer,
        on=("unit", "10000427"),
        before={"jobs": 12, "name": "Brick"},
        after={"jobs": 14, "name": "Brick"},
        reason="counted on the spot",
    )
    actions.note("register.merge_units", by=steward, on=("unit", "10000435"), reason="one firm")


def told(page):
    return re.findall(r'<td class="e num">([\d,]+)</td>', page.text)


def test_the_newest_act_stands_first(auditor_client, done):
    assert told(auditor_client.get("/events/")) == ["2", "1"]


def test_before_and_after_stand_together_with_the_reason(auditor_client, done):
    page = auditor_client.get("/events/").text
    assert "<del><bdi>12</bdi></del>" in page
    assert "<ins><bdi>14</bdi></ins>" in page
    assert "counted on the spot" in page
    assert "Brick" not in page


@pytest.mark.parametrize(
    ("asked", "positions"),
    [
        ({"person": "officer"}, ["1"]),
        ({"person": "nobody"}, []),
        ({"act": "register.merge_units"}, ["2"]),
        ({"kind": "unit"}, ["2", "1"]),
        ({"kind": "unit", "key": "10000427"}, ["1"]),
        ({"key": "10000435"}, ["2"]),
        ({"below": "2"}, ["1"]),
        ({"below": "x"}, ["2", "1"]),
    ],
)
def test_a_filter_narrows(auditor_client, done, asked, positions):
    assert told(auditor_client.get("/events/", asked)) == positions


@pytest.mark.parametrize("calendar", ["solar", "gregorian"])
def test_a_day_is_asked_for_in_either_calendar(auditor_client, done, calendar):
    from ehya.engine.calendar import to_solar

    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    solar = to_solar(tomorrow)
    words = {
        "gregorian": tomorrow.isoformat(),
        "solar": f"{solar.year}/{solar.month:02d}/{solar.day:02d}",
    }[calendar]
    assert told(auditor_client.get("/events/", {"since": words})) == []
    assert told(auditor_client.get("/events/", {"until": words})) == ["2", "1"]
    assert told(auditor_client.get("/events/", {"since": today, "until": today})) == ["2", "1"]


def test_what_is_no_day_is_refused(auditor_client, done):
    assert auditor_client.get("/events/", {"since": "the day before"}).status_code == 422


def test_further_events_follow_by_position(auditor_client, officer, in_english, monkeypatch):
    monkeypatch.setattr("ehya.web.pages.events.MOST", 2)
    for _ in range(5):
        actions.note("register.change_unit", by=officer, on=("unit", "1"))
    first = auditor_client.get("/events/", {"person": "officer"})
    assert told(first) == ["5", "4"]
    assert first.context["next"] == "?person=officer&below=4"
    assert told(auditor_client.get("/events/" + first.context["next"])) == ["3", "2"]
    last = auditor_client.get("/events/?person=officer&below=2")
    assert (told(last), last.context["next"]) == (["1"], "")


def test_the_chain_is_recomputed_when_asked(auditor_client, done):
    assert "Not looked over so far" in auditor_client.get("/events/").text
    assert "Every event is as it was written" in auditor_client.get("/events/?verify=1").text
    chain.keep(chain.head_of_chain())
    assert "Found whole up to event 2" in auditor_client.get("/events/").text


def test_a_changed_event_is_named_on_the_page(auditor_client, done):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE ledger_event SET reason = 'x' WHERE position = 1")
        cursor.execute("SET session_replication_role = DEFAULT")
    page = auditor_client.get("/events/?verify=1").text
    assert "The ledger is not as it was written" in page
    assert "The chain breaks at event 1" in page
    assert "register.change_unit" in page


def test_a_name_that_is_html_stays_words(auditor_client, officer, in_english):
    actions.note("register.change_unit", by=officer, on=("unit", "<b>x</b>"), after={"n": "<i>"})
    page = auditor_client.get("/events/").text
    assert "<b>x</b>" not in page
    assert "<i>" not in page


def test_who_sees_a_part_of_the_country_does_not_see_what_was_done_in_all_of_it(
    auditor, auditor_client, done
):
    Scope.objects.create(user=auditor, kind="province", code="IR-20")
    page = auditor_client.get("/events/")
    assert page.status_code == 403
    assert "You see a part of the country" in page.text
    assert 'href="/events/"' not in auditor_client.get("/claims/").text


def facts_noted():
    """Every fact that an act of the house says of itself, by the name it is called with."""
    calls = (
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note"
    )
    own = inspect.signature(actions.note).parameters
    return {word.arg for call in calls for word in call.keywords if word.arg} - own.keys()


def test_whatever_an_act_says_has_words_in_both_languages():
    noted = facts_noted() | {field.name for field in dataclasses.fields(Loaded)}
    assert {"happened_on", "as_of", "unchanged"} <= noted
    assert {name for name in noted if set(FACTS.get(name, ())) != {"en", "fa"}} == set()


def test_what_is_said_more_is_said_in_words(auditor_client, officer, auditor, in_english):
    actions.note(
        "register.import_units",
        by=officer,
        on=("import", "x"),
        after={"status": "idle"},
        meaning="correction",
        as_of="2024-08-12",
        rows={"added": 1200, "refused": 2},
        synthetic=False,
        came_in={"2024-03-20": "2024-04-09T08:00:00+00:00"},
    )
    page = auditor_client.get("/events/").text
    for words in (
        '<dt><bdi>differences are</bdi></dt><dd dir="auto">corrections</dd>',
        '<dt><bdi>rows</bdi></dt><dd dir="auto">new: 1,200, refused: 2</dd>',
        '<dd dir="auto">12 Aug 2024 · 22 Mordad 1403</dd>',
        '<dd dir="auto">2024-03-20: 9 Apr 2024 · 21 Farvardin 1403</dd>',
        "<ins><bdi>Idle</bdi></ins>",
    ):
        assert words in page
    assert "came_in" not in page
