"""What would one get without a grammar: every number beside a telling word?

A fair afternoon's work with one expression per script, kept as the yardstick that the reader
has to beat. It knows digits and magnitudes, the nearest telling word and nothing else.
"""

import re
from collections.abc import Iterator

from ehya.engine.claims.model import Claim, Period, Unit

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")
_SCALE = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "هزار": 10**3,
    "میلیون": 10**6,
    "میلیارد": 10**9,
    "همت": 10**13,
}
_NUMBER = re.compile(
    r"(?P<dollar>\$)?(?P<digits>\d[\d,]*(?:\.\d+)?)[\s\u200c]*"
    r"(?P<scale>(?:thousand|million|billion|trillion|هزار|میلیون|میلیارد|همت)"
    r"(?:[\s\u200c]+(?:million|billion|میلیون|میلیارد))?)?"
)
_AFTER = 30
_WORDS: tuple[tuple[str, str, Unit, int], ...] = (
    (r"%|percent|درصد", "target_realised_pct", "percent", 1),
    (r"rial|ریال", "investment_rials", "IRR", 1),
    (r"toman|تومان", "investment_rials", "IRR", 10),
    (r"dollar|دلار", "investment_usd", "USD", 1),
    (r"job|person|people|worker|نفر|شغل", "jobs_created", "persons", 1),
    (r"mine|معدن", "mines_revived", "units", 1),
    (r"project|طرح|پروژه", "projects_inaugurated", "units", 1),
    (r"unit|enterprise|واحد", "units_revived", "units", 1),
)
type _Found = tuple[int, int, float, str, Unit]
_PLAN = re.compile(r"target|plan|goal|by the end|هدف|برنامه|تا پایان", re.IGNORECASE)


def read_by_expression(text: str) -> list[Claim]:
    """Return a claim for each number that a telling word follows."""
    plain = text.translate(_DIGITS)
    return [_claim(f"r{n}", text, found) for n, found in enumerate(_numbers(plain), start=1)]


def _numbers(plain: str) -> Iterator[_Found]:
    for match in _NUMBER.finditer(plain):
        value = float(match["digits"].replace(",", ""))
        for word in re.split(r"[\s\u200c]+", match["scale"] or ""):
            value *= _SCALE.get(word, 1)
        told = _meaning(plain, match)
        if told:
            metric, unit, times = told
            yield match.start(), match.end(), value * times, metric, unit


def _meaning(plain: str, match: re.Match[str]) -> tuple[str, Unit, int] | None:
    if match["dollar"]:
        return "investment_usd", "USD", 1
    if match["scale"] == "همت":
        return "investment_rials", "IRR", 1
    after = plain[match.end() : match.end() + _AFTER]
    near = [(m.start(), *row[1:]) for row in _WORDS if (m := re.search(row[0], after))]
    if not near:
        return None
    _, metric, unit, times = min(near)
    before = plain[max(0, match.start() - 60) : match.start()]
    planned = metric in ("units_revived", "mines_revived") and _PLAN.search(before)
    return (f"target_{metric}" if planned else metric), unit, times


def _claim(key: str, text: str, found: _Found) -> Claim:
    start, end, value, metric, unit = found
    whole = int(value) if value == int(value) else value
    return Claim(
        id=key,
        metric=metric,
        value=whole,
        unit=unit,
        qualifier="eq",
        period=Period("as_of"),
        start=start,
        end=end,
        text=text[start:end],
    )
