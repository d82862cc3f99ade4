"""What did a currency cost on a day, on which basis, by whose word, as known when?

A rate holds only on the days that it was told for: a gap is refused, and the nearest days that are
known are named. For the dollar, rates printed in the record (`ledger/rules/rates.toml`) stand where
nobody has told one.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from ehya.engine.calendar import DayRange
from ehya.engine.money import Rate, Rates
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import rates as printed
from ehya.register.intake.rates_fields import Kind
from ehya.register.models.rates import BASES, CURRENCIES, INDICES, IndexTold, RateTold
from ehya.register.queries.slips import Near

__all__ = ["BASES", "CURRENCIES", "INDICES"]
PRINTED = "USD"  # the currency of which the record prints rates
NONE = "rates.none"  # said where no day is known
Day = tuple[str, date]  # a currency, and a day


@dataclass(frozen=True, slots=True)
class Table:
    """Where a kind of file is kept: its model, the fields of its key, that of its value."""

    model: Any
    key: tuple[str, str]
    value: str


TABLES: Mapping[Kind, Table] = {
    "rates": Table(RateTold, ("currency", "basis"), "rials_per_unit"),
    "index": Table(IndexTold, ("name", "base"), "value"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A telling that nothing has taken the place of.

    Attributes:
        pk: its row.
        key: (currency, basis), or (name, base).
        days: on which it held.
        value: rials for one, or index points.
        source: who told it.
        address: where; "" where none was named.
        file: id of the file that told it.
        file_row: its row there.
        since: when it became known.
    """

    pk: int
    key: tuple[str, str]
    days: DayRange
    value: Decimal
    source: str
    address: str
    file: int
    file_row: int
    since: datetime

    @property
    def telling(self) -> tuple[Decimal, str, str]:
        """What makes two rows of the same days the same telling."""
        return self.value, self.source, self.address


@dataclass(frozen=True, slots=True)
class RateOn:
    """The rate of one day.

    Attributes:
        currency: of `CURRENCIES`.
        basis: of `BASES`.
        rials_per_unit: rials for one of the currency.
        days: on which this rate held.
        source: who told it.
        address: where; "" where none was named.
        printed: whether it is the record's printed rate, not one that was handed in.
        since: when it was handed in; None for a printed one.
    """

    currency: str
    basis: str
    rials_per_unit: Decimal
    days: DayRange
    source: str
    address: str
    printed: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class IndexOn:
    """A price index in one month.

    Attributes:
        name: of `INDICES`.
        base: e.g. "1400=100".
        value: index points.
        month: its days.
        source: who told it.
        address: where; "" where none was named.
    """

    name: str
    base: str
    value: Decimal
    month: DayRange
    source: str
    address: str


def rate_of(currency: str, day: date, basis: str, known_at: datetime | None = None) -> RateOn:
    """Return what one of a currency cost on a day.

    Args:
        currency: of `CURRENCIES`.
        day: the very day.
        basis: of `BASES`.
        known_at: what we knew by then; None for now.

    Raises:
        Refusal: "register.no_rate" naming the nearest days before and after that have one.
    """
    found = rates_of([(currency, day)], basis, known_at).get((currency, day))
    if found is None:
        before, after = nearest_days(currency, day, basis, known_at)
        raise Refusal(
            "register.no_rate",
            currency=currency[:10],
            basis=f"rates.{basis}",
            day=day,
            before=before or NONE,
            after=after or NONE,
        )
    return found


def rates_of(
    pairs: Iterable[Day], basis: str, known_at: datetime | None = None
) -> dict[Day, RateOn]:
    """Return the rates of many days at once; a day that nobody told of is not among them.

    Args:
        pairs: currency and day.
        basis: of `BASES`.
        known_at: what we knew by then; None for now.
    """
    wanted = set(pairs)
    told = {} if not wanted else _told(wanted, basis, known_at or timezone.now())
    for currency, day in wanted - set(told):
        rate = _printed_on(currency, day, basis, known_at)
        if rate is not None:
            told[currency, day] = rate
    return told


def nearest_days(
    currency: str, day: date, basis: str, known_at: datetime | None = None
) -> tuple[date | None, date | None]:
    """Return the last day before, and the first after, that has a rate; None where none has."""
    spans = spans_of(currency, basis, known_at)
    before = max((span.last for span in spans if span.last < day), default=None)
    after = min((span.first for span in spans if span.first > day), default=None)
    return before, after


def gaps(
    currency: str, basis: str, days: DayRange, known_at: datetime | None = None
) -> tuple[DayRange, ...]:
    """Return the days of a range on which nobody told a rate, as ranges in their order."""
    return gaps_between(spans_of(currency, basis, known_at), days)


def gaps_between(spans: Iterable[DayRange], days: DayRange) -> tuple[DayRange, ...]:
    """Return the days of a range that lie in none of some spans, as ranges in their order."""
    left, first = [], days.first
    for span in sorted(spans, key=lambda span: span.first):
        if span.last < first or span.first > days.last:
            continue
        if span.first > first:
            left.append(DayRange(first, span.first - timedelta(days=1)))
        first = span.last + timedelta(days=1)
    if first <= days.last:
        left.append(DayRange(first, days.last))
    return tuple(left)


def spans_of(currency: str, basis: str, known_at: datetime | None = None) -> list[DayRange]:
    """Return the days that have a rate, handed in or printed; spans may overlap."""
    rows = standing("rates", (currency, basis), known_at)
    return [
        *(row.days for row in rows),
        *(_days_of(rate) for rate in _printed(currency, basis, known_at)),
    ]


def index_of(name: str, day: date, known_at: datetime | None = None, *, base: str = "") -> IndexOn:
    """Return a price index in the month of a day.

    Args:
        name: of `INDICES`.
        day: any day of the month.
        known_at: what we knew by then; None for now.
        base: e.g. "1400=100"; "" where one base only is told.

    Raises:
        Refusal: "register.no_index" naming the nearest months before and after;
            "register.index_base_needed" where several bases are told.
    """
    return indices_of(name, [day], known_at, base=base)[day]


def indices_of(
    name: str, days: Iterable[date], known_at: datetime | None = None, *, base: str = ""
) -> dict[date, IndexOn]:
    """Return a price index in the months of many days, all of one base.

    Args:
        name: of `INDICES`.
        days: any days.
        known_at: what we knew by then; None for now.
        base: as in `index_of`.

    Raises:
        Refusal: "register.no_index" for the first day without one; "register.index_base_needed".
    """
    base = base or _only_base(name, known_at)
    rows = standing("index", (name, base), known_at)
    found = {}
    for day in sorted(set(days)):
        row = next((row for row in rows if day in row.days), None)
        if row is None:
            raise _no_index(name, base, day, rows)
        found[day] = IndexOn(name, base, row.value, row.days, row.source, row.address)
    return found


def rates_told(
    currency: str, as_of: date, known_at: datetime, since: date | None = None
) -> tuple[RateOn, ...]:
    """Return every rate of a currency, on all bases, in the order of the days.

    Args:
        currency: of `CURRENCIES`.
        as_of: rates that began later are left out.
        known_at: what we knew by then.
        since: rates that ended earlier are left out, unless their basis has no later one.
    """
    found = []
    for basis in BASES:
        key = (currency, basis)
        rows = standing("rates", key, known_at, since) or standing("rates", key, known_at)
        found += [_as_told(row) for row in rows]
        found += [_as_printed(rate) for rate in _printed(currency, basis, known_at)]
    begun = (rate for rate in found if rate.days.first <= as_of)
    return tuple(sorted(begun, key=lambda rate: (rate.days.first, BASES.index(rate.basis))))


def currencies_told(known_at: datetime) -> tuple[str, ...]:
    """Return the currencies of which some rate is known, the record's own first."""
    told = RateTold.objects.filter(known__contains=known_at).values_list("currency", flat=True)
    known = {PRINTED, *told.distinct()}
    return tuple(currency for currency in CURRENCIES if currency in known)


def indices_told(as_of: date, known_at: datetime) -> tuple[tuple[IndexOn, ...], ...]:
    """Return every series of a price index, month by month; a series has one base."""
    series = ((name, base) for name in INDICES for base in bases_of(name, known_at))
    told = (
        tuple(
            IndexOn(*key, row.value, row.days, row.source, row.address)
            for row in standing("index", key, known_at)
            if row.days.first <= as_of
        )
        for key in series
    )
    return tuple(months for months in told if months)


def bases_of(name: str, known_at: datetime | None = None) -> tuple[str, ...]:
    """Return the bases against which a price index is told."""
    told = IndexTold.objects.filter(name=name, known__contains=known_at or timezone.now())
    return tuple(told.order_by("base").values_list("base", flat=True).distinct())


def standing(
    kind: Kind,
    key: tuple[str, str],
    known_at: datetime | None = None,
    since: date | None = None,
) -> list[Standing]:
    """Return what is told under a key, in the order of the days; no two tell of one day.

    Args:
        kind: "rates" or "index".
        key: (currency, basis), or (name, base).
        known_at: what we knew by then; None for now.
        since: what ended earlier is left out.
    """
    table = TABLES[kind]
    rows = table.model.objects.filter(
        **dict(zip(table.key, key, strict=True)), known__contains=known_at or timezone.now()
    )
    if since:
        rows = rows.filter(valid__endswith__gt=since)
    return [_standing(row, table) for row in rows.order_by("valid")]


def rows_told_by(kind: Kind, digest: str) -> Collection[int]:
    """Return the rows of a file that it told before, also where they were corrected since."""
    told = TABLES[kind].model.objects.filter(file__sha256=digest)
    return set(told.values_list("file_row", flat=True))


def printed_near(kind: Kind, key: tuple[str, str]) -> list[Near]:
    """Return the record's printed rates under a key, as neighbours of what is told."""
    rates = _printed(*key) if kind == "rates" else []
    return [Near(_days_of(rate), Decimal(rate.rials_per_usd)) for rate in rates]


_OF_DAYS = """
SELECT r.currency, r.rials_per_unit, lower(r.valid), upper(r.valid) - 1, r.source, r.address
FROM register_ratetold r
WHERE r.currency = ANY(%(currencies)s::text[]) AND r.basis = %(basis)s
    AND r.valid && daterange(%(first)s, %(last)s, '[]') AND r.known @> %(known_at)s::timestamptz
ORDER BY lower(r.valid)
"""


def _told(wanted: Collection[Day], basis: str, known_at: datetime) -> dict[Day, RateOn]:
    """Read what is told from the first day to the last once; no two rates tell of one day."""
    days = [day for _, day in wanted]
    facts: dict[str, Any] = {
        "currencies": list({currency for currency, _ in wanted}),
        "first": min(days),
        "last": max(days),
        "basis": basis,
        "known_at": known_at,
    }
    told: dict[str, list[RateOn]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OF_DAYS, facts)
        for currency, value, first, last, *by in cursor.fetchall():
            rate = RateOn(currency, basis, value, DayRange(first, last), *by)
            told.setdefault(currency, []).append(rate)
    found = {(currency, day): _on(day, told.get(currency, [])) for currency, day in wanted}
    return {asked: rate for asked, rate in found.items() if rate is not None}


def _on(day: date, rates: Sequence[RateOn]) -> RateOn | None:
    at = bisect_right(rates, day, key=lambda rate: rate.days.first) - 1
    return rates[at] if at >= 0 and day in rates[at].days else None


def _printed_on(currency: str, day: date, basis: str, known_at: datetime | None) -> RateOn | None:
    rates = Rates(tuple(_printed(currency, basis, known_at)))
    rate = rates.near(day, within_days=0)
    return _as_printed(rate) if rate else None


def _as_printed(rate: Rate) -> RateOn:
    value = Decimal(rate.rials_per_usd)
    days = _days_of(rate)
    return RateOn(PRINTED, rate.basis, value, days, rate.source, rate.address, printed=True)


def _printed(currency: str, basis: str, known_at: datetime | None = None) -> list[Rate]:
    """What was printed after a day was not known on it."""
    if currency != PRINTED:
        return []
    told = [rate for rate in printed().rates if rate.basis == basis]
    last = (known_at or timezone.now()).date()
    return [rate for rate in told if rate.on <= last]


def _as_told(row: Standing) -> RateOn:
    return RateOn(*row.key, row.value, row.days, row.source, row.address, since=row.since)


def _days_of(rate: Rate) -> DayRange:
    return DayRange(rate.on, rate.until or rate.on)


def _only_base(name: str, known_at: datetime | None) -> str:
    bases = bases_of(name, known_at)
    if len(bases) > 1:
        raise Refusal("register.index_base_needed", name=f"rates.{name}", bases=bases)
    return bases[0] if bases else ""


def _no_index(name: str, base: str, day: date, rows: Collection[Standing]) -> Refusal:
    before = max((row.days.last for row in rows if row.days.last < day), default=None)
    after = min((row.days.first for row in rows if row.days.first > day), default=None)
    return Refusal(
        "register.no_index",
        name=f"rates.{name}",
        base=base or NONE,
        day=day,
        before=before or NONE,
        after=after or NONE,
    )


def _standing(row: Any, table: Table) -> Standing:
    return Standing(
        pk=row.pk,
        key=(getattr(row, table.key[0]), getattr(row, table.key[1])),
        days=DayRange(row.valid.lower, row.valid.upper - timedelta(days=1)),
        value=getattr(row, table.value),
        source=row.source,
        address=row.address,
        file=row.file_id,
        file_row=row.file_row,
        since=row.known.lower,
    )
