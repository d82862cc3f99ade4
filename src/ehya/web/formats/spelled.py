"""How is an amount written out in Persian words, as a letter has it beside its digits?"""

_ONES = (
    *("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده"),
    *("دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"),
)
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = (*("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"),)
# Money is told in thousands, millions and milliards only: 2 × 10¹² is two thousand milliards.
_SCALES = ((10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار"))
_AND = " و "


def spelled(number: int) -> str:
    """Return a whole number in Persian words.

    Args:
        number: from 0.

    Returns:
        E.g. "چهل و دو میلیارد و سیصد هزار".
    """
    if number < len(_ONES):
        return _ONES[number]
    for scale, name in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            head = name if many == 1 and scale == 10**3 else f"{spelled(many)} {name}"
            return head + (_AND + spelled(rest) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return _HUNDREDS[hundreds] + (_AND + spelled(rest) if rest else "")
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_AND + _ONES[ones] if ones else "")
