"""Does an installation come up from nothing, and say what is wrong with it?

Each command runs as its own process, as a person would run it.
"""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

EHYA = [sys.executable, "-m", "ehya"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("installation") / "home"


@pytest.fixture(scope="module")
def environment(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EHYA_")}
    return kept | {"EHYA_HOME": str(folder)}


@pytest.fixture(scope="module")
def ehya(environment):
    def run(*words, **more):
        return subprocess.run(
            [*EHYA, *words],
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    return run


@pytest.fixture(scope="module")
def shown(ehya):
    return ehya("demo", "--no-serve", "--units", "200")


def test_a_demonstration_comes_up_from_nothing_with_a_sign_in_for_each_role(shown):
    assert shown.returncode == 0, shown.stderr
    for role in ("officer", "analyst", "steward", "director", "administrator", "auditor"):
        assert re.search(rf"{role} +ehya-{role}-1403", shown.stdout)


def test_a_second_demonstration_makes_nothing_anew(shown, ehya):
    again = ehya("demo", "--no-serve")
    assert again.returncode == 0, again.stderr
    assert again.stdout == shown.stdout
    assert "Making" not in again.stderr
    assert "Loading" not in again.stderr


def test_the_doctor_finds_it_well(shown, ehya):
    found = ehya("doctor", "--json")
    answers = {answer["name"]: answer for answer in json.loads(found.stdout)["checks"]}

    assert answers["record"]["says"] == "656 published figures"
    assert answers["database"]["says"].startswith("PostgreSQL 18")
    assert [answer for answer in answers.values() if not answer["ok"]] == []
    assert found.returncode == 0


def test_the_demonstration_is_served_on_loopback_until_stopped(shown, environment):
    serving = subprocess.Popen(
        [*EHYA, "demo"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = next(line for line in serving.stdout if "http://127.0.0.1:" in line).split()[-1]
        with urllib.request.urlopen(f"{address}readyz", timeout=120) as answer:  # noqa: S310 - loopback
            assert json.load(answer)["ready"] is True
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.communicate(timeout=300)
    assert serving.returncode == 0


def test_no_server_is_left_behind(shown, folder):
    assert not (folder / "postgres/postmaster.pid").exists()


def test_an_agency_gives_its_first_people_a_sign_in(ehya, environment):
    words = [*EHYA, "person", "maryam", "--role", "officer", "--province", "Semnan"]
    given = subprocess.run(
        words,
        env=environment,
        input="a long enough one\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert given.stdout == "maryam can sign in as officer.\n"
    no = ehya("person", "maryam", "--reset-second-factor", "--reason", "lost")
    assert "has no second factor" in no.stderr
    assert "holds real people" in ehya("demo", "--no-serve").stderr
    assert ehya("person", "maryam", "--close").stdout == "maryam can no longer sign in.\n"


def test_the_demonstration_stays_out_of_production(ehya):
    no = ehya("demo", EHYA_MODE="production")
    assert (no.returncode, no.stdout) == (2, "")
    assert "does not run in production" in no.stderr


def test_production_refuses_the_demonstrations_sign_ins(shown, ehya):
    no = ehya("serve", EHYA_MODE="production", EHYA_HOSTS="ehya.example.ir")
    assert no.returncode == 2
    assert (
        "administrator, analyst, assessor, auditor, director, officer, secretary, steward"
        in no.stderr
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"EHYA_HOME": "/proc/nowhere"}, "cannot write in /proc/nowhere"),
        ({"EHYA_MODE": "prodcution"}, "development, demo, production"),
        ({"EHYA_TODAY": "12 August"}, "EHYA_TODAY is “12 August”"),
        ({"EHYA_TIME_ZONE": "Tehran"}, "Asia/Tehran"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL cannot be read"),
        ({"EHYA_MODE": "production", "EHYA_SECRET_KEY": "secret"}, "known or short"),
    ],
)
def test_a_mistaken_setting_is_one_sentence_and_exit_code_2(ehya, settings, words):
    no = ehya("serve", **settings)
    assert no.returncode == 2
    assert words in no.stderr
    assert no.stderr.count("\n") == 1


@pytest.mark.parametrize("settings", [{"EHYA_HOME": "/proc/nowhere"}, {"EHYA_TIME_ZONE": "x"}])
def test_the_doctor_names_a_mistaken_setting_and_returns_1(ehya, settings):
    found = ehya("doctor", **settings)
    assert found.returncode == 1
    assert "WRONG" in found.stdout
    assert found.stderr == ""


def test_a_database_that_does_not_answer_is_told_with_what_to_do(ehya):
    found = ehya("doctor", "--json", DATABASE_URL="postgresql://x:pw@127.0.0.1:1/y")
    wrong = [answer for answer in json.loads(found.stdout)["checks"] if not answer["ok"]]
    assert [answer["name"] for answer in wrong] == ["database"]
    assert wrong[0]["do"]
    assert "pw" not in found.stdout


def test_outside_production_only_this_machine_is_answered(ehya):
    no = ehya("serve", "--host", "0.0.0.0")  # noqa: S104
    assert (no.returncode, "EHYA_MODE=production" in no.stderr) == (2, True)


def test_help_and_checking_start_without_django():
    asked = "import sys, ehya.cli, ehya.cli.check; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_word_that_is_none_is_named_with_the_nearest(ehya):
    no = ehya("docter")
    assert no.returncode == 2
    assert "'doctor'" in no.stderr
