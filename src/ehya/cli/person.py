"""Who gets a sign-in, and how does an installation get its first?"""

import sys
from typing import Annotated, Literal

import typer

from ehya.cli.prepare import bring_up_to_date, wake
from ehya.engine.refusal import Refusal


def person(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[str, typer.Option(help="officer, analyst, director or citizen.")] = "",
    province: Annotated[str, typer.Option(help="An officer's province, e.g. Semnan.")] = "",
    language: Annotated[Literal["fa", "en"], typer.Option(help="Of their pages.")] = "fa",
    close: Annotated[bool, typer.Option("--close", help="Close the account instead.")] = False,
) -> None:
    """Give somebody a sign-in, change its role or password, or close it.

    The password is asked for, or read from standard input where that is no terminal.
    """
    wake()
    bring_up_to_date()
    from ehya.ledger import actions

    house = actions.the_house()
    if close:
        actions.close_person(name, by=house)
        typer.echo(f"{name} can no longer sign in.")
        return
    actions.add_person(name, _password(), role=role, by=house, province=province, language=language)
    typer.echo(f"{name} can sign in as {role}.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    told = sys.stdin.readline().rstrip("\r\n")
    if not told.isprintable() or not told:
        raise Refusal("ledger.weak_password", least=12)
    return told
