"""How do a stated total and its own parts look side by side?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ehya.engine.calendar import Language
from ehya.engine.claims.model import Claim, Finding, Term
from ehya.web import formats

WIDE = (660.0, 560.0)  # whole drawing, longest bar [px]
NARROW = (358.0, 354.0)  # [px]
ZOOMS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Block:
    """One rectangle and what stands beside or under it. Lengths are pixels of the drawing.

    Attributes:
        x: where it starts, already turned round for a right-to-left reader.
        width: how long it is.
        middle: where its text stands.
        value: its number.
        name: what it counts.
    """

    x: float
    width: float
    middle: float
    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PartsBars:
    """The whole drawing.

    Attributes:
        stated: the total as told.
        parts: the parts at the same scale.
        total: the parts together; only its text is drawn.
        zoomed: the parts again, `zoom` times larger.
        zoom: how many times; 1 where the parts need no enlarging.
        scale: the unit of the numbers, e.g. "trillion rials".
        width: of the whole drawing. [px]
        start: where the reader starts. [px]
        mirrored: whether the drawing starts at the right.
    """

    stated: Block
    parts: tuple[Block, ...]
    total: Block
    zoomed: tuple[Block, ...]
    zoom: int
    scale: str
    width: float
    start: float
    mirrored: bool

    @property
    def stated_inside(self) -> bool:
        """Whether the stated total's number must stand on its bar, for want of room beside it."""
        return self.stated.width + 70 > self.width

    @property
    def stated_at(self) -> float:
        """Where the stated total's number starts, or ends where it stands on its bar."""
        return self._after(self.stated, -8 if self.stated_inside else 8)

    @property
    def total_at(self) -> float:
        """Where the number of the parts together starts."""
        return self._after(self.total, 8)

    @property
    def zoom_note_at(self) -> float:
        """Where the words about the larger drawing start."""
        return self.start + self._ahead * 8

    @property
    def zoom_lines(self) -> tuple[str, str]:
        """The two dashed lines from the parts to the same parts drawn larger, as SVG paths."""
        end, far = self._after(self.total, 0), self.zoomed[-1]
        return (
            f"M{self.start:.1f},98L{self.start:.1f},122",
            f"M{end:.1f},98L{self._after(far, 0):.1f},122",
        )

    @property
    def _ahead(self) -> int:
        return -1 if self.mirrored else 1

    def _after(self, block: Block, gap: float) -> float:
        edge = block.x if self.mirrored else block.x + block.width
        return edge + self._ahead * gap


@dataclass(frozen=True, slots=True)
class _Pen:
    """How long a number is drawn and how it is written."""

    pixel: float
    width: float
    divisor: float
    language: Language
    claims: Mapping[str, Claim]

    def lay(self, terms: Sequence[Term], zoom: int = 1) -> tuple[Block, ...]:
        """Lay terms end to end from the reader's side."""
        blocks, at = [], 0.0
        for term in terms:
            width = term.value * self.pixel * zoom
            blocks.append(self._block(at, width, term))
            at += width
        return tuple(blocks)

    def _block(self, at: float, width: float, term: Term) -> Block:
        x = self.width - at - width if self.language == "fa" else at
        claim = self.claims.get(term.claim or "")
        return Block(
            x=round(x, 1),
            width=round(width, 1),
            middle=round(x + width / 2, 1),
            value=formats.number(round(term.value / self.divisor, 2), self.language),
            name=formats.population_name(claim.population, self.language) if claim else "",
        )


def bars(
    finding: Finding,
    claims: Mapping[str, Claim],
    language: Language,
    frame: tuple[float, float] = WIDE,
) -> PartsBars:
    """Return a `parts_total` finding as two bars at one scale, and the parts drawn larger.

    Args:
        finding: with terms of role "part" and one of role "stated".
        claims: by id; what each part counts is read from its population.
        language: "en" or "fa".
        frame: width of the drawing and of its longest bar. [px]
    """
    width, longest = frame
    parts = [term for term in finding.terms if term.role == "part"]
    stated = next(term for term in finding.terms if term.role == "stated")
    total = sum(term.value for term in parts)
    pixel = longest / max(stated.value, total)
    divisor, scale = _scale(stated, language)
    pen = _Pen(pixel, width, divisor, language, claims)
    zoom = max(z for z in ZOOMS if total * pixel * z <= longest + 1)
    return PartsBars(
        stated=pen.lay([stated])[0],
        parts=pen.lay(parts),
        total=pen.lay([Term("sum", total, stated.unit)])[0],
        zoomed=pen.lay(parts, zoom) if zoom > 1 else (),
        zoom=zoom,
        scale=scale,
        width=width,
        start=width if language == "fa" else 0.0,
        mirrored=language == "fa",
    )


def _scale(term: Term, language: Language) -> tuple[float, str]:
    """Return the divisor under which the numbers are written, and its name."""
    for size in (1e12, 1e9, 1e6):
        if term.unit in ("IRR", "USD") and abs(term.value) >= size:
            return size, formats.amount(size, term.unit, language).split(maxsplit=1)[1]
    return 1.0, formats.amount(2, term.unit, language).split(maxsplit=1)[1]
