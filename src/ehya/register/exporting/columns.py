"""Which columns does an export have, and what are they called?

The columns of a file of units, in its order: what is taken away can be mended and handed in again.
A sheet or CSV speaks the reader's language; Parquet and GeoJSON speak to programs, in our names.
"""

from collections.abc import Mapping
from typing import Literal

from ehya.register.intake.fields import COLUMNS, CONTACTS, CONTENT, SCHEMES, WORDS
from ehya.register.intake.headings import MADE_UP

Language = Literal["en", "fa"]

NAMES = tuple(column.name for column in COLUMNS)
PUBLIC = tuple(name for name in NAMES if name not in CONTACTS)
REALS = frozenset({"lat", "lon", "contracted_kw", "licensed_capacity"})
WHOLE = frozenset({"licensed_jobs", "insured_jobs"})
NUMBERS = REALS | WHOLE
CHOSEN = tuple(WORDS)  # columns whose cells are words of a list
PLACES = ("province", "county", "park")
# Typed by people: a spreadsheet could take what stands there for a formula.
TYPED = frozenset({"name_fa", "name_en", "address", "product", "permit", "gas", *CONTACTS})
SYNTHETIC = "synthetic"

__all__ = ["CONTACTS", "CONTENT", "NAMES", "PUBLIC", "SCHEMES", "headings", "names", "words"]


def names(*, contacts: bool) -> tuple[str, ...]:
    """Return the columns of an export; how to reach people only for whoever may see it."""
    return (*(NAMES if contacts else PUBLIC), SYNTHETIC)


def headings(columns: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return what the columns are called in a language, as the form to fill calls them."""
    told = {column.name: getattr(column, language) for column in COLUMNS}
    return tuple(told.get(name) or MADE_UP[language] for name in columns)


def words(column: str, language: Language) -> Mapping[str, str]:
    """Return our word -> the form's word for it, of a column of words."""
    at = 0 if language == "en" else 1
    return {ours: written[at] for ours, written in WORDS[column].items()}


def made_up(language: Language) -> str:
    """Return what stands in the last column beside a unit that does not exist."""
    return MADE_UP[language].lower()
