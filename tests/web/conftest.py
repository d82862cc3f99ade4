"""What the pages' tests may ask for."""

from datetime import date, timedelta

import pytest

COUNTED = "units_revived_claimed"


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


@pytest.fixture
def open_told(steward, officer, analyst, director):
    """Six restarts by June and two more by August; the country's figure of both days, and Semnan's."""
    from tests.publish.test_figures import restarted

    for day in range(6):
        restarted(steward, officer, date(2024, 4, 1) + timedelta(days=day))
    for day in range(2):
        restarted(steward, officer, date(2024, 7, 1) + timedelta(days=day))
    days = {"june": (date(2024, 6, 20), {}), "august": (date(2024, 8, 12), {})}
    days["semnan"] = (date(2024, 8, 12), {"province": "IR-20"})
    return {name: public(analyst, director, *day) for name, day in days.items()}


def public(analyst, director, as_of, scope):
    from django.utils import timezone

    from ehya.publish.actions.figures import make_figure, release_figure
    from ehya.publish.counting import asked_typed

    asked = asked_typed(COUNTED, scope, as_of=as_of, known_at=timezone.now(), synthetic=False)
    figure = make_figure(asked, by=analyst)
    release_figure(figure.pk, by=director)
    return figure.pk
