"""How do templates write numbers, dates and signs for the reader?

Every filter asks `ehya.web.reader` who reads, so that a template never names a language:
`{{ 1811|number }}`, `{{ claim.value|amount:claim.unit }}`, `{{ day|day }}`, `{{ "2024-06"|prefix }}`,
`{{ share|percent }}`, `{{ claim.period|period }}`, `{{ "units_revived"|metric_name }}`,
`{{ refusal_or_finding_severity|severity_name }}`, `{% sign "doubt" %}`, `{% severity "doubt" %}`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ehya.engine.claims.model import Period
from ehya.web import formats
from ehya.web.reader import current

register = template.Library()

SEVERITIES = {
    "contradiction": _("Contradiction"),
    "doubt": _("Doubt"),
    "note": _("Note"),
    "ok": _("Adds up"),
    "late": _("Late"),
    "fine": _("Nothing found"),
}
SIGNS = {"fine": "ok"}
QUALIFIERS = {
    "eq": _("exactly"),
    "over": _("over"),
    "under": _("under"),
    "approx": _("about"),
    "at_least": _("at least"),
    "up_to": _("up to"),
}
GUESSES = {
    "period.assumed": _("time assumed"),
    "period.carried": _("time as above"),
    "period.unknown": _("time not clear"),
    "calendar.": _("day as printed does not fit the calendar"),
}
_NOUNS_LEFT_OUT = frozenset({"units", "persons", "years"})


@register.filter
def number(value: float | None) -> str:
    """1811 → 1,811 · ۱٬۸۱۱."""
    return "" if value is None else formats.number(value, current().language)


@register.filter
def amount(value: float | None, unit: str) -> str:
    """29.47e12, "IRR" → 29.47 trillion rials · ۲۹٫۴۷ هزار میلیارد ریال; rials as the reader likes."""
    reader = current()
    if value is None:
        return ""
    return formats.amount(value, unit, reader.language, reading=reader.money)


@register.filter
def as_told(value: float | None, unit: str) -> str:
    """As `amount`, but in rials for everybody: for what was said in public."""
    return "" if value is None else formats.amount(value, unit, current().language)


@register.filter
def amount_short(value: float | None, unit: str) -> str:
    """29.47e12, "IRR" → 29.47 tn rials, as the reader likes; a count stands without its noun."""
    return _short(value, unit, current().money)


@register.filter
def as_told_short(value: float | None, unit: str) -> str:
    """As `amount_short`, but in rials for everybody."""
    return _short(value, unit, "rial")


def _short(value: float | None, unit: str, money: formats.Reading) -> str:
    if value is None:
        return ""
    if unit in _NOUNS_LEFT_OUT:
        return formats.number(value, current().language)
    return formats.amount(value, unit, current().language, short=True, reading=money)


@register.filter
def percent(value: float | None) -> str:
    """40 → 40 % · ۴۰٪."""
    return "" if value is None else formats.percent(value, current().language)


@register.filter
def day(value: date | datetime | None, calendar: str = "") -> str:
    """A day by the reader's calendar, or by the one named."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return formats.day(value, current().language, _calendar(calendar))


@register.filter
def prefix(value: str | None, calendar: str = "") -> str:
    """A day told as "2024", "2024-06" or "2024-06-12", no more precisely than it was told."""
    if not value:
        return ""
    return formats.prefix(value, current().language, _calendar(calendar))


@register.filter
def period(value: Period, calendar: str = "") -> str:
    """The time a claim speaks of."""
    return formats.period(value, current().language, _calendar(calendar))


@register.filter
def metric_name(value: str) -> str:
    """What a table calls the metric."""
    return formats.metric_name(value, current().language)


@register.filter
def place_name(value: str) -> str:
    """What a table calls the place."""
    return formats.place_name(value, current().language)


@register.filter
def qualifier(value: str) -> object:
    """How firmly a number was said."""
    return QUALIFIERS[value]


@register.filter
def guessed(codes: Sequence[str]) -> str:
    """What the reader of texts was not sure of, in words."""
    told = [words for code, words in GUESSES.items() if any(c.startswith(code) for c in codes)]
    return " · ".join(str(words) for words in told)


@register.simple_tag
def claim_address(key: str) -> str:
    """Where a claim of the record lives."""
    return reverse("claim", args=[key])


@register.filter
def severity_name(kind: str) -> object:
    """The word beside a sign."""
    return SEVERITIES[kind]


@register.simple_tag
def sign(name: str) -> SafeString:
    """One sign of the sprite; a word must stand beside it, for colour and shape are not enough."""
    return format_html(
        '<svg class="sign" aria-hidden="true"><use href="#s-{}"></use></svg>',
        name,
    )


@register.inclusion_tag("parts/severity.html")
def severity(kind: str, bare: bool = False) -> dict[str, object]:
    """The sign and the word of a severity; `bare=True` leaves the word to those who hear pages."""
    return {"kind": SIGNS.get(kind, kind), "words": SEVERITIES[kind], "bare": bare}


def _calendar(asked: str) -> formats.Shown:
    """The calendar asked for: "one" is the reader's own, or the language's where both are read."""
    mine = current().calendar
    if asked != "one":
        return cast(formats.Shown, asked or mine)
    if mine != "both":
        return mine
    return "solar" if current().language == "fa" else "gregorian"
