"""Where does a command find the published record?"""

import sys
from datetime import date

from ehya.engine.claims.model import Claim

_SHIPPED = (
    "ehya: no database here yet; checked against the record that ships with Ehya. "
    "`ehya demo` or `ehya serve` makes one."
)


def known_record(day: date | None) -> tuple[Claim, ...]:
    """Return the claims that were public at the end of a day; all of them for None.

    The installation's own database is asked where there is one; a fresh machine gets the record
    that ships, and is told so on standard error.
    """
    kept = _from_database(day)
    if kept is not None:
        return kept
    from ehya.publish.checking import known_on
    from ehya.publish.record import read_record

    sys.stderr.write(_SHIPPED + "\n")
    return known_on(read_record(), day)


def _from_database(day: date | None) -> tuple[Claim, ...] | None:
    import os

    from ehya.ledger.home import home

    if not os.environ.get("DATABASE_URL") and not (home() / "postgres").exists():
        return None
    from ehya.cli.prepare import pending, wake

    wake()
    if pending():
        return None
    from ehya.publish.knowledge import end_of
    from ehya.publish.queries import claims_known

    return claims_known(end_of(day) if day else None) or None
