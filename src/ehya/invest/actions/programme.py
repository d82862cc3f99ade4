"""Which sites take part, which projects are opened there, and in which order?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.inaugurations import MANAGE, grow, lock, words
from ehya.invest.models import Inauguration, Opening, Site
from ehya.invest.models.projects import Project
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.register.models import Province

MOST = 200  # sites, or projects, of one event: a slip above
MODES = ("on_site", "video")
_ROOM = URLValidator(schemes=["https", "http"])


@dataclass(frozen=True, slots=True)
class SiteTold:
    """A site as it was told.

    Attributes:
        name_fa: in Persian.
        province: its code; "" for none.
        mode: of `MODES`.
        room: address of the meeting's room, of any meeting system.
        speaker: who speaks there.
        name_en: in English.
    """

    name_fa: str
    province: str = ""
    mode: str = "video"
    room: str = ""
    speaker: str = ""
    name_en: str = ""


@transaction.atomic
def add_site(key: int, told: SiteTold, *, by: User, seen: int | None = None) -> int:
    """Let a site take part, last in the order.

    Returns:
        Its id.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.changed_meanwhile", "invest.too_many",
            "invest.site_name_missing", "invest.no_such_province", "invest.no_such_mode",
            "invest.room_unreadable", "invest.too_long".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    if row.sites.count() >= MOST:
        raise Refusal("invest.too_many", most=MOST)
    site = Site.objects.create(inauguration=row, place=_last(row.sites) + 1, **_facts(told))
    grow(row)
    _note(row, by, {"site": site.name_fa, "added": True})
    return site.pk


@transaction.atomic
def change_site(key: int, site: int, told: SiteTold, *, by: User, seen: int | None = None) -> None:
    """Change what was told of a site; with another room its link is untested again.

    Raises:
        Refusal: as `add_site`, and "invest.no_such_site".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    found = site_of(row, site)
    facts = _facts(told)
    if found.room != facts["room"] or found.mode != facts["mode"]:
        facts |= {"linked_at": None, "linked_by": None}
    for name, value in facts.items():
        setattr(found, name, value)
    found.save(update_fields=list(facts))
    grow(row)
    _note(row, by, {"site": found.name_fa, "changed": True})


@transaction.atomic
def drop_site(key: int, site: int, *, by: User, seen: int | None = None) -> None:
    """Let a site no longer take part.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration", "invest.no_such_site",
            "invest.not_in_this_state", "invest.changed_meanwhile", "invest.site_in_use".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    found = site_of(row, site)
    if found.openings.exists() or found.guests.exists():
        raise Refusal("invest.site_in_use", site=found.name_fa)
    found.delete()
    grow(row)
    _note(row, by, {"site": found.name_fa, "dropped": True})


@transaction.atomic
def order_sites(key: int, sites: Sequence[int], *, by: User, seen: int | None = None) -> None:
    """Put the sites into another order.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.changed_meanwhile", "invest.not_the_order".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    rows = {one.pk: one for one in row.sites.all()}
    Site.objects.bulk_update(_ordered(rows, sites), ["place"])
    grow(row)
    _note(row, by, {"order": [rows[one].name_fa for one in sites]})


@transaction.atomic
def put_in(
    key: int, project: int, *, by: User, site: int | None = None, seen: int | None = None
) -> int:
    """Put a project into the programme, last in the order.

    Args:
        key: the event's number.
        project: its id.
        by: who does it.
        site: where it is opened; None for no site.
        seen: the event's version that the person saw.

    Returns:
        The opening's id.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.changed_meanwhile", "invest.too_many",
            "invest.no_such_project_to_open", "invest.synthetic_differs",
            "invest.in_programme_already", "invest.opened_before", "invest.no_such_site".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    if row.openings.count() >= MOST:
        raise Refusal("invest.too_many", most=MOST)
    found = _project_for(row, project)
    event = new_event_id()
    where = None if site is None else site_of(row, site)
    made = Opening.objects.create(
        inauguration=row, project=found, site=where, place=_last(row.openings) + 1, event_id=event
    )
    grow(row)
    after = {"project": found.name_fa, "site": where.name_fa if where else ""}
    on = ("inauguration", str(key))
    note(MANAGE, by=by, on=on, after=after, id=event)
    return made.pk


@transaction.atomic
def take_out(key: int, opening: int, *, by: User, seen: int | None = None) -> None:
    """Take a project out of the programme.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.changed_meanwhile", "invest.no_such_opening".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    found = opening_of(row, opening)
    found.delete()
    grow(row)
    _note(row, by, {"project": found.project.name_fa, "taken_out": True})


@transaction.atomic
def order_programme(
    key: int, openings: Sequence[int], *, by: User, seen: int | None = None
) -> None:
    """Put the programme into another order.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.changed_meanwhile", "invest.not_the_order".
    """
    roles.require(by, MANAGE)
    row = lock(key, states=("planned",), seen=seen)
    rows = {one.pk: one for one in row.openings.select_related("project")}
    Opening.objects.bulk_update(_ordered(rows, openings), ["place"])
    grow(row)
    _note(row, by, {"order": [rows[one].project.name_fa for one in openings]})


@transaction.atomic
def test_link(key: int, site: int, *, by: User, at: datetime | None = None) -> None:
    """Write down that a site's link was tried and works: who did so, and when.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration", "invest.no_such_site",
            "invest.not_in_this_state", "invest.no_link_to_test".
    """
    roles.require(by, "invest.operate_board")
    row = lock(key, states=("planned", "rehearsing", "live"))
    found = site_of(row, site)
    if found.mode != "video" or not found.room:
        raise Refusal("invest.no_link_to_test", site=found.name_fa)
    found.linked_at, found.linked_by = at or timezone.now(), by
    found.save(update_fields=["linked_at", "linked_by"])
    grow(row)
    after = {"site": found.name_fa, "linked": True}
    note("invest.operate_board", by=by, on=("inauguration", str(key)), after=after)


def site_of(row: Inauguration, site: int) -> Site:
    """Return a site of an event.

    Raises:
        Refusal: "invest.no_such_site".
    """
    found = row.sites.filter(pk=site).first()
    if found is None:
        raise Refusal("invest.no_such_site")
    return found


def opening_of(row: Inauguration, opening: int) -> Opening:
    """Return a project in an event's programme.

    Raises:
        Refusal: "invest.no_such_opening".
    """
    found = row.openings.select_related("project").filter(pk=opening).first()
    if found is None:
        raise Refusal("invest.no_such_opening")
    return found


def _project_for(row: Inauguration, key: int) -> Project:
    """Return a project that may be opened at an event."""
    found = Project.objects.filter(pk=key).first()
    if found is None:
        raise Refusal("invest.no_such_project_to_open")
    if found.synthetic != row.synthetic:
        raise Refusal("invest.synthetic_differs", project=found.name_fa)
    if row.openings.filter(project=found).exists():
        raise Refusal("invest.in_programme_already", project=found.name_fa)
    before = found.openings.filter(opened_on__isnull=False).first()
    if before is not None:
        raise Refusal("invest.opened_before", project=found.name_fa, on=before.opened_on)
    return found


def _facts(told: SiteTold) -> dict[str, object]:
    name = words(told.name_fa, 160)
    if not name:
        raise Refusal("invest.site_name_missing")
    if told.mode not in MODES:
        raise Refusal("invest.no_such_mode")
    if told.province and not Province.objects.filter(pk=told.province).exists():
        raise Refusal("invest.no_such_province", province=told.province[:20])
    return {
        "name_fa": name,
        "name_en": words(told.name_en, 160),
        "province_id": told.province or None,
        "mode": told.mode,
        "room": _room(words(told.room, 400)),
        "speaker": words(told.speaker, 120),
    }


def _room(told: str) -> str:
    if not told:
        return ""
    try:
        _ROOM(told)
    except ValidationError:
        raise Refusal("invest.room_unreadable", room=told[:80]) from None
    return told


def _last(rows: object) -> int:
    most: int | None = rows.aggregate(most=Max("place"))["most"]  # type: ignore[attr-defined]
    return most or 0


def _ordered[Row: (Site, Opening)](rows: dict[int, Row], keys: Sequence[int]) -> list[Row]:
    if sorted(keys) != sorted(rows):
        raise Refusal("invest.not_the_order", parts=len(rows))
    for place, key in enumerate(keys, start=1):
        rows[key].place = place
    return list(rows.values())


def _note(row: Inauguration, by: User, after: dict[str, object]) -> None:
    note(MANAGE, by=by, on=("inauguration", str(row.pk)), after=after)
