"""By what number is a unit known for ever?

Seven digits of the unit's id and Damm's check digit, which catches every single wrong digit and
every swap of two neighbours. The database holds the same rule (`register_number`).
"""

from stdnum import damm

from ehya.engine.text import latin_digits, normalise

DIGITS = 8
MOST_UNITS = 10 ** (DIGITS - 1) - 1
_BETWEEN = str.maketrans("", "", " -\u2013\u2014\u200c/.")


def number_of(unit_id: int) -> str:
    """Return the number of the unit with an id.

    Raises:
        ValueError: the id is below 1, or there are no numbers left (10 million units).
    """
    if not 1 <= unit_id <= MOST_UNITS:
        raise ValueError(f"no unit number is left for {unit_id}")
    digits = f"{unit_id:0{DIGITS - 1}d}"
    return digits + str(damm.calc_check_digit(digits))


def bare(text: str) -> str:
    """Return a number as it was typed without hyphens, blanks and foreign digits."""
    return latin_digits(normalise(text)).translate(_BETWEEN)


def is_number(text: str) -> bool:
    """Tell whether a text, typed with hyphens or without, in any digits, is a unit's number."""
    digits = bare(text)
    right = len(digits) == DIGITS and digits.isascii() and digits.isdigit()
    return right and digits != "0" * DIGITS and damm.is_valid(digits)


def show_number(number: str) -> str:
    """Return a number as people read it aloud: 00000427 is 000-0042-7."""
    return f"{number[:3]}-{number[3:7]}-{number[7:]}"
