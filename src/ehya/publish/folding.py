"""Under which letters is a claim found again, however it is spelled?"""

import re
from functools import lru_cache

from ehya.engine.claims.model import Claim, Vocabulary
from ehya.engine.text import fold

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_WORD = re.compile(r"[\w.]+")


def folded_words(text: str) -> list[str]:
    """Return the words that somebody looks for: folded, thousands without commas, each once."""
    plain = _THOUSANDS.sub("", fold(text).text)
    return list(
        dict.fromkeys(word.strip("._") for word in _WORD.findall(plain) if word.strip("._"))
    )


def folded_claim(claim: Claim, *, more: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """Return all the words a claim is found by: its own, and its names in both languages.

    Args:
        claim: the claim.
        more: speaker, note, address.
        vocabulary: names of metrics and places.
    """
    metric = vocabulary.metrics.get(claim.metric)
    place = vocabulary.places.get(claim.place)
    names = [
        *((metric.name_en, metric.name_fa) if metric else ()),
        *((place.name_fa, *place.spellings) if place else ()),
    ]
    own = (claim.id, claim.metric, claim.place, claim.population, claim.source, claim.text)
    parts = (*own, str(claim.value), *more, *names)
    return " ".join(dict.fromkeys(word for part in parts for word in _words(part)))


@lru_cache(maxsize=16_384)
def _words(part: str) -> tuple[str, ...]:
    return tuple(folded_words(part))
