"""Do many values reach the database as they are?"""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ehya.ledger.actions.copying import new_row
from ehya.ledger.arrays import any_of, array_of
from ehya.ledger.models import Scope, User

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=20)


def read(text, kind):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s::{kind}[]", [text])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], "bigint"),
        ([3, 1, -2, None], "bigint"),
        ([date(2024, 3, 20), None], "date"),
        ([True, False], "boolean"),
        (["officer", 'two "words"', "a\\b", "{x,y}", "", "null", "مدیر"], "text"),
    ],
)
def test_what_is_given_is_what_is_read(values, kind):
    assert read(array_of(values), kind) == values


@pytest.mark.django_db
@given(st.lists(NAMES | st.none()))
def test_any_words_come_through(words):
    assert read(array_of(words), "text") == words


@pytest.mark.django_db
def test_any_of_finds_what_in_would(officer, steward):
    there = list(User.objects.order_by("pk").values_list("pk", flat=True))
    asked = [*there[::2], max(there) + 1]
    found = User.objects.filter(any_of("id", asked)).order_by("pk").values_list("pk", flat=True)
    assert list(found) == there[::2]
    assert not User.objects.filter(any_of("id", [])).exists()


def test_a_new_row_is_what_the_model_would_make():
    plain, quick = Scope(user_id=3, kind="province"), new_row(Scope, user_id=3, kind="province")
    names = [field.attname for field in Scope._meta.concrete_fields]
    assert [getattr(quick, name) for name in names] == [getattr(plain, name) for name in names]
    assert quick._state.adding


def test_a_column_that_is_none_is_refused():
    with pytest.raises(TypeError, match="Scope has no columns user, colour"):
        new_row(Scope, user=None, colour="red")
