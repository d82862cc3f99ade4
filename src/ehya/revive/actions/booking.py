"""How does money move, one entry and many at once, without ever being lost, doubled or below zero?

Cases, then lines, then interventions are held, each in the order of their numbers, so that two who
move money at once wait for one another and never for ever. Sums stand beside the entries and are
changed with them; the database holds both to what cannot be.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.actions.copying import copy_in, new_row
from ehya.ledger.models import User
from ehya.ledger.queries import today
from ehya.revive.models import Case, Decision, Entry, FundingLine, Intervention
from ehya.revive.models.money import ENTRY_KINDS, ON_INTERVENTION
from ehya.revive.queries.amounts import Rials, Told, in_rials
from ehya.revive.queries.books import Sums, refuse_too_much
from ehya.revive.queries.funding import kept_sums
from ehya.revive.queries.vocabulary import kind_named
from ehya.revive.table import CLOSED

LONGEST_KEY, LONGEST_WORDS = 64, 300  # letters
WORDS_NEEDED = {"cut": "revive.manage_money", "release": "revive.commit_money"}  # they undo


@dataclass(frozen=True, slots=True)
class Order:
    """One movement of money that is to be written.

    Attributes:
        line: the funding line's id.
        kind: of `models.money.ENTRY_KINDS`.
        told: how much, as it was told.
        on: the day.
        by: who orders it.
        key: of the form: an order sent twice is one entry.
        intervention: what it is for; None for "budget" and "cut".
        decision: on which a commitment stands; the others stand on the newest commitment's.
        paper: the evidence's id.
        words: why, or what else there is to say.
    """

    line: int
    kind: str
    told: Told
    on: date
    by: User
    key: str
    intervention: int | None = None
    decision: int | None = None
    paper: int | None = None
    words: str = ""


@dataclass(slots=True)
class _Books:
    """What is held while orders are written; the sums change with each."""

    lines: dict[int, FundingLine]
    sums: dict[int, Sums]
    works: dict[int, Intervention]
    shares: dict[tuple[int, int], Sums]  # (line, intervention)
    stands_on: dict[tuple[int, int], int]  # ... -> decision of the newest commitment
    decisions: dict[int, Decision]
    kept: dict[str, Entry]


def enter_many(
    orders: Iterable[Order], *, event: UUID, known_at: datetime | None = None
) -> list[Entry]:
    """Write movements of money, inside the caller's transaction, in the order given.

    Either every order is right, or nothing is written. An order whose key was written before is not
    written again: its entry of then is given back.

    Args:
        orders: in any number.
        event: of which they are; the caller notes it.
        known_at: when the house knew; now.

    Returns:
        The entries, in the order of the orders.

    Raises:
        Refusal: "revive.no_such_line", "revive.no_such_intervention", "revive.no_such_entry_kind",
            "revive.ahead", "revive.key_used", "revive.line_not_open", "revive.line_elsewhere",
            "revive.line_mixed", "revive.takes_no_money", "revive.case_closed",
            "revive.intervention_ended", "revive.not_its_decision", "revive.before_decision",
            "revive.below_zero_then", "revive.money_held", "ledger.reason_needed", and those of
            `queries.amounts` and `queries.books`.
    """
    asked = list(orders)
    if not asked:
        return []
    for order in asked:
        refuse_no_key(order.key)
    books = _hold(asked)
    known = known_at or timezone.now()
    entries: list[Entry] = []
    for order in asked:
        there = books.kept.get(order.key)
        entry = _again(there, order) if there else _taken(order, books, event, known)
        books.kept[order.key] = entry
        entries.append(entry)
    fresh = list({entry.key: entry for entry in entries if entry.pk is None}.values())
    with held_by_database():
        copy_in(fresh)
        _keep_sums(fresh)
    _refuse_below_zero_then(fresh)
    return entries


def refuse_no_key(key: str) -> None:
    """Say no to an order without a key, or with one that cannot be kept.

    Raises:
        Refusal: "revive.key_used".
    """
    if not 0 < len(key) <= LONGEST_KEY or "\x00" in key:
        raise Refusal("revive.key_used")


@contextmanager
def held_by_database() -> Iterator[None]:
    """Say in words what the database holds money to.

    Raises:
        Refusal: "revive.key_used", "revive.money_held" with the constraint.
    """
    try:
        yield
    except IntegrityError as error:
        told = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if told.startswith("revive_entry_key"):
            raise Refusal("revive.key_used") from error
        raise Refusal("revive.money_held", constraint=told) from error


def _hold(orders: Sequence[Order]) -> _Books:
    """Lock what the orders touch, and read it."""
    wanted = sorted({order.intervention for order in orders if order.intervention})
    meant = Intervention.objects.filter(pk__in=wanted).values("case_id")
    cases = {case.pk: case for case in _locked(Case).filter(pk__in=meant)}
    lines = {line.pk: line for line in _locked(FundingLine).filter(pk__in=_lines(orders))}
    works = {work.pk: work for work in _locked(Intervention).filter(pk__in=wanted)}
    for work in works.values():
        work.case = cases[work.case_id]
    decisions = {order.decision for order in orders if order.decision}
    shares, stands_on = _shares(wanted)
    return _Books(
        lines=lines,
        sums={key: kept_sums(line) for key, line in lines.items()},
        works=works,
        shares=shares,
        stands_on=stands_on,
        decisions=Decision.objects.in_bulk(decisions | set(stands_on.values())),
        kept=_kept([order.key for order in orders]),
    )


def _locked(model: Any) -> Any:
    return model.objects.select_for_update(no_key=True).order_by("pk")


def _lines(orders: Sequence[Order]) -> set[int]:
    return {order.line for order in orders}


def _kept(keys: Sequence[str]) -> dict[str, Entry]:
    return {entry.key: entry for entry in Entry.objects.filter(key__in=keys)}


_SHARES = """
SELECT line_id, intervention_id,
       coalesce(sum(amount_irr) FILTER (WHERE kind = 'commit'), 0)
       - coalesce(sum(amount_irr) FILTER (WHERE kind = 'release'), 0),
       coalesce(sum(amount_irr) FILTER (WHERE kind = 'pay'), 0),
       coalesce(sum(amount_irr) FILTER (WHERE kind = 'repay'), 0),
       (array_agg(decision_id ORDER BY id DESC) FILTER (WHERE kind = 'commit'))[1]
FROM revive_entry WHERE intervention_id = ANY(%s) GROUP BY 1, 2
"""


def _shares(works: Sequence[int]) -> tuple[dict[tuple[int, int], Sums], dict[tuple[int, int], int]]:
    """Return what each line did for each intervention, and on which decision it stands."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARES, [list(works)])
        rows = cursor.fetchall()
    sums = {
        (line, work): Sums(0, int(committed), int(paid), int(repaid))
        for line, work, committed, paid, repaid, _ in rows
    }
    return sums, {(line, work): decision for line, work, *_, decision in rows if decision}


def _again(there: Entry, order: Order) -> Entry:
    """Return what was written by this key, where it is the same order."""
    was = (there.line_id, there.kind, there.intervention_id, there.original_amount, there.currency)
    told = order.told
    if was != (order.line, order.kind, order.intervention, told.amount, told.currency):
        raise Refusal("revive.key_used")
    return there


def _taken(order: Order, books: _Books, event: UUID, known: datetime) -> Entry:
    """Return the entry that an order makes, its money moved in the books."""
    line = _checked_line(order, books)
    rials = in_rials(order.told, order.on)
    work = _checked_work(order, books, line) if order.kind in ON_INTERVENTION else None
    pair = (order.line, order.intervention or 0)
    share = books.shares.get(pair, Sums())
    refuse_too_much(order.kind, rials.amount_irr, books.sums[order.line], share)
    decision = _decision_of(order, work, books) if work else None
    books.sums[order.line] = books.sums[order.line].after(order.kind, rials.amount_irr)
    if work is not None:
        books.shares[pair] = share.after(order.kind, rials.amount_irr)
    return _entry(order, rials, decision, event, known)


def _checked_line(order: Order, books: _Books) -> FundingLine:
    if order.kind not in ENTRY_KINDS:
        raise Refusal("revive.no_such_entry_kind", kind=order.kind[:20])
    line = books.lines.get(order.line)
    if line is None:
        raise Refusal("revive.no_such_line", line=str(order.line)[:30])
    if order.on > today():
        raise Refusal("revive.ahead", on=order.on, today=today())
    if order.kind in WORDS_NEEDED and not order.words.strip():
        raise Refusal("ledger.reason_needed", act=WORDS_NEEDED[order.kind])
    if order.kind == "commit" and not line.first <= order.on <= line.last:
        raise Refusal(
            "revive.line_not_open", line=line.code, on=order.on, first=line.first, last=line.last
        )
    return line


def _checked_work(order: Order, books: _Books, line: FundingLine) -> Intervention:
    work = books.works.get(order.intervention or 0)
    if work is None:
        raise Refusal("revive.no_such_intervention", intervention=order.intervention or 0)
    if order.kind == "commit":
        _refuse_commitment(order, work, line)
    if order.kind == "pay" and work.state == "stopped":
        raise Refusal("revive.intervention_ended", intervention=work.pk, state=_state(work))
    return work


def _refuse_commitment(order: Order, work: Intervention, line: FundingLine) -> None:
    """Say no where money may not be committed to this, by this line, at all."""
    case = work.case
    if work.state not in ("planned", "under_way"):
        raise Refusal("revive.intervention_ended", intervention=work.pk, state=_state(work))
    if case.state in CLOSED:
        raise Refusal("revive.case_closed", case=case.pk, state=f"revive.{case.state}")
    if not kind_named(work.kind, order.on).takes_money:
        raise Refusal("revive.takes_no_money", intervention=work.pk, kind=f"revive.{work.kind}")
    if line.synthetic != case.synthetic:
        raise Refusal("revive.line_mixed", line=line.code)
    if line.province_id not in (None, case.province_id):
        raise Refusal("revive.line_elsewhere", line=line.code, case=case.pk)


def _state(work: Intervention) -> str:
    return f"revive.intervention_{work.state}"


def _decision_of(order: Order, work: Intervention, books: _Books) -> int:
    """Return the decision that an entry stands on: of this very case and round, and approving."""
    pair = (order.line, work.pk)
    if order.kind != "commit":
        return books.stands_on[pair]  # something is committed, so that a decision is there
    told = books.decisions.get(order.decision or 0)
    approves = told is not None and told.said == "approved"
    if told is None or not approves or (told.case_id, told.round) != (work.case_id, work.round):
        raise Refusal("revive.not_its_decision", case=work.case_id)
    if order.on < told.on:
        raise Refusal("revive.before_decision", on=order.on, decided=told.on)
    books.stands_on[pair] = told.pk
    return told.pk


def _entry(order: Order, rials: Rials, decision: int | None, event: UUID, known: datetime) -> Entry:
    return new_row(
        Entry,
        line_id=order.line,
        kind=order.kind,
        amount_irr=rials.amount_irr,
        original_amount=order.told.amount,
        currency=order.told.currency,
        rate=rials.rate,
        rate_on=rials.rate_on,
        rate_source=rials.rate_source,
        on=order.on,
        intervention_id=order.intervention,
        decision_id=decision,
        key=order.key,
        paper_id=order.paper,
        words=order.words.strip()[:LONGEST_WORDS],
        by_id=order.by.pk,
        known_at=known,
        event_id=event,
    )


_MOVED = """
    SELECT {key} AS id,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'budget'), 0)
        - coalesce(sum(amount_irr) FILTER (WHERE kind = 'cut'), 0) AS budget,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'commit'), 0)
        - coalesce(sum(amount_irr) FILTER (WHERE kind = 'release'), 0) AS committed,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'pay'), 0) AS paid,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'repay'), 0) AS repaid,
        (array_agg(decision_id ORDER BY id DESC) FILTER (WHERE kind = 'commit'))[1] AS decision
    FROM revive_entry WHERE id = ANY(%(entries)s) AND {key} IS NOT NULL GROUP BY 1
"""
_KEEP_LINES = f"""
UPDATE revive_fundingline AS l
SET budget_irr = l.budget_irr + m.budget, committed_irr = l.committed_irr + m.committed,
    paid_irr = l.paid_irr + m.paid, repaid_irr = l.repaid_irr + m.repaid, version = l.version + 1
FROM ({_MOVED.format(key="line_id")}) AS m WHERE m.id = l.id
"""  # noqa: S608 - the key is a column's name
_KEEP_WORKS = f"""
UPDATE revive_intervention AS i
SET committed_irr = i.committed_irr + m.committed, paid_irr = i.paid_irr + m.paid,
    repaid_irr = i.repaid_irr + m.repaid, version = i.version + 1,
    decision_id = coalesce(m.decision, i.decision_id)
FROM ({_MOVED.format(key="intervention_id")}) AS m WHERE m.id = i.id
"""  # noqa: S608 - as above


def _keep_sums(entries: Sequence[Entry]) -> None:
    """Add what was entered to the sums beside it."""
    with connection.cursor() as cursor:
        for line in (_KEEP_LINES, _KEEP_WORKS):
            cursor.execute(line, {"entries": [entry.pk for entry in entries]})


# An entry of an earlier day must leave no later day below zero. A day is asked about at its end.
_LAST = """
SELECT line, (SELECT max(e."on") FROM revive_entry AS e WHERE e.line_id = line)
FROM unnest(%(lines)s::bigint[]) AS line
"""
_DAYS = """
WITH moved AS (
    SELECT {group} AS part, "on",
        sum(CASE kind WHEN 'budget' THEN amount_irr WHEN 'cut' THEN -amount_irr ELSE 0 END) AS b,
        sum(CASE kind WHEN 'commit' THEN amount_irr WHEN 'release' THEN -amount_irr
            ELSE 0 END) AS c,
        sum(CASE kind WHEN 'pay' THEN amount_irr ELSE 0 END) AS p,
        sum(CASE kind WHEN 'repay' THEN amount_irr ELSE 0 END) AS r
    FROM revive_entry WHERE line_id = ANY(%(lines)s) GROUP BY 1, 2
), stood AS (
    SELECT part, "on", sum(b) OVER w AS b, sum(c) OVER w AS c, sum(p) OVER w AS p,
           sum(r) OVER w AS r
    FROM moved WINDOW w AS (PARTITION BY part ORDER BY "on")
)
SELECT min(s."on") FROM stood AS s {line}
WHERE s.c < s.p OR s.p < s.r {short}
"""
_DAYS_OF_SHARES = _DAYS.format(group="(line_id, intervention_id)", line="", short="")
_DAYS_OF_LINES = _DAYS.format(
    group="line_id",
    line="JOIN revive_fundingline AS l ON l.id = s.part",
    short="OR s.b < s.c - CASE WHEN l.revolves THEN s.r ELSE 0 END",
)


def _refuse_below_zero_then(entries: Sequence[Entry]) -> None:
    first: dict[int, date] = {}
    for entry in entries:
        first[entry.line_id] = min(first.get(entry.line_id, entry.on), entry.on)
    with connection.cursor() as cursor:
        cursor.execute(_LAST, {"lines": list(first)})
        lines = [line for line, last in cursor.fetchall() if first[line] < last]
        for question in (_DAYS_OF_LINES, _DAYS_OF_SHARES) if lines else ():
            cursor.execute(question, {"lines": lines})
            ((day,),) = cursor.fetchall()
            if day is not None:
                raise Refusal("revive.below_zero_then", on=day)
