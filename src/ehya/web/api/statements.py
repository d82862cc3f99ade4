"""What may every program ask about the statements that the house published?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Router

from ehya.publish.queries.press import Statement, public_statements
from ehya.web.api import shapes
from ehya.web.api.figures import USUAL, Before, Limit, next_of

router = Router()


@router.get(
    "statements/",
    response={200: shapes.Statements, 422: shapes.Refused, 429: shapes.Refused},
    url_name="api-statements",
    operation_id="statements",
    summary=gettext_noop("What the house said in public, the newest first, and what put it right"),
)
def all_statements(request: HttpRequest, before: Before = 0, limit: Limit = USUAL) -> Any:
    """Return published statements."""
    asked = public_statements().order_by("-publication__pk")
    if before:
        asked = asked.filter(publication__pk__lt=before)
    rows = list(asked[: limit + 1])
    following = next_of(request, rows[limit - 1].publication.pk) if len(rows) > limit else None
    return {"statements": [_statement(request, row) for row in rows[:limit]], "next": following}


def _statement(request: HttpRequest, row: Statement) -> Mapping[str, Any]:
    notices = [one.pk for one in row.notices.all() if one.state == "published"]
    page = reverse("public-statement", args=[row.pk])
    signed = reverse("public-statement-json", args=[row.pk])
    return {
        "number": row.pk,
        "title": row.title,
        "said_on": row.said_on,
        "published_at": row.publication.at,
        "synthetic": row.synthetic,
        "corrects": row.corrects_id,
        "corrected_by": notices[0] if notices else None,
        "digest": row.publication.digest,
        "page": request.build_absolute_uri(page),
        "certificate": request.build_absolute_uri(signed),
    }
