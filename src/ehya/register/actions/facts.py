"""What may be told of a unit, and is what somebody typed such a thing?"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, normalise
from ehya.register.classes.isic import is_isic, isic
from ehya.register.intake.cells import FORMULA, MOST_KEPT
from ehya.register.models import County, Park, ParkVersion, Province
from ehya.register.models.units import CAPACITY_UNITS, OWNERSHIPS, SIZES, STATUSES

TEXTS = ("name_fa", "name_en", "address", "product")
PLACES = ("province", "county", "park")
CHOICES = {
    "status": STATUSES,
    "size": SIZES,
    "ownership": OWNERSHIPS,
    "capacity_unit": CAPACITY_UNITS,
}
COUNTS = ("licensed_jobs", "insured_jobs")
CONTENT = (
    *("name_fa", "name_en", "province", "county", "park", "address", "lat", "lon"),
    *("isic", "product", "status", "size", "ownership", "licensed_on"),
    *("licensed_capacity", "capacity_unit", "licensed_jobs", "insured_jobs", "contracted_kw"),
)
# What a form leaves empty: a text is empty, a number or a place is not known.
NOTHING: dict[str, Any] = {
    fact: "" if fact in (*TEXTS, *CHOICES, "isic") else None for fact in CONTENT
}
_MOST = {"name_fa": 200, "name_en": 200, "address": 300, "product": 200}  # letters, as the columns
_LARGEST = 10**9
_LARGEST_CAPACITY = Decimal(10) ** 14


def understood(told: Mapping[str, object]) -> dict[str, Any]:
    """Return what was told as values that the register keeps; "" and None say: not known.

    Args:
        told: fact -> a value, or a text as somebody typed it, in either calendar and any digits.

    Raises:
        Refusal: "register.no_such_fact", "register.bad_value", "register.too_long",
            "register.no_such_place", "register.no_such_isic".
    """
    for fact in told:
        if fact not in CONTENT:
            raise Refusal("register.no_such_fact", fact=str(fact)[:60])
    return {fact: _READ[fact](fact, value) for fact, value in told.items()}


def whole(content: Mapping[str, Any]) -> None:
    """See that a unit's facts belong together.

    Raises:
        Refusal: "register.no_name", "register.no_province", "register.half_a_place",
            "register.place_elsewhere", "register.capacity_without_unit".
    """
    if not (content["name_fa"] or content["name_en"]):
        raise Refusal("register.no_name")
    if not content["province"]:
        raise Refusal("register.no_province")
    if (content["lat"] is None) != (content["lon"] is None):
        raise Refusal("register.half_a_place")
    if content["licensed_capacity"] is not None and not content["capacity_unit"]:
        raise Refusal("register.capacity_without_unit")
    for code, province in _stands_in(content):
        if province != content["province"]:
            told = Province.objects.get(pk=province)
            raise Refusal(
                "register.place_elsewhere",
                place=code,
                province_en=told.name_en,
                province_fa=told.name_fa,
            )


def _stands_in(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The county and the park that are told, each with the province it stands in."""
    county = County.objects.filter(code=content["county"]).values_list("code", "province")
    park = ParkVersion.objects.filter(park=content["park"], known__endswith__isnull=True)
    return [*county, *park.order_by("-valid").values_list("park", "province")[:1]]


def _text(fact: str, value: object) -> str:
    words = " ".join(normalise(_typed(value)).split())
    if len(words) > _MOST[fact]:
        raise Refusal("register.too_long", fact=fact, length=len(words), most=_MOST[fact])
    if re.match(FORMULA, words):
        raise Refusal("import.formula", value=words[:MOST_KEPT])
    return words


def _choice(fact: str, value: object) -> str:
    word = _typed(value).lower()
    if word and word not in CHOICES[fact]:
        raise _bad(fact, value, ", ".join(CHOICES[fact]))
    return word


def _isic(fact: str, value: object) -> str:
    code = isic(_typed(value)).code if _typed(value) else ""
    if code and not is_isic(code):
        raise _bad(fact, value, "2220")
    return code


def _place(fact: str, value: object) -> str | None:
    code = _typed(value)
    if not code:
        return None
    if not _PLACES[fact].filter(pk=code).exists():
        raise Refusal("register.no_such_place", fact=fact, value=code[:60])
    return code


def _day(fact: str, value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return parse_day(_typed(value)) if _typed(value) else None


def _count(fact: str, value: object) -> int | None:
    number = _number(fact, value)
    if number is not None and (not 0 <= number <= _LARGEST or number % 1):
        raise _bad(fact, value, "64")
    return None if number is None else int(number)


def _capacity(fact: str, value: object) -> Decimal | None:
    number = _number(fact, value)
    if number is None:
        return None
    if not 0 <= number < _LARGEST_CAPACITY:
        raise _bad(fact, value, "3600")
    return number.quantize(Decimal("0.001"))


def _power(fact: str, value: object) -> float | None:
    number = _number(fact, value)
    if number is not None and not 0 <= number <= _LARGEST:
        raise _bad(fact, value, "400")
    return None if number is None else float(number)


def _angle(fact: str, value: object) -> float | None:
    number = _number(fact, value)
    most = 90 if fact == "lat" else 180
    if number is not None and not -most <= number <= most:
        raise _bad(fact, value, "35.58" if fact == "lat" else "53.39")
    return None if number is None else float(number)


def _number(fact: str, value: object) -> Decimal | None:
    typed = latin_digits(_typed(value)).replace(",", "").replace("٬", "").replace("٫", ".")
    if not typed:
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation as trouble:
        raise _bad(fact, value, "3600") from trouble
    if not number.is_finite():
        raise _bad(fact, value, "3600")
    return number


def _typed(value: object) -> str:
    return "" if value is None else str(value).replace("\x00", "").strip()


def _bad(fact: str, value: object, wanted: str) -> Refusal:
    return Refusal("register.bad_value", fact=fact, value=str(value)[:60], wanted=wanted)


_PLACES: dict[str, QuerySet[Any]] = {
    "province": Province.objects.all(),
    "county": County.objects.all(),
    "park": Park.objects.all(),
}
_READ: dict[str, Callable[[str, object], Any]] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(PLACES, _place),
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(COUNTS, _count),
    **dict.fromkeys(("lat", "lon"), _angle),
    "isic": _isic,
    "licensed_on": _day,
    "licensed_capacity": _capacity,
    "contracted_kw": _power,
}
