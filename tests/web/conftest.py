"""What the pages' tests may ask for."""

from datetime import date

import pytest


@pytest.fixture
def record(analyst):
    """The shipped record, loaded."""
    from ehya.publish.actions import load_record

    return load_record(by=analyst)


@pytest.fixture
def on_report_day(settings):
    """The day of the press report that the demonstration stands on."""
    settings.TODAY = date(2024, 8, 12)


@pytest.fixture
def in_english(db):
    """Everybody made so far reads English; ask for it after the people."""
    from ehya.ledger.models import User

    User.objects.update(language="en")
