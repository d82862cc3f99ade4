"""What stands in a sentence: marks, times, numbers, and how far they are from one another?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ehya.engine.claims.reading.days import Named, is_year, named_days
from ehya.engine.claims.reading.lexicon import Lexicon, Mark
from ehya.engine.claims.reading.numbers import Number, numbers
from ehya.engine.claims.reading.times import Time, times
from ehya.engine.claims.reading.tokens import Token

# What it costs to look past something on the way from a number to the word that explains it.
_PAST = {
    ",": 3,
    "،": 3,
    "(": 2,
    ")": 2,
    ":": 4,
    '"': 1,
    "/": 6,
    "while": 12,
    "whereas": 12,
    "but": 10,
    "حالی": 12,
    "اما": 10,
    "which": 2,
    "that": 2,
}
_PAST_NUMBER = 5
# Brackets up to this many words are an aside: they cost one word.
_BRACKET = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, looked up.

    Attributes:
        tokens: its tokens.
        marks: phrases of the word tables.
        times: stretches of time.
        numbers: quantities; dates and labels are not among them.
    """

    tokens: Sequence[Token]
    marks: tuple[Mark, ...]
    times: tuple[Time, ...]
    numbers: tuple[Number, ...]

    def words(self, first: int, last: int) -> list[str]:
        """Return the folded texts of tokens first to last.

        Args:
            first: index of the first.
            last: index after the last.

        Returns:
            One string a token.
        """
        return [token.text for token in self.tokens[max(first, 0) : last]]

    def of(self, *kinds: str) -> list[Mark]:
        """Return the marks of some classes.

        Args:
            kinds: word classes.

        Returns:
            In order of place.
        """
        return [mark for mark in self.marks if mark.kind in kinds]

    def cost(self, here: tuple[int, int], there: tuple[int, int]) -> int:
        """Return how far two stretches of the sentence are apart, in the reader's eye.

        Args:
            here: first and last token of the one, last excluded.
            there: of the other.

        Returns:
            Words between, commas and other numbers weighing more; 0 where they touch or overlap.
        """
        low, high = sorted((here, there))
        start, stop = low[1], high[0]
        total, place = 0, start
        firsts = {n.first for n in self.numbers}
        while place < stop:
            skip = self._skip(place)
            if skip is not None:
                place, total = max(skip, place + 1), total + 1
                continue
            total += 1 + _PAST.get(self.tokens[place].text, 0) + _PAST_NUMBER * (place in firsts)
            place += 1
        return total

    def _skip(self, place: int) -> int | None:
        """Return where a time, an office's name or a bracketed share ends that covers a token."""
        for time in self.times:
            if time.first <= place < time.last:
                return time.last
        for mark in self.marks:
            if mark.kind == "org" and mark.first <= place < mark.last:
                return mark.last
        if self.tokens[place].text == "(":
            words = self.words(place, place + _BRACKET)
            return place + words.index(")") + 1 if ")" in words else None
        return None

    def nearest(
        self, here: tuple[int, int], marks: Sequence[Mark], limit: int
    ) -> tuple[Mark | None, int]:
        """Return the nearest of some marks and its cost.

        Args:
            here: the stretch to look from.
            marks: candidates.
            limit: the cost from which a mark is too far.

        Returns:
            The mark, or None where all are too far.
        """
        best, least = None, limit
        for mark in marks:
            cost = self.cost(here, (mark.first, mark.last))
            if cost < least:
                best, least = mark, cost
        return best, least


def scene(sentence: Sequence[Token], lexicon: Lexicon) -> Scene:
    """Return a sentence with everything found that the tables know.

    Args:
        sentence: its tokens.
        lexicon: the word tables of both languages and the places.

    Returns:
        The scene.
    """
    named = named_days(sentence)
    found = times(sentence, named)
    marks = lexicon.find(sentence)
    used = _used(sentence, named, found, marks)
    quantities = numbers(sentence, frozenset(used))
    return Scene(sentence, tuple(marks), tuple(found), tuple(quantities))


def _used(
    sentence: Sequence[Token], named: Sequence[Named], found: Sequence[Time], marks: Sequence[Mark]
) -> set[int]:
    """Return the tokens that belong to dates, times and labels: their numbers count nothing."""
    used = {i for time in found for i in range(time.first, time.last)}
    used |= {i for day in named for i in range(day.first, day.last)}
    for mark in marks:
        if mark.kind == "label" and mark.last < len(sentence):
            place = mark.last + (sentence[mark.last].text in (":", ".", "-", "("))
            if place < len(sentence) and sentence[place].kind == "number":
                used.add(place)
    for place, token in enumerate(sentence):
        if is_year(token) and _is_a_year(sentence, place):
            used.add(place)
    return used


_YEAR_OPENERS = frozenset(
    "in since of until till by from and to year calendar march سال تا از -".split()
)
_YEAR_CLOSERS = frozenset((")", ",", "،", ".", "-", "to", "and", "و", "تا", "", "through", "/"))


def _is_a_year(sentence: Sequence[Token], place: int) -> bool:
    before = sentence[place - 1].text if place else ""
    after = sentence[place + 1].text if place + 1 < len(sentence) else ""
    if before in ("سال", "year"):
        return True
    return before in _YEAR_OPENERS and after in _YEAR_CLOSERS
