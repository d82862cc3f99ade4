"""Did a file bring units that are in already? Asked before its sender gets an answer."""

import time
from dataclasses import replace

from ehya.ledger.models import User
from ehya.register.actions.duplicates import find_in_import
from ehya.register.actions.imports import ImportReport
from ehya.register.models import Import
from ehya.register.queries.duplicates import last_search


def look_in(report: ImportReport, *, by: User) -> ImportReport:
    """Look for units that may be one with those that a file has told of.

    Nothing is done where the file told nothing new and somebody has looked since it came in: an
    import that was cut off before this is made up for when the file is handed in again.

    Args:
        report: of the import.
        by: who looks.

    Returns:
        The report with `pairs`; its `seconds` hold the search too.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    if report.state != "done" or (not report.added + report.changed and _looked_since(report)):
        return report
    begun = time.monotonic()
    found = find_in_import(report.imported, by=by)
    seconds = round(report.seconds + time.monotonic() - begun, 3)
    return replace(report, pairs=found.pairs if found else 0, seconds=seconds)


def _looked_since(report: ImportReport) -> bool:
    told = Import.objects.filter(file__sha256=report.sha256, state="done", event__isnull=False)
    newest = told.order_by("-ended").values_list("ended", flat=True).first()
    last = last_search()
    return newest is None or (last is not None and last.at >= newest)
