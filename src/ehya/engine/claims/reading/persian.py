"""What does the order of a Persian sentence say: whose is an act, is it done, is it meant?

The verb ends a Persian clause and rules all that stands before it; a verbal noun («احیایِ»،
«بهره‌برداری از») stands right before what it is done to.
"""

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.numbers import Number
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_DONE_REACH = 7
_CLAUSE_END = 6
_RAISED_REACH = 16
_DONE = frozenset(("بازگشتند", "بازگشته", "برگشتند", "برگشته", "برگشت"))
_NOUN_OR_VERB = ("برگشت", "بازگشت")
_REPORTED = frozenset(("خبر", "اشاره", "تاکید", "اعلام", "بیان", "عنوان", "اظهار"))
_CLOSED = frozenset(("شد", "شدند", "شده", "کردیم", "گرفت", "گرفتند"))
_BROKE_OFF = frozenset((",", "،", "(", ":"))
_WISHED = ("شود", "شوند", "گردد", "گردند", "کنیم", "خواه", "نشد", "نشده")
_LEADERS = frozenset(("از", "در", "تعداد", "حدود", "بیش", "بالغ", "بر", "نزدیک", "به", "کمتر"))
_RAISED = ("افزایش", "ارتقا", "ارتقاء", "ارتقای", "بهبود", "افزوده")
_BOUNDARIES = frozenset(("که", "گفت", "افزود", "کرد", ":", "؛", "اما"))


def is_persian(scene: Scene, place: int) -> bool:
    """Tell the language by one word.

    Args:
        scene: the sentence.
        place: index of a token.

    Returns:
        True where it is no Latin word.
    """
    return not scene.tokens[place].text.isascii()


def is_done_fa(scene: Scene, act: Mark) -> bool:
    """Tell «احیا شده است» from «احیا شود» and «بازگردانده شوند».

    Args:
        scene: the sentence.
        act: a Persian act.

    Returns:
        True where a finished verb closes the act's clause.
    """
    if _wishes(scene, act.last) or is_purpose(scene, act):
        return False
    if _returned(scene, act) or scene.tokens[act.last - 1].text in _CLOSED:
        return True
    done = {m.first for m in scene.of("done")}
    modal = {m.first for m in scene.of("modal")}
    for place in range(act.last, min(act.last + _DONE_REACH, len(scene.tokens))):
        if scene.tokens[place].text in (_BROKE_OFF | _REPORTED) or place in modal:
            return False
        if place in done:
            return not _wishes(scene, place + 1)
    return False


def is_purpose(scene: Scene, act: Mark) -> bool:
    """Tell «مشکل ۴ واحد برای بازگشت به تولید مطرح شد»: what it is for is not yet done.

    Args:
        scene: the sentence.
        act: a Persian act.

    Returns:
        True where «برای» or «جهت» opens it.
    """
    return scene.words(act.first - 1, act.first) in (["برای"], ["جهت"])


def _returned(scene: Scene, act: Mark) -> bool:
    """Tell the verb «بازگشت» from the noun in «برگشت به تولید»."""
    word = scene.tokens[act.first].text
    noun = word in _NOUN_OR_VERB and scene.words(act.last, act.last + 1) == ["به"]
    return word in _DONE and not noun


def _wishes(scene: Scene, place: int) -> bool:
    return any(word.startswith(_WISHED) for word in scene.words(place, place + 1))


def belongs_to_next(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «احیای ۷۵ واحد و بهره‌برداری از ۲۵ واحد»: the second act is the second number's.

    Args:
        scene: the sentence.
        phrase: a number before the act.
        act: a Persian act behind it.

    Returns:
        True where the next number follows the act at once.
    """
    if act.first < phrase.last or not is_persian(scene, act.first):
        return False
    following = [n.first for n in scene.numbers if n.first >= act.last and n.kind == "count"]
    if not following or following[0] - act.last > 4 or is_done_fa(scene, act):
        return False
    return all(word in _LEADERS for word in scene.words(act.last, following[0]))


def takes(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «بهره‌برداری از ۲۵ واحد»: the verbal noun right before takes the number as its object.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        act: an act before it.

    Returns:
        True where only «از»، «حدود» and the like stand between.
    """
    if act.last > phrase.first or phrase.first - act.last > 4 or not is_persian(scene, act.first):
        return False
    return act.name != "repossess" and all(
        word in _LEADERS for word in scene.words(act.last, phrase.first)
    )


def is_raised(scene: Scene, act: Mark) -> bool:
    """Tell «ظرفیت ۳۰ واحد افزایش یافت» from units that merely have a capacity.

    Args:
        scene: the sentence.
        act: an act of the class "capacity".

    Returns:
        False where the bare word «ظرفیت» stands with no word for raising it.
    """
    if scene.words(act.first, act.last) == ["توسعه"]:
        return any(0 <= n.first - act.last <= 1 for n in scene.numbers)
    if scene.words(act.first, act.last) != ["ظرفیت"]:
        return True
    around = scene.words(act.first - 2, act.first) + scene.words(act.last, act.last + _RAISED_REACH)
    return any(word in _RAISED for word in around)


def ends_as_aim(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «احیای ۵۰ واحد و … در نظر گرفته شده است»: the verb at the end rules the whole clause.

    Args:
        scene: the sentence.
        phrase: the number.
        act: a verbal noun before it.

    Returns:
        True where the clause ends in a word for an aim.
    """
    shared = act.first >= phrase.last and scene.words(act.last, act.last + 1) == ["و"]
    if not is_persian(scene, act.first) or (act.last > phrase.first and not shared):
        return False
    end = next(
        (i for i in range(phrase.last, len(scene.tokens)) if scene.tokens[i].text in _BOUNDARIES),
        len(scene.tokens),
    )
    last = end - _CLAUSE_END
    modals = [m for m in scene.of("modal") if m.name in ("after", "either")]
    return any(max(last, phrase.last) <= m.first < end for m in modals)


def is_dated_opening(scene: Scene) -> bool:
    """Tell «در هفتهٔ دولت ۱۹ واحد افتتاح خواهد شد»: announced for a day, it is told as opened.

    Args:
        scene: the sentence.

    Returns:
        True where a Persian sentence names the week or the decade of openings.
    """
    days = [m for m in scene.of("event") if m.last - m.first > 1]
    return any(scene.words(m.first, m.first + 1) in (["دهه"], ["هفته"]) for m in days)


def is_promised_fa(scene: Scene, phrase: Phrase) -> bool:
    """Tell «پرداخت ۴۰ میلیارد تومان در نظر گرفته شده» and «پرداخت خواهد شد» from money paid.

    Args:
        scene: the sentence.
        phrase: the amount.

    Returns:
        True where the payment is only planned.
    """
    paid = [m for m in scene.of("money") if m.name.startswith("pay") and is_persian(scene, m.first)]
    if _is_paid_at_once(scene, phrase, paid):
        return False
    to_come = any(word.startswith("خواه") for m in paid for word in scene.words(m.last, m.last + 2))
    planned = [m for m in scene.of("modal") if m.name == "after" and m.last - m.first > 1]
    return to_come or any(m.name == "pay weak" and m.last <= p.first for m in paid for p in planned)


def _is_paid_at_once(scene: Scene, phrase: Phrase, paid: list[Mark]) -> bool:
    """Tell «۶ هزار میلیارد تومان پرداخت شد» before a clause of payments to come."""
    return any(
        m.name == "pay" and m.first == phrase.last and scene.tokens[m.last - 1].text in _CLOSED
        for m in paid
    )


def share_at_end(scene: Scene, phrase: Phrase) -> Mark | None:
    """Tell «پنج درصد از واحدها … راکد مانده است»: what the share is stands at the clause's end.

    Args:
        scene: the sentence.
        phrase: the percentage.

    Returns:
        The state that closes a clause which a share of units opens; None where none does.
    """
    nouns = [m for m in scene.of("noun") if 0 <= m.first - phrase.last <= 2]
    if not nouns or nouns[0].name != "unit" or not is_persian(scene, nouns[0].first):
        return None
    if any(n.first >= phrase.last and not n.end for n in scene.numbers):
        return None
    states = [m for m in scene.of("state") if m.first >= nouns[0].last and _is_told(scene, m)]
    return states[0] if states else None


_COPULAS = frozenset(("هستند", "است", "اند", "مانده", "ماندند", "بوده", "بودند", "شده"))


def _is_told(scene: Scene, state: Mark) -> bool:
    if any(m.kind == "state" and m.first == state.last for m in scene.marks):
        return False
    return bool(_COPULAS & set(scene.words(state.last, state.last + 2)))


def is_told_state(scene: Scene, phrase: Phrase, state: Mark, act: Mark) -> bool:
    """Tell «… به تملک درآمده که فقط ۷۵۰ واحد فعال است»: the state is told, the act was another's.

    Args:
        scene: the sentence.
        phrase: the number between them.
        state: a state behind the number.
        act: an act before it.

    Returns:
        True where other numbers stand between the act and this one.
    """
    if not is_persian(scene, state.first) or act.last > phrase.first:
        return False
    between = [n for n in scene.numbers if act.first <= n.first < phrase.first]
    return bool(between) and _is_told(scene, state)


def is_achieved(scene: Scene, phrase: Phrase) -> bool:
    """Tell «موفق شدیم ۲۳۵ معدن را احیا کنیم»: done, whatever the mood of its verb.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where success is told before the number in its clause.
    """
    before = scene.words(max(0, phrase.first - _ACHIEVED), phrase.first)
    return any(
        word.startswith(("توانست", "موفق")) and before[place + 1 : place + 2] != ["نشد"]
        for place, word in enumerate(before)
    )


_ACHIEVED = 16


def takes_part_of(scene: Scene, phrase: Phrase) -> bool:
    """Tell the whole in «بیش از ۳۰ واحد از حدود ۲۳۰ واحد راکد»: it stands behind its part.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a smaller count ends right before «از» and this number.
    """
    said = next((m.first for m in scene.of("qual") if m.last == phrase.first), phrase.first)
    if scene.words(said - 1, said) != ["از"]:
        return False
    nouns = {m.last for m in scene.of("noun")}
    parts = [n for n in scene.numbers if n.kind == "count" and n.last < said]
    return (
        bool(parts)
        and said - 1 in nouns
        and said - 1 - parts[-1].last <= 2
        and parts[-1].value < phrase.number.value
    )


def is_measured(scene: Scene, state: Mark) -> bool:
    """Tell «فعالیت کمتر از ۳۰ درصدی»: how much they work, not that they do.

    Args:
        scene: the sentence.
        state: a state.

    Returns:
        True where a percentage follows at once.
    """
    return any(measures(scene, n, state) for n in scene.numbers)


def measures(scene: Scene, number: Number, state: Mark) -> bool:
    """Tell whether a percentage says how far a state goes.

    Args:
        scene: the sentence.
        number: the percentage.
        state: a state.

    Returns:
        True for «فعالیت کمتر از ۳۰ درصدی».
    """
    if number.kind != "percent" or not is_persian(scene, state.first):
        return False
    near = 0 <= number.first - state.last <= 2
    return near and all(word in _LEADERS for word in scene.words(state.last, number.first))


_FIGURED = ("mine", "park", "loan", "other", "resolution", "application", "meeting", "contract")


def figure_before(scene: Scene, phrase: Phrase) -> str:
    """Return what «فقره» and «مورد» count in «تعداد تسهیلات … به ۹ فقره رسید».

    Args:
        scene: the sentence.
        phrase: a number with no noun of its own.

    Returns:
        A name of the noun class; "" where the sentence opens with no such figure.
    """
    for mark in reversed(scene.of("figure")):
        nouns = [m for m in scene.of("noun") if m.first == mark.last]
        if mark.name == "number" and mark.last <= phrase.first and nouns:
            between = [n for n in scene.numbers if mark.last <= n.first < phrase.first]
            same = not between and nouns[0].name in _FIGURED
            return nouns[0].name if same else ""
    return ""


def is_secured(scene: Scene, phrase: Phrase) -> bool:
    """Tell «تأمین نقدینگی برای ۵۵ واحد»: money is found for them, nothing is done to them.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.

    Returns:
        True where a Persian word of the money class opens «برای» and the number.
    """
    if scene.words(phrase.first - 1, phrase.first) != ["برای"]:
        return False
    money = [m for m in scene.of("money") if m.last <= phrase.first]
    return scene.nearest(phrase.span, money, 8)[0] is not None


def is_of_another(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «۱۰۲ کارخانه با ۱۶۱ فقره توسعه»: the act right behind a number is that number's.

    Args:
        scene: the sentence.
        phrase: an earlier number and its noun phrase.
        act: an act.

    Returns:
        True where another count and «فقره» or «مورد» stand right before the act.
    """
    if act.first < phrase.last:
        return False
    return any(
        n.first >= phrase.last
        and n.last == act.first - 1
        and scene.words(n.last, act.first) in (["فقره"], ["مورد"])
        for n in scene.numbers
    )


_ABLE = ("قابل", "قابلیت", "امکان", "شرایط")
_ABLE_REACH = 2
_SPOKE = frozenset(("گفت", "افزود", "کرد", "داشت", "شد", "داد", "نمود", "میگوید", "گوید"))


def is_parted(scene: Scene, phrase: Phrase, act: Mark) -> bool:
    """Tell «… نیازمند نقدینگی است، افزود: … راه‌اندازی»: what is said next is of other things.

    Args:
        scene: the sentence.
        phrase: the number and its noun phrase.
        act: an act.

    Returns:
        True where a word of speech and its colon stand between, or the act is only possible.
    """
    words = scene.words(min(phrase.last, act.last), max(phrase.first, act.first))
    if scene.tokens[act.first - 1].text in _ABLE and act.first:
        return True
    able = [m for m in scene.of("share") if m.name == "revivable"]
    if any(m.first < act.first <= m.last + _ABLE_REACH for m in able):
        return True
    return any(
        word == ":" and words[place - 1] in _SPOKE for place, word in enumerate(words) if place
    )


def is_band(scene: Scene, phrase: Phrase) -> bool:
    """Tell «از ۱۰ تا ۱۰۰ درصد فعال»: how far units work, not how many do.

    Args:
        scene: the sentence.
        phrase: one end of a range of percentages.

    Returns:
        True where «از» opens the range.
    """
    if phrase.number.end < 0:
        return scene.words(phrase.first - 1, phrase.first) == ["از"]
    low = [n for n in scene.numbers if n.end < 0 and n.last <= phrase.first]
    return bool(low) and scene.words(low[-1].first - 1, low[-1].first) == ["از"]
