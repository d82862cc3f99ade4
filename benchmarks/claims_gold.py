"""What did a person find in a text?

Two sources, one shape: the press notes of `claims_notes/` (ours, with the passage of each
claim) and a folder of JSON reports that stays outside the project (figures without passages).
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

NOTES_HOME = Path(__file__).parent / "claims_notes"
UNSCORED = "?"


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One figure that a person found.

    Attributes:
        key: its name within the text.
        metrics: the metric, and others that a careful reader could choose.
        value: in base units.
        qualifier, place: as the record writes them.
        kind, start, end: the period, as the record writes it; "?" is not scored.
        span: characters of the passage; None where only the figure is known.
        pair: key of the claim that tells the same amount in the other currency.
        optional: right to find and right to leave, so never counted.
    """

    key: str
    metrics: tuple[str, ...]
    value: float
    qualifier: str
    place: str
    kind: str
    start: str | None
    end: str | None
    span: tuple[int, int] | None = None
    pair: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """What a rule should see: any of the rules, at any of the severities, on these claims."""

    rules: tuple[str, ...]
    severities: tuple[str, ...]
    claims: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A text with what a person found in it; findings is None when nobody looked for any."""

    name: str
    language: str
    published_on: date | None
    text: str
    claims: tuple[GoldClaim, ...]
    findings: tuple[GoldFinding, ...] | None
    against_record: bool = False


def read_notes(home: Path = NOTES_HOME) -> list[Note]:
    """Return the project's own press notes, in the order of their names."""
    return [_note(path) for path in sorted(home.glob("*.toml"))]


def read_folder(folder: Path) -> list[Note]:
    """Return the JSON reports of a folder, in the order of their names."""
    return [_report(path) for path in sorted(folder.glob("*.json"))]


def _note(path: Path) -> Note:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Note(
        name=path.stem,
        language=told["language"],
        published_on=told.get("published_on"),
        text=told["text"],
        claims=tuple(_claim(row, told["text"]) for row in told.get("claim", ())),
        findings=tuple(_finding(row) for row in told.get("finding", ())),
        against_record=told.get("against_record", False),
    )


def _report(path: Path) -> Note:
    told = json.loads(path.read_text(encoding="utf-8"))
    day = told.get("published_on")
    rows = [row | {"key": figure_key(row["metric"], row["value"])} for row in told["rows"]]
    findings = told.get("findings")
    return Note(
        name=path.stem,
        language=told["language"],
        published_on=date.fromisoformat(day) if day else None,
        text=told["text"],
        claims=tuple(_claim(row, None) for row in rows),
        findings=None if findings is None else (*map(_finding, findings), _any_pace(rows)),
    )


def _any_pace(rows: Sequence[Mapping[str, Any]]) -> GoldFinding:
    """What a pace means is a remark: nobody marks it in reports, so it counts neither way."""
    keys = frozenset(row["key"] for row in rows)
    return GoldFinding(("pace",), ("note",), keys, optional=True)


def figure_key(metric: str, value: float) -> str:
    """Return the key that a claim without passage goes by: its figure."""
    return f"{metric}={value:.15g}"


def _claim(row: Mapping[str, Any], text: str | None) -> GoldClaim:
    period = row["period"]
    return GoldClaim(
        key=row["key"],
        metrics=_either(row, "metric"),
        value=row["value"],
        qualifier=row["qualifier"],
        place=row["place"],
        kind=period["kind"],
        start=period.get("start"),
        end=period.get("end"),
        span=None if text is None else _span(text, row["passage"], row.get("nth", 1)),
        pair=row.get("pair"),
        optional=row.get("optional", False),
    )


def _finding(row: Mapping[str, Any]) -> GoldFinding:
    return GoldFinding(
        rules=_either(row, "rule"),
        severities=_either(row, "severity"),
        claims=frozenset(_keys(row["claims"])),
        optional=row.get("optional", False),
    )


def _keys(claims: Sequence[Any]) -> list[str]:
    return [c if isinstance(c, str) else figure_key(*c) for c in claims]


def _either(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    other = row.get(f"or_{name}")
    return (row[name],) if other is None else (row[name], other)


def _span(text: str, passage: str, nth: int) -> tuple[int, int]:
    at = -1
    for _ in range(nth):
        at = text.index(passage, at + 1)
    return at, at + len(passage)
