"""What stands on a board, in the reader's words: its parts as HTML, and the map's states?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ehya.invest.board import Board, Told, fold
from ehya.invest.queries.inaugurations import moves_of, openings_of, programme_of, sites_of
from ehya.invest.queries.inaugurations import strokes_of as strokes_now
from ehya.web import formats
from ehya.web.charts.outlines import HEIGHT, WIDTH, outlines
from ehya.web.reader import current
from ehya.web.unit_words import name

PARTS = ("title", "left", "air", "foot")  # of templates/inaugurations/live.html
MOST_SQUARES = 10  # more projects of one kind are drawn as a bar
KIND_NAMES = {
    "infrastructure": gettext_lazy("Infrastructure"),
    "industrial": gettext_lazy("Industrial"),
    "revival": gettext_lazy("Revived"),
}
STATE_NAMES = {
    "planned": gettext_lazy("planned"),
    "rehearsing": gettext_lazy("rehearsal"),
    "live": gettext_lazy("live"),
    "closed": gettext_lazy("closed"),
    "cancelled": gettext_lazy("called off"),
}
_SCALES = (
    (10**12, gettext_lazy("tn rials")),
    (10**9, gettext_lazy("bn rials")),
    (10**6, gettext_lazy("m rials")),
    (1, gettext_lazy("rials")),
)


@dataclass(frozen=True, slots=True)
class Counter:
    """A number that runs up.

    Attributes:
        now: where it stands.
        words: the same as the reader writes it.
        whole: of how many, in the same scale.
        unit: what is counted.
        decimals: as many digits after the point.
        told: whether anybody has told of any part.
    """

    now: float
    words: str
    whole: str
    unit: str
    decimals: int = 0
    told: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One kind's projects: squares, or where they are many a bar.

    Attributes:
        name: of the kind.
        told: how many of how many. [projects]
        squares: "on", "air" or "" for each; none for a bar.
        share: opened. [percent]
    """

    name: object
    told: Told
    squares: tuple[str, ...]
    share: float


def payload(inauguration: Any) -> dict[str, Any]:
    """Return a board's whole state as its pages take it: parts of HTML, the map, and its place."""
    shown = context(inauguration)
    parts = {part: render_to_string(f"inaugurations/live.html#{part}", shown) for part in PARTS}
    board: Board = shown["board"]
    turn = f"{inauguration.state}-{inauguration.version}-{shown['strokes']}"
    return {
        "event": inauguration.pk,
        "language": current().language,
        "parts": parts,
        "map": board.map,
        "told": shown["map_words"],
        "turn": turn,
    }


def context(inauguration: Any) -> dict[str, Any]:
    """Return what a board's template needs."""
    sites, openings = sites_of(inauguration), openings_of(inauguration)
    strokes = strokes_now(inauguration)
    board = fold(programme_of(sites, openings), moves_of(strokes))
    by_key = {one.pk: one for one in openings}
    on_air = next((site for site in sites if site.pk == board.on_air), None)
    links = [site for site in sites if site.mode == "video"]
    return {
        "reader": current(),
        "inauguration": inauguration,
        "board": board,
        "strokes": len(strokes),
        "rehearsing": inauguration.state == "rehearsing",
        "rows": [_row(kind, board, by_key.get(board.now or 0)) for kind in board.kinds],
        "money": money_counter(board.amount_irr),
        "jobs": _count(board.jobs, _("jobs"), len(openings)),
        "provinces": _count(board.provinces, _("provinces")),
        "on_air": on_air,
        "now": by_key.get(board.now or 0),
        "last_opened": by_key.get(board.opened[-1]) if board.opened else None,
        "next": by_key.get(board.next or 0),
        "links": len(links),
        "linked": sum(site.linked_at is not None for site in links),
        "map_words": map_words(board),
        "outlines": [(one, board.map.get(one.iso, "")) for one in outlines()],
        "map_width": WIDTH,
        "map_height": HEIGHT,
    }


def map_words(board: Board) -> str:
    """Return what somebody hears who does not see the map."""
    states = list(board.map.values())
    told = {state: _number(states.count(state)) for state in ("opened", "on_air", "waiting")}
    words = _("Map of Iran: {opened} provinces opened, {on_air} on air, {waiting} waiting")
    return words.format(**told)


def money_counter(told: Told) -> Counter:
    """Return rials in the scale of the whole, so that a sum and its whole are rounded alike."""
    size, unit = next((pair for pair in _SCALES if told.whole >= pair[0]), _SCALES[-1])
    now = round(told.opened / size, 2)
    return Counter(
        now=now, words=_number(now), whole=_number(round(told.whole / size, 2)), unit=str(unit),
        decimals=2 if now % 1 else 0,
    )  # fmt: skip


def kind_name(kind: str) -> object:
    """Return what a kind of project is called."""
    return KIND_NAMES[kind]


def site_name(site: Any) -> str:
    """Return what a site is called."""
    return name(site)


def _row(kind: str, board: Board, now: Any) -> Row:
    told = board.kinds[kind]
    air = now.project.stands_for if now is not None and now.project.kind == kind else 0
    signs = ("on",) * told.opened + ("air",) * air
    squares = signs + ("",) * (told.whole - len(signs)) if told.whole <= MOST_SQUARES else ()
    share = round(100 * told.opened / told.whole, 2) if told.whole else 0.0
    return Row(KIND_NAMES[kind], told, squares, share)


def _count(told: Told, unit: str, parts: int = 0) -> Counter:
    known = not parts or told.untold < parts
    return Counter(told.opened, _number(told.opened), _number(told.whole), unit, told=known)


def _number(value: float) -> str:
    return formats.number(value, current().language)


def named_facts(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return numbers of a sentence as the reader writes them."""
    return {key: _number(one) if isinstance(one, int) else one for key, one in told.items()}
