"""What does a number count? The noun phrase that a number opens."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.numbers import Number
from ehya.engine.claims.reading.scene import Scene

_WITHIN = frozenset(("noun", "state", "adj", "size", "sector", "sme"))
_JOINERS = frozenset(("and", "و", "or", "یا", "of", ",", "the"))
_REACH = 12
_NEXT_PART = 10
_OUT_OF = 8
_FRACTIONS = frozenset(("half", "third", "thirds", "quarter", "quarters"))
_BILLION = 1_000_000_000
_PART_OF = 4
_KINDS = ("adj", "size", "sector")
_LIES = frozenset(("are", "were", "lie", "located", "situated", "stand"))
_WHOSE = frozenset(
    (
        "the",
        "its",
        "their",
        "these",
        "those",
        "our",
        "some",
        "total",
        "about",
        "targeted",
        "planned",
    )
)
# "80,000 registered firms": participles that say nothing of what is done.
_PASSED_OVER = frozenset(("registered", "mentioned", "identified", "planned", "targeted"))


@dataclass(slots=True)
class Phrase:
    """A number and the noun phrase around it.

    Attributes:
        number: the number.
        first: index of the phrase's first token.
        last: index after its last token.
        noun: what is counted, a name of the noun class; "" when the text leaves it out.
        head: index after the counted noun, where the quoted passage ends.
        states: states named inside the phrase.
        adjectives: meanings of the adjectives.
        size: small-scale …, "".
        sector: metal …, "".
        inherits: whether the phrase points back: "of which 1,400", «از این تعداد».
        refers: whether it repeats a number said before: "the mentioned 400 units".
        whole: whether the part was told before it: "64 of its 210 idle units".
    """

    number: Number
    first: int
    last: int
    noun: str = ""
    head: int = 0
    states: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    size: str = ""
    sector: str = ""
    inherits: bool = False
    refers: bool = False
    whole: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The phrase's tokens, from first to after the last."""
        return self.first, self.last


def phrases(scene: Scene) -> list[Phrase]:
    """Return each number of a scene with its noun phrase.

    Args:
        scene: a sentence, looked up.

    Returns:
        One phrase a number; in a list ("211, 158 and 98 units") all take the last one's noun.
    """
    at: dict[int, list[Mark]] = {}
    for mark in scene.marks:
        at.setdefault(mark.first, []).append(mark)
    found = [_phrase(scene, number, at) for number in scene.numbers]
    for place in range(len(found) - 2, -1, -1):
        _share_noun(scene, found[place], found[place + 1])
        if found[place].number.end < 0:
            found[place].last = found[place + 1].last
    _lend_currency(found)
    for left, right in pairwise(found):
        right.inherits = right.inherits or _carries_on(scene, left, right)
    return found


def _carries_on(scene: Scene, left: Phrase, right: Phrase) -> bool:
    """Tell the next part in «از ۵۶ واحد، ۱۵ مورد در داخل و ۱۵ واحد دیگر خارج از شهرک‌هاست»."""
    between = scene.words(left.last, right.first)
    if not left.inherits or right.states or len(between) > _NEXT_PART:
        return False
    same = right.noun == left.noun or "case" in (left.noun, right.noun)
    if same and between[-1:] in (["and"], [","]) and _is_put(scene, right):
        return True
    persian = bool(between) and not between[-1].isascii()
    return same and persian and between[-1] in ("و", "،") and right.noun in ("unit", "mine")


def _is_put(scene: Scene, phrase: Phrase) -> bool:
    """Tell "1,090 were in the parks and 310 units outside them": where the next part lies."""
    after = [word for word in scene.words(phrase.last, phrase.last + 3) if word not in _LIES]
    return after[:1] in (["inside"], ["outside"], ["in"], ["within"])


def _phrase(scene: Scene, number: Number, at: dict[int, list[Mark]]) -> Phrase:
    phrase = Phrase(number, number.first, number.last, head=number.last)
    _look_back(scene, phrase)
    if number.kind != "count":
        return phrase
    phrase.whole = bool(_FRACTIONS & set(scene.words(number.first - 3, number.first)))
    place, unknown = number.last, 0
    opened = {time.first for time in scene.times} | {n.first for n in scene.numbers}
    while place not in opened and place < len(scene.tokens) and place - number.last < _REACH:
        marks = [m for m in at.get(place, ()) if m.kind in _WITHIN]
        word = scene.tokens[place].text
        if marks:
            if _ends_with_noun(scene, phrase, marks) or _is_closing(scene, phrase, marks):
                break
            place = _take(phrase, marks)
        elif _passes(scene, phrase, at.get(place, ()), place, number):
            place = max([place + 1, *(m.last for m in at.get(place, ()) if m.kind == "act")])
        elif phrase.noun or unknown or not _is_plain_word(scene, place, number):
            break
        else:
            unknown += 1
            place += 1
        if phrase.noun == "other" or (word in (",", "،") and phrase.noun):
            break
    phrase.last = max(phrase.last, phrase.head)
    return phrase


def _ends_with_noun(scene: Scene, phrase: Phrase, marks: list[Mark]) -> bool:
    """English ends at its noun; only a compound ("industrial parks projects") goes on."""
    again = any(m.kind == "noun" for m in marks)
    if _is_classifier(scene, phrase, marks):
        phrase.noun = ""
        return False
    if again and phrase.noun and marks[0].first == phrase.head and _is_compound(scene, marks):
        phrase.noun = ""
        return False
    return bool(phrase.noun) and phrase.noun != "case" and again


def _is_classifier(scene: Scene, phrase: Phrase, marks: list[Mark]) -> bool:
    """Tell «۲۹ واحد شهرک صنعتی»: parks are counted, «واحد» only counts them."""
    bare = phrase.noun == "unit" and scene.words(phrase.head - 1, phrase.head) == ["واحد"]
    parks = any(m.kind == "noun" and m.name in ("park", "mine") for m in marks)
    return bare and parks and marks[0].first == phrase.head


def _is_closing(scene: Scene, phrase: Phrase, marks: list[Mark]) -> bool:
    """Tell "31 units closed in spring": behind an English noun the state is told, not inside."""
    word = scene.tokens[marks[0].first].text
    return bool(phrase.noun) and word in ("closed", "shut")


_PARTICIPLES = ("revive", "renovate")
_HEADS = ("application", "project", "other")


def _is_compound(scene: Scene, marks: list[Mark]) -> bool:
    """Tell an English compound, whose last noun counts: "loan requests", "park projects"."""
    english = scene.tokens[marks[0].first].text.isascii()
    return english and any(m.kind == "noun" and m.name in _HEADS for m in marks)


def _take(phrase: Phrase, marks: list[Mark]) -> int:
    for mark in marks:
        if mark.kind == "noun" and phrase.noun in ("", "case"):
            phrase.noun, phrase.head = mark.name, mark.last
    phrase.states += [m.name for m in marks if m.kind == "state"]
    phrase.adjectives += [m.name for m in marks if m.kind == "adj"]
    sizes = [m.name for m in marks if m.kind in ("size", "sme")]
    sectors = [m.name for m in marks if m.kind == "sector"]
    phrase.size = phrase.size or next(iter(sizes), "")
    phrase.sector = phrase.sector or next(iter(sectors), "")
    last = max(mark.last for mark in marks)
    kinds = {mark.kind for mark in marks}
    plain = all(mark.name == "plain" for mark in marks if mark.kind == "adj")
    if kinds & {"noun", "state", "size", "sector"} or (phrase.noun and not plain):
        phrase.last = max(phrase.last, last)
    return last


def _passes(
    scene: Scene, phrase: Phrase, marks: Sequence[Mark], place: int, number: Number
) -> bool:
    """Let joining words pass, and the participle of "125 reactivated units"."""
    if not phrase.noun and any(m.kind == "act" and m.name in _PARTICIPLES for m in marks):
        return True
    word = scene.tokens[place].text
    if word in _PASSED_OVER and not phrase.noun:
        return True
    if word == "," and phrase.noun:
        return False
    if word == "of":
        return not phrase.noun
    return word in _JOINERS and place > number.last


def _is_plain_word(scene: Scene, place: int, number: Number) -> bool:
    """Let one unknown English adjective pass; a plural or a Persian word would be the noun itself."""
    token = scene.tokens[place]
    return (
        token.kind == "word"
        and token.text.isascii()
        and len(token.text) > 3
        and not token.text.endswith(("s", "ly", "ing"))
        and not any(m.first <= place < m.last for m in scene.marks)
        and token.text
        not in (
            "with",
            "from",
            "into",
            "inside",
            "outside",
            "within",
            "were",
            "have",
            "that",
            "this",
            "while",
        )
    )


def _look_back(scene: Scene, phrase: Phrase) -> None:
    """Notice "of which 1,400", "12,000 of which", "the mentioned 400"."""
    first, last = phrase.number.first, phrase.number.last
    if _lies_in_or_out(scene, last) or _is_of_them(scene, phrase.number):
        phrase.inherits = True
    if _is_divided(scene, phrase.number) or _lies_in_parks(scene, phrase.number):
        phrase.inherits = True
    for mark in scene.marks:
        if mark.kind == "which" and (
            _comes_next(scene, mark, first)
            or (0 <= mark.first - last <= 2 and _points_back(scene, mark, last))
        ):
            phrase.inherits = True
        if mark.kind == "refer" and (mark.last == first or mark.last == phrase.number.digits):
            phrase.refers = True


def _is_of_them(scene: Scene, number: Number) -> bool:
    """Tell «۲۶۰ واحد راکد … که ۱۹۰ واحد آن در شهرک‌ها»: of the units told before."""
    noun, *after = scene.words(number.last, number.last + 4) or [""]
    them = next((n for n in (1, 2) if "".join(after[:n]) in _THEM and after[n : n + 1]), 0)
    led = "که" in scene.words(number.first - 2, number.first)
    return led and noun in _COUNTED_OF_THEM and bool(them) and after[them] in _LYING


_THEM = frozenset(("ان", "آن", "انها", "آنها"))
_COUNTED_OF_THEM = frozenset(("واحد", "مورد", "تا"))
_LYING = frozenset(("در", "داخل", "خارج", "بیرون"))


def _lies_in_or_out(scene: Scene, last: int) -> bool:
    """Tell the bare number of "178 outside the parks" and "and 478 were outside the parks"."""
    if scene.words(last, last + 3) == ["of", "the", "projects"]:
        return True
    after = [word for word in scene.words(last, last + 3) if word not in _LIES]
    return after[:1] in (["inside"], ["outside"])


def _lies_in_parks(scene: Scene, number: Number) -> bool:
    """Tell «۸۰ واحد احیا شد که ۵۵ واحد در داخل شهرک‌هاست»: «که» divides what stands before it."""
    if scene.words(number.first - 1, number.first) != ["که"]:
        return False
    units = [m for m in scene.of("noun") if m.first == number.last and m.name == "unit"]
    scopes = [m for m in scene.of("scope") if units and 0 <= m.first - units[0].last <= 1]
    earlier = [n for n in scene.numbers if n.last < number.first and n.kind == "count"]
    return bool(scopes and earlier) and earlier[-1].value >= number.value


def _points_back(scene: Scene, mark: Mark, last: int) -> bool:
    """Tell "12,000 of which", said of the number before, from «است که از این تعداد ۱۲ هزار»."""
    english = scene.tokens[mark.first].text.isascii()
    if english and "," in scene.words(last, mark.first):
        return not any(last <= n.first <= mark.last + 3 for n in scene.numbers)
    return english or not any(0 <= n.first - mark.last <= 5 for n in scene.numbers)


def _points_here(scene: Scene, mark: Mark, first: int, last: int) -> bool:
    if scene.tokens[mark.last - 1].text in ("mentioned", "said"):
        return mark.last == first
    between = any(last <= number.first < mark.first for number in scene.numbers)
    return 0 <= first - mark.last <= 5 or (0 <= mark.first - last <= 2 and not between)


def _comes_next(scene: Scene, mark: Mark, first: int) -> bool:
    """Tell "of which 1,400" from "of the mentioned program, 672 mines"."""
    if scene.tokens[mark.last - 1].text in ("mentioned", "said"):
        return mark.last == first
    return 0 <= first - mark.last <= 5


def _is_divided(scene: Scene, number: Number) -> bool:
    """Tell the part in "of the mentioned 2,000 units, 1,338 are in parks"."""
    earlier = [n for n in scene.numbers if n.last <= number.first and n.kind == "count"]
    if not earlier:
        return False
    whole = earlier[-1]
    opener = scene.words(whole.first - 4, whole.first)
    if opener[-3:] == ["a", "total", "of"] and opener[0] not in ("of", "from"):
        return False
    opened = {"of", "از"} & set(opener)
    between = scene.words(whole.last, number.first)
    return bool(opened) and len(between) <= 8 and bool({",", "،"} & set(between[-3:]))


def _lend_currency(found: list[Phrase]) -> None:
    """Let "of which 18 trillion has been paid" be of the money told beside it."""
    sums = [p.number for p in found if p.number.kind in ("IRR", "USD")]
    for phrase in found:
        huge = phrase.number.kind == "count" and phrase.number.value >= _BILLION
        if huge and not phrase.noun and sums:
            near = min(sums, key=lambda number: abs(number.first - phrase.number.first))
            phrase.number = replace(phrase.number, kind=near.kind)


def _is_part_of_next(between: list[str]) -> bool:
    """Tell "64 of its 210 idle units": what is told is told of the part."""
    return between[:1] == ["of"] and len(between) <= _PART_OF and set(between[1:]) <= _WHOSE


def _is_kind_of_next(scene: Scene, left: Phrase, right: Phrase) -> bool:
    """Tell "nine infrastructure, seven industrial and four revival projects": one noun, at the end."""
    first, last = left.number.last, right.number.first
    held = {i for m in scene.of(*_KINDS) if first <= m.first for i in range(m.first, m.last)}
    rest = [scene.tokens[i].text for i in range(first, last) if i not in held]
    listed = rest in ([","], ["and"], [",", "and"])
    return listed and first in held and not left.states and bool(right.noun) and last not in held


def _share_noun(scene: Scene, left: Phrase, right: Phrase) -> None:
    between = scene.words(left.number.last, right.number.first)
    listed = bool(between) and all(w in (",", "،", "and", "و") for w in between)
    if left.number.kind == "count" and right.number.kind == "percent" and listed and not left.noun:
        left.number = replace(left.number, kind="percent")
    spread = scene.words(left.number.first - 1, left.number.first) == ["from"] and between == ["to"]
    if spread and not left.noun and (left.number.kind, right.number.kind) == ("count", "percent"):
        left.number = replace(left.number, kind="percent")
    same = left.number.kind == right.number.kind == "count"
    if same and not left.noun and between[:2] == ["out", "of"] and len(between) <= _OUT_OF:
        left.noun, left.inherits = right.noun, False
        # "310 out of 1,214 units are idle": what is told is told of the part.
        left.last, left.head, right.whole = right.last, left.number.last, True
        return
    if same and not left.noun and _is_part_of_next(between):
        left.noun, left.inherits, right.whole = right.noun, False, True
        left.last, left.head = right.last, left.number.last
        return
    if same and not left.noun and _is_kind_of_next(scene, left, right):
        left.noun = right.noun
        return
    if (
        not left.noun
        and same
        and between
        and all(w in (",", "،", "and", "و", "to", "تا", "-") for w in between)
    ):
        left.noun, left.states, left.size, left.sector = (
            right.noun,
            right.states,
            right.size,
            right.sector,
        )
        left.adjectives = right.adjectives
