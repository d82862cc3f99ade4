"""Who decides, when did they meet, what did they decide, and who is bound by it?"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from ehya.diagnose.models import Evidence
from ehya.ledger.models import Event, User
from ehya.register.models import Province
from ehya.register.models.constraints import among
from ehya.revive.models.cases import Case

BODY_KINDS = (
    *("bank", "tax", "insurance", "electricity", "gas", "water", "customs", "court"),
    *("environment", "municipality", "industry", "parks", "governor", "other"),
)
MEETING_STATES = ("planned", "held", "sealed", "cancelled")
ITEM_STATES = ("waiting", "decided", "postponed", "dropped")
SAID = ("approved", "rejected", "postponed")
VOTES = ("for", "against", "abstained")
OBLIGATION_STATES = ("asked", "accepted", "objected", "discharged", "void")
STEPS = ("asked", "accepted", "objected", "discharged", "void", "reminded", "put_off")


class Body(models.Model):
    """An outside body that a decision may bind."""

    kind = models.CharField(max_length=12)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    ended_on = models.DateField(null=True)  # bound to nothing new from that day on
    synthetic = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            among("kind", BODY_KINDS, "body_kind_known"),
            models.UniqueConstraint(
                fields=["name_fa", "province"], nulls_distinct=False, name="body_once_a_province"
            ),
        ]


class Committee(models.Model):
    """A facilitation headquarters, of a province or of the nation."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    name_fa = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    quorum = models.PositiveSmallIntegerField()  # members who must be there
    synthetic = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "synthetic"], nulls_distinct=False, name="committee_once"
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="committee_has_quorum"),
        ]


class Member(models.Model):
    """A seat in a committee, for a time."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    chairs = models.BooleanField(default=False)
    votes = models.BooleanField(default=True)
    valid = DateRangeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="member_once_at_a_time",
                expressions=[
                    (F("committee"), RangeOperators.EQUAL),
                    (F("name"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Meeting(models.Model):
    """One meeting. Sealed, its minutes can no longer change."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()  # of the committee's, from 1
    on = models.DateField()
    at = models.TimeField(null=True)
    place = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, default="planned")
    minutes = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    signature = models.CharField(max_length=128, blank=True)  # Ed25519 over the minutes' digest
    sealed_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            among("state", MEETING_STATES, "meeting_state_known"),
            models.UniqueConstraint(fields=["committee", "number"], name="meeting_numbered_once"),
            models.CheckConstraint(
                condition=~Q(state="sealed")
                | (Q(minutes__isnull=False, sealed_by__isnull=False) & ~Q(signature="")),
                name="meeting_sealed_with_minutes",
            ),
        ]
        indexes = [models.Index(fields=["-on", "id"], name="meetings_by_day")]


class Attendance(models.Model):
    """A member who was there, or whoever came instead."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField()
    deputy = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")
        ]


class Item(models.Model):
    """A case on a meeting's agenda."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", db_index=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items", db_index=False)
    place = models.PositiveSmallIntegerField()  # on the agenda, from 1
    round = models.PositiveSmallIntegerField()  # the case's
    asks = models.TextField(blank=True)  # what is proposed
    state = models.CharField(max_length=10, default="waiting")

    class Meta:
        constraints = [
            among("state", ITEM_STATES, "item_state_known"),
            models.UniqueConstraint(fields=["meeting", "case"], name="item_once_a_meeting"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="waiting"), name="item_waits_once"
            ),
        ]
        indexes = [models.Index(fields=["case"], name="items_of_case")]


class Decision(models.Model):
    """What a meeting decided of an item. Never changed; a later decision stands beside it."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    number = models.PositiveIntegerField()  # of the committee's, from 1
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    on = models.DateField()
    said = models.CharField(max_length=10)
    words = models.TextField()
    votes_for = models.PositiveSmallIntegerField(default=0)
    votes_against = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    present = models.PositiveSmallIntegerField()  # members with a vote who were there
    chair_decided = models.BooleanField(default=False)  # votes were even, the chair's own tipped
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("said", SAID, "decision_said_known"),
            models.UniqueConstraint(fields=["committee", "number"], name="decision_numbered_once"),
            models.CheckConstraint(
                condition=Q(present__gte=F("votes_for") + F("votes_against") + F("abstained")),
                name="decision_no_more_votes_than_members",
            ),
            models.CheckConstraint(
                condition=~Q(said="approved")
                | Q(votes_for__gt=F("votes_against"))
                | Q(chair_decided=True, votes_for=F("votes_against")),
                name="decision_approved_by_more",
            ),
        ]
        indexes = [models.Index(fields=["case", "round"], name="decisions_of_case")]


class Vote(models.Model):
    """How one member voted on one decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=10)

    class Meta:
        constraints = [
            among("said", VOTES, "vote_known"),
            models.UniqueConstraint(fields=["decision", "member"], name="vote_once"),
        ]


class Obligation(models.Model):
    """What a decision binds an outside body to. Its story stands in its steps."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="obligations")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="obligations", db_index=False
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="obligations")
    round = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)  # what is to be done
    amount_irr = models.DecimalField(max_digits=20, decimal_places=0, null=True)
    due = models.DateField()
    state = models.CharField(max_length=10, default="asked")
    ended_on = models.DateField(null=True)  # discharged or void
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            among("state", OBLIGATION_STATES, "obligation_state_known"),
            models.CheckConstraint(
                condition=Q(amount_irr__isnull=True) | Q(amount_irr__gt=0),
                name="obligation_amount",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("discharged", "void"), ended_on__isnull=False)
                | (~Q(state__in=("discharged", "void")) & Q(ended_on__isnull=True)),
                name="obligation_ends_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["case"], name="obligations_of_case"),
            models.Index(
                fields=["due"],
                condition=Q(state__in=("asked", "accepted", "objected")),
                name="obligations_waiting",
            ),
        ]


class Step(models.Model):
    """One thing that happened to an obligation. Never changed."""

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    said = models.CharField(max_length=10)
    on = models.DateField()
    words = models.TextField(blank=True)
    letter = models.CharField(max_length=40, blank=True)  # number of the letter
    due = models.DateField(null=True)  # the new day, where it was put off
    proof = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [among("said", STEPS, "step_said_known")]
        indexes = [models.Index(fields=["obligation", "id"], name="steps_of_obligation")]
