"""Units of Semnan and Qazvin, and what sweeps said of them."""

from itertools import count

import pytest


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
