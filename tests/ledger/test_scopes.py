"""How far does somebody see?"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import actions, queries, roles, scopes
from ehya.ledger.models import Scope
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import ALL, NOTHING, Sight, sight

SEMNAN, YAZD = "IR-20", "IR-21"


def test_a_sight_of_the_nation_covers_everything():
    assert ALL.covers(YAZD)
    assert ALL.covers("", "P-0001")


def test_a_sight_of_nothing_covers_nothing():
    assert not NOTHING
    assert not NOTHING.covers(YAZD, "P-0001")


def test_several_scopes_add_up():
    seen = sight([("province", SEMNAN), ("park", "P-0007")])
    assert seen == Sight(provinces=frozenset({SEMNAN}), parks=frozenset({"P-0007"}))
    assert seen.covers(SEMNAN)
    assert seen.covers(YAZD, "P-0007")
    assert not seen.covers(YAZD, "P-0008")
    assert not seen.covers(YAZD)


@pytest.mark.django_db
def test_an_officer_sees_the_province(officer):
    assert sight_of(officer) == Sight(provinces=frozenset({SEMNAN}))


@pytest.mark.django_db
def test_an_officer_without_a_scope_sees_nothing_rather_than_all(officer):
    officer.scopes.all().delete()
    assert sight_of(officer) == NOTHING


@pytest.mark.django_db
def test_headquarters_see_the_nation_unless_scopes_say_less(analyst):
    assert sight_of(analyst) == ALL
    Scope.objects.create(user=analyst, kind="province", code=YAZD)
    assert sight_of(analyst) == Sight(provinces=frozenset({YAZD}))


@pytest.mark.django_db
def test_nobody_a_citizen_and_a_closed_account_see_nothing(citizen, director):
    director.is_active = False
    assert [sight_of(one) for one in (AnonymousUser(), citizen, director)] == [NOTHING] * 3


@pytest.mark.parametrize("act", sorted(roles.NATIONAL))
def test_what_shows_the_nation_is_not_for_who_sees_a_part_of_it(act, director, administrator):
    someone = administrator if act == "ledger.manage_people" else director
    assert queries.may(someone, act)
    queries.require(someone, act)
    Scope.objects.create(user=someone, kind="province", code="IR-20")
    assert not queries.may(someone, act)
    assert queries.may(someone, "register.see_units")
    with pytest.raises(Refusal, match=r"ledger\.not_the_nation"):
        queries.require(someone, act)


def test_an_administrator_of_a_province_gives_nobody_the_nation(administrator, officer):
    Scope.objects.create(user=administrator, kind="province", code="IR-20")
    strong = "a long enough one"
    for act in (
        lambda: actions.add_person("maryam", strong, role="director", by=administrator),
        lambda: actions.change_role("officer", role="director", by=administrator),
        lambda: actions.give_password("officer", strong, by=administrator),
        lambda: actions.close_person("officer", by=administrator),
        lambda: actions.reset_second_factor("officer", reason="lost", by=administrator),
    ):
        with pytest.raises(Refusal, match=r"ledger\.not_the_nation"):
            act()
    assert not queries.events().exists()


@pytest.mark.django_db
def test_the_house_sees_all():
    assert sight_of(actions.the_house()) == ALL


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "code"),
    [("nation", SEMNAN), ("province", ""), ("province", "Semnan"), ("park", "IR-20"), ("park", "")],
)
def test_a_scope_s_code_is_of_its_kind(analyst, kind, code):
    assert not scopes.well_written(kind, code)
    with pytest.raises(IntegrityError, match="scope_code_is_of_its_kind"), transaction.atomic():
        Scope.objects.create(user=analyst, kind=kind, code=code)


@pytest.mark.django_db
def test_a_scope_is_held_once(officer):
    with pytest.raises(IntegrityError, match="scope_once_a_person"), transaction.atomic():
        Scope.objects.create(user=officer, kind="province", code=SEMNAN)


@pytest.mark.django_db
def test_a_province_is_known_by_code_and_by_either_name(administrator):
    told = {"provinces": ["Semnan", "یزد", "IR-10"], "parks": ["P-0001"]}
    person = actions.add_person(
        "maryam", "a long enough one", role="officer", by=administrator, **told
    )
    assert sight_of(person) == Sight(
        provinces=frozenset({SEMNAN, YAZD, "IR-10"}), parks=frozenset({"P-0001"})
    )
