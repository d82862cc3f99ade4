"""`ehya detect` without a table looks at the register and says what it found."""

import json

import pytest

from ehya import cli
from tests.detect.metered import APRIL, END

pytestmark = pytest.mark.django_db


@pytest.fixture
def ehya(monkeypatch, capsys):
    def run(*words):
        monkeypatch.setattr("sys.argv", ["ehya", "detect", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


UP_TO = ("--as-of", END.isoformat(), "--known-at", APRIL.date().isoformat())


def test_json_names_what_a_sweep_rests_on(ehya, three):
    code, out, _ = ehya(*UP_TO, "--signals", "electricity", "--json")

    assert code == 0
    (told,) = json.loads(out)["sweeps"]
    assert (told["active"], told["idle"], told["looked"], told["units"]) == (1, 1, 2, 3)
    assert told["signals"] == ["electricity"]
    assert (told["as_of"], told["lake_version"], told["engine"]) == ("2024-03-19", 1, "local")
    assert set(told["seconds"]) >= {"units", "learning", "looking", "writing"}


def test_words_say_it_in_both_calendars(ehya, three):
    code, out, _ = ehya(*UP_TO)

    assert code == 0
    assert "19 Mar 2024 · 29 Esfand 1402" in out
    assert "1 active, 0 semi-active, 1 idle, 0 gone" in out
    assert "1 wait for a person" in out  # told to be active, and it stands


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--signals", "steam"), "There is no signal “steam”"),
        (("--as-of", "1390-01-01"), "Nothing was read of any of these units up to"),
        (("--lake-version", "99"), "no version 99"),
        (("--engine", "abacus"), "no engine “abacus”"),
        (("--unit", "permit"), "--unit belongs to --panel"),
        (("--as-of", "yesterdayish"), "yesterdayish"),
        (("--by", "nobody"), "nobody"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(ehya, three, words, told):
    code, out, err = ehya(*words)

    assert (code, out) == (2, "")
    assert told in err


def test_a_table_takes_no_option_of_the_register(ehya, tmp_path):
    code, _, err = ehya("--panel", str(tmp_path / "t.csv"), "--as-of", "1402-01-01")

    assert code == 2
    assert "--as-of belongs to" in err


def test_a_table_must_say_where_it_goes(ehya, tmp_path):
    words = ("--panel", str(tmp_path / "t.csv"), "--unit", "u", "--time", "t", "--signal", "k")
    code, _, err = ehya(*words)

    assert code == 2
    assert "needs --out" in err
