"""How does a terminal show a forecast?"""

from collections.abc import Iterator, Mapping
from typing import Literal, cast

from rich.console import Console

from ehya.engine.claims.model import Claim
from ehya.engine.forecast import FanDay, Forecast
from ehya.web import formats

Language = Literal["en", "fa"]

FAN_ROWS = 8
FAN_WIDTH = 48  # characters from zero to the fan's highest value
SHOWN_CLAIMS = 16  # this year's are told first, so that these fit a screen

WORDS: dict[str, dict[str, str]] = {
    "head": {
        "en": "{metric}, {place}, year {year}, as known on {day}",
        "fa": "{metric}، {place}، سال {year}، بر پایهٔ دانسته‌ها تا {day}",
    },
    "end": {
        "en": "The year will end near {median}: between {low80} and {high80} with 80 chances in"
        " 100, between {low95} and {high95} with 95.",
        "fa": "سال نزدیک به {median} پایان می‌یابد: با احتمال ۸۰ از ۱۰۰ میان {low80} و {high80}،"
        " و با احتمال ۹۵ از ۱۰۰ میان {low95} و {high95}.",
    },
    "told": {
        "en": "The year is over and its total has been told: {median}.",
        "fa": "سال پایان یافته و رقم کل آن گفته شده است: {median}.",
    },
    "told_apart": {
        "en": "The year is over and its total has been told, not by all alike: {median} in the"
        " middle, {low80} to {high80} with 80 chances in 100.",
        "fa": "سال پایان یافته و رقم کل آن گفته شده، اما نه یکسان: {median} در میانه،"
        " و با احتمال ۸۰ از ۱۰۰ میان {low80} و {high80}.",
    },
    "target": {
        "en": "Target {target} ({who}): {chance}.",
        "fa": "هدف {target} ({who}): {chance}.",
    },
    "asked": {"en": "as asked", "fa": "به پرسش شما"},
    "no_target": {
        "en": "No target for the year had been announced.",
        "fa": "هدفی برای این سال اعلام نشده بود.",
    },
    "line": {
        "en": "A straight line from the latest count ({count}, {claim}) would end at {line}.",
        "fa": "خط راست از آخرین شمارش ({count}، {claim}) به {line} می‌رسید.",
    },
    "no_count": {
        "en": "No count of this year had been published: this rests on targets and past years.",
        "fa": "شمارشی از این سال منتشر نشده بود؛ این برآورد بر هدف‌ها و سال‌های پیش استوار است.",
    },
    "borrowed": {
        "en": "Too few years of its own: the year's curve is borrowed from {metric}, {place}.",
        "fa": "سال‌های خودش کم است؛ منحنی سال از {metric}، {place} گرفته شده است.",
    },
    "key": {
        "en": "● median   ━ 80 in 100   ┄ 95 in 100   | target",
        "fa": "● میانه   ━ ۸۰ از ۱۰۰   ┄ ۹۵ از ۱۰۰   | هدف",
    },
    "claims": {"en": "Claims it rests on: {count}", "fa": "ادعاهای پشتوانه: {count}"},
    "more": {
        "en": "… and {count} more; --json names them all.",
        "fa": "… و {count} ادعای دیگر؛ با ‎--json‎ همه نام برده می‌شوند.",
    },
}


def show(found: Forecast, record: Mapping[str, tuple[Claim, str]], *, language: str) -> None:
    """Print a forecast for a person: the answer, its fan and the claims behind it."""
    tongue = cast(Language, language if language in ("en", "fa") else "en")
    console = Console(highlight=False)
    for line in _sentences(found, tongue):
        console.print(line, markup=False)
    if found.phase in ("before", "running"):
        console.print()
        for row in _fan(found, tongue):
            console.print(row, markup=False, no_wrap=True, overflow="crop")
    console.print()
    console.print(_say("claims", tongue, count=len(found.used)), markup=False)
    for row in _claims(found, record, tongue):
        console.print(row, markup=False, soft_wrap=True)
    if len(found.used) > SHOWN_CLAIMS:
        left = len(found.used) - SHOWN_CLAIMS
        console.print(_say("more", tongue, count=left), markup=False)


def _say(name: str, language: Language, **facts: object) -> str:
    told = {
        key: formats.number(fact, language) if isinstance(fact, int | float) else fact
        for key, fact in facts.items()
    }
    return WORDS[name][language].format(**told)


def _sentences(found: Forecast, language: Language) -> Iterator[str]:
    yield _say(
        "head",
        language,
        metric=formats.metric_name(found.metric, language),
        place=formats.place_name(found.place, language),
        year=formats.year(found.year, language),
        day=formats.day(found.known_at, language),
    )
    yield _say(
        _ending(found),
        language,
        median=round(found.median),
        low80=round(found.interval80[0]),
        high80=round(found.interval80[1]),
        low95=round(found.interval95[0]),
        high95=round(found.interval95[1]),
    )
    if found.phase != "told":
        yield from _around(found, language)


def _ending(found: Forecast) -> str:
    if found.phase != "told":
        return "end"
    low, high = found.interval80
    return "told_apart" if high > 1.05 * low else "told"


def _around(found: Forecast, language: Language) -> Iterator[str]:
    if found.target is None or found.p_target is None:
        yield _say("no_target", language)
    else:
        who = found.target_claim or WORDS["asked"][language]
        chance = formats.chance(found.p_target, language)
        yield _say("target", language, target=round(found.target), who=who, chance=chance)
    if found.latest is None or found.straight_line is None:
        yield _say("no_count", language)
    else:
        told, line = found.latest, round(found.straight_line)
        yield _say("line", language, count=round(told.value), claim=told.claim, line=line)
    if found.borrowed:
        metric, place = found.borrowed
        yield _say(
            "borrowed",
            language,
            metric=formats.metric_name(metric, language),
            place=formats.place_name(place, language),
        )


def _fan(found: Forecast, language: Language) -> Iterator[str]:
    """Return about a row a month, the last day among them."""
    step = max(1, -(-len(found.fan) // FAN_ROWS))
    top = max(found.fan[-1].high95, found.target or 0.0)
    for row in found.fan[::-1][::step][::-1]:
        day = formats.day(row.day, language, "gregorian" if language == "en" else "solar")
        median = formats.number(round(row.median), language)
        yield f"{day:>16}  {_bar(row, found.target, top)}  {median}"
    yield " " * 18 + WORDS["key"][language]


def _bar(row: FanDay, target: float | None, top: float) -> str:
    def at(value: float) -> int:
        return round(value / top * FAN_WIDTH)

    cells = [" "] * (FAN_WIDTH + 1)
    for first, last, sign in ((row.low95, row.high95, "┄"), (row.low80, row.high80, "━")):
        cells[at(first) : at(last) + 1] = sign * (at(last) - at(first) + 1)
    if target is not None:
        cells[at(target)] = "|"
    cells[at(row.median)] = "●"
    return "".join(cells)


def _claims(
    found: Forecast, record: Mapping[str, tuple[Claim, str]], language: Language
) -> Iterator[str]:
    """Return two lines a claim; the address has its own, so that it can be copied whole."""
    for key in found.used[:SHOWN_CLAIMS]:
        claim, address = record[key]
        published = formats.prefix(claim.published_on or "", language)
        metric = formats.metric_name(claim.metric, language)
        value = formats.number(claim.value, language)
        yield f"  {key:<16} {value:>7}  {metric} · {published}"
        yield f"  {'':<16} {'':>7}  {address or claim.source}"
