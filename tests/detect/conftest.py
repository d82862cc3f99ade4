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
