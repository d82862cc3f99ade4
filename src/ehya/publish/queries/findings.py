"""What in the record does not add up?"""

from datetime import date, datetime
from functools import lru_cache

from ehya.engine.claims.model import Finding, Verdict
from ehya.publish.checking import check_known
from ehya.publish.queries.record import Stamp, recorded_known, stamp


def findings_of_record(known_at: date | datetime | None = None) -> Verdict:
    """Return what the rules in force today see in the record as it was known.

    Worked out once for each state of the record: two moments between which nothing became known
    share the verdict.
    """
    return _verdict(stamp(known_at))


def findings_of(key: str, known_at: date | datetime | None = None) -> tuple[Finding, ...]:
    """Return the findings that join one claim, most serious first."""
    return tuple(f for f in findings_of_record(known_at).findings if key in f.claims)


def keys_found(
    *, rule: str | None, severity: str | None, known_at: date | datetime | None
) -> frozenset[str]:
    """Return the claims that findings of a rule or of a severity join."""
    return frozenset(
        key
        for finding in findings_of_record(known_at).findings
        if rule in (None, finding.rule) and severity in (None, finding.severity)
        for key in finding.claims
    )


@lru_cache(maxsize=32)
def _verdict(seen: Stamp) -> Verdict:
    if seen.boundary is None:
        return Verdict((), ())
    return check_known(tuple(row.claim for row in recorded_known(seen.boundary)))
