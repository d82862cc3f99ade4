"""What was handed in, and what was taken away: received files and exports."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ehya.register.models.constraints import among

EXPORT_FORMS = ("xlsx", "csv", "parquet", "geojson")
EXPORT_STATES = ("waiting", "writing", "done", "failed")
DIGEST = r"^[0-9a-f]{64}$"


class ReceivedFile(models.Model):
    """A file as somebody handed it in; its bytes lie in the home folder under their digest."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size_bytes = models.BigIntegerField()
    synthetic = models.BooleanField(default=False)  # made by the generator, not by an office
    meant_for = models.CharField(max_length=8, blank=True)  # "rates", "index"; "" for other files
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=DIGEST), name="received_digest"),
            models.CheckConstraint(condition=Q(size_bytes__gte=0), name="received_size"),
        ]


class Export(models.Model):
    """A list as somebody took it away: what was asked, how many rows, proven by counting again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    form = models.CharField(max_length=8)
    query = models.CharField(max_length=2000)
    language = models.CharField(max_length=2)
    as_of = models.DateField()
    known_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="waiting")
    rows_asked = models.PositiveIntegerField(null=True)  # counted in the database
    rows_written = models.PositiveIntegerField(null=True)  # counted in the file, read back
    size_bytes = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    seconds = models.FloatField(null=True)
    synthetic = models.BooleanField(default=False)
    why_failed = models.TextField(blank=True)

    class Meta:
        constraints = [
            among("form", EXPORT_FORMS, "export_form_known"),
            among("state", EXPORT_STATES, "export_state_known"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(rows_asked=F("rows_written")),
                name="export_proven",
            ),
        ]


class SavedView(models.Model):
    """A question to the list that somebody asks again and again."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)  # the list's address, without the page

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="view_once")]


class ChosenColumns(models.Model):
    """Which columns of the list of units a person wants to see, in which order."""

    by = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    columns = ArrayField(models.CharField(max_length=20))
