"""Which quantities does a sentence state, in digits or in words of either language?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ehya.engine.claims.reading.tokens import Token

# Above this a number is junk, not a count: 10^18 rials is a thousand times Iran's money.
_LARGEST = Decimal(10) ** 18
_LONGEST_DIGITS = 24
_HUNDRED = 100

_EN_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FA_ONES = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
]
_FA_TENS = ["بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
_FA_HUNDREDS = ["صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]

SMALL: dict[str, int] = {
    **{word: value for value, word in enumerate(_EN_ONES)},
    **{word: value for value, word in enumerate(_FA_ONES)},
    **{word: 10 * value for value, word in enumerate(_EN_TENS, start=2)},
    **{word: 10 * value for value, word in enumerate(_FA_TENS, start=2)},
    **{word: 100 * value for value, word in enumerate(_FA_HUNDREDS, start=1)},
    "هیجده": 18,
    "یکصد": 100,
    "شیش": 6,
    "dozen": 12,
}
SCALE: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "thousands": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "trln": 10**12,
    "tn": 10**12,
    "quadrillion": 10**15,
    "هزار": 10**3,
    "یکهزار": 10**3,
    "میلیون": 10**6,
    "ملیون": 10**6,
    "میلیارد": 10**9,
    "بیلیون": 10**9,
    "تریلیون": 10**12,
    "تریلیارد": 10**12,
}
# Single letters are magnitudes only when they touch the digits: "$60m".
TOUCHING = {"m": 10**6, "b": 10**9, "k": 10**3, "t": 10**12}
_AND = ("and", "و")
_ARTICLES = ("a", "half")
_DECIMAL_PARTS = {"دهم": Decimal("0.1"), "صدم": Decimal("0.01")}

# What stands beside a number and makes it money, and how many base units one is.
CURRENCY: dict[str, tuple[str, int]] = {
    "rial": ("IRR", 1),
    "rials": ("IRR", 1),
    "rls": ("IRR", 1),
    "irr": ("IRR", 1),
    "ریال": ("IRR", 1),
    "ریالی": ("IRR", 1),
    "toman": ("IRR", 10),
    "tomans": ("IRR", 10),
    "tooman": ("IRR", 10),
    "toomans": ("IRR", 10),
    "تومان": ("IRR", 10),
    "تومانی": ("IRR", 10),
    "همت": ("IRR", 10**13),
    "hemat": ("IRR", 10**13),
    "$": ("USD", 1),
    "us$": ("USD", 1),
    "usd": ("USD", 1),
    "dollar": ("USD", 1),
    "dollars": ("USD", 1),
    "دلار": ("USD", 1),
    "دلاری": ("USD", 1),
    "€": ("", 1),
    "euro": ("", 1),
    "euros": ("", 1),
    "eur": ("", 1),
    "یورو": ("", 1),
    "yuan": ("", 1),
    "rubles": ("", 1),
    "dirhams": ("", 1),
}
PERCENT = frozenset(("%", "percent", "pct", "درصد", "درصدی"))


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as written.

    Attributes:
        value: in base units of its kind.
        step: the last place that was stated; half of it is the rounding.
        kind: "count", "percent", "IRR", "USD" or "" for money that is not followed.
        first: index of its first token, currency sign included.
        last: index after its last token, currency or percent word included.
        digits: index of the first token of the number proper.
        spelled: whether it is written in words only.
        low: the lower end when the number is a range; its upper end is the next number.
        high: the upper end.
    """

    value: Decimal
    step: Decimal
    kind: str
    first: int
    last: int
    digits: int
    spelled: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    end: int = 0


def numbers(sentence: Sequence[Token], used: frozenset[int]) -> list[Number]:
    """Return the quantities of a sentence.

    Args:
        sentence: its tokens.
        used: indices of tokens that belong to dates and labels, and so to no quantity.

    Returns:
        Numbers from left to right; ordinals, dates, codes and overlong digits are not among them.
    """
    found: list[Number] = []
    place = 0
    while place < len(sentence):
        number = None if place in used else _number_at(sentence, place, used)
        if number is None:
            place += 1
            continue
        if number.value >= 0:
            found.append(_with_unit(sentence, number))
        place = max(found[-1].last if found and number.value >= 0 else 0, number.last, place + 1)
    return found


def _number_at(  # noqa: C901 - one pass over the words of one number
    sentence: Sequence[Token], place: int, used: frozenset[int]
) -> Number | None:
    """Read one number: groups of smaller and smaller magnitude, joined by "and"."""
    total, current, step = Decimal(0), Decimal(0), Decimal(0)
    smallest_scale = 0
    here, spelled, opened = place, True, False
    while here < len(sentence) and here not in used:
        token = sentence[here]
        small = small_number(sentence, here)
        scale = _scale(sentence, here)
        if small is not None:
            value, unit = small
            if opened and not _may_follow(sentence, here, current, value, smallest_scale):
                break
            current, step = current + value, unit
            spelled = spelled and token.kind == "word"
        elif scale and (opened or _stands_alone(sentence, here)):
            total, current, step = _scaled(total, current, step, scale, smallest_scale, opened)
            smallest_scale = scale if scale != 100 else smallest_scale
        elif opened and token.text in _AND and _joins(sentence, here, current, smallest_scale):
            here += 1
            continue
        elif not opened and token.text in _ARTICLES and here + 1 < len(sentence):
            article = _article(sentence, here)
            if article is None:
                return None
            current, step, here = article
            opened = True
            continue
        else:
            break
        opened = True
        here += 1
    if not opened:
        return None
    value = total + current
    if value > _LARGEST or _is_code(sentence, place, here):
        return Number(Decimal(-1), Decimal(1), "", place, here, place)
    return Number(
        value, _rounding(value, step, smallest_scale), "count", place, here, place, spelled
    )


def small_number(sentence: Sequence[Token], place: int) -> tuple[Decimal, Decimal] | None:
    """Return what one token writes, and its last stated place.

    Args:
        sentence: its tokens.
        place: index of digits or of a number word.

    Returns:
        None where it writes no number; overlong digits are larger than any count.
    """
    token = sentence[place]
    if token.kind == "number":
        if len(token.text) > _LONGEST_DIGITS:
            return Decimal(10) ** 19, Decimal(1)
        value = Decimal(token.text.replace(",", "").replace("،", ""))
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        return value, Decimal(1).scaleb(-places)
    if token.text in SMALL:
        return Decimal(SMALL[token.text]), Decimal(1)
    return None


def _scale(sentence: Sequence[Token], place: int) -> int:
    token = sentence[place]
    touches = (
        place > 0
        and sentence[place - 1].kind == "number"
        and sentence[place - 1].end == token.start
    )
    if touches and token.text in TOUCHING:
        return TOUCHING[token.text]
    return SCALE.get(token.text, 0)


def _scaled(
    total: Decimal, current: Decimal, step: Decimal, scale: int, smallest: int, opened: bool
) -> tuple[Decimal, Decimal, Decimal]:
    """Apply a magnitude: a larger one lifts all that was said, a smaller one its own group."""
    if not opened:
        return Decimal(scale), Decimal(0), Decimal(scale)
    if scale == 100:
        return total, (current or Decimal(1)) * 100, step * 100
    if current == 0 or (smallest and scale >= smallest):
        return (total + current) * scale, Decimal(0), step * scale
    return total + current * scale, Decimal(0), step * scale


def _may_follow(
    sentence: Sequence[Token], here: int, current: Decimal, value: Decimal, smallest: int
) -> bool:
    """Tell whether a group may go on: "twenty one", "سی و سه", "یک هزار و ۵۵۷"."""
    before = sentence[here - 1]
    if sentence[here].kind == "number":
        joined = before.text in _AND or before.text in SCALE
        if joined and _after_hundred(sentence, here):
            return value < current
        return joined and current == 0 and bool(smallest) and value < max(smallest, 1)
    if before.kind == "number":
        return False
    if current == 0:
        return value < smallest
    return value < _lowest_place(current)


def _after_hundred(sentence: Sequence[Token], here: int) -> bool:
    """Tell the digits of "one hundred and 70", a number half in words."""
    return [token.text for token in sentence[max(0, here - 2) : here]] == ["hundred", "and"]


def _lowest_place(value: Decimal) -> int:
    """Return what a following word must stay under: 20 lets 1 to 9 follow, 500 lets 1 to 99."""
    for place in (100, 10):
        if value % place == 0:
            return place
    return 0


def _joins(sentence: Sequence[Token], here: int, current: Decimal, smallest: int) -> bool:
    if here + 1 >= len(sentence):
        return False
    following = small_number(sentence, here + 1)
    if following is None:
        return False
    value = following[0]
    if sentence[here + 1].kind == "number":
        if _after_hundred(sentence, here + 1):
            return 0 < value < _HUNDRED
        if current != 0 or smallest == 0 or value >= smallest:
            return False
        return sentence[here].text == "و" or sentence[here - 1].text in SCALE
    if current == 0:
        return 0 < value < smallest
    if sentence[here].text == "and" and current < 100:
        return False
    return sentence[here - 1].kind == "word" and 0 < value < _lowest_place(current)


def _article(sentence: Sequence[Token], here: int) -> tuple[Decimal, Decimal, int] | None:
    """Read "a million", "half a million", "a hundred"; None where "a" is only an article."""
    words = [token.text for token in sentence[here : here + 3]]
    if words[0] == "half" and len(words) > 2 and words[1] == "a" and words[2] in SCALE:
        return Decimal("0.5"), Decimal("0.1"), here + 2
    if words[0] == "a" and len(words) > 1 and words[1] in SCALE and words[1] != "thousands":
        return Decimal(1), Decimal(1), here + 1
    return None


def _stands_alone(sentence: Sequence[Token], here: int) -> bool:
    """Tell whether a magnitude without a number counts one: «هزار واحد», but not "thousands of"."""
    after = sentence[here + 1] if here + 1 < len(sentence) else None
    if after is None or after.text in ("تن", "متر") or (after.kind == "sign" and after.text != "("):
        return False
    return sentence[here].text in ("هزار", "یکهزار", "میلیون", "میلیارد")


def _is_code(sentence: Sequence[Token], first: int, last: int) -> bool:
    """Tell codes and ordinals from quantities: COVID-19, 13th, 021-88, 10:30, 08."""
    token = sentence[first]
    if token.kind != "number":
        return False
    if token.text.startswith("0") and len(token.text) > 1 and "." not in token.text:
        return True
    if first > 1 and sentence[first - 1].text == "-" and sentence[first - 1].end == token.start:
        before = sentence[first - 2]
        if before.end == sentence[first - 1].start and before.kind == "word":
            return True
    if first and sentence[first - 1].text == "#":
        return True
    after = sentence[last] if last < len(sentence) else None
    if after is None or after.start != sentence[last - 1].end:
        return False
    return after.text in ("st", "nd", "rd", "th", "م", "ام", "s") or (
        after.text == ":" and last + 1 < len(sentence) and sentence[last + 1].kind == "number"
    )


def _rounding(value: Decimal, step: Decimal, scale: int) -> Decimal:
    """Return the last place that was meant: 27,000 jobs are counted in thousands, 400 are 400."""
    if scale or value % 1 or value == 0:
        return step
    zeros = len(str(value.normalize() if value % 1 else int(value))) - len(
        str(int(value)).rstrip("0")
    )
    return Decimal(10) ** zeros if zeros >= 3 else step


def _with_unit(sentence: Sequence[Token], number: Number) -> Number:
    """Attach percent and currency, before or after the digits."""
    number = _with_plus(sentence, number)
    last, first = number.last, number.first
    if last + 2 < len(sentence) + 1 and _decimal_words(sentence, last):
        tenth = _DECIMAL_PARTS[sentence[last + 2].text]
        part = Decimal(sentence[last + 1].text)
        number = replace(number, value=number.value + part * tenth, step=tenth, last=last + 3)
        last = number.last
    if (
        last + 1 < len(sentence)
        and sentence[last].text == "/"
        and sentence[last + 1].kind == "number"
    ):
        number = _slash_decimal(sentence, number)
        last = number.last
    after = sentence[last].text if last < len(sentence) else ""
    if after == "-" and last + 1 < len(sentence) and sentence[last + 1].text in PERCENT:
        after, last = sentence[last + 1].text, last + 1
    if after == "per" and last + 1 < len(sentence) and sentence[last + 1].text == "cent":
        return replace(number, kind="percent", last=last + 2)
    if after in PERCENT:
        return replace(number, kind="percent", last=last + 1)
    before = sentence[first - 1].text if first else ""
    if before in ("$", "€"):
        wide = first > 1 and sentence[first - 2].text in ("us", "usd")
        return replace(number, kind=CURRENCY[before][0], first=first - 1 - wide)
    if after in ("%", "٪"):
        return replace(number, kind="percent", last=last + 1)
    return _worded_money(sentence, number, before)


def _with_plus(sentence: Sequence[Token], number: Number) -> Number:
    """Take in the sign of "27,000 plus firms" and "120+ units": that many or more."""
    after = sentence[number.last : number.last + 3]
    if len(after) > 1 and after[0].text == "-" and after[1].text == "plus":
        return replace(number, last=number.last + 2)
    touches = (
        bool(after) and after[0].text == "+" and after[0].start == sentence[number.last - 1].end
    )
    noun = len(after) > 1 and after[1].kind == "word" and after[1].text not in _ARTICLES
    worded = noun and after[0].text == "plus"
    return replace(number, last=number.last + 1) if touches or worded else number


def _worded_money(sentence: Sequence[Token], number: Number, before: str) -> Number:
    last = number.last
    after = sentence[last].text if last < len(sentence) else ""
    if after == "us" and last + 1 < len(sentence) and sentence[last + 1].text == "dollars":
        return replace(number, kind="USD", last=last + 2)
    if after in CURRENCY and after != "$":
        name, size = CURRENCY[after]
        return replace(
            number, kind=name, value=number.value * size, step=number.step * size, last=last + 1
        )
    if before in ("usd", "irr", "rls", "eur", "rials") and number.first:
        if before == "rials" and number.first > 1 and sentence[number.first - 2].kind == "number":
            return number
        return replace(number, kind=CURRENCY[before][0], first=number.first - 1)
    return number


def _decimal_words(sentence: Sequence[Token], last: int) -> bool:
    return (
        last + 2 < len(sentence)
        and sentence[last].text == "و"
        and sentence[last + 1].kind == "number"
        and sentence[last + 1].text.isdecimal()
        and sentence[last + 2].text in _DECIMAL_PARTS
    )


def is_slash_decimal(sentence: Sequence[Token], slash: int) -> bool:
    """Tell the decimal slash of «۱/۵ میلیارد» from a fraction: a magnitude or percent follows.

    Args:
        sentence: its tokens.
        slash: index of the slash, digits on both sides.

    Returns:
        False where a blank stands inside or nothing fits behind.
    """
    whole, sign, part = sentence[slash - 1 : slash + 2]
    joined = sign.text == "/" and sign.start == whole.end and part.start == sign.end
    unit = sentence[slash + 2].text if slash + 2 < len(sentence) else ""
    fits = unit in SCALE or unit in PERCENT or unit == "همت"
    return joined and fits and part.text.isdecimal() and len(part.text) <= 3


def _slash_decimal(sentence: Sequence[Token], number: Number) -> Number:
    """Read the Persian decimal slash, «۱/۵ میلیارد», where a unit follows and no blank parts it."""
    if not is_slash_decimal(sentence, number.last):
        return number
    part, after = sentence[number.last + 1], number.last + 2
    unit = sentence[after].text
    scale = Decimal(SCALE.get(unit, 1))
    last = after + (unit in SCALE)
    while last < len(sentence) and sentence[last].text in SCALE:
        scale *= SCALE[sentence[last].text]
        last += 1
    digits = Decimal(f"{int(number.value)}.{part.text}")
    return replace(
        number, value=digits * scale, step=Decimal(1).scaleb(-len(part.text)) * scale, last=last
    )
