"""Is what was done written down, for ever?"""

import pytest
from django.db import IntegrityError, connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import actions, queries, roles
from ehya.ledger.models import Event, User

pytestmark = pytest.mark.django_db


def test_an_act_names_who_and_what(analyst):
    actions.note("publish.confirm_claims", by=analyst, claims=["c1", "c2"])

    event = queries.events("publish.confirm_claims").get()
    assert (event.by, event.facts) == (analyst, {"claims": ["c1", "c2"]})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET act = 'x'",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_an_event(analyst, statement):
    actions.note("ledger.test", by=analyst)
    connection.check_constraints()  # a pending foreign key would stop TRUNCATE for another reason

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Event.objects.filter(act="ledger.test").exists()


def test_an_act_that_fails_leaves_no_event(analyst):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.note("ledger.test", by=analyst)
        raise RuntimeError
    assert not queries.events().exists()


def test_a_run_keeps_its_settings_and_what_it_read():
    actions.note_run("forecast.total/1", origins={"b", "a"}, seconds=0.5, year=1403)

    run = queries.runs("forecast.total/1").get()
    assert (run.settings, run.origins, run.seconds) == ({"year": 1403}, ["a", "b"], 0.5)


def test_a_role_outside_the_table_is_no_role():
    with pytest.raises(IntegrityError, match="user_role_known"), transaction.atomic():
        User.objects.create_user(username="x", role="minister")


def test_only_who_may_manage_people_adds_a_person(administrator, officer):
    actions.add_person("new", "a long enough one", role="analyst", by=administrator)

    assert User.objects.get(username="new").check_password("a long enough one")
    with pytest.raises(Refusal) as no:
        actions.add_person("newer", "a long enough one", role="analyst", by=officer)
    assert no.value.code == "ledger.not_allowed"
    assert no.value.facts == {"role": "officer", "act": "ledger.manage_people"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"role": "minister"}, "ledger.no_such_role"),
        ({"role": "house"}, "ledger.no_such_role"),
        ({"role": "officer"}, "ledger.no_scope"),
        ({"role": "officer", "provinces": ["Atlantis"]}, "ledger.no_such_province"),
        ({"role": "officer", "provinces": ["IR"]}, "ledger.no_such_province"),
        ({"role": "assessor", "parks": ["Semnan"]}, "ledger.no_such_park"),
        ({"role": "analyst", "password": "short"}, "ledger.weak_password"),
        ({"role": "analyst", "password": "maryam-maryam"}, "ledger.weak_password"),
        ({"role": "analyst", "password": "password1234"}, "ledger.weak_password"),
    ],
)
def test_a_person_nobody_could_be_is_refused(administrator, told, code):
    with pytest.raises(Refusal) as no:
        actions.add_person(
            "maryam.maryam", **{"password": "a long enough one", **told}, by=administrator
        )
    assert no.value.code == code
    assert not User.objects.filter(username="maryam.maryam").exists()


@pytest.mark.parametrize("name", ["", "a b", "<maryam>", "n" * 151, "ehya"])
def test_a_name_that_cannot_be_a_sign_in_is_refused(administrator, name):
    with pytest.raises(Refusal) as no:
        actions.add_person(name, "a long enough one", role="analyst", by=administrator)
    assert no.value.code == "ledger.bad_name"


def test_a_closed_account_no_longer_opens_and_can_be_given_back(administrator, client):
    actions.add_person("maryam", "a long enough one", role="analyst", by=administrator)
    actions.close_person("maryam", by=administrator)
    form = {"login": "maryam", "password": "a long enough one"}
    assert client.post("/sign-in/", form).status_code == 200  # asked again, not let in

    actions.add_person("maryam", "a long enough one", role="analyst", by=administrator)
    assert User.objects.get(username="maryam").is_active
    assert [event.act for event in queries.events()] == [
        "ledger.add_person",
        "ledger.close_person",
        "ledger.add_person",
    ]


def test_a_password_is_given_unless_its_person_chose_it(administrator):
    told = {"role": "analyst", "by": administrator}
    given = actions.add_person("maryam", "a long enough one", **told)
    own = actions.add_person("sara", "a long enough one", chosen=True, **told)
    shown = actions.add_person("ali", "known to everybody", for_show=True, **told)
    assert [one.password_given for one in (given, own, shown)] == [True, False, False]
    with pytest.raises(Refusal, match=r"ledger\.same_password"):
        actions.change_password("a long enough one", by=given)
    actions.change_password("chosen by myself alone", by=given)
    assert not given.password_given


def test_the_house_acts_but_cannot_sign_in(client):
    house = actions.the_house()

    assert actions.the_house() == house
    assert roles.may(house, "publish.load_record")
    assert not house.has_usable_password()
    assert not house.is_active


def test_a_preference_outside_the_choices_is_a_mistake(citizen):
    actions.prefer(citizen, language="en", theme="dark")
    assert User.objects.get().language == "en"
    with pytest.raises(ValueError, match="language"):
        actions.prefer(citizen, language="de")
    with pytest.raises(ValueError, match="role"):
        actions.prefer(citizen, role="director")


def test_the_database_knows_persian_letters():
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('شهرک صنعتی', 'شهرک صنعتی سمنان')")
        assert cursor.fetchone()[0] > 0.5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_the_ledger_empty_for_the_next(time, analyst):
    assert not queries.events().exists()
    actions.note("ledger.test", by=analyst)
