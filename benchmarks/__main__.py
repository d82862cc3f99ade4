"""Which benches are there, and what do they measure today?

`python -m benchmarks` runs every module of this folder that has a `run()`;
`python -m benchmarks claims forecast` runs only those named.
"""

import pkgutil
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.harness import BENCH_HOME

NOT_BENCHES = {"__main__", "harness"}


def bench_names() -> list[str]:
    """Return the modules of this folder that may hold a bench, by name."""
    here = [str(Path(__file__).parent)]
    return sorted(m.name for m in pkgutil.iter_modules(here) if m.name not in NOT_BENCHES)


def run_all(names: Sequence[str]) -> list[str]:
    """Run the benches one after the other; return those that broke."""
    broken = []
    for name in names:
        try:
            run = getattr(import_module(f"benchmarks.{name}"), "run", None)
            if run is None:
                continue
            print(f"\n{name}", flush=True)
            run()
        except Exception:  # noqa: BLE001 - one broken bench must not hide the others
            broken.append(name)
            traceback.print_exc()
    return broken


def main(asked: Sequence[str]) -> int:
    """Run the benches asked for, or all; 1 when one of them broke, 2 when one is not there."""
    known = bench_names()
    strange = [name for name in asked if name not in known]
    if strange:
        print(f"No such bench: {', '.join(strange)}. There are: {', '.join(known)}.")
        return 2
    broken = run_all(asked or known)
    print(f"\nMeasures are kept in {BENCH_HOME.relative_to(BENCH_HOME.parents[1])}.")
    if broken:
        print(f"Broken: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
