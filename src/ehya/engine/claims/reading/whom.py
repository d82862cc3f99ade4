"""Where, and which units, does a number speak of?"""

from collections.abc import Sequence

from ehya.engine.claims.reading.clauses_fa import is_of_part
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.places import COUNTRY
from ehya.engine.claims.reading.scene import Scene

_SCOPES = {
    "both": "inside and outside parks",
    "outside": "outside parks",
}
_SCOPE_LIMIT = 16
_SHARE_REACH = 26
_OPENS_SHARE = 3
# A city stands for its province, a ministry for the country, where nothing nearer is named.
_FURTHER = {"place": 0, "national": 4, "city": 10, "org": 20}
_OPENS_NEXT = 6
_RANKED = 5
_CLOSED = 12
_ACCOUNTED = 4
_BEHIND = 9
_LED = frozenset(("sector", "industry", "industries", "accounted", "for", "had", "with"))
_RANKS = frozenset(("first", "second", "third", "fourth", "fifth", "next", "top", "last", "place"))
_TRIPS = frozenset(("traveled", "travelled", "trip", "visit", "visited", "visiting", "tour"))
_LIES = frozenset(("در", "هم", "are", "were", "lie", "located", "situated"))
_SAID = frozenset(("said", "says", "stated", "announced", "noted", "told", "added", "that"))
_STATES = {"idle": "idle", "semi": "semi-active", "active": "active"}


def place_of(scene: Scene, phrase: Phrase, before: str) -> str:
    """Return the province that a number speaks of, or the country.

    Args:
        scene: its sentence.
        phrase: the number.
        before: the place of the sentences before.

    Returns:
        The nearest place named in the sentence; else the one before.
    """
    owner = owner_of_bracket(scene, phrase)
    if owner is not None:
        return owner.name
    best, least = before, 99
    for mark in scene.of("place", "city", "national", "org"):
        if mark.kind == "place" and not is_meant(scene, mark):
            continue
        if mark.kind == "org" and mark.name != "national":
            continue
        if _is_visited(scene, phrase, mark) or _has_its_own(scene, phrase, mark):
            continue
        cost = scene.cost(phrase.span, (mark.first, mark.last))
        cost += _FURTHER[mark.kind] - (mark.first >= phrase.last)
        cost += _OPENS_NEXT if _opens_next(scene, phrase, mark) else 0
        cost += _CLOSED if _is_of_clause_before(scene, phrase, mark) else 0
        if cost < least:
            alone = mark.kind in ("place", "city") and not _is_one_of_several(scene, mark)
            best, least = mark.name if alone else COUNTRY, cost
    return best


def owner_of_bracket(scene: Scene, phrase: Phrase) -> Mark | None:
    """Return the province that a bracketed number explains: "Yazd Province (965 firms)".

    Args:
        scene: the sentence.
        phrase: the number.

    Returns:
        The mark of the place; None where there is none.
    """
    if scene.words(phrase.first - 1, phrase.first) != ["("]:
        return None
    opener = phrase.first - 1
    beside = [m for m in scene.of("place") if 0 <= opener - m.last <= _RANKED]
    words = scene.words(beside[-1].last, opener) if beside else []
    ranked = len(words) <= 1 or ((words[0] in _RANKS or words[-1] in _RANKS) and "," not in words)
    return beside[-1] if beside and ranked else None


def _opens_next(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell "Yazd with 57 and Gilan with 33": Gilan goes with what follows it."""
    after = scene.words(mark.last, mark.last + 2)
    return mark.first >= phrase.last and ("with" in after[:1] or after == ["province", "with"])


def _is_of_clause_before(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell Semnan in "50 units in Semnan and 60 units were revived in Yazd": it closes its clause."""
    if mark.kind not in ("place", "city") or mark.last > phrase.first:
        return False
    joint = {",", "and", "while"} & set(scene.words(mark.last, phrase.first))
    owners = [n for n in scene.numbers if n.last <= mark.first]
    if not joint or not owners or scene.words(mark.first - 1, mark.first) != ["in"]:
        return False
    rest = [n.first for n in scene.numbers if n.first > phrase.last and n.kind == "count"]
    end = min(rest, default=len(scene.tokens))
    behind = [m for m in scene.of("place") if phrase.last <= m.first < end]
    return any(scene.words(m.first - 1, m.first) == ["in"] for m in behind)


def _has_its_own(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell the provinces of "300 units, most of them in Yazd (120) and Fars (95)"."""
    bare = {n.first for n in scene.numbers if scene.words(n.last, n.last + 1) == [")"]}
    own = [m for m in scene.of("place") if m.last + 1 in bare]
    own = [m for m in own if scene.words(m.last, m.last + 1) == ["("]]
    return len(own) > 1 and mark in own and mark.first >= phrase.last


def _is_visited(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell where a speaker was: "who traveled to Sari to open a plant, said that 38 …"."""
    if mark.kind not in ("place", "city") or mark.last > phrase.first:
        return False
    said = _SAID & set(scene.words(mark.last, phrase.first))
    return bool(said and _TRIPS & set(scene.words(mark.first - 6, mark.first)))


def _is_one_of_several(scene: Scene, mark: Mark) -> bool:
    """Tell "in Fars, Yazd and Isfahan provinces": the record writes the country."""
    places = scene.of("place")
    if mark.kind != "place" or len(places) < 2:
        return False
    run = [m for m in places if _joined(scene, m, mark, places)]
    first, last = run[0].first, run[-1].last
    around = {*scene.words(first - 3, first), *scene.words(last, last + 2)}
    return len(run) > 1 and "provinces" in around


def _joined(scene: Scene, one: Mark, other: Mark, places: list[Mark]) -> bool:
    low, high = sorted((one, other), key=lambda m: m.first)
    held = {i for m in places for i in range(m.first, m.last)}
    between = [scene.tokens[i].text for i in range(low.last, high.first) if i not in held]
    return all(word in (",", "and") for word in between)


def only_place(scenes: Sequence[Scene]) -> str:
    """Return the place of sentences that stand before any place is named.

    Args:
        scenes: all sentences of a text.

    Returns:
        The province, where the text names one alone and never the country; else the country.
    """
    named = {m.name for s in scenes for m in s.of("place", "city") if is_meant(s, m)}
    nation = any(m.kind == "national" or m.name == "national" for s in scenes for m in s.marks)
    nation = nation and not any(_speaks_of_the_province(s) for s in scenes)
    return named.pop() if len(named) == 1 and not nation else COUNTRY


def _speaks_of_the_province(scene: Scene) -> bool:
    """Tell «۱۴ طرح در استان»: the one that the text is about, named elsewhere."""
    starts = {m.first for m in scene.of("place")}
    return any(
        m.name == "province"
        and scene.words(m.first - 1, m.first) == ["در"]
        and scene.words(m.first, m.last) == ["استان"]
        and m.last not in starts
        for m in scene.of("noun")
    )


def is_meant(scene: Scene, mark: Mark) -> bool:
    """Tell Tehran the province from Tehran the city where the report was written.

    Args:
        scene: the sentence.
        mark: a place named in it.

    Returns:
        False where the name only dates the report.
    """
    if scene.words(mark.first - 2, mark.first) in (["بعد", "از"], ["پس", "از"]):
        return False
    if mark.name != "Tehran":
        return True
    around = scene.words(mark.first - 2, mark.last + 2)
    if any(word in around for word in ("province", "استان", "provinces")):
        return True
    followed = scene.words(mark.last, mark.last + 1) in (["with"], ["accounted"], ["had"])
    if followed and len({m.name for m in scene.of("place")}) > 1:
        return True
    beside = [m for m in scene.of("place") if m is not mark]
    return any(
        -3 <= m.first - mark.last <= 2 or -3 <= mark.first - m.last <= 2 for m in beside
    ) or (mark.first > 0 and scene.tokens[mark.first].text == "تهران" and mark.first > 2)


def scope_of(scene: Scene, phrase: Phrase) -> str:
    """Return whether units in industrial parks, outside them or both are meant.

    Args:
        scene: the sentence.
        phrase: the number.

    Returns:
        The record's words for it; "" where the sentence says nothing.
    """
    behind = [m for m in scene.of("scope") if m.first >= phrase.last]
    told = [m for m in behind if set(scene.words(phrase.last, m.first)) <= _LIES]
    marks = [m for m in scene.of("scope") if not is_of_part(scene, phrase, m)]
    mark, _ = scene.nearest(phrase.span, told or marks, _SCOPE_LIMIT)
    return _SCOPES.get(mark.name, mark.name) if mark else ""


def population_of(scene: Scene, phrase: Phrase, metric: str, scope: str) -> str:
    """Return what is counted, in the record's manner.

    Args:
        scene: the sentence.
        phrase: the number.
        metric: its metric.
        scope: from `scope_of`.

    Returns:
        A sector, a size, the parks, or the noun phrase itself in English.
    """
    if metric in ("share_sector_pct", "share_size_pct"):
        return _of_share(scene, phrase, metric)
    if phrase.noun == "mine" or metric.startswith(("mines", "target_mines")):
        return "small mines" if phrase.size else "mines"
    with_it = scene.words(phrase.first - 1, phrase.first) in (["با"], ["for"])
    before = _sector_before(scene, phrase)
    sector = (before if with_it else "") or phrase.sector or before
    sector = sector or _sector_behind(scene, phrase)
    if sector:
        return sector
    if scope:
        return scope
    if phrase.size:
        return phrase.size
    return _in_words(phrase)


def _sector_before(scene: Scene, phrase: Phrase) -> str:
    """Return the sector of «صنایع شیمیایی با ۳۸۸ واحد»."""
    sectors = [m for m in scene.of("sector") if 0 <= phrase.first - m.last <= _ACCOUNTED]
    near = [m for m in sectors if set(scene.words(m.last, phrase.first)) <= _LED]
    beside = [m for m in sectors if phrase.first - m.last <= 1]
    return next((m.name for m in (*beside, *near)), "")


def _sector_behind(scene: Scene, phrase: Phrase) -> str:
    """Return the sector of "80 idle units were revived in the textile sector"."""
    ends = [n.first for n in scene.numbers if n.first >= phrase.last]
    end = min([*ends, phrase.last + _BEHIND])
    for mark in scene.of("sector"):
        own = phrase.last <= mark.first < end and scene.tokens[mark.first].text.isascii()
        opened = scene.words(mark.first - 2, mark.first) == ["in", "the"]
        if own and opened and scene.words(mark.last, mark.last + 1) in (["sector"], ["industry"]):
            return mark.name
    return ""


def _of_share(scene: Scene, phrase: Phrase, metric: str) -> str:
    kind = "sector" if metric == "share_sector_pct" else "size"
    right = [m for m in scene.of(kind) if m.first >= phrase.last]
    if scene.words(phrase.first - 1, phrase.first) == ["for"]:
        right = [m for m in scene.of(kind) if 0 < phrase.first - m.last <= _OPENS_SHARE] or right
    mark, _ = scene.nearest(phrase.span, right, 4)
    mark = mark or scene.nearest(phrase.span, scene.of(kind), _SHARE_REACH)[0]
    revived = scene.nearest(phrase.span, [m for m in scene.of("act") if m.name == "revive"], 9)[0]
    whole = "revived units" if revived else "units in parks"
    return f"{mark.name}, of {whole}" if mark else whole


def _in_words(phrase: Phrase) -> str:
    states = [_STATES[name] for name in ("idle", "semi", "active") if name in phrase.states]
    kinds = [name for name in phrase.adjectives if name not in ("plain", "new")]
    noun = {"unit": "units", "project": "projects", "park": "parks and zones"}.get(phrase.noun, "")
    words = [" and ".join(states), " and ".join(dict.fromkeys(kinds)), noun]
    return " ".join(word for word in words if word)
