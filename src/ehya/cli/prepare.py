"""What must be in place before pages can be served?"""

import os
import socket

import typer

from ehya.engine.refusal import Refusal

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def say(words: str) -> None:
    """Tell whoever waits what is being done; standard output is left for results."""
    typer.echo(words, err=True)


def wake(mode: str | None = None) -> None:
    """Read the settings and load the rooms, in the given mode where one is meant."""
    if mode:
        os.environ["EHYA_MODE"] = mode
    import django

    django.setup()


def pending() -> list[str]:
    """Return the names of migrations that the database has not had."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    steps = MigrationExecutor(connection)
    return [str(step) for step, _ in steps.migration_plan(steps.loader.graph.leaf_nodes())]


def brand_new() -> bool:
    """Tell whether the database has no tables of Ehya's yet, so that nothing can be lost."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return not MigrationRecorder(connection).applied_migrations()


def bring_up_to_date() -> None:
    """Make or change the tables where that is due, and load the shipped record's release."""
    from django.core.management import call_command

    if pending():
        say("Making the tables …")
        call_command("migrate", verbosity=0, interactive=False)
    from ehya.ledger.actions import the_house
    from ehya.publish import actions, queries
    from ehya.register.actions.places import load_places

    load_places(by=the_house())  # changes nothing where they are in already
    if not queries.record_size():
        say("Loading the published record …")
    actions.load_record(by=the_house())  # changes nothing where this release is in already


def free_port(wanted: int | None, host: str) -> int:
    """Return the port to listen on: the one told, or the first free one from 8000.

    Raises:
        Refusal: "web.port_taken".
    """
    for port in [wanted] if wanted else range(8000, 8050):
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(kind) as knock:
            knock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                knock.bind((host, port))
            except OSError:
                continue
            return port
    raise Refusal("web.port_taken", port=str(wanted or "8000–8049"), host=host)
