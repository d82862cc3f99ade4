"""Is a measure kept in the agreed form?"""

import json
from datetime import datetime

import pytest

from benchmarks import __main__ as doors
from benchmarks import harness


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(harness, "BENCH_HOME", tmp_path)


def test_a_measure_is_printed_and_kept_with_exactly_five_fields(tmp_path, capsys):
    harness.measure("read-p50", 3.5, "ms", {"regex": 0.5}, limit=50)
    kept = json.loads((tmp_path / "read-p50.json").read_text())
    assert list(kept) == ["name", "value", "unit", "rivals", "when"]
    assert (kept["name"], kept["value"], kept["unit"]) == ("read-p50", 3.5, "ms")
    assert kept["rivals"] == {"regex": 0.5}
    assert datetime.fromisoformat(kept["when"]).tzinfo is not None
    assert "read-p50" in capsys.readouterr().out


def test_a_measure_beyond_its_limit_is_kept_all_the_same(tmp_path):
    harness.measure("slow", 90, "ms", limit=50)
    assert json.loads((tmp_path / "slow.json").read_text())["value"] == 90


@pytest.mark.parametrize("name", ["", "../up", "Big", "a b", "a/b"])
def test_a_name_that_makes_no_plain_file_name_is_refused(name):
    with pytest.raises(ValueError, match="small letters"):
        harness.measure(name, 1, "ms")


def test_the_median_of_four_by_nearest_rank_is_the_second():
    assert harness.quantile([40, 10, 30, 20], 0.5) == 20
    assert harness.quantile([40, 10, 30, 20], 0.95) == 40


def test_times_leaves_out_the_first_round():
    rounds = []
    assert len(harness.times(lambda: rounds.append(1), rounds=3)) == 3
    assert len(rounds) == 4


def test_a_bench_that_is_not_there_is_told_with_those_that_are(capsys):
    assert doors.main(["nonesuch"]) == 2
    told = capsys.readouterr().out
    assert "nonesuch" in told
    assert "claims" in told


def test_one_broken_bench_does_not_hide_the_others(monkeypatch):
    measured = []

    class Whole:
        @staticmethod
        def run():
            measured.append(1)

    class Broken:
        @staticmethod
        def run():
            raise ZeroDivisionError

    modules = {"benchmarks.whole": Whole, "benchmarks.broken": Broken}
    monkeypatch.setattr(doors, "import_module", modules.__getitem__)
    assert doors.run_all(["broken", "whole"]) == ["broken"]
    assert measured == [1]
