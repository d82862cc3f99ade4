"""Of the projects that were opened, which run, and which must somebody look at?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from ehya.diagnose.models import Evidence
from ehya.engine.refusal import Refusal
from ehya.engine.verify.bounds import bounds
from ehya.invest.models import Payment, Progress, Project
from ehya.invest.models.projects import PROJECT_KINDS
from ehya.ledger.models import Event, User
from ehya.ledger.queries import sight_of
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.verify.models import MONTHS, ProjectCheck

__all__ = [
    "MONTHS",
    "PROJECT_KINDS",
    "ProjectCheck",
    "Running",
    "earliest",
    "of_project",
    "photo_in_sight",
    "project_check_seen",
    "projects_waiting",
    "ran_it",
    "running",
    "units_opened",
]
AHEAD = 30  # so long before its day a check is listed [days]


@dataclass(frozen=True, slots=True)
class Running:
    """How many of the opened projects of a kind run, so many months after.

    Attributes:
        kind: of `PROJECT_KINDS`.
        months: after the opening.
        opened: projects opened so long ago. [projects]
        running: of them, seen running. [projects]
        standing: of them, seen standing. [projects]
    """

    kind: str
    months: int
    opened: int
    running: int
    standing: int

    @property
    def unseen(self) -> int:
        """Of how many nobody knows."""
        return self.opened - self.running - self.standing

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which the share that runs lies, whatever those are of which nobody knows."""
        return bounds(self.running, self.unseen, self.opened)


_RUNNING = """
SELECT p.kind, a.months, sum(p.stands_for),
       coalesce(sum(p.stands_for) FILTER (WHERE k.found = 'running'), 0),
       coalesce(sum(p.stands_for) FILTER (WHERE k.found = 'standing'), 0)
FROM invest_opening AS o JOIN invest_project AS p ON p.id = o.project_id
CROSS JOIN unnest(%(months)s::integer[], %(days)s::integer[]) AS a (months, days)
LEFT JOIN verify_projectcheck AS k ON k.opening_id = o.id AND k.months = a.months
    AND k.known_at <= %(known)s AND k."on" <= %(as_of)s
WHERE o.opened_on + a.days <= %(as_of)s AND p.synthetic = %(synthetic)s
  AND (%(nation)s OR p.province_id = ANY(%(provinces)s) OR p.park_id = ANY(%(parks)s))
  AND (%(event)s::bigint IS NULL OR o.inauguration_id = %(event)s)
GROUP BY p.kind, a.months
"""


def running(
    as_of: date,
    known_at: datetime,
    sight: Sight,
    *,
    synthetic: bool,
    inauguration: int | None = None,
) -> list[Running]:
    """Return how many of the opened projects run, by kind and months after; kinds never together.

    Args:
        as_of: the day: what was opened too late to be asked by then is not counted.
        known_at: what was known by then.
        sight: how far the reader sees.
        synthetic: the made-up ones, or the real ones.
        inauguration: of one event only; of all.

    Returns:
        A row a kind and time that was reached. [projects]
    """
    after: dict[str, int] = load("openings", as_of)["asked_after"]
    values: dict[str, Any] = {
        "months": [int(month) for month in after],
        "days": list(after.values()),
        "as_of": as_of,
        "known": known_at,
        "synthetic": synthetic,
        "nation": sight.nation,
        "provinces": sorted(sight.provinces),
        "parks": sorted(sight.parks),
        "event": inauguration,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING, values)
        rows = [Running(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: (PROJECT_KINDS.index(row.kind), row.months))


def projects_waiting(sight: Sight, *, synthetic: bool, today: date) -> QuerySet[ProjectCheck]:
    """Return the checks of projects that wait for somebody, the longest late first.

    Args:
        sight: how far the reader sees.
        synthetic: of made-up projects, or of real ones.
        today: those due within `AHEAD` are listed too.
    """
    rows = _seen(sight).filter(found="", due__lte=today + timedelta(days=AHEAD))
    rows = rows.filter(opening__project__synthetic=synthetic)
    return rows.select_related("opening__project__province").order_by("due", "id")


def of_project(project: int) -> list[ProjectCheck]:
    """Return every check of a project, by its day."""
    rows = ProjectCheck.objects.filter(opening__project=project)
    return list(rows.select_related("who", "photo", "opening").order_by("due"))


def project_check_seen(key: int, sight: Sight) -> ProjectCheck:
    """Return one check.

    Raises:
        Refusal: "verify.no_such_project_check", also for one elsewhere.
    """
    rows = _seen(sight).filter(pk=key)
    for check in rows.select_related("opening__project__province", "opening__inauguration", "who"):
        return check
    raise Refusal("verify.no_such_project_check", check=key)


def earliest(check: ProjectCheck) -> date:
    """Return from which day on a visit says what the check asks."""
    opened = check.opening.opened_on or check.due
    before = timedelta(days=load("openings", check.due)["visit_days_before"])
    return max(check.due - before, opened)


def ran_it(project: Project) -> set[int]:
    """Return who ran a project: whoever told its progress, paid for it or changed it."""
    told = Progress.objects.filter(project=project).values_list("by", flat=True)
    paid = Payment.objects.filter(project=project).values_list("by", flat=True)
    acts = Event.objects.filter(on_kind="project", on_key=str(project.pk))
    changed = acts.filter(act__startswith="invest.").values_list("by", flat=True)
    return {*told, *paid, *changed}


def photo_in_sight(kept: Evidence, by: User) -> bool:
    """Tell whether a file is a photo of a visit to an opened project that somebody may see."""
    return _seen(sight_of(by)).filter(photo=kept).exists()


def units_opened(*, synthetic: bool) -> list[int]:
    """Return the units of opened projects that have one, in order."""
    rows = Project.objects.filter(synthetic=synthetic, openings__opened_on__isnull=False)
    found = rows.values_list("unit", "case__unit")
    return sorted({unit or other for unit, other in found} - {None})


def _seen(sight: Sight) -> QuerySet[ProjectCheck]:
    rows = ProjectCheck.objects.all()
    if sight.nation:
        return rows
    project = "opening__project__"
    return rows.filter(
        Q(**{f"{project}province__in": sorted(sight.provinces)})
        | Q(**{f"{project}park__in": sorted(sight.parks)})
    )
