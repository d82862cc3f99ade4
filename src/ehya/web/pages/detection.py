"""What is told of one unit: month by month, by the machine and by people?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.detect.queries.unit import Look, Story, story_of
from ehya.engine.calendar import from_solar, to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries.unit import forwarded
from ehya.register.queries.within import units_at
from ehya.web import formats
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.course_words import IDLE_BELOW, SEMI_BELOW, drawings, in_common, lines, turns
from ehya.web.reader import current
from ehya.web.review_words import decided_by, machine, month, person_said
from ehya.web.unit_words import name, other_name, sector_name

SEE, JUDGE = "detect.see_looks", "detect.judge"
_STANDING = ("idle", "gone")


@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was read of a unit, what follows from it, and what people said."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    told = number if number.isascii() and number.isdecimal() and len(number) == 8 else ""
    rows = units_at(clock.moment, sight).select_related("unit", "province", "county", "park")
    unit = rows.filter(unit__number=told).first()
    if unit is None:
        return _elsewhere(request, number, clock)
    story = story_of(unit, clock.moment, sight)
    context = {
        **strip(request, clock, {}),
        "number": unit.unit.number,
        "unit": unit,
        "title": name(unit),
        "other": other_name(unit),
        "sector": sector_name(unit.isic) if unit.isic else "",
        "synthetic": unit.unit.synthetic,
        "story": story,
        "may_judge": roles.may(request.user, JUDGE) and not clock.moved,
        **(_told(story, story.look) if story is not None and story.look is not None else {}),
    }
    return render(request, "detections/unit.html", context)


def _elsewhere(request: HttpRequest, number: str, clock: Clock) -> HttpResponse:
    to = forwarded(number[:8]) if not clock.moved else ""
    seen = units_at(clock.moment, sight_of(request.user))
    if not to or not seen.filter(unit__number=to).exists():
        raise Refusal("register.no_such_unit", number=number[:20])
    messages.info(request, _("The number {number} leads here: two were one.").format(number=number))
    return redirect("detection", to)


def _told(story: Story, look: Look) -> Mapping[str, Any]:
    course = story.course
    person = person_said(story.verdict) if story.verdict else None
    said = machine(look)
    sent = person_said(story.sent) if story.sent else None
    differ = person is not None and person.state != look.state
    return {
        "machine": said,
        "card": {"machine": said, "person": person, "sent": sent, "differ": differ},
        "months": _months_since(look),
        "person": person,
        "differ": differ,
        "stands": look.state in _STANDING,
        "use": [_hundredths(share) for share in (look.use, look.use_low, look.use_high)],
        "warning": _soon(look),
        "unseen": look.unseen_months,
        "decided": decided_by(look, story.sources),
        "turns": turns(course, look) if course is not None else [],
        "drawings": drawings(course, look) if course is not None else [],
        "common": in_common(course) if course is not None else [],
        "ends": [_hundredths(look.sweep.rules.get(key)) for key in (SEMI_BELOW, IDLE_BELOW)],
        "lines": lines(course) if course is not None else [],
        "signals": course.signals if course is not None else (),
        "past": [(row, machine(row)) for row in story.past],
        "spells": [(spell, month(spell.valid.lower), _until(spell)) for spell in story.spells],
        "peers": _peers(story),
    }


def _months_since(look: Look) -> int:
    days = (look.sweep.as_of - look.since).days + 1
    return max(1, round(days / 30.44))


def _until(spell: Any) -> str:
    """Return the last month of a spell; "" of one that lasts."""
    if spell.valid.upper is None:
        return ""
    last = to_solar(spell.valid.upper - timedelta(days=1))
    return month(from_solar(last.year, last.month, 1))


def _soon(look: Any) -> str:
    """Return the early warning of a unit that works; one that stands needs none."""
    stands = look.state in _STANDING
    return "" if stands else formats.chance(look.warning, current().language)


def _hundredths(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _peers(story: Story) -> Mapping[str, Any] | None:
    """Return where the unit stands among others of its trade; places from 0 to 100."""
    look = story.look
    if look is None or not story.peers:
        return None
    uses = np.array([peer.use for peer in story.peers])
    working = sum(peer.state == "active" for peer in story.peers)
    dots = sorted({(peer.state, round(min(100.0, 100 * peer.use))) for peer in story.peers})
    return {
        "count": len(story.peers),
        "working": working,
        "middle": round(100 * float(np.median(uses))),
        "dots": dots,
        "own": None if look.use is None else round(min(100.0, 100 * look.use)),
        "gone": story.peers_gone,
        "trade": sector_name(look.division) if look.division else "",
        "mirrored": current().language == "fa",
    }
