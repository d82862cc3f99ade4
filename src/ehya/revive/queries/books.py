"""How much is there, committed, paid and repaid, and how much is free?

Pure: one set of sums and what an entry does to them.
"""

from dataclasses import dataclass, replace

from ehya.engine.refusal import Refusal

_MOVES = {  # kind -> (sum, sign)
    "budget": ("budget", 1),
    "cut": ("budget", -1),
    "commit": ("committed", 1),
    "release": ("committed", -1),
    "pay": ("paid", 1),
    "repay": ("repaid", 1),
}


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of entries.

    Attributes:
        budget: given, less what was cut. [IRR]
        committed: promised, less what was released. [IRR]
        paid: of what was committed. [IRR]
        repaid: of what was paid. [IRR]
        revolves: whether what is repaid may be committed again.
    """

    budget: int = 0
    committed: int = 0
    paid: int = 0
    repaid: int = 0
    revolves: bool = False

    @property
    def free(self) -> int:
        """What may still be committed. [IRR]"""
        return self.budget - self.committed + (self.repaid if self.revolves else 0)

    @property
    def waiting(self) -> int:
        """What is committed and not paid. [IRR]"""
        return self.committed - self.paid

    @property
    def owed(self) -> int:
        """What is paid and not repaid. [IRR]"""
        return self.paid - self.repaid

    @property
    def holds(self) -> bool:
        """Whether nothing is below zero."""
        return min(self.budget, self.free, self.waiting, self.owed, self.repaid) >= 0

    def after(self, kind: str, amount: int) -> "Sums":
        """Return the sums after an entry, whether they hold or not."""
        field, sign = _MOVES[kind]
        return replace(self, **{field: getattr(self, field) + sign * amount})


def refuse_too_much(kind: str, amount: int, line: Sums, share: Sums) -> None:
    """Say no to an entry that takes what is not there.

    Args:
        kind: of `models.money.ENTRY_KINDS`.
        amount: whole rials. [IRR]
        line: the funding line's sums before it.
        share: what the line did for this intervention before it; empty for "budget" and "cut".

    Raises:
        Refusal: "revive.not_enough_free", "revive.more_than_committed", "revive.more_than_paid",
            each with what there is.
    """
    if kind in ("commit", "cut") and amount > line.free:
        raise Refusal("revive.not_enough_free", amount_irr=amount, free_irr=line.free)
    if kind in ("release", "pay") and amount > share.waiting:
        raise Refusal("revive.more_than_committed", amount_irr=amount, waiting_irr=share.waiting)
    if kind == "repay" and amount > share.owed:
        raise Refusal("revive.more_than_paid", amount_irr=amount, owed_irr=share.owed)
