"""Whose cases are these from now on?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.revive.models import Case
from ehya.revive.queries.cases import officers_of
from ehya.revive.queries.scope import cases_seen

MOST = 1_000  # cases at once


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of cases that were to be given to somebody.

    Attributes:
        given: how many changed hands.
        left: cases that somebody changed meanwhile, each with whose it is now ("" for nobody's).
    """

    given: int
    left: tuple[tuple[int, str], ...] = ()


@transaction.atomic
def assign(
    numbers: Iterable[int], officer: str, *, by: User, seen: Mapping[int, int] | None = None
) -> Assigned:
    """Give cases to an officer; what somebody changed meanwhile is left as it is, and told.

    Args:
        numbers: of the cases; each in a province for which the officer works.
        officer: sign-in name; "" takes them from whoever has them.
        by: who says so.
        seen: case -> the version that the person saw; None where they saw none.

    Raises:
        Refusal: "ledger.not_allowed", "revive.none_chosen", "revive.too_many_chosen",
            "revive.no_such_case", "revive.no_such_officer".
    """
    roles.require(by, "revive.assign")
    wanted = sorted(set(numbers))
    if not wanted:
        raise Refusal("revive.none_chosen")
    if len(wanted) > MOST:
        raise Refusal("revive.too_many_chosen", count=len(wanted), limit=MOST)
    there = set(cases_seen(sight_of(by)).filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := set(wanted) - there:
        raise Refusal("revive.no_such_case", case=min(missing))
    locked = Case.objects.select_for_update(no_key=True, of=("self",)).select_related("officer")
    held = list(locked.filter(pk__in=wanted).order_by("pk"))
    person = _officer(officer, {case.province_id for case in held}) if officer else None
    new = person.pk if person else None
    shown = {} if seen is None else seen
    left = [case for case in held if shown.get(case.pk, case.version) != case.version]
    kept = {case.pk for case in left}
    changed = [case.pk for case in held if case.officer_id != new and case.pk not in kept]
    told = tuple((case.pk, case.officer.username if case.officer else "") for case in left)
    if not changed:
        return Assigned(0, told)
    Case.objects.filter(pk__in=changed).update(officer=new, version=F("version") + 1)
    on = ("case", str(changed[0])) if len(changed) == 1 else None
    note("revive.assign", by=by, on=on, after={"officer": officer}, cases=changed)
    return Assigned(len(changed), told)


def _officer(name: str, provinces: Iterable[str]) -> User:
    """Return the officer, who works for every one of the provinces."""
    found: User | None = None
    for province in sorted(provinces):
        found = officers_of(province).filter(username=name.replace("\x00", "")).first()
        if found is None:
            raise Refusal("revive.no_such_officer", officer=name[:40], province=province)
    if found is None:
        raise Refusal("revive.none_chosen")
    return found
