"""How is the whole register looked at, and what is kept of it?"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from time import perf_counter
from typing import Final

import polars as pl
import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone

from ehya.detect.actions.keeping import keep_looks, keep_spells
from ehya.detect.actions.reviewing import open_reviews
from ehya.detect.actions.tallying import tallied
from ehya.detect.looking import Task, looks_of
from ehya.detect.models import Look, Sweep
from ehya.detect.panel import (
    ABREAST,
    AT_ONCE,
    Ground,
    batches,
    drawn,
    ground,
    held,
    last_whole_month,
    read,
    refuse_unknown,
)
from ehya.detect.pooled import drop_pooled, keep_pooled
from ehya.detect.queries.sweeps import newest
from ehya.engine.detect import METHOD, NAMES, pool
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note, note_run
from ehya.ledger.models import User
from ehya.ledger.queries import known_by_now, today
from ehya.ledger.rules import idleness_thresholds, load
from ehya.register.lake import at_version
from ehya.register.queries.synthetic import synthetic_there
from ehya.register.queries.within import Moment
from ehya.register.signals import signals as all_signals
from ehya.register.synthetic.calibration import came_in

ONE_AT_A_TIME: Final = 1404_0001  # advisory lock: two sweeps would close each other's spells
NOT_SEEN: Final = frozenset({"emissions"})  # told once a year: of no use for a month's verdict

Say = Callable[[int, int], None]
Held = deque[pa.RecordBatch] | None  # every batch, where all were kept while the lake was read


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sweep is asked for.

    Attributes:
        as_of: the day asked about: the last whole month until then is the sweep's end; None for
            the reader's own day.
        known_at: readings and units known by then; None for now.
        signals: which ones; all that the lake holds of months unless told.
        engine: "local" or "spark".
        version: of the lake; the newest unless told.
        synthetic: the made-up units, or the real ones.
        told_at: from when the house knows what the sweep says: for made-up units, whose past is
            made up too; None for now.
    """

    as_of: date | None = None
    known_at: datetime | None = None
    signals: tuple[str, ...] = ()
    engine: str = "local"
    version: int | None = None
    synthetic: bool = False
    told_at: datetime | None = None


def sweep(asked: Asked, *, by: User, say: Say = lambda looked, units: None) -> Sweep:
    """Look at every unit of the register of which something was read, and keep what is found.

    Killed in the middle it leaves nothing that anybody sees; the next one clears it away.

    Args:
        asked: what for.
        by: who asks.
        say: told how many units of how many were looked at.

    Returns:
        The sweep, done.

    Raises:
        Refusal: "ledger.not_allowed", "detect.nothing_read", "detect.no_such_signal",
            "detect.no_such_version", "detect.sweep_running", "detect.no_such_engine",
            "detect.no_spark", "detect.spark_failed".
    """
    roles.require(by, "detect.sweep")
    if asked.engine not in ("local", "spark"):
        raise Refusal("detect.no_such_engine", engine=asked.engine)
    with _alone():
        _clear_away()
        now = today()
        at = Moment(min(asked.as_of or now, now), asked.known_at or known_by_now())
        begun = perf_counter()
        there = _ground(asked, at)
        row = _begin(asked, there, by)
        try:
            return _swept(row, there, perf_counter() - begun, say)
        except BaseException as trouble:
            _fail(row, trouble)
            raise


def sweep_each_kind(
    asked: Asked, *, by: User, say: Say = lambda looked, units: None
) -> tuple[Sweep, ...]:
    """Look at the real units, and apart from them at the made-up ones, where any was read.

    Raises:
        Refusal: as `sweep`; "detect.nothing_read" only where neither kind was read.
    """
    done: list[Sweep] = []
    empty: Refusal | None = None
    for synthetic in (False, True):
        try:
            done.append(sweep(replace(asked, synthetic=synthetic), by=by, say=say))
        except Refusal as no:
            if no.code != "detect.nothing_read":
                raise
            empty = no
    if empty is not None and not done:
        raise empty
    return tuple(done)


def sweep_synthetic(*, by: User) -> tuple[Sweep, ...]:
    """Look at the made-up register twice, as it would have been looked at: then and now.

    So a demonstration shows what changed between two sweeps. Done again it changes nothing.

    Raises:
        Refusal: as `sweep`, and "register.no_synthetic".
    """
    there = synthetic_there()
    if there is None:
        raise Refusal("register.no_synthetic")
    told = [came_in(date.fromisoformat(day)) for day in sorted(there.done)[-2:]]
    now = known_by_now()
    moments = sorted({at for at in (*told[:-1], now) if at <= now})
    before = newest(synthetic=True)
    return tuple(
        sweep(Asked(at.date(), at, synthetic=True, told_at=at), by=by)
        for at in moments
        if before is None or before.told_at < at
    )


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise Refusal("detect.sweep_running")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _clear_away() -> None:
    """Take away what sweeps left that never came to their end: nobody ever saw it."""
    dead = Sweep.objects.filter(state="running")
    for row in dead:
        _fail(row, None)


def _fail(row: Sweep, trouble: BaseException | None) -> None:
    why = type(trouble).__name__ if trouble is not None else "cut off"
    code = trouble.code if isinstance(trouble, Refusal) else why
    with transaction.atomic():
        Look.objects.filter(sweep=row).delete()
        Sweep.objects.filter(pk=row.pk).update(state="failed", failed_because=code[:200])
    drop_pooled(row)


def _ground(asked: Asked, at: Moment) -> Ground:
    try:
        lake = at_version(asked.version)
    except ValueError:
        raise Refusal("detect.no_such_version", version=asked.version) from None
    names = asked.signals or tuple(name for name in all_signals() if name not in NOT_SEEN)
    refuse_unknown(names)
    last = last_whole_month(lake, at, names)
    if last is None:
        raise Refusal("detect.nothing_read", as_of=at.as_of.isoformat())
    found = ground(lake, at, names, synthetic=asked.synthetic, last=last)
    if not found.units.height:
        raise Refusal("detect.nothing_read", as_of=at.as_of.isoformat())
    return found


def _begin(asked: Asked, there: Ground, by: User) -> Sweep:
    as_of = there.months[-1].last
    rules, since = idleness_thresholds(as_of), load("detect", as_of)["in_force_from"]
    told_at = asked.told_at if asked.synthetic and asked.told_at else timezone.now()
    before = newest(synthetic=asked.synthetic)
    return Sweep.objects.create(
        synthetic=asked.synthetic,
        as_of=as_of,
        first=there.months[0].first,
        known_at=there.known_at,
        told_at=told_at,
        signals=[signal.name for signal in there.signals],
        lake_version=there.lake.version,
        engine=asked.engine,
        method=METHOD,
        rules_from=since,
        rules=asdict(rules),
        by=by,
        units=there.units.height,
        latest=before is None or (before.as_of <= as_of and before.told_at < told_at),
    )


def _swept(row: Sweep, there: Ground, prepared: float, say: Say) -> Sweep:
    rules = idleness_thresholds(row.as_of)
    clock = _Clock({"units": prepared})
    with clock.of("learning"):
        parts = held(there)
        task = Task(there.form, pool(drawn(there, parts), rules), rules)
        keep_pooled(row, task.pooled, there.groups)
    spells: list[pa.RecordBatch] = []
    looked = 0
    for batch in clock.each("looking", _looks(there, parts, task, row.engine)):
        with clock.of("writing"):
            keep_looks(row, batch, there)
        spells.append(batch.select(["unit", "spells"]))
        looked += batch.num_rows
        Sweep.objects.filter(pk=row.pk).update(looked=looked)
        say(looked, row.units)
    row.looked = looked
    return _finish(row, there, spells, clock)


def _looks(there: Ground, parts: Held, task: Task, engine: str) -> Iterator[pa.RecordBatch]:
    if engine == "spark":
        return _on_spark(there, parts, task)
    return _looks_here(there, parts, task)


def _looks_here(there: Ground, parts: Held, task: Task) -> Iterator[pa.RecordBatch]:
    """Yield looks in the units' order; while some are written, the next are told."""
    waiting: deque[Future[pa.RecordBatch]] = deque()
    with ThreadPoolExecutor(ABREAST) as hands:
        for part in there.units.iter_slices(AT_ONCE):
            waiting.append(hands.submit(_looked, there, part, _next(parts), task))
            if len(waiting) > ABREAST:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _looked(
    there: Ground, part: pl.DataFrame, kept: pa.RecordBatch | None, task: Task
) -> pa.RecordBatch:
    return looks_of(read(there, part) if kept is None else kept, task)


def _next(parts: Held) -> pa.RecordBatch | None:
    """Return the next batch that was kept, which is kept no longer."""
    return None if parts is None else parts.popleft()


def _on_spark(there: Ground, parts: Held, task: Task) -> Iterator[pa.RecordBatch]:
    try:
        from ehya.detect.spark import looks_on_spark
    except ImportError as missing:
        raise Refusal("detect.no_spark", why=str(missing)) from None
    yield from looks_on_spark(batches(there) if parts is None else iter(parts), task)


@transaction.atomic
def _finish(row: Sweep, there: Ground, spells: list[pa.RecordBatch], clock: "_Clock") -> Sweep:
    with clock.of("closing"):
        if row.latest:
            keep_spells(row, spells, there)
        row.counts = _counts(row)
        if row.latest:
            row.counts["reviews"] = open_reviews(row)
        tallied(row)
    row.seconds = {part: round(spent, 3) for part, spent in clock.seconds.items()}
    row.run = note_run(
        METHOD,
        origins=[f"lake/{row.lake_version}"],
        seconds=sum(clock.seconds.values()),
        as_of=row.as_of.isoformat(),
        signals=row.signals,
        engine=row.engine,
    )
    row.event = note("detect.sweep", by=row.by, after=row.counts, as_of=row.as_of.isoformat())
    row.state = "done"
    row.save()
    return row


def _counts(row: Sweep) -> dict[str, object]:
    found = Look.objects.filter(sweep=row)
    states = dict.fromkeys(NAMES, 0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [row.pk])
        changed = unseen = 0
        for state, units, other, silent in cursor.fetchall():
            states[state] = units
            changed, unseen = changed + other, unseen + silent
    return {**states, "changed": changed, "unseen": unseen, "looked": found.count()}


_COUNTED = """
SELECT state, count(*), count(*) FILTER (WHERE was <> '' AND was <> state),
       count(*) FILTER (WHERE unseen_months > 0)
FROM detect_look WHERE sweep_id = %s GROUP BY state
"""


class _Clock:
    """How long each part of the work took."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """Count what is done inside."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.seconds[part] = self.seconds.get(part, 0.0) + perf_counter() - begun

    def each[Thing](self, part: str, things: Iterator[Thing]) -> Iterator[Thing]:
        """Count what it takes until the next one is there."""
        while True:
            with self.of(part):
                thing = next(things, None)
            if thing is None:
                return
            yield thing
