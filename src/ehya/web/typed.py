"""What did somebody type into a form: a day, an hour, a number, an amount, a file?"""

from datetime import date, time
from typing import Any

from django.http import HttpRequest

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal

_BETWEEN = str.maketrans("", "", ",٬،\u202f\u00a0 ")
LONGEST = 30  # digits: more is no number of anybody's


def day(request: HttpRequest, name: str) -> date | None:
    """Return a day of either calendar; None where nothing was typed.

    Raises:
        Refusal: as `engine.calendar.parse_day`.
    """
    told = request.POST.get(name, "").strip()
    return parse_day(told) if told else None


def day_told(request: HttpRequest, name: str) -> date:
    """Return a day of either calendar.

    Raises:
        Refusal: as `engine.calendar.parse_day`, also where nothing was typed.
    """
    return parse_day(request.POST.get(name, "").strip())


def hour(request: HttpRequest, name: str) -> time | None:
    """Return an hour of the day; None where nothing was typed.

    Raises:
        Refusal: "revive.hour_unreadable".
    """
    told = request.POST.get(name, "").strip()
    if not told:
        return None
    first, _, second = told.partition(":")
    try:
        return time(int(first), int(second or "0"))
    except ValueError:
        raise Refusal("revive.hour_unreadable", hour=told[:20]) from None


def whole(request: HttpRequest, name: str) -> int | None:
    """Return a whole number; None where nothing was typed.

    Raises:
        Refusal: "revive.number_unreadable".
    """
    told = request.POST.get(name, "").translate(_BETWEEN)
    if not told:
        return None
    if not told.isdecimal() or len(told) > LONGEST:
        raise Refusal("revive.number_unreadable", number=told[:20])
    return int(told)


def file(request: HttpRequest, name: str) -> tuple[bytes, str] | None:
    """Return the bytes and the name of a file that was chosen; None where there is none."""
    told: Any = request.FILES.get(name)
    return (told.read(), told.name or name) if told else None


def rials(told: str) -> int | None:
    """Return an amount in whole rials; None where nothing was typed.

    Raises:
        Refusal: "revive.amount_unreadable".
    """
    digits = told.translate(_BETWEEN)
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > LONGEST:
        raise Refusal("revive.amount_unreadable", amount=told[:40])
    return int(digits)


def seen(request: HttpRequest) -> int:
    """Return the version that the form's reader saw; 0, which nothing has, where it is not told."""
    told = request.POST.get("seen", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0


def keys(told: list[str]) -> list[int]:
    """Return ids of a form; what is none is left out."""
    return [int(one) for one in told if one.isascii() and one.isdecimal() and len(one) < 19]
