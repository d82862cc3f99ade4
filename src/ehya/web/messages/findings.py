"""How is a finding said, in English and in Persian?

One row for each `rule.reason`: a headline that says what was found, and what follows from it.
`{fact}` is a number as it is; `{fact:amount}` adds the finding's unit, `:units`, `:IRR`, `:USD`
another; `:percent`, `:day`, `:metric`, `:year`, `:scopes` and `:sum` are written as they are named.
"""

import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from ehya.engine.calendar import Language
from ehya.engine.claims.model import Agreement, Claim, Finding
from ehya.web.formats import amount, metric_name, number, percent, place_name, prefix, year
from ehya.web.messages.agreements import AGREEMENTS
from ehya.web.messages.findings_en import ENGLISH
from ehya.web.messages.findings_fa import PERSIAN

Words = tuple[str, str]

SCOPES: Mapping[str, Words] = {
    "where": ("the units’ place (in parks or outside)", "جای واحدها (درون یا بیرون شهرک)"),
    "kind": ("the kind of units (industrial or all)", "نوع واحدها (صنعتی یا همه)"),
    "what": ("the group that the figure belongs to", "گروهی که رقم از آنِ آن است"),
    "sector": ("the branches covered", "رشته‌های زیر پوشش"),
    "size": ("the size of the units covered", "اندازهٔ واحدهای زیر پوشش"),
    "base": ("the whole that the share is taken of", "کلی که سهم از آن گرفته شده"),
    "group": ("the group of units", "گروه واحدها"),
    "label": ("the units that were counted", "واحدهایی که شمرده شده‌اند"),
    "period": ("the days covered", "بازهٔ زمانی"),
    "metric": ("what was counted", "آنچه شمرده شده"),
    "rate": ("the exchange rate used", "نرخ ارز به‌کاررفته"),
    "teller": ("who counted", "شمارنده"),
    "entries": ("the units that went idle in between", "واحدهایی که در این میان راکد شده‌اند"),
    "exits": ("the units that left in another way", "واحدهایی که به راه دیگر رفته‌اند"),
    "target": ("the target that is meant", "هدفی که مراد است"),
}
WHOLES: Mapping[str, Words] = {
    "revived": ("the revived units", "واحدهای احیاشده"),
    "idle": ("the idle units", "واحدهای راکد"),
    "parks": ("the industrial parks", "شهرک‌های صنعتی"),
    "both": ("the whole country, in parks and outside", "درون و بیرون شهرک‌ها با هم"),
}
FOLLOWS = {
    "en": "Both can be true only if these differ: {scopes:scopes}.",
    "fa": "هر دو تنها در صورتی درست است که این‌ها یکی نباشد: {scopes:scopes}.",
}
_LETTERS: Mapping[str, Sequence[str]] = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "fa": ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
}
ALSO = {
    "en": "The same number stands in reports of {also:days}.",
    "fa": "همین رقم در خبرهای {also:days} هم هست.",
}


class Saying(NamedTuple):
    """A finding in words: what was found, and what follows from it ("" when nothing)."""

    headline: str
    follows: str


def finding_saying(finding: Finding, claims: Mapping[str, Claim], language: str) -> Saying:
    """Return a finding's headline and what follows from it.

    Args:
        finding: as the checker gave it.
        claims: the claims it joins, by id; those it does not find are left out.
        language: "en" or "fa".

    Returns:
        Two texts without markup; a rule that has no words yet is named, never hidden.
    """
    told = cast(Language, language)
    table = ENGLISH if told == "en" else PERSIAN
    headline, follows = table.get(f"{finding.rule}.{finding.reason}", (finding.rule, ""))
    if not follows and finding.facts.get("scopes"):
        follows = FOLLOWS[told]
    if finding.facts.get("also"):
        follows = f"{follows} {ALSO[told]}".strip()
    places = _Facts(told, finding.facts)
    first = claims.get(finding.claims[0]) if finding.claims else None
    where = _where(first, told)
    return Saying(_ended(where + places.fill(headline), told), places.fill(follows))


def finding_sentence(finding: Finding, claims: Mapping[str, Claim], language: str) -> str:
    """Return a finding as one or two sentences in the reader's language."""
    said = finding_saying(finding, claims, language)
    return f"{said.headline} {said.follows}".strip()


def agreement_sentence(agreement: Agreement, claims: Mapping[str, Claim], language: str) -> str:
    """Return a check that held as one line: 9 + 7 + 4 = 20."""
    told = cast(Language, language)
    words = AGREEMENTS.get(f"{agreement.rule}.{agreement.reason}")
    return _Facts(told, agreement.facts).fill(words[told]) if words else agreement.rule


def _where(claim: Claim | None, language: Language) -> str:
    """Name a province first: the country goes without saying."""
    if claim is None or claim.place in ("", "Iran"):
        return ""
    return f"{place_name(claim.place, language)}: "


def _ended(text: str, language: Language) -> str:
    done = text if text[-1:] in "?؟." else f"{text}."
    return done[:1].upper() + done[1:] if language == "en" else done


class _Facts(string.Formatter):
    """Writes the facts of one finding in one language."""

    def __init__(self, language: Language, facts: Mapping[str, object]) -> None:
        self.language: Language = language
        self.facts = facts

    def fill(self, words: str) -> str:
        """Return the words with every fact in its place."""
        return self.vformat(words, (), self.facts)

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return a fact; a missing one shows as a gap, so that a reader is not misled."""
        return kwargs.get(str(key), "…")

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one fact as its place asks for it."""
        if value == "…" or (isinstance(value, str) and not format_spec):
            return str(value) or "…"
        write = _WRITERS.get(format_spec)
        return write(self, value) if write else self._amount(value, format_spec)

    def _number(self, value: float) -> str:
        return number(value, self.language)

    def _letters(self, value: int) -> str:
        words = _LETTERS[self.language]
        return words[value] if 0 <= value < len(words) else number(value, self.language)

    def _metric(self, value: str) -> str:
        return metric_name(value, self.language)

    def _day(self, value: str) -> str:
        return prefix(value, self.language, "solar" if self.language == "fa" else "gregorian")

    def _days(self, values: Sequence[str]) -> str:
        *first, last = (self._day(value) for value in values)
        and_ = " and " if self.language == "en" else " و "
        comma = ", " if self.language == "en" else "، "
        return and_.join(part for part in (comma.join(first), last) if part)

    def _year(self, value: int) -> str:
        return year(value, self.language)

    def _percent(self, value: float) -> str:
        return percent(round(value, 1 if value < 10 else 0), self.language)

    def _exact(self, value: float) -> str:
        return percent(round(value, 1), self.language)

    def _tenth(self, value: float) -> str:
        return number(round(value, 1), self.language)

    def _sum(self, values: Sequence[float]) -> str:
        return " + ".join(self._bare(value) for value in values)

    def _amount(self, value: float, spec: str) -> str:
        unit = str(self.facts.get("unit", "units")) if spec == "amount" else spec
        unit = "jobs" if unit == "persons" else unit
        if unit == "percent":
            return percent(value, self.language)
        whole = isinstance(value, float) and value >= 100
        return amount(round(value) if whole else value, unit, self.language)

    def _bare(self, value: float) -> str:
        """Write money in millions or trillions without repeating the unit in a sum."""
        size = 10**12 if self.facts.get("unit") == "IRR" else 10**6
        money = self.facts.get("unit") in ("IRR", "USD")
        return number(value / size if money else value, self.language)

    def _whole(self, name: str) -> str:
        return WHOLES[name][0 if self.language == "en" else 1] if name in WHOLES else name

    def _scopes(self, names: Sequence[str]) -> str:
        at = 0 if self.language == "en" else 1
        words = [SCOPES[name][at] for name in names if name in SCOPES]
        return (", " if self.language == "en" else "، ").join(words)


_WRITERS: Mapping[str, Callable[[_Facts, Any], str]] = {
    "": _Facts._number,
    "words": _Facts._letters,
    "metric": _Facts._metric,
    "day": _Facts._day,
    "days": _Facts._days,
    "year": _Facts._year,
    "percent": _Facts._percent,
    "exact": _Facts._exact,
    "week": _Facts._tenth,
    "tenth": _Facts._tenth,
    "sum": _Facts._sum,
    "bare": _Facts._bare,
    "scopes": _Facts._scopes,
    "whole": _Facts._whole,
}
