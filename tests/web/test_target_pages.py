"""Targets are seen with their versions, set, changed, split and given; bad input stays in the form."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from ehya.engine.calendar import year_range
from ehya.ledger.actions import the_house
from ehya.ledger.models import User
from ehya.plan.actions.setting import NewTarget, NewVersion, set_target
from ehya.plan.actions.splitting import NewSplit, split_target
from ehya.plan.models import Target, TargetOwner, TargetSplit, TargetVersion
from ehya.publish.actions import load_record
from ehya.register.actions.places import load_places

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 1)
TOLD = {
    "metric": "units_revived_verified",
    "place": "IR",
    "year": "1403",
    "value": "1,200",
    "authority": "the council",
    "source": "minutes 7",
    "announced_on": "1403/01/20",
    "owner": "small industries",
}


@pytest.fixture(autouse=True)
def on_the_day(settings, analyst, officer, citizen):
    settings.TODAY = date(2024, 8, 12)
    User.objects.update(language="en")
    load_places(by=the_house())


@pytest.fixture
def target(analyst):
    what = NewTarget("units_renovated", "IR", year_range(1403))
    return set_target(what, NewVersion(Decimal(300), "ISIPO", "a report", DAY, DAY), by=analyst)


def words(answer):
    return answer.content.decode()


def test_a_target_that_is_set_is_listed_with_its_version_and_owner(analyst_client):
    answer = analyst_client.post("/targets/set/", TOLD, follow=True)
    assert "1,200 units" in words(answer)
    page = words(analyst_client.get("/targets/"))
    assert "1,200 units" in page and "version 1 of 1" in page and "small industries" in page


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"value": "many"}, "plan.value_unreadable"),
        ({"value": "1.5"}, "plan.value_not_whole"),
        ({"year": "2024"}, "plan.year_unreadable"),
        ({"year": ""}, "plan.period_unclear"),
        ({"place": "IR-99"}, "plan.no_such_place"),
        ({"metric": "dreams"}, "plan.no_such_metric"),
        ({"authority": " "}, "plan.nobody_named"),
        ({"url": "javascript:alert(1)"}, "plan.bad_address"),
        ({"announced_on": "1403/13/01"}, "calendar."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(analyst_client, wrong, code):
    answer = analyst_client.post("/targets/set/", {**TOLD, **wrong})
    assert answer.status_code == 422
    assert code in words(answer) and "minutes 7" in words(answer)
    assert not Target.objects.exists()


def test_a_change_keeps_the_version_before_and_asks_why(analyst_client, target):
    told = {**TOLD, "value": "۴۰۰", "seen": "1", "announced_on": "2024-06-01"}
    answer = analyst_client.post(f"/targets/{target.pk}/change/", told)
    assert answer.status_code == 422 and "ledger.reason_needed" in words(answer)
    told["reason"] = "raised by the council"
    page = words(analyst_client.post(f"/targets/{target.pk}/change/", told, follow=True))
    assert "400 units by version 2 of 2" in page and "300 units" in page
    assert "raised by the council" in page
    late = analyst_client.post(f"/targets/{target.pk}/change/", {**told, "value": "500"})
    assert late.status_code == 422 and "plan.changed_meanwhile" in words(late)
    before = words(analyst_client.get(f"/targets/{target.pk}/?as_of=2024-05-01"))
    assert "300 units by version 1 of 2" in before


def test_a_split_is_looked_at_before_it_is_kept(analyst_client, target):
    address = f"/targets/{target.pk}/split/"
    page = analyst_client.get(address, {"rule": "equal", "least": "2"})
    assert "All parts together are 300" in words(page)
    assert not TargetSplit.objects.exists()
    seen = page.context["seal"]
    keep = {"rule": "equal", "least": "2", "version": "1", "keep": "yes"}
    refused = analyst_client.post(address, {**keep, "seen": "another"})
    assert refused.status_code == 422 and "plan.split_changed" in words(refused)
    kept = words(analyst_client.post(address, {**keep, "seen": seen}, follow=True))
    assert "the same for each" in kept and "reckoned again from these numbers: the same" in kept
    # 300 for 31: 9 each are 279, the 21 left go one each to the first 21
    values = TargetSplit.objects.get().shares.order_by("province__sort_key")
    assert [share.value for share in values] == [10] * 21 + [9] * 10


def test_parts_by_hand_that_are_not_the_whole_stay_in_the_form(analyst_client, target):
    told = {"rule": "by_hand", "source": "minutes 9", "part-IR-20": "100", "part-IR-26": "150"}
    answer = analyst_client.post(f"/targets/{target.pk}/split/", told)
    assert answer.status_code == 422 and "plan.not_the_whole" in words(answer)
    assert 'value="150"' in words(answer) and "minutes 9" in words(answer)


def test_an_owner_is_given_and_the_one_before_stays(analyst_client, target):
    for owner in ("the deputy", "another"):
        page = analyst_client.post(f"/targets/{target.pk}/give/", {"owner": owner}, follow=True)
    assert "another owns it" in words(page) and "the deputy" in words(page)
    no = analyst_client.post(f"/targets/{target.pk}/give/", {"owner": "x", "username": "nobody"})
    assert no.status_code == 404 or "ledger.no_such_person" in words(no)
    assert TargetOwner.objects.count() == 2


def test_an_announced_target_is_taken_over_with_its_claim(analyst_client):
    load_record(by=the_house())
    page = words(analyst_client.get("/targets/"))
    assert "Take it over" in page
    claim = "TT448136-01"
    taken = words(analyst_client.post("/targets/announced/", {"claim": claim}, follow=True))
    assert "1,500 units" in taken and claim in taken
    assert TargetVersion.objects.get().claim == claim
    again = analyst_client.post("/targets/announced/", {"claim": claim})
    assert again.status_code == 422 and "plan.taken_already" in words(again)


def test_an_officer_sees_his_provinces_part_and_may_change_nothing(
    officer_client, analyst, target, analyst_client
):
    split_target(target.pk, 1, NewSplit("equal"), by=analyst)
    page = words(officer_client.get(f"/targets/{target.pk}/"))
    assert "Semnan" in page and "Qazvin" not in page
    assert "Change it" not in page and "Give it" not in page
    assert officer_client.get("/targets/set/").status_code == 403
    assert officer_client.post(f"/targets/{target.pk}/change/", TOLD).status_code == 403
    assert officer_client.get(f"/targets/{target.pk}/split/").status_code == 403
    other = NewTarget("units_renovated", "IR-26", year_range(1403))
    made = set_target(other, NewVersion(Decimal(9), "a", "b", DAY, DAY), by=analyst)
    assert officer_client.get(f"/targets/{made.pk}/").status_code == 404
    assert analyst_client.get(f"/targets/{made.pk}/").status_code == 200


def test_a_citizen_is_refused(citizen_client, target):
    for address in ("/targets/", f"/targets/{target.pk}/", "/targets/list.csv"):
        assert citizen_client.get(address).status_code == 403


def test_the_file_tells_what_the_list_tells(officer_client, target):
    told = officer_client.get("/targets/list.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["value"], row["version"], row["unit"]) == ("300", "1", "units")
    assert (row["in_force_from"], row["authority"]) == ("2024-04-01", "ISIPO")


def test_nothing_to_reach_is_said_in_words(analyst_client):
    assert "No target is in force on this day" in words(analyst_client.get("/targets/"))


def test_the_pages_speak_persian(analyst_client, target):
    User.objects.update(language="fa")
    page = words(analyst_client.get(f"/targets/{target.pk}/"))
    assert "واحدهای نوسازی‌شده" in page and "۳۰۰ واحد" in page and 'dir="rtl"' in page
