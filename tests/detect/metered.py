"""Units whose meters are read, and the question that a sweep over them answers."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

import pyarrow as pa

from ehya.detect.actions.sweeping import Asked
from ehya.detect.panel import months_to
from ehya.register import lake
from ehya.register.actions.units import add_unit
from ehya.register.models import Unit

BORN = date(2015, 3, 21)
END = date(2024, 3, 19)  # 29 Esfand 1402
FEBRUARY = datetime(2040, 2, 1, tzinfo=UTC)  # units are told of when a test runs
APRIL = datetime(2040, 4, 20, tzinfo=UTC)
MONTHS = months_to(END, 48)
_uuids = count(1)


def add_works(name, *, by, **facts):
    """Add a unit and give its id."""
    told = {"name_fa": name, "province": "IR-20", "isic": "2220", **facts}
    return Unit.objects.get(number=add_unit(told, by=by, on=BORN)).pk


def read(unit, values, *, known, months=MONTHS, signal="electricity"):
    """Bring readings into the lake: one value a month, None where none came."""
    rows = [
        {
            "signal": signal,
            "unit": unit,
            "meter": "",
            "first": month.first,
            "last": month.last,
            "value": float(value),
            "again": False,
            "file": 1,
            "known_at": known,
        }
        for month, value in zip(months, values, strict=True)
        if value is not None
    ]
    table = pa.Table.from_pylist(rows, schema=lake.SCHEMA)
    lake.append(table.to_reader(), imported=UUID(int=next(_uuids)))


def at_work(unit):
    """Forty-eight months around 1,000, never twice the same."""
    return [1000 + 17 * ((n * 7 + unit) % 5) for n in range(48)]


def asked(**facts):
    return Asked(**{"as_of": END, "known_at": APRIL, **facts})
