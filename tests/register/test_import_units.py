"""A file of units comes into the register: new, changed, unchanged and refused rows."""

from datetime import date

import pytest

from ehya.ledger.actions import the_house
from ehya.register.actions.imports import import_units
from ehya.register.actions.places import load_places
from ehya.register.models import Identifier, Unit, UnitVersion

pytestmark = pytest.mark.django_db

HEAD = "نام,استان,شماره پروانه,وضعیت,بیمه‌شدگان"


@pytest.fixture(autouse=True)
def places(db):
    load_places(by=the_house())


@pytest.fixture
def file(tmp_path):
    def write(*rows, head=HEAD, name="units.csv"):
        path = tmp_path / name
        path.write_text("\n".join([head, *rows]), encoding="utf-8")
        return path

    return write


def counts(report):
    return report.added, report.changed, report.unchanged, report.refused


def test_new_units_get_numbers_versions_and_identifiers(file, steward):
    path = file("فولاد الف,سمنان,101,فعال,۱۲", "فولاد ب,سمنان,102,راکد,0")

    report = import_units(path, by=steward, as_of=date(2024, 3, 20))

    assert counts(report) == (2, 0, 0, 0)
    assert report.state == "done"
    one = UnitVersion.objects.get(name_fa="فولاد الف")
    assert (one.province_id, one.status, one.insured_jobs) == ("IR-20", "active", 12)
    assert one.valid.lower == date(2024, 3, 20)
    assert set(Identifier.objects.values_list("scheme", "value")) == {
        ("permit", "101"), ("permit", "102"),
    }  # fmt: skip


def test_the_same_file_twice_changes_nothing(file, steward):
    path = file("فولاد الف,سمنان,101,فعال,12", "بی‌شماره,سمنان,,فعال,")
    import_units(path, by=steward)

    assert counts(import_units(path, by=steward)) == (0, 0, 2, 0)
    assert Unit.objects.count() == 2


def test_a_row_finds_its_unit_and_changes_only_what_it_tells(file, steward):
    import_units(file("فولاد الف,سمنان,101,فعال,12"), by=steward, as_of=date(2023, 1, 1))

    later = file(",,101,راکد,", name="later.csv")
    report = import_units(later, by=steward, as_of=date(2024, 1, 1))

    assert counts(report) == (0, 1, 0, 0)
    rows = UnitVersion.objects.filter(known__endswith__isnull=True).order_by("valid")
    assert [(r.valid.lower, r.status, r.insured_jobs, r.name_fa) for r in rows] == [
        (date(2023, 1, 1), "active", 12, "فولاد الف"),
        (date(2024, 1, 1), "idle", 12, "فولاد الف"),
    ]


def test_all_or_nothing_and_good_rows_only(file, steward):
    path = file("فولاد الف,سمنان,101,فعال,12", "فولاد ب,ناکجا,102,فعال,3")

    whole = import_units(path, by=steward)
    assert (whole.state, counts(whole)) == ("refused", (1, 0, 0, 1))
    assert not Unit.objects.exists()

    good = import_units(path, by=steward, mode="good")
    assert (good.state, counts(good)) == ("done", (1, 0, 0, 1))
    assert Unit.objects.count() == 1
