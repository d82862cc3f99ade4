"""How is a visit begun, kept while it is half filled, and finished?

A draft is its writer's own; nothing of it is counted, and no event tells of it, until it is
finished. Every change of it makes its version grow, so that two devices do not overwrite each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from ehya.diagnose.actions.finding import Found, find_many
from ehya.diagnose.actions.keeping import keep
from ehya.diagnose.instrument import counted, form_on, running, wrong
from ehya.diagnose.models import Evidence, Finding, Photo, Visit
from ehya.diagnose.obstacles import obstacles_on
from ehya.diagnose.queries.visits import unit_in_sight, visit_seen
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.register.models import Unit

PRESENT_AS = ("owner", "manager", "worker", "guard", "bank", "official", "consultant", "other")
MOST_PRESENT = 20
MOST_NAME = 120  # letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stood, as their device told it. [degrees, metres]"""

    lat: float
    lon: float
    off_metres: float | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What is changed of a draft; what is None stays as it was.

    Attributes:
        answers: question -> answer, None to take one back; other questions stay.
        on: the day of the visit.
        present: who was there, as {"name", "as"}.
        place: where it was.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None
    present: Sequence[Mapping[str, str]] | None = None
    place: Place | None = None


@transaction.atomic
def begin_visit(
    number: str, *, by: User, purpose: str = "diagnosis", key: UUID | None = None
) -> Visit:
    """Begin a visit to a unit, or go on with the one that the person has begun.

    Args:
        number: the unit's.
        by: who visits.
        purpose: of `models.PURPOSES`.
        key: the visit's own; sent twice it is one visit.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_unit", "diagnose.no_such_purpose",
            "diagnose.no_such_visit" where the key is somebody else's.
    """
    roles.require(by, "diagnose.visit")
    unit = unit_in_sight(number, by)
    form = form_on(purpose, today())
    Unit.objects.select_for_update(no_key=True).get(pk=unit.unit_id)
    if key is not None and Visit.objects.filter(pk=key).exists():
        return visit_seen(key, by).visit
    begun = Visit.objects.filter(unit=unit.unit_id, by=by, state="draft", purpose=purpose).first()
    return begun or Visit.objects.create(
        id=key or uuid4(),
        unit_id=unit.unit_id,
        purpose=purpose,
        instrument_from=form.in_force_from,
        by=by,
        on=today(),
    )


@transaction.atomic
def save_draft(key: UUID, filled: Filled, *, by: User, seen: int | None = None) -> Visit:
    """Keep what was filled in so far, right or wrong.

    Args:
        key: the visit's.
        filled: what is changed.
        by: who fills it in.
        seen: the version that the person's page shows; refused when another device changed it.

    Raises:
        Refusal: "ledger.not_allowed", "diagnose.no_such_visit", "diagnose.visit_done",
            "diagnose.draft_changed", "diagnose.visit_ahead", "diagnose.off_earth",
            "diagnose.too_many_present".
    """
    visit = draft(key, by=by, seen=seen)
    before = _content(visit)
    known = {one.name for one in _form(visit).questions}
    answers = dict(visit.answers) | {n: v for n, v in filled.answers.items() if n in known}
    visit.answers = {name: answer for name, answer in answers.items() if _said(answer)}
    if filled.on is not None:
        _refuse_ahead(filled.on)
        visit.on = filled.on
    if filled.present is not None:
        visit.present = _present(filled.present)
    if filled.place is not None:
        _set_place(visit, filled.place)
    return visit if _content(visit) == before else _kept(visit)


@transaction.atomic
def add_photo(key: UUID, question: str, content: bytes, *, name: str, by: User) -> Evidence:
    """Add a photo to a draft; the same one twice is one.

    Args:
        key: the visit's.
        question: a photo question of its form.
        content: all of the file.
        name: what the device calls it.
        by: who took it.

    Raises:
        Refusal: as `save_draft` and `keeping.keep`; "diagnose.no_such_question".
    """
    visit = draft(key, by=by)
    if question not in {one.name for one in _form(visit).questions if one.kind == "photo"}:
        raise Refusal("diagnose.no_such_question", question=question[:40])
    unit = Unit.objects.get(pk=visit.unit_id)
    kept = keep(content, name=name, by=by, synthetic=unit.synthetic)
    Photo.objects.get_or_create(visit=visit, evidence=kept, defaults={"question": question})
    held = visit.answers.get(question, [])
    if kept.sha256 not in held:
        visit.answers[question] = [*held, kept.sha256]
        _kept(visit)
    return kept


@transaction.atomic
def drop_visit(key: UUID, *, by: User, seen: int | None = None) -> None:
    """Drop a draft. What was handed in with it stays kept, and is counted nowhere.

    Raises:
        Refusal: as `save_draft`.
    """
    visit = draft(key, by=by, seen=seen)
    visit.state = "dropped"
    _kept(visit)


@transaction.atomic
def finish_visit(key: UUID, *, by: User, seen: int | None = None) -> Visit:
    """Finish a visit; the obstacles told in it become findings of the unit.

    Raises:
        Refusal: as `save_draft`, and "diagnose.answers_wrong" with how many questions are wrong:
            `faults_of` tells which.
    """
    visit, event = draft(key, by=by, seen=seen), new_event_id()
    findings = finish_held(visit, event=event)
    note("diagnose.visit", by=by, id=event, **told_of(visit, findings))
    return visit


def finish_held(visit: Visit, *, event: UUID) -> list[Finding]:
    """Finish a draft that is held, inside the caller's transaction.

    Returns:
        What holds the unit up, as told with it.

    Raises:
        Refusal: "diagnose.answers_wrong", "diagnose.visit_ahead".
    """
    _settle(visit, event)
    visit.version += 1
    visit.save()
    return find_many(_obstacles_of(visit), event=event)


def finish_many(
    visits: Sequence[Visit], *, event: UUID, known_at: datetime | None = None
) -> list[list[Finding]]:
    """Write whole visits down, inside the caller's transaction: at most one a unit.

    Args:
        visits: not saved yet: unit, purpose, by, on and answers; the rest is filled in here.
        event: of which they are; the caller notes it.
        known_at: when the house knew; now.

    Returns:
        Of each, what holds its unit up, as told with it.

    Raises:
        Refusal: as `finish_held`, the first that does not hold.
    """
    for visit in visits:
        visit.instrument_from = form_on(visit.purpose, visit.on).in_force_from
        _settle(visit, event)
    copy_in(visits)
    told = [_obstacles_of(visit) for visit in visits]
    findings = iter(
        find_many([row for rows in told for row in rows], event=event, known_at=known_at)
    )
    return [[next(findings) for _ in rows] for rows in told]


def faults_of(visit: Visit) -> dict[str, tuple[Refusal, ...]]:
    """Return what is wrong with a visit's answers, by question; empty where it may be finished."""
    known = obstacles_on(visit.on).by_name
    return wrong(_form(visit), visit.answers, on=visit.on, obstacles=known)


def told_of(visit: Visit, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return what the ledger notes of a finished visit, as arguments of `note`."""
    number = Unit.objects.only("number").get(pk=visit.unit_id).number
    return {
        "on": ("unit", number),
        "after": {
            "running": visit.running,
            "obstacles": sorted({one.obstacle for one in findings}),
        },
        "visit": str(visit.pk),
        "purpose": visit.purpose,
        "visited_on": visit.on,
    }


def draft(key: UUID, *, by: User, seen: int | None = None) -> Visit:
    """Return a person's own draft, held until the transaction ends.

    Raises:
        Refusal: as `save_draft`.
    """
    roles.require(by, "diagnose.visit")
    visit_seen(key, by)
    visit = Visit.objects.select_for_update(no_key=True).get(pk=key)
    if visit.state != "draft":
        raise Refusal("diagnose.visit_done" if visit.state == "done" else "diagnose.no_such_visit")
    if seen not in (None, visit.version):
        raise Refusal("diagnose.draft_changed")
    return visit


def _settle(visit: Visit, event: UUID) -> None:
    """Make a visit a finished one: right answers alone, and what they say of the unit."""
    _refuse_ahead(visit.on)
    if faults := faults_of(visit):
        raise Refusal("diagnose.answers_wrong", count=len(faults))
    form = _form(visit)
    visit.answers = counted(form, visit.answers)
    visit.running = running(form, visit.answers)
    visit.state, visit.event_id = "done", event


def _obstacles_of(visit: Visit) -> list[Found]:
    names = [one.name for one in _form(visit).questions if one.kind == "obstacles"]
    return [
        Found(
            unit=visit.unit_id,
            obstacle=row["obstacle"],
            severity=row["severity"],
            on=visit.on,
            since=date.fromisoformat(row["since"]) if row.get("since") else None,
            cost_irr=row.get("cost_irr"),
            words=row.get("words", ""),
            visit=visit.pk,
        )
        for name in names
        for row in visit.answers.get(name, ())
    ]


def _form(visit: Visit) -> Any:
    return form_on(visit.purpose, visit.instrument_from)


def _kept(visit: Visit) -> Visit:
    visit.version += 1
    visit.save()
    return visit


def _content(visit: Visit) -> tuple[Any, ...]:
    place = (visit.lat, visit.lon, visit.off_metres)
    return dict(visit.answers), visit.on, list(visit.present), place


def _said(answer: object) -> bool:
    return answer not in (None, "", [])


def _present(told: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    rows = [
        {
            "name": row.get("name", "").strip()[:MOST_NAME],
            "as": row["as"] if row.get("as") in PRESENT_AS else "other",
        }
        for row in told
        if row.get("name", "").strip()
    ]
    if len(rows) > MOST_PRESENT:
        raise Refusal("diagnose.too_many_present", most=MOST_PRESENT)
    return rows


def _set_place(visit: Visit, place: Place) -> None:
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        raise Refusal("diagnose.off_earth")
    visit.lat, visit.lon, visit.off_metres = place.lat, place.lon, place.off_metres


def _refuse_ahead(on: date) -> None:
    if on > today():
        raise Refusal("diagnose.visit_ahead", on=on, today=today())
