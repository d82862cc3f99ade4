"""Whoever pulls the plug in the middle of an import finds all of it or nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ehya.ledger.home import home

pytestmark = pytest.mark.heavy

ROWS = 20_000
EHYA = [sys.executable, "-c", "from ehya.cli import main; main()", "import", "claims"]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("killed") / "many.csv"
    rows = (
        f"KILL-{n // 100:04d}-{n % 100:02d},IRNA,units_revived,{n},event\n" for n in range(ROWS)
    )
    path.write_text("claim_id,source,metric,value,period_kind\n" + "".join(rows))
    return path


def received() -> set[Path]:
    return set((home() / "received").glob("*"))


def dry_run(file) -> dict:
    done = subprocess.run([*EHYA, file, "--dry-run", "--json"], capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("seconds", [0.05, 1.5, 4.0])
def test_a_killed_import_leaves_all_or_nothing(file, seconds):
    before = received()
    for digest in before:
        digest.unlink()
    running = subprocess.Popen([*EHYA, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not received() and running.poll() is None:  # until it has read the file
        try_to_end(running, 0.02)
    try_to_end(running, seconds)
    if running.poll() is None:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()

    told = dry_run(file)
    assert (told["added"], told["unchanged"]) in [(ROWS, 0), (0, ROWS)]


def test_the_file_handed_in_again_comes_in_whole(file):
    subprocess.run([*EHYA, file, "--json"], check=True, capture_output=True)

    assert dry_run(file)["unchanged"] == ROWS


def try_to_end(running: subprocess.Popen, seconds: float) -> None:
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        return
