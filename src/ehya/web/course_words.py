"""How are a unit's months written and drawn for the reader?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.detect.queries.course import Course
from ehya.engine.calendar import to_solar
from ehya.engine.detect import NAMES
from ehya.register.signals import Signal
from ehya.web import formats
from ehya.web.charts.marks import Spec
from ehya.web.charts.unit_signals import Axis, Band, Month, signal_bars
from ehya.web.messages.names_detect import state_name
from ehya.web.reader import current
from ehya.web.review_words import both_months, month

IDLE_BELOW, SEMI_BELOW = "idle_below", "semi_below"
FEWEST_READ: Final = 3  # months of a signal; fewer are told in the table only
COMMON_FROM: Final = 0.1
"""A month's mark says that it hit its whole trade at once by so much at least: less is told in no words
[share of the usual course]"""

_MOST_COMMON: Final = 4  # months named beside the drawing, the deepest; all are marked on it
_NOWRUZ: Final = 1  # the solar month of the new year's holidays
_YEARS_NARROW: Final = 2  # on a phone every other year bears its name


@dataclass(frozen=True, slots=True)
class Drawing:
    """One signal's drawing, wide and narrow, with what stands above it.

    Attributes:
        key: of its scripts.
        name: the signal.
        finding: what it shows, for those who cannot see it.
        full: what a hundred per cent is, in its measure.
        wide: for a screen.
        narrow: for a phone.
    """

    key: str
    name: str
    finding: str
    full: str
    wide: Spec
    narrow: Spec


@dataclass(frozen=True, slots=True)
class Line:
    """One month of the table.

    Attributes:
        month: which.
        cells: (amount, share of the own level) of each signal; "" where nothing was read.
        state: place's name; "" before the first reading.
        chance: of standing still.
        rule: the plain rule's word; "" where it cannot tell.
    """

    month: str
    cells: tuple[tuple[str, str], ...]
    state: str
    chance: str
    rule: str


def drawings(course: Course, look: Any) -> list[Drawing]:
    """Return a drawing of each signal that was read often enough, in the signals' order."""
    shown = [
        place
        for place in range(len(course.signals))
        if np.isfinite(course.share[:, place]).sum() >= FEWEST_READ
    ]
    rules = look.sweep.rules
    axes = [_axis(course, rules, every) for every in (1, _YEARS_NARROW)]
    found = []
    for nth, place in enumerate(shown):
        decided = _decided(course, look, place)
        rows = _months(course, place)
        specs = [
            signal_bars(
                rows,
                axis,
                decided=decided,
                named=nth == 0,
                last=nth == len(shown) - 1,
                language=current().language,
            )
            for axis in axes
        ]
        found.append(_drawing(course, place, specs))
    return found


def in_common(course: Course) -> list[tuple[str, str]]:
    """Return what hit the unit's whole trade at once, in words: (signal, months and by how much).

    The months of Nowruz are told as one; of the others the deepest, in order of time.
    """
    found = []
    for place, signal in enumerate(course.signals):
        fell = [at for at in range(len(course.months)) if _fell(course, at, place)]
        solar = {at: to_solar(course.months[at].first).month for at in fell}
        nowruz = [at for at in fell if solar[at] == _NOWRUZ]
        others = sorted(set(fell) - set(nowruz), key=lambda at: course.shock[at, place])
        words = [_nowruz([float(course.shock[at, place]) for at in nowruz])] if nowruz else []
        for at in sorted(others[:_MOST_COMMON]):
            called = month(course.months[at].first)
            by = _by(float(course.shock[at, place]))
            words.append(_("{month}: {by} less").format(month=called, by=by))
        more = len(others) - _MOST_COMMON
        if more > 0:
            told = ngettext("and {n} more month", "and {n} more months", more)
            words.append(told.format(n=formats.number(more, current().language)))
        if words:
            found.append((_name(signal), _comma().join(words)))
    return found


def lines(course: Course) -> list[Line]:
    """Return the months as a table, newest first."""
    language = current().language
    found = []
    for at in range(len(course.months) - 1, -1, -1):
        state = int(course.state[at])
        rule = int(course.rule[at])
        stands = float(course.chance[at, 2:].sum())
        cells = tuple(_cell(course, at, place) for place in range(len(course.signals)))
        found.append(
            Line(
                month=month(course.months[at].first),
                cells=cells,
                state=NAMES[state] if state >= 0 else "",
                chance=formats.percent(round(100 * stands), language) if state >= 0 else "",
                rule=state_name(NAMES[rule], language) if rule >= 0 else "",
            )
        )
    return found


def turns(course: Course, look: Any) -> list[tuple[str, str]]:
    """Return what a next month would have to read for another verdict, signal by signal."""
    language = current().language
    if look.turns_at is None:
        return []
    works = look.state not in ("idle", "gone")
    words = _("below {amount}: told to stand") if works else _("from {amount} on: told to work")
    found = []
    for place, signal in enumerate(course.signals):
        known = course.level[np.isfinite(course.level[:, place]), place]
        if len(known):
            least = float(known[-1]) * look.turns_at
            told = words.format(amount=_amount(least, signal))
            found += [(_name(signal), told)] if round(least) else []  # less than one of it
    stands = formats.percent(round(100 * look.turns_at), language)
    return [(_("Any of them, as share of its own level"), stands), *found] if found else []


def _fell(course: Course, at: int, place: int) -> bool:
    read = bool(np.isfinite(course.readings[at, place]))
    return read and float(course.shock[at, place]) <= -COMMON_FROM


def _nowruz(shocks: Sequence[float]) -> str:
    least, most = _by(max(shocks)), _by(min(shocks))
    if least == most:
        return _("Farvardin, for Nowruz: {by} less").format(by=least)
    return _("Farvardin, for Nowruz: {least} to {most} less").format(least=least, most=most)


def _by(shock: float) -> str:
    return formats.percent(round(-100 * shock), current().language)


def _comma() -> str:
    return "؛ " if current().language == "fa" else "; "


def _drawing(course: Course, place: int, specs: Sequence[Spec]) -> Drawing:
    signal, language = course.signals[place], current().language
    share = course.share[:, place]
    read = np.flatnonzero(np.isfinite(share))
    last = read[-1]
    told = _("{signal}: {share} of its own level in {month}, the last month read").format(
        signal=_name(signal),
        share=formats.percent(round(100 * float(share[last])), language),
        month=month(course.months[last].first),
    )
    level = course.level[np.isfinite(course.level[:, place]), place]
    full = _full(float(level[-1]), signal) if len(level) else ""
    return Drawing(f"signal-{signal.name}", _name(signal), told, full, specs[0], specs[1])


def _axis(course: Course, rules: Mapping[str, float], every: int) -> Axis:
    language = current().language
    years: dict[int, Sequence[str]] = {}
    for at, days in enumerate(course.months):
        solar = to_solar(days.first)
        if solar.month == 1 and solar.year % every == 0:
            gregorian = days.first.year
            named = (formats.year(solar.year, language), formats.year(gregorian, language))
            years[at] = named if language == "fa" else (named[1], named[0])
    thresholds = tuple(
        (float(rules[key]), formats.percent(round(100 * float(rules[key])), language))
        for key in (IDLE_BELOW, SEMI_BELOW)
    )
    return Axis(len(course.months), years, tuple(_bands(course)), thresholds)


def _bands(course: Course) -> list[Band]:
    language, found = current().language, []
    state = course.state
    begin = 0
    for at in range(1, len(state) + 1):
        if at == len(state) or state[at] != state[begin]:
            if state[begin] >= 0:
                named = NAMES[int(state[begin])]
                found.append(Band(named, begin, at, state_name(named, language)))
            begin = at
    return found


def _months(course: Course, place: int) -> list[Month]:
    rows = []
    for at, days in enumerate(course.months):
        share = float(course.share[at, place])
        state = int(course.state[at])
        amount, part = _cell(course, at, place)
        called = both_months(days.first)
        words = f"{called}: {amount} ({part})" if part else f"{called}: {amount}"
        missing = _("{month}: nothing was read").format(month=called)
        common = _fell(course, at, place)
        if common:
            by = _by(float(course.shock[at, place]))
            words += "; " if current().language == "en" else "؛ "
            words += _("its whole trade: {by} less, taken out").format(by=by)
        rows.append(
            Month(
                at=at,
                share=share if np.isfinite(share) else None,
                state=NAMES[state] if state >= 0 else "",
                words=words if amount else missing,
                common=common,
            )
        )
    return rows


def _decided(course: Course, look: Any, place: int) -> list[int]:
    named = course.signals[place].name
    months = {row["month"] for row in look.decided if row["signal"] == named}
    return [at for at, days in enumerate(course.months) if days.first.isoformat() in months]


def _cell(course: Course, at: int, place: int) -> tuple[str, str]:
    value, share = course.readings[at, place], course.share[at, place]
    if not np.isfinite(value):
        return "", ""
    part = (
        formats.percent(round(100 * float(share)), current().language) if np.isfinite(share) else ""
    )
    return _amount(float(value), course.signals[place]), part


def _amount(value: float, signal: Signal) -> str:
    language = current().language
    size = 10 ** max(0, int(np.log10(max(abs(value), 1))) - 2)
    rounded = round(value / size) * size
    measure = signal.measure_fa if language == "fa" else signal.measure_en
    return f"{formats.number(rounded, language)} {measure}"


def _full(level: float, signal: Signal) -> str:
    """Return what a hundred per cent of a signal is."""
    words = _("100 % = {amount} a month") if signal.kind == "flow" else _("100 % = {amount}")
    return words.format(amount=_amount(level, signal))


def _name(signal: Signal) -> str:
    return signal.name_fa if current().language == "fa" else signal.name_en
