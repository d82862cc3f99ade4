"""Which column of a handed-in file is which, whatever it is called?

Names are compared without blanks, capitals, points and half-spaces, in both languages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ehya.engine.refusal import Refusal
from ehya.engine.text import fold

HEADER_WITHIN = 20  # rows at the top among which the header is looked for
_FEWEST = 2  # cells that make a row a header: a letter's lines have one
LONGEST_NAME = 200  # letters of a heading that are looked at
# Written by us beside refused rows: passed over when the mended file comes back.
OUR_MARKS = {
    "en": ("File", "Row", "Refused because"),
    "fa": ("پرونده", "ردیف", "چرا پذیرفته نشد"),
}


@lru_cache(maxsize=16_384)
def bare(name: str) -> str:
    """Return a column's or a word's name as it is compared."""
    return "".join(letter for letter in fold(name[:LONGEST_NAME]).text if letter.isalnum())


MADE_UP = {"en": "Synthetic", "fa": "ساختگی"}  # the last column of an export, not to be read
_OUR_MARKS = frozenset(
    bare(mark) for marks in (*OUR_MARKS.values(), MADE_UP.values()) for mark in marks
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a kind of file may have.

    Attributes:
        name: our name of it.
        en: what an English template calls it.
        fa: what a Persian template calls it.
        needed: a file without it is refused.
        other: further names that people use.
        help_en: one sentence for the template.
        help_fa: the same in Persian.
    """

    name: str
    en: str
    fa: str
    needed: bool
    other: tuple[str, ...]
    help_en: str
    help_fa: str


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand.

    Attributes:
        row: index of the header's row among the rows given.
        at: our name of a column -> index of the cell.
        unknown: names that mean nothing to us; their cells are not read.
        named: heading as written -> our name of its column; "" where it is not read.
    """

    row: int
    at: dict[str, int]
    unknown: tuple[str, ...]
    named: dict[str, str]


class Headings:
    """The columns of one kind of file, by every name that people give them.

    Attributes:
        columns: the kind's columns, in the template's order.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        """Learn the names of a kind's columns.

        Args:
            columns: the columns; their names are known by themselves.
        """
        self.columns = tuple(columns)
        self._names = {
            bare(name): column.name
            for column in columns
            for name in (column.name, column.en, column.fa, *column.other)
        }

    def meant(self, heading: str, chosen: Mapping[str, str]) -> str | None:
        """Return the column that a heading names; "" for one that is told not to be read.

        Args:
            heading: the cell as written.
            chosen: what the sender settled: bare heading -> column, which goes before ours.
        """
        name = bare(heading)
        return chosen[name] if name in chosen else self._names.get(name)

    def known(self, cells: Sequence[str], chosen: Mapping[str, str]) -> int:
        """Return how many different columns a row names."""
        meant = (self.meant(cell, chosen) for cell in cells)
        return len({name for name in meant if name})

    def find(
        self,
        rows: Sequence[Sequence[str]],
        *,
        file: str,
        most: int,
        chosen: Mapping[str, str],
        by_hand: bool = False,
    ) -> Header:
        """Return where the columns stand: the first row at the top that names most of them.

        Args:
            rows: the file's first rows.
            file: its name, for refusals.
            most: columns that a file may have.
            chosen: what the sender settled: bare heading -> column.
            by_hand: the sender is still to say what the headings mean, so none need be known.

        Raises:
            Refusal: "import.empty", "import.too_many_columns", "import.no_header",
                "import.column_missing", "import.column_twice".
        """
        if not any(any(cell.strip() for cell in row) for row in rows):
            raise Refusal("import.empty", file=file)
        top = rows[:HEADER_WITHIN]
        widest = max(len(row) for row in top)
        if widest > most:
            raise Refusal("import.too_many_columns", file=file, columns=widest, most=most)
        best = max(
            range(len(top)),
            key=lambda at: (self.known(top[at], chosen), _filled(top[at]) >= _FEWEST, -at),
        )
        told = _filled(top[best]) if by_hand else self.known(top[best], chosen)
        if told < min(_FEWEST, len(self.columns)):
            raise Refusal("import.no_header", file=file, seen=_excerpt(rows[0]))
        return self._header(top[best], best, file=file, chosen=chosen)

    def _header(
        self, cells: Sequence[str], row: int, *, file: str, chosen: Mapping[str, str]
    ) -> Header:
        at: dict[str, int] = {}
        unknown: list[str] = []
        named: dict[str, str] = {}
        for index, cell in enumerate(map(str.strip, cells)):
            name = self.meant(cell, chosen)
            if name:
                if name in at:
                    raise Refusal("import.column_twice", file=file, row=row + 1, column=cell[:80])
                at[name] = index
            elif cell and bare(cell) not in _OUR_MARKS:
                unknown.append(cell[:60])
            if cell:
                named[cell[:LONGEST_NAME]] = name or ""
        self._see_needed(at, file=file, row=row + 1)
        return Header(row, at, tuple(unknown), named)

    def _see_needed(self, at: Mapping[str, int], *, file: str, row: int) -> None:
        missing = [f"{c.en} ({c.fa})" for c in self.columns if c.needed and c.name not in at]
        if missing:
            raise Refusal("import.column_missing", file=file, row=row, columns=", ".join(missing))


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _excerpt(cells: Sequence[str]) -> str:
    return " | ".join(cell.strip()[:20] for cell in cells[:5])
