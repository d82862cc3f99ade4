"""Where do the units stand, how many are told to be idle there, and what is in each park?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Value, Window
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.functions import Coalesce, Lag

from ehya.engine.refusal import Refusal
from ehya.engine.text import sort_key
from ehya.ledger.scopes import Sight
from ehya.register.models import ParkVersion, Province, UnitVersion
from ehya.register.queries.units import Wanted, units_wanted
from ehya.register.queries.within import Moment, parks_at, units_at

STANDING = ("active", "semi_active", "idle")  # of these a share may be told to be idle
PAGE = 50
MOST_POINTS = 2_000  # parks on a map
MOST_MOVES = 50  # of units into a park or out of it


@dataclass(frozen=True, slots=True)
class Told:
    """How many units there are somewhere, and how they are told to stand.

    Attributes:
        units: all of them, gone ones too. [units]
        by_status: status -> units; "" for those of which none was told. [units]
    """

    units: int
    by_status: Mapping[str, int]

    @property
    def standing(self) -> int:
        """How many are told to be active, semi-active or idle."""
        return sum(self.by_status.get(status, 0) for status in STANDING)

    @property
    def idle_share(self) -> float | None:
        """How much of a hundred standing units is told to be idle; None where none stands."""
        return 100 * self.by_status.get("idle", 0) / self.standing if self.standing else None


@dataclass(frozen=True, slots=True)
class ProvinceTold:
    """A province and its units."""

    province: Province
    told: Told


@dataclass(frozen=True, slots=True)
class ParkTold:
    """A park and its units."""

    park: ParkVersion
    told: Told


@dataclass(frozen=True, slots=True)
class Parks:
    """Some of the parks, in the order of the Persian alphabet.

    Attributes:
        rows: the parks.
        after: where the next page begins; "" on the last.
    """

    rows: tuple[ParkTold, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Move:
    """A unit's move into a park, or out of it.

    Attributes:
        to: how the unit stood from that day on.
        came: whether into the park.
    """

    to: UnitVersion
    came: bool


NOTHING = Told(0, {})


def made_up(wanted: Wanted, moment: Moment, sight: Sight) -> tuple[bool, bool]:
    """Return whether real units fit, and whether synthetic ones do: they never share a figure."""
    rows = units_wanted(wanted, moment, sight)
    return rows.filter(unit__synthetic=False).exists(), rows.filter(unit__synthetic=True).exists()


def by_province(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool
) -> tuple[ProvinceTold, ...]:
    """Return every province with its units that are looked for, most units first.

    Args:
        wanted: what is looked for.
        moment: on both clocks.
        sight: how far the reader sees; provinces out of sight are not among the answer.
        synthetic: the made-up units, or the real ones.
    """
    rows = units_wanted(wanted, moment, sight).filter(unit__synthetic=synthetic)
    told = _counted(rows, "province")
    seen = [row for row in Province.objects.order_by("sort_key") if _in_sight(row.iso, told, sight)]
    counted = [ProvinceTold(row, told.get(row.iso, NOTHING)) for row in seen]
    return tuple(sorted(counted, key=lambda row: -row.told.units))


def parks_told(
    moment: Moment, sight: Sight, *, province: str = "", text: str = "", after: str = ""
) -> Parks:
    """Return a page of parks with their units.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        province: ISO code; "" for all.
        text: part of a name, in either script.
        after: where the page before ended.

    Raises:
        Refusal: "register.no_such_page" when `after` is none of ours.
    """
    rows = _parks(moment, sight, province=province, text=text)
    if after:
        key, mark, code = after.rpartition("~")
        if not mark or "\x00" in after:
            raise Refusal("register.no_such_page", page=after[:60])
        rows = rows.filter(TupleGreaterThan(Tuple("sort_key", "park_id"), (key, code)))
    found = list(rows.order_by("sort_key", "park_id")[: PAGE + 1])
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return Parks(
        _with_units(shown, moment, sight), f"{last.sort_key}~{last.park_id}" if last else ""
    )


def parks_on_map(moment: Moment, sight: Sight, *, province: str = "") -> tuple[ParkVersion, ...]:
    """Return the parks whose place is known."""
    rows = _parks(moment, sight, province=province, text="").filter(lat__isnull=False)
    return tuple(rows.order_by("sort_key", "park_id")[:MOST_POINTS])


def park_and_units(code: str, moment: Moment, sight: Sight) -> ParkTold:
    """Return a park as told at a moment, with its units.

    Raises:
        Refusal: "register.no_such_park_here" also for one out of sight.
    """
    rows = parks_at(moment, sight).select_related("park", "province", "county")
    found = list(rows.filter(park=code[:8]))
    if not found or "\x00" in code or len(code) > len(found[0].park_id):
        raise Refusal("register.no_such_park_here", park=code[:20])
    return _with_units(found, moment, sight)[0]


def history_of_park(code: str, moment: Moment) -> tuple[ParkVersion, ...]:
    """Return every row ever held true of a park by a moment, newest known first."""
    rows = ParkVersion.objects.filter(park=code, known__startswith__lte=moment.known_at)
    rows = rows.select_related("province", "county", "event__by")
    return tuple(rows.order_by("-known__startswith", "-valid"))


def moves_of_park(code: str, moment: Moment, *, most: int = MOST_MOVES) -> tuple[Move, ...]:
    """Return the units that moved into a park or out of it, by what is known; newest day first.

    A unit that was there from its first day on did not move in.
    """
    known = UnitVersion.objects.filter(known__contains=moment.known_at)
    here = known.filter(park=code).values("unit")
    before = Window(Lag("there"), partition_by="unit", order_by="valid")
    rows = known.filter(unit__in=here).annotate(there=Coalesce("park_id", Value("")), was=before)
    came = Q(there=code, was__isnull=False) & ~Q(was=code)
    moved = rows.filter(came | (Q(was=code) & ~Q(there=code)))
    told = moved.select_related("unit", "event__by").order_by("-valid", "-pk")[:most]
    return tuple(Move(row, row.park_id == code) for row in told)


def _parks(moment: Moment, sight: Sight, *, province: str, text: str) -> QuerySet[ParkVersion]:
    rows = parks_at(moment, sight).select_related("park", "province", "county")
    if province:
        rows = rows.filter(province=province[:5])
    told = " ".join(text.replace("\x00", "").split())[:80]
    if told:
        rows = rows.filter(Q(name_en__icontains=told) | Q(sort_key__contains=sort_key(told)))
    return rows


def _with_units(parks: Sequence[ParkVersion], moment: Moment, sight: Sight) -> tuple[ParkTold, ...]:
    codes = [row.park_id for row in parks]
    told = _counted(units_at(moment, sight).filter(park__in=codes), "park") if codes else {}
    return tuple(ParkTold(row, told.get(row.park_id, NOTHING)) for row in parks)


def _counted(rows: QuerySet, place: str) -> dict[str, Told]:  # type: ignore[type-arg]
    counted = rows.order_by().values_list(place, "status").annotate(units=Count("pk"))
    found: dict[str, dict[str, int]] = {}
    for code, status, units in counted:
        found.setdefault(code, {})[status] = units
    return {code: Told(sum(told.values()), told) for code, told in found.items()}


def _in_sight(iso: str, told: Mapping[str, Told], sight: Sight) -> bool:
    return sight.nation or iso in sight.provinces or iso in told
