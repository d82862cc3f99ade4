"""What did each sweep say of one unit, and what did people say beside it?"""

from dataclasses import dataclass, field
from typing import Final

from ehya.detect.models import Look, Spell, Sweep, Verdict
from ehya.detect.queries.course import Course, unit_course
from ehya.detect.queries.scope import stood
from ehya.detect.queries.sources import Sources, files_behind
from ehya.detect.queries.tallies import speaking
from ehya.ledger.scopes import Sight
from ehya.register.models import UnitVersion
from ehya.register.queries.within import Moment

__all__ = ["Look", "Peer", "Story", "look_of", "story_of"]

FEWEST_PEERS: Final = 5  # fewer say nothing of a trade
MOST_LOOKS: Final = 24


@dataclass(frozen=True, slots=True)
class Peer:
    """Another unit of the same trade and province, without its name.

    Attributes:
        state: as told by the same sweep.
        use: share of its own level in the last month. [share]
    """

    state: str
    use: float


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of one unit at a moment.

    Attributes:
        sweep: the one that speaks.
        look: what it says; None where nothing was read of the unit.
        course: the same month by month; None where it cannot be told again here.
        past: what each sweep said, newest first, this one too.
        spells: its times of standing still or half still, as known; oldest first.
        verdicts: what people said, newest first.
        peers: others of its trade in its province that are not gone; empty where there are too few.
        peers_gone: how many more of them are gone. [units]
        sources: from which files came the readings that decided.
    """

    sweep: Sweep
    look: Look | None
    course: Course | None
    past: tuple[Look, ...]
    spells: tuple[Spell, ...]
    verdicts: tuple[Verdict, ...]
    peers: tuple[Peer, ...]
    peers_gone: int = 0
    sources: Sources = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict | None:
        """Return what a person said last of what the unit is."""
        return next((row for row in self.verdicts if row.said != "sent"), None)

    @property
    def sent(self) -> Verdict | None:
        """Return who was sent to look, where no verdict came of it yet."""
        newest = self.verdicts[0] if self.verdicts else None
        return newest if newest is not None and newest.said == "sent" else None


def story_of(unit: UnitVersion, moment: Moment, sight: Sight) -> Story | None:
    """Return what is told of a unit; None before the first sweep.

    Args:
        unit: one that the reader may see, by `units_at`.
        moment: where the reader stands on the two clocks.
        sight: how far the reader sees; what was said while the unit stood elsewhere stays there.
    """
    sweep = speaking(moment, synthetic=unit.unit.synthetic)
    if sweep is None:
        return None
    past = _past(unit, moment, sight)
    look = next((row for row in past if row.sweep_id == sweep.pk), None)
    known = Spell.objects.filter(unit=unit.unit_id, known__contains=moment.known_at)
    said = Verdict.objects.filter(unit=unit.unit_id, at__lte=moment.known_at)
    peers, gone = _peers(look, sight) if look is not None else ((), 0)
    return Story(
        sweep=sweep,
        look=look,
        course=unit_course(sweep, unit.unit_id) if look is not None else None,
        past=past,
        spells=tuple(known.order_by("valid")),
        verdicts=tuple(said.select_related("event__by", "look__sweep").order_by("-at", "-pk")),
        peers=peers,
        peers_gone=gone,
        sources=files_behind(look) if look is not None else {},
    )


def look_of(unit: UnitVersion, moment: Moment, sight: Sight) -> Look | None:
    """Return what the sweep that speaks says of a unit; None where none does, or nothing was read.

    Args:
        unit: one that the reader may see, by `units_at`.
        moment: where the reader stands on the two clocks.
        sight: how far the reader sees.
    """
    sweep = speaking(moment, synthetic=unit.unit.synthetic)
    if sweep is None:
        return None
    look = Look.objects.filter(sweep=sweep, unit=unit.unit_id).select_related("sweep").first()
    seen = look is not None and sight.covers(look.province_id, look.park_id or "")
    return look if seen else None


def _past(unit: UnitVersion, moment: Moment, sight: Sight) -> tuple[Look, ...]:
    rows = Look.objects.filter(
        unit=unit.unit_id,
        sweep__state="done",
        sweep__latest=True,
        sweep__told_at__lte=moment.known_at,
        sweep__as_of__lte=moment.as_of,
    )
    found = rows.select_related("sweep", "unit").order_by("-sweep__as_of", "-sweep__told_at")[
        :MOST_LOOKS
    ]
    return tuple(row for row in found if sight.covers(row.province_id, row.park_id or ""))


def _peers(look: Look, sight: Sight) -> tuple[tuple[Peer, ...], int]:
    rows = Look.objects.filter(
        stood(sight), sweep=look.sweep, province=look.province_id, division=look.division
    )
    others = rows.exclude(unit=look.unit_id)
    told = others.exclude(state="gone").filter(use__isnull=False).values_list("state", "use")
    found = [Peer(state, use) for state, use in told if use is not None]
    if len(found) < FEWEST_PEERS:
        return (), 0
    return tuple(found), others.filter(state="gone").count()
