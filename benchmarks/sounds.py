"""Does a word meet its other writings by its sound, and how many strangers come with them?

Reads real names beside the project (`../shared/data`); says so when they are not there.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from benchmarks.harness import ROOT, measure
from ehya.engine.text import fold, search_words, sound_key

DATA = ROOT.parent / "shared" / "data"
PLACES = DATA / "iran_geo" / "places.csv"
TOWN = DATA / "ir_amirkabir_town" / "units.csv"
FIRMS = DATA / "linkage_gold" / "company_names.csv"
A_MILLION = 1_000_000


def run() -> None:
    """Measure recall between the scripts, strangers within each, and speed."""
    missing = [path for path in (PLACES, TOWN, FIRMS) if not path.exists()]
    if missing:
        print(f"Not measured: {missing[0]} is not there.")
        return
    places = _rows(PLACES)
    pairs = list(_pairs(places))
    met = sum(sound_key(fa) == sound_key(en) for fa, en in pairs)
    spelt = sum(fold(fa).text == fold(en).text for fa, en in pairs)
    rivals = {"spelling": spelt / len(pairs), "pairs": len(pairs)}
    measure("sounds.places-met-across-scripts", met / len(pairs), "share", rivals)
    persian = {w for row in places + _rows(TOWN) for w in _words(row["name_fa"])}
    latin = {w for row in places for w in _words(row["name_en"])}
    latin |= {w for row in _rows(FIRMS) for w in _words(row["name_raw"])}
    for script, words in (("persian", persian), ("latin", latin)):
        rivals = {"words": len(words), "a-word-in-a-thousand": _strangers(words, 1000)}
        measure(f"sounds.chance-two-{script}-words-meet", _chance(words), "share", rivals)
    names = list(islice(cycle([f"{row['name_fa']} {row['name_en']}" for row in places]), A_MILLION))
    start = perf_counter()
    for name in names:
        search_words(name)
    measure("sounds.a-million-names", perf_counter() - start, "s", limit=60)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", fold(text).text) if len(word) > 1]


def _pairs(places: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the words of names with as many words in either script."""
    for row in places:
        persian, latin = _words(row["name_fa"]), _words(row["name_en"])
        if len(persian) == len(latin) and latin:
            yield from zip(persian, latin, strict=True)


def _chance(words: set[str]) -> float:
    """Return how often two different words, drawn at random, have one sound."""
    sizes = Counter(map(sound_key, words)).values()
    return sum(size * (size - 1) for size in sizes) / (len(words) * (len(words) - 1))


def _strangers(words: set[str], among: int) -> float:
    return _chance(words) * among
