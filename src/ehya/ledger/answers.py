"""What was the answer, where the same was asked before and nothing has been done since?

Every write notes an event, and the chain's last digest names all of them: while it stays the same,
a question about what is kept here has the same answer. Each process keeps its own, the latest.

An answer that takes long may be told once more while a new one is worked out behind the reader: for
some times as long as it took, and then no more.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Thread
from time import monotonic
from typing import Any, cast

from django.db import connection

from ehya.ledger.models import Event

MOST = 512  # answers of one process
QUICK = 0.25  # an answer that takes no longer is always told anew [s]
REST, PATIENCE = 10, 40  # times what it took: till it is worked out anew, and till it is not told

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def answered[Answer](
    question: str, asked: Hashable, known_at: datetime, ask: Callable[[], Answer]
) -> Answer:
    """Return the answer kept since the last act; else ask, and keep what is told.

    Inside a transaction nothing is kept: what it has written may yet be taken back.

    Args:
        question: its name, with its method's version.
        asked: everything that the answer hangs on, but what was done and when that was known.
        known_at: what was known by then is told; all moments since the last act are one.
        ask: makes the answer, of values that nobody changes.
    """
    key = _key(question, asked, known_at)
    if key is None:
        return ask()
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            kept: Answer = _kept[key]
            return kept
    answer = ask()
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer


def is_kept(question: str, asked: Hashable, known_at: datetime) -> bool:
    """Tell whether `answered_lately` would answer at once."""
    key = _key(question, asked, known_at)
    if key is None:
        return False
    with _lock:
        last = _last.get((question, asked, key[2]))
        return key in _kept or (last is not None and last.tells)


def _key(
    question: str, asked: Hashable, known_at: datetime
) -> tuple[str, Hashable, datetime | None, bytes] | None:
    if connection.in_atomic_block:
        return None
    last = Event.objects.order_by("-position").values_list("digest", "at").first()
    if last is None:
        return None
    digest, at = last
    return (question, asked, None if known_at >= at else known_at, bytes(digest))


@dataclass(frozen=True, slots=True)
class _Last:
    """The answer told last to a question, whatever was done since."""

    answer: Any
    took: float  # [s]
    at: float  # when it was there, of the process's clock [s]

    @property
    def age(self) -> float:
        """Since when it is there. [s]"""
        return monotonic() - self.at

    @property
    def tells(self) -> bool:
        """Whether it may be told although something was done since."""
        return self.took > QUICK and self.age < PATIENCE * self.took


_last: OrderedDict[Hashable, _Last] = OrderedDict()
_turns: defaultdict[Hashable, Lock] = defaultdict(Lock)  # one at a time works out one question


def answered_lately[Answer](
    question: str, asked: Hashable, known_at: datetime, ask: Callable[[], Answer]
) -> Answer:
    """Return the answer kept since the last act, or one of shortly before; else ask.

    What takes longer than a moment is told again while a new answer is worked out in the
    background, so that nobody waits because somebody else did something. Whoever shows it tells of
    which moment it is.

    Args:
        question: its name, with its method's version.
        asked: everything that the answer hangs on, but what was done and when that was known.
        known_at: what was known by then is told; all moments since the last act are one.
        ask: makes the answer, of values that nobody changes; may run in a thread of its own.
    """
    key = _key(question, asked, known_at)
    if key is None:
        return ask()
    name = (question, asked, key[2])
    with _lock:
        found = key in _kept
        kept, last = _kept.get(key), _last.get(name)
    if found:
        return cast("Answer", kept)
    if last is not None and last.tells:
        if last.age > REST * last.took:
            Thread(target=_renew, args=(name, key, ask), daemon=True).start()
        late: Answer = last.answer
        return late
    with _turns[name]:
        new: Answer = _worked_out(name, key, ask)
    return new


def _renew(name: Hashable, key: Hashable, ask: Callable[[], Any]) -> None:
    """Work an answer out unless somebody does so already."""
    turn = _turns[name]
    if not turn.acquire(blocking=False):
        return
    try:
        _worked_out(name, key, ask)
    finally:
        turn.release()
        connection.close()


def _worked_out(name: Hashable, key: Hashable, ask: Callable[[], Any]) -> Any:
    with _lock:
        if key in _kept:
            return _kept[key]
    begun = monotonic()
    answer = ask()
    now = monotonic()
    with _lock:
        _kept[key] = answer
        _last[name] = _Last(answer, now - begun, now)
        _last.move_to_end(name)
        for kept in (_kept, _last):
            while len(kept) > MOST:
                kept.popitem(last=False)
    return answer
