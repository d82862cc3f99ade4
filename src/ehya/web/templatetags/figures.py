"""How do pages write what a figure is?"""

from collections.abc import Mapping
from decimal import Decimal

from django import template

from ehya.engine.calendar import DayRange
from ehya.publish.counting import Metric, metrics
from ehya.web import figure_words
from ehya.web.reader import current

register = template.Library()


@register.filter
def metric_words(metric: Metric) -> str:
    """The name of a definition."""
    return figure_words.metric_words(metric)


@register.filter
def metric_counts(metric: Metric) -> str:
    """What a definition counts."""
    return metric.told("counts", current().language)


@register.filter
def metric_titled(name: str) -> str:
    """The name of a metric by its key, as defined now; the key of one that is no more."""
    found = metrics().get(name)
    return figure_words.metric_words(found) if found else name


@register.filter
def of_unit(value: Decimal, unit: str) -> str:
    """957 units · 36.5 % · 29.47 trillion rials."""
    return figure_words.value_words(value, unit)


@register.filter
def scoped(told: Mapping[str, object]) -> str:
    """Whom a figure counts."""
    return figure_words.scope_words(told)


@register.filter
def solar_month(days: DayRange) -> str:
    """Khordad 1403 · خرداد ۱۴۰۳."""
    return figure_words.month_words(days)
