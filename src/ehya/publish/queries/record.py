"""Which claims did the record hold at a moment, and what is around one of them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from django.db.models import QuerySet

from ehya.engine.calendar import latest
from ehya.engine.claims.model import Claim, Period, PeriodKind, Qualifier, Unit
from ehya.engine.refusal import Refusal
from ehya.ledger.queries import known_by_now
from ehya.publish.knowledge import moment
from ehya.publish.models import RecordedClaim

NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Recorded:
    """One version of one claim, with everything around it that people ask for.

    Attributes:
        claim: the number, as the engine works with it; its id is the key of the record.
        version: 1 for the first reading, one more for each correction.
        url: the address of the report; "" when unknown.
        speaker: who said it, by office.
        note: what the record's editor wrote beside it.
        solar_year: the programme year it belongs to; None where none can be told.
        known_from: from when this version was held true. [UTC]
        known_until: until when; None while it still is.
        recorded_at: when it was entered here. [UTC]
        recorded_by: sign-in name of who entered it.
        read_by: "record", "hand", or the method that read it, e.g. "claims.read/1".
        reason: why this version replaced the one before; "" for the first.
        withdrawn_because: why the claim was taken out; "" otherwise.
        text_id: the kept text that it was read from; None otherwise.
        text_claim: its id within that text, e.g. "c7".
    """

    claim: Claim
    version: int
    url: str
    speaker: str
    note: str
    solar_year: int | None
    known_from: datetime
    known_until: datetime | None
    recorded_at: datetime
    recorded_by: str
    read_by: str
    reason: str
    withdrawn_because: str
    text_id: int | None
    text_claim: str

    @property
    def key(self) -> str:
        """The record's own name of the claim."""
        return self.claim.id

    @property
    def is_current(self) -> bool:
        """Whether this version is still held true."""
        return self.known_until is None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What was told about the same thing before and after, nearest in time last and first.

    Attributes:
        earlier: claims of the same metric and place whose period ended before, oldest first.
        later: those whose period ended after it, oldest first.
    """

    earlier: tuple[Recorded, ...]
    later: tuple[Recorded, ...]


class Stamp(NamedTuple):
    """What must be equal for two looks at the record to see the same rows."""

    newest: int
    closed: int
    boundary: datetime | None


def claims_known(known_at: date | datetime | None = None) -> tuple[Claim, ...]:
    """Return the claims that were known at a moment, one version each, by key."""
    return tuple(recorded.claim for recorded in recorded_known(known_at))


def recorded_known(known_at: date | datetime | None = None) -> tuple[Recorded, ...]:
    """Return the claims known at a moment with what is around them, by key."""
    return _recorded_at(stamp(known_at))


def claim(key: str, known_at: date | datetime | None = None) -> Recorded:
    """Return one claim as it was known.

    Raises:
        Refusal: "publish.no_such_claim"; "publish.not_yet_known" when it came later, with the
            moment from which it is known.
    """
    key = _writable(key)
    row = rows_known(known_at).filter(key=key).first()
    if row is not None:
        return recorded(row)
    first = RecordedClaim.objects.filter(key=key).order_by("version").first()
    if first is None:
        raise Refusal("publish.no_such_claim", key=key[:60])
    known = first.known.lower.date().isoformat()
    raise Refusal("publish.not_yet_known", key=key, known_from=known)


def versions(key: str) -> tuple[Recorded, ...]:
    """Return every version of a claim, the first first.

    Raises:
        Refusal: "publish.no_such_claim".
    """
    rows = _all().filter(key=_writable(key)).order_by("version")
    if not rows:
        raise Refusal("publish.no_such_claim", key=key[:60])
    return tuple(recorded(row) for row in rows)


def neighbours(
    key: str, known_at: date | datetime | None = None, *, most: int = NEIGHBOURS
) -> Neighbours:
    """Return what else was told of a claim's metric and place, by the time it speaks of.

    Args:
        key: the claim.
        known_at: only what was known then.
        most: how many on each side.

    Raises:
        Refusal: as `claim`.
    """
    here = claim(key, known_at)
    same = [
        other
        for other in recorded_known(known_at)
        if (other.claim.metric, other.claim.place) == (here.claim.metric, here.claim.place)
    ]
    line = sorted(same, key=lambda other: (_time(other.claim), other.key))
    at = next(index for index, other in enumerate(line) if other.key == key)
    return Neighbours(tuple(line[max(0, at - most) : at]), tuple(line[at + 1 : at + 1 + most]))


def record_size() -> int:
    """Return how many claims the record holds today, known or not yet. [claims]"""
    return RecordedClaim.objects.filter(known__upper_inf=True).count()


def stamp(known_at: date | datetime | None) -> Stamp:
    """Return what distinguishes the rows visible at a moment from those at any other."""
    from django.db import connection

    at = moment(known_at) or known_by_now()
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, {"at": at})
        newest, closed, boundary = cursor.fetchone()
    return Stamp(newest or 0, closed, boundary)


# The rows visible change only where some version begins or ends: the last such moment names them.
_STAMP = """
SELECT max(id), count(*) FILTER (WHERE NOT upper_inf(known)),
       greatest(max(lower(known)) FILTER (WHERE lower(known) <= %(at)s),
                max(upper(known)) FILTER (WHERE upper(known) <= %(at)s))
FROM publish_recordedclaim
"""


def rows_known(known_at: date | datetime | None = None) -> QuerySet[RecordedClaim]:
    """Return the rows that were known at a moment, for the other queries of this room."""
    return _all().filter(known__contains=moment(known_at) or known_by_now())


def recorded(row: RecordedClaim) -> Recorded:
    """Return a row as other rooms and pages may have it."""
    return Recorded(
        claim=claim_of(row),
        version=row.version,
        url=row.source.url,
        speaker=row.speaker,
        note=row.note,
        solar_year=row.solar_year,
        known_from=row.known.lower,
        known_until=row.known.upper,
        recorded_at=row.recorded_at,
        recorded_by=row.by.username,
        read_by=row.read_by,
        reason=row.reason,
        withdrawn_because=row.withdrawn_because,
        text_id=row.text_id,
        text_claim=row.text_claim,
    )


def claim_of(row: RecordedClaim) -> Claim:
    """Return a row as the engine works with it."""
    return Claim(
        id=row.key,
        metric=row.metric,
        value=_number(row.value) or 0,
        unit=cast(Unit, row.unit),
        qualifier=cast(Qualifier, row.qualifier),
        period=Period(
            cast(PeriodKind, row.period_kind), row.period_start or None, row.period_end or None
        ),
        place=row.place,
        population=row.population,
        low=_number(row.low),
        high=_number(row.high),
        start=row.span_start,
        end=row.span_end,
        text=row.passage,
        pair=row.pair or None,
        part_of=row.part_of or None,
        about=row.about or None,
        unsure=tuple(row.unsure),
        published_on=row.published_on or None,
        source=row.source.publisher,
    )


def sorted_in_time(rows: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return claims by the time they speak of, then by key."""
    return tuple(sorted(rows, key=lambda row: (_time(row.claim), row.key)))


def _writable(key: str) -> str:
    """No text of the database holds this character, and it may not even be asked for one."""
    return key.replace("\x00", "")


def _all() -> QuerySet[RecordedClaim]:
    return RecordedClaim.objects.select_related("source", "by").order_by("key")


@lru_cache(maxsize=16)
def _recorded_at(seen: Stamp) -> tuple[Recorded, ...]:
    if seen.boundary is None:
        return ()
    return tuple(recorded(row) for row in rows_known(seen.boundary))


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _time(told: Claim) -> date:
    """Return the last day that a claim speaks of; its publication where it tells no time."""
    prefix = told.period.end or told.period.start or told.published_on
    return latest(prefix) if prefix else date.min
