"""How does the house learn by command, from the real units and from the made-up ones apart?"""

from typing import Any, Protocol

from ehya.engine.refusal import Refusal


class Learn(Protocol):
    """What learns from the one or the other, or refuses where there is too little."""

    def __call__(self, *, by: Any, synthetic: bool) -> object:
        """Learn."""


def learn_from_both(learn: Learn) -> None:
    """Learn from either, as far as there is enough of it.

    Raises:
        Refusal: the real ones', where neither is enough.
    """
    from ehya.ledger.actions import the_house

    refused = []
    for synthetic in (False, True):
        try:
            learn(by=the_house(), synthetic=synthetic)
        except Refusal as no:
            refused.append(no)
    if len(refused) > 1:
        raise refused[0]
