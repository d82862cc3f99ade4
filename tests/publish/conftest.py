"""What the record's tests may ask for."""

import pytest


@pytest.fixture
def record(analyst):
    """The shipped record, loaded."""
    from ehya.publish.actions import load_record

    return load_record(by=analyst)
