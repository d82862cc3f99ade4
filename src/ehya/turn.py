"""What does one turn of the cycle do? Each room is called in its order; here the circle closes.

What a later room knows reaches an earlier one only as an argument: what detection sees opens cases,
what readings prove verifies, sustains or reopens them, and each quarter a sample is drawn.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from ehya.detect.queries.months import MonthsTold, months_told
from ehya.detect.queries.sweeps import newest
from ehya.diagnose.actions.learning import learn_causes, worth_learning
from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.ledger.scopes import ALL
from ehya.register.models import UnitVersion
from ehya.register.queries.synthetic import synthetic_there
from ehya.register.queries.within import Moment, units_at
from ehya.revive.actions.finding import open_found
from ehya.revive.queries.watched import played_until, units_watched
from ehya.revive.synthetic.cast import cast
from ehya.revive.synthetic.play import METHOD, Play, play_month, told_in_words
from ehya.verify.actions.checking import Checked, Watch, check_by_readings, watch
from ehya.verify.actions.learning import learn_tables, learnt_since
from ehya.verify.actions.sampling import draw_sample, drawn, may_be_drawn
from ehya.verify.synthetic import play_visits

Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn did.

    Attributes:
        opened: cases opened by detection.
        checked: what the readings proved.
        sampled: samples drawn.
        done: acts of made-up people, by name.
    """

    opened: int = 0
    checked: Checked = field(default_factory=Checked)
    sampled: int = 0
    done: Counter[str] = field(default_factory=Counter)


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
    told = months_told(sweep, units_watched(synthetic=synthetic))
    checked = Checked()
    if told is not None:
        checked = check_by_readings(watch(told), day, by=by, synthetic=synthetic)
    sampled = _sample(day, by=by, synthetic=synthetic)
    _learn(day, by=by, synthetic=synthetic)
    return Turned(len(opened), checked, sampled)


def play_years(*, by: User, say: Say = lambda month, at, of: None) -> Counter[str]:
    """Play a made-up programme on the made-up units, month by month, over all that was read.

    Months that were played are not played again: a run that was cut off goes on where it was.

    Args:
        by: the house.
        say: told each month, how many are done and how many there are.

    Returns:
        How often each act was done.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_synthetic", "turn.no_sweep".
    """
    roles.require(by, "revive.play")
    there, sweep = synthetic_there(), newest(synthetic=True)
    if there is None:
        raise Refusal("register.no_synthetic")
    if sweep is None:
        raise Refusal("turn.no_sweep")
    units = {
        row.unit_id: row
        for row in units_at(Moment(sweep.as_of, timezone.now()), ALL)
        .filter(unit__synthetic=True)
        .select_related("unit")
    }
    told = months_told(sweep, sorted(units))
    if told is None:
        raise Refusal("turn.no_sweep")
    months = [month for month in told.months if month.last <= today()]
    played = played_until()
    done: Counter[str] = Counter()
    play: Play | None = None
    seen = watch(told)
    for at, month in enumerate(months):
        if month.first > played:
            play = play or _begun(there.seed, told, units, months[0].first, by)
            done.update(play_one_month(play, seen, month, by=by))
        say(month.last.isoformat(), at + 1, len(months))
    if play is not None:
        _learn(months[-1].last, by=by, synthetic=True)
    return done


def _begun(
    seed: int, told: MonthsTold, units: dict[int, UnitVersion], first: date, by: User
) -> Play:
    event = new_event_id()
    with transaction.atomic():
        people = cast(first=first, event=event)
        note("revive.play", by=by, id=event, method=METHOD, seed=seed)
    return Play(seed, people, told, units)


@transaction.atomic
def play_one_month(play: Play, seen: Watch, month: DayRange, *, by: User) -> Counter[str]:
    """Play one month whole, or not at all; return how often each act was done."""
    with connection.cursor() as cursor:  # a month that a power cut takes back is played again
        cursor.execute("SET LOCAL synchronous_commit = off")
    event = new_event_id()
    known = datetime.combine(month.last, time(16), tzinfo=UTC)
    opened = open_found(month.first, month.last, by=by, synthetic=True, event=event, known_at=known)
    done = play_month(play, month, event=event, known_at=known)
    done["open"] += len(opened)
    note(
        "revive.play",
        by=by,
        id=event,
        after=told_in_words(done),
        as_of=month.last,
        seed=play.seed,
        synthetic=True,
    )
    checked = check_by_readings(seen, month.last, by=by, synthetic=True, known_at=known)
    done["visits"] += play_visits(
        seen, month, seed=play.seed, people=play.cast.people, event=event, known_at=known
    )
    done.update({"running": checked.running, "standing": checked.standing})
    done["relapsed"] += checked.relapsed
    _sample(month.last + timedelta(days=1), by=by, synthetic=True)
    return done


@transaction.atomic
def _open(day: date, *, by: User, synthetic: bool) -> list[int]:
    event = new_event_id()
    at = to_solar(day)
    first = month_range(at.year, at.month, "solar").first
    opened = open_found(first, day, by=by, synthetic=synthetic, event=event)
    if opened:
        note("revive.open", by=by, id=event, after={"cases": len(opened)}, as_of=day)
    return opened


def _sample(day: date, *, by: User, synthetic: bool) -> int:
    """Draw the sample of the quarter that has ended, once."""
    quarter = next(_quarters_before(day))
    if drawn(quarter.first, synthetic=synthetic):
        return 0
    if not may_be_drawn(quarter.last, synthetic=synthetic):
        return 0
    draw_sample(quarter.first, quarter.last, by=by, synthetic=synthetic)
    return 1


def _learn(day: date, *, by: User, synthetic: bool) -> None:
    """Learn once a quarter what brings units back, and what holds them up where enough is new."""
    quarter = next(_quarters_before(day))
    if not learnt_since(quarter.last, synthetic=synthetic):
        with suppress(Refusal):
            learn_tables(by=by, synthetic=synthetic, as_of=day)
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
