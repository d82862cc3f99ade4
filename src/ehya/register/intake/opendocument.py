"""How many cells would an OpenDocument spreadsheet unfold to, and which of them are merged?

Its rows and cells may say "and so on, a million times": only what holds something counts.
"""

from typing import IO
from xml.parsers import expat

from ehya.engine.refusal import Refusal

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CHUNK = 1 << 20


class _Weigher:
    """Walks through the document once; keeps no cell."""

    def __init__(self, *, file: str, most_cells: int) -> None:
        self.file, self.most = file, most_cells
        self.sheet = -1
        self.row = self.column = 0
        self.rows_now = self.width = self.height = self.widest = 0
        self.cell = 1
        self.inside = False
        self.merged: dict[int, list[tuple[int, int, int]]] = {}

    def begin(self, name: str, told: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self.sheet += 1
            self.row = self.height = self.widest = 0
            self.merged[self.sheet] = []
        elif name == f"{_TABLE}table-row":
            self.rows_now = _times(told, "number-rows-repeated")
            self.column = self.width = 0
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self.cell = _times(told, "number-columns-repeated")
            self.inside = True
            rows = _times(told, "number-rows-spanned")
            if rows > 1 and _times(told, "number-columns-spanned") == 1:
                self.merged[self.sheet].append((self.column, self.row, self.row + rows - 1))
            if any("value" in key for key in told):
                self.fill()

    def text(self, letters: str) -> None:
        if self.inside and letters.strip():
            self.fill()

    def fill(self) -> None:
        self.width = max(self.width, self.column + self.cell)

    def end(self, name: str) -> None:
        if name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self.column += self.cell
            self.inside = False
        elif name == f"{_TABLE}table-row":
            self.row += self.rows_now
            if self.width:
                self.widest = max(self.widest, self.width)
                self.height = self.row
            if self.widest * self.height > self.most:
                raise Refusal(
                    "import.too_many_cells",
                    file=self.file,
                    rows=self.height,
                    columns=self.widest,
                    most=self.most,
                )


def weigh_ods(
    xml: IO[bytes], *, file: str, most_cells: int
) -> dict[int, tuple[tuple[int, int, int], ...]]:
    """Return what is merged downwards in each sheet: column, first row, last row, from 0.

    Args:
        xml: the document's content.
        file: its name, for refusals.
        most_cells: of one sheet, rows times columns.

    Raises:
        Refusal: "import.too_many_cells", "import.broken_workbook".
    """
    weigher = _Weigher(file=file, most_cells=most_cells)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = weigher.begin
    parser.EndElementHandler = weigher.end
    parser.CharacterDataHandler = weigher.text
    try:
        while chunk := xml.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal("import.broken_workbook", file=file) from error
    return {sheet: tuple(spans) for sheet, spans in weigher.merged.items()}


def _times(told: dict[str, str], name: str) -> int:
    number = told.get(f"{_TABLE}{name}", "1")
    return min(int(number), 2_000_000) if number.isdecimal() and len(number) < 10 else 1
