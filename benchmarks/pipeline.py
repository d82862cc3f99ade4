"""How near does the forecast by open cases come, asked on past days of the made-up programme?

`python -m benchmarks pipeline` asks on the last day of every month of the past three solar years,
with what was known that day only, where that year will end, as claimed and as verified, and holds
each answer against what the year came to: by its CRPS (smaller is better) beside a straight line's
and a binomial guess's, by how often the truth lay in its intervals, and by where in its law the
truth lay (PIT, ten bins; a sound forecast fills them evenly). Nothing is fitted here. The home is
`EHYA_HOME`'s, played by `ehya demo`; without one that was played it says so and measures nothing.
"""

import os
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from scipy.stats import binom

from benchmarks.harness import measure, quantile

YEARS = 3
INTERVALS = {"50": (0.25, 0.75), "80": (0.10, 0.90), "95": (0.025, 0.975)}
BINS = 10


def run() -> None:
    """Measure."""
    if not os.environ.get("EHYA_HOME"):
        print("  EHYA_HOME names no played home: nothing is measured.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    from ehya.publish.pipeline import STAGES

    for stage in STAGES:
        rows = [row for row in (_asked(stage, day) for day in _days()) if row]
        if not rows:
            print("  Nothing was played here: nothing is measured.")
            return
        _told(stage, rows)


def _told(stage: str, rows: list[dict[str, Any]]) -> None:
    name = f"pipeline.{stage}"
    rivals = {
        "straight line": float(np.mean([row["straight"] for row in rows])),
        "binomial": float(np.mean([row["binomial"] for row in rows])),
    }
    measure(f"{name}.crps", float(np.mean([row["crps"] for row in rows])), "units", rivals)
    for share in INTERVALS:
        inside = float(np.mean([row[share] for row in rows]))
        measure(f"{name}.inside-{share}", 100 * inside, "percent", limit=float(share))
    bias = float(np.mean([row["error"] for row in rows]))
    measure(f"{name}.told-too-high", bias, "units")
    pit = np.histogram([row["pit"] for row in rows], bins=BINS, range=(0, 1))[0]
    print(f"  PIT of {len(rows)} answers, from told too high to told too low: {pit.tolist()}")
    measure(f"{name}.seconds", quantile([row["seconds"] for row in rows], 0.5), "s")


def _days() -> list[date]:
    from ehya.engine.calendar import month_range, to_solar
    from ehya.ledger.queries import today

    year = to_solar(today()).year
    return [
        month_range(y, m, "solar").last for y in range(year - YEARS, year) for m in range(1, 12)
    ]


def _asked(stage: str, day: date) -> dict[str, Any] | None:
    from time import perf_counter

    from ehya.engine.calendar import to_solar, year_range
    from ehya.engine.refusal import Refusal
    from ehya.publish.pipeline import pipeline

    whole = year_range(to_solar(day).year)
    begun = perf_counter()
    try:
        found = pipeline(_moment(day), stage=stage, synthetic=True)
    except Refusal:
        return None
    came = _came(stage, whole.last)
    if not found.counted or not came:
        return None
    law = np.concatenate([np.zeros(found.counted), found.law])
    gone = ((day - whole.first).days + 1) / len(whole)
    cdf = np.cumsum(law)
    below = float(cdf[came - 1]) if 0 < came <= len(cdf) else float(came > len(cdf))
    at = float(law[came]) if came < len(law) else 0.0
    return {
        "crps": _crps(law, came),
        "straight": abs(found.counted / gone - came),
        "binomial": _crps(_guess(stage, day, found), came),
        "pit": below + at / 2,
        "error": found.mean - came,
        "seconds": perf_counter() - begun,
        **{name: _inside(cdf, came, low, high) for name, (low, high) in INTERVALS.items()},
    }


def _guess(stage: str, day: date, found: Any) -> np.ndarray:
    """Return what a plain guess says: every open case comes as often as last year's same day had it."""
    from ehya.engine.calendar import to_solar, year_range
    from ehya.publish.pipeline import pipeline

    whole = year_range(to_solar(day).year)
    before = year_range(to_solar(day).year - 1)
    then = before.first + (day - whole.first)
    past = pipeline(_moment(min(then, before.last)), stage=stage, synthetic=True)
    came = max(_came(stage, before.last) - past.counted, 0)
    share = min(came / max(len(past.open_chances), 1), 1.0)
    number = len(found.open_chances)
    law: np.ndarray = binom.pmf(np.arange(number + 1), number, share)
    return np.concatenate([np.zeros(found.counted), law])


def _came(stage: str, last: date) -> int:
    """Return what a year came to by its last day, as known on that day."""
    from ehya.ledger.scopes import ALL
    from ehya.publish import pipeline as asked

    return sum(asked._counted(_moment(last), ALL, stage=stage, synthetic=True).values())


def _moment(day: date) -> Any:
    from django.utils import timezone

    from ehya.register.queries.within import Moment

    end = datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())
    return Moment(day, min(end, timezone.now() - timedelta(seconds=1)))


def _crps(law: np.ndarray, came: int) -> float:
    """Return how far a law lies from what came: the sum of the squared gaps of their steps."""
    size = max(len(law), came + 1)
    steps = np.concatenate([np.cumsum(law), np.ones(size - len(law))])
    return float(np.sum((steps - (np.arange(size) >= came)) ** 2))


def _inside(cdf: np.ndarray, came: int, low: float, high: float) -> bool:
    first, last = int(np.searchsorted(cdf, low)), int(np.searchsorted(cdf, high))
    return first <= came <= last
