"""Does the page of one unit say what was read of it, what follows, and what people said?"""

import re
from datetime import date

import pytest
from tests.detect import made

from ehya.detect.actions.judging import reject
from ehya.ledger.actions import the_house
from ehya.register.actions.merging import merge_records
from ehya.register.actions.places import load_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(officer, analyst, steward, settings):
    load_places(by=the_house())
    settings.TODAY = date(2024, 9, 1)
    for person in (officer, analyst, steward):
        person.language = "en"
        person.save()


@pytest.fixture
def pipes(people, steward):
    """Azargun Pipes of Semnan: at work by the first sweep, idle for twelve months by the second."""
    number = made.add_works("Azargun Pipes", by=steward)
    first, second = made.add_sweep(), made.add_sweep(months=1)
    made.add_look(first, number, "active")
    told = {"was": "active", "use": 0.05, "use_low": 0.0, "use_high": 0.1, "unseen_months": 13}
    decided = [{"month": "2024-06-21", "signal": "electricity", "bits": 3.0}]
    made.add_look(second, number, "idle", decided=decided, **told)
    return number


def text(answer):
    assert answer.status_code == 200, answer.content.decode()[:400]
    bare = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", bare))


def test_the_heading_says_the_finding(officer_client, pipes):
    """From 23 July 2023 to 21 August 2024 are thirteen months."""
    page = text(officer_client.get(f"/detections/{pipes}/"))
    assert "Azargun Pipes: idle for 13 months, say the readings" in page


def test_both_verdicts_stand_in_the_heading_where_they_differ(officer_client, officer, pipes):
    told = {"state": "semi_active", "reason": "own_generator", "words": "One line runs"}
    reject(pipes, by=officer, **told)
    page = text(officer_client.get(f"/detections/{pipes}/"))
    assert "say the readings; half-working, says the officer" in page
    assert "They differ; both stay." in page
    assert "It runs on its own generator" in page


def test_the_plain_rule_stands_beside(officer_client, pipes):
    assert "The plain rule agrees." in text(officer_client.get(f"/detections/{pipes}/"))


def test_work_is_told_with_its_interval_and_the_months_that_decided(officer_client, pipes):
    page = text(officer_client.get(f"/detections/{pipes}/"))
    assert "5 % (0 % to 10 %)" in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert "8 times likelier" in page  # three bits
    assert "Told to be active, and not seen to work 13 months" in page


def test_what_each_sweep_said_is_kept(officer_client, pipes):
    assert "2 sweeps looked at it" in text(officer_client.get(f"/detections/{pipes}/"))


def test_an_earlier_day_is_told_as_it_was(officer_client, pipes):
    page = text(officer_client.get(f"/detections/{pipes}/?as_of=2024-08-01"))
    assert "Azargun Pipes: at work, say the readings" in page
    assert "1 sweep looked at it" in page


def test_months_that_are_not_kept_here_are_said_to_be_missing(officer_client, pipes):
    page = text(officer_client.get(f"/detections/{pipes}/"))
    assert "What the sweep saw month by month is not kept on this machine." in page


def test_a_unit_of_which_nothing_was_read_is_not_called_idle(officer_client, pipes, steward):
    number = made.add_works("Silent", by=steward)
    page = text(officer_client.get(f"/detections/{number}/"))
    assert "Nothing was read of it" in page
    assert "That is no sign that it stands." in page


def test_before_the_first_sweep_the_page_says_so(officer_client, people, steward):
    made.add_provinces()
    number = made.add_works("Early", by=steward)
    page = text(officer_client.get(f"/detections/{number}/"))
    assert "No sweep has looked at the register by this day." in page


def test_a_unit_of_another_province_is_not_there(officer_client, people, steward):
    number = made.add_works("Far", by=steward, province="IR-26")
    made.add_look(made.add_sweep(), number)
    assert officer_client.get(f"/detections/{number}/").status_code == 404
    assert officer_client.get("/detections/99999990/").status_code == 404
    assert officer_client.get("/detections/no-number/").status_code == 404


def test_a_merged_units_number_leads_on(analyst_client, pipes, steward):
    gone = made.add_works("Azargun Pipe Co", by=steward)
    merge_records(pipes, gone, {}, by=steward, reason="one workshop")
    answer = analyst_client.get(f"/detections/{gone}/")
    assert answer.status_code == 302
    assert answer.url == f"/detections/{pipes}/"


def test_the_units_own_page_says_what_the_readings_say_and_leads_here(officer_client, pipes):
    page = officer_client.get(f"/units/{pipes}/").content.decode()
    assert "97 chances in 100" in page
    assert "The plain rule agrees." in page
    assert f'href="/detections/{pipes}/"' in page


def test_the_units_own_page_is_silent_before_anybody_looked(officer_client, people, steward):
    number = made.add_works("Early", by=steward)
    assert f"/detections/{number}/" not in officer_client.get(f"/units/{number}/").content.decode()


def test_the_page_speaks_persian(officer, officer_client, pipes):
    officer.language = "fa"
    officer.save()
    page = officer_client.get(f"/detections/{pipes}/").content.decode()
    assert 'dir="rtl"' in page
    assert "idle for" not in page
    assert "۹۷ از ۱۰۰" in page
