"""What does a steward see of records that may be one unit, and what do the buttons do?"""

from datetime import date, timedelta

import pytest

from ehya.register.actions.duplicates import find_candidates
from ehya.register.actions.particulars import add_contact, add_identifier
from ehya.register.actions.units import add_unit, change_unit
from ehya.register.duplicates.settings import comparisons
from ehya.register.models import Candidate, Merge, Province, Unit
from ehya.web.messages.names_duplicates import WHAT, level
from ehya.web.messages.names_units import FACTS

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 21)


@pytest.fixture
def twins(steward):
    told = {"name_en": "Semnan", "name_fa": "سمنان", "sort_key": "1", "lat": 35, "lon": 53}
    Province.objects.get_or_create(iso="IR-20", defaults=told)
    names = ("لوله‌سازی نمونه", "شرکت لوله سازی نمونه")
    facts = ({"status": "active", "insured_jobs": 10}, {"status": "idle", "insured_jobs": 12})
    two = [
        add_unit({"name_fa": name, "province": "IR-20", **more}, by=steward, on=BORN)
        for name, more in zip(names, facts, strict=True)
    ]
    for number in two:
        add_identifier(number, "permit", "20-3311", by=steward)
        add_contact(number, "phone", "02333334444", by=steward)
    find_candidates(by=steward)
    return two


@pytest.fixture
def pair(twins, in_english):
    return Candidate.objects.get().pk


def form(client, pair, **told):
    page = client.get(f"/duplicates/{pair}/").content.decode()
    seen = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("seen_one", "seen_other")
    }
    return {**seen, "keep": "one", "reason": "یک کارگاه", **told}


def test_the_queue_says_how_likely_and_why(steward_client, pair):
    page = steward_client.get("/duplicates/").content.decode()
    assert "1 pair of records may be one unit" in page
    assert "more than 99 in 100" in page
    assert "the same number" in page
    assert "the same name" in page


def test_the_queue_speaks_persian(steward_client, twins):
    page = steward_client.get("/duplicates/").content.decode()
    assert "یک شماره" in page
    assert "بیش از ۹۹ از ۱۰۰" in page


def test_an_empty_queue_says_what_was_looked_at(steward_client, steward, in_english):
    page = steward_client.get("/duplicates/").content.decode()
    assert "Nobody has looked for duplicates here yet" in page


def test_both_records_stand_side_by_side_to_choose_from(steward_client, pair):
    page = steward_client.get(f"/duplicates/{pair}/").content.decode()
    assert page.count('name="status"') == 2
    assert "Active" in page and "Idle" in page
    assert 'name="place"' not in page  # the same in both: nothing to choose


def test_a_merge_takes_what_was_chosen_and_leaves_a_way_back(steward_client, pair, twins):
    answer = steward_client.post(
        f"/duplicates/{pair}/merge/",
        form(steward_client, pair, status="other", insured_jobs="one"),
        follow=True,
    )
    page = answer.content.decode()
    assert "Merged. The number" in page and "Merged lately" in page
    kept = Unit.objects.get(number=twins[0]).versions.get(known__endswith__isnull=True)
    assert (kept.status, kept.insured_jobs) == ("idle", 10)
    led = steward_client.get(f"/units/{twins[1]}/", follow=True)
    assert led.redirect_chain and twins[0] in led.redirect_chain[-1][0]
    undone = steward_client.post(
        f"/duplicates/merges/{Merge.objects.get().pk}/undo/", {"reason": "دو کارگاه"}, follow=True
    )
    assert "Undone." in undone.content.decode()
    assert steward_client.get(f"/units/{twins[1]}/").status_code == 200


def test_the_other_number_may_stay(steward_client, pair, twins):
    told = form(steward_client, pair, keep="other", status="one")
    steward_client.post(f"/duplicates/{pair}/merge/", told)
    assert Unit.objects.get(number=twins[0]).forwards_to.number == twins[1]
    kept = Unit.objects.get(number=twins[1]).versions.get(known__endswith__isnull=True)
    assert (kept.status, kept.insured_jobs) == ("active", 12)


def test_a_record_changed_meanwhile_is_not_merged_and_the_reason_stays(
    steward_client, pair, twins, steward
):
    told = form(steward_client, pair, reason="همان کارگاه")
    change_unit(twins[1], {"status": "gone"}, happened_on=date(2023, 1, 1), by=steward)
    answer = steward_client.post(f"/duplicates/{pair}/merge/", told)
    assert answer.status_code == 422
    assert "همان کارگاه" in answer.content.decode()
    assert not Merge.objects.exists()


def test_two_units_stay_two(steward_client, pair):
    said = {"answer": "not_the_same", "reason": "دو برادر"}
    page = steward_client.post(f"/duplicates/{pair}/answer/", said, follow=True)
    assert "Kept as two units" in page.content.decode()
    assert "Take that back" in steward_client.get(f"/duplicates/{pair}/").content.decode()


def test_put_off_until_a_day_in_either_calendar(steward_client, pair):
    day = date.today() + timedelta(40)
    steward_client.post(f"/duplicates/{pair}/answer/", {"answer": "later", "until": str(day)})
    assert Candidate.objects.get().look_again_on == day
    said = {"answer": "later", "until": "1403-01-01"}
    again = steward_client.post(f"/duplicates/{pair}/answer/", said)
    assert again.status_code == 422
    assert "a day after" in again.content.decode()


def test_an_analyst_looks_and_does_not_decide(analyst_client, pair):
    page = analyst_client.get(f"/duplicates/{pair}/").content.decode()
    assert "Merge the two records" not in page
    for act in ("merge", "answer"):
        assert analyst_client.post(f"/duplicates/{pair}/{act}/", {}).status_code == 403


def test_contacts_are_shown_by_role_only(steward_client, analyst_client, pair):
    assert "02333334444" in steward_client.get(f"/duplicates/{pair}/").content.decode()
    assert "02333334444" not in analyst_client.get(f"/duplicates/{pair}/").content.decode()


def test_an_officer_and_a_citizen_are_refused(officer_client, citizen_client, pair):
    for client in (officer_client, citizen_client):
        assert client.get("/duplicates/").status_code == 403


def test_a_damaged_address_of_the_queue_is_refused_in_words(steward_client, pair):
    answer = steward_client.get("/duplicates/?after=x")
    assert (answer.status_code, "Begin at the top" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_everything_that_is_compared_has_words(language):
    for compared in comparisons():
        assert compared.what in WHAT or compared.what in FACTS, compared.what
        assert all(level(compared.what, answer, language) for answer in compared.levels)


def test_a_pair_kept_apart_stays_within_reach_and_can_be_taken_back(steward_client, pair):
    said = {"answer": "not_the_same", "reason": "دو برادر", "seen_state": "open"}
    page = steward_client.post(f"/duplicates/{pair}/answer/", said, follow=True).content.decode()
    assert "Kept apart lately" in page
    assert "دو برادر" in page
    assert f'href="/duplicates/{pair}/"' in page
    steward_client.post(f"/duplicates/{pair}/answer/", {"answer": "open"})
    assert "Kept apart lately" not in steward_client.get("/duplicates/").content.decode()


def test_who_answers_after_a_colleague_hears_what_was_said(steward_client, pair):
    steward_client.post(f"/duplicates/{pair}/answer/", {"answer": "not_the_same"})
    page = steward_client.post(
        f"/duplicates/{pair}/merge/", form(steward_client, pair, seen_state="open")
    )
    assert page.status_code == 422
    assert "meanwhile: they are two units" in page.content.decode()
    assert not Merge.objects.exists()


def test_after_a_change_was_told_the_merge_can_be_sent_again(steward_client, pair, twins, steward):
    sent = form(steward_client, pair)
    change_unit(twins[0], {"status": "gone"}, happened_on=date(2022, 1, 1), by=steward)
    page = steward_client.post(f"/duplicates/{pair}/merge/", sent)
    assert page.status_code == 422
    again = {
        name: page.content.decode().split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("seen_one", "seen_other", "seen_state")
    }
    steward_client.post(f"/duplicates/{pair}/merge/", {**sent, **again})
    assert Merge.objects.count() == 1


def test_a_level_that_an_older_method_told_is_still_shown_in_words():
    assert level("place", "same_spot", "en") == "within 150 metres"
    assert level("place", "no_such_level", "en") == "as an earlier method told it"
