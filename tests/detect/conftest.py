"""Units of Semnan and Qazvin, and what sweeps said of them."""

import shutil
from importlib.util import find_spec
from itertools import count

import pytest

# Spark needs its extra and Java (`make test-all` installs the one and asks for the other).
collect_ignore = (
    [] if find_spec("pyspark") and shutil.which("java") else ["test_detect_on_spark.py"]
)


@pytest.fixture
def works(steward):
    """Return a function that adds a unit and gives its number."""
    from tests.detect import made

    made.add_provinces()
    return lambda name, **facts: made.add_works(name, by=steward, **facts)


@pytest.fixture
def swept(db):
    """Return a function that makes a sweep that is done; each is a month after the one before."""
    from tests.detect import made

    months = count()
    return lambda **facts: made.add_sweep(months=next(months), **facts)


@pytest.fixture
def look_at():
    """Return a function that writes what a sweep says of a unit."""
    from tests.detect import made

    return made.add_look


@pytest.fixture
def own_lake(tmp_path, monkeypatch, db):
    """A home folder of its own, so that nobody else's readings lie in the lake."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places

    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    load_places(by=the_house())


@pytest.fixture
def three(own_lake, steward):
    """One at work, one that stopped in the last twelve months, one of which nothing is read."""
    from tests.detect.metered import FEBRUARY, add_works, at_work, read

    goes = add_works("کار", by=steward)
    stops = add_works("ایست", by=steward, status="active")
    add_works("خاموش", by=steward)
    read(goes, at_work(goes), known=FEBRUARY)
    read(stops, at_work(stops)[:36] + [3] * 12, known=FEBRUARY)
    return goes, stops
