"""Which numbers stand in a text: those that were read as claims, and those that were not?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from ehya.engine.claims.model import Claim

_DIGITS: Final = re.compile(r"[0-9۰-۹٠-٩](?:[0-9۰-۹٠-٩,٬.٫/:\-]*[0-9۰-۹٠-٩])?")
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand"
    "|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"
)
_D: Final = "[0-9۰-۹٠-٩]"
_ASIDE: Final = re.compile(  # dates, years and telephone numbers: no figure of anything
    rf"{_D}{{4}}[/-]{_D}{{1,2}}[/-]{_D}{{1,2}}"
    rf"|{_D}{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b(?:\s+(?:ماه\s+)?(?:سال\s+)?{_D}{{4}})?"
    rf"|(?:{_MONTHS})\s+(?:{_D}{{1,2}},?\s+)?{_D}{{4}}"
    rf"|(?:\bin|\bof|\byear|سال)\s+{_D}{{4}}(?!{_D}|[,٬.٫]{_D})"
    rf"|\+?{_D}{{2,5}}[- ]{_D}{{6,9}}",
    re.IGNORECASE,
)
_LATIN: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.", ",٬")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text.

    Attributes:
        id: the claim's, "c3"; of a number that is no claim "n" with its place, "n57".
        start: offset of its passage in the text.
        end: offset after the passage.
        text: the passage.
        claim: what was read; None where no figure of the programme was.
    """

    id: str
    start: int
    end: int
    text: str
    claim: Claim | None

    @property
    def value(self) -> Decimal | None:
        """What it says; None where it is no single number, e.g. 1403/05/22. [as written]"""
        if self.claim is not None:
            return Decimal(str(self.claim.value))
        try:
            return Decimal(self.text.translate(_LATIN))
        except InvalidOperation:
            return None


def numbers_in(text: str, claims: Sequence[Claim]) -> tuple[Number, ...]:
    """Return every number of a text in its order, those that no claim was read from included.

    Dates, years and telephone numbers are left out.

    Args:
        text: as given.
        claims: as read from it.
    """
    read = [Number(one.id, one.start, one.end, text[one.start : one.end], one) for one in claims]
    spans = [(one.start, one.end) for one in claims]
    spans += [found.span() for found in _ASIDE.finditer(text)]
    left = [
        Number(f"n{found.start()}", found.start(), found.end(), found.group(), None)
        for found in _DIGITS.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    ]
    return tuple(sorted((*read, *left), key=lambda one: (one.start, one.id)))
