"""What is being built or brought back, with whose money, and how far is it?

Sums stand beside the rows that they are made of and are changed with them; the database holds both
to what cannot be: paid beyond what was approved, progress beyond the whole.
"""

from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q

from ehya.diagnose.models import Evidence
from ehya.engine.capacity import BASES
from ehya.ledger.models import Event, User
from ehya.register.models import Park, Province, Unit
from ehya.register.models.constraints import among
from ehya.revive.models import Case

PROJECT_KINDS = ("infrastructure", "industrial", "revival")  # counted apart, always
BRANCHES = {
    "infrastructure": ("water", "power", "gas", "road", "waste_water", "telecom", "land", "other"),
    "industrial": ("new", "expansion"),
    "revival": (),
}
PROJECT_STATES = ("planned", "under_way", "finished", "stopped")
MONEY_FROM = ("own", "bank", "state", "province", "fund", "partner", "foreign", "untold")
CONTRACT_KINDS = ("design", "building", "equipment", "supervision", "supply", "other")
HOW_MUCH = ("low", "medium", "high")
REFERRED = "ref"  # begins the key of a payment that has a number of its own: "ref:7:1403-118"
_RIALS: dict[str, Any] = {"max_digits": 20, "decimal_places": 0}
_SHARE: dict[str, Any] = {"max_digits": 6, "decimal_places": 5}


class Project(models.Model):
    """One project, or a group of them of which only the sum was told (`stands_for`)."""

    kind = models.CharField(max_length=14)
    branch = models.CharField(max_length=12, blank=True)  # of BRANCHES[kind]
    code = models.CharField(max_length=40, blank=True)  # its number with whoever keeps it
    stands_for = models.PositiveSmallIntegerField(default=1)  # as many projects
    name_fa = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    sponsor = models.CharField(max_length=200, blank=True)
    province = models.ForeignKey(  # none: a group in several of them
        Province, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    park = models.ForeignKey(Park, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="projects")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="projects")
    stands_at = models.CharField(max_length=300, blank=True)  # as a letter would be addressed
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    capacity = models.DecimalField(max_digits=18, decimal_places=3, null=True)  # licensed
    capacity_unit = models.CharField(max_length=40, blank=True)  # "t", "MW", "ha"
    capacity_per = models.CharField(  # of a year, of a day, or of no time: of BASES
        max_length=4, blank=True, default="", db_default=""
    )
    jobs_planned = models.PositiveIntegerField(null=True)
    begins_on = models.DateField(null=True)  # planned
    ends_on = models.DateField(null=True)  # planned
    begun_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="planned")
    physical = models.DecimalField(default=0, **_SHARE)  # the newest progress [0..1]
    approved_irr = models.DecimalField(default=0, **_RIALS)  # of its sources, as known now
    paid_irr = models.DecimalField(default=0, **_RIALS)
    source = models.CharField(max_length=200, blank=True)  # who told of it, where nobody here did
    address = models.URLField(max_length=400, blank=True)  # where it was printed
    synthetic = models.BooleanField(default=False)
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        constraints = [
            among("kind", PROJECT_KINDS, "project_kind_known"),
            among("state", PROJECT_STATES, "project_state_known"),
            models.CheckConstraint(
                condition=Q(kind="infrastructure", branch__in=(*BRANCHES["infrastructure"], ""))
                | Q(kind="industrial", branch__in=(*BRANCHES["industrial"], ""))
                | Q(kind="revival", branch=""),
                name="project_branch_of_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind="revival") | Q(case__isnull=False) | Q(stands_for__gt=1),
                name="project_revival_has_its_case",
            ),
            models.CheckConstraint(
                condition=Q(province__isnull=False) | Q(stands_for__gt=1),
                name="project_has_a_place",
            ),
            models.CheckConstraint(condition=Q(stands_for__gte=1), name="project_is_something"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True, capacity_per="")
                | Q(capacity__isnull=False, capacity_per__in=BASES),
                name="project_capacity_has_its_basis",
            ),
            models.CheckConstraint(
                condition=Q(paid_irr__gte=0) & Q(approved_irr__gte=F("paid_irr")),
                name="project_pays_what_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(physical__gte=0, physical__lte=1), name="project_share"
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("begins_on")),
                name="project_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="project_place_on_earth",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="project_one_a_code"
            ),
        ]
        indexes = [
            models.Index(fields=["synthetic", "kind", "state"], name="projects_by_kind"),
            models.Index(fields=["province", "kind"], name="projects_by_province"),
        ]


class Financing(models.Model):
    """A part of a project's investment; what is corrected ends to be known and another begins."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="financings", db_index=False
    )
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=160, blank=True)  # the bank, the fund
    amount = models.DecimalField(max_digits=24, decimal_places=4)  # in its own currency
    currency = models.CharField(max_length=3, default="IRR")
    rate = models.DecimalField(max_digits=16, decimal_places=4, default=1)  # rials for one of it
    rate_on = models.DateField(null=True)
    rate_basis = models.CharField(max_length=10, blank=True)  # "official", "nima", "market"
    rate_source = models.CharField(max_length=200, blank=True)
    amount_irr = models.DecimalField(**_RIALS)
    on = models.DateField()  # the day of the approval
    known = DateTimeRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("kind", MONEY_FROM, "financing_kind_known"),
            models.CheckConstraint(condition=Q(amount_irr__gt=0), name="financing_is_something"),
            models.CheckConstraint(
                condition=Q(currency="IRR", rate=1)
                | (~Q(currency="IRR") & Q(rate_on__isnull=False)),
                name="financing_rate_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["project"], name="financings_of_project")]


class Milestone(models.Model):
    """A step of the work with its weight; the first plan stays beside what is expected now."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="milestones", db_index=False
    )
    place = models.PositiveSmallIntegerField()  # in the order of the plan
    name = models.CharField(max_length=160)
    weight = models.DecimalField(**_SHARE)  # share of the whole work [0..1]
    planned_on = models.DateField()  # as first planned
    expected_on = models.DateField()  # as planned now
    done_on = models.DateField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "place"], name="milestone_one_a_place"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=1), name="milestone_weight"
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_on"],
                include=["project"],
                condition=Q(done_on__isnull=True),
                name="milestones_not_done",
            ),
        ]


class Standing(models.Model):
    """Since when a project is under way, stopped or finished, as somebody told. Never changed."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="standings", db_index=False
    )
    state = models.CharField(max_length=10)
    on = models.DateField()
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [among("state", PROJECT_STATES[1:], "standing_known")]
        indexes = [models.Index(fields=["project", "on", "id"], name="standing_of_project")]


class Progress(models.Model):
    """How far a project's work was on a day, as somebody told. Never changed."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="told", db_index=False
    )
    on = models.DateField()
    physical = models.DecimalField(**_SHARE)  # [0..1]
    reason = models.CharField(max_length=300, blank=True)  # where it fell
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(physical__gte=0, physical__lte=1), name="progress_share"
            ),
        ]
        indexes = [models.Index(fields=["project", "on", "id"], name="progress_of_project")]


def referred(project: int, reference: str) -> str:
    """Return the key of a project's payment that has a number of its own."""
    return f"{REFERRED}:{project}:{reference}"


class Payment(models.Model):
    """Money paid for a project. Never changed; a mistake is taken back by a payment against it."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="payments", db_index=False
    )
    on = models.DateField()
    amount_irr = models.DecimalField(**_RIALS)  # below zero where one is taken back
    amount = models.DecimalField(max_digits=24, decimal_places=4)  # in its own currency
    currency = models.CharField(max_length=3, default="IRR")
    rate = models.DecimalField(max_digits=16, decimal_places=4, default=1)
    rate_on = models.DateField(null=True)
    rate_basis = models.CharField(max_length=10, blank=True)
    rate_source = models.CharField(max_length=200, blank=True)
    financing = models.ForeignKey(
        Financing, on_delete=models.PROTECT, null=True, related_name="payments", db_index=False
    )
    takes_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="taken_back_by"
    )
    key = models.CharField(max_length=64, unique=True)  # a form sent twice is one payment
    paper = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_irr__gt=0, takes_back__isnull=True)
                | Q(amount_irr__lt=0, takes_back__isnull=False),
                name="payment_moves_something",
            ),
            models.CheckConstraint(
                condition=Q(currency="IRR", rate=1)
                | (~Q(currency="IRR") & Q(rate_on__isnull=False)),
                name="payment_rate_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "on"], include=["amount_irr"], name="payments_of_project"
            )
        ]

    @property
    def reference(self) -> str:
        """Its own number within the project, where one was told."""
        return self.key.split(":", 2)[2] if self.key.startswith(f"{REFERRED}:") else ""


class Contract(models.Model):
    """What was agreed with somebody who builds or delivers. Never changed."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=12)
    party = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField()
    ends_on = models.DateField(null=True)
    amount_irr = models.DecimalField(null=True, **_RIALS)
    paper = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("kind", CONTRACT_KINDS, "contract_kind_known"),
            models.CheckConstraint(
                condition=Q(amount_irr__isnull=True) | Q(amount_irr__gt=0), name="contract_amount"
            ),
        ]


class Risk(models.Model):
    """What may go wrong with a project, and what is done about it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="risks")
    words = models.CharField(max_length=300)
    likely = models.CharField(max_length=6)
    harm = models.CharField(max_length=6)
    answer = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("likely", HOW_MUCH, "risk_likely_known"),
            among("harm", HOW_MUCH, "risk_harm_known"),
        ]


class ProjectPhoto(models.Model):
    """A picture of a project on a day; its bytes are the evidence's. Never changed."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="photos")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    words = models.CharField(max_length=200, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "evidence"], name="photo_once_a_project"),
        ]
