"""How many are counted, and how many more will the open cases bring?"""

from datetime import date

from django.utils.translation import gettext as _

from ehya.engine.calendar import Language, name_of, to_solar, year_range
from ehya.publish.pipeline import Pipeline
from ehya.web import formats
from ehya.web.charts.fan import FanChart, FanWords, fan
from ehya.web.charts.front import Drawings, fan_ends, fan_reached, month_mark


def pipeline_fans(found: Pipeline, language: Language) -> Drawings:
    """Return the fan of a year by its open cases, in both widths."""
    chart = _chart(found, language)
    return Drawings(
        fan(chart, _words(found, chart, language, brief=False), language=language),
        fan(chart, _words(found, chart, language, brief=True), language=language, narrow=True),
    )


def _chart(found: Pipeline, language: Language) -> FanChart:
    whole = year_range(found.year)

    def at(day: date) -> float:
        return (day - whole.first).days + 1.0

    counts = ((0.0, 0.0), *((at(day), float(number)) for day, number in found.so_far))
    begin = (at(found.as_of), *(float(found.counted),) * 5)
    path = [(at(step.day), *(float(each) for each in step.interval)) for step in found.path]
    gone = max(at(found.as_of), 1.0)
    return FanChart(
        days=len(whole),
        counts=counts,
        path=tuple(_six(row) for row in (begin, *path)),
        straight=found.counted / gone * len(whole),
        target=float(found.target) if found.target else None,
        today=at(found.as_of),
        months=tuple(month_mark(found.year, n, whole.first, language) for n in range(1, 13)),
    )


def _six(row: tuple[float, ...]) -> tuple[float, float, float, float, float, float]:
    day, least, low, middle, high, most = row
    return day, least, low, middle, high, most


def _words(found: Pipeline, chart: FanChart, language: Language, *, brief: bool) -> FanWords:
    _day, _least, low, middle, high, _most = chart.path[-1]
    end = {
        "low": formats.number(low, language),
        "middle": formats.number(middle, language),
        "high": formats.number(high, language),
        "line": formats.number(round(chart.straight), language),
    }
    target = found.target
    return FanWords(
        target=_("Target {count}").format(count=formats.number(target, language)) if target else "",
        reached=fan_reached(found.p_target(), language, brief=brief) if target else "",
        today=_today(found.as_of, chart, language),
        count=formats.number(found.counted, language),
        **fan_ends(end, brief=brief),
    )


def _today(day: date, chart: FanChart, language: Language) -> tuple[str, str]:
    at = to_solar(day)
    said = _("day {day} of {days}").format(
        day=formats.number(chart.today, language), days=formats.number(chart.days, language)
    )
    return f"{formats.number(at.day, language)} {name_of(at.month, 'solar', language)}", said
