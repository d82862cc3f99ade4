"""How do templates write hours, states of meetings and the way to a case?"""

from datetime import time

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ehya.web import formats
from ehya.web.committee_words import word
from ehya.web.reader import current

register = template.Library()


@register.filter
def clock(at: time | None) -> str:
    """10:30 → 10:30 · ۱۰:۳۰."""
    return "" if at is None else formats.clock(at.hour, at.minute, current().language)


@register.filter
def plain(value: int) -> str:
    """A number that counts nothing, as a case's or a decision's: 1204 → 1204 · ۱۲۰۴."""
    return formats.year(value, current().language)


@register.filter
def meeting_state(state: str) -> str:
    """What a meeting's state is called."""
    return word(f"meeting.{state}")


@register.simple_tag
def case_link(number: int, words: object) -> SafeString:
    """The way to a case, by its unit's name."""
    return format_html('<a href="{}">{}</a>', reverse("case", args=[number]), words)
