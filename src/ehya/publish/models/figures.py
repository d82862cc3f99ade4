"""Which numbers did the house make, which of them are public, and what corrected them?

Nothing here is ever changed: what is made public, and what corrects what, are rows of their own.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event, User
from ehya.publish.models.record import DIGEST
from ehya.register.models import Province

HEX_64, HEX_128 = r"^[0-9a-f]{64}$", r"^[0-9a-f]{128}$"
_NUMBER: dict[str, Any] = {"max_digits": 30, "decimal_places": 4}


class Figure(models.Model):
    """One number with its birth certificate, as it was made on a day."""

    metric = models.CharField(max_length=60)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    scope = models.JSONField(default=dict)  # whom it counts, as asked
    synthetic = models.BooleanField()
    first = models.DateField()  # of the period it speaks of
    last = models.DateField()
    as_of = models.DateField()  # what had happened by then is in it
    known_at = models.DateTimeField()  # what was known by then is in it
    value = models.DecimalField(**_NUMBER)
    unit = models.CharField(max_length=20)
    number = models.PositiveIntegerField()  # of things counted
    root = models.CharField(max_length=64)  # over all of them
    members = models.BinaryField()  # their lines, compressed
    certificate = models.JSONField()  # what is signed
    digest = models.CharField(max_length=64, unique=True)  # of its canonical text
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=DIGEST), name="figure_digest"),
            models.CheckConstraint(condition=Q(root__regex=HEX_64), name="figure_root"),
            models.CheckConstraint(condition=Q(signature__regex=HEX_128), name="figure_signature"),
            models.CheckConstraint(condition=Q(public_key__regex=HEX_64), name="figure_key"),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="figure_period"),
            models.CheckConstraint(condition=Q(first__lte=F("as_of")), name="figure_as_of"),
        ]
        indexes = [
            models.Index(fields=["synthetic", "metric", "-made_at"], name="figures_of_metric"),
        ]


class Release(models.Model):
    """A figure was made public; whoever made it did not do so alone."""

    figure = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="release")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")


class Correction(models.Model):
    """A public figure was put right by another, openly, with why."""

    wrong = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="corrected")
    right = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="corrects")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=F("right")), name="corrected_by_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
        ]
