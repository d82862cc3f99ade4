"""How are the payments of a file written down, each by the rules of one at the keyboard?

What is known of all projects is read once, each row is judged by it in the order of the file, and
what is good is written at once: each payment with an event of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.invest.actions.bringing import Brought, amount_of, each_brought, placed, plain
from ehya.invest.actions.holding import ON, held_by_database, refuse_group
from ehya.invest.actions.judging import rials_asked
from ehya.invest.actions.named import Named
from ehya.invest.actions.paying import PAY, Bill, payment_row, refuse_otherwise, said_of
from ehya.invest.actions.room import Moved, Room
from ehya.invest.intake.moved import Paid
from ehya.invest.intake.rows import Refused
from ehya.invest.models import Financing, Payment, Project
from ehya.invest.models.projects import REFERRED, referred
from ehya.ledger.actions import Noted, new_event_id, note_each
from ehya.ledger.models import User
from ehya.revive.queries.amounts import in_one_reading

SOME = 1_000  # rows written at once
COLUMNS = {
    "invest.group": "code",
    "invest.no_such_financing": "money_from",
    "invest.import_source_unclear": "money_name",
    "invest.payment_twice": "reference",
    "invest.payment_told_otherwise": "reference",
    "invest.ahead": "paid_on",
    "invest.before_approval": "paid_on",
    "revive.day_far": "paid_on",
    "revive.no_rate": "rate_basis",
    "revive.rate_incomplete": "rate",
    "invest.rate_is_told": "rate",
    "invest.fact_too_long": "words",
}


class Payments:
    """What is known of the projects of a file, and the payments that it adds."""

    def __init__(self, told: Sequence[Any], *, by: User, write: bool, sure: bool) -> None:
        """Read what is known, all at once.

        Args:
            told: the rows.
            by: who hands them in.
            write: whether they are to be written, so that the projects are held.
            sure: whether every unusual amount is meant.
        """
        self.by, self.sure = by, sure
        good = [row for row in told if isinstance(row, Paid)]
        self.named = Named(good, by=by, hold=write)
        ours = {"project__in": list(self.named.projects)}
        self.sources: dict[int, list[Financing]] = defaultdict(list)
        for source in Financing.objects.filter(**ours, known__endswith=None).order_by("pk"):
            self.sources[source.project_id].append(source)
        self.paid: dict[int, list[Moved]] = defaultdict(list)
        rows = Payment.objects.filter(**ours).values_list("project_id", "on", "amount_irr")
        for project, on, much in rows:
            self.paid[project].append((on, int(much)))
        self.there = {
            row.key: row for row in Payment.objects.filter(**ours, key__startswith=f"{REFERRED}:")
        }
        self.rates = in_one_reading(
            {(row.sum.currency, row.on) for row in good if row.sum.currency != "IRR"}
            | {("USD", row.on) for row in good if row.amount_usd is not None}
        )
        self.rooms: dict[int, Room] = {}
        self.first: dict[str, int] = {}
        self.rows: list[Payment] = []

    def bring(self, told: Paid) -> Brought:
        """Judge a row, and keep its payment to be written.

        Raises:
            Wrong: with the refusal of `paying.pay`, and where in the file it lies.
        """
        line = told.lines[0]
        project = self.named.of(told)
        key = referred(project.pk, told.reference)
        with placed(line, columns=COLUMNS, usual="amount"):
            first = self.first.setdefault(key, line.row)
            if first != line.row:
                raise Refusal("invest.payment_twice", reference=told.reference, first=first)
            if (there := self.there.get(key)) is not None:
                _refuse_otherwise(there, told)
                return Brought(line.row, project.pk, project.name_fa, new=False, cells={})
            self._add(project, told, key)
        much = f"{told.sum.amount.normalize():f} {told.sum.currency}"
        cells = {"paid_on": ("", told.on.isoformat()), "amount": ("", much)}
        return Brought(
            line.row, project.pk, project.name_fa,
            new=True, cells=cells, reference=told.reference,
        )  # fmt: skip

    def _add(self, project: Project, told: Paid, key: str) -> None:
        refuse_group(project)
        amount, sure = amount_of(told.sum), self.sure or told.meant
        rials = rials_asked(
            amount, told.on, "payment_irr", usd=told.amount_usd, sure=sure, known=self.rates
        )
        bill = Bill(amount, told.on, key, self._source(project, told), told.words)
        row = payment_row(project, bill, rials, by=self.by)
        self._room(project).take(told.on, rials.amount_irr)
        self.rows.append(row)

    def _room(self, project: Project) -> Room:
        if project.pk not in self.rooms:
            approved = [(row.on, int(row.amount_irr)) for row in self.sources[project.pk]]
            paid = self.paid[project.pk]
            self.rooms[project.pk] = Room(project.pk, approved, paid)
        return self.rooms[project.pk]

    def _source(self, project: Project, told: Paid) -> int | None:
        """Return the source of which the row says that it paid; None where it names none."""
        if not told.kind:
            return None
        found = [
            row.pk
            for row in self.sources[project.pk]
            if row.kind == told.kind and (not told.name or plain(row.name) == told.name)
        ]
        if not found:
            raise Refusal("invest.no_such_financing", project=project.pk)
        if len(found) > 1:
            raise Refusal("invest.import_source_unclear", project=project.pk, many=len(found))
        return found[0]

    def write(self) -> None:
        """Write the payments, the projects' sums, and an event for each payment."""
        for row in self.rows:
            row.event_id = new_event_id()
        paid = {row.project_id for row in self.rows}
        moved = [self.named.projects[number] for number in sorted(paid)]
        for project in moved:
            project.paid_irr = self.rooms[project.pk].paid
            project.version += 1
        with held_by_database():
            Payment.objects.bulk_create(self.rows, batch_size=SOME)
            Project.objects.bulk_update(moved, ["paid_irr", "version"], batch_size=SOME)
        note_each(PAY, map(_noted, self.rows), by=self.by)


def bring_payments(
    told: Sequence[Paid | Refused],
    taken: Callable[[Any], bool],
    *,
    file: str,
    by: User,
    write: bool,
    sure: bool,
) -> Iterator[Brought | Refused]:
    """Yield what became of each payment of a file; what is good is written at the end.

    Args:
        told: the rows, in the order of the file.
        taken: whether these very bytes told a row before.
        file: its name, for refusals.
        by: who hands it in.
        write: whether the payments are to be written.
        sure: whether every unusual amount is meant.
    """
    payments = Payments(told, by=by, write=write, sure=sure)
    yield from each_brought(told, taken, payments.bring, file=file)
    if write:
        payments.write()


def _noted(row: Payment) -> Noted:
    return Noted((ON, str(row.project_id)), said_of(row), row.words, row.event_id)


def _refuse_otherwise(there: Payment, told: Paid) -> None:
    was = (there.on, there.amount, there.currency)
    if was != (told.on, told.sum.amount, told.sum.currency):
        refuse_otherwise(there)
