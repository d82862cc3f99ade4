"""What does a Persian clause say that there is, rather than what was done?"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.numbers import Number
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_HAS = frozenset(("دارد", "دارند", "داریم", "داشت", "داشتند", "داشتیم"))
_IS = frozenset(("است", "هستند", "بود", "بودند", "اند", "شده"))
_CHANGED = frozenset(("کاهش", "افزایش", "رسید", "رسیده", "رسیدند", "رسانده"))
_CALLED = frozenset(("طرح", "نهضت", "ستاد", "کارگروه", "کمیته", "مرکز", "دبیرخانه", "پویش"))
_TAKEN = 3
_BOUND = 12
_PARKS = 8


def has_them(scene: Scene, phrase: Phrase) -> bool:
    """Tell «استان ۳۱ واحد راکد دارد و قرار است ۹ واحد احیا شود»: the act is the next clause's.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where «دارد» or «وجود دارد» stands right behind the phrase.
    """
    after = [word for word in scene.words(phrase.last, phrase.last + 2) if word != "وجود"]
    return bool(_HAS & set(after[:1]))


def is_part_in_state(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «۳۱۸ واحد به بهره‌برداری رسیده که از این تعداد ۱۹۴ واحد فعال است»: the act is the whole's.

    Args:
        scene: the sentence.
        phrase: a number with a state.
        act: an act before it.

    Returns:
        True where «که» parts the act from a number that points back.
    """
    return phrase.inherits and "که" in scene.words(act.last, phrase.first)


def has_part_in_state(scene: Scene, phrase: Phrase) -> bool:
    """Tell the whole in «۴۴۰ واحد به بهره‌برداری رسیده که ۷۰ واحد راکد است»: all that there are.

    Args:
        scene: the sentence.
        phrase: a number of units.

    Returns:
        True where «که» opens the next count of units and a state is told of it.
    """
    units = {m.first: m.last for m in scene.of("noun") if m.name == "unit"}
    parts = [n for n in scene.numbers if n.first >= phrase.last and n.last in units]
    if not parts or "که" not in scene.words(phrase.last, parts[0].first):
        return False
    told = units[parts[0].last]
    return any(told <= m.first <= told + _SOON for m in scene.of("state"))


_SOON = 3


def stands_there(scene: Scene, phrase: Phrase) -> bool:
    """Tell «۸۷۰ واحد مستقر است» from «۸۷۰ واحد مستقر در شهرک».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where «مستقر» and a copula close the clause right behind the phrase.
    """
    words = scene.words(phrase.head, phrase.last + 3)
    return any(
        word == "مستقر" and bool(_IS & set(words[place + 1 : place + 2]))
        for place, word in enumerate(words)
    )


def states_that_change(scene: Scene, phrase: Phrase) -> set[str]:
    """Return the states in «واحدهای راکد استان از ۶۱ واحد به ۴۸ واحد کاهش یافت».

    Args:
        scene: the sentence.
        phrase: a number with no state of its own.

    Returns:
        The states of the units that open the clause; none where the units do not change.
    """
    bare = scene.words(phrase.number.last, phrase.last) == ["واحد"]
    opened = scene.words(phrase.first - 1, phrase.first) in (["از"], ["به"])
    after = scene.words(phrase.last, len(scene.tokens))
    heads = {n.last for n in scene.numbers}
    units = [m for m in scene.of("noun") if m.name == "unit" and m.last < phrase.first]
    units = [m for m in units if m.first not in heads]
    if not (bare and opened and units and _CHANGED & set(after)):
        return set()
    numbers = [n for n in scene.numbers if units[-1].last <= n.first < phrase.first]
    if phrase.first - units[-1].last > _BOUND * (1 + len(numbers)):
        return set()
    return {m.name for m in scene.of("state") if m.first == units[-1].last}


def far_in_parks(scene: Scene, phrase: Phrase) -> int:
    """Return how much further the state stands in «۷۳ واحد در ۹ شهرک و ناحیه … فعالیت دارند».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        0 where no number of parks follows at once.
    """
    heads = {m.first for m in scene.of("noun") if m.name == "park"}
    inside = scene.words(phrase.last, phrase.last + 1) == ["در"]
    parks = any(n.first == phrase.last + 1 and n.last in heads for n in scene.numbers)
    return _PARKS if inside and parks else 0


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


def works_in(scene: Scene, phrase: Phrase) -> int:
    """Return how much further the verb stands in «۹۰۰ نفر در ۶۱ واحد احیاشده کار پیدا کردند».

    Args:
        scene: the sentence.
        phrase: a number of people.

    Returns:
        0 where no number of units follows at once.
    """
    units = {m.first for m in scene.of("noun") if m.name == "unit"}
    inside = scene.words(phrase.last, phrase.last + 1) == ["در"]
    counted = any(n.first == phrase.last + 1 and n.last in units for n in scene.numbers)
    return _PARKS if inside and counted else 0


def is_staff(scene: Scene, phrase: Phrase, other: Number) -> bool:
    """Tell «۳۷ واحد با اشتغال ۵۴۰ نفر در این منطقه فعالیت دارند»: the people are told in passing.

    Args:
        scene: the sentence.
        phrase: a number of units.
        other: a number behind it.

    Returns:
        True where «با» opens the words between and people are counted.
    """
    people = {m.first for m in scene.of("noun") if m.name in ("person", "job")}
    opened = scene.words(phrase.last, phrase.last + 1) == ["با"]
    return opened and other.last in people and phrase.noun == "unit"


def describes(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «از کل واحدهای به بهره‌برداری رسیده، ۸۰ واحد کوچک است»: it only says which units.

    Args:
        scene: the sentence.
        phrase: a number of units.
        act: an act before it.

    Returns:
        True where the act is the attribute of a noun that no number counts.
    """
    if phrase.noun != "unit" or act.last > phrase.first:
        return False
    heads = {n.last for n in scene.numbers}
    nouns = {m.last for m in scene.of("noun") if m.first not in heads}
    said = [m for m in scene.of("adj") if m.first <= act.first and act.last <= m.last]
    return any(m.last - m.first > 1 and m.first in nouns for m in said)


_TROUBLES = frozenset(("مشکل", "بدهی", "نقص", "کمبود", "چالش", "اختلاف"))
_EVERY = frozenset(("هفته", "ماه", "روز", "سال", "فصل"))
_REGULARLY = frozenset(("روزانه", "ماهانه", "ماهیانه", "هفتگی", "سالانه", "سالیانه"))


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


_RATE_REACH = 5
