"""Where is each case, how did it come there, and whose is it?"""

from django.db import models
from django.db.models import F, Q

from ehya.diagnose.models import Visit
from ehya.ledger.models import Event, User
from ehya.register.models import Park, Province, Unit
from ehya.register.models.constraints import among
from ehya.revive.table import CLOSED, KEPT, KINDS, OPEN, STATES

OWNERS = ("officer", "assessor", "secretary")


class Case(models.Model):
    """The way of one unit back to work. What was done stands in its moves, for ever."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", db_index=False)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10)
    synthetic = models.BooleanField(default=False)
    state = models.CharField(max_length=16, default="found")
    since = models.DateField()  # the day it came into that state
    due = models.DateField()  # by when it should go on
    owner = models.CharField(max_length=10)  # the role that carries it on from here
    round = models.PositiveSmallIntegerField(default=1)  # grows with every relapse and reopening
    round_begun = models.DateField()
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    cause = models.CharField(max_length=30, blank=True)  # the heaviest obstacle's first level
    jobs = models.PositiveIntegerField(default=0)  # licensed or insured at most, when found
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"],
                condition=Q(state__in=[*OPEN, *KEPT]),
                name="case_one_open_a_unit_and_kind",
            ),
            among("kind", KINDS, "case_kind_known"),
            among("state", STATES, "case_state_known"),
            among("owner", OWNERS, "case_owner_known"),
            models.CheckConstraint(condition=Q(due__gte=F("since")), name="case_due_later"),
        ]
        indexes = [
            models.Index(fields=["synthetic", "state", "due"], name="cases_by_state"),
            models.Index(fields=["province", "state", "due"], name="cases_by_province"),
            models.Index(fields=["officer", "due"], name="cases_of_officer"),
            models.Index(fields=["unit"], name="cases_of_unit"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way, or kept under watch."""
        return self.state not in CLOSED


class Move(models.Model):
    """One act that led a case from one state to another. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves", db_index=False)
    act = models.CharField(max_length=12)  # "open", or of `table.ACTS`
    source = models.CharField(max_length=16, blank=True)  # "" where the case was opened
    target = models.CharField(max_length=16)
    round = models.PositiveSmallIntegerField()
    on = models.DateField()  # the day it happened
    known_at = models.DateTimeField()  # when the house knew
    due = models.DateField()  # by when it should go on from there
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)  # what was said with it
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            among("source", STATES, "move_source_known", blank=True),
            among("target", STATES, "move_target_known"),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="moves_of_case"),
            models.Index(fields=["act", "on"], name="moves_by_act"),
            models.Index(fields=["event"], name="moves_of_event"),
        ]


class Restart(models.Model):
    """A claim that a unit runs again: what is counted, once a unit, kind and spell of running."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restarts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    restarted_on = models.DateField()
    jobs = models.PositiveIntegerField()  # people at work again, as claimed
    use = models.FloatField()  # share of capacity, as claimed
    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="restart")
    verified_by = models.ForeignKey(Move, on_delete=models.PROTECT, null=True, related_name="+")
    sustained_by = models.ForeignKey(Move, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Move, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"],
                condition=Q(ended_by__isnull=True),
                name="restart_never_counted_twice",
            ),
            among("kind", KINDS, "restart_kind_known"),
            models.CheckConstraint(condition=Q(use__range=(0, 2)), name="restart_use"),
            models.CheckConstraint(
                condition=Q(sustained_by__isnull=True) | Q(verified_by__isnull=False),
                name="restart_sustained_was_verified",
            ),
        ]
        indexes = [models.Index(fields=["kind", "restarted_on"], name="restarts_by_day")]


class Appointment(models.Model):
    """A day on which somebody goes somewhere for a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.TimeField(null=True)
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, default="planned")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [among("state", ("planned", "kept", "dropped"), "appointment_state_known")]
        indexes = [
            models.Index(
                fields=["who", "on"], condition=Q(state="planned"), name="appointments_waiting"
            )
        ]


class Remark(models.Model):
    """What somebody wrote beside a case. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remarks")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="remark_says_something")]
