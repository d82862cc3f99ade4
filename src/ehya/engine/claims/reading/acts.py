"""What is said to be done to the things a number counts, and is it done?"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.patterns import ACTS
from ehya.engine.claims.reading.persian import (
    belongs_to_next,
    is_done_fa,
    is_of_another,
    is_parted,
    is_persian,
    is_raised,
    is_told_state,
    takes,
    takes_part_of,
)
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.stands_fa import (
    describes,
    has_them,
    is_part_in_state,
    stands_there,
    works_in,
)
from ehya.engine.claims.reading.states import CLOSED, closes
from ehya.engine.claims.reading.strangers_fa import names_programme

_ACT_LIMIT = 30
_PROJECT_LIMIT = 44
_JOB_LIMIT = 16
_STOCK_LIMIT = 14
_WEAK_STOCK = 7
_UNDERWAY = 10
_PART = 26
_PARKS_REACH = 18
_LOCAL_ACTS = {
    "serve": 12,
    "implement": 6,
    "pass": 6,
    "identify": 18,
    "diagnose": 12,
    "close": 10,
    "repossess": 14,
}
_COPULAS = frozenset(["هستند", "است", "بودند", "بود", "باشند", "باشد", "مانده", "ماندند"])
_ABLE = frozenset(("capacity", "capacities", "potential", "ability", "possibility"))


def act_of(scene: Scene, phrase: Phrase, noun: str, told: Mark | None) -> Mark | None:
    """Return the act said of what is counted; None where the text tells what there is.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        noun: what is counted.
        told: where the state is told after the phrase, from `state_of`.

    Returns:
        The nearest act that fits the noun.
    """
    names = ACTS.get(noun, ())
    limit = {"job": _JOB_LIMIT, "project": _PROJECT_LIMIT}.get(noun, _ACT_LIMIT)
    marks = _fitting(scene, phrase, noun)
    limit += works_in(scene, phrase) if noun == "job" else 0
    act, cost = _nearest_act(scene, phrase, marks, limit)
    if act is None or noun == "job":
        return _first_of_chain(scene, act) if act else None
    if "new" in phrase.adjectives and act.name == "revive" and act.last != phrase.first:
        return None
    if _state_rules(scene, phrase, act, told, cost) or takes_part_of(scene, phrase):
        return None
    if phrase.whole:
        return None
    if _is_whole(scene, phrase) and not takes(scene, phrase, act):
        return _inside_whole(scene, phrase, marks)
    if noun in ("mine", "unit") and is_underway(scene, phrase):
        return None
    strong = [m for m in scene.of("stock") if m.name == "there" and not _overlaps(m, phrase)]
    there, least = scene.nearest(phrase.span, strong, _STOCK_LIMIT)
    if there is not None and least < cost and not is_done(scene, act):
        return None
    return _first_of_pair(scene, act, names)


def _fitting(scene: Scene, phrase: Phrase, noun: str) -> list[Mark]:
    """Return the acts that may be said of a noun; «فعالیت دوبارهٔ ۵۴۲ نفر» revives jobs."""
    names = ACTS.get(noun, ())
    marks = [_meant_of(noun, mark) for mark in scene.of("act")]
    return [
        mark
        for mark in marks
        if (mark.name in names and _is_reachable(scene, phrase, mark))
        or (noun == "job" and mark.name == "revive" and takes(scene, phrase, mark))
    ]


def _meant_of(noun: str, mark: Mark) -> Mark:
    """Tell units that "have gone back to work", which are revived, from people, who have jobs."""
    if mark.name != "back":
        return mark
    return mark._replace(name="create" if noun == "job" else "revive")


def _state_rules(scene: Scene, phrase: Phrase, act: Mark, told: Mark | None, cost: int) -> bool:
    """Tell whether the text says of the number what it is, not what was done.

    «هدف احیای ۱۵۰۰ واحد راکد است» says what the aim is, and nothing of the units' state.
    """
    if phrase.states and act.last == phrase.first:
        return False
    if phrase.states and _COPULAS & set(scene.words(phrase.last, phrase.last + 1)):
        return True
    if phrase.states and (has_them(scene, phrase) or is_part_in_state(scene, phrase, act)):
        return True
    if phrase.states and scene.words(phrase.first - 2, phrase.first) in _THERE:
        return True
    if phrase.states and "شناسایی" in scene.words(phrase.last, phrase.last + 4):
        return True
    if told is None:
        return False
    is_state = told.name != "active" and _is_predicate(scene, told)
    if is_state and _is_beyond(scene, phrase, act, told, cost):
        return True
    return is_told_state(scene, phrase, told, act)


_THERE = (["there", "are"], ["there", "were"], ["now", "has"], ["still", "has"])
_LINKS = frozenset((",", "،", "and", "و", "while", ";"))
_OWNED = 12


def _nearest_act(
    scene: Scene, phrase: Phrase, marks: list[Mark], limit: int
) -> tuple[Mark | None, int]:
    """Return the nearest act; one that already closes another number's clause weighs more."""
    best, least = None, limit
    for mark in marks:
        cost = scene.cost(phrase.span, (mark.first, mark.last))
        if mark.last <= phrase.first and _is_taken(scene, phrase, mark):
            cost += _OWNED
        past = mark.first >= phrase.last and _is_past_a_count(scene, phrase, mark)
        past = past or is_of_another(scene, phrase, mark)
        if past or belongs_to_next(scene, phrase, mark):
            cost += _OWNED
        if cost < least:
            best, least = mark, cost
    return best, least


def _is_past_a_count(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    between = [n for n in scene.numbers if phrase.last <= n.first < act.first]
    return phrase.inherits and any(n.kind == "count" for n in between)


def _is_taken(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell whether an act before the number closes a clause: "400 were revived and 300 …"."""
    following = scene.words(act.last, phrase.first)
    if not _LINKS & set(following[:3]):
        return False
    nouns = [m for m in scene.of("noun") if m.last <= act.first]
    owners = [n for n in scene.numbers if n.kind == "count" and n.last <= act.first]
    return (
        bool(owners and nouns)
        and scene.cost((nouns[-1].first, nouns[-1].last), (act.first, act.last)) <= 6
        and (nouns[-1].first >= owners[-1].first)
    )


def is_underway(scene: Scene, phrase: Phrase) -> bool:
    """Tell what is still being built, equipped, studied, or told to do something else.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where such a word is near.
    """
    marks = [m for m in scene.of("act") if m.name in ("underway", "busy")]
    return scene.nearest(phrase.span, marks, _UNDERWAY)[0] is not None


def _overlaps(mark: Mark, phrase: Phrase) -> bool:
    return mark.first < phrase.last and phrase.first < mark.last


def _is_reachable(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    if {"to", "of"} & set(scene.words(mark.first - 1, mark.first)) and _ABLE & set(
        scene.words(mark.first - 2, mark.first - 1)
    ):
        return False
    frame = scene.words(mark.first - 8, mark.first)
    if "framework" in frame and "," not in frame[frame.index("framework") :]:
        return False
    closed = mark.name == "close" and scene.tokens[mark.first].text in CLOSED
    if closed and not closes(scene, phrase, mark):
        return False
    if mark.name == "capacity" and not is_raised(scene, mark):
        return False
    if _is_elsewhere(scene, phrase, mark):
        return False
    limit = _LOCAL_ACTS.get(mark.name)
    return limit is None or scene.cost(phrase.span, (mark.first, mark.last)) < limit


def _is_elsewhere(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell an act of another clause, of others, of a programme's name, or one that only could be."""
    if is_parted(scene, phrase, mark) or describes(scene, phrase, mark):
        return True
    if _is_of_clause_before(scene, phrase, mark) or _is_of_others(scene, phrase, mark):
        return True
    able = scene.words(mark.first - 2, mark.first) in (["can", "be"], ["could", "be"])
    return able or names_programme(scene, mark)


def _is_of_clause_before(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell "90 were revived, and 81 more will return": the second has a verb of its own."""
    promised = scene.words(phrase.last, phrase.last + 1) in (["will"], ["would"], ["shall"])
    linked = act.last <= phrase.first and _LINKS & set(scene.words(act.last, phrase.first))
    return promised and bool(linked)


def _is_of_others(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell "6,540 are active and the rest have closed", "five with … and the revival of four"."""
    if act.first < phrase.last:
        return False
    between = scene.words(phrase.last, act.first)
    if _OTHERS & set(between[-_REST:]):
        return True
    after = scene.words(act.last - 1, act.last + _REST)
    nominal = "of" in after[:2] and scene.tokens[act.first].text.endswith(_NOUNS)
    opened = any(0 <= n.first - act.last <= _REST for n in scene.numbers)
    return nominal and opened and bool({",", "and"} & set(between))


_OTHERS = frozenset(("rest", "others", "remainder"))
_REST = 4
_NOUNS = ("ion", "al", "ing", "return")


def _is_beyond(scene: Scene, phrase: Phrase, act: Mark, told: Mark, cost: int) -> bool:
    return act.first >= told.last or cost > scene.cost(phrase.span, (told.first, told.last))


def _is_predicate(scene: Scene, told: Mark) -> bool:
    """Tell "units are idle" from «واحدهایی که راکد بودند احیا شدند» and «از واحدهای راکد»."""
    noun = any(
        m.kind in ("noun", "adj") and m.name != "plain" and m.last == told.first
        for m in scene.marks
    )
    if noun and not _COPULAS & set(scene.words(told.last, told.last + 4)):
        return False
    return "که" not in scene.words(told.first - 2, told.first) and "that" not in scene.words(
        told.first - 3, told.first
    )


def _is_whole(scene: Scene, phrase: Phrase) -> bool:
    """Tell the whole from which a part is taken: "out of 360 stagnant units, 199 …"."""
    said = next((m.first for m in scene.of("qual") if m.last == phrase.first), phrase.first)
    before = scene.words(said - 4, said)
    share = " ".join(scene.words(said - 7, said))
    whole = before[-1:] == ["total"] or "% of" in share
    if ("percent of" in share or "% of" in share) and whole and "," not in share:
        return True
    if "percent of" in " ".join(before) or "درصد از" in " ".join(before):
        return not phrase.states
    following = [n for n in scene.numbers if n.first >= phrase.last and n.kind == "count"]
    if not following or scene.cost(phrase.span, (following[0].first, following[0].last)) > _PART:
        return False
    if any(m.last == said - 1 and before[-1:] == ["of"] for m in scene.of("act")):
        return False  # "renovation of 300 units, of which 33 …"
    opener = [word for word in before[-4:] if word not in _OWNERS]
    first = phrase.first - len(before[-4:]) + len(opener)
    opens = opener[-1:] == ["از"] or (
        opener[-1:] in (["of"], ["from"]) and _opens_clause(opener, first)
    )
    summed = before[-3:] == ["a", "total", "of"] or before[-2:] in _ALL_TOLD
    near = not summed and (opens or {"among", "total", "مجموع", "میان", "بین"} & set(before))
    return bool(near) and _takes_a_part(scene, phrase, following[0].first)


def _inside_whole(scene: Scene, phrase: Phrase, marks: list[Mark]) -> Mark | None:
    """Return the act told of the whole itself: "of the 450 units planned to be revived, 180 …"."""
    part = min((n.first for n in scene.numbers if n.first >= phrase.last), default=phrase.last)
    inside = [m for m in marks if phrase.last <= m.first and m.last <= part]
    done = bool(inside) and inside[0].first == phrase.last and is_persian(scene, phrase.last)
    return inside[0] if done or (inside and _aims_inside(scene, phrase, part)) else None


def _aims_inside(scene: Scene, phrase: Phrase, part: int) -> bool:
    modals = [m for m in scene.of("modal") if m.name != "none"]
    return any(phrase.last <= m.first and m.last <= part for m in modals)


_ALL_TOLD = (["در", "مجموع"], ["in", "total"])
_OWNERS = frozenset(
    ("the", "these", "this", "این", "country", "province", "nation", "its", "their")
)
_BEFORE_OF = ("out", '"', ",", "that", "said", "and")


def _opens_clause(opener: list[str], first: int) -> bool:
    """Tell "Of the 450 units, …" and "out of 360 units, …" from "the activities of two units"."""
    return first <= 2 or opener[-2:-1] == [] or opener[-2] in _BEFORE_OF


def _takes_a_part(scene: Scene, phrase: Phrase, part: int) -> bool:
    between = scene.words(phrase.last, part)
    return bool({",", "،"} & set(between)) or not scene.tokens[phrase.first - 1].text.isascii()


def _first_of_chain(scene: Scene, act: Mark) -> Mark:
    """Of "create jobs for" take the first word: the infinitive stands before it."""
    for mark in scene.of("act"):
        if mark.last == act.first and mark.name == act.name:
            return mark
    return act


def _first_of_pair(scene: Scene, act: Mark, names: tuple[str, ...]) -> Mark:
    """Of "renovate and reactivate 300 units" take the first: it says what is counted."""
    for mark in scene.of("act"):
        joined = scene.words(mark.last, act.first)
        pair = mark.name in names and mark.name != "serve" and joined in (["and"], ["و"])
        if pair and not _closes(scene, mark):
            return mark
    return act


def _closes(scene: Scene, act: Mark) -> bool:
    """Tell an act that ends the clause of a number before it: «۱۸۱۱ واحد احیا و ظرفیت ۳۲۶۷ …»."""
    owners = [n for n in scene.numbers if n.kind == "count" and n.last <= act.first]
    return (
        bool(owners) and scene.cost((owners[-1].first, owners[-1].last), (act.first, act.last)) < 8
    )


def partner_act(scene: Scene, act: Mark) -> str:
    """Return the act joined to one by "and": "revived and promoted".

    Args:
        scene: the sentence.
        act: the first of the two.

    Returns:
        The name of the second; "" where there is none.
    """
    for mark in scene.of("act"):
        opens = any(0 <= n.first - mark.last <= 2 for n in scene.numbers) and _closes(scene, act)
        joined = scene.words(act.last, mark.first) in (["and"], ["و"], ["or"])
        if mark.first > act.first and joined and not opens:
            return mark.name
    return ""


def is_done(scene: Scene, act: Mark) -> bool:
    """Tell whether an act is finished: "were revived", «احیا شده است».

    Args:
        scene: the sentence.
        act: the act.

    Returns:
        False for infinitives, plans and nouns ("the revival of").
    """
    first = scene.tokens[act.first].text
    if not first.isascii():
        return is_done_fa(scene, act)
    if first in ("returned", "brought"):
        return True
    words = scene.words(act.first - 4, act.first)
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word in ("to", "be", "will", "would", "should", "must", "can", "could"):
            return "managed" in words[:place] or "able" in words[:place] or "succeeded" in words
        if word in ("has", "have", "had") and first.endswith(_NOMINAL):
            continue
        if word in ("was", "were", "has", "have", "had", "been", "succeeded", "managed"):
            return not any(
                w in ("planned", "expected", "targeted", "supposed") for w in words[place:]
            )
    return first.endswith("ed") and words[-1:] != ["be"]


_NOMINAL = ("ion", "al", "ing")


def is_firm(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether what is said of a number is said to be done.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        Whether the nearest act is finished.
    """
    act, _ = scene.nearest(phrase.span, scene.of("act"), _ACT_LIMIT)
    return act is not None and is_done(scene, act)


_LIE_IN = (["are", "in"], ["are", "inside"], ["are", "outside"], ["operate", "in"])


def is_there(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the sentence says that something is: "there are", "located", «داریم».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where such a word is near.
    """
    able = [m for m in scene.of("share") if m.name == "revivable"]
    if stands_there(scene, phrase):
        return True
    if is_underway(scene, phrase) or any(0 <= m.first - phrase.last <= 1 for m in able):
        return False
    if scene.of("scope") and scene.words(phrase.last, phrase.last + 2) in _LIE_IN:
        return True
    if {"has", "have", "دارای"} & set(scene.words(phrase.first - 3, phrase.first)):
        return True
    if {"است", "هستند"} & set(scene.words(phrase.last, phrase.last + 1)) and phrase.noun == "park":
        return True
    strong = [m for m in scene.of("stock") if m.name == "there"]
    named = {i for m in scene.of("adj") for i in range(m.first, m.last)}
    weak = [m for m in scene.of("stock") if m.name == "weak" and m.first not in named]
    if scene.nearest(phrase.span, strong, _STOCK_LIMIT)[0] is not None:
        return True
    reach = _PARKS_REACH if phrase.noun == "park" else _WEAK_STOCK
    return scene.nearest(phrase.span, weak, reach)[0] is not None or _is_whole(scene, phrase)
