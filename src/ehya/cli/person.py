"""Who gets a sign-in, and how does an installation get its first?"""

import sys
from typing import Annotated, Literal

import typer

from ehya.cli.prepare import bring_up_to_date, wake
from ehya.engine.refusal import Refusal


def person(  # noqa: PLR0913 (a command's options)
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[
        str,
        typer.Option(
            help="officer, assessor, secretary, analyst, communications, steward, director, "
            "administrator, auditor or citizen."
        ),
    ] = "",
    province: Annotated[
        list[str] | None,
        typer.Option(help="A province they work for, e.g. Semnan; may be said several times."),
    ] = None,
    park: Annotated[
        list[str] | None,
        typer.Option(help="A park they work for, e.g. P-0001; may be said several times."),
    ] = None,
    language: Annotated[Literal["fa", "en"], typer.Option(help="Of their pages.")] = "fa",
    close: Annotated[bool, typer.Option("--close", help="Close the account instead.")] = False,
    reset_factor: Annotated[
        bool,
        typer.Option("--reset-second-factor", help="Forget their telephone instead; say --reason."),
    ] = False,
    reason: Annotated[str, typer.Option(help="Why the second factor is reset.")] = "",
) -> None:
    """Give somebody a sign-in, change its role or password, close it, or reset its second factor.

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
    if reset_factor:
        actions.reset_second_factor(name, reason=reason, by=house)
        typer.echo(f"{name} sets up a second factor at the next sign-in.")
        return
    actions.add_person(
        name,
        _password(),
        role=role,
        by=house,
        provinces=province or (),
        parks=park or (),
        language=language,
    )
    typer.echo(f"{name} can sign in as {role}.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    told = sys.stdin.readline().rstrip("\r\n")
    if not told.isprintable() or not told:
        raise Refusal("ledger.weak_password", least=12)
    return told
