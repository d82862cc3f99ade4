"""What does a guest read of an event: in their calendar, and by mail?"""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event, vCalAddress

from ehya.engine.refusal import Refusal
from ehya.invest.actions import inviting
from ehya.invest.queries.inaugurations import guests_to_mail, inauguration_of, invitation_digest
from ehya.web import formats
from ehya.web.outbox import NOT_TAKEN, mail_to, outbox, send
from ehya.web.reader import Reader, current, reading
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
    return _calendar(_event(inauguration, site, where, invited), "PUBLISH")


def send_invitations(key: int, site: str, *, by: Any) -> int:
    """Mail an event's invitation, or that it was called off, to everybody whom it has not reached.

    Args:
        key: the event's number.
        site: where the pages are, without a slash at the end.
        by: who has them sent.

    Returns:
        How many went out.

    Raises:
        Refusal: "invest.no_such_inauguration", "ledger.not_allowed", "ledger.home_not_writable",
            "web.mail_refused", and "web.recipient_refused" after everybody else was written to;
            those that had gone out by then are written down.
    """
    row, folder = inauguration_of(key), outbox()
    sent: dict[int, str] = {}
    refused: Refusal | None = None
    try:
        for guest in guests_to_mail(row):
            digest = invitation_digest(row, guest)
            number = _number(row, guest, digest)
            try:
                send(_mail(row, guest, site, number), folder / f"inauguration-{number}.eml")
            except Refusal as no:
                if no.code != NOT_TAKEN:
                    raise
                refused = no
            else:
                sent[guest.pk] = digest
    finally:
        inviting.keep_mailed(key, sent, by=by)
    if refused is not None:
        raise refused
    return len(sent)


def _number(row: Any, guest: Any, digest: str) -> str:
    """Return what a mail is called: the same until it is written down, and then never again.

    An event that is moved there and back says what it said before, and is still a mail of its own.
    """
    after = int(guest.mailed_at.timestamp() * 1_000_000) if guest.mailed_at else 0
    return f"{row.pk}-{guest.pk}-{after}-{digest[:16]}"


def _mail(row: Any, guest: Any, site: str, number: str) -> EmailMessage:
    """Return an invitation in both languages, as nobody knows which one a guest reads."""
    said = []
    for language in ("fa", "en"):
        with translation.override(language), reading(Reader(language)):
            said.append((_subject(row), _words(row, guest)))
    subject = " · ".join(dict.fromkeys(one for one, _ in said))
    words = "\n\n".join(text for _, text in said)
    mail = mail_to(guest.email, subject, words, number=f"inauguration-{number}")
    method = "CANCEL" if row.state == "cancelled" else "REQUEST"
    event = _event(row, site, guest.site, guest)
    event.add("organizer", vCalAddress(f"MAILTO:{parseaddr(settings.MAIL_FROM)[1]}"))
    mail.add_attachment(
        _calendar(event, method),
        maintype="text",
        subtype="calendar",
        params={"method": method, "charset": "utf-8"},
        filename=f"inauguration-{row.pk}.ics",
    )
    return mail


def _subject(row: Any) -> str:
    said = (
        gettext("Called off: {name}") if row.state == "cancelled" else gettext("Invitation: {name}")
    )
    return _synthetic(row) + said.format(name=named(row))


def _words(row: Any, guest: Any) -> str:
    language = current().language
    lines = [f"{guest.name}{f' ({guest.post})' if guest.post else ''}", ""]
    if row.state == "cancelled":
        lines += [gettext("This event was called off: {name}").format(name=named(row))]
        lines += [row.cancelled_because]
    else:
        lines += [gettext("You are invited: {name}").format(name=named(row))]
    if row.synthetic:
        lines += [gettext("Everything here is synthetic: no such unit exists.")]
    when = formats.day(row.on, language, "both")
    hour = (
        formats.clock(row.begins_at.hour, row.begins_at.minute, language) if row.begins_at else ""
    )
    lines += [gettext("When: {when}").format(when=f"{when} {hour}".strip())]
    if guest.site is not None:
        lines += [gettext("Where: {site}").format(site=named(guest.site))]
        if guest.site.room:
            lines += [gettext("Room: {address}").format(address=guest.site.room)]
    return "\n".join(lines) + "\n"


def _synthetic(row: Any) -> str:
    mark: str = gettext("Synthetic")
    return f"[{mark}] " if row.synthetic else ""


def _calendar(event: Event, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Ehya//Inaugurations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(row: Any, address: str, site: Any, guest: Any) -> Event:
    event = Event()
    event.add("uid", f"inauguration-{row.pk}{_whose(site, guest)}@ehya")
    event.add("sequence", row.version - 1)
    event.add("dtstamp", timezone.now())
    event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
    if row.begins_at is None:
        event.add("dtstart", row.on)
        event.add("dtend", row.on + timedelta(days=1))
    else:
        begins = timezone.make_aware(datetime.combine(row.on, row.begins_at)).astimezone(UTC)
        event.add("dtstart", begins)
        event.add("dtend", begins + LASTS)
    event.add("summary", _synthetic(row) + named(row))
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


def _whose(site: Any, guest: Any) -> str:
    """Return what tells a guest's, a site's and the whole event's entry in a calendar apart."""
    if guest is not None:
        return f"-guest-{guest.pk}"
    return f"-{site.pk}" if site is not None else ""


def _one(rows: Any, key: int | None, code: str) -> Any:
    if key is None:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise Refusal(code)
    return found
