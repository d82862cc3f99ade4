"""What do the people of a made-up programme do in a month?

They act through the table as everybody does (`actions.moving.carry`): what a guard refuses nobody
may do. Which of them comes back, and when, is what detection saw of the made-up units.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Func, Max, Q

from ehya.detect.queries.months import MonthsTold
from ehya.engine.calendar import DayRange
from ehya.engine.detect import NAMES
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.arrays import any_of
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import UnitVersion
from ehya.revive.actions.moving import Step, carry
from ehya.revive.actions.opening import open_many, opening_of
from ehya.revive.guards import Said
from ehya.revive.models import Case, Committee, Meeting, Move
from ehya.revive.queries.scope import in_sight
from ehya.revive.synthetic import leavings
from ehya.revive.synthetic.cast import Cast
from ehya.revive.synthetic.fates import Ints, chance, normal, rules, turns
from ehya.revive.synthetic.leaning import obstacles_of
from ehya.revive.synthetic.ledgers import WORDS
from ehya.revive.synthetic.waiting import Waiting, keys_of
from ehya.revive.table import CLOSED

METHOD = "revive.synthetic/3"

_ACTIVE, _SEMI, _IDLE, _GONE = range(len(NAMES))
_SHARE = {  # of the days to the return, what each state takes
    "found": 1.0,
    "screened": 1.0,
    "visited": 0.5,
    "diagnosed": 1.0,
    "proposed": 1.0,
    "before_committee": 1.5,
    "decided": 1.0,
    "under_way": 4.0,
    "relapsed": 1.0,
    "reopened": 1.0,
}
_NEXT = {
    "found": "screen",
    "screened": "visit",
    "visited": "diagnose",
    "diagnosed": "propose",
    "proposed": "bring",
    "before_committee": "decide",
    "decided": "begin",
    "under_way": "restart",
    "relapsed": "visit",
    "reopened": "visit",
}
_PLACE = {state: place for place, state in enumerate(_NEXT)}
_ROLE = {"bring": "secretary", "decide": "secretary", "send_back": "secretary"}
_ROLE |= {"give_up": "secretary", "transfer": "secretary"}
MEETING_DAY = 19  # days after a month's first
PASSES = 3  # as many acts of one case in one month; the few that are left come the next


@dataclass(frozen=True, slots=True)
class Fate:
    """What is drawn for a case.

    Attributes:
        stood_on: when a restart of it was last taken back.
        pace: how fast it goes on. [0..1)
        wide: how far from the usual days, where nobody knows of a day. [standard deviations]
        end: how it ends. [0..1)
    """

    stood_on: date | None
    pace: float
    wide: float
    end: float


@dataclass
class Play:
    """A programme that is being played.

    Attributes:
        seed: of chance. [any number from 0]
        cast: whoever plays, in the provinces that are played.
        told: what detection says of the units, month by month.
        units: id -> the unit as it is told.
        sight: which provinces' cases are played; all.
        stood: case -> when a restart of it was last taken back.
        asleep: case -> its version, and until when nobody acts on it as it is.
        promised: obligation -> its state, and until when its body does nothing about it.
    """

    seed: int
    cast: Cast
    told: MonthsTold
    units: Mapping[int, UnitVersion]
    sight: Sight = ALL
    stood: dict[int, date] = field(default_factory=dict)
    asleep: dict[int, tuple[int, date]] = field(default_factory=dict)
    promised: dict[int, tuple[str, date]] = field(default_factory=dict)

    @cached_property
    def ids(self) -> Ints:
        """Return every unit's id, in the order of the rows."""
        return np.array(sorted(self.told.row, key=self.told.row.__getitem__), dtype=np.int64)

    @cached_property
    def units_of(self) -> Counter[str]:
        """Return how many units each province has."""
        return Counter(told.province_id for told in self.units.values())

    def plays(self, unit: int) -> bool:
        """Tell whether a unit is played."""
        told = self.units.get(unit)
        return told is not None and self.sight.covers(told.province_id)

    @property
    def played(self) -> Q:
        """Return the condition that a case is played."""
        return Q(synthetic=True) & in_sight(self.sight)

    @cached_property
    def returns(self) -> dict[int, list[date]]:
        """Return on which days each unit came back from standing still."""
        return self._days("back", turns(self.told.state, (_IDLE, _GONE), (_ACTIVE, _SEMI)))

    @cached_property
    def rises(self) -> dict[int, list[date]]:
        """Return on which days each unit rose over half of its capacity."""
        return self._days("rise", turns(self.told.state, (_SEMI,), (_ACTIVE,)))

    @cached_property
    def obstacles(self) -> dict[int, str]:
        """Return which obstacle holds each unit up."""
        return obstacles_of(self, (_IDLE, _GONE))

    def _days(self, about: str, places: Sequence[Ints]) -> dict[int, list[date]]:
        drawn = chance(self.seed, about, self.ids)
        firsts = [month.first for month in self.told.months]
        return {
            int(unit): [firsts[place] + timedelta(days=int(part * 28)) for place in found]
            for unit, found, part in zip(self.ids, places, drawn, strict=True)
            if len(found)
        }

    def back(self, case: Waiting, stood_on: date | None) -> date | None:
        """Return on which day a case's unit runs again, or rises; None where it does not."""
        days = (self.rises if case.kind == "capacity" else self.returns).get(case.unit_id, [])
        after = bisect_right(days, stood_on or case.round_begun)
        return days[after] if after < len(days) else None


def play_month(play: Play, month: DayRange, *, event: UUID, known_at: datetime) -> Counter[str]:
    """Play one month; inside the caller's transaction.

    Args:
        play: the programme.
        month: its days.
        event: of which everything is; the caller notes it.
        known_at: when the house knew.

    Returns:
        How often each act was done. [acts]

    Source:
        programme.toml, each number with its own.
    """
    done: Counter[str] = Counter()
    done["open"] += len(_open(play, month, event, known_at))
    meetings = _meetings(play, month)
    play.stood = _stood(play)
    cases = _awake(play, month)
    for _ in range(PASSES):
        steps = _due(play, month, cases, meetings)
        if not steps:
            break
        steps = leavings.before(play, cases, steps, event, known_at)
        carry(steps, event=event, known_at=known_at)
        leavings.after(play, steps, event, known_at)
        done.update(step.act for step in steps)
        cases = _open_still([step.case for step in steps])
    committees = play.cast.committees.values()
    held = Meeting.objects.filter(committee__in=committees, state="planned", on__lte=month.last)
    held.update(state="held")
    leavings.follow(play, month, event, known_at)
    return done


def _open(play: Play, month: DayRange, event: UUID, known_at: datetime) -> list[int]:
    """Open the cases that owners came with."""
    told = rules()["officers"]
    least, most = told["days_before"]
    found = []
    for kind, days_of, share in (
        ("revival", play.returns, told["share_of_returns"]),
        ("capacity", play.rises, told["share_of_rises"]),
    ):
        units = np.array(sorted(days_of), dtype=np.int64)
        if not len(units):
            continue
        comes = chance(play.seed, f"comes.{kind}", units) < share
        ahead = least + chance(play.seed, f"ahead.{kind}", units) * (most - least)
        for unit, before in zip(units[comes].tolist(), ahead[comes], strict=True):
            for back in days_of[unit]:
                day = back - timedelta(days=int(before))
                if month.first <= day <= month.last and play.plays(unit):
                    found.append((unit, kind, day))
    there = set(
        Case.objects.filter(unit__in=[unit for unit, _, _ in found])
        .exclude(state__in=CLOSED)
        .values_list("unit_id", "kind")
    )
    new = {(unit, kind): day for unit, kind, day in found if (unit, kind) not in there}
    openings = []
    for (unit, kind), day in new.items():
        told_of = play.units[unit]
        officer = play.cast.people[told_of.province_id, "officer"]
        openings.append(opening_of(told_of, kind, day, officer, {"reason": "owner"}))
    return open_many(openings, event=event, known_at=known_at)


def _meetings(play: Play, month: DayRange) -> dict[str, tuple[Meeting, Meeting]]:
    """Return each province's meeting of this month and of the next; made where they are missing."""
    days = [first + timedelta(days=MEETING_DAY) for first in (month.first, month.last + _DAY)]
    rows_held = Committee.objects.filter(pk__in=play.cast.committees.values()).order_by("pk")
    held = list(rows_held.select_for_update(no_key=True))  # who calls one now gets the number after
    rows = Meeting.objects.filter(committee__in=held, on__in=days)
    there = {(row.committee_id, row.on): row for row in rows}
    most = dict(
        Meeting.objects.filter(committee__in=held)
        .values_list("committee_id")
        .annotate(most=Max("number"))
    )
    missing = []
    for committee in play.cast.committees.values():
        for day in days:
            if (committee, day) not in there:
                most[committee] = most.get(committee, 0) + 1
                missing.append(Meeting(committee_id=committee, number=most[committee], on=day))
    for row in copy_in(missing):
        there[row.committee_id, row.on] = row
    return {
        province: (there[committee, days[0]], there[committee, days[1]])
        for province, committee in play.cast.committees.items()
    }


_DAY = timedelta(days=1)


def _due(
    play: Play,
    month: DayRange,
    cases: Mapping[int, Waiting],
    meetings: Mapping[str, tuple[Meeting, Meeting]],
) -> list[Step]:
    """Return what people do next, of cases that somebody acts on by the month's end."""
    keys = keys_of(cases.values())
    state = np.array([_PLACE[case.state] for case in cases.values()], dtype=np.int64)
    drawn = chance(play.seed, "pace", *keys, state)
    wide = normal(play.seed, "wide", *keys, state)
    ends = chance(play.seed, "ends", *keys)
    found = []
    for case, u, z, end in zip(cases.values(), drawn, wide, ends, strict=True):
        fate = Fate(play.stood.get(case.pk), float(u), float(z), float(end))
        step = _step(play, case, month, meetings, fate)
        if step is not None:
            found.append(step)
        elif case.pk not in play.asleep:
            play.asleep[case.pk] = (case.version, month.last)
    return found


def _awake(play: Play, month: DayRange) -> dict[int, Waiting]:
    """Return the cases that somebody may act on by the month's end, by number."""
    for_now = (0, date.min)
    some = {
        case.pk: case
        for case in _waiting(play.played, Q(since__lte=month.last))
        if (told := play.asleep.get(case.pk, for_now))[0] != case.version or told[1] < month.last
    }
    for number in some:
        play.asleep.pop(number, None)
    return some


def _open_still(numbers: Sequence[int]) -> dict[int, Waiting]:
    """Return those of some cases that go on from where they are, in the order of their numbers."""
    return {case.pk: case for case in _waiting(any_of("id", numbers))}


def _waiting(*asked: Q | Func) -> Iterator[Waiting]:
    rows = Case.objects.filter(*asked, state__in=_NEXT).order_by("id")
    return (Waiting(*row) for row in rows.values_list(*Waiting._fields))


def _stood(play: Play) -> dict[int, date]:
    """Return when a restart of each case was last taken back, where one ever was."""
    asked = Q(case__synthetic=True) & in_sight(play.sight, "case__")
    rows = Move.objects.filter(asked, act__in=("take_back", "relapse"))
    return dict(rows.values_list("case_id").annotate(last=Max("on")))


def _step(
    play: Play,
    case: Waiting,
    month: DayRange,
    meetings: Mapping[str, tuple[Meeting, Meeting]],
    fate: Fate,
) -> Step | None:
    back = play.back(case, fate.stood_on)
    if case.state == "before_committee":
        return _at_committee(play, case, month, meetings[case.province_id], back, fate.end)
    day = _day(case, back, fate.pace, fate.wide)
    if day > month.last:
        play.asleep[case.pk] = (case.version, day - _DAY)
        return None
    act, said = _NEXT[case.state], Said(max(day, case.since))
    if act == "restart":
        step = _restart(play, case, said.on, back, fate)
        if step is None:  # it stays as it is, whatever was planned
            play.asleep[case.pk] = (case.version, date.max)
        return step
    if act == "bring":
        now, following = meetings[case.province_id]
        meeting = now if said.on <= now.on else following
        said = Said(said.on, meeting=meeting.pk)
    return _acted(play, case, act, said)


def _acted(play: Play, case: Waiting, act: str, said: Said) -> Step:
    person = play.cast.people[case.province_id, _ROLE.get(act, "officer")]
    return Step(case.pk, act, person, said)


def _day(case: Waiting, back: date | None, u: float, z: float) -> date:
    """Return the day on which a case goes on from where it is."""
    pace = rules()["pace"]
    if back is None:
        days = pace[case.state] * float(np.exp(pace["scatter"] * z))
        return case.since + timedelta(days=max(1, round(days)))
    if case.state == "under_way":
        return max(back, case.since) + timedelta(days=3 + int(30 * u))
    names = list(_SHARE)
    left = sum(_SHARE[name] for name in names[names.index(case.state) % 8 : 8])
    days = (back - case.since).days * _SHARE[case.state] / left * (0.7 + 0.6 * u)
    return case.since + timedelta(days=max(1, round(days)))


def _at_committee(
    play: Play,
    case: Waiting,
    month: DayRange,
    meetings: tuple[Meeting, Meeting],
    back: date | None,
    end: float,
) -> Step | None:
    """Decide on the day of the meeting that the case came before."""
    day = meetings[0].on
    if case.since > day or day > month.last:
        return None
    told = rules()["ends"]
    if back is None and end < told["not_viable"] * 0.6:
        return _acted(play, case, "give_up", Said(day, WORDS))
    if end > 1 - told["sent_back"] and case.version % 2:
        return _acted(play, case, "send_back", Said(day, WORDS))
    return _acted(play, case, "decide", Said(day))


def _restart(play: Play, case: Waiting, day: date, back: date | None, fate: Fate) -> Step | None:
    """Say that a unit runs again, or give up; a few say so of one that stands."""
    told = rules()["ends"]
    if back is not None:
        return _acted(play, case, "restart", _claim(play, case, day, back))
    edges = np.cumsum([told["not_viable"] * 0.4, told["withdrawn"], told["transferred"]])
    for act, edge in zip(("give_up", "withdraw", "transfer"), edges, strict=True):
        if fate.end < edge:
            return _acted(play, case, act, Said(day, WORDS))
    if fate.stood_on is None and fate.end < edges[-1] + told["false_claim"]:
        return _acted(play, case, "restart", _claim(play, case, day, day))
    return None


def _claim(play: Play, case: Waiting, day: date, back: date) -> Said:
    """Say since when it runs, with how many people and at which share, more or less as it is."""
    u = float(chance(play.seed, "claim", *keys_of([case]))[0])
    jobs = max(1, round(max(case.jobs, 1) * (0.3 + 0.5 * u)))
    seen = _insured(play, case.unit_id, back)
    jobs = max(1, round(seen * (0.95 + 0.25 * u))) if seen else jobs
    use = (0.55 if case.kind == "capacity" else 0.25) + 0.4 * u
    return Said(day, restarted_on=back, jobs=jobs, use=round(use, 2))


def _insured(play: Play, unit: int, back: date) -> float:
    """Return how many people were insured in the months after a restart; 0 where none are read."""
    row = play.told.row[unit]
    place = bisect_right([month.first for month in play.told.months], back)
    signal = play.told.signals.index("insured_workers")
    read = play.told.readings[row, place : place + 4, signal]
    read = read[np.isfinite(read)]
    return float(read.mean()) if len(read) else 0.0


def told_in_words(done: Mapping[str, int]) -> dict[str, Any]:
    """Return what was done as an event tells it.

    Args:
        done: how often each act was done. [acts]
    """
    return {f"revive.{act}": count for act, count in sorted(done.items()) if count}
