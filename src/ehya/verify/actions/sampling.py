"""Which verified restarts does somebody look at again, so that errors are counted and not guessed?"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.engine.verify.lot import drawn_by_lot
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.ledger.rules import load
from ehya.verify.models import Check, Sample
from ehya.verify.queries.samples import counted_on, seed_of
from ehya.verify.stages import LOT

METHOD = "verify.sample/2"


@transaction.atomic
def draw_sample(first: date, last: date, *, by: User, synthetic: bool) -> int:
    """Draw restarts of a quarter by lot, in each province, for somebody to visit again.

    Nobody chooses the seed (`seed_of`); whoever has it and the register of that day draws the same.

    Args:
        first: the quarter's first day.
        last: its last; restarts verified and not ended by then are drawn from.
        by: who asks for it.
        synthetic: the made-up units, or the real ones.

    Returns:
        The sample's id.

    Raises:
        Refusal: "ledger.not_allowed", "verify.quarter_not_over", "verify.drawn_already".

    Source:
        `engine.verify.lot.drawn_by_lot`.
    """
    roles.require(by, "verify.draw_sample")
    if last >= today():
        raise Refusal("verify.quarter_not_over", last=last, today=today())
    if drawn(first, synthetic=synthetic):
        raise Refusal("verify.drawn_already", first=first, last=last)
    rules = load("verify", last)["sample"]
    there = counted_on(last, timezone.now(), synthetic=synthetic)
    of = {province: len(restarts) for province, restarts in there.items()}
    wanted = {name: max(rules["at_least"], round(rules["share"] * n)) for name, n in of.items()}
    seed = seed_of(first, last, synthetic=synthetic)
    lot = drawn_by_lot(of, wanted, seed=seed)
    chosen = [there[province][place] for province, places in lot.items() for place in places]
    sizes = {province: [len(places), of[province]] for province, places in lot.items()}
    event = new_event_id()
    sample = Sample.objects.create(
        first=first,
        last=last,
        seed=seed,
        synthetic=synthetic,
        sizes=sizes,
        method=METHOD,
        drawn_at=timezone.now(),
        event_id=event,
    )
    due = last + timedelta(days=rules["days"])
    copy_in(
        Check(restart_id=restart, case_id=case, stage=LOT, due=due, sample=sample)
        for restart, case in chosen
    )
    after = {"drawn": len(chosen), "units": sum(of.values())}
    note("verify.draw_sample", by=by, id=event, after=after, seed=seed, as_of=last)
    return int(sample.pk)


def drawn(first: date, *, synthetic: bool) -> bool:
    """Tell whether the sample of a quarter has been drawn."""
    return Sample.objects.filter(first=first, synthetic=synthetic).exists()


def may_be_drawn(last: date, *, synthetic: bool) -> bool:
    """Tell whether anything is there to be drawn from."""
    return bool(counted_on(last, timezone.now(), synthetic=synthetic))
