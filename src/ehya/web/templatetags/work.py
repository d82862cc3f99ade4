"""How does a list of work write weekdays, days of the month, marks and distances?"""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from ehya.engine.calendar import to_solar
from ehya.web import formats
from ehya.web.reader import current

register = template.Library()
MOST_MARKS = 4
_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "fa": ("د", "س", "چ", "پ", "ج", "ش", "ی"),
}


@register.filter
def weekday(day: date) -> str:
    """Monday → Mon · د."""
    return _WEEKDAYS[current().language][day.weekday()]


@register.filter
def day_number(day: date) -> str:
    """The day of the month by the language's own calendar: 12 · ۲۲."""
    language = current().language
    return formats.number(to_solar(day).day if language == "fa" else day.day, language)


@register.filter
def pips(count: int) -> range:
    """As many marks as there are things, up to four."""
    return range(min(count, MOST_MARKS))


@register.filter
def kilometres(value: float) -> str:
    """3.2 → 3 km · ۳ کیلومتر."""
    told = formats.number(max(1, round(value)), current().language)
    return _("{n} km").format(n=told)


@register.filter
def year_like(value: int) -> str:
    """2207 → 2207 · ۲۲۰۷: a number of a case, without thousands."""
    return formats.year(value, current().language)
