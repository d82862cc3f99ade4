"""How does a number lead to what it rests on?"""

from collections.abc import Iterable
from dataclasses import replace

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ehya.engine.claims.model import Claim
from ehya.engine.text import sort_key
from ehya.ledger import rules
from ehya.web import formats
from ehya.web.reader import current
from ehya.web.worth import worth

register = template.Library()


@register.simple_tag(takes_context=True)
def told(
    context: template.Context,
    claim: Claim | None,
    shape: str = "number",
    value: float | None = None,
) -> SafeString | str:
    """Write a claim's number as a link to its page.

    Args:
        context: of the page; its `clock` goes along, so that the next page stands on the same day.
        claim: whose number.
        shape: "number" (33), "amount" (294.8 trillion rials) or "short" (294.8 tn rials).
        value: what the claim and others beside it amount to, where it is only a part. [units]
    """
    if not claim:  # a template gives "" for the claim of nothing
        return ""
    if value is not None:
        claim = replace(claim, value=value)
    clock = context.get("clock")
    address = reverse("claim", args=[claim.id]) + (clock.query if clock else "")
    title = _("Evidence: {key} · {source}").format(key=claim.id, source=claim.source)
    words = written(claim, shape)
    return format_html('<a class="n" href="{}" title="{}">{}</a>', address, title, words)


@register.filter
def year(value: int) -> str:
    """1403 → 1403 · ۱۴۰۳, without thousands."""
    return formats.year(value, current().language)


@register.filter
def whole(value: float) -> str:
    """222.9 → 223 · ۲۲۳."""
    return formats.number(round(value), current().language)


@register.filter
def one(value: float) -> str:
    """8.4954 → 8.5 · ۸٫۵."""
    return formats.number(round(value, 1), current().language)


@register.filter
def share(value: float) -> str:
    """0.4 → 40 % · ۴۰٪."""
    return formats.percent(round(100 * value), current().language)


@register.filter
def whole_percent(value: float) -> str:
    """11.0 → 11 % · ۱۱٪."""
    return formats.percent(round(value), current().language)


@register.filter
def counted(value: float, noun: str) -> str:
    """146, "days" → 146 days · ۱۴۶ روز."""
    return formats.counted(value, noun, current().language)


@register.filter
def other_money(claim: Claim) -> tuple[str, ...]:
    """An amount in hemat or toman and in the other currency; nothing for a count."""
    return worth(claim, rules.rates(), current().language)


@register.filter
def in_order_of(names: Iterable[str], kind: str) -> list[str]:
    """Places or metrics in the alphabetical order of the reader's language."""
    shown = formats.place_name if kind == "place" else formats.metric_name
    return sorted(names, key=lambda name: sort_key(shown(name, current().language)))


@register.filter
def metric_definition(value: str) -> str:
    """What exactly is counted under a metric's name."""
    metric = rules.vocabulary().metrics[value]
    return metric.definition_fa if current().language == "fa" else metric.definition_en


@register.filter
def population(value: str) -> str:
    """What a claim counts, in the reader's language where Ehya has the words."""
    return formats.population_name(value, current().language)


@register.filter
def in_words(claim: Claim) -> str:
    """A claim's number with its unit, short."""
    return written(claim, "short")


def written(claim: Claim, shape: str = "number") -> str:
    """Return a claim's number in the reader's digits."""
    language = current().language
    if shape == "number":
        return formats.number(claim.value, language)
    return formats.metric_amount(claim.value, claim.metric, language, short=shape == "short")
