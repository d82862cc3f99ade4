"""With whose money is a project built, and what was paid for it?

The project's row is held first, so that sums are never missed; on no day may more be paid than was
approved by then. What was told in another currency is kept so, with the rate of its very day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NoReturn

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Sum
from django.utils import timezone

from ehya.diagnose.actions import keeping
from ehya.engine.refusal import Refusal
from ehya.engine.text import normalise
from ehya.invest.actions.holding import (
    ON,
    held_by_database,
    hold,
    keep,
    refuse_group,
    refuse_stale,
    written,
)
from ehya.invest.actions.judging import rials_asked
from ehya.invest.intake.moved_fields import LONGEST_REFERENCE
from ehya.invest.models import Financing, Payment, Project
from ehya.invest.models.projects import MONEY_FROM, referred
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.revive.queries.amounts import Rials, Told

FINANCE, PAY, TAKE_BACK = "invest.finance_project", "invest.pay", "invest.take_back_payment"
LONGEST_KEY, LONGEST_NAME, LONGEST_WORDS = 64, 160, 300  # letters


@dataclass(frozen=True, slots=True)
class Source:
    """A part of what a project costs, and who gives it.

    Attributes:
        kind: of `MONEY_FROM`.
        told: how much, as it was told.
        on: the day of the approval.
        name: the bank, the fund; "" where it has none.
        amount_usd: the same in dollars where the paper tells both; it is only compared. [USD]
    """

    kind: str
    told: Told
    on: date
    name: str = ""
    amount_usd: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """A payment that is to be written down.

    Attributes:
        told: how much, as it was told.
        on: the day.
        key: of the form: a form sent twice is one payment.
        financing: of which of the project's sources; None where it is not told.
        words: what else there is to say.
        amount_usd: as in `Source`. [USD]
        reference: its own number within the project, by which a file's payment is the same one; ""
            where it has none.
    """

    told: Told
    on: date
    key: str
    financing: int | None = None
    words: str = ""
    amount_usd: Decimal | None = None
    reference: str = ""


@transaction.atomic
def set_financing(  # noqa: PLR0913 - money names its aim, what it replaces and who saw what
    number: int,
    source: Source | None,
    *,
    by: User,
    replaces: int | None = None,
    reason: str = "",
    seen: int | None = None,
    sure: bool = False,
) -> int | None:
    """Add a source of a project's money, or put one right; what is put right ends to be known.

    Args:
        number: the project's.
        source: what holds now; None where the one that is replaced never held.
        by: who tells it.
        replaces: id of the source that is put right.
        reason: why; needed where one is put right.
        seen: the project's version that the person saw.
        sure: whether the person means an amount far from the record's range.

    Returns:
        The new source's id; None where none is left.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "invest.no_such_source",
            "invest.no_such_financing", "invest.amount_doubtful", "invest.rate_doubtful",
            "invest.rate_is_told", "invest.beyond_approved", "invest.before_approval",
            "invest.payment_told_otherwise", "invest.fact_too_long", and those of `holding.hold`, `holding.past_day` and `revive.queries.amounts.in_rials`.
    """
    roles.require(by, FINANCE)
    project = hold(number, by=by, seen=seen)
    now, event = timezone.now(), new_event_id()
    was = _ended(project, replaces, now, reason) if replaces is not None else None
    if source is None and was is None:
        raise Refusal("invest.no_such_financing", project=number)
    row = None
    if source is not None:
        rials = rials_asked(
            source.told, source.on, "project_irr",
            usd=source.amount_usd, many=project.stands_for, sure=sure,
        )  # fmt: skip
        row = _financing(project, source, rials)
        row.known, row.event_id = DateTimeTZRange(now, None), event
        row.save()
    _keep_sums(project)
    facts = {"before": _said(was)} if was else {}
    after = _said(row) if row else {}
    note(FINANCE, by=by, on=(ON, str(number)), after=after, reason=reason, id=event, **facts)
    return row.pk if row else None


@transaction.atomic
def pay(
    number: int,
    bill: Bill,
    *,
    by: User,
    seen: int | None = None,
    sure: bool = False,
    paper: tuple[bytes, str] | None = None,
) -> int:
    """Write down that money was paid for a project.

    Args:
        number: the project's.
        bill: how much, when, by which key.
        by: who writes it down.
        seen: the project's version that the person saw.
        sure: whether the person means an amount far from the record's range.
        paper: the file that proves it, its bytes and its name.

    Returns:
        The payment's id; that of then where the key was written before.

    Raises:
        Refusal: "ledger.not_allowed", "invest.key_used", "invest.group",
            "invest.no_such_financing", "invest.amount_doubtful", "invest.rate_doubtful",
            "invest.rate_is_told", "invest.beyond_approved", "invest.before_approval", and those of
            `holding.hold`, `holding.past_day`, `revive.queries.amounts.in_rials` and `keeping.keep`.
    """
    roles.require(by, PAY)
    if not 0 < len(bill.key) <= LONGEST_KEY or "\x00" in bill.key:
        raise Refusal("invest.key_used")
    project = hold(number, by=by)
    told = written(bill.reference, "reference", LONGEST_REFERENCE)
    if told := " ".join(normalise(told).split()):
        bill = replace(bill, key=referred(number, told))
    if again := Payment.objects.filter(key=bill.key).first():
        return _again(again, project, bill)
    refuse_stale(project, seen)
    refuse_group(project)
    rials = rials_asked(bill.told, bill.on, "payment_irr", usd=bill.amount_usd, sure=sure)
    _refuse_unknown_source(project, bill.financing)
    row, event = payment_row(project, bill, rials, by=by), new_event_id()
    row.event_id = event
    facts = {}
    if paper is not None:
        proof = keeping.keep(paper[0], name=paper[1], by=by, synthetic=project.synthetic)
        row.paper, facts = proof, {"paper": proof.sha256}
    with held_by_database():
        row.save()
    _keep_sums(project)
    note(PAY, by=by, on=(ON, str(number)), after=said_of(row), reason=row.words, id=event, **facts)
    return row.pk


@transaction.atomic
def take_back_payment(
    number: int, payment: int, *, by: User, reason: str, seen: int | None = None
) -> int:
    """Take a wrong payment back, by one against it on the same day; both stay in the books.

    Args:
        number: the project's.
        payment: the wrong one's id.
        by: who takes it back.
        reason: why.
        seen: the project's version that the person saw.

    Returns:
        The id of the payment against it.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "invest.no_such_payment",
            "invest.taken_back_already", and those of `holding.hold`.
    """
    roles.require(by, TAKE_BACK)
    project = hold(number, by=by, seen=seen)
    told = written(reason, "reason", LONGEST_WORDS)
    wrong = Payment.objects.filter(pk=payment, project=project, takes_back=None).first()
    if wrong is None:
        raise Refusal("invest.no_such_payment", project=number)
    if Payment.objects.filter(takes_back=wrong).exists():
        raise Refusal("invest.taken_back_already", project=number)
    if not told:
        raise Refusal("ledger.reason_needed", act=TAKE_BACK)
    event = new_event_id()
    same = ("on", "currency", "rate", "rate_on", "rate_basis", "rate_source", "financing_id")
    row = Payment(
        **{name: getattr(wrong, name) for name in same},
        project=project,
        amount=-wrong.amount,
        amount_irr=-wrong.amount_irr,
        takes_back=wrong,
        key=f"back:{wrong.pk}",
        words=told,
        by=by,
        known_at=timezone.now(),
        event_id=event,
    )
    with held_by_database():
        row.save()
    _keep_sums(project)
    after = {"amount_irr": int(row.amount_irr), "on": row.on}
    note(TAKE_BACK, by=by, on=(ON, str(number)), after=after, reason=told, id=event)
    return row.pk


def _ended(project: Project, key: int, now: datetime, reason: str) -> Financing:
    """End what is known of a source, and return it."""
    held = Financing.objects.filter(project=project, known__endswith=None, pk=key).first()
    if held is None:
        raise Refusal("invest.no_such_financing", project=project.pk)
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act=FINANCE)
    held.known = DateTimeTZRange(held.known.lower, now)
    held.save(update_fields=["known"])
    return held


def _financing(project: Project, source: Source, rials: Rials) -> Financing:
    if source.kind not in MONEY_FROM:
        raise Refusal("invest.no_such_source", kind=source.kind[:20])
    return Financing(
        project=project,
        kind=source.kind,
        name=written(source.name, "money_from", LONGEST_NAME),
        on=source.on,
        amount=source.told.amount,
        currency=source.told.currency,
        rate=rials.rate,
        rate_on=rials.rate_on,
        rate_basis=source.told.basis[:10] if source.told.currency != "IRR" else "",
        rate_source=rials.rate_source,
        amount_irr=rials.amount_irr,
    )


def _refuse_unknown_source(project: Project, key: int | None) -> None:
    theirs = Financing.objects.filter(project=project, known__endswith=None)
    if key is not None and not theirs.filter(pk=key).exists():
        raise Refusal("invest.no_such_financing", project=project.pk)


def payment_row(project: Project, bill: Bill, rials: Rials, *, by: User) -> Payment:
    """Return the row of a payment, not written yet.

    Raises:
        Refusal: "invest.fact_too_long".
    """
    return Payment(
        project=project,
        on=bill.on,
        amount_irr=rials.amount_irr,
        amount=bill.told.amount,
        currency=bill.told.currency,
        rate=rials.rate,
        rate_on=rials.rate_on,
        rate_basis=bill.told.basis[:10] if bill.told.currency != "IRR" else "",
        rate_source=rials.rate_source,
        financing_id=bill.financing,
        key=bill.key,
        words=written(bill.words, "words", LONGEST_WORDS),
        by=by,
        known_at=timezone.now(),
    )


def _again(there: Payment, project: Project, bill: Bill) -> int:
    """Return the payment of this key, where it is the same one."""
    was = (there.project_id, there.on, there.amount, there.currency, there.takes_back_id)
    if was != (project.pk, bill.on, bill.told.amount, bill.told.currency, None):
        if there.reference:
            refuse_otherwise(there)
        raise Refusal("invest.key_used")
    return there.pk


def refuse_otherwise(there: Payment) -> NoReturn:
    """Say no to a payment whose number stands in the books with another day or amount.

    Raises:
        Refusal: "invest.payment_told_otherwise".
    """
    told = {"on": there.on, "amount_irr": int(there.amount_irr)}
    raise Refusal("invest.payment_told_otherwise", reference=there.reference, **told)


def _keep_sums(project: Project) -> None:
    """Keep both sums beside their rows, where on no day more is paid than was approved by then."""
    theirs = Financing.objects.filter(project=project, known__endswith=None)
    approved = theirs.aggregate(much=Sum("amount_irr"))["much"] or Decimal(0)
    paid = project.payments.aggregate(much=Sum("amount_irr"))["much"] or Decimal(0)
    if paid > approved:
        raise Refusal(
            "invest.beyond_approved", project=project.pk, paid_irr=int(paid), most_irr=int(approved)
        )
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, {"project": project.pk})
        ((day,),) = cursor.fetchall()
    if day is not None:
        raise Refusal("invest.before_approval", project=project.pk, on=day)
    keep(project, approved_irr=approved, paid_irr=paid)


_DAYS = """
WITH moved AS (
    SELECT "on", amount_irr AS much FROM invest_financing
    WHERE project_id = %(project)s AND upper_inf(known)
    UNION ALL SELECT "on", -amount_irr FROM invest_payment WHERE project_id = %(project)s
), stood AS (
    SELECT "on", sum(sum(much)) OVER (ORDER BY "on") AS free FROM moved GROUP BY "on"
)
SELECT min("on") FROM stood WHERE free < 0
"""


def said_of(row: Payment) -> dict[str, object]:
    """Return what the ledger tells of a payment."""
    return {"amount_irr": int(row.amount_irr), "on": row.on, **_original(row)}


def _said(row: Financing) -> dict[str, object]:
    told = {"from": f"invest.{row.kind}", "name": row.name, "amount_irr": int(row.amount_irr)}
    return {**told, "on": row.on, **_original(row)}


def _original(row: Financing | Payment) -> dict[str, object]:
    if row.currency == "IRR":
        return {}
    return {"amount": str(row.amount), "currency": row.currency, "rate": str(row.rate)}
