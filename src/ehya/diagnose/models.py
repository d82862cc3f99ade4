"""What was seen at a unit, and what holds it up?"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q, TextField, Value

from ehya.ledger.models import Event, Run, User
from ehya.register.models import Unit
from ehya.register.models.constraints import among
from ehya.register.models.files import DIGEST

PURPOSES = ("diagnosis", "check", "sample")  # a sample is drawn by lot, to count errors
VISIT_STATES = ("draft", "done", "dropped")
_ARABIC, _PERSIAN = "يىكةۀ\u200c", "ییکهه "  # one letter, one writing: words are found by either
WORDS_LETTERS = str.maketrans(_ARABIC, _PERSIAN)


def words_in_letters() -> Func:
    """Return a finding's words as they are looked for, in SQL; `WORDS_LETTERS` does so in Python."""
    letters = (Value(_ARABIC), Value(_PERSIAN))
    return Func(F("words"), *letters, function="translate", output_field=TextField())


class Evidence(models.Model):
    """A file that proves something; its bytes lie in the home folder under their digest."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)  # as it was first handed in
    media_type = models.CharField(max_length=100)
    size_bytes = models.BigIntegerField()
    synthetic = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=DIGEST), name="evidence_digest"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="evidence_not_empty"),
        ]


class Visit(models.Model):
    """Somebody at a unit, by the form in force. A draft belongs to whoever began it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # a form sent twice is one visit
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="visits", db_index=False)
    purpose = models.CharField(max_length=10, default="diagnosis")
    instrument_from = models.DateField()  # the form's version, of `instruments.toml`
    state = models.CharField(max_length=8, default="draft")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()  # the day of the visit
    answers = models.JSONField(default=dict)  # question -> answer
    present = models.JSONField(default=list)  # [{"name", "as"}]
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    off_metres = models.FloatField(null=True)  # how sure the place is
    running = models.BooleanField(null=True)  # what the form says of it; None: it does not say
    version = models.PositiveIntegerField(default=1)  # grows with every change of a draft
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            among("purpose", PURPOSES, "visit_purpose_known"),
            among("state", VISIT_STATES, "visit_state_known"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(event__isnull=False), name="visit_done_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="visit_place_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-on"], name="visits_of_unit"),
            models.Index(fields=["by"], condition=Q(state="draft"), name="visits_begun"),
        ]


class Photo(models.Model):
    """A picture taken at a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=40, blank=True)  # which it answers
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "evidence"], name="photo_once_a_visit")
        ]


class Finding(models.Model):
    """An obstacle of a unit, for a time, as known for a time."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="findings", db_index=False
    )
    obstacle = models.CharField(max_length=60)  # "liquidity.working_capital", of `obstacles.toml`
    severity = models.PositiveSmallIntegerField()  # 1 slows it, 2 halves it, 3 stops it
    valid = DateRangeField()  # since when it is there, until it was lifted
    known = DateTimeRangeField()
    cost_to_lift_irr = models.DecimalField(max_digits=20, decimal_places=0, null=True)
    words = models.TextField(blank=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="findings")
    machine_chance = models.FloatField(null=True)  # what was suggested when a person found it
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="finding_one_at_a_time",
                expressions=[
                    (F("unit"), RangeOperators.EQUAL),
                    (F("obstacle"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                    (F("known"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(severity__range=(1, 3)), name="finding_severity"),
            models.CheckConstraint(
                condition=Q(cost_to_lift_irr__isnull=True) | Q(cost_to_lift_irr__gte=0),
                name="finding_costs_nothing_negative",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(known__isempty=False),
                name="finding_has_time",
            ),
            models.CheckConstraint(
                condition=Q(machine_chance__isnull=True) | Q(machine_chance__range=(0, 1)),
                name="finding_chance",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], name="findings_of_unit"),
            GinIndex(
                SearchVector(words_in_letters(), config="simple"),
                condition=~Q(words=""),
                name="findings_by_words",
            ),
        ]


class Proof(models.Model):
    """A file that proves one finding."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="proofs")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # which proof of the obstacle's it is
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "evidence"], name="proof_once_a_finding")
        ]


class CauseFit(models.Model):
    """What was learnt of causes from confirmed findings, on a day."""

    method = models.CharField(max_length=40)  # "diagnose.causes/1"
    synthetic = models.BooleanField()
    told_at = models.DateTimeField()
    known_at = models.DateTimeField()  # findings known by then
    units = models.PositiveIntegerField()  # it learnt from
    weights = models.JSONField(default=dict)  # all that telling needs
    measures = models.JSONField(default=dict)  # how well, on units that it did not learn from
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["synthetic", "-told_at"], name="cause_fits_newest")]
