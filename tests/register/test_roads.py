from dataclasses import fields, replace

import pytest
from django.db import connection
from django.utils import timezone

from ehya.ledger.queries import today
from ehya.ledger.scopes import ALL, Sight
from ehya.register.actions.units import add_unit, change_unit
from ehya.register.models import Province, UnitVersion
from ehya.register.queries import roads
from ehya.register.queries.roads import Question, Sample, cheapest
from ehya.register.queries.units import Wanted, count_units, page_of_units, question_of
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db
WORDS = roads.Q(words="x")


@pytest.mark.parametrize(
    ("told", "road"),
    [
        (Sample(fit=0, facets=0, words=0, way=3900), "gather"),
        (Sample(fit=3000, facets=3000, words=3000, way=2), "walk"),
        (Sample(fit=150, facets=3900, words=150, way=3700), "gather"),
        (Sample(fit=2, facets=14, words=3000, way=900), "facets"),
    ],
    ids=["nothing", "many and near", "some, all far off", "few with a common word"],
)
def test_the_cheapest_road_is_taken(told, road):
    question = Question(UnitVersion.objects.all(), facets=("sidle",), words=WORDS)
    assert cheapest(question, told) == road


@pytest.fixture
def forty_units(steward):
    """Forty in two provinces; every third one turned idle and kept its past."""
    for iso in ("IR-20", "IR-28"):
        Province.objects.get_or_create(
            iso=iso,
            defaults={"name_en": iso, "name_fa": iso, "sort_key": iso, "lat": 35, "lon": 52},
        )
    for nth in range(40):
        facts = {
            "name_fa": f"{'آجر' if nth % 2 else 'نساجی'} شمارهٔ {nth}",
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
@pytest.mark.parametrize("road", ["walk", "gather", "facets"])
def test_every_road_leads_to_the_same_pages(forty_units, monkeypatch, wanted, sight, road):
    moment = Moment(today(), timezone.now())
    monkeypatch.setattr(roads, "FIRST_STEPS", 1)
    monkeypatch.setattr(roads, "cheapest", lambda question, sample: road)
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


def plainly(wanted, sight):
    """The same question asked of every row, one after the other."""
    rows = [
        row
        for row in UnitVersion.objects.filter(known__endswith__isnull=True)
        if row.valid.lower <= today() and (row.valid.upper is None or today() < row.valid.upper)
    ]
    kept = [row for row in rows if sight.covers(row.province_id) and fits(row, wanted)]
    return [row.pk for row in sorted(kept, key=lambda row: (row.sort_key, row.unit_id))]


def fits(row, wanted):
    words = {"": "", "nassaji": "نساجی", "آجر": "آجر", "nobody": "?"}[wanted.text]
    told = {
        "province": row.province_id,
        "status": row.status,
        "size": row.size,
        "sector": row.isic[: len(wanted.sector)],
        "park": row.park_id or "none",
    }
    asked = {f.name: getattr(wanted, f.name) for f in fields(wanted) if f.name in told}
    return words in row.name_fa and all(told[name] == v for name, v in asked.items() if v)


def test_the_index_of_contents_answers_words_and_facets_together(forty_units):
    asked = question_of(
        Wanted(text="آجر", status="idle", size="small"), Moment(today(), timezone.now()), ALL
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    told = roads.fitting(replace(asked, rows=UnitVersion.objects.all())).explain()
    assert "units_by_content" in told
    assert told.count("Index Cond") == 1
    assert "Filter" not in told
