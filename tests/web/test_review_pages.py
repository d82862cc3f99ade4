"""What does an officer see of what waits, and what do the buttons do?"""

import csv
import re
from datetime import date

import pytest

from ehya.detect.actions.judging import confirm, reject, send
from ehya.detect.actions.reviewing import open_reviews
from ehya.detect.models import Review, Verdict
from ehya.register.models import Unit
from ehya.web.messages.names_detect import REASONS, SAID, STATES, WHYS, WHYS_SHORT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_report_day")]


@pytest.fixture
def works(steward):
    from tests.detect import made

    made.add_provinces()
    return lambda name, **facts: made.add_works(name, by=steward, **facts)


@pytest.fixture
def sweep(officer, analyst, in_english):
    from tests.detect import made

    return made.add_sweep()


@pytest.fixture
def look_at():
    from tests.detect import made

    return made.add_look


@pytest.fixture
def pipes(works, sweep, look_at):
    """Told to be active, and nothing is seen of it: it waits."""
    number = works("Pipes", jobs=64)
    look_at(sweep, number, unseen_months=12)
    open_reviews(sweep)
    return number


def text(answer):
    bare = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", bare))


def form(client, number, **told):
    """What the form of a unit gives back, filled in."""
    page = client.get(f"/detections/{number}/judge/").content.decode()
    return {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1], **told}


def test_the_queue_shows_both_verdicts_and_why_a_person_is_asked(officer_client, pipes):
    page = text(officer_client.get("/detections/reviews/"))
    assert "1 unit waits for a person" in page
    assert "Told to be active, and nothing is seen of it" in page
    assert "97 chances in 100, since Aug 2023 · Mordad 1402" in page
    assert "The plain rule agrees. The register was told: Active." in page
    assert "Nobody has judged this unit yet." in page
    assert "Confirm: idle" in page


def test_the_queue_speaks_persian(officer, works, look_at, sign_in):
    from tests.detect import made

    sweep, number = made.add_sweep(), works("Pipes")
    look_at(sweep, number, unseen_months=12)
    open_reviews(sweep)
    page = text(sign_in(officer).get("/detections/reviews/"))
    assert "۹۷ از ۱۰۰" in page
    assert "فعال گزارش شده و چیزی از کارش دیده نمی‌شود" in page


def test_what_most_hangs_on_comes_first_and_what_is_late_says_so(
    officer_client, works, sweep, look_at, settings
):
    for name, jobs in (("Small", 5), ("Large", 500)):
        look_at(sweep, works(name, jobs=jobs), unseen_months=12)
    open_reviews(sweep)
    settings.TODAY = date(2024, 8, 18)  # three days past 15 August
    page = text(officer_client.get("/detections/reviews/"))
    assert page.index("Large") < page.index("Small")
    assert "2 units wait for a person, 2 past their day" in page
    assert page.count("3 days late") == 2


def test_what_is_past_its_day_comes_before_what_more_hangs_on(
    officer_client, works, sweep, look_at, settings
):
    numbers = [works(name, jobs=jobs) for name, jobs in (("Small", 5), ("Large", 500))]
    for number in numbers:
        look_at(sweep, number, unseen_months=12)
    open_reviews(sweep)
    settings.TODAY = date(2024, 8, 10)
    Review.objects.filter(unit__number=numbers[0]).update(due=date(2024, 8, 9))
    page = text(officer_client.get("/detections/reviews/"))
    assert page.index("Small") < page.index("Large")
    assert "2 units wait for a person, 1 past its day" in page


def test_a_page_may_end_among_the_late_ones(officer_client, works, sweep, look_at, settings):
    """Twenty-two are late and one is not: the second page has two late ones, then the other."""
    for n in range(23):
        look_at(sweep, works(f"Works {n:02}", jobs=100 - n), unseen_months=12)
    open_reviews(sweep)
    settings.TODAY = date(2024, 8, 10)
    Review.objects.exclude(weight=Review.objects.latest("weight").weight).update(
        due=date(2024, 8, 9)
    )
    first = officer_client.get("/detections/reviews/").content.decode()
    onward = re.search(r'rel="next" href="([^"]*)"', first)[1].replace("&amp;", "&")
    second = officer_client.get("/detections/reviews/" + onward).content.decode()
    assert "Works 00" not in first and "Works 01" in first
    assert [name for name in dict.fromkeys(re.findall(r"Works \d\d", second))] == [
        "Works 21",
        "Works 22",
        "Works 00",
    ]


def test_one_press_confirms_and_leads_back(officer_client, pipes):
    page = officer_client.get("/detections/reviews/?why=unseen").content.decode()
    fields = dict(re.findall(r'name="(seen|next)" value="([^"]*)"', page))
    answer = officer_client.post(f"/detections/{pipes}/confirm/", fields)
    assert answer.status_code == 302
    assert answer.url == "/detections/reviews/?why=unseen"
    assert Verdict.objects.get().said == "confirmed"
    after = text(officer_client.get("/detections/reviews/"))
    assert "Confirmed. Your verdict stands beside the machine" in after
    assert "You have judged all there was" in after


def test_nobody_is_led_out_of_the_house(officer_client, pipes):
    for away in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        told = form(officer_client, pipes, next=away)
        assert officer_client.post(f"/detections/{pipes}/confirm/", told).url == (
            "/detections/reviews/"
        )


def test_a_rejection_says_what_since_when_in_either_calendar_and_why(officer_client, pipes):
    told = {"state": "semi_active", "reason": "own_generator", "since": "۱۴۰۳/۰۱/۱۵"}
    officer_client.post(f"/detections/{pipes}/reject/", form(officer_client, pipes, **told))
    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.since) == ("semi_active", date(2024, 4, 3))
    page = text(officer_client.get(f"/detections/{pipes}/judge/"))
    assert "Machine and person differ" in page
    assert "It runs on its own generator, since 3 Apr 2024" in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"state": "active"}, "Say why the machine was wrong"),
        ({"state": "active", "reason": "other", "words": " "}, "says too little alone"),
        ({"state": "idle", "reason": "seasonal"}, "what the machine says too: idle"),
        ({"state": "active", "reason": "seasonal", "since": "1403/13/40"}, "There is no month 13"),
        ({"state": "active", "reason": "seasonal", "since": "2030-01-01"}, "today is 12 Aug 2024"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(officer_client, pipes, told, words):
    sent = form(officer_client, pipes, **{"words": "Two halls, one meter", **told})
    answer = officer_client.post(f"/detections/{pipes}/reject/", sent)
    page = text(answer)
    assert answer.status_code == 422
    assert words in page and "Nothing was written" in page
    assert told.get("words", "Two halls, one meter") in page
    assert not Verdict.objects.exists()


def test_somebody_is_sent_and_the_queue_waits_for_them(officer_client, pipes):
    told = form(officer_client, pipes, go_by="2024-08-20", words="The assessor")
    officer_client.post(f"/detections/{pipes}/send/", told)
    page = text(officer_client.get("/detections/reviews/?why=sent"))
    assert "officer has somebody go there by 20 Aug 2024." in page
    assert "by 20 Aug" in page


def test_who_comes_second_is_shown_what_the_first_said(officer_client, officer, pipes):
    told = form(officer_client, pipes)
    reject(pipes, by=officer, state="active", reason="other_meter")
    answer = officer_client.post(f"/detections/{pipes}/confirm/", told)
    assert answer.status_code == 422
    assert "officer has judged this unit meanwhile: active" in text(answer)
    assert "It has another meter" in text(answer)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("why=unseen", True),
        ("why=drawn", False),
        ("state=idle", True),
        ("state=gone", False),
        ("province=IR-20", True),
        ("province=IR-26", False),
        ("due=week", True),
        ("due=late", False),
        ("why=nothing", True),  # no such reason: not asked
    ],
)
def test_the_queue_is_narrowed(officer_client, pipes, asked, there):
    page = text(officer_client.get(f"/detections/reviews/?{asked}"))
    assert ("Pipes" in page) is there
    assert there or "Nothing that waits fits" in page


def test_the_queue_goes_on_where_the_page_ended(officer_client, works, sweep, look_at):
    for n in range(23):
        look_at(sweep, works(f"Works {n:02}", jobs=100 - n // 2), unseen_months=12)
    open_reviews(sweep)
    first = officer_client.get("/detections/reviews/").content.decode()
    onward = re.search(r'rel="next" href="([^"]*)"', first)[1].replace("&amp;", "&")
    second = officer_client.get("/detections/reviews/" + onward).content.decode()
    named = [set(re.findall(r"Works \d\d", page)) for page in (first, second)]
    assert [len(each) for each in named] == [20, 3]
    assert not named[0] & named[1]
    assert officer_client.get("/detections/reviews/?after=x").status_code == 422


def test_a_unit_elsewhere_is_not_in_the_queue_nor_judged(officer_client, works, sweep, look_at):
    number = works("Glass", province="IR-26")
    look_at(sweep, number, unseen_months=12)
    open_reviews(sweep)
    assert "Nothing waits for a person" in text(officer_client.get("/detections/reviews/"))
    assert officer_client.get(f"/detections/{number}/judge/").status_code == 404
    assert officer_client.post(f"/detections/{number}/confirm/").status_code == 404


def test_headquarters_look_and_do_not_judge(analyst_client, pipes):
    queue = text(analyst_client.get("/detections/reviews/"))
    assert "Pipes" in queue and "Confirm: idle" not in queue
    page = analyst_client.get(f"/detections/{pipes}/judge/").content.decode()
    assert "Officers and assessors of the province judge" in page
    assert '<form method="post" action="/detections/' not in page
    assert analyst_client.post(f"/detections/{pipes}/confirm/").status_code == 403


def test_real_and_made_up_units_never_wait_in_one_list(officer_client, works, pipes, look_at):
    from tests.detect import made

    other = made.add_sweep(synthetic=True)
    number = works("Made up")
    Unit.objects.filter(number=number).update(synthetic=True)
    look_at(other, number, unseen_months=12)
    open_reviews(other)
    real = text(officer_client.get("/detections/reviews/"))
    synthetic = text(officer_client.get("/detections/reviews/?synthetic=1"))
    assert "Pipes" in real and "Made up" not in real
    assert "Made up" in synthetic and "Pipes" not in synthetic
    assert "Only synthetic units are listed here." in synthetic


def test_before_the_first_sweep_the_queue_says_so(officer_client, in_english):
    page = text(officer_client.get("/detections/reviews/"))
    assert "The machine has not looked at the register yet" in page


def test_every_verdict_ever_given_stands_on_the_page(officer_client, officer, pipes):
    send(pipes, by=officer, go_by=date(2024, 8, 20), words="Next week")
    reject(pipes, by=officer, state="active", reason="other", words="A new hall")
    confirm(pipes, by=officer)
    page = text(officer_client.get(f"/detections/{pipes}/judge/"))
    for words in ("Next week", "A new hall", "something else", "Machine and person agree"):
        assert words in page


# Where the machine was wrong


@pytest.fixture
def judged(works, sweep, look_at, officer):
    """Return a function that has so many units drawn and judged, some of them otherwise."""

    def judged(units, wrong):
        for n in range(units):
            number = works(f"Works {n}")
            look = look_at(sweep, number)
            facts = {"due": date(2024, 8, 15), "opened_at": sweep.told_at}
            Review.objects.create(unit=look.unit, look=look, why=["drawn"], weight=1, **facts)
            if n < wrong:
                reject(number, by=officer, state="active", reason="seasonal")
            else:
                confirm(number, by=officer)

    return judged


def test_few_verdicts_make_no_rate(analyst_client, judged):
    judged(3, 1)
    page = text(analyst_client.get("/detections/errors/"))
    assert "3 verdicts on units drawn by lot are too few" in page
    assert "3 of 3 are judged" in page
    assert "Of 100 units" not in page and "too few" in page


def test_twenty_verdicts_make_a_rate_with_its_interval(analyst_client, judged):
    judged(20, 3)
    page = text(analyst_client.get("/detections/errors/"))
    assert "Of 100 units the machine is wrong about 15 (5 to 36)" in page
    assert "It works in a season only 3" in page
    assert "Counted: the whole country." in page
    assert "Drawn by lot 20 3 15 (5 to 36)" in page


def test_the_table_is_taken_away_as_csv(analyst_client, judged):
    judged(20, 3)
    answer = analyst_client.get("/detections/errors/table.csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    found = {(row["table"], row["key"]): row for row in rows}
    lot = found["by_lot", ""]
    assert (lot["judged"], lot["wrong"], lot["wrong_percent"]) == ("20", "3", "15.00")
    assert (lot["low_percent"], lot["high_percent"]) == ("5.24", "36.04")
    assert found["machine_person", "idle>active"]["wrong_percent"] == ""
    assert {row["synthetic"] for row in rows} == {"false"}
    assert {row["as_of"] for row in rows} == {"2024-08-12"}


def test_without_verdicts_the_page_says_what_was_looked_for(analyst_client, sweep):
    page = text(analyst_client.get("/detections/errors/"))
    assert "Nobody has judged what the machine says yet" in page


def test_every_name_is_written_in_both_languages():
    for book in (STATES, SAID, WHYS, WHYS_SHORT, REASONS):
        assert all(words["en"] and words["fa"] for words in book.values())
