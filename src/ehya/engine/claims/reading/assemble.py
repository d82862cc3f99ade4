"""What does each number of a sentence claim?"""

from ehya.engine.claims.reading.acts import is_firm
from ehya.engine.claims.reading.aims import is_aim
from ehya.engine.claims.reading.amounts import money_metric
from ehya.engine.claims.reading.clauses_fa import (
    is_in_passing,
    is_listed_after,
    is_placed,
    is_supposed,
    shares_verb,
)
from ehya.engine.claims.reading.counted import Count
from ehya.engine.claims.reading.counts import count_metric
from ehya.engine.claims.reading.dating import date_of, share_out
from ehya.engine.claims.reading.draft import Draft, Story
from ehya.engine.claims.reading.phrases import Phrase, phrases
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.shares import share_metric, share_of_those
from ehya.engine.claims.reading.wholes import is_included
from ehya.engine.claims.reading.whom import is_meant, place_of, population_of, scope_of

_LIST_REACH = 9
_SMALL = 10
_AMOUNTING = 4
_REMEMBERED = 12
_AIMED = ("units_revived", "units_renovated", "units_capacity_increased", "mines_revived")


def claims_of(scene: Scene, number: int, story: Story, *, headline: bool) -> list[Draft]:
    """Return what a sentence claims, and let the story remember it.

    Args:
        scene: the sentence, looked up.
        number: its place in the text.
        story: what the sentences before it said.
        headline: whether it is a title.

    Returns:
        Drafts in order of place.
    """
    fresh: list[Draft] = []
    found = phrases(scene)
    for phrase, following in zip(found, (*found[1:], None), strict=False):
        metric, sense = _metric(scene, phrase, number, story, fresh)
        if not metric and sense != "none" and following and _is_list(scene, phrase, following):
            metric, sense = _metric(scene, following, number, story, fresh)
        last = None if metric else _end_of_list(scene, phrase, found)
        if last is not None:
            metric, sense = _metric(scene, last, number, story, fresh)
        if metric:
            draft = _draft(scene, phrase, metric, sense, number, story)
            draft.headline = headline
            _goes_with(scene, draft, fresh)
            date_of(scene, draft, story)
            fresh.append(draft)
    _share_aims(scene, fresh, story)
    _share_deeds(scene, fresh, story)
    share_out(scene, fresh, story)
    _remember(scene, number, story, fresh)
    return fresh


def _end_of_list(scene: Scene, phrase: Phrase, found: list[Phrase]) -> Phrase | None:
    """Return the last of «خراسان با ۲۶ میلیارد ریال، … و همدان با ۱۵ میلیارد ریال»: the verb is its."""
    money = [p for p in found if p.number.kind == "IRR" and is_placed(scene, p)]
    listed = any(p is phrase for p in money) and money[-1] is not phrase
    return money[-1] if listed else None


def _metric(
    scene: Scene, phrase: Phrase, number: int, story: Story, fresh: list[Draft]
) -> tuple[str, str]:
    before = [*story.drafts[-_REMEMBERED:], *fresh]
    kind = phrase.number.kind
    if kind == "percent":
        told = share_metric(scene, phrase, before)
        return told if told[0] else share_of_those(scene, phrase, story.state)
    if kind in ("IRR", "USD"):
        return money_metric(scene, phrase, before, is_aim(scene, phrase, None), number)
    in_passing = is_in_passing(scene, phrase) and phrase.number.value <= _SMALL
    in_passing = in_passing or is_supposed(scene, phrase)
    if kind != "count" or phrase.noun == "other" or in_passing:
        return "", ""
    phrase.inherits = phrase.inherits or is_listed_after(scene, phrase, fresh)
    return count_metric(Count(scene, phrase, story, fresh, before), number)


def _draft(
    scene: Scene, phrase: Phrase, metric: str, sense: str, number: int, story: Story
) -> Draft:
    start = scene.tokens[phrase.number.first].start
    end = scene.tokens[max(phrase.head, phrase.number.last) - 1].end
    draft = Draft(phrase, metric, number, start, end, sense=sense)
    draft.qualifier = qualifier_of(scene, phrase)
    draft.place = place_of(scene, phrase, story.place)
    draft.firm = bool(scene.of("done")) and is_firm(scene, phrase)
    draft.scope = scope_of(scene, phrase)
    draft.inherits = phrase.inherits or is_included(scene, phrase)
    if story.event and draft.sense == "flow" and draft.inherits:
        draft.sense = "event"
    draft.population = population_of(scene, phrase, metric, draft.scope)
    return draft


def _goes_with(scene: Scene, draft: Draft, fresh: list[Draft]) -> None:
    """Give "153 loans amounting to 4 trillion rials ($9m)" one place."""
    last = fresh[-1] if fresh else None
    if last is None or draft.phrase.number.kind not in ("IRR", "USD"):
        return
    money = last.metric == "loans_count" or last.phrase.number.kind in ("IRR", "USD")
    between = scene.words(last.phrase.last, draft.phrase.first)
    money = money or between == ["with"]
    named = [m for m in scene.of("place") if last.phrase.last <= m.first < draft.phrase.first]
    if money and not named and len(between) <= _AMOUNTING and not {",", "and"} & set(between):
        draft.place = last.place


def qualifier_of(scene: Scene, phrase: Phrase) -> str:
    """Return how firmly a number was said.

    Args:
        scene: its sentence.
        phrase: the number.

    Returns:
        "eq" unless a word of the qualifier class stands right before or after it.
    """
    number = phrase.number
    if number.end:
        return "at_least" if number.end < 0 else "under"
    if scene.words(number.last - 1, number.last) in (["plus"], ["+"]):
        return "over"
    for mark in scene.of("qual"):
        if mark.last in (number.first, number.digits):
            return mark.name
        if mark.last == number.first - 1 and scene.tokens[number.first - 1].text in (
            "a",
            "the",
            "total",
            "to",
            "of",
        ):
            return mark.name
    after = scene.words(number.last, number.last + 2)
    return "at_least" if after == ["or", "more"] else "eq"


def _is_list(scene: Scene, left: Phrase, right: Phrase) -> bool:
    """Tell "chemicals with 247 units, metal with 234 units": the act is told once, at the end."""
    alike = left.noun == right.noun != "" and left.number.kind == right.number.kind == "count"
    near = scene.cost(left.span, right.span) <= _LIST_REACH
    parted = right.states and "که" in scene.words(left.last, right.first)
    return (
        alike
        and near
        and not parted
        and not left.states
        and left.noun in ("unit", "mine", "case", "person")
    )


def _share_aims(scene: Scene, fresh: list[Draft], story: Story) -> None:
    """Let «احیای ۱۵۰۰ و سپس ۲۰۰۰ واحد در دستور کار قرار گرفت» be an aim for both numbers."""
    for left, right in zip(fresh[-2::-1], fresh[:0:-1], strict=True):
        same = right.metric == f"target_{left.metric}"
        joined = left.metric in _AIMED and scene.cost(left.phrase.span, right.phrase.span) <= 6
        if right.sense != "target" or left.firm or not (same or joined):
            continue
        between = scene.words(left.phrase.last, right.phrase.first)
        if "و" in between or "and" in between or "then" in between:
            left.metric, left.sense = f"target_{left.metric}", "target"
            date_of(scene, left, story)


def _share_deeds(scene: Scene, fresh: list[Draft], story: Story) -> None:
    """Let «۲۱ واحد راکد داخل و ۵ واحد راکد خارج شهرک باید احیا شوند» revive both."""
    for left, right in zip(fresh[-2::-1], fresh[:0:-1], strict=True):
        revived = right.metric in ("units_revived", "target_units_revived")
        if left.metric != "units_idle" or not revived or not shares_verb(scene, left, right):
            continue
        left.metric, left.sense = right.metric, right.sense
        date_of(scene, left, story)


def _remember(scene: Scene, number: int, story: Story, fresh: list[Draft]) -> None:
    story.drafts.extend(fresh)
    places = [mark.name for mark in scene.of("place", "city") if is_meant(scene, mark)]
    told = {draft.place for draft in fresh}
    if len(told) == 1:
        story.place = fresh[-1].place
    elif not told and places and len(set(places)) == 1:
        story.place = places[0]
    for draft in fresh:
        if (
            draft.time
            and draft.time.kind in ("year", "by_end")
            and draft.time.year not in (0, 1, None)
        ):
            story.year = draft.time
        if draft.sense in ("flow", "event") and draft.time is not None:
            story.time, story.time_sentence = draft.time, number
        if draft.metric.endswith(("units_revived", "mines_revived")):
            story.act = "revive"
    story.idle = story.idle or any(m.name == "idle" for m in scene.of("state"))
    story.event = any(d.sense == "event" for d in fresh) or (story.event and not fresh)
