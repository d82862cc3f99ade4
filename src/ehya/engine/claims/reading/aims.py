"""Is what a number counts intended rather than done?"""

from ehya.engine.claims.reading.acts import is_done
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.persian import ends_as_aim, is_achieved, is_purpose
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_MODAL_LIMIT = 12
_FAR_MODAL = 16
_PAST_REACH = 8
# "Jobs are created" tells of today; "units are revived" of what is promised.
_PRESENT = frozenset(("شود", "شوند", "میشود", "میشوند"))
_IS = frozenset(("است", "بود"))  # closes a Persian clause: what follows is of the next one
_FRAMES = frozenset(("framework", "implementing", "launching", "called"))
_FORCED = frozenset(("forced", "caused", "led"))
_MEANS = frozenset(("with", "by", "through", "after", "following"))


def is_aim(scene: Scene, phrase: Phrase, act: Mark | None) -> bool:
    """Tell what shall be from what is: a target, a plan, an infinitive, a deadline.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        act: the act said of it, if any.

    Returns:
        True where the text speaks of an intention.
    """
    here = phrase.span
    modals = _modals(scene, phrase)
    if is_called_aim(scene, phrase) or _is_joined_to_aim(scene, phrase, act, modals):
        return True
    if is_achieved(scene, phrase):
        return False
    if _is_of_this_year(scene, phrase) and not (act and _is_infinitive(scene, act)):
        return False
    if act is not None:
        told = _told_by_act(scene, phrase, act, modals)
        if told is not None:
            return told
        if ends_as_aim(scene, phrase, act):
            return True
        here = (min(here[0], act.first), max(here[1], act.last))
    modals = [m for m in modals if _stands_right(m, here) and not _past_done(scene, here, m)]
    near, _ = scene.nearest(here, modals, _MODAL_LIMIT if act else _FAR_MODAL)
    if near is not None:
        return True
    return act is not None and any(
        t.kind in ("by_end", "by_end_of_government") and t.year in (0, None) for t in scene.times
    )


def _modals(scene: Scene, phrase: Phrase) -> list[Mark]:
    """Return the words of intention; "under the framework of the program" is none."""
    told = _PRESENT if phrase.noun in ("job", "person") else ()
    return [
        m
        for m in scene.of("modal")
        if m.name != "none" and not _inside_time(scene, m) and not _is_frame(scene, m)
        if scene.tokens[m.first].text not in told
    ]


def _is_joined_to_aim(scene: Scene, phrase: Phrase, act: Mark | None, modals: list[Mark]) -> bool:
    turned = _turns_to_aim(scene, phrase, act, modals)
    return turned or _shares_predicate(scene, phrase, act, modals)


def _shares_predicate(scene: Scene, phrase: Phrase, act: Mark | None, modals: list[Mark]) -> bool:
    """Tell "reviving 200 mines and setting up 25 plants have been planned": both are."""
    if act is None or act.last > phrase.first or not scene.tokens[act.first].text.endswith("ing"):
        return False
    for modal in modals:
        between = scene.words(phrase.last, modal.first)
        gerund = len(between) > 1 and between[0] == "and" and between[1].endswith("ing")
        if gerund and "," not in between and modal.name in ("after", "either"):
            return True
    return False


def _is_frame(scene: Scene, mark: Mark) -> bool:
    before = scene.words(mark.first - 12, mark.first)
    frames = [place for place, word in enumerate(before) if word in _FRAMES]
    return bool(frames) and "," not in before[frames[-1] :]


def _told_by_act(scene: Scene, phrase: Phrase, act: Mark, modals: list[Mark]) -> bool | None:
    """Return whether the act itself tells an aim; None where its surroundings must."""
    if act.name == "close" and _FORCED & set(scene.words(phrase.first - 4, phrase.first)):
        return False
    if act.first >= phrase.last and is_purpose(scene, act):
        return True
    if is_done(scene, act):
        return _was_planned(scene, act, modals) or _is_still_to_come(scene, act)
    if _is_means_of_progress(scene, phrase, act):
        return False
    purpose = scene.words(act.first - 1, act.first) == ["for"]
    if purpose and scene.tokens[act.first].text.endswith("ing"):
        return True
    return True if _is_infinitive(scene, act) else None


def _is_means_of_progress(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell "with the revival of 34 units, the plan was realised by 50 percent": they are back."""
    named = act.last <= phrase.first and bool(_MEANS & set(scene.words(act.first - 2, act.first)))
    reached = any(n.kind == "percent" and n.first >= phrase.last for n in scene.numbers)
    return named and reached and any(m.name == "realised" for m in scene.of("share"))


def _is_of_this_year(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the number is counted "since the beginning of the year": then it is done."""
    past = [
        t
        for t in scene.times
        if t.kind in ("since_start", "since_until", "window_year")
        and not _IS & set(scene.words(phrase.last, max(phrase.last, t.first)))
    ]
    return any(scene.cost(phrase.span, (t.first, t.last)) < _PAST_REACH for t in past)


def _stands_right(mark: Mark, here: tuple[int, int]) -> bool:
    """Tell whether an intention stands where its kind does: "plans to revive", "is targeted"."""
    if mark.name == "before":
        return mark.last <= here[0]
    return mark.name == "either" or mark.first >= here[0]


def _past_done(scene: Scene, here: tuple[int, int], mark: Mark) -> bool:
    """Tell "the revival of 120 units created 2,300 jobs and will …": the aim is another's."""
    between = [m for m in scene.of("act") if here[1] <= m.first and m.last <= mark.first]
    created = [m for m in between if m.name == "create" and scene.tokens[m.first].text.isascii()]
    return any(is_done(scene, act) for act in created)


def _inside_time(scene: Scene, mark: Mark) -> bool:
    return any(t.first <= mark.first < t.last for t in scene.times)


def _is_still_to_come(scene: Scene, act: Mark) -> bool:
    """Tell «واحدهای بازسازی‌شده … بازخواهند گشت» from what is done."""
    following = scene.words(act.last, act.last + 9)
    return any(word.startswith(("خواه", "بازخواه")) for word in following)


def is_in_opening_week(scene: Scene) -> bool:
    """Tell "477 projects will be opened during the Ten-Day Dawn": announced for a day, it is told.

    Args:
        scene: the sentence.

    Returns:
        True where the week or the ten days of openings are named.
    """
    return any(
        {"dawn", "fajr", "week"} & set(scene.words(m.first, m.last)) for m in scene.of("event")
    )


def is_called_aim(scene: Scene, phrase: Phrase) -> bool:
    """Tell "a target of 1,600" and "the plan for 2,000 units".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the word for an aim stands right before the number.
    """
    marks = [m for m in scene.of("modal") if m.name == "before"]
    return (
        _is_of_this_aim(scene, phrase)
        or is_set_at(scene, phrase)
        or any(
            0 <= phrase.first - m.last <= 1 and "," not in scene.words(m.last, phrase.first)
            for m in marks
        )
    )


def is_set_at(scene: Scene, phrase: Phrase) -> bool:
    """Tell "the target for this year, first set at 900 units": no other number between.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where an aim was set at the number.
    """
    if scene.words(phrase.first - 2, phrase.first) != ["set", "at"]:
        return False
    others = [n.last for n in scene.numbers if n.last <= phrase.first]
    since = max([phrase.first - _SET_REACH, 0, *others])
    return bool(_AIMS & set(scene.words(since, phrase.first)))


_AIMS = frozenset(("target", "goal", "aim", "objective"))
_SET_REACH = 20


def _is_of_this_aim(scene: Scene, phrase: Phrase) -> bool:
    """Tell «هدف امسال ابتدا احیای ۱۰۰۰ واحد بود»: the act stands between the aim and its number."""
    act = next((m for m in scene.of("act") if m.last == phrase.first), None)
    aims = [m for m in scene.of("modal") if act and m.name == "before" and m.last <= act.first]
    if act is None or not aims or scene.words(aims[-1].first, aims[-1].first + 1) != ["هدف"]:
        return False
    timed = {i for t in scene.times for i in range(t.first, t.last)}
    between = {scene.tokens[i].text for i in range(aims[-1].last, act.first) if i not in timed}
    return between <= _FIRST_AIM


_FIRST_AIM = frozenset(("ابتدا", "ابتدای", "نخست", "ما", "این", "اولیه", "سال"))


def _turns_to_aim(scene: Scene, phrase: Phrase, act: Mark | None, modals: list[Mark]) -> bool:
    """Tell an aim told after what is done: «۳۳ واحد نوسازی شده و هدف تا پایان سال ۳۰۰ واحد است»."""
    if act is None or act.last > phrase.first:
        return False
    between = [
        m for m in modals if m.name == "before" and act.last <= m.first and m.last <= phrase.first
    ]
    return is_done(scene, act) and scene.nearest(phrase.span, between, 8)[0] is not None


def _was_planned(scene: Scene, act: Mark, modals: list[Mark]) -> bool:
    """Tell "were planned to be revived" from "were revived"."""
    near, _ = scene.nearest((act.first, act.last), modals, 3)
    if near is not None and {"were", "was", "have", "has"} & set(scene.words(near.last, act.first)):
        return False
    planned = near is not None and near.last >= act.first - 2 and near.first < act.first
    return planned and near is not None and near.name == "either"


def _is_infinitive(scene: Scene, act: Mark) -> bool:
    words = scene.words(act.first - 2, act.first)
    if words[-1:] == ["to"]:
        return not {"managed", "able", "succeeded", "led", "leading", "aim", "forced"} & set(
            scene.words(act.first - 4, act.first - 1)
        )
    return words == ["to", "be"]
