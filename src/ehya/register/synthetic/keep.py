"""Where do a synthetic register and its truth lie?"""

import json
from pathlib import Path
from shutil import rmtree

import numpy as np
import polars as pl

from ehya.engine.calendar import to_solar
from ehya.register.intake.fields import COLUMNS
from ehya.register.intake.readings import headings
from ehya.register.signals import signals
from ehya.register.synthetic.make import METHOD, SyntheticRegister
from ehya.register.synthetic.readings import Readings

FOLDER = "synthetic"
RECENT = 4  # months that came in later than the others: those of this year
MADE = "made.json"  # written last: what is beside it is whole
_SAYS = """Everything in this folder is made up (ehya demo --units N --seed S): no firm, person or number
in it exists. The files are as offices would hand them in; `truth` holds what is truly so.

همهٔ این پوشه ساختگی است: هیچ بنگاه، شخص یا شماره‌ای در آن وجود ندارد.
"""


def write_register(register: SyntheticRegister, folder: Path, *, units: int, seed: int) -> None:
    """Write files and truth into a folder that is made for them.

    Args:
        register: what was made.
        folder: whatever is in it goes.
        units: of which it was asked. [records]
        seed: by which it was made.
    """
    rmtree(folder, ignore_errors=True)
    (folder / "truth").mkdir(parents=True)
    (folder / "README.txt").write_text(_SAYS, encoding="utf-8")
    heads = {column.name: column.fa for column in COLUMNS}
    for file in register.files:
        told = file.rows.rename({name: heads[name] for name in file.rows.columns})
        told.write_csv(folder / file_name(units, seed, file.day.isoformat()), include_bom=True)
    register.parks.write_parquet(folder / "parks.parquet")
    for name in ("records", "spells", "units"):
        frame: pl.DataFrame = getattr(register, name)
        frame.write_parquet(folder / "truth" / f"{name}.parquet")
    days = [file.day.isoformat() for file in register.files]
    made = {"method": METHOD, "units": units, "seed": seed, "days": days}
    (folder / MADE).write_text(json.dumps(made), encoding="utf-8")


def write_readings(readings: Readings, folder: Path, *, units: pl.DataFrame, named: str) -> None:
    """Write readings beside the register they belong to: a signal a file, a month a column.

    Args:
        readings: what was made.
        folder: of the register.
        units: of `SyntheticRegister`, whose rows they are.
        named: what every file's name begins with, as `readings_name` tells.
    """
    heads = [
        f"{day.year:04}/{day.month:02}" for day in (to_solar(m.first) for m in readings.months)
    ]
    columns = {column.name: column.fa for column in headings().columns}
    for signal, values in readings.told.items():
        scheme = signals()[signal].scheme
        months = pl.DataFrame(values.astype(np.float64), schema=heads).fill_nan(None)
        told = units.select(pl.col(scheme).alias(columns[scheme])).hstack(months)
        some = told.filter(pl.any_horizontal(pl.col(heads).is_not_null()))
        known = some.filter(pl.col(columns[scheme]).is_not_null())
        for part, months_of in (("", heads[:-RECENT]), ("-recent", heads[-RECENT:])):
            rows = known.select(columns[scheme], *months_of)
            rows.write_parquet(folder / f"{named}{signal}{part}.parquet")


def readings_name(units: int, seed: int) -> str:
    """Return how the files of readings of a register begin."""
    return f"synthetic-readings-{units}-{seed}-"


def file_name(units: int, seed: int, day: str) -> str:
    """Return what the file of a day is called; the name says which register it belongs to."""
    return f"synthetic-{units}-{seed}-{day}.csv"


def is_made(folder: Path, *, units: int, seed: int) -> list[str]:
    """Return the days of the files that lie whole in a folder; none where it holds another."""
    try:
        made = json.loads((folder / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if (made.get("method"), made.get("units"), made.get("seed")) != (METHOD, units, seed):
        return []
    days: list[str] = made["days"]
    whole = all((folder / file_name(units, seed, day)).exists() for day in days)
    return days if whole else []
