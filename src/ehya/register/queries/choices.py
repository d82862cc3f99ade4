"""What may a reader of the list choose from: places, saved views, columns?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from ehya.ledger.models import User
from ehya.ledger.scopes import Sight
from ehya.register.models import ChosenColumns, County, ParkVersion, Province, SavedView
from ehya.register.queries.within import Moment, parks_at

MOST_PARKS = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A province, county or park: its code and its two names."""

    code: str
    name_en: str
    name_fa: str


def provinces(sight: Sight) -> tuple[Place, ...]:
    """Return the provinces that a reader may choose, in the alphabet's order."""
    rows = Province.objects.order_by("sort_key")
    if not sight.nation:
        parks = ParkVersion.objects.filter(park__in=sight.parks).values("province")
        rows = rows.filter(Q(iso__in=sight.provinces) | Q(iso__in=parks))
    return _places(rows.values_list("iso", "name_en", "name_fa"))


def counties(province: str) -> tuple[Place, ...]:
    """Return a province's counties."""
    rows = County.objects.filter(province=province).order_by("sort_key")
    return _places(rows.values_list("code", "name_en", "name_fa"))


def parks(province: str, moment: Moment, sight: Sight) -> tuple[Place, ...]:
    """Return a province's parks and zones as told at a moment."""
    rows = parks_at(moment, sight).filter(province=province).order_by("sort_key")
    return _places(rows.values_list("park_id", "name_en", "name_fa")[:MOST_PARKS])


def park_names(codes: Iterable[str], moment: Moment) -> Mapping[str, Place]:
    """Return what parks are called at a moment, by their code."""
    rows = ParkVersion.objects.filter(
        park__in=set(codes), valid__contains=moment.as_of, known__contains=moment.known_at
    )
    return {row.park_id: Place(row.park_id, row.name_en, row.name_fa) for row in rows}


def place_names(codes: Iterable[str]) -> Mapping[str, Place]:
    """Return what provinces, counties and parks are called now, by their code."""
    wanted = set(codes)
    named = _places(
        [
            *Province.objects.filter(pk__in=wanted).values_list("iso", "name_en", "name_fa"),
            *County.objects.filter(pk__in=wanted).values_list("code", "name_en", "name_fa"),
        ]
    )
    return {**{place.code: place for place in named}, **names_of_parks(wanted)}


def names_of_parks(codes: Iterable[str]) -> Mapping[str, Place]:
    """Return what parks are called now, by their code."""
    rows = ParkVersion.objects.filter(park__in=(wanted := set(codes)), known__endswith__isnull=True)
    named = rows.order_by("valid").values_list("park", "name_en", "name_fa") if wanted else ()
    return {place.code: place for place in _places(named)}


def _places(told: Iterable[tuple[str, str, str]]) -> tuple[Place, ...]:
    return tuple(Place(code, name_en, name_fa) for code, name_en, name_fa in told)


def saved_views(person: User) -> tuple[SavedView, ...]:
    """Return a person's saved views by their names."""
    return tuple(SavedView.objects.filter(by=person).order_by("name"))


def columns_of(person: User) -> tuple[str, ...]:
    """Return the columns that a person chose; none where never chosen."""
    chosen = ChosenColumns.objects.filter(by=person).first()
    return tuple(chosen.columns) if chosen else ()
