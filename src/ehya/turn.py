"""What does one turn of the cycle do? Each room is called in its order; here the circle closes.

What a later room knows reaches an earlier one only as an argument: what detection sees opens cases,
what readings prove verifies, sustains or reopens them, and each quarter a sample is drawn.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from ehya.detect.queries.months import months_told
from ehya.detect.queries.sweeps import newest
from ehya.diagnose.actions.learning import learn_causes, worth_learning
from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.revive.actions.finding import open_found
from ehya.revive.queries.watched import units_watched
from ehya.verify.actions.afterwards import check_projects_by_readings
from ehya.verify.actions.checking import Checked, check_by_readings, watch
from ehya.verify.actions.learning import learn_tables, learnt_since
from ehya.verify.actions.sampling import draw_sample, drawn, may_be_drawn
from ehya.verify.queries.afterwards import units_opened

Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn did.

    Attributes:
        opened: cases opened by detection.
        checked: what the readings proved.
        sampled: samples drawn.
        projects: opened projects of which readings told whether they run.
    """

    opened: int = 0
    checked: Checked = field(default_factory=Checked)
    sampled: int = 0
    projects: int = 0


def turn(*, by: User, synthetic: bool) -> Turned:
    """Turn the cycle once, today; run again on the same day it finds nothing left to do.

    Args:
        by: the house.
        synthetic: the made-up units, or the real ones.

    Raises:
        Refusal: "ledger.not_allowed", "turn.no_sweep" where detection has not looked yet.
    """
    sweep = newest(synthetic=synthetic)
    if sweep is None:
        raise Refusal("turn.no_sweep")
    day = today()
    opened = _open(day, by=by, synthetic=synthetic)
    units = {*units_watched(synthetic=synthetic), *units_opened(synthetic=synthetic)}
    told = months_told(sweep, sorted(units))
    checked, projects = Checked(), 0
    if told is not None:
        seen = watch(told)
        checked = check_by_readings(seen, day, by=by, synthetic=synthetic)
        projects = check_projects_by_readings(seen, day, by=by, synthetic=synthetic)
    sampled = sample(day, by=by, synthetic=synthetic)
    learn_effects(day, by=by, synthetic=synthetic)
    learn_obstacles(by=by, synthetic=synthetic)
    return Turned(len(opened), checked, sampled, projects)


@transaction.atomic
def _open(day: date, *, by: User, synthetic: bool) -> list[int]:
    event = new_event_id()
    at = to_solar(day)
    first = month_range(at.year, at.month, "solar").first
    opened = open_found(DayRange(first, day), by=by, synthetic=synthetic, event=event)
    if opened:
        note("revive.open", by=by, id=event, after={"cases": len(opened)}, as_of=day)
    return opened


def sample(day: date, *, by: User, synthetic: bool) -> int:
    """Draw the sample of the quarter that has ended, once."""
    quarter = next(_quarters_before(day))
    if drawn(quarter.first, synthetic=synthetic):
        return 0
    if not may_be_drawn(quarter.last, synthetic=synthetic):
        return 0
    draw_sample(quarter.first, quarter.last, by=by, synthetic=synthetic)
    return 1


def learn_effects(day: date, *, by: User, synthetic: bool) -> None:
    """Learn once a quarter what brings units back."""
    quarter = next(_quarters_before(day))
    if not learnt_since(quarter.last, synthetic=synthetic):
        with suppress(Refusal):
            learn_tables(by=by, synthetic=synthetic, as_of=day)


def learn_obstacles(*, by: User, synthetic: bool) -> None:
    """Learn what holds units up, where enough is new."""
    if worth_learning(synthetic=synthetic, at=timezone.now()):
        with suppress(Refusal):
            learn_causes(by=by, synthetic=synthetic)


def _quarters_before(day: date) -> Iterator[DayRange]:
    """Yield the solar quarters that ended before a day, newest first."""
    at = to_solar(day)
    year, quarter = at.year, (at.month - 1) // 3
    while True:
        year, quarter = (year, quarter - 1) if quarter else (year - 1, 3)
        first = month_range(year, quarter * 3 + 1, "solar").first
        yield DayRange(first, month_range(year, quarter * 3 + 3, "solar").last)
