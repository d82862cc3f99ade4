"""Do the pages of detections say which units stand idle, to whom they may?"""

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from tests.detect import made

from ehya.detect.actions.taking import COLUMNS, Taken
from ehya.detect.models import Spell, Sweep
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event
from ehya.register.actions.places import add_park, load_places
from ehya.register.models import Unit
from ehya.web.charts.flows import Moved, moved_bars
from ehya.web.detection_file import CutShort, lines_of_file, safe

pytestmark = pytest.mark.django_db
PAGES = ("", "units/", "parks/", "changes/", "flows/", "sweeps/")


@pytest.fixture
def people(officer, analyst, steward):
    load_places(by=the_house())
    for person in (officer, analyst, steward):
        person.language = "en"
        person.save()


@pytest.fixture
def swept(people, steward, settings):
    """Twenty-four units of Semnan, a quarter of them idle, in two sweeps; one of Qazvin."""
    settings.TODAY = date(2024, 9, 1)
    first, second = made.add_sweep(), made.add_sweep(months=1)
    facts = {"name_en": "Semnan Town", "name_fa": "شهرک سمنان", "kind": "town"}
    park = add_park({**facts, "province": "IR-20"}, by=steward, on=made.BORN)
    for number in range(24):
        unit = made.add_works(f"Works {number}", by=steward)
        state = "idle" if number % 4 == 0 else "active"
        was = "active" if number == 0 else state
        made.add_look(first, unit, was)
        told = {"was": was, "warning": 0.6, "unseen_months": 8 if number == 4 else 0}
        made.add_look(second, unit, state, park_id=park, first_read=first.first, **told)
        if state == "idle":
            since = date(2024, 7, 22) if number == 0 else date(2023, 7, 23)
            stand_still(second, unit, since)
    made.add_look(second, made.add_works("Far", by=steward, province="IR-26"), "idle", was="")
    return second


def stand_still(sweep, number, since):
    Spell.objects.create(
        unit=Unit.objects.get(number=number),
        state="idle",
        valid=DateRange(since, None),
        known=DateTimeTZRange(sweep.told_at, None),
        chance=0.9,
        sweep=sweep,
        synthetic=sweep.synthetic,
    )


def words(answer):
    assert answer.status_code == 200, answer.content.decode()[:400]
    return " ".join(answer.content.decode().split())


def spec(page, name):
    return json.loads(
        re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page)[1]
    )


def test_the_front_says_how_many_stand_idle_and_how_many_more(swept, analyst_client):
    page = words(analyst_client.get("/detections/"))
    assert "7 of 25 units stand idle, as far as readings tell; 2 more than on 21 Jul 2024" in page
    assert "Semnan has the largest share idle: 25" in page
    assert "By electricity, month by month until 21 Aug 2024" in page


def test_the_front_of_an_officer_counts_the_own_province(swept, officer_client):
    page = words(officer_client.get("/detections/"))
    assert "6 of 24 units stand idle" in page
    assert "of the units of Semnan stand idle" in page
    assert "Qazvin" not in page


def test_a_share_of_few_units_is_not_told(swept, analyst_client):
    page = words(analyst_client.get("/detections/"))
    row = re.search(r">Qazvin</a></th>(.*?)</tr>", page)[1]
    assert "–" in row
    assert "%" not in row


def test_the_map_is_shaded_by_share_or_by_units(swept, analyst_client):
    by_units = words(analyst_client.get("/detections/?by=units"))
    assert "Semnan has the most idle units: 6" in by_units
    drawn = json.dumps(spec(by_units, "map"))
    assert "Semnan: 6" in drawn


def test_the_past_is_told_by_the_sweep_that_spoke_then(swept, analyst_client):
    page = words(analyst_client.get("/detections/?as_of=2024-07-31&known_at=2024-07-31"))
    assert "5 of 24 units stand idle, as far as readings tell<" in page


@pytest.mark.parametrize("page", PAGES)
def test_before_any_sweep_each_page_says_what_comes_next(people, analyst_client, page):
    told = words(analyst_client.get(f"/detections/{page}"))
    assert "Nobody has looked at the units yet" in told
    assert "Look at the units now" in told


def test_who_may_not_sweep_is_told_who_does(people, officer_client):
    page = words(officer_client.get("/detections/"))
    assert "analysts and data stewards then have the units looked at" in page
    assert "Look now" not in words(officer_client.get("/detections/sweeps/"))


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_sweep_was_known_nobody_had_looked(swept, analyst_client, page):
    told = words(analyst_client.get(f"/detections/{page}?as_of=2020-01-01&known_at=2020-01-01"))
    assert "Nobody had looked at the units by then" in told


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_persian(swept, analyst, analyst_client, page):
    analyst.language = "fa"
    analyst.save()
    assert 'dir="rtl"' in words(analyst_client.get(f"/detections/{page}"))


def test_real_and_synthetic_units_never_share_a_page(swept, steward, analyst_client):
    made_up = made.add_sweep(synthetic=True)
    unit = made.add_works("Made up", by=steward)
    Unit.objects.filter(number=unit).update(synthetic=True)
    made.add_look(made_up, unit, "idle")
    real = words(analyst_client.get("/detections/units/"))
    assert "Only real units are counted here" in real
    assert "Made up" not in real
    other = words(analyst_client.get("/detections/units/?synthetic=1"))
    assert "Only synthetic units are counted here" in other
    assert "Made up" in other
    assert "Works" not in other.split("<tbody>")[1]


def test_the_list_takes_filters_and_keeps_them_on_the_next_page(swept, analyst_client):
    page = words(analyst_client.get("/detections/units/?state=active&province=IR-20"))
    assert "Works 1<" in page
    assert "Works 4<" not in page
    unseen = words(analyst_client.get("/detections/units/?unseen=1"))
    assert "8 months told active, not seen" in unseen
    assert unseen.count('class="l0"') == 1


def test_the_count_comes_apart(swept, analyst_client):
    assert "7 units fit" in words(analyst_client.get("/detections/units/count/?state=idle"))
    assert "1 unit changed" in words(analyst_client.get("/detections/units/count/?changed=1"))
    assert "25 units were looked at" in words(analyst_client.get("/detections/units/count/"))


@pytest.mark.parametrize("asked", ["chance=101", "chance=x", "since=1403/13/40", "after=nonsense"])
def test_what_cannot_be_asked_is_refused_in_words(swept, analyst_client, asked):
    assert analyst_client.get(f"/detections/units/?{asked}").status_code == 422


def test_the_changes_say_from_what_to_what(swept, analyst_client):
    page = words(analyst_client.get("/detections/changes/"))
    assert page.count('class="l0"') == 1
    assert "Works 0<" in page
    assert "No change fits" in words(analyst_client.get("/detections/changes/?was=gone"))


def test_the_parks_with_most_idle_units_come_first(swept, analyst_client):
    page = words(analyst_client.get("/detections/parks/"))
    assert "Semnan Town has the most idle units: 6 of the 6 in parks" in page
    elsewhere = words(analyst_client.get("/detections/parks/?province=IR-26"))
    assert "No park here has a unit that was looked at" in elsewhere


def test_the_flows_say_who_came_to_stand_since_a_day_in_either_calendar(swept, analyst_client):
    for since in ("2024-04-01", "1403/01/13"):
        page = words(analyst_client.get(f"/detections/flows/?since={since}"))
        assert "1 unit came to stand, 0 came back to work" in page
        assert "The largest change was from active to idle: 1" in page
    drawn = json.dumps(spec(page, "moved"))
    assert "from active to idle" in drawn


def test_flows_from_before_the_first_month_begin_with_it_and_say_so(swept, analyst_client):
    page = words(analyst_client.get("/detections/flows/?since=2001-01-01"))
    assert "The sweep looked back to" in page


def test_the_sweeps_are_listed_with_law_and_seconds(swept, analyst_client):
    Sweep.objects.filter(pk=swept.pk).update(
        rules={"idle_below": 0.1}, seconds={"looking": 2.5, "writing": 1.0}
    )
    page = words(analyst_client.get("/detections/sweeps/"))
    assert "2 sweeps looked at the units, the last until 21 Aug 2024" in page
    assert "<b>0.1</b> idle below this share of the own level" in page
    assert "<b>2.5</b> reading and looking" in page


def test_an_officer_is_not_told_the_nations_counts(swept, officer_client):
    assert "Semi-active" not in words(officer_client.get("/detections/sweeps/"))


def test_a_sweep_on_its_way_says_how_far_it_is(swept, analyst_client):
    row = Sweep.objects.get(pk=swept.pk)
    row.pk, row.state, row.run, row.event, row.looked, row.units = (
        None,
        "running",
        None,
        None,
        9,
        20,
    )
    row.save()
    page = words(analyst_client.get("/detections/sweeps/"))
    assert "9 of 20 units looked at" in page
    part = words(analyst_client.get("/detections/sweeps/", headers={"HX-Request": "true"}))
    assert "9 of 20 units looked at" in part
    assert "<html" not in part
    Sweep.objects.filter(pk=row.pk).update(state="failed", failed_because="cut off")
    ended = analyst_client.get("/detections/sweeps/", headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true"
    assert "failed; nothing of it is shown" in words(analyst_client.get("/detections/sweeps/"))


def test_look_now_asks_for_a_sweep_in_ones_own_name(people, analyst_client, monkeypatch):
    from ehya.web import tasks

    asked = []
    monkeypatch.setattr(
        tasks.sweep_register.__class__, "enqueue", lambda task, name: asked.append(name)
    )
    answer = analyst_client.post("/detections/sweeps/begin/")
    assert (answer.status_code, asked) == (302, ["analyst"])
    assert "will be looked at in a moment" in words(analyst_client.get(answer.url))
    htmx = {"HX-Request": "true"}
    assert analyst_client.get(answer.url, headers=htmx).status_code == 204
    made.add_sweep()
    begun = analyst_client.get(answer.url, headers=htmx)
    assert begun.headers["HX-Redirect"] == "/detections/sweeps/"
    assert "in a moment" not in words(analyst_client.get(answer.url))


def test_the_list_as_csv_holds_the_rows_that_were_counted(swept, analyst_client):
    answer = analyst_client.post("/detections/units/list.csv", {"state": "idle"})
    assert answer.headers["X-Ehya-Rows"] == "7"
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeffEhya number,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 7
    assert {row["State"] for row in rows} == {"Idle"}
    assert {row["As it stood on"] for row in rows} == {"2024-08-21"}
    assert {row["Real or synthetic"] for row in rows} == {"real"}
    assert Event.objects.get(act="register.export_units").facts["rows"] == 7


def test_no_name_in_the_csv_is_a_formula(swept):
    row = dict.fromkeys(COLUMNS, "") | {"name_en": "=HYPERLINK(1)", "state": "gone"}
    told = list(lines_of_file(Taken(1, COLUMNS, iter([tuple(row.values())])), swept, "en"))
    assert told[1].startswith(",,'=HYPERLINK(1),")
    assert (safe("'-1"), safe("plain"), safe("''")) == ("''-1", "plain", "''")


def test_a_list_that_was_cut_short_does_not_end_well(swept):
    with pytest.raises(CutShort):
        list(lines_of_file(Taken(2, (), iter([()])), swept, "en"))


def test_no_list_is_taken_away_before_a_sweep(people, analyst_client):
    assert analyst_client.post("/detections/units/list.csv").status_code == 422


def test_bars_start_at_the_readers_side():
    rows = [Moved("from a to b", "idle", 5, "5"), Moved("from b to a", "active", 2, "2")]
    for language, reverse in (("en", False), ("fa", True)):
        drawn = moved_bars(rows, language=language)
        scales = [layer["encoding"]["x"]["scale"]["reverse"] for layer in drawn["layer"]]
        assert scales == [reverse] * 3
        styles = {layer["mark"]["style"] for layer in drawn["layer"]}
        assert styles == {"bar-to-idle", "bar-to-active", "label-row"}


def test_a_sweep_about_the_same_day_is_compared_with_what_the_one_before_said(
    swept, analyst_client
):
    again = made.add_sweep(months=1)
    Sweep.objects.filter(pk=again.pk).update(told_at=again.told_at + timedelta(days=1))
    number = Unit.objects.order_by("pk").first().number
    made.add_look(Sweep.objects.get(pk=again.pk), number, "idle")
    page = words(analyst_client.get("/detections/"))
    assert "1 of 1 unit stands idle, as far as readings tell; 6 fewer than the sweep" in page
