"""How is a finding's arithmetic laid out, line by line?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ehya.engine.calendar import Language
from ehya.engine.claims.model import Claim, Finding, Term
from ehya.web import formats
from ehya.web.formats import Shown
from ehya.web.messages.headlines import SLIPS
from ehya.web.reader import Reader

# What a line is, where no claim names it better.
ROLES = {
    "part": _("Part"),
    "sum": _("Together"),
    "stated": _("Stated"),
    "would_fit": _("Would fit"),
    "reference": _("Reference"),
    "earlier": _("Told before"),
    "later": _("Told later"),
    "count": _("Counted"),
    "target": _("Target"),
    "share": _("Share of the target"),
    "gone": _("Of the year gone"),
    "rate": _("Rate"),
    "whole": _("The whole"),
    "expected": _("Expected"),
    "each": _("For each"),
    "usual": _("Usual"),
    "fall": _("Fall of the stock"),
    "days_apart": _("Apart"),
}
_BY_NAME = frozenset(
    {
        "sum",
        "would_fit",
        "reference",
        "share",
        "gone",
        "expected",
        "each",
        "usual",
        "fall",
        "days_apart",
    }
)
_SCALES = (10**12, 10**9, 10**6)
_MONEY = frozenset({"IRR", "USD"})
_COUNTS = frozenset({"units", "persons"})
_SLIP_WITHIN = 0.03  # a slipped zero moves the point; what rounding adds stays below this
_PASSAGE = 40  # letters of a passage that a line has room for


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the arithmetic.

    Attributes:
        words: what it is.
        value: the number in the common scale.
        unit: its unit where it is said once, or how many times too large it is; else "".
        tone: "good", "bad" or "".
        ruled: whether a rule is drawn above it, as above a sum.
        claim: id of the claim it stands for, "" when worked out.
    """

    words: str
    value: str
    unit: str
    tone: str
    ruled: bool
    claim: str


def lines(finding: Finding, claims: Mapping[str, Claim], reader: Reader) -> list[Line]:
    """Return the finding's terms as lines of a table.

    Args:
        finding: what a rule saw.
        claims: of the text and of the record, by id.
        reader: whose language and calendar.
    """
    written = [_written(term, finding.terms, reader.language) for term in finding.terms]
    slips = [_slip(term, finding) for term in finding.terms]
    said = {unit: at for at, (_value, unit) in enumerate(written) if not slips[at]}
    result = []
    for at, term in enumerate(finding.terms):
        value, unit = written[at]
        slip, before = slips[at], finding.terms[at - 1] if at else term
        result.append(
            Line(
                words=_words(term, claims, reader),
                value=value,
                unit=slip[reader.language] if slip else unit if said.get(unit) == at else "",
                tone={True: "good", False: "bad", None: ""}[term.fits],
                ruled=bool(at) and before.fits is None and term.fits is not None,
                claim=term.claim or "",
            )
        )
    return result


def _slip(term: Term, finding: Finding) -> Mapping[str, str] | None:
    """How many times too large the stated line is, where that is a likely slip."""
    ratio = finding.ratio or 0
    times = next((t for t in SLIPS if abs(ratio / t - 1) <= _SLIP_WITHIN), None)
    return SLIPS[times] if times and term.fits is False else None


def _words(term: Term, claims: Mapping[str, Claim], reader: Reader) -> str:
    claim = claims.get(term.claim or "")
    role = str(ROLES.get(term.role, term.role))
    if claim is None or term.role in _BY_NAME:
        return role
    if term.unit == "IRR/USD":
        return _pair(claim, claims, reader) or role
    if claim.source:
        return _of_record(claim, reader)
    if term.role == "part":
        about = claims.get(claim.about or "")
        return formats.apart(_shortened((about or claim).text)) or role
    return role


def _pair(claim: Claim, claims: Mapping[str, Claim], reader: Reader) -> str:
    other = claims.get(claim.pair or "")
    if other is None:
        return ""
    amounts = {
        one.unit: formats.amount(one.value, one.unit, reader.language, short=True)
        for one in (claim, other)
    }
    if set(amounts) != _MONEY:
        return ""
    return gettext("%(rials)s for %(dollars)s") % {
        "rials": amounts["IRR"],
        "dollars": amounts["USD"],
    }


def _of_record(claim: Claim, reader: Reader) -> str:
    if not claim.published_on:
        return formats.apart(claim.source)
    day = formats.prefix(claim.published_on, reader.language, _one_calendar(reader))
    comma = "، " if reader.language == "fa" else ", "
    return formats.apart(claim.source) + comma + day


def _one_calendar(reader: Reader) -> Shown:
    """A line of a sum has room for one calendar: the language's own."""
    if reader.calendar != "both":
        return reader.calendar
    return "solar" if reader.language == "fa" else "gregorian"


def _written(term: Term, terms: Sequence[Term], language: Language) -> tuple[str, str]:
    """The number and its unit; amounts of one currency share one scale, so that zeros show."""
    if term.unit == "percent":
        return formats.percent(term.value, language), ""
    scale = _scale([abs(other.value) for other in terms if other.unit == term.unit], term.unit)
    if term.unit == "IRR/USD":
        return formats.number(round(term.value), language), _unit(term.unit, 1, language)
    return formats.number(term.value / scale, language), _unit(term.unit, scale, language)


def _scale(values: Sequence[float], unit: str) -> int:
    if unit not in _MONEY:
        return 1
    least = min((value for value in values if value), default=0)
    return next((scale for scale in _SCALES if least >= scale / 10), 1)


def _unit(unit: str, scale: int, language: Language) -> str:
    """A count needs no unit in a column of counts.

    `formats.amount` writes the number, a space, the unit: the unit is what follows."""
    if unit in _COUNTS:
        return ""
    return formats.amount(scale * 2, unit, language).split(maxsplit=1)[1]


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _PASSAGE else words[: _PASSAGE - 1].rstrip() + "…"
