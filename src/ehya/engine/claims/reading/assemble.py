"""What does each number of a sentence claim?"""


from ehya.engine.claims.reading.acts import act_of, is_aim, is_firm, is_there, partner_act, state_of
from ehya.engine.claims.reading.amounts import money_metric
from ehya.engine.claims.reading.dating import date_of, share_out
from ehya.engine.claims.reading.draft import Draft, Story
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.patterns import EVENTS, STOCKS, metric_of
from ehya.engine.claims.reading.phrases import Phrase, phrases
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.shares import share_metric
from ehya.engine.claims.reading.whom import place_of, population_of, scope_of

METHOD = "claims.assemble/1"

_LIST_REACH = 9
_PROVINCES = 31
# More units than any year puts into operation: all that there are.
_MORE_THAN_A_YEAR = 10_000
_LENT_REACH = 16
# A small number told in passing, as the stage of a speech.
_SMALL = 10


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
        draft = _draft(scene, phrase, number, story, fresh)
        if draft is None and following is not None and _is_list(scene, phrase, following):
            draft = _as_following(scene, phrase, following, number, story, fresh)
        if draft is None:
            continue
        draft.headline = headline
        draft.qualifier = qualifier_of(scene, phrase)
        draft.place = place_of(scene, phrase, story.place)
        date_of(scene, draft, story)
        fresh.append(draft)
    _share_aims(scene, fresh, story)
    share_out(scene, fresh, story)
    _remember(scene, number, story, fresh)
    return fresh


def _draft(
    scene: Scene, phrase: Phrase, number: int, story: Story, fresh: list[Draft]
) -> Draft | None:
    before = [*story.drafts[-12:], *fresh]
    metric, sense = _metric(scene, phrase, number, story, fresh, before)
    if not metric:
        return None
    return _new_draft(scene, phrase, metric, sense, number, story)


def _new_draft(
    scene: Scene, phrase: Phrase, metric: str, sense: str, number: int, story: Story
) -> Draft:
    start = scene.tokens[phrase.number.first].start
    end = scene.tokens[max(phrase.head, phrase.number.last) - 1].end
    draft = Draft(phrase, metric, number, start, end, sense=sense)
    draft.firm = bool(scene.of("done")) and is_firm(scene, phrase)
    draft.scope = scope_of(scene, phrase)
    draft.inherits = phrase.inherits or _is_included(scene, phrase)
    if story.event and draft.sense == "flow" and draft.inherits:
        draft.sense = "event"
    draft.population = population_of(scene, phrase, metric, draft.scope)
    return draft


def _metric(
    scene: Scene,
    phrase: Phrase,
    number: int,
    story: Story,
    fresh: list[Draft],
    before: list[Draft],
) -> tuple[str, str]:
    kind = phrase.number.kind
    if kind == "percent":
        return share_metric(scene, phrase, before)
    if kind in ("IRR", "USD"):
        return money_metric(scene, phrase, before, is_aim(scene, phrase, None), number)
    if kind != "count" or phrase.noun == "other":
        return "", ""
    if scene.of("aside") and phrase.number.value <= _SMALL:
        return "", ""
    return _count_metric(scene, phrase, number, story, fresh, before)


def _count_metric(
    scene: Scene,
    phrase: Phrase,
    number: int,
    story: Story,
    fresh: list[Draft],
    before: list[Draft],
) -> tuple[str, str]:
    noun = {"person": "job", "case": "", "": ""}.get(phrase.noun, phrase.noun)
    if noun == "project" and {"idle", "semi"} & set(phrase.states):
        noun = "unit"
    parent = _count_before(before, number)
    if not noun:
        noun = _noun_of_figure(scene, phrase) or _noun_before(scene, phrase, parent)
    if not noun or (phrase.number.value < 2 and noun != "loan"):
        return "", ""
    bare = phrase.noun == "" and not phrase.inherits and not _noun_of_figure(scene, phrase)
    if bare and not _is_listed(scene, phrase):
        return "", ""
    lent = noun in ("unit", "project")
    if lent and _is_lent_to(scene, phrase):
        return "loans_count", "flow"
    if parent is not None and _is_same_figure(scene, phrase):
        return parent.metric, parent.sense
    state, told = state_of(scene, phrase)
    act = act_of(scene, phrase, noun, told)
    if noun == "unit" and not act and not state and _is_part_of_total(scene, fresh):
        phrase.inherits = True
        return "units_total", "stock"
    if noun == "job":
        return _job_metric(scene, phrase, act, fresh, before)
    if noun in ("province", "project", "park", "loan", "contract"):
        return _other_metric(scene, phrase, noun, act, state, story, before)
    name = act.name if act else ""
    if not name and "new" in phrase.adjectives and noun == "unit":
        name = "new"
    if act and name == "new" and not state and _starts_again(scene, phrase):
        name = "revive"
    if act and partner_act(scene, act) == "capacity" and name == "revive":
        name = "revive and capacity"
    target = is_aim(scene, phrase, act)
    divides = _is_part_of_total(scene, fresh)
    if name == "new" and (divides or _is_all_so_far(scene, phrase)):
        return "units_total", "stock"
    if not name and not state and parent and not phrase.noun and _is_listed(scene, phrase):
        return parent.metric, parent.sense
    if not name and not state and phrase.inherits and _does_otherwise(scene, phrase):
        return "", ""
    if not name:
        if (phrase.inherits or _is_included(scene, phrase)) and not state:
            if parent is None:
                return "", ""
            return (
                (parent.metric, parent.sense)
                if parent.metric.startswith(("units", "mines", "target_u", "target_m"))
                else ("", "")
            )
        if target and story.act and not state:
            name = story.act
        elif not state:
            name = "there" if is_there(scene, phrase) else ""
            target = False
        else:
            target = False
    metric = metric_of(noun, name, state, target=target)
    return metric, _sense(metric)


_COUNTED = ("units", "mines", "parks", "projects", "resolutions", "target_units", "target_mines")


def _count_before(before: list[Draft], number: int) -> Draft | None:
    """Return the last count of things told, in this sentence or shortly before."""
    for draft in reversed(before):
        if number - draft.sentence > 2:
            return None
        if draft.metric.startswith(_COUNTED):
            return draft
    return None


def _sense(metric: str) -> str:
    if metric.startswith("target_") and not metric.endswith("_pct"):
        return "target"
    if metric in STOCKS:
        return "stock"
    return "event" if metric in EVENTS else "flow"


def _noun_before(scene: Scene, phrase: Phrase, parent: Draft | None) -> str:
    """Return the noun that "12,000 of which" or «۱۲ هزار مورد» leaves to the number before."""
    if parent is None:
        return ""
    for mark in scene.of("noun"):
        if (
            phrase.noun == "case"
            and 0 <= mark.first - phrase.last <= 3
            and mark.name in ("unit", "mine")
        ):
            return mark.name
    if parent.metric.startswith(("units", "target_units")):
        return "unit"
    if parent.metric.startswith(("mines", "target_mines")):
        return "mine"
    if parent.metric.startswith("resolutions"):
        return "resolution"
    return {"parks_total": "park", "projects_inaugurated": "project"}.get(parent.metric, "")


def _noun_of_figure(scene: Scene, phrase: Phrase) -> str:
    """Return the noun of "the number of revived mines in 1402 stood at 493"."""
    if phrase.noun:
        return ""
    for mark in scene.of("figure"):
        nouns = [m for m in scene.of("noun") if m.first == mark.last]
        listed = len(scene.of("place")) > 1 and not phrase.noun
        if listed and nouns and mark.first >= phrase.last and nouns[0].name == "unit":
            return "unit"
        if mark.name == "number" and scene.cost((mark.last, mark.last), phrase.span) <= 16:
            nouns = [m for m in scene.of("noun") if mark.last <= m.first < phrase.first]
            verbs = {"stood", "reached", "was", "at", "به", "رسید"} & set(
                scene.words(phrase.first - 3, phrase.last + 2)
            )
            if nouns and verbs and nouns[0].name in ("unit", "mine", "park"):
                states = [m for m in scene.of("state") if mark.last <= m.first < phrase.first]
                phrase.states.extend(m.name for m in states if m.name not in phrase.states)
                return nouns[0].name
    return ""


def _does_otherwise(scene: Scene, phrase: Phrase) -> bool:
    """Tell "of which 1,100 are exporting": a part that is told to do something else."""
    following = scene.words(phrase.last, phrase.last + 2)
    return len(following) == 2 and following[0] in ("are", "were") and following[1].endswith("ing")


def _is_all_so_far(scene: Scene, phrase: Phrase) -> bool:
    """Tell units that ever went into operation from those of a year."""
    near = [t for t in scene.times if scene.cost(phrase.span, (t.first, t.last)) < 14]
    if any(t.kind == "until" or scene.tokens[t.first].text == "تا" for t in near):
        return True
    return not near and phrase.number.value >= _MORE_THAN_A_YEAR


def _is_part_of_total(scene: Scene, fresh: list[Draft]) -> bool:
    """Tell whether a list divides a total told before it: "of 2,070 units, 1,822 are small"."""
    return (
        bool(fresh)
        and fresh[-1].metric == "units_total"
        and fresh[-1].phrase.number in scene.numbers
    )


def _is_lent_to(scene: Scene, phrase: Phrase) -> bool:
    """Tell "the loan was given to 2,008 enterprises": the loans are counted."""
    opener = scene.words(phrase.first - 1, phrase.first)
    paid = [m for m in scene.of("money") if m.name == "pay"]
    acts = [m for m in scene.of("act") if m.name in ("revive", "renovate", "capacity", "new")]
    near, cost = scene.nearest(phrase.span, paid, _LENT_REACH)
    if near is not None and not phrase.states and scene.nearest(phrase.span, acts, cost)[0] is None:
        return True
    pays = [
        m for m in scene.of("money", "noun") if m.name in ("pay", "loan") and m.last <= phrase.first
    ]
    return opener in (["to"], ["به"]) and scene.nearest(phrase.span, pays, 6)[0] is not None


def _is_listed(scene: Scene, phrase: Phrase) -> bool:
    """Accept a bare number only beside a province or in a list of numbers."""
    return any(
        mark.kind in ("place", "sector") and 0 <= phrase.first - mark.last <= 2
        for mark in scene.marks
    )


def _is_same_figure(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the number is a figure told before, at another time: «این عدد … ۱۵۰۰ واحد بود»."""
    marks = [m for m in scene.of("figure") if m.last <= phrase.first and m.name == "same"]
    mark, _ = scene.nearest(phrase.span, marks, 16)
    return mark is not None and not any(
        mark.last <= m.first < phrase.first and m.name != "after" for m in scene.of("modal", "act")
    )


def _is_included(scene: Scene, phrase: Phrase) -> bool:
    marks = [m for m in scene.of("including") if m.last <= phrase.first]
    return scene.nearest(phrase.span, marks, 4)[0] is not None


def _starts_again(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether units that start again are meant: the sentence speaks of idle ones."""
    idle = any(mark.kind == "state" and mark.name in ("idle", "semi") for mark in scene.marks)
    return idle and "new" not in phrase.adjectives


def _job_metric(
    scene: Scene, phrase: Phrase, act: Mark | None, fresh: list[Draft], before: list[Draft]
) -> tuple[str, str]:
    if phrase.number.spelled and phrase.number.value < _SMALL:
        return "", ""
    if act is None and fresh and "jobs_created" in fresh[-1].metric:
        phrase.inherits = True
        return fresh[-1].metric, fresh[-1].sense
    if act is None and phrase.noun != "job":
        return "", ""
    name = act.name if act else "create"
    per = scene.nearest(phrase.span, [m for m in scene.of("act") if m.name == "per_unit"], 9)[0]
    if per is not None:
        name = "per_unit"
    last = next((d for d in reversed(fresh) if d.metric.startswith(("units", "parks"))), None)
    if (
        name == "create"
        and last is not None
        and last.metric in ("units_total", "units_active", "parks_total")
    ):
        name = "exist"
    idle = [m for m in scene.of("state") if m.name == "idle"]
    if name == "potential" and scene.nearest(phrase.span, idle, 9)[0] is None:
        return "", ""
    target = name == "create" and is_aim(scene, phrase, act)
    aim = last is not None and last.sense == "target" and name == "create"
    metric = metric_of("job", name, "", target=target or aim)
    return metric, _sense(metric)


def _other_metric(
    scene: Scene,
    phrase: Phrase,
    noun: str,
    act: Mark | None,
    state: str,
    story: Story,
    before: list[Draft],
) -> tuple[str, str]:
    projects = next((d for d in reversed(before) if d.metric == "projects_inaugurated"), None)
    if noun == "province":
        near = bool(before) and before[-1].metric == "units_new_operational"
        if phrase.number.value > _PROVINCES:
            return "", ""
        opened = near or projects or (story.event or any(d.sense == "event" for d in before[-2:]))
        return ("provinces_count", "event") if opened else ("", "")
    if noun == "project":
        known = projects is not None and bool(scene.of("including"))
        named = act is not None and not scene.of("aside") and not is_aim(scene, phrase, act)
        return ("projects_inaugurated", "event") if known or named else ("", "")
    if noun == "park":
        if _noun_of_figure(scene, phrase):
            return ("parks_active" if "active" in phrase.states else "parks_total"), "stock"
        opener = scene.words(phrase.first - 1, phrase.first)
        if opener and opener[0] in ("in", "at", "across", "در", "within"):
            return "", ""
        there = is_there(scene, phrase) or phrase.inherits
        metric = metric_of(
            "park", "there" if there else "", "active" if state == "active" else "", target=False
        )
        return metric, _sense(metric)
    if noun == "loan":
        return "loans_count", "flow"
    money = scene.nearest(phrase.span, [m for m in scene.of("money") if m.name == "invest"], 6)[0]
    return ("finance_contracts_count", "flow") if money else ("", "")


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
    return alike and near and not left.states and left.noun in ("unit", "mine", "case")


def _as_following(
    scene: Scene,
    phrase: Phrase,
    following: Phrase,
    number: int,
    story: Story,
    fresh: list[Draft],
) -> Draft | None:
    ahead = _draft(scene, following, number, story, fresh)
    return (
        None
        if ahead is None
        else _new_draft(scene, phrase, ahead.metric, ahead.sense, number, story)
    )


def _share_aims(scene: Scene, fresh: list[Draft], story: Story) -> None:
    """Let «احیای ۱۵۰۰ و سپس ۲۰۰۰ واحد در دستور کار قرار گرفت» be an aim for both numbers."""
    for left, right in zip(fresh[-2::-1], fresh[:0:-1], strict=True):
        if right.metric != f"target_{left.metric}" or left.firm:
            continue
        between = scene.words(left.phrase.last, right.phrase.first)
        if "و" in between or "and" in between or "then" in between:
            left.metric, left.sense = right.metric, "target"
            date_of(scene, left, story)


def _remember(scene: Scene, number: int, story: Story, fresh: list[Draft]) -> None:
    story.drafts.extend(fresh)
    places = [mark.name for mark in scene.of("place", "city")]
    told = {draft.place for draft in fresh}
    if len(told) == 1:
        story.place = fresh[-1].place
    elif not told and places and len(set(places)) == 1:
        story.place = places[0]
    for draft in fresh:
        if draft.sense in ("flow", "event") and draft.time is not None:
            story.time, story.time_sentence = draft.time, number
        if draft.metric.endswith(("units_revived", "mines_revived")):
            story.act = "revive"
    story.idle = story.idle or any(m.name == "idle" for m in scene.of("state"))
    story.event = any(d.sense == "event" for d in fresh) or (story.event and not fresh)
