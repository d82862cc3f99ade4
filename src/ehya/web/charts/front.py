"""What do the front page's drawings show, and in which words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ehya.engine.calendar import Language, month_range, name_of, to_solar, year_range
from ehya.publish.briefing import PastYear, YearSoFar
from ehya.web import formats
from ehya.web.charts.fan import FanChart, FanWords, fan
from ehya.web.charts.marks import Spec, round_ticks
from ehya.web.charts.pace import PaceYear, pace
from ehya.web.charts.targets import TargetRow, targets


@dataclass(frozen=True, slots=True)
class Drawings:
    """One chart in the two widths that a page shows: never one shrunk.

    Attributes:
        wide: for about 800 pixels.
        narrow: for a phone.
    """

    wide: Spec
    narrow: Spec


def fans(year: YearSoFar, as_of: date, language: Language) -> Drawings | None:
    """Return the fan of a year; None when neither a count nor a forecast is known."""
    if year.forecast is None and year.count is None:
        return None
    chart = _fan_chart(year, language)
    wide = fan(chart, _fan_words(year, as_of, language), language=language)
    brief = fan(
        chart, _fan_words(year, as_of, language, brief=True), language=language, narrow=True
    )
    return Drawings(wide, brief)


def paces(years: Sequence[PastYear], language: Language) -> list[tuple[PastYear, str, Spec]]:
    """Return one small drawing a year and the name of its place, all on the same axes."""
    top = max([_top(year) for year in years], default=0)
    ticks = tuple(round_ticks(top or 1, 2))
    ends = (name_of(1, "solar", language), name_of(12, "solar", language))
    return [
        (
            year,
            f"pace-{year.year}",
            pace(_pace_year(year, language), ticks=ticks, top=top, ends=ends, language=language),
        )
        for year in years
    ]


def target_bars(years: Sequence[PastYear], language: Language) -> Spec | None:
    """Return results against targets, one bar a year that has either."""
    rows = tuple(_target_row(year, language) for year in years if year.best or year.targets)
    return targets(rows, language=language) if rows else None


def fan_words(year: YearSoFar, language: Language) -> str:
    """Return the fan's finding in one sentence, for those who cannot see it."""
    parts = []
    if year.count:
        parts.append(
            _("{count} by day {day} of {days}").format(
                count=_whole(year.count.value, language),
                day=_whole(year.counted, language),
                days=_whole(year.days, language),
            )
        )
    if year.forecast:
        low, high = year.forecast.interval80
        parts.append(
            _("forecast median {middle}, 80 % interval {low} to {high}").format(
                middle=_whole(year.forecast.median, language),
                low=_whole(low, language),
                high=_whole(high, language),
            )
        )
    if year.forecast and year.forecast.target:
        parts.append(_("target {count}").format(count=_whole(year.forecast.target, language)))
    return _("; ").join(parts)


def misses(years: Sequence[tuple[int, tuple[float, float]]], language: Language) -> str:
    """Return what a straight line missed, year by year: "1400 by 52 % and 1402 by 64 %"."""
    texts = [
        _("{year} by {share}").format(
            year=formats.year(year, language),
            share=formats.percent(round(100 * miss), language),
        )
        for year, (_line, miss) in years
    ]
    return _(" and ").join(texts)


def years_named(years: Sequence[int], language: Language) -> str:
    """Return years as a list in words: "1399 and 1400"."""
    return _(" and ").join(formats.year(year, language) for year in years)


def _fan_chart(year: YearSoFar, language: Language) -> FanChart:
    whole = year_range(year.year)
    forecast = year.forecast
    counts = ((0.0, 0.0), *((day, value) for _claim, day, value in year.counts))
    return FanChart(
        days=year.days,
        counts=counts,
        path=_path(year, counts[-1]),
        straight=(forecast.straight_line if forecast else None) or 0.0,
        target=forecast.target if forecast else None,
        today=year.gone,
        months=tuple(month_mark(year.year, n, whole.first, language) for n in range(1, 13)),
    )


def _path(
    year: YearSoFar, last: tuple[float, float]
) -> tuple[tuple[float, float, float, float, float, float], ...]:
    if year.forecast is None:
        return ()
    first = year_range(year.year).first
    days = [
        ((row.day - first).days + 1.0, row.low95, row.low80, row.median, row.high80, row.high95)
        for row in year.forecast.fan
    ]
    start = (last[0], *(last[1],) * 5)
    return (start, *(row for row in days if row[0] > last[0]))


def month_mark(year: int, number: int, first: date, language: Language) -> tuple[float, str]:
    """Return where a month's name stands on a year's axis, and the name. [day of the year]"""
    days = month_range(year, number)
    name = name_of(number, "solar", language)
    return (days.first - first).days + len(days) / 2, name[:3] if language == "en" else name


def _fan_words(
    year: YearSoFar, as_of: date, language: Language, *, brief: bool = False
) -> FanWords:
    today = to_solar(as_of)
    day = _("day {day} of {days}").format(
        day=formats.number(year.gone, language), days=formats.number(year.days, language)
    )
    name = f"{formats.number(today.day, language)} {name_of(today.month, 'solar', language)}"
    count = formats.number(year.count.value, language) if year.count else ""
    forecast = year.forecast
    if forecast is None:
        return FanWords("", "", "", "", "", "", (name, day), count)
    end = {
        "low": _whole(forecast.interval80[0], language),
        "middle": _whole(forecast.median, language),
        "high": _whole(forecast.interval80[1], language),
        "line": _whole(forecast.straight_line or 0, language),
    }
    words = fan_ends(end, brief=brief)
    return FanWords(
        target=_("Target {count}").format(count=_whole(forecast.target or 0, language)),
        reached=fan_reached(forecast.p_target, language, brief=brief),
        today=(name, day),
        count=count,
        **words,
    )


def fan_ends(end: dict[str, str], *, brief: bool) -> dict[str, str]:
    """Return what stands at a fan's ends.

    Args:
        end: "low", "middle", "high" and "line", in the reader's digits.
        brief: for a phone.
    """
    return _brief_ends(end) if brief else _ends(end)


def _ends(end: dict[str, str]) -> dict[str, str]:
    return {
        "top": _("{high} top of 80 % interval").format(**end),
        "median": _("{middle} median at year’s end").format(**end),
        "bottom": _("{low} bottom of 80 %").format(**end),
        "straight": _("{line} straight line").format(**end),
    }


def _brief_ends(end: dict[str, str]) -> dict[str, str]:
    return {
        "top": _("{high} top, 80 %").format(**end),
        "median": _("{middle} median").format(**end),
        "bottom": _("{low} bottom, 80 %").format(**end),
        "straight": _("{line} straight").format(**end),
    }


def fan_reached(chance: float | None, language: Language, *, brief: bool) -> str:
    """Return what stands at the end of the target's line; "" where no chance is told. [0..1]"""
    if chance is None:
        return ""
    words = formats.chance(chance, language)
    return words if brief else _("Reached: {chance}").format(chance=words)


def _pace_year(year: PastYear, language: Language) -> PaceYear:
    points = tuple((share, count) for _claim, share, count in year.points)
    if year.result:
        text = formats.number(year.result.value, language)
        return PaceYear(points, result=(year.result.value, text))
    target = year.target
    return PaceYear(
        points,
        target=(target.value, _("target {count}").format(count=_whole(target.value, language)))
        if target
        else None,
        last=_("{count} so far").format(count=_whole(points[-1][1], language)) if points else "",
    )


def _target_row(year: PastYear, language: Language) -> TargetRow:
    versions = tuple(target.value for target in year.targets)
    if year.result and year.target:
        text = formats.percent(round(100 * year.result.value / year.target.value), language)
    elif year.result:
        text = formats.number(year.result.value, language)
    else:
        text = _("{count} so far").format(count=_whole(year.best, language))
    name = formats.year(year.year, language)
    return TargetRow(name, year.best, versions, text, open=year.result is None)


def _top(year: PastYear) -> float:
    target = year.target.value if year.target and not year.result else 0
    return max(year.best, target)


def _whole(value: float, language: Language) -> str:
    return formats.number(round(value), language)
