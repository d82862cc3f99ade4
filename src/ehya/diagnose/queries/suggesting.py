"""What does the machine say probably holds a unit up, why, and by which fit?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan
from typing import Any

import numpy as np
from django.utils import timezone

from ehya.detect.queries.sweeps import newest
from ehya.diagnose.features import Known, fact_names, looks, own_counts, places
from ehya.diagnose.models import CauseFit, Finding
from ehya.engine.diagnose import Reason, Told, sound, tell
from ehya.ledger.rules import load
from ehya.register.models import Unit, UnitVersion
from ehya.register.queries.within import Moment

__all__ = [
    "CauseFit",
    "Suggested",
    "Suggestion",
    "chances_before",
    "fit_in_force",
    "known_by",
    "suggestion_for",
    "told_by",
]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is said of one kind of obstacle at a unit.

    Attributes:
        kind: of the first level.
        chance: that a competent visit finds it; None where it is not enough to tell. [0..1]
        why: why nothing is told: "hardly_seen" or "no_better"; "" where it is told.
        usual: share of all diagnoses known to the fit that found it. [0..1]
        reasons: what pushes it most, the strongest first.
        found: whether a person found it, and it holds the unit up.
    """

    kind: str
    chance: float | None
    why: str
    usual: float
    reasons: tuple[Reason, ...] = ()
    found: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine says of a unit, beside what people found.

    Attributes:
        fit: what it was learnt by; None where nothing was learnt by then.
        why: why nothing is told of this unit: "no_fit", "nothing_sound", "unlike"; "" where it is.
        unlike: what in the unit is unlike all that was learnt from.
        kinds: the likeliest first, those not told last.
        diagnoses: where nothing was learnt, how many confirmed diagnoses there are. [units]
        fewest: as many are asked. [units]
        looked_on: the first day on which people told what holds it up; None where nobody did.
    """

    fit: CauseFit | None
    why: str
    unlike: str = ""
    kinds: tuple[Suggested, ...] = ()
    diagnoses: int = 0
    fewest: int = 0
    looked_on: date | None = None

    @property
    def told(self) -> tuple[Suggested, ...]:
        """Return the kinds of which a chance is told."""
        return tuple(one for one in self.kinds if one.chance is not None)

    @property
    def untold(self) -> tuple[Suggested, ...]:
        """Return the kinds of which it is not enough to tell."""
        return tuple(one for one in self.kinds if one.chance is None)


def fit_in_force(*, synthetic: bool, at: datetime) -> CauseFit | None:
    """Return the newest fit that was told by a moment."""
    rows = CauseFit.objects.filter(synthetic=synthetic, told_at__lte=at)
    return rows.order_by("-told_at", "-pk").first()


def suggestion_for(unit: UnitVersion, moment: Moment) -> Suggestion:
    """Return what the machine says of a unit.

    Args:
        unit: one that the reader may see, by `units_at`.
        moment: as it stood on the day, by the fit that was in force at the moment.
    """
    synthetic = unit.unit.synthetic
    fit = fit_in_force(synthetic=synthetic, at=moment.known_at)
    known = known_by(moment.known_at, moment.known_at, synthetic=synthetic)
    if fit is None:
        fewest = load("causes", moment.as_of)["fewest_diagnoses"]
        return Suggestion(None, "no_fit", diagnoses=len(looks(known)), fewest=fewest)
    there = _held_up(unit.unit_id, moment)
    looked = next(iter(looks(known, [unit.unit_id])), None)
    told = told_by(fit, [unit.unit_id], [moment.as_of], moment.known_at)
    rows = tuple(_row(told, place, kind in there) for place, kind in enumerate(told.kinds))
    unlike = told.unlike[0]
    why = "" if sound(fit.weights) else "nothing_sound"
    return Suggestion(
        fit,
        why or ("unlike" if unlike else ""),
        unlike,
        tuple(sorted(rows, key=lambda one: (one.chance is None, -(one.chance or 0), one.kind))),
        diagnoses=fit.units,
        looked_on=looked.on if looked else None,
    )


def told_by(
    fit: CauseFit, units: Sequence[int], days: Sequence[date], register_at: datetime
) -> Told:
    """Return what a fit says of units on a day each, none of it from their own diagnoses."""
    known = known_by(fit.known_at, register_at, synthetic=fit.synthetic)
    stood = places(units, days, known)
    facts = _as_learnt(stood.facts, fact_names(known), fit.weights["facts"])
    own = own_counts(units, stood.groups, known, fit.weights["window_months"])
    return tell(fit.weights, facts, stood.groups, own)


def chances_before(
    found: Collection[tuple[int, date]], at: datetime
) -> dict[tuple[int, date], dict[str, float]]:
    """Return what the machine had said of units before somebody looked; nothing where it had not.

    Args:
        found: units, each with the day of its look.
        at: when the look became known: later fits do not speak.
    """
    told: dict[tuple[int, date], dict[str, float]] = {}
    for number, rows in _by_fit(found, at).items():
        fit = CauseFit.objects.get(pk=number)
        settled = datetime.fromisoformat(fit.weights["register_at"])
        said = told_by(fit, [row[0] for row in rows], [row[1] for row in rows], max(at, settled))
        for key, chances in zip(rows, said.chance.tolist(), strict=True):
            pairs = zip(said.kinds, chances, strict=True)
            told[key] = {kind: chance for kind, chance in pairs if not isnan(chance)}
    return told


def _by_fit(found: Collection[tuple[int, date]], at: datetime) -> dict[int, list[tuple[int, date]]]:
    """Part looks by the fit that was in force on their day."""
    rows = CauseFit.objects.filter(told_at__lte=at).order_by("-told_at", "-pk")
    fits = [
        (number, synthetic, timezone.localtime(told_at).date())
        for number, synthetic, told_at in rows.values_list("pk", "synthetic", "told_at")
    ]
    parts: dict[int, list[tuple[int, date]]] = {}
    if not fits:
        return parts
    units = Unit.objects.filter(pk__in={unit for unit, _ in found})
    made_up = dict(units.values_list("pk", "synthetic"))
    for unit, day in sorted(set(found)):
        spoke = (n for n, synthetic, on in fits if synthetic == made_up[unit] and on <= day)
        if (number := next(spoke, None)) is not None:
            parts.setdefault(number, []).append((unit, day))
    return parts


def _row(told: Told, place: int, found: bool) -> Suggested:
    chance = float(told.chance[0, place])
    nation = told.counts["nation"][0]
    usual = float(nation[place] / nation[-1]) if nation[-1] else 0.0
    some = np.isfinite(chance)
    reasons = tuple(told.reasons(0, place)) if some else ()
    return Suggested(
        told.kinds[place], chance if some else None, told.why[place], usual, reasons, found
    )


def _held_up(unit: int, moment: Moment) -> set[str]:
    """Return which kinds people found to hold a unit up."""
    rows = Finding.objects.filter(
        unit=unit, valid__contains=moment.as_of, known__contains=moment.known_at
    )
    return {name.partition(".")[0] for name in rows.values_list("obstacle", flat=True)}


def known_by(findings_at: datetime, register_at: datetime, *, synthetic: bool) -> Known:
    """Return what is known by a moment, with the sweep whose signals are read."""
    sweep = newest(synthetic=synthetic, known_at=register_at)
    return Known(findings_at, register_at, sweep, synthetic)


def _as_learnt(facts: Any, names: Sequence[str], wanted: Sequence[str]) -> Any:
    """Return facts in the order in which they were learnt; what is not known any more is missing."""
    place = {name: at for at, name in enumerate(names)}
    missing = np.full(len(facts), np.nan)
    columns = [facts[:, place[name]] if name in place else missing for name in wanted]
    return np.column_stack(columns) if columns else np.empty((len(facts), 0))
