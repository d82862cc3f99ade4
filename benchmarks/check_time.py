"""How long does a person wait for `ehya check`, and how long does the whole record take?"""

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.claims_gold import read_notes
from benchmarks.harness import measure, quantile, times

CHECK_LIMIT_S = 1
ROUNDS = 5
CROWD = 20_000  # claims
NOTE = "en-03"


def run() -> None:
    """Measure `ehya check` from a cold start, the check of the record, and of a crowd of claims."""
    _measure_command()
    _measure_record()
    _measure_crowd()


def _measure_command() -> None:
    text = next(note.text for note in read_notes() if note.name == NOTE)
    with TemporaryDirectory() as folder:
        file = Path(folder, "note.txt")
        file.write_text(text, encoding="utf-8")
        asked = [_ehya(), "check", str(file), "--published-on", "2022-09-05", "--json"]
        before = _children_cpu()
        spent = times(lambda: subprocess.run(asked, check=True, capture_output=True), rounds=ROUNDS)
        worked = (_children_cpu() - before) / (ROUNDS + 1)
    bare = times(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), rounds=ROUNDS)
    rivals = {"python that does nothing": quantile(bare, 0.5) / 1000}
    measure("check.command", quantile(spent, 0.5) / 1000, "s", rivals, CHECK_LIMIT_S)
    measure("check.command.cpu", worked, "s")


def _children_cpu() -> float:
    """Return the processor time of all that this process has run and waited for. [s]"""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _ehya() -> str:
    return str(Path(sys.executable).parent / "ehya")


def _measure_record() -> None:
    from ehya.engine.claims import check_record
    from ehya.ledger.rules import vocabulary
    from ehya.publish.checking import check_rules
    from ehya.publish.record import read_record

    record, words, rules = read_record(), vocabulary(), check_rules()
    spent = times(lambda: check_record(record, vocabulary=words, rules=rules), rounds=3)
    measure("check.record", quantile(spent, 0.5), "ms")


def _measure_crowd() -> None:
    """Measure 20,000 claims of one metric, place and day: the worst that an import can bring."""
    from ehya.engine.claims.model import Claim, Period
    from ehya.publish.checking import check_known

    period = Period("cumulative_since_year_start", "2024-03-20", "2024-08-12")
    crowd = [
        Claim(f"T{no // 5}-{no % 5}", "units_revived", 100 + no * 37 % 1900, "units", "eq", period)
        for no in range(CROWD)
    ]
    spent = times(lambda: check_known(crowd), rounds=1)
    measure("check.crowd", quantile(spent, 0.5) / 1000, "s")
