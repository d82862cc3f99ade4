"""Takes one file of readings in, as somebody's process that is killed; in small parts, so that there are many.

Run as a program of its own: python -m tests.faults.reading_in FILE MODE [POINT]
It says "begun" when the file is about to be read. With a point it kills itself there (-9).
"""

import os
import signal
import sys
from pathlib import Path

LETTERS_AT_ONCE = 4_000
LOT = 500  # readings
ROWS_AT_ONCE = 200
POINTS = {  # where, and after how many times the process dies there
    "copying": ("received.os", "fsync", 1),
    "staging": ("readings", "copy_rows", 2),
    "comparing": ("comparing", "_compare_lot", 2),
    "written down": ("readings", "_write_down", 1),
    "half in the lake": ("lake", "_half", 1),
    "in the lake": ("lake", "append", 1),
    "closing": ("readings", "end", 1),
    "noted": ("readings", "note", 1),
    "not swept": ("readings", "forget_staged", 0),
}


def main(file: str, mode: str, point: str = "") -> None:
    """Take the file in, or die at the point."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    import django

    django.setup()
    from ehya.ledger.actions import the_house
    from ehya.register import lake
    from ehya.register.actions import comparing, readings, received
    from ehya.register.intake import blocks

    blocks.LETTERS_AT_ONCE, comparing.LOT = LETTERS_AT_ONCE, LOT
    readings._ROWS_AT_ONCE = ROWS_AT_ONCE
    modules = {
        "received.os": received.os, "readings": readings, "comparing": comparing, "lake": lake
    }  # fmt: skip
    if point == "half in the lake":
        lake.write_deltalake = dying_half_way(lake.write_deltalake)
    elif point:
        where, name, times = POINTS[point]
        setattr(modules[where], name, dying(getattr(modules[where], name), times))
    by = the_house()
    print("begun", flush=True)  # noqa: T201 - from here on it may be killed
    readings.import_readings(Path(file), by=by, signal="gas", mode=mode)


def die() -> None:
    """End as a pulled plug ends it."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying(act, times: int):
    """Return an act after which the process dies, when it was done so many times; 0: instead."""
    done = []

    def act_and_die(*args, **told):
        if not times:
            die()
        answer = act(*args, **told)
        done.append(1)
        if len(done) >= times:
            die()
        return answer

    return act_and_die


def dying_half_way(write):
    """Return a write to the lake whose files are there when it dies, and whose commit is not."""

    def write_half(where, rows, **told):
        import pyarrow as pa

        def some():
            for at, batch in enumerate(rows):
                yield batch
                if at:
                    die()

        write(where, pa.RecordBatchReader.from_batches(rows.schema, some()), **told)

    return write_half


if __name__ == "__main__":
    main(*sys.argv[1:])
