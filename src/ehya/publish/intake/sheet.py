"""What rows of text does a handed-in file of claims hold?

Rows keep the numbers that a spreadsheet shows beside them.
"""

from dataclasses import dataclass

from ehya.publish.intake.columns import HEADINGS
from ehya.register.intake.opening import Limits, Part, open_file

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
_LIMITS = Limits(MOST_BYTES, MOST_BYTES, MOST_ROWS, MOST_COLUMNS)


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the header.

    Attributes:
        row: its number as the spreadsheet shows it, counted from 1.
        cells: column name -> text of the cell, without blanks around it.
    """

    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of claims as text.

    Attributes:
        file: its name.
        columns: names of the columns that it has.
        unknown: names of columns that were not read.
        lines: its rows, empty ones left out.
    """

    file: str
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    lines: tuple[Line, ...]


def open_sheet(content: bytes, *, file: str) -> Sheet:
    """Return the rows of a CSV file, a workbook or a Parquet file.

    Args:
        content: the file's bytes.
        file: its name, for refusals.

    Raises:
        Refusal: those of `register.intake.opening.open_file`.
    """
    parts = list(open_file(content, file=file, headings=HEADINGS, limits=_LIMITS))
    header = parts[0].header
    lines = tuple(line for part in parts for line in _lines(part))
    return Sheet(file, tuple(header.at), header.unknown, lines)


def _lines(part: Part) -> list[Line]:
    numbers = part.rows.get_column("row").to_list()
    told = part.rows.drop("row").to_dicts()
    return [Line(number, cells) for number, cells in zip(numbers, told, strict=True)]
