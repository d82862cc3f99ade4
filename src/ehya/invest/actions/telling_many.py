"""How is the progress of a file written down, each row by the rules of one at the keyboard?

What is known of all projects is read once, each row is judged by it in the order of the file, and
what is good is written at once: each row with an event of its own.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.bringing import Brought, each_brought, placed
from ehya.invest.actions.building import (
    LONGEST_REASON,
    TELL,
    Stood,
    refuse_fall,
    refuse_progress,
)
from ehya.invest.actions.holding import ON, held_by_database, past_day, written
from ehya.invest.actions.named import Named
from ehya.invest.intake.moved import Built
from ehya.invest.intake.rows import Refused
from ehya.invest.models import Progress, Project
from ehya.ledger.actions import Noted, new_event_id, note_each
from ehya.ledger.models import User

SOME = 1_000  # rows written at once
COLUMNS = {
    "invest.not_begun": "code",
    "invest.project_over": "code",
    "invest.before_begun": "told_on",
    "invest.ahead": "told_on",
    "invest.progress_twice": "told_on",
    "revive.day_far": "told_on",
}


class Stand:
    """How far one project was, day by day: what was told last for each day."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._days: list[date] = []
        self._shares: dict[date, Decimal] = {}

    def tell(self, on: date, physical: Decimal) -> None:
        """Keep what is told now for a day."""
        if on not in self._shares:
            insort(self._days, on)
        self._shares[on] = physical

    def on(self, day: date) -> Decimal | None:
        """Return what was told for the very day; None where nothing was."""
        return self._shares.get(day)

    def around(self, day: date) -> dict[str, Stood | None]:
        """Return what was told for this day or before, and for the next one."""
        at = bisect_right(self._days, day)
        return {
            "before": self._told(at - 1) if at else None,
            "later": self._told(at) if at < len(self._days) else None,
        }

    def _told(self, place: int) -> Stood:
        return self._days[place], self._shares[self._days[place]]

    def newest(self) -> Decimal:
        """Return what was told for the last day."""
        return self._shares[self._days[-1]]


class Progresses:
    """What is known of the projects of a file, and the progress that it adds."""

    def __init__(self, told: Sequence[Any], *, by: User, write: bool) -> None:
        """Read what is known, all at once.

        Args:
            told: the rows.
            by: who hands them in.
            write: whether they are to be written, so that the projects are held.
        """
        self.by = by
        self.named = Named([row for row in told if isinstance(row, Built)], by=by, hold=write)
        self.stands: dict[int, Stand] = defaultdict(Stand)
        known = Progress.objects.filter(project__in=list(self.named.projects)).order_by("pk")
        for project, on, physical in known.values_list("project_id", "on", "physical"):
            self.stands[project].tell(on, physical)
        self.first: dict[tuple[int, date], int] = {}
        self.rows: list[Progress] = []
        self.notes: list[Noted] = []

    def bring(self, told: Built) -> Brought:
        """Judge a row, and keep it to be written.

        Raises:
            Wrong: with the refusal of `building.tell_progress`, and where in the file it lies.
        """
        line, project = told.lines[0], self.named.of(told)
        stand = self.stands[project.pk]
        with placed(line, columns=COLUMNS, usual="physical"):
            first = self.first.setdefault((project.pk, told.on), line.row)
            if first != line.row:
                raise Refusal("invest.progress_twice", on=told.on, first=first)
            if stand.on(told.on) == told.physical:
                return Brought(line.row, project.pk, project.name_fa, new=False, cells={})
            self._add(project, stand, told)
        percent = f"{(100 * told.physical).normalize():f}"
        cells = {"told_on": ("", told.on.isoformat()), "physical": ("", percent)}
        return Brought(line.row, project.pk, project.name_fa, new=True, cells=cells)

    def _add(self, project: Project, stand: Stand, told: Built) -> None:
        day, reason = past_day(told.on), written(told.reason, "reason", LONGEST_REASON)
        refuse_progress(project, day, told.physical)
        if not reason:
            refuse_fall(told.physical, **stand.around(day))
        event, was = new_event_id(), project.physical
        row = Progress(
            project=project,
            on=day,
            physical=told.physical,
            reason=reason,
            by=self.by,
            known_at=timezone.now(),
            event_id=event,
        )
        stand.tell(day, told.physical)
        project.physical = stand.newest()
        after = {"physical": str(told.physical), "on": day}
        note = Noted((ON, str(project.pk)), after, reason, event, {"physical": str(was)})
        self.rows.append(row)
        self.notes.append(note)

    def write(self) -> None:
        """Write the rows, how far the projects are, and an event for each row."""
        changed = {row.project_id for row in self.rows}
        moved = [self.named.projects[number] for number in sorted(changed)]
        for project in moved:
            project.version += 1
        with held_by_database():
            Progress.objects.bulk_create(self.rows, batch_size=SOME)
            Project.objects.bulk_update(moved, ["physical", "version"], batch_size=SOME)
        note_each(TELL, self.notes, by=self.by)


def bring_progress(
    told: Sequence[Built | Refused],
    taken: Callable[[Any], bool],
    *,
    file: str,
    by: User,
    write: bool,
) -> Iterator[Brought | Refused]:
    """Yield what became of each row of a file of progress; what is good is written at the end.

    Args:
        told: the rows, in the order of the file.
        taken: whether these very bytes told a row before.
        file: its name, for refusals.
        by: who hands it in.
        write: whether the progress is to be written.
    """
    progresses = Progresses(told, by=by, write=write)
    yield from each_brought(told, taken, progresses.bring, file=file)
    if write:
        progresses.write()
