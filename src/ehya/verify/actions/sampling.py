"""Which verified restarts does somebody look at again, so that errors are counted and not guessed?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.ledger.rules import load
from ehya.revive.models import Restart
from ehya.verify.models import Check, Sample
from ehya.verify.stages import LOT

METHOD = "verify.sample/1"


@transaction.atomic
def draw_sample(first: date, last: date, *, by: User, synthetic: bool, seed: int) -> int:
    """Draw restarts of a quarter by lot, in each province, for somebody to visit again.

    Whoever has the seed and the register of that day draws the same ones.

    Args:
        first: the quarter's first day.
        last: its last; restarts verified and not ended by then are drawn from.
        by: who asks for it.
        synthetic: the made-up units, or the real ones.
        seed: of the lot. [any number from 0]

    Returns:
        The sample's id.

    Raises:
        Refusal: "ledger.not_allowed", "verify.quarter_not_over", "verify.drawn_already".

    Source:
        `ledger/rules/verify.toml`; NumPy's PCG64 draws without replacement.
    """
    roles.require(by, "verify.draw_sample")
    if last >= today():
        raise Refusal("verify.quarter_not_over", last=last, today=today())
    if drawn(first, synthetic=synthetic):
        raise Refusal("verify.drawn_already", first=first, last=last)
    rules = load("verify", last)["sample"]
    standing = _standing(last, synthetic)
    rng = np.random.default_rng(seed)
    event = new_event_id()
    chosen: list[tuple[int, int]] = []
    sizes = {}
    for province in sorted(standing):
        there = standing[province]
        size = min(len(there), max(rules["at_least"], round(rules["share"] * len(there))))
        picked = rng.choice(len(there), size, replace=False)
        chosen += [there[place] for place in sorted(picked)]
        sizes[province] = [size, len(there)]
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
    after = {"drawn": len(chosen), "units": sum(of for _, of in sizes.values())}
    note("verify.draw_sample", by=by, id=event, after=after, seed=seed, as_of=last)
    return int(sample.pk)


def drawn(first: date, *, synthetic: bool) -> bool:
    """Tell whether the sample of a quarter has been drawn."""
    return Sample.objects.filter(first=first, synthetic=synthetic).exists()


def may_be_drawn(last: date, *, synthetic: bool) -> bool:
    """Tell whether anything is there to be drawn from."""
    return bool(_standing(last, synthetic))


def _standing(last: date, synthetic: bool) -> Mapping[str, list[tuple[int, int]]]:
    """Return restarts that counted as verified on a day, by province, in order of their ids."""
    rows = (
        Restart.objects.filter(verified_by__on__lte=last, case__synthetic=synthetic)
        .filter(Q(ended_by=None) | Q(ended_by__on__gt=last))
        .order_by("id")
        .values_list("case__province_id", "id", "case_id")
    )
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for province, restart, case in rows:
        found[province].append((restart, case))
    return found
