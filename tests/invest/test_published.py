"""The real event of the press report, with its slipped zero."""

import csv
from importlib.resources import files

import pytest

from ehya.invest.actions.published import load_published
from ehya.invest.models import Inauguration, Opening, Project
from ehya.invest.queries.inaugurations import inaugurations
from ehya.invest.queries.printed import (
    Printed,
    printed_events,
    printed_of,
    source_named,
    times_too_much,
)
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event

pytestmark = pytest.mark.django_db


def record():
    told = files("ehya.publish.record").joinpath("published_figures.csv").read_text("utf-8")
    return {row["claim_id"]: row["value"] for row in csv.DictReader(told.splitlines())}


def test_each_figure_is_what_its_claim_of_the_record_prints():
    claims = record()
    (event,) = printed_events()
    for told in (event["printed"], *event["group"]):
        for name, claim in told["claims"].items():
            assert float(claims[claim]) == told[name], claim


def test_the_event_is_taken_in_once_with_its_twenty_projects():
    assert load_published(by=the_house()) == 1
    assert load_published(by=the_house()) == 0
    row = Inauguration.objects.get()
    assert (row.state, str(row.on)) == ("closed", "2023-08-14")
    assert sum(Project.objects.values_list("stands_for", flat=True)) == 20
    assert {str(day) for day in Opening.objects.values_list("opened_on", flat=True)} == {
        "2023-08-14"
    }
    assert Event.objects.filter(act="invest.load_published").count() == 1
    (listed,) = inaugurations()
    assert (listed.parts, listed.opened, listed.sites_there) == (20, 20, 0)


def test_the_printed_total_is_ten_times_its_parts():
    load_published(by=the_house())
    found = printed_of(Inauguration.objects.get())
    assert found.parts_irr == 29_470_000_000_000  # 1.88 + 18.35 + 9.24 trillion
    assert found.parts_usd == 60_520_000
    assert (found.times, found.agrees) == (10, False)
    assert (found.times_usd, found.agrees_usd) == (1, True)  # 60 million printed, rounded


def test_printed_dollars_that_are_not_their_parts_are_seen():
    slipped = Printed(100, 100, 600, 60, 1, times_too_much(600, 60))
    assert (slipped.agrees, slipped.agrees_usd, slipped.times_usd) == (True, False, 10)
    assert Printed(100, 100, 0, 60, 1, 1).agrees_usd, "no dollars were printed"


def test_a_source_of_the_record_has_a_name_in_persian():
    (event,) = printed_events()
    assert source_named(event["source"], "fa") == event["source_fa"]
    assert source_named(event["source"], "en") == event["source"]
    assert source_named("روزنامه", "fa") == "روزنامه"


@pytest.mark.parametrize(
    ("told", "summed", "times"),
    [(2948, 294.7, 10), (100, 100, 1), (100, 99, 1), (150, 100, 1), (99_500, 100, 1_000)],
)
def test_only_a_slip_of_zeros_is_called_one(told, summed, times):
    assert times_too_much(told, summed) == times
