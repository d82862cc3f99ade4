"""Which number do one or several claims make together, and what does it rest on?"""

from collections.abc import Mapping
from dataclasses import dataclass

from ehya.engine.calendar import DayRange, latest
from ehya.engine.claims.model import Claim
from ehya.engine.figure import Figure, Scope, total
from ehya.engine.forecast import PublishedCount, PublishedTarget
from ehya.publish.knowledge import end_of

METHOD = "publish.reckoned/1"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A number as the programme's year uses it: one claim, or parts told side by side.

    Attributes:
        figure: the number with all that it rests on.
        claims: the claims it is made of, the one that names it first.
    """

    figure: Figure
    claims: tuple[Claim, ...]

    @property
    def value(self) -> float:
        """The number. [units]"""
        return self.figure.value

    @property
    def claim(self) -> Claim:
        """The claim that names it."""
        return self.claims[0]

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The claims that were added up; empty where one claim tells the whole."""
        return self.claims if len(self.claims) > 1 else ()


def reckoned(
    told: PublishedCount | PublishedTarget, claims: Mapping[str, Claim], *, days: DayRange
) -> Reckoned:
    """Return what a count or a target of a series amounts to.

    Args:
        told: of one metric, place and year; its number may be the sum of several claims
            ("1,600 in parks and 400 outside").
        claims: by id.
        days: the part of the year that the page speaks of.

    Source:
        docs/methods/briefing.md, "This year".
    """
    made_of = tuple(claims[key] for key in (told.claim, *told.with_claims))
    figures = [_figure(claim, days) for claim in made_of]
    whole = total(figures, scope=Scope(made_of[0].place), method=METHOD)
    return Reckoned(whole, made_of)


def _figure(claim: Claim, days: DayRange) -> Figure:
    return Figure(
        value=claim.value,
        unit=claim.unit,
        metric=claim.metric,
        scope=Scope(claim.place, claim.population),
        period=days,
        as_of=days.last,
        known_at=end_of(latest(claim.published_on or "")),
        method=METHOD,
        origins=frozenset({claim.id}),
    )
