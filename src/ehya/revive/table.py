"""How may a case go on, who carries it, and what must be so before?

One table. Every door, the turn of the cycle and the diagram in the docs read it; nothing else says
what may follow what. How many days each state may take stands in `ledger/rules/cases.toml`.
"""

from dataclasses import dataclass

from ehya.engine.refusal import Refusal
from ehya.ledger.roles import ANALYST, ASSESSOR, DIRECTOR, HOUSE, OFFICER, SECRETARY

KINDS = ("revival", "capacity", "renovation")  # counted apart, always
OPEN = (
    *("found", "screened", "visited", "diagnosed", "proposed", "before_committee"),
    *("decided", "under_way", "restarted", "verified", "relapsed", "reopened"),
)
KEPT = ("sustained",)  # reached, and asked after every year
CLOSED = ("not_viable", "withdrawn", "transferred")
STATES = (*OPEN, *KEPT, *CLOSED)
WAY = (  # the straight way, as people say it
    *("found", "screened", "visited", "diagnosed", "proposed", "before_committee"),
    *("decided", "under_way", "restarted", "verified", "sustained"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One way on.

    Attributes:
        act: what is done; "revive.<act>" in `ledger.roles.MAY`.
        sources: states that it starts from.
        target: state that it leads to.
        roles: who may do it from there.
        guard: what must be so before, one of `guards.GUARDS`; "" for nothing.
        creates: what it leaves besides the move: a name of a model, "" for nothing.
        reason: whether whoever does it says why.
    """

    act: str
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    guard: str = ""
    creates: str = ""
    reason: bool = False


def _row(
    act: str,
    sources: tuple[str, ...],
    target: str,
    *roles: str,
    guard: str = "",
    creates: str = "",
    reason: bool = False,
) -> Row:
    return Row(act, sources, target, frozenset(roles), guard, creates, reason)


_BEFORE_DECISION = ("found", "screened", "visited", "diagnosed", "proposed", "before_committee")
_AGAIN = ("relapsed", "reopened")

MOVES: tuple[Row, ...] = (
    _row("screen", ("found",), "screened", OFFICER),
    _row("visit", ("found", "screened", *_AGAIN), "visited", OFFICER, ASSESSOR, guard="visited"),
    _row("diagnose", ("visited",), "diagnosed", OFFICER, ASSESSOR, guard="obstacle_found"),
    _row("propose", ("diagnosed",), "proposed", OFFICER, guard="intervention_planned"),
    _row("bring", ("proposed",), "before_committee", SECRETARY, guard="agenda", creates="Item"),
    _row("send_back", ("before_committee",), "proposed", SECRETARY, reason=True),
    _row(
        "decide",
        ("before_committee",),
        "decided",
        SECRETARY,
        guard="approved",
        creates="Obligation",
    ),
    _row("begin", ("decided",), "under_way", OFFICER, guard="something_begun"),
    _row("restart", ("under_way",), "restarted", OFFICER, guard="runs", creates="Restart"),
    _row("take_back", ("restarted",), "under_way", OFFICER, ASSESSOR, HOUSE, reason=True),
    _row("verify", ("restarted",), "verified", ASSESSOR, OFFICER, HOUSE, guard="seen_running"),
    _row(
        "sustain",
        ("verified", "sustained"),
        "sustained",
        *(ASSESSOR, OFFICER, HOUSE),
        guard="seen_running",
    ),
    _row(
        "relapse",
        ("verified", "sustained"),
        "relapsed",
        *(ASSESSOR, OFFICER, HOUSE),
        guard="seen_standing",
    ),
    _row("reopen", CLOSED, "reopened", OFFICER, SECRETARY, ANALYST, reason=True),
    _row(
        "withdraw",
        (*_BEFORE_DECISION, "decided", "under_way", *_AGAIN),
        "withdrawn",
        OFFICER,
        SECRETARY,
        guard="nothing_committed",
        reason=True,
    ),
    _row(
        "give_up",
        ("visited", "diagnosed", "proposed", "before_committee", "decided", "under_way", *_AGAIN),
        "not_viable",
        SECRETARY,
        DIRECTOR,
        guard="nothing_committed",
        reason=True,
    ),
    _row(
        "transfer",
        (*_BEFORE_DECISION, "decided", "under_way", *_AGAIN),
        "transferred",
        SECRETARY,
        DIRECTOR,
        guard="nothing_committed",
        reason=True,
    ),
)
ACTS = tuple(dict.fromkeys(row.act for row in MOVES))


def row_of(state: str, act: str) -> Row:
    """Return the way on from a state by an act.

    Raises:
        Refusal: "revive.not_from_here" with state and act.
    """
    for row in MOVES:
        if row.act == act and state in row.sources:
            return row
    raise Refusal("revive.not_from_here", state=f"revive.{state}", act=f"revive.{act}")


def guards_of(act: str) -> frozenset[str]:
    """Return what an act's guards look at, from wherever it starts; none for an unknown act."""
    return frozenset(row.guard for row in MOVES if row.act == act and row.guard)


def ways_on(state: str) -> tuple[Row, ...]:
    """Return every way on from a state."""
    return tuple(row for row in MOVES if state in row.sources)
