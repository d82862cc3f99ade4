"""How well is told what holds a unit up, against simple shares and the best that could be told?

EHYA_BENCH_HOME is a home with a played programme (`ehya turn --play`), best a copy: nothing is
written. All units are made up and lean as `revive/synthetic/programme.toml` says; of real ones
nothing is known until their diagnoses come in. Everything is measured on the newest diagnoses, on
the half by which nothing was chosen.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.harness import measure

# While a method is being chosen its author looks at the part that chooses, not at the one that measures.
CHOOSING = bool(os.environ.get("EHYA_BENCH_CHOOSING"))

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def run() -> None:
    """Print and keep the measures."""
    if not os.environ.get("EHYA_BENCH_HOME"):
        print("Needs EHYA_BENCH_HOME: a home with a played programme. Left out.")
        return
    os.environ["EHYA_HOME"] = os.environ["EHYA_BENCH_HOME"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    os.environ.setdefault("EHYA_MODE", "demo")
    import django

    django.setup()
    _measure()


def _measure() -> None:
    from django.utils import timezone

    from ehya.diagnose.actions.learning import rules_of
    from ehya.diagnose.features import counted, examples, kinds_on
    from ehya.diagnose.queries.suggesting import known_by
    from ehya.engine.diagnose import learn
    from ehya.engine.diagnose.learning import designed
    from ehya.ledger.rules import load

    known = known_by(timezone.now(), timezone.now(), synthetic=True)
    version = load("causes")
    begun = time.monotonic()
    whole, sightings, names = examples(known, version["window_months"])
    gathered = time.monotonic()
    kinds = kinds_on(known.findings_at.date())
    rules = rules_of(version)
    weights, measures = learn(whole, sightings, kinds, rules)
    learnt = time.monotonic()
    measure("causes.gather", gathered - begun, f"s, {len(whole.unit):,} diagnoses")
    measure("causes.learn", learnt - gathered, "s")
    weights["counts"] = counted(sightings, names, len(kinds), known.findings_at)
    design = designed(whole, sightings, rules)
    order = np.lexsort((whole.unit, whole.day))
    rivals = {
        "national share": design.nation,
        "share of the sector": design.sector,
        "gradient boosting": _boosted(design, kinds),
        "told": _told_again(design, weights, kinds),
        "the best possible": _best(known, whole.unit[order], kinds),
    }
    _compare(design, kinds, weights, rivals)
    _tell_all(known, weights, len(kinds))
    print(
        "parts",
        measures["parts"],
        "told kinds",
        [k for k in kinds if not weights["kinds"][k]["why"]],
    )


def _told_again(design: Any, weights: Mapping[str, Any], kinds: tuple[str, ...]) -> Floats:
    """What the regression says of every kind, also of those that are not told."""
    from ehya.engine.diagnose.telling import calibrated, pushes, summed

    found = design.nation.copy()
    for place, kind in enumerate(kinds):
        learnt = weights["kinds"][kind]
        if "slope" in learnt:
            push = pushes(learnt, design.odds[:, place], design.facts)
            found[:, place] = calibrated(learnt, summed(learnt, push))
    return found


def _boosted(design: Any, kinds: tuple[str, ...]) -> Floats:
    """The same by gradient boosting, calibrated on the same middle part by the same line."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    from ehya.engine.diagnose.learning import straightened

    found = design.nation.copy()
    for place in range(len(kinds)):
        there = design.found[:, place]
        if there[design.part == 1].sum() < 50 or not there[design.part == 2].any():
            continue
        columns = np.concatenate([design.odds[:, place], design.facts], axis=1)
        model = HistGradientBoostingClassifier(
            learning_rate=0.05, max_iter=200, max_leaf_nodes=8, early_stopping=True, random_state=7
        )
        model.fit(columns[design.part == 1], there[design.part == 1])
        raw = model.decision_function(columns)
        steep, shift = straightened(raw[design.part == 2], there[design.part == 2])
        found[:, place] = 1 / (1 + np.exp(-(steep * raw + shift)))
    return found


def _best(known: Any, units: Any, kinds: tuple[str, ...]) -> Floats:
    """What whoever made the units up would say: no method can know more."""
    from ehya.detect.queries.months import months_told
    from ehya.engine.detect import NAMES
    from ehya.ledger.scopes import ALL
    from ehya.register.queries.synthetic import synthetic_there
    from ehya.register.queries.within import Moment, units_at
    from ehya.revive.synthetic.leaning import chances_of
    from ehya.revive.synthetic.play import Play

    rows = units_at(Moment(known.sweep.as_of, known.register_at), ALL).filter(unit__synthetic=True)
    there = {row.unit_id: row for row in rows}
    told = months_told(known.sweep, sorted(there))
    made = synthetic_there()
    assert told is not None and made is not None
    play = Play(made.seed, None, told, there)  # type: ignore[arg-type] - nobody plays
    standing = (NAMES.index("idle"), NAMES.index("gone"))
    numbers, codes, chances = chances_of(play, standing)
    found = np.zeros((len(units), len(kinds)))
    at = np.searchsorted(numbers, units)
    for place, code in enumerate(codes):
        found[:, kinds.index(code.partition(".")[0])] += chances[at, place]
    return found


def _compare(
    design: Any, kinds: tuple[str, ...], weights: Mapping[str, Any], rivals: Mapping[str, Floats]
) -> None:
    from ehya.engine.diagnose.learning import hit, loss, off

    last = design.part == (3 if CHOOSING else 4)
    there = design.found[last]
    tables: dict[str, Callable[[Floats, Bools], float]] = {
        "log loss": lambda chance, found: float(loss(chance, found).mean()),
        "ECE": off,
    }
    for what, judge in tables.items():
        print(f"\n{what:16}{'found':>6}" + "".join(f"{name:>21}" for name in rivals))
        for place, kind in enumerate(kinds):
            if there[:, place].any():
                row = [judge(chance[last, place], there[:, place]) for chance in rivals.values()]
                told = "" if weights["kinds"][kind]["why"] else " told"
                cells = "".join(f"{value:21.4f}" for value in row)
                print(f"{kind:16}{there[:, place].sum():>6}{cells}{told}")
        means = [
            np.mean([judge(c[last, p], there[:, p]) for p in range(len(kinds))])
            for c in rivals.values()
        ]
        for name, mean in zip(rivals, means, strict=True):
            measure(
                f"causes.{what.lower()}.{name}".replace(" ", "-"), float(mean), "mean of the kinds"
            )
    for name, chance in rivals.items():
        hits, of = hit(chance[last], there)
        measure(f"causes.top3.{name}".replace(" ", "-"), 100 * hits / of, f"% of {of:,} found")


def _tell_all(known: Any, weights: Mapping[str, Any], kinds: int) -> None:
    """Tell of every made-up unit at once."""
    from ehya.diagnose.features import own_counts, places
    from ehya.engine.diagnose import LEVELS, tell
    from ehya.ledger.rules import load
    from ehya.register.models import Unit

    units = list(Unit.objects.filter(synthetic=True).order_by("pk").values_list("pk", flat=True))
    days = [known.findings_at.date()] * len(units)
    begun = time.monotonic()
    stood = places(units, days, known)
    own = own_counts(units, stood.groups, known, load("causes")["window_months"])
    gathered = time.monotonic()
    assert set(own) == set(LEVELS)
    told = tell(weights, stood.facts, stood.groups, own)
    measure("causes.tell.gather", gathered - begun, f"s, {len(units):,} units")
    measure("causes.tell", time.monotonic() - gathered, f"s, {len(units):,} units")
    unlike = sum(bool(said) for said in told.unlike)
    print(f"{unlike:,} of {len(units):,} units are unlike what was learnt from", file=sys.stderr)
