"""What is opened, where, by whom, and what did the operator's hand do?

The board is a fold of strokes, so that whoever comes late, or back, sees the same. Strokes of the
real event are never changed; those of a rehearsal go when it ends and leave no trace.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from ehya.invest.models.projects import Project
from ehya.ledger.models import Event, User
from ehya.register.models import Province
from ehya.register.models.constraints import among

INAUGURATION_STATES = ("planned", "rehearsing", "live", "closed", "cancelled")
SITE_MODES = ("on_site", "video")
STROKES = ("on_air", "off_air", "open", "undo")
_RIALS: dict[str, Any] = {"max_digits": 20, "decimal_places": 0}


class Inauguration(models.Model):
    """One event at which projects are opened."""

    name_fa = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    occasion_fa = models.CharField(max_length=200, blank=True)
    occasion_en = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    begins_at = models.TimeField(null=True)  # Tehran's clock
    state = models.CharField(max_length=10, default="planned")
    cancelled_because = models.CharField(max_length=300, blank=True)
    board_key = models.CharField(max_length=43, blank=True)  # opens the board without a sign-in
    source = models.CharField(max_length=200, blank=True)  # who told of it, where nobody here did
    address = models.URLField(max_length=400, blank=True)
    printed = models.JSONField(default=dict)  # what was printed of it as a whole; no sum of ours
    synthetic = models.BooleanField(default=False)
    known_at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            among("state", INAUGURATION_STATES, "inauguration_state_known"),
            models.UniqueConstraint(
                fields=["board_key"],
                condition=~Q(board_key=""),
                name="inauguration_key_opens_one",
            ),
        ]
        indexes = [models.Index(fields=["synthetic", "on"], name="inaugurations_by_day")]


class Site(models.Model):
    """A place that takes part: a hall, or a works at the end of a video link."""

    inauguration = models.ForeignKey(
        Inauguration, on_delete=models.PROTECT, related_name="sites", db_index=False
    )
    place = models.PositiveSmallIntegerField()  # in the order of the programme
    name_fa = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    mode = models.CharField(max_length=8, default="video")
    room = models.URLField(max_length=400, blank=True)  # of any meeting system
    speaker = models.CharField(max_length=120, blank=True)
    linked_at = models.DateTimeField(null=True)  # when the link was last tested
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            among("mode", SITE_MODES, "site_mode_known"),
            models.UniqueConstraint(
                fields=["inauguration", "place"],
                name="site_one_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class Opening(models.Model):
    """A project in the programme of an event; opened once, in one event, for ever."""

    inauguration = models.ForeignKey(
        Inauguration, on_delete=models.PROTECT, related_name="openings", db_index=False
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="openings")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="openings")
    place = models.PositiveSmallIntegerField()  # in the order of the programme
    jobs = models.PositiveIntegerField(null=True)  # as confirmed for the event
    amount_irr = models.DecimalField(null=True, **_RIALS)  # as confirmed for the event
    amount_usd = models.DecimalField(max_digits=16, decimal_places=0, null=True)
    rate = models.DecimalField(max_digits=16, decimal_places=4, null=True)  # rials for a dollar
    rate_on = models.DateField(null=True)
    rate_basis = models.CharField(max_length=10, blank=True)
    rate_source = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField(null=True)  # once the event is closed
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inauguration", "project"], name="opening_once_an_event"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(opened_on__isnull=False),
                name="opening_once_for_ever",
            ),
            models.UniqueConstraint(
                fields=["inauguration", "place"],
                name="opening_one_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(amount_usd__isnull=True)
                | Q(rate__isnull=False, rate_on__isnull=False, rate_basis__gt=""),
                name="opening_dollars_name_their_rate",
            ),
        ]


class Guest(models.Model):
    """Somebody who is invited."""

    inauguration = models.ForeignKey(
        Inauguration, on_delete=models.PROTECT, related_name="guests", db_index=False
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="guests")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=160, blank=True)
    email = models.EmailField(max_length=200, blank=True)
    comes = models.BooleanField(null=True)  # None: nobody knows yet
    invited_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # when the last invitation went out by mail
    mailed_as = models.CharField(max_length=64, blank=True)  # SHA-256 of what it said

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inauguration", "name"], name="guest_once_an_event"),
        ]

    @property
    def key(self) -> str:
        """Its number, as a form tells it."""
        return str(self.pk)


class Stroke(models.Model):
    """One move of the operator's hand."""

    inauguration = models.ForeignKey(
        Inauguration, on_delete=models.PROTECT, related_name="strokes", db_index=False
    )
    number = models.PositiveIntegerField()  # in its event, from 1
    rehearsal = models.BooleanField(default=False)
    act = models.CharField(max_length=8)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, null=True, related_name="strokes"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    key = models.CharField(max_length=64, unique=True)  # a button pressed twice is one stroke
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            among("act", STROKES, "stroke_known"),
            models.UniqueConstraint(
                fields=["inauguration", "rehearsal", "number"], name="stroke_one_a_number"
            ),
            models.CheckConstraint(
                condition=Q(act="on_air", site__isnull=False)
                | Q(act="off_air")
                | Q(act="open", opening__isnull=False)
                | Q(act="undo", undoes__isnull=False),
                name="stroke_of_something",
            ),
            models.CheckConstraint(condition=~Q(undoes=F("id")), name="stroke_not_of_itself"),
        ]
