"""How does a register that does not exist come in? Through the same door as any other file.

When each of its files came in is made up like what is in them, so that both clocks can be seen;
the ledger tells when it was truly done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.home import make_home
from ehya.ledger.models import User
from ehya.register.actions.imports import import_units, receive
from ehya.register.actions.places import bring_parks
from ehya.register.actions.received import came_in_on
from ehya.register.queries.synthetic import has_real_units, synthetic_there
from ehya.register.synthetic import FEWEST_UNITS, MOST_UNITS, make_register
from ehya.register.synthetic.calibration import came_in
from ehya.register.synthetic.keep import FOLDER, file_name, is_made, write_register

PARKS_SINCE = date(2001, 3, 21)  # before the first file's day, so that its units find them
Say = Callable[[str, str], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a synthetic register brought in.

    Attributes:
        units: of which it is made. [records]
        seed: by which.
        files: how many files were taken in now; 0 where all were in already.
        rows: in those files.
        refused: of those rows.
    """

    units: int
    seed: int
    files: int
    rows: int
    refused: int


def bring_synthetic(
    units: int,
    seed: int,
    *,
    by: User,
    say: Say = lambda step, what: None,
    progress: Progress | None = None,
) -> Brought:
    """Make a synthetic register and take it in; go on where an earlier try was cut off.

    The files stay in the home folder beside their truth.

    Args:
        units: records in it. [records]
        seed: the same seed makes the same register.
        by: who asks for it.
        say: told each step: "make" or "take", and which file.
        progress: called with (rows done, rows) of each file.

    Raises:
        Refusal: "ledger.not_allowed", "register.synthetic_size", "register.real_units_there",
            "register.other_synthetic_there", and those of `import_units`.
    """
    roles.require(by, "register.make_synthetic")
    _require_room(units, seed)
    folder = make_home(FOLDER)
    days = is_made(folder, units=units, seed=seed)
    there = synthetic_there()
    if there is not None and days and there.done >= set(days):
        return Brought(units, seed, 0, 0, 0)
    if not days:
        say("make", f"{units:,}")
        write_register(make_register(units, seed), folder, units=units, seed=seed)
        days = is_made(folder, units=units, seed=seed)
    parks = pl.read_parquet(folder / "parks.parquet").to_dicts()
    bring_parks(parks, on=PARKS_SINCE, by=by, synthetic=True)
    waiting = [day for day in days if there is None or day not in there.done]
    rows = refused = 0
    for day in waiting:
        say("take", day)
        path = Path(folder, file_name(units, seed, day))
        came_in_on(receive(path, by=by, synthetic=True), came_in(date.fromisoformat(day)))
        report = import_units(
            path,
            by=by,
            as_of=date.fromisoformat(day),
            mode="good",
            synthetic=True,
            progress=progress,
        )
        rows, refused = rows + report.rows, refused + report.refused
    came = {day: came_in(date.fromisoformat(day)) for day in waiting}
    note("register.make_synthetic", by=by, units=units, seed=seed, files=len(waiting), came_in=came)
    return Brought(units, seed, len(waiting), rows, refused)


def _require_room(units: int, seed: int) -> None:
    if not FEWEST_UNITS <= units <= MOST_UNITS:
        raise Refusal("register.synthetic_size", units=units, least=FEWEST_UNITS, most=MOST_UNITS)
    there = synthetic_there()
    if there is None and has_real_units():
        raise Refusal("register.real_units_there")
    if there is not None and (there.units, there.seed) != (units, seed):
        raise Refusal("register.other_synthetic_there", units=there.units, seed=there.seed)
