"""Which metric does a counted thing belong to?

The rules are asked in order; the first that knows the number answers. An answer is a metric and its
sense ("flow", "stock", "target", "event"); the empty metric says that the number is no claim.
"""

from collections.abc import Callable
from itertools import pairwise

from ehya.engine.claims.reading.acts import (
    act_of,
    is_done,
    is_there,
    is_underway,
    partner_act,
)
from ehya.engine.claims.reading.aims import is_aim, is_called_aim, is_in_opening_week, is_set_at
from ehya.engine.claims.reading.bands import OTHER_BAND, band_of
from ehya.engine.claims.reading.clauses_fa import (
    is_all_there_is,
    is_bare_unit,
    is_denied,
    is_in_passing,
    is_moved_aim,
    is_prevented,
    is_reached,
    is_whole_of_share,
    whole_of_unit,
)
from ehya.engine.claims.reading.counted import NOTHING, Answer, Count, sense_of
from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.jobs import job
from ehya.engine.claims.reading.lent import lent, loan_or_contract
from ehya.engine.claims.reading.patterns import metric_of
from ehya.engine.claims.reading.persian import figure_before, is_dated_opening, is_secured
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.stands_fa import all_of_kind
from ehya.engine.claims.reading.states import state_of
from ehya.engine.claims.reading.strangers import (
    has_another_verb,
    is_definition,
    is_lost_work,
    is_permitted,
    is_ratio,
    is_unknown_noun,
    is_workplace,
)
from ehya.engine.claims.reading.strangers_fa import gets_land, has_trouble, is_rate
from ehya.engine.claims.reading.wholes import (
    act_of_figure,
    are_of_revived,
    brings_amount,
    came_out,
    does_otherwise,
    has_amount,
    has_share_of_list,
    is_all_so_far,
    is_included,
    is_listed,
    is_part_of_total,
    is_same_figure,
    noun_before,
    noun_of_figure,
    starts_again,
)

# Of all that is counted only a mean may have a fraction: "12.5 units" is a slip of the pen.
_MEANS = ("jobs_per_revived_unit", "years_idle")
# A small number told in passing, as the stage of a speech.
_SMALL = 10
_PROVINCES = 31
_PLAN_REACH = 10
_PLANNED = 4
_VERBS = ("have", "were", "stand", "stood", "work", "operate", "run", "remain", "lie")
_OF_LOANS = ("loans_count", "applications_received", "finance_paid_rials", "finance_paid_usd")
_COUNTED = (
    "applications",
    "jobs_created",
    "units",
    "mines",
    "parks",
    "projects",
    "resolutions",
    "target_units",
    "target_mines",
)
_DIVISIBLE = ("units", "mines", "target_units", "target_mines")
_AIMED = ("units_revived", "units_renovated", "units_capacity_increased", "mines_revived")
_TOTALS = ("units_total", "units_active", "parks_total")
_INSIDE = ("in", "at", "across", "در", "within")
# What "this figure" can have a number of its own for.
_APART_NOUNS = ("province", "meeting", "consultant", "contract", "park", "resolution")
_SAID_OF_PEOPLE = {"person": "job", "case": ""}


def count_metric(count: Count, sentence: int) -> Answer:
    """Return the metric and the sense of a number of things.

    Args:
        count: the number and its surroundings; noun, state and act are filled in here.
        sentence: the number of its sentence.

    Returns:
        ("", "") where it is no claim of the programme.
    """
    scene, phrase = count.scene, count.phrase
    count.parent = _count_before(count, sentence)
    count.parent = _larger(count)
    count.noun = _noun(count)
    if not count.noun or (phrase.number.value < 2 and count.noun != "loan"):
        return NOTHING
    count.state, told = state_of(scene, phrase)
    count.act = act_of_figure(scene, phrase) or act_of(scene, phrase, count.noun, told)
    if _is_strange(count):
        return NOTHING
    if count.noun == "unit" and count.act and has_another_verb(scene, phrase, count.act):
        count.act = None
    if count.act and not phrase.noun and phrase.states and count.act.first >= phrase.last:
        count.act = None if noun_of_figure(scene, phrase) else count.act
    answer = next((said for rule in _RULES if (said := rule(count)) is not None), NOTHING)
    return NOTHING if phrase.number.step < 1 and answer[0] not in _MEANS else answer


def _noun(count: Count) -> str:
    """Return what is counted; "" for a bare number that neither divides nor lists."""
    scene, phrase = count.scene, count.phrase
    figure = noun_of_figure(scene, phrase)
    told = scene.words(phrase.last, phrase.last + 1)
    state = told == ["are"] and _is_told_state(count)
    bare = any(m.first == phrase.last for m in scene.of("state"))
    verb = bool(told) and (told[0] in _VERBS or state or bare)
    goes_on = verb and count.parent is not None
    dated = any(t.first == phrase.last for t in scene.times) and bool(count.fresh)
    goes_on = goes_on or dated or (is_called_aim(scene, phrase) and count.parent is not None)
    if scene.words(phrase.first - 2, phrase.first) in (["employment", "of"], ["created", ":"]):
        return "job"
    goes_on = goes_on or is_same_figure(scene, phrase) or _is_next_subject(count)
    goes_on = goes_on or (_is_compared(count) and count.parent is not None)
    if not phrase.noun and not (figure or phrase.inherits or goes_on or is_listed(scene, phrase)):
        return ""
    noun = _SAID_OF_PEOPLE.get(phrase.noun, phrase.noun)
    if phrase.noun == "case" or is_bare_unit(scene, phrase):
        noun = figure_before(scene, phrase) or whole_of_unit(scene, phrase) or noun
    if noun == "project" and {"idle", "semi"} & set(phrase.states):
        return "unit"
    return noun or figure or noun_before(scene, phrase, count.parent)


def _is_compared(count: Count) -> bool:
    """Tell the bare number of "10,200 idle units, against 9,800 a year earlier"."""
    scene, phrase = count.scene, count.phrase
    words = scene.words(phrase.first - 2, phrase.first)
    pairs = (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"])
    return not phrase.noun and (words in pairs or words[-1:] in (["against"], ["versus"]))


def _is_next_subject(count: Count) -> bool:
    """Tell "31 units closed and 64 reopened"."""
    scene, phrase = count.scene, count.phrase
    opened = scene.words(phrase.first - 1, phrase.first) in (["and"], ["but"], ["while"])
    acts = [m for m in scene.of("act") if m.first == phrase.last]
    return opened and any(is_done(scene, m) for m in acts) and bool(count.fresh)


def _larger(count: Count) -> Draft | None:
    """Let "43,650 firms in 800 parks, of which 33,800 are active" divide what is large enough."""
    parent, value = count.parent, count.phrase.number.value
    if parent is None or not count.phrase.inherits or parent.phrase.number.value >= value:
        return parent
    wholes = [d for d in count.fresh if d.metric.startswith(_COUNTED)]
    return next((d for d in reversed(wholes) if d.phrase.number.value >= value), parent)


def _is_told_state(count: Count) -> bool:
    """Tell "and 2,000 are only partially active"."""
    after = count.phrase.last
    return any(after < m.first <= after + 3 for m in count.scene.of("state"))


def _count_before(count: Count, sentence: int) -> Draft | None:
    """Return the last count of things told, in this sentence or shortly before.

    A part is of its whole's kind: «از این تعداد ۱۸ واحد» passes over the people told between.
    """
    units = count.phrase.noun in ("unit", "mine") and count.phrase.inherits
    for draft in reversed(count.before):
        if sentence - draft.sentence > 2:
            return None
        if draft.metric.startswith(_COUNTED) and not (units and draft.metric in _OF_PEOPLE):
            return draft
    return None


_OF_PEOPLE = ("jobs_created", "target_jobs_created", "applications_received")


def _is_strange(count: Count) -> bool:
    scene, phrase = count.scene, count.phrase
    if count.noun == "job":
        return is_definition(scene, phrase) or is_lost_work(scene, count.act)
    last = count.fresh[-1].metric if count.fresh else ""
    return (
        is_unknown_noun(scene, phrase)
        or is_ratio(scene, phrase)
        or is_permitted(scene, phrase, count.act)
        or has_trouble(scene, phrase)
        or gets_land(scene, phrase)
        or is_rate(scene, phrase)
        or (count.noun == "unit" and is_workplace(scene, phrase, last))
    )


def _whole_fa(count: Count) -> Answer | None:
    """Take «از ۴۷ هزار واحد» after a share, and «مجموع واحدها … ۳۸۴ واحد است», as totals."""
    if count.noun != "unit":
        return None
    total = is_whole_of_share(count.scene, count.phrase) or is_all_there_is(
        count.scene, count.phrase
    )
    return ("units_total", "stock") if total else None


def _reached(count: Count) -> Answer | None:
    """Take «هدف‌گذاری شده که تاکنون ۶ واحد محقق شده» as what came of the aim."""
    if count.parent is None or not is_reached(count.scene, count.phrase):
        return None
    metric = count.parent.metric.removeprefix("target_")
    return (metric, sense_of(metric)) if metric != count.parent.metric else None


def _told_again(count: Count) -> Answer | None:
    if _is_told_again(count) and count.parent is not None:
        metric = count.parent.metric
        if came_out(count.scene, count.phrase):
            metric = metric.removeprefix("target_")
        elif count.parent in count.fresh:
            return _changed(count, count.parent)
        return metric, sense_of(metric)
    if _is_compared(count) and count.parent in count.fresh and count.parent is not None:
        return count.parent.metric, count.parent.sense
    if count.fresh and is_moved_aim(count.scene, count.phrase, count.fresh[-1]):
        return count.fresh[-1].metric, "target"
    opener = count.scene.words(count.phrase.first - 1, count.phrase.first)
    numbers = [m for m in count.scene.of("figure") if m.last <= count.phrase.first]
    changes = opener in (["to"], ["به"]) and numbers and count.fresh and not count.state
    if changes and count.fresh[-1].metric.startswith(_DIVISIBLE):
        return _changed(count, count.fresh[-1])
    return None


def _is_told_again(count: Count) -> bool:
    """Tell «این آمار ۳۱ معدن بود» from «این آمار از ۳۱ استان گرفته شده»: a noun of its own."""
    if count.parent is None or not is_same_figure(count.scene, count.phrase):
        return False
    said = _SAID_OF_PEOPLE.get(count.phrase.noun, count.phrase.noun)
    return not said or said not in _APART_NOUNS


def _changed(count: Count, last: Draft) -> Answer:
    """Tell "revived 340 and plans to increase this figure to 1,000": the second is an aim."""
    between = [
        m
        for m in count.scene.of("modal")
        if m.name == "before" and last.phrase.last <= m.first and m.last <= count.phrase.first
    ]
    if between and last.metric in _AIMED:
        return f"target_{last.metric}", "target"
    return last.metric, last.sense


def _part_of_a_total(count: Count) -> Answer | None:
    silent = count.act is None or count.act.name == "new"
    if (
        count.noun == "unit"
        and silent
        and not count.state
        and is_part_of_total(count.scene, count.fresh)
    ):
        count.phrase.inherits = True
        return "units_total", "stock"
    return None


def _province(count: Count) -> Answer | None:
    if count.noun != "province":
        return None
    before = count.before
    opened = count.story.event or any(d.sense == "event" for d in before[-2:])
    projects = any(d.metric == "projects_inaugurated" for d in before)
    new = bool(before) and before[-1].metric == "units_new_operational"
    few = count.phrase.number.value <= _PROVINCES
    return ("provinces_count", "event") if few and (opened or projects or new) else NOTHING


def _project(count: Count) -> Answer | None:
    scene, phrase, act = count.scene, count.phrase, count.act
    with_sum = brings_amount(scene, phrase)
    if count.noun != "project" and not (with_sum and _is_listed_as_project(count)):
        return None
    known = any(d.metric == "projects_inaugurated" for d in count.before)
    part = known and (phrase.inherits or has_amount(scene, phrase) or bool(scene.of("including")))
    part = part or (known and with_sum and not is_aim(scene, phrase, act))
    named = act is not None and not is_in_passing(scene, phrase)
    named = named and (_is_announced(scene) or not is_aim(scene, phrase, act))
    return ("projects_inaugurated", "event") if part or named else NOTHING


def _is_listed_as_project(count: Count) -> bool:
    """Tell the factories of "six schemes with 3 trillion rials, five factories with 6 trillion"."""
    listed = any(d.metric == "projects_inaugurated" for d in count.fresh)
    return listed and count.noun == "unit" and not count.state and count.act is None


def _is_announced(scene: Scene) -> bool:
    return is_dated_opening(scene) or is_in_opening_week(scene)


def _park(count: Count) -> Answer | None:
    if count.noun != "park":
        return None
    scene, phrase = count.scene, count.phrase
    active = "active" if count.state == "active" or "active" in phrase.states else ""
    said = next((m.first for m in scene.of("qual") if m.last == phrase.first), phrase.first)
    opener = scene.words(said - 1, said)
    houses = any(m.kind == "stock" and m.last == said - 1 for m in scene.marks)
    if opener and opener[0] in _INSIDE and not houses and not noun_of_figure(scene, phrase):
        return NOTHING
    there = is_there(scene, phrase) or phrase.inherits or noun_of_figure(scene, phrase)
    metric = metric_of("park", "there" if there else "", active, target=False)
    return metric, sense_of(metric)


def _done_to_units(count: Count) -> Answer | None:
    """Look up what is said to be done: revived, renovated, put into operation …"""
    scene, phrase, act = count.scene, count.phrase, count.act
    name = _name_of_act(count)
    if not name and all_of_kind(scene, phrase) and not count.state:
        return "units_total", "stock"
    if not name:
        return None
    if name == "released":
        return "", "none"
    if act is not None and is_denied(scene, act, count.noun, count.state):
        return NOTHING
    if name == "new" and count.state in ("", "active") and is_all_so_far(scene, phrase):
        return "units_total", "stock"
    opened = name == "new" and is_dated_opening(scene)
    aim = not opened and name != "need_renovation" and is_aim(scene, phrase, act)
    metric = metric_of(count.noun, name, count.state, target=aim)
    return metric, sense_of(metric)


def _name_of_act(count: Count) -> str:
    """Return what is done, by the company that the act keeps."""
    scene, phrase, act = count.scene, count.phrase, count.act
    if act is None:
        return "new" if "new" in phrase.adjectives and count.noun == "unit" else ""
    if act.name == "close" and is_prevented(scene, act):
        return "serve"
    outside = act.last <= phrase.first or act.first >= phrase.last
    begun = outside and act.name == "new" and count.state in ("", "active")
    idle_before = not count.state and starts_again(scene, phrase)
    again = begun and (idle_before or are_of_revived(scene, phrase))
    if (again or act.name == "revive") and partner_act(scene, act) == "capacity":
        return "revive and capacity"
    return "revive" if again else act.name


def _underway(count: Count) -> Answer | None:
    """Pass over what is under construction, being equipped, or exporting."""
    open_ended = count.act is None and count.state in ("", "active")
    if open_ended and count.noun != "park" and is_underway(count.scene, count.phrase):
        return NOTHING
    return None


def _goes_on(count: Count) -> Answer | None:
    """Let "Isfahan with 124", "12,000 of which" and "including 4,600" follow the count before."""
    scene, phrase, parent = count.scene, count.phrase, count.parent
    if count.state:
        return None
    if parent and not phrase.noun and is_listed(scene, phrase):
        return parent.metric, parent.sense
    if parent and parent.metric.startswith(_DIVISIBLE) and has_share_of_list(scene, phrase):
        phrase.inherits = True
    if phrase.inherits and _divides_unread(count):
        return NOTHING
    dated = not phrase.noun and any(t.first == phrase.last for t in scene.times)
    if not (phrase.inherits or dated or is_included(scene, phrase)):
        return None
    if parent is None or does_otherwise(scene, phrase) or not parent.metric.startswith(_DIVISIBLE):
        return NOTHING
    return NOTHING if _divides_another(count) else (parent.metric, parent.sense)


def _divides_another(count: Count) -> bool:
    """Tell the part in «از ۶۶۰ معدن، برای ۱۵۰ معدن …» after a sentence on 86 others: too large."""
    scene, phrase, parent = count.scene, count.phrase, count.parent
    if parent is None or parent in count.fresh or scene.of("which"):
        return False
    return parent.phrase.number.value < phrase.number.value


def _divides_unread(count: Count) -> bool:
    """Tell "202 mines hold permits; of this figure 163 …": a part of what no metric counts."""
    value, first = count.phrase.number.value, count.phrase.first
    wholes = [n for n in count.scene.numbers if n.last <= first and n.kind == "count"]
    return not count.fresh and any(n.value >= value for n in wholes)


def _beside_others(count: Count) -> Answer | None:
    """Take "with 15,822 active units minerals lead, food and plastics with 8,682 and 7,524 units"."""
    scene, phrase = count.scene, count.phrase
    last = count.fresh[-1] if count.fresh else None
    if last is None or count.noun != "unit" or count.act or count.state or last.sense != "stock":
        return None
    opener = scene.words(phrase.first - 1, phrase.first)
    listed = opener == ["and"] and last.phrase.number.last == phrase.number.first - 1
    led = scene.words(last.phrase.first - 1, last.phrase.first) == ["with"]
    return (last.metric, "stock") if listed or (led and opener == ["with"]) else None


def _hoped_for(count: Count) -> Answer | None:
    """Take "we hope to reach 2,000 units" as an aim of what was spoken of."""
    opened = count.scene.words(count.phrase.first - 1, count.phrase.first)
    if count.phrase.whole and opened in (["targeted"], ["planned"]):
        metric = metric_of(count.noun, count.story.act, "", target=True)
        return metric, sense_of(metric)
    if _is_included_in_plan(count):
        return None
    called = is_called_aim(count.scene, count.phrase)
    idle = count.state in ("idle", "semi", "idle and semi")
    if not is_set_at(count.scene, count.phrase) and opened in (["in"], ["at"]):
        return None
    if not called and is_secured(count.scene, count.phrase):
        return NOTHING
    aimed = (called and idle) or (not count.state and is_aim(count.scene, count.phrase, count.act))
    if not aimed:
        return None
    metric = metric_of(count.noun, count.story.act, "", target=True)
    return metric, sense_of(metric)


def _is_included_in_plan(count: Count) -> bool:
    """Tell "82,000 units have been anticipated in the plan": they are there; nobody aims at them."""
    words = count.scene.words(count.phrase.last, count.phrase.last + _PLAN_REACH)
    return any(
        word in ("anticipated", "foreseen", "envisaged", "included") and after == "in"
        for word, after in pairwise(words)
    )


def _is_said_to_be(count: Count) -> bool:
    named = noun_of_figure(count.scene, count.phrase) == "unit"
    return named or is_there(count.scene, count.phrase)


def _what_there_is(count: Count) -> Answer | None:
    if count.scene.words(count.phrase.first - 1, count.phrase.first) == ["by"]:
        return NOTHING
    there = not count.state and _is_said_to_be(count)
    metric = metric_of(count.noun, "there" if there else "", count.state, target=False)
    return metric, sense_of(metric)


def _by_capacity(count: Count) -> Answer | None:
    act = count.act
    raised = act and (is_done(count.scene, act) or act.last <= count.phrase.first)
    if count.noun != "unit" or raised:
        return None
    metric = band_of(count.scene, count.phrase)
    if metric == OTHER_BAND:
        return NOTHING
    return (metric, "stock") if metric else None


_RULES: tuple[Callable[[Count], Answer | None], ...] = (
    _whole_fa,
    lent,
    _by_capacity,
    _reached,
    _told_again,
    _part_of_a_total,
    job,
    _province,
    _project,
    _park,
    loan_or_contract,
    _underway,
    _beside_others,
    _done_to_units,
    _goes_on,
    _hoped_for,
    _what_there_is,
)
