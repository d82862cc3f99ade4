"""What stands on the sheet of an event, after its close?"""

from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ehya.engine.calendar import Language
from ehya.invest.board import fold
from ehya.invest.queries.inaugurations import (
    moves_of,
    openings_of,
    programme_of,
    sites_of,
    strokes_of,
)
from ehya.web import formats
from ehya.web.board_words import KIND_NAMES
from ehya.web.papers import set_in_type
from ehya.web.unit_words import name

TEMPLATE = "inauguration.typ"
BASES = {
    "official": gettext_lazy("official rate"),
    "nima": gettext_lazy("NIMA rate"),
    "market": gettext_lazy("market rate"),
}


def set_sheet(inauguration: Any, language: Language) -> bytes:
    """Return the sheet as PDF."""
    with translation.override(language):
        return set_in_type(TEMPLATE, told(inauguration, language))


def told(row: Any, language: Language) -> dict[str, Any]:
    """Return everything that the sheet says: each sum beside its parts, each rate by its name."""
    openings = openings_of(row)
    board = fold(programme_of(sites_of(row), openings), moves_of(strokes_of(row)))
    opened = [one for one in openings if one.opened_on is not None]
    title = name(row, language)
    total = [_("Together"), _number(board.projects.opened, language),
             _rials(board.amount_irr.opened, language)]  # fmt: skip
    return {
        "title": title,
        "rtl": language == "fa",
        "language": language,
        "synthetic": row.synthetic,
        "draft": False,
        "words": {"draft": "", "synthetic": _("Synthetic")},
        "on": formats.day(row.on, language, "both"),
        "finding": _("{opened} of {whole} projects were opened in {provinces} provinces").format(
            opened=_number(board.projects.opened, language),
            whole=_number(board.projects.whole, language),
            provinces=_number(board.provinces.opened, language),
        ),
        "kinds": {
            "heads": [_("Kind"), _("Projects"), _("Investment")],
            "rows": [
                [
                    str(KIND_NAMES[kind]),
                    _number(sum_.opened, language),
                    _rials(board.money[kind].opened, language),
                ]
                for kind, sum_ in board.kinds.items()
                if sum_.whole
            ],
            "total": total,
        },
        "provinces": {
            "heads": [_("Province"), _("Projects"), _("Jobs"), _("Rials")],
            "rows": _by_province(opened, language),
        },
        "projects": {
            "heads": [_("Project"), _("Province"), _("Kind"), _("Jobs"), _("Rials"), _("Dollars")],
            "rows": [_line(one, language) for one in opened],
        },
        "rates": _rates(opened, language),
        "notes": [
            _(
                "A total is the sum of its parts, as confirmed against the register before the event."
            ),
            _("Set on {day}, from event {number} of the register of inaugurations.").format(
                day=formats.day(timezone.localdate(), language, "both"),
                number=_number(row.pk, language),
            ),
        ],
        "foot": title,
    }


def _by_province(opened: list[Any], language: Language) -> list[list[str]]:
    """Return each province's projects, jobs and rials, by name; their sums are those above."""
    found: dict[str, list[int]] = {}
    for one in opened:
        sums = found.setdefault(_place(one, language) or _("several provinces"), [0, 0, 0])
        parts = (one.project.stands_for, one.jobs or 0, int(one.amount_irr or 0))
        sums[:] = [had + part for had, part in zip(sums, parts, strict=True)]
    return [
        [place, _number(projects, language), _number(jobs, language), _rials(rials, language)]
        for place, (projects, jobs, rials) in sorted(found.items())
    ]


def _place(opening: Any, language: Language) -> str:
    place = opening.project.province or (opening.site.province if opening.site else None)
    return name(place, language) if place else ""


def _line(opening: Any, language: Language) -> list[str]:
    project = opening.project
    dollars = opening.amount_usd
    return [
        name(project, language),
        _place(opening, language),
        str(KIND_NAMES[project.kind]),
        _number(opening.jobs or 0, language),
        _rials(int(opening.amount_irr or 0), language),
        "" if dollars is None else formats.amount(int(dollars), "USD", language),
    ]


def _rates(opened: list[Any], language: Language) -> list[str]:
    """Return each rate that was used, once: rials for a dollar, its basis, its day and its source."""
    used = {
        (one.rate, one.rate_on, one.rate_basis, one.rate_source)
        for one in opened
        if one.rate is not None
    }
    return [_rate(*one, language) for one in sorted(used, key=lambda one: (one[1], one[2]))]


def _rate(rate: Any, on: date, basis: str, source: str, language: Language) -> str:
    words = _("{rate} rials a dollar: {basis} of {day}, {source}")
    return words.format(
        rate=formats.number(rate, language),
        basis=str(BASES.get(basis, basis)),
        day=formats.day(on, language, "both"),
        source=source,
    )


def _number(value: int, language: Language) -> str:
    return formats.number(value, language)


def _rials(value: int, language: Language) -> str:
    return formats.amount(value, "IRR", language)
