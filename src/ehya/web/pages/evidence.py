"""Who may see a file that proves something, and how is it handed over?"""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ehya.diagnose.evidence import SHOWN, path_of
from ehya.diagnose.queries.evidence import evidence_seen
from ehya.engine.refusal import Refusal
from ehya.invest.queries.papers import paper_of_project_in_sight
from ehya.ledger import roles
from ehya.revive.queries.papers import paper_in_sight
from ehya.verify.queries.afterwards import photo_in_sight
from ehya.web.reader import person

SEE = "diagnose.see_findings"


@require_GET
def one(request: HttpRequest, sha256: str) -> HttpResponse | FileResponse:
    """Hand over a file: pictures to be shown, everything else to be taken away.

    The type is what its bytes were found to be, and the browser is told to believe nothing else.
    """
    roles.require(request.user, SEE)
    by = person(request)
    kept = evidence_seen(sha256, by, further=_shown_by_a_later_room)
    try:
        content = path_of(kept.sha256).open("rb")
    except OSError:
        raise Refusal("diagnose.evidence_gone", file=kept.name) from None
    answer = FileResponse(
        content,
        content_type=kept.media_type,
        as_attachment=kept.media_type not in SHOWN,
        filename=kept.name,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _shown_by_a_later_room(kept: Any, by: Any) -> bool:
    return any(
        shows(kept, by) for shows in (paper_in_sight, paper_of_project_in_sight, photo_in_sight)
    )
