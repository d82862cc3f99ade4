"""How long does one file take on its way into an empty register, and with how much memory?

A program of its own, so that its memory is its own: python -m benchmarks.register_import_once FILE.
Prints one JSON object.
"""

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import psutil

from benchmarks.harness import ROOT

RIVALS = ROOT / "build" / "rivals"  # a venv of their own: what they want is not the project's
SAMPLE = 2_000  # rows that are given to django-import-export
MB = 1_000


def main(file: Path) -> None:
    """Take the file in, then measure the rivals on the same rows."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    import django

    django.setup()
    from ehya.cli.prepare import bring_up_to_date
    from ehya.ledger.actions import the_house
    from ehya.register.actions.doubles import look_in
    from ehya.register.actions.imports import import_units
    from ehya.register.actions.places import load_places

    bring_up_to_date()
    load_places(by=the_house())
    begun = _cpu()
    report = import_units(file, by=the_house())
    told = _cpu() - begun
    assert (report.state, report.refused) == ("done", 0), report
    looked = look_in(report, by=the_house())
    whole = _cpu() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    again = import_units(file, by=the_house())
    assert again.unchanged == report.rows, again
    found = {"seconds": report.seconds, "megabytes": memory, "again": again.seconds}
    found |= {"candidates": looked.seconds - report.seconds, "pairs": looked.pairs}
    found |= {"copy": _bare_copy(file), "rival": _import_export(file)}
    sys.stdout.write(
        json.dumps({**found, "rows": report.rows, "cpu": told, "whole_cpu": whole}) + "\n"
    )


def _cpu() -> float:
    """Processor time of this program and of its server's process. [s]"""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return sum(os.times()[:2]) + server.user + server.system


def _rows(file: Path) -> Iterator[list[str]]:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.reader(lines)
        return
    frame = pl.read_excel(file, infer_schema_length=0)
    yield frame.columns
    yield from (list(map(str, row)) for row in frame.iter_rows())


def _bare_copy(file: Path) -> float:
    """Copy the same cells as text into a table without any rule or index. [s]"""
    from django.db import connection

    rows = _rows(file)
    width = len(next(rows))
    with connection.cursor() as cursor:
        columns = ", ".join(f"c{n} text" for n in range(width))
        cursor.execute(f"DROP TABLE IF EXISTS bare; CREATE TABLE bare ({columns})")
        text = "\n".join("\t".join(cells) for cells in rows).encode()
        begun = time.monotonic()
        with cursor.copy("COPY bare FROM STDIN") as copy:
            copy.write(text)
        return time.monotonic() - begun


def _import_export(file: Path) -> float | None:
    """Give a sample to django-import-export, into one flat table without history. [s a 1,000]"""
    sys.path += [str(path) for path in RIVALS.glob("lib/python*/site-packages")]  # behind ours
    try:
        import tablib
        from import_export import resources
    except ImportError:
        return None
    from ehya.register.models import Import, ImportRow

    imported = Import.objects.latest("begun")

    class Flat(resources.ModelResource):  # type: ignore[misc]
        class Meta:
            model = ImportRow
            import_id_fields = ("permit",)
            fields = ("permit", "name_fa", "name_en", "address", "product", "national_id", "mobile")
            skip_diff = True

        def before_save_instance(self, instance: Any, row: Any, **more: Any) -> None:
            instance.imported, instance.row = imported, int(row["row"])

    heads = {"شماره پروانه": "permit", "نام فارسی": "name_fa", "Latin name": "name_en",
             "نشانی": "address", "محصول": "product", "شناسه ملی": "national_id",
             "تلفن همراه": "mobile"}  # fmt: skip
    rows = _rows(file)
    names = [heads.get(head, head) for head in next(rows)]
    data = tablib.Dataset(headers=[*names, "row"])
    for number, cells in zip(range(SAMPLE), rows, strict=False):
        data.append([*cells, number])
    begun = time.monotonic()
    result = Flat().import_data(data, dry_run=False)
    assert not result.has_errors()
    spent = time.monotonic() - begun
    ImportRow.objects.filter(imported=imported).delete()
    return spent / SAMPLE * 1_000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
