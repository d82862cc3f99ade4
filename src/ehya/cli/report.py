"""How is a checked text told on a terminal, and how to a program?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ehya.engine.calendar import Language
from ehya.engine.claims.model import Claim, Finding, Reading, Term, Verdict
from ehya.web.formats import amount, metric_amount, metric_name, number, period, place_name, prefix
from ehya.web.messages import agreement_sentence, finding_saying, finding_sentence

LANGUAGES = ("en", "fa")
_STYLES = {"contradiction": "bold red", "doubt": "bold yellow", "note": "bold cyan"}
_SIGNS = {"contradiction": "≠", "doubt": "?", "note": "i"}
_WORDS = {
    "contradiction": ("contradiction", "contradictions", "تناقض"),
    "doubt": ("doubt", "doubts", "تردید"),
    "note": ("note", "notes", "یادداشت"),
    "claims": ("claim read", "claims read", "ادعا خوانده شد"),
    "held": ("check that adds up", "checks that add up", "آزمون سازگار"),
}
_TITLES = {
    "held": {"en": "What does add up", "fa": "آنچه می‌خواند"},
    "claims": {"en": "Claims as read", "fa": "ادعاها، چنان‌که خوانده شد"},
    "none": {
        "en": "No figure of the programme was found in this text.",
        "fa": "هیچ رقمی از برنامه در این متن پیدا نشد.",
    },
    "record": {"en": "in the record", "fa": "در کارنامه"},
    "undated": {
        "en": "The publication date is not known; give it with --published-on to check periods.",
        "fa": "تاریخ انتشار معلوم نیست؛ برای آزمودن دوره‌ها آن را با ‎--published-on بدهید.",
    },
}
_COMMAS = {"en": ", ", "fa": "، "}
_COLUMNS = {
    "en": ("No.", "What", "Value", "When, of what", "Passage"),
    "fa": ("ش", "چه", "مقدار", "کِی و از چه", "پاره"),
}
ROLES = {
    "part": ("part", "جزء"),
    "sum": ("together", "جمع"),
    "stated": ("told", "گفته‌شده"),
    "rate": ("rate", "نرخ"),
    "reference": ("reference", "مرجع"),
    "would_fit": ("parts would give", "با جمع اجزا"),
    "earlier": ("earlier", "پیش‌تر"),
    "later": ("later", "سپس"),
    "count": ("count", "شمار"),
    "target": ("target", "هدف"),
    "share": ("share", "سهم"),
    "gone": ("of the year", "از سال"),
    "whole": ("whole", "کل"),
    "expected": ("expected", "انتظار"),
    "each": ("per unit", "برای هر واحد"),
    "usual": ("usual", "معمول"),
    "fall": ("fall", "کاهش"),
    "days_apart": ("apart", "فاصله"),
}


def as_json(reading: Reading, verdict: Verdict, record: Iterable[Claim]) -> dict[str, object]:
    """Return what `--json` prints: the source, the claims read, the findings."""
    claims = {claim.id: claim for claim in (*record, *reading.claims)}
    published = reading.published_on
    return {
        "source": {
            "published_on": published.isoformat() if published else None,
            "language": reading.language,
        },
        "claims": [_claim(claim) for claim in reading.claims],
        "findings": [_finding(found, claims) for found in verdict.findings],
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "metric": claim.metric,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "place": claim.place,
        "population": claim.population,
        "period": {
            "kind": claim.period.kind,
            "start": claim.period.start,
            "end": claim.period.end,
        },
        "pair": claim.pair,
    }


def _finding(found: Finding, claims: Mapping[str, Claim]) -> dict[str, object]:
    return {
        "rule": found.rule,
        "severity": found.severity,
        "claims": list(found.claims),
        "stated": _whole(found.stated),
        "expected": _whole(found.expected),
        "ratio": None if found.ratio is None else round(found.ratio, 6),
        "message": {language: finding_sentence(found, claims, language) for language in LANGUAGES},
    }


def _whole(value: float | None) -> int | float | None:
    """Return a whole number as an integer, so that amounts stay exact."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == int(value) else round(value, 6)


def show(reading: Reading, verdict: Verdict, record: Iterable[Claim], language: str) -> None:
    """Print the report: the tally, each finding with passages and arithmetic, what adds up."""
    told = cast(Language, language)
    console = Console(highlight=False)
    claims = {claim.id: claim for claim in (*record, *reading.claims)}
    console.print(Text(_tally(reading, verdict, told), style="bold"))
    if reading.published_on is None:
        console.print(Text(_TITLES["undated"][told], style="dim"))
    if not reading.claims:
        console.print(_TITLES["none"][told])
        return
    own = frozenset(claim.id for claim in reading.claims)
    for place, found in enumerate(verdict.findings, start=1):
        _show_finding(console, place, found, claims, own, told)
    if verdict.agreements:
        console.print(Text(f"\n{_TITLES['held'][told]}", style="bold"))
        for held in verdict.agreements:
            console.print(Text(f"  ✓ {agreement_sentence(held, claims, told)}", style="green"))
    _show_claims(console, reading.claims, told)


def _tally(reading: Reading, verdict: Verdict, language: Language) -> str:
    counts: Counter[str] = Counter(found.severity for found in verdict.findings)
    told = [(counts[severity], severity) for severity in _STYLES]
    told += [(len(verdict.agreements), "held"), (len(reading.claims), "claims")]
    return " · ".join(
        f"{number(count, language)} {_word(what, count, language)}" for count, what in told
    )


def _word(what: str, count: int, language: Language) -> str:
    one, many, persian = _WORDS[what]
    return persian if language == "fa" else one if count == 1 else many


def _show_finding(
    console: Console,
    place: int,
    found: Finding,
    claims: Mapping[str, Claim],
    own: frozenset[str],
    language: Language,
) -> None:
    said = finding_saying(found, claims, language)
    severity = _word(found.severity, 1, language)
    style = _STYLES[found.severity]
    head = f"\n{number(place, language)}  {_SIGNS[found.severity]} {severity}"
    console.print(Text.assemble((head, style), (f"   {found.rule}", "dim")))
    console.print(Text(f"   {said.headline}", style="bold"))
    for claim_id in found.claims:
        if claim := claims.get(claim_id):
            console.print(Text(f"   {_quoted(claim, own, language)}"))
    for term in found.terms:
        console.print(Text.assemble("     ", *_line(term, claims, language)))
    if said.follows:
        console.print(Text(f"   {said.follows}"))


def _quoted(claim: Claim, own: frozenset[str], language: Language) -> str:
    if claim.id in own:
        words = " ".join(claim.text.split())
        return f"[{claim.id}] “{words}”" if language == "en" else f"[{claim.id}] «{words}»"
    value = metric_amount(claim.value, claim.metric, language)
    what = metric_name(claim.metric, language)
    told = prefix(claim.published_on, language) if claim.published_on else ""
    where = _COMMAS[language].join(filter(None, (_TITLES["record"][language], told)))
    return f"[{claim.id}] {what}: {value} ({where})"


def _line(
    term: Term, claims: Mapping[str, Claim], language: Language
) -> Sequence[str | tuple[str, str]]:
    role = ROLES.get(term.role, (term.role, term.role))[0 if language == "en" else 1]
    value = round(term.value) if isinstance(term.value, float) and term.value >= 100 else term.value
    shown = amount(value, term.unit, language)
    mark = {True: "  ✓", False: "  ✗", None: ""}[term.fits]
    style = {True: "green", False: "red", None: ""}[term.fits]
    return f"{role:<18}", (f"{shown:>28}{mark}", style), f"  {term.claim or ''}"


def _show_claims(console: Console, claims: Sequence[Claim], language: Language) -> None:
    table = Table(title=f"\n{_TITLES['claims'][language]}", box=None, title_justify="left")
    for column in _COLUMNS[language]:
        table.add_column(column)
    for claim in claims:
        place = "" if claim.place == "Iran" else place_name(claim.place, language)
        when = period(claim.period, language)
        scope = _COMMAS[language].join(part for part in (when, place, claim.population) if part)
        shown = metric_amount(claim.value, claim.metric, language)
        cells = claim.id, metric_name(claim.metric, language), shown, scope, claim.text
        table.add_row(*(escape(" ".join(cell.split())) for cell in cells))
    console.print(table)
