"""What may a program count for somebody who is signed in?"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema
from ninja.security import django_auth
from pydantic import Field

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.publish.counting import (
    Asked,
    Cell,
    asked_typed,
    cells,
    looked_at,
    months_of,
    plain,
    value_of,
)
from ehya.web.api import shapes
from ehya.web.clock import clock_of

router = Router()
SEE = "publish.see_figures"
REFUSALS = {
    code: shapes.Refused for code in (401, 403, 404, 422, 429)
}  # as `states.STATUS` and the middleware say
By = Literal["", "province", "park", "sector", "size", "cause"]


class Question(Schema):
    """Whom to count, over which days and as known when."""

    by: By = Field("province", description=gettext_noop("How to part it; empty for the sum alone."))
    monthly: bool = Field(False, description=gettext_noop("Also month by month (Solar Hijri)."))
    as_of: str = Field(
        "", max_length=20, description=gettext_noop("What had happened by this day.")
    )
    known_at: str = Field("", max_length=40, description=gettext_noop("What was known by then."))
    first: str = Field("", max_length=20, description=gettext_noop("First day; else the year’s."))
    last: str = Field("", max_length=20, description=gettext_noop("Last day; else as_of."))
    year: str = Field("", max_length=10, description=gettext_noop("Or a solar year, e.g. 1403."))
    province: str = Field("", max_length=40, description=gettext_noop("ISO code, e.g. IR-20."))
    park: str = Field("", max_length=40, description=gettext_noop("A park’s code."))
    parks: str = Field("", max_length=40, description=gettext_noop("inside or outside parks."))
    sector: str = Field("", max_length=40, description=gettext_noop("Division of ISIC Rev.4."))
    size: str = Field("", max_length=40, description=gettext_noop("micro, small, medium or large."))
    cause: str = Field("", max_length=40, description=gettext_noop("Heaviest obstacle."))
    synthetic: bool = Field(False, description=gettext_noop("Of the made-up programme."))

    def told(self) -> dict[str, str]:
        """Return what is asked of the scope and the period, as addresses of pages tell it."""
        names = ("first", "last", "year", "province", "park", "parks", "sector", "size", "cause")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


@router.get(
    "counts/{slug:metric}/",
    response={200: shapes.Count, **REFUSALS},
    url_name="api-count",
    operation_id="count",
    auth=django_auth,
    summary=gettext_noop("Count a metric now, within what you may see"),
)
def count(
    request: HttpRequest,
    metric: Annotated[str, Path(max_length=60, description=gettext_noop("A metric’s name."))],
    question: Query[Question],
) -> Any:
    """Count, part by part."""
    roles.require(request.user, SEE)
    moment = clock_of(request).moment
    asked = asked_typed(
        metric,
        question.told(),
        as_of=moment.as_of,
        known_at=moment.known_at,
        synthetic=question.synthetic,
        sight=sight_of(request.user),
    )
    spans = months_of(asked.period) if question.monthly else []
    parts = cells(asked, by=question.by, parts=spans)
    whole = cells(asked, by="")
    if not sum((cell.amount for cell in whole), Decimal()):
        looked_at(asked)  # a zero rests on everything looked at; on nothing none is told
    return {
        "metric": asked.metric.name,
        "definition": asked.metric.version,
        "value": plain(value_of(whole, asked)),
        "unit": asked.metric.unit,
        "scope": {name: str(told) for name, told in asked.scope.told().items()},
        "synthetic": asked.scope.synthetic,
        "whole_country": asked.sight.nation,
        "first": asked.period.first,
        "last": asked.period.last,
        "as_of": asked.as_of,
        "known_at": asked.known_at,
        "by": question.by,
        "parts": [_part(cell, asked) for cell in parts],
    }


def _part(cell: Cell, asked: Asked) -> dict[str, str | int | date | datetime | None]:
    try:
        value = plain(value_of([cell], asked))
    except Refusal:  # a share of nothing
        value = None
    days = {"first": cell.period.first, "last": cell.period.last}
    return {"key": cell.key, **days, "members": cell.members, "value": value}
