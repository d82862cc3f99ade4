"""What stands on the sheet of an event, after its close?"""

from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ehya.engine.calendar import Language
from ehya.engine.text import sort_key
from ehya.invest.board import Board, fold
from ehya.invest.queries.inaugurations import (
    closing_of,
    moves_of,
    openings_of,
    programme_of,
    sites_of,
    strokes_of,
)
from ehya.invest.queries.printed import RATE_SOURCE, source_named
from ehya.publish.queries.open_figures import figures_of_day
from ehya.web import formats
from ehya.web.board_words import KIND_NAMES
from ehya.web.papers import set_in_type
from ehya.web.papers.coded import coded
from ehya.web.unit_words import name

TEMPLATE = "inauguration.typ"
OPENED = "projects_opened"  # the figure of the event's day, where it was made public
BASES = {
    "official": gettext_lazy("official rate"),
    "nima": gettext_lazy("NIMA rate"),
    "market": gettext_lazy("market rate"),
}


def set_sheet(inauguration: Any, language: Language, root: str) -> bytes:
    """Return the sheet as PDF; its codes lead to addresses that begin with `root`."""
    with translation.override(language):
        return set_in_type(TEMPLATE, told(inauguration, language, root))


def told(row: Any, language: Language, root: str) -> dict[str, Any]:
    """Return everything that the sheet says: each sum beside its parts, each rate by its name."""
    openings = openings_of(row)
    board = fold(programme_of(sites_of(row), openings), moves_of(strokes_of(row)))
    opened = [one for one in openings if one.opened_on is not None]
    title = name(row, language)
    dollars = _dollars_of(opened)
    total = [
        _("Together"),
        _number(board.projects.opened, language),
        _rials(board.amount_irr.opened, language),
        _dollars(dollars, language),
    ]
    return {
        "title": title,
        "rtl": language == "fa",
        "language": language,
        "synthetic": row.synthetic,
        "draft": False,
        "words": {"draft": "", "synthetic": _("Synthetic")},
        "on": formats.day(row.on, language, "both"),
        "finding": _finding(board, language),
        "figures": coded(figures_of_day(OPENED, row.on, synthetic=row.synthetic), root, language),
        "kinds": {
            "heads": [_("Kind"), _("Projects"), _("Rials"), _("Dollars")],
            "rows": [
                [
                    str(KIND_NAMES[kind]),
                    _number(sum_.opened, language),
                    _rials(board.money[kind].opened, language),
                    _dollars(
                        _dollars_of([one for one in opened if one.project.kind == kind]), language
                    ),
                ]
                for kind, sum_ in board.kinds.items()
                if sum_.whole
            ],
            "total": total,
        },
        "provinces": {
            "heads": [
                _("Province"),
                *(str(words) for words in KIND_NAMES.values()),
                *(_("Projects"), _("Jobs"), _("Rials"), _("Dollars")),
            ],
            "rows": _by_province(opened, language),
            "total": [_("Together"), *_sums(opened, language)],
        },
        "projects": {
            "heads": [_("Project"), _("Province"), _("Kind"), _("Jobs"), _("Rials"), _("Dollars")],
            "rows": [_line(one, language) for one in opened],
        },
        "certificates": {
            "title": _("Where each number comes from"),
            "heads": [
                *(_("Project"), _("Number in the register"), _("By whom"), _("Day"), _("Rate")),
            ],
            "rows": [_certificate(one, language) for one in opened],
        },
        "rates": _rates(opened, language),
        "notes": [
            _as_printed() if row.printed else _as_confirmed(),
            *(
                []
                if dollars is not None or not opened
                else [
                    _(
                        "Not every project tells its dollars: there is no dollar total of those"
                        " that it would leave out."
                    )
                ]
            ),
            *_kept(row, language),
            _("Set on {day}, from event {number} of the register of inaugurations.").format(
                day=formats.day(timezone.localdate(), language, "both"),
                number=_number(row.pk, language),
            ),
        ],
        "foot": title,
    }


def _by_province(opened: list[Any], language: Language) -> list[list[str]]:
    """Return each province's projects of each kind and together, its jobs and its money, by name."""
    found: dict[str, list[Any]] = {}
    for one in opened:
        found.setdefault(_place(one, language) or _("several provinces"), []).append(one)
    return [[place, *_sums(found[place], language)] for place in sorted(found, key=sort_key)]


def _sums(opened: list[Any], language: Language) -> list[str]:
    counts = [[one for one in opened if one.project.kind == kind] for kind in KIND_NAMES]
    return [
        *(_number(sum(one.project.stands_for for one in part), language) for part in counts),
        _number(sum(one.project.stands_for for one in opened), language),
        _jobs([one.jobs for one in opened], language),
        _rials(sum(int(one.amount_irr or 0) for one in opened), language),
        _dollars(_dollars_of(opened), language),
    ]


def _jobs(told: list[int | None], language: Language) -> str:
    """Return the jobs together; a dash where nobody told any."""
    known = [jobs for jobs in told if jobs is not None]
    return _number(sum(known), language) if known else "–"


def _certificate(opening: Any, language: Language) -> list[str]:
    """Return what a project's numbers rest on: whose word, of which day, by which rate."""
    by = opening.confirmed_by
    at = opening.confirmed_at
    return [
        name(opening.project, language),
        formats.year(opening.project_id, language),
        by.username if by else source_named(opening.project.source, language),
        formats.day(timezone.localdate(at), language, "both") if at else "",
        "" if opening.rate is None else formats.number(opening.rate, language),
    ]


def _finding(board: Board, language: Language) -> str:
    """Return how many were opened, and where; not where, of groups of which nobody told it."""
    said = _("{opened} of {whole} projects were opened")
    if board.provinces.opened:
        said = _("{opened} of {whole} projects were opened in {provinces} provinces")
    return said.format(
        opened=_number(board.projects.opened, language),
        whole=_number(board.projects.whole, language),
        provinces=_number(board.provinces.opened, language),
    )


def _as_confirmed() -> str:
    return _("A total is the sum of its parts, as confirmed against the register before the event.")


def _as_printed() -> str:
    return _("A total is the sum of its parts, as they were printed; no jobs were told.")


def _kept(row: Any, language: Language) -> list[str]:
    """Return where the ledger keeps these sums, so that whoever doubts them can look."""
    event = closing_of(row)
    if event is None:
        return []
    words = _("Kept in the ledger as event {position}, {day}: SHA-256 {digest}.")
    kept = words.format(
        position=formats.year(event.position, language),
        day=formats.day(timezone.localdate(event.at), language, "both"),
        digest=bytes(event.digest).hex(),
    )
    strokes = event.facts.get("digest", "")
    return [
        kept,
        *([_("Strokes of the board: SHA-256 {digest}.").format(digest=strokes)] * bool(strokes)),
    ]


def _dollars_of(opened: list[Any]) -> int | None:
    """Return the sum in dollars; None where one of them tells none."""
    if not opened or any(one.amount_usd is None for one in opened):
        return None
    return sum(int(one.amount_usd) for one in opened)


def _dollars(value: int | None, language: Language) -> str:
    return "–" if value is None else formats.amount(value, "USD", language)


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
        _jobs([opening.jobs], language),
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
    if source == RATE_SOURCE:
        words = _("{rate} rials a dollar: the printed rials over the printed dollars, {day}")
    else:
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
