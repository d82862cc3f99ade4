"""How far is a file on its way in?"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ehya.register.models.constraints import among
from ehya.register.models.files import ReceivedFile
from ehya.register.models.units import Unit

IMPORT_STATES = ("staging", "staged", "applying", "done", "refused", "stopped")
IMPORT_MODES = ("all", "good")  # all or nothing; or the good rows only
IMPORT_MEANINGS = ("change", "correction")  # the world changed; or we were wrong
IMPORT_KINDS = ("units", "readings")
ROW_WHAT = ("", "added", "changed", "unchanged", "refused")


class Mapping(models.Model):
    """Which column of a sender's files means what, as the sender once settled it."""

    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    header = models.CharField(max_length=200)  # the header's cell, in one spelling
    column = models.CharField(max_length=40, blank=True)  # "" = not to be read

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "header"], name="mapping_once"),
        ]


class Import(models.Model):
    """One handing-in of one file: what it would do, how far it is, what it did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, default="units")
    signal = models.CharField(
        max_length=40, blank=True
    )  # what all rows tell of, if they do not say
    begun = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="staging")
    mode = models.CharField(max_length=5, default="all")
    meaning = models.CharField(max_length=10, default="change")
    as_of = models.DateField()  # the day the file speaks of
    columns = models.JSONField(default=dict)  # header in the file -> our column ("" = not read)
    sheets = models.JSONField(default=list)  # names of the sheets that were read; [""] for a CSV
    rows = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)  # rows staged so far
    applied = models.PositiveIntegerField(default=0)  # rows settled so far
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    refusal = models.JSONField(null=True)  # why the whole file was refused: code and facts
    event = models.UUIDField(null=True)  # of the last chunk that was applied
    lake_version = models.IntegerField(null=True)  # at which its readings lie in the lake

    class Meta:
        constraints = [
            among("state", IMPORT_STATES, "import_state_known"),
            among("mode", IMPORT_MODES, "import_mode_known"),
            among("meaning", IMPORT_MEANINGS, "import_meaning_known"),
            among("kind", IMPORT_KINDS, "import_kind_known"),
        ]


class ImportRow(models.Model):
    """One row of a file on its way in, as understood; emptied when the import has ended.

    The cells as written are not kept here: the received bytes are, and the row's number.
    A null column was empty in the file, or not in it: it says nothing of the unit.
    """

    imported = models.ForeignKey(
        Import, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    sheet = models.PositiveSmallIntegerField(default=0)  # its place in `Import.sheets`
    row = models.PositiveIntegerField()  # as the spreadsheet shows it
    what = models.CharField(max_length=10, default="")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reasons = models.JSONField(null=True)  # our column -> {"code", "facts"}; "" = the whole row
    emptied = ArrayField(models.CharField(max_length=40), null=True)  # cells that hold a dash

    number = models.TextField(null=True)
    name_fa = models.TextField(null=True)
    name_en = models.TextField(null=True)
    sort_key = models.TextField(null=True, db_collation="C")
    province = models.TextField(null=True)
    county = models.TextField(null=True)
    park = models.TextField(null=True)
    address = models.TextField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    isic = models.TextField(null=True)
    product = models.TextField(null=True)
    status = models.TextField(null=True)
    size = models.TextField(null=True)
    ownership = models.TextField(null=True)
    licensed_on = models.DateField(null=True)
    licensed_capacity = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    capacity_unit = models.TextField(null=True)
    licensed_jobs = models.IntegerField(null=True)
    insured_jobs = models.IntegerField(null=True)
    contracted_kw = models.FloatField(null=True)
    permit = models.TextField(null=True)
    national_id = models.TextField(null=True)
    economic_code = models.TextField(null=True)
    insurance_workshop = models.TextField(null=True)
    electricity = models.TextField(null=True)
    gas = models.TextField(null=True)
    postal_code = models.TextField(null=True)
    owner = models.TextField(null=True)
    manager = models.TextField(null=True)
    phone = models.TextField(null=True)
    mobile = models.TextField(null=True)
    email = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["imported", "sheet", "row"], name="import_row_once"),
            among("what", ROW_WHAT, "import_row_what_known"),
        ]
