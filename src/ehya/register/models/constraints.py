"""How does the database hold a field to what may be told?"""

from django.db import models
from django.db.models import Q


def among(
    field: str, told: tuple[str, ...], name: str, blank: bool = False
) -> models.CheckConstraint:
    """Return the constraint that a field says one of these words, or nothing where that is fine."""
    choices = [*told, ""] if blank else list(told)
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices}), name=name)
