"""Which phrases of the word tables stand in a sentence?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ehya.engine.claims.reading.tokens import Token, singular, tokens
from ehya.engine.text import fold

Row = tuple[str, str, str]


class Mark(NamedTuple):
    """A phrase of the tables, found.

    Attributes:
        kind: the table's word class, e.g. "act".
        name: what it means, e.g. "revive".
        first: index of its first token in the sentence.
        last: index after its last token.
    """

    kind: str
    name: str
    first: int
    last: int


def rows(table: str) -> list[Row]:
    """Return the rows of a word table.

    Args:
        table: text as in words_en.py: "[class]" lines, "meaning = phrase | phrase" lines.

    Returns:
        (class, meaning, phrases parted by "|").
    """
    kind, found = "", list[Row]()
    for line in table.splitlines():
        if line.startswith("["):
            kind = line.strip("[] ")
        elif line[:1] == " ":
            last = found.pop()
            found.append((*last[:2], f"{last[2]} {line.strip()}"))
        elif "=" in line:
            name, phrases = line.split("=", 1)
            found.append((kind, name.strip(), phrases))
    return found


class Lexicon:
    """Finds the longest phrases of its tables, in time linear in the sentence."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for kind, name, phrases in rows:
            for phrase in phrases.split("|"):
                words = tuple(_words(phrase))
                for variant in (words, *_joined(words)):
                    self._add(kind, name, variant)
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0][0].endswith("*")))

    def _add(self, kind: str, name: str, words: tuple[str, ...]) -> None:
        if words:
            self._by_word.setdefault(words[0], []).append((words, kind, name))

    def find(self, sentence: Sequence[Token]) -> list[Mark]:
        """Return the marks of a sentence, left to right, none inside another of its class.

        Args:
            sentence: its tokens.

        Returns:
            The longest phrase at each place; a whole word goes before a stem.
        """
        texts = [token.text for token in sentence]
        marks: list[Mark] = []
        covered: dict[str, int] = {}
        for place in range(len(texts)):
            for kind, name, size in self._longest(texts, place):
                if place < max(covered.get(kind, 0), covered.get(_ALL, 0)):
                    continue
                marks.append(Mark(kind, name, place, place + size))
                covered[_ALL if _hides(kind, name, size) else kind] = place + size
        return marks

    def _longest(self, texts: list[str], place: int) -> list[tuple[str, str, int]]:
        """Return each class's longest phrase at a place; some phrases hide all others."""
        best: dict[str, tuple[str, int]] = {}
        for key in _keys(texts[place]):
            for words, kind, name in self._by_word.get(key, ()):
                if len(words) > best.get(kind, ("", 0))[1] and _fits(words, texts, place):
                    best[kind] = (name, len(words))
        for kind, (name, size) in best.items():
            if _hides(kind, name, size) and size == max(size for _, size in best.values()):
                return [(kind, name, size)]
        return [(kind, name, size) for kind, (name, size) in best.items()]


_ALL = "*"


def _hides(kind: str, name: str, size: int) -> bool:
    """Tell phrases in which no other word counts: offices, «پروانهٔ بهره‌برداری», «غیر فعال»."""
    if size > 1 and ((kind, name) == ("noun", "other") or (kind == "state" and name != "active")):
        return True
    return kind == "org"


def _words(phrase: str) -> list[str]:
    words: list[str] = []
    for token in tokens(fold(phrase.strip()).text):
        if token.text == "*":
            words[-1] += "*"
        else:
            words.append(token.text)
    return words


def _joined(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a Persian phrase with two of its words run together, as lost half-spaces leave it."""
    if any(word.isascii() for word in words):
        return []
    return [
        (*words[:place], singular(words[place] + words[place + 1]), *words[place + 2 :])
        for place in range(len(words) - 1)
        if words[place] not in _APART and words[place + 1] not in _APART
    ]


_APART = frozenset(["و", "از", "در", "به", "با", "این", "آن", "ان", "که"])


# «واحیا»: an "and" that lost its blank.
_GLUED = 5


def _keys(word: str) -> list[str]:
    """Return the word and its stems, as the tables write them: "revived", "revive*", …"""
    stems = [word, *(f"{word[:size]}*" for size in range(min(len(word), 14), 1, -1))]
    return [*stems, word[1:]] if word.startswith("و") and len(word) >= _GLUED else stems


def _fits(words: tuple[str, ...], texts: list[str], place: int) -> bool:
    if place + len(words) > len(texts):
        return False
    return all(
        texts[place + i] == word or (word.endswith("*") and texts[place + i].startswith(word[:-1]))
        for i, word in enumerate(words)
        if i
    )
