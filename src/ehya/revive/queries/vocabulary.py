"""What can be done for a unit, by what steps, and what is usual for which cause?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ehya.engine.calendar import Language
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load


@dataclass(frozen=True, slots=True)
class Stage:
    """One usual step of an intervention.

    Attributes:
        name: as it is kept.
        days: how long it usually takes. [days]
        en: what it is called.
        fa: the same in Persian.
    """

    name: str
    days: int
    en: str
    fa: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of intervention, as `interventions.toml` tells it.

    Attributes:
        name: as it is kept.
        names: what it is called, by language.
        definitions: what it is, by language.
        answers: obstacles that it answers, e.g. "liquidity.working_capital".
        bodies: kinds of bodies without which it does not happen.
        takes_money: whether money of a funding line may be committed to it.
        renews: whether it counts as renovation, never as revival.
        record_tells_cost: whether the record's money per unit speaks of such a thing.
        stages: its usual steps, one after another.
    """

    name: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    answers: tuple[str, ...]
    bodies: tuple[str, ...]
    takes_money: bool
    renews: bool
    record_tells_cost: bool
    stages: tuple[Stage, ...]

    def steps_from(self, on: date) -> list[dict[str, Any]]:
        """Return its steps as an intervention keeps them, counted from a day."""
        due, steps = on, []
        for stage in self.stages:
            due += timedelta(days=stage.days)
            steps.append({"name": stage.name, "due": due.isoformat(), "done_on": None})
        return steps

    def step_called(self, name: str, language: Language) -> str:
        """Return what a step is called; one written by hand goes by its own words."""
        told = {stage.name: stage for stage in self.stages}.get(name)
        if told is None:
            return name
        return told.fa if language == "fa" else told.en


@cache
def kinds(on: date | None = None) -> Mapping[str, Kind]:
    """Return every kind of intervention in force on a day, by name; None for the newest."""
    answers: dict[str, list[str]] = {}
    for code, row in _obstacles(on):
        for kind in row["answers"]:
            answers.setdefault(kind, []).append(code)
    told = load("interventions", on)["kind"]
    return {row["name"]: _kind(row, tuple(answers.get(row["name"], ()))) for row in told}


def kind_named(name: str, on: date | None = None) -> Kind:
    """Return a kind of intervention.

    Raises:
        Refusal: "revive.no_such_intervention_kind".
    """
    known = kinds(on)
    if name not in known:
        raise Refusal("revive.no_such_intervention_kind", kind=name[:30])
    return known[name]


def usual_for(cause: str, on: date | None = None) -> tuple[str, ...]:
    """Return the kinds that are usual for a cause or an obstacle, most usual first.

    What the obstacle itself names comes before what is usual for its first level.

    Args:
        cause: "liquidity" or "liquidity.working_capital"; another one has none.
        on: the day; None for the newest rule.
    """
    named = dict(_obstacles(on)).get(cause, {}).get("answers", ())
    usual = load("interventions", on)["templates"].get(cause.partition(".")[0], ())
    return tuple(named) or tuple(usual)


def obstacles_known(on: date | None = None) -> tuple[str, ...]:
    """Return the codes of all obstacles in force on a day."""
    return tuple(code for code, _ in _obstacles(on))


def _obstacles(on: date | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for first in load("obstacles", on)["kind"]:
        for row in first["obstacle"]:
            yield f"{first['name']}.{row['name']}", row


def _kind(row: Mapping[str, Any], answers: tuple[str, ...]) -> Kind:
    return Kind(
        name=row["name"],
        names={"en": row["name_en"], "fa": row["name_fa"]},
        definitions={"en": row["definition_en"], "fa": row["definition_fa"]},
        answers=answers,
        bodies=tuple(row["bodies"]),
        takes_money=row["takes_money"],
        renews=row["renews"],
        record_tells_cost=row["record_tells_cost"],
        stages=tuple(Stage(**stage) for stage in row["steps"]),
    )
