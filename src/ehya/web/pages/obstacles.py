"""What may hold a unit up, what proves it, who lifts it and what answers it?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ehya.diagnose.obstacles import Kind, Obstacle, obstacles_on
from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.web.messages.names_diagnose import BODIES, INTERVENTIONS
from ehya.web.reader import current

SEE = "diagnose.see_findings"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the vocabulary of obstacles in force today."""
    roles.require(request.user, SEE)
    told = obstacles_on(today())
    context = {
        "told": told,
        "kinds": [_kind(kind) for kind in told.kinds],
        "count": len(told.by_name),
        "source": told.sources[current().language],
    }
    return render(request, "obstacles/index.html", context)


def _kind(kind: Kind) -> dict[str, object]:
    language = current().language
    return {
        "name": kind.name,
        "words": kind.words[language],
        "definition": kind.definition[language],
        "shares": [
            (100 * one.share, one.units, f"{one.on:%Y-%m}", one.source) for one in kind.shares
        ],
        "rows": [_row(one) for one in kind.obstacles],
    }


def _row(one: Obstacle) -> dict[str, object]:
    language = current().language
    proofs = obstacles_on(today()).proofs
    return {
        "name": one.name,
        "words": one.words[language],
        "definition": one.definition[language],
        "proofs": [proofs[kind][language] for kind in one.proofs],
        "lifted_by": [BODIES[kind][language] for kind in one.lifted_by],
        "answers": [INTERVENTIONS[kind][language] for kind in one.answers],
    }
