"""Which looks wait for a person, and what stands beside each?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from ehya.detect.models import WHYS, Look, Review, Verdict
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.register.models import Unit, UnitVersion
from ehya.register.queries.within import Moment, units_at

PAGE: Final = 20
MOST_COUNTED: Final = 1_000
WAITING: Final = ("open", "sent")
DUES: Final = ("late", "week")  # until when: the day is past, or within seven days


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the waiting reviews are asked for; what is empty is not asked.

    Attributes:
        why: one of `models.WHYS`, or "sent": those to which somebody is on the way.
        state: what the machine says.
        province: ISO code, of where the unit stands now.
        due: one of `DUES`.
    """

    why: str = ""
    state: str = ""
    province: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A look, and what people said of the unit.

    Attributes:
        unit: what is told of it now.
        look: what the machine says.
        review: the waiting one; None where nobody was asked.
        verdict: what a person said last of what the unit is; None before anybody did.
        sent: the last sending of somebody, where no verdict came of it yet.
        seen: what a form gives back, so that another's verdict or a newer look is noticed.
    """

    unit: UnitVersion
    look: Look
    review: Review | None
    verdict: Verdict | None
    sent: Verdict | None
    seen: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        cards: those past their day first, and among them what most hangs on.
        after: where the next page begins; "" on the last.
        waiting: how many fit, counted up to `MOST_COUNTED`.
        late: how many of them are past their day, counted likewise.
    """

    cards: tuple[Side, ...]
    after: str
    waiting: int
    late: int


def queue(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, today: date, after: str = ""
) -> Queue:
    """Return a page of the reviews that wait: those past their day first, then the others.

    In each part what most hangs on comes first.

    Args:
        wanted: which.
        moment: where the reader stands on the two clocks; reviews wait now, whatever it is.
        sight: how far the reader sees.
        synthetic: of made-up units, or of real ones.
        today: what was due before is late.
        after: `Queue.after` of the page before.

    Raises:
        Refusal: "detect.no_such_place_in_queue".
    """
    standing = units_at(moment, sight)
    waiting = _waiting(wanted, standing, synthetic=synthetic, today=today)
    late, on_time = waiting.filter(due__lt=today), waiting.filter(due__gte=today)
    place = _place(after) if after else None
    chosen: list[Review] = []
    for part, past_its_day in ((late, True), (on_time, False)):
        if place and past_its_day and not place[0]:
            continue  # the page before ended among those that are on time
        rows = part.filter(_beyond(place)) if place and place[0] == past_its_day else part
        ordered = rows.select_related("look__sweep").order_by("-weight", "id")
        chosen += ordered[: PAGE + 1 - len(chosen)]
        if len(chosen) > PAGE:
            break
    shown = chosen[:PAGE]
    more = _edge(shown[-1], today) if len(chosen) > PAGE else ""
    counts = [rows.order_by()[:MOST_COUNTED].count() for rows in (waiting, late)]
    return Queue(_sides(shown, standing), more, *counts)


def kinds_waiting(moment: Moment, sight: Sight) -> tuple[bool, bool]:
    """Return whether reviews of real units wait in sight, and of made-up ones: never in one list."""
    standing = units_at(moment, sight)
    real, made_up = (
        _waiting(Wanted(), standing, synthetic=kind, today=moment.as_of).exists()
        for kind in (False, True)
    )
    return real, made_up


def side_of(number: str, moment: Moment, sight: Sight) -> Side:
    """Return what machine and people say of a unit now.

    Args:
        number: the unit's.
        moment: where the reader stands on the two clocks.
        sight: how far the reader sees.

    Raises:
        Refusal: "register.no_such_unit" also for one out of sight; "detect.not_looked_at".
    """
    told = number if number.isascii() and number.isdecimal() and len(number) == 8 else ""
    rows = units_at(moment, sight)
    unit = _placed(rows).filter(unit__number=told).first()
    if unit is None:
        raise Refusal("register.no_such_unit", number=number[:20])
    look = _newest_look(unit.unit)
    if look is None:
        raise Refusal("detect.not_looked_at", number=number)
    review = Review.objects.filter(unit=unit.unit_id, state__in=WAITING).first()
    (told_of,) = _with_verdicts([Side(unit, look, review, None, None, "")])
    return told_of


def verdicts_of(side: Side) -> tuple[Verdict, ...]:
    """Return everything that people ever said of a unit, newest first, each with its look."""
    said = Verdict.objects.filter(unit=side.unit.unit_id).order_by("-at", "-pk")
    return tuple(said.select_related("event__by", "look__sweep"))


def _newest_look(unit: Unit) -> Look | None:
    """Return what the newest sweep of the newest day that met the unit said of it."""
    met = Look.objects.filter(unit=unit, sweep__state="done", sweep__latest=True)
    return met.select_related("sweep", "unit").order_by("-sweep__told_at", "-pk").first()


def _waiting(
    wanted: Wanted, standing: QuerySet[UnitVersion], *, synthetic: bool, today: date
) -> QuerySet[Review]:
    seen = standing.filter(unit=OuterRef("unit"))
    if wanted.province:
        seen = seen.filter(province=wanted.province)
    rows = Review.objects.filter(Exists(seen), state__in=WAITING, unit__synthetic=synthetic)
    if wanted.why == "sent":
        rows = rows.filter(state="sent")
    elif wanted.why in WHYS:
        rows = rows.filter(why__contains=[wanted.why])
    if wanted.state:
        rows = rows.filter(look__state=wanted.state)
    return rows.filter(_until(wanted.due, today))


def _until(due: str, today: date) -> Q:
    if due == "late":
        return Q(due__lt=today)
    if due == "week":
        return Q(due__lte=date.fromordinal(today.toordinal() + 7))
    return Q()


def _edge(row: Review, today: date) -> str:
    return f"{int(row.due < today)}_{row.weight!r}_{row.pk}"


def _place(after: str) -> tuple[bool, float, int]:
    """Return where a page ended: whether among the late ones, at what weight, and which."""
    late, _, rest = after.partition("_")
    weight, _, key = rest.partition("_")
    try:
        return bool(int(late)), float(weight), int(key)
    except ValueError as trouble:
        raise Refusal("detect.no_such_place_in_queue", after=after[:40]) from trouble


def _beyond(place: tuple[bool, float, int]) -> Q:
    _, last, row = place
    return Q(weight__lt=last) | Q(weight=last, id__gt=row)


def _sides(rows: Sequence[Review], standing: QuerySet[UnitVersion]) -> tuple[Side, ...]:
    told = _placed(standing).filter(unit__in=[row.unit_id for row in rows])
    by_unit = {version.unit_id: version for version in told}
    return _with_verdicts(
        [
            Side(by_unit[row.unit_id], row.look, row, None, None, "")
            for row in rows
            if row.unit_id in by_unit
        ]
    )


def _placed(rows: QuerySet[UnitVersion]) -> QuerySet[UnitVersion]:
    return rows.select_related("unit", "province", "county", "park")


def _with_verdicts(sides: Sequence[Side]) -> tuple[Side, ...]:
    said = Verdict.objects.filter(unit__in=[side.unit.unit_id for side in sides])
    every: dict[int, list[Verdict]] = {}
    for verdict in said.select_related("event__by", "look__sweep").order_by("-at", "-pk"):
        every.setdefault(verdict.unit_id, []).append(verdict)
    return tuple(_beside(side, every.get(side.unit.unit_id, [])) for side in sides)


def _beside(side: Side, said: Sequence[Verdict]) -> Side:
    newest = said[0] if said else None
    return replace(
        side,
        verdict=next((verdict for verdict in said if verdict.said != "sent"), None),
        sent=newest if newest is not None and newest.said == "sent" else None,
        seen=f"{side.look.pk}.{newest.pk if newest else 0}",
    )
