"""How does a published figure become a row, and how is a row closed?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import F

from ehya.engine.calendar import earliest, latest, year_range
from ehya.engine.claims.model import Claim
from ehya.ledger.models import User
from ehya.ledger.rules import vocabulary
from ehya.publish.folding import folded_claim
from ehya.publish.intake.rows import solar_year
from ehya.publish.knowledge import known_from
from ehya.publish.models import KeptText, RecordedClaim, Source
from ehya.publish.queries.record import claim_of
from ehya.publish.record import PublishedFigure

RECORD_LOCK = 1404  # one writer of the record at a time; readers never wait
BY_HAND, BY_FILE, BY_RECORD = "hand", "file", "record"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters a version, when and how.

    Attributes:
        by: the person.
        at: the moment of entering. [UTC]
        read_by: "record", "file", "hand", or the method that read a text.
        reason: why it replaces the version before; "" for a first one.
        text: the kept text that it was read from.
        text_claim: its id in that text.
    """

    by: User
    at: datetime
    read_by: str
    reason: str = ""
    text: KeptText | None = None
    text_claim: str = ""


class Sources:
    """Publishers with addresses, looked up together and made where missing."""

    def __init__(self, figures: Iterable[PublishedFigure]) -> None:
        wanted = {(figure.claim.source, figure.url) for figure in figures}
        publishers = {publisher for publisher, _ in wanted}
        here = Source.objects.filter(publisher__in=publishers)
        self._found = {(source.publisher, source.url): source for source in here}
        missing = sorted(wanted - self._found.keys())
        made = Source.objects.bulk_create([Source(publisher=p, url=u) for p, u in missing])
        self._found |= {(source.publisher, source.url): source for source in made}

    def of(self, figure: PublishedFigure) -> Source:
        """Return the source of a figure."""
        return self._found[figure.claim.source, figure.url]


def now() -> datetime:
    """Return the moment of entering."""
    return datetime.now(UTC)


def lock_record() -> None:
    """Wait until nobody else writes the record; released when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])


def first_row(figure: PublishedFigure, entry: Entry, sources: Sources) -> RecordedClaim:
    """Return the first version of a claim, not yet saved."""
    known = known_from(figure.claim.published_on, entered_at=entry.at)
    return _row(figure, entry, sources, version=1, known=known)


def next_row(
    before: RecordedClaim, figure: PublishedFigure, entry: Entry, sources: Sources
) -> RecordedClaim:
    """Return the version that replaces another from this moment on, not yet saved."""
    return _row(figure, entry, sources, version=before.version + 1, known=_after(before, entry.at))


def close(rows: Iterable[RecordedClaim], at: datetime, *, because: str = "") -> None:
    """End what was held true: from now on a row tells only what was once known."""
    for row in rows:
        row.known = DateTimeTZRange(row.known.lower, _after(row, at))
        row.withdrawn_because = because
        row.save(update_fields=["known", "withdrawn_because"])


def figure_of(row: RecordedClaim) -> PublishedFigure:
    """Return what a row says, in the shape in which files say it."""
    return PublishedFigure(claim_of(row), row.source.url, row.speaker, row.solar_year, row.note)


def open_rows(keys: Iterable[str] | None = None) -> dict[str, RecordedClaim]:
    """Return what is held true today, by key."""
    rows = RecordedClaim.objects.filter(known__upper_inf=True).select_related("source")
    return {row.key: row for row in (rows if keys is None else rows.filter(key__in=list(keys)))}


def all_versions(keys: Iterable[str]) -> dict[str, list[RecordedClaim]]:
    """Return every version of some claims, oldest first, by key."""
    rows = RecordedClaim.objects.filter(key__in=list(keys)).select_related("source")
    by_key: dict[str, list[RecordedClaim]] = {}
    for row in rows.order_by(F("key"), F("version")):
        by_key.setdefault(row.key, []).append(row)
    return by_key


def _after(row: RecordedClaim, at: datetime) -> datetime:
    """A version was known for some time at least, even if it is corrected at once."""
    closed: datetime = row.known.upper or row.known.lower + timedelta(microseconds=1)
    return max(at, closed)


def _row(
    figure: PublishedFigure, entry: Entry, sources: Sources, *, version: int, known: datetime
) -> RecordedClaim:
    claim = figure.claim
    year = settled(figure).solar_year
    about = (figure.speaker, figure.note)
    return RecordedClaim(
        key=claim.id,
        version=version,
        known=DateTimeTZRange(known, None),
        happened=happened(claim, year),
        metric=claim.metric,
        value=Decimal(str(round(claim.value, 8))),
        low=_decimal(claim.low),
        high=_decimal(claim.high),
        unit=claim.unit,
        qualifier=claim.qualifier,
        place=claim.place,
        population=claim.population,
        period_kind=claim.period.kind,
        period_start=claim.period.start or "",
        period_end=claim.period.end or "",
        solar_year=year,
        published_on=claim.published_on or "",
        published_last=latest(claim.published_on) if claim.published_on else None,
        pair=claim.pair or "",
        part_of=claim.part_of or "",
        about=claim.about or "",
        unsure=list(claim.unsure),
        source=sources.of(figure),
        speaker=figure.speaker,
        note=figure.note,
        text=entry.text,
        text_claim=entry.text_claim,
        span_start=claim.start,
        span_end=claim.end,
        passage=claim.text,
        read_by=entry.read_by,
        reason=entry.reason,
        recorded_at=entry.at,
        by=entry.by,
        folded=folded_claim(claim, more=about, vocabulary=vocabulary()),
    )


def settled(figure: PublishedFigure) -> PublishedFigure:
    """Return a figure with its programme year worked out where it tells none."""
    if figure.solar_year is not None:
        return figure
    return replace(figure, solar_year=solar_year(figure.claim))


def happened(claim: Claim, year: int | None) -> DateRange | None:
    """Return the days that a claim speaks of; None where it tells none."""
    first, last = _told_days(claim)
    if year is not None and claim.period.kind not in ("as_of", "event", "since_government"):
        first = first or year_range(year).first
    if year is not None and claim.period.kind in ("full_year", "target_for_year"):
        last = last or year_range(year).last
    if first is None and last is None:
        return None
    if first and last and last < first:
        first = last  # "since 20 March", told in a month that began before it
    return DateRange(first, last + timedelta(days=1) if last else None)


def _told_days(claim: Claim) -> tuple[date | None, date | None]:
    start, end = claim.period.start, claim.period.end
    if claim.period.kind in ("as_of", "event"):
        start, end = start or end, end or start
    return earliest(start) if start else None, latest(end) if end else None


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 8)))
