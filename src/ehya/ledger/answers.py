"""What was the answer, where the same was asked before and nothing has been done since?

Every write notes an event, and the chain's last digest names all of them: while it stays the same,
a question about what is kept here has the same answer. Each process keeps its own, the latest.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import connection

from ehya.ledger.models import Event

MOST = 512  # answers of one process

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
    """Tell whether `answered` would answer at once."""
    key = _key(question, asked, known_at)
    with _lock:
        return key is not None and key in _kept


def _key(question: str, asked: Hashable, known_at: datetime) -> Hashable | None:
    if connection.in_atomic_block:
        return None
    last = Event.objects.order_by("-position").values_list("digest", "at").first()
    if last is None:
        return None
    digest, at = last
    return (question, asked, None if known_at >= at else known_at, bytes(digest))
