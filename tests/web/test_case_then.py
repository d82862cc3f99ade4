"""A case as it was known on a day, what was learnt later, and what its meters say."""

from datetime import UTC, date, datetime

import pytest
from tests.revive import hall as made

from ehya.diagnose.models import Finding, Visit
from ehya.ledger.models import User
from ehya.register.queries.within import Moment
from ehya.revive.models import Case, Move, Remark
from ehya.revive.queries.timeline import case_then, known_late, lines_of, moves_of

pytestmark = pytest.mark.django_db
OPENED, SCREENED, VISITED = date(2024, 6, 1), date(2024, 6, 10), date(2024, 6, 20)


def evening(day):
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_a_day(settings):
    settings.TODAY = made.TODAY


@pytest.fixture
def case(steward, officer):
    """Opened on 1 June; screened on the 10th, known on the 15th; visited on the 20th, known then."""
    made.add_provinces()
    row = made.add_case(steward, state="visited", since=OPENED)
    event = row.opened_by
    for act, target, on, known in (
        ("screen", "screened", SCREENED, date(2024, 6, 15)),
        ("visit", "visited", VISITED, VISITED),
    ):
        Move.objects.create(
            case=row, act=act, target=target, round=1, on=on, known_at=evening(known),
            due=date(2024, 7, 1), by=officer, event=event,
        )  # fmt: skip
    User.objects.update(language="en")
    return Case.objects.get(pk=row.pk)


def known_on(day):
    return Moment(day, datetime(day.year, day.month, day.day, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2024, 6, 14), "found"), (date(2024, 6, 15), "screened"), (VISITED, "visited")],
)
def test_a_case_stands_where_it_was_known_to_stand(case, day, state):
    then = case_then(case, known_on(day))
    assert then.state == state
    assert list(moves_of(case, known_on(day)))[-1] == state
    assert Case.objects.get(pk=case.pk).state == "visited"


def test_what_was_learnt_later_is_marked_and_left_out_before(case):
    (screened,) = (line for line in lines_of(case) if line.what == "screen")
    assert known_late(screened) == 5
    before = [line.what for line in lines_of(case, known_on(date(2024, 6, 14)))]
    assert "screen" not in before
    assert "open" in before


def test_a_correction_stands_as_it_was_before_it_was_made(case, officer):
    span = (evening(date(2024, 6, 21)), evening(date(2024, 6, 25)))
    Finding.objects.create(
        unit=case.unit, obstacle="bank_debt.overdue", severity=2, valid=(OPENED, None),
        known=span, event=case.opened_by,
    )  # fmt: skip
    told = [
        [line.facts["corrected"] for line in lines_of(case, moment) if line.kind == "finding"]
        for moment in (known_on(date(2024, 6, 20)), known_on(date(2024, 6, 22)), None)
    ]
    assert told == [[], [False], [True]]


def test_the_page_of_then_tells_no_more_than_was_known(case, officer, sign_in):
    Remark.objects.create(case=case, words="said much later", by=officer,
                          at=evening(date(2024, 7, 30)), event=case.opened_by)  # fmt: skip
    client = sign_in(User.objects.get(pk=officer.pk))
    now = client.get(f"/cases/{case.pk}/").content.decode()
    assert "known here since 15 Jun 2024, 5 days later" in now
    assert "said much later" in now
    then = client.get(f"/cases/{case.pk}/?known_at=1403/03/25").content.decode()  # 14 June 2024
    assert f"{case.unit.number}: found" in then
    assert "said much later" not in then
    assert "1 thing that had happened by then was learnt later" in then
    assert "/act/" not in then
    assert 'method="post" action="/cases/' not in then


def test_before_anybody_knew_of_a_case_the_page_says_so(case, officer, sign_in):
    client = sign_in(User.objects.get(pk=officer.pk))
    answer = client.get(f"/cases/{case.pk}/?known_at=2024-05-01")
    assert answer.status_code == 404
    assert "Nobody here knew of case" in answer.content.decode()


def test_a_visit_that_was_written_down_later_is_marked(case, officer):
    seen = Visit.objects.create(
        unit=case.unit, purpose="check", on=VISITED, by=officer, instrument_from=OPENED
    )
    Visit.objects.filter(pk=seen.pk).update(
        state="done", event=case.opened_by, changed_at=evening(date(2024, 6, 23))
    )
    (visit,) = (line for line in lines_of(case) if line.kind == "visit")
    assert known_late(visit) == 3


def test_the_meters_of_a_unit_that_nothing_was_read_of_say_so(case, officer, sign_in):
    client = sign_in(User.objects.get(pk=officer.pk))
    assert f'hx-get="/cases/{case.pk}/meters/"' in client.get(f"/cases/{case.pk}/").content.decode()
    part = client.get(f"/cases/{case.pk}/meters/", headers={"hx-request": "true"}).content.decode()
    assert "Nothing was read of it" in part
    assert client.get(f"/cases/{case.pk}/meters/").url == f"/detections/{case.unit.number}/"
