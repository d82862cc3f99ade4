"""What does `ehya detect --panel` write, and how does it refuse?"""

import json
import subprocess
import sys

import polars as pl
import pytest

from ehya import cli

COLUMNS = ["unit", "time", "state", "p_active", "p_semi_active", "p_idle", "p_gone", "since"]
STATES = {"active", "semi_active", "idle", "gone"}


@pytest.fixture
def ehya(monkeypatch, capsys, tmp_path):
    """Run the command on a table in a folder of its own; return exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(text: str, *words: str, signal: str = "kwh", out: str = "out.csv"):
        if text:
            (tmp_path / "panel.csv").write_text(text, encoding="utf-8")
        line = ["--unit", "unit", "--time", "when", "--signal", signal, "--out", out, *words]
        monkeypatch.setattr("sys.argv", ["ehya", "detect", "--panel", "panel.csv", *line])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def table(times: list[str], stops_at: int, back_at: int | None = None) -> str:
    """Ten units: nine work on, the last reads nothing between two times."""
    rows = ["unit,when,kwh"]
    for n in range(10):
        for t, when in enumerate(times):
            stands = n == 9 and stops_at <= t < (back_at or len(times))
            rows.append(f"u{n},{when},{0 if stands else 1000 + 10 * ((n + t) % 3)}")
    return "\n".join(rows) + "\n"


YEARS = [str(year) for year in range(2010, 2020)]
SOLAR_YEARS = [str(year) for year in range(1393, 1403)]
QUARTERS = [f"{year}Q{quarter}" for year in (2018, 2019, 2020, 2021) for quarter in (1, 2, 3, 4)]
MONTHS = [f"{year}-{month:02d}" for year in (2019, 2020, 2021) for month in range(1, 13)]
DAYS = [f"{month}-28" for month in MONTHS]


@pytest.mark.parametrize("times", [YEARS, SOLAR_YEARS, QUARTERS, MONTHS, DAYS])
def test_a_stop_is_told_in_tables_of_years_quarters_and_months_alike(ehya, times):
    code, _, err = ehya(table(times, stops_at=6))
    assert (code, err) == (0, "")
    found = pl.read_csv("out.csv", infer_schema=False)
    assert found.columns == [*COLUMNS, "utilisation"]
    assert len(found) == 10 * len(times)
    stopped = found.filter(pl.col("unit") == "u9")
    assert stopped["time"].to_list() == times
    assert stopped["state"].to_list() == ["active"] * 6 + ["idle"] * (len(times) - 6)
    assert set(stopped["since"][6:]) == {times[6]}
    assert set(found.filter(pl.col("unit") != "u9")["state"]) == {"active"}


def test_the_four_chances_of_a_row_make_one(ehya):
    ehya(table(MONTHS, stops_at=20, back_at=30))
    found = pl.read_csv("out.csv")
    assert set(found["state"]) <= STATES
    total = found.select(pl.sum_horizontal(COLUMNS[3:7])).to_series()
    assert ((total - 1).abs() < 1e-5).all()


def test_an_absent_row_between_two_is_a_missing_reading(ehya):
    lines = table(YEARS, stops_at=99).splitlines()
    gap = [line for line in lines if not line.startswith("u3,2014")]
    ehya("\n".join(gap) + "\n")
    found = pl.read_csv("out.csv", infer_schema=False).filter(pl.col("unit") == "u3")
    assert found["time"].to_list() == YEARS
    assert set(found["state"]) == {"active"}


def test_an_empty_cell_is_missing_and_a_nought_is_not(ehya):
    text = table(MONTHS, stops_at=12)
    ehya(text.replace("u9,2020-06,0", "u9,2020-06,").replace("u9,2020-07,0", "u9,2020-07,NA"))
    found = pl.read_csv("out.csv", infer_schema=False).filter(pl.col("unit") == "u9")
    assert found["state"][17:19].to_list() == ["idle", "idle"]


def test_a_parquet_table_gives_what_its_csv_gives(ehya, tmp_path):
    ehya(table(YEARS, stops_at=5))
    pl.read_csv("panel.csv").with_columns(pl.col("kwh").cast(pl.Int32)).write_parquet("p.parquet")
    line = [
        "--panel",
        "p.parquet",
        "--unit",
        "unit",
        "--time",
        "when",
        "--signal",
        "kwh",
        "--out",
        "out.parquet",
    ]
    with pytest.raises(SystemExit):
        sys.argv = ["ehya", "detect", *line]
        cli.main()
    ours, theirs = pl.read_csv("out.csv", infer_schema=False), pl.read_parquet("out.parquet")
    assert ours["state"].to_list() == theirs["state"].to_list()


def test_json_counts_the_states_at_the_end(ehya):
    code, out, _ = ehya(table(YEARS, stops_at=6), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["method"] == "detect.states/3"
    assert [told[key] for key in ("units", "periods", "months")] == [10, 10, 12]
    assert [told[state] for state in ("active", "semi_active", "idle", "gone")] == [9, 0, 1, 0]


def test_no_django_is_loaded_and_no_home_is_made(tmp_path):
    (tmp_path / "panel.csv").write_text(table(YEARS, stops_at=6), encoding="utf-8")
    line = [
        "detect",
        "--panel",
        "panel.csv",
        "--unit",
        "unit",
        "--time",
        "when",
        "--signal",
        "kwh",
        "--out",
        "out.csv",
    ]
    look = (
        f"import sys; from ehya import cli; sys.argv = ['ehya', *{line!r}]\n"
        "try:\n    cli.main()\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "assert 'django' not in sys.modules and 'psycopg' not in sys.modules\n"
    )
    home = tmp_path / "home"
    env = {"EHYA_HOME": str(home), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not home.exists()


GOOD = "unit,when,kwh\na,2019,5\na,2020,6\n"
REFUSED = [
    (
        "unit,when,gas\na,2019,5\n",
        "panel.csv has no column “kwh”. Its columns are: unit, when, gas",
    ),
    ("unit,when,kwh\na,2019,5\na,soon,6\n", "panel.csv, row 3: “soon” in “when” is no year"),
    ("unit,when,kwh\na,2019,5\na,2019-13,6\n", "row 3: “2019-13” in “when”"),
    (
        "unit,when,kwh\na,2019,5\na,2020-01,6\n",
        "row 3: “2020-01” in “when” is not written as “2019”",
    ),
    ("unit,when,kwh\na,2019,5\na,2020,much\n", "row 3: “much” in “kwh” is not a number"),
    ("unit,when,kwh\na,2019,5\na,2020,-6\n", "row 3: “-6” in “kwh” cannot be a reading"),
    ("unit,when,kwh\na,2019,5\n,2020,6\n", "row 3: “unit” is empty"),
    ("unit,when,kwh\na,2019,5\nb,2019,1\na,2019,6\n", "row 4: a has another row for 2019, row 2"),
    ("unit,when,kwh\n", "panel.csv has no rows"),
    ("unit,when,kwh\na,2019,\n", "holds no reading at all"),
    ("unit,when,kwh\na,0019-01,5\na,2019-01,5\n", "spans 24,001 periods; at most 3,000"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_bad_input_is_refused_by_file_row_and_column(ehya, tmp_path, text, said):
    code, out, err = ehya(text)
    assert (code, out) == (2, "")
    assert said in err
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_is_not_there_or_not_a_table_is_refused(ehya, tmp_path):
    assert "There is no file panel.csv" in ehya("")[2]
    (tmp_path / "panel.csv").write_bytes(b"\xff\xfe\x00\x81unit")
    assert ehya("")[0] == 2


def test_what_is_named_twice_or_nowhere_is_refused(ehya):
    assert "“unit” was named for two things" in ehya(GOOD, signal="kwh,unit")[2]
    assert "No signal was named" in ehya(GOOD, signal=" , ")[2]


def test_it_writes_only_what_it_can_and_never_over_the_table(ehya, tmp_path):
    assert "must end in one of .csv, .parquet" in ehya(GOOD, out="out.xls")[2]
    assert "is not written over" in ehya(GOOD, out="panel.csv")[2]
    assert (tmp_path / "panel.csv").read_text() == GOOD
    assert "could not be written" in ehya(GOOD, out="nowhere/out.csv")[2]


def test_why_says_for_each_unit_what_decided_and_what_would_change_it(ehya):
    code, _, err = ehya(table(MONTHS, stops_at=24), "--why", "why.csv")
    assert (code, err) == (0, "")
    found = {row["unit"]: row for row in pl.read_csv("why.csv").iter_rows(named=True)}
    stopped, working = found["u9"], found["u0"]
    assert (stopped["state"], stopped["since"], stopped["rule"]) == ("idle", "2021-01", "idle")
    assert stopped["decided_by"].startswith("kwh 2021-")
    assert "(+" in stopped["decided_by"] and "(-" in working["decided_by"]
    assert stopped["p_stands_soon"] > 0.99
    assert working["p_stands_soon"] < 0.1
    assert not stopped["look_again"] and not working["look_again"]
    assert 0 < working["turns_at"] < 0.5  # one month at full work is needed to see a stop end
    assert stopped["turns_at"] < 1.0


def test_why_and_out_are_two_files(ehya):
    assert "is not written over" in ehya(GOOD, "--why", "out.csv")[2]


def test_a_row_repeated_word_for_word_counts_once_and_is_told(ehya):
    text = table(YEARS, stops_at=6)
    code, _, err = ehya(text + text.splitlines()[1] + "\n")
    assert code == 0
    assert "1 rows say word for word what another says" in err
    assert len(pl.read_csv("out.csv")) == 100


def test_work_that_is_declared_and_not_seen_is_told(ehya):
    rows = table(MONTHS, stops_at=24).splitlines()
    text = "\n".join([rows[0] + ",status", *(row + ",Active" for row in rows[1:])]) + "\n"
    code, _, err = ehya(text, "--declared", "status", "--why", "why.csv")
    assert (code, err) == (0, "")
    found = pl.read_csv("out.csv").filter(pl.col("declared_not_seen"))
    assert set(found["unit"]) == {"u9"}
    assert found["time"].to_list() == MONTHS[24:]
    why = {row["unit"]: row for row in pl.read_csv("why.csv").iter_rows(named=True)}
    told = [why["u9"][f"declared_not_seen{part}"] for part in ("", "_from", "_to")]
    assert told == [12, "2021-01", "2021-12"]
    assert why["u0"]["declared_not_seen"] == 0
