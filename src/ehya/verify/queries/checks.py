"""Which restarts wait to be asked whether they run, and what was found of the others?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from ehya.detect.models import Look
from ehya.detect.queries.sweeps import newest
from ehya.diagnose.models import Visit
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.revive.models import Case
from ehya.revive.queries.scope import cases_seen
from ehya.verify.models import Check
from ehya.verify.queries.visits import visits_that_answer
from ehya.verify.stages import FIRST, KEPT, LOT, YEAR, states

__all__ = [
    "Check",
    "Page",
    "Wanted",
    "can_be_answered",
    "check_seen",
    "kinds_there",
    "of_case",
    "page",
    "told_by_detection",
    "visits_for",
    "waiting",
]
PAGE = 40  # checks a page
AHEAD = 30  # so long before its day a check is listed [days]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are asked for; what is empty is not asked.

    Attributes:
        stage: of `verify.stages`; "year" for the yearly ones.
        province: of the case, ISO code.
    """

    stage: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of checks that wait.

    Attributes:
        rows: what is shown, the longest late first.
        waiting: how many wait, of all that are asked for.
        late: of them, past their day.
        after: where the next page begins; "" at the end.
    """

    rows: Sequence[Check]
    waiting: int
    late: int
    after: str


def page(wanted: Wanted, sight: Sight, *, synthetic: bool, today: date, after: str = "") -> Page:
    """Return checks that nobody has answered, the longest late first.

    Args:
        wanted: which.
        sight: how far the reader sees.
        synthetic: of made-up units, or of real ones.
        today: on which day they are late; those due within `AHEAD` are listed too.
        after: where the page begins, of the page before.

    Raises:
        Refusal: "revive.no_such_page".
    """
    rows = waiting(sight).filter(case__synthetic=synthetic)
    rows = rows.filter(due__lte=today + timedelta(days=AHEAD))
    if wanted.stage:
        yearly = wanted.stage == "year"
        rows = rows.filter(stage__startswith=YEAR) if yearly else rows.filter(stage=wanted.stage)
    if wanted.province:
        rows = rows.filter(case__province=wanted.province)
    counts = rows.aggregate(waiting=Count("pk"), late=Count("pk", filter=Q(due__lt=today)))
    found = rows.filter(_beyond(after)).select_related("restart", "case__unit", "case__province")
    shown = list(found.select_related("case__officer").order_by("due", "id")[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    beyond = f"{last.due.isoformat()}.{last.pk}" if last else ""
    return Page(shown[:PAGE], counts["waiting"], counts["late"], beyond)


def waiting(sight: Sight) -> QuerySet[Check]:
    """Return the checks that have no answer and can have one, as far as the reader sees."""
    first, later = states(FIRST), states(KEPT[0])
    can = Q(stage=LOT) | Q(stage=FIRST, case__state__in=first)
    can |= ~Q(stage__in=(LOT, FIRST)) & Q(case__state__in=later)
    rows = Check.objects.filter(can, found="", restart__ended_by=None)
    return rows if sight.nation else rows.filter(case__in=cases_seen(sight).values("pk"))


def kinds_there(sight: Sight) -> tuple[bool, bool]:
    """Return whether checks of real units are there, and of made-up ones: never in one figure."""
    cases = cases_seen(sight).filter(checks__isnull=False)
    return cases.filter(synthetic=False).exists(), cases.filter(synthetic=True).exists()


def check_seen(key: int, sight: Sight) -> Check:
    """Return one check.

    Raises:
        Refusal: "verify.no_such_check", also for one elsewhere.
    """
    rows = Check.objects.filter(pk=key, case__in=cases_seen(sight))
    for check in rows.select_related("restart", "case__unit", "case__province", "visit__by"):
        return check
    raise Refusal("verify.no_such_check", check=key)


def of_case(case: Case) -> list[Check]:
    """Return every check of a case, by its day."""
    rows = Check.objects.filter(case=case).select_related("restart", "visit__by")
    return list(rows.order_by("due", "id"))


def can_be_answered(check: Check) -> bool:
    """Tell whether a check has no answer yet and its restart still stands."""
    stands = check.stage == LOT or check.case.state in states(check.stage)
    return not check.found and check.restart.ended_by_id is None and stands


def visits_for(check: Check) -> list[Visit]:
    """Return the visits that may answer a check, the newest first."""
    return list(visits_that_answer(check).select_related("by").order_by("-on", "-pk")[:20])


def told_by_detection(units: Iterable[int], *, synthetic: bool) -> dict[int, str]:
    """Return what the newest sweep says of units: its state, by the unit."""
    sweep = newest(synthetic=synthetic)
    if sweep is None:
        return {}
    rows = Look.objects.filter(sweep=sweep, unit__in=set(units))
    return dict(rows.values_list("unit_id", "state"))


def _beyond(after: str) -> Q:
    if not after:
        return Q()
    day, _, key = after.partition(".")
    try:
        due, number = date.fromisoformat(day), int(key)
    except ValueError:
        raise Refusal("revive.no_such_page", after=after[:40]) from None
    return Q(due__gt=due) | Q(due=due, pk__gt=number)
