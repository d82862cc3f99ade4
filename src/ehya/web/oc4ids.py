"""How are projects told to other programs: as a package of OC4IDS 0.9?

OC4IDS is the Open Contracting for Infrastructure Data Standard. A group of which only the sum was
told is left out: the standard has no word for it.

Source:
    Schema 0.9.5, github.com/open-contracting/infrastructure, schema/project-level/
    project-schema.json and project-package-schema.json.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.register.queries.within import Moment
from ehya.web.messages.names import NAMES
from ehya.web.project_tables import Told

VERSION = "0.9"
PREFIX = "oc4ids-ehya"  # of the projects' identifiers; to be registered by whoever publishes
SCHEME = "ehya"  # of what whoever keeps a project calls it
STATUS = {
    "planned": "preparation",
    "under_way": "implementation",
    "finished": "completion",
    "stopped": "implementation",  # work that stands still is not given up
}
TYPE = {"revival": "rehabilitation", "expansion": "expansion"}  # by the kind or the branch
SECTOR = {
    "water": ("waterAndWaste",),
    "waste_water": ("waterAndWaste",),
    "power": ("energy",),
    "gas": ("energy",),
    "road": ("transport", "transport.road"),  # the parent's code beside it, as the standard asks
    "telecom": ("communications",),
}
SPONSOR = {"infrastructure": "publicAuthority"}  # who builds the others is no authority
PER = {"year": "per year", "day": "per day", "none": ""}  # of which time a capacity is told
OWNER = "buyer"  # whose budget pays


def package(told: Iterable[Told], moment: Moment, *, uri: str) -> dict[str, Any]:
    """Return a package of projects.

    Args:
        told: the projects, each with its sources and milestones.
        moment: as of and known at which they are told.
        uri: by which this package is known.

    Raises:
        Refusal: "invest.no_project_to_tell": the standard has no empty package.
    """
    found = [_project(row, parts, moment) for row, parts in told if row.project.stands_for == 1]
    if not found:
        raise Refusal("invest.no_project_to_tell")
    return {
        "version": VERSION,
        "uri": uri,
        "publishedDate": moment.known_at.isoformat(timespec="seconds"),
        "publisher": {"name": "Ehya"},
        "projects": found,
    }


def _project(row: Any, parts: Any, moment: Moment) -> dict[str, Any]:
    project = row.project
    told = {
        "id": f"{PREFIX}-{project.pk}",
        "identifiers": [{"scheme": SCHEME, "id": project.code}] if project.code else [],
        "title": project.name_en or project.name_fa,
        "language": "en" if project.name_en else "fa",
        "status": STATUS[row.state],
        "type": TYPE.get(project.branch) or TYPE.get(project.kind, "construction"),
        "sector": list(SECTOR.get(project.branch, ())),
        "period": _period(project.begins_on, project.ends_on),
        "implementationPeriod": _period(project.begun_on, None),
        "budget": _budget(row, parts.money),
        "parties": _parties(project, parts.money),
        "locations": _locations(project),
        "milestones": [_milestone(step) for step in parts.steps],
        "metrics": [*_capacity(project), *_metrics(row, moment)],
        "completion": _without_empty({"endDate": _moment(project.finished_on)}),
    }
    if SPONSOR.get(project.kind) and project.sponsor:
        told["publicAuthority"] = {"id": "sponsor", "name": project.sponsor}
    return _without_empty(told)


def _budget(row: Any, sources: Iterable[Any]) -> dict[str, Any]:
    if not row.approved_irr:
        return {}
    lines = [
        _without_empty(
            {
                "id": str(source.pk),
                "description": NAMES[f"invest.{source.kind}"]["en"],
                "amount": {"amount": _number(source.amount), "currency": source.currency},
                "approvalDate": _moment(source.on),
                "sourceParty": _named(source),
            }
        )
        for source in sources
    ]
    whole = {"amount": row.approved_irr, "currency": "IRR"}
    if not lines:
        return {"amount": whole}
    by_source = {"id": "sources", "description": "By source of money", "budgetBreakdown": lines}
    return {"amount": whole, "budgetBreakdowns": [by_source]}


def _parties(project: Any, sources: Iterable[Any]) -> list[dict[str, Any]]:
    role = SPONSOR.get(project.kind, OWNER)
    first = [{"id": "sponsor", "name": project.sponsor, "roles": [role]}] if project.sponsor else []
    named = [_named(source) for source in sources]
    return first + [{**party, "roles": ["funder", "sourceParty"]} for party in named if party]


def _named(source: Any) -> dict[str, str]:
    return {"id": f"source-{source.pk}", "name": source.name} if source.name else {}


def _locations(project: Any) -> list[dict[str, Any]]:
    place = project.province
    if place is None:
        return []
    address = {"streetAddress": project.stands_at, "region": place.name_en, "countryName": "Iran"}
    told: dict[str, Any] = {
        "id": place.iso,
        "description": place.name_en,
        "address": _without_empty(address),
    }
    if project.lat is not None:
        point = [project.lon, project.lat]
        told["geometry"] = {"type": "Point", "coordinates": point}
    return [told]


def _milestone(step: Any) -> dict[str, Any]:
    return _without_empty(
        {
            "id": str(step.place),
            "title": step.name,
            "dueDate": _moment(step.expected_on),
            "dateMet": _moment(step.done_on),
            "status": "met" if step.done_on else "scheduled",
        }
    )


def _capacity(project: Any) -> list[dict[str, Any]]:
    """Return the licensed capacity as a metric; the standard's unit has its time in its name."""
    if project.capacity is None:
        return []
    unit = f"{project.capacity_unit} {PER[project.capacity_per]}".strip()
    told = {
        "id": "licensedCapacity-1",
        "measure": _number(project.capacity),
        "unit": {"name": unit},
    }
    return [{"id": "licensedCapacity", "observations": [told]}]


def _metrics(row: Any, moment: Moment) -> list[dict[str, Any]]:
    if row.state == "planned":
        return []
    shares = {"physicalProgress": row.physical, "financialProgress": row.financial}
    return [
        {
            "id": name,
            "observations": [
                {
                    "id": f"{name}-{moment.as_of.isoformat()}",
                    "measure": round(100 * share, 3),
                    "unit": {"name": "percent"},
                    "period": {"endDate": _moment(moment.as_of)},
                }
            ],
        }
        for name, share in shares.items()
        if share is not None
    ]


def _period(first: Any, last: Any) -> dict[str, str]:
    return _without_empty({"startDate": _moment(first), "endDate": _moment(last)})


def _without_empty(told: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not told: the standard has no empty texts, lists or objects."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _number(amount: Any) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def _moment(day: Any) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""
