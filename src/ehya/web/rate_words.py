"""How are rates, their gaps and price indices said to a reader?"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.engine.calendar import DayRange
from ehya.register.queries.rates import IndexOn, RateOn
from ehya.web import formats
from ehya.web.messages.names import NAMES
from ehya.web.messages.names_money import BASES as BASIS_WORDS
from ehya.web.messages.names_money import CURRENCIES
from ehya.web.reader import current

LAST_YEAR = 365  # days of which the page says how many are known


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known of one basis over the last year.

    Attributes:
        code: of `BASES`.
        words: its name.
        known: days that have a rate. [days]
        newest: the newest rate of all; None where there is none.
        gaps: runs of days without a rate in the last year, the longest first.
    """

    code: str
    words: str
    known: int
    newest: RateOn | None
    gaps: tuple[DayRange, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A price index against one base.

    Attributes:
        words: which prices.
        base: e.g. "1400=100".
        months: how many are told.
        newest: the newest month.
        first: the first month.
        gaps: days without an index between the first month and the newest, as runs.
    """

    words: str
    base: str
    months: int
    newest: IndexOn
    first: IndexOn
    gaps: tuple[DayRange, ...]


def basis_name(code: str) -> str:
    """Return what a basis is called: market rate."""
    return BASIS_WORDS[code][current().language]


def currency_name(code: str) -> str:
    """Return what a currency is called: US dollars."""
    return CURRENCIES[code][current().language]


def index_name(name: str) -> str:
    """Return what a price index is called: consumer prices."""
    return NAMES[f"rates.{name}"][current().language]


def finding(currency: str, bases: tuple[Basis, ...]) -> str:
    """Return what the page says first: on how many days of the last year the market rate is known."""
    market = next(basis for basis in bases if basis.code == "market")
    facts = {
        "currency": currency_name(currency),
        "known": formats.number(market.known, current().language),
        "days": formats.number(LAST_YEAR, current().language),
    }
    if all(basis.newest is None for basis in bases):
        return _("No rate of %(currency)s is known yet") % facts
    if not market.known:
        return _("No day of the last year has a market rate of %(currency)s") % facts
    words = ngettext(
        "The market rate of %(currency)s is known for %(known)s of %(days)s days of the last year",
        "The market rate of %(currency)s is known for %(known)s of %(days)s days of the last year",
        market.known,
    )
    return words % facts


def newest_finding(basis: Basis) -> str:
    """Return the newest rate as a sentence."""
    rate = basis.newest
    if rate is None:
        return _("No rate is known on this basis")
    return _("Newest %(basis)s: %(rate)s rials on %(day)s") % {
        "basis": basis.words,
        "rate": exactly(rate.rials_per_unit),
        "day": formats.day(rate.days.last, current().language),
    }


def exactly(value: Decimal) -> str:
    """Return a rate or an index with every decimal that it has."""
    return formats.exactly(value, current().language)


def days_of(days: DayRange) -> str:
    """Return a run of days in words: one day, or from one to another."""
    language = current().language
    first = formats.day(days.first, language)
    if days.first == days.last:
        return first
    return _("%(first)s to %(last)s") % {
        "first": first,
        "last": formats.day(days.last, language),
    }


def tip_of(rate: RateOn) -> str:
    """Return a rate in words, to be read at its mark."""
    return _("%(basis)s, %(days)s: %(rate)s rials") % {
        "basis": basis_name(rate.basis),
        "days": days_of(rate.days),
        "rate": exactly(rate.rials_per_unit),
    }


def series_of(months: tuple[IndexOn, ...]) -> Series:
    """Return what is known of one price index."""
    gaps = tuple(
        DayRange(
            before.month.last + timedelta(days=1),
            after.month.first - timedelta(days=1),
        )
        for before, after in pairwise(months)
        if (after.month.first - before.month.last).days > 1
    )
    return Series(
        index_name(months[0].name), months[0].base, len(months), months[-1], months[0], gaps
    )


def key_words(kind: str, key: tuple[str, str]) -> str:
    """Return what a row of a file tells of: a currency and basis, or an index and its base."""
    if kind == "index":
        return f"{index_name(key[0])} · {key[1]}"
    return f"{currency_name(key[0])} · {basis_name(key[1])}"
