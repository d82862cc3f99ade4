"""A sweep looks at every unit that was read, keeps what it found, and overwrites nothing."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from ehya.cli import doctor
from ehya.detect import panel
from ehya.detect.actions import sweeping
from ehya.detect.actions.sweeping import sweep, sweep_each_kind
from ehya.detect.models import Look, Spell, Sweep
from ehya.detect.queries.course import unit_course
from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.register import lake
from ehya.register.models import Unit
from tests.detect.made import add_sweep
from tests.detect.metered import APRIL, END, FEBRUARY, MONTHS, asked, at_work, read

pytestmark = pytest.mark.django_db
UNLIKE = ("id", "sweep_id", "was")  # in two sweeps of the same months


def test_a_unit_that_stopped_is_told_with_its_month(three, analyst):
    goes, stops = three
    done = sweep(asked(), by=analyst)

    looks = {look.unit_id: look for look in Look.objects.filter(sweep=done)}
    assert {unit: look.state for unit, look in looks.items()} == {goes: "active", stops: "idle"}
    assert looks[stops].since == MONTHS[36].first
    assert looks[stops].p_idle > 0.9
    assert looks[stops].unseen_months == 12  # the register says that it works
    assert looks[stops].decided[0]["signal"] == "electricity"
    assert (looks[stops].province_id, looks[stops].division) == ("IR-20", "22")
    spell = Spell.objects.get()
    assert (spell.unit_id, spell.state) == (stops, "idle")
    assert (spell.valid.lower, spell.valid.upper) == (MONTHS[36].first, None)
    assert (done.counts["active"], done.counts["idle"]) == (1, 1)
    assert (done.units, done.looked, done.as_of) == (3, 2, END)
    assert Event.objects.get(act="detect.sweep").by == analyst


def test_a_later_sweep_closes_what_was_known_and_says_what_changed(three, analyst):
    _, stops = three
    first = sweep(asked(known_at=FEBRUARY), by=analyst)
    read(stops, [None] * 44 + [1100] * 4, known=datetime(2040, 4, 1, tzinfo=UTC))
    second = sweep(asked(), by=analyst)

    look = Look.objects.get(sweep=second, unit=stops)
    assert (look.was, look.state) == ("idle", "active")
    assert second.counts["changed"] == 1
    old, new = Spell.objects.order_by("pk")
    assert (old.sweep, old.valid.upper) == (first, None)
    assert old.known.upper == second.told_at == new.known.lower
    assert (new.valid.lower, new.valid.upper) == (MONTHS[36].first, MONTHS[44].first)
    assert Look.objects.get(sweep=first, unit=stops).state == "idle"


def test_a_sweep_can_be_repeated_to_the_bit(three, analyst):
    told = ("unit_id", "state", "since", "p_active", "p_idle", "use", "warning", "decided")
    first = sweep(asked(), by=analyst)
    read(three[0], [None] * 40 + [0] * 8, known=APRIL)
    again = sweep(asked(version=first.lake_version), by=analyst)

    rows = [
        [*Look.objects.filter(sweep=s).order_by("unit").values_list(*told)] for s in (first, again)
    ]
    assert rows[0] == rows[1]
    assert Spell.objects.count() == 1  # nothing new was said


def test_a_sweep_about_an_earlier_day_teaches_no_spell(three, analyst):
    sweep(asked(), by=analyst)
    earlier = sweep(asked(as_of=MONTHS[38].last), by=analyst)

    assert not earlier.latest
    assert earlier.as_of == MONTHS[38].last
    assert Spell.objects.get().known.upper is None


def test_a_month_that_has_not_ended_is_not_looked_at(three, analyst):
    assert sweep(asked(as_of=MONTHS[47].first), by=analyst).as_of == MONTHS[46].last


def test_made_up_units_and_real_ones_are_looked_at_apart(three, analyst):
    goes, _ = three
    Unit.objects.filter(pk=goes).update(synthetic=True)
    real, made_up = sweep_each_kind(asked(), by=analyst)

    assert (real.synthetic, real.looked) == (False, 1)
    assert (made_up.synthetic, made_up.looked) == (True, 1)


def test_what_a_dead_sweep_left_is_cleared_away(three, analyst, monkeypatch):
    def die(*told):
        raise KeyboardInterrupt

    monkeypatch.setattr(sweeping, "keep_spells", die)
    with pytest.raises(KeyboardInterrupt):
        sweep(asked(), by=analyst)
    dead = Sweep.objects.get()
    assert (dead.state, Look.objects.count(), Spell.objects.count()) == ("failed", 0, 0)
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"as_of": date(2012, 1, 1)}, "detect.nothing_read"),
        ({"signals": ("steam",)}, "detect.no_such_signal"),
        ({"version": 77}, "detect.no_such_version"),
        ({"engine": "abacus"}, "detect.no_such_engine"),
        ({"synthetic": True}, "detect.nothing_read"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(three, analyst, facts, code):
    with pytest.raises(Refusal) as no:
        sweep(asked(**facts), by=analyst)
    assert no.value.code == code
    assert not Look.objects.exists()


def test_an_officer_does_not_sweep(three, officer):
    with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
        sweep(asked(), by=officer)


def test_what_was_said_stays_said(three, analyst):
    done = sweep(asked(), by=analyst)
    for rows in (Look.objects.filter(sweep=done), Spell.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(state="gone")
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


def test_one_units_months_are_told_again_as_the_sweep_told_them(three, analyst):
    _, stops = three
    done = sweep(asked(), by=analyst)
    course = unit_course(done, stops)
    look = Look.objects.get(sweep=done, unit=stops)

    assert course is not None
    assert course.months[-1].last == END
    assert course.signals[0].name == "electricity"
    assert course.readings[-13:, 0].tolist() == [at_work(stops)[35], *[3] * 12]
    assert course.state[-13:].tolist() == [0, *[2] * 12]
    assert course.chance[-1, 2] == pytest.approx(look.p_idle, abs=1e-6)
    assert course.share[-20, 0] == pytest.approx(1, abs=0.1)
    assert course.level[-20, 0] == pytest.approx(1035, abs=60)
    assert unit_course(done, three[0] + 999) is None


def test_the_doctor_misses_readings_that_a_sweep_names(three, analyst):
    sweep(asked(), by=analyst)
    assert doctor._readings().ok
    assert "version 1" in doctor._readings().says

    lost = next(iter(lake.at_version().files))
    Path(lost).unlink()
    assert "1 of 2 files of the lake are gone" in doctor._readings().says
    shutil.rmtree(lake.location())
    answer = doctor._readings()
    assert (answer.ok, "the lake ends at -1" in answer.says) == (False, True)


def test_a_sweep_whose_event_cannot_be_written_says_nothing(three, analyst):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE ledger_event ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    with pytest.raises(IntegrityError, match="full_up"):
        sweep(asked(), by=analyst)

    assert Sweep.objects.get().state == "failed"
    assert not Look.objects.exists()
    assert not Spell.objects.exists()


@pytest.mark.parametrize("lacking", ["unit", "sweep", "province", "park"])
def test_a_look_is_told_only_of_what_is_there(three, analyst, lacking):
    look = Look.objects.filter(sweep=sweep(asked(), by=analyst)).first()
    nobody = {"unit": 999_999, "sweep": 999_999, "province": "IR-99", "park": "P-9999"}
    later = add_sweep(months=1)
    look.pk, look.sweep = None, later
    setattr(look, f"{lacking}_id", nobody[lacking])
    with pytest.raises(IntegrityError, match="not there"), transaction.atomic():
        look.save(force_insert=True)


@pytest.mark.parametrize(
    ("line", "of"),
    [
        ("DELETE FROM register_unit WHERE id = %s", "unit_id"),
        ("DELETE FROM register_province WHERE iso = %s", "province_id"),
        ("UPDATE register_province SET iso = 'IR-98' WHERE iso = %s", "province_id"),
        ("DELETE FROM detect_sweep WHERE id = %s", "sweep_id"),
        ("UPDATE detect_sweep SET id = 999998 WHERE id = %s", "sweep_id"),
    ],
)
def test_what_looks_were_told_of_neither_goes_nor_is_renamed(three, analyst, line, of):
    look = Look.objects.filter(sweep=sweep(asked(), by=analyst)).first()
    with (
        pytest.raises(IntegrityError, match="Looks were told of this"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(line, [getattr(look, of)])


def test_a_lake_too_large_to_be_kept_is_read_twice_and_says_the_same(three, analyst, monkeypatch):
    kept = sweep(asked(), by=analyst)
    monkeypatch.setattr(panel, "HELD", 0)
    again = sweep(asked(), by=analyst)
    names = [field.attname for field in Look._meta.fields if field.attname not in UNLIKE]
    first, second = (
        list(Look.objects.filter(sweep=each).order_by("unit").values_list(*names))
        for each in (kept, again)
    )
    assert first == second
    assert len(first) > 0
