"""How is learnt, from what people confirmed, what probably holds a unit up?

A fit is never changed. Given the same moments it is the same to the bit.
"""

import time
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from ehya.diagnose.features import Known, counted, examples, kinds_on, looks
from ehya.diagnose.models import CauseFit
from ehya.diagnose.queries.suggesting import fit_in_force, known_by, told_by
from ehya.engine.diagnose import METHOD, Examples, Rules, learn
from ehya.ledger import roles
from ehya.ledger.actions import note, note_run
from ehya.ledger.models import User, new_event_id
from ehya.ledger.rules import load


def learn_causes(
    *,
    by: User,
    synthetic: bool,
    known_at: datetime | None = None,
    register_at: datetime | None = None,
    told_at: datetime | None = None,
) -> CauseFit:
    """Learn from all diagnoses known by a moment, and keep what telling needs.

    Args:
        by: who has it learnt.
        synthetic: from the made-up units, or from the real ones; never from both.
        known_at: findings known by then; now.
        register_at: the register and readings known by then; the same moment, but where a made-up
            programme is played on a register of today.
        told_at: from when the house tells by it; now.

    Raises:
        Refusal: "ledger.not_allowed", "diagnose.too_few_to_learn".

    Source:
        `ledger/rules/causes.toml`, docs/methods/diagnose.md.
    """
    roles.require(by, "diagnose.learn_causes")
    begun = time.monotonic()
    at = known_at or timezone.now()
    known = known_by(at, register_at or at, synthetic=synthetic)
    version = load("causes", timezone.localtime(at).date())
    rules = rules_of(version)
    kinds = kinds_on(known.findings_at.date())
    window = version["window_months"]
    whole, sightings, names = examples(known, window)
    weights, measures = learn(whole, sightings, kinds, rules)
    weights["counts"] = counted(sightings, names, len(kinds), at)
    weights |= {"window_months": window, "register_at": known.register_at.isoformat()}
    before = fit_in_force(synthetic=synthetic, at=at)
    if before is not None:
        measures["since"] = _since(before, whole, known)
    told = told_at or timezone.now()
    return _kept(by, known, told, weights, measures, len(whole.unit), time.monotonic() - begun)


@transaction.atomic
def _kept(  # noqa: PLR0913 - each is a part of what is kept
    by: User,
    known: Known,
    told: datetime,
    weights: dict[str, Any],
    measures: dict[str, Any],
    units: int,
    seconds: float,
) -> CauseFit:
    event = new_event_id()
    sound = sorted(kind for kind, one in weights["kinds"].items() if not one["why"])
    sweep = known.sweep
    run = note_run(
        METHOD,
        origins=[] if sweep is None else [f"sweep {sweep.pk}", f"lake {sweep.lake_version}"],
        seconds=seconds,
        known_at=known.findings_at.isoformat(),
        register_at=known.register_at.isoformat(),
        synthetic=known.synthetic,
    )
    note(
        "diagnose.learn_causes",
        by=by,
        id=event,
        after={"units": units, "kinds": sound},
        known_at=known.findings_at.isoformat(),
        synthetic=known.synthetic,
        method=METHOD,
    )
    return CauseFit.objects.create(
        method=METHOD,
        synthetic=known.synthetic,
        told_at=told,
        known_at=known.findings_at,
        units=units,
        weights=weights,
        measures=measures,
        run=run,
        event_id=event,
    )


def worth_learning(*, synthetic: bool, at: datetime) -> bool:
    """Tell whether so much was diagnosed since the last fit, or before the first, as the rule asks."""
    version = load("causes", timezone.localtime(at).date())
    found = len(looks(known_by(at, at, synthetic=synthetic)))
    last = fit_in_force(synthetic=synthetic, at=at)
    if last is None:
        return bool(found >= version["fewest_diagnoses"])
    return bool(found > last.units * (1 + version["learn_again_after"]))


def rules_of(version: dict[str, Any]) -> Rules:
    """Return what a version of causes.toml asks, as the engine takes it."""
    warm, taught, calibrated = version["parts"]
    return Rules(
        fewest_diagnoses=version["fewest_diagnoses"],
        fewest_found=version["fewest_found"],
        fewest_alike=version["fewest_alike"],
        shrink=tuple(version["shrink"]),
        ridge=tuple(version["ridge"]),
        parts=(warm, taught, calibrated),
        ahead=version["ahead"],
    )


def _since(before: CauseFit, whole: Examples, known: Known) -> dict[str, Any]:
    """Hold what the fit before had said against what people found after it: nobody knew it yet."""
    spoken = timezone.localtime(before.told_at).date().toordinal()
    later = np.flatnonzero(whole.day > spoken)
    seen: dict[str, Any] = {"fit": before.pk, "units": len(later), "kinds": {}}
    if not len(later):
        return seen
    days = [datetime.fromordinal(int(day)).date() for day in whole.day[later]]
    told = told_by(before, whole.unit[later].tolist(), days, known.register_at)
    for place, kind in enumerate(told.kinds):
        chance, found = told.chance[:, place], whole.found[later, place]
        some = np.isfinite(chance)
        if some.any():
            seen["kinds"][kind] = _held_against(chance[some], found[some])
    return seen


def _held_against(chance: Any, found: Any) -> dict[str, Any]:
    """Return, for chances under 10 %, 10 to 20 % and so on, how many, the sum of them, and found."""
    tenth = np.minimum((chance * 10).astype(np.int64), 9)
    rows = [
        [int((tenth == at).sum()), float(chance[tenth == at].sum()), int(found[tenth == at].sum())]
        for at in range(10)
    ]
    return {
        "units": len(chance),
        "told": float(chance.sum()),
        "found": int(found.sum()),
        "tenths": rows,
    }
