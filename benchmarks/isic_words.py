"""How often do free words lead to the right ISIC class?

Three sets of real words, read beside the project (`../shared/data`): the activities of the units
of an industrial town (Persian; labelled by hand below), and the titles of two other countries'
classes (English; labelled by the official concordances). The town's words were seen when the
table was written; the titles were not.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.harness import ROOT, measure
from ehya.register.classes import isic_of_words

DATA = ROOT.parent / "shared" / "data"
TOWN = DATA / "ir_amirkabir_town" / "units.csv"
CODES = DATA / "industry_codes"

# The classes that a statistician may give an activity -> the town's units that have it, by number.
# All that are not named make carpets.
CARPETS = {"1393"}
TOWN_CLASSES = {
    "1311": "18 22 23 53 67 76 77 82 85 92 33",
    "1313": "74 78 81 120 126 50",
    "2220": "10 11 31 47 66 91 95 121",
    "2511": "88 90 115",
    "3091": "7 98",
    "1050": "96 99",
    "2029": "48 94 37",
    "1010": "60 116",
    "2023": "13 104",
    "2732": "24 100",
    "1079": "14 97",
    "2930": "9",
    "2710": "15",
    "2511 2599": "16",
    "2920": "19",
    "2819": "20",
    "1392 1399 2220": "21",
    "2011 2029": "27 118",
    "1312": "28",
    "1709": "30",
    "2410": "35",
    "2022 2029": "42",
    "1392 1393": "49",
    "2821": "54",
    "2431 2432": "55",
    "1040": "65",
    "1311 2030": "68",
    "2592": "73",
    "2420": "80 112",
    "2593 2819": "89",
    "2599": "101",
    "3830": "109",
    "2392": "111",
    "1629": "117",
    "1702 1709": "122",
}


def run() -> None:
    """Measure how often the first guess, or one of three, is right."""
    missing = [path for path in (TOWN, CODES / "concordances.csv") if not path.exists()]
    if missing:
        print(f"Not measured: {missing[0]} is not there.")
        return
    for name, cases in (
        ("town-units", list(_town())),
        ("town-kinds", list(dict(_town()).items())),
        ("nace", list(_titles("nace2.csv", "NACE2"))),
        ("naics", list(_titles("naics2017.csv", "NAICS2017"))),
    ):
        first, three, division = _score(cases)
        measure(f"isic-words.{name}-first", first, "share", {"cases": len(cases)})
        measure(f"isic-words.{name}-in-three", three, "share", {"division": division})


def _score(cases: Iterable[tuple[str, set[str]]]) -> tuple[float, float, float]:
    told = [([guess.code for guess in isic_of_words(text)], right) for text, right in cases]
    first = sum(bool(set(found[:1]) & right) for found, right in told)
    three = sum(bool(set(found[:3]) & right) for found, right in told)
    division = sum(
        bool({code[:2] for code in found[:1]} & {code[:2] for code in right})
        for found, right in told
    )
    return first / len(told), three / len(told), division / len(told)


def _town() -> Iterable[tuple[str, set[str]]]:
    right = {unit: set(codes.split()) for codes, u in TOWN_CLASSES.items() for unit in u.split()}
    with TOWN.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["activity_fa"], right.get(row["unit_id"], CARPETS)


def _titles(name: str, standard: str) -> Iterable[tuple[str, set[str]]]:
    right = _concordance(standard)
    with (CODES / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            classes = right.get(row["code"], set())
            is_class = row["level"] in ("class", "")
            if is_class and classes and all("10" <= code[:2] <= "33" for code in classes):
                yield row["description"], classes


def _concordance(standard: str) -> Mapping[str, set[str]]:
    right: dict[str, set[str]] = defaultdict(set)
    with Path(CODES / "concordances.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (row["from_standard"], row["to_standard"]) == (standard, "ISIC4"):
                right[row["from_code"]].add(row["to_code"])
    return right
