"""What may hold a unit up, what proves it, who lifts it and what answers it?

The words stand in `ledger/rules/obstacles.toml`; here they are laid out to be asked by name.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import Version, load

SEVERITIES = {1: "slows", 2: "halves", 3: "stops"}


@dataclass(frozen=True, slots=True)
class Share:
    """What a published count says of a cause.

    Attributes:
        on: about when it was counted.
        units: idle units counted; 0 where it is not told. [units]
        share: of them that it holds up. [0..1]
        source: the row of the record.
    """

    on: date
    units: int
    share: float
    source: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that holds a unit up.

    Attributes:
        name: both levels, "liquidity.working_capital".
        words: what it is called, by language.
        definition: what is meant, by language.
        proofs: kinds of proof.
        lifted_by: kinds of bodies that can lift it.
        answers: kinds of interventions.
    """

    name: str
    words: dict[str, str]
    definition: dict[str, str]
    proofs: tuple[str, ...]
    lifted_by: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A first level of the vocabulary, with what stands under it."""

    name: str
    words: dict[str, str]
    definition: dict[str, str]
    shares: tuple[Share, ...]
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary in force on a day.

    Attributes:
        in_force_from: its first day.
        sources: what it rests on, by language.
        kinds: in their order.
        by_name: every obstacle under its name.
        proofs: kind of proof -> what it is called, by language.
    """

    in_force_from: date
    sources: dict[str, str]
    kinds: tuple[Kind, ...]
    by_name: dict[str, Obstacle]
    proofs: dict[str, dict[str, str]]


def obstacles_on(on: date | None = None) -> Words:
    """Return the vocabulary in force on a day.

    Args:
        on: the day; None for the newest version.

    Raises:
        Refusal: as `ledger.rules.load`.
    """
    return _words(load("obstacles", on)["in_force_from"])


def obstacle_named(name: str, on: date | None = None) -> Obstacle:
    """Return one obstacle of the vocabulary in force on a day.

    Raises:
        Refusal: "diagnose.no_such_obstacle".
    """
    found = obstacles_on(on).by_name.get(name)
    if found is None:
        raise Refusal("diagnose.no_such_obstacle", obstacle=name[:60])
    return found


@cache
def _words(on: date) -> Words:
    version = load("obstacles", on)
    kinds = tuple(_kind(row) for row in version["kind"])
    return Words(
        in_force_from=version["in_force_from"],
        sources={"en": version["source"], "fa": version.get("source_fa") or version["source"]},
        kinds=kinds,
        by_name={one.name: one for kind in kinds for one in kind.obstacles},
        proofs={row["name"]: both(row, "name") for row in version["proof"]},
    )


def both(row: Version, what: str) -> dict[str, str]:
    """Return what a row says in both languages; "" where it says nothing."""
    return {language: row.get(f"{what}_{language}", "") for language in ("en", "fa")}


def _kind(row: dict[str, Any]) -> Kind:
    return Kind(
        name=row["name"],
        words=both(row, "name"),
        definition=both(row, "definition"),
        shares=tuple(Share(**share) for share in row.get("shares", ())),
        obstacles=tuple(_obstacle(row["name"], one) for one in row["obstacle"]),
    )


def _obstacle(kind: str, row: dict[str, Any]) -> Obstacle:
    return Obstacle(
        name=f"{kind}.{row['name']}",
        words=both(row, "name"),
        definition=both(row, "definition"),
        proofs=tuple(row["proofs"]),
        lifted_by=tuple(row["lifted_by"]),
        answers=tuple(row["answers"]),
    )
