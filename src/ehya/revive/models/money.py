"""What is done for a case, and with whose money?

Every rial stands in an entry that is never changed; sums beside them are held by the database to
what cannot be: spent before it is there, paid before it is committed, repaid before it is paid.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from ehya.diagnose.models import Evidence
from ehya.ledger.models import Event, User
from ehya.register.models import Province
from ehya.register.models.constraints import among
from ehya.revive.models.cases import Case
from ehya.revive.models.committees import Body, Decision

INTERVENTION_STATES = ("planned", "under_way", "done", "stopped")
ENTRY_KINDS = ("budget", "cut", "commit", "release", "pay", "repay")
ON_INTERVENTION = ("commit", "release", "pay", "repay")
_RIALS: dict[str, Any] = {"max_digits": 20, "decimal_places": 0}


class FundingLine(models.Model):
    """Money that may be committed to interventions."""

    code = models.CharField(max_length=30, unique=True)  # "CBI-1403"
    name_fa = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    first = models.DateField()  # commitments may be made
    last = models.DateField()
    revolves = models.BooleanField(default=False)  # what is repaid may be committed again
    synthetic = models.BooleanField(default=False)
    budget_irr = models.DecimalField(default=0, **_RIALS)
    committed_irr = models.DecimalField(default=0, **_RIALS)  # less what was released
    paid_irr = models.DecimalField(default=0, **_RIALS)
    repaid_irr = models.DecimalField(default=0, **_RIALS)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_irr__gte=0, repaid_irr__gte=0)
                & Q(paid_irr__gte=F("repaid_irr"))
                & Q(committed_irr__gte=F("paid_irr")),
                name="line_money_never_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(revolves=False, budget_irr__gte=F("committed_irr"))
                | Q(revolves=True, budget_irr__gte=F("committed_irr") - F("repaid_irr")),
                name="line_commits_what_is_there",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="line_has_days"),
        ]


class Intervention(models.Model):
    """One thing done for a case: a loan, new machines, a market contract."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="interventions", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)  # of `interventions.toml`
    answers = models.CharField(max_length=60, blank=True)  # the obstacle
    cost_irr = models.DecimalField(null=True, **_RIALS)  # as estimated
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="interventions"
    )
    state = models.CharField(max_length=10, default="planned")
    begun_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    steps = models.JSONField(default=list)  # [{"name", "due", "done_on"}]
    result = models.TextField(blank=True)
    committed_irr = models.DecimalField(default=0, **_RIALS)
    paid_irr = models.DecimalField(default=0, **_RIALS)
    repaid_irr = models.DecimalField(default=0, **_RIALS)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            among("state", INTERVENTION_STATES, "intervention_state_known"),
            models.CheckConstraint(
                condition=Q(repaid_irr__gte=0)
                & Q(paid_irr__gte=F("repaid_irr"))
                & Q(committed_irr__gte=F("paid_irr")),
                name="intervention_money_never_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(committed_irr=0) | Q(decision__isnull=False),
                name="intervention_money_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(cost_irr__isnull=True) | Q(cost_irr__gte=0), name="intervention_cost"
            ),
        ]
        indexes = [models.Index(fields=["case", "round"], name="interventions_of_case")]


class Entry(models.Model):
    """One movement of money. Never changed; a mistake is undone by an entry against it."""

    line = models.ForeignKey(
        FundingLine, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    kind = models.CharField(max_length=8)
    amount_irr = models.DecimalField(**_RIALS)
    original_amount = models.DecimalField(max_digits=24, decimal_places=4)
    currency = models.CharField(max_length=3, default="IRR")
    rate = models.DecimalField(max_digits=16, decimal_places=4, default=1)  # rials for one of it
    rate_on = models.DateField(null=True)
    rate_source = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    intervention = models.ForeignKey(
        Intervention, on_delete=models.PROTECT, null=True, related_name="entries", db_index=False
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="entries"
    )
    key = models.CharField(max_length=64, unique=True)  # an order sent twice is one entry
    paper = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("kind", ENTRY_KINDS, "entry_kind_known"),
            models.CheckConstraint(condition=Q(amount_irr__gt=0), name="entry_moves_something"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="entry_rate"),
            models.CheckConstraint(
                condition=Q(currency="IRR", rate=1)
                | (~Q(currency="IRR") & Q(rate_on__isnull=False)),
                name="entry_rate_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("budget", "cut"), intervention__isnull=True)
                | Q(
                    kind__in=ON_INTERVENTION,
                    intervention__isnull=False,
                    decision__isnull=False,
                ),
                name="entry_by_a_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["line", "on"], name="entries_of_line"),
            models.Index(fields=["intervention"], name="entries_of_intervention"),
        ]
