"""How do templates call places, facts, acts and choices of the register?"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from ehya.invest.queries.printed import source_named
from ehya.register.numbering import show_number as shown
from ehya.register.signals import Signal
from ehya.web import unit_words
from ehya.web.reader import current

register = template.Library()


@register.filter
def named(thing: unit_words.Named) -> str:
    """A place or a unit in the reader's script."""
    return unit_words.name(thing)


@register.filter
def source(told: str) -> str:
    """Return the name of a source in the reader's language, where the record has one."""
    return source_named(told, current().language)


@register.simple_tag
def options(values: Sequence[tuple[str, str]], chosen: str = "") -> SafeString:
    """The options of a list, one of them chosen."""
    return _options(tuple(values), chosen)


@register.simple_tag
def place_options(places: Sequence[Any], chosen: str = "") -> SafeString:
    """The same for places with a code and two names."""
    return _options(tuple((place.code, unit_words.name(place)) for place in places), chosen)


@lru_cache(maxsize=1024)
def _options(values: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    mark = {True: mark_safe(" selected"), False: ""}
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark[value == chosen], words) for value, words in values),
    )


@register.filter
def also_named(thing: unit_words.Named) -> str:
    """Its name in the other script; nothing where it has one name only."""
    return unit_words.other_name(thing)


@register.filter
def fact_name(fact: str) -> str:
    """What a fact, a scheme or a kind of contact is called."""
    return unit_words.fact_name(fact)


@register.filter
def act_name(act: str) -> str:
    """What an act did to a unit."""
    return unit_words.act_name(act)


@register.filter
def unit_number(number: str) -> str:
    """00000427 → 000-0042-7."""
    return shown(number)


@register.inclusion_tag("units/status.html")
def told_status(value: str) -> dict[str, Any]:
    """The sign and the word of a status as told."""
    return {"status": unit_words.status(value)}


@register.filter
def signal_name(signal: Signal) -> str:
    """Write what a signal is called."""
    return signal.name_en if current().language == "en" else signal.name_fa


@register.filter
def signal_measure(signal: Signal) -> str:
    """Write what a signal is counted in."""
    return signal.measure_en if current().language == "en" else signal.measure_fa


@register.filter
def along(percent: int) -> str:
    """Return where a share of a hundred stands on the peers' strip, half of full work amid it."""
    place = 20 + (60 * percent / 10 if percent <= 10 else 60 + 240 * (percent - 10) / 40)
    if percent > 50:
        place = 320 + 300 * (percent - 50) / 50
    return f"{place:.0f}"
