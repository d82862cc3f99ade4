"""Does one text tell one thing with two numbers, or two things?

Two counts of one metric, place and time stand in nearly every report: a whole and its part, a list,
a sum that has grown, a plan beside what was done. Each has a mark in the words around it. Where no
mark is seen, and both numbers are told with their own time and place, one of them is wrong.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Literal

from ehya.engine.claims.bench import Bench, guessed
from ehya.engine.claims.model import Claim, Place
from ehya.engine.claims.prose import moved
from ehya.engine.claims.scope import Scope, compare, scope_of

Likeness = Literal["alike", "perhaps"]

_BREAK = re.compile(
    r"[.!?؟;؛]\s|\n|,? (?:while|whereas|although|however)\b|, (?:but|yet)\b"
    r"|(?:،|\s)\s?(?:اما|ولی|در حالی ?که|درحالی‌?که|حال آنکه)\s",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(1[34]\d\d|20[12]\d)\b|[۱1][۳۴34][\d۰-۹]{2}|[۲2][۰0][۱۲12][\d۰-۹]"
    r"|\b(year|month|quarter|half|since|today|yesterday|last week|so far|to date|until)s?\b"
    r"|\b(january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|سال|ماه|نیمه|فصل|ابتدا|آغاز|تاکنون|تا کنون|امروز|دیروز|هفته",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(same|that|this|mentioned|said) (year|quarter|half)\b|(همین|همان|این|آن) (سال|مدت|دوره)",
    re.IGNORECASE,
)
_THE_PLACE = re.compile(
    r"\b(this|the|our) (province|country|nation|state)\b|\bnation(al|ally|wide)\b|\bcountry\b"
    r"|استان|کشور|سراسر",
    re.IGNORECASE,
)
_COUNTRY = "Iran"
_SAID = r"(?! (said|says|noted|added|announced|stated|mentioned|told|put|reported))"
_SAID_FA = r"(?!\s*(گفت|افزود|اظهار|تصریح|اعلام|بیان|خاطرنشان|یادآور|تاکید|با ))"
_OTHER_THING = re.compile(
    # more of it, besides what was told
    r"\b(another|additional(ly)?|a further|in addition|besides|apart from|separate(ly)?|others?"
    rf"|also{_SAID}|as well|more (units|plants|factories|mines))\b"
    rf"|دیگر|علاوه بر|افزون بر|جدا از|(همچنین|نیز){_SAID_FA}|مابقی|بقیه"
    # a part of it
    r"|\b(of|among|out of) (which|whom|them|these|those|this|that|the (total|units|figure|number))\b"
    r"|\b(including|share|alone|only)\b|از (این|آن|میان|بین|مجموع|جمله)|سهم|تنها|فقط"
    # a time counted from another
    r"|\b(year|month|period)s? (before|earlier|ago)\b|\b(same|similar|corresponding) (period|time)\b"
    r"|مدت مشابه|مدت زمان مشابه|(سال|ماه) پیشین|(قبل|پیش) از آن"
    # a number that the text itself takes back
    r"|\b(correct(ed|ion|ing)|mistaken(ly)?|wrong(ly)?|erroneous(ly)?|by mistake|in error|revised"
    r"|not \d)\b|اصلاح|اشتباه|نادرست|تصحیح|تکذیب",
    re.IGNORECASE,
)
_PLAN_BEFORE = re.compile(
    r"(?<!under the )(?<!under this )\bplan(s|ned|ning)?\b"
    r"|\b(targets?|targeted|goals?|aim(s|ed|ing)?|envisaged|promised|forecast"
    r"|to (revive|reactivate|renovate|reopen))\b|برنامه‌?ریزی|هدف",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(will|should|supposed|scheduled|expected|(is|are|was|were) (planned|targeted)"
    r"|to be (revived|reactivated|renovated|reopened))\b|قرار (است|بود)|باید|خواهد|پیش‌بینی|مقرر|وعده",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"\b(bring\w*|brought the|reach\w*|rose|risen|grew|grown|increas\w+|up from|down from|compared"
    r"|against|instead)\b|رسید|رسانده|می‌رسد|افزایش|کاهش|نسبت به|در مقایسه",
    re.IGNORECASE,
)
_BRANCH = re.compile(
    r"\b(textile|food|metal|chemical|cellulose|plastic|leather|mineral|carpet|pharmaceutical|electric"
    r"|electronic|auto)"
    r"|\b(sector|branch|field)\b|نساجی|غذایی|فلزی|شیمیایی|سلولزی|پلاستیک|کانی|چرم|فرش|دارویی|برق",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(by|through|via|with) (the )?((state|bank|private|foreign|tax)\w*|loans?|investors?)"
    r"|توسط|از طریق|با تسهیلات|با حمایت",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\b(city|town|county|township|district|village)\b|شهرستان|بخشداری|روستا")
_NAMED = re.compile(r"\bin ([A-Z][a-z]+)")
_NO_TOWN = re.compile(
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Iran|Industr|Persian|Islamic"
)
_SEMI = re.compile(r"semi|half-idle", re.IGNORECASE)
_SUMMED = ("units_capacity_increased", "units_renovated", "units_new_operational")
_SERVICES = ("units_served",)  # a name for many kinds of help, each with its own number
_DATED = ("full_year", "cumulative_since_year_start", "as_of", "target_for_year")
_REACH = 600  # letters: a clause is not longer
_FAR = 2  # sentence ends over which a time or a place is still the one told last


def likeness(bench: Bench, one: Claim, other: Claim) -> Likeness | None:
    """Tell whether two numbers of one metric, place and time in one text are told of one thing.

    Args:
        bench: what lies before the rules, the text among it.
        one: a claim of the text.
        other: another; its metric, place and time are the same.

    Returns:
        "alike" where each is told with its own time and place; "perhaps" where one of these, or
        the population, was left to be understood; None where the words mark two things.
    """
    if one.metric in _SERVICES or _makes_up(bench, one, other) or _wider(one, other):
        return None
    if one.end == 0 or other.end == 0 or not bench.prose:
        return None if guessed(one) or guessed(other) else "alike"
    first, second = sorted((one, other), key=lambda claim: claim.start)
    apart = _ends_between(first, second, bench.prose)
    if not apart or _marked(bench, first, second, _OTHER_THING) or _elsewhere(bench, first, second):
        return None
    if one.period.kind == "target_for_year":
        return _targets(bench, first, second)
    if any(_planned(claim, bench.prose) for claim in (first, second)):
        return None
    same = compare(one, other).relation == "same" and not _by_other_means(bench, one, other)
    if same and _both_spelt_out(bench, one, other):
        return "alike"
    if apart > _FAR or _marked(bench, first, second, _GROWN):
        return None
    goes_on = not _another_time_between(bench, first, second)
    return "perhaps" if goes_on and _like_numbers(bench, one, other) else None


def _ends_between(first: Claim, second: Claim, prose: str) -> int:
    """Return how many clauses end between two numbers, as far as it matters."""
    ends = _BREAK.finditer(prose, first.end, max(first.end, second.start))
    return len(tuple(islice(ends, _FAR + 1)))


def clause(claim: Claim, prose: str) -> str:
    """Return the words that a number stands among, up to the ends of its clause.

    Args:
        claim: a claim of the text.
        prose: the text that its offsets point into.
    """
    first, last = max(0, claim.start - _REACH), claim.end + _REACH
    begun = max((end.end() for end in _BREAK.finditer(prose, first, claim.start)), default=first)
    over = _BREAK.search(prose, claim.end, last)
    return prose[begun : over.start() if over else last]


def _targets(bench: Bench, one: Claim, other: Claim) -> Likeness | None:
    """Two targets of one year are one target told twice, where no word says that it was moved."""
    if moved(one, other, bench.prose) or not _both_spelt_out(bench, one, other):
        return None
    return "perhaps" if _like_numbers(bench, one, other) else None


def _planned(claim: Claim, prose: str) -> bool:
    """Tell whether words before a count say that it was meant, or any that it is to come."""
    words = clause(claim, prose)
    before = words.partition(claim.text)[0] if claim.text else words
    return bool(_PLAN_BEFORE.search(before) or _TO_COME.search(words))


def _marked(bench: Bench, first: Claim, second: Claim, words: re.Pattern[str]) -> bool:
    """Tell whether words beside one of two numbers say that it is not the other told again."""
    return any(words.search(clause(claim, bench.prose)) for claim in (first, second))


def _elsewhere(bench: Bench, first: Claim, second: Claim) -> bool:
    """Tell whether two clauses name different branches of industry, or one of them a town."""
    words = [clause(claim, bench.prose) for claim in (first, second)]
    one, other = ({found[0].casefold() for found in _BRANCH.finditer(some)} for some in words)
    return one != other or any(_of_a_town(bench, some) for some in words)


def _by_other_means(bench: Bench, one: Claim, other: Claim) -> bool:
    """Tell whether one clause says by whom or with what, and the other says otherwise."""
    first, second = (_MEANS.findall(clause(claim, bench.prose)) for claim in (one, other))
    return first != second


def _of_a_town(bench: Bench, words: str) -> bool:
    names = {found[1] for found in _NAMED.finditer(words) if not _NO_TOWN.match(found[1])}
    known = _names_of_provinces(tuple(bench.vocabulary.places.values()))
    return bool(_TOWN.search(words)) or any(name.casefold() not in known for name in names)


@cache
def _names_of_provinces(places: tuple[Place, ...]) -> str:
    return " ".join(name for place in places for name in (place.name, *place.spellings)).casefold()


def _both_spelt_out(bench: Bench, one: Claim, other: Claim) -> bool:
    return _spelt_out(bench, one) and _spelt_out(bench, other)


def _spelt_out(bench: Bench, claim: Claim) -> bool:
    """Tell whether a number is told with its own time, of years or to a day, and its own place."""
    words = clause(claim, bench.prose)
    sure = not guessed(claim) or (set(claim.unsure) == {"period.carried"} and _BACK.search(words))
    dated = claim.period.kind in _DATED and bool(_TIME.search(words))
    return bool(sure) and dated and _placed(bench, claim, words)


def _placed(bench: Bench, claim: Claim, words: str) -> bool:
    if _THE_PLACE.search(words):
        return True
    places = {other.place for other in bench.text_of(claim)}
    if claim.place == _COUNTRY and places == {_COUNTRY}:
        return True
    place = bench.vocabulary.places.get(claim.place)
    names = (place.name, place.name_fa, *place.spellings) if place else (claim.place,)
    return any(name.casefold() in words.casefold() for name in names)


def _another_time_between(bench: Bench, first: Claim, second: Claim) -> bool:
    """Tell whether the text has gone on to another time, or place, before it tells the second."""
    here = (first.period, first.place)
    between = (c for c in bench.text_of(first) if first.start < c.start < second.start)
    return any((c.period, c.place) != here for c in between)


def _like_numbers(bench: Bench, one: Claim, other: Claim) -> bool:
    low, high = sorted((float(one.value), float(other.value)))
    return high <= bench.rules.told_twice * max(low, 1)


def _makes_up(bench: Bench, one: Claim, other: Claim) -> bool:
    """Tell whether the greater number is the smaller and a third of the text: whole and part."""
    low, high = sorted((float(one.value), float(other.value)))
    alike: Sequence[Claim] = [
        claim
        for claim in bench.text_of(one)
        if claim.metric in (one.metric, *_SUMMED) and claim.place == one.place
    ]
    return high - low in {float(claim.value) for claim in alike}


def _wider(one: Claim, other: Claim) -> bool:
    """Tell whether the greater number counts more kinds of units, as far as its words go."""
    low, high = sorted((one, other), key=lambda claim: claim.value)
    if _SEMI.search(high.population) and not _SEMI.search(low.population):
        return True
    mine, its = scope_of(low.population), scope_of(high.population)
    return compare(low, high).relation == "loose" and _narrower(mine, its)


def _narrower(one: Scope, other: Scope) -> bool:
    """Tell whether the first says more than the second of what it counts."""
    told = [(getattr(one, facet), getattr(other, facet)) for facet in ("where", "size", "rest")]
    return any(mine and mine != "both" and not its for mine, its in told)
