"""What did a currency cost on which days, and what did things cost in which month, as told by whom?

Told, never worked out: a day that nobody told of has no row.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from ehya.ledger.models import Event
from ehya.register.models.constraints import among
from ehya.register.models.files import ReceivedFile

CURRENCIES = ("USD", "EUR", "AED", "CNY", "TRY", "INR", "RUB")
BASES = ("official", "nima", "market")
INDICES = ("consumer", "producer")
DECIMALS = 4
_DIGITS = 18


class RateTold(models.Model):
    """What one of a currency cost in rials on some days, on whose terms, by whose word."""

    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=8)
    valid = DateRangeField()  # the days on which it stood
    known = DateTimeRangeField()
    rials_per_unit = models.DecimalField(max_digits=_DIGITS, decimal_places=DECIMALS)
    source = models.CharField(max_length=200)
    address = models.CharField(max_length=1000, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="+")
    file_row = models.PositiveIntegerField()  # as the spreadsheet shows it

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="rate_one_a_day",
                expressions=[
                    (F("currency"), RangeOperators.EQUAL),
                    (F("basis"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                    (F("known"), RangeOperators.OVERLAPS),
                ],
            ),
            among("currency", CURRENCIES, "rate_currency_known"),
            among("basis", BASES, "rate_basis_known"),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, known__isempty=False)
                & Q(valid__lower_inf=False, valid__upper_inf=False),
                name="rate_has_time",
            ),
            models.CheckConstraint(condition=Q(rials_per_unit__gt=0), name="rate_positive"),
            models.CheckConstraint(condition=~Q(source=""), name="rate_has_source"),
        ]


class IndexTold(models.Model):
    """How dear things were in a month against a base, by whose word."""

    name = models.CharField(max_length=8)
    base = models.CharField(max_length=20)  # "1400=100": figures of two bases are two series
    valid = DateRangeField()  # the month's days
    known = DateTimeRangeField()
    value = models.DecimalField(max_digits=_DIGITS, decimal_places=DECIMALS)
    source = models.CharField(max_length=200)
    address = models.CharField(max_length=1000, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="+")
    file_row = models.PositiveIntegerField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="index_one_a_month",
                expressions=[
                    (F("name"), RangeOperators.EQUAL),
                    (F("base"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                    (F("known"), RangeOperators.OVERLAPS),
                ],
            ),
            among("name", INDICES, "index_name_known"),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, known__isempty=False)
                & Q(valid__lower_inf=False, valid__upper_inf=False),
                name="index_has_time",
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="index_positive"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(base=""), name="index_has_source"),
        ]
