"""Of which units does a sweep say what somebody looks for?

A page is found by its neighbour's place (since when, and which unit), never by counting rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce

from ehya.detect.models import STATES, Look, Sweep
from ehya.detect.queries.scope import looks_seen, units_seen
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.register.models import UnitVersion
from ehya.register.queries.units import OUTSIDE_PARKS, Wanted, units_wanted
from ehya.register.queries.within import Moment

PAGE: Final = 50
COUNTED: Final = 10_000  # a list is counted so far; what is more is said as "more than" [units]
IN_ORDER: Final = ("idle", "semi_active", "gone", "active")  # as a list of all states is told
STILL: Final = ("idle", "gone")
_CURSOR = "~"

SURE = Case(
    When(state__in=STILL, then=F("p_idle") + F("p_gone")),
    When(state="active", then=F("p_active")),
    default=F("p_semi_active"),
    output_field=FloatField(),
)
CHANGED = ~Q(was="") & ~Q(was=F("state"))
# Idle and gone are one standing still, to the plain rule too.
DISAGREES = ~Q(rule="") & ~Q(rule=F("state")) & ~(Q(rule__in=STILL) & Q(state__in=STILL))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; nothing of a kind means: all.

    Attributes:
        state: of `STATES`, as told by the sweep.
        was: the same in the sweep before; only changes fit then.
        province: ISO code.
        park: park code; "none" for units outside parks.
        division: of ISIC; two digits.
        text: words of the names, the address, the product, in either script.
        chance: least chance of the state told. [0..1]
        warning: least chance to stand still soon. [0..1]
        since: the state told has lasted since then, or began later.
        unseen: whether only units told to be active of which nothing is seen.
        disagrees: whether only units of which the plain rule says otherwise.
        changed: whether only units in another state than in the sweep before.
        longest: whether those come first whose state has lasted longest.
    """

    state: str = ""
    was: str = ""
    province: str = ""
    park: str = ""
    division: str = ""
    text: str = ""
    chance: float | None = None
    warning: float | None = None
    since: date | None = None
    unseen: bool = False
    disagrees: bool = False
    changed: bool = False
    longest: bool = False

    @property
    def rare(self) -> bool:
        """Whether few looks may fit, so that they are soonest gathered."""
        marks = self.unseen or self.disagrees or self.chance is not None
        return bool(marks or self.warning is not None or self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one unit, with what it is called; None where that is not known."""

    look: Look
    unit: UnitVersion | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the looks.

    Attributes:
        lines: what is said of each.
        after: where the next page begins; "" on the last.
    """

    lines: tuple[Line, ...]
    after: str = ""


def page_of_looks(
    sweep: Sweep, asked: Asked, moment: Moment, sight: Sight, *, after: str = "", most: int = PAGE
) -> Page:
    """Return a page of what a sweep says: state by state, in each by since when.

    Changes are told by since when alone.

    Args:
        sweep: one that is done.
        asked: what is looked for.
        moment: where the reader stands.
        sight: how far the reader sees.
        after: where the page before ended.
        most: looks on a page.

    Raises:
        Refusal: "detect.no_such_place" when `after` is none of ours.
    """
    rows, found = looks_asked(sweep, asked, moment, sight), list[Look]()
    gathered = bool(asked.text.strip() and not sight.nation) or (asked.rare and _in_parts(sight))
    at = _place(after) if after else None
    for state in _states(asked, at):
        part = rows.filter(state=state) if state else rows
        here = at if at and at[0] == state else None
        wanted = most + 1 - len(found)
        found += _following(part, here, longest=asked.longest, gathered=gathered)[:wanted]
        if len(found) > most:
            break
    shown = found[:most]
    edge = shown[-1] if len(found) > most else None
    return Page(_named(shown, sweep, moment, sight), _edge(edge, asked) if edge else "")


def count_looks(
    sweep: Sweep, asked: Asked, moment: Moment, sight: Sight, *, most: int = COUNTED
) -> tuple[int, bool]:
    """Return how many looks fit, and whether counting was left at `most`."""
    counted = looks_asked(sweep, asked, moment, sight).order_by()[: most + 1].count()
    return min(counted, most), counted > most


def looks_asked(sweep: Sweep, asked: Asked, moment: Moment, sight: Sight) -> QuerySet[Look]:
    """Return the looks that fit, in no order."""
    rows = looks_seen(sweep, moment, sight).filter(_told(asked))
    if asked.changed or asked.was:
        rows = rows.filter(CHANGED)
    if asked.chance is not None:
        rows = rows.alias(sure=SURE).filter(sure__gte=asked.chance)
    if asked.text.strip():
        at = Moment(sweep.as_of, moment.known_at)
        named = units_wanted(Wanted(text=asked.text), at, sight)
        rows = rows.filter(unit__in=named.order_by().values("unit"))
    return rows


def each_look(rows: QuerySet[Look], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield columns of looks one by one, by unit, in steady memory."""
    yield from rows.order_by("unit").values_list(*names).iterator(chunk_size=5_000)


def _told(asked: Asked) -> Q:
    told = Q()
    for name in ("state", "was", "province", "division"):
        value = getattr(asked, name)
        told &= Q(**{name: value}) if value else Q()
    if asked.park:
        told &= Q(park=None) if asked.park == OUTSIDE_PARKS else Q(park=asked.park)
    if asked.warning is not None:
        told &= Q(warning__gte=asked.warning) & ~Q(state__in=STILL)
    if asked.since is not None:
        told &= Q(since__gte=asked.since)
    told &= Q(unseen_months__gt=0) if asked.unseen else Q()
    return told & DISAGREES if asked.disagrees else told


def _in_parts(sight: Sight) -> bool:
    """Whether no one index leads through all that is in sight in the list's order."""
    return not sight.nation and len(sight.provinces) + len(sight.parks) > 1


def _states(asked: Asked, at: tuple[str, date, int] | None) -> Sequence[str]:
    """The states to be told one after the other; "" for all in one."""
    if asked.changed or asked.was:
        return ("",)
    if asked.state:
        return (asked.state,)
    told = [state for state in IN_ORDER if _can_fit(asked, state)]
    return told[told.index(at[0]) :] if at and at[0] in told else told


def _can_fit(asked: Asked, state: str) -> bool:
    """Whether a unit in a state can be what is asked for: what stands is not warned of."""
    if asked.warning is not None and state in STILL:
        return False
    return not asked.unseen or state in STILL


def _following(
    rows: QuerySet[Look], at: tuple[str, date, int] | None, *, longest: bool, gathered: bool
) -> QuerySet[Look]:
    """The looks after a place. Gathered ones are found first and put in order then.

    What is rare in a part of the country would be walked to through all of it.
    """
    if at:
        edge = (Value(at[1]), Value(at[2]))
        order = Tuple(F("since"), F("unit_id"))
        rows = rows.filter((TupleGreaterThan if longest else TupleLessThan)(order, edge))
    when = Coalesce("since", "since") if gathered else F("since")
    named = (when.asc(), "unit_id") if longest else (when.desc(), "-unit_id")
    return rows.select_related("unit").order_by(*named)


def _named(looks: Sequence[Look], sweep: Sweep, moment: Moment, sight: Sight) -> tuple[Line, ...]:
    told = units_seen(sweep, moment, sight).filter(unit__in=[look.unit_id for look in looks])
    named = {row.unit_id: row for row in told.select_related("province")} if looks else {}
    return tuple(Line(look, named.get(look.unit_id)) for look in looks)


def _edge(look: Look, asked: Asked) -> str:
    state = "" if asked.changed or asked.was else look.state
    return _CURSOR.join((state, look.since.isoformat(), str(look.unit_id)))


def _place(after: str) -> tuple[str, date, int]:
    state, _, rest = after.partition(_CURSOR)
    day, _, unit = rest.partition(_CURSOR)
    known = state in ("", *STATES) and unit.isascii() and unit.isdecimal() and len(unit) < 19
    try:
        if known:
            return state, date.fromisoformat(day), int(unit)
    except ValueError:
        pass
    raise Refusal("detect.no_such_place", after=after[:60])
