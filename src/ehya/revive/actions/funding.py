"""How does a person open a funding line, and commit, release, pay or repay money?

Each act: one transaction, one event, one entry. What moves and what may not stands in `booking`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from ehya.diagnose.actions.keeping import keep
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import Event, User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.register.models import Province
from ehya.revive.actions.bodies import refuse_far
from ehya.revive.actions.booking import Order, enter_many, held_by_database, refuse_no_key
from ehya.revive.actions.planning import refuse_stale
from ehya.revive.models import Body, Case, Entry, FundingLine, Intervention
from ehya.revive.queries.amounts import Of, doubt_of, in_rials
from ehya.revive.queries.funding import line_coded
from ehya.revive.queries.interventions import intervention_seen

ACTS = {
    "budget": "revive.manage_money",
    "cut": "revive.manage_money",
    "commit": "revive.commit_money",
    "release": "revive.commit_money",
    "pay": "revive.pay_money",
    "repay": "revive.pay_money",
}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,29}")
LONGEST_NAME = 160  # letters


@dataclass(frozen=True, slots=True)
class NewLine:
    """A funding line that is to be opened.

    Attributes:
        code: short and for ever, e.g. "CBI-1403".
        name_fa: what it is called.
        name_en: the same in English; "" where there is none.
        first: first day on which money may be committed.
        last: last day of that.
        province: ISO code; "" for the nation's.
        body: id of who gives the money; None where it is not told.
        revolves: whether what is repaid may be committed again.
        synthetic: whether it was made up.
    """

    code: str
    name_fa: str
    first: date
    last: date
    name_en: str = ""
    province: str = ""
    body: int | None = None
    revolves: bool = False
    synthetic: bool = False


@transaction.atomic
def open_line(told: NewLine, *, by: User) -> str:
    """Open a funding line; its budget is entered afterwards.

    Args:
        told: the line.
        by: who opens it.

    Returns:
        Its code.

    Raises:
        Refusal: "ledger.not_allowed", "revive.bad_line", "revive.line_days", "revive.day_far",
            "revive.line_there".
    """
    roles.require(by, ACTS["budget"])
    line = made_line(told)
    with held_by_database():
        line.save()
    note(
        ACTS["budget"],
        by=by,
        on=("funding_line", line.code),
        after={"name": line.name_fa, "first": line.first, "last": line.last},
        province=told.province,
    )
    return line.code


def made_line(told: NewLine) -> FundingLine:
    """Return a line that was checked and is not kept yet.

    Raises:
        Refusal: as `open_line`.
    """
    names = (told.name_fa.strip(), told.name_en.strip())
    if not _CODE.fullmatch(told.code) or not names[0] or max(map(len, names)) > LONGEST_NAME:
        raise Refusal("revive.bad_line", line=told.code[:30])
    if told.last < told.first:
        raise Refusal("revive.line_days", first=told.first, last=told.last)
    for end in (told.first, told.last):
        refuse_far(end)
    if told.province and not Province.objects.filter(iso=told.province).exists():
        raise Refusal("revive.bad_line", line=told.code[:30])
    if told.body is not None and not Body.objects.filter(pk=told.body).exists():
        raise Refusal("revive.bad_line", line=told.code[:30])
    if FundingLine.objects.filter(code__iexact=told.code).exists():
        raise Refusal("revive.line_there", line=told.code)
    return FundingLine(
        code=told.code,
        name_fa=names[0],
        name_en=names[1],
        first=told.first,
        last=told.last,
        province_id=told.province or None,
        body_id=told.body,
        revolves=told.revolves,
        synthetic=told.synthetic,
    )


@transaction.atomic
def set_budget(
    code: str, kind: str, order: Order, *, by: User, seen: int | None = None, sure: bool = False
) -> Entry:
    """Give a line money, or cut what is free in it.

    Args:
        code: the line's.
        kind: "budget" or "cut".
        order: how much, when, by which key and why; its line and kind are filled in here.
        by: who orders it.
        seen: the line's version that the person saw.
        sure: whether the person means an amount far from the record's range.

    Returns:
        The entry.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_line", "revive.line_changed",
            "revive.day_far", "revive.amount_doubtful", and those of `booking.enter_many`.
    """
    roles.require(by, ACTS["budget"])
    refuse_no_key(order.key)
    refuse_far(order.on)
    line = line_coded(code, sight_of(by))
    held = FundingLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    full = replace(order, line=held.pk, kind=kind, by=by, intervention=None, decision=None)
    if again := Entry.objects.filter(key=order.key).first():
        return _entered(full, again)
    _refuse_stale_line(held, seen)
    _refuse_doubtful(full, "line_irr", sure)
    return _entered(full, None, ("funding_line", code))


@transaction.atomic
def move_money(  # noqa: PLR0913 - money names its line, its aim and who saw what
    work: int,
    kind: str,
    code: str,
    order: Order,
    *,
    by: User,
    seen: int | None = None,
    sure: bool = False,
    paper: tuple[bytes, str] | None = None,
) -> Entry:
    """Commit money to an intervention, release it, pay it, or write down what was repaid.

    Args:
        work: the intervention's number.
        kind: "commit", "release", "pay" or "repay".
        code: the funding line's.
        order: how much, when, by which key, on which decision and why.
        by: who orders it.
        seen: the intervention's version that the person saw.
        sure: whether the person means an amount far from the record's range.
        paper: the file that proves it, its bytes and its name.

    Returns:
        The entry; the one of then where the key was written before.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_intervention", "revive.no_such_line",
            "revive.intervention_changed", "revive.amount_doubtful", and those of
            `booking.enter_many` and `keeping.keep`.
    """
    if kind not in ACTS or kind in ("budget", "cut"):
        raise Refusal("revive.no_such_entry_kind", kind=kind[:20])
    roles.require(by, ACTS[kind])
    refuse_no_key(order.key)
    found = intervention_seen(work, sight_of(by))
    line = line_coded(code, sight_of(by))
    full = replace(order, line=line.pk, kind=kind, by=by, intervention=work)
    Case.objects.select_for_update(no_key=True).get(pk=found.case_id)
    if again := Entry.objects.filter(key=order.key).first():
        return _entered(full, again)
    refuse_stale(_held(line, work), seen)
    _refuse_doubtful(full, "unit_irr", sure or kind in ("release", "repay"))
    facts: dict[str, Any] = {"line": code, "case": found.case_id}
    if paper is not None:
        proof = keep(paper[0], name=paper[1], by=by, synthetic=found.case.synthetic)
        full, facts = replace(full, paper=proof.pk), facts | {"paper": proof.sha256}
    return _entered(full, None, ("intervention", str(work)), **facts)


def _held(line: FundingLine, work: int) -> Intervention:
    """Hold the line, then the intervention, as everybody does."""
    FundingLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    return Intervention.objects.select_for_update(no_key=True).get(pk=work)


def _entered(
    order: Order, again: Entry | None, on: tuple[str, str] | None = None, **facts: Any
) -> Entry:
    """Write the entry and its event; one that is there already leaves no second event."""
    event = new_event_id()
    (entry,) = enter_many([order], event=event)
    if again is None:
        note(
            ACTS[order.kind],
            by=order.by,
            on=on,
            after={"entry": f"revive.{order.kind}", "amount_irr": int(entry.amount_irr)},
            reason=order.words,
            id=event,
            happened_on=order.on,
            **facts,
        )
    return entry


def _refuse_doubtful(order: Order, of: Of, sure: bool) -> None:
    if sure or order.on > today():
        return
    amount_irr = in_rials(order.told, order.on).amount_irr
    doubt = doubt_of(amount_irr, order.on, of)
    if doubt is not None:
        raise Refusal(
            "revive.amount_doubtful",
            amount_irr=amount_irr,
            low=doubt.low,
            high=doubt.high,
            meant=doubt.meant,
        )


def _refuse_stale_line(line: FundingLine, seen: int | None) -> None:
    if seen in (None, line.version):
        return
    told = Event.objects.filter(on_kind="funding_line", on_key=line.code).select_related("by")
    newest = told.order_by("-position").first()
    raise Refusal(
        "revive.line_changed",
        line=line.code,
        by=newest.by.username if newest else "",
        on=newest.at.date() if newest else today(),
    )
