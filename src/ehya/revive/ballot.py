"""Was the meeting able to decide, and what did its votes decide?

Pure: members with a vote who are there, their votes, and the rule in force come in as arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ehya.engine.refusal import Refusal

APPROVED, REJECTED, POSTPONED = "approved", "rejected", "postponed"
FOR, AGAINST, ABSTAINED = "for", "against", "abstained"


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one item.

    Attributes:
        votes_for: [members]
        votes_against: [members]
        abstained: [members]
        present: members with a vote who were there. [members]
        chair: how whoever chairs voted; "" where nobody with a vote chairs, or did not vote.
    """

    votes_for: int
    votes_against: int
    abstained: int
    present: int
    chair: str = ""

    @property
    def cast(self) -> int:
        """How many voted for or against. [members]"""
        return self.votes_for + self.votes_against

    @property
    def even(self) -> bool:
        """Whether the votes say neither."""
        return self.votes_for == self.votes_against


def tally(votes: Mapping[int, str], present: int, chair: int | None) -> Tally:
    """Count votes.

    Args:
        votes: seat -> "for", "against" or "abstained".
        present: members with a vote who were there. [members]
        chair: the seat that chairs, where it has a vote.
    """
    said = list(votes.values())
    return Tally(
        votes_for=said.count(FOR),
        votes_against=said.count(AGAINST),
        abstained=said.count(ABSTAINED),
        present=present,
        chair=votes.get(chair, "") if chair is not None else "",
    )


def outcome(told: Tally, *, chair_breaks_ties: bool) -> tuple[str, bool]:
    """Return what the votes decide, and whether the chair's own vote tipped the scale.

    Args:
        told: the votes.
        chair_breaks_ties: whether even votes go as the chair's did, of `committee.toml`.

    Returns:
        "approved" where more are for than against, otherwise "rejected"; (…, True) where votes
        were even and the chair's decided.
    """
    if told.votes_for > told.votes_against:
        return APPROVED, False
    tipped = chair_breaks_ties and told.even and told.chair in (FOR, AGAINST)
    return (APPROVED if tipped and told.chair == FOR else REJECTED), tipped


def settle(said: str, told: Tally, quorum: int, *, chair_breaks_ties: bool) -> bool:
    """Let a decision stand, or say why it does not; return whether the chair's vote decided.

    Args:
        said: "approved", "rejected" or "postponed", as it is written down.
        told: the votes.
        quorum: members with a vote who must be there. [members]
        chair_breaks_ties: of `committee.toml`.

    Raises:
        Refusal: "revive.no_quorum", "revive.more_votes_than_members", "revive.nobody_voted",
            "revive.votes_say_otherwise", each with the counts.
    """
    if told.present < quorum:
        raise Refusal("revive.no_quorum", present=told.present, quorum=quorum)
    if told.cast + told.abstained > told.present:
        votes = told.cast + told.abstained
        raise Refusal("revive.more_votes_than_members", votes=votes, present=told.present)
    if said == POSTPONED:
        return False
    if not told.cast:
        raise Refusal("revive.nobody_voted", present=told.present)
    decided, tipped = outcome(told, chair_breaks_ties=chair_breaks_ties)
    if said != decided:
        raise Refusal(
            "revive.votes_say_otherwise",
            said=f"revive.said.{said}",
            decided=f"revive.said.{decided}",
            votes_for=told.votes_for,
            votes_against=told.votes_against,
        )
    return tipped
