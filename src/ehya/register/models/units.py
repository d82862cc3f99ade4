"""What exists: production units, what was told of them, and who else knows them by what."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event
from ehya.register.models.constraints import among
from ehya.register.models.files import ReceivedFile
from ehya.register.models.places import County, Park, Province

STATUSES = ("active", "semi_active", "idle", "gone", "building")  # as told, not as measured
SIZES = ("micro", "small", "medium", "large")
OWNERSHIPS = ("private", "cooperative", "public", "bank_held", "foreign", "endowment")
CAPACITY_UNITS = ("tonne", "piece", "litre", "square_metre", "metre", "pair", "kwh", "other")
SCHEMES = (
    "permit",
    "national_id",
    "economic_code",
    "insurance_workshop",
    "electricity",
    "gas",
    "postal_code",
)
CONTACT_KINDS = ("owner", "manager", "phone", "mobile", "email")
SUCCESSIONS = ("split", "merger")
NUMBER = r"^[0-9]{8}$"  # seven digits and Damm's check digit


class Unit(models.Model):
    """A production unit for ever: its number, and nothing that can change."""

    number = models.CharField(max_length=8, unique=True)
    synthetic = models.BooleanField(default=False)
    # after a merge, where the number leads to; a reversed merge takes it away again
    forwards_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=NUMBER), name="unit_number"),
            models.CheckConstraint(
                condition=Q(forwards_to__isnull=True) | ~Q(forwards_to=F("id")),
                name="unit_forwards_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class UnitVersion(models.Model):
    """What was told of a unit, for a time, as known for a time."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    valid = DateRangeField()
    known = DateTimeRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(
        ReceivedFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    file_row = models.PositiveIntegerField(null=True)  # as the spreadsheet shows it

    name_fa = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=300, db_collation="C")  # of the Persian name, else Latin
    words = SearchVectorField()  # names, address, product in one spelling; by sound after a "~"

    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    address = models.CharField(max_length=300, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    isic = models.CharField(max_length=4, blank=True)  # ISIC Rev.4: class, group or division
    product = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, blank=True)  # as told by whoever reports
    size = models.CharField(max_length=8, blank=True)
    ownership = models.CharField(max_length=12, blank=True)
    licensed_on = models.DateField(null=True)
    licensed_capacity = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    capacity_unit = models.CharField(max_length=16, blank=True)
    licensed_jobs = models.PositiveIntegerField(null=True)
    insured_jobs = models.PositiveIntegerField(null=True)
    contracted_kw = models.FloatField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_one_version_at_a_time",
                expressions=[
                    (F("unit"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                    (F("known"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(known__isempty=False),
                name="unit_version_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(name_fa="") | ~Q(name_en=""), name="unit_has_a_name"
            ),
            among("status", STATUSES, "unit_status_known", blank=True),
            among("size", SIZES, "unit_size_known", blank=True),
            among("ownership", OWNERSHIPS, "unit_ownership_known", blank=True),
            among("capacity_unit", CAPACITY_UNITS, "unit_capacity_unit_known", blank=True),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="unit_on_the_globe",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], name="versions_of_unit"),  # the exclusion's is slow
            models.Index(fields=["sort_key", "unit"], name="units_by_name"),
            models.Index(fields=["province", "sort_key", "unit"], name="units_by_province"),
            models.Index(fields=["park", "sort_key", "unit"], name="units_by_park"),
            # and in SQL (migration 0002): units_by_content over words and facets together,
            # units_placed over words under an initial, and units_sampled, by which
            # `queries.roads` chooses how to look
        ]


class Identifier(models.Model):
    """A number somebody else knows a unit by. Two units may bear one: the law allows it of some."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    issuer = models.CharField(max_length=120, blank=True)
    valid = DateRangeField()
    known = DateTimeRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "scheme", "value"],
                condition=Q(known__endswith__isnull=True),
                name="identifier_once",
            ),
            among("scheme", SCHEMES, "identifier_scheme_known"),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_has_value"),
        ]
        indexes = [models.Index(fields=["scheme", "value"], name="identifier_by_value")]


class Contact(models.Model):
    """How to reach a unit's people. Personal: shown by role, and erased when the law asks."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=200, blank=True)
    known = DateTimeRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)
    erased_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            among("kind", CONTACT_KINDS, "contact_kind_known"),
            models.CheckConstraint(
                condition=Q(value="") | Q(erased_by__isnull=True), name="contact_erased_is_empty"
            ),
        ]


class Succession(models.Model):
    """A split or a merger in the world: what came of what, and on which day."""

    kind = models.CharField(max_length=8)
    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    after = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    happened_on = models.DateField()
    known = DateTimeRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            among("kind", SUCCESSIONS, "succession_kind_known"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="succession_of_another"),
        ]
