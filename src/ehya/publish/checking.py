"""How is a text checked, with which thresholds, and beside which part of the record?

The one place that reads and checks a text: the page, the command line and the API call it. It
needs no Django; whoever has a database hands the record in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from ehya.engine.calendar import latest
from ehya.engine.claims.check import check, check_record
from ehya.engine.claims.model import Claim, Reading, Verdict
from ehya.engine.claims.spread import spreads
from ehya.engine.claims.thresholds import CheckRules, ReferenceRate
from ehya.ledger.rules import load, rates, vocabulary
from ehya.publish.record import read_record

_NOT_THRESHOLDS = ("in_force_from", "source")


@cache
def check_rules(on: date | None = None) -> CheckRules:
    """Return the thresholds in force on a day, with what the shipped record then taught.

    Args:
        on: the day; None for the newest.

    Returns:
        The thresholds, the reference rates and the ordinary amounts per unit.

    Raises:
        Refusal: "rules.not_yet_in_force" for a day before the first version.
    """
    return _with_spreads(_thresholds(on), known_on(read_record(), on))


def known_on(record: Iterable[Claim], day: date | None) -> tuple[Claim, ...]:
    """Return the claims that were public at the end of a day; all of them for None.

    A claim without a publication date is left out on any past day: nobody can say it was known.
    """
    if day is None:
        return tuple(record)
    return tuple(c for c in record if c.published_on and latest(c.published_on) <= day)


def check_text(
    text: str, published_on: date | None = None, *, record: Sequence[Claim] = ()
) -> tuple[Reading, Verdict]:
    """Read a text and return its claims and what does not add up in them.

    Args:
        text: as given.
        published_on: when it was published; None: found in the text, or unknown.
        record: claims known by then, if it is to be held against them.

    Returns:
        The reading and the verdict.

    Raises:
        Refusal: "claims.too_long" and the reader's others.
    """
    from ehya.engine.claims import read

    words = vocabulary()
    reading = read(text, vocabulary=words, published_on=published_on)
    verdict = check(
        reading.claims,
        vocabulary=words,
        rules=check_rules(),
        published_on=reading.published_on,
        record=record,
        text=text,
    )
    return reading, verdict


def check_known(record: Sequence[Claim]) -> Verdict:
    """Return what does not add up within the record, as far as it is handed in."""
    rules = _with_spreads(_thresholds(None), record)
    return check_record(record, vocabulary=vocabulary(), rules=rules)


@cache
def _thresholds(on: date | None) -> CheckRules:
    told: dict[str, Any] = load("checks", on)
    values = {name: value for name, value in told.items() if name not in _NOT_THRESHOLDS}
    return CheckRules(
        **{**values, "slips": tuple(values["slips"])},
        in_force_from=told["in_force_from"],
        reference=_reference(),
    )


def _reference() -> tuple[ReferenceRate, ...]:
    known = sorted(rates().rates, key=lambda rate: rate.on)
    return tuple(
        ReferenceRate(rate.on, rate.until or rate.on, float(rate.rials_per_usd), rate.basis)
        for rate in known
    )


def _with_spreads(rules: CheckRules, record: Sequence[Claim]) -> CheckRules:
    return replace(rules, spreads=spreads(record, rules))
