"""How is a target split to provinces, by what, and what would another rule give?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ehya.detect.queries.tallies import speaking, tallies
from ehya.engine.refusal import Refusal
from ehya.engine.shares import METHOD
from ehya.engine.shares import shares as split_by
from ehya.ledger import roles
from ehya.ledger.models import Scope
from ehya.ledger.scopes import ALL, PROVINCE
from ehya.plan.models import Target, TargetShare, TargetSplit, TargetVersion
from ehya.plan.rules import COUNTRY, metric_of, rule_of
from ehya.register.models import Province
from ehya.register.queries.within import Moment

BY_HAND, PAST = "by_hand", "past_results"


@dataclass(frozen=True, slots=True)
class Weights:
    """What a target is split by.

    Attributes:
        by: ISO code -> number, of every province in the alphabet's order.
        source: where the numbers come from, with their day.
    """

    by: Mapping[str, int]
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A province's part.

    Attributes:
        province: its ISO code.
        value: its part. [units of the metric]
        weight: the number it was split by; None where it was given by hand.
    """

    province: str
    value: int
    weight: int | None


@dataclass(frozen=True, slots=True)
class Split:
    """A splitting, kept or only reckoned.

    Attributes:
        rule: its key.
        method: the method's number; "" by hand.
        least: what each is given at the least. [units of the metric]
        source: where the numbers come from.
        parts: by province, in the alphabet's order.
        known_at: when it was kept; None for one that is only looked at.
    """

    rule: str
    method: str
    least: int
    source: str
    parts: tuple[Part, ...]
    known_at: datetime | None = None

    @property
    def total(self) -> int:
        """What all parts are together."""
        return sum(part.value for part in self.parts)

    @property
    def again(self) -> bool:
        """Whether the kept numbers, split again by the kept rule, give the kept parts."""
        if self.rule == BY_HAND:
            return True
        weights = [part.weight or 0 for part in self.parts]
        return split_by(self.total, weights, self.least) == tuple(p.value for p in self.parts)


def weights_of(
    rule: str, target: Target, moment: Moment, past: Mapping[str, int] | None = None
) -> Weights:
    """Return the numbers that a rule splits by, as they are told at a moment.

    Args:
        rule: its key.
        target: what is split; real and made-up are never mixed.
        moment: on both clocks.
        past: for "past_results", what each province did the year before, by ISO code: this room
            comes before those that count results, so whoever asks brings them.

    Raises:
        Refusal: "plan.no_such_rule"; "plan.no_sweep" where no idle units are told yet;
            "plan.no_past" where results are asked for and none were brought.
    """
    rule_of(rule)
    if rule == "equal":
        return Weights(dict.fromkeys(_codes(), 1), "one a province")
    if rule == "capacity":
        return _hands(moment)
    if rule == PAST:
        if not past:
            raise Refusal("plan.no_past")
        first, last = target.first, moment.as_of
        words = f"restarts claimed in the year before {first}, as known on {last}"
        return Weights({code: past.get(code, 0) for code in _codes()}, words)
    sweep = speaking(moment, synthetic=target.synthetic)
    if sweep is None:
        raise Refusal("plan.no_sweep")
    told = tallies(sweep, ALL).provinces
    by = {code: told[code].idle if code in told else 0 for code in _codes()}
    return Weights(by, f"idle units by sweep {sweep.pk}, as of {sweep.as_of}, {sweep.method}")


def split_of(version: TargetVersion, rule: str, weights: Weights, least: int = 0) -> Split:
    """Return how a rule would split a version; nothing is kept.

    Args:
        version: of a target of the country.
        rule: its key, not by hand.
        weights: what it splits by.
        least: what each province is given at the least. [units of the metric]

    Raises:
        Refusal: "plan.cannot_split"; as `engine.shares.shares`.
    """
    total = whole_of(version)
    parts = split_by(total, list(weights.by.values()), least)
    rows = zip(weights.by.items(), parts, strict=True)
    told = tuple(Part(code, value, weight) for (code, weight), value in rows)
    return Split(rule, METHOD, least, weights.source, told)


def given_by_hand(version: TargetVersion, given: Mapping[str, int], source: str) -> Split:
    """Return a split whose parts somebody gives; nothing is kept.

    Raises:
        Refusal: "plan.cannot_split"; "plan.not_the_whole" where the parts are not the target;
            "plan.no_such_province".
    """
    total, codes = whole_of(version), _codes()
    for code in given:
        if code not in codes:
            raise Refusal("plan.no_such_province", province=code[:12])
    together = sum(given.values())
    if together != total:
        raise Refusal("plan.not_the_whole", together=together, target=total)
    parts = tuple(Part(code, given.get(code, 0), None) for code in codes)
    return Split(BY_HAND, "", 0, source, parts)


def whole_of(version: TargetVersion) -> int:
    """Return what of a version is split.

    Raises:
        Refusal: "plan.cannot_split" for a percentage, and for what is not the country's.
    """
    metric = metric_of(version.target.metric)
    if not metric.splits or version.target.place != COUNTRY:
        raise Refusal("plan.cannot_split")
    return int(version.value)


def shares(version: TargetVersion, moment: Moment) -> Split | None:
    """Return how a version was split, by the newest splitting known at a moment; None for none."""
    rows = version.splits.filter(known_at__lte=moment.known_at).order_by("-known_at", "-pk")
    kept = rows.first()
    return _told(kept) if kept else None


def share_in(province: str, version: TargetVersion, moment: Moment) -> int | None:
    """Return a province's part of a version; None where it was not split. [units of the metric]"""
    split = shares(version, moment)
    parts = split.parts if split else ()
    return next((part.value for part in parts if part.province == province), None)


def _told(kept: TargetSplit) -> Split:
    rows: Sequence[TargetShare] = list(kept.shares.order_by("province__sort_key"))
    parts = tuple(Part(row.province_id, row.value, row.weight) for row in rows)
    return Split(kept.rule, kept.method, kept.least, kept.source, parts, kept.known_at)


def _hands(moment: Moment) -> Weights:
    told = Scope.objects.filter(
        kind=PROVINCE, user__is_active=True, user__role__in=(roles.OFFICER, roles.ASSESSOR)
    ).values_list("code", flat=True)
    hands = list(told)
    by = {code: hands.count(code) for code in _codes()}
    return Weights(by, f"open accounts of officers and assessors on {moment.as_of}")


def _codes() -> tuple[str, ...]:
    return tuple(Province.objects.order_by("sort_key").values_list("iso", flat=True))
