"""What has somebody set out to reach, where, by when, by whose word, and who owns it?"""

from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event, User
from ehya.register.models import Province
from ehya.register.models.constraints import among

PLACE = r"^(IR|IR-[0-9]{2}|P-[0-9]{4,})$"  # the country, a province, a park
RULES = ("idle_stock", "past_results", "capacity", "equal", "by_hand")


class Target(models.Model):
    """What is to be reached: a metric, somewhere, in a period. Its value stands in versions."""

    metric = models.CharField(max_length=60)  # a key of `targets.toml`
    place = models.CharField(max_length=12)
    first = models.DateField()
    last = models.DateField()
    population = models.CharField(max_length=300, blank=True)  # of whom; "" for all it counts
    synthetic = models.BooleanField(default=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "place", "first", "last", "population", "synthetic"],
                name="target_once",
            ),
            models.CheckConstraint(condition=Q(place__regex=PLACE), name="target_place_known"),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="target_has_time"),
        ]


class TargetVersion(models.Model):
    """What the target was by somebody's word, from a day on. Never changed: another follows."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=26, decimal_places=2)  # in the metric's unit
    authority = models.CharField(max_length=200)  # who set it
    source = models.CharField(max_length=300)  # the document or report
    url = models.CharField(max_length=1000, blank=True)
    claim = models.CharField(max_length=44, blank=True)  # of the record, where taken from there
    announced_on = models.DateField()
    in_force_from = models.DateField()
    known_at = models.DateTimeField()  # from when we knew
    reason = models.TextField(blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="target_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="target_version_number"),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative"),
            models.CheckConstraint(
                condition=~Q(authority="") & ~Q(source=""), name="target_version_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="target_change_has_reason"
            ),
        ]


class TargetOwner(models.Model):
    """Who answers for a target, from a moment on."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="owners")
    words = models.CharField(max_length=200)  # a person or a body
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="target_owner_named")]


class TargetSplit(models.Model):
    """One splitting of a version to provinces, with all that it can be reckoned from again."""

    version = models.ForeignKey(TargetVersion, on_delete=models.PROTECT, related_name="splits")
    rule = models.CharField(max_length=20)
    method = models.CharField(max_length=40, blank=True)  # "plan.shares/1"; by hand none
    least = models.PositiveBigIntegerField(default=0)
    source = models.CharField(max_length=300)  # where the numbers split by come from
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("rule", RULES, "target_split_rule_known"),
            models.CheckConstraint(
                condition=Q(rule="by_hand", method="") | (~Q(rule="by_hand") & ~Q(method="")),
                name="target_split_by_hand_or_method",
            ),
        ]


class TargetShare(models.Model):
    """A province's part of a version, and the number it was split by."""

    split = models.ForeignKey(TargetSplit, on_delete=models.PROTECT, related_name="shares")
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    value = models.PositiveBigIntegerField()
    weight = models.PositiveBigIntegerField(null=True)  # None where it was given by hand

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["split", "province"], name="target_share_once")
        ]
