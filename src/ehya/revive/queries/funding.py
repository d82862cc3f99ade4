"""Which funding lines are there for this reader, what stands in them, and what moved when?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from ehya.engine.prices import Payment
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.models import Case, Decision, Entry, FundingLine
from ehya.revive.queries.books import Sums
from ehya.revive.queries.present import is_present
from ehya.revive.queries.scope import cases_seen
from ehya.revive.table import CLOSED

MOST_ROWS = 50  # entries on a page


@dataclass(frozen=True, slots=True)
class Line:
    """A funding line and what stands in it.

    Attributes:
        line: the line.
        sums: as of the day and as known that were asked about.
    """

    line: FundingLine
    sums: Sums


@dataclass(frozen=True, slots=True)
class Day:
    """What stood in a line at the end of a day on which something moved.

    Attributes:
        on: the day.
        sums: at its end.
    """

    on: date
    sums: Sums


def lines_seen(sight: Sight) -> QuerySet[FundingLine]:
    """Return every line that the reader may see: the nation's, and those of provinces in sight."""
    lines = FundingLine.objects.select_related("province", "body")
    if sight.nation:
        return lines
    of_parks = Case.objects.filter(park_id__in=sorted(sight.parks)).values("province_id")
    return lines.filter(
        Q(province__isnull=True)
        | Q(province_id__in=sorted(sight.provinces))
        | Q(province_id__in=of_parks)
    )


def line_coded(code: str, sight: Sight) -> FundingLine:
    """Return one line.

    Raises:
        Refusal: "revive.no_such_line", also for one elsewhere.
    """
    for line in lines_seen(sight).filter(code=code.replace("\x00", "")):
        return line
    raise Refusal("revive.no_such_line", line=code[:30])


def lines_at(moment: Moment, sight: Sight, *, synthetic: bool) -> list[Line]:
    """Return the lines as they stood, those that may be committed from first."""
    lines = list(lines_seen(sight).filter(synthetic=synthetic).order_by("-last", "code"))
    sums = _sums_at(lines, moment)
    told = [Line(line, sums[line.pk]) for line in lines]
    return sorted(told, key=lambda one: one.line.last < moment.as_of)


def line_at(line: FundingLine, moment: Moment) -> Line:
    """Return one line as it stood."""
    return Line(line, _sums_at([line], moment)[line.pk])


def kinds_of_money(sight: Sight) -> tuple[bool, bool]:
    """Tell whether there are lines of real money, and of money that was made up."""
    told = set(lines_seen(sight).values_list("synthetic", flat=True))
    return False in told, True in told


def balance_of(line: FundingLine, moment: Moment) -> list[Day]:
    """Return what stood in a line at the end of each day on which something moved, in order."""
    rows = _moved([line], moment).values("on", "kind").annotate(much=Sum("amount_irr"))
    sums, days = Sums(revolves=line.revolves), dict[date, Sums]()
    for row in rows.order_by("on"):
        sums = days[row["on"]] = sums.after(row["kind"], int(row["much"]))
    return [Day(on, stood) for on, stood in days.items()]


def paid_by_day(line: FundingLine, moment: Moment) -> list[Payment]:
    """Return what was paid out of a line, a day's payments together, in the order of the days."""
    rows = _moved([line], moment).filter(kind="pay").values("on").annotate(much=Sum("amount_irr"))
    return [Payment(int(row["much"]), row["on"]) for row in rows.order_by("on")]


def entries_of(
    line: FundingLine, moment: Moment, sight: Sight, *, before: tuple[date, int] | None = None
) -> tuple[list[Entry], bool]:
    """Return a line's newest entries, as far as the reader's scope goes, and whether more follow.

    Args:
        line: the line.
        moment: on both clocks.
        sight: entries for cases out of sight are counted in the sums and not told.
        before: day and id of the last entry of the page before.
    """
    found = _told(_moved([line], moment), sight)
    if before:
        day, key = before
        found = found.filter(Q(on__lt=day) | Q(on=day, pk__lt=key))
    rows = list(found.order_by("-on", "-pk")[: MOST_ROWS + 1])
    return rows[:MOST_ROWS], len(rows) > MOST_ROWS


def all_entries(lines: Sequence[FundingLine], moment: Moment, sight: Sight) -> QuerySet[Entry]:
    """Return every entry of some lines in the order of the days, as far as the scope goes."""
    return _told(_moved(lines, moment), sight).order_by("on", "pk")


def unseen_entries(line: FundingLine, moment: Moment, sight: Sight) -> int:
    """Return how many entries of a line are for cases out of sight."""
    return (
        0
        if sight.nation
        else _moved([line], moment).count() - _told(_moved([line], moment), sight).count()
    )


def lines_for(case: Case, sight: Sight, on: date) -> list[Line]:
    """Return the lines from which money may be committed to a case on a day."""
    if case.state in CLOSED:
        return []
    lines = lines_seen(sight).filter(synthetic=case.synthetic, first__lte=on, last__gte=on)
    fits = lines.filter(Q(province__isnull=True) | Q(province=case.province_id))
    return [Line(line, kept_sums(line)) for line in fits.order_by("code")]


def approvals_of(case: Case, round_: int) -> QuerySet[Decision]:
    """Return the decisions that approve a case in a round, newest first."""
    told = Decision.objects.filter(case=case, round=round_, said="approved")
    return told.select_related("committee").order_by("-on", "-pk")


def kept_sums(line: FundingLine) -> Sums:
    """Return the sums that are kept beside a line's entries."""
    return Sums(
        budget=int(line.budget_irr),
        committed=int(line.committed_irr),
        paid=int(line.paid_irr),
        repaid=int(line.repaid_irr),
        revolves=line.revolves,
    )


def _moved(lines: Iterable[FundingLine], moment: Moment) -> QuerySet[Entry]:
    keys = [line.pk for line in lines]
    return Entry.objects.filter(
        line_id__in=keys, on__lte=moment.as_of, known_at__lte=moment.known_at
    )


def _told(entries: QuerySet[Entry], sight: Sight) -> QuerySet[Entry]:
    beside = entries.select_related("line", "by", "decision", "intervention__case__unit", "paper")
    if sight.nation:
        return beside
    seen = cases_seen(sight).values("pk")
    return beside.filter(Q(intervention__isnull=True) | Q(intervention__case_id__in=seen))


def _sums_at(lines: Sequence[FundingLine], moment: Moment) -> dict[int, Sums]:
    if is_present(moment):
        return {line.pk: kept_sums(line) for line in lines}
    sums = {line.pk: Sums(revolves=line.revolves) for line in lines}
    rows = _moved(lines, moment).values_list("line_id", "kind").annotate(Sum("amount_irr"))
    for line, kind, much in rows:
        sums[line] = sums[line].after(kind, int(much))
    return sums
