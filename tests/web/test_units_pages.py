import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from ehya.ledger.models import Event
from ehya.register.actions.particulars import add_contact, add_identifier
from ehya.register.actions.units import add_unit, change_unit, new_unit
from ehya.register.models import County, Province, Unit, UnitVersion

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 21)
NAMES = (
    ("فولاد البرز", "Alborz Foolad"),
    ("آجر سمنان", "Semnan Brick"),
    ("نان تازه", "Fresh Bread"),
    ("پارچهٔ مهر", "Mehr Textiles"),
)


@pytest.fixture(autouse=True)
def places(db):
    for iso, name_en, name_fa in (("IR-20", "Semnan", "سمنان"), ("IR-28", "Qazvin", "قزوین")):
        told = {"name_en": name_en, "name_fa": name_fa, "sort_key": name_en, "lat": 35, "lon": 52}
        Province.objects.get_or_create(iso=iso, defaults=told)


@pytest.fixture
def units(steward):
    return {
        name_en: add_unit(
            {"name_fa": name_fa, "name_en": name_en, "province": "IR-20", "status": "active"},
            by=steward,
            on=BORN,
        )
        for name_fa, name_en in NAMES
    }


def shown(answer):
    return re.findall(r'class="what" href="/units/(\d{8})/', answer.text)


def named(answer, units):
    return [next(n for n, number in units.items() if number == one) for one in shown(answer)]


def test_units_stand_in_the_order_of_the_persian_alphabet(analyst_client, units):
    page = analyst_client.get("/units/")
    assert named(page, units) == ["Semnan Brick", "Mehr Textiles", "Alborz Foolad", "Fresh Bread"]


@pytest.mark.parametrize("text", ["fulad", "Foolad", "فولاد", "فولاد البرز", "alborz"])
def test_a_word_finds_its_unit_in_either_script_however_spelt(analyst_client, units, text):
    assert named(analyst_client.get("/units/", {"text": text}), units) == ["Alborz Foolad"]


def test_paging_goes_forward_and_back_over_the_same_units(analyst_client, units, monkeypatch):
    monkeypatch.setattr("ehya.web.pages.units.PAGE", 2)
    first = analyst_client.get("/units/")
    second = analyst_client.get("/units/" + first.context["next"])
    back = analyst_client.get("/units/" + second.context["previous"])
    assert len(shown(first)) == len(shown(second)) == 2
    assert not set(shown(first)) & set(shown(second))
    assert shown(back) == shown(first)
    assert second.context["next"] == back.context["previous"] == ""


def test_filters_narrow_each_other_and_the_count_says_so(
    analyst_client, in_english, units, steward
):
    add_unit({"name_en": "Idle Works", "province": "IR-28", "status": "idle"}, by=steward, on=BORN)
    asked = {"province": "IR-28", "status": "idle"}
    assert len(shown(analyst_client.get("/units/", asked))) == 1
    assert "1 unit fits" in analyst_client.get("/units/count/", asked).text
    assert shown(analyst_client.get("/units/", {**asked, "status": "active"})) == []


def test_any_number_finds_its_unit(analyst_client, units, steward):
    number = units["Fresh Bread"]
    add_identifier(number, "permit", "117/4217", by=steward)
    for told in ("117/4217", "۱۱۷/۴۲۱۷", number, f"{number[:3]}-{number[3:7]}-{number[7]}"):
        assert shown(analyst_client.get("/units/", {"identifier": told})) == [number]


def test_nothing_found_says_what_was_looked_at(analyst_client, in_english, units):
    assert "No unit fits" in analyst_client.get("/units/", {"text": "xyzzyq"}).text


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "!"},
        {"before": "~" * 60},
        {"text": "&|!:*'\\"},
        {"sector": "x'y"},
        {"province": "'; DROP"},
        {"as_of": "soon"},
        {"identifier": "%"},
    ],
)
def test_senseless_questions_are_answered_or_refused(analyst_client, units, asked):
    assert analyst_client.get("/units/", asked).status_code in {200, 422}
    assert analyst_client.get("/units/count/", asked).status_code in {200, 422}


def test_a_reader_sees_the_own_province_only(officer_client, units, steward):
    elsewhere = add_unit({"name_en": "Far Works", "province": "IR-28"}, by=steward, on=BORN)
    assert elsewhere not in shown(officer_client.get("/units/"))
    assert officer_client.get("/units/", {"province": "IR-28"}).context["lines"] == []
    assert officer_client.get(f"/units/{elsewhere}/").status_code == 404


def test_columns_are_kept_with_the_person(analyst_client, units):
    analyst_client.post("/units/columns/", {"columns": ["number", "ownership"]})
    headings = [
        column for column, _words, _right in analyst_client.get("/units/").context["columns"]
    ]
    assert headings == ["number", "ownership"]


def test_a_view_is_kept_under_its_name_asked_again_and_forgotten(analyst_client, units):
    analyst_client.post("/units/views/", {"name": "Idle", "query": "status=idle"})
    (view,) = analyst_client.get("/units/").context["views"]
    assert (view.name, view.query) == ("Idle", "status=idle")
    analyst_client.post(f"/units/views/{view.pk}/drop/")
    assert analyst_client.get("/units/").context["views"] == ()


def test_nobody_forgets_somebody_else_s_view(analyst_client, steward_client, units):
    analyst_client.post("/units/views/", {"name": "Idle", "query": "status=idle"})
    (view,) = analyst_client.get("/units/").context["views"]
    assert steward_client.post(f"/units/views/{view.pk}/drop/").status_code == 404


def form_of(page):
    group = {field.fact: field.value for _g, fields in page.context["groups"] for field in fields}
    return {**group, "seen": str(page.context["seen"])}


def test_a_correction_is_sent_as_the_form_came_and_shows_in_the_timeline(
    steward_client, in_english, units
):
    number = units["Fresh Bread"]
    form = form_of(steward_client.get(f"/units/{number}/correct/"))
    answer = steward_client.post(
        f"/units/{number}/correct/",
        {**form, "name_en": "Fresh Breads", "reason": "A letter was lost."},
    )
    assert answer.status_code == 302
    page = steward_client.get(f"/units/{number}/")
    assert "A letter was lost." in page.text
    assert [entry.step.correction for entry in page.context["entries"]] == [False, True]
    assert page.context["title"] == "Fresh Breads"


def test_a_form_that_is_refused_keeps_what_was_typed(steward_client, in_english, units):
    number = units["Fresh Bread"]
    form = form_of(steward_client.get(f"/units/{number}/change/"))
    page = steward_client.post(
        f"/units/{number}/change/", {**form, "insured_jobs": "many", "happened_on": "2022-01-01"}
    )
    assert page.status_code == 422
    assert 'value="many"' in page.text
    assert "insured workers" in page.text
    assert Event.objects.filter(act="register.change_unit").count() == 0


def test_a_form_sent_as_it_came_is_told_that_nothing_changed(steward_client, in_english, units):
    number = units["Fresh Bread"]
    form = form_of(steward_client.get(f"/units/{number}/change/"))
    page = steward_client.post(f"/units/{number}/change/", {**form, "happened_on": "2022-01-01"})
    assert "register.nothing_changed" in page.text


def test_what_was_known_yesterday_is_the_old_name(steward_client, steward):
    number = known_since_last_year(steward)
    form = form_of(steward_client.get(f"/units/{number}/correct/"))
    steward_client.post(f"/units/{number}/correct/", {**form, "name_en": "New", "reason": "why"})
    yesterday = (timezone.localdate() - timedelta(1)).isoformat()
    page = steward_client.get(f"/units/{number}/", {"known_at": yesterday, "as_of": yesterday})
    assert page.context["now"].name_en == "Old"
    assert steward_client.get(f"/units/{number}/").context["now"].name_en == "New"
    assert "/correct/" not in page.text


def known_since_last_year(steward):
    """A unit whose only row has been known for a year: written as an import would write it."""
    of_today = UnitVersion.objects.get(
        unit__number=add_unit({"name_en": "Other", "province": "IR-20"}, by=steward, on=BORN)
    )
    unit = new_unit(synthetic=False)
    of_today.pk, of_today.unit, of_today.name_en = None, unit, "Old"
    of_today.known = (timezone.now() - timedelta(365), None)
    of_today.save(force_insert=True)
    return unit.number


def test_contacts_are_shown_by_role(steward_client, analyst_client, in_english, units, steward):
    number = units["Fresh Bread"]
    add_contact(number, "mobile", "0912 000 0000", by=steward)
    assert "0912 000 0000" in steward_client.get(f"/units/{number}/").text
    hidden = analyst_client.get(f"/units/{number}/").text
    assert "0912" not in hidden
    assert "1 contact is held" in hidden


def test_a_merged_number_leads_on_with_a_word(analyst_client, in_english, units):
    kept, folded = units["Fresh Bread"], units["Semnan Brick"]
    Unit.objects.filter(number=folded).update(forwards_to=Unit.objects.get(number=kept))
    answer = analyst_client.get(f"/units/{folded}/", follow=True)
    assert answer.redirect_chain == [(f"/units/{kept}/", 302)]
    assert "two were one" in answer.text


def test_a_province_offers_its_counties(analyst_client, units):
    County.objects.create(
        code="2001", province_id="IR-20", name_en="Garmsar", name_fa="گرمسار", sort_key="g"
    )
    assert "2001" in analyst_client.get("/units/places/", {"province": "IR-20"}).text


@pytest.mark.parametrize("act", ["change", "correct", "split", "merger"])
def test_who_may_not_write_gets_no_form(analyst_client, units, act):
    assert analyst_client.get(f"/units/{units['Fresh Bread']}/{act}/").status_code == 403


def test_a_day_before_a_unit_was_told_of_leads_to_the_first_on_which_it_was(
    analyst_client, in_english, units
):
    number = units["Fresh Bread"]
    early = analyst_client.get(f"/units/{number}/", {"as_of": BORN - timedelta(1)})
    assert early.status_code == 404
    assert "was first told of on" in early.text
    known = timezone.localdate().isoformat()
    assert f"?as_of={BORN.isoformat()}&amp;known_at={known}" in early.text
    (first,) = re.findall(r'href="([^"]*\?as_of=[^"]*)">Show it as it was', early.text)
    assert "Fresh Bread" in analyst_client.get(first.replace("&amp;", "&")).text


@pytest.fixture
def moved(units, steward):
    """A unit that left Semnan for Qazvin in 2022, and was told more there."""
    number = units["Fresh Bread"]
    add_contact(number, "mobile", "0912 000 0000", by=steward)
    change_unit(
        number, {"province": "IR-28"}, happened_on=date(2022, 1, 1), by=steward, reason="it moved"
    )
    change_unit(number, {"product": "Lavash"}, happened_on=date(2023, 1, 1), by=steward)
    add_identifier(number, "permit", "Q/77", by=steward, first=date(2023, 1, 1))
    return number


def test_an_officer_sees_of_a_unit_that_left_its_time_there_and_no_more(
    officer_client, in_english, moved
):
    assert officer_client.get(f"/units/{moved}/").status_code == 404
    page = officer_client.get(f"/units/{moved}/", {"as_of": "2021-01-01"}).text
    assert "Fresh Bread" in page
    for later in ("0912", "Qazvin", "Lavash", "Q/77", "1 contact"):
        assert later not in page


def test_an_officer_sees_all_the_past_of_a_unit_that_came(
    officer_client, in_english, steward, moved
):
    change_unit(moved, {"province": "IR-20"}, happened_on=date(2024, 1, 1), by=steward)
    page = officer_client.get(f"/units/{moved}/").text
    for earlier in ("0912", "Qazvin", "Lavash", "Q/77"):
        assert earlier in page


def test_a_merged_number_does_not_say_where_it_leads_out_of_sight(officer_client, units, moved):
    folded = units["Semnan Brick"]
    Unit.objects.filter(number=folded).update(forwards_to=Unit.objects.get(number=moved))
    answer = officer_client.get(f"/units/{folded}/")
    assert answer.status_code == 200
    assert moved not in answer.text


def test_a_persian_form_shows_days_by_its_own_calendar_and_takes_them_back(steward_client, steward):
    """30 Khordad 1394 is 20 June 2015."""
    number = add_unit(
        {"name_fa": "فولاد", "province": "IR-20", "licensed_on": date(2015, 6, 20)},
        by=steward,
        on=BORN,
    )
    form = form_of(steward_client.get(f"/units/{number}/correct/"))
    assert form["licensed_on"] == "۱۳۹۴/۰۳/۳۰"
    again = steward_client.post(f"/units/{number}/correct/", {**form, "reason": "چرا"})
    assert "register.nothing_changed" in again.text
    put_right = {**form, "licensed_on": "۱۳۹۴/۰۳/۳۱", "reason": "چرا"}
    assert steward_client.post(f"/units/{number}/correct/", put_right).status_code == 302
    assert UnitVersion.objects.order_by("-pk")[0].licensed_on == date(2015, 6, 21)


def test_contacts_told_at_once_stand_in_one_line_of_the_timeline(analyst_client, steward):
    number = add_unit(
        {"name_fa": "فولاد", "province": "IR-20", "phone": "023 3333 3333", "owner": "کسی"},
        by=steward,
        on=BORN,
    )
    (entry,) = analyst_client.get(f"/units/{number}/").context["entries"]
    assert [line for line in entry.more if "تلفن" in line] == ["راه تماس: مالک، تلفن"]


def test_before_anything_was_known_the_list_leads_back_to_today(analyst_client, in_english, units):
    page = analyst_client.get("/units/", {"known_at": "2010-01-01"})
    assert "The register told of no unit then" in page.text
    assert '<a class="btn btn-line" href="/units/">Back to today</a>' in page.text
