"""Units, and what sweeps said of them, made by hand."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from ehya.detect.models import Look, Sweep
from ehya.ledger.actions import note, note_run, the_house
from ehya.ledger.rules import load
from ehya.register.actions.units import add_unit
from ehya.register.models import Province, Unit

BORN = date(2019, 3, 21)
END = date(2024, 7, 21)  # 31 Tir 1403, the last day of the last month looked at
TOLD = datetime(2024, 7, 25, 6, tzinfo=UTC)
MONTH = timedelta(days=31)
CHANCES = ("active", "semi_active", "idle", "gone")


def add_provinces():
    """Make Semnan and Qazvin."""
    for iso, name in (("IR-20", "Semnan"), ("IR-26", "Qazvin")):
        facts = {"name_fa": name, "name_en": name, "sort_key": name, "lat": 35, "lon": 53}
        Province.objects.get_or_create(iso=iso, defaults=facts)


def add_works(name, *, by, province="IR-20", status="active", jobs=10):
    """Add a unit and give its number."""
    facts = {"name_en": name, "province": province, "status": status, "isic": "2220"}
    return add_unit({**facts, "licensed_jobs": jobs}, by=by, on=BORN)


def add_sweep(*, months=0, synthetic=False, latest=True):
    """Make a sweep that is done, so many months after the first."""
    later = months * MONTH
    row = Sweep.objects.create(
        synthetic=synthetic, as_of=END + later, first=BORN, known_at=timezone.now() + MONTH,
        told_at=TOLD + later, signals=["electricity"], lake_version=1, engine="local",
        method="detect.states/2", rules_from=load("detect")["in_force_from"], by=the_house(),
        latest=latest,
    )  # fmt: skip
    row.run = note_run("detect.states/2", origins=["lake/1"], seconds=1.0)
    row.event, row.state = note("detect.sweep", by=the_house()), "done"
    row.save()
    return row


def add_look(sweep, number, state="idle", chance=0.95, chances=None, **told):
    """Write what a sweep says of a unit: idle since a year and quite surely, unless told."""
    told = {"since": date(2023, 7, 23), "rule": state, "warning": 0.9, "told": "active"} | told
    others = (1 - chance) / 3
    told |= chances or {f"p_{c}": chance if c == state else others for c in CHANCES}
    unit = Unit.objects.get(number=number)
    place = unit.versions.get(known__endswith__isnull=True)
    return Look.objects.create(
        sweep=sweep,
        unit=unit,
        province_id=place.province_id,
        division=place.isic[:2],
        state=state,
        **told,
    )
