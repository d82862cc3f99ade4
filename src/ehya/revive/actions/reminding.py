"""How is a letter of reminder issued? It becomes a step when it is, not when it is looked at."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from ehya.diagnose.actions.keeping import keep
from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions import following
from ehya.revive.actions.bodies import words_of
from ehya.revive.models import Obligation, Step
from ehya.revive.queries.obligations import obligation_seen

Setter = Callable[[Obligation, date, str], bytes]  # obligation, day, number of the letter


@transaction.atomic
def remind(
    key: int, *, by: User, set_letter: Setter, letter: str = "", seen: int | None = None
) -> Step:
    """Issue a letter of reminder of today.

    Args:
        key: the obligation's.
        by: who issues it.
        set_letter: makes the PDF.
        letter: the number that the secretariat gave; "" for one of the house's own.
        seen: the obligation's version that the person saw.

    Returns:
        The step, the letter's PDF with it.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_obligation", "revive.not_late",
            "revive.not_so_from_here", "revive.reminded_lately",
            "revive.obligation_changed_meanwhile", "revive.too_long".
    """
    roles.require(by, following.ACT)
    following.lock(key, by=by, seen=seen)
    owed, on = obligation_seen(key, sight_of(by)), today()
    following.refuse_no_reminder(owed, on)
    following.refuse_soon_again(key, on)
    number = words_of(letter, "letter", 40) or _own_number(owed)
    name = f"reminder-{key}-{on.isoformat()}.pdf"
    kept = keep(set_letter(owed, on, number), name=name, by=by, synthetic=owed.case.synthetic)
    return following.follow(following.Answer(key, "reminded", on, by, letter=number, proof=kept))


def _own_number(owed: Obligation) -> str:
    """Return decision / obligation / how often: unique in the house."""
    before = Step.objects.filter(obligation=owed, said="reminded").count()
    return f"{owed.decision.number}/{owed.pk}/{before + 1}"
