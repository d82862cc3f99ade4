"""What did each sweep say of each unit, and what did people say of that?"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event, Run, User
from ehya.register.models import Park, Province, Unit
from ehya.register.models.constraints import among

STATES = ("active", "semi_active", "idle", "gone")  # in the order of engine.detect.NAMES
ENGINES = ("local", "spark")
SWEEP_STATES = ("running", "done", "failed")
REVIEW_STATES = ("open", "sent", "settled", "lapsed")
SAID = ("confirmed", "rejected", "sent")
WHYS = (
    "disagrees",  # the plain rule says otherwise
    "unsure",  # no state is likely enough
    "unseen",  # told to be active, and nothing is seen of it
    "unheard",  # told to stand, and seen to work
    "drawn",  # by lot, so that the errors found are those of all units
)
REASONS = (
    "other_meter",
    "own_generator",
    "other_tenant",
    "wrong_capacity",
    "seasonal",
    "repairs",
    "wrong_unit",
    "wrong_reading",
    "not_reported",
    "really_works",
    "really_stands",
    "other",
)
COUNTED_BY = ("province", "park", "division", "was")  # what a sweep is counted by
_CHANCES = ("p_active", "p_semi_active", "p_idle", "p_gone")


class Sweep(models.Model):
    """One run over the register."""

    state = models.CharField(max_length=8, default="running")
    synthetic = models.BooleanField()
    as_of = models.DateField()  # last day of the last month looked at
    first = models.DateField()  # first day of the first
    known_at = models.DateTimeField()  # readings known by then
    told_at = models.DateTimeField()  # from when the house knows what it says
    signals = models.JSONField(default=list)
    lake_version = models.IntegerField()
    engine = models.CharField(max_length=8)
    method = models.CharField(max_length=40)  # "detect.states/2"
    rules_from = models.DateField()  # the thresholds' version
    rules = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    units = models.PositiveIntegerField(default=0)  # to be looked at
    looked = models.PositiveIntegerField(default=0)  # so far
    seconds = models.JSONField(default=dict)  # part of the work -> seconds
    counts = models.JSONField(default=dict)  # state -> units, and what changed
    latest = models.BooleanField(default=False)  # of a day not before any other's: teaches spells
    run = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    failed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            among("state", SWEEP_STATES, "sweep_state_known"),
            among("engine", ENGINES, "sweep_engine_known"),
            models.CheckConstraint(condition=Q(first__lte=F("as_of")), name="sweep_has_months"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(event__isnull=False, run__isnull=False),
                name="sweep_done_has_its_event",
            ),
        ]
        indexes = [models.Index(fields=["synthetic", "state", "-told_at"], name="sweeps_newest")]


class Look(models.Model):
    """What one sweep says of one unit.

    What its keys lead to is seen to be there a batch at a time, see migration 0005.
    """

    sweep = models.ForeignKey(
        Sweep, on_delete=models.PROTECT, related_name="looks", db_index=False, db_constraint=False
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="looks", db_index=False, db_constraint=False
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    park = models.ForeignKey(
        Park,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    division = models.CharField(max_length=2, blank=True)  # of ISIC Rev.4
    state = models.CharField(max_length=12)
    was = models.CharField(max_length=12, blank=True)  # in the sweep before
    since = models.DateField()  # first day of the month in which it began
    from_start = models.BooleanField(default=False)  # it began no later than that
    p_active = models.FloatField()
    p_semi_active = models.FloatField()
    p_idle = models.FloatField()
    p_gone = models.FloatField()
    use = models.FloatField(null=True)  # share of the own level, last month
    use_low = models.FloatField(null=True)  # 10 %
    use_high = models.FloatField(null=True)  # 90 %
    rule = models.CharField(max_length=12, blank=True)  # the plain rule's word; "" = it cannot tell
    warning = models.FloatField()  # chance to stand within the months of the warning
    turns_at = models.FloatField(null=True)  # use of a next month that would change the verdict
    decided = models.JSONField(default=list)  # [{"month", "signal", "bits"}], loudest first
    told = models.CharField(max_length=12, blank=True)  # the register's status on that day
    unseen_months = models.PositiveSmallIntegerField(default=0)  # told active and standing so long
    last_read = models.DateField(null=True)  # last day of the last month read
    first_read = models.DateField(null=True)  # first day of the first, of those looked at

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "sweep"], name="look_once_a_sweep"),
            among("state", STATES, "look_state_known"),
            among("was", STATES, "look_was_known", blank=True),
            among("rule", STATES, "look_rule_known", blank=True),
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": (0, 1) for name in _CHANCES}),
                name="look_chances",
            ),
        ]
        indexes = [
            models.Index(fields=["sweep", "state", "since", "unit"], name="looks_by_since"),
            models.Index(
                fields=["sweep", "province", "state", "since", "unit"], name="looks_of_province"
            ),
            models.Index(
                fields=["sweep", "park", "state", "since", "unit"],
                condition=Q(park__isnull=False),
                name="looks_of_park",
            ),
            models.Index(
                fields=["sweep", "since", "unit"],
                condition=~Q(was="") & ~Q(was=F("state")),
                name="looks_changed",
            ),
            models.Index(
                fields=["sweep", "province", "since", "unit"],
                condition=~Q(was="") & ~Q(was=F("state")),
                name="looks_changed_there",
            ),
        ]

    @property
    def chance(self) -> float:
        """Return the chance of the state told; of one that stands, that it stands."""
        if self.state in ("idle", "gone"):
            return float(self.p_idle + self.p_gone)
        return float(getattr(self, f"p_{self.state}"))


class Count(models.Model):
    """How many units of a province a sweep told to be in a state: counted once, when it is done."""

    sweep = models.ForeignKey(
        Sweep, on_delete=models.PROTECT, related_name="counted", db_index=False
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by = models.CharField(max_length=8)  # one of `COUNTED_BY`
    place = models.CharField(max_length=12, blank=True)  # of that kind; "" = none, or the province
    state = models.CharField(max_length=12)
    units = models.PositiveIntegerField()
    warned = models.PositiveIntegerField()  # working, and likelier than not to stand still soon
    unseen = models.PositiveIntegerField()  # told to be active, and nothing is seen of it
    disagreeing = models.PositiveIntegerField()  # of which the plain rule says otherwise

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sweep", "province", "by", "place", "state"], name="count_once"
            ),
            among("by", COUNTED_BY, "count_by_known"),
            among("state", STATES, "count_state_known"),
        ]


class Spell(models.Model):
    """A time in which a unit stood still or half still, as known for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="spells", db_index=False)
    state = models.CharField(max_length=12)
    valid = DateRangeField()  # open where it lasts
    known = DateTimeRangeField()
    chance = models.FloatField()  # mean over its months, when told
    sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="+")  # that told it
    synthetic = models.BooleanField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="spell_one_at_a_time",
                expressions=[
                    (F("unit"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                    (F("known"), RangeOperators.OVERLAPS),
                ],
            ),
            among("state", STATES[1:], "spell_state_known"),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(known__isempty=False),
                name="spell_has_time",
            ),
            models.CheckConstraint(condition=Q(chance__range=(0, 1)), name="spell_chance"),
        ]
        indexes = [models.Index(fields=["unit"], name="spells_of_unit")]


class Review(models.Model):
    """A look that a person should judge."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="+")
    why = models.JSONField(default=list)  # of `WHYS`
    weight = models.FloatField()  # how much hangs on it; the largest first [jobs in doubt]
    due = models.DateField()
    state = models.CharField(max_length=8, default="open")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    lapsed_in = models.ForeignKey(Sweep, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(state__in=("open", "sent")),
                name="review_one_at_a_time",
            ),
            among("state", REVIEW_STATES, "review_state_known"),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(closed_by__isnull=False),
                name="review_settled_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-weight", "id"],
                condition=Q(state__in=("open", "sent")),
                name="reviews_waiting",
            ),
            models.Index(fields=["unit"], name="reviews_of_unit"),
        ]


class Verdict(models.Model):
    """What a person said of a look. Neither overrules the other: they stand side by side."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="verdicts")
    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="verdicts")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, related_name="verdicts")
    said = models.CharField(max_length=10)
    state = models.CharField(max_length=12, blank=True)  # what it is; "" while somebody is sent
    since = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True)  # why the machine was wrong
    words = models.TextField(blank=True)
    go_by = models.DateField(null=True)  # until when somebody goes and looks
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            among("said", SAID, "verdict_said_known"),
            among("state", STATES, "verdict_state_known", blank=True),
            among("reason", REASONS, "verdict_reason_known", blank=True),
            models.CheckConstraint(
                condition=Q(said="sent", state="", go_by__isnull=False)
                | (Q(said__in=("confirmed", "rejected")) & ~Q(state="")),
                name="verdict_says_what_it_is",
            ),
            models.CheckConstraint(
                condition=Q(said="rejected") ^ Q(reason=""), name="verdict_rejects_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-at"], name="verdicts_of_unit")]
