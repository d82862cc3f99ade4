"""From which moment is a public claim known?

Decision 0001: from the end of its publication date, as precisely as that is told; a claim
without one, from the moment when it was entered. A day's end is its last microsecond in UTC, so
that the moment still bears the day's own date.
"""

from datetime import UTC, date, datetime, time

from ehya.engine.calendar import latest


def end_of(day: date) -> datetime:
    """Return the last moment of a day in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def moment(known_at: date | datetime | None) -> datetime | None:
    """Return the moment that a caller means: a bare day means its end; None means now."""
    if known_at is None or isinstance(known_at, datetime):
        return known_at
    return end_of(known_at)


def known_from(published_on: str | None, *, entered_at: datetime) -> datetime:
    """Return when a claim became known.

    What has been entered is known, even if its publication date ("2026") ends later.

    Args:
        published_on: ISO prefix of the publication date; None when unknown.
        entered_at: when it was entered here. [UTC]

    Returns:
        The first moment at which the claim counts as known. [UTC]
    """
    if published_on is None:
        return entered_at
    return min(end_of(latest(published_on)), entered_at)
