"""Cases that a committee decided on, as many as are asked for, with what became of them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ehya.ledger.actions import note, the_house
from ehya.ledger.actions.copying import copy_in
from ehya.revive.models import Case, Decision, Intervention, Item, Meeting, Move, Restart
from tests.revive import hall as made

DECIDED = date(2022, 6, 19)
LONG_AGO = DECIDED - timedelta(days=60)


def at(day):
    """The evening of a day."""
    return datetime.combine(day, time(18), tzinfo=timezone.get_current_timezone())


class Hall:
    """A committee of Semnan and one unit, whose closed cases may be as many as one likes."""

    def __init__(self, steward):
        self.hall = made.open_hall(steward)
        self.first = made.add_case(steward, state="withdrawn", since=LONG_AGO)
        self.event = note("revive.play", by=the_house())
        self.number = 0

    def decided(self, count, *, answers="liquidity.working_capital", on=DECIDED):
        """Cases with an approved loan; give their ids."""
        told = {"event": self.event, "round": 1}
        cases = copy_in(self._case() for _ in range(count))
        meeting = Meeting.objects.create(committee_id=self.hall.committee, number=100 + self.number,
                                         on=on)  # fmt: skip
        items = copy_in(
            Item(meeting=meeting, case=case, place=place, round=1, state="decided")
            for place, case in enumerate(cases)
        )
        decisions = copy_in(
            Decision(item=item, case_id=item.case_id, number=self._next(), on=on, said="approved",
                     committee_id=self.hall.committee, votes_for=5, present=5, **told)
            for item in items
        )  # fmt: skip
        copy_in(
            Intervention(case_id=row.case_id, kind="working_capital_loan", answers=answers,
                         decision=row, **told)
            for row in decisions
        )  # fmt: skip
        copy_in(self._move(case.pk, "decide", "decided", on) for case in cases)
        return [case.pk for case in cases]

    def back(self, cases, *, after=60, verified_after=180, jobs=20):
        """Say of cases that they run again, and verify it; give the restarts."""
        ran = DECIDED + timedelta(days=after)
        moves = copy_in(self._move(case, "restart", "restarted", ran) for case in cases)
        checked = DECIDED + timedelta(days=verified_after)
        seen = {"insured": 0.8}  # of the people told
        verified = copy_in(self._move(case, "verify", "verified", checked, seen) for case in cases)
        stood = checked + timedelta(days=400)
        last = copy_in(self._move(case, "relapse", "relapsed", stood) for case in cases)
        return copy_in(
            Restart(case_id=case, unit=self.first.unit, kind="revival", restarted_on=ran, jobs=jobs,
                    use=0.6, move=told, verified_by=seen, ended_by=end)
            for case, told, seen, end in zip(cases, moves, verified, last, strict=True)
        )  # fmt: skip

    def _case(self):
        facts = ("unit_id", "province_id", "kind", "state", "since", "due", "owner", "jobs")
        more = ("round_begun", "opened_on", "opened_by_id")
        return Case(**{name: getattr(self.first, name) for name in (*facts, *more)})

    def _move(self, case, act, target, on, facts=None):
        return Move(case_id=case, act=act, source="found", target=target, round=1, on=on,
                    known_at=at(on), due=on, by=the_house(), event=self.event,
                    facts=facts or {})  # fmt: skip

    def _next(self):
        self.number += 1
        return self.number


__all__ = ["DECIDED", "Case", "Hall", "at"]
