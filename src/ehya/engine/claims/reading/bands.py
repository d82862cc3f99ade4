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
        "فعالیت",
        "فعال",
    )
)
_BELOW = frozenset(("less", "below", "under", "beneath", "زیر", "کمتر"))
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
    words = scene.words(phrase.last - 1, phrase.last + _REACH)
    place = next((i for i, word in enumerate(words) if word in _CAPACITY), None)
    if place is None or not _WORKING & set(words):
        return ""
    first, last = phrase.last, phrase.last + place + _AFTER
    shares = [n for n in scene.numbers if first <= n.first < last]
    if any(n.kind == "count" and "%" not in scene.words(n.first - 1, n.last) for n in shares):
        return ""
    return _metric([float(n.value) for n in shares], set(words))


def _metric(shares: list[float], words: set[str]) -> str:
    if len(shares) == 2 and shares == [_HALF, _MOST]:
        return "units_capacity_50_70"
    below = bool(_BELOW & words)
    if below and (shares == [_HALF] or (not shares and "half" in words)):
        return "units_semi_active"
    if shares == [_MOST] and _ABOVE & words:
        return "units_capacity_over_70"
    return OTHER_BAND if below and shares else ""
