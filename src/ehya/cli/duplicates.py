"""Which records of the register may be one unit?"""

import json
import os
from typing import Annotated, Literal

import typer

from ehya.cli.prepare import bring_up_to_date, say, wake

Language = Literal["en", "fa"]
TOLD_LANGUAGE: Language = "fa" if os.environ.get("EHYA_CLI_LANGUAGE") == "fa" else "en"
WORDS = {
    "en": (
        "{units} units looked at in {seconds} s: {pairs} pairs may each be one unit; {added} new,"
        " {renewed} told anew, {dropped} no longer likely. They wait at /duplicates/."
    ),
    "fa": (
        "{units} واحد در {seconds} ثانیه بررسی شد: {pairs} جفت شاید هر یک، یک واحد باشد؛ {added} تازه،"
        " {renewed} بازگفته، {dropped} دیگر محتمل نیست. در ‎/duplicates/‎ در انتظارند."
    ),
}


def duplicates(
    by: Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Look through the whole register for records of one unit; a steward decides on them.

    Done again it changes nothing, and what a steward decided is not asked again.
    """
    wake()
    bring_up_to_date()
    from ehya.ledger.actions import the_house
    from ehya.ledger.queries import person_named
    from ehya.register.actions.duplicates import find_candidates
    from ehya.web import formats

    say("Comparing …" if language == "en" else "در حال مقایسه …")
    found = find_candidates(by=person_named(by) if by else the_house())
    told: dict[str, float] = {
        "units": found.units,
        "pairs": found.pairs,
        "added": found.added,
        "renewed": found.renewed,
        "dropped": found.dropped,
        "seconds": round(found.seconds, 1),
    }
    if as_json:
        typer.echo(json.dumps(told))
        return
    shown = {name: formats.number(value, language) for name, value in told.items()}
    typer.echo(WORDS[language].format(**shown))
