"""What does a program get: which fields has each answer, and what stands in them?"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

NUMBER = Field(
    description=gettext_noop("The number as text, exact to its last digit, e.g. 186 or 36.1983.")
)
UNIT = Field(
    description=gettext_noop(
        "What the number is of: units, persons, projects, resolutions, IRR, percent."
    )
)


class Refused(Schema):
    """Why something was not done."""

    code: str = Field(
        description=gettext_noop("Stable; docs/reference/refusals.md lists every one.")
    )
    message: str = Field(
        description=gettext_noop("The same in a sentence, in the language asked for.")
    )
    facts: dict[str, Any] = Field(
        description=gettext_noop("What the sentence tells, for programs.")
    )


class Metric(Schema):
    """One definition, in force from a day; every word in both languages."""

    name: str = Field(description=gettext_noop("In addresses and certificates."))
    version: str = Field(
        description=gettext_noop("Name and day of the definition, as certificates tell it.")
    )
    unit: str = UNIT
    once_per: str = Field(description=gettext_noop("What is counted once."))
    adds_over: list[str] = Field(
        description=gettext_noop("Over what its parts add up: place, time.")
    )
    answers: list[str] = Field(
        description=gettext_noop("Names under which the press tells the same.")
    )
    beside: list[str] = Field(
        description=gettext_noop("Metrics that it is never added to or taken for.")
    )
    name_en: str
    name_fa: str
    counts_en: str
    counts_fa: str
    event_en: str
    event_fa: str
    population_en: str
    population_fa: str


class Metrics(Schema):
    """Every definition."""

    metrics: list[Metric]


class LookedAt(Schema):
    """What was looked at to count; a zero rests on it."""

    number: int
    what: str = Field(description=gettext_noop("cases, units, movements, obligations or projects."))
    digest: str = Field(description=gettext_noop("SHA-256 of which ones."))


class Scope(Schema):
    """Whom a figure counts; what is empty was not asked."""

    province: str = Field("", description=gettext_noop("ISO code, e.g. IR-20."))
    park: str = ""
    parks: str = Field("", description=gettext_noop("inside or outside industrial parks."))
    sector: str = Field("", description=gettext_noop("Division of ISIC Rev.4."))
    size: str = ""
    cause: str = ""


class Figure(Schema):
    """A public figure: one number with its birth certificate."""

    number: int = Field(description=gettext_noop("Of the figure."))
    metric: str
    definition: str = Field(description=gettext_noop("The definition's version."))
    value: str = NUMBER
    unit: str = UNIT
    scope: Scope
    synthetic: bool = Field(description=gettext_noop("Whether it counts the made-up programme."))
    first: date = Field(description=gettext_noop("First day of the period it speaks of."))
    last: date = Field(description=gettext_noop("Last day of it."))
    as_of: date = Field(description=gettext_noop("What had happened by this day is in it."))
    known_at: datetime = Field(description=gettext_noop("What was known at this moment is in it."))
    counted: int = Field(description=gettext_noop("How many things."))
    looked_at: LookedAt
    root: str = Field(description=gettext_noop("Merkle root over all that was counted."))
    digest: str = Field(description=gettext_noop("SHA-256 of the certificate."))
    released_at: datetime
    corrected_by: int | None = Field(description=gettext_noop("The figure that took its place."))
    correction: str = Field(
        description=gettext_noop("Why it was put right; empty where it stands.")
    )
    page: str = Field(description=gettext_noop("Its page for people."))
    certificate: str = Field(description=gettext_noop("Where its signed certificate is."))


class Figures(Schema):
    """Some public figures, those made public last first."""

    figures: list[Figure]
    next: str | None = Field(description=gettext_noop("Address of those before; null at the end."))


class History(Schema):
    """Every public figure of one metric and one scope, in order of their days."""

    metric: str
    scope: Scope
    synthetic: bool
    figures: list[Figure]


class Correction(Schema):
    """One figure that was put right by another, and why."""

    wrong: int
    right: int
    wrong_value: str = NUMBER
    right_value: str | None = Field(
        description=gettext_noop("Null while the new figure is not public.")
    )
    unit: str = UNIT
    reason: str
    at: datetime


class Corrections(Schema):
    """Corrections of public figures, the newest first."""

    corrections: list[Correction]
    next: str | None = Field(description=gettext_noop("Address of those before; null at the end."))


class Statement(Schema):
    """A published statement; its certificate tells every number with the figure that proves it."""

    number: int = Field(description=gettext_noop("Of the statement."))
    title: str
    said_on: date
    published_at: datetime
    synthetic: bool = Field(description=gettext_noop("Whether it counts the made-up programme."))
    corrects: int | None = Field(description=gettext_noop("The statement that it puts right."))
    corrected_by: int | None = Field(description=gettext_noop("The notice that put it right."))
    digest: str = Field(description=gettext_noop("SHA-256 of the certificate."))
    page: str = Field(description=gettext_noop("Its page for people."))
    certificate: str = Field(description=gettext_noop("Where its signed certificate is."))


class Statements(Schema):
    """Published statements, the newest first."""

    statements: list[Statement]
    next: str | None = Field(description=gettext_noop("Address of those before; null at the end."))


class Part(Schema):
    """One part of a count."""

    key: str = Field(description=gettext_noop("Of the dimension; empty where nothing is known."))
    first: date
    last: date
    members: int = Field(description=gettext_noop("How many things."))
    value: str | None = Field(description=gettext_noop("Their number; null of a share of nothing."))


class Count(Schema):
    """A metric counted now, as far as you may see."""

    metric: str
    definition: str
    value: str = NUMBER
    unit: str = UNIT
    scope: Scope
    synthetic: bool
    whole_country: bool = Field(description=gettext_noop("False where you see a part of it only."))
    first: date
    last: date
    as_of: date
    known_at: datetime
    by: str
    parts: list[Part]
