"""Who does what takes long: exports, imports, the search for duplicates?"""

from typing import Annotated

import typer

from ehya.cli.prepare import pending, say, wake
from ehya.engine.refusal import Refusal


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then stop.")] = False,
    parent: Annotated[
        int | None,
        typer.Option(metavar="PID", help="Stop when this process is gone.", hidden=True),
    ] = None,
) -> None:
    """Do what waits in the background, until stopped with Ctrl+C.

    `ehya serve` and `ehya demo` run one beside the pages; more may run, on other machines too.
    """
    wake()
    if steps := pending():
        raise Refusal("ledger.not_migrated", steps=len(steps))
    from ehya.web.worker import work

    if parent is None and not once:
        say("Ehya's worker: waiting for work. Stop with Ctrl+C.")
    work(once=once, parent=parent)
