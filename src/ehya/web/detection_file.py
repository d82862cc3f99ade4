"""How is a list of looks written as CSV for a spreadsheet, line by line?"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from ehya.detect.actions.taking import Taken
from ehya.engine.calendar import Language
from ehya.web.messages.names_looks import COLUMNS, MADE_UP
from ehya.web.messages.names_units import CHOICES

BOM = "\ufeff"  # by it a spreadsheet knows that the letters are UTF-8
STATES = frozenset({"state", "rule", "was", "told"})
TYPED = frozenset({"name_fa", "name_en"})  # by people: a spreadsheet could take it for a formula
_DANGER = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class CutShort(Exception):
    """Fewer or more rows came than were counted: the file must not look whole."""


def lines_of_file(taken: Taken, sweep: Any, language: Language) -> Iterator[str]:
    """Yield the lines of the file.

    Args:
        taken: the list, with its count.
        sweep: whose looks; its day and kind stand in every row.
        language: of headings and words.

    Raises:
        CutShort: where the rows are not as many as counted.
    """
    yield BOM + _line([*(COLUMNS[name][language] for name in (*taken.columns, "as_of", "kind"))])
    written, end = 0, [sweep.as_of.isoformat(), MADE_UP[sweep.synthetic][language]]
    for row in taken.looks:
        told = zip(taken.columns, row, strict=True)
        yield _line([*(_cell(name, value, language) for name, value in told), *end])
        written += 1
    if written != taken.rows:
        raise CutShort(f"{written} of {taken.rows}")


def _cell(column: str, value: Any, language: Language) -> str:
    if value is None or value == "":
        return ""
    if column in STATES:
        return CHOICES[f"status.{value}"][language]
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.4f}"
    text = str(value)
    return safe(text) if column in TYPED else text


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before it."""
    return f"'{text}" if text.lstrip("'").startswith(_DANGER) else text


def _line(cells: list[str]) -> str:
    told = io.StringIO()
    csv.writer(told, lineterminator="\r\n").writerow(cells)
    return told.getvalue()
