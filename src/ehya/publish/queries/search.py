"""Which claims of the record is somebody looking for?

Every word asked for must be in the claim, in any spelling and either language; when nothing has
all of them, claims with words much like them are given, and the page says so.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet

from ehya.engine.refusal import Refusal
from ehya.publish.folding import folded_words
from ehya.publish.models import RecordedClaim
from ehya.publish.queries.findings import findings_of_record, keys_found
from ehya.publish.queries.record import Recorded, recorded, recorded_known, rows_known

PAGE = 50
MOST_ON_PAGE = 500
LIKE_ENOUGH = 0.45  # share of a word's letter triples found again; one slip in a long word passes
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None and "" mean: all.

    Attributes:
        text: words, in any spelling.
        metric: a name of the metric vocabulary.
        solar_year: the programme year.
        place: in the record's spelling.
        publisher: who published it.
        rule: code of a rule that found something in the claim.
        severity: "contradiction", "doubt" or "note", found in the claim.
        as_of: only claims whose time had begun by then.
    """

    text: str = ""
    metric: str | None = None
    solar_year: int | None = None
    place: str | None = None
    publisher: str | None = None
    rule: str | None = None
    severity: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the claims found, newest publication first, those without a date last.

    Attributes:
        rows: the claims.
        after: give it to `search` for the next page; None on the last.
        near: whether these are only much like what was asked for.
    """

    rows: tuple[Recorded, ...]
    after: str | None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter: its value, and how many claims have it. [claims]"""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader may filter by, the commonest first; years newest first."""

    metrics: tuple[Choice, ...]
    years: tuple[Choice, ...]
    places: tuple[Choice, ...]
    publishers: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    severities: tuple[Choice, ...]


def search(
    wanted: Wanted,
    *,
    known_at: date | datetime | None = None,
    after: str | None = None,
    most: int = PAGE,
) -> Page:
    """Return one page of the claims looked for.

    Args:
        wanted: what is looked for.
        known_at: only what was known then.
        after: where the page before ended; None for the first.
        most: claims on a page.

    Raises:
        Refusal: "publish.no_such_page" when `after` is none of ours.
    """
    most = max(1, min(most, MOST_ON_PAGE))
    words = folded_words(wanted.text)[:MOST_WORDS]
    rows = _filtered(rows_known(known_at), wanted, known_at)
    found = _page(_with_words(rows, words), after, most)
    if found.rows or not words or after is not None:
        return found
    return replace(_page(_with_near_words(rows, words), None, most), near=True)


def choices(known_at: date | datetime | None = None) -> Choices:
    """Return what the claims known at a moment may be filtered by."""
    rows = recorded_known(known_at)
    findings = findings_of_record(known_at).findings
    years = Counter(row.solar_year for row in rows if row.solar_year is not None)
    return Choices(
        metrics=_common(row.claim.metric for row in rows),
        years=tuple(Choice(str(year), years[year]) for year in sorted(years, reverse=True)),
        places=_common(row.claim.place for row in rows),
        publishers=_common(row.claim.source for row in rows),
        rules=_common(finding.rule for finding in findings),
        severities=_common(finding.severity for finding in findings),
    )


def _common(values: Iterable[str]) -> tuple[Choice, ...]:
    counted = Counter(values)
    return tuple(Choice(v, n) for v, n in sorted(counted.items(), key=lambda e: (-e[1], e[0])))


def _filtered(
    rows: QuerySet[RecordedClaim], wanted: Wanted, known_at: date | datetime | None
) -> QuerySet[RecordedClaim]:
    told = {
        "metric": wanted.metric,
        "solar_year": wanted.solar_year,
        "place": wanted.place,
        "source__publisher": wanted.publisher,
    }
    asked = {name: value for name, value in told.items() if value not in (None, "")}
    if any("\x00" in str(value) for value in asked.values()):
        return rows.none()
    rows = rows.filter(**asked)
    if wanted.rule or wanted.severity:
        keys = keys_found(
            rule=wanted.rule or None, severity=wanted.severity or None, known_at=known_at
        )
        rows = rows.filter(key__in=keys)
    if wanted.as_of:
        begun = Q(happened__isnull=True) | Q(happened__startswith__lte=wanted.as_of)
        rows = rows.filter(begun | Q(happened__lower_inf=True))
    return rows


def _with_words(rows: QuerySet[RecordedClaim], words: list[str]) -> QuerySet[RecordedClaim]:
    for word in words:
        rows = rows.filter(folded__contains=word)
    return rows


def _with_near_words(rows: QuerySet[RecordedClaim], words: list[str]) -> QuerySet[RecordedClaim]:
    for at, word in enumerate(words):
        rows = rows.alias(**{f"like{at}": TrigramWordSimilarity(word, "folded")})
        rows = rows.filter(**{f"like{at}__gte": LIKE_ENOUGH})
    return rows


def _page(rows: QuerySet[RecordedClaim], after: str | None, most: int) -> Page:
    if after is not None:
        rows = rows.filter(_beyond(after))
    ordered = rows.order_by(F("published_last").desc(nulls_last=True), "key")
    found = list(ordered[: most + 1])
    last = _cursor(found[most - 1]) if len(found) > most else None
    return Page(tuple(recorded(row) for row in found[:most]), last)


def _cursor(row: RecordedClaim) -> str:
    return f"{row.published_last or ''}~{row.key}"


def _beyond(after: str) -> Q:
    told, mark, key = after.partition("~")
    if "\x00" in key:
        raise Refusal("publish.no_such_page", after=told[:60])
    if not told and mark:
        return Q(published_last__isnull=True, key__gt=key)
    try:
        day = date.fromisoformat(told)
    except ValueError as error:
        raise Refusal("publish.no_such_page", after=after[:60]) from error
    same_day = Q(published_last=day, key__gt=key)
    return same_day | Q(published_last__lt=day) | Q(published_last__isnull=True)
