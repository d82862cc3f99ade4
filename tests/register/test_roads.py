from dataclasses import fields, replace

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehya.ledger.queries import today
from ehya.ledger.scopes import ALL, Sight
from ehya.register.actions.units import add_unit, change_unit
from ehya.register.models import Province, UnitVersion
from ehya.register.queries import roads
from ehya.register.queries.roads import Question, Sample, cheapest
from ehya.register.queries.units import Wanted, count_units, page_of_units, question_of
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db
HERE = ("304310", 7)  # a place under ت


@pytest.mark.parametrize(
    ("told", "road"),
    [
        (Sample(fit=0, facets=0, whole=0, last=0, way=3900), "gather"),
        (Sample(fit=3000, facets=3000, whole=3000, last=3000, way=2), "walk"),
        (Sample(fit=150, facets=3900, whole=300, last=180, way=3700), "gather"),
        (Sample(fit=2, facets=14, whole=3000, last=3000, way=900), "facets"),
        (Sample(fit=6, facets=3900, whole=15, last=1800, way=600), "whole"),
        (Sample(400, 3900, 500, 900, way=2500, initial="323", way_there=3, before=1), "leap"),
        (Sample(400, 3900, 500, 900, way=50, initial="304", way_there=900), "walk"),
    ],
    ids=[
        *("nothing", "many and near", "some, all far off", "few with a common word"),
        "a rare word and a common one",
        *("many, all under another initial", "many under this initial"),
    ],
)
def test_the_cheapest_road_is_taken(told, road):
    everything = UnitVersion.objects.all()
    question = Question(everything, everything, facets=("sidle",), asked="'~x' & 'y':*")
    assert cheapest(question, told, HERE) == road


@pytest.fixture(scope="module")
def forty_units(once, make_person):
    once(lambda: _make_forty_units(make_person("steward")))


def _make_forty_units(steward):
    """Forty in two provinces; every third one turned idle and kept its past.

    Three initials: آ, ن, and for every fourth پ with the word of ن in it.
    """
    for iso in ("IR-20", "IR-28"):
        Province.objects.get_or_create(
            iso=iso,
            defaults={"name_en": iso, "name_fa": iso, "sort_key": iso, "lat": 35, "lon": 52},
        )
    for nth in range(40):
        facts = {
            "name_fa": f"{'آجر' if nth % 2 else 'نساجی' if nth % 4 else 'پرده نساجی'} شمارهٔ {nth}",
            "province": "IR-28" if nth % 4 == 0 else "IR-20",
            "status": "active",
            "isic": "2220" if nth % 5 else "1313",
            "size": "small",
        }
        number = add_unit(facts, by=steward, on=today().replace(year=2020))
        if nth % 3 == 0:
            change_unit(number, {"status": "idle"}, happened_on=today(), by=steward)


ASKED = [
    Wanted(),
    Wanted(text="nassaji"),
    Wanted(status="idle"),
    Wanted(text="آجر", status="idle", province="IR-20"),
    Wanted(sector="22", size="small"),
    Wanted(sector="1313", park="none"),
    Wanted(text="nobody"),
]


@pytest.mark.parametrize("wanted", ASKED, ids=str)
@pytest.mark.parametrize("sight", [ALL, Sight(provinces=frozenset({"IR-20"}))], ids=["all", "one"])
@pytest.mark.parametrize("road", ["walk", "gather", "facets", "whole", "leap"])
def test_every_road_leads_to_the_same_pages(forty_units, monkeypatch, wanted, sight, road):
    moment = Moment(today(), timezone.now())
    take(road, monkeypatch)
    there, back = [], []
    page = page_of_units(wanted, moment, sight, most=7)
    there += page.rows
    while page.after:
        page = page_of_units(wanted, moment, sight, most=7, after=page.after)
        there += page.rows
    back += reversed(page.rows)
    while page.before:
        page = page_of_units(wanted, moment, sight, most=7, before=page.before)
        back += reversed(page.rows)
    assert [row.pk for row in there] == [row.pk for row in reversed(back)] == plainly(wanted, sight)
    assert count_units(wanted, moment, sight).units == len(there)


def take(road, monkeypatch, farthest=("329", "300")):
    """Let every page go by one road; a leap by the farthest initial that is still ahead."""

    def sample(question, place, *, back):
        return Sample(0, 0, 0, 0, 0, initial=farthest[back])

    def choose(question, sample, place=None):
        if place is None:  # for a count, which has no way to go
            return road if road in ("facets", "whole") else "gather"
        if road != "leap":
            return road
        ahead = question.asked and sample.initial != place[0][: roads.INITIAL]
        return "leap" if ahead else "walk"

    monkeypatch.setattr(roads, "FIRST_STEPS", 1)
    monkeypatch.setattr(roads, "_sample", sample)
    monkeypatch.setattr(roads, "cheapest", choose)


WORDS = ("", "nassaji", "آجر", "نساجی شماره", "پرده", "1", "nobody")


@given(
    st.sampled_from(WORDS),
    st.sampled_from(("", "idle", "active")),
    st.integers(0, 41),
    st.booleans(),
    st.sampled_from(("walk", "gather", "facets", "whole", "leap")),
    st.sampled_from((1, 4, 40)),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_from_any_place_every_road_leads_to_the_plain_answer(
    forty_units, text, status, nth, back, road, steps
):
    moment = Moment(today(), timezone.now())
    everything = sorted(standing(), key=lambda row: (row.sort_key, row.unit_id))
    question = question_of(Wanted(text=text, status=status), moment, ALL)
    place = everything[nth] if nth < len(everything) else None
    kept = set(plainly(Wanted(text=text, status=status), ALL))
    ahead = [row for row in (reversed(everything) if back else everything) if row.pk in kept]
    if place is not None:
        passed = [(row.sort_key, row.unit_id) for row in ahead]
        here = (place.sort_key, place.unit_id)
        ahead = [
            row for row, at in zip(ahead, passed, strict=True) if (at < here if back else at > here)
        ]
    with pytest.MonkeyPatch.context() as patch:
        take(road, patch)
        patch.setattr(roads, "FIRST_STEPS", steps)
        at = (place.sort_key, place.unit_id) if place is not None else None
        found = roads.next_rows(question, at, 5, back=back and at is not None)
    if at is None and back:
        ahead = ahead[::-1]
    assert [row.pk for row in found] == [row.pk for row in ahead[:5]]


def test_a_sample_tells_where_the_second_one_stands(forty_units, monkeypatch):
    monkeypatch.setattr(roads, "SAMPLED", 1)
    monkeypatch.setattr(roads, "_PART", roads.Value(0))
    question = question_of(Wanted(text="nassaji"), Moment(today(), timezone.now()), ALL)
    first = min(standing(), key=lambda row: row.sort_key)
    told = roads._sample(question, (first.sort_key, first.unit_id), back=False)
    # 20 bricks, then 10 curtains with the word, then 10 of textile; 19 bricks are still ahead
    assert told == Sample(
        fit=20, facets=40, whole=40, last=20, way=19 + 2, initial="303", way_there=2, before=0
    )
    back = roads._sample(question, ("~", 0), back=True)
    assert (back.way, back.initial, back.way_there) == (2, "329", 2)


def test_initials_are_told_from_one_to_another(forty_units):
    assert roads._initials(("300", 0), "329", back=False) == ["300", "303", "329"]
    assert roads._initials(("303999", 0), "300", back=True) == ["300", "303"]
    assert roads._initials(("304", 0), "328", back=False) == []


def standing():
    """Every row that is told of today, looked at one after the other."""
    return [
        row
        for row in UnitVersion.objects.filter(known__endswith__isnull=True)
        if row.valid.lower <= today() and (row.valid.upper is None or today() < row.valid.upper)
    ]


def plainly(wanted, sight):
    """The same question asked of every row, one after the other."""
    kept = [row for row in standing() if sight.covers(row.province_id) and fits(row, wanted)]
    return [row.pk for row in sorted(kept, key=lambda row: (row.sort_key, row.unit_id))]


def fits(row, wanted):
    words = {"nassaji": "نساجی", "نساجی شماره": "نساجی", "1": " 1", "nobody": "?"}
    told = {
        "province": row.province_id,
        "status": row.status,
        "size": row.size,
        "sector": row.isic[: len(wanted.sector)],
        "park": row.park_id or "none",
    }
    asked = {f.name: getattr(wanted, f.name) for f in fields(wanted) if f.name in told}
    return words.get(wanted.text, wanted.text) in row.name_fa and all(
        told[name] == v for name, v in asked.items() if v
    )


def test_the_index_of_contents_answers_words_and_facets_together(forty_units):
    asked = question_of(
        Wanted(text="آجر", status="idle", size="small"), Moment(today(), timezone.now()), ALL
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    told = roads.fitting(replace(asked, contents=UnitVersion.objects.all())).explain()
    assert "units_by_content" in told
    assert told.count("Index Cond") == 1
    assert "Filter" not in told
