"""How does a paper write days, numbers and amounts? Always in Persian."""

from datetime import date
from typing import Any

from ehya.engine.text import PERSIAN_DIGITS
from ehya.web import formats


def row(label: str, value: str, beside: str = "") -> list[str]:
    """Return a line of a table: what, its value, and what stands small beside it."""
    return [label, formats.apart(value), beside] if beside else [label, formats.apart(value)]


def day_row(label: str, on: date) -> list[str]:
    """Return a day in the Solar Hijri calendar, with the Gregorian small beside it."""
    return [label, solar(on), formats.day(on, "fa", "gregorian")]


def solar(on: date) -> str:
    """Return a day: ۲۲ مرداد ۱۴۰۳."""
    return formats.day(on, "fa", "solar")


def count(value: int) -> str:
    """Return a whole number: ۱٬۸۱۱."""
    return formats.number(value, "fa")


def mark(value: object) -> str:
    """Return a number or a code letter by letter, in Persian digits, without thousands."""
    return str(value).translate(PERSIAN_DIGITS)


def rials(amount: Any) -> str:
    """Return an amount to its last rial: ۴۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال."""
    return "" if amount is None else f"{formats.number(int(amount), 'fa')} ریال"
