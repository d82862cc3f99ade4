"""Takes one file in, as somebody's process that may be killed; small chunks, so that there are many.

Run as a program of its own: python -m tests.faults.taking_in FILE DAY MODE
"""

import os
import sys
from datetime import date
from pathlib import Path

ROWS_AT_ONCE = 100


def main(file: str, day: str, mode: str) -> None:
    """Take the file in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    import django

    django.setup()
    from ehya.ledger.actions import the_house
    from ehya.register.actions import chunks
    from ehya.register.actions.imports import import_units
    from ehya.register.intake import opening

    chunks.ROWS_AT_ONCE = ROWS_AT_ONCE
    opening.ROWS_AT_ONCE = ROWS_AT_ONCE
    import_units(Path(file), by=the_house(), as_of=date.fromisoformat(day), mode=mode)


if __name__ == "__main__":
    main(*sys.argv[1:])
