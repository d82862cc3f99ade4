"""Which ISIC class do free words mean: «تولید فرش ماشینی», "carpet yarn"?"""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ehya.engine.text import fold
from ehya.register.classes.isic import CLASSES

METHOD = "classes.words/1"

LONGEST_PHRASE = 5  # words
MOST_WORDS = 40  # of a text that are looked at
_KNOWN = 1 << 16
_LONGER = 1.6  # how much more a phrase says with each further word
_FADES = 0.6  # how much less each step from the head says
_TITLE = 0.25  # what a word of a class's title says, beside a word of the table
_WORD = re.compile(r"[^\W\d_]+")
_SAYS_NOTHING = (
    "تولید تولیدی تولیدکننده ساخت سازنده مونتاژ تهیه توزیع تامین انواع صنایع صنعت صنعتی"
    " شرکت کارخانه کارگاه گروه مواد"
    " و در از به با برای محصولات فرآورده فراورده های ها لوازم قطعات خدمات بسته بندی واحد"
    " manufacture manufacturing production producing of and the for other products product"
    " industries industry factory works company except n e c from in with its other"
    " related similar not elsewhere classified all miscellaneous"
)
_FA_ENDINGS = ("هایی", "های", "ها", "ی")
_SHORTEST_STEM = 3  # letters


@dataclass(frozen=True, slots=True)
class Guess:
    """A class that words may mean.

    Attributes:
        code: of four digits.
        share: how much of the evidence is for it. [0..1]
    """

    code: str
    share: float


@lru_cache(maxsize=_KNOWN)
def isic_of_words(text: str) -> tuple[Guess, ...]:
    """Return the classes that free words may mean, likeliest first.

    Phrases of a table are looked for, the longest first; a word counts in one phrase only. Words
    near the head of the text count more: the first in Persian (نخ فرش is yarn), the last in
    English (carpet yarn too). Where the table knows no word, those of the classes' titles serve.

    Args:
        text: a product or an activity, in either language.

    Returns:
        Up to five classes whose shares add up to 1 or less; empty when no word says anything.

    Source:
        The table `words.csv` and the titles of ISIC Rev.4. Measured by `python -m benchmarks
        isic_words`.
    """
    words = [_stem(word) for word in _WORD.findall(fold(text).text)][:MOST_WORDS]
    votes: dict[str, float] = defaultdict(float)
    for place, size, codes in _phrases(words):
        far = place if _is_persian(words) else len(words) - place - size
        weight = _LONGER ** (size - 1) * max(_FADES**far, 0.2)
        for code in codes:
            votes[code] += weight / len(codes)
    for code, weight in _by_titles(words).items():
        votes[code] += weight
    whole = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return tuple(Guess(code, weight / whole) for code, weight in ranked[:5])


def _phrases(words: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield (place, words, classes) of the table's phrases, longest first, none over another."""
    table = _table()
    taken: set[int] = set()
    for size in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        for place in range(len(words) - size + 1):
            span = set(range(place, place + size))
            codes = table.get("".join(words[place : place + size]))
            if codes and not span & taken:
                taken |= span
                yield place, size, codes


def _by_titles(words: Sequence[str]) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    titles = _titles()
    for word in set(words) - _nothing():
        for code, weight in titles.get(word, ()):
            votes[code] += _TITLE * weight
    return votes


def _is_persian(words: Sequence[str]) -> bool:
    return any("\u0600" <= word[0] <= "\u06ff" for word in words)


@lru_cache(maxsize=_KNOWN)
def _stem(word: str) -> str:
    """Return a word without plural and «ی», so that فلزی meets فلز and carpets carpet."""
    if word.isascii():
        bare = re.sub(r"(?<=[^aeiouys])ies$|(?<=ie)s$", "y", word)
        bare = re.sub(r"(?<=[sxz])es$|(?<=ch)es$|(?<=sh)es$|(?<=[^us])s$", "", bare)
        return bare.replace("mould", "mold").replace("fibre", "fiber")
    for ending in _FA_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(_stem, _SAYS_NOTHING.split()))


@cache
def _table() -> dict[str, frozenset[str]]:
    """Return the table: a phrase's stems in one -> the classes it may mean."""
    found: dict[str, set[str]] = defaultdict(set)
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for phrase in row["words"].split(";"):
                stems = map(_stem, _WORD.findall(fold(phrase).text))
                found["".join(stems)].add(row["code"])
    return {phrase: frozenset(codes) for phrase, codes in found.items()}


@cache
def _titles() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the classes whose title has a word, with how much the word says of each."""
    found: dict[str, set[str]] = defaultdict(set)
    lines = [line for line in CLASSES.values() if line.level == "class" and line.section in "BC"]
    for line in lines:
        for word in _WORD.findall(fold(f"{line.title_en} {line.title_fa}").text):
            found[_stem(word)].add(line.code)
    return {
        word: tuple((code, math.log(len(lines) / len(codes)) / 5 / len(codes)) for code in codes)
        for word, codes in found.items()
        if word not in _nothing()
    }
