"""What OC4IDS 0.9.5 asks of the fields that Ehya tells: types, what is needed, closed codelists.

In our words, read off `schema/project-level/project-schema.json` and `project-package-schema.json`
(id `…/schema/0__9__5/…`). The standard allows further fields; here none is, so that nothing is told
which was not compared with the schema: a package that fits here fits there.
"""

TEXT = {"type": "string", "minLength": 1}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
}
# Of the closed list of ISO 4217 those in which Ehya keeps money.
CURRENCY = {"enum": ["IRR", "USD", "EUR", "AED", "CNY", "TRY", "INR", "RUB"]}


def thing(needed=(), **fields):
    """Return an object with these fields and no other, and at least one of them."""
    told = {"type": "object", "properties": fields, "minProperties": 1}
    return {**told, "additionalProperties": False, **({"required": [*needed]} if needed else {})}


def some(item):
    """Return a list that is not empty and names nothing twice."""
    return {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}


VALUE = thing(amount={"type": "number"}, currency=CURRENCY)
PERIOD = thing(startDate=MOMENT, endDate=MOMENT, maxExtentDate=MOMENT)
PARTY = thing(id=TEXT, name=TEXT)
BUDGET_LINE = thing(
    ["id"], id=TEXT, description=TEXT, amount=VALUE, approvalDate=MOMENT, sourceParty=PARTY
)
LOCATION = thing(
    ["id"],
    id=TEXT,
    description=TEXT,
    geometry=thing(
        type={
            "enum": [
                "Point",
                "MultiPoint",
                "LineString",
                "MultiLineString",
                "Polygon",
                "MultiPolygon",
            ]
        },
        coordinates={"type": "array", "items": {"type": ["number", "array"]}, "minItems": 1},
    ),
    address=thing(streetAddress=TEXT, locality=TEXT, region=TEXT, countryName=TEXT),
)
OBSERVATION = thing(
    ["id"],
    id=TEXT,
    period=PERIOD,
    measure={"type": ["string", "number"]},
    unit=thing(name=TEXT),
)
STATUS = [
    *("identification", "preparation", "implementation", "completion"),
    *("maintenance", "decommissioning", "decommissioned", "cancelled"),
]
TYPE = [
    "construction",
    "maintenance",
    "rehabilitation",
    "replacement",
    "expansion",
    "decommissioning",
]
PROJECT = thing(
    ["id"],
    id=TEXT,
    identifiers=some(thing(["id"], id=TEXT, scheme=TEXT)),
    publicAuthority=PARTY,
    title=TEXT,
    language=TEXT,
    status={"enum": STATUS},
    type={"enum": TYPE},
    sector=some(TEXT),
    period=PERIOD,
    implementationPeriod=PERIOD,
    budget=thing(
        amount=VALUE,
        budgetBreakdowns=some(
            thing(["id"], id=TEXT, description=TEXT, budgetBreakdown=some(BUDGET_LINE))
        ),
    ),
    parties=some(thing(id=TEXT, name=TEXT, roles=some(TEXT))),
    locations=some(LOCATION),
    milestones=some(
        thing(
            ["id"],
            id=TEXT,
            title=TEXT,
            dueDate=MOMENT,
            dateMet=MOMENT,
            status={"enum": ["scheduled", "met", "notMet", "partiallyMet"]},
        )
    ),
    metrics=some(thing(["id"], id=TEXT, observations=some(OBSERVATION))),
    completion=thing(endDate=MOMENT),
)
PACKAGE = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    **thing(
        ["uri", "publisher", "publishedDate", "projects", "version"],
        uri={"type": "string", "format": "uri", "pattern": "^[a-z]+:"},
        publishedDate=MOMENT,
        version={"type": "string", "pattern": r"^\d+\.\d+$"},
        publisher=thing(["name"], name=TEXT),
        projects=some(PROJECT),
    ),
}
