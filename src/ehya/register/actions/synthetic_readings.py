"""How do readings of a register that does not exist come in? By the door of all readings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.home import make_home
from ehya.ledger.models import User
from ehya.register.actions.readings import import_readings, receive
from ehya.register.actions.received import came_in_on
from ehya.register.models import Import
from ehya.register.queries.synthetic import synthetic_there
from ehya.register.synthetic.calibration import came_in
from ehya.register.synthetic.keep import FOLDER, readings_name, write_readings
from ehya.register.synthetic.readings import SIGNALS, make_readings

PARTS = ("", "-recent")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in.

    Attributes:
        files: how many files were taken in now.
        rows: in those files.
        refused: of those rows: meters whose unit the register does not know.
    """

    files: int
    rows: int
    refused: int


def bring_readings(*, by: User, say: Say = lambda file: None) -> Brought:
    """Make readings of the synthetic register that is there and take them in; go on after a break.

    Args:
        by: who asks for it.
        say: told each file.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_synthetic", and those of `import_readings`.
    """
    roles.require(by, "register.make_synthetic")
    there = synthetic_there()
    truth = make_home(FOLDER) / "truth"
    if there is None or not (truth / "units.parquet").exists():
        raise Refusal("register.no_synthetic")
    named = readings_name(there.units, there.seed)
    done = set(
        Import.objects.filter(kind="readings", file__name__startswith=named, state="done")
        .values_list("file__name", flat=True)
    )  # fmt: skip
    files = [f"{named}{signal}{part}.parquet" for part in PARTS for signal in SIGNALS]
    waiting = [name for name in files if name not in done]
    if waiting:
        units = pl.read_parquet(truth / "units.parquet")
        made = make_readings(units, pl.read_parquet(truth / "spells.parquet"), there.seed)
        write_readings(made, truth.parent, units=units, named=named)
    days = sorted(date.fromisoformat(day) for day in there.done)
    rows = refused = 0
    for name in waiting:
        say(name)
        at = came_in(days[-1] if "-recent" in name else days[-2])
        path = truth.parent / name
        came_in_on(receive(path, by=by, synthetic=True), at)
        signal = name.removeprefix(named).removesuffix(".parquet").removesuffix(PARTS[1])
        report = import_readings(path, by=by, signal=signal, mode="good", synthetic=True)
        rows, refused = rows + report.rows, refused + report.refused
    return Brought(len(waiting), rows, refused)
