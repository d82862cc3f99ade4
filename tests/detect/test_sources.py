"""Are the files named that told of the months that decided?"""

import hashlib

import pytest

from ehya.detect.actions.sweeping import sweep
from ehya.detect.models import Look
from ehya.detect.queries.sources import files_behind
from ehya.register.models import ReceivedFile
from tests.detect.metered import FEBRUARY, MONTHS, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(three, analyst):
    """What is said of a unit that stopped, whose readings came with file 1."""
    _, stops = three
    return Look.objects.get(sweep=sweep(asked(), by=analyst), unit=stops)


def received(key, name, by):
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    facts = {"sha256": sha256, "size_bytes": 10, "by": by, "name": name, "at": FEBRUARY}
    return ReceivedFile.objects.create(pk=key, **facts)


def test_each_month_that_decided_names_its_file(look, analyst):
    received(1, "bills-1402.csv", analyst)
    found = files_behind(look)
    assert set(found) == {(row["month"], row["signal"]) for row in look.decided}
    assert set(found.values()) == {("bills-1402.csv",)}


def test_a_file_that_is_not_known_here_is_left_out(look):
    assert files_behind(look) == {}


def test_a_month_of_which_nothing_was_read_names_none(look, analyst):
    received(1, "bills-1402.csv", analyst)
    look.decided = [{"month": MONTHS[0].first.isoformat(), "signal": "gas", "bits": 1.0}]
    assert files_behind(look) == {}
