"""Does a project that was opened run? By readings of its unit, many at once; by a visit, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from ehya.diagnose.actions.keeping import keep
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.verify.actions.checking import Restarted, Watch, proofs_of
from ehya.verify.models import ProjectCheck
from ehya.verify.queries.afterwards import earliest, project_check_seen, ran_it
from ehya.verify.running import METHOD, UNSEEN

LONGEST_WORDS = 300  # letters
_AT_WORK = "revival"  # of a kind of case: active or semi-active counts as running


@dataclass(frozen=True, slots=True)
class SeenThere:
    """What somebody saw at a project.

    Attributes:
        running: whether it runs.
        on: the day of the visit.
        words: what was seen.
        photo: a picture's bytes and name; None for none.
    """

    running: bool
    on: date
    words: str
    photo: tuple[bytes, str] | None = None


_ASK = """
INSERT INTO verify_projectcheck (opening_id, months, due, found, "by", words, facts)
SELECT o.id, a.months, o.opened_on + a.days, '', '', '', '{}'
FROM invest_opening AS o JOIN invest_project AS p ON p.id = o.project_id
CROSS JOIN unnest(%(months)s::integer[], %(days)s::integer[]) AS a (months, days)
WHERE o.opened_on IS NOT NULL AND p.stands_for = 1
  AND NOT EXISTS (SELECT FROM verify_projectcheck AS k
                  WHERE k.opening_id = o.id AND k.months = a.months)
ORDER BY o.id, a.months
"""


def ask_projects() -> None:
    """Write down when each opened project will be asked whether it runs, where that is missing.

    A group of which only the sum was told is asked about nowhere: nobody knows which they are.
    """
    after: dict[str, int] = load("openings")["asked_after"]
    with connection.cursor() as cursor:
        months = [int(month) for month in after]
        cursor.execute(_ASK, {"months": months, "days": list(after.values())})


@transaction.atomic
def check_projects_by_readings(
    told: Watch, day: date, *, by: User, synthetic: bool, known_at: datetime | None = None
) -> int:
    """Check every project whose day has come against the readings of its unit.

    What readings say too little of is left to a visit, and so is what has no unit.

    Args:
        told: what detection says of the units, month by month.
        day: of the check: later months are not looked at.
        by: the house, or whoever asks for it.
        synthetic: the made-up ones, or the real ones.
        known_at: when the house knew; now.

    Returns:
        How many were answered.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "verify.check_project")
    ask_projects()
    checks = _waiting(day, synthetic)
    found = proofs_of(checks, told, day)
    answers = [
        ProjectCheck(
            pk=checks[place].key,
            found=str(found.found[place]),
            by="readings",
            on=day,
            facts={"method": METHOD, "months": int(found.months[place])},
        )
        for place in np.flatnonzero(found.found != UNSEEN).tolist()
    ]
    _answer(answers, by, day, known_at or timezone.now())
    return len(answers)


@transaction.atomic
def check_project(number: int, seen: SeenThere, *, by: User) -> str:
    """Say by a visit whether an opened project runs.

    Args:
        number: the check's.
        seen: what was seen there.
        by: who was there.

    Returns:
        What was found: "running" or "standing".

    Raises:
        Refusal: "ledger.not_allowed", "verify.no_such_project_check", "verify.found_already",
            "verify.own_project", "verify.words_needed", "verify.visit_too_early", "verify.ahead",
            and those of `keeping.keep`.
    """
    roles.require(by, "verify.check_project")
    project_check_seen(number, sight_of(by))
    check = ProjectCheck.objects.select_for_update(of=("self",)).get(pk=number)
    _refuse_wrong(check, seen, by)
    project, event = check.opening.project, new_event_id()
    if seen.photo is not None:
        content, name = seen.photo
        check.photo = keep(content, name=name, by=by, synthetic=project.synthetic)
    check.found = "running" if seen.running else "standing"
    check.by, check.who, check.on = "visit", by, seen.on
    check.words, check.known_at = seen.words.strip()[:LONGEST_WORDS], timezone.now()
    check.event_id = event
    check.save()
    note(
        "verify.check_project",
        by=by,
        on=("project", str(project.pk)),
        after={"found": check.found},
        id=event,
        months=check.months,
        happened_on=seen.on,
        photo=check.photo.sha256 if check.photo else None,
    )
    return check.found


def _refuse_wrong(check: ProjectCheck, seen: SeenThere, by: User) -> None:
    if check.found:
        raise Refusal("verify.found_already", check=check.pk, on=check.on)
    if by.pk in ran_it(check.opening.project):
        raise Refusal("verify.own_project", project=check.opening.project_id)
    if not seen.words.strip():
        raise Refusal("verify.words_needed")
    if seen.on > today():
        raise Refusal("verify.ahead", on=seen.on, today=today())
    if seen.on < earliest(check):
        raise Refusal("verify.visit_too_early", on=seen.on, first=earliest(check))


def _waiting(day: date, synthetic: bool) -> list[Restarted]:
    """Return the projects that have a unit and whose day has come."""
    unit = Coalesce("opening__project__unit", "opening__project__case__unit")
    jobs = Coalesce("opening__jobs", "opening__project__jobs_planned", 1)
    rows = ProjectCheck.objects.filter(
        found="", due__lte=day, opening__project__synthetic=synthetic
    ).annotate(unit=unit, people=jobs)
    told = rows.filter(unit__isnull=False).order_by("id")
    names = ("id", "unit", "opening__opened_on", "people")
    return [
        Restarted(key, 0, "", unit, opened, _AT_WORK, people)
        for key, unit, opened, people in told.values_list(*names)
    ]


def _answer(answers: Sequence[ProjectCheck], by: User, day: date, known: datetime) -> None:
    if not answers:
        return
    event = new_event_id()
    for answer in answers:
        answer.known_at, answer.event_id = known, event
    fields = ["found", "by", "on", "facts", "known_at", "event"]
    ProjectCheck.objects.bulk_update(answers, fields)
    ran = sum(answer.found == "running" for answer in answers)
    after: dict[str, Any] = {"running": ran, "standing": len(answers) - ran}
    note("verify.check_project", by=by, id=event, after=after, as_of=day)
