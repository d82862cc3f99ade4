"""Does a unit that was told to run really run, and what brings units back?"""

from django.db import models
from django.db.models import F, Q

from ehya.diagnose.models import Evidence, Visit
from ehya.invest.models import Opening
from ehya.ledger.models import Event, Run, User
from ehya.register.models.constraints import among
from ehya.revive.models import Case, Restart
from ehya.revive.table import KINDS
from ehya.verify.stages import KNOWN

FOUND = ("running", "standing", "unseen")
MONTHS = (3, 6, 12)  # after its opening a project is asked, of `openings.toml`


class Check(models.Model):
    """One time that a restart is asked whether it still runs."""

    restart = models.ForeignKey(Restart, on_delete=models.PROTECT, related_name="checks")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks", db_index=False)
    stage = models.CharField(max_length=10)
    due = models.DateField()
    sample = models.ForeignKey(
        "Sample", on_delete=models.PROTECT, null=True, related_name="checks", db_index=False
    )
    found = models.CharField(max_length=10, blank=True)  # "" while nobody knows
    by = models.CharField(max_length=10, blank=True)  # "readings" or "visit"
    on = models.DateField(null=True)  # up to which day it was looked at
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=dict)  # months, signals, shares that it rests on
    known_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__regex=KNOWN), name="check_stage_known"),
            among("found", FOUND, "check_found_known", blank=True),
            among("by", ("readings", "visit"), "check_by_known", blank=True),
            models.UniqueConstraint(
                fields=["restart", "stage"],
                condition=Q(sample__isnull=True),
                name="check_once_a_stage",
            ),
            models.UniqueConstraint(
                fields=["restart", "sample"],
                condition=Q(sample__isnull=False),
                name="check_once_a_sample",
            ),
            models.CheckConstraint(
                condition=Q(stage="sample", sample__isnull=False)
                | (~Q(stage="sample") & Q(sample__isnull=True)),
                name="check_of_a_sample",
            ),
            models.CheckConstraint(
                condition=Q(found="") | (~Q(by="") & Q(on__isnull=False, event__isnull=False)),
                name="check_found_by_something",
            ),
        ]
        indexes = [
            models.Index(fields=["case"], name="checks_of_case"),
            models.Index(fields=["due"], condition=Q(found=""), name="checks_waiting"),
        ]


class ProjectCheck(models.Model):
    """One time that an opened project is asked whether it runs."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField()  # after it was opened
    due = models.DateField()
    found = models.CharField(max_length=10, blank=True)  # "" while nobody knows
    by = models.CharField(max_length=10, blank=True)  # "readings" or "visit"
    who = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(null=True)  # of the visit; up to which day readings were looked at
    words = models.CharField(max_length=300, blank=True)  # what somebody saw there
    photo = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=dict)  # months and shares that it rests on
    known_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "months"], name="project_check_once"),
            models.CheckConstraint(condition=Q(months__in=MONTHS), name="project_check_months"),
            among("found", ("running", "standing"), "project_check_found_known", blank=True),
            among("by", ("readings", "visit"), "project_check_by_known", blank=True),
            models.CheckConstraint(
                condition=Q(found="", by="")
                | (~Q(found="") & Q(on__isnull=False, known_at__isnull=False, event__isnull=False)),
                name="project_check_found_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(by="visit") | (Q(who__isnull=False) & ~Q(words="")),
                name="project_check_seen_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["due"], condition=Q(found=""), name="project_checks_waiting")
        ]


class Sample(models.Model):
    """Restarts of a quarter drawn by lot, to be looked at again, so that errors are counted."""

    first = models.DateField()  # of the quarter that is asked about
    last = models.DateField()
    seed = models.BigIntegerField()
    synthetic = models.BooleanField()
    sizes = models.JSONField(default=dict)  # province -> [drawn, of]
    method = models.CharField(max_length=40)
    drawn_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "synthetic"], name="sample_once_a_quarter"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="sample_has_days"),
        ]


class EffectTable(models.Model):
    """What was known of what brings units back, on a day."""

    method = models.CharField(max_length=40)  # "verify.effects/2"
    kind = models.CharField(max_length=10)  # of case: kinds are never put together
    synthetic = models.BooleanField()
    as_of = models.DateField()
    known_at = models.DateTimeField()
    cases = models.PositiveIntegerField()  # it learnt from
    facts = models.JSONField(default=dict)  # what all have in common, and how it was learnt
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [among("kind", KINDS, "effects_kind_known")]
        indexes = [models.Index(fields=["synthetic", "kind", "-known_at"], name="effects_newest")]


class Effect(models.Model):
    """What one intervention does against one cause in units of one size; "" means all of them."""

    table = models.ForeignKey(EffectTable, on_delete=models.PROTECT, related_name="effects")
    intervention = models.CharField(max_length=30, blank=True)
    cause = models.CharField(max_length=30, blank=True)
    size = models.CharField(max_length=8, blank=True)
    cases = models.PositiveIntegerField()
    restarted = models.PositiveIntegerField()  # of them verified
    chance = models.FloatField()  # of a verified restart
    chance_low = models.FloatField()
    chance_high = models.FloatField()
    back_by = models.JSONField(default=list)  # the same by the end of each period
    days = models.FloatField(null=True)  # from decision to proof, median
    days_low = models.FloatField(null=True)  # before which the first of them come
    days_high = models.FloatField(null=True)
    sustained = models.FloatField(null=True)  # chance to run on for a year, once verified
    stays_by = models.JSONField(default=list)  # the same by the end of each of its periods
    sustained_low = models.FloatField(null=True)
    sustained_high = models.FloatField(null=True)
    cost_irr = models.FloatField(null=True)  # mean committed, where something was
    jobs = models.FloatField(null=True)  # mean that the proofs saw

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "intervention", "cause", "size"], name="effect_once"
            ),
            models.CheckConstraint(
                condition=Q(chance__range=(F("chance_low"), F("chance_high")))
                & Q(chance_low__gte=0, chance_high__lte=1),
                name="effect_chance_in_its_interval",
            ),
        ]
