"""Does a number stand alone, or does it divide, repeat or go on with one told before?"""

from ehya.engine.claims.reading.clauses_fa import is_of_part
from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.stands_fa import has_part_in_state

# More units than any year puts into operation: all that there are.
_MORE_THAN_A_YEAR = 10_000
_LENT_REACH = 16
_LENT_AT_END = 30
_LENT_NEAR = 6


_NOUNS = (
    ("units", "unit"),
    ("target_units", "unit"),
    ("mines", "mine"),
    ("target_mines", "mine"),
    ("resolutions", "resolution"),
    ("jobs_created", "job"),
    ("parks_total", "park"),
    ("projects_inaugurated", "project"),
)


def noun_before(scene: Scene, phrase: Phrase, parent: Draft | None) -> str:
    """Return the noun that "12,000 of which" or «۱۲ هزار مورد» leaves to the number before.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        parent: the count told before.

    Returns:
        "unit", "mine" …; "" where nothing was told.
    """
    if parent is None:
        return _noun_of_brackets(scene, phrase)
    for mark in scene.of("noun"):
        if (
            phrase.noun == "case"
            and 0 <= mark.first - phrase.last <= 3
            and mark.name in ("unit", "mine")
        ):
            return mark.name
    cases = phrase.noun == "case" and parent.metric == "applications_received"
    named = [noun for start, noun in _NOUNS if parent.metric.startswith(start)]
    return "unit" if cases else next(iter(named), "")


def _is_bracketed(scene: Scene, phrase: Phrase) -> bool:
    ends = [
        *scene.words(phrase.first - 1, phrase.first),
        *scene.words(phrase.last, phrase.last + 1),
    ]
    return ends == ["(", ")"] and any(m.last == phrase.first - 1 for m in scene.of("place"))


def _noun_of_brackets(scene: Scene, phrase: Phrase) -> str:
    """Return the noun of "Idle units were revived in Yazd (120), Fars (95) and Kerman (60)"."""
    listed = len([m for m in scene.of("place") if scene.words(m.last, m.last + 1) == ["("]])
    if listed < _LISTED or not _is_bracketed(scene, phrase):
        return ""
    nouns = [m.name for m in scene.of("noun") if m.last <= phrase.first]
    return nouns[0] if nouns[:1] in (["unit"], ["mine"]) else ""


_LISTED = 2
_REACHED = frozenset(
    (
        "reached",
        "reaches",
        "numbered",
        "totalled",
        "totaled",
        "hit",
        "fell",
        "rose",
        "dropped",
        "grew",
        "stood",
        "stands",
    )
)


def _said_to_reach(scene: Scene, phrase: Phrase) -> str:
    """Return the noun of "Revivals reached 1,230" and "Revived units: 64"."""
    before = scene.words(phrase.first - 3, phrase.first)
    nouns = [m for m in scene.of("noun") if m.name in ("unit", "mine") and m.last < phrase.first]
    if not nouns or not (_REACHED & set(before) or before[-1:] == [":"]):
        return ""
    noun = nouns[-1]
    acts = [m for m in scene.of("act") if noun.first - 2 <= m.first < noun.last]
    states = [m for m in scene.of("state") if 0 <= noun.first - m.last <= 1]
    close = phrase.first - noun.last <= 4 and scene.tokens[noun.first].text.isascii()
    if not close or not (acts or states):
        return ""
    phrase.states.extend(m.name for m in states if m.name not in phrase.states)
    return noun.name


def _labelled(scene: Scene, phrase: Phrase) -> str:
    """Return the noun of "Idle units: 210" and "the idle units number 210"."""
    if scene.words(phrase.first - 1, phrase.first) not in ([":"], ["number"], ["numbered"]):
        return ""
    listed = [m for m in scene.of("noun") if m.last == phrase.first - 1 and m.name == "unit"]
    states = [m for m in scene.of("state") if listed and 0 <= listed[0].first - m.last <= 1]
    phrase.states.extend(m.name for m in states if m.name not in phrase.states)
    return "unit" if states else ""


def noun_of_figure(scene: Scene, phrase: Phrase) -> str:
    """Return the noun of "the number of revived mines in 1402 stood at 493".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        "unit", "mine", "park" or "".
    """
    if phrase.noun:
        return ""
    said = _labelled(scene, phrase) or _said_to_reach(scene, phrase)
    if said:
        return said
    for mark in scene.of("figure"):
        nouns = [m for m in scene.of("noun") if m.first == mark.last]
        several = len(scene.of("place")) > 1 and not phrase.noun
        if several and nouns and mark.first >= phrase.last and nouns[0].name == "unit":
            return "unit"
        if mark.name == "number" and scene.cost((mark.last, mark.last), phrase.span) <= 16:
            nouns = [m for m in scene.of("noun") if mark.last <= m.first < phrase.first]
            verbs = {"stood", "reached", "was", "at", "from", "to", "از", "به", "رسید"} & set(
                scene.words(phrase.first - 3, phrase.last + 2)
            )
            if nouns and verbs and nouns[0].name in ("unit", "mine", "park", "job"):
                states = [m for m in scene.of("state") if mark.last <= m.first < phrase.first]
                phrase.states.extend(m.name for m in states if m.name not in phrase.states)
                return nouns[0].name
    return ""


def act_of_figure(scene: Scene, phrase: Phrase) -> Mark | None:
    """Return the act inside "the total number of revived units has reached 852".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        The participle beside the figure's noun; None where the figure tells no act.
    """
    figures = [m for m in scene.of("figure") if m.name == "number" and m.last <= phrase.first]
    if phrase.noun or not figures or not scene.tokens[figures[-1].first].text.isascii():
        return None
    start = figures[-1].last
    nouns = [m for m in scene.of("noun") if start <= m.first and m.last <= phrase.first]
    if not nouns or any(start <= n.first < phrase.first for n in scene.numbers):
        return None
    acts = [m for m in scene.of("act") if start <= m.first <= nouns[0].last]
    return next((m for m in acts if scene.tokens[m.first].text.endswith("ed")), None)


def are_of_revived(scene: Scene, phrase: Phrase) -> bool:
    """Tell "chemicals had most of the revived units, as 290 such units became operational".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the sentence has called the units revived before the number.
    """
    units = [m.first for m in scene.of("noun") if m.name == "unit" and m.last <= phrase.first]
    revived = [m for m in scene.of("act") if m.name == "revive" and m.last <= phrase.first]
    return any(
        scene.tokens[m.first].text.endswith("ed") and 0 <= place - m.last <= 1
        for m in revived
        for place in units
    )


def does_otherwise(scene: Scene, phrase: Phrase) -> bool:
    """Tell "of which 1,100 are exporting": a part that is told to do something else.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the part is not counted further.
    """
    following = scene.words(phrase.last, phrase.last + 2)
    if following[:1] in (["can"], ["could"]):
        return True
    return len(following) == 2 and following[0] in ("are", "were") and following[1].endswith("ing")


def is_all_so_far(scene: Scene, phrase: Phrase) -> bool:
    """Tell units that ever went into operation from those of a year.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the number is all that there is.
    """
    if has_part_in_state(scene, phrase):
        return True
    near = [t for t in scene.times if scene.cost(phrase.span, (t.first, t.last)) < 14]
    if any(t.kind == "until" or scene.tokens[t.first].text == "تا" for t in near):
        return True
    return not near and phrase.number.value >= _MORE_THAN_A_YEAR


def is_part_of_total(scene: Scene, fresh: list[Draft]) -> bool:
    """Tell whether a list divides a total told before it: "of 2,070 units, 1,822 are small".

    Args:
        scene: the sentence.
        fresh: claims of the sentence so far.

    Returns:
        True where the claim before it in the sentence is a total.
    """
    counts = [draft for draft in fresh if draft.metric.startswith("units")]
    return bool(counts) and counts[-1].metric == "units_total"


def is_lent_to(scene: Scene, phrase: Phrase) -> bool:
    """Tell "the loan was given to 2,008 enterprises": the loans are counted.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where money goes to what is counted and nothing else is done.
    """
    opener = scene.words(phrase.first - 1, phrase.first)
    paid = [m for m in scene.of("money") if m.name == "pay"]
    acts = [m for m in scene.of("act") if m.name in ("revive", "renovate", "capacity", "new")]
    reach = _LENT_REACH if opener != ["به"] else _LENT_AT_END
    near, cost = scene.nearest(phrase.span, paid, reach)
    if near is not None and not phrase.states and scene.nearest(phrase.span, acts, cost)[0] is None:
        return True
    pays = [
        m
        for m in scene.of("money", "noun")
        if m.name in ("pay", "pay weak", "loan", "allocate") and m.last <= phrase.first
    ]
    lent = [n for n in scene.numbers if n.kind == "IRR" and n.last == phrase.first - 1]
    reach = _LENT_AT_END if lent and opener == ["به"] else _LENT_NEAR
    return opener in (["to"], ["به"]) and scene.nearest(phrase.span, pays, reach)[0] is not None


def is_listed(scene: Scene, phrase: Phrase) -> bool:
    """Accept a bare number only beside a province or in a list of numbers.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the number belongs to a place or sector.
    """
    return has_amount(scene, phrase) or any(
        mark.kind in ("place", "sector") and 0 <= phrase.first - mark.last <= 2
        for mark in scene.marks
    )


def has_amount(scene: Scene, phrase: Phrase) -> bool:
    """Tell the bare number of "eight projects with 3 trillion rials, six with 5 trillion rials".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where "with" or "worth" and an amount of money stand right behind the number.
    """
    if phrase.noun or scene.words(phrase.last, phrase.last + 1) not in (["with"], ["worth"]):
        return False
    return any(n.kind in ("IRR", "USD") and 1 <= n.first - phrase.last <= 3 for n in scene.numbers)


def brings_amount(scene: Scene, phrase: Phrase) -> bool:
    """Tell "six schemes with an investment of 3 trillion rials": a thing counted with its money.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where "with", "worth" or "valued at" leads to an amount without a comma between.
    """
    if scene.words(phrase.last, phrase.last + 1) not in (["with"], ["worth"], ["valued"], ["با"]):
        return False
    sums = [n.first for n in scene.numbers if n.kind in ("IRR", "USD") and n.first > phrase.last]
    between = scene.words(phrase.last, sums[0]) if sums else [","]
    return len(between) <= _SUM_REACH and "," not in between


_SUM_REACH = 6


def has_share_of_list(scene: Scene, phrase: Phrase) -> bool:
    """Tell "the chemical sector accounted for 182 units and the metal sector for 171 units".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a sector or a province is said to account for the number.
    """
    if scene.words(phrase.first - 1, phrase.first) != ["for"]:
        return False
    owners = [m for m in scene.of("sector", "place") if 0 < phrase.first - m.last <= _OWNER_REACH]
    return bool(owners) and "accounted" in scene.words(0, phrase.first)


_OWNER_REACH = 4


def is_same_figure(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the number is a figure told before, at another time: «این عدد … ۱۵۰۰ واحد بود».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the metric is that of the count before.
    """
    marks = [m for m in scene.of("figure") if m.last <= phrase.first and m.name == "same"]
    marks = [m for m in marks if scene.words(m.first - 1, m.first) != ["of"]]
    mark, _ = scene.nearest(phrase.span, marks, 16)
    return mark is not None and not any(
        mark.last <= m.first < phrase.first and m.name != "after" for m in scene.of("modal", "act")
    )


_CAME_OUT = frozenset(("fell", "dropped", "reached", "rose", "stood", "decreased", "increased"))


def came_out(scene: Scene, phrase: Phrase) -> bool:
    """Tell "we had planned 150, but the figure fell to 146": what came of the plan.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a past verb stands right before the number.
    """
    return bool(_CAME_OUT & set(scene.words(phrase.first - 3, phrase.first)))


def is_included(scene: Scene, phrase: Phrase) -> bool:
    """Tell "including 4,600 industrial units".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the number is told as a part.
    """
    marks = [m for m in scene.of("including") if m.last <= phrase.first]
    return scene.nearest(phrase.span, marks, 4)[0] is not None


def starts_again(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether units that start again are meant: the sentence speaks of idle ones.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a start is a revival.
    """
    idle = [m for m in scene.of("state") if m.name in ("idle", "semi")]
    idle = [m for m in idle if not is_of_part(scene, phrase, m)]
    return bool(idle) and "new" not in phrase.adjectives
