"""What was set out to be reached in a year, by whose word?"""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from ehya.plan.queries.targets import Standing

WORDS = {
    "en": {
        "line": "{made}, {metric}{whom}, {place}, {first} to {last}: {value} {unit} by version {number} of"
        " {known}, in force from {since}, by {authority} ({source}); owned by {owner}",
        "none": "No target is in force for that time.",
        "nobody": "nobody yet",
    },
    "fa": {
        "line": "{made}، {metric}{whom}، {place}، {first} تا {last}: {value} {unit} به نسخهٔ {number} از"
        " {known}، برقرار از {since}، به گفتهٔ {authority} ({source})؛ متولی: {owner}",
        "none": "برای آن زمان هدفی برقرار نیست.",
        "nobody": "هنوز هیچ‌کس",
    },
}
MADE = {False: {"en": "real", "fa": "واقعی"}, True: {"en": "synthetic", "fa": "ساختگی"}}


def targets(
    year: Annotated[
        int | None, typer.Option(min=1300, max=1499, help="Solar year; all where none is told.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """List the targets in force today, with the version that says so; real and made-up apart."""
    wake()
    bring_up_to_date()
    from ehya.engine.calendar import year_range
    from ehya.ledger.scopes import ALL
    from ehya.plan.queries.targets import targets as standing
    from ehya.register.queries.within import here_and_now

    period, moment = year_range(year) if year else None, here_and_now()
    rows = [
        row
        for synthetic in (False, True)
        for row in standing(moment, ALL, synthetic=synthetic, period=period)
    ]
    if as_json:
        typer.echo(json.dumps({"targets": [_told(row) for row in rows]}, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(_line(row, language))
    if not rows:
        typer.echo(WORDS[language]["none"])


def _told(row: "Standing") -> dict[str, Any]:
    target, version = row.target, row.version
    return {
        "target": target.pk,
        "metric": target.metric,
        "unit": row.metric.unit,
        "place": target.place,
        "first": target.first.isoformat(),
        "last": target.last.isoformat(),
        "synthetic": target.synthetic,
        "value": str(version.value),
        "version": version.number,
        "versions_known": row.known,
        "population": target.population,
        "authority": version.authority,
        "source": version.source,
        "claim": version.claim,
        "announced_on": version.announced_on.isoformat(),
        "in_force_from": version.in_force_from.isoformat(),
        "known_at": version.known_at.isoformat(),
        "owner": row.owner.words if row.owner else None,
    }


def _line(row: "Standing", language: Language) -> str:
    from ehya.web import formats

    words, told = WORDS[language], _told(row)
    named = row.metric.name_fa if language == "fa" else row.metric.name_en
    days = {
        name: formats.day(day, language)
        for name, day in (
            ("first", row.target.first),
            ("last", row.target.last),
            ("since", row.version.in_force_from),
        )
    }
    counts = {
        name: formats.number(value, language)
        for name, value in (
            ("value", row.version.value),
            ("number", row.version.number),
            ("known", row.known),
        )
    }
    made = MADE[row.target.synthetic][language]
    whom = f" ({row.target.population})" if row.target.population else ""
    owner = told["owner"] or words["nobody"]
    facts = {**told, **days, **counts, "made": made, "whom": whom, "metric": named, "owner": owner}
    return words["line"].format(**facts)
