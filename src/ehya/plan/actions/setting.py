"""How is a target set, changed, and given to somebody?"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import person_named, sight_of
from ehya.plan.models import Target, TargetOwner, TargetVersion
from ehya.plan.queries.targets import target_seen
from ehya.plan.rules import COUNTRY, metric_of
from ehya.register.models import ParkVersion, Province
from ehya.register.queries.within import here_and_now

MOST = Decimal(10) ** 24
LONGEST = {"authority": 200, "source": 300, "url": 1000, "claim": 44}


@dataclass(frozen=True, slots=True)
class NewTarget:
    """What is to be reached.

    Attributes:
        metric: a key of `targets.toml`.
        place: "IR", a province's ISO code, or a park's code.
        period: from its first to its last day.
        synthetic: whether it belongs to the made-up programme.
        population: of whom, in words; "" for all that the metric counts. Of another population is
            another target, never a version: parts and wholes would be taken for changes.
    """

    metric: str
    place: str
    period: DayRange
    synthetic: bool = False
    population: str = ""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """By whose word a target is what it is.

    Attributes:
        value: in the metric's unit.
        authority: who set it.
        source: the document or report.
        announced_on: when it was announced.
        in_force_from: from when on it holds.
        url: where the document can be read.
        claim: the record's claim that it was taken from.
    """

    value: Decimal
    authority: str
    source: str
    announced_on: date
    in_force_from: date
    url: str = ""
    claim: str = ""


@transaction.atomic
def set_target(
    target: NewTarget,
    version: NewVersion,
    *,
    by: User,
    owner: str = "",
    known_at: datetime | None = None,
) -> Target:
    """Set a target with its first version.

    Args:
        target: what is to be reached.
        version: by whose word.
        by: an analyst or the director.
        owner: who answers for it, in words; may be given later.
        known_at: from when it was known: only the house tells another moment than now, of what
            was public before.

    Raises:
        Refusal: "ledger.not_allowed", "plan.no_such_metric", "plan.no_such_place",
            "plan.not_your_place", "plan.target_there", and as `change_target`.
    """
    roles.require(by, "plan.set_target")
    metric = metric_of(target.metric)
    _refuse_place(target.place, by)
    version = _well_told(version, metric.splits, target.period)
    event, known = new_event_id(), _known(known_at, by)
    made, new = Target.objects.get_or_create(**_identity(target), defaults={"event_id": event})
    if not new:
        raise Refusal("plan.target_there", target=made.pk)
    _write(made, 1, version, "", event, known)
    if owner.strip():
        _own(made, owner, None, event, known)
    note(
        "plan.set_target",
        by=by,
        on=("target", str(made.pk)),
        after={**_told(version), **_identity(target)},
        id=event,
        owner=owner.strip(),
    )
    return made


@transaction.atomic
def change_target(
    key: int,
    version: NewVersion,
    *,
    by: User,
    reason: str,
    seen: int | None = None,
    known_at: datetime | None = None,
) -> TargetVersion:
    """Give a target another version; the earlier ones stay as they were.

    Args:
        key: the target's id.
        version: by whose word, and from when on.
        by: an analyst or the director.
        reason: why it is changed.
        seen: the newest version that whoever changes it saw; None where nobody looked.
        known_at: as in `set_target`.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "plan.no_such_target",
            "plan.changed_meanwhile", "plan.value_not_whole", "plan.value_out_of_range",
            "plan.nobody_named", "plan.no_source", "plan.too_long", "plan.force_after_end",
            "plan.same_version", "plan.announced_in_future".
    """
    roles.require(by, "plan.change_target")
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act="plan.change_target")
    target = _locked(key, by)
    _refuse_place(target.place, by)
    period = DayRange(target.first, target.last)
    version = _well_told(version, metric_of(target.metric).splits, period)
    newest = target.versions.order_by("-number")[0]
    if seen is not None and seen != newest.number:
        raise Refusal("plan.changed_meanwhile", seen=seen, newest=newest.number)
    if _told(version) == _told(newest):
        raise Refusal("plan.same_version", version=newest.number)
    event, known = new_event_id(), _known(known_at, by)
    made = _write(target, newest.number + 1, version, reason.strip(), event, known)
    note(
        "plan.change_target",
        by=by,
        on=("target", str(key)),
        before=_told(newest),
        after=_told(version),
        reason=reason,
        id=event,
        version=made.number,
    )
    return made


@transaction.atomic
def give_target(key: int, owner: str, *, by: User, username: str = "") -> TargetOwner:
    """Give a target to whoever answers for it; who owned it before stays written down.

    Args:
        key: the target's id.
        owner: a person or a body, in words.
        by: an analyst or the director.
        username: the sign-in of the person, where there is one.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person", "plan.no_such_target",
            "plan.nobody_named", "plan.too_long", "plan.owned_already".
    """
    roles.require(by, "plan.give_target")
    target = _locked(key, by)
    _refuse_place(target.place, by)
    words = _words(owner, 200)
    if not words:
        raise Refusal("plan.nobody_named")
    user = person_named(username.strip()) if username.strip() else None
    was = target.owners.order_by("-known_at", "-pk").select_related("user").first()
    if was and was.words == words and was.user == user:
        raise Refusal("plan.owned_already", owner=words)
    event = new_event_id()
    made = _own(target, words, user, event, timezone.now())
    note(
        "plan.give_target",
        by=by,
        on=("target", str(key)),
        before={"owner": was.words} if was else None,
        after={"owner": words},
        id=event,
        person=user.username if user else "",
    )
    return made


def _identity(target: NewTarget) -> dict[str, Any]:
    days = {"first": target.period.first, "last": target.period.last}
    return {
        "metric": target.metric,
        "place": target.place,
        "synthetic": target.synthetic,
        "population": _words(target.population, 300),
        **days,
    }


def _locked(key: int, by: User) -> Target:
    target_seen(key, here_and_now(), sight_of(by))
    return Target.objects.select_for_update().get(pk=key)


def _refuse_place(place: str, by: User) -> None:
    parks = ParkVersion.objects.filter(park_id=place, known__endswith=None)
    there = place == COUNTRY or Province.objects.filter(pk=place).exists() or parks.exists()
    if not there:
        raise Refusal("plan.no_such_place", place=place[:12])
    sight = sight_of(by)
    mine = sight.nation or sight.covers(place, place)
    if not mine and not parks.filter(province_id__in=sight.provinces).exists():
        raise Refusal("plan.not_your_place", place=place)


def _well_told(version: NewVersion, whole: bool, period: DayRange) -> NewVersion:
    value = version.value
    if not value.is_finite() or not 0 <= value < (MOST if whole else 101):
        raise Refusal("plan.value_out_of_range", most=100 if not whole else "10^24")
    if value != value.quantize(Decimal(1) if whole else Decimal("0.01")):
        raise Refusal("plan.value_not_whole", number=str(value)[:30])
    words = {name: _words(getattr(version, name), most) for name, most in LONGEST.items()}
    if not words["authority"]:
        raise Refusal("plan.nobody_named")
    if not words["source"]:
        raise Refusal("plan.no_source")
    if version.in_force_from > period.last:
        raise Refusal("plan.force_after_end", on=version.in_force_from, last=period.last)
    if version.announced_on > here_and_now().as_of:
        raise Refusal("plan.announced_in_future", on=version.announced_on)
    return NewVersion(
        value=value,
        announced_on=version.announced_on,
        in_force_from=version.in_force_from,
        **words,
    )


def _words(told: str, most: int) -> str:
    words = " ".join(told.replace("\x00", "").split())
    if len(words) > most:
        raise Refusal("plan.too_long", words=words[:40], most=most)
    return words


def _known(told: datetime | None, by: User) -> datetime:
    """Only the house writes down late what was public before: it was known from that day on."""
    now = timezone.now()
    return min(told, now) if told and by.role == roles.HOUSE else now


def _write(
    target: Target,
    number: int,
    version: NewVersion,
    reason: str,
    event: UUID,
    known_at: datetime,
) -> TargetVersion:
    told = asdict(version)
    return TargetVersion.objects.create(
        target=target, number=number, reason=reason, event_id=event, known_at=known_at, **told
    )


def _own(
    target: Target, words: str, user: User | None, event: UUID, known_at: datetime
) -> TargetOwner:
    return TargetOwner.objects.create(
        target=target, words=_words(words, 200), user=user, event_id=event, known_at=known_at
    )


def _told(version: NewVersion | TargetVersion) -> dict[str, object]:
    names = (*LONGEST, "announced_on", "in_force_from")
    told: dict[str, object] = {name: getattr(version, name) for name in names}
    return {**told, "value": str(version.value.quantize(Decimal("0.01")))}
