"""What does a public text claim?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from ehya.engine.claims.model import Claim, Qualifier, Reading, Vocabulary
from ehya.engine.claims.reading import words_en, words_fa
from ehya.engine.claims.reading.assemble import claims_of
from ehya.engine.claims.reading.days import named_days
from ehya.engine.claims.reading.draft import Draft, Story
from ehya.engine.claims.reading.lexicon import Lexicon, Row, rows
from ehya.engine.claims.reading.links import join_amounts, link_sentence, without_repeats
from ehya.engine.claims.reading.places import place_rows
from ehya.engine.claims.reading.scene import scene
from ehya.engine.claims.reading.states import told_state
from ehya.engine.claims.reading.tokens import Token, sentences, tokens
from ehya.engine.claims.reading.whom import only_place
from ehya.engine.refusal import Refusal
from ehya.engine.text import Folded, fold

METHOD = "claims.read/2"

# A long press report has 20,000 letters and 200 numbers; a book or a table is not a report.
LONGEST_TEXT = 100_000
MOST_NUMBERS = 1_500
# What a text may hold of letters that no text has before it is junk.
_JUNK_SHARE = 0.1
_ABOUT_SHARE = Decimal("0.05")
# A line of few words without a full stop is a title: the sentence that repeats it tells more.
_LONGEST_TITLE = 18


def read(text: str, *, vocabulary: Vocabulary, published_on: date | None = None) -> Reading:
    """Return the claims that a text makes, each with its passage.

    Args:
        text: English or Persian prose, as published.
        vocabulary: metrics and places in force.
        published_on: the day against which "this year" is understood; where None, a date in the
            text's first line serves.

    Returns:
        The text with its claims in order of place.

    Raises:
        Refusal: "claims.empty", "claims.too_long", "claims.not_text" or
            "claims.too_many_numbers".

    Source:
        The manner of the published record (publish/record/published_figures.csv): which numbers
        are claims, how metrics, populations and periods are named.
    """
    _guard(text)
    folded = fold(text)
    found = tokens(folded.text)
    numbers = sum(token.kind == "number" for token in found)
    if numbers > MOST_NUMBERS:
        raise Refusal("claims.too_many_numbers", numbers=numbers, most=MOST_NUMBERS)
    published = published_on or _stated_day(found)
    drafts = _drafts(sentences(found, folded), folded, vocabulary, published)
    known = [d for d in drafts if d.metric in vocabulary.metrics]
    claims = _claims(known, text, folded, vocabulary, published)
    return Reading(text, _language(folded.text), published, claims)


def _guard(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refusal("claims.too_long", letters=len(text), most=LONGEST_TEXT)
    if not text.strip():
        raise Refusal("claims.empty")
    junk = sum(
        1
        for c in text
        if not (
            c.isprintable()
            or c in "\n\r\t\u200c\u200e\u200f\xa0\u202b\u202c\u202a\ufeff\u200b\u200d\xad"
        )
    )
    if junk > len(text) * _JUNK_SHARE:
        raise Refusal("claims.not_text", junk=junk, letters=len(text))


def _stated_day(found: Sequence[Token]) -> date | None:
    first = [t for t in found[:60]]
    for named in named_days(first):
        day = named.opens(None)
        if day is not None and len(day) == 10 and named.first <= 12:
            return date.fromisoformat(day)
    return None


def _language(text: str) -> Literal["en", "fa"]:
    latin = sum(1 for c in text if "a" <= c <= "z")
    return "en" if latin * 2 >= sum(1 for c in text if c.isalpha()) else "fa"


@lru_cache(maxsize=8)
def _lexicon(provinces: tuple[Row, ...]) -> Lexicon:
    return Lexicon((*rows(words_en.WORDS), *rows(words_fa.WORDS), *provinces))


def _drafts(
    parts: list[list[Token]], folded: Folded, vocabulary: Vocabulary, published: date | None
) -> list[Draft]:
    lexicon = _lexicon(tuple(place_rows(vocabulary.places)))
    scenes = [scene(part, lexicon) for part in parts]
    story = Story(published, place=only_place(scenes))
    for number, (part, seen) in enumerate(zip(parts, scenes, strict=True)):
        if not seen.numbers and not seen.of("place", "city"):
            continue
        story.state = told_state(scenes[number - 1]) if number else ""
        before = list(story.drafts)
        headline = len(part) <= _LONGEST_TITLE and folded.text[part[-1].end :][:1] in ("\n", "")
        link_sentence(seen, claims_of(seen, number, story, headline=headline), before)
    join_amounts(story.drafts)
    return without_repeats(story.drafts)


def _claims(
    drafts: list[Draft], text: str, folded: Folded, vocabulary: Vocabulary, published: date | None
) -> tuple[Claim, ...]:
    ids = {id(draft): f"c{place}" for place, draft in enumerate(drafts, start=1)}
    return tuple(_claim(draft, ids, text, folded, vocabulary, published) for draft in drafts)


def _claim(
    draft: Draft,
    ids: dict[int, str],
    text: str,
    folded: Folded,
    vocabulary: Vocabulary,
    published: date | None,
) -> Claim:
    start, end = folded.span(draft.start, draft.end)
    low, high = bounds(draft)
    return Claim(
        id=ids[id(draft)],
        metric=draft.metric,
        value=_plain(draft.phrase.number.value) or 0,
        unit=vocabulary.metrics[draft.metric].unit,
        qualifier=cast(Qualifier, draft.qualifier),
        period=draft.period,
        place=draft.place,
        population=draft.population,
        low=_plain(low),
        high=_plain(high),
        start=start,
        end=end,
        text=text[start:end],
        pair=ids.get(id(draft.pair)),
        part_of=ids.get(id(draft.parent)),
        about=ids.get(id(draft.about)),
        unsure=draft.unsure,
        published_on=published.isoformat() if published else None,
    )


def bounds(draft: Draft) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and highest true value that the words allow.

    Args:
        draft: a claim.

    Returns:
        Half of the last stated place either way, at most a twentieth; "about" allows a twentieth;
        an open end is None.
    """
    number = draft.phrase.number
    if number.end:
        return number.low, number.high
    half = number.step / 2 if number.step != 1 or number.value % 1 else Decimal(0)
    about = abs(number.value) * _ABOUT_SHARE
    half = about if draft.qualifier == "approx" else min(half, about)
    low: Decimal | None = number.value - half
    high: Decimal | None = number.value + half
    if draft.qualifier in ("over", "at_least"):
        return number.value, None
    if draft.qualifier in ("under", "up_to"):
        return None, number.value
    return low, high


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
