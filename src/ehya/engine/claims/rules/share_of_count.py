"""Is a printed share the share that its two numbers make?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ehya.engine.calendar import DayRange
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, guessed, ids, until_print
from ehya.engine.claims.bounds import Bounds
from ehya.engine.claims.model import Agreement, Claim, Finding, Severity, Term
from ehya.engine.claims.periods import YEARLY, ends, overlap, same_year
from ehya.engine.claims.scope import compare, scope_of

Pick = Callable[[Claim], bool]


@dataclass(frozen=True, slots=True)
class Share:
    """Which two metrics a share is made of.

    Attributes:
        part: metrics that may be the number above the line.
        whole: metrics that may be the number below it.
        rest: True where the share is of what is left: inactive parks of all parks.
    """

    part: tuple[str, ...]
    whole: tuple[str, ...]
    rest: bool = False


SHARES = {
    "target_realised_pct": Share(
        ("units_revived", "mines_revived"), ("target_units_revived", "target_mines_revived")
    ),
    "target_jobs_realised_pct": Share(("jobs_created",), ("target_jobs_created",)),
    "target_capacity_realised_pct": Share(
        ("units_capacity_increased",), ("target_units_capacity_increased",)
    ),
    "share_idle_pct": Share(("units_idle",), ("units_total",)),
    "share_active_pct": Share(("units_active",), ("units_total",)),
    "share_semi_active_pct": Share(("units_semi_active",), ("units_active",)),
    "share_revived_of_idle_pct": Share(("units_revived",), ("units_idle",)),
    "share_parks_inactive_pct": Share(("parks_active",), ("parks_total",), rest=True),
    "resolutions_implemented_pct": Share(("resolutions_implemented",), ("resolutions_passed",)),
}
_SECTOR = Share(("units_revived", "units_total", "units_idle", "units_active"), ())


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A share worked out from two claims."""

    part: Claim
    whole: Claim
    percent: float
    allowed: Bounds


def judge(bench: Bench) -> Iterator[Seen]:
    """Work each printed share out again from the numbers beside it."""
    for text in bench.texts:
        for share in text:
            if share.unit == "percent":
                yield from _judge_share(bench, share, text)


def _judge_share(bench: Bench, share: Claim, text: Sequence[Claim]) -> Iterator[Seen]:
    reckoned = list(_reckonings(bench, share, text))
    if not reckoned:
        return
    fits = [one for one in reckoned if _close(bench, share, one)]
    if fits:
        newer = _other_target(fits[0], reckoned)
        yield _stale(share, newer, fits[0].whole) if newer else _agreement(share, fits[0])
        return
    older = _older_target(bench, share, reckoned)
    if older is not None:
        yield _stale(share, reckoned[0], older)
        return
    if share.end and _fits_another(bench, share, text):
        return
    nearest = min(reckoned, key=lambda one: abs(one.percent - float(share.value)))
    firm = len(reckoned) == 1 and _same_things(share, nearest)
    yield _finding(share, nearest, "contradiction" if firm else "doubt")


def _fits_another(bench: Bench, share: Claim, text: Sequence[Claim]) -> bool:
    """Tell whether prose gives a share for two other numbers: then its name was misread."""
    counts = [c for c in text if c.unit == "units" and c.place == share.place]
    for made_of in SHARES.values():
        parts = [c for c in counts if c.metric in made_of.part]
        wholes = [c for c in counts if c.metric in made_of.whole and c.value > 0]
        for part, whole in product(parts, wholes):
            if _close(bench, share, _reckon(bench, part, whole, rest=made_of.rest)):
                return True
    return False


def _other_target(fit: Reckoned, reckoned: Sequence[Reckoned]) -> Reckoned | None:
    """Return the reckoning by a greater target of the same units, told in the same text."""
    if not fit.whole.metric.startswith("target_"):
        return None
    others = (
        one
        for one in reckoned
        if one.part is fit.part
        and one.whole.value > fit.whole.value
        and compare(one.whole, fit.whole).relation == "same"
        and (guessed(fit.whole) or not guessed(one.whole))
    )
    return max(others, key=lambda one: one.whole.value, default=None)


def _close(bench: Bench, share: Claim, one: Reckoned) -> bool:
    """Tell whether a printed share is the worked-out one, rounded or cut off."""
    told = bench.bounds(share)
    cut_off = 1.0 if share.value == int(share.value) else 0.1
    return Bounds(told.low, max(told.high, float(share.value) + cut_off)).meets(one.allowed)


def _reckonings(bench: Bench, share: Claim, text: Sequence[Claim]) -> Iterator[Reckoned]:
    made_of = SHARES.get(share.metric)
    if made_of is None:
        yield from _branch(bench, share, text)
        return
    parts: Sequence[Claim] = [
        c for c in text if c.metric in made_of.part and _beside(bench, share, c)
    ]
    wholes: Sequence[Claim] = [
        c for c in text if c.metric in made_of.whole and _beside(bench, share, c)
    ]
    about = bench.get(share.about)
    parts = [about] if about and about in parts else _nearest(share, parts)
    wholes = [about] if about and about in wholes else wholes
    for part, whole in product(parts, wholes):
        if _matched(part, whole) and whole.value > 0:
            yield _reckon(bench, part, whole, rest=made_of.rest)


def _nearest(share: Claim, parts: Sequence[Claim]) -> Sequence[Claim]:
    """Return the counts of the share's own period, if there are such."""
    exact = [part for part in parts if part.period == share.period]
    return exact or parts


def _matched(part: Claim, whole: Claim) -> bool:
    if compare(part, whole, grouped=False).relation == "apart":
        return False
    if part.metric.startswith("target_") or whole.metric.startswith("target_"):
        return same_year(part, whole) or _year_lost(part)
    return True


def _year_lost(claim: Claim) -> bool:
    """Tell whether a number's year is told in words that the reader could not follow."""
    return claim.period.kind == "as_of" and "period.assumed" in claim.unsure


def _only_target(bench: Bench, share: Claim, target: Claim) -> bool:
    """Tell whether a share of a lost year can be of one target only: the text tells no other."""
    if not _year_lost(share) or target.period.kind != "target_for_year":
        return False
    text = bench.text_of(share)
    return sum((c.metric, c.place) == (target.metric, target.place) for c in text) == 1


def _beside(bench: Bench, share: Claim, count: Claim) -> bool:
    if count.place != share.place:
        return False
    if _only_target(bench, share, count):
        return True
    if share.period.kind in YEARLY and count.period.kind in YEARLY:
        open_end = count.period.kind == "target_for_year" or until_print(bench, share)
        return same_year(share, count) and (open_end or _one_day(ends(share), ends(count)))
    return _one_day(ends(share), ends(count))


def _one_day(one: DayRange | None, other: DayRange | None) -> bool:
    """Tell whether two ends may be one day; an untold one may be any."""
    return one is None or other is None or overlap(one, other)


def _branch(bench: Bench, share: Claim, text: Sequence[Claim]) -> Iterator[Reckoned]:
    """A branch's share beside that branch's count and the count of all."""
    mine = scope_of(share.population)
    if share.metric not in ("share_sector_pct", "share_size_pct") or not mine.sector:
        return
    for part in text:
        its = scope_of(part.population)
        if (
            part.metric not in _SECTOR.part
            or its.sector != mine.sector
            or not _beside(bench, share, part)
        ):
            continue
        for whole in text:
            alike = whole.metric == part.metric and whole.period == part.period
            if alike and compare(part, whole).relation == "part" and whole.value > 0:
                yield _reckon(bench, part, whole, rest=False)


def _reckon(bench: Bench, part: Claim, whole: Claim, *, rest: bool) -> Reckoned:
    share = 100 * float(part.value) / float(whole.value)
    allowed = (bench.bounds(part) / bench.bounds(whole)).times(100)
    if rest:
        return Reckoned(part, whole, 100 - share, Bounds(100 - allowed.high, 100 - allowed.low))
    return Reckoned(part, whole, share, allowed)


def _same_things(share: Claim, one: Reckoned) -> bool:
    if one.whole.metric.startswith("target_"):
        return True
    return compare(one.part, one.whole, grouped=False).relation in (
        "same",
        "part",
        "loose",
        "loose_part",
    )


def _older_target(bench: Bench, share: Claim, reckoned: Sequence[Reckoned]) -> Claim | None:
    """Return another target of the same year that makes the printed share right."""
    told = reckoned[0]
    if not told.whole.metric.startswith("target_"):
        return None
    for target in bench.series(told.whole.metric, told.whole.place):
        if (
            same_year(target, told.whole)
            and target.value != told.whole.value
            and _close(bench, share, _reckon(bench, told.part, target, rest=False))
        ):
            return target
    return None


def _agreement(share: Claim, one: Reckoned) -> Agreement:
    return Agreement(
        rule=RULE.code,
        claims=ids(share, one.part, one.whole),
        reason="holds",
        facts=facts(
            part=one.part.value, whole=one.whole.value, share=share.value, percent=one.percent
        ),
    )


def _finding(share: Claim, one: Reckoned, severity: Severity) -> Finding:
    return Finding(
        rule=RULE.code,
        severity=severity,
        claims=ids(share, one.part, one.whole),
        stated=share.value,
        expected=round(one.percent, 2),
        ratio=float(share.value) / one.percent if one.percent else None,
        reason="wrong" if severity == "contradiction" else "wrong_perhaps",
        facts=facts(
            part=one.part.value,
            whole=one.whole.value,
            share=share.value,
            percent=one.percent,
            unit=one.part.unit,
            scopes=None if severity == "contradiction" else ["target", "period"],
        ),
        terms=_terms(share, one),
    )


def _terms(share: Claim, one: Reckoned) -> tuple[Term, ...]:
    return (
        Term("part", one.part.value, one.part.unit, one.part.id),
        Term("whole", one.whole.value, one.whole.unit, one.whole.id),
        Term("expected", round(one.percent, 2), "percent", None, True),
        Term("stated", share.value, "percent", share.id, False),
    )


def _stale(share: Claim, told: Reckoned, older: Claim) -> Finding:
    return Finding(
        rule="target_stale",
        severity="doubt",
        claims=ids(share, told.part, told.whole, older),
        stated=share.value,
        expected=round(told.percent, 2),
        ratio=float(share.value) / told.percent if told.percent else None,
        reason="share_of_older",
        facts=facts(
            part=told.part.value,
            whole=told.whole.value,
            older=older.value,
            share=share.value,
            percent=told.percent,
            unit=told.part.unit,
            scopes=["target"],
        ),
        terms=(*_terms(share, told), Term("target", older.value, older.unit, older.id)),
    )


RULE = Rule(
    code="share_of_count",
    asks="Is a printed share the share that its two numbers make?",
    severities={
        "contradiction": "the share cannot be made of the two numbers told beside it, rounded or "
        "cut off as they may be",
        "doubt": "more than one number could stand above or below the line",
    },
    example="400 of 1,600 is 25 %, printed as 23 %",
    judge=judge,
)
