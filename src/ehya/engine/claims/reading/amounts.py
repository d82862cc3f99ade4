"""What is an amount of money said to be: allocated, paid, invested, exported?"""

from itertools import pairwise

from ehya.engine.claims.reading.clauses_fa import paid_at_end
from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.patterns import CURRENCY_ENDING, MONEY
from ehya.engine.claims.reading.persian import is_promised_fa
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_LIMIT = 28
_PLANS = frozenset(
    ("is", "are", "plan", "plans", "planned", "planning", "going", "intends", "aims", "wants")
)
_GIVE = frozenset(("provide", "give", "lend", "pay", "offer", "grant", "allocate", "allot"))
_GIVE_REACH = 8
_LEAST_RIALS = 1_000_000
_AVERAGE = 7
_WEAK = " weak"
_STRONGER = 16
_NOUN_REACH = 4
_BRACKET_REACH = 6
_OPENED = 4
_PROGRAMME = ("unit", "mine", "park", "project", "loan", "case", "application")


def money_metric(
    scene: Scene, phrase: Phrase, before: list[Draft], aim: bool, number: int
) -> tuple[str, str]:
    """Return the metric and the sense of an amount.

    Args:
        scene: its sentence.
        phrase: the amount.
        before: claims so far, this sentence's last.
        aim: whether the text speaks of a plan.
        number: the sentence's place in the text.

    Returns:
        E.g. ("investment_rials", "flow"); ("", "") where nothing tells what the money is for.
    """
    ending = CURRENCY_ENDING[phrase.number.kind]
    if phrase.number.kind == "IRR" and phrase.number.value < _LEAST_RIALS:
        return "", ""
    if _is_average(scene, phrase) or _is_whole_trade(scene, phrase):
        return "", ""
    partner = partner_of(scene, phrase, before)
    if partner is not None:
        base = partner.metric.rsplit("_", 1)[0]
        return base + ending, partner.sense
    earlier = _compared_with(scene, phrase, before)
    if earlier is not None:
        return earlier.metric, earlier.sense
    marks = scene.of("money")
    mark, _ = scene.nearest(phrase.span, [m for m in marks if m.name == "export"], 12)
    near = _verb_before_noun(scene, phrase)
    mark = mark or paid_at_end(scene, phrase, near) or near
    if mark is None:
        return _without_word(scene, phrase, before)
    if mark.name == "other" or _is_worth_of_another(scene, phrase, mark):
        return "", ""
    base = MONEY[mark.name.removesuffix(_WEAK)]
    if mark.name in ("allocate weak", "invest weak") and _of_loans(scene, phrase, before):
        base = "finance_paid"
    return _sort(scene, phrase, base, before, aim, number)


def _without_word(scene: Scene, phrase: Phrase, before: list[Draft]) -> tuple[str, str]:
    """Return what an amount is that no word explains: a list's, an opening's, or nothing."""
    ending = CURRENCY_ENDING[phrase.number.kind]
    listed = _listed_with(scene, phrase, before)
    if listed is not None:
        return listed.metric, listed.sense
    opened = bool(before) and before[-1].metric == "projects_inaugurated"
    if opened or _is_opened_with(scene, phrase):
        return "investment" + ending, "event"
    return "", ""


def _listed_with(scene: Scene, phrase: Phrase, before: list[Draft]) -> Draft | None:
    """Return the sum that opened a list: "six schemes with 3 trillion rials, four with 2 trillion"."""
    if scene.words(phrase.first - 1, phrase.first) not in (["with"], ["worth"], ["با"]):
        return None
    same = [d for d in before if d.phrase.number.kind == phrase.number.kind]
    own = [d for d in same if d.phrase.number in scene.numbers]
    return own[-1] if own and own[-1].metric.startswith("investment") else None


def _is_opened_with(scene: Scene, phrase: Phrase) -> bool:
    """Tell "the project was opened with 5 trillion rials", «این پروژه با ۵ هزار میلیارد ریال …»."""
    opened = [m for m in scene.of("act") if m.name == "new"]
    nouns = [m for m in scene.of("noun") if m.name in ("project", "unit") and m.last < phrase.first]
    joint = scene.words(phrase.first - 1, phrase.first)
    if joint == ["با"]:
        near, _ = scene.nearest(phrase.span, [m for m in opened if m.first >= phrase.last], _OPENED)
        return near is not None and any(m.last == phrase.first - 1 for m in nouns)
    return bool(nouns) and joint == ["with"] and any(m.last == phrase.first - 1 for m in opened)


def _compared_with(scene: Scene, phrase: Phrase, before: list[Draft]) -> Draft | None:
    """Return the sum that "up from 410 trillion last year" is set beside."""
    words = scene.words(phrase.first - 4, phrase.first)
    if not any(
        pair in (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"])
        for pair in (words[i : i + 2] for i in range(len(words)))
    ):
        return None
    same = [d for d in before if d.phrase.number.kind == phrase.number.kind]
    return same[-1] if same and same[-1].phrase.number in scene.numbers else None


def _is_whole_trade(scene: Scene, phrase: Phrase) -> bool:
    """Tell "5.8% of the country's total non-oil exports ($41 billion)": not the units' own."""
    before = scene.words(phrase.first - 6, phrase.first)
    return before[-2:] == ["exports", "("] and "total" in before


def _is_average(scene: Scene, phrase: Phrase) -> bool:
    """Tell "35 billion rials on average": what one unit got, not what all did."""
    per = [m for m in scene.of("act") if m.name == "per_unit"]
    english = [m for m in per if scene.tokens[m.first].text.isascii()]
    return scene.nearest(phrase.span, english, _AVERAGE)[0] is not None


def _is_worth_of_another(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell "298 letters of guarantee worth …": a thing that is not counted is worth it."""
    nouns = [m for m in scene.of("noun") if m.last == mark.first]
    others = [m for m in scene.of("money") if m.name == "other"]
    if mark.name != "invest weak":
        return False
    worth = scene.tokens[mark.first].text == "worth"
    traded = worth and any(0 <= phrase.first - m.last <= 1 for m in others)
    return traded or any(m.name == "other" for m in nouns)


def _of_loans(scene: Scene, phrase: Phrase, before: list[Draft]) -> bool:
    """Tell "434 facilities amounting to 6 trillion rials": loans counted are loans paid."""
    last = before[-1] if before else None
    if last is None or last.metric != "loans_count" or last.phrase.number not in scene.numbers:
        return False
    return scene.cost(last.phrase.span, phrase.span) <= _STRONGER


def _sort(
    scene: Scene, phrase: Phrase, base: str, before: list[Draft], aim: bool, number: int
) -> tuple[str, str]:
    """Return what a sum is once its word is known; nothing where it is not the programme's."""
    ending = CURRENCY_ENDING[phrase.number.kind]
    underway = any(m.name == "underway" for m in scene.of("act"))
    if base == "investment" and underway:
        return "finance_allocated" + ending, "stock"
    if base == "exports" and (ending != "_usd" or not scene.of("scope", "sme", "size")):
        return "", ""
    if not before and not _of_programme(scene):
        return "", ""
    if base == "investment" and aim and not any(d.sentence == number for d in before):
        return "", ""
    if base == "finance_paid" and _is_promised(scene, phrase):
        return "finance_allocated" + ending, "target"
    if any(d.sense == "event" and d.sentence >= before[-1].sentence for d in before[-6:]):
        return base + ending, "event"
    if base == "investment" and any(m.name == "event" for m in scene.of("event")) and not aim:
        return base + ending, "event" if not scene.times else "flow"
    return base + ending, "target" if aim and base == "finance_allocated" else "flow"


def _is_promised(scene: Scene, phrase: Phrase) -> bool:
    """Tell "740 trillion rials of loans will be paid": it is set aside, not yet paid."""
    paid = [m for m in scene.of("money") if m.name == "pay"]
    if is_promised_fa(scene, phrase) or _is_to_be_given(scene, phrase):
        return True
    return any(
        words[-1] == "be" and words[0] in ("will", "would", "shall", "to")
        for m in paid
        if len(words := scene.words(m.first - 2, m.first)) == 2
    )


def _is_to_be_given(scene: Scene, phrase: Phrase) -> bool:
    """Tell "banks plan to give 1,000 trillion rials in loans"."""
    words = scene.words(phrase.first - _GIVE_REACH, phrase.first)
    for place in range(len(words) - 2):
        plan, to, give = words[place : place + 3]
        if plan in _PLANS and to == "to" and give in _GIVE:
            return True
    return any(
        will in ("will", "would", "shall") and give in _GIVE for will, give in pairwise(words)
    )


def _verb_before_noun(scene: Scene, phrase: Phrase) -> Mark | None:
    """Let "was paid" decide over a nearer noun such as "facilities" or "worth"."""
    marks = scene.of("money")
    any_word, least = scene.nearest(phrase.span, marks, _LIMIT)
    if any_word is None or not any_word.name.endswith(_WEAK):
        return any_word
    strong = [m for m in marks if not m.name.endswith((_WEAK, "other"))]
    verb, _ = scene.nearest(phrase.span, strong, least + _STRONGER)
    # "Loans worth 9 trillion": worth says how much, the loans say what for.
    nouns = [m for m in marks if m.name.endswith(_WEAK) and not m.name.startswith("invest")]
    noun, _ = scene.nearest(phrase.span, nouns, least + _NOUN_REACH)
    return verb or noun or any_word


def _of_programme(scene: Scene) -> bool:
    return any(m.name in _PROGRAMME for m in scene.of("noun")) or bool(
        scene.of("scope", "state") or [m for m in scene.of("share") if m.name == "target"]
    )


def partner_of(scene: Scene, phrase: Phrase, before: list[Draft]) -> Draft | None:
    """Return the amount in the other currency that stands right before: "35 trillion rials ($833m)".

    Args:
        scene: the sentence.
        phrase: the later amount.
        before: claims so far.

    Returns:
        The draft of the partner, or None.
    """
    last = before[-1] if before else None
    if last is None or last.phrase.number.kind not in ("IRR", "USD"):
        return None
    if last.phrase.number.kind == phrase.number.kind or last.phrase.number not in scene.numbers:
        return None
    between = scene.words(last.phrase.number.last, phrase.number.first)
    if len(between) <= _BRACKET_REACH and (
        "(" in between or "or" in between or "معادل" in between or "یا" in between
    ):
        return last
    return None
