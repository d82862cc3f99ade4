"""How fast is idleness told, and how much faster than by what else there is?

Made-up units (`detect_made`), 60 months, one and two signals, 32 bits, in batches of 25,000 as the room
takes them; what they have in common is learnt from 24,000 units before. Each size runs in a process
of its own, so that its memory is its own. Rivals take a sample of the same readings in their own
environment, and their time is multiplied up: they are linear in units.

`python -m benchmarks.detect_speed UNITS SIGNALS` prints one size as JSON.
"""

import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from benchmarks.detect_data import law
from benchmarks.detect_made import made
from benchmarks.harness import ROOT, measure
from ehya.engine.detect import Panel, Pooled, pool, tell
from ehya.engine.detect.kernel import Ground, told_of
from ehya.engine.detect.kernel_jit import each_part
from ehya.engine.detect.model import Heard
from ehya.engine.detect.pooling import form_of, heard_of, learnt

MONTHS, BATCH, TAUGHT_BY, CLOSE, ROUNDS = 60, 25_000, 24_000, 12, 3
SIZES = (167, 1_667, 16_667, 166_667, 1_000_000)  # units: 10^4 to 10^7 unit-months, and the nation
RIVALS = ROOT / "build" / "rivals" / "bin" / "python"
RIVAL_UNITS = 2_000
ASKED = 1.5  # s of the kernel, a million units of sixty months on two cores
NATION = 1_000_000 * MONTHS


def run() -> None:
    """Print and keep the measures."""
    for signals in (1, 2):
        for units in SIZES if signals == 1 else SIZES[-2:]:
            _tell_of(units, signals)
    _differing()
    _rivals()


def _tell_of(units: int, signals: int) -> None:
    asked = [sys.executable, "-m", "benchmarks.detect_speed", str(units), str(signals)]
    done = subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    name = f"detect.speed.{signals}-signal.{units}"
    limit = ASKED if units == SIZES[-1] else None
    for part in ("kernel", "tell"):
        wall, cpu = found[part]["wall"], found[part]["cpu"]
        beside = {"least": min(wall), "processor": statistics.median(cpu)}
        beside["processor, ns a unit-month"] = min(cpu) / (units * MONTHS) * 1e9
        asked_for = limit if part == "kernel" else None
        measure(f"{name}.{part}", statistics.median(wall), "s", beside, limit=asked_for)
    measure(f"{name}.learning", found["pool"], "s of processors")
    measure(f"{name}.memory", found["megabytes"], "MB", {"before": found["before"]}, limit=2000)


def once(units: int, signals: int) -> dict[str, object]:
    """Return the seconds of one size, and the memory it took."""
    rules = law()
    first = _batch(TAUGHT_BY, signals, 0)
    pool(first, rules)  # what is compiled, or read from the disk, is not counted
    begun = process_time()
    pooled = pool(first, rules)
    learning = process_time() - begun
    tell(first, pooled, rules, close=CLOSE)
    distinct = [_batch(min(units, BATCH), signals, seed) for seed in range(1, 5)]
    sizes = [min(BATCH, units - start) for start in range(0, units, BATCH)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found: dict[str, object] = {"pool": learning, "before": before}
    for part, work in (("kernel", _kernel), ("tell", _whole)):
        spent = []
        for _ in range(ROUNDS):
            parts = [work(distinct[n % 4], size, pooled) for n, size in enumerate(sizes)]
            spent.append([sum(each) for each in zip(*parts, strict=True)])
        wall, cpu = zip(*spent, strict=True)
        found[part] = {"wall": wall, "cpu": cpu}
    found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _batch(units: int, signals: int, seed: int) -> Panel:
    panel = made(units, MONTHS, lost=0.05, seed=seed).panel
    readings = np.ascontiguousarray(panel.readings[..., :signals], dtype=np.float32)
    return Panel(readings, panel.group, 1)


def _whole(panel: Panel, size: int, pooled: Pooled) -> tuple[float, float]:
    some = Panel(panel.readings[:size], panel.group[:size], 1)
    begun = perf_counter(), process_time()
    tell(some, pooled, law(), close=CLOSE)
    return perf_counter() - begun[0], process_time() - begun[1]


def _kernel(panel: Panel, size: int, pooled: Pooled) -> tuple[float, float]:
    """Return the seconds from ratios to chances and courses."""
    some = Panel(panel.readings[:size], panel.group[:size], 1)
    heard, ground = heard_of(some, pooled), _ground(pooled)

    def part(start: int, end: int) -> None:
        told_of(heard.some(slice(start, end)), ground, close=CLOSE, cost=4.0, late=24)

    begun = perf_counter(), process_time()
    each_part(part, size)
    return perf_counter() - begun[0], process_time() - begun[1]


def _ground(pooled: Pooled) -> Ground:
    form, kinds = form_of(1, law())
    return Ground(form, kinds, learnt(pooled, 0), pooled.on)


def _differing() -> None:
    """Say how many states another width of numbers tells otherwise."""
    panel = made(20_000, MONTHS, lost=0.05, seed=11).panel
    half = Panel(panel.readings.astype(np.float32), panel.group, 1)
    pooled = pool(panel, law())
    wide, narrow = tell(panel, pooled, law()), tell(half, pooled, law())
    other = (wide.state != narrow.state).sum() / wide.state.size
    far = float(np.abs(wide.chance - narrow.chance).max())
    measure("detect.speed.states-of-32-bits-that-differ", other, "share", {"farthest chance": far})


def _rivals() -> None:
    if not RIVALS.exists():
        print("  no rivals: build/rivals/bin/pip install hmmlearn ruptures dynamax")
        return
    panel = made(RIVAL_UNITS, MONTHS, lost=0.0, seed=13).panel
    peak = np.maximum.accumulate(panel.readings[..., 0], axis=1)
    logs = np.log(np.clip(panel.readings[..., 0] / peak, 0.004, None))
    ask = json.dumps({"sequences": logs[..., None].tolist()})
    script = Path(__file__).with_name("detect_speed_rivals.py")
    done = subprocess.run(
        [RIVALS, script], input=ask, stdout=subprocess.PIPE, text=True, check=True, timeout=900
    )
    pooled = pool(_batch(TAUGHT_BY, 1, 0), law())
    heard = heard_of(_batch(BATCH, 1, 1), pooled)
    ours = _processor(heard, pooled) / (BATCH * MONTHS) * NATION
    for name, told in json.loads(done.stdout).items():
        if told["units"] == 0:
            print(f"  {name} is not installed in build/rivals")
            continue
        whole = told["seconds"] / (told["units"] * MONTHS) * NATION
        beside = {"ours": ours, "times ours": whole / ours, "measured on units": told["units"]}
        measure(f"detect.speed.rival.{name}", whole, "s of processors for the nation", beside)


def _processor(heard: Heard, pooled: Pooled) -> float:
    begun = process_time()
    told_of(heard, _ground(pooled), close=1, cost=4.0, late=24)
    return process_time() - begun


if __name__ == "__main__":
    print(json.dumps(once(int(sys.argv[1]), int(sys.argv[2]))))
