"""Which units may be one, and which were found to be?"""

from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event
from ehya.register.models.constraints import among
from ehya.register.models.units import Unit

CANDIDATE_STATES = ("open", "merged", "not_the_same", "later")


class Candidate(models.Model):
    """Two units that may be one, how likely, and why; and what a person said of it."""

    one = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField()
    weight = models.FloatField()  # of all evidence together [bit]
    reasons = models.JSONField(default=list)  # [{"what", "level", "weight"}], strongest first
    method = models.CharField(max_length=40)  # "register.duplicates/1"
    found_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")
    decided_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    look_again_on = models.DateField(null=True)  # decided later: not shown before that day

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="candidate_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="candidate_in_order"),
            models.CheckConstraint(
                condition=Q(probability__range=(0, 1)), name="candidate_probability"
            ),
            among("state", CANDIDATE_STATES, "candidate_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["-weight", "id"],
                condition=Q(state__in=("open", "later")),
                name="candidates_open",
            )
        ]


class Merge(models.Model):
    """Two records found to be one unit: which stayed, which now forwards, and the way back."""

    kept = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    folded = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=dict)  # field -> "kept" | "folded"
    way_back = models.JSONField(default=dict)  # ids of the rows closed and opened by it
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
