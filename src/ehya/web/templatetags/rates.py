"""How do templates write rates, their bases and their days?"""

from decimal import Decimal

from django import template

from ehya.engine.calendar import DayRange
from ehya.web import rate_words

register = template.Library()


@register.filter
def rate(value: Decimal) -> str:
    """612,500.25: every digit."""
    return rate_words.exactly(value)


@register.filter
def basis(code: str) -> str:
    """What a basis is called."""
    return rate_words.basis_name(code)


@register.filter
def days(told: DayRange) -> str:
    """One day, or from one to another."""
    return rate_words.days_of(told)
