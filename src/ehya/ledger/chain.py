"""Is every event still as it was written, and none gone?

Each event's digest covers its own row and the digest before it (migration 0002 says how), so that a
row that is changed, taken out or put in shows. A tail that is cut off leaves a sound chain behind:
therefore the last head that was found whole is kept in a file outside the database.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.db import connection
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import home

ANCHOR = "ledger-head.json"

# Written out here, and not taken from the database's own function, which a forger could replace.
_BROKEN = """
WITH links AS (
    SELECT position, act, at, previous, digest,
        lag(position, 1, 0::bigint) OVER chain AS stood,
        lag(digest, 1, ''::bytea) OVER chain AS before,
        sha256(previous || convert_to(jsonb_build_array(
            position, id, act, by_id,
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            on_kind, on_key, before, after, reason, facts)::text, 'UTF8')) AS told
    FROM ledger_event
    WINDOW chain AS (ORDER BY position)
)
SELECT position, act, at,
    CASE WHEN position <> stood + 1 THEN 'missing'
         WHEN digest <> told THEN 'changed'
         ELSE 'unlinked' END
FROM links
WHERE position <> stood + 1 OR digest <> told OR previous <> before
ORDER BY position LIMIT 1
"""

Why = Literal["missing", "changed", "unlinked", "cut", "rewritten"]


@dataclass(frozen=True, slots=True)
class Link:
    """Where the chain breaks.

    Attributes:
        position: of the first event that is not as it should be.
        act: what it says was done; "" where the event is gone.
        at: when it says so; None where the event is gone.
        why: "missing" events stood before it; it was "changed"; it does not follow from the one
            before, which was "unlinked"; the chain was "cut" short of the kept head, or
            "rewritten" up to it.
    """

    position: int
    act: str
    at: datetime | None
    why: Why


@dataclass(frozen=True, slots=True)
class Head:
    """The last link: whoever keeps a head can tell whether anything before it changed.

    Attributes:
        position: how many events there are.
        digest: its SHA-256, as hexadecimal digits.
        seen: when it was found whole, in ISO form.
    """

    position: int
    digest: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What an examination of the whole chain found.

    Attributes:
        head: where it ends; None when nothing was ever done.
        kept: the head that an earlier examination kept, if any.
        broken: the first broken link; None when all is as it was written.
    """

    head: Head | None
    kept: Head | None
    broken: Link | None


def first_broken_link() -> Link | None:
    """Recompute the whole chain in one pass; return the first event that is not as it should be."""
    found = _row(_BROKEN)
    return Link(*found) if found else None


def examine() -> State:
    """Recompute the chain and hold it against the kept head."""
    head, kept = head_of_chain(), kept_head()
    return State(head, kept, first_broken_link() or _fallen_short(kept, head))


def head_of_chain() -> Head | None:
    """Return the newest event's place and digest."""
    found = _row(
        "SELECT position, encode(digest, 'hex') FROM ledger_event ORDER BY position DESC LIMIT 1"
    )
    if not found:
        return None
    position, digest = found
    return Head(position, digest, seen=timezone.now().isoformat(timespec="seconds"))


def anchor() -> Path:
    """Return the file that keeps the last head found whole; it may not exist yet."""
    return home.home() / ANCHOR


def kept_head() -> Head | None:
    """Return the last head that was found whole.

    Raises:
        Refusal: "ledger.anchor_unreadable" when the file is there and no head is in it.
    """
    try:
        return Head(**json.loads(anchor().read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as trouble:
        raise Refusal("ledger.anchor_unreadable", file=str(anchor())) from trouble


def keep(head: Head) -> None:
    """Keep a head that was found whole, in one step, so that a power cut leaves the old or new."""
    home.make_home()
    fresh = anchor().with_name(f"{ANCHOR}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(json.dumps(asdict(head)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(anchor())


def _fallen_short(kept: Head | None, head: Head | None) -> Link | None:
    """Tell whether the chain no longer holds the kept head, though it is sound in itself."""
    if kept is None:
        return None
    if head is None or head.position < kept.position:
        return Link((head.position if head else 0) + 1, "", None, "cut")
    question = "SELECT act, at, encode(digest, 'hex') FROM ledger_event WHERE position = %s"
    act, at, digest = _row(question, kept.position) or ("", None, "")
    return None if digest == kept.digest else Link(kept.position, act, at, "rewritten")


def _row(question: str, *values: int) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
