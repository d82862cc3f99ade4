"""How do templates write money and what it is spent on?"""

from typing import Any

from django import template

from ehya.web import money_words, unit_words

register = template.Library()


@register.inclusion_tag("parts/money.html")
def money(amount_irr: Any, bare: bool = False) -> dict[str, Any]:
    """1.25 billion rials as the reader likes, the other beneath; `bare=True` leaves that out."""
    told = None if amount_irr is None else money_words.money(amount_irr)
    return {"money": told, "bare": bare}


@register.filter
def rials(amount_irr: Any) -> str:
    """1.25 billion rials, inside a sentence."""
    return money_words.money(amount_irr).words


@register.filter
def exact(amount_irr: Any) -> str:
    """1,250,000,000: every digit."""
    return money_words.money(amount_irr).exact


@register.filter
def beside(amount_irr: Any) -> str:
    """125 million toman; rials for who reads toman or hemat."""
    return money_words.money(amount_irr).beside


@register.filter
def entry_name(kind: str) -> str:
    """What a movement of money is called."""
    return money_words.entry_name(kind)


@register.filter
def intervention_name(kind: str) -> str:
    """What a kind of intervention is called."""
    return money_words.kind_name(kind)


@register.filter
def intervention_state(state: str) -> str:
    """How far it is."""
    return money_words.state_name(state)


@register.filter
def told_as(entry: Any) -> str:
    """The original amount of an entry, with its rate; nothing where it was told in rials."""
    return money_words.original(entry)


@register.filter
def of_line(line: Any) -> str:
    """What a funding line is called."""
    return unit_words.name(line)
