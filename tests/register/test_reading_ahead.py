"""The next rows of a file are read while the last are kept; nobody can tell it from the outcome."""

from datetime import date

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.register.actions.imports import import_units
from ehya.register.actions.places import load_places
from ehya.register.actions.staging import _ahead
from ehya.register.intake import opening
from ehya.register.models import Import, ImportRow, Unit

DAY = date(2024, 3, 20)


def broken_third():
    yield "first"
    yield "second"
    raise Refusal("import.broken_csv", file="units.csv", row=3)


def test_what_fails_fails_after_all_that_came_before():
    kept = []

    with pytest.raises(Refusal) as no:
        kept.extend(_ahead(broken_third()))

    assert kept == ["first", "second"]
    assert no.value.facts["row"] == 3


def test_parts_keep_their_order():
    assert list(_ahead(iter("abcdef"))) == list("abcdef")
    assert list(_ahead(iter(()))) == []


def test_whoever_stops_looking_reads_one_part_too_many_at_most():
    read = []

    def source():
        for number in range(10):
            read.append(number)
            yield number

    parts = _ahead(source())
    assert next(parts) == 0
    parts.close()

    assert read in ([0], [0, 1])


@pytest.mark.django_db
def test_a_file_that_breaks_off_is_refused_where_it_breaks(tmp_path, monkeypatch, steward):
    load_places(by=the_house())
    monkeypatch.setattr(opening, "ROWS_AT_ONCE", 2)
    path = tmp_path / "units.csv"
    rows = [f"فولاد {n},سمنان,{n}" for n in range(60)]
    path.write_text("\n".join(["نام,استان,شماره پروانه", *rows, '"never closed,سمنان,99']))

    with pytest.raises(Refusal) as no:
        import_units(path, by=steward, as_of=DAY)

    assert (no.value.code, no.value.facts["row"]) == ("import.broken_csv", 62)
    imported = Import.objects.get()
    assert (imported.state, imported.read) == ("refused", 60)
    assert not ImportRow.objects.exists()
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_small_parts_tell_what_one_large_part_tells(tmp_path, monkeypatch, steward):
    load_places(by=the_house())
    monkeypatch.setattr(opening, "ROWS_AT_ONCE", 2)
    path = tmp_path / "units.csv"
    rows = [f"فولاد {n},سمنان,{n},{'-1' if n == 4 else n}" for n in range(7)]
    path.write_text("\n".join(["نام,استان,شماره پروانه,بیمه‌شدگان", *rows]))

    report = import_units(path, by=steward, as_of=DAY, mode="good")

    assert (report.added, report.refused) == (6, 1)
    (refused,) = ImportRow.objects.all()
    assert (refused.row, list(refused.reasons)) == (6, ["insured_jobs"])
