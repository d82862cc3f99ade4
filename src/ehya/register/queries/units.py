"""Which units is somebody looking for?

A page is found by its neighbours' place in the alphabet, never by counting rows from the start;
how many there are is asked apart.
"""

from dataclasses import dataclass, fields

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, search_query
from ehya.ledger.scopes import Sight
from ehya.register.models import Identifier, UnitVersion
from ehya.register.queries.within import Moment, units_at

PAGE = 25
MOST_ON_PAGE = 200
COUNTED = 10_000  # units; what is more is said as "more than"
_CURSOR = "~"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; "" means: all.

    Attributes:
        text: words of the names, the address, the product, in either script, however spelt.
        identifier: a number that somebody knows it by, of any scheme; ours too.
        province: ISO code.
        county: county code.
        park: park code; "none" for units outside parks.
        sector: ISIC division, group or class.
        size: of `models.SIZES`.
        status: of `models.STATUSES`, as told.
        ownership: of `models.OWNERSHIPS`.
    """

    text: str = ""
    identifier: str = ""
    province: str = ""
    county: str = ""
    park: str = ""
    sector: str = ""
    size: str = ""
    status: str = ""
    ownership: str = ""

    @property
    def anything(self) -> bool:
        """Whether anything is asked at all."""
        return any(getattr(self, name) for name in FILTERS)


FILTERS = tuple(field.name for field in fields(Wanted))


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the units, in the order of the Persian alphabet.

    Attributes:
        rows: what is told of each.
        before: give it to `page_of_units` for the page before; "" on the first.
        after: the same for the next.
    """

    rows: tuple[UnitVersion, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many units there are.

    Attributes:
        units: so many; where `more`, at least so many. [units]
        more: whether counting was left there.
    """

    units: int
    more: bool = False


def page_of_units(
    wanted: Wanted,
    moment: Moment,
    sight: Sight,
    *,
    after: str = "",
    before: str = "",
    most: int = PAGE,
) -> Page:
    """Return one page of the units looked for.

    Args:
        wanted: what is looked for.
        moment: on both clocks.
        sight: how far the reader sees.
        after: where the page before ended; "" for the first page.
        before: where the next page begins, to go back.
        most: units on a page.

    Raises:
        Refusal: "register.no_such_page" when `after` or `before` is none of ours.
    """
    most = max(1, min(most, MOST_ON_PAGE))
    rows = units_wanted(wanted, moment, sight).select_related("unit", "province", "county")
    place = Tuple(F("sort_key"), F("unit_id"))
    if before:
        rows = rows.filter(TupleLessThan(place, _place(before)))
        found = list(rows.order_by("-sort_key", "-unit_id")[: most + 1])
        shown = found[:most][::-1]
        return Page(tuple(shown), _edge(shown[:1], len(found) > most), _edge(shown[-1:], True))
    if after:
        rows = rows.filter(TupleGreaterThan(place, _place(after)))
    found = list(rows.order_by("sort_key", "unit_id")[: most + 1])
    shown = found[:most]
    return Page(tuple(shown), _edge(shown[:1], bool(after)), _edge(shown[-1:], len(found) > most))


def count_units(wanted: Wanted, moment: Moment, sight: Sight, *, most: int = COUNTED) -> Count:
    """Return how many units are looked for, counting no further than `most`."""
    rows = units_wanted(wanted, moment, sight).order_by().values("pk")
    counted = rows[: most + 1].count()
    return Count(min(counted, most), more=counted > most)


def units_wanted(wanted: Wanted, moment: Moment, sight: Sight) -> QuerySet[UnitVersion]:
    """Return what is told of the units looked for, in no order."""
    rows = units_at(moment, sight)
    if any("\x00" in getattr(wanted, name) for name in FILTERS):
        return rows.none()
    told = {name: getattr(wanted, name) for name in ("province", "county", "size", "status")}
    told["ownership"] = wanted.ownership
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    if wanted.park:
        rows = rows.filter(park=None if wanted.park == "none" else wanted.park)
    if wanted.sector:
        rows = rows.filter(isic__gte=wanted.sector, isic__lt=wanted.sector + "~")
    if wanted.identifier:
        rows = rows.filter(_known_by(wanted.identifier, moment))
    return _with_words(rows, wanted.text)


def _known_by(told: str, moment: Moment) -> Q:
    value = "".join(latin_digits(told).split()).replace("-", "")[:40]
    held = Identifier.objects.filter(
        value=value, valid__contains=moment.as_of, known__contains=moment.known_at
    )
    return Q(unit__number=value[:8]) | Q(unit__in=held.values("unit"))


def _with_words(rows: QuerySet[UnitVersion], text: str) -> QuerySet[UnitVersion]:
    if not text.strip():
        return rows
    asked = search_query(text)
    if not asked:
        return rows.none()
    return rows.filter(words=SearchQuery(asked, search_type="raw", config="simple"))


def _place(cursor: str) -> tuple[str, int]:
    key, mark, unit = cursor.rpartition(_CURSOR)
    if not mark or "\x00" in key or not (unit.isdecimal() and unit.isascii() and len(unit) < 19):
        raise Refusal("register.no_such_page", page=cursor[:60])
    return key, int(unit)


def _edge(row: tuple[UnitVersion, ...] | list[UnitVersion], there_is_more: bool) -> str:
    return f"{row[0].sort_key}{_CURSOR}{row[0].unit_id}" if row and there_is_more else ""
