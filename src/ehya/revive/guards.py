"""What must be so before a case may go on?

Pure: what is known of a case comes in as `Facts`, what is said with the act as `Said`; a guard
returns the refusal, or None. So one act and a hundred thousand are held to the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.revive.table import Row


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case, in its present round, before an act.

    Attributes:
        number: the case's.
        kind: of `table.KINDS`.
        state: where it is.
        round: which one it is in.
        since: when it came there.
        round_begun: when its present round began.
        visits: done in this round.
        obstacles: that a person found and nobody has lifted.
        planned: interventions of this round that nobody has dropped.
        begun: of these, begun or done.
        renewed: whether a renovation of machinery is done.
        approved: whether a decision of this round approves.
        unanswered: obligations of this round that no body has accepted or objected to.
        committed_irr: committed and neither paid nor released. [IRR]
        stood_on: the day on which a restart was last taken back; None for never.
    """

    number: int
    kind: str
    state: str
    round: int
    since: date
    round_begun: date
    visits: int = 0
    obstacles: int = 0
    planned: int = 0
    begun: int = 0
    renewed: bool = False
    approved: bool = False
    unanswered: int = 0
    committed_irr: int = 0
    stood_on: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody or something saw of a unit.

    Attributes:
        by: "readings" or "visit".
        running: whether it runs.
        on: up to which day it was looked at.
        own: whether the visitor is one of those who ran the case.
    """

    by: str
    running: bool
    on: date
    own: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with an act.

    Attributes:
        on: the day on which it happened.
        reason: why.
        restarted_on: since when the unit runs.
        jobs: how many people work there again. [persons]
        use: at which share of its capacity it runs. [0..1]
        meeting: the meeting that it comes before.
        seen: what was seen of the unit.
    """

    on: date
    reason: str = ""
    restarted_on: date | None = None
    jobs: int | None = None
    use: float | None = None
    meeting: int | None = None
    seen: Seen | None = None


MOST_USE = 2.0  # of the licence: more is a slip
Rules = Mapping[str, Any]  # `cases.toml`
Guard = Callable[[Facts, Said, Rules], Refusal | None]


def held_back(row: Row, facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    """Return why an act may not be done now, or None.

    Args:
        row: the way on.
        facts: of the case.
        said: with the act.
        rules: of `cases.toml`, in force on the day.
    """
    if said.on < facts.since:
        return Refusal("revive.before_the_last", on=said.on, since=facts.since)
    if row.reason and not said.reason.strip():
        return Refusal("ledger.reason_needed", act=f"revive.{row.act}")
    return GUARDS[row.guard](facts, said, rules) if row.guard else None


def _visited(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    return None if facts.visits else Refusal("revive.visit_first", case=facts.number)


def _obstacle_found(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    return None if facts.obstacles else Refusal("revive.obstacle_first", case=facts.number)


def _intervention_planned(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    return None if facts.planned else Refusal("revive.intervention_first", case=facts.number)


def _agenda(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    return None if said.meeting else Refusal("revive.meeting_first", case=facts.number)


def _approved(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    return None if facts.approved else Refusal("revive.decision_first", case=facts.number)


def _something_begun(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    if facts.begun or not facts.unanswered:
        return None
    return Refusal("revive.nothing_begun", case=facts.number, unanswered=facts.unanswered)


def _runs(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    if said.restarted_on is None or said.use is None or said.jobs is None:
        return Refusal("revive.restart_needs", case=facts.number)
    if said.restarted_on > said.on:
        return Refusal("revive.restart_ahead", restarted_on=said.restarted_on, on=said.on)
    if said.restarted_on < facts.round_begun:
        told = {"restarted_on": said.restarted_on, "begun": facts.round_begun}
        return Refusal("revive.restart_before_case", **told)
    if facts.stood_on is not None and said.restarted_on < facts.stood_on:
        told = {"restarted_on": said.restarted_on, "stood_on": facts.stood_on}
        return Refusal("revive.stood_since", **told)
    if facts.kind == "renovation" and not facts.renewed:
        return Refusal("revive.renovation_first", case=facts.number)
    if said.use > MOST_USE:
        return Refusal("revive.runs_too_much", use=said.use, most=MOST_USE)
    least = rules["lifted_at_least" if facts.kind == "capacity" else "restart_at_least"]
    if said.use < least:
        return Refusal("revive.runs_too_little", use=said.use, least=least)
    return None


def _seen_running(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    if said.seen is None or not said.seen.running:
        return Refusal("revive.not_seen_running", case=facts.number)
    return _by_another(facts, said.seen)


def _seen_standing(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    if said.seen is None or said.seen.running:
        return Refusal("revive.not_seen_standing", case=facts.number)
    return None


def _by_another(facts: Facts, seen: Seen) -> Refusal | None:
    """A visit proves a revival only by somebody who did not run the case."""
    return Refusal("revive.own_case", case=facts.number) if seen.own else None


def _nothing_committed(facts: Facts, said: Said, rules: Rules) -> Refusal | None:
    if not facts.committed_irr:
        return None
    return Refusal("revive.release_first", case=facts.number, amount_irr=facts.committed_irr)


GUARDS: dict[str, Guard] = {
    "visited": _visited,
    "obstacle_found": _obstacle_found,
    "intervention_planned": _intervention_planned,
    "agenda": _agenda,
    "approved": _approved,
    "something_begun": _something_begun,
    "runs": _runs,
    "seen_running": _seen_running,
    "seen_standing": _seen_standing,
    "nothing_committed": _nothing_committed,
}
