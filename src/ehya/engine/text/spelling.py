"""When are two writings the same text, and which comes first?"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

METHOD = "text.spelling/1"

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
HALF_SPACE = "\u200c"

# One letter, one writing. Arabic keyboards type ي and ك; names carry ة and ۀ where Persian reads ه.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("يىېےۍ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ةۀەہھۂۃ", "ه"),
        "ٱ": "ا",
        "٫": ".",
        "٬": ",",
        "٪": "%",
        "\u0640": "",  # tatweel stretches a word and says nothing
    }
)
# Old Persian software typed ¬ and the soft hyphen where today's half-space stands.
_HALF_SPACES = frozenset("\u200c\u200b\u00ad\u00ac")
# Direction marks and joiners change how a line looks, never what it says.
_UNSEEN = frozenset(
    "\u061c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
) | frozenset(map(chr, range(0x2066, 0x206A)))
_LINE_ENDS = frozenset(("\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"))
# Digits that are a mark on what they touch, and fractions: ² ½ ① ⑴.
_RAISED_BLOCKS = ((0x2070, 0x208A), (0x2150, 0x2160), (0x2460, 0x249C), (0x24EA, 0x2500))
_RAISED = frozenset("¹²³¼½¾") | {chr(c) for block in _RAISED_BLOCKS for c in range(*block)}
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآ", "ا"),
        "ؤ": "و",
        "ئ": "ی",
        "ء": "",
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)

Piece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable, with the way back.

    Attributes:
        text: what words are looked up in.
        offsets: offsets[i] is the index in the original of the character behind text[i].
        ends: ends[i] is the index after that character and the marks on it.
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where text[start:end] stands in the original.

        Args:
            start: first character of the passage in the folded text.
            end: after its last character; above start.

        Returns:
            Offsets in the original; marks on the last letter are inside.
        """
        return self.offsets[start], self.ends[end - 1]


def persian_digits(text: object) -> str:
    """Return a text, or what a number is as a text, with every digit 0-9 as Persian writes it."""
    return str(text).translate(PERSIAN_DIGITS)


def latin_digits(text: str) -> str:
    """Return the text with every decimal digit, of whatever script, as 0-9.

    Args:
        text: any text.

    Returns:
        The same text, character for character; only digits changed.
    """
    return "".join(map(_latin_digit, text))


def normalise(text: str) -> str:
    """Return the text in the one spelling that the register keeps.

    Persian ی and ک, one half-space, one blank, Latin digits with . and , between them; no vowel
    marks, no tatweel, no direction marks. Lines, capitals, آ and the hamzas stay.

    Args:
        text: any text.

    Returns:
        The normal spelling; normalising it again changes nothing.

    Source:
        Unicode Standard Annex 15 (NFKC) letter by letter; ISIRI 6219 for Persian's letters and
        half-space.
    """
    return "".join(c for c, _, _ in _settled(text)).strip()


def fold(text: str) -> Folded:
    """Return the text as words are compared, with each character's place in the original.

    Beyond `normalise`: small letters without accents, half-spaces opened to blanks, آ أ إ as ا,
    ؤ as و, ئ as ی, one quote, one apostrophe, one hyphen. Raised and circled digits and ½ get a "^",
    so that a footnote's mark never lengthens the number before it.

    Args:
        text: any text.

    Returns:
        The folded text and its offsets.
    """
    pieces: list[Piece] = []
    blank: Piece | None = None
    for char, start, end in _settled(text):
        raised = text[start] in _RAISED and not (pieces and pieces[-1][1] == start)
        for letter in f"^{_folded(char)}" if raised else _folded(char):
            if letter == " ":
                blank = blank or (letter, start, end)
                continue
            if blank and letter != "\n" and pieces and pieces[-1][0] != "\n":
                pieces.append(blank)
            blank = None
            pieces.append((letter, start, end))
    return Folded(
        text="".join(letter for letter, _, _ in pieces),
        offsets=tuple(start for _, start, _ in pieces),
        ends=tuple(end for _, _, end in pieces),
    )


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char == HALF_SPACE:
        return " "
    bare = char.translate(_FOLDED)
    if bare != char:
        return bare
    parts = unicodedata.normalize("NFKD", char.casefold())
    kept = "".join(p for p in parts if not unicodedata.combining(p))
    return unicodedata.normalize("NFKC", kept)


def _settled(text: str) -> Iterator[Piece]:
    """Yield normal characters with their spans; blanks and half-spaces put in order."""
    gap: Piece | None = None
    previous = "\n"
    for piece in _pieces(text):
        char = piece[0]
        if char in (" ", HALF_SPACE):
            gap = piece if gap is None or gap[0] == HALF_SPACE else gap
            continue
        if gap is not None and _parts(previous, gap[0], char):
            yield gap
        gap = None
        yield piece
        previous = char


def _parts(before: str, gap: str, after: str) -> bool:
    if gap == " ":
        return before != "\n" and after != "\n"
    return _is_persian(before) and _is_persian(after)


def _is_persian(char: str) -> bool:
    return "\u0620" <= char <= "\u06ff" and char.isalpha()


def _pieces(text: str) -> Iterator[Piece]:
    """Yield the normal form of each letter with its marks, one character at a time."""
    start = 0
    size = len(text)
    while start < size:
        end = start + 1
        while end < size and unicodedata.combining(text[end]):
            end += 1
        if text[start : start + 2] == "\r\n":
            end = start + 2
        for char in _normal(text[start:end]):
            yield char, start, end
        start = end


@lru_cache(maxsize=8192)
def _normal(cluster: str) -> str:
    if cluster in _LINE_ENDS:
        return "\n"
    first = cluster[0]
    if first in _HALF_SPACES:
        return HALF_SPACE
    if first in _UNSEEN:
        return ""
    if first.isspace():
        return "\n" if first in _LINE_ENDS else " "
    whole = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", cluster).translate(_LETTERS))
    kept = "".join(c for c in whole if not unicodedata.combining(c) and _is_text(c))
    return latin_digits(kept.translate(_LETTERS))


def _is_text(char: str) -> bool:
    return char == " " or unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def _latin_digit(char: str) -> str:
    if char.isascii():
        return char
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
