"""Which real units with official labels is the telling of idleness judged on?

They lie outside the project and never enter the package. DETECT_DATA names their folder. Units are
cut into two fixed halves by a hash of their id: whatever is fitted or chosen is so on the first,
whatever is reported stands on the second.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.harness import ROOT
from ehya.cli.panel_file import Columns, Read, read_panel
from ehya.engine.detect import Found, Thresholds, detect
from ehya.ledger.rules import load

DATA = Path(os.environ.get("DETECT_DATA", ROOT.parent / "shared" / "data"))
COAL_SIGNALS = ("production_short_tons", "avg_employees", "labor_hours")


@dataclass(frozen=True, slots=True)
class Told:
    """A panel and what was found in it."""

    read: Read
    found: Found

    def standing(self, units: Sequence[str], times: Sequence[str]) -> np.ndarray:
        """Return the chance to stand still, of each pair of unit and time."""
        row, col = self.places(units, times)
        return np.asarray(self.found.chance[row, col, 2:].sum(axis=-1))

    def places(self, units: Sequence[str], times: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return where pairs of unit and time stand in the arrays."""
        unit = {name: n for n, name in enumerate(self.read.units)}
        time = {name: n for n, name in enumerate(self.read.times)}
        return np.array([unit[u] for u in units]), np.array([time[t] for t in times])


def law() -> Thresholds:
    """Return the thresholds in force."""
    told = load("detect")
    return Thresholds(**{field.name: told[field.name] for field in fields(Thresholds)})


def reported(unit: str) -> bool:
    """Return whether a unit is of the half that is reported on."""
    return sha256(f"detect {unit}".encode()).digest()[0] % 2 == 1


def tell(table: pl.DataFrame, folder: Path, columns: Columns) -> Told:
    """Tell a table as the command does, by way of a file."""
    path = folder / "panel.csv"
    table.select(columns.all()).write_csv(path)
    read = read_panel(path, columns)
    return Told(read, detect(read.panel, law()))


def coal() -> pl.DataFrame:
    """Return the mines' years, those that can be scored marked.

    Left out, as the source's README asks: preparation plants, labels that are ambiguous, and years
    before which a mine never produced.
    """
    rows = pl.read_csv(DATA / "us_coal_mines" / "mine_year.csv", infer_schema_length=None)
    rows = rows.with_columns(pl.col("mine_id", "year").cast(pl.String)).sort("mine_id", "year")
    earlier = pl.col("production_short_tons").cum_max().shift(1).over("mine_id").fill_null(0)
    mines = rows["mine_id"].unique().to_list()
    half = pl.DataFrame({"mine_id": mines, "reported": [reported(mine) for mine in mines]})
    labels = ["active", "idle", "closed", "active_not_producing"]
    scored = (
        (pl.col("earlier") > 0)
        & (pl.col("operation_type") != "Preparation Plant")
        & pl.col("label").is_in(labels)
    )
    return rows.with_columns(earlier=earlier).with_columns(scored=scored).join(half, on="mine_id")


def coal_spells() -> pl.DataFrame:
    """Return the spells whose start the source itself tells."""
    rows = pl.read_csv(DATA / "us_coal_mines" / "idle_spells.csv", infer_schema_length=None)
    return rows.filter(pl.col("start_basis") == "status").with_columns(
        pl.col("mine_id").cast(pl.String)
    )


def washington() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the facilities' years, and the events that the regulator noted."""
    folder = DATA / "wa_ghg_facilities"
    rows = pl.read_csv(folder / "facility_year.csv", infer_schema_length=None)
    return rows.with_columns(pl.col("year").cast(pl.String)), pl.read_csv(folder / "events.csv")


def wells() -> pl.DataFrame:
    """Return the wells' months."""
    return pl.read_csv(DATA / "co_wells_monthly" / "monthly.csv", infer_schema_length=None)
