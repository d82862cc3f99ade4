"""Which question do typed words ask: an address, or a command's options?"""

from collections.abc import Mapping
from datetime import date, datetime

from ehya.engine.calendar import DayRange, parse_day, to_solar, year_range
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits
from ehya.ledger.scopes import ALL, Sight
from ehya.publish.counting.asked import WHERE, Asked, Scope
from ehya.publish.counting.definitions import metric_named

FIRST_YEAR, LAST_YEAR = 1390, 1500
FIELDS = ("province", "park", "parks", "sector", "size", "cause")


def scope_typed(told: Mapping[str, str], *, synthetic: bool) -> Scope:
    """Return the scope that words tell.

    Raises:
        Refusal: "figure.no_such_scope".
    """
    kept = {name: told.get(name, "").strip() for name in FIELDS}
    for name, value in kept.items():
        if len(value) > 40 or not value.isprintable():
            raise Refusal("figure.no_such_scope", what=name, value=value[:40])
    if kept["parks"] not in WHERE:
        raise Refusal("figure.no_such_scope", what="parks", value=kept["parks"][:40])
    return Scope(**kept, synthetic=synthetic)


def period_typed(told: Mapping[str, str], as_of: date) -> DayRange:
    """Return the days that words tell: "first" and "last", or a "year"; else the year so far.

    Raises:
        Refusal: "calendar.…" of a day that is none, "forecast.bad_year", "figure.no_such_scope".
    """
    first, last = told.get("first", "").strip(), told.get("last", "").strip()
    if first or last:
        begin = parse_day(first) if first else _year_of(as_of).first
        end = parse_day(last) if last else as_of
        if end < begin:
            raise Refusal("figure.no_such_scope", what="period", value=f"{first} – {last}"[:40])
        return DayRange(begin, end)
    year = latin_digits(told.get("year", "").strip())
    if not year:
        whole = _year_of(as_of)
        return DayRange(whole.first, as_of)
    if not year.isdecimal() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Refusal("forecast.bad_year", told=year[:40])
    return year_range(int(year))


def asked_typed(
    metric: str,
    told: Mapping[str, str],
    *,
    as_of: date,
    known_at: datetime,
    synthetic: bool,
    sight: Sight = ALL,
) -> Asked:
    """Return the question that words ask.

    Raises:
        Refusal: "figure.no_such_metric", "figure.period_after_as_of", and those of the scope and
            the period.
    """
    return Asked(
        metric=metric_named(metric, as_of),
        period=period_typed(told, as_of),
        as_of=as_of,
        known_at=known_at,
        scope=scope_typed(told, synthetic=synthetic),
        sight=sight,
    )


def _year_of(day: date) -> DayRange:
    return year_range(to_solar(day).year)
