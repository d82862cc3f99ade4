"""In which state are the units that a number counts: idle, semi-active, active?"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.numbers import Number
from ehya.engine.claims.reading.persian import is_measured
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.stands_fa import far_in_parks, is_staff, states_that_change

_STATE_LIMIT = 12
# «به صورت فعال و نیمه‌فعال»: in whatever state.
_ANY = {"active", "semi"}
_CAPACITIES = frozenset(("capacity", "capacities"))
# Words that are a state before a noun and a deed behind it.
CLOSED = frozenset(("closed", "shut"))
_HAVING = ((), ("have",), ("has",), ("had",), ("have", "been"), ("had", "been"), ("were",), ("to",))


def state_of(scene: Scene, phrase: Phrase) -> tuple[str, Mark | None]:
    """Return the state of the units counted.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        "idle", "semi", "idle and semi", "active" or ""; and the mark where the state is told
        after the phrase ("9,500 units are currently inactive"), None where it is inside.
    """
    names, told = set(phrase.states), None
    if not names and not phrase.whole:
        marks = [m for m in scene.of("state") if m.first >= phrase.last]
        marks = [m for m in marks if not _CAPACITIES & set(scene.words(m.last, m.last + 2))]
        marks = [m for m in marks if not is_measured(scene, m) and not _is_verb(scene, phrase, m)]
        marks = [m for m in marks if not _is_of_another_noun(scene, m)]
        following = [
            n.first
            for n in scene.numbers
            if n.first >= phrase.last
            and n.kind == "count"
            and not _is_joined(scene, phrase, n)
            and scene.words(n.first - 1, n.first) != ["در"]
            and not is_staff(scene, phrase, n)
        ]
        marks = [m for m in marks if not following or m.first < following[0]]
        told, _ = scene.nearest(phrase.span, marks, _STATE_LIMIT + far_in_parks(scene, phrase))
        if told is not None and "rest" in scene.words(told.first - 4, told.first):
            told = None
        if told is not None:
            names = {m.name for m in marks if 0 <= m.first - told.last <= 2} | {told.name}
            names = names if names != _ANY else set()
    names = names or _state_of_figure(scene, phrase)
    if {"idle", "semi"} <= names:
        return "idle and semi", told
    return next((name for name in ("idle", "semi", "active") if name in names), ""), told


def _is_of_another_noun(scene: Scene, mark: Mark) -> bool:
    """Tell "257 mines are being equipped in a program for reviving idle small-scale mines"."""
    before = scene.words(mark.first - 3, mark.first)
    acts = [m for m in scene.of("act") if m.name == "revive" and m.last == mark.first]
    return bool(acts) and before[-1].isascii() and bool({"for", "of", "to"} & set(before))


def _is_verb(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell "31 units closed in spring" from "31 units are closed", "working again" from "working"."""
    revived = [m for m in scene.of("act") if m.name == "revive"]
    if any(m.first <= mark.first < m.last and m.last > mark.last for m in revived):
        return True
    return closes(scene, phrase, mark)


def closes(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell whether "closed" is what the units did.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        mark: the word.

    Returns:
        True where it stands as a verb right behind the number's noun.
    """
    if scene.tokens[mark.first].text not in CLOSED or mark.first < phrase.last:
        return False
    return tuple(scene.words(phrase.last, mark.first)) in _HAVING


def _is_joined(scene: Scene, phrase: Phrase, other: Number) -> bool:
    """Tell «۲۶ شهرک و ۱۴ ناحیه فعال»: the state told at the end is that of both."""
    parks = any(m.name == "park" and m.first >= other.last for m in scene.of("noun"))
    return phrase.noun == "park" and parks and scene.words(phrase.last, other.first) == ["و"]


def _state_of_figure(scene: Scene, phrase: Phrase) -> set[str]:
    """Return the states in "the number of idle units fell to 373 units"."""
    figures = [m for m in scene.of("figure") if m.name == "number" and m.last <= phrase.first]
    mark, _ = scene.nearest(phrase.span, figures, 12)
    if mark is None:
        return states_that_change(scene, phrase)
    return {m.name for m in scene.of("state") if mark.last <= m.first < phrase.first}


def told_state(scene: Scene) -> str:
    """Return the one state that a sentence tells; units that "stopped operating" are idle.

    Args:
        scene: the sentence.

    Returns:
        "idle", "semi", "active"; "" where it tells none or several.
    """
    closed = [m for m in scene.of("act") if m.name == "close"]
    inside = {i for m in closed for i in range(m.first, m.last)}
    states = {m.name for m in scene.of("state") if m.first not in inside}
    states |= {"idle"} if closed else set()
    return states.pop() if len(states) == 1 else ""
