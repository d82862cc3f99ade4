"""Which province, county or park does somebody mean, however they write it?

By code; by name in either script, with or without «استان», "county" or "Industrial Park"; and,
where only one place sounds so, by its sound.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process

from ehya.engine.refusal import Refusal
from ehya.engine.text import fold, sound_key
from ehya.ledger.rules import vocabulary
from ehya.register.places.facts import COUNTIES, PROVINCES

_KNOWN = 4096
_NEAR, _NEAREST = 65, 3  # likeness in percent; how many are named to whoever is refused
_HEARD = 3  # consonants; shorter names sound like too many others

_PROVINCE = r"استان|province|ostan"
_COUNTY = r"شهرستان|county|shahrestan"
_PARK = (
    r"شهرک صنعتی|ناحیه صنعتی|منطقه ویژه اقتصادی|منطقه ویژه|شهرک تخصصی|شهرک فناوری"
    r"|شهرک|ناحیه|industrial (?:park|town|estate|zone|city)|special economic zone|special zone"
    r"|technology town|town|park|zone"
)


@lru_cache(maxsize=_KNOWN)
def _key(text: str, kind: str) -> str:
    """Return a name as it is compared, without the word for what it is a name of."""
    words = " ".join(fold(text).text.split())
    words = re.sub("[^\\w&]+", " ", words).replace("&", " and ")
    bare = re.sub(rf"^(?:{kind})\b|\b(?:{kind})$", "", words.strip()).strip()
    return "".join(letter for letter in bare or words if letter.isalnum())


@dataclass(frozen=True, slots=True)
class _Book:
    """Names of places of one kind.

    Attributes:
        kind: the words that say of what a name is one.
        written: compared name -> codes.
        heard: sound of the whole name -> codes.
        shown: code -> both names.
    """

    kind: str
    written: Mapping[str, frozenset[str]]
    heard: Mapping[str, frozenset[str]]
    shown: Mapping[str, tuple[str, str]]

    def find(self, text: str) -> frozenset[str]:
        """Return the codes of the places that a text may mean: as written, else as heard."""
        key = _key(text, self.kind)
        sound = sound_key(key)
        heard = self.heard.get(sound, frozenset()) if len(sound) >= _HEARD else frozenset()
        return self.written.get(key) or heard

    def near(self, text: str, codes: Iterable[str]) -> list[str]:
        """Return the names nearest to a text, nearest first."""
        side = 1 if re.search("[آ-ی]", text) else 0
        names = {self.shown[code][side]: None for code in codes}
        compared = {name: _key(name, self.kind) for name in names}
        wanted = _key(text, self.kind)
        found = process.extract(wanted, compared, limit=_NEAREST, score_cutoff=_NEAR)
        return [name for _, _, name in found]


def _book(kind: str, names: Iterable[tuple[str, tuple[str, ...]]]) -> _Book:
    written: dict[str, set[str]] = defaultdict(set)
    heard: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, tuple[str, str]] = {}
    for code, spellings in names:
        shown[code] = (spellings[0], spellings[1])
        for spelling in filter(None, spellings):
            key = _key(spelling, kind)
            written[key].add(code)
            heard[sound_key(key)].add(code)
    heard.pop("", None)
    return _Book(
        kind,
        {key: frozenset(codes) for key, codes in written.items()},
        {key: frozenset(codes) for key, codes in heard.items()},
        shown,
    )


@cache
def _provinces() -> _Book:
    spellings = {place.iso: place.spellings for place in vocabulary().places.values()}
    return _book(
        _PROVINCE,
        [(p.iso, (p.name_en, p.name_fa, *spellings[p.iso])) for p in PROVINCES.values()],
    )


@cache
def _counties() -> _Book:
    return _book(_COUNTY, [(c.code, (c.name_en, c.name_fa)) for c in COUNTIES.values()])


@lru_cache(maxsize=_KNOWN)
def find_province(text: str) -> str | None:
    """Return the code of the province that a text means, e.g. "IR-20"; None when none is clear."""
    code = text.strip().upper()
    if code in PROVINCES:
        return code
    found = _provinces().find(text)
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=_KNOWN)
def find_county(text: str, province: str | None = None) -> str | None:
    """Return the code of the county that a text means; None when none, or several, are meant.

    Args:
        text: a code or a name.
        province: the code of the province it is in, where that is known.
    """
    code = text.strip().upper()
    found = frozenset({code}) if code in COUNTIES else _counties().find(text)
    found = frozenset(c for c in found if province in (None, COUNTIES[c].province))
    return next(iter(found)) if len(found) == 1 else None


def settle_province(text: str) -> str:
    """Return the code of the province that a text means.

    Raises:
        Refusal: "register.no_such_province" with the names nearest to it.
    """
    code = find_province(text)
    if code is None:
        near = _provinces().near(text, PROVINCES)
        raise Refusal("register.no_such_province", value=text[:60], near=near or ["…"])
    return code


def settle_county(text: str, province: str | None = None) -> str:
    """Return the code of the county that a text means.

    Raises:
        Refusal: "register.no_such_county" with the nearest names in the province,
            "register.county_elsewhere" when it is one of another province,
            "register.county_of_several" when several provinces have one and none was told.
    """
    code = find_county(text, province)
    if code is not None:
        return code
    somewhere = [PROVINCES[COUNTIES[c].province] for c in sorted(_counties().find(text))]
    there = {
        "there_en": [found.name_en for found in somewhere],
        "there_fa": [found.name_fa for found in somewhere],
    }
    if somewhere and province is not None:
        told = PROVINCES[province]
        raise Refusal(
            "register.county_elsewhere",
            value=text[:60],
            province_en=told.name_en,
            province_fa=told.name_fa,
            **there,
        )
    if somewhere:
        raise Refusal("register.county_of_several", value=text[:60], **there)
    inside = [c.code for c in COUNTIES.values() if province in (None, c.province)]
    near = _counties().near(text, inside)
    raise Refusal("register.no_such_county", value=text[:60], near=near or ["…"])


class ParkNames:
    """Finds parks by code or name; made from the parks that stand at a moment."""

    def __init__(self, parks: Iterable[tuple[str, str, str, str]]) -> None:
        """Take parks as (code, province, Latin name, Persian name)."""
        told = list(parks)
        self._province = {code: province for code, province, _, _ in told}
        self._book = _book(_PARK, [(code, (en, fa)) for code, _, en, fa in told])

    def find(self, text: str, province: str | None = None) -> str | None:
        """Return the code of the park that a text means; None when none, or several, are meant."""
        code = text.strip().upper()
        found = frozenset({code}) if code in self._province else self._book.find(text)
        found = frozenset(c for c in found if province in (None, self._province[c]))
        return next(iter(found)) if len(found) == 1 else None

    def settle(self, text: str, province: str | None = None) -> str:
        """Return the code of the park that a text means.

        Raises:
            Refusal: "register.no_such_park" with the nearest names in the province.
        """
        code = self.find(text, province)
        if code is None:
            inside = [c for c, where in self._province.items() if province in (None, where)]
            near = self._book.near(text, inside)
            raise Refusal("register.no_such_park", value=text[:60], near=near or ["…"])
        return code
