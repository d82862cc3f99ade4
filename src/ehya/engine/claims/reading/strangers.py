"""Does a number count something that is none of the programme's?

English names what it counts right behind the number. A definition ("50 workers or less"), a noun
that no table knows ("378 technological needs"), people who lost their work and papers that only
allow units ("permits for the establishment of 817 units") are left out.
"""

from itertools import pairwise

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_PAPERS = frozenset(("permit", "permits", "license", "licenses", "licence", "licences"))
_DEFINED_FA = frozenset(("زمره", "جز", "محسوب", "تلقی"))
_DEFINED = frozenset(("considered", "categorized", "defined", "definition", "classified"))
_AUXILIARIES = frozenset(("was", "were", "been", "are", "is", "being", "have", "has", "had"))
_ADVERBS = frozenset(("already", "also", "so", "far", "now", "just", "recently"))
_HAVE = ("have", "has", "had")
_VERBS = ("act", "state", "share", "done", "modal", "money")
_PLAIN = frozenset(("across", "this", "has", "was", "is", "as", "its", "plus", "versus", "less"))
_PAPER_REACH = 9
_LAST_OF_RATIO = 10
_POINTS = 8  # words: as far as "units, equivalent to 56 percent of them" points back
_OPENERS = "in of by at to from for with and or as across on during over throughout within since"
_FUNCTION = frozenset(
    (*_OPENERS.split(), "were", "are", "was", "is", "under", "until", "after", "before", "outside")
)


def is_definition(scene: Scene, phrase: Phrase) -> bool:
    """Tell "enterprises run by 50 workers or less are small": a rule, not a count.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a size is defined.
    """
    after = scene.words(phrase.last, phrase.last + 2)
    open_ended = after[:1] == ["or"] and after[1:] in (["less"], ["fewer"], ["more"])
    if open_ended and phrase.noun in ("person", "job"):
        return True
    words = {token.text for token in scene.tokens}
    small = phrase.noun in ("person", "job") and phrase.number.value < 1000
    if small and scene.of("size") and _DEFINED_FA & words:
        return True
    return phrase.noun == "person" and phrase.number.value < 1000 and bool(_DEFINED & words)


def is_ratio(scene: Scene, phrase: Phrase) -> bool:
    """Tell "3 out of 5 units": a proportion in small numbers, not two counts.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True for both of its numbers.
    """
    return any(
        phrase.number in (left, right) and right.value <= _LAST_OF_RATIO
        for left, right in pairwise(scene.numbers)
        if scene.words(left.last, right.first) in (["out", "of"], ["out", "of", "every"])
    )


def is_unknown_noun(scene: Scene, phrase: Phrase) -> bool:
    """Tell "378 technological needs": English that counts what no table knows.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where an unknown plural stands behind the number.
    """
    if _is_told_otherwise(scene, phrase) or _is_of_mining_units(scene, phrase):
        return True
    if phrase.noun:
        return False
    if phrase.inherits and _divides_a_stranger(scene, phrase):
        return True
    if _opens_with_unknown_verb(scene, phrase):
        return True
    for place in range(phrase.number.last, min(phrase.number.last + 2, len(scene.tokens))):
        token = scene.tokens[place]
        known = any(m.first <= place < m.last for m in scene.marks)
        if token.kind != "word" or not token.text.isascii() or known or token.text in _PLAIN:
            return False
        if token.text.endswith("s") and len(token.text) > 3:
            return True
    return False


def _divides_a_stranger(scene: Scene, phrase: Phrase) -> bool:
    """Tell "1,800 deals were signed, of which 50 with small firms": a part of no units."""
    earlier = [n for n in scene.numbers if n.last <= phrase.first and n.kind == "count"]
    if not earlier:
        return False
    whole = earlier[-1]
    first, last = whole.last, whole.last + 1
    known = any(m.first <= first < m.last for m in scene.marks)
    word = "".join(scene.words(first, last))
    return word.isascii() and word.isalpha() and len(word) > 3 and word.endswith("s") and not known


def _is_of_mining_units(scene: Scene, phrase: Phrase) -> bool:
    """Tell "of 355 mining units, 202 units, equal to 56 percent of them, are active"."""
    earlier = [n for n in scene.numbers if n.last <= phrase.first and n.kind == "count"]
    if phrase.noun != "unit" or not earlier:
        return False
    whole = scene.words(earlier[-1].last, earlier[-1].last + 2)
    points = [m for m in scene.of("which") if 0 <= m.first - phrase.last <= _POINTS]
    divides = phrase.inherits or bool(points)
    return divides and whole in (["mining", "units"], ["mining", "unit"])


def _is_told_otherwise(scene: Scene, phrase: Phrase) -> bool:
    """Tell "one in five units", "every ten factories", "8,000 units with a physical progress"."""
    before = scene.words(phrase.first - 2, phrase.first)
    after = scene.words(phrase.last, phrase.last + 4)
    built = "physical" in after or ("without" in after and not phrase.states)
    return built or before == ["one", "in"] or "every" in before


def _opens_with_unknown_verb(scene: Scene, phrase: Phrase) -> bool:
    """Tell "about 21,000 meet the criteria" and "189 have formally registered"."""
    after = scene.words(phrase.number.last, phrase.number.last + 2)
    if len(after) == 2 and after[1] in ("the", "a", "an", "their", "its") and after[0].isalpha():
        known = any(m.first == phrase.number.last for m in scene.marks)
        return after[0].isascii() and not known and after[0] not in _FUNCTION
    return has_another_verb(scene, phrase, None)


def is_workplace(scene: Scene, phrase: Phrase, before: str) -> bool:
    """Tell "161,000 jobs will be created in 20,000 units": the units are where, not what.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        before: the metric told before in the sentence, "" for none.

    Returns:
        True where a number of jobs stands before and "in" opens the number.
    """
    opener = scene.words(phrase.first - 1, phrase.first)
    return "jobs_" in before and opener in (["in"], ["at"], ["within"]) and not phrase.states


def is_lost_work(scene: Scene, act: Mark | None) -> bool:
    """Tell people who lost their jobs from those who found one.

    Args:
        scene: the sentence.
        act: what is said of the people.

    Returns:
        True where work is lost and not said to be got back.
    """
    words = {token.text for token in scene.tokens}
    back = {"back", "returned", "return", "restored", "revived"} & words
    lost = {"lost", "losing", "unemployed", "jobless"} & words
    return bool(lost) and not back and (act is None or act.name in ("create", "exist"))


def is_permitted(scene: Scene, phrase: Phrase, act: Mark | None) -> bool:
    """Tell units that a permit allows to be set up from units that work.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        act: what is said to be done to the units.

    Returns:
        True for "permits for the establishment of 817 units were issued".
    """
    if act is None or not scene.tokens[act.first].text.startswith("establish"):
        return False
    return bool(_PAPERS & set(scene.words(act.first - _PAPER_REACH, phrase.first)))


def has_another_verb(scene: Scene, phrase: Phrase, act: Mark | None) -> bool:
    """Tell "120 companies were added to the list", told beside what was done to others.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        act: the nearest act of the tables.

    Returns:
        True where a passive of an unknown verb stands behind the number and the act elsewhere.
    """
    nominal = act is not None and 0 <= phrase.first - act.last <= 1
    if act is not None and (act.name == "capacity" or (nominal and _opens_of(scene, phrase))):
        return False
    words = scene.words(phrase.last, phrase.last + 5)
    place = next((i for i, word in enumerate(words[:3]) if word in _AUXILIARIES), None)
    if place is None or place + 1 >= len(words):
        return False
    verb = phrase.last + place + 1
    while verb < len(scene.tokens) and _may_precede(scene.tokens[verb].text):
        verb += 1
    if verb >= len(scene.tokens) or not scene.tokens[verb].text.endswith("ed"):
        return False
    kinds = _VERBS if words[place] in _HAVE else (*_VERBS, "stock")
    kinds = (*kinds, "asks") if act is None else kinds
    if any(m.first <= verb < m.last and m.kind in kinds for m in scene.marks):
        return False
    if act is None or act.last <= phrase.first or "," in scene.words(verb, act.first):
        return True
    return any(verb < number.first < act.first for number in scene.numbers)


def _opens_of(scene: Scene, phrase: Phrase) -> bool:
    """Tell "Renovation of 300 units was finished", whose verb is said of the act."""
    return scene.words(phrase.first - 1, phrase.first) == ["of"]


def _may_precede(word: str) -> bool:
    return word in _AUXILIARIES or word in _ADVERBS or word.endswith("ly")
