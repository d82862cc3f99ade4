"""Who is written to today, and of what?"""

import json
from typing import Annotated

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

WORDS = {
    "en": "{sent} mails written. They lie in {folder}.",
    "fa": "{sent} نامه نوشته شد. در {folder} است.",
}


def digest(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Write to everybody what is late, due today and climbed to them, once a day.

    Done again on the same day it writes to nobody twice.
    """
    wake()
    bring_up_to_date()
    from ehya.web import formats
    from ehya.web.digest import send_digests
    from ehya.web.outbox import outbox

    sent, folder = send_digests(), str(outbox())
    if as_json:
        typer.echo(json.dumps({"sent": sent, "outbox": folder}))
        return
    typer.echo(WORDS[language].format(sent=formats.number(sent, language), folder=folder))
