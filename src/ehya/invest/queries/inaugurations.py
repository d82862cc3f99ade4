"""Which events are there, what is their programme, and what does their board show?"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.crypto import constant_time_compare

from ehya.engine.refusal import Refusal
from ehya.invest.board import Board, Move, Part, Place, Programme, fold
from ehya.invest.models import Guest, Inauguration, Opening, Site, Stroke
from ehya.invest.models.projects import Project
from ehya.invest.queries.printed import RATE_SOURCE
from ehya.ledger.models import Event
from ehya.register.queries.rates import PRINTED, rates_of

SHOWING = ("rehearsing", "live", "closed")  # states in which strokes make the board


@dataclass(frozen=True, slots=True)
class Ready:
    """How far one site, or what no site has, is ready.

    Attributes:
        site: None for projects that are opened at no site.
        openings: what is opened there.
        linked: whether the link was tested; a hall needs none.
        speaker: whether somebody speaks.
        photos: openings whose project has a photo. [openings]
        confirmed: openings whose figures are confirmed. [openings]
        differing: openings whose rials have since become other than the register's. [openings]
        rates_differing: openings whose dollars rest on a rate that is no longer told so. [openings]
    """

    site: Site | None
    openings: tuple[Opening, ...]
    linked: bool
    speaker: bool
    photos: int
    confirmed: int
    differing: int
    rates_differing: int

    @property
    def missing(self) -> int:
        """How many points of the list are open. [points]"""
        points = [self.linked, self.speaker, bool(self.openings)] if self.site else []
        points += [self.photos == len(self.openings), self.confirmed == len(self.openings)]
        points += [not self.differing and not self.rates_differing]
        return sum(not point for point in points)


def inaugurations(*, synthetic: bool | None = None) -> QuerySet[Inauguration]:
    """Return the events, newest first, with how many sites and projects each has.

    A group of which only the sum was published counts as the projects that it stands for.
    """
    theirs = Opening.objects.filter(inauguration=OuterRef("pk"))
    chosen = Inauguration.objects.annotate(
        parts=_projects(theirs),
        sites_there=Count("sites"),
        opened=_projects(theirs.filter(opened_on__isnull=False)),
    ).order_by("-on", "-pk")
    return chosen if synthetic is None else chosen.filter(synthetic=synthetic)


def _projects(openings: QuerySet[Opening]) -> Coalesce:
    counted = openings.order_by().values("inauguration").annotate(n=Sum("project__stands_for"))
    return Coalesce(Subquery(counted.values("n")), 0)


def inauguration_of(key: int) -> Inauguration:
    """Return an event.

    Raises:
        Refusal: "invest.no_such_inauguration".
    """
    found = Inauguration.objects.filter(pk=key).first()
    if found is None:
        raise Refusal("invest.no_such_inauguration")
    return found


def inauguration_keyed(told: str) -> Inauguration:
    """Return the event whose board a link opens.

    Raises:
        Refusal: "invest.no_such_board".
    """
    if not told.isascii() or len(told) > 64:
        raise Refusal("invest.no_such_board")
    found = Inauguration.objects.filter(board_key=told).exclude(board_key="").first()
    if found is None or not constant_time_compare(found.board_key, told):
        raise Refusal("invest.no_such_board")
    return found


def sites_of(inauguration: Inauguration) -> list[Site]:
    """Return an event's sites, in their order."""
    return list(inauguration.sites.select_related("province", "linked_by").order_by("place"))


def openings_of(inauguration: Inauguration) -> list[Opening]:
    """Return an event's projects, in the order of the programme."""
    rows = inauguration.openings.select_related(
        "project__province", "project__park", "project__unit", "site__province", "confirmed_by"
    )
    return list(rows.order_by("place"))


def closing_of(inauguration: Inauguration) -> Event | None:
    """Return the ledger's event that keeps what was opened and its sums; None before the close."""
    if inauguration.state != "closed":
        return None
    about = Event.objects.filter(on_kind="inauguration", on_key=str(inauguration.pk))
    kept = about.filter(act__in=("invest.operate_board", "invest.load_published"))
    return kept.filter(after__has_key="projects").order_by("-position").first()


def guests_of(inauguration: Inauguration) -> list[Guest]:
    """Return who is invited, by site and name."""
    return list(inauguration.guests.select_related("site").order_by("site__place", "name"))


def guests_to_mail(inauguration: Inauguration) -> list[Guest]:
    """Return whom the event's invitation has not reached by mail, as it says now.

    Of an event that was called off these are those who were invited by mail and not told yet; one
    that is over invites nobody.
    """
    if inauguration.state in ("live", "closed"):
        return []
    called_off = inauguration.state == "cancelled"
    return [
        guest
        for guest in guests_of(inauguration)
        if guest.email
        and (guest.mailed_as or not called_off)
        and guest.mailed_as != invitation_digest(inauguration, guest)
    ]


def invitation_digest(inauguration: Inauguration, guest: Guest) -> str:
    """Return the SHA-256 of everything that an invitation says: another one is sent anew."""
    row, site = inauguration, guest.site
    said = [row.state == "cancelled", row.on.isoformat(), str(row.begins_at or "")]
    said += [row.name_fa, row.name_en, row.occasion_fa, row.occasion_en]
    said += [site.name_fa, site.name_en, site.room] if site else []
    said += [guest.name, guest.email]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def strokes_of(inauguration: Inauguration) -> list[Stroke]:
    """Return the strokes that make the board now: a rehearsal's while it lasts, else the event's."""
    if inauguration.state not in SHOWING:
        return []
    rehearsal = inauguration.state == "rehearsing"
    rows = inauguration.strokes.filter(rehearsal=rehearsal).select_related("undoes", "by")
    return list(rows.order_by("number"))


def programme_of(sites: Collection[Site], openings: Collection[Opening]) -> Programme:
    """Return the programme as the board's fold takes it."""
    return Programme(
        tuple(Place(site.pk, site.province_id) for site in sites),
        tuple(_part(opening) for opening in openings),
    )


def moves_of(strokes: Collection[Stroke]) -> list[Move]:
    """Return strokes as the board's fold takes them."""
    return [
        Move(
            stroke.number,
            stroke.act,
            stroke.site_id,
            stroke.opening_id,
            stroke.undoes.number if stroke.undoes else None,
        )
        for stroke in strokes
    ]


def board_of(inauguration: Inauguration) -> Board:
    """Return what an event's board shows now."""
    programme = programme_of(sites_of(inauguration), openings_of(inauguration))
    return fold(programme, moves_of(strokes_of(inauguration)))


def readiness(inauguration: Inauguration) -> list[Ready]:
    """Return how far each site is ready, and at the end what is opened at no site."""
    openings = openings_of(inauguration)
    with_photo = set(
        Project.objects.filter(
            pk__in=[row.project_id for row in openings], photos__isnull=False
        ).values_list("pk", flat=True)
    )
    other_rates = _other_rates(openings)
    found = [
        _ready(site, [row for row in openings if row.site_id == site.pk], with_photo, other_rates)
        for site in sites_of(inauguration)
    ]
    nowhere = [row for row in openings if row.site_id is None]
    return [*found, _ready(None, nowhere, with_photo, other_rates)] if nowhere else found


def projects_to_open(inauguration: Inauguration, text: str = "") -> QuerySet[Project]:
    """Return projects that may still be put into an event's programme, by name."""
    opened = Opening.objects.filter(opened_on__isnull=False).values("project")
    chosen = Project.objects.filter(synthetic=inauguration.synthetic).exclude(state="stopped")
    chosen = chosen.exclude(pk__in=opened).exclude(openings__inauguration=inauguration)
    if text.strip():
        wanted = text.strip()[:80]
        chosen = chosen.filter(Q(name_fa__icontains=wanted) | Q(name_en__icontains=wanted))
    return chosen.select_related("province").order_by("name_fa", "pk")


def differs(opening: Opening) -> bool:
    """Tell whether a confirmed sum is no longer the register's."""
    told, kept = opening.amount_irr, opening.project.approved_irr
    return opening.confirmed_at is not None and told != kept


def _other_rates(openings: Collection[Opening]) -> set[int]:
    """Return the openings whose rate is now told otherwise for its day, by their keys."""
    used: dict[str, list[Opening]] = {}
    for opening in openings:
        printed = opening.rate_source == RATE_SOURCE  # it follows from both sums, nobody told it
        if opening.rate is not None and opening.rate_on is not None and not printed:
            used.setdefault(opening.rate_basis, []).append(opening)
    found: set[int] = set()
    for basis, rows in used.items():
        told = rates_of([(PRINTED, row.rate_on) for row in rows if row.rate_on], basis)
        for row in rows:
            now = told.get((PRINTED, row.rate_on)) if row.rate_on else None
            if now is not None and now.rials_per_unit != row.rate:
                found.add(row.pk)
    return found


def _part(opening: Opening) -> Part:
    project: Any = opening.project
    site = opening.site
    return Part(
        key=opening.pk,
        site=opening.site_id,
        kind=project.kind,
        projects=project.stands_for,
        province=project.province_id or (site.province_id if site else None),
        jobs=opening.jobs,
        amount_irr=None if opening.amount_irr is None else int(opening.amount_irr),
    )


def _ready(
    site: Site | None,
    openings: list[Opening],
    with_photo: Collection[int],
    other_rates: Collection[int],
) -> Ready:
    return Ready(
        site=site,
        openings=tuple(openings),
        linked=site is not None and (site.mode == "on_site" or site.linked_at is not None),
        speaker=bool(site and site.speaker),
        photos=sum(row.project_id in with_photo for row in openings),
        confirmed=sum(row.confirmed_at is not None for row in openings),
        differing=sum(differs(row) for row in openings),
        rates_differing=sum(row.pk in other_rates for row in openings),
    )
