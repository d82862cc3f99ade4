"""Is a file the sealed minutes of a meeting of this house, unchanged to the last byte?"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ehya.engine.refusal import Refusal
from ehya.ledger import roles, signing
from ehya.ledger.queries import sight_of
from ehya.revive.queries.committees import meetings_seen, sealed_as
from ehya.web.pages.committees import refusal_of
from ehya.web.pages.states import status_of
from ehya.web.papers.minutes import claims_to_be

SEE = "revive.see_cases"
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a file.

    Attributes:
        finding: "whole" (sealed here, unchanged), "unsigned" (known, but its signature is not this
            house's), "changed" (says that it is minutes of this house, and is not), "unknown".
        name: as it was handed in.
        sha256: its digest.
        meeting: which minutes it is, or says that it is.
        readable: whether the reader may open that meeting.
    """

    finding: str
    name: str
    sha256: str
    meeting: Any = None
    readable: bool = False


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a file, and say whether it is what it says."""
    roles.require(request.user, SEE)
    verdict: Verdict | None = None
    no: Refusal | None = None
    if request.method == "POST":
        try:
            verdict = _verdict(request)
        except Refusal as refused:
            no = refused
    context = {
        "verdict": verdict,
        "public_key": signing.public_key(),
        "public_pem": signing.public_pem(),
        **refusal_of(request, no, "ask"),
    }
    return render(request, "committee/verify.html", context, status=status_of(no) if no else 200)


def _verdict(request: HttpRequest) -> Verdict:
    file: Any = request.FILES.get("file")
    if file is None or not file.size:
        raise Refusal("revive.no_file")
    if file.size > MOST_BYTES:
        raise Refusal("diagnose.evidence_too_big", file=(file.name or "")[-60:], megabytes=20)
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    name = (file.name or "")[-120:]
    meeting = sealed_as(sha256=digest)
    if meeting is not None:
        finding = "whole" if signing.signed(digest, meeting.signature) else "unsigned"
        return Verdict(finding, name, digest, meeting, _readable(request, meeting))
    says = claims_to_be(content)
    meeting = sealed_as(numbered=says) if says else None
    if meeting is not None:
        return Verdict("changed", name, digest, meeting, _readable(request, meeting))
    return Verdict("unknown", name, digest)


def _readable(request: HttpRequest, meeting: Any) -> bool:
    return meetings_seen(sight_of(request.user)).filter(pk=meeting.pk).exists()
