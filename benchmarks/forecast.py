"""How well would the forecast have done on every day on which somebody published a count?

For each year and each such day only what was published by then is used, of that year and of all
others: nothing looks ahead. The truth is the total that stands for the year in the record.
1397 and 1398 helped to set the priors, so that the headline is 1399 to 1403; both are shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log
from statistics import mean, median

from benchmarks.harness import measure, quantile, times
from ehya.engine.calendar import year_range
from ehya.engine.claims.model import Claim
from ehya.engine.forecast import Forecast, Series, forecast
from ehya.engine.forecast.priors import PRIORS, Priors
from ehya.engine.refusal import Refusal
from ehya.publish.forecasts import LENDER, forecast_from_record, series
from ehya.publish.record import read_record

TOTALS = {1397: 1726, 1398: 1185, 1399: 1557, 1400: 2067, 1401: 1751, 1402: 1811, 1403: 1344}
"""Units revived, Iran: the full-year row of the most authoritative document (ISIPO's own)."""

PRIOR_YEARS = (1397, 1398)
THIRDS = (("first", 0.0, 1 / 3), ("middle", 1 / 3, 2 / 3), ("last", 2 / 3, 2.0))


@dataclass(frozen=True, slots=True)
class Trial:
    """One day's forecast beside what came.

    Attributes:
        place: where.
        year: which year was forecast.
        known_at: the day on which a count was published.
        gone: share of the year gone by then. [0..1]
        truth: the total that came. [units]
        found: the forecast.
        last_total: the newest total of an earlier year known by then; None without one. [units]
    """

    place: str
    year: int
    known_at: date
    gone: float
    truth: float
    found: Forecast
    last_total: float | None

    def error(self, told: float | None) -> float | None:
        """Return how far a told number lies from the truth. [share of the truth]"""
        return None if told is None else abs(told - self.truth) / self.truth

    def inside(self, interval: tuple[float, float]) -> bool:
        """Return whether the truth lies in an interval."""
        return interval[0] <= self.truth <= interval[1]


def run() -> None:
    """Back-test the country, then the provinces; say what the priors matter; time it."""
    claims = read_record()
    country = back_test(claims)
    _print_trials(country)
    headline = [trial for trial in country if trial.year not in PRIOR_YEARS]
    _summary("1399 to 1403", headline)
    _summary("with 1397 and 1398", country)
    _keep(headline, country)
    _provinces(claims)
    _sensitivity(claims)
    spent = times(
        lambda: forecast_from_record(
            claims, metric="units_revived", place="Iran", year=1403, known_at=date(2024, 8, 12)
        ),
        rounds=20,
    )
    measure("forecast.time", quantile(spent, 0.95), "ms", limit=100)


def back_test(claims: Sequence[Claim], priors: Priors = PRIORS) -> list[Trial]:
    """Return a trial for every year with a total and every day a count of it was published."""
    own = series(claims, metric=LENDER[0], place=LENDER[1])
    return [
        trial for year, truth in TOTALS.items() for trial in _trials(own, year, truth, None, priors)
    ]


def _trials(
    own: Series, year: int, truth: float, lender: Series | None, priors: Priors = PRIORS
) -> Iterable[Trial]:
    whole = year_range(year)
    told = {count.published for count in own.counts if count.year == year and not count.whole_year}
    for day in sorted(told):
        try:
            found = forecast(own, year=year, known_at=day, lender=lender, priors=priors)
        except Refusal as no:
            print(f"  {own.place} {year} {day}: refused, {no.code}")
            continue
        if found.phase != "told":
            gone = min(1.0, ((day - whole.first).days + 1) / len(whole))
            yield Trial(own.place, year, day, gone, truth, found, _last_total(own, year, day))


def _last_total(own: Series, year: int, known_at: date) -> float | None:
    """Return the middle of the totals told by then of the newest earlier year that has any."""
    told = [
        count
        for count in own.counts
        if count.whole_year and count.published <= known_at and count.year < year
    ]
    newest = max((count.year for count in told), default=0)
    return median(count.value for count in told if count.year == newest) if told else None


def _print_trials(trials: Sequence[Trial]) -> None:
    print(
        "  year known by    gone   truth  median    80 % interval  in  error | line  error  p(target)"
    )
    for trial in trials:
        found, line = trial.found, trial.found.straight_line
        print(
            f"  {trial.year} {trial.known_at} {trial.gone:5.0%} {trial.truth:7,.0f}"
            f" {found.median:7,.0f} {found.interval80[0]:8,.0f} {found.interval80[1]:6,.0f}"
            f"  {'yes' if trial.inside(found.interval80) else 'no ':>3}"
            f" {trial.error(found.median):6.1%} | {_or_dash(line, '5,.0f')}"
            f" {_or_dash(trial.error(line), '6.1%')}"
            f"  {_or_dash(found.p_target, '.2f')}"
            + (f" of {found.target:,.0f}" if found.target else "")
        )


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _summary(title: str, trials: Sequence[Trial]) -> None:
    print(f"\n  {title}: mean absolute error, and how often the truth lay in the interval")
    print("    third     days  forecast  straight line  last total  target   80 %   95 %")
    for name, low, high in (*THIRDS, ("all", 0.0, 2.0)):
        chosen = [trial for trial in trials if low <= trial.gone < high]
        print(
            f"    {name:<8} {len(chosen):5}"
            f" {_or_dash(_error(chosen, lambda t: t.found.median), '9.1%')}"
            f" {_or_dash(_error(chosen, lambda t: t.found.straight_line), '14.1%')}"
            f" {_or_dash(_error(chosen, lambda t: t.last_total), '11.1%')}"
            f" {_or_dash(_error(chosen, lambda t: t.found.target), '7.1%')}"
            f" {_or_dash(_coverage(chosen, 80), '6.0%')} {_or_dash(_coverage(chosen, 95), '6.0%')}"
        )
    by_year = sorted({trial.year for trial in trials})
    apart = [_error([t for t in trials if t.year == y], lambda t: t.found.median) for y in by_year]
    told = ", ".join(f"{y} {e:.0%}" for y, e in zip(by_year, apart, strict=True) if e is not None)
    print(f"    by year: {told}")
    aimed = [trial for trial in trials if trial.found.target]
    both = [_error(aimed, lambda t: t.found.median), _error(aimed, lambda t: t.found.target)]
    print(
        f"    on the {len(aimed)} days with a target known: forecast {_or_dash(both[0], '.1%')},"
        f" the target itself {_or_dash(both[1], '.1%')}"
    )


def _error(trials: Iterable[Trial], told: Callable[[Trial], float | None]) -> float | None:
    errors = [error for trial in trials if (error := trial.error(told(trial))) is not None]
    return mean(errors) if errors else None


def _coverage(trials: Sequence[Trial], width: int) -> float | None:
    name = f"interval{width}"
    return mean(trial.inside(getattr(trial.found, name)) for trial in trials) if trials else None


def _keep(headline: Sequence[Trial], everything: Sequence[Trial]) -> None:
    """Store the measures: the headline years by third, and all years in the middle third."""
    print()
    sets = [
        *((name, [t for t in headline if low <= t.gone < high]) for name, low, high in THIRDS),
        ("all", list(headline)),
        ("middle-with-1397", [t for t in everything if 1 / 3 <= t.gone < 2 / 3]),
        ("all-with-1397", list(everything)),
    ]
    for name, trials in sets:
        rivals = {
            "straight_line": _error(trials, lambda t: t.found.straight_line),
            "last_total": _error(trials, lambda t: t.last_total),
            "target": _error(trials, lambda t: t.found.target),
        }
        told = {rival: 100 * error for rival, error in rivals.items() if error is not None}
        error = _error(trials, lambda t: t.found.median)
        coverage = _coverage(trials, 80)
        if error is not None and coverage is not None:
            half = told["straight_line"] / 2 if name.startswith("middle") else None
            measure(f"forecast.error.{name}", 100 * error, "percent", told, limit=half)
            measure(f"forecast.coverage80.{name}", 100 * coverage, "percent")


def _provinces(claims: Sequence[Claim]) -> None:
    """Back-test whatever province has counts and, later, a total."""
    lender = series(claims, metric=LENDER[0], place=LENDER[1])
    places = sorted({claim.place for claim in claims} - {LENDER[1]})
    trials = [
        trial
        for place in places
        for own in [series(claims, metric=LENDER[0], place=place)]
        for year, truth in _truths(own).items()
        for trial in _trials(own, year, truth, lender)
    ]
    print("\n  provinces (curve lent by the country; truth: the middle of the totals told)")
    for t in trials:
        low, high = t.found.interval80
        line = _or_dash(t.found.straight_line, ",.0f")
        print(
            f"    {t.place:<16} {t.year} {t.known_at} {t.gone:4.0%} truth {t.truth:4.0f}"
            f" median {t.found.median:5.0f} ({low:.0f} to {high:.0f}) line {line}"
        )
    error, line = (
        _error(trials, lambda t: t.found.median),
        _error(trials, lambda t: t.found.straight_line),
    )
    coverage = _coverage(trials, 80)
    if error is not None and line is not None and coverage is not None:
        rivals = {"straight_line": 100 * line}
        measure("forecast.error.provinces", 100 * error, "percent", rivals)
        measure("forecast.coverage80.provinces", 100 * coverage, "percent")


def _truths(own: Series) -> dict[int, float]:
    told: dict[int, list[float]] = {}
    for count in own.counts:
        if count.whole_year:
            told.setdefault(count.year, []).append(count.value)
    return {year: median(values) for year, values in told.items()}


def _sensitivity(claims: Sequence[Claim]) -> None:
    """Say how much the headline rests on the priors, by making each of them wrong."""
    wrong = {
        "as they are": PRIORS,
        "curve a straight line before data (mean 1.0)": replace(PRIORS, curve_mean=1.0),
        "curve steeper (mean 1.8)": replace(PRIORS, curve_mean=1.8),
        "no rush expected (0 ± 0.02)": replace(PRIORS, rush_mean=0.0, rush_mean_sd=0.02),
        "more rush expected (0.3)": replace(PRIORS, rush_mean=0.3),
        "targets thought exact (ratio 1)": replace(PRIORS, ratio_mean=log(1.0)),
        "targets thought vain (ratio 0.7)": replace(PRIORS, ratio_mean=log(0.7)),
        "all spreads half": _spread_by(0.5),
        "all spreads double": _spread_by(2.0),
    }
    print("\n  1399 to 1403 with other priors: error of the middle third, of all; 80 % coverage")
    for name, priors in wrong.items():
        trials = [t for t in back_test(claims, priors) if t.year not in PRIOR_YEARS]
        middle = [t for t in trials if 1 / 3 <= t.gone < 2 / 3]
        errors = [_error(each, lambda t: t.found.median) for each in (middle, trials)]
        cover = [_coverage(each, 80) for each in (middle, trials)]
        print(
            f"    {name:<46} {_or_dash(errors[0], '6.1%')} {_or_dash(errors[1], '6.1%')}"
            f"   {_or_dash(cover[0], '4.0%')} {_or_dash(cover[1], '4.0%')}"
        )


def _spread_by(factor: float) -> Priors:
    spreads = tuple(type(each)(*(factor * value for value in each)) for each in PRIORS.spreads)
    return replace(PRIORS, spreads=spreads)
