"""After the ribbon: does it run?"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ehya.detect.queries.months import MonthsTold
from ehya.engine.calendar import month_range
from ehya.engine.detect import NAMES
from ehya.engine.refusal import Refusal
from ehya.invest.models import Inauguration, Opening, Progress, Project
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import Event
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import Unit
from ehya.verify.actions.afterwards import (
    SeenThere,
    ask_projects,
    check_project,
    check_projects_by_readings,
)
from ehya.verify.actions.checking import watch
from ehya.verify.models import ProjectCheck
from ehya.verify.queries.afterwards import Running, projects_waiting, running, units_opened
from tests.revive.purse import a_unit

OPENED = date(2023, 8, 1)
TODAY = date(2024, 8, 12)
MONTHS = tuple(month_range(1402 + n // 12, n % 12 + 1, "solar") for n in range(16))
A, I = (NAMES.index(name) for name in ("active", "idle"))


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def assessor(make_person):
    return make_person("assessor", "IR-20")


@pytest.fixture
def opened(steward):
    """Open a project of Semnan on a day; give its opening."""
    event = note("invest.close_inauguration", by=the_house())
    day = Inauguration.objects.create(
        name_fa="روز صنایع کوچک", on=OPENED, state="closed", known_at=event.at, event=event
    )

    def open_one(kind="infrastructure", unit=None, stands_for=1, on=OPENED):
        place = Opening.objects.count() + 1
        project = Project.objects.create(
            kind=kind,
            stands_for=stands_for,
            name_fa=f"طرح {place}",
            province_id="IR-20" if stands_for == 1 else None,
            unit=unit,
            jobs_planned=10,
            known_at=event.at,
            event=event,
        )
        return Opening.objects.create(
            inauguration=day, project=project, place=place, opened_on=on, event=event
        )

    a_unit(steward)  # its province is there
    return open_one


def seen(running=True, on=date(2023, 10, 28), words="two pumps at work"):
    return SeenThere(running, on, words)


def at_known(day):
    return datetime.combine(day, time(20), tzinfo=timezone.get_current_timezone())


def test_each_opened_project_is_asked_three_times_and_a_group_never(opened):
    opened()
    opened(stands_for=9)
    ask_projects()
    ask_projects()
    told = list(ProjectCheck.objects.order_by("due").values_list("months", "due"))
    assert told == [(3, date(2023, 10, 30)), (6, date(2024, 1, 28)), (12, date(2024, 7, 31))]


def test_somebody_who_did_not_run_it_says_what_they_saw(opened, assessor):
    opening = opened()
    ask_projects()
    first = ProjectCheck.objects.get(months=3)
    assert check_project(first.pk, seen(), by=assessor) == "running"
    first.refresh_from_db()
    assert (first.by, first.who, first.words) == ("visit", assessor, "two pumps at work")
    event = Event.objects.get(act="verify.check_project")
    assert (event.on_kind, event.on_key) == ("project", str(opening.project_id))
    with pytest.raises(Refusal, match=r"verify\.found_already"):
        check_project(first.pk, seen(), by=assessor)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ProjectCheck.objects.filter(pk=first.pk).update(found="standing")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (seen(words="  "), "verify.words_needed"),
        (seen(on=TODAY + timedelta(days=1)), "verify.ahead"),
        (seen(on=date(2023, 9, 29)), "verify.visit_too_early"),  # 31 days before 30 October
    ],
)
def test_a_visit_that_proves_nothing_is_refused(opened, assessor, told, code):
    opened()
    ask_projects()
    with pytest.raises(Refusal, match=code):
        check_project(ProjectCheck.objects.get(months=3).pk, told, by=assessor)
    assert not ProjectCheck.objects.exclude(found="").exists()


def test_who_told_its_progress_does_not_say_that_it_runs(opened, assessor, officer):
    project = opened().project
    Progress.objects.create(
        project=project, on=OPENED, physical=Decimal(1), by=officer, known_at=project.known_at,
        event=project.event,
    )  # fmt: skip
    ask_projects()
    key = ProjectCheck.objects.get(months=3).pk
    with pytest.raises(Refusal, match=r"verify\.own_project"):
        check_project(key, seen(), by=officer)
    assert check_project(key, seen(running=False), by=assessor) == "standing"


def test_another_provinces_project_is_not_there(opened, make_person):
    opened()
    ask_projects()
    away = make_person("officer", "IR-07")
    with pytest.raises(Refusal, match=r"verify\.no_such_project_check"):
        check_project(ProjectCheck.objects.get(months=3).pk, seen(), by=away)


def test_readings_of_its_unit_answer_what_is_due_and_leave_the_rest(opened, steward):
    unit = Unit.objects.get(number=a_unit(steward))
    opened("industrial", unit)
    opened("infrastructure")
    assert units_opened(synthetic=False) == [unit.pk]
    state, people = np.full((1, 16), A), np.full((1, 16, 1), 8.0)
    told = watch(MonthsTold({unit.pk: 0}, MONTHS, ("insured_workers",), state, people))
    day = MONTHS[8].last  # the end of Azar: three whole months after Mordad are Shahrivar to Azar
    assert check_projects_by_readings(told, day, by=the_house(), synthetic=False) == 1
    (answered,) = ProjectCheck.objects.exclude(found="")
    assert (answered.months, answered.found, answered.by) == (3, "running", "readings")
    assert answered.facts["months"] == 4
    state[:, 9:] = I
    told = watch(MonthsTold({unit.pk: 0}, MONTHS, ("insured_workers",), state, people))
    assert check_projects_by_readings(told, MONTHS[11].last, by=the_house(), synthetic=False) == 1
    assert ProjectCheck.objects.get(months=6, by="readings").found == "standing"


def test_the_share_is_told_between_bounds_until_all_are_asked(opened, assessor):
    for _ in range(4):
        opened()
    opened(stands_for=6)
    ask_projects()
    first = list(ProjectCheck.objects.filter(months=3).order_by("id"))
    check_project(first[0].pk, seen(), by=assessor)
    check_project(first[1].pk, seen(), by=assessor)
    check_project(first[2].pk, seen(running=False), by=assessor)
    soon = date(2024, 1, 1)
    (row,) = running(soon, timezone.now(), ALL, synthetic=False)
    assert row == Running("infrastructure", 3, opened=10, running=2, standing=1)
    assert row.unseen == 7
    assert row.bounds == (0.2, 0.9)
    (before,) = running(soon, at_known(date(2023, 9, 1)), ALL, synthetic=False)
    assert before.bounds == (0.0, 1.0), "then nobody knew"
    assert running(date(2023, 10, 29), timezone.now(), ALL, synthetic=False) == []
    semnan = Sight(provinces=frozenset({"IR-20"}))
    (here,) = running(soon, timezone.now(), semnan, synthetic=False)
    assert here.opened == 4, "a group without a place is the nation's"


def test_what_waits_is_listed_with_the_longest_late_first(opened):
    opened(on=date(2024, 7, 1))
    opened()
    ask_projects()
    rows = projects_waiting(ALL, synthetic=False, today=TODAY)
    assert [row.due for row in rows] == [
        date(2023, 10, 30), date(2024, 1, 28), date(2024, 7, 31)
    ]  # fmt: skip
