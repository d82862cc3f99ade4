"""What is a told amount of money in the units that the reader counts in?"""

from collections.abc import Iterator
from datetime import date

from ehya.engine.calendar import FIRST_DAY, LAST_DAY, Language, latest
from ehya.engine.claims.model import Claim
from ehya.engine.money import Amount, Basis, Converted, Currency, Rates, convert
from ehya.web import formats

_BASES: dict[Basis, dict[Language, str]] = {
    "market": {"en": "market rate", "fa": "نرخ بازار"},
    "nima": {"en": "NIMA rate", "fa": "نرخ نیما"},
    "official": {"en": "official rate", "fa": "نرخ رسمی"},
}


def worth(claim: Claim, rates: Rates, language: Language) -> tuple[str, ...]:
    """Return a claim's money in words that its own currency does not say.

    Rials are also told in hemat or toman. The other currency follows at the market's rate nearest
    to the day on which the claim was published, else to the end of its time, with that rate, its
    day and its source; without a rate within half a year nothing is guessed.

    Args:
        claim: any claim; one that is not money has no other words.
        rates: the dated reference rates.
        language: "en" or "fa".

    Returns:
        Lines to show under the amount; none for a count.
    """
    return tuple(_lines(claim, rates, language))


def converted(claim: Claim, rates: Rates) -> Converted | None:
    """Return a claim's money in the other currency.

    Args:
        claim: any claim.
        rates: the dated reference rates.

    Returns:
        The converted amount with original, rate and the rate's day; None for what is no whole
        money, has no day or lies half a year from every rate.
    """
    day = _day(claim)
    if claim.unit not in ("IRR", "USD") or day is None or claim.value != int(claim.value):
        return None
    rate = rates.near(day, "market") or rates.near(day)
    currency: Currency = "IRR" if claim.unit == "IRR" else "USD"
    return convert(Amount(int(claim.value), currency), rate) if rate else None


def _lines(claim: Claim, rates: Rates, language: Language) -> Iterator[str]:
    if claim.unit == "IRR":
        yield formats.amount(claim.value, "IRR", language, reading="hemat")
    other = converted(claim, rates)
    if other is None:
        return
    money = formats.amount(_three_digits(other.amount.value), other.amount.currency, language)
    price = formats.amount(other.rate.rials_per_usd, "IRR/USD", language)
    basis = _BASES[other.rate.basis][language]
    on = formats.day(other.on, language)
    if language == "en":
        yield f"about {money} at {price} ({basis}, {on}; {other.rate.source})"
    else:
        yield f"حدود {money} با {price} ({basis}، {on}؛ \u2068{other.rate.source}\u2069)"


def _day(claim: Claim) -> date | None:
    told = claim.published_on or claim.period.end or claim.period.start
    day = latest(told) if told else None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def _three_digits(value: int) -> int:
    """Round as no rate is known better than that."""
    return round(value, 3 - len(str(abs(value))))
