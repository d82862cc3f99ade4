"""What stands in a sentence: marks, times, numbers, and how far they are from one another?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ehya.engine.claims.reading.days import Named, is_year, named_days
from ehya.engine.claims.reading.lexicon import Lexicon, Mark
from ehya.engine.claims.reading.numbers import Number, numbers
from ehya.engine.claims.reading.ranges import with_ranges
from ehya.engine.claims.reading.runs import not_quantities
from ehya.engine.claims.reading.spoken_fa import as_spoken
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
    "گفت": 8,
    "افزود": 8,
    "which": 2,
    "that": 2,
}
_PAST_NUMBER = 5
_PAST_SPEECH = 8
_LONGEST_NAME = 10
_SAYS = frozenset(("said", "stated", "announced", "noted", "added", "reported", "saying", "adding"))
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
        way: way[i] is the cost of going from the first token to token i.
    """

    tokens: Sequence[Token]
    marks: tuple[Mark, ...]
    times: tuple[Time, ...]
    numbers: tuple[Number, ...]
    way: tuple[int, ...]

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
        if high[0] <= low[1]:
            return 0
        return self.way[high[0]] - self.way[low[1]]

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
    marks = _outside_names(sentence, lexicon.find(sentence))
    used = _used(sentence, named, found, marks)
    used |= not_quantities(sentence, used)
    quantities = as_spoken(sentence, numbers(sentence, frozenset(used)))
    quantities = with_ranges(sentence, quantities)
    way = _way(sentence, marks, found, quantities)
    return Scene(sentence, tuple(marks), tuple(found), tuple(quantities), way)


def _outside_names(sentence: Sequence[Token], marks: Sequence[Mark]) -> list[Mark]:
    """Leave out what stands in a short name between quotation marks: a program's or a year's."""
    signs = [place for place, token in enumerate(sentence) if token.text == '"']
    named: set[int] = set()
    for first, last in zip(signs[::2], signs[1::2], strict=False):
        inside = sentence[first + 1 : last]
        said = any(token.kind == "number" or token.text == "," for token in inside)
        if 0 < len(inside) <= _LONGEST_NAME and not said:
            named |= set(range(first, last))
    return [mark for mark in marks if mark.first not in named]


def _way(
    sentence: Sequence[Token],
    marks: Sequence[Mark],
    found: Sequence[Time],
    quantities: Sequence[Number],
) -> tuple[int, ...]:
    """Add up what each token costs; times, offices and short brackets cost one word in all."""
    costs = [1 + _PAST.get(token.text, 0) for token in sentence]
    for place in range(1, len(sentence)):
        if sentence[place].text == "that" and sentence[place - 1].text in _SAYS:
            costs[place] += _PAST_SPEECH
    for number in quantities:
        costs[number.first] += _PAST_NUMBER
    asides = [(time.first, time.last) for time in found]
    asides += [(mark.first, mark.last) for mark in marks if mark.kind == "org"]
    asides += _brackets(sentence)
    asides += _in_other_words(sentence)
    asides += _means(sentence, marks, quantities)
    for first, last in asides:
        costs[first:last] = [1] + [0] * (last - first - 1)
    return (0, *accumulate(costs))


def _means(
    sentence: Sequence[Token], marks: Sequence[Mark], quantities: Sequence[Number]
) -> list[tuple[int, int]]:
    """Return «با سرمایه‌گذاری ۱۴ میلیارد تومان و اشتغال ۱۲۷ نفر»: an aside before the verb."""
    people = {m.first: m.last for m in marks if m.kind == "noun" and m.name in ("person", "job")}
    opened = {m.first for m in marks if m.kind in ("money", "act", "noun") and m.name in _MEANS}
    found = list[tuple[int, int]]()
    for place, token in enumerate(sentence):
        if token.text != "با" or not opened & set(range(place, place + 4)):
            continue
        end = place
        for number in quantities:
            if number.first <= place or number.first - max(end, place) > _MEANS_REACH:
                continue
            end = number.last if number.kind in ("IRR", "USD") else people.get(number.last, end)
        if end > place:
            found.append((place, end))
    return found


_MEANS = ("invest", "create", "job", "allocate weak")
_MEANS_REACH = 7


def _in_other_words(sentence: Sequence[Token]) -> list[tuple[int, int]]:
    """Return what explains a number between commas: "690 units, or 16 percent, are idle"."""
    found = list[tuple[int, int]]()
    for place in range(len(sentence) - 2):
        if sentence[place].text != "," or sentence[place + 1].text not in _SAME:
            continue
        words = [token.text for token in sentence[place + 1 : place + _BRACKET]]
        if "," in words and any(word in ("percent", "%") for word in words):
            found.append((place, place + 2 + words.index(",")))
    return found


_SAME = ("or", "i", "meaning", "namely", "equal", "equivalent")


def _brackets(sentence: Sequence[Token]) -> list[tuple[int, int]]:
    opened, found = -1, list[tuple[int, int]]()
    for place, token in enumerate(sentence):
        if token.text in ("(", "["):
            opened = place
        elif token.text in (")", "]") and 0 <= opened and place - opened < _BRACKET:
            found.append((opened, place + 1))
    return found


def _used(
    sentence: Sequence[Token], named: Sequence[Named], found: Sequence[Time], marks: Sequence[Mark]
) -> set[int]:
    """Return the tokens that belong to dates, times and labels: their numbers count nothing."""
    used = {i for time in found for i in range(time.first, time.last)}
    used |= {i for day in named for i in range(day.first, day.last)}
    pointing = {i for m in marks if m.kind in ("which", "figure") for i in range(m.first, m.last)}
    for mark in marks:
        if mark.kind == "label" and mark.first in pointing:
            continue  # "of this number 1,420 units"
        if mark.kind == "label" and mark.last < len(sentence):
            place = mark.last + (sentence[mark.last].text in (":", ".", "-", "("))
            if place < len(sentence) and sentence[place].kind == "number":
                used.add(place)
                used |= _listed(sentence, place) if _is_plural(sentence[mark.first]) else set()
    used |= _name_of_source(sentence)
    for place, token in enumerate(sentence):
        if is_year(token) and _is_a_year(sentence, place):
            used.add(place)
    return used


def _is_plural(label: Token) -> bool:
    return label.text.isascii() and label.text.endswith(("s", "pp"))


def _listed(sentence: Sequence[Token], place: int) -> set[int]:
    """Return the further numbers of "Articles 44, 48 and 52"."""
    found: set[int] = set()
    while place + 2 < len(sentence) and sentence[place + 1].text in (",", "and", "or", "to", "-"):
        place += 2
        if sentence[place].kind != "number":
            break
        found.add(place)
    return found


def _name_of_source(sentence: Sequence[Token]) -> set[int]:
    """Return the number in «به گزارش گلستان ۲۴، …»: the name of a site."""
    if [token.text for token in sentence[:2]] != ["به", "گزارش"]:
        return set()
    ends = {"؛", "،", ",", ":", "به"}
    return {
        i
        for i in range(2, min(6, len(sentence)))
        if sentence[i].kind == "number" and (i + 1 == len(sentence) or sentence[i + 1].text in ends)
    }


_YEAR_OPENERS = frozenset(
    [
        "in",
        "since",
        "of",
        "until",
        "till",
        "by",
        "from",
        "and",
        "to",
        "year",
        "calendar",
        "march",
        "سال",
        "تا",
        "از",
        "-",
    ]
)
_YEAR_CLOSERS = frozenset((")", ",", "،", ".", "-", "to", "and", "و", "تا", "", "through", "/"))
_IN_A_YEAR = frozenset(("of", "in", "since", "by"))
_GOES_ON = frozenset(
    ("have", "has", "had", "was", "were", "are", "is", "when", "while", "with", "but", "alone")
)


def _is_a_year(sentence: Sequence[Token], place: int) -> bool:
    before = sentence[place - 1].text if place else ""
    after = sentence[place + 1].text if place + 1 < len(sentence) else ""
    if before in ("سال", "year"):
        return True
    if before in _IN_A_YEAR and after in _GOES_ON:
        return True
    return before in _YEAR_OPENERS and after in _YEAR_CLOSERS
