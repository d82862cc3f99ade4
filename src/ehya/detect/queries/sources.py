"""From which files came the readings that decided of a unit?"""

from collections.abc import Mapping
from datetime import date

import duckdb
from deltalake.exceptions import DeltaError

from ehya.detect.models import Look
from ehya.engine.calendar import month_range, to_solar
from ehya.register.models import ReceivedFile
from ehya.register.queries.readings import known_as, readings_of
from ehya.register.queries.within import Moment

type Sources = Mapping[tuple[str, str], tuple[str, ...]]


def files_behind(look: Look) -> Sources:
    """Return the names of the files that told of the months that decided.

    Args:
        look: of a sweep that is done; whether the reader may see it is asked before.

    Returns:
        (month, signal) as in `Look.decided` -> names, in order; one of which nothing was read, or
        whose readings lie out of reach, is left out.
    """
    sweep, decided = look.sweep, [(row["month"], row["signal"]) for row in look.decided]
    if not decided:
        return {}
    moment = Moment(sweep.as_of, sweep.known_at)
    asked = sorted({signal for _, signal in decided})
    try:
        units = known_as(look.unit, moment)
        rows = readings_of(units, moment, asked, version=sweep.lake_version)
    except (DeltaError, OSError, ValueError, duckdb.IOException):
        return {}
    names = dict(
        ReceivedFile.objects.filter(pk__in={row.file for row in rows}).values_list("pk", "name")
    )
    found = {}
    for month, signal in decided:
        at = to_solar(date.fromisoformat(month))
        days = month_range(at.year, at.month, "solar")
        told = {
            names[row.file]
            for row in rows
            if row.signal == signal
            and row.first <= days.last
            and row.last >= days.first
            and row.file in names
        }
        if told:
            found[month, signal] = tuple(sorted(told))
    return found
