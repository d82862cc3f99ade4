"""At which share of their capacity are the units counted said to work?"""

from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

# A share of capacity that no metric knows: "at less than 70 percent".
OTHER_BAND = "other"
_REACH = 16
_AFTER = 5
_HALF, _MOST = 50, 70
_CAPACITY = frozenset(("capacity", "ظرفیت"))
_WORKING = frozenset(
    (
        "working",
        "operating",
        "operate",
        "work",
        "producing",
        "running",
        "run",
        "runs",
        "works",
        "operates",
        "active",
        "worked",
        "operated",
        "فعالیت",
        "فعال",
    )
)
_BELOW = frozenset(("less", "only", "just", "below", "under", "beneath", "زیر", "کمتر"))
# How a share of capacity is led in, and what may stand before its number.
_AT = frozenset(("at", "below", "under", "with", "above", "over", "between"))
_AT_MOST = frozenset(("only", "just", "about", "less", "more", "than", "over", "under", "below"))
_BAND = 7
_ASIDE = 14
_ABOVE = frozenset(("more", "above", "over", "بالای", "بیش", "بیشتر"))


def band_of(scene: Scene, phrase: Phrase) -> str:
    """Return the metric of units told by their share of capacity.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        "units_semi_active" below half, "units_capacity_50_70", "units_capacity_over_70"; OTHER_BAND
        for another share; "" where the sentence tells none.
    """
    behind = _behind_aside(scene, phrase)
    words = scene.words(behind - 1, behind + _REACH)
    place = next((i for i, word in enumerate(words) if word in _CAPACITY), None)
    if place is None or not _WORKING & set(words):
        return ""
    shares = [n for n in scene.numbers if behind <= n.first < behind + place + _AFTER]
    if any(n.kind == "count" and "%" not in scene.words(n.first - 1, n.last) for n in shares):
        return ""
    return _metric([float(n.value) for n in shares], set(words))


def _behind_aside(scene: Scene, phrase: Phrase) -> int:
    """Look past "10,183 units, meaning 29.5 percent of all plants, work at …"."""
    words = scene.words(phrase.last, phrase.last + _ASIDE)
    aside = words[:1] == [","] and "," in words[1:]
    return phrase.last + words.index(",", 1) + 1 if aside else phrase.last


def share_in_band(scene: Scene, phrase: Phrase) -> str:
    """Return the metric of "30 percent are operating at less than half of their capacity".

    Args:
        scene: the sentence.
        phrase: the percentage.

    Returns:
        "share_semi_active_pct" below half; OTHER_BAND for another share of capacity; "" where the
        percentage is not followed by how hard the units work.
    """
    words = scene.words(phrase.last, phrase.last + _REACH)
    place = next((i for i, word in enumerate(words) if word in _WORKING), None)
    if place is None or not _AT & set(words[place + 1 : place + 2]):
        return ""
    first = phrase.last + place + 1
    if any(phrase.last <= n.first < first for n in scene.numbers):
        return ""
    told = scene.words(first, first + _BAND)
    told = told[: told.index(",")] if "," in told else told
    shares = [n for n in scene.numbers if first <= n.first < first + len(told)]
    half = "half" in told or [int(n.value) for n in shares] == [_HALF]
    if not half and not shares:
        return ""
    return "share_semi_active_pct" if half and _BELOW & set(told) else OTHER_BAND


def is_bound(scene: Scene, phrase: Phrase) -> bool:
    """Tell the bound itself: "working at 50-70%", "running at over 70%".

    Args:
        scene: the sentence.
        phrase: the percentage.

    Returns:
        True where a word for working leads up to it.
    """
    words = [w for w in scene.words(phrase.first - _BAND, phrase.first) if w not in _AT_MOST]
    if phrase.number.end > 0:
        words = words[:-2] if words[-1:] == ["-"] else words
    return bool(words) and words[-1] in _AT and bool(_WORKING & set(words[-2:-1]))


def _metric(shares: list[float], words: set[str]) -> str:
    if len(shares) == 2 and shares == [_HALF, _MOST]:
        return "units_capacity_50_70"
    below = bool(_BELOW & words)
    if below and (shares == [_HALF] or (not shares and "half" in words)):
        return "units_semi_active"
    if shares == [_MOST] and _ABOVE & words:
        return "units_capacity_over_70"
    return OTHER_BAND if below and shares else ""
