"""What does the operator's hand do, from the rehearsal to the close?

A stroke has no event of its own: the ledger's chain has one end, which an act holds until its
commit, and the hall does not wait for the rest of the house. The rows of strokes say who and when,
nobody can change them, and the event of the close keeps their digest.
"""

import hashlib
import json
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.inaugurations import grow, lock, wake
from ehya.invest.actions.programme import opening_of, site_of
from ehya.invest.board import Board
from ehya.invest.models import Inauguration, Opening, Stroke
from ehya.invest.models.projects import Project
from ehya.invest.queries.inaugurations import board_of, strokes_of
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.ledger.queries import today

ACT = "invest.operate_board"
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class Hand:
    """What was pressed.

    Attributes:
        act: "on_air", "off_air", "open" or "undo".
        key: the button's own; pressed twice it is one stroke.
        site: for "on_air".
        opening: for "open".
        last: for "undo": the number of the stroke that the person saw as the last.
    """

    act: str
    key: str
    site: int | None = None
    opening: int | None = None
    last: int | None = None


@transaction.atomic
def begin_rehearsal(key: int, *, by: User) -> None:
    """Begin a rehearsal: the same board and the same hand, which leave no trace.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.nothing_in_programme".
    """
    roles.require(by, ACT)
    row = lock(key, states=("planned",))
    if not row.openings.exists():
        raise Refusal("invest.nothing_in_programme")
    row.state = "rehearsing"
    grow(row, "state")
    note("invest.operate_board", by=by, on=_on(row), after={"rehearsal": "begun"})


@transaction.atomic
def end_rehearsal(key: int, *, by: User) -> None:
    """End a rehearsal; its strokes are deleted, and nothing tells of it but that it was held.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration", "invest.not_in_this_state".
    """
    roles.require(by, ACT)
    row = lock(key, states=("rehearsing",))
    held = row.strokes.filter(rehearsal=True)
    held.filter(undoes__isnull=False).delete()
    held.delete()
    row.state = "planned"
    grow(row, "state")
    note(ACT, by=by, on=_on(row), after={"rehearsal": "ended"})


@transaction.atomic
def begin(key: int, *, by: User) -> None:
    """Begin the event itself.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.nothing_in_programme", "invest.not_its_day",
            "invest.not_confirmed", "invest.figures_moved", "invest.opened_before".
    """
    roles.require(by, ACT)
    row = lock(key, states=("planned",))
    if row.on != today():
        raise Refusal("invest.not_its_day", on=row.on, today=today())
    openings = list(row.openings.select_related("project"))
    if not openings:
        raise Refusal("invest.nothing_in_programme")
    _refuse_unready(openings)
    _refuse_opened_before(openings)
    row.state = "live"
    grow(row, "state")
    note(ACT, by=by, on=_on(row), after={"state": "inauguration.live"})


@transaction.atomic
def stroke(key: int, hand: Hand, *, by: User) -> int:
    """Do what the operator pressed, and wake every board.

    Args:
        key: the event's number.
        hand: what was pressed.
        by: whose hand.

    Returns:
        The stroke's number in its event; that of the first, where it was pressed twice.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.stroke_unknown", "invest.no_such_site",
            "invest.no_such_opening", "invest.opened_already", "invest.on_air_already",
            "invest.nothing_on_air", "invest.nothing_to_undo", "invest.undone_meanwhile".
    """
    roles.require(by, ACT)
    row = lock(key, states=("live", "rehearsing"))
    if not 0 < len(hand.key) <= LONGEST_KEY or "\0" in hand.key:
        raise Refusal("invest.stroke_unknown")
    if pressed := Stroke.objects.filter(key=hand.key).first():
        if pressed.inauguration_id != row.pk:
            raise Refusal("invest.stroke_unknown")
        return pressed.number
    number = _strike(row, _stroke_of(row, hand), by)
    wake(row.pk)
    return number


@transaction.atomic
def close(key: int, *, by: User) -> None:
    """Close the event: what was opened is opened on its day, for ever, and the sums are kept.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.opened_before".
    """
    roles.require(by, ACT)
    row = lock(key, states=("live",))
    if board_of(row).on_air is not None:
        _strike(row, Stroke(inauguration=row, act="off_air", key=uuid4().hex), by)
    board, strokes = board_of(row), strokes_of(row)
    opened = list(row.openings.filter(pk__in=board.opened).select_related("project"))
    keys = sorted(opening.project_id for opening in opened)
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    _refuse_opened_before(opened)
    for opening in opened:
        opening.opened_on = row.on
    Opening.objects.bulk_update(opened, ["opened_on"])
    row.state = "closed"
    grow(row, "state")
    told = _sums(board) | {"projects": [opening.project.name_fa for opening in opened]}
    note(ACT, by=by, on=_on(row), after=told, strokes=len(strokes), digest=digest_of(strokes))


def digest_of(strokes: list[Stroke]) -> str:
    """Return the SHA-256 of strokes: number, act, what it is of, by whom and when."""
    told = [
        [
            *(one.number, one.act, one.site_id, one.opening_id),
            *(one.undoes.number if one.undoes else None, one.by.username, one.at.isoformat()),
        ]
        for one in strokes
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _strike(row: Inauguration, made: Stroke, by: User) -> int:
    """Keep a stroke as its event's next; the event must be held."""
    made.number = 1 + len(strokes_of(row))
    made.by, made.at = by, timezone.now()
    made.save(force_insert=True)
    return made.number


def _stroke_of(row: Inauguration, hand: Hand) -> Stroke:
    board = board_of(row)
    made = Stroke(inauguration=row, act=hand.act, key=hand.key, rehearsal=row.state == "rehearsing")
    if hand.act == "on_air":
        made.site = site_of(row, hand.site or 0)
        if board.on_air == made.site.pk:
            raise Refusal("invest.on_air_already", site=made.site.name_fa)
    elif hand.act == "off_air":
        if board.on_air is None:
            raise Refusal("invest.nothing_on_air")
    elif hand.act == "open":
        made.opening = opening_of(row, hand.opening or 0)
        if made.opening.pk in board.opened:
            raise Refusal("invest.opened_already", project=made.opening.project.name_fa)
    elif hand.act == "undo":
        made.undoes = _last(row, board, hand)
    else:
        raise Refusal("invest.stroke_unknown")
    return made


def _last(row: Inauguration, board: Board, hand: Hand) -> Stroke:
    """Return the stroke that an undo takes back: the one that the person saw as the last."""
    if board.last is None:
        raise Refusal("invest.nothing_to_undo")
    if hand.last not in (None, board.last):
        raise Refusal("invest.undone_meanwhile")
    return row.strokes.get(rehearsal=row.state == "rehearsing", number=board.last)


def _refuse_unready(openings: list[Opening]) -> None:
    """Say no where a figure is not confirmed, or is no longer the register's."""
    if unsure := [one for one in openings if one.confirmed_at is None]:
        raise Refusal("invest.not_confirmed", count=len(unsure), project=unsure[0].project.name_fa)
    moved = [one for one in openings if one.amount_irr != one.project.approved_irr]
    if moved:
        raise Refusal("invest.figures_moved", project=moved[0].project.name_fa)


def _refuse_opened_before(openings: list[Opening]) -> None:
    keys = [one.project_id for one in openings]
    before = Opening.objects.filter(project__in=keys, opened_on__isnull=False)
    if found := before.select_related("project").first():
        raise Refusal("invest.opened_before", project=found.project.name_fa, on=found.opened_on)


def _sums(board: Board) -> dict[str, object]:
    """Return what was opened, the money by kind beside its sum."""
    return {
        "state": "inauguration.closed",
        "opened": board.projects.opened,
        "jobs": board.jobs.opened,
        "provinces": board.provinces.opened,
        "amount_irr": board.amount_irr.opened,
        "parts_irr": {kind: told.opened for kind, told in board.money.items()},
    }


def _on(row: Inauguration) -> tuple[str, str]:
    return ("inauguration", str(row.pk))
