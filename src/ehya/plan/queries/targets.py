"""Which targets stand at a moment, by whose word, and who owns them?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.plan.models import Target, TargetOwner, TargetVersion
from ehya.plan.rules import COUNTRY, TargetMetric, metric_of
from ehya.register.queries.within import Moment, parks_at


@dataclass(frozen=True, slots=True)
class Standing:
    """A target as it stood and was known.

    Attributes:
        target: what, where, when.
        version: the one in force.
        owner: who answered for it; None where nobody did.
        known: how many versions were known.
    """

    target: Target
    version: TargetVersion
    owner: TargetOwner | None
    known: int

    @property
    def metric(self) -> TargetMetric:
        """What is counted."""
        return metric_of(self.target.metric)


def targets(
    moment: Moment, sight: Sight, *, synthetic: bool, period: DayRange | None = None
) -> tuple[Standing, ...]:
    """Return the targets in force at a moment, the newest period first, the country's first.

    Args:
        moment: on both clocks.
        sight: how far the reader sees; everybody on the staff sees the country's.
        synthetic: the made-up programme's, or the real ones; never both.
        period: only those whose period overlaps it.
    """
    rows = Target.objects.filter(_seen(moment, sight), synthetic=synthetic)
    if period:
        rows = rows.filter(first__lte=period.last, last__gte=period.first)
    return _standing(rows.order_by("-last", "place", "metric", "pk"), moment)


def target_of(
    metric: str,
    place: str,
    period: DayRange,
    moment: Moment,
    *,
    synthetic: bool,
    population: str | None = None,
) -> TargetVersion | None:
    """Return the version of a target that was in force at a moment, as known then.

    Args:
        metric: its key.
        place: "IR", a province's ISO code or a park's code.
        period: the target's own, from its first to its last day.
        moment: on both clocks.
        synthetic: of the made-up programme.
        population: of whom; None for that of all, or for the only one there is. Of several parts
            none speaks for the whole.
    """
    rows = _of(metric, place, period, synthetic=synthetic)
    told = tuple(rows.filter(known_at__lte=moment.known_at))
    if population is None:
        there = {one.target.population for one in told}
        population = next(iter(there)) if len(there) == 1 else ""
    return in_force((one for one in told if one.target.population == population), moment)


def target_seen(key: int, moment: Moment, sight: Sight) -> Target:
    """Return a target in sight of which a version was known.

    Raises:
        Refusal: "plan.no_such_target".
    """
    rows = Target.objects.filter(_seen(moment, sight), pk=key)
    found = rows.filter(versions__known_at__lte=moment.known_at).distinct().first()
    if found is None:
        raise Refusal("plan.no_such_target", target=key)
    return found


def versions(target: Target, moment: Moment) -> tuple[TargetVersion, ...]:
    """Return the versions that were known at a moment, also those not yet in force, by number."""
    rows = target.versions.filter(known_at__lte=moment.known_at)
    return tuple(rows.select_related("event__by").order_by("number"))


def in_force(told: Iterable[TargetVersion], moment: Moment) -> TargetVersion | None:
    """Return which of some versions was in force on a moment's day; None where none was yet.

    The one whose force begins last holds; of two of one day, the later written.
    """
    begun = [one for one in told if one.in_force_from <= moment.as_of]
    return max(begun, key=lambda one: (one.in_force_from, one.number), default=None)


def steps(
    told: Sequence[TargetVersion], first: date
) -> tuple[tuple[date, Decimal, TargetVersion], ...]:
    """Return from which day which version was in force, in the order of the days.

    A version that a later-written one overtook before its day is left out.

    Args:
        told: versions.
        first: a step before this day is drawn on it.
    """
    days = sorted({max(one.in_force_from, first) for one in told})
    found: list[tuple[date, Decimal, TargetVersion]] = []
    for day in days:
        held = [one for one in told if one.in_force_from <= day]
        one = max(held, key=lambda version: (version.in_force_from, version.number))
        if not found or found[-1][2] != one:
            found.append((day, one.value, one))
    return tuple(found)


def owners(target: Target, moment: Moment) -> tuple[TargetOwner, ...]:
    """Return who owned a target, the newest first."""
    rows = target.owners.filter(known_at__lte=moment.known_at).select_related("user", "event__by")
    return tuple(rows.order_by("-known_at", "-pk"))


def kinds_of_targets(moment: Moment, sight: Sight) -> tuple[bool, bool]:
    """Return whether real and whether made-up targets are in sight."""
    rows = Target.objects.filter(_seen(moment, sight))
    told = set(rows.values_list("synthetic", flat=True).distinct())
    return False in told, True in told


def versions_of(
    metric: str, place: str, period: DayRange, *, population: str = "", synthetic: bool = False
) -> tuple[TargetVersion, ...]:
    """Return every version of a target that we know now, by number; none where it is not set."""
    rows = _of(metric, place, period, synthetic=synthetic)
    rows = rows.filter(target__population=population)
    return tuple(rows.order_by("number"))


def claims_taken() -> Mapping[str, int]:
    """Return the record's claims that were taken over as versions, with the target's id."""
    rows = TargetVersion.objects.exclude(claim="").order_by("pk")
    return dict(rows.values_list("claim", "target_id"))


def _of(metric: str, place: str, period: DayRange, *, synthetic: bool) -> QuerySet[TargetVersion]:
    rows = TargetVersion.objects.filter(
        target__metric=metric,
        target__place=place,
        target__first=period.first,
        target__last=period.last,
        target__synthetic=synthetic,
    )
    return rows.select_related("target")


def _standing(rows: QuerySet[Target], moment: Moment) -> tuple[Standing, ...]:
    found = list(rows)
    told: dict[int, list[TargetVersion]] = {one.pk: [] for one in found}
    for version in TargetVersion.objects.filter(
        target__in=told, known_at__lte=moment.known_at
    ).order_by("number"):
        told[version.target_id].append(version)
    held: dict[int, TargetOwner] = {}
    for owner in (
        TargetOwner.objects.filter(target__in=told, known_at__lte=moment.known_at)
        .select_related("user")
        .order_by("known_at", "pk")
    ):
        held[owner.target_id] = owner
    standing = []
    for one in found:
        in_hand = in_force(told[one.pk], moment)
        if in_hand:
            standing.append(Standing(one, in_hand, held.get(one.pk), len(told[one.pk])))
    return tuple(standing)


def _seen(moment: Moment, sight: Sight) -> Q:
    if sight.nation:
        return Q()
    if not sight:
        return Q(pk__in=())
    parks = parks_at(moment, sight).values("park_id")
    return Q(place__in=[COUNTRY, *sorted(sight.provinces)]) | Q(place__in=parks)
