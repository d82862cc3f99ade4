"""What did the record learn between two moments?"""

from dataclasses import dataclass
from datetime import date, datetime

from ehya.ledger.queries import known_by_now
from ehya.publish.knowledge import moment
from ehya.publish.queries.record import Recorded, recorded_known, sorted_in_time


@dataclass(frozen=True, slots=True)
class Corrected:
    """A claim that reads otherwise now.

    Attributes:
        before: as it was known first.
        after: as it was known then.
    """

    before: Recorded
    after: Recorded


@dataclass(frozen=True, slots=True)
class Changes:
    """What two looks at the record differ in.

    Attributes:
        new: claims that became known, by the time they speak of.
        corrected: claims whose reading changed.
        withdrawn: claims that are no longer held.
    """

    new: tuple[Recorded, ...]
    corrected: tuple[Corrected, ...]
    withdrawn: tuple[Recorded, ...]

    @property
    def targets(self) -> tuple[Recorded, ...]:
        """New claims that set a target."""
        return tuple(row for row in self.new if row.claim.metric.startswith("target_"))


def changed_between(earlier: date | datetime, later: date | datetime | None = None) -> Changes:
    """Return what was learnt after one moment and by another.

    Args:
        earlier: the first look.
        later: the second; None: the moment the reader stands on.
    """
    before = {row.key: row for row in recorded_known(earlier)}
    after = {row.key: row for row in recorded_known(moment(later) or known_by_now())}
    both = [Corrected(before[key], after[key]) for key in before.keys() & after.keys()]
    return Changes(
        new=sorted_in_time(after[key] for key in after.keys() - before.keys()),
        corrected=tuple(
            sorted(
                (pair for pair in both if pair.before.version != pair.after.version),
                key=lambda pair: pair.after.known_from,
            )
        ),
        withdrawn=sorted_in_time(before[key] for key in before.keys() - after.keys()),
    )
