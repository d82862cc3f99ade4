"""What does a Persian clause say that there is, rather than what was done?"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.numbers import Number
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_HAS = frozenset(("دارد", "دارند", "داریم", "داشت", "داشتند", "داشتیم"))
_IS = frozenset(("است", "هستند", "بود", "بودند", "اند", "شده"))
_CHANGED = frozenset(("کاهش", "افزایش", "رسید", "رسیده", "رسیدند", "رسانده"))
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
    return any(m.first <= act.first and act.last <= m.last for m in _attributes(scene))


def _attributes(scene: Scene) -> list[Mark]:
    """Return «به بهره‌برداری رسیده» and the like behind nouns that no number counts."""
    heads = {n.last for n in scene.numbers}
    nouns = {m.last for m in scene.of("noun") if m.first not in heads}
    return [m for m in scene.of("adj") if m.last - m.first > 1 and m.first in nouns]


def all_of_kind(scene: Scene, phrase: Phrase) -> bool:
    """Tell «بیشترین واحدهای به بهره‌برداری رسیده در بخش فلزی با ۱۲۰ واحد است»: all there are.

    Args:
        scene: the sentence.
        phrase: a number of units.

    Returns:
        True where such a noun stands before and no time makes a year's count of it.
    """
    if phrase.noun != "unit" or phrase.states:
        return False
    named = any(m.last <= phrase.first for m in _attributes(scene))
    return named and all(time.kind in _ALL_TIMES for time in scene.times)


_ALL_TIMES = ("until", "by_end", "same")
