"""How is the made-up programme played over all that was read?

Month by month, each whole or not at all, by two players at once: each has its own provinces and its
own process, since half of the time passes in the database. Chance hangs on units, never on numbers
of rows, so that one player alone comes to the same.
"""

import atexit
import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from itertools import groupby
from multiprocessing import get_context

import django
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from psycopg import sql

from ehya.detect.panel import months_to
from ehya.detect.queries.months import months_told
from ehya.detect.queries.sweeps import newest
from ehya.engine.calendar import DayRange, to_solar, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.ledger.scopes import ALL, Sight
from ehya.plan.synthetic import make_targets
from ehya.register.queries.synthetic import synthetic_there
from ehya.register.queries.within import Moment, units_at
from ehya.revive.actions.finding import open_found
from ehya.revive.queries.restarts import claimed_by_province
from ehya.revive.queries.watched import played_until
from ehya.revive.synthetic.cast import cast
from ehya.revive.synthetic.play import METHOD, Play, play_month, told_in_words
from ehya.turn import learn_effects, learn_obstacles, sample
from ehya.verify.actions.checking import Watch, check_by_readings, watch
from ehya.verify.synthetic import play_visits

Say = Callable[[str, int, int], None]
Job = Callable[[], None]
_ASKED_OF_UNITS = (
    *("unit__synthetic", "province_id", "park_id", "isic", "licensed_on"),
    *("licensed_jobs", "insured_jobs"),
)
_PLAYS = 1403_0014  # advisory lock of who plays, with the first of its provinces
_LOOKED_AT, _GROWING = ("register", "detect"), ("diagnose", "revive", "verify")
_YOUNG, _LAST_MONTH = 12, 12  # months
WORTH_TWO = 10_000  # units: for fewer, a second player is not worth its start


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays some provinces.

    Attributes:
        play: the programme there.
        seen: what detection says of the units there.
        by: the house.
    """

    play: Play
    seen: Watch
    by: User

    def months(self, months: Sequence[DayRange], meanwhile: Job = nothing) -> Counter[str]:
        """Play the months that were not played there yet; return how often each act was done."""
        meanwhile()
        done: Counter[str] = Counter()
        for month in months:
            done.update(play_one_month(self.play, self.seen, month, by=self.by))
        return done

    def learn(self, day: date) -> None:
        """Learn from all that was played up to a day."""
        _learn_effects(day)
        _learn_obstacles(day)


def play_years(*, by: User, say: Say = lambda month, at, of: None) -> Counter[str]:
    """Play a made-up programme on the made-up units, month by month, over all that was read.

    Months that were played are not played again: a run that was cut off goes on where it was.

    Args:
        by: the house.
        say: told each quarter, how many months are done and how many there are.

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
    parts = _parts(sweep.as_of)
    months = [month for month in months_to(sweep.as_of) if month.last <= today()]
    done: Counter[str] = Counter()
    if all(played_until(part) >= months[-1].last for part in parts):
        return done
    with ExitStack() as open_ones:
        pools = [open_ones.enter_context(_pool()) for part in parts if len(parts) > 1]
        _begin(there.seed, months[0].first, by)
        players: _Apart | Player = (
            _Apart(there.seed, parts, pools) if pools else _player(there.seed, parts[0])
        )
        grown: tuple[str, ...] = (*_LOOKED_AT, *_GROWING)
        for at, quarter in _quarters(months):
            done.update(players.months(quarter, meanwhile=partial(_count, *grown)))
            ended = to_solar(quarter[-1].last).month == _LAST_MONTH
            grown = _GROWING if at <= _YOUNG or ended else ()
            sample(quarter[-1].last + timedelta(days=1), by=by, synthetic=True)
            say(quarter[-1].last.isoformat(), at, len(months))
        players.learn(months[-1].last)
    make_targets(by=by, past=claimed_in)
    return done


def claimed_in(year: int) -> dict[str, int]:
    """Return what the made-up programme claimed in a year, by province."""
    days = year_range(year)
    moment = Moment(days.last, timezone.now())
    told = claimed_by_province(moment, synthetic=True, first=days.first, last=days.last)
    return dict(told)


@transaction.atomic
def play_one_month(play: Play, seen: Watch, month: DayRange, *, by: User) -> Counter[str]:
    """Play one month whole, or not at all; return how often each act was done.

    Whoever was killed may have left a player behind that still plays: the next waits for its month,
    and does not play it again.
    """
    provinces = sorted(play.cast.committees)
    with connection.cursor() as cursor:  # a month that a power cut takes back is played again
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_PLAYS, int(provinces[0][-2:])])
    if played_until(provinces) >= month.last:
        return Counter()
    event, sight = new_event_id(), play.sight
    known = datetime.combine(month.last, time(16), tzinfo=UTC)
    opened = open_found(month, by=by, synthetic=True, event=event, known_at=known, sight=sight)
    done = play_month(play, month, event=event, known_at=known)
    done["open"] += len(opened)
    checked = check_by_readings(
        seen, month.last, by=by, synthetic=True, known_at=known, sight=sight
    )
    done["visits"] += play_visits(seen, month, play=play, event=event, known_at=known)
    note(
        "revive.play",
        by=by,
        id=event,
        after=told_in_words(done),
        as_of=month.last,
        seed=play.seed,
        synthetic=True,
        provinces=provinces,
    )
    done.update({"running": checked.running, "standing": checked.standing})
    done["relapsed"] += checked.relapsed
    return done


def _parts(day: date) -> list[tuple[str, ...]]:
    """Return the provinces that each player plays: always the same for the same register."""
    rows = units_at(Moment(day, timezone.now()), ALL).filter(unit__synthetic=True)
    counted = rows.values_list("province_id").annotate(units=Count("*"))
    units: dict[str, int] = dict(counted.order_by("-units", "province_id"))
    if sum(units.values()) < WORTH_TWO:
        return [tuple(sorted(units))]
    parts: tuple[list[str], list[str]] = ([], [])
    for province in units:  # the largest first, always to who has less
        min(parts, key=lambda part: sum(units[name] for name in part)).append(province)
    return [tuple(sorted(part)) for part in parts]


def _count(*rooms: str) -> None:
    """Let the database count its rows anew: it would think of tables that grow fast as empty."""
    if not rooms:
        return
    tables = [
        sql.Identifier(model._meta.db_table)
        for room in rooms
        for model in apps.get_app_config(room).get_models()
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.SQL(", ").join(tables)))


def _begin(seed: int, first: date, by: User) -> None:
    event = new_event_id()
    with transaction.atomic():
        cast(first=first, event=event)
        note("revive.play", by=by, id=event, method=METHOD, seed=seed)


@dataclass(frozen=True, slots=True)
class _Apart:
    """Two players, each in a process of its own."""

    seed: int
    parts: Sequence[tuple[str, ...]]
    pools: Sequence[ProcessPoolExecutor]

    def months(self, months: Sequence[DayRange], meanwhile: Job) -> Counter[str]:
        told = [
            pool.submit(_play_apart, self.seed, part, list(months))
            for pool, part in zip(self.pools, self.parts, strict=True)
        ]
        meanwhile()
        return sum((part.result() for part in told), Counter())

    def learn(self, day: date) -> None:
        lessons = (_learn_obstacles, _learn_effects)
        told = [pool.submit(lesson, day) for pool, lesson in zip(self.pools, lessons, strict=True)]
        for lesson in told:
            lesson.result()


def _pool() -> ProcessPoolExecutor:
    """Return a process that has begun to wake up."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup)
    pool.submit(nothing)  # to be asked for it, it must have read this module
    return pool


def _play_apart(seed: int, provinces: tuple[str, ...], months: Sequence[DayRange]) -> Counter[str]:
    return _kept_player(seed, provinces).months(months)


def _learn_obstacles(day: date) -> None:
    learn_obstacles(by=the_house(), synthetic=True)


def _learn_effects(day: date) -> None:
    learn_effects(day, by=the_house(), synthetic=True)


def _player(seed: int, provinces: tuple[str, ...]) -> Player:
    """Return who plays some provinces, with what detection says of the units there."""
    sight, sweep = Sight(provinces=frozenset(provinces)), newest(synthetic=True)
    if sweep is None:
        raise Refusal("turn.no_sweep")
    rows = units_at(Moment(sweep.as_of, timezone.now()), sight)
    told_of = rows.filter(unit__synthetic=True).select_related("unit").only(*_ASKED_OF_UNITS)
    units = {row.unit_id: row for row in told_of}
    told = months_told(sweep, sorted(units))
    if told is None:
        raise Refusal("turn.no_sweep")
    people = cast(first=told.months[0].first, event=new_event_id(), sight=sight)
    return Player(Play(seed, people, told, units, sight), watch(told), the_house())


@cache  # in a process of its own, that ends with the programme
def _kept_player(seed: int, provinces: tuple[str, ...]) -> Player:
    player = _player(seed, provinces)
    gc.freeze()  # what was read stays to the end: it need not be looked through for rubbish
    atexit.register(gc.unfreeze)
    return player


def _quarters(months: Sequence[DayRange]) -> Iterator[tuple[int, list[DayRange]]]:
    """Yield the months of each quarter, with how many are done after it."""
    done = 0
    for _, found in groupby(months, key=_quarter):
        quarter = list(found)
        done += len(quarter)
        yield done, quarter


def _quarter(month: DayRange) -> tuple[int, int]:
    at = to_solar(month.first)
    return at.year, (at.month - 1) // 3
