"""How does somebody write a remark beside a case?"""

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.revive.actions.bodies import words_of
from ehya.revive.models import Remark
from ehya.revive.queries.scope import case_seen

ACT = "revive.remark"
LONGEST = 2_000  # letters


@transaction.atomic
def remark(number: int, words: str, *, by: User) -> Remark:
    """Write a remark beside a case. It leads the case nowhere, and is never changed.

    Args:
        number: the case's.
        words: the remark.
        by: who writes it.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_case", "revive.remark_empty",
            "revive.too_long".
    """
    roles.require(by, ACT)
    case = case_seen(number, sight_of(by))
    told = words_of(words, "words", LONGEST)
    if not told:
        raise Refusal("revive.remark_empty", case=number)
    event = new_event_id()
    row = Remark.objects.create(case=case, words=told, by=by, at=timezone.now(), event_id=event)
    note("revive.remark", by=by, on=("case", str(number)), after={"remark": row.pk}, id=event)
    return row
