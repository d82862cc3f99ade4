"""How does a demonstration come to a register of units that nobody has built?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ehya.cli.prepare import say

DEFAULT_UNITS, DEFAULT_SEED = 50_000, 1403
_STEPS = {
    "make": "Making a synthetic register of {} units …",
    "take": "Taking in what was known on {} …",
}


def bring_units(units: int | None, seed: int | None) -> None:
    """Make a synthetic register and take it in, where it is not there already.

    Args:
        units: records in it; 0 for none; None for as many as are there, else 50,000.
        seed: of its chance; None for that of what is there, else 1403.

    Raises:
        Refusal: those of `bring_synthetic`.
    """
    from ehya.ledger.actions import the_house
    from ehya.register.actions.synthetic import bring_synthetic
    from ehya.register.queries.synthetic import has_real_units, synthetic_there
    from ehya.web.tasks import bring_synthetic_readings, find_duplicates

    if units == 0:
        return
    there = synthetic_there()
    if units is None and there is None and has_real_units():
        return  # nobody asked for it, and it never comes beside real units
    units = units or (there.units if there else DEFAULT_UNITS)
    seed = seed if seed is not None else (there.seed if there else DEFAULT_SEED)
    with _progress() as rows_done:
        brought = bring_synthetic(
            units,
            seed,
            by=the_house(),
            say=lambda step, what: say(_STEPS[step].format(what)),
            progress=rows_done,
        )
    if brought.files:
        say(f"{brought.rows:,} rows of {brought.files} files are in; {brought.refused:,} refused.")
        find_duplicates.enqueue()  # by the worker beside the pages: nobody waits for it
        bring_synthetic_readings.enqueue()
        say("Units told twice are looked for, and their meters read, beside the pages.")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show rows done, their rate and the time left on standard error, where somebody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    looks = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*looks, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, rows: bar.update(task, completed=done, total=rows or None)
