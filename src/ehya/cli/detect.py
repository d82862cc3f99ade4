"""Which units stand idle, since when, and how surely: of the register, or of a table?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ehya.engine.refusal import Refusal


def detect(  # noqa: PLR0913 (a command's options)
    panel: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A table of your own, CSV or Parquet.")
    ] = None,
    unit: Annotated[str, typer.Option(metavar="COLUMN", help="Which unit a row is of.")] = "",
    time: Annotated[
        str, typer.Option(metavar="COLUMN", help="Its year, quarter or month, either calendar.")
    ] = "",
    signal: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN[,COLUMN…]", help="What was read: energy, workers, output."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What is found, CSV or Parquet.")
    ] = None,
    group: Annotated[
        str, typer.Option(metavar="COLUMN", help="Units hit by the same things, e.g. a sector.")
    ] = "",
    why: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="One row a unit: what it is now, by what, how it may end."
        ),
    ] = None,
    declared: Annotated[
        str,
        typer.Option(metavar="COLUMN", help="A declared status, to say where it is not seen."),
    ] = "",
    signals: Annotated[
        str, typer.Option(metavar="NAME[,NAME…]", help="Of the register: which signals; else all.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="Of the register: up to that day, either calendar.")
    ] = "",
    known_at: Annotated[
        str, typer.Option(metavar="DAY", help="Of the register: as known at that day's end.")
    ] = "",
    lake_version: Annotated[
        int | None,
        typer.Option(help="Of the register: the readings' version, as a sweep names it."),
    ] = None,
    engine: Annotated[
        str, typer.Option(metavar="local|spark", help="Of the register: where it is computed.")
    ] = "local",
    by: Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell which units are active, semi-active, idle or gone, since when and how surely.

    Without --panel: every unit of the register of which something was read; what is found stands
    at /detections/. With --panel: a table of your own, for every unit and time; an absent row or an
    empty cell is a missing reading, 0 a reading of nothing, a time's state is the one at its end,
    and no database is touched.
    """
    of_register = {
        "--signals": signals,
        "--as-of": as_of,
        "--known-at": known_at,
        "--lake-version": lake_version,
        "--by": by,
        "--engine": "" if engine == "local" else engine,
    }
    of_table = {"--unit": unit, "--time": time, "--signal": signal, "--out": out}
    if panel is None:
        _none_of({**of_table, "--group": group, "--why": why, "--declared": declared}, "--panel")
        from ehya.cli.detect_register import look_at_register

        days = (as_of, known_at)
        look_at_register(_names(signals), days, engine, lake_version, by=by, as_json=as_json)
        return
    _none_of(of_register, "--as-of …")
    names = _names(*(signal or ()))
    if out is None or not (unit and time):
        missing = next(option for option, told in of_table.items() if not told)
        raise Refusal("detect.option_needed", option=missing)
    if not names:
        raise Refusal("detect.no_signal")
    from ehya.cli.detect_table import look_at_table
    from ehya.cli.panel_file import Columns

    columns = Columns(unit, time, names, group or None, declared or None)
    look_at_table(panel, columns, out=out, why=why, as_json=as_json)


def _names(*told: str) -> tuple[str, ...]:
    """Return names from words with commas between them."""
    return tuple(name for each in told for word in each.split(",") if (name := word.strip()))


def _none_of(options: Mapping[str, object], way: str) -> None:
    for option, told in options.items():
        if told not in (None, "", []):
            raise Refusal("detect.option_of_other", option=option, way=way)
