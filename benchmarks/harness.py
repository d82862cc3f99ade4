"""How is a measure taken, shown and kept?"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
BENCH_HOME = ROOT / "build" / "bench"


def measure(
    name: str,
    value: float,
    unit: str,
    rivals: Mapping[str, float] | None = None,
    limit: float | None = None,
) -> Path:
    """Print a measure on one line and keep it as `build/bench/<name>.json`.

    Args:
        name: what was measured, in words joined by dots and dashes.
        value: what came out. [unit]
        unit: e.g. "ms", "share", "percent".
        rivals: what else was measured in the same run, by name. [unit]
        limit: what was promised; shown only, a bench never fails by it. [unit]

    Returns:
        The file that was written.

    Raises:
        ValueError: the name would not make a plain file name.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name):
        raise ValueError(f"a measure's name is small letters, digits, . _ and -: {name!r}")
    beside = dict(rivals or {})
    print(_line(name, value, unit, beside, limit), flush=True)
    BENCH_HOME.mkdir(parents=True, exist_ok=True)
    kept = BENCH_HOME / f"{name}.json"
    when = datetime.now(UTC).isoformat(timespec="seconds")
    body = {"name": name, "value": value, "unit": unit, "rivals": beside, "when": when}
    kept.write_text(json.dumps(body, ensure_ascii=False) + "\n", encoding="utf-8")
    return kept


def times(work: Callable[[], object], *, rounds: int) -> list[float]:
    """Return how long each round took, after one that is not counted. [ms]"""
    work()
    spent = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        spent.append((perf_counter() - start) * 1000)
    return spent


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def _line(
    name: str, value: float, unit: str, rivals: Mapping[str, float], limit: float | None
) -> str:
    parts = [f"{name:<44} {value:>12,.4g} {unit}"]
    if limit is not None:
        parts.append(f"(asked {limit:,.4g})")
    parts += [f"| {rival} {told:,.4g}" for rival, told in rivals.items()]
    return " ".join(parts)
