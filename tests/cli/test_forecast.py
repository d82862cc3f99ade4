"""What does `ehya forecast` print, and how does it refuse?"""

import json

import pytest

from ehya import cli

AUGUST = ("--from-record", "--year", "1403", "--known-at", "2024-08-12")
KEYS = [
    "method",
    "median",
    "interval80",
    "interval95",
    "p_target",
    "straight_line",
    "used",
    "known_at",
]


@pytest.fixture
def ehya(monkeypatch, capsys, tmp_path):
    """Run the command line where no database is; return exit code, output, errors."""
    monkeypatch.setenv("EHYA_HOME", str(tmp_path))

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ehya", "forecast", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def test_json_has_exactly_the_promised_fields(ehya):
    code, out, err = ehya("--metric", "units_revived", "--place", "Iran", *AUGUST, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == KEYS
    assert told["known_at"] == "2024-08-12"
    assert told["straight_line"] == 480  # 116 by the middle of June: 116 / (88.5 / 366)
    assert told["p_target"] is None  # 1,959 was published later in 2024
    low, high = told["interval80"]
    assert told["interval95"][0] < low < told["median"] < high < told["interval95"][1]


def test_a_target_asked_for_gets_its_chance(ehya):
    _, out, _ = ehya(*AUGUST, "--target", "1,959", "--json")
    assert 0 < json.loads(out)["p_target"] < 0.5


def test_both_calendars_all_digits_and_any_spelling_mean_the_same(ehya):
    plain = ehya("--metric", "units_renovated", "--place", "Iran", *AUGUST, "--json")
    persian = ehya(
        "--metric", "واحدهای نوسازی‌شده", "--place", "ایران", "--year", "۱۴۰۳",
        "--known-at", "۱۴۰۳/۰۵/۲۲", "--json",
    )  # fmt: skip
    assert plain[0] == 0
    assert persian[1] == plain[1]


def test_a_person_gets_the_answer_the_fan_and_the_addresses(ehya):
    code, out, _ = ehya("--metric", "units_renovated", *AUGUST)
    assert code == 0
    assert "33, MN1108543314-01" in out
    assert "borrowed" in out
    assert "●" in out and "━" in out
    assert "https://menafn.com/1108543314/" in out


def test_a_person_may_read_persian(ehya, monkeypatch):
    monkeypatch.setenv("EHYA_CLI_LANGUAGE", "fa")
    _, out, _ = ehya("--metric", "units_renovated", *AUGUST)
    assert "سال نزدیک به" in out and "۳۰۰" in out


@pytest.mark.parametrize(
    ("words", "hears"),
    [
        (("--metric", "happiness"), "“happiness”"),
        (("--place", "Atlantis"), "“Atlantis”"),
        (("--year", "2024"), "Solar Hijri"),
        (("--year", "last"), "“last”"),
        (("--target", "-3"), "whole number above zero"),
        (("--target", "many"), "whole number above zero"),
        (("--known-at", "soon"), "“soon”"),
        (("--known-at", "2099-01-01"), "still to come"),
        (("--year", "1380", "--known-at", "2020-01-01"), "1380"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(ehya, words, hears):
    code, out, err = ehya(*words, "--json")
    assert (code, out) == (2, "")
    assert err.startswith("ehya: ") and err.count("\n") == 1
    assert hears in err


@pytest.mark.django_db
def test_an_installation_answers_from_its_own_record(analyst, monkeypatch, capsys):
    from ehya.publish.actions import correct_claim, load_record

    load_record(by=analyst)
    monkeypatch.setattr("sys.argv", ["ehya", "forecast", *AUGUST, "--json"])
    monkeypatch.setattr("ehya.cli.forecast._has_database", lambda: True)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    before = json.loads(capsys.readouterr().out)
    correct_claim("MN1108541077-03", {"value": 1911}, "test of a correction", by=analyst)
    with pytest.raises(SystemExit):
        cli.main()
    after = json.loads(capsys.readouterr().out)
    assert after == before  # a correction made today was not known in 2024
    assert "MN1108541077-03" in after["used"]
