"""What does a guest's own calendar read of an event?"""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event, vCalAddress

from ehya.engine.refusal import Refusal
from ehya.web.unit_words import name as named

LASTS = timedelta(hours=2)


def invitation_of(
    inauguration: Any, site: str, *, guest: int | None = None, place: int | None = None
) -> bytes:
    """Return an event as an iCalendar file; a later telling of it has a higher number.

    Args:
        inauguration: the event.
        site: where the pages are, without a slash at the end.
        guest: for one guest, at their site.
        place: for one of the event's sites.

    Raises:
        Refusal: "invest.no_such_guest", "invest.no_such_site".

    Source:
        RFC 5545.
    """
    invited = _one(inauguration.guests.select_related("site"), guest, "invest.no_such_guest")
    where = _one(inauguration.sites, place, "invest.no_such_site")
    where = where or (invited.site if invited else None)
    calendar = Calendar()
    calendar.add("prodid", "-//Ehya//Inaugurations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(inauguration, site, where, invited))
    return bytes(calendar.to_ical())


def _event(row: Any, address: str, site: Any, guest: Any) -> Event:
    event = Event()
    event.add("uid", f"inauguration-{row.pk}{f'-{site.pk}' if site else ''}@ehya")
    event.add("sequence", row.version - 1)
    event.add("dtstamp", timezone.now())
    event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
    if row.begins_at is None:
        event.add("dtstart", row.on)
        event.add("dtend", row.on + timedelta(days=1))
    else:
        begins = timezone.make_aware(datetime.combine(row.on, row.begins_at))
        event.add("dtstart", begins)
        event.add("dtend", begins + LASTS)
    event.add("summary", f"[{gettext('Synthetic')}] " * row.synthetic + named(row))
    if site is not None:
        event.add("location", named(site))
        if site.room:
            event.add("description", gettext("Room: {address}").format(address=site.room))
    event.add("url", address + reverse("inauguration", args=[row.pk]))
    if guest is not None and guest.email:
        invited = vCalAddress(f"MAILTO:{guest.email}")
        invited.params["cn"] = guest.name
        event.add("attendee", invited)
    return event


def _one(rows: Any, key: int | None, code: str) -> Any:
    if key is None:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise Refusal(code)
    return found
