"""What would the made-up programme have set out to reach, year by year?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ehya.detect.queries.tallies import speaking, tallies
from ehya.engine.calendar import solar_year_of, year_range
from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.queries import today
from ehya.ledger.scopes import ALL
from ehya.plan.actions.setting import NewTarget, NewVersion, change_target, set_target
from ehya.plan.actions.splitting import NewSplit, split_target
from ehya.plan.models import Target
from ehya.plan.rules import COUNTRY
from ehya.register.queries.synthetic import synthetic_there
from ehya.register.queries.within import Moment

METRIC = "units_revived_claimed"
YEARS = 5  # with the year of the house's own day
ONE_IN = 50  # of the idle units, where nothing was done the year before
GROWTH = Decimal("1.2")  # on what was done the year before
RAISED = Decimal("1.1")  # the second version, on the first
RAISED_AFTER = timedelta(days=120)
AUTHORITY, OWNER = "the made-up programme's council", "the made-up headquarters"
Past = Callable[[int], Mapping[str, int]]


def _none(year: int) -> Mapping[str, int]:
    return {}


@transaction.atomic
def make_targets(*, by: User, past: Past = _none) -> int:
    """Set a made-up target a year for the made-up units, once; return how many were set.

    A year's target is a fifth more than what was done the year before, else one idle unit in
    fifty; raised by a tenth after 120 days, and split by the idle stock.

    Args:
        by: the house.
        past: what each province did in a solar year, by ISO code.
    """
    roles.require(by, "plan.set_target")
    sweep = speaking(Moment(today(), timezone.now()), synthetic=True)
    if synthetic_there() is None or sweep is None:
        return 0
    idle, this_year, made = tallies(sweep, ALL).whole.idle, solar_year_of(today()), 0
    for year in range(this_year - YEARS + 1, this_year + 1):
        what = NewTarget(METRIC, COUNTRY, year_range(year), synthetic=True)
        if not Target.objects.filter(
            metric=METRIC, place=COUNTRY, first=what.period.first, synthetic=True
        ).exists():
            done = sum(past(year - 1).values()) * GROWTH
            _make(what, _tens(done or Decimal(idle) / ONE_IN), by)
            made += 1
    return made


def _make(what: NewTarget, value: Decimal, by: User) -> None:
    first = what.period.first
    told = NewVersion(value, AUTHORITY, "made-up plan of the year", first, first)
    target = set_target(what, told, by=by, owner=OWNER, known_at=_noon(first))
    day, number = first + RAISED_AFTER, 1
    if day <= today():
        more = replace(
            told,
            value=_tens(value * RAISED),
            source="made-up minutes",
            announced_on=day,
            in_force_from=day,
        )
        change_target(
            target.pk, more, by=by, reason="made up: raised in summer", known_at=_noon(day)
        )
        number = 2
    split_target(target.pk, number, NewSplit("idle_stock", least=1), by=by)


def _tens(value: Decimal) -> Decimal:
    """Return a number that a council would tell: whole tens, enough for one a province."""
    return max(Decimal(40), (value / 10).to_integral_value() * 10)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
