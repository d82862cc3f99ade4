"""What do outside bodies owe, to which case, and by when?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.db.models import When as Is

from ehya.diagnose.models import Evidence
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.revive.models import Case, Obligation, Step
from ehya.revive.queries.scope import cases_seen

WAITING = ("asked", "accepted", "objected")
PAGE = 40  # obligations a page


def obligations_seen(sight: Sight) -> QuerySet[Obligation]:
    """Return the obligations of the cases that the reader sees."""
    rows = Obligation.objects.all()
    return rows if sight.nation else rows.filter(case__in=cases_seen(sight).values("pk"))


def obligation_seen(key: int, sight: Sight) -> Obligation:
    """Return one obligation.

    Raises:
        Refusal: "revive.no_such_obligation", also for one elsewhere.
    """
    rows = obligations_seen(sight).select_related(
        "body__province", "case__unit", "case__province", "decision__committee__province",
        "decision__item__meeting",
    )  # fmt: skip
    for obligation in rows.filter(pk=key):
        return obligation
    raise Refusal("revive.no_such_obligation", obligation=key)


def steps_of(obligation: Obligation) -> list[Step]:
    """Return what happened to an obligation, the newest last."""
    rows = Step.objects.filter(obligation=obligation).select_related("by", "proof")
    return list(rows.order_by("on", "id"))


def letter_kept(obligation: Obligation, step: int) -> Evidence:
    """Return the PDF of a letter that was issued.

    Raises:
        Refusal: "revive.no_such_letter".
    """
    rows = Step.objects.filter(obligation=obligation, pk=step, said="reminded")
    for told in rows.select_related("proof"):
        if told.proof is not None:
            return told.proof
    raise Refusal("revive.no_such_letter")


def of_case(case: Case) -> list[Obligation]:
    """Return every obligation of a case, what waits longest first."""
    rows = Obligation.objects.filter(case=case).select_related("body", "decision")
    rows = rows.prefetch_related("steps")
    order = When(
        Is(state__in=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return list(rows.annotate(over=order).order_by("over", "due", "id"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which obligations are asked for; what is empty is not asked.

    Attributes:
        state: of `models.committees.OBLIGATION_STATES`; "" for all that wait.
        body: its id.
        kind: of the body.
        province: of the case, ISO code.
        late: past their day only.
    """

    state: str = ""
    body: int | None = None
    kind: str = ""
    province: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of obligations.

    Attributes:
        rows: what is shown.
        waiting: how many wait, of all that are asked for.
        late: of them, past their day.
        after: where the next page begins; "" at the end.
    """

    rows: Sequence[Obligation] = ()
    waiting: int = 0
    late: int = 0
    after: str = ""


def page(wanted: Wanted, sight: Sight, *, synthetic: bool, today: date, after: str = "") -> Page:
    """Return obligations, the longest late first.

    Args:
        wanted: which.
        sight: how far the reader sees.
        synthetic: the made-up ones, or the real ones.
        today: on which day they are late.
        after: where the page begins, of the page before.

    Raises:
        Refusal: "revive.no_such_page".
    """
    rows = _asked(wanted, sight, synthetic, today)
    counts = rows.filter(state__in=WAITING).aggregate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due__lt=today))
    )
    found = rows.filter(_beyond(after)).select_related("body", "case__unit", "case__province")
    shown = list(found.annotate(number=F("decision__number")).order_by("due", "id")[: PAGE + 1])
    more = shown[PAGE - 1] if len(shown) > PAGE else None
    return Page(
        shown[:PAGE], counts["waiting"], counts["late"], f"{more.due}.{more.pk}" if more else ""
    )


def kinds_there(sight: Sight) -> tuple[bool, bool]:
    """Return whether there are obligations of real cases, and of made-up ones."""
    rows = obligations_seen(sight)
    return rows.filter(case__synthetic=False).exists(), rows.filter(case__synthetic=True).exists()


def _asked(wanted: Wanted, sight: Sight, synthetic: bool, today: date) -> QuerySet[Obligation]:
    told: dict[str, Any] = {"case__synthetic": synthetic}
    told |= {"state": wanted.state} if wanted.state else {"state__in": WAITING}
    told |= {"body": wanted.body} if wanted.body else {}
    told |= {"body__kind": wanted.kind} if wanted.kind else {}
    told |= {"case__province": wanted.province} if wanted.province else {}
    told |= {"due__lt": today, "ended_on": None} if wanted.late else {}
    return obligations_seen(sight).filter(**told)


def _beyond(after: str) -> Q:
    if not after:
        return Q()
    day, _, key = after.partition(".")
    try:
        due, last = date.fromisoformat(day), int(key)
    except ValueError:
        raise Refusal("revive.no_such_page", after=after[:40]) from None
    return Q(due__gt=due) | Q(due=due, pk__gt=last)


def reminders(steps: Iterable[Step]) -> list[Step]:
    """Return the letters of reminder among steps, the newest last."""
    told = [step for step in steps if step.said == "reminded"]
    return sorted(told, key=lambda step: (step.on, step.pk))
