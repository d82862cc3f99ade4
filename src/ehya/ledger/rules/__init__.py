"""Which definitions, thresholds and reference rates are in force on a day?

Each NAME.toml beside this module holds dated versions: `[[version]]` with `in_force_from`,
`source` and its content. A version is in force until the next one begins; none is ever changed
after its day, a new one is added. No Django here: `ehya check` stands on it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from ehya.engine.calendar import earliest, latest
from ehya.engine.claims.model import Metric, Place, Vocabulary
from ehya.engine.money import Basis, Rate, Rates
from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    from ehya.engine.detect import Thresholds

Version = dict[str, Any]


def load(name: str, on: date | None = None) -> Version:
    """Return what NAME.toml says on a day.

    Args:
        name: the file without its ending, e.g. "checks".
        on: the day; None for the newest version.

    Returns:
        The version's content, with its "in_force_from" (a date) and "source".

    Raises:
        Refusal: "rules.unknown" when there is no such file, "rules.not_yet_in_force" when its
            first version begins after that day, "rules.unsound" when the file itself is wrong.
    """
    known = versions(name)
    for version in reversed(known):
        if on is None or version["in_force_from"] <= on:
            return dict(version)
    raise Refusal(
        "rules.not_yet_in_force",
        name=name,
        on=str(on),
        first=known[0]["in_force_from"].isoformat(),
    )


@cache
def versions(name: str) -> tuple[Version, ...]:
    """Return every version of NAME.toml, oldest first.

    Args:
        name: the file without its ending.

    Returns:
        At least one version.

    Raises:
        Refusal: "rules.unknown" or "rules.unsound".
    """
    path = files(__name__) / f"{name}.toml"
    if not name.isidentifier() or not path.is_file():
        raise Refusal("rules.unknown", name=name)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("version")
    except ValueError as error:
        raise Refusal("rules.unsound", name=name, why=str(error)) from error
    if not isinstance(found, list) or not found:
        raise Refusal("rules.unsound", name=name, why="no [[version]]")
    if not all(isinstance(v.get("in_force_from"), date) and v.get("source") for v in found):
        raise Refusal("rules.unsound", name=name, why="a [[version]] without its day or source")
    if len({v["in_force_from"] for v in found}) < len(found):
        raise Refusal("rules.unsound", name=name, why="two versions begin on one day")
    return tuple(sorted(found, key=lambda v: v["in_force_from"]))


def idleness_thresholds(on: date | None = None) -> "Thresholds":
    """Return from where on a unit is told to stand idle or half idle, in force on a day.

    Args:
        on: the day; None for the newest version.

    Raises:
        Refusal: as `load`.
    """
    from ehya.engine.detect import Thresholds  # its kernels load slowly, and most need only words

    told = load("detect", on)
    return Thresholds(**{field.name: told[field.name] for field in fields(Thresholds)})


@cache
def vocabulary(on: date | None = None) -> Vocabulary:
    """Return the definitions of metrics and places in force on a day.

    Args:
        on: the day; None for the newest.

    Returns:
        The vocabulary for the reader and the checker of claims.

    Raises:
        Refusal: as `load`.
    """
    metrics, places = load("metrics", on), load("places", on)
    return Vocabulary(
        metrics={row["name"]: _metric(row) for row in metrics["metric"]},
        places={row["name"]: _place(row) for row in places["place"]},
        in_force_from=max(metrics["in_force_from"], places["in_force_from"]),
    )


@cache
def rates(on: date | None = None) -> Rates:
    """Return the dated reference rates that Ehya stood on at a day.

    Args:
        on: the day whose version of the table is wanted; None for the newest.

    Returns:
        Rates of every basis.

    Raises:
        Refusal: as `load`.
    """
    return Rates(tuple(_rate(row) for row in load("rates", on)["rate"]))


def _metric(row: Mapping[str, Any]) -> Metric:
    return Metric(
        name=row["name"],
        unit=row["unit"],
        flow=row["flow"],
        of=row.get("of"),
        part_of=tuple(row.get("part_of", ())),
        distinct_from=tuple(row.get("distinct_from", ())),
        name_en=row["name_en"],
        name_fa=row["name_fa"],
        definition_en=row["definition_en"],
        definition_fa=row["definition_fa"],
    )


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["name"], row["iso"], row["name_fa"], tuple(row["spellings"]))


def _rate(row: Mapping[str, Any]) -> Rate:
    return Rate(
        rials_per_usd=row["rials_per_usd"],
        on=earliest(row["from"]),
        basis=cast(Basis, row["basis"]),
        source=row["source"],
        until=latest(row["until"]),
        address=row.get("address", ""),
    )
