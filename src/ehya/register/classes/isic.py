"""Which sections, divisions, groups and classes does ISIC Rev.4 have, and what are they called?

The list is the United Nations' (Statistical Papers M 4, Rev. 4, 2008). No Persian edition with a
free licence was found: the Persian titles are Ehya's own, of all sections and divisions, and of
every group and class of mining (B) and manufacturing (C).
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, normalise

Level = Literal["section", "division", "group", "class"]
DIGITS: dict[str, int] = {"division": 2, "group": 3, "class": 4}


@dataclass(frozen=True, slots=True)
class IsicClass:
    """One line of the list.

    Attributes:
        code: a letter, or two to four digits.
        level: section, division, group or class.
        section: the section it is in, a letter.
        title_en: the United Nations' title.
        title_fa: Ehya's title; "" outside mining and manufacturing below divisions.
    """

    code: str
    level: Level
    section: str
    title_en: str
    title_fa: str

    def title(self, language: str) -> str:
        """Return the title in a language; in English where there is none in Persian."""
        return self.title_fa or self.title_en if language == "fa" else self.title_en


def _list() -> dict[str, IsicClass]:
    with (Path(__file__).parent / "isic4.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: IsicClass(**row) for row in csv.DictReader(lines)}  # type: ignore[arg-type]


CLASSES: dict[str, IsicClass] = _list()


def is_isic(code: str) -> bool:
    """Tell whether a code of two to four digits is in the list."""
    return code in CLASSES and code.isdigit()


def isic(text: str) -> IsicClass:
    """Return the line of the list that a code means, as somebody typed it.

    A spreadsheet takes the zero from the front of 0810: of three digits that are no group the
    class is meant.

    Raises:
        Refusal: "register.no_such_isic".
    """
    code = latin_digits(normalise(text)).strip().upper().removesuffix(".0")
    found = CLASSES.get(code) or (CLASSES.get(f"0{code}") if code.isdigit() else None)
    if found is None:
        raise Refusal("register.no_such_isic", value=text[:60])
    return found


def roll_up(code: str, level: Level) -> str:
    """Return the division, group or section that a code is in; itself where it is one already.

    Raises:
        ValueError: the code is above that level: a division has no class.
        KeyError: the code is not in the list.
    """
    line = CLASSES[code]
    if level == "section":
        return line.section
    digits = DIGITS[level]
    if len(code) < digits or not code.isdigit():
        raise ValueError(f"{code} has no {level}")
    return code[:digits]
