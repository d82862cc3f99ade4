"""Where do a synthetic register and its truth lie?"""

import json
from pathlib import Path
from shutil import rmtree

import polars as pl

from ehya.register.intake.fields import COLUMNS
from ehya.register.synthetic.make import METHOD, SyntheticRegister

FOLDER = "synthetic"
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
