"""Which cases are there, where do they stand, and which are late?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case as When_
from django.db.models import CharField, Count, Q, QuerySet, Value, When

from ehya.ledger.models import User
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.register.models import UnitVersion
from ehya.register.queries.within import Moment
from ehya.revive.models import Case
from ehya.revive.queries.scope import cases_seen
from ehya.revive.queries.search import cases_found
from ehya.revive.table import CLOSED, KINDS, STATES

PAGE = 30
LEVELS = ("officer", "province", "headquarters")  # who hears of a late case, one after another


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the list.

    Attributes:
        text: a case's number, a unit's number, or words of its name, its officer, a committee that
            it came before or an obstacle.
        where: of `search.PLACES`; "" for all of them.
        state: of `table.STATES`; "" for all that are open or kept.
        province: ISO code.
        kind: of `table.KINDS`.
        cause: first level of an obstacle.
        officer: "me", "nobody" or a sign-in name.
        late: "any", or of `LEVELS`.
    """

    text: str = ""
    where: str = ""
    state: str = ""
    province: str = ""
    kind: str = ""
    cause: str = ""
    officer: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list, with what its unit is called.

    Attributes:
        case: itself.
        unit: as told now; None where nothing is told of it any more.
        late: days past its day; 0 for none. [days]
        level: who hears of it, of `LEVELS`; "" where it is not late.
    """

    case: Case
    unit: UnitVersion | None
    late: int
    level: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list.

    Attributes:
        rows: earliest day first.
        after: what the next page is asked by; "" for the last.
    """

    rows: tuple[Row, ...]
    after: str


def kinds_there(sight: Sight) -> tuple[bool, bool]:
    """Tell whether real cases are in sight, and whether made-up ones are."""
    seen = cases_seen(sight)
    return seen.filter(synthetic=False).exists(), seen.filter(synthetic=True).exists()


def cases_wanted(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, by: User
) -> QuerySet[Case]:
    """Return the cases that are asked for, in no order.

    Args:
        wanted: the question.
        moment: here and now; units are found by what is told of them then.
        sight: how far the reader sees.
        synthetic: the made-up ones, or the real ones.
        by: who asks: "me".
    """
    rows = cases_seen(sight).filter(synthetic=synthetic)
    state = wanted.state if wanted.state in STATES else ""
    rows = rows.filter(state=state) if state else rows.exclude(state__in=CLOSED)
    if wanted.kind in KINDS:
        rows = rows.filter(kind=wanted.kind)
    for field, told in (("province", wanted.province), ("cause", wanted.cause)):
        rows = rows.filter(**{field: told.replace("\x00", "")}) if told else rows
    if wanted.officer:
        rows = rows.filter(_officer(wanted.officer, by))
    if wanted.late:
        rows = rows.filter(_late(wanted.late, moment.as_of))
    if not wanted.text.strip():
        return rows
    return rows.filter(cases_found(wanted.text, moment, sight, where=wanted.where))


def list_cases(rows: QuerySet[Case], moment: Moment, *, after: str = "") -> Page:
    """Return a page of cases, those whose day comes or came first.

    Args:
        rows: of `cases_wanted`.
        moment: here and now.
        after: of the page before; what is no such thing begins at the top.
    """
    day, _, number = after.partition(".")
    if number.isdecimal() and _is_day(day):
        rows = rows.filter(Q(due__gt=day) | Q(due=day, id__gt=int(number)))
    found = list(
        rows.select_related("unit", "province", "officer").order_by("due", "id")[: PAGE + 1]
    )
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return Page(rows_of(shown, moment), f"{last.due.isoformat()}.{last.pk}" if last else "")


def rows_of(cases: list[Case], moment: Moment) -> tuple[Row, ...]:
    """Return cases with what their units are called."""
    told = UnitVersion.objects.filter(
        unit__in=[case.unit_id for case in cases],
        valid__contains=moment.as_of,
        known__contains=moment.known_at,
    )
    units = {version.unit_id: version for version in told.select_related("province", "park")}
    return tuple(
        Row(case, units.get(case.unit_id), late_days(case, moment.as_of), level(case, moment.as_of))
        for case in cases
    )


def late_days(case: Case, day: date) -> int:
    """Return for how many days a case is past its day. [days]"""
    return max(0, (day - case.due).days) if case.state not in CLOSED else 0


def level(case: Case, day: date) -> str:
    """Return who hears of a late case by now; "" where it is not late."""
    late, rules = late_days(case, day), load("cases", day)
    if late > rules["headquarters_after_days"]:
        return "headquarters"
    if late > rules["province_after_days"]:
        return "province"
    return "officer" if late else ""


def board(rows: QuerySet[Case], day: date) -> Mapping[str, tuple[int, int]]:
    """Return of each state how many cases stand there, and how many of them are late."""
    late = Count("id", filter=Q(due__lt=day))
    told = rows.order_by().values_list("state").annotate(n=Count("id"), late=late)
    return {state: (count, behind) for state, count, behind in told}


def climbed(rows: QuerySet[Case], day: date) -> Mapping[str, int]:
    """Return how many late cases have come to each of `LEVELS`."""
    rules = load("cases", day)
    open_late = rows.exclude(state__in=CLOSED).filter(due__lt=day)
    province = day - timedelta(days=rules["province_after_days"])
    headquarters = day - timedelta(days=rules["headquarters_after_days"])
    at = When_(
        When(due__lt=headquarters, then=Value("headquarters")),
        When(due__lt=province, then=Value("province")),
        default=Value("officer"),
        output_field=CharField(),
    )
    told = open_late.order_by().annotate(at=at).values_list("at").annotate(n=Count("id"))
    return dict.fromkeys(LEVELS, 0) | dict(told)


def causes_there(rows: QuerySet[Case]) -> list[str]:
    """Return the causes that cases have, the commonest first."""
    told = rows.order_by().exclude(cause="").values_list("cause").annotate(n=Count("id"))
    return [cause for cause, _ in told.order_by("-n", "cause")]


def officers_of(province: str) -> QuerySet[User]:
    """Return who may be given cases of a province: its officers, those who can sign in first."""
    held = Q(scopes__kind="province", scopes__code=province) | Q(scopes__kind="nation")
    rows = User.objects.filter(held, role="officer").distinct()
    return rows.order_by("-is_active", "username")


def cases_of_unit(unit: int, sight: Sight) -> list[Case]:
    """Return a unit's cases as far as the reader sees, the newest first."""
    return list(cases_seen(sight).filter(unit=unit).order_by("-id"))


def _officer(told: str, by: User) -> Q:
    if told == "me":
        return Q(officer=by)
    return Q(officer=None) if told == "nobody" else Q(officer__username=told.replace("\x00", ""))


def _late(told: str, day: date) -> Q:
    rules = load("cases", day)
    days = {
        "province": rules["province_after_days"],
        "headquarters": rules["headquarters_after_days"],
    }.get(told, 0)
    return Q(due__lt=day - timedelta(days=days)) & ~Q(state__in=CLOSED)


def _is_day(told: str) -> bool:
    try:
        date.fromisoformat(told)
    except ValueError:
        return False
    return True


def told(case: Case) -> dict[str, Any]:
    """Return a case as a row of a file."""
    return {
        "case": case.pk,
        "unit": case.unit.number,
        "province": case.province_id,
        "kind": case.kind,
        "state": case.state,
        "since": case.since,
        "due": case.due,
        "owner": case.owner,
        "officer": case.officer.username if case.officer else "",
        "cause": case.cause,
        "jobs": case.jobs,
        "opened_on": case.opened_on,
    }
