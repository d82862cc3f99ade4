"""What does the house want to say in public, who wrote it, and who let it out?"""

from django.db import models
from django.db.models import Q

from ehya.ledger.models import Event, User
from ehya.publish.models.figures import HEX_64, HEX_128, Figure
from ehya.register.models.constraints import among

STATES = ("draft", "submitted", "published", "dropped")
LANGUAGES = ("en", "fa")


class Statement(models.Model):
    """A text that is to be published. Published, it is never changed: a notice follows it."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=2)
    said_on = models.DateField()  # the day that it is dated
    synthetic = models.BooleanField()  # speaks of the made-up programme
    answers = models.JSONField(default=dict)  # by number of the text: what its writer says of it
    state = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)  # grows with every change
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="notices"
    )
    reason = models.TextField(blank=True)  # why it puts right what it corrects
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    hands = models.JSONField(default=list)  # ids of all who wrote or changed it
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            among("state", STATES, "statement_state_known"),
            among("language", LANGUAGES, "statement_language_known"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="statement_says_something"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                name="statement_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="dropped") | Q(submitted_at__isnull=False),
                name="statement_submitted_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "-changed_at"], name="statements_by_state")]


class Publication(models.Model):
    """A statement as it was published: what is signed, by whose approval."""

    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="publication"
    )
    certificate = models.JSONField()  # what is signed
    digest = models.CharField(max_length=64, unique=True)  # of its canonical text
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=HEX_64), name="publication_digest"),
            models.CheckConstraint(
                condition=Q(signature__regex=HEX_128), name="publication_signature"
            ),
            models.CheckConstraint(condition=Q(public_key__regex=HEX_64), name="publication_key"),
        ]


class Telling(models.Model):
    """One number of a published statement, and the figure that proves it."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="tellings")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="tellings")
    start = models.PositiveIntegerField()  # of its passage in the text
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "start"], name="telling_once_a_passage"),
            models.CheckConstraint(
                condition=Q(start__lt=models.F("end")), name="telling_has_a_passage"
            ),
        ]
