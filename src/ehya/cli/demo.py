"""How does somebody see Ehya on a machine that has nothing?"""

import subprocess
import sys
from typing import Annotated

import typer

from ehya.cli.prepare import bring_up_to_date, free_port, say, wake
from ehya.cli.serve import address, refuse_without_static, run
from ehya.cli.synthetic import bring_units
from ehya.engine.refusal import Refusal

HOST = "127.0.0.1"  # its passwords are public: nobody else's machine may reach it
PEOPLE = [  # role, province, language
    ("officer", "Semnan", "fa"),
    ("assessor", "Semnan", "fa"),
    ("secretary", "Semnan", "fa"),
    ("analyst", "", "en"),
    ("steward", "", "en"),
    ("director", "", "en"),
    ("administrator", "", "en"),
    ("auditor", "", "en"),
]


def password_for_show(role: str) -> str:
    """Return the password that everybody knows."""
    return f"ehya-{role}-1403"


def demo(
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="Where to listen; the first free from 8000."),
    ] = None,
    serve: Annotated[bool, typer.Option(help="Serve the pages when all is ready.")] = True,
    units: Annotated[
        int | None,
        typer.Option(
            min=0,
            help="Units of the synthetic register; 0 for none; what is there, else 50000.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, help="The same seed makes the same register.", show_default="1403"),
    ] = None,
) -> None:
    """Show Ehya on this machine: the real published record, as known on 12 August 2024.

    Beside it a national register of production units that do not exist, made after published
    figures; every page says so.
    """
    _refuse_in_production()
    say("Starting the database …")
    wake("demo")
    bring_up_to_date()
    _let_people_in()
    _load_published()
    if not serve:
        bring_units(units, seed)
        _take_targets()
        return _welcome(None)
    _bring_units_apart(units, seed)
    _take_targets()
    refuse_without_static()
    port = free_port(port, HOST)
    run(HOST, port, workers=1, threads=8, on_ready=lambda: _welcome(address(HOST, port)))
    return None


def _bring_units_apart(units: int | None, seed: int | None) -> None:
    """Make the register in a process of its own.

    It reads files with threads, and this process will fork: whoever inherits a pool whose threads
    did not come along waits for them for ever.
    """
    if units == 0:
        return
    asked = [
        f"--{name}={value}"
        for name, value in (("units", units), ("seed", seed))
        if value is not None
    ]
    command = [sys.executable, "-m", "ehya", "demo", "--no-serve", *asked]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.returncode)


def _refuse_in_production() -> None:
    import os

    if os.environ.get("EHYA_MODE") == "production":
        raise Refusal("ledger.demo_in_production")


def _let_people_in() -> None:
    from ehya.ledger import actions, queries

    if queries.has_real_people():
        raise Refusal("ledger.demo_among_people")
    there = {person.username for person in queries.people_for_show()}
    for role, province, language in PEOPLE:
        if role not in there:
            actions.add_person(
                role,
                password_for_show(role),
                role=role,
                by=actions.the_house(),
                provinces=[province] if province else (),
                language=language,
                for_show=True,
            )


def _load_published() -> None:
    """Take in the event of the press report, so that its total can be looked at."""
    from ehya.invest.actions.published import load_published
    from ehya.ledger.actions import the_house

    load_published(by=the_house())  # changes nothing where it is in already


def _take_targets() -> None:
    """Take over the targets that were announced in public, and make some up for the made-up."""
    from ehya.ledger.actions import the_house
    from ehya.plan.synthetic import make_targets
    from ehya.play import claimed_in
    from ehya.publish.actions.targets import take_all_announced

    take_all_announced()  # changes nothing where they are in already
    make_targets(
        by=the_house(), past=claimed_in
    )  # nor this; nothing where there is no made-up register


def _welcome(where: str | None) -> None:
    typer.echo("")
    typer.echo(f"Ehya is ready: {where}" if where else "Ehya is ready. Start it with: ehya demo")
    typer.echo("Sign in as (name, password):")
    for role, province, _ in PEOPLE:
        of = f"of {province} province" if province else ""
        typer.echo(f"  {role:13}  {password_for_show(role):23}  {of}".rstrip())
    if where:
        typer.echo("Stop with Ctrl+C. Only this machine can reach it.")
