"""What does a Persian clause say at its end of a number that opens it?

«۷۲۰۰ واحد برای دریافت تسهیلات … ثبت‌نام کردند»: much may stand between a number and its verb, but
no other number.
"""

from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.persian import is_persian
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.times import Time

_CLAUSE = 40
_STOPS = frozenset((":", "؛", "گفت", "افزود"))
_AWAY = frozenset(("جلوگیری", "پیشگیری", "ممانعت", "مانع"))
_NAMED = frozenset(("اعلام", "عنوان", "برشمرد", "ذکر", "دانست", "برآورد"))
_ALL = frozenset(("مجموع", "کل", "مجموعا"))
_IS = frozenset(("است", "بود", "بوده"))
_OWN = frozenset(("حدود", "بیش", "از", "بالغ", "بر", "نزدیک", "به"))


def clause_end(scene: Scene, phrase: Phrase) -> int:
    """Return where the clause of a number ends: at the next number or at a word of speech.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        Index after the clause's last token.
    """
    numbers = [n.first for n in scene.numbers if n.first >= phrase.last]
    limit = min([*numbers, phrase.last + _CLAUSE, len(scene.tokens)])
    for place in range(phrase.last, limit):
        if scene.tokens[place].text in _STOPS:
            return place
    return limit


def did_about_loans(scene: Scene, phrase: Phrase) -> str:
    """Return what Persian units did about a loan.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        "applications_received", "loans_count" or "".
    """
    end = clause_end(scene, phrase)
    verbs = [m for m in scene.of("asks") if phrase.last <= m.first < end]
    if not verbs or not is_persian(scene, verbs[-1].first):
        return ""
    return "applications_received" if verbs[-1].name == "applied" else "loans_count"


def paid_at_end(scene: Scene, phrase: Phrase, near: Mark | None) -> Mark | None:
    """Return the verb that pays an amount at the clause's end, past «تسهیلات» and «اعتبار».

    Args:
        scene: the sentence.
        phrase: the amount.
        near: the nearest word of the money class.

    Returns:
        The mark of the verb or of the verbal noun right before; None where there is none.
    """
    if near is None or not is_persian(scene, near.first) or not near.name.endswith(" weak"):
        return None
    said = next((m.first for m in scene.of("qual") if m.last == phrase.first), phrase.first)
    before = [m for m in scene.of("money") if m.name == "pay weak" and m.last == said]
    end = _end_of_list(scene, phrase)
    verbs = [m for m in scene.of("money") if m.name == "pay" and phrase.last <= m.first < end]
    invested = near.name.startswith("invest")
    return None if invested else next(iter((*before, *verbs[-1:])), None)


def _end_of_list(scene: Scene, phrase: Phrase) -> int:
    """Return the end of «۶۰۰ میلیارد … و ۹۰۰ میلیارد … پرداخت شد»: one verb closes both."""
    end = clause_end(scene, phrase)
    amounts = [n for n in scene.numbers if n.kind in ("IRR", "USD")]
    following = [n for n in amounts if n.first == end and scene.words(end - 1, end) == ["و"]]
    if not following:
        return end
    after = [n.first for n in scene.numbers if n.first >= following[0].last]
    return min([*after, following[0].last + _CLAUSE, len(scene.tokens)])


def is_prevented(scene: Scene, act: Mark) -> bool:
    """Tell «از تعطیلی ۳۹ واحد جلوگیری شد» from units that closed.

    Args:
        scene: the sentence.
        act: the closing.

    Returns:
        True where it was prevented.
    """
    opened = scene.words(act.first - 1, act.first) == ["از"]
    return opened and bool(_AWAY & {token.text for token in scene.tokens})


def is_all_there_is(scene: Scene, phrase: Phrase) -> bool:
    """Tell «مجموع واحدهای به بهره‌برداری رسیده ۳۸۴ واحد است» and «تعداد واحدها را ۸۵ هزار اعلام کرد».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the number is a total of units.
    """
    before = scene.words(max(0, phrase.first - 12), phrase.first)
    heads = {n.last for n in scene.numbers}
    counted = [
        m
        for m in scene.of("noun")
        if m.name == "unit" and m.last <= phrase.first and m.first not in heads
    ]
    if not counted or phrase.states or not is_persian(scene, phrase.first - 1):
        return False
    numbers = [n for n in scene.numbers if counted[-1].last <= n.first < phrase.first]
    if any(counted[-1].last == m.first for m in scene.of("act") if m.name == "revive"):
        return False
    after = scene.words(phrase.last, phrase.last + 2)
    if numbers or any(m.first >= counted[-1].first for m in _states_before(scene, phrase)):
        return False
    summed = bool(_ALL & set(before)) and bool(_IS & set(after[:1]))
    named = bool({"تعداد", *_ALL} & set(before)) and "را" in before and bool(_NAMED & set(after))
    return summed or named


def _states_before(scene: Scene, phrase: Phrase) -> list[Mark]:
    return [m for m in scene.of("state") if m.last <= phrase.first and m.name != "active"]


def works_with(scene: Scene, phrase: Phrase) -> bool:
    """Tell «۱۳۷۵ واحد با ۲۳ هزار نیروی کار»: the people of the units counted before.

    Args:
        scene: the sentence.
        phrase: a number of people.

    Returns:
        True where «با» opens it.
    """
    before = scene.words(max(0, phrase.first - 4), phrase.first)
    while before and before[-1] in _OWN:
        before.pop()
    return before[-1:] == ["با"]


def is_whole_of_share(scene: Scene, phrase: Phrase) -> bool:
    """Tell the whole in «۱۸ درصد (۸۵۰۰ واحد) از ۴۷ هزار واحد صنعتی غیرفعال هستند».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where «از» joins it to a percentage.
    """
    place = next((m.first for m in scene.of("qual") if m.last == phrase.first), phrase.first) - 1
    if phrase.noun != "unit" or scene.words(place, place + 1) != ["از"]:
        return False
    if scene.words(place - 1, place) == [")"]:
        opened = [i for i in range(place) if scene.tokens[i].text == "("]
        place = opened[-1] if opened else place
    return any(n.kind == "percent" and n.last == place for n in scene.numbers)


_NOT = ("ندارد", "ندارند", "نشد", "نشده", "نیست", "نیستند", "نمیشود")
_DENIED = 5


def is_denied(scene: Scene, act: Mark, noun: str, state: str) -> bool:
    """Tell «امکان برگشت به تولید ندارند», and mines that are worked rather than opened.

    Args:
        scene: the sentence.
        act: what is said to be done.
        noun: what is counted.
        state: its state.

    Returns:
        True where it was not done, or is no revival.
    """
    if not is_persian(scene, act.first):
        return False
    worked = noun == "mine" and act.name == "new" and state not in ("idle", "idle and semi")
    after = scene.words(act.last, act.last + _DENIED)
    return worked or any(word in _NOT for word in after)


def is_in_passing(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a visit is told beside the number: the speech after «گفت:» is none.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a word of the class "aside" stands in the same part of the sentence.
    """
    return any(
        ":" not in scene.words(min(m.last, phrase.last), max(m.first, phrase.first))
        for m in scene.of("aside")
    )


def is_supposed(scene: Scene, phrase: Phrase) -> bool:
    """Tell «اگر هزار معدن را فعال کنیم»: nobody claims it.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where «اگر» stands before the number.
    """
    return "اگر" in scene.words(0, phrase.first)


def is_bare_unit(scene: Scene, phrase: Phrase) -> bool:
    """Tell the «واحد» that only counts, in «تعداد معادن به ۵۳۵۳ واحد رسید».

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the noun is the bare word.
    """
    return phrase.noun == "unit" and scene.words(phrase.number.last, phrase.last) == ["واحد"]


def whole_of_unit(scene: Scene, phrase: Phrase) -> str:
    """Return what the bare «واحد» of «از ۲۰۷ معدن راکد ۶۰ واحد احیا شد» counts.

    Args:
        scene: the sentence.
        phrase: a number with the bare noun «واحد».

    Returns:
        "mine" where the count right before it opens with «از» and counts mines; else "".
    """
    counted = [n for n in scene.numbers if n.kind == "count" and n.last <= phrase.first]
    if not counted or scene.words(counted[-1].first - 1, counted[-1].first) != ["از"]:
        return ""
    nouns = [m for m in scene.of("noun") if counted[-1].last <= m.first < phrase.first]
    return "mine" if nouns and nouns[0].name == "mine" else ""


def shares_verb(scene: Scene, left: Draft, right: Draft) -> bool:
    """Tell whether two idle counts joined by «و» wait for one verb at the clause's end.

    Args:
        scene: the sentence.
        left: a count of idle units.
        right: the count after it, told to be revived.

    Returns:
        True where no verb and no number stands between them.
    """
    first, last = left.phrase.last, right.phrase.first
    said = next((m.first for m in scene.of("qual") if m.last == last), last)
    joined = scene.words(said - 1, said) == ["و"] and "idle" in right.phrase.states
    verbs = [m for m in scene.of("done", "modal", "stock", "act") if first <= m.first < last]
    verbs = [m for m in verbs if m.name != "weak" or scene.tokens[m.first].text in _HAVE]
    numbers = [n for n in scene.numbers if first <= n.first < last]
    return joined and not verbs and not numbers and "که" not in scene.words(first, last)


_HAVE = ("دارد", "دارند", "هستند", "می")


def is_reached(scene: Scene, phrase: Phrase) -> bool:
    """Tell «۶ واحد محقق شده»: so much of the aim has been reached.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where the word stands right behind the number.
    """
    return "محقق" in scene.words(phrase.last, phrase.last + 2)


def is_moved_aim(scene: Scene, phrase: Phrase, last: Draft) -> bool:
    """Tell «هدف احیای ۱۵۰۰ واحد بود که به ۲۰۰۰ واحد رسید»: the aim was moved.

    Args:
        scene: the sentence.
        phrase: the later number.
        last: the claim told before it.

    Returns:
        True where an aim "reached", "rose to" or "fell to" the number.
    """
    if not last.metric.startswith(("target_units", "target_mines")) or phrase.states:
        return False
    between = scene.words(last.phrase.last, phrase.first)
    moved = _MOVED & set(scene.words(phrase.last, phrase.last + 2))
    return between[-1:] == ["به"] and "که" in between and bool(moved)


_MOVED = frozenset(("رسید", "رسیده", "افزایش", "کاهش", "یافت", "ارتقا"))


def is_placed(scene: Scene, phrase: Phrase) -> bool:
    """Tell «استان همدان با ۱۵ میلیارد ریال» and «شش واحد با …»: an amount in a list.

    Args:
        scene: the sentence.
        phrase: the amount.

    Returns:
        True where a place, or what is counted, and «با» stand right before it.
    """
    said = next((m.first for m in scene.of("qual") if m.last == phrase.first), phrase.first)
    places = {m.last for m in scene.of("place")}
    heads = {n.last for n in scene.numbers}
    inside = [m for m in scene.of("place") if m.last == said]
    if any(scene.words(m.first - 1, m.first) == ["در"] for m in inside):
        return True
    places |= {m.last for m in scene.of("noun") if m.first in heads}
    return scene.words(said - 1, said) == ["با"] and said - 1 in places


_TOLD_BEFORE = (
    "خبر داده بود",
    "گزارش داده بود",
    "گزارش کرده بود",
    "اعلام کرده بود",
    "اعلام شده بود",
    "عنوان کرده بود",
    "بیان کرده بود",
    "گفته بود",
)


def recalls_report(scene: Scene, time: Time) -> bool:
    """Tell «همین دفتر در خردادماه از احیای ۱۱۶ واحد خبر داده بود»: the month is the report's.

    Args:
        scene: the sentence.
        time: a month.

    Returns:
        True where the month stands before all numbers and the clause recalls what was said.
    """
    month = bool(time.days) and time.days[0].day is None and is_persian(scene, time.first)
    if not month or any(n.first < time.first for n in scene.numbers):
        return False
    said = " ".join(scene.words(time.last, len(scene.tokens)))
    return any(words in said for words in _TOLD_BEFORE)


def is_listed_after(scene: Scene, phrase: Phrase, fresh: list[Draft]) -> bool:
    """Tell «۲۰ طرح افتتاح شد: ۹ طرح زیربنایی، ۷ طرح صنعتی و …»: the colon opens the parts.

    Args:
        scene: the sentence.
        phrase: a number of projects.
        fresh: claims of the sentence so far.

    Returns:
        True where a larger number of projects stands before the colon.
    """
    if phrase.noun != "project":
        return False
    larger = [
        d
        for d in fresh
        if d.metric == "projects_inaugurated" and d.phrase.number.value > phrase.number.value
    ]
    return bool(larger) and ":" in scene.words(larger[0].phrase.last, phrase.first)


def is_of_part(scene: Scene, phrase: Phrase, mark: Mark) -> bool:
    """Tell «۹۰۰ واحد احیا شد که ۶۰۰ واحد در شهرک‌هاست»: the place behind «که» is the part's.

    Args:
        scene: the sentence.
        phrase: a number.
        mark: a word of scope behind it.

    Returns:
        True where «که» and another count stand between.
    """
    between = [n for n in scene.numbers if phrase.last <= n.first < mark.first]
    counted = [n for n in between if n.kind == "count"]
    return bool(counted) and "که" in scene.words(phrase.last, counted[0].first)
