"""What does one project of a file change, and how is it written?

Everything is done by the same acts as at the keyboard, so that a file may do nothing that a form may
not, and each project's history tells it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.engine.text import normalise
from ehya.invest.actions import paying, planning, projects
from ehya.invest.intake.reading import Money, Told
from ehya.invest.intake.rows import Refused, Sum
from ehya.invest.models import Financing, Project
from ehya.invest.queries.scope import project_seen, projects_seen
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.register.intake.rates import problem
from ehya.register.places import ParkNames
from ehya.register.queries.within import here_and_now, parks_at
from ehya.revive.queries.amounts import Told as Amount

Cells = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file does to one project, or adds to it.

    Attributes:
        row: its first row.
        number: the project's; None where it would be new.
        name: what it is called.
        new: whether it was not there: the project itself, or the payment or progress of the row.
        cells: column -> what stood there and what stands there now, where that differs.
    """

    row: int
    number: int | None
    name: str
    new: bool
    cells: Mapping[str, tuple[str, str]]
    reference: str = ""  # a payment's own number


class Wrong(Exception):
    """A row that cannot be taken: which, in which column, and why."""

    def __init__(self, line: Any, column: str, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.line, self.column, self.refusal = line, column, refusal


def each_brought(
    told: Iterable[Any],
    taken: Callable[[Any], bool],
    bring_one: Callable[[Any], Brought],
    *,
    file: str,
) -> Iterator[Brought | Refused]:
    """Yield what becomes of each project, or row, of a file.

    Args:
        told: what they say, or what is wrong with them.
        taken: whether these very bytes told one before.
        bring_one: what brings a good one, or says `Wrong`.
        file: its name, for refusals.
    """
    for one in told:
        if isinstance(one, Refused):
            yield one
        elif taken(one):
            yield Brought(one.lines[0].row, None, "", new=False, cells={})
        else:
            try:
                yield bring_one(one)
            except Wrong as wrong:
                no = problem(wrong.line, wrong.column, wrong.refusal, file)
                yield Refused(one.lines, (no,))


def parks_seen(by: User) -> ParkNames:
    """Return the parks that somebody may name."""
    rows = parks_at(here_and_now(), sight_of(by))
    return ParkNames(rows.values_list("park_id", "province_id", "name_en", "name_fa"))


def bring(told: Told, parks: ParkNames, *, by: User, reason: str, sure: bool) -> Brought:
    """Open or change a project, and tell its money and milestones.

    Args:
        told: the project, as its rows tell it.
        parks: those that may be named.
        by: who hands it in.
        reason: why what was told reads otherwise now.
        sure: whether amounts are meant that look like a slipped zero.

    Raises:
        Wrong: with the refusal of `projects.open_project`, `projects.change_project`,
            `paying.set_financing` or `planning.plan_milestones`, and where in the file it lies.
    """
    first = told.lines[0]
    fields = {**told.fields, **_park(told, parks)}
    with placed(first):
        there = _there(told, by)
        cells = _changed(there, fields)
        if there is None:
            number = projects.open_project(_new(fields), by=by)
        else:
            number = there.pk
            if cells:
                projects.change_project(
                    number, {name: fields[name] for name in cells}, by=by, reason=reason
                )
    cells |= _bring_money(number, told.money, by=by, reason=reason, sure=sure)
    cells |= _bring_steps(number, told, by=by, reason=reason)
    name = Project.objects.values_list("name_fa", flat=True).get(pk=number)
    return Brought(first.row, there.pk if there else None, name, there is None, cells)


@contextmanager
def placed(
    line: Any, column: str = "", *, columns: Mapping[str, str] | None = None, usual: str = ""
) -> Iterator[None]:
    """Say of a refusal on which row, and in which column, its cause lies.

    Args:
        line: the row.
        column: where it lies if that is known; else it follows from the refusal.
        columns: of which column a refusal's code, or its fact, speaks; a file's of projects.
        usual: the column where nothing else is known.

    Raises:
        Wrong: instead of the refusal.
    """
    try:
        yield
    except Refusal as no:
        if no.code.startswith("ledger.not_"):
            raise
        there = _column(no, COLUMNS if columns is None else columns)
        raise Wrong(line, column or there or usual, no) from no


def _column(no: Refusal, columns: Mapping[str, str]) -> str:
    fact = str(no.facts.get("fact", "")).removeprefix("invest.fact.")
    return columns.get(fact or no.code, fact)


COLUMNS = {  # in which what is wrong stands, by the refusal's code or by the field
    "address": "page",
    "invest.no_such_project": "project",
    "invest.import_number_differs": "project",
    "invest.code_there": "code",
    "invest.no_such_kind": "kind",
    "invest.not_corrected": "kind",
    "invest.no_such_branch": "branch",
    "invest.case_needed": "case",
    "invest.case_not_taken": "case",
    "revive.no_such_case": "case",
    "invest.place_needed": "province",
    "invest.capacity_basis": "capacity_per",
    "invest.place_elsewhere": "park",
    "register.no_such_park": "park",
    "register.no_such_park_here": "park",
    "register.no_such_unit": "unit",
    "invest.not_on_earth": "lat",
    "invest.far_from_province": "lat",
    "invest.days_reversed": "ends_on",
    "invest.bad_address": "page",
    "revive.day_far": "begins_on",
}


def _park(told: Told, parks: ParkNames) -> dict[str, str]:
    if "park" not in told.fields:
        return {}
    line = next(line for line in told.lines if line.cells.get("park"))
    with placed(line, "park"):
        return {"park": parks.settle(told.fields["park"], told.fields.get("province"))}


def _there(told: Told, by: User) -> Project | None:
    """Return the project that is meant; None for a new one."""
    seen = projects_seen(sight_of(by)).select_related("unit")
    coded = seen.filter(code=told.code).first() if told.code else None
    if told.number is None or (coded is not None and coded.pk == told.number):
        return coded
    named = project_seen(told.number, sight_of(by))
    if coded is not None or (told.code and named.code):
        raise Refusal("invest.import_number_differs", number=told.number, own=told.code[:40])
    return named


def _new(fields: Mapping[str, Any]) -> projects.NewProject:
    if "kind" not in fields:
        raise Refusal("invest.no_such_kind", kind="")
    return projects.NewProject(**{"name_fa": "", **fields})


def _changed(there: Project | None, fields: Mapping[str, Any]) -> Cells:
    """Return what would read otherwise, in the words of a cell."""
    was = projects.as_told(there) if there is not None else None
    found: Cells = {}
    for name, value in fields.items():
        before = getattr(was, name) if was is not None else None
        if _alike(name, before) != _alike(name, value):
            found[name] = ("" if before is None else str(before), str(value))
    return found


def _alike(name: str, value: Any) -> Any:
    """Return a value as two are compared: a unit's number without its strokes."""
    if not isinstance(value, str):
        return value
    return plain(value).replace("-", "") if name == "unit" else plain(value)


def plain(text: str) -> str:
    """Return a text in the one spelling that files come in; forms keep what was typed."""
    return " ".join(normalise(text).split())


def _bring_money(
    number: int, lines: Iterable[Money], *, by: User, reason: str, sure: bool
) -> Cells:
    """Tell the sources that are not known so; one of the same name and day is put right."""
    known = list(Financing.objects.filter(project=number, known__endswith=None).order_by("pk"))
    left = []
    for line in lines:
        same = next((row for row in known if _same(row, line)), None)
        if same is None:
            left.append(line)
        else:
            known.remove(same)
    found: Cells = {}
    for line in left:
        key = (line.kind, line.name, line.on)
        was = next((r for r in known if (r.kind, plain(r.name), r.on) == key), None)
        if was is not None:
            known.remove(was)
        with placed(line.line, "amount"):
            paying.set_financing(
                number, _source(line), by=by, replaces=was.pk if was else None,
                reason=reason if was else "", sure=sure,
            )  # fmt: skip
        before = f"{was.amount.normalize():f} {was.currency}" if was else ""
        found[f"amount {line.line.row}"] = (
            before,
            f"{line.sum.amount.normalize():f} {line.sum.currency}",
        )
    return found


def _same(row: Financing, line: Money) -> bool:
    """Tell whether a source is known as a line tells it; a line without a rate leaves it open."""
    much = line.sum
    alike = (row.kind, plain(row.name), row.currency, row.amount, row.on) == (
        *(line.kind, line.name, much.currency, much.amount, line.on),
    )
    return alike and (much.rate is None or (row.rate, row.rate_on) == (much.rate, much.rate_on))


def _source(line: Money) -> paying.Source:
    return paying.Source(line.kind, amount_of(line.sum), line.on, line.name)


def amount_of(told: Sum) -> Amount:
    """Return an amount of a file as the acts take it."""
    return Amount(
        told.amount,
        told.currency,
        rate=told.rate,
        rate_on=told.rate_on,
        rate_source=told.rate_source,
        basis=told.rate_basis,
    )


def _bring_steps(number: int, told: Told, *, by: User, reason: str) -> Cells:
    """Plan the milestones where the file tells others; all of a project's stand in the file."""
    if not told.steps:
        return {}
    project = Project.objects.get(pk=number)
    rows = project.milestones.all()
    known = sorted((row.planned_on, plain(row.name), row.weight) for row in rows)
    asked = sorted((step.on, step.name, step.weight) for step in told.steps)
    if known == asked:
        return {}
    steps = [planning.Step(step.name, step.weight, step.on) for step in told.steps]
    with placed(told.steps[0].line, "milestone"):
        planning.plan_milestones(number, steps, by=by, reason=reason if known else "")
    return {"milestone": (_planned(known), _planned(asked))}


def _planned(steps: Iterable[tuple[Any, str, Any]]) -> str:
    return ", ".join(f"{name} {100 * weight:.4g} % {on}" for on, name, weight in steps)
