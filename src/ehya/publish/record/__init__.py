"""What has been published about the programme so far, before anybody adds to it?

The file beside this module is the record as it ships: one row per published number, each with
its address. Reading it needs no database.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from ehya.engine.claims.model import Claim, Period, PeriodKind, Qualifier, Unit

SHIPPED = Path(__file__).with_name("published_figures.csv")


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One row of the record: the claim, and what only people need to judge it.

    Attributes:
        claim: the number itself, as the engine works with it.
        url: the address of the report; "" when it came back without one.
        speaker: who said it, by office ("ISIPO head").
        solar_year: the programme year it belongs to, where the row tells one.
        note: what the row's editor wrote beside it.
    """

    claim: Claim
    url: str = ""
    speaker: str = ""
    solar_year: int | None = None
    note: str = ""


def read_record(path: Path | None = None) -> tuple[Claim, ...]:
    """Return the published record as claims, in the order of its file.

    Partial dates stay as they are told ("2021-07"); `low` and `high` stay None, because the
    record tells a value and a qualifier and the checker works out the rest.

    Args:
        path: another file of the same columns; None: the one that ships.

    Returns:
        One claim a row; its id is the row's own.
    """
    return tuple(figure.claim for figure in read_figures(path))


@cache
def read_figures(path: Path | None = None) -> tuple[PublishedFigure, ...]:
    """Return the published record with addresses, speakers and notes, in the order of its file."""
    with (path or SHIPPED).open(encoding="utf-8-sig", newline="") as file:
        return tuple(_figure(row) for row in csv.DictReader(file))


def whole(value: str) -> int | float:
    """Return a number as it is told: whole numbers exactly, however large."""
    return int(value) if "." not in value else float(value)


def _figure(row: Mapping[str, str]) -> PublishedFigure:
    return PublishedFigure(
        claim=_claim(row),
        url=row["url"],
        speaker=row["speaker_role"],
        solar_year=int(row["jalali_year"]) if row["jalali_year"] else None,
        note=row["note"],
    )


def _claim(row: Mapping[str, str]) -> Claim:
    return Claim(
        id=row["claim_id"],
        metric=row["metric"],
        value=whole(row["value"]),
        unit=cast(Unit, row["unit"]),
        qualifier=cast(Qualifier, row["qualifier"]),
        place=row["scope_geography"],
        population=row["scope_population"],
        period=Period(
            kind=cast(PeriodKind, row["period_kind"]),
            start=row["period_start"] or None,
            end=row["period_end"] or None,
        ),
        published_on=row["published_on"] or None,
        source=row["source"],
    )
