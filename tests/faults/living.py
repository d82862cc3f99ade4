"""Merges units, takes lists away or looks at all units, without end, as somebody who is killed.

Run as a program of its own: python -m tests.faults.living merging|exporting|sweeping SEED NAME
It says "done" on a line after each act.
"""

import os
import random
import sys


def main(what: str, seed: str, name: str) -> None:
    """Live until killed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    import django

    django.setup()
    from ehya.ledger.queries import person_named

    act = {"merging": merge_or_part, "exporting": take_away, "sweeping": look_at_all}[what]
    by, chance = person_named(name), random.Random(int(seed))  # noqa: S311 - which pair, not a secret
    while True:
        act(by, chance)
        print("done", flush=True)  # noqa: T201 - from the first one on it may be killed


def merge_or_part(by, chance: random.Random) -> None:
    """Make two units one; or two again, where they are one."""
    from ehya.register.actions.merging import merge_records, undo_merge
    from ehya.register.models import Merge, Unit

    units = list(Unit.objects.order_by("pk"))
    pair = 2 * chance.randrange(len(units) // 2)
    kept, folded = units[pair : pair + 2]
    if folded.forwards_to_id is None:
        merge_records(kept.number, folded.number, {}, by=by, reason="one workshop")
    else:
        merge = Merge.objects.get(folded=folded, undone_by=None)
        undo_merge(merge.pk, by=by, reason="two workshops")


def take_away(by, chance: random.Random) -> None:
    """Ask for all units as a file of some kind, and write it."""
    from ehya.register.actions import exports
    from ehya.register.queries.units import Wanted
    from ehya.register.queries.within import here_and_now
    from ehya.web.export_words import describe

    kind = chance.choice(("csv", "xlsx", "parquet", "geojson"))
    asked = exports.ask_export(Wanted(), here_and_now(), kind=kind, language="fa", by=by)
    exports.write_export(asked.pk, describe=describe)


def look_at_all(by, chance: random.Random) -> None:
    """Look at every unit, up to a month that one of the last six may be."""
    from ehya.detect.actions.sweeping import Asked, sweep
    from ehya.detect.panel import months_to
    from ehya.ledger.queries import known_by_now

    end = chance.choice(months_to(known_by_now().date(), 6)).last
    sweep(Asked(as_of=end), by=by)


if __name__ == "__main__":
    main(*sys.argv[1:])
