"""In which measure does the reader want the projects' money, and how is it said with its parts?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ehya.invest.queries.valued import (
    MEASURES,
    Asked,
    Parted,
    Valued,
    bases,
    month_of,
    series_told,
)
from ehya.register.places import PROVINCES
from ehya.register.queries.rates import BASES, IndexOn
from ehya.register.queries.within import Moment
from ehya.web import formats
from ehya.web.messages import sentence
from ehya.web.messages.names import NAMES
from ehya.web.money_words import money
from ehya.web.rate_words import basis_name, days_of, index_name
from ehya.web.reader import current

NAMED = ("measure", "basis", "index", "base")  # what the address carries of it


@dataclass(frozen=True, slots=True)
class Line:
    """A part in the chosen measure.

    Attributes:
        words: what it is a part by.
        approved: in words; "" where it is not told.
        paid: in words; "" where it is not told.
        approved_exact: every digit, with its unit.
        paid_exact: the same of what was paid.
    """

    words: str
    approved: str
    paid: str
    approved_exact: str
    paid_exact: str


def asked_of(request: HttpRequest, moment: Moment) -> Asked:
    """Return the measure of an address; what it does not name is the newest that is told."""
    told = request.GET
    measure = told.get("measure", "")
    if measure not in MEASURES or measure == "nominal":
        return Asked()
    if measure == "dollars":
        basis = told.get("basis", "")
        return Asked("dollars", basis if basis in BASES else bases()[0])
    series = {_key(months): months for months in series_told(moment)}
    months = series.get(told.get("index", "")) or next(iter(series.values()), ())
    base = month_of(months, _first(told.get("base", ""))) or (months[-1] if months else None)
    return Asked("constant", months=months, base=base)


def kept_of(asked: Asked) -> dict[str, str]:
    """Return what an address carries so that the next page asks for the same measure."""
    if asked.measure == "dollars":
        return {"measure": "dollars", "basis": asked.basis}
    if asked.measure == "constant" and asked.base:
        base = asked.base.month.first.isoformat()
        return {"measure": "constant", "index": _key(asked.months), "base": base}
    return {} if asked.measure == "nominal" else {"measure": asked.measure}


def choices_of(asked: Asked, moment: Moment) -> dict[str, Any]:
    """Return what the reader may choose from."""
    series = series_told(moment)
    months = asked.months or (series[0] if series else ())
    return {
        "measures": list(_measures().items()),
        "bases": [(code, basis_name(code)) for code in bases()],
        "series": [(_key(those), _series(those)) for those in series],
        "months": [(one.month.first.isoformat(), days_of(one.month)) for one in reversed(months)],
        "index": _key(asked.months),
        "base": asked.base.month.first.isoformat() if asked.base else "",
        "chosen": asked,
    }


def named(asked: Asked) -> str:
    """Return what a measure is called, with its basis or its month and index."""
    if asked.measure == "dollars":
        return _("Dollars, %(basis)s: each amount by the rate of its own day") % {
            "basis": basis_name(asked.basis)
        }
    if asked.measure == "constant" and asked.base:
        told = {"month": days_of(asked.base.month), "index": _series(asked.months)}
        return _("Constant rials of %(month)s, by %(index)s") % told
    return _measures()[asked.measure] if asked.measure != "nominal" else _nominal()


def said(told: Valued) -> dict[str, Any]:
    """Return approved and paid in words, with their parts by kind, by source and by province."""
    language = current().language
    tables = (
        (_("Kind"), "kinds", _invest),
        (_("Source"), "sources", _invest),
        (_("Province"), "provinces", _place),
    )
    return {
        "measure": named(told.asked),
        "approved": _whole(told.approved, told.asked),
        "paid": _whole(told.paid, told.asked),
        "approved_refused": sentence(no, language) if (no := told.approved.refusal) else "",
        "paid_refused": sentence(no, language) if (no := told.paid.refusal) else "",
        "tables": [
            (column, lines)
            for column, which, called in tables
            if (lines := _lines(told, which, called))
        ],
    }


def _whole(part: Parted, asked: Asked) -> str:
    return _words(part.whole.value, asked) if part.whole is not None else ""


def _lines(told: Valued, which: str, called: Callable[[str], str]) -> list[Line]:
    approved: Mapping[str, Any] = getattr(told.approved, which)
    paid: Mapping[str, Any] = getattr(told.paid, which)
    told_of: Callable[[Mapping[str, Any], str], str] = lambda those, name: (
        _words(those[name].value, told.asked) if name in those else ""
    )
    return [
        Line(
            called(name),
            told_of(approved, name),
            told_of(paid, name),
            _exact(approved[name].value, told.asked) if name in approved else "",
            _exact(paid[name].value, told.asked) if name in paid else "",
        )
        for name in dict.fromkeys([*approved, *paid])
    ]


def _words(value: int, asked: Asked) -> str:
    if asked.measure == "dollars":
        return formats.amount(value, "USD", current().language)
    return money(value).words


def _exact(value: int, asked: Asked) -> str:
    exact = formats.number(value, current().language, 0)
    if asked.measure == "dollars":
        return _("%(exact)s dollars") % {"exact": exact}
    return _("%(exact)s rials") % {"exact": exact}


def _measures() -> dict[str, str]:
    return {
        "nominal": _("Rials of each day"),
        "constant": _("Constant rials of one month"),
        "dollars": _("Dollars"),
    }


def _nominal() -> str:
    return _("Rials of each day; no inflation is taken out")


def _key(months: tuple[IndexOn, ...]) -> str:
    return f"{months[0].name} {months[0].base}" if months else ""


def _series(months: tuple[IndexOn, ...]) -> str:
    return f"{index_name(months[0].name)}, {months[0].base}" if months else ""


def _first(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return date.min


def _invest(name: str) -> str:
    if name == "untold":
        return _("not told")
    return NAMES[f"invest.{name}"][current().language]


def _place(iso: str) -> str:
    if not iso:
        return _("in several provinces")
    place = PROVINCES[iso]
    return place.name_en if current().language == "en" else place.name_fa
