"""Where units stand: provinces, counties, parks and zones."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event
from ehya.register.models.constraints import among

PARK_KINDS = ("town", "zone", "special_zone", "technology")
ISO = r"^IR-[0-9]{2}$"
PARK_CODE = r"^P-[0-9]{4,5}$"


class Province(models.Model):
    """One of the 31, by its ISO 3166-2 code."""

    iso = models.CharField(max_length=5, primary_key=True)
    name_en = models.CharField(max_length=60, unique=True)  # the record's spelling
    name_fa = models.CharField(max_length=60, unique=True)
    sort_key = models.CharField(max_length=200, db_collation="C")
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(iso__regex=ISO), name="province_iso")]


class County(models.Model):
    """A county of a province."""

    code = models.CharField(max_length=12, primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="counties")
    name_en = models.CharField(max_length=80)
    name_fa = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=200, db_collation="C")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "name_fa"], name="county_once"),
        ]


class Park(models.Model):
    """An industrial town or zone: identity only; what is told of it stands in its versions."""

    code = models.CharField(max_length=8, primary_key=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=PARK_CODE), name="park_code"),
        ]


class ParkVersion(models.Model):
    """What was told of a park, for a time, as known for a time."""

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="versions")
    valid = DateRangeField()
    known = DateTimeRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    name_en = models.CharField(max_length=200, blank=True)
    name_fa = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=300, db_collation="C")
    kind = models.CharField(max_length=20)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    county = models.ForeignKey(County, on_delete=models.PROTECT, null=True, related_name="+")
    area_ha = models.FloatField(null=True)
    plots = models.PositiveIntegerField(null=True)  # how many units it has room for
    services = ArrayField(models.CharField(max_length=20), default=list)  # water, gas, …
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="park_one_version_at_a_time",
                expressions=[
                    (F("park"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                    (F("known"), RangeOperators.OVERLAPS),
                ],
            ),
            among("kind", PARK_KINDS, "park_kind_known"),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(known__isempty=False),
                name="park_version_has_time",
            ),
        ]
