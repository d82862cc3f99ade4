"""How is a splitting of a target to provinces kept?"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.plan.models import TargetShare, TargetSplit, TargetVersion
from ehya.plan.queries.shares import BY_HAND, Split, given_by_hand, split_of, weights_of
from ehya.plan.queries.targets import target_seen
from ehya.plan.rules import rule_of
from ehya.register.queries.within import Moment, here_and_now


@dataclass(frozen=True, slots=True)
class NewSplit:
    """How a version is to be split.

    Attributes:
        rule: a key of `targets.toml`.
        least: what each province is given at the least. [units of the metric]
        given: by hand, ISO code -> its part. [units of the metric]
        source: by hand, by which paper.
        past: for "past_results", ISO code -> what was done the year before.
    """

    rule: str
    least: int = 0
    given: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    past: Mapping[str, int] = field(default_factory=dict)


def looked_at(version: TargetVersion, asked: NewSplit, moment: Moment) -> Split:
    """Return the split that would be kept, without keeping it.

    Raises:
        Refusal: as `plan.queries.shares`; "plan.no_source" by hand without its paper.
    """
    rule_of(asked.rule)
    if asked.rule == BY_HAND:
        if not asked.source.strip():
            raise Refusal("plan.no_source")
        return given_by_hand(version, asked.given, asked.source.strip()[:300])
    weights = weights_of(asked.rule, version.target, moment, asked.past)
    return split_of(version, asked.rule, weights, asked.least)


def seal(split: Split) -> str:
    """Return a digest of a split, by which is known whether somebody keeps what they saw."""
    told = repr((split.rule, split.least, split.source, split.parts))
    return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def split_target(
    key: int, number: int, asked: NewSplit, *, by: User, seen: str | None = None
) -> TargetSplit:
    """Split a version to the provinces, and keep the numbers it was split by with it.

    Args:
        key: the target's id.
        number: of the version.
        asked: the rule, or the parts by hand.
        by: an analyst or the director who sees the nation.
        seen: the digest of the split that was looked at; None where nobody looked.

    Raises:
        Refusal: "ledger.not_allowed", "plan.not_your_place", "plan.no_such_target",
            "plan.no_such_version", "plan.split_changed", and as `looked_at`.
    """
    roles.require(by, "plan.split_target")
    if not sight_of(by).nation:
        raise Refusal("plan.not_your_place", place="IR")
    moment = here_and_now()
    target = target_seen(key, moment, sight_of(by))
    version = target.versions.select_for_update().filter(number=number).first()
    if version is None:
        raise Refusal("plan.no_such_version", version=number)
    split = looked_at(version, asked, moment)
    if seen is not None and seen != seal(split):
        raise Refusal("plan.split_changed")
    event = new_event_id()
    kept = _keep(version, split, event)
    note(
        "plan.split_target",
        by=by,
        on=("target", str(key)),
        after={part.province: part.value for part in split.parts},
        id=event,
        version=number,
        rule=split.rule,
        source=split.source,
    )
    return kept


def _keep(version: TargetVersion, split: Split, event: UUID) -> TargetSplit:
    kept = TargetSplit.objects.create(
        version=version,
        rule=split.rule,
        method=split.method,
        least=split.least,
        source=split.source,
        known_at=timezone.now(),
        event_id=event,
    )
    TargetShare.objects.bulk_create(
        TargetShare(split=kept, province_id=p.province, value=p.value, weight=p.weight)
        for p in split.parts
    )
    return kept
