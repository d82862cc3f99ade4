"""Are the numbers that the board will show those of the register, and has no zero slipped?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.inaugurations import grow, lock, words
from ehya.invest.actions.programme import opening_of
from ehya.invest.models import Opening
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.register.queries.rates import BASES
from ehya.revive.queries.amounts import MOST_IRR, doubt_of

ACT = "invest.confirm_figures"
MOST_JOBS = 1_000_000  # of one project: a slip above
ROUNDED = Decimal("0.01")  # dollars may differ from rials over rate by as much of themselves


@dataclass(frozen=True, slots=True)
class Figures:
    """What the board will show of one project.

    Attributes:
        jobs: [persons]
        amount_irr: whole rials. [IRR]
        amount_usd: whole dollars; None where no dollars are told. [USD]
        rate: rials for a dollar.
        rate_on: the rate's day.
        rate_basis: of `revive.queries.amounts.BASES`.
        rate_source: who told the rate.
    """

    jobs: int
    amount_irr: int
    amount_usd: int | None = None
    rate: Decimal | None = None
    rate_on: date | None = None
    rate_basis: str = ""
    rate_source: str = ""


@transaction.atomic
def confirm_figures(
    key: int, opening: int, told: Figures, *, by: User, means_it: bool = False
) -> None:
    """Confirm what the board will show of a project.

    A sum other than the register's is refused, whoever means it: the register is put right first.
    Jobs other than planned, and a size far outside the record's range, are asked about once more.

    Args:
        key: the event's number.
        opening: the project's place in its programme.
        told: the numbers.
        by: who answers for them.
        means_it: the person was asked and has counted the zeros.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_inauguration",
            "invest.not_in_this_state", "invest.no_such_opening", "invest.figures_unreadable",
            "invest.no_sum_in_register", "invest.figures_differ", "invest.rate_unnamed",
            "invest.dollars_differ", "invest.jobs_differ", "revive.amount_doubtful".
    """
    roles.require(by, ACT)
    row = lock(key, states=("planned", "rehearsing"))
    found = opening_of(row, opening)
    _refuse_unreadable(told)
    _refuse_other_than_register(found, told)
    _refuse_other_dollars(told)
    if not means_it:
        _ask(found, told, row.on)
    _keep(found, told, by)
    grow(row)
    after = {"project": found.project.name_fa, "jobs": told.jobs, "amount_irr": told.amount_irr}
    if told.amount_usd is not None:
        after |= {
            "amount_usd": told.amount_usd,
            "rate": str(told.rate),
            "rate_on": told.rate_on,
            "rate_basis": told.rate_basis,
        }
    note("invest.confirm_figures", by=by, on=("inauguration", str(key)), after=after)


def _keep(found: Opening, told: Figures, by: User) -> None:
    dollars = told.amount_usd is not None
    found.jobs, found.amount_irr = told.jobs, Decimal(told.amount_irr)
    found.amount_usd = None if told.amount_usd is None else Decimal(told.amount_usd)
    found.rate = told.rate if dollars else None
    found.rate_on = told.rate_on if dollars else None
    found.rate_basis = told.rate_basis if dollars else ""
    found.rate_source = words(told.rate_source, 200) if dollars else ""
    found.confirmed_at, found.confirmed_by = timezone.now(), by
    found.save()


def _refuse_unreadable(told: Figures) -> None:
    if not 0 <= told.jobs <= MOST_JOBS or not 0 < told.amount_irr <= MOST_IRR:
        raise Refusal("invest.figures_unreadable", jobs=told.jobs, amount_irr=told.amount_irr)


def _refuse_other_than_register(found: Opening, told: Figures) -> None:
    kept = int(found.project.approved_irr)
    if not kept:
        raise Refusal("invest.no_sum_in_register", project=found.project.name_fa)
    if kept != told.amount_irr:
        raise Refusal(
            "invest.figures_differ",
            project=found.project.name_fa,
            amount_irr=told.amount_irr,
            approved_irr=kept,
        )


def _refuse_other_dollars(told: Figures) -> None:
    """Say no to dollars whose rate is not named, or that do not follow from rials and rate."""
    if told.amount_usd is None:
        return
    named = told.rate_on is not None and told.rate_basis in BASES and told.rate_source.strip()
    if told.rate is None or not 0 < told.rate < 10**12 or not named:
        raise Refusal("invest.rate_unnamed")
    follows = Decimal(told.amount_irr) / told.rate
    if abs(Decimal(told.amount_usd) - follows) > max(Decimal(1), follows * ROUNDED):
        raise Refusal("invest.dollars_differ", amount_usd=told.amount_usd, follows=int(follows))


def _ask(found: Opening, told: Figures, on: date) -> None:
    """Ask once more about what is unusual."""
    planned = found.project.jobs_planned
    if planned is not None and planned != told.jobs:
        raise Refusal("invest.jobs_differ", jobs=told.jobs, planned=planned)
    doubt = doubt_of(told.amount_irr // found.project.stands_for, on)
    if doubt is not None:
        raise Refusal(
            "revive.amount_doubtful",
            amount_irr=doubt.amount_irr,
            low=doubt.low,
            high=doubt.high,
            meant=doubt.meant,
        )
