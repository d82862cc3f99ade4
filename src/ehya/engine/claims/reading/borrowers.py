"""Does a number of units tell who asked for a loan, or who got one?"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

# The verb stands right behind its subject: "5,840 small units had applied".
_VERB_REACH = 7
_SUM_REACH = 3
_ASIDE = 10


def asked_or_got(scene: Scene, phrase: Phrase, act: Mark | None, *, of_loans: bool) -> str:
    """Return what units did about a loan: "1,200 units applied, of which 640 received one".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        act: what else is said to be done to them.
        of_loans: whether loans were spoken of just before.

    Returns:
        "applications_received", "loans_count", or "" where the verb is another.
    """
    verbs = [m for m in scene.of("asks") if m.first >= phrase.last]
    verb, cost = scene.nearest((phrase.first, _behind_provinces(scene, phrase)), verbs, _VERB_REACH)
    if verb is None or (act is not None and scene.cost(phrase.span, (act.first, act.last)) < cost):
        return ""
    if _another_between(scene, phrase, verb):
        return ""
    loans = of_loans or any(m.name == "loan" for m in scene.of("noun"))
    if verb.name == "borrowed":
        return "loans_count"
    if verb.name == "received":
        return "loans_count" if loans else ""
    asked = loans or scene.tokens[verb.first].text.startswith("appl")
    return "applications_received" if asked else ""


def gets_a_sum(scene: Scene, phrase: Phrase) -> bool:
    """Tell "loans worth 157 trillion rials ($4 billion) to 22,000 firms".

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a sum stands right before "to" and the sentence speaks of loans.
    """
    if scene.words(phrase.first - 1, phrase.first) != ["to"]:
        return False
    sums = [n for n in scene.numbers if n.kind in ("IRR", "USD") and n.last < phrase.first]
    near = bool(sums) and phrase.first - sums[-1].last <= _SUM_REACH
    loans = any(m.name == "loan" for m in scene.of("noun"))
    return near and (
        loans or any(m.name.startswith(("pay", "allocate")) for m in scene.of("money"))
    )


def _another_between(scene: Scene, phrase: Phrase, verb: Mark) -> bool:
    behind = _behind_provinces(scene, phrase)
    return any(behind <= number.first < verb.first for number in scene.numbers)


def _behind_provinces(scene: Scene, phrase: Phrase) -> int:
    """Look past "2,023 firms and projects in 31 provinces registered": the place is an aside."""
    provinces = [m for m in scene.of("noun") if m.name == "province" and m.first >= phrase.last]
    numbered = [
        m.last
        for m in provinces
        if any(n.last == m.first for n in scene.numbers) and m.first - phrase.last <= _ASIDE
    ]
    return numbered[0] if numbered else phrase.last
