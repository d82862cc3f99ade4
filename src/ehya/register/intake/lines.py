"""What rows of text does a CSV file hold, whoever saved it, in whatever letters?

Comma, semicolon, tab or bar; UTF-8, UTF-16, or Windows Persian where the header proves it. The
file is read as a stream: a million rows need no more memory than ten thousand.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ehya.engine.refusal import Refusal
from ehya.register.intake.headings import HEADER_WITHIN

SEPARATORS = ",;\t|"
LONGEST_LINE = 16_000_000  # letters between two line ends; more is no table
_TOP = 200_000  # letters in which the header and the separator are looked for
_PROOF = 20_000  # letters in which a Persian header proves Windows Persian
_CHUNK = 1 << 20

Known = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Text:
    """A CSV file whose letters and separator are known.

    Attributes:
        source: the file, or its bytes.
        encoding: of its letters.
        separator: between its cells.
    """

    source: Path | bytes
    encoding: str
    separator: str


def find_separator(source: Path | bytes, *, file: str, known: Known) -> Text:
    """Return in which letters a CSV file is written, and what stands between its cells.

    Raises:
        Refusal: "import.encoding", "import.not_a_table".
    """
    encoding = _encoding(source, file=file, known=known)
    with open_text(Text(source, encoding, ",")) as text:
        top = text.read(_TOP)
    separator = max(SEPARATORS, key=lambda mark: _columns_found(top, mark, known))
    return Text(source, encoding, separator)


@contextmanager
def open_text(text: Text) -> Iterator[io.TextIOWrapper]:
    """Open a file as text, its line ends as they stand there."""
    with _bytes_of(text.source) as raw, io.TextIOWrapper(raw, text.encoding, newline="") as told:
        yield told


def rows_of(
    texts: Iterable[io.TextIOBase], separator: str, *, file: str, done: int = 0
) -> Iterator[list[str]]:
    """Yield the cells of the rows of texts that follow each other.

    Args:
        texts: opened, where reading goes on.
        separator: between the cells.
        file: the file's name, for refusals.
        done: rows that were read before.

    Raises:
        Refusal: "import.broken_csv", "import.line_too_long".
    """
    lines = _short_lines(texts, file=file, done=done)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    row = done
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refusal("import.broken_csv", file=file, row=row) from error
        yield cells


def _bytes_of(source: Path | bytes) -> BinaryIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _short_lines(texts: Iterable[io.TextIOBase], *, file: str, done: int) -> Iterator[str]:
    row = done + 1
    for text in texts:
        while line := text.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise Refusal("import.line_too_long", file=file, row=row, most=LONGEST_LINE)
            yield line
            row += 1


def _columns_found(text: str, separator: str, known: Known) -> int:
    """Return how many columns the best of the top lines would name with this separator."""
    lines = text.splitlines()[:HEADER_WITHIN]
    return max((known(line[:_PROOF].split(separator)) for line in lines), default=0)


def _encoding(source: Path | bytes, *, file: str, known: Known) -> str:
    with _bytes_of(source) as raw:
        start = raw.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1256"]
    for encoding in encodings:
        top = _decodes(source, encoding, file=file)
        if top is not None and (encoding != "cp1256" or _header_in_persian(top, known)):
            return encoding
    raise Refusal("import.encoding", file=file)


def _decodes(source: Path | bytes, encoding: str, *, file: str) -> str | None:
    """Return the top of the text, or None where some byte of the file is no letter."""
    decoder = codecs.getincrementaldecoder(encoding)()
    top = ""
    with _bytes_of(source) as raw:
        try:
            while chunk := raw.read(_CHUNK):
                text = decoder.decode(chunk)
                if "\x00" in text:
                    if encoding == "cp1256":
                        return None
                    raise Refusal("import.not_a_table", file=file)
                top = top or text[:_PROOF]
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return top


def _header_in_persian(text: str, known: Known) -> bool:
    """Windows Persian decodes any bytes; only a Persian header that we know proves it."""
    top = text[:_PROOF].splitlines()[:HEADER_WITHIN]
    persian = ["".join(c if c > "\x7f" or c in SEPARATORS else " " for c in line) for line in top]
    return any(_columns_found(line, mark, known) >= 2 for line in persian for mark in SEPARATORS)
