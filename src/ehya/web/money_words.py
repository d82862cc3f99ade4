"""How is money read aloud, and what did somebody mean who typed an amount?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.revive.queries.amounts import CURRENCIES, Told
from ehya.revive.queries.vocabulary import Kind, kind_named
from ehya.web import formats
from ehya.web.messages.names_money import CURRENCIES as CURRENCY_WORDS
from ehya.web.messages.names_money import ENTRIES, STANDS
from ehya.web.reader import current

SCALES: Mapping[str, tuple[object, int]] = {  # what an amount of rials may be typed in
    "rial": (_("rials"), 1),
    "toman": (_("toman"), 10),
    "million_rial": (_("million rials"), 10**6),
    "billion_rial": (_("billion rials"), 10**9),
    "million_toman": (_("million toman"), 10**7),
    "billion_toman": (_("billion toman"), 10**10),
}
_GROUPED = re.compile(r"\d{1,3}([,٬،]\d{3})+([.٫]\d+)?|\d+([.٫]\d+)?")
_APART = str.maketrans({",": None, "٬": None, "،": None, "٫": "."})
_SPACES = re.compile(r"[\s\u200c\u200e\u200f\u202f\u00a0_]")
LONGEST = 40  # signs of a typed amount


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as a page writes it.

    Attributes:
        words: with the word of its scale, as the reader likes: 1.25 billion rials.
        beside: the same in toman; in rials for who reads another than these.
        exact: every digit, in groups of three.
        nothing: whether it is none at all.
    """

    words: str
    beside: str
    exact: str
    nothing: bool


def money(amount_irr: Any) -> Money:
    """Return an amount of rials in the reader's words."""
    reader, whole = current(), int(amount_irr)
    language = reader.language
    other: formats.Reading = "toman" if reader.money == "rial" else "rial"
    return Money(
        words=formats.amount(whole, "IRR", language, reading=reader.money),
        beside=formats.amount(whole, "IRR", language, reading=other),
        exact=formats.number(whole, language, 0),
        nothing=not whole,
    )


def typed_number(text: str) -> Decimal:
    """Return the number that somebody typed, in either script, with or without groups.

    Raises:
        Refusal: "revive.amount_unread" with what was typed.
    """
    bare = _SPACES.sub("", text[: LONGEST + 1])
    if not bare or len(bare) > LONGEST or not _GROUPED.fullmatch(bare):
        raise Refusal("revive.amount_unread", value=text[:LONGEST])
    try:
        return Decimal(bare.translate(_APART))
    except InvalidOperation as error:  # digits of some other script
        raise Refusal("revive.amount_unread", value=text[:LONGEST]) from error


def typed_money(form: Mapping[str, str]) -> Told:
    """Return the amount of a form: its number, its unit and, of another currency, its rate.

    Args:
        form: with "amount", "unit" and, where the unit is a currency, "basis" or "rate",
            "rate_on" and "rate_source".

    Raises:
        Refusal: "revive.amount_unread", and as `engine.calendar.parse_day`.
    """
    number, unit = typed_number(form.get("amount", "")), form.get("unit", "rial")
    if unit in SCALES:
        return Told(number * SCALES[unit][1])
    rate, day = form.get("rate", "").strip(), form.get("rate_on", "").strip()
    return Told(
        amount=number,
        currency=unit,
        rate=typed_number(rate) if rate else None,
        rate_on=parse_day(day) if day else None,
        rate_source=form.get("rate_source", "").replace("\x00", ""),
        basis=form.get("basis", ""),
    )


def typed_dollars(form: Mapping[str, str], field: str = "usd") -> Decimal | None:
    """Return what the same paper tells in dollars, None where nothing was typed.

    Raises:
        Refusal: "revive.amount_unread".
    """
    text = form.get(field, "").strip()
    return typed_number(text) if text else None


def typed_rials(form: Mapping[str, str], field: str = "cost") -> int | None:
    """Return a cost in rials, None where nothing was typed.

    Raises:
        Refusal: "revive.amount_unread", "revive.cost_not_money" for a part of a rial.
    """
    text = form.get(field, "").strip()
    if not text:
        return None
    rials = typed_number(text) * SCALES.get(form.get(f"{field}_unit", "rial"), SCALES["rial"])[1]
    if rials != int(rials):
        raise Refusal("revive.cost_not_money", amount=text[:LONGEST])
    return int(rials)


def units() -> list[tuple[str, str]]:
    """Return what an amount may be typed in: rials and toman in their sizes, then currencies."""
    language = current().language
    rials = [(name, str(words)) for name, (words, _size) in SCALES.items()]
    others = [(code, CURRENCY_WORDS[code][language]) for code in CURRENCIES if code != "IRR"]
    return rials + others


def rial_units() -> list[tuple[str, str]]:
    """Return what a cost may be typed in."""
    return [(name, str(words)) for name, (words, _size) in SCALES.items()]


def original(entry: Any) -> str:
    """Return the amount of an entry as it was told, with its rate; "" where it was told in rials."""
    if entry.currency == "IRR":
        return ""
    language = current().language
    much = formats.number(entry.original_amount.normalize(), language)
    rate = formats.number(entry.rate.normalize(), language)
    name = CURRENCY_WORDS[entry.currency][language]
    return str(
        _("%(much)s %(name)s at %(rate)s rials, %(source)s")
        % {"much": much, "name": name, "rate": rate, "source": entry.rate_source}
    )


def entry_name(kind: str) -> str:
    """Return what a movement of money is called."""
    return ENTRIES[f"revive.{kind}"][current().language]


def state_name(state: str) -> str:
    """Return how far an intervention is."""
    return STANDS[f"revive.intervention_{state}"][current().language]


def kind_of(work: Any) -> Kind:
    """Return an intervention's kind; one planned under an older rule has the newest words."""
    return kind_named(work.kind)


def kind_name(name: str) -> str:
    """Return what a kind of intervention is called."""
    return kind_named(name).names[current().language]
