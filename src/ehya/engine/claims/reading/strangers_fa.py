"""Which Persian words stand beside a number and say nothing of the programme's units?

The name of a programme, so many a week, a unit's troubles, land that is handed over.
"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_CALLED = frozenset(("طرح", "نهضت", "ستاد", "کارگروه", "کمیته", "مرکز", "دبیرخانه", "پویش"))
_TAKEN = 3
_TROUBLES = frozenset(("مشکل", "بدهی", "نقص", "کمبود", "چالش", "اختلاف"))
_EVERY = frozenset(("هفته", "ماه", "روز", "سال", "فصل"))
_REGULARLY = frozenset(("روزانه", "ماهانه", "ماهیانه", "هفتگی", "سالانه", "سالیانه"))
_RATE_REACH = 5
_LAND = frozenset(("واگذار", "واگذاری", "تخصیص"))
_GROUND = frozenset(("اراضی", "زمین", "هکتار"))
_AFTER = 12


def names_programme(scene: Scene, act: Mark) -> bool:
    """Tell «در قالب طرح احیا، فعال‌سازی و توسعه»: the acts only name what it is called.

    Args:
        scene: the sentence.
        act: an act.

    Returns:
        True where «طرح», «نهضت» … stands before it, over other acts at most, and what it is done
        to is not counted right behind.
    """
    inside = {i for m in scene.of("act") for i in range(m.first, m.last)}
    first = act.first - 1
    while first in inside or scene.words(first, first + 1) in (["،"], [","], ["و"]):
        first -= 1
    if first < 0 or scene.tokens[first].text not in _CALLED:
        return False
    last = act.last
    while last in inside or scene.words(last, last + 1) in (["،"], [","], ["و"]):
        last += 1
    return all(not 0 <= n.first - last <= _TAKEN for n in scene.numbers)


def has_trouble(scene: Scene, phrase: Phrase) -> bool:
    """Tell «از این ۵۲۱ واحد، ۲۸۱ واحد بدهی بانکی دارند»: their trouble is no state of theirs.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a word for a trouble stands right behind the phrase.
    """
    return bool(_TROUBLES & set(scene.words(phrase.last, phrase.last + 1)))


def is_rate(scene: Scene, phrase: Phrase) -> bool:
    """Tell «هر هفته ۱۰ واحد»: so many a week, and no count of what was done.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the clause says so shortly before the number.
    """
    before = scene.words(max(0, phrase.first - _RATE_REACH), phrase.first)
    every = any(
        word == "هر" and _EVERY & set(before[place + 1 : place + 2])
        for place, word in enumerate(before)
    )
    return every or bool(_REGULARLY & set(before))


def gets_land(scene: Scene, phrase: Phrase) -> bool:
    """Tell «۳۵ هکتار به ۷۸ متقاضی واگذار شد» from applications: they get it.

    Args:
        scene: the sentence.
        phrase: a number of applicants.

    Returns:
        True where «به» opens them and a word for handing over follows.
    """
    opened = scene.words(phrase.first - 1, phrase.first) == ["به"]
    after = scene.words(phrase.last, phrase.last + _AFTER)
    return phrase.noun == "application" and opened and bool(_LAND & set(after))


def is_of_land(scene: Scene, phrase: Phrase) -> bool:
    """Tell «۳۲ درصد از برنامهٔ واگذاری اراضی»: a plan for land, not for units.

    Args:
        scene: the sentence.
        phrase: a percentage.

    Returns:
        True where a word for land follows «برنامه» or «هدف» before any unit does.
    """
    words = scene.words(phrase.last, phrase.last + _AFTER)
    plans = [place for place, word in enumerate(words) if word in ("برنامه", "هدف", "تعهد")]
    return bool(plans) and bool(_GROUND & set(words[plans[0] :]))
