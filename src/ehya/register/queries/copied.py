"""How do the answers to a question about a million units come out of the database?"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import QuerySet


def copied(
    rows: QuerySet[Any, Any], kinds: Mapping[str, pl.DataType | type[pl.DataType]]
) -> pl.DataFrame:
    """Return the rows of a query by COPY, which is many times faster than objects.

    Args:
        rows: of values_list, in the order of `kinds`; none is put in an order.
        kinds: column -> what Polars makes of it.
    """
    query, values = rows.order_by().query.sql_with_params()
    told = BytesIO()
    asked = f"COPY ({query}) TO STDOUT (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(asked, values) as copy:
        for piece in copy:
            told.write(piece)
    told.seek(0)
    schema = dict(kinds)
    if not told.getbuffer().nbytes:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(told, has_header=False, schema=schema)
