"""Which units of a table stand idle, since when, and how surely?"""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ehya.cli.files import TOLD_LANGUAGE
from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    import polars as pl

    from ehya.cli.panel_file import Columns, Read
    from ehya.engine.detect import Found
    from ehya.engine.detect.model import Bools

FORMS = (".csv", ".parquet")
WORDS = {
    "en": "{units} units, {periods} periods of {months} months. At the end: {active} active,"
    " {semi_active} semi-active, {idle} idle, {gone} gone. Written: {file}",
    "fa": "{units} واحد، {periods} دورهٔ {months} ماهه. در پایان: {active} فعال، {semi_active} نیمه‌فعال،"
    " {idle} راکد، {gone} برچیده. نوشته شد: {file}",
}
REPEATED = {
    "en": "{file}: {rows} rows say word for word what another says; each was counted once.",
    "fa": "{file}: {rows} ردیف عیناً تکرار ردیف دیگری است و یک بار شمرده شد.",
}


def look_at_table(
    panel: Path,
    columns: "Columns",
    *,
    out: Path,
    why: Path | None = None,
    as_json: bool = False,
) -> None:
    """Tell for every unit and time of a table whether it is active, semi-active, idle or gone.

    Raises:
        Refusal: "detect.…", one for each thing that can be wrong with a table.
    """
    from ehya.cli.panel_file import read_panel
    from ehya.engine.detect import detect
    from ehya.ledger.rules import idleness_thresholds

    _each_its_own(columns.all())
    for file in (out, why):
        _may_write(file, panel, other=out if file is why else None)
    read = read_panel(panel, columns)
    found = detect(read.panel, idleness_thresholds())
    unseen = _not_seen(read, found)
    _write(table_of(read, found, unseen), out)
    if why is not None:
        from ehya.cli.detect_why import reasons_of

        _write(reasons_of(read, found, columns.signals, unseen), why)
    if read.repeated:
        again = REPEATED[TOLD_LANGUAGE].format(file=panel.name, rows=read.repeated)
        typer.echo(again, err=True)
    told = _summary(read, found, out)
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        typer.echo(WORDS[TOLD_LANGUAGE].format(**told))


def table_of(read: "Read", found: "Found", unseen: "Bools | None") -> "pl.DataFrame":
    """Return one row a unit and time, from each unit's first reading on.

    Where a status was declared, the last column says whether it said work and no work was seen.
    """
    import numpy as np
    import polars as pl

    from ehya.engine.detect import NAMES, UNKNOWN

    row, col = np.nonzero(found.state != UNKNOWN)
    times = np.array(read.times, dtype=object)
    chance = np.round(found.chance[row, col], 6)
    names = np.array(NAMES, dtype=object)
    return pl.DataFrame(
        {
            "unit": np.array(read.units, dtype=object)[row].tolist(),
            "time": times[col].tolist(),
            "state": names[found.state[row, col]].tolist(),
            **{f"p_{name}": chance[:, n] for n, name in enumerate(NAMES)},
            "since": times[found.since[row, col]].tolist(),
            "utilisation": np.round(found.utilisation[row, col, 0], 4),
            **({} if unseen is None else {"declared_not_seen": unseen[row, col]}),
        }
    )


def _not_seen(read: "Read", found: "Found") -> "Bools | None":
    """Return where work was declared and the unit stood still; None where nothing is declared."""
    if read.declared is None:
        return None
    import numpy as np

    from ehya.engine.detect import State
    from ehya.ledger.rules import load

    at_work = np.isin(read.declared.astype(str), load("detect")["declared_at_work"])
    return np.asarray(at_work & (found.state >= State.IDLE))


def _each_its_own(columns: Sequence[str]) -> None:
    for n, column in enumerate(columns):
        if column in columns[:n]:
            raise Refusal("detect.column_twice", column=column)


def _may_write(out: Path | None, panel: Path, other: Path | None) -> None:
    if out is None:
        return
    if out.suffix.lower() not in FORMS:
        raise Refusal("detect.no_such_form", file=str(out), wanted=list(FORMS))
    if out == other or (out.exists() and panel.exists() and out.samefile(panel)):
        raise Refusal("detect.over_itself", file=str(out))
    if not out.parent.is_dir():
        raise Refusal("detect.cannot_write", file=str(out), why="no such folder")


def _write(rows: "pl.DataFrame", out: Path) -> None:
    """Write the whole file or none."""
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        if out.suffix.lower() == ".parquet":
            rows.write_parquet(unfinished)
        else:
            rows.write_csv(unfinished)
        unfinished.replace(out)
    except OSError as trouble:
        with suppress(OSError):
            unfinished.unlink()
        why = trouble.strerror or type(trouble).__name__
        raise Refusal("detect.cannot_write", file=str(out), why=why) from None


def _summary(read: "Read", found: "Found", out: Path) -> dict[str, object]:
    from ehya.engine.detect import NAMES

    last = found.state[:, -1].tolist()
    return {
        "method": found.method,
        "units": len(read.units),
        "periods": len(read.times),
        "months": read.panel.months,
        **{name: last.count(n) for n, name in enumerate(NAMES)},
        "file": str(out),
    }
