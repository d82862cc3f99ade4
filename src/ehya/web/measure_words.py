"""How is a sum of payments said in each measure, and why is it not said in one?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from ehya.engine.prices import Part, Payment
from ehya.register.queries.measures import Measure, measures_of
from ehya.web import formats
from ehya.web.clock import Clock
from ehya.web.messages import sentence
from ehya.web.money_words import money
from ehya.web.rate_words import basis_name, days_of, exactly, index_name
from ehya.web.reader import current


@dataclass(frozen=True, slots=True)
class Said:
    """A measure in words.

    Attributes:
        words: what it is called.
        amount: the sum; "" where it is refused.
        by: what it was worked out by.
        refused: why there is no sum; "" where there is one.
        parts: each day's payments in this measure.
    """

    words: str
    amount: str
    by: str
    refused: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DayPaid:
    """What was paid on a day, in each measure that has a sum."""

    on: date
    parts: tuple[str, ...]


def measures_said(payments: Sequence[Payment], clock: Clock) -> list[Said]:
    """Return payments in every measure, in words; nothing where nothing was paid.

    Args:
        payments: in the order of the days.
        clock: the page's.
    """
    if not payments:
        return []
    moment = clock.moment
    return [_said(one) for one in measures_of(payments, moment.as_of, moment.known_at)]


def days_paid(measures: Sequence[Said]) -> list[DayPaid]:
    """Return the parts of each measure beside one another, day by day."""
    told = [one.parts for one in measures if not one.refused]
    return [
        DayPaid(
            row[0].payment.on,
            tuple(formats.number(part.value, current().language) for part in row),
        )
        for row in zip(*told, strict=True)
    ]


def _said(one: Measure) -> Said:
    words = _name(one)
    if one.total is None:
        why = sentence(one.refusal, current().language) if one.refusal else ""
        return Said(words, "", "", why, ())
    value = one.total.amount.value
    if one.kind == "dollars":
        amount = formats.amount(value, "USD", current().language)
    else:
        amount = money(value).words
    return Said(words, amount, _by(one), "", one.total.parts)


def _name(one: Measure) -> str:
    if one.kind == "nominal":
        return _("Rials of each day")
    if one.kind == "dollars":
        return _("Dollars, %(basis)s") % {"basis": basis_name(one.by)}
    if one.month is None:
        return _("Constant rials")
    return _("Rials of %(month)s") % {"month": days_of(one.month)}


def _by(one: Measure) -> str:
    if one.kind == "nominal":
        return _("as they were paid; no inflation is taken out")
    rates = [part.by for part in one.total.parts] if one.total else []
    span = _span(min(rates), max(rates)) if rates else ""
    if one.kind == "dollars":
        return _("each by the rate of its own day: %(span)s rials") % {"span": span}
    name, base = one.by.split(" ", 1)
    facts = {"index": index_name(name), "base": base, "span": span}
    return _("%(index)s, %(base)s: the months of payment stood at %(span)s") % facts


def _span(low: Decimal, high: Decimal) -> str:
    if low == high:
        return exactly(low)
    return _("%(first)s to %(last)s") % {"first": exactly(low), "last": exactly(high)}
