"""Which units is somebody looking for?

A page is found by its neighbour's place in the alphabet, never by counting rows from the start
(`roads`); how many there are is asked apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.db.models import Q, QuerySet

from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, search_query
from ehya.ledger.scopes import Sight
from ehya.register.identifiers import settle
from ehya.register.models import Identifier, Unit, UnitVersion
from ehya.register.models.units import SCHEMES
from ehya.register.numbering import DIGITS, bare
from ehya.register.queries.roads import Question, count_up_to, fitting, next_rows
from ehya.register.queries.within import Moment, units_at

PAGE = 25
MOST_ON_PAGE = 200
# How far a list is counted: what is more is said as "more than". In a register of many units the
# rest would keep the other readers waiting.
COUNTED, COUNTED_OF_MANY, MANY = 10_000, 2_500, 250_000  # units
OUTSIDE_PARKS = "none"
LONGEST_NUMBER = 40  # signs of an identifier
MOST_BEARERS = 500  # units that may share one number
_CURSOR = "~"
# How the index of contents calls each fact (migration 0002, register_facets).
_FACETS = {
    "province": "p",
    "county": "c",
    "park": "k",
    "sector": "i",
    "status": "s",
    "size": "z",
    "ownership": "o",
}
_ORDERED = frozenset({"province", "park"})  # facts with an index of their own in the order


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; "" means: all.

    Attributes:
        text: words of the names, the address, the product, in either script, however spelt.
        identifier: a number that somebody knows it by, of any scheme; ours too.
        province: ISO code.
        county: county code.
        park: park code; "none" for units outside parks.
        sector: ISIC division, group or class; two to four digits.
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
    place = _place(before or after) if before or after else None
    question = question_of(wanted, moment, sight)
    if question is None:
        return Page(())
    found = next_rows(question, place, most + 1, back=bool(before))
    shown, more = found[:most], len(found) > most
    if before:
        shown = shown[::-1]
        return Page(tuple(shown), _edge(shown[:1], more), _edge(shown[-1:], True))
    return Page(tuple(shown), _edge(shown[:1], bool(after)), _edge(shown[-1:], more))


def count_units(wanted: Wanted, moment: Moment, sight: Sight, *, most: int | None = None) -> Count:
    """Return how many units are looked for, counting no further than `most`.

    Unless told, that is 10,000, or 2,500 in a register of more than 250,000 units.
    """
    question = question_of(wanted, moment, sight)
    if question is None:
        return Count(0)
    if most is None:
        last = Unit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        most = COUNTED if last <= MANY else COUNTED_OF_MANY
    counted = count_up_to(question, most + 1)
    return Count(min(counted, most), more=counted > most)


def units_wanted(wanted: Wanted, moment: Moment, sight: Sight) -> QuerySet[UnitVersion]:
    """Return what is told of the units looked for, in no order: for counts, maps and exports."""
    question = question_of(wanted, moment, sight)
    if question is None:
        return UnitVersion.objects.none()
    return fitting(question)


def question_of(wanted: Wanted, moment: Moment, sight: Sight) -> Question | None:
    """Return what is looked for as the roads to a page ask it; None for what cannot be found."""
    asked = search_query(wanted.text) if wanted.text.strip() else ""
    if (
        not sight
        or (wanted.text.strip() and not asked)
        or any("\x00" in getattr(wanted, f) for f in FILTERS)
    ):
        return None
    ordered, plain, facets = Q(), Q(), _facets_of(sight)
    for name, sign in _FACETS.items():
        value = getattr(wanted, name)
        if not value:
            continue
        if name == "park" and value == OUTSIDE_PARKS:
            plain, value = plain & Q(park=None), ""
        elif name in _ORDERED:
            ordered &= Q(**{name: value})
        else:
            plain &= (
                Q(isic__gte=value, isic__lt=value + "~") if name == "sector" else Q(**{name: value})
            )
        facets.append(sign + value)
    bearing = Q()
    if wanted.identifier:
        bearers = _known_by(wanted.identifier, moment)
        if not bearers:
            return None
        bearing = Q(unit__in=bearers)
    rows, contents = (
        units_at(moment, sight, led_by=index).filter(bearing) for index in ("order", "content")
    )
    return Question(rows, contents, ordered, plain, tuple(facets), asked)


def _facets_of(sight: Sight) -> list[str]:
    """What the index of contents can be told of a sight: a single province."""
    single = len(sight.provinces) == 1 and not sight.nation and not sight.parks
    return [_FACETS["province"] + province for province in sight.provinces] if single else []


def _known_by(told: str, moment: Moment) -> list[int]:
    """The units that bear a number, of any scheme: found first, for there are few."""
    typed = told[:LONGEST_NUMBER]
    held = Identifier.objects.filter(
        scheme__in=SCHEMES,
        value__in={"".join(latin_digits(typed).split()), *_settled(typed)},
        valid__contains=moment.as_of,
        known__contains=moment.known_at,
    )
    own = Unit.objects.filter(number=bare(told)[:DIGITS]).values_list("pk", flat=True)
    return [*held.values_list("unit", flat=True)[:MOST_BEARERS], *own]


def _settled(typed: str) -> Iterator[str]:
    """What was typed as each scheme would keep it: without blanks, with its zeros in front."""
    for scheme in SCHEMES:
        try:
            yield settle(scheme, typed)
        except Refusal:
            continue


def _place(cursor: str) -> tuple[str, int]:
    key, mark, unit = cursor.rpartition(_CURSOR)
    if not mark or "\x00" in key or not (unit.isdecimal() and unit.isascii() and len(unit) < 19):
        raise Refusal("register.no_such_page", page=cursor[:60])
    return key, int(unit)


def _edge(row: list[UnitVersion], there_is_more: bool) -> str:
    return f"{row[0].sort_key}{_CURSOR}{row[0].unit_id}" if row and there_is_more else ""
