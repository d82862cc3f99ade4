"""How is a fact of a unit written for the reader?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ehya.engine.calendar import Language
from ehya.engine.text import ALPHABET, PERSIAN_DIGITS
from ehya.register.classes.isic import CLASSES
from ehya.register.numbering import show_number
from ehya.web import formats
from ehya.web.messages.names_units import ACTS, CHOICES, FACTS
from ehya.web.reader import Reader, current

PRODUCERS = "BC"  # ISIC's sections of mining and manufacturing
PLACES = ("province", "county", "park")
CHOSEN = ("status", "size", "ownership", "capacity_unit")
NUMBERS = ("licensed_jobs", "insured_jobs", "contracted_kw", "licensed_capacity")
SIGNS = {
    "active": "active",
    "semi_active": "semi",
    "idle": "idle",
    "gone": "gone",
    "building": "building",
}


class Named(Protocol):
    """Whatever has a name in each script."""

    @property
    def name_en(self) -> str:
        """In Latin letters; may be empty."""

    @property
    def name_fa(self) -> str:
        """In Persian letters; may be empty."""


Names = Mapping[str, Named]


@dataclass(frozen=True, slots=True)
class Status:
    """A status as told: its sign, the class that colours it, and the word."""

    sign: str
    words: str


def name(thing: Named, language: Language | None = None) -> str:
    """Return a name in the reader's script, or in the other where that is all there is."""
    reader = language or current().language
    first, second = thing.name_en, thing.name_fa
    return (_in_persian_digits(second) or first) if reader == "fa" else (first or second)


def other_name(thing: Named) -> str:
    """Return the name in the other script; "" where there is none."""
    here = name(thing)
    return next((told for told in (thing.name_en, thing.name_fa) if told and told != here), "")


def fact_name(fact: str) -> str:
    """Return what a fact, a scheme or a kind of contact is called."""
    return FACTS[fact][current().language] if fact in FACTS else fact


def act_name(act: str) -> str:
    """Return what an act did to a unit."""
    return ACTS[act][current().language] if act in ACTS else act


def choice_name(fact: str, value: str) -> str:
    """Return what a value of a list is called; "" for none."""
    return CHOICES[f"{fact}.{value}"][current().language] if value else ""


def sector_name(code: str, language: Language | None = None) -> str:
    """Return a sector's title with its code; the bare code where the list has none."""
    known = CLASSES.get(code)
    title = known.title(language or current().language) if known else ""
    return f"{title} ({code})" if title else code


def divisions() -> list[tuple[str, str]]:
    """Return the divisions that producers are in, mining and manufacturing, with their titles."""
    language = current().language
    lines = [line for line in CLASSES.values() if line.level == "division"]
    return [(line.code, line.title(language)) for line in lines if line.section in PRODUCERS]


def status(value: str) -> Status | None:
    """Return a status as told, with its sign; None where nobody told one."""
    return Status(SIGNS[value], choice_name("status", value)) if value else None


def written(fact: str, value: Any, names: Names, reader: Reader | None = None) -> str:
    """Return a fact's value in the reader's words; "" for what is not known.

    Args:
        fact: its column.
        value: as the register keeps it; places by their code.
        names: what places are called, by their code.
        reader: whoever reads; the request's reader unless told.
    """
    by = reader or current()
    if value is None or value == "":
        return ""
    if fact in PLACES:
        return name(names[value], by.language) if value in names else str(value)
    if fact in CHOSEN:
        return CHOICES[f"{fact}.{value}"][by.language]
    if isinstance(value, date):
        return formats.day(value, by.language, by.calendar)
    if fact in NUMBERS:
        return formats.number(float(value), by.language)
    if fact == "number":
        return show_number(value)
    if fact == "isic":
        return sector_name(value, by.language)
    text = str(value)
    return _in_persian_digits(text) if by.language == "fa" else text


def _in_persian_digits(text: str) -> str:
    """A Persian text with its digits in Persian; a code or a Latin name stays as it is."""
    return text.translate(PERSIAN_DIGITS) if any(sign in ALPHABET for sign in text) else text


def coded(rows: Iterable[Any]) -> set[str]:
    """Return the codes of the places that rows stand in."""
    return {
        code
        for row in rows
        for code in (row.province_id, row.county_id, row.park_id)
        if code is not None
    }
