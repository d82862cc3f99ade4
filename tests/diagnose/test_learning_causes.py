"""What the house learns of causes from people's findings, and keeps beside them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from ehya.diagnose.actions import learning
from ehya.diagnose.actions.finding import Found, find
from ehya.diagnose.actions.learning import learn_causes, worth_learning
from ehya.diagnose.features import looks
from ehya.diagnose.models import CauseFit, Finding
from ehya.diagnose.queries.suggesting import fit_in_force, known_by, suggestion_for, told_by
from ehya.engine.refusal import Refusal
from ehya.ledger import rules
from ehya.ledger.actions import note, the_house
from ehya.ledger.actions.copying import copy_in
from ehya.register.models import Unit, UnitVersion
from ehya.register.queries.within import Moment, here_and_now

pytestmark = pytest.mark.django_db
FIRST = date(2022, 1, 1)


@pytest.fixture
def few(monkeypatch):
    """A rule that is content with sixty diagnoses."""
    asked = rules.load("causes") | {"fewest_diagnoses": 60, "fewest_found": 4, "fewest_alike": 1}
    real = rules.load

    def load(name, on=None):
        return asked if name == "causes" else real(name, on)

    for module in ("actions.learning", "queries.suggesting", "history"):
        monkeypatch.setattr(f"ehya.diagnose.{module}.load", load)


@pytest.fixture
def diagnosed(units, steward):
    """Ninety units of one trade: the small ones want money, the large ones have no power."""
    told = {row.province_id: row for row in UnitVersion.objects.order_by("unit_id")}
    begin = max(Unit.objects.values_list("pk", flat=True))
    event = note("diagnose.find", by=the_house())
    for place in range(90):
        row = told["IR-20" if place % 2 else "IR-26"]
        unit = _unit(begin + 1 + place)
        _version(unit, row, place)
        obstacle = "liquidity.working_capital" if place % 3 else "energy_water.power_cut"
        day = FIRST + timedelta(days=5 * place)
        copy_in([_finding(unit, obstacle, day, event)])
    _version(_unit(begin + 91), told["IR-20"], 3)  # a large one that nobody has visited
    return begin


def _unit(pk):
    from ehya.register.numbering import number_of

    return Unit.objects.create(pk=pk, number=number_of(pk))


def _version(unit, like, place):
    names = [
        f.attname for f in UnitVersion._meta.concrete_fields if f.attname not in ("id", "unit_id")
    ]
    facts = {name: getattr(like, name) for name in names}
    facts |= {"isic": "2410", "licensed_jobs": 10 + place % 7 if place % 3 else 60 + place % 7}
    UnitVersion.objects.create(unit=unit, **facts)


def _finding(unit, obstacle, day, event):
    known = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    return Finding(
        unit=unit,
        obstacle=obstacle,
        severity=3,
        valid=(day, None),
        known=(known, None),
        event=event,
    )


def learn(**told):
    """Learn as on the report's day; the register is told of today by the computer's own clock."""
    asked = {"known_at": datetime(2024, 8, 12, tzinfo=UTC), "register_at": timezone.now(), **told}
    return learn_causes(by=the_house(), synthetic=False, **asked)


def test_the_first_finding_of_a_unit_is_its_look(diagnosed, today):
    known = known_by(timezone.now(), timezone.now(), synthetic=False)
    found = looks(known)
    assert len(found) == 90
    assert (found[0].on, found[0].unit) == (FIRST, diagnosed + 1)
    early = datetime(2022, 1, 12, tzinfo=UTC)
    assert len(looks(known_by(early, early, synthetic=False))) == 3


def test_it_is_learnt_kept_and_told_of_a_unit_nobody_visited(diagnosed, few, today):
    fit = learn()
    assert (fit.units, fit.method) == (90, "diagnose.causes/1")
    assert fit_in_force(synthetic=False, at=timezone.now()) == fit
    assert fit_in_force(synthetic=True, at=timezone.now()) is None
    said = suggestion_for(UnitVersion.objects.get(unit=diagnosed + 91), here_and_now())
    assert (said.fit, said.why, said.looked_on) == (fit, "", None)
    likeliest = said.told[0]
    assert (likeliest.kind, likeliest.found) == ("energy_water", False)
    assert likeliest.chance > 0.7
    assert "jobs" in {reason.what for reason in likeliest.reasons}
    assert {one.kind for one in said.untold} >= {"technology", "licence"}


def test_learnt_again_from_the_same_moment_it_is_the_same_to_the_bit(diagnosed, few, today):
    at = timezone.now()
    first, again = learn(register_at=at), learn(register_at=at)
    assert first.weights == again.weights
    assert first.pk != again.pk


def test_what_became_known_later_teaches_nothing(diagnosed, few, today):
    at = FIRST + timedelta(days=5 * 70)
    early = learn(
        known_at=datetime.combine(at, datetime.min.time(), tzinfo=UTC), register_at=timezone.now()
    )
    assert early.units == 71


def test_a_unit_is_not_told_from_its_own_finding(diagnosed, few, today):
    fit = learn()
    told = told_by(fit, [diagnosed + 2], [today], timezone.now())
    assert told.counts["province"][0, -1] == 44, "forty-five were looked at, it is one of them"


def test_what_was_told_before_stands_beside_what_a_person_finds(diagnosed, few, officer, today):
    fit = learn(told_at=datetime(2024, 8, 1, tzinfo=UTC))
    unit = Unit.objects.get(pk=diagnosed + 91)
    told = told_by(fit, [unit.pk], [today], timezone.now())
    found = find(unit.number, Found(0, "energy_water.power_cut", 3, today), by=officer)
    kept = Finding.objects.get(pk=found.pk).machine_chance
    assert kept > 0.7
    assert kept == pytest.approx(told.chance[0, told.kinds.index("energy_water")])
    said = suggestion_for(UnitVersion.objects.get(unit=unit), here_and_now())
    assert (said.told[0].kind, said.told[0].found) == ("energy_water", True)


def test_before_anything_is_learnt_nothing_stands_beside(unit, officer, today):
    found = find(unit, Found(0, "liquidity.working_capital", 3, today), by=officer)
    assert found.machine_chance is None
    said = suggestion_for(UnitVersion.objects.get(unit__number=unit), here_and_now())
    assert (said.why, said.diagnoses, said.fewest) == ("no_fit", 1, 300)


def test_too_few_diagnoses_and_who_may_not(unit, officer, today):
    with pytest.raises(Refusal) as no:
        learn()
    assert no.value.code == "diagnose.too_few_to_learn"
    with pytest.raises(Refusal) as no:
        learn_causes(by=officer, synthetic=False)
    assert no.value.code == "ledger.not_allowed"


def test_a_fit_whose_event_cannot_be_written_is_not_kept(diagnosed, few, monkeypatch, today):
    def broken(*_given, **_facts):
        raise RuntimeError("the power went")

    monkeypatch.setattr(learning, "note", broken)
    with pytest.raises(RuntimeError):
        learn()
    assert not CauseFit.objects.exists()


def test_it_is_learnt_anew_when_a_fifth_more_was_diagnosed(diagnosed, few, today):
    assert worth_learning(synthetic=False, at=timezone.now())
    learn()
    assert not worth_learning(synthetic=False, at=timezone.now())
    assert not worth_learning(synthetic=True, at=timezone.now())


def test_the_past_is_told_by_the_fit_of_then(diagnosed, few, unit, today):
    learn()
    row = UnitVersion.objects.get(unit__number=unit)
    then = suggestion_for(row, Moment(today, timezone.now() - timedelta(hours=1)))
    assert then.why == "no_fit"
