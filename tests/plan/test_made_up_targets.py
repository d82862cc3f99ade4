"""Does the made-up programme have a target a year, raised once, split, and never beside real ones?"""

from datetime import date

import pytest

from ehya.ledger.actions import the_house
from ehya.plan import synthetic
from ehya.plan.models import Target
from ehya.plan.queries.shares import shares
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.queries.within import here_and_now
from tests.detect import made

pytestmark = pytest.mark.django_db


def test_without_a_made_up_register_nothing_is_made_up():
    assert synthetic.make_targets(by=the_house()) == 0


def test_a_fifth_more_than_the_year_before_then_a_tenth_more(settings, steward, monkeypatch):
    settings.TODAY = date(2024, 8, 12)
    load_places(by=the_house())
    unit = add_unit({"name_en": "A", "province": "IR-20"}, by=steward, on=date(2019, 3, 21))
    sweep = made.add_sweep(synthetic=True)
    made.add_look(sweep, unit, state="idle")
    monkeypatch.setattr(synthetic, "synthetic_there", lambda: True)
    done = {1399: {}, 1400: {"IR-20": 100}, 1401: {"IR-20": 50, "IR-26": 70}, 1402: {}}
    past = lambda year: done.get(year, {})
    assert synthetic.make_targets(by=the_house(), past=past) == 5
    assert synthetic.make_targets(by=the_house(), past=past) == 0
    told = {
        target.first.year: [int(one.value) for one in target.versions.order_by("number")]
        for target in Target.objects.order_by("first")
    }
    # 100 and a fifth: 120, then 132 in tens: 130. 120 and a fifth: 144, in tens 140, then 154: 150.
    # Where nothing was done one idle unit in fifty is less than one a province: 40, then 44: 40,
    # which says the same number by other minutes.
    assert told[2022] == [120, 130] and told[2023] == [140, 150] and told[2024] == [40, 40]
    assert all(target.synthetic for target in Target.objects.all())
    newest = Target.objects.get(first=date(2022, 3, 21)).versions.get(number=2)
    split = shares(newest, here_and_now())
    assert (split.total, split.rule, split.again) == (130, "idle_stock", True)
    # one idle unit, in Semnan: one for each of the 30 others, 100 for Semnan
    assert {part.province: part.value for part in split.parts}["IR-20"] == 100
