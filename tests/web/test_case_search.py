"""A case is found by its unit, its officer, a committee or an obstacle, by whatever keyboard."""

from datetime import date

import pytest
from tests.revive import hall as made

from ehya.diagnose.actions import finding
from ehya.ledger.models import Scope, User
from ehya.revive.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings):
    settings.TODAY = made.TODAY


@pytest.fixture
def cases(steward, officer):
    """Two cases of Semnan: the first has an officer, a committee's meeting and an obstacle."""
    hall = made.open_hall(steward)
    first, second = (made.add_case(steward, name) for name in ("نیک‌سازان", "Narvan"))
    made.put_on(hall, first)
    User.objects.filter(pk=officer.pk).update(first_name="مریم", last_name="کریمی", language="en")
    Case.objects.filter(pk=first.pk).update(officer=officer)
    told = finding.Found(
        0, "liquidity.working_capital", 2, date(2024, 3, 1), words="چکِ برگشتی مالک"
    )
    finding.find(first.unit.number, told, by=User.objects.get(pk=officer.pk))
    return first.pk, second.pk


def found(client, text, **more):
    """Numbers of the cases that a text finds."""
    answer = client.get("/cases/", {"text": text, **more})
    assert answer.status_code == 200
    return [one["row"].case.pk for one in answer.context["rows"]]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("نیک سازان", "unit"),
        ("officer", "officer"),
        ("مریم کر", "officer"),
        ("ستاد تسهیل", "committee"),
        ("facilitation sem", "committee"),
        ("working capital", "obstacle"),
        ("سرمایه در گردش", "obstacle"),
        ("برگشتی", "obstacle"),
    ],
)
def test_a_case_is_found_everywhere_and_only_where_it_was_asked(cases, officer_client, text, where):
    first, _second = cases
    assert found(officer_client, text) == [first]
    for place in ("unit", "officer", "committee", "obstacle"):
        assert found(officer_client, text, where=place) == [first] * (place == where)


@pytest.mark.parametrize(
    ("arabic", "persian"),
    [("نيك سازان", "نیک سازان"), ("كريمي", "کریمی"), ("تسهيل", "تسهیل"),
     ("سرمايه", "سرمایه"), ("چك", "چک"), ("مالك", "مالک")],
)  # fmt: skip
def test_both_keyboards_find_the_same(cases, officer_client, arabic, persian):
    assert found(officer_client, arabic) == found(officer_client, persian) == [cases[0]]


def test_words_that_were_written_by_an_arabic_keyboard_are_found(cases, officer, officer_client):
    unit = Case.objects.get(pk=cases[1]).unit.number
    told = finding.Found(0, "market.no_demand", 1, date(2024, 3, 1), words="كمبود مشتري")
    finding.find(unit, told, by=officer)
    assert found(officer_client, "کمبود مشتری") == [cases[1]]


@pytest.mark.parametrize("text", ["x" * 200, "' & |", "%", "a:*", "!(", "\\", "م"])
def test_signs_find_nothing_and_break_nothing(cases, officer_client, text):
    assert found(officer_client, text) == []


def test_nobody_finds_a_case_of_another_province_by_its_officer(cases, sign_in):
    far = User.objects.create_user(username="far", role="officer", language="en")
    Scope.objects.create(user=far, kind="province", code="IR-26")
    for text in ("officer", "working capital", "ستاد"):
        assert found(sign_in(far), text) == []
