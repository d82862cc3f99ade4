"""Is a row of a handed-in file a published figure, and if not, why not?"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from ehya.engine.calendar import earliest, latest, solar_year_of
from ehya.engine.claims.model import Claim, Period, PeriodKind, Qualifier, Unit, Vocabulary
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, name_key
from ehya.publish.intake import words
from ehya.publish.intake.sheet import Line, Sheet
from ehya.publish.record import PublishedFigure

EXAMPLE = "https://example.org/"  # addresses of the template's rows
KEY = re.compile(r"[A-Z0-9][A-Z0-9-]{0,38}-[0-9]{2,4}")
LONGEST = {"source": 200, "url": 1000, "speaker_role": 300, "scope_population": 300, "note": 4000}
_WHOLE_UNITS = ("units", "persons", "IRR", "USD")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FORMULA = re.compile(r"[=+@\t\r]|-\S")
_YEARLY = ("cumulative_since_year_start", "full_year", "target_for_year", "as_of", "event")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken.

    Attributes:
        row: its number in the spreadsheet.
        field: the column; "" where it is the row as a whole.
        value: what the cell said.
        refusal: the rule, with file, row, field and value among its facts.
    """

    row: int
    field: str
    value: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Good:
    """A row that makes sense.

    Attributes:
        line: the row.
        figure: what it says. Its claim's id is "" where the row gives none.
    """

    line: Line
    figure: PublishedFigure


@dataclass(slots=True)
class _Cells:
    """One row's cells while they are read; collects what is wrong instead of stopping."""

    file: str
    line: Line
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.line.cells.get(name, "")

    def read[T](self, name: str, meaning: Callable[[str], T], otherwise: T) -> T:
        try:
            return meaning(self[name])
        except Refusal as refusal:
            self.refuse(name, refusal)
            return otherwise

    def refuse(self, name: str, refusal: Refusal) -> None:
        told = self[name][:80]
        facts = {"file": self.file, "row": self.line.row, "field": name, "value": told}
        explained = Refusal(refusal.code, **{**facts, **refusal.facts})
        self.problems.append(Problem(self.line.row, name, told, explained))


def read_rows(
    sheet: Sheet, *, vocabulary: Vocabulary, today: date, published_on: str | None = None
) -> Iterator[Good | tuple[Problem, ...]]:
    """Yield for each row what it says, or everything that is wrong with it.

    Args:
        sheet: the file as text.
        vocabulary: metrics and places in force.
        today: nothing can have been published after it.
        published_on: for rows that tell no publication date. [ISO prefix]
    """
    names = words.Names.of(vocabulary)
    for line in sheet.lines:
        cells = _Cells(sheet.file, line)
        figure = _figure(cells, names, vocabulary, published_on)
        _check_days(cells, figure.claim, today)
        yield tuple(cells.problems) if cells.problems else Good(line, figure)


def subject(figure: PublishedFigure) -> tuple[object, ...]:
    """Return what makes two tellings the same claim: who said what about what, and when."""
    claim = figure.claim
    return (
        _name(claim.source), figure.url, claim.published_on, claim.metric, claim.place,
        _name(claim.population), claim.period, claim.unit,
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def _name(written: str) -> str:
    return name_key(written)


def new_key(figure: PublishedFigure) -> str:
    """Return a stable key for a claim that came without one: the same claim, the same key."""
    told = repr(subject(figure)).encode()
    return f"X{hashlib.sha256(told).hexdigest()[:12].upper()}-01"


def _figure(
    cells: _Cells, names: words.Names, vocabulary: Vocabulary, published_on: str | None
) -> PublishedFigure:
    return PublishedFigure(
        claim=_claim(cells, names, vocabulary, published_on),
        url=cells.read("url", plain_address, ""),
        speaker=_text(cells, "speaker_role"),
        solar_year=cells.read("jalali_year", _solar_year, None),
        note=_text(cells, "note"),
    )


def _claim(
    cells: _Cells, names: words.Names, vocabulary: Vocabulary, published_on: str | None
) -> Claim:
    metric = cells.read("metric", lambda cell: _metric(cell, names.metrics), "")
    own_unit = vocabulary.metrics[metric].unit if metric else ""
    unit, factor = cells.read("unit", lambda cell: _unit(cell, own_unit), ("", 1))
    value = cells.read("value", lambda cell: _amount(_needed(cell), unit, factor), Decimal(0))
    return Claim(
        id=cells.read("claim_id", _key, ""),
        metric=metric,
        value=int(value) if value == int(value) else float(value),
        unit=cast(Unit, unit),
        qualifier=cast(Qualifier, _qualifier(cells)),
        period=_period(cells),
        place=cells.read("scope_geography", lambda cell: _place(cell, names.places), "Iran"),
        population=_text(cells, "scope_population"),
        unsure=_assumed(cells),
        published_on=cells.read("published_on", _published, None) or published_on,
        source=_text(cells, "source", needed=True),
    )


def _amount(cell: str, unit: str, factor: int) -> Decimal:
    told = words.number(cell) * factor
    if told >= words.LARGEST:
        raise words.too_large()
    if unit in _WHOLE_UNITS and told % 1:
        raise Refusal("import.not_whole", unit=unit)
    return told


def _period(cells: _Cells) -> Period:
    kind = cells.read(
        "period_kind",
        lambda cell: words.one_of(_needed(cell), "period_kind", code="import.period_kind"),
        "event",
    )
    start = cells.read("period_start", lambda cell: _day(cell, end=False), None)
    end = cells.read("period_end", lambda cell: _day(cell, end=True), None)
    return Period(cast(PeriodKind, kind), start, end)


def _check_days(cells: _Cells, claim: Claim, today: date) -> None:
    start, end = claim.period.start, claim.period.end
    if start and end and latest(end) < earliest(start):
        cells.refuse("period_end", Refusal("import.period_backwards", start=start, end=end))
    if claim.published_on and earliest(claim.published_on) > today:
        cells.refuse("published_on", Refusal("import.published_in_future", today=today.isoformat()))


def same_telling(
    before: PublishedFigure, told: PublishedFigure, cells: Mapping[str, str]
) -> PublishedFigure:
    """Return a recorded figure as a row tells it again: an empty cell leaves what is recorded.

    Args:
        before: as recorded.
        told: as the row says.
        cells: the row's cells, to see which of them say anything.
    """
    was = cells_of(before)
    will = cells_of(told)
    new = {name: will[name] for name, cell in cells.items() if cell and name != "claim_id"}
    if all(was[name] == value for name, value in new.items()):
        return before
    claim, old = told.claim, before.claim
    same_value = (was["value"], was["qualifier"]) == (
        new.get("value", was["value"]), new.get("qualifier", was["qualifier"]),
    )  # fmt: skip
    merged = replace(
        old,
        metric=claim.metric,
        value=claim.value,
        unit=claim.unit,
        qualifier=claim.qualifier if "qualifier" in new else old.qualifier,
        place=claim.place if "scope_geography" in new else old.place,
        population=claim.population or old.population,
        period=Period(
            claim.period.kind,
            claim.period.start or old.period.start,
            claim.period.end or old.period.end,
        ),
        low=old.low if same_value else None,
        high=old.high if same_value else None,
        unsure=tuple(dict.fromkeys((*old.unsure, *claim.unsure))),
        published_on=claim.published_on if "published_on" in new else old.published_on,
        source=claim.source,
    )
    return PublishedFigure(
        merged,
        url=told.url or before.url,
        speaker=told.speaker or before.speaker,
        solar_year=told.solar_year or before.solar_year,
        note=told.note or before.note,
    )


def cells_of(figure: PublishedFigure) -> dict[str, str]:
    """Return a figure as a row of the record's own columns; reading it again gives the figure."""
    claim = figure.claim
    return {
        "claim_id": claim.id,
        "published_on": claim.published_on or "",
        "source": claim.source,
        "url": figure.url,
        "speaker_role": figure.speaker,
        "metric": claim.metric,
        "qualifier": claim.qualifier,
        "value": format(Decimal(str(claim.value)), "f"),
        "unit": claim.unit,
        "scope_geography": claim.place,
        "scope_population": claim.population,
        "period_kind": claim.period.kind,
        "period_start": claim.period.start or "",
        "period_end": claim.period.end or "",
        "jalali_year": str(figure.solar_year or ""),
        "note": figure.note,
    }


def solar_year(claim: Claim) -> int | None:
    """Return the programme year that a claim's period ends in; None where it spans several."""
    told = claim.period.end or claim.period.start
    if told is None or claim.period.kind not in _YEARLY:
        return None
    if claim.period.start and claim.period.kind in ("as_of", "event"):
        first = solar_year_of(earliest(claim.period.start))
        return first if first == solar_year_of(latest(told)) else None
    first, last = solar_year_of(earliest(told)), solar_year_of(latest(told))
    return last if first == last else None


def _assumed(cells: _Cells) -> tuple[str, ...]:
    """Return codes for days that had to be made more precise than they were told."""
    codes = {"published_on": "published.day_assumed", "period_start": "period.start_assumed",
             "period_end": "period.end_assumed"}  # fmt: skip
    found = []
    for name, code in codes.items():
        try:
            if cells[name] and words.day_prefix(cells[name], end=True)[1]:
                found.append(code)
        except Refusal:
            continue  # already among the row's problems
    return tuple(found)


def _needed(cell: str) -> str:
    if not cell:
        raise Refusal("import.cell_empty")
    return cell


def _metric(cell: str, metrics: Mapping[str, str]) -> str:
    code, near = "import.metric", "import.metric_near"
    return words.named(_needed(cell), metrics, code=code, code_near=near)


def _place(cell: str, places: Mapping[str, str]) -> str:
    code, near = "import.place", "import.place_near"
    return words.named(cell, places, code=code, code_near=near) if cell else "Iran"


def _qualifier(cells: _Cells) -> str:
    return cells.read(
        "qualifier",
        lambda cell: words.one_of(cell or "eq", "qualifier", code="import.qualifier"),
        "eq",
    )


def _unit(cell: str, own: str) -> tuple[str, int]:
    unit, factor = words.unit(cell) if cell else (own, 1)
    if own and unit != own:
        raise Refusal("import.unit_of_metric", unit=own)
    return unit, factor


def _key(cell: str) -> str:
    if cell and not KEY.fullmatch(cell.upper()):
        raise Refusal("import.key")
    return cell.upper()


def _day(cell: str, *, end: bool) -> str | None:
    return words.day_prefix(cell, end=end)[0] if cell else None


def _published(cell: str) -> str | None:
    return _day(cell, end=True)


def _solar_year(cell: str) -> int | None:
    told = latin_digits(cell)
    if told and (not told.isdecimal() or int(told[:9]) not in words.SOLAR_YEARS):
        raise Refusal("import.solar_year")
    return int(told) if told else None


def plain_address(cell: str) -> str:
    """Return an address as the record keeps it; nothing but the web's two schemes.

    Raises:
        Refusal: "import.address", "import.example", "import.cell_too_long".
    """
    if cell and not re.fullmatch(r"https?://[^\s\"<>]+", cell, re.IGNORECASE):
        raise Refusal("import.address", value=cell[:80])
    if cell.startswith(EXAMPLE):
        raise Refusal("import.example")
    return _short(cell, "url")


def _text(cells: _Cells, name: str, *, needed: bool = False) -> str:
    return cells.read(name, lambda cell: plain_text(_needed(cell) if needed else cell, name), "")


def plain_text(cell: str, name: str) -> str:
    """Return a text as the record keeps it, for one of its columns.

    Raises:
        Refusal: "import.formula" when a spreadsheet would take it for one,
            "import.cell_too_long".
    """
    if _FORMULA.match(cell):
        raise Refusal("import.formula", value=cell[:80])
    return _short(_CONTROLS.sub(" ", cell).strip(), name)


def _short(cell: str, name: str) -> str:
    if len(cell) > LONGEST[name]:
        raise Refusal(
            "import.cell_too_long", value=cell[:80], letters=len(cell), most=LONGEST[name]
        )
    return cell
