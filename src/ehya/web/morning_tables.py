"""What does each part of a morning say, line by line: on the cockpit, on paper, in a workbook?

Each part is one table with its finding above it; the doors only lay it out.
"""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.publish.morning import Morning, Moved, Reached
from ehya.web import committee_words, formats
from ehya.web import target_words as words
from ehya.web.case_words import word
from ehya.web.figure_words import metric_words, names_of, value_words
from ehya.web.messages import sentence
from ehya.web.reader import current
from ehya.web.unit_words import name as named

MOST_LINES = 12  # funding lines told one by one on a page and on paper
WHOLE = 1000  # of a bar: the widest [thousandths]
Raw = Decimal | int | float | str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        words: as it is read.
        value: as a workbook keeps it; None for the words.
    """

    words: str
    value: Raw = None

    @property
    def is_plain(self) -> bool:
        """Whether it is a number alone, that stands under other numbers digit by digit."""
        return self.value is not None and not any(letter.isalpha() for letter in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Attributes:
        cells: the first names it.
        address: where it leads to; "" for nowhere.
        wide: of its bar. [thousandths of the widest]
        part: of the bar's darker part. [thousandths of the widest]
        beneath: small words under its name.
    """

    cells: tuple[Cell, ...]
    address: str = ""
    wide: int = 0
    part: int = 0
    beneath: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One part of the morning.

    Attributes:
        key: its name in addresses and on a workbook's tab.
        finding: what it says, as a sentence.
        heads: of the columns.
        rows: its lines.
        note: what is to be known to read it.
        bars: whether its lines have bars.
    """

    key: str
    finding: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    bars: bool = False

    @property
    def lines(self) -> tuple[tuple[Row, tuple[tuple[str, Cell], ...]], ...]:
        """Every line, with its cells but the first, each under its head."""
        return tuple(
            (row, tuple(zip(self.heads[1:], row.cells[1:], strict=True))) for row in self.rows
        )


def tables(told: Morning, kept: str = "", *, most_lines: int = MOST_LINES) -> dict[str, Table]:
    """Return every part of a morning, by key, in the order of reading.

    Args:
        told: the morning.
        kept: what an address carries so that it stands on the same days, "?as_of=…" or "".
        most_lines: how many funding lines are told one by one, those of the largest budgets.
    """
    made = (
        _aims(told, kept),
        _moved(told, kept),
        _stops(told, kept),
        _parts(told, kept),
        _owed(told, kept),
        _money(told, kept, most_lines),
    )
    return {table.key: table for table in made}


def _aims(told: Morning, kept: str) -> Table:
    running = [row for row in told.aims if row.value is not None]
    done = sum(row.done for row in running)
    language = current().language
    if not told.aims:
        said = _("No target is in force on this day")
    else:
        said = ngettext(
            "%(done)s of %(all)s target that is counted is reached",
            "%(done)s of %(all)s targets that are counted are reached",
            len(running),
        ) % {"done": formats.number(done, language), "all": formats.number(len(running), language)}
    heads = (_("Target"), _("Reached"), _("Of"), _("Share"), _("Version"))
    rows = tuple(_aim(row, told, kept) for row in told.aims)
    return Table(
        "targets", said, heads, rows, _("A share is of the version that is named."), bars=True
    )


def _aim(row: Reached, told: Morning, kept: str) -> Row:
    target, version, unit = row.standing.target, row.standing.version, row.standing.metric.unit
    language = current().language
    share = row.share
    where = words.place_words(target.place, told.moment)
    return Row(
        (
            Cell(words.metric_words(row.standing.metric)),
            Cell("—" if row.value is None else value_words(row.value, unit), row.value),
            Cell(value_words(row.aim, unit), row.aim),
            Cell("—" if share is None else formats.percent(share, language, 1), share),
            Cell(
                _("%(number)s of %(known)s, %(who)s")
                % {
                    "number": formats.number(version.number, language),
                    "known": formats.number(row.standing.known, language),
                    "who": version.authority,
                }
            ),
        ),
        address=reverse("target", args=[target.pk]) + kept,
        wide=WHOLE,
        part=0 if share is None else min(WHOLE, round(10 * share)),
        beneath=" · ".join(
            filter(
                None,
                (
                    where,
                    words.period_words(target),
                    sentence(row.trouble, language) if row.trouble else "",
                ),
            )
        ),
    )


def _moved(told: Morning, kept: str) -> Table:
    changed = [row for row in told.moved if not row.stands]
    language = current().language
    day = formats.day(told.since, language)
    still = len(told.moved) - len(changed)
    facts = {"day": day}
    if not changed:
        said = _("Nothing was counted otherwise than on %(day)s") % facts
    else:
        first = changed[0]
        facts |= {
            "metric": metric_words(first.metric),
            "change": _signed(first.happened + first.learnt, first.metric.unit),
        }
        said = _("Since %(day)s: %(metric)s %(change)s") % facts
    heads = (_("Figure"), _("Before"), _("Since"), _("Of earlier days"), _("Now"))
    note = _("“Of earlier days” is what was entered, proven or taken back since, of days before.")
    if still and changed:
        note += " " + ngettext(
            "%(n)s other figure stands as it was.", "%(n)s other figures stand as they were.", still
        ) % {"n": formats.number(still, language)}
    return Table("changes", said, heads, tuple(_change(row, kept, told) for row in changed), note)


def _change(row: Moved, kept: str, told: Morning) -> Row:
    unit, metric = row.metric.unit, row.metric
    days = {"first": row.since.first.isoformat(), "last": row.since.last.isoformat()}
    asked = {} if metric.is_stock else days
    asked["synthetic"] = "1" if told.synthetic else "0"
    address = reverse("figure-count", args=[metric.name]) + "?" + urlencode(asked)
    return Row(
        (
            Cell(metric_words(metric)),
            Cell(value_words(row.before, unit), row.before),
            Cell(_signed(row.happened, unit), row.happened),
            Cell(_signed(row.learnt, unit), row.learnt),
            Cell(value_words(row.now, unit), row.now),
        ),
        address=address + kept.replace("?", "&"),
    )


def _signed(value: Decimal, unit: str) -> str:
    if not value:
        return "—"
    sign = "+" if value > 0 else "−"
    return (
        f"\u200e{sign}{value_words(abs(value), unit)}"
        if current().language == "fa"
        else f"{sign}{value_words(abs(value), unit)}"
    )


def _stops(told: Morning, kept: str) -> Table:
    language, stuck = current().language, told.stuck
    if stuck is None:
        said = _("No case is past its day") if told.stops else _("No case is open")
    else:
        said = _("Cases stick at “%(state)s”: %(late)s of %(cases)s are past their day") % {
            "state": word(stuck.state),
            "late": formats.number(stuck.late, language),
            "cases": formats.number(stuck.cases, language),
        }
    most = max((stop.cases for stop in told.stops), default=1) or 1
    rows = tuple(
        Row(
            (
                Cell(word(stop.state)),
                Cell(formats.number(stop.cases, language), stop.cases),
                Cell(formats.number(stop.late, language), stop.late),
                Cell(formats.counted(stop.days, "days", language), stop.days),
            ),
            address="" if kept else _cases(stop.state, told),
            wide=round(WHOLE * stop.cases / most),
            part=round(WHOLE * stop.late / most),
        )
        for stop in told.stops
    )
    heads = (_("State"), _("Open cases"), _("Past their day"), _("Half stand for at least"))
    return Table(
        "cases", said, heads, rows, _("Cases of revival, in the order of the way."), bars=True
    )


def _cases(state: str, told: Morning) -> str:
    return reverse("cases") + "?" + urlencode({"state": state, "synthetic": int(told.synthetic)})


def _parts(told: Morning, kept: str) -> Table:
    language = current().language
    names, unit = names_of("province"), told.lead.standing.metric.unit if told.lead else "units"
    split = [row for row in told.parts if row.share is not None]
    heads = (_("Province"), _("Reached"), _("Its part"), _("Share"))
    if split:
        on_pace = sum((row.share or 0) >= 100 * Decimal(told.share_gone) for row in split)
        last = min(split, key=lambda row: row.share or Decimal())
        said = _(
            "%(n)s of %(all)s provinces keep a straight pace to their part; %(last)s is furthest behind"
        ) % {
            "n": formats.number(on_pace, language),
            "all": formats.number(len(split), language),
            "last": names.get(last.province, last.province),
        }
    else:
        said = _("The target is not split to provinces, so that none has a part to reach")
    rows = tuple(
        Row(
            (
                Cell(names.get(row.province, row.province)),
                Cell(value_words(row.value, unit), row.value),
                Cell("—" if row.part is None else value_words(Decimal(row.part), unit), row.part),
                Cell(
                    "—" if row.share is None else formats.percent(row.share, language, 0), row.share
                ),
            ),
            address=_of_province(told, row.province, kept),
            wide=WHOLE,
            part=min(WHOLE, round(10 * row.share)) if row.share is not None else 0,
        )
        for row in sorted(told.parts, key=lambda row: (-(row.share or 0), -row.value))
    )
    return Table("provinces", said, heads, rows, bars=bool(split))


def _of_province(told: Morning, code: str, kept: str) -> str:
    metric = told.lead.standing.target.metric if told.lead else ""
    asked = urlencode({"province": code, "synthetic": int(told.synthetic)})
    return f"{reverse('figure-count', args=[metric])}?{asked}{kept.replace('?', '&')}"


def _owed(told: Morning, kept: str) -> Table:
    language, rates = current().language, told.owed
    names = dict(committee_words.body_kinds())
    rows = tuple(
        Row(
            (
                Cell(names.get(kind, kind)),
                Cell(formats.number(rate.not_done, language), rate.not_done),
                Cell(formats.number(rate.in_hand, language), rate.in_hand),
                Cell(formats.number(rate.done, language), rate.done),
            ),
            address=""
            if kept
            else reverse("obligations")
            + "?"
            + urlencode({"kind": kind, "late": "1", "synthetic": int(told.synthetic)}),
        )
        for kind, rate in sorted(rates.bodies.items(), key=lambda pair: -pair[1].not_done)
    )
    whole = rates.whole
    if not whole.all:
        said = _("Nothing is owed by banks and offices")
    else:
        said = _(
            "%(not)s of %(all)s obligations of banks and offices are past their day or objected to"
        ) % {
            "not": formats.number(whole.not_done, language),
            "all": formats.number(whole.all, language),
        }
    heads = (_("Who owes it"), _("Not done"), _("In hand"), _("Done"))
    return Table("obligations", said, heads, rows)


def _money(told: Morning, kept: str, most: int) -> Table:
    sums = [line.sums for line in told.lines]
    budget, committed = sum(one.budget for one in sums), sum(one.committed for one in sums)
    paid = sum(one.paid for one in sums)
    if not sums:
        said = _("No funding line is open")
    else:
        said = _("%(committed)s of %(budget)s are committed, %(paid)s paid") % {
            "committed": value_words(Decimal(committed), "IRR"),
            "budget": value_words(Decimal(budget), "IRR"),
            "paid": value_words(Decimal(paid), "IRR"),
        }
    rows = tuple(
        Row(
            (
                Cell(named(line.line)),
                *(
                    Cell(value_words(Decimal(value), "IRR"), value)
                    for value in (
                        line.sums.budget,
                        line.sums.committed,
                        line.sums.paid,
                        line.sums.free,
                    )
                ),
            ),
            address=reverse("funding-line", args=[line.line.code]) + kept,
            wide=WHOLE,
            part=round(WHOLE * min(line.sums.committed, line.sums.budget) / line.sums.budget)
            if line.sums.budget
            else 0,
        )
        for line in sorted(told.lines, key=lambda one: -one.sums.budget)[:most]
    )
    left = len(sums) - len(rows)
    note = (
        ngettext(
            "%(n)s further line has a smaller budget.",
            "%(n)s further lines have smaller budgets.",
            left,
        )
        % {"n": formats.number(left, current().language)}
        if left
        else ""
    )
    heads = (_("Funding line"), _("Budget"), _("Committed"), _("Paid"), _("Free"))
    return Table("money", said, heads, rows, note, bars=True)
