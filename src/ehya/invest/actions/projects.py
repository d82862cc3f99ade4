"""How is a project opened, and what is told of it put right?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from ehya.engine.capacity import BASES, basis_of, stands_by_itself
from ehya.engine.refusal import Refusal
from ehya.invest.actions.holding import ON, held_by_database, hold, keep, written
from ehya.invest.models import Project
from ehya.invest.models.projects import BRANCHES, PROJECT_KINDS
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.register.models import Park, Province
from ehya.register.places import PROVINCES
from ehya.register.places.near import far_from_seats
from ehya.register.queries.within import here_and_now, parks_at, units_at
from ehya.revive.actions.bodies import refuse_far
from ehya.revive.queries.scope import case_seen

OPEN, CHANGE = "invest.open_project", "invest.change_project"
LONGEST = {
    "name_fa": 200, "name_en": 200, "sponsor": 200, "code": 40, "capacity_unit": 40,
    "stands_at": 300, "source": 200, "address": 400, "branch": 12,
}  # fmt: skip
MOST_CAPACITY = Decimal(10) ** 15
MOST_JOBS = 2**31 - 1
MOST_IN_GROUP = 10_000
NOT_CORRECTED = ("kind", "stands_for", "synthetic")  # another project, not the same one put right


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project as somebody tells it.

    Attributes:
        kind: of `PROJECT_KINDS`.
        name_fa: what it is called.
        name_en: the same in English; "" where there is none.
        branch: of `BRANCHES[kind]`; "" where it is not told.
        province: ISO code; "" for a group in several, or for the case's, unit's or park's own.
        park: park code; "" for none.
        unit: the unit's number; "" for none.
        case: the revival's case.
        sponsor: who builds it.
        code: its number with whoever keeps it; one project a code.
        stands_at: where it is, as a letter would be addressed.
        lat: [degree]
        lon: [degree]
        capacity: licensed. [capacity_unit]
        capacity_unit: "t", "MW", "ha".
        capacity_per: of a year, of a day or of no time, of `BASES`; "" for what its unit says.
        jobs_planned: [persons]
        begins_on: planned.
        ends_on: planned.
        stands_for: of how many projects only the sum was told. [projects]
        source: who told of it, where nobody here did.
        address: where it was printed.
        synthetic: whether it was made up.
    """

    kind: str
    name_fa: str
    name_en: str = ""
    branch: str = ""
    province: str = ""
    park: str = ""
    unit: str = ""
    case: int | None = None
    sponsor: str = ""
    code: str = ""
    stands_at: str = ""
    lat: float | None = None
    lon: float | None = None
    capacity: Decimal | None = None
    capacity_unit: str = ""
    capacity_per: str = ""
    jobs_planned: int | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    stands_for: int = 1
    source: str = ""
    address: str = ""
    synthetic: bool = False


@transaction.atomic
def open_project(told: NewProject, *, by: User) -> int:
    """Open a project; its money, plan and progress come afterwards.

    Args:
        told: the project.
        by: who opens it, where they see.

    Returns:
        Its number.

    Raises:
        Refusal: "ledger.not_allowed", "invest.code_there", and those of `checked`.
    """
    roles.require(by, OPEN)
    fields = checked(told, by=by)
    event = new_event_id()
    with held_by_database():
        project = Project.objects.create(**fields, known_at=timezone.now(), event_id=event)
    note(
        OPEN,
        by=by,
        on=(ON, str(project.pk)),
        after=facts_of(project),
        id=event,
        province=project.province_id or "",
    )
    return project.pk


@transaction.atomic
def change_project(
    number: int,
    told: Mapping[str, Any],
    *,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Tell more of a project, or put right what was told. What was told is put right with a reason.

    Args:
        number: the project's.
        told: fields of `NewProject` by name; those left out stay.
        by: who tells it.
        reason: why; needed where something that was told reads otherwise now.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "invest.nothing_changed",
            "invest.not_corrected", "invest.code_there", and those of `holding.hold` and `checked`.
    """
    roles.require(by, CHANGE)
    project = hold(number, by=by, seen=seen)
    was = as_told(project)
    will = replace(was, **told)
    if any(getattr(was, name) != getattr(will, name) for name in NOT_CORRECTED):
        raise Refusal("invest.not_corrected", project=number)
    fields = checked(will, by=by)
    if fields["synthetic"] != project.synthetic:
        raise Refusal("invest.mixed")
    before = facts_of(project)
    kept = {name: value for name, value in fields.items() if getattr(project, name) != value}
    if not kept:
        raise Refusal("invest.nothing_changed", project=number)
    corrected = [name for name in kept if getattr(project, name) not in (None, "")]
    if corrected and not reason.strip():
        raise Refusal("ledger.reason_needed", act=CHANGE)
    keep(project, **kept)
    after = facts_of(project)
    note(
        CHANGE,
        by=by,
        on=(ON, str(number)),
        before={name: before.get(name) for name in after if before.get(name) != after[name]},
        after={name: value for name, value in after.items() if before.get(name) != value},
        reason=reason,
        corrected=corrected,
    )


def as_told(project: Project) -> NewProject:
    """Return a kept project as somebody would tell it."""
    names = [name for name in NewProject.__slots__ if name not in ("province", "park", "unit")]
    told = {name: getattr(project, name) for name in names if name != "case"}
    return NewProject(
        **told,
        province=project.province_id or "",
        park=project.park_id or "",
        unit=project.unit.number if project.unit else "",
        case=project.case_id,
    )


def facts_of(project: Project) -> dict[str, Any]:
    """Return what an event tells of a project: what is not empty."""
    told = asdict(as_told(project))
    told["kind"] = f"invest.{project.kind}"
    if project.capacity_per:
        told["capacity_per"] = f"invest.per_{project.capacity_per}"
    skipped = ("synthetic",) if not project.synthetic else ()
    shown = {k: v for k, v in told.items() if v not in (None, "") and k not in skipped}
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in shown.items()}


def checked(told: NewProject, *, by: User) -> dict[str, Any]:
    """Return the row's fields of a project that may be kept.

    Raises:
        Refusal: "invest.no_such_kind", "invest.no_such_branch", "invest.needed",
            "invest.fact_too_long", "invest.case_needed", "invest.case_not_taken",
            "invest.place_needed", "invest.place_elsewhere", "invest.mixed",
            "invest.not_on_earth", "invest.far_from_province", "invest.out_of_range", "invest.days_reversed",
            "invest.no_such_basis", "invest.capacity_basis",
            "invest.bad_address", "revive.day_far", "revive.no_such_case",
            "register.no_such_unit", "register.no_such_park_here".
    """
    if told.kind not in PROJECT_KINDS:
        raise Refusal("invest.no_such_kind", kind=told.kind[:20])
    if told.branch and told.branch not in BRANCHES[told.kind]:
        raise Refusal("invest.no_such_branch", branch=told.branch[:20], kind=f"invest.{told.kind}")
    _refuse_numbers(told)
    _refuse_days(told)
    words = {
        name: written(getattr(told, name), name, most, needed=name == "name_fa")
        for name, most in LONGEST.items()
    }
    if words["address"] and not words["address"].startswith(("https://", "http://")):
        raise Refusal("invest.bad_address", address=words["address"][:60])
    others = ("lat", "lon", "capacity", "jobs_planned", "begins_on", "ends_on")
    kept = {name: getattr(told, name) for name in (*others, *NOT_CORRECTED[:2])}
    kept["capacity_per"] = _basis(told)
    return {**words, **kept, **_place(told, sight_of(by))}


def _place(told: NewProject, sight: Sight) -> dict[str, Any]:
    """Return where a project stands, and of which unit and case it is."""
    unit, case, province, park = None, None, told.province, told.park
    if told.case is not None:
        if told.kind != "revival":
            raise Refusal("invest.case_not_taken", kind=f"invest.{told.kind}")
        found = case_seen(told.case, sight)
        unit, case, synthetic = found.unit_id, found.pk, found.synthetic
        province, park = province or found.province_id, park or (found.park_id or "")
    elif told.unit:
        row = _unit(told.unit, sight)
        unit, synthetic = row.unit_id, row.unit.synthetic
        province, park = province or row.province_id, park or (row.park_id or "")
    else:
        synthetic = told.synthetic
    if told.kind == "revival" and case is None and told.stands_for == 1:
        raise Refusal("invest.case_needed")
    if told.synthetic and not synthetic:
        raise Refusal("invest.mixed")
    province = _with_park(park, province, sight) if park else province
    _refuse_place(told, province, park, sight)
    if told.lat is not None and told.lon is not None:
        _refuse_far_away(told.lat, told.lon, province)
    if park and not Park.objects.filter(pk=park, synthetic=synthetic).exists():
        raise Refusal("invest.mixed")
    return {
        "synthetic": synthetic,
        "province_id": province or None,
        "park_id": park or None,
        "unit_id": unit,
        "case_id": case,
    }


def _unit(number: str, sight: Sight) -> Any:
    digits = number.replace("-", "")
    told = digits if digits.isascii() and digits.isdecimal() else ""
    rows = units_at(here_and_now(), sight).select_related("unit").filter(unit__number=told)
    for row in rows:
        return row
    raise Refusal("register.no_such_unit", number=number[:20])


def _with_park(park: str, province: str, sight: Sight) -> str:
    """Return the park's province, which the project's own must be."""
    for row in parks_at(here_and_now(), sight).filter(park_id=park.replace("\x00", "")):
        if province and province != row.province_id:
            raise Refusal("invest.place_elsewhere", park=park)
        return str(row.province_id)
    raise Refusal("register.no_such_park_here", park=park[:20])


def _refuse_place(told: NewProject, province: str, park: str, sight: Sight) -> None:
    if not province:
        if told.stands_for == 1 or not sight.nation:
            raise Refusal("invest.place_needed")
        return
    there = Province.objects.filter(pk=province.replace("\x00", "")).exists()
    if not there or not sight.covers(province, park):
        raise Refusal("invest.place_needed")


def _refuse_off_earth(lat: float | None, lon: float | None) -> None:
    if lat is None and lon is None:
        return
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Refusal("invest.not_on_earth")  # also of no number at all


def _refuse_far_away(lat: float, lon: float, province: str) -> None:
    """Say no to coordinates that lie in another province, or in another country."""
    if far_from_seats(lat, lon, province):
        place = PROVINCES.get(province)
        raise Refusal(
            "invest.far_from_province",
            lat=round(lat, 4),
            lon=round(lon, 4),
            province_en=place.name_en if place else "Iran",
            province_fa=place.name_fa if place else "ایران",
        )


def _refuse_numbers(told: NewProject) -> None:
    _refuse_off_earth(told.lat, told.lon)
    if told.capacity is not None:
        exact = told.capacity.is_finite() and round(told.capacity, 3) == told.capacity
        if not exact or not 0 < told.capacity < MOST_CAPACITY:
            raise Refusal("invest.out_of_range", fact="invest.fact.capacity")
        if not told.capacity_unit.strip():
            raise Refusal("invest.needed", fact="invest.fact.capacity_unit")
    if told.jobs_planned is not None and not 0 <= told.jobs_planned <= MOST_JOBS:
        raise Refusal("invest.out_of_range", fact="invest.fact.jobs_planned")
    if not 1 <= told.stands_for <= MOST_IN_GROUP:
        raise Refusal("invest.out_of_range", fact="invest.fact.stands_for")


def _basis(told: NewProject) -> str:
    """Return of which time a capacity is; one that does not fit a unit that we know is refused."""
    if told.capacity is None:
        return ""
    per = told.capacity_per or basis_of(told.capacity_unit)
    if per not in BASES:
        raise Refusal("invest.no_such_basis", basis=per[:20])
    if per != "none" and stands_by_itself(told.capacity_unit):
        raise Refusal("invest.capacity_basis", unit=told.capacity_unit[:40])
    return per


def _refuse_days(told: NewProject) -> None:
    for day in (told.begins_on, told.ends_on):
        if day is not None:
            refuse_far(day)
    if told.begins_on and told.ends_on and told.ends_on < told.begins_on:
        raise Refusal("invest.days_reversed", first=told.begins_on, last=told.ends_on)
