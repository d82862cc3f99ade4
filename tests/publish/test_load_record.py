"""The shipped record comes in whole, once, and later releases correct it."""

import csv
from datetime import date

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.publish.actions import correct_claim, load_record, withdraw_claim
from ehya.publish.queries import claim, claims_known, versions
from ehya.publish.record import SHIPPED, read_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(tmp_path):
    """Return a function that writes a release with some cells changed or rows added."""

    def write(changes=None, more=()):
        with SHIPPED.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row.update((changes or {}).get(row["claim_id"], {}))
        path = tmp_path / f"release-{len(list(tmp_path.iterdir()))}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows([*rows, *more])
        return path

    return write


def test_all_656_figures_come_in_as_they_ship(record):
    assert record.added == record.rows == 656
    assert sorted(claims_known(), key=lambda c: c.id) == sorted(read_record(), key=lambda c: c.id)


def test_a_second_loading_changes_nothing(record, analyst):
    again = load_record(by=analyst)

    assert (again.added, again.changed, again.unchanged) == (0, 0, 656)
    assert Event.objects.filter(act="publish.load_record").count() == 1


def test_a_later_release_corrects_and_never_doubles(record, analyst, release):
    path = release({"MN1108543314-01": {"value": "34"}})

    loaded = load_record(by=analyst, path=path)

    assert (loaded.added, loaded.changed, loaded.unchanged) == (0, 1, 655)
    first, second = versions("MN1108543314-01")
    assert (first.claim.value, second.claim.value) == (33, 34)
    assert first.known_until == second.known_from
    assert len(claims_known()) == 656


def test_a_later_release_brings_new_figures(record, analyst, release):
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        row = dict(next(csv.DictReader(file)), claim_id="NEW1-01", published_on="2025-01-05")

    assert load_record(by=analyst, path=release(more=[row])).added == 1
    assert claim("NEW1-01", date(2025, 1, 5)).claim.value == 8090


def test_a_release_does_not_undo_what_somebody_corrected_by_hand(record, analyst, release):
    correct_claim("TT464008-06", {"value": 25}, "400 of 1,600 is 25 %", by=analyst)
    withdraw_claim("TT464008-01", "not about this programme", by=analyst)

    assert load_record(by=analyst).unchanged == 656
    path = release({"TT464008-06": {"value": "24"}, "TT464008-01": {"value": "1"}})
    loaded = load_record(by=analyst, path=path)

    assert (loaded.changed, loaded.kept) == (0, 2)
    assert claim("TT464008-06").claim.value == 25


def test_a_citizen_may_not_load_the_record(citizen):
    with pytest.raises(Refusal) as no:
        load_record(by=citizen)

    assert no.value.code == "ledger.not_allowed"
    assert claims_known() == ()
