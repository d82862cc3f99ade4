"""How is a number, a share, a chance or an amount written?"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.numbers import format_decimal

from ehya.engine.calendar import Language
from ehya.engine.money import RIALS_PER_HEMAT, RIALS_PER_TOMAN
from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS

Value = int | float | Decimal | Fraction
Reading = Literal["rial", "toman", "hemat"]

THIN_SPACE = "\u202f"
MINUS = "\u2212"
# In a right-to-left line a bare minus would jump to the number's other side: CLDR, too, holds it
# with a left-to-right mark. Babel 2.18 writes Persian separators but leaves the digits Latin.
_MINUSES = {"en": MINUS, "fa": "\u200e" + MINUS}
_KEPT = 1 << 14  # numbers kept as they were last written: a page writes the same few over and over

_SCALES = (
    (10**12, {"en": ("trillion", "tn"), "fa": ("هزار میلیارد", "هزار میلیارد")}),
    (10**9, {"en": ("billion", "bn"), "fa": ("میلیارد", "میلیارد")}),
    (10**6, {"en": ("million", "m"), "fa": ("میلیون", "میلیون")}),
)
# (one, other) in English; Persian nouns stay single after a number.
_NOUNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "units": {"en": ("unit", "units"), "fa": ("واحد", "واحد")},
    "persons": {"en": ("person", "people"), "fa": ("نفر", "نفر")},
    "jobs": {"en": ("job", "jobs"), "fa": ("شغل", "شغل")},
    "years": {"en": ("year", "years"), "fa": ("سال", "سال")},
    "days": {"en": ("day", "days"), "fa": ("روز", "روز")},
    "weeks": {"en": ("week", "weeks"), "fa": ("هفته", "هفته")},
    "claims": {"en": ("claim", "claims"), "fa": ("ادعا", "ادعا")},
    "projects": {"en": ("project", "projects"), "fa": ("طرح", "طرح")},
    "provinces": {"en": ("province", "provinces"), "fa": ("استان", "استان")},
    "mines": {"en": ("mine", "mines"), "fa": ("معدن", "معدن")},
    "loans": {"en": ("loan", "loans"), "fa": ("فقره تسهیلات", "فقره تسهیلات")},
    "parks": {"en": ("park", "parks"), "fa": ("شهرک", "شهرک")},
    "meetings": {"en": ("meeting", "meetings"), "fa": ("نشست", "نشست")},
    "resolutions": {"en": ("resolution", "resolutions"), "fa": ("مصوبه", "مصوبه")},
    "applications": {"en": ("application", "applications"), "fa": ("درخواست", "درخواست")},
    "contracts": {"en": ("contract", "contracts"), "fa": ("قرارداد", "قرارداد")},
    "obstacles": {"en": ("obstacle", "obstacles"), "fa": ("مانع", "مانع")},
    "programmes": {"en": ("programme", "programmes"), "fa": ("برنامه", "برنامه")},
    "IRR": {"en": ("rial", "rials"), "fa": ("ریال", "ریال")},
    "USD": {"en": ("dollar", "dollars"), "fa": ("دلار", "دلار")},
    "toman": {"en": ("toman", "toman"), "fa": ("تومان", "تومان")},
    "hemat": {"en": ("hemat", "hemat"), "fa": ("همت", "همت")},
}
_EACH: Mapping[str, Mapping[str, str]] = {
    "USD": {"en": "a dollar", "fa": "برای هر دلار"},
    "unit": {"en": "a unit", "fa": "برای هر واحد"},
    "units": {"en": "a unit", "fa": "برای هر واحد"},
    "week": {"en": "a week", "fa": "در هفته"},
    "month": {"en": "a month", "fa": "در ماه"},
    "day": {"en": "a day", "fa": "در روز"},
    "person": {"en": "a person", "fa": "برای هر نفر"},
    "persons": {"en": "a person", "fa": "برای هر نفر"},
}
_PLURALS = {"en": Locale("en").plural_form, "fa": Locale("fa").plural_form}
_LEAST_IN_HEMAT = RIALS_PER_HEMAT // 10
_LEAST_SCALE = 10**6
_NEXT_SCALE_FROM = Decimal("0.999995")  # below it, two decimals of the smaller scale still fit
_NO_FRACTIONS_FROM = 100  # of a rial or a dollar
_MONEY = frozenset({"IRR", "USD", "toman"})


def number(value: Value, language: Language, decimals: int | None = None) -> str:
    """Return a bare number: 1,811 · ۱٬۸۱۱; 29.47 · ۲۹٫۴۷; −12 · −۱۲.

    Args:
        value: the number; must be finite.
        language: "en" or "fa".
        decimals: exactly so many; None writes what the value has, at most two.

    Returns:
        The text, rounded half to even.

    Raises:
        Refusal: "formats.not_a_number" for a value that is not finite.
    """
    return _written(_decimal(value), language, decimals)


@lru_cache(maxsize=_KEPT)
def exactly(value: Decimal, language: Language) -> str:
    """Return a number with every decimal that it has: 612,500.25 · ۶۱۲٬۵۰۰٫۲۵.

    Args:
        value: the number; must be finite.
        language: "en" or "fa".
    """
    exponent = value.normalize().as_tuple().exponent
    return number(value, language, max(-int(exponent), 0))


@lru_cache(maxsize=16_384)  # a page writes some hundred numbers, mostly those of the page before
def _written(exact: Decimal, language: Language, decimals: int | None) -> str:
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals) * (decimals > 0)
    system = "latn" if language == "en" else "arabext"
    text = format_decimal(abs(exact), format=pattern, locale=language, numbering_system=system)
    if exact < 0 and any(digit in text for digit in "123456789"):
        text = _MINUSES[language] + text
    return text if language == "en" else text.translate(PERSIAN_DIGITS)


def percent(value: Value, language: Language, decimals: int | None = None) -> str:
    """Return a percentage: 40 % with a no-break thin space · ۴۰٪.

    Args:
        value: of a hundred. [percent]
        language: "en" or "fa".
        decimals: as in `number`; None writes at most one.

    Returns:
        The text.
    """
    if decimals is None:
        decimals = 0 if round(_decimal(value), 1) % 1 == 0 else 1
    text = number(value, language, decimals)
    return f"{text}{THIN_SPACE}%" if language == "en" else f"{text}٪"


def chance(
    probability: float, language: Language, interval: tuple[float, float] | None = None
) -> str:
    """Return a probability as a count of a hundred: 4 chances in 100 · ۴ از ۱۰۰.

    Args:
        probability: [0..1]
        language: "en" or "fa".
        interval: its lowest and highest, written "94 in 100 (89 to 97)". [0..1]

    Returns:
        The text; "less than 1" and "more than 99" instead of a false 0 or 100.

    Raises:
        Refusal: "formats.not_a_probability" when a value is outside 0..1.
    """
    if interval is None:
        return _chance(probability, language)
    low, high = (_hundredths(p, language) for p in interval)
    most = _hundredths(probability, language)
    hundred = number(100, language)
    if language == "en":
        return f"{most} in {hundred} ({low} to {high})"
    return f"{most} از {hundred} ({low} تا {high})"


def counted(count: Value, noun: str, language: Language) -> str:
    """Return a count with its noun in the right number: 1 unit, 2 units · ۲ واحد.

    Args:
        count: how many.
        noun: a word of Ehya's list, e.g. "units", "days", "claims".
        language: "en" or "fa".

    Returns:
        The text.
    """
    return f"{number(count, language)} {_noun(count, noun, language)}"


def amount(
    value: Value, unit: str, language: Language, short: bool = False, reading: Reading = "rial"
) -> str:
    """Return a value with its unit: 29.47 trillion rials · ۲۹٫۴۷ هزار میلیارد ریال.

    Told amounts are written whole as far as three decimals of the scale tell them; what Ehya
    worked out is rounded to two.

    Args:
        value: in base units. [unit]
        unit: "units", "persons", "IRR", "USD", "percent", "years", another noun of `counted`, or
            two of them as in "IRR/USD", "units/week".
        language: "en" or "fa".
        short: tn, bn, m after the first use; the Persian words are short already.
        reading: rials as "rial", "toman" or "hemat" (10^13 rials, less than a tenth in toman);
            nothing else changes.

    Returns:
        The text.
    """
    top, _, each = unit.partition("/")
    if each:
        return f"{amount(value, top, language, short, reading)} {_EACH[each][language]}"
    if unit == "percent":
        return percent(value, language)
    exact = _decimal(value)
    if unit == "IRR" and reading == "hemat" and abs(exact) >= _LEAST_IN_HEMAT:
        return f"{_told(exact / RIALS_PER_HEMAT, language)} {_noun(2, 'hemat', language)}"
    if unit == "IRR" and reading != "rial":
        exact, unit = exact / RIALS_PER_TOMAN, "toman"
    if unit not in _MONEY:
        return counted(exact, unit, language)
    return _scaled(exact, unit, language, short)


def _scaled(value: Decimal, unit: str, language: Language, short: bool) -> str:
    for size, words in _SCALES:
        if round(abs(value)) >= size * (_NEXT_SCALE_FROM if size > _LEAST_SCALE else 1):
            word = words[language][1 if short else 0]
            return f"{_told(value / size, language)} {word} {_noun(2, unit, language)}"
    return counted(round(value) if abs(value) >= _NO_FRACTIONS_FROM else value, unit, language)


def _told(value: Decimal, language: Language) -> str:
    """Write three decimals where they are the whole value, else at most two."""
    whole = round(value, 3) == value and round(value, 2) != value
    return number(value, language, 3 if whole else None)


def _chance(probability: float, language: Language) -> str:
    share = _hundredths(probability, language)
    hundred = number(100, language)
    if language == "fa":
        return f"{share} از {hundred}"
    noun = "chance" if 0 < probability and round(100 * probability) <= 1 else "chances"
    return f"{share} {noun} in {hundred}"


def _hundredths(probability: float, language: Language) -> str:
    if not 0 <= probability <= 1:
        raise Refusal("formats.not_a_probability", value=str(probability))
    if 0 < probability < 0.01:
        return "less than 1" if language == "en" else "کمتر از ۱"
    if 0.99 < probability < 1:
        return "more than 99" if language == "en" else "بیش از ۹۹"
    return number(round(100 * probability), language)


def _noun(count: Value, noun: str, language: Language) -> str:
    one, other = _NOUNS[noun][language]
    return one if _PLURALS[language](abs(_decimal(count))) == "one" else other


def _decimal(value: Value) -> Decimal:
    """Return the value as it is usually written: 29.47, not its nearest binary fraction."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise Refusal("formats.not_a_number", value=str(value))
    return exact
