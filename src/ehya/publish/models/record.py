"""What was said in public, when was it known, and what have we made of it?"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q

UNITS = ("units", "persons", "IRR", "USD", "percent", "years")
QUALIFIERS = ("eq", "over", "under", "approx", "at_least", "up_to")
KINDS = (
    "as_of",
    "cumulative_since_year_start",
    "full_year",
    "target_for_year",
    "since_government",
    "event",
)
KEY = r"^[A-Z0-9][A-Z0-9-]{0,38}-[0-9]{2,4}$"  # "TT464008-01": report, number in it
DAY_PREFIX = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"  # "", "2024", "2024-06", "2024-06-12"
DIGEST = r"^[0-9a-f]{64}$"


class Source(models.Model):
    """Where a claim can be read: a publisher and an address."""

    publisher = models.CharField(max_length=200)
    url = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publisher", "url"], name="source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher} {self.url}".strip()


class KeptText(models.Model):
    """A text under examination, with the claims as they were read on the day it was kept."""

    sha256 = models.CharField(max_length=64)
    body = models.TextField()
    language = models.CharField(max_length=2)
    published_on = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="texts")
    reading = models.JSONField()
    read_by = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "published_on", "source", "read_by"], name="text_once"
            ),
            models.CheckConstraint(condition=Q(sha256__regex=DIGEST), name="text_digest"),
            models.CheckConstraint(condition=Q(language__in=["en", "fa"]), name="text_language"),
            models.CheckConstraint(
                condition=Q(published_on__regex=DAY_PREFIX), name="text_published_on"
            ),
        ]

    def __str__(self) -> str:
        return f"T{self.pk:06d}"


class HeldBack(models.Model):
    """A claim of a text that somebody looked at and did not let into the record, with why."""

    text = models.ForeignKey(KeptText, on_delete=models.PROTECT, related_name="held_back")
    text_claim = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "text_claim"], name="held_back_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="held_back_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.text_claim}"


class RecordedClaim(models.Model):
    """One version of one claim of the record. Never changed: a correction closes it.

    `known` is when we held this version true; `happened` is the time it speaks of.
    """

    key = models.CharField(max_length=44)
    version = models.PositiveIntegerField()
    known = DateTimeRangeField()
    happened = DateRangeField(null=True, blank=True)

    metric = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=36, decimal_places=8)
    low = models.DecimalField(max_digits=36, decimal_places=8, null=True, blank=True)
    high = models.DecimalField(max_digits=36, decimal_places=8, null=True, blank=True)
    unit = models.CharField(max_length=10)
    qualifier = models.CharField(max_length=10)
    place = models.CharField(max_length=60)
    population = models.CharField(max_length=300, blank=True)
    period_kind = models.CharField(max_length=30)
    period_start = models.CharField(max_length=10, blank=True)
    period_end = models.CharField(max_length=10, blank=True)
    solar_year = models.SmallIntegerField(null=True, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    published_last = models.DateField(null=True, blank=True)
    pair = models.CharField(max_length=44, blank=True)
    part_of = models.CharField(max_length=44, blank=True)
    about = models.CharField(max_length=44, blank=True)
    unsure = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    speaker = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    text = models.ForeignKey(
        KeptText, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    text_claim = models.CharField(max_length=20, blank=True)
    span_start = models.PositiveIntegerField(default=0)
    span_end = models.PositiveIntegerField(default=0)
    passage = models.TextField(blank=True)

    read_by = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    withdrawn_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    folded = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="claim_version_once"),
            ExclusionConstraint(
                name="claim_open_text_once",
                expressions=[
                    ("text", RangeOperators.EQUAL),
                    ("text_claim", RangeOperators.EQUAL),
                    ("known", RangeOperators.OVERLAPS),
                ],
                condition=Q(text__isnull=False),
            ),
            models.CheckConstraint(condition=Q(key__regex=KEY), name="claim_key"),
            models.CheckConstraint(condition=Q(version__gte=1), name="claim_version"),
            models.CheckConstraint(
                condition=Q(known__isempty=False) & Q(known__lower_inf=False), name="claim_known"
            ),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="claim_unit"),
            models.CheckConstraint(condition=Q(qualifier__in=QUALIFIERS), name="claim_qualifier"),
            models.CheckConstraint(condition=Q(period_kind__in=KINDS), name="claim_period_kind"),
            models.CheckConstraint(condition=Q(value__gte=0), name="claim_not_negative"),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="claim_low_below_high",
            ),
            models.CheckConstraint(
                condition=Q(published_on__regex=DAY_PREFIX)
                & Q(period_start__regex=DAY_PREFIX)
                & Q(period_end__regex=DAY_PREFIX),
                name="claim_days",
            ),
            models.CheckConstraint(
                condition=Q(published_on="", published_last__isnull=True)
                | ~Q(published_on="") & Q(published_last__isnull=False),
                name="claim_published_last",
            ),
            models.CheckConstraint(
                condition=Q(span_start__lte=F("span_end")), name="claim_span_in_order"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="claim_correction_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_because="") | Q(known__upper_inf=False),
                name="claim_withdrawn_is_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["metric", "place", "solar_year"], name="claim_subject"),
            models.Index(
                F("published_last").desc(nulls_last=True), "key", name="claim_newest_first"
            ),
            GistIndex(fields=["known"], name="claim_known_range"),
            GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="claim_folded"),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
