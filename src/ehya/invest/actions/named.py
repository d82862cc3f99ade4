"""Which projects do the rows of a file name, and are they held while the file writes?"""

from collections.abc import Iterable, Iterator
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.invest.actions.bringing import Wrong
from ehya.invest.intake.moved import Built, Paid
from ehya.invest.models import Project
from ehya.invest.queries.scope import projects_seen
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of

SOME = 5_000  # numbers asked for at once


class Named:
    """The projects that a file names, as far as its sender sees them."""

    def __init__(self, rows: Iterable[Paid | Built], *, by: User, hold: bool) -> None:
        """Read them all at once.

        Args:
            rows: of the file.
            by: who hands the file in.
            hold: whether nobody else may change them until the transaction ends.
        """
        told = list(rows)
        codes = sorted({row.code for row in told if row.code})
        numbers = sorted({row.number for row in told if row.number is not None})
        found = {
            *_found("code", codes, by=by),
            *_found("pk", numbers, by=by),
        }
        self.projects = {row.pk: row for row in _read(sorted(found), by=by, hold=hold)}
        self._by_code = {row.code: row for row in self.projects.values() if row.code}

    def of(self, row: Paid | Built) -> Project:
        """Return the project that a row names.

        Raises:
            Wrong: "invest.import_no_project", "invest.no_such_project",
                "invest.import_number_differs".
        """
        line = row.lines[0]
        coded = self._by_code.get(row.code)
        if row.number is None:
            if coded is None:
                no = Refusal("invest.import_no_project", own=row.code[:40])
                raise Wrong(line, "code", no)
            return coded
        named = self.projects.get(row.number)
        if named is None:
            raise Wrong(line, "project", Refusal("invest.no_such_project", project=row.number))
        if row.code and named != coded:
            no = Refusal("invest.import_number_differs", number=row.number, own=row.code[:40])
            raise Wrong(line, "project", no)
        return named


def _found(field: str, values: list[Any], *, by: User) -> Iterator[int]:
    seen = projects_seen(sight_of(by))
    for at in range(0, len(values), SOME):
        yield from seen.filter(**{f"{field}__in": values[at : at + SOME]}).values_list(
            "pk", flat=True
        )


def _read(numbers: list[int], *, by: User, hold: bool) -> Iterator[Project]:
    """Yield projects in the order of their numbers, so that two files never wait for each other."""
    seen = projects_seen(sight_of(by)).order_by("pk")
    if hold:
        seen = seen.select_for_update(no_key=True)
    for at in range(0, len(numbers), SOME):
        yield from seen.filter(pk__in=numbers[at : at + SOME])
