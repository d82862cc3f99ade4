"""How does a target that was announced in public become one of ours?"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import the_house
from ehya.ledger.models import User
from ehya.ledger.queries import known_by_now
from ehya.plan.actions.setting import NewTarget, NewVersion, change_target, set_target
from ehya.plan.models import TargetVersion
from ehya.plan.queries.targets import claims_taken, versions_of
from ehya.publish.queries.announced import Announced, announced


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken over.

    Attributes:
        versions: announced targets that are versions of ours now.
        repeated: announced ones that say what stood already.
    """

    versions: int
    repeated: int


@transaction.atomic
def take_announced(key: str, *, by: User) -> int:
    """Take a target that was announced in public over, its claim being the source.

    Where we have a target of the same metric, place, year and population it becomes its next
    version; of another population it is a target of its own.

    Args:
        key: the claim's.
        by: an analyst or the director.

    Returns:
        The target's id.

    Raises:
        Refusal: "ledger.not_allowed"; "publish.no_such_target" where no claim of the record by
            that key tells a target for a year; "plan.taken_already"; as `plan.change_target`.
    """
    roles.require(by, "plan.set_target")
    taken = claims_taken()
    if key in taken:
        raise Refusal("plan.taken_already", target=taken[key])
    found = next((one for one in announced() if one.recorded.key == key), None)
    if found is None:
        raise Refusal("publish.no_such_target", key=key[:60])
    return _taken_over(found, by)


@transaction.atomic
def take_all_announced() -> Taken:
    """Take every announced target over, oldest first; changes nothing where all are in already.

    Each was known from the day it was told. What says again what stood is no version.
    """
    taken, house = claims_taken(), the_house()
    done = repeated = 0
    for one in announced(known_by_now()):
        if one.recorded.key in taken:
            continue
        if _said_before(one) == Decimal(str(one.recorded.claim.value)):
            repeated += 1
            continue
        _taken_over(one, house)
        done += 1
    return Taken(done, repeated)


def _taken_over(one: Announced, by: User) -> int:
    told, new = _told(one), _version(one)
    known = one.recorded.known_from
    if not told:
        speaker = one.recorded.speaker
        return set_target(_target(one), new, by=by, owner=speaker, known_at=known).pk
    reason = f"announced in public: {one.recorded.key}"
    key = told[-1].target_id
    change_target(key, new, by=by, reason=reason, known_at=known)
    return key


def _said_before(one: Announced) -> Decimal | None:
    """Return what was told last before it, however often all of them are gone through."""
    here = (one.announced_on, one.recorded.key)
    told = [row for row in _told(one) if (row.announced_on, row.claim) < here]
    last = max(told, key=lambda row: (row.announced_on, row.claim, row.number), default=None)
    return last.value if last else None


def _told(one: Announced) -> tuple[TargetVersion, ...]:
    of_whom = one.recorded.claim.population or ""
    return versions_of(one.metric.key, one.place, one.period, population=of_whom)


def _target(one: Announced) -> NewTarget:
    of_whom = one.recorded.claim.population or ""
    return NewTarget(one.metric.key, one.place, one.period, population=of_whom)


def _version(one: Announced) -> NewVersion:
    claim = one.recorded.claim
    return NewVersion(
        value=Decimal(str(claim.value)),
        authority=one.recorded.speaker or claim.source or "",
        source=claim.source or one.recorded.key,
        announced_on=one.announced_on,
        in_force_from=one.in_force_from,
        url=one.recorded.url,
        claim=one.recorded.key,
    )
