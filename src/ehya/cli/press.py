"""Is every number of a statement proven, before anybody says it?"""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehya.cli import FOUND
from ehya.cli.check import read_text
from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from ehya.publish.press import Examined, Match

WORDS = {
    "en": {"proven": "proven", "open": "NOT proven", "none": "No number stands in this text."},
    "fa": {"proven": "اثبات‌شده", "open": "اثبات‌نشده", "none": "در این متن عددی نیست."},
}


def press(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text file, or - to read it in.")],
    said_on: Annotated[str, typer.Option(help="The day it is dated, in either calendar.")] = "",
    synthetic: Annotated[bool, typer.Option(help="Of the made-up programme.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 where one is open.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Set each number of a statement beside what the house counts; nothing is kept."""
    text = read_text(file)
    wake()
    bring_up_to_date()
    from ehya.publish.press import examine
    from ehya.web.clock import clock_on

    clock = clock_on(said_on, "")
    found = examine(text, clock.as_of, clock.moment, synthetic=synthetic)
    if as_json:
        typer.echo(json.dumps(_told(found), ensure_ascii=False))
    else:
        _show(found, language)
    if strict and found.open:
        raise typer.Exit(FOUND)


def _told(found: "Examined") -> dict[str, Any]:
    return {
        "numbers": [_number(one) for one in found.matches],
        "contradictions": [{"rule": one.rule, "claims": list(one.claims)} for one in found.clashes],
        "proven": len(found.proven),
        "open": list(found.open),
    }


def _number(one: "Match") -> dict[str, Any]:
    from ehya.publish.counting import plain

    asked = one.asked
    return {
        "id": one.number.id,
        "start": one.number.start,
        "end": one.number.end,
        "text": one.number.text,
        "proven": one.proven,
        "metric": asked.metric.name if asked else "",
        "first": asked.period.first.isoformat() if asked else "",
        "last": asked.period.last.isoformat() if asked else "",
        "scope": asked.scope.told() if asked else {},
        "counted": None if one.ours is None else plain(one.ours),
        "target_version": one.target.number if one.target else None,
        "refused": one.trouble.code if one.trouble else "",
    }


def _show(found: "Examined", language: Language) -> None:
    from ehya.web.messages import sentence

    words = WORDS[language]
    for one in found.matches:
        said = words["proven" if one.proven else "open"]
        why = sentence(one.trouble, language) if one.trouble else ""
        if one.proven and one.asked:
            why = one.asked.metric.told("name", language)
        typer.echo(f"{one.number.text}: {said}. {why}".rstrip())
    if not found.matches:
        typer.echo(words["none"])
