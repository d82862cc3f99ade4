"""How are many values given to the database at once?

As one text that it reads as an array: psycopg would turn each into SQL by itself, and Django write
each into the statement, which takes longer than the question.
"""

import json
from collections.abc import Iterable

from django.db.models import BooleanField, F, Func, Value


def array_of(values: Iterable[object]) -> str:
    """Return values as PostgreSQL reads an array: numbers, days, flags, names of the house.

    Args:
        values: None is its NULL; a text holds no line break or other control character.
    """
    return f"{{{json.dumps(list(values), default=str, ensure_ascii=False)[1:-1]}}}"


def any_of(field: str, numbers: Iterable[int]) -> Func:
    """Return the condition that a column is one of many numbers."""
    return Func(
        F(field),
        Value(array_of(numbers)),
        arg_joiner=" = ANY(",
        template="(%(expressions)s::bigint[]))",
        output_field=BooleanField(),
    )
