"""Does whatever is done to an event afterwards show?"""

import stat
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise

import pytest
from django.db import (
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)
from django.utils import timezone

from ehya.cli import doctor
from ehya.ledger import actions, chain, queries
from ehya.ledger.models import Event, User

pytestmark = pytest.mark.django_db
SEAL = """
    UPDATE ledger_event SET digest = sha256(previous || convert_to(jsonb_build_array(
        position, id, act, by_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        on_kind, on_key, before, after, reason, facts)::text, 'UTF8')) WHERE position = %s
"""
INSERT = """
    INSERT INTO ledger_event (id, act, by_id, on_kind, on_key, reason, facts)
    VALUES (%s, 'ledger.second', %s, '', '', '', '{}')
"""


@contextmanager
def superuser():
    """Somebody who may do everything, and has switched the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = DEFAULT")


def tamper(*statements):
    with superuser() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def five(officer):
    return [
        actions.note(
            "register.change_unit",
            by=officer,
            on=("unit", f"100{number}"),
            before={"name": "الف", "jobs": number},
            after={"name": "ب", "jobs": None},
            reason="seen on the spot",
            day="1403-05-22",
        )
        for number in range(1, 6)
    ]


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path))


def broken():
    link = queries.first_broken_link()
    return link and (link.position, link.why)


def test_the_database_numbers_dates_and_links_the_events(five):
    assert [event.position for event in five] == [1, 2, 3, 4, 5]
    assert [event.at for event in five] == sorted(event.at for event in five)
    assert bytes(five[0].previous) == b""
    assert all(bytes(b.previous) == bytes(a.digest) for a, b in pairwise(five))
    assert all(len(bytes(event.digest)) == 32 for event in five)


def test_what_was_written_is_whole(five):
    assert broken() is None


def test_nothing_written_is_whole():
    assert broken() is None


def test_a_caller_cannot_choose_place_day_or_digest(five, officer):
    told = {"position": 99, "at": "2001-01-01T00:00Z", "previous": b"x", "digest": b"y"}
    Event.objects.create(act="ledger.test", by=officer, **told)
    newest = queries.events().first()
    assert (newest.position, newest.at.year > 2001) == (6, True)
    assert broken() is None


def test_many_rows_in_one_statement_are_linked_one_by_one(officer):
    Event.objects.bulk_create(Event(act=f"ledger.test{n}", by=officer) for n in range(5))
    assert [event.position for event in queries.events()] == [5, 4, 3, 2, 1]
    assert broken() is None


@pytest.mark.parametrize(
    "change",
    [
        "act = 'register.merge_units'",
        "by_id = by_id + 1",
        "at = at + interval '1 microsecond'",
        "on_kind = 'file'",
        "on_key = '1009'",
        "before = NULL",
        """after = '{"name": "پ", "jobs": null}'""",
        "reason = ''",
        """facts = '{"day": "1403-05-23"}'""",
        "id = gen_random_uuid()",
        "digest = sha256('x')",
    ],
)
def test_a_changed_column_shows(five, change):
    tamper(f"UPDATE ledger_event SET {change} WHERE position = 3")  # noqa: S608 - ours
    link = queries.first_broken_link()
    assert (link.position, link.why) == (3, "changed")
    assert link.at.date() == five[2].at.date() or "at =" in change


def test_a_change_that_is_sealed_again_shows_in_the_next_link(five):
    with superuser() as cursor:
        cursor.execute("UPDATE ledger_event SET reason = 'none' WHERE position = 3")
        cursor.execute(SEAL, [3])
    assert broken() == (4, "unlinked")


def test_a_row_taken_out_shows(five):
    tamper("DELETE FROM ledger_event WHERE position = 3")
    assert broken() == (4, "missing")


def test_the_first_row_taken_out_shows(five):
    tamper("DELETE FROM ledger_event WHERE position = 1")
    assert broken() == (2, "missing")


def test_rows_in_another_order_show(five):
    tamper(
        "UPDATE ledger_event SET position = 99 WHERE position = 2",
        "UPDATE ledger_event SET position = 2 WHERE position = 4",
        "UPDATE ledger_event SET position = 4 WHERE position = 99",
    )
    assert broken() == (2, "changed")


def test_a_row_put_in_shows(five):
    tamper(
        "INSERT INTO ledger_event (id, position, act, by_id, at, on_kind, on_key, reason, facts,"
        " previous, digest) SELECT gen_random_uuid(), 6, act, by_id, at, '', '', '', '{}',"
        " digest, sha256('x') FROM ledger_event WHERE position = 5"
    )
    assert broken() == (6, "changed")


def test_a_tail_cut_off_shows_against_the_kept_head(five, own_home):
    chain.keep(chain.head_of_chain())
    tamper("DELETE FROM ledger_event WHERE position > 3")
    assert broken() is None
    assert (chain.examine().broken.position, chain.examine().broken.why) == (4, "cut")


def test_everything_taken_out_shows_against_the_kept_head(five, own_home):
    chain.keep(chain.head_of_chain())
    tamper("DELETE FROM ledger_event")
    assert chain.examine().broken.why == "cut"


def test_a_tail_cut_off_and_grown_again_shows_against_the_kept_head(five, own_home, officer):
    chain.keep(chain.head_of_chain())
    tamper("DELETE FROM ledger_event WHERE position > 3")
    for _ in range(4):
        actions.note("ledger.test", by=officer)
    assert broken() is None
    assert (chain.examine().broken.position, chain.examine().broken.why) == (5, "rewritten")


def test_a_chain_that_grew_holds_the_kept_head(five, own_home, officer):
    chain.keep(chain.head_of_chain())
    actions.note("ledger.test", by=officer)
    state = chain.examine()
    assert (state.kept.position, state.head.position, state.broken) == (5, 6, None)


def test_the_doctor_finds_it_whole_and_keeps_the_head(five, own_home):
    answer = doctor._ledger()
    assert (answer.ok, answer.says.startswith("5 events, each as written")) == (True, True)
    assert chain.kept_head().digest == bytes(five[-1].digest).hex()
    assert stat.S_IMODE(chain.anchor().stat().st_mode) == 0o600


def test_the_doctor_names_the_first_broken_link_and_keeps_no_new_head(five, own_home):
    doctor._ledger()
    tamper("UPDATE ledger_event SET reason = 'none' WHERE position > 2")
    answer = doctor._ledger()
    day = timezone.localtime(five[2].at)
    assert not answer.ok
    assert answer.says == (
        f"event 3 (register.change_unit, {day:%Y-%m-%d}) was changed after it was written"
    )
    assert chain.kept_head().position == 5


def test_the_doctor_says_how_a_cut_tail_is_to_be_taken(five, own_home):
    doctor._ledger()
    tamper("DELETE FROM ledger_event WHERE position = 5")
    answer = doctor._ledger()
    assert (answer.ok, answer.says.startswith("event 5 and those after it are gone")) == (
        False,
        True,
    )
    assert str(chain.anchor()) in answer.do


def test_a_head_that_cannot_be_read_is_said_not_passed_over(five, own_home):
    chain.anchor().write_text("{")
    assert not doctor._ledger().ok
    assert "cannot be read" in doctor._ledger().says


def test_a_row_may_refer_to_an_event_that_is_written_after_it(officer):
    coming = actions.new_event_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE unit (event uuid REFERENCES ledger_event DEFERRABLE INITIALLY DEFERRED)"
        )
        cursor.execute("INSERT INTO unit VALUES (%s)", [coming])
    event = actions.note("ledger.test", by=officer, id=coming)
    connection.check_constraints()
    assert event.pk == coming


def test_ids_follow_the_clock():
    ids = [actions.new_event_id() for _ in range(3)]
    assert {one.version for one in ids} == {7}
    assert [one.int >> 80 for one in ids] == sorted(one.int >> 80 for one in ids)


def test_when_the_event_cannot_be_written_nothing_is_done(administrator):
    connection.cursor().execute(
        "ALTER TABLE ledger_event ADD CONSTRAINT full_up CHECK (act <> 'ledger.add_person')"
    )
    told = {"role": "officer", "provinces": ["Semnan"]}
    with pytest.raises(IntegrityError, match="full_up"), transaction.atomic():
        actions.add_person("maryam", "a long enough one", by=administrator, **told)
    assert not User.objects.filter(username="maryam").exists()


@pytest.fixture
def ordinary_owner():
    """Somebody who owns the table and is no superuser, as on a server of one's own."""
    stay = import_module("ehya.ledger.migrations.0002_events_stay")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE ordinary")
        cursor.execute("CREATE SCHEMA apart AUTHORIZATION ordinary")
        cursor.execute("SET LOCAL search_path = apart, public")
        cursor.execute("CREATE TABLE ledger_event (LIKE public.ledger_event INCLUDING ALL)")
        cursor.execute("ALTER TABLE ledger_event OWNER TO ordinary")
        cursor.execute("SET ROLE ordinary")
        cursor.execute(stay.JOIN)
        cursor.execute(stay.STAY)
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_event SET act = 'x'", "DELETE FROM ledger_event", "TRUNCATE ledger_event"],
)
def test_not_even_the_owner_of_the_table_may_change_it(ordinary_owner, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ordinary_owner.execute(statement)


def test_the_owner_can_still_write_events_and_refer_to_them(ordinary_owner):
    ordinary_owner.execute("CREATE TABLE unit (event uuid REFERENCES ledger_event)")
    event = Event(act="ledger.test", by_id=1)
    event.save()
    ordinary_owner.execute("INSERT INTO unit VALUES (%s)", [event.pk])
    assert broken() is None
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ordinary_owner.execute("UPDATE ledger_event SET position = 7")


@pytest.mark.django_db(transaction=True)
def test_whoever_writes_second_waits_for_the_first_to_finish(officer):
    other = connection.copy()
    try:
        with transaction.atomic():
            actions.note("ledger.first", by=officer)
            with other.cursor() as cursor, pytest.raises(OperationalError, match="lock timeout"):
                cursor.execute("SET lock_timeout = '50ms'")
                cursor.execute(INSERT, [actions.new_event_id(), officer.pk])
        with other.cursor() as cursor:
            cursor.execute(INSERT, [actions.new_event_id(), officer.pk])
    finally:
        other.close()
    assert [event.act for event in queries.events()] == ["ledger.second", "ledger.first"]
    assert broken() is None
