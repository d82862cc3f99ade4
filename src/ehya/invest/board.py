"""What does the hall see, after everything that the operator's hand did?

Pure: the programme and the strokes go in, the whole state comes out. Whoever comes late, or back
after the server was killed, is given the same; nothing on the board is anywhere but here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("infrastructure", "industrial", "revival")


@dataclass(frozen=True, slots=True)
class Place:
    """A site of the programme: its id and its province; None where it has none."""

    key: int
    province: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """A project in the programme.

    Attributes:
        key: its opening's id.
        site: where it is opened; None where no site is told.
        kind: of `KINDS`.
        projects: it stands for as many. [projects]
        province: where it stands.
        jobs: as confirmed; None where nobody has confirmed them. [persons]
        amount_irr: as confirmed; None where nobody has. [IRR]
    """

    key: int
    site: int | None
    kind: str
    projects: int = 1
    province: str | None = None
    jobs: int | None = None
    amount_irr: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """Sites and projects, each in their order."""

    places: tuple[Place, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A stroke: its number, its act, and what it is of."""

    number: int
    act: str
    site: int | None = None
    opening: int | None = None
    undoes: int | None = None  # a stroke's number


@dataclass(frozen=True, slots=True)
class Told:
    """A sum as far as it has been opened, and of the whole programme.

    Attributes:
        opened: of what was opened.
        whole: of the whole programme.
        untold: parts of the programme of which nobody has confirmed it; they are in neither.
    """

    opened: int
    whole: int
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """The whole state of a board.

    Attributes:
        on_air: the site; None where none is.
        now: the part that is opened next at the site on air.
        next: the part after that, in the order of the programme.
        opened: parts, in the order in which they were opened.
        kinds: projects of each kind. [projects]
        jobs: [persons]
        money: of each kind; the total is their sum and nothing else. [IRR]
        provinces: of the parts. [provinces]
        map: province -> "opened", "on_air" or "waiting".
        last: number of the stroke that an undo would take back; None where there is none.
    """

    on_air: int | None
    now: int | None
    next: int | None
    opened: tuple[int, ...]
    kinds: dict[str, Told]
    jobs: Told
    money: dict[str, Told]
    provinces: Told
    map: dict[str, str]
    last: int | None

    @property
    def projects(self) -> Told:
        """All kinds together. [projects]"""
        return summed(self.kinds.values())

    @property
    def amount_irr(self) -> Told:
        """The money of all kinds: the sum of the parts. [IRR]"""
        return summed(self.money.values())


def fold(programme: Programme, moves: Iterable[Move]) -> Board:
    """Return what the board shows.

    Args:
        programme: what is to be opened.
        moves: the strokes, in any order: their numbers count.
    """
    done = standing(moves)
    on_air, opened = _at_last(done, {part.key for part in programme.parts})
    ahead = [part for part in programme.parts if part.key not in opened]
    now = next((part for part in ahead if on_air is not None and part.site == on_air), None)
    after = next((part for part in ahead if part is not now), None)
    kinds = {kind: [part for part in programme.parts if part.kind == kind] for kind in KINDS}
    where = {part.province for part in programme.parts} - {None}
    reached = {part.province for part in programme.parts if part.key in opened} - {None}
    return Board(
        on_air=on_air,
        now=now.key if now else None,
        next=after.key if after else None,
        opened=tuple(opened),
        kinds={kind: _sum(parts, opened, "projects") for kind, parts in kinds.items()},
        jobs=_sum(programme.parts, opened, "jobs"),
        money={kind: _sum(parts, opened, "amount_irr") for kind, parts in kinds.items()},
        provinces=Told(len(reached), len(where)),
        map=_map(programme, on_air, opened),
        last=done[-1].number if done else None,
    )


def standing(moves: Iterable[Move]) -> list[Move]:
    """Return the strokes that no undo has taken back, in their order, without the undos."""
    told = sorted(moves, key=lambda move: move.number)
    undone = {move.undoes for move in told if move.act == "undo"}
    return [move for move in told if move.act != "undo" and move.number not in undone]


def summed(sums: Iterable[Told]) -> Told:
    """Return the sum of sums."""
    parts = list(sums)
    return Told(
        sum(part.opened for part in parts),
        sum(part.whole for part in parts),
        sum(part.untold for part in parts),
    )


def _at_last(done: Iterable[Move], known: set[int]) -> tuple[int | None, list[int]]:
    """Return the site on air, and what was opened: once, however often it was pressed."""
    on_air: int | None = None
    opened: list[int] = []
    for move in done:
        if move.act == "on_air":
            on_air = move.site
        elif move.act == "off_air":
            on_air = None
        elif move.opening in known and move.opening not in opened:
            opened.append(move.opening)
    return on_air, opened


def _sum(parts: Iterable[Part], opened: list[int], fact: str) -> Told:
    told = [(part.key in opened, getattr(part, fact)) for part in parts]
    known = [(done, value) for done, value in told if value is not None]
    return Told(
        sum(value for done, value in known if done),
        sum(value for _done, value in known),
        len(told) - len(known),
    )


def _map(programme: Programme, on_air: int | None, opened: list[int]) -> dict[str, str]:
    """Return each province's state; being on air goes before opened, opened before waiting."""
    states = {part.province: "waiting" for part in programme.parts if part.province}
    for part in programme.parts:
        if part.province and part.key in opened:
            states[part.province] = "opened"
    for place in programme.places:
        if place.province and place.key == on_air:
            states[place.province] = "on_air"
    return states
