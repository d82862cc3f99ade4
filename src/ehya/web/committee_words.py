"""How is it said what was carried out, how late something is and what a meeting has before it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.revive.queries.carried_out import CarriedOut, Rates
from ehya.web import formats
from ehya.web.messages.names_committee import BODIES, OBLIGATIONS, called
from ehya.web.reader import current

WIDE = 100.0  # of a bar [percent]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar of a hundred: "done", "hand" or "not"."""

    name: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table and of the chart of what was carried out.

    Attributes:
        key: as the filter of obligations has it.
        words: what it is called.
        rate: the counts.
        share: in words; "" where there are too few to say.
        ends: the interval in words; "" of many.
        offsets: parts of the bar, one after another.
    """

    key: str
    words: str
    rate: CarriedOut
    share: str
    ends: str
    offsets: tuple[Part, ...]


def word(name: str) -> str:
    """Return what something of a committee is called, in the reader's language."""
    return called(name, current().language)


def choices_of(words: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return values and their words, for a list."""
    return [(name.rpartition(".")[2], told[current().language]) for name, told in words.items()]


def body_kinds() -> list[tuple[str, str]]:
    """Return the kinds of bodies, for a list."""
    return choices_of(BODIES)


def obligation_states() -> list[tuple[str, str]]:
    """Return the states of obligations, for a list."""
    left_out = ("obligation.reminded", "obligation.put_off")
    return choices_of({k: v for k, v in OBLIGATIONS.items() if k not in left_out})


def line_of(key: str, words: str, rate: CarriedOut) -> Line:
    """Return a line of the table."""
    language, ends = current().language, ""
    if rate.interval is not None:
        low, high = (formats.number(round(end), language) for end in rate.interval)
        ends = _("{low} to {high}").format(low=low, high=high)
    share = "" if rate.share is None else formats.percent(round(rate.share), language)
    return Line(key, words, rate, share, ends, tuple(_parts(rate)))


def _parts(rate: CarriedOut) -> Iterator[Part]:
    x = 0.0
    for name, n in (("done", rate.done), ("hand", rate.in_hand), ("not", rate.not_done)):
        width = WIDE * n / rate.all if rate.all else 0.0
        if n:
            yield Part(name, f"{x:.2f}", f"{width:.2f}")
        x += width


def lines_of(rates: Rates, names: Mapping[str, str]) -> tuple[list[Line], list[Line]]:
    """Return the lines by body and by province, each best known by its most obligations.

    Args:
        rates: what was carried out.
        names: province -> what it is called.
    """
    bodies = [line_of(kind, word(f"body.{kind}"), one) for kind, one in rates.bodies.items()]
    places = [line_of(iso, names.get(iso, iso), one) for iso, one in rates.provinces.items()]
    return bodies, places


def carried_out_finding(rates: Rates) -> str:
    """Return what the counts say, as a heading."""
    whole, language = rates.whole, current().language
    n, done, late = (
        formats.number(count, language) for count in (whole.all, whole.done, whole.not_done)
    )
    if not whole.all:
        return _("Nothing has been asked of anybody yet")
    if whole.share is None:
        said = ngettext(
            "Of {n} obligation {done} is carried out: too few to tell a share",
            "Of {n} obligations {done} are carried out: too few to tell a share",
            whole.all,
        )
        return said.format(n=n, done=done)
    share = formats.percent(round(whole.share), language)
    worst = _worst(rates)
    if worst:
        said = _(
            "{share} of {n} obligations are carried out; most of what is not lies with: {body}"
        )
        return said.format(share=share, n=n, body=worst)
    said = _("{share} of {n} obligations are carried out, {late} are not")
    return said.format(share=share, n=n, late=late)


def _worst(rates: Rates) -> str:
    """Return the kind of body with most not done, where it has at least half of it."""
    found = max(rates.bodies.items(), key=lambda pair: pair[1].not_done, default=None)
    if found is None or len(rates.bodies) < 2 or 2 * found[1].not_done < rates.whole.not_done:
        return ""
    return word(f"body.{found[0]}") if found[1].not_done else ""


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is due, in words."""

    words: str
    late: bool


def due_of(obligation: Any, today: date) -> Due:
    """Return by when an obligation is due, or since when it is over."""
    language, days = current().language, (obligation.due - today).days
    if obligation.ended_on:
        told = formats.day(obligation.ended_on, language, _calendar())
        return Due(
            _("{what}, {day}").format(what=word(f"obligation.{obligation.state}"), day=told), False
        )
    if days < 0:
        said = ngettext("{n} day late", "{n} days late", -days)
        return Due(said.format(n=formats.number(-days, language)), True)
    if days == 0:
        return Due(_("due today"), False)
    said = ngettext("in {n} day", "in {n} days", days)
    return Due(said.format(n=formats.number(days, language)), False)


def money(amount: Any) -> str:
    """Return an amount of rials as a line has room for it; "" where there is none."""
    if amount is None:
        return ""
    reader = current()
    return formats.amount(int(amount), "IRR", reader.language, short=True, reading=reader.money)


def _calendar() -> formats.Shown:
    mine = current().calendar
    if mine != "both":
        return mine
    return "solar" if current().language == "fa" else "gregorian"
