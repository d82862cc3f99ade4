"""Which days has a person, as their own calendar reads them?

The address is the key: it bears a signed token of one person, and whoever has it reads that
person's days and nothing else. A new password, or a closed account, takes it back.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import person_named, sight_of
from ehya.register.queries.within import here_and_now
from ehya.revive.queries.cases import kinds_there
from ehya.revive.queries.work import meetings_of
from ehya.web import formats
from ehya.web.reader import Reader, current, reading
from ehya.web.unit_words import name as named
from ehya.web.work_words import Card, day_of

SALT = "ehya.calendar"
LASTS = timedelta(minutes=45)  # an appointment with an hour, unless told otherwise
MEETING_LASTS = timedelta(hours=2)
LONGEST = 1_600  # letters of a token: a name may be 150 Persian letters long


def feed_address(person: Any) -> str:
    """Return the address of somebody's calendar."""
    told = signing.Signer(salt=SALT).sign_object([person.username, _stamp(person)])
    return reverse("calendar-feed", args=[told])


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar of whoever the token was signed for."""
    person = _person(token)
    with reading(Reader(person.language)), translation.override(person.language):
        content = calendar_of(person, request.build_absolute_uri("/")[:-1])
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


def calendar_of(person: Any, site: str) -> bytes:
    """Return somebody's days of a week ahead, what is late, and meetings, as an iCalendar file.

    Args:
        person: whose.
        site: where the pages are, without a slash at the end.

    Source:
        RFC 5545.
    """
    sight, moment = sight_of(person), here_and_now()
    real, made_up = kinds_there(sight)
    synthetic = made_up and not real
    day = day_of(person, sight, moment, synthetic=synthetic)
    calendar = Calendar()
    meetings = meetings_of(person, sight, moment.as_of, synthetic=synthetic)
    calendar.add("prodid", "-//Ehya//My work//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for card in (*day.late, *day.today, *day.week):
        calendar.add_component(_event(card, site, synthetic))
    for meeting in meetings:
        calendar.add_component(_meeting(meeting, site, synthetic))
    return bytes(calendar.to_ical())


def _event(card: Card, site: str, synthetic: bool) -> Event:
    event, task = Event(), card.task
    event.add("uid", f"{task.kind}-{task.key}@ehya")
    event.add("dtstamp", timezone.now())
    _when(event, task.due, task.at, LASTS)
    event.add("summary", f"[{gettext('Synthetic')}] " * synthetic + card.title)
    event.add("description", "\n".join([*card.more, card.act]))
    event.add("url", site + (card.case or card.address))
    return event


def _meeting(meeting: Any, site: str, synthetic: bool) -> Event:
    """One meeting; a later telling of it has a higher number, so that calendars follow."""
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@ehya")
    event.add("sequence", meeting.version - 1)
    event.add("dtstamp", timezone.now())
    event.add("status", "CANCELLED" if meeting.state == "cancelled" else "CONFIRMED")
    _when(event, meeting.on, meeting.at, MEETING_LASTS)
    number = formats.number(meeting.number, current().language)
    title = gettext("{committee}, meeting {number}").format(
        committee=named(meeting.committee), number=number
    )
    event.add("summary", f"[{gettext('Synthetic')}] " * synthetic + title)
    count = formats.number(meeting.cases, current().language)
    told = ngettext("{n} case on the agenda", "{n} cases on the agenda", meeting.cases)
    event.add("description", told.format(n=count))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", site + reverse("meeting", args=[meeting.pk]))
    return event


def _when(event: Event, on: date, at: time | None, lasts: timedelta) -> None:
    """A whole day where no hour is told."""
    if at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        return
    begins = timezone.make_aware(datetime.combine(on, at))
    event.add("dtstart", begins)
    event.add("dtend", begins + lasts)


def _person(token: str) -> Any:
    try:
        name, stamp = signing.Signer(salt=SALT).unsign_object(token[:LONGEST])
        person = person_named(str(name))
    except (signing.BadSignature, ValueError, TypeError, Refusal):
        raise Refusal("revive.no_such_feed") from None
    whole = constant_time_compare(str(stamp), _stamp(person))
    if not (whole and roles.may(person, "revive.see_cases")):
        raise Refusal("revive.no_such_feed")
    return person


def _stamp(person: Any) -> str:
    """Return what a new password changes."""
    return salted_hmac(SALT, person.password, algorithm="sha256").hexdigest()[:32]
