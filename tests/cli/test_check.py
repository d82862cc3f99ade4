"""`ehya check`: what an officer at a terminal, and a program, get for a text."""

import json
import os
import re
import subprocess
import sys

import pytest

REPORT = (
    "In May the industry minister opened 20 projects valued at 294.8 trillion rials (over $60"
    " million). They include nine infrastructure projects worth 1.88 trillion rials ($3.82"
    " million), seven industrial projects worth 18.35 trillion rials ($37.8 million) and the"
    " revival of four idle industrial units worth 9.24 trillion rials ($18.9 million)."
)
QUIET = "In the year 1402, as many as 1,811 idle industrial units were revived in Iran."
KEYS = {
    "claim": "id start end text metric value low high unit qualifier place population period pair",
    "finding": "rule severity claims stated expected ratio message",
}


@pytest.fixture
def ask(tmp_path):
    """Run the command in an empty home, as a person would."""

    def run(*arguments, given=b""):
        environment = {**os.environ, "EHYA_HOME": str(tmp_path / "home"), "COLUMNS": "100"}
        environment.pop("DATABASE_URL", None)
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        return subprocess.run(
            [sys.executable, "-c", "from ehya.cli import main; main()", "check", *arguments],
            input=given,
            capture_output=True,
            env=environment,
            timeout=60,
            check=False,
        )

    return run


def test_the_report_quotes_the_passages_and_shows_the_arithmetic(ask):
    answer = ask("-", "--published-on", "2024-08-12", given=REPORT.encode())
    told = answer.stdout.decode()
    assert answer.returncode == 0
    assert "The three parts make 29.47 trillion rials, not 294.8 trillion rials" in told
    assert "“294.8 trillion rials”" in told
    assert "9 + 7 + 4 = 20 projects" in told


def test_json_is_one_object_of_the_agreed_shape(ask):
    answer = ask("-", "--published-on", "2024-08-12", "--json", given=REPORT.encode())
    told = json.loads(answer.stdout)
    assert list(told) == ["source", "claims", "findings"]
    assert told["source"] == {"published_on": "2024-08-12", "language": "en"}
    assert {tuple(claim) for claim in told["claims"]} == {tuple(KEYS["claim"].split())}
    assert {tuple(found) for found in told["findings"]} == {tuple(KEYS["finding"].split())}
    assert {tuple(claim["period"]) for claim in told["claims"]} == {("kind", "start", "end")}
    assert {tuple(found["message"]) for found in told["findings"]} == {("en", "fa")}


def test_amounts_are_whole_numbers_of_base_units(ask):
    told = json.loads(ask("-", "--json", given=REPORT.encode()).stdout)
    money = {claim["value"] for claim in told["claims"] if claim["unit"] == "IRR"}
    assert 294_800_000_000_000 in money
    assert all(isinstance(value, int) for value in money)
    total = next(found for found in told["findings"] if found["rule"] == "parts_total")
    assert (total["stated"], total["expected"]) == (294_800_000_000_000, 29_470_000_000_000)


def test_every_span_is_the_passage_in_the_text(ask):
    told = json.loads(ask("-", "--json", given=REPORT.encode()).stdout)
    assert told["claims"]
    assert all(REPORT[c["start"] : c["end"]] == c["text"] for c in told["claims"])


@pytest.mark.parametrize(("text", "code"), [(REPORT, 1), (QUIET, 0)])
def test_strict_answers_by_its_exit_code(ask, text, code):
    assert ask("-", "--strict", given=text.encode()).returncode == code


def test_a_claim_of_the_record_bears_its_day_in_the_reader_s_calendars(ask):
    text = "ISIPO has revived 5,400 units since August 2021, 4,600 of them industrial units."
    words = ("-", "--published-on", "1403-05-22", "--against-record", "--language", "fa")
    told = ask(*words, given=text.encode()).stdout.decode()
    assert "(در کارنامه، " in told
    assert not re.search(r"[آ-ی۰-۹],", told)


def test_the_record_is_asked_where_that_is_wanted(ask):
    text = "In the year 1400, as many as 2,345 idle units were revived inside and outside parks."
    answer = ask(
        "-", "--published-on", "1403-05-22", "--against-record", "--json", given=text.encode()
    )
    joined = {claim for found in json.loads(answer.stdout)["findings"] for claim in found["claims"]}
    assert "RESALAT-03" in joined
    assert b"ships with Ehya" in answer.stderr


def test_persian_is_answered_in_persian(ask):
    answer = ask("-", "--language", "fa", given=REPORT.encode())
    assert "سه جزء روی‌هم ۲۹٫۴۷ هزار میلیارد ریال می‌شود" in answer.stdout.decode()


def test_a_text_without_figures_is_no_error(ask):
    answer = ask("-", given=b"Nothing was counted on that day.")
    assert answer.returncode == 0
    assert b"No figure of the programme" in answer.stdout


BAD = {
    "empty": b"",
    "blank": b" \n\t ",
    "pdf": b"%PDF-1.7 ...",
    "docx": b"PK\x03\x04....",
    "binary": b"\x00\x01\x02\xff\xfe\xfd" * 50,
    "latin": "50 % of the café’s units".encode("latin-1", "replace") + b"\xe9\xff",
    "zeroes": b"abc\x00def",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_text_is_refused_in_one_line(ask, tmp_path, name):
    path = tmp_path / f"{name}.txt"
    path.write_bytes(BAD[name])
    answer = ask(str(path))
    assert answer.returncode == 2
    assert answer.stdout == b""
    assert answer.stderr.decode().count("\n") == 1
    assert name in answer.stderr.decode()


def test_a_missing_file_and_a_folder_are_refused(ask, tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        answer = ask(str(path))
        assert answer.returncode == 2
        assert answer.stderr.startswith(b"ehya: ")


def test_a_file_beyond_all_reports_is_refused(ask, tmp_path):
    path = tmp_path / "archive.txt"
    path.write_bytes(b"units " * 2_000_000)
    answer = ask(str(path))
    assert answer.returncode == 2
    assert answer.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("day", ["yesterday", "2024-02-31", "1404-12-30"])
def test_a_day_that_does_not_exist_is_refused(ask, day):
    answer = ask("-", "--published-on", day, given=QUIET.encode())
    assert answer.returncode == 2
    assert answer.stderr.decode().count("\n") == 1


def test_a_refusal_is_told_in_the_language_asked_for(ask):
    answer = ask("/nowhere/report.txt", "--language", "fa")
    assert "پیدا نشد" in answer.stderr.decode()


def test_no_django_is_loaded_for_a_text_alone(ask):
    code = (
        "import sys; sys.argv = ['ehya', 'check', '-']\n"
        "from ehya.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], input=QUIET.encode(), capture_output=True, check=False
    )
    assert answer.returncode == 0, answer.stderr.decode()
