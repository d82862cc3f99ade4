"""What do the words between two claims say of how they belong together?

The reader links what one sentence links. What a second sentence says ("Of them, seven …"), or a
word that closes a list ("the rest"), is looked up here, in the text as given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ehya.engine.claims.model import Claim

_SENTENCE_END = re.compile(r"[.!?؟]\s")
_PARTS_FOLLOW = re.compile(
    r"\bof (which|whom|them|these|those|this|that|the (projects|units|total|figure|number|sum))\b"
    r"|\bincluding\b|\bconsist|\bcompris|\bmade up of\b|\bdivided\b|\bbroken down\b"
    r"|از این|از آن|شامل|متشکل|به تفکیک|که از",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"\bof (which|whom|them|these|those)\b|(که )?از (این|آن) (تعداد|میان|بین|رقم)|که از آن",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\W{0,2}((units?|واحد)\s+)?(of (them|these|those)\b|(از )?(آن|آنها|آن‌ها)\b)")
_TOTAL_FOLLOWS = re.compile(
    r"(total(l?ing| of)?|altogether|in all|sum of|brings?|bringing|مجموع(اً|ا)?|جمعاً?|در کل)"
    r"[^.؟!،,]{0,40}$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\bthe (rest|remain\w+|other|others)\b|\bremaining\b|بقیه|مابقی|باقی|الباقی", re.IGNORECASE
)
_APART = re.compile(
    r"\b(apart from|separate(ly)?|besides|in addition|additional(ly)?|another (programme|program|"
    r"plan|scheme|project)|not to be confused|counted apart)\b|جدا از|جداگانه|علاوه بر|افزون بر|برنامه دیگر",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\bfirst(ly)?\b(?! (phase|half|quarter|\w+ months?))|\binitial|\boriginal|\bprevious|\brais|"
    r"\bincreas|\brevis|\blower|\bcut\b|\breduc|\bchang|\binstead|\bup from|\bnew (target|goal|plan)|ابتدا|بازنگری|افزایش|ارتقا|"
    r"کاهش|تغییر|اصلاح|پیش‌تر|پیشتر|قبلا|(مرحله|گام) (نخست|اول)|(برنامه‌?ریزی|برنامه|هدف‌?گذاری|هدف) جدید",
    re.IGNORECASE,
)
_NUMBER_OF = {
    "IRR": re.compile(r"\d[^.؟!()]{0,30}?(rials?|tomans?|ریال|تومان)", re.IGNORECASE),
    "USD": re.compile(r"\$\s?\d|\d[^.؟!()]{0,20}?(dollars?|دلار)", re.IGNORECASE),
    "units": re.compile(r"\d[\d,]*\s+(\w+\s+){0,2}(units?|واحد)", re.IGNORECASE),
    "persons": re.compile(r"\d[\d,]*\s+(\w+\s+)?(people|persons?|jobs?|نفر|شغل)", re.IGNORECASE),
}
_MEASURES = ("units", "persons", "IRR", "USD")
_BESIDE = 60  # letters around two targets in which a word may say that one was moved
_FEW = 2  # two amounts make a third by chance more often than three do
_SENTENCE = 600  # letters: a sentence is not longer
_CLOSE = 0.01  # of the whole
_FAR = 2  # sentence ends between a whole and its parts


def told_parts(claims: Sequence[Claim], prose: str) -> Mapping[str, str]:
    """Return which claims the words of a text call parts of which, as far as nobody linked them.

    Args:
        claims: the claims of one text, in their order.
        prose: the text that their offsets point into; "" where there is none.

    Returns:
        Part to whole, by id; only wholes with two parts or more.
    """
    found: dict[str, str] = {}
    if not prose:
        return found
    for place, whole in enumerate(claims):
        if whole.unit not in _MEASURES or whole.part_of or whole.id in found:
            continue
        parts = _after(whole, claims[place + 1 :], prose)
        parts = parts or list(_before(whole, claims[:place], prose))
        if len(parts) > 1:
            found |= {part.id: whole.id for part in parts}
    return found


def calls_a_part(part: Claim, whole: Claim, prose: str) -> bool:
    """Tell whether one sentence leads from a whole to a part: "900 units, of which 750 …".

    A whole that is a part itself is passed over: what is "of these" may be of the first of them.

    Args:
        part: the number told second.
        whole: the number told first.
        prose: the text; "" where there is none.
    """
    if not prose or not 0 < whole.end <= part.start or whole.part_of:
        return False
    if part.start - whole.end > _SENTENCE:
        return False
    between = prose[whole.end : part.start]
    *_, before = _SENTENCE_END.split(prose[max(0, whole.start - _SENTENCE) : whole.start])
    leads = _OF_WHICH.search(between) or _OF_THEM.match(prose, part.end)
    return bool(leads) and not _SENTENCE_END.search(between) and not _OF_WHICH.search(before)


def opens_with_a_part(part: Claim, whole: Claim, prose: str) -> bool:
    """Tell whether the next sentence begins with a part of it: "310 units are idle. Of these, 345 …".

    Args:
        part: the number told second.
        whole: the number told first.
        prose: the text; "" where there is none.
    """
    if not prose or not 0 < whole.end <= part.start or whole.part_of:
        return False
    rest, *following = _SENTENCE_END.split(prose[whole.end : part.start])
    lead = _OF_WHICH.match(following[0]) if len(following) == 1 else None
    alone = lead and not re.search(r"\w", following[0][lead.end() :])
    return bool(alone) and not re.search(r"\d", rest)


def closes(parts: Sequence[Claim], prose: str) -> bool:
    """Tell whether a list says that it is complete: "seven …, and the rest …"."""
    *_, last_but_one, last = sorted(parts, key=lambda claim: claim.start)
    return bool(_CLOSES.search(prose[last_but_one.end : last.end]))


def kept_apart(one: Claim, other: Claim, prose: str) -> bool:
    """Tell whether a text itself says that two counts are two things."""
    first, second = sorted((one, other), key=lambda claim: claim.start)
    return bool(prose) and bool(_APART.search(prose[first.end : second.end]))


def has_unread(claims: Iterable[Claim], told: Sequence[Claim], prose: str) -> bool:
    """Tell whether a list holds an amount or a count that nobody read: then it is not complete.

    Args:
        claims: all that is known; those of the text stand at their offsets.
        told: a whole and its parts.
        prose: the text; "" where there is none.
    """
    if not prose:
        return False
    first, last = min(c.start for c in told), max(c.end for c in told)
    passage = list(prose[first : last + _BESIDE])
    for claim in claims:
        if claim.text and prose[claim.start : claim.end] == claim.text:
            for place in range(max(claim.start, first), min(claim.end, first + len(passage))):
                passage[place - first] = " "
    return bool(_NUMBER_OF[told[0].unit].search("".join(passage)))


def moved(one: Claim, other: Claim, prose: str) -> bool:
    """Tell whether a text says that one of two numbers has taken the other's place."""
    first, second = sorted((one, other), key=lambda claim: claim.start)
    around = prose[max(0, first.start - _BESIDE) : second.end + _BESIDE]
    return not prose or bool(_MOVES.search(around))


def _after(whole: Claim, later: Sequence[Claim], prose: str) -> list[Claim]:
    """Return the smaller numbers that follow a whole, if words or their sum say they are parts."""
    parts = list(_smaller(whole, later, prose))
    if not parts or _PARTS_FOLLOW.search(prose[whole.end : parts[0].start]):
        return parts
    return parts if _make(whole, parts) else []


def _smaller(whole: Claim, later: Sequence[Claim], prose: str) -> Iterator[Claim]:
    for part in later:
        if len(_SENTENCE_END.findall(prose[whole.end : part.start])) > _FAR:
            return
        if _alike(part, whole):
            if part.value >= whole.value:
                return
            yield part


def _make(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Tell whether three amounts or more make a whole, but for its zeros: that is no chance."""
    found = float(whole.value) / sum(float(part.value) for part in parts)
    close = any(abs(found / zeros - 1) < _CLOSE for zeros in (0.1, 1, 10, 100, 1000))
    return len(parts) > _FEW and whole.unit in ("IRR", "USD") and close


def _before(whole: Claim, earlier: Sequence[Claim], prose: str) -> Iterator[Claim]:
    if not _TOTAL_FOLLOWS.search(prose[max(0, whole.start - 60) : whole.start]):
        return
    for part in reversed(earlier):
        if len(_SENTENCE_END.findall(prose[part.end : whole.start])) > 1:
            return
        if _alike(part, whole) and part.value < whole.value:
            yield part


def _alike(part: Claim, whole: Claim) -> bool:
    """Tell whether two claims can be part and whole, by what, where and when they are told."""
    mine, its = (part.metric, part.place), (whole.metric, whole.place)
    return mine == its and part.period == whole.period and part.part_of in (None, whole.id)
