"""Where will the year end, by what every open case is likely to do?"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray
from scipy.stats import poisson  # type: ignore[import-untyped,unused-ignore]

from ehya.engine.calendar import DayRange, month_range, to_solar, year_range
from ehya.engine.forecast.counting import distribution, quantiles
from ehya.engine.forecast.durations import OLDEST, Rates, Spells, chances, learn
from ehya.engine.forecast.shock import learn_sigma, shared
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load
from ehya.ledger.scopes import ALL, Sight
from ehya.publish.counting import (
    Asked,
    Scope,
    cells,
    metric_named,
    months_of,
    value_of,
)
from ehya.register.queries.within import Moment
from ehya.revive.queries.levers import Moves, moves_of_a_year
from ehya.revive.queries.spells import Stay, stays
from ehya.revive.table import CLOSED, OPEN, STATES

METHOD = "publish.pipeline/2"

STAGES: Final = {
    "claimed": ("restarted", "verified", "sustained"),
    "verified": ("verified", "sustained"),
}
METRICS: Final = {"claimed": "units_revived_claimed", "verified": "units_revived_verified"}
KIND: Final = "revival"
SHARES: Final = np.array([0.025, 0.10, 0.50, 0.90, 0.975])
WEEK: Final = 7
HALF: Final = 0.5
BILLION: Final = 10**9  # [IRR]
LEVERS: Final = {"visit": "screened", "meeting": "before_committee", "billion": "decided"}
ALMOST: Final = float(np.nextafter(1.0, 0.0))  # the largest chance that is not sure
YEAR: Final = timedelta(days=365)
INDEX: Final = {state: place for place, state in enumerate(STATES)}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the cases of one state may still bring.

    Attributes:
        state: where they stand.
        cases: how many. [cases]
        expected: how many of them come through by the year's end. [units]
        a_week_more: what one case more a week, taken on from here, adds by the year's end. [units]
    """

    state: str
    cases: int
    expected: float
    a_week_more: float


@dataclass(frozen=True)
class Horizon:
    """What the open cases may still bring by a day within the year.

    Attributes:
        day: the day.
        open_chances: of every open case to count by its end. shape (cases,) [0..1]
        arriving: expected by then from cases that are not yet opened. [units]
    """

    day: date
    open_chances: Floats
    arriving: float


@dataclass(frozen=True, slots=True)
class Step:
    """How many it is likely to be by a day.

    Attributes:
        day: the day.
        interval: 2.5, 10, 50, 90 and 97.5 of a hundred. [units]
        p_target: the chance that the target is reached by then; None without one. [0..1]
    """

    day: date
    interval: tuple[int, ...]
    p_target: float | None


@dataclass(frozen=True, slots=True)
class Lever:
    """What one thing more a week changes by the year's end.

    Attributes:
        what: "visit", "meeting" or "billion" (rials).
        state: whose cases it moves on.
        cases: how many it moves each week, as the year before had it. [cases a week]
        gain: what that adds by the year's end, no more than wait there. [units]
    """

    what: str
    state: str
    cases: float
    gain: float


@dataclass(frozen=True)
class Pipeline:
    """Where the year will end.

    Attributes:
        stage: "claimed" or "verified".
        synthetic: of the made-up programme.
        year: solar year.
        as_of: the day it stands on.
        counted: so far this year. [units]
        open_chances: of every open case to count this year. shape (cases,) [0..1]
        arriving: expected from cases that are not yet opened. [units]
        sigma: of the shared shock. [logit]
        sigma_from: of how many past years it was learnt. [years]
        waiting: by state, those that bring the most first.
        provinces: expected at the year's end, by ISO code. [units]
        target: what is asked about; None for nothing. [units]
        horizons: by the end of each month left, the year's last day excepted.
        so_far: counted by the end of each month gone, and by the day itself. [units]
        levers: what a visit, a meeting and a billion rials more a week change; one of which the
            year before tells nothing is left out.
    """

    stage: str
    synthetic: bool
    year: int
    as_of: date
    counted: int
    open_chances: Floats
    arriving: float
    sigma: float
    sigma_from: int
    waiting: tuple[Waiting, ...]
    provinces: Mapping[str, float]
    target: int | None
    horizons: tuple[Horizon, ...] = ()
    so_far: tuple[tuple[date, int], ...] = ()
    levers: tuple[Lever, ...] = ()

    @cached_property
    def law(self) -> Floats:
        """How likely each number of further units is, under the shared shock. shape (counts,)"""
        return _with_arrivals(shared(self.open_chances, sigma=self.sigma), self.arriving)

    @cached_property
    def alone(self) -> Floats:
        """The same as if every case went its own way. shape (counts,)"""
        return _with_arrivals(distribution(self.open_chances), self.arriving)

    @property
    def mean(self) -> float:
        """Expected at the year's end. [units]"""
        return self.counted + float(self.law @ np.arange(len(self.law)))

    @property
    def interval(self) -> tuple[int, ...]:
        """2.5, 10, 50, 90 and 97.5 of a hundred. [units]"""
        return tuple(self.counted + int(each) for each in quantiles(self.law, SHARES))

    @cached_property
    def path(self) -> tuple[Step, ...]:
        """How many it is likely to be by each month's end, the year's last day included."""
        ends = [
            self._step(
                one.day, _with_arrivals(shared(one.open_chances, sigma=self.sigma), one.arriving)
            )
            for one in self.horizons
        ]
        return (*ends, self._step(year_range(self.year).last, self.law))

    @property
    def likely_by(self) -> date | None:
        """The first month's end by which the target is more likely reached than not; None for none."""
        return next((one.day for one in self.path if one.p_target and one.p_target >= HALF), None)

    def p_target(self, *, alone: bool = False) -> float | None:
        """Return the chance that the target is reached; None without one. [0..1]

        What is still missing is never sure, whatever the last digits of a sum say.
        """
        return self._reaches(self.alone if alone else self.law)

    def p_with(self, lever: Lever) -> float | None:
        """Return the chance of the target with a lever; what it adds comes as a Poisson count. [0..1]"""
        return self._reaches(_with_arrivals(self.law, lever.gain))

    def _reaches(self, law: Floats) -> float | None:
        if self.target is None:
            return None
        missing = self.target - self.counted
        return 1.0 if missing <= 0 else min(float(law[missing:].sum()), ALMOST)

    def _step(self, day: date, law: Floats) -> Step:
        told = tuple(self.counted + int(each) for each in quantiles(law, SHARES))
        return Step(day, told, self._reaches(law))


def pipeline(
    moment: Moment,
    sight: Sight = ALL,
    *,
    stage: str,
    synthetic: bool,
    target: int | None = None,
) -> Pipeline:
    """Return where the year will end, by what every open case is likely to do.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        stage: "claimed" or "verified".
        synthetic: the made-up programme, or the real one.
        target: what the chance is asked of. [units]

    Raises:
        Refusal: "forecast.no_such_stage", "forecast.nothing_to_learn".

    Source:
        docs/methods/forecast.md, "From the pipeline".
    """
    if stage not in STAGES:
        raise Refusal("forecast.no_such_stage", stage=stage[:40], known=list(STAGES))
    told = stays(moment, sight, kind=KIND, synthetic=synthetic)
    seen = _Seen(told, moment.as_of, stage)
    past = _past(moment, sight, stage=stage, synthetic=synthetic)
    rule = load("pipeline", moment.as_of)
    spread = learn_sigma(past, prior_scale=rule["prior_sigma"])
    counted = _counted(moment, sight, stage=stage, synthetic=synthetic)
    return Pipeline(
        stage=stage,
        synthetic=synthetic,
        year=to_solar(moment.as_of).year,
        as_of=moment.as_of,
        counted=sum(counted.values()),
        open_chances=seen.chances,
        arriving=seen.arriving,
        sigma=spread.median,
        sigma_from=len(past),
        waiting=seen.waiting(),
        provinces=seen.by_province(counted),
        target=target,
        horizons=seen.horizons(),
        so_far=_so_far(_asked(moment, sight, stage=stage, synthetic=synthetic)),
        levers=seen.levers(moves_of_a_year(moment, sight, synthetic=synthetic)),
    )


class _Seen:
    """What the stays of all cases say on a day of the rest of its year."""

    def __init__(self, told: Sequence[Stay], day: date, stage: str) -> None:
        self.day, self.year = day, year_range(to_solar(day).year)
        self.told = told
        self.rates: Rates = learn(_spells(told, day), states=len(STATES))
        ahead = [day + timedelta(days=n + 1) for n in range((self.year.last - day).days)]
        self.months = [to_solar(each).month - 1 for each in ahead]
        self.stage = stage
        self.a_day = self._opened_a_day()
        self.table = self._table(self.months)
        through = set(STAGES[stage])
        self.open = [
            stay
            for stay in told
            if stay.until is None
            and stay.state in OPEN
            and stay.state not in through
            and not (stay.state == "restarted" and stay.since < self.year.first)
        ]
        self.places = [INDEX[stay.state] for stay in self.open]
        self.ages = [min((day - stay.since).days, OLDEST - 1) for stay in self.open]
        self.chances: Floats = self.table[0][self.places, self.ages]
        self.arriving = self._arriving(self.table)

    def horizons(self) -> tuple[Horizon, ...]:
        """Return what may come by the end of each month left, the year's last one excepted."""
        at = to_solar(self.day).month
        ends = [month_range(self._year, month, "solar").last for month in range(at, 12)]
        return tuple(self._until(end) for end in ends if end > self.day)

    def _until(self, end: date) -> Horizon:
        table = self._table(self.months[: (end - self.day).days])
        return Horizon(end, table[0][self.places, self.ages], self._arriving(table))

    def _table(self, months: Sequence[int]) -> Floats:
        return chances(
            self.rates,
            months=months,
            reached=[INDEX[state] for state in STAGES[self.stage]],
            lost=[INDEX[state] for state in CLOSED],
        )

    def _arriving(self, table: Floats) -> float:
        """Units expected of cases not yet opened: last years' openings of the same months."""
        come = table[1:, INDEX["found"], 0]
        months = self.months[: len(come)]
        return float(
            sum(self.a_day[month] * chance for month, chance in zip(months, come, strict=True))
        )

    def _opened_a_day(self) -> Mapping[int, float]:
        """Return how many cases past years opened on a day of each month. [cases a day]"""
        begun: Counter[tuple[int, int]] = Counter()
        for stay in self.told:
            if stay.state == "found":
                at = to_solar(stay.since)
                begun[at.year, at.month - 1] += 1
        back = load("pipeline", self.day)["past_years"]
        years = [y for y in range(self._year - back, self._year) if any(k[0] == y for k in begun)]
        return {
            month: sum(begun[year, month] for year in years) / len(years) / 30.4 if years else 0.0
            for month in range(12)
        }

    @property
    def _year(self) -> int:
        return to_solar(self.day).year

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what each state may bring, and what one case more a week from there adds."""
        cases = Counter(stay.state for stay in self.open)
        expected: defaultdict[str, float] = defaultdict(float)
        for stay, chance in zip(self.open, self.chances, strict=True):
            expected[stay.state] += float(chance)
        rows = [
            Waiting(state, cases[state], float(expected[state]), self._a_week_more(state))
            for state in cases
        ]
        return tuple(sorted(rows, key=lambda row: -row.expected))

    def levers(self, moves: Moves) -> tuple[Lever, ...]:
        """Return what one visit, meeting or billion rials more a week adds by the year's end."""
        a_week = {"visit": 1.0, "meeting": moves.a_meeting, "billion": None}
        if moves.a_case_irr:
            a_week["billion"] = BILLION / moves.a_case_irr
        return tuple(
            Lever(what, LEVERS[what], cases, self._a_week_more(LEVERS[what], cases))
            for what, cases in a_week.items()
            if cases
        )

    def _a_week_more(self, state: str, cases: float = 1.0) -> float:
        """So many cases a week more go the state's usual next way on that day instead of waiting."""
        place, waiting = INDEX[state], sum(stay.state == state for stay in self.open)
        leaves = self.rates.leaves[place].sum(axis=0)
        weeks = range(0, len(self.months), WEEK)
        if not leaves.any() or not weeks:
            return 0.0
        then = int(np.argmax(leaves))
        gain = [self.table[day][then, 0] - self.table[day][place, 0] for day in weeks]
        moved = min(cases * len(weeks), waiting)  # no more than wait there
        return float(max(sum(gain) / len(weeks), 0.0) * moved)

    def by_province(self, counted: Mapping[str, int]) -> Mapping[str, float]:
        """Return what each province is expected to have at the year's end."""
        told = defaultdict(float, {place: float(number) for place, number in counted.items()})
        for stay, chance in zip(self.open, self.chances, strict=True):
            told[stay.province] += float(chance)
        return dict(told)


def _spells(told: Sequence[Stay], day: date) -> Spells:
    state = np.array([INDEX[stay.state] for stay in told], dtype=np.int64)
    ends = [stay.until or day for stay in told]
    days = np.array([(end - stay.since).days for stay, end in zip(told, ends, strict=True)])
    to = np.array([INDEX[stay.then] if stay.then else -1 for stay in told], dtype=np.int64)
    months = np.zeros((len(told), 12))
    left_in = np.full(len(told), -1, dtype=np.int64)
    month_of = _Months()
    for row, (stay, end) in enumerate(zip(told, ends, strict=True)):
        first, last = month_of(stay.since), month_of(end)
        for month in range(first, last + 1):
            months[row, month % 12] += 1
        months[row] *= max(days[row], 1) / (last - first + 1)
        if stay.then:
            left_in[row] = last % 12
    return Spells(state, np.maximum(days, 0), to, months, left_in)


class _Months(dict[date, int]):
    """Months counted through all years, each day converted once."""

    def __missing__(self, day: date) -> int:
        at = to_solar(day)
        self[day] = at.year * 12 + at.month - 1
        return self[day]

    def __call__(self, day: date) -> int:
        return self[day]


def _past(moment: Moment, sight: Sight, *, stage: str, synthetic: bool) -> list[tuple[Floats, int]]:
    """Return, of past years on the same day, what the cases then open were given, and what came."""
    found = []
    year = to_solar(moment.as_of).year
    gone = (moment.as_of - year_range(year).first).days
    for past in range(year - load("pipeline", moment.as_of)["past_years"], year):
        whole = year_range(past)
        day = min(whole.first + timedelta(days=gone), whole.last)
        then = Moment(day, min(_end_of(day), moment.known_at))
        told = stays(then, sight, kind=KIND, synthetic=synthetic)
        if not told or day == whole.last or min(stay.since for stay in told) > day - YEAR:
            continue  # without a year of history nothing is told of a year
        seen = _Seen(told, day, stage)
        through, cases = set(STAGES[stage]), {stay.case for stay in seen.open}
        later = stays(Moment(whole.last, moment.known_at), sight, kind=KIND, synthetic=synthetic)
        came = {s.case for s in later if s.state in through and s.since > day and s.case in cases}
        found.append((seen.chances, len(came)))
    return found


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())


def _asked(moment: Moment, sight: Sight, *, stage: str, synthetic: bool) -> Asked:
    year = year_range(to_solar(moment.as_of).year)
    return Asked(
        metric_named(METRICS[stage], moment.as_of),
        DayRange(year.first, moment.as_of),
        moment.as_of,
        moment.known_at,
        Scope(synthetic=synthetic),
        sight,
    )


def _counted(moment: Moment, sight: Sight, *, stage: str, synthetic: bool) -> dict[str, int]:
    asked = _asked(moment, sight, stage=stage, synthetic=synthetic)
    return {cell.key: int(value_of([cell], asked)) for cell in cells(asked, by="province")}


def _so_far(asked: Asked) -> tuple[tuple[date, int], ...]:
    months, total = months_of(asked.period), 0
    told = {cell.period: int(value_of([cell], asked)) for cell in cells(asked, by="", parts=months)}
    found = []
    for month in months:
        total += told.get(month, 0)
        found.append((min(month.last, asked.as_of), total))
    return tuple(found)


def _with_arrivals(law: Floats, expected: float) -> Floats:
    """Return the law of both together; what is opened is taken to come as a Poisson count."""
    if not expected:
        return law
    most = int(poisson.isf(1e-12, expected)) + 1
    told: Floats = np.convolve(law, poisson.pmf(np.arange(most + 1), expected))
    return told
