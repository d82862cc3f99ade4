"""Whose cases are these from now on?"""

from collections.abc import Iterable

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


@transaction.atomic
def assign(numbers: Iterable[int], officer: str, *, by: User) -> int:
    """Give cases to an officer, all of them or none.

    Args:
        numbers: of the cases; each in a province for which the officer works.
        officer: sign-in name; "" takes them from whoever has them.
        by: who says so.

    Returns:
        How many changed hands.

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
    seen = set(cases_seen(sight_of(by)).filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := set(wanted) - seen:
        raise Refusal("revive.no_such_case", case=min(missing))
    held = Case.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    person = _officer(officer, {case.province_id for case in held}) if officer else None
    new = person.pk if person else None
    changed = [case.pk for case in held if case.officer_id != new]
    if not changed:
        return 0
    Case.objects.filter(pk__in=changed).update(officer=new, version=F("version") + 1)
    on = ("case", str(changed[0])) if len(changed) == 1 else None
    note("revive.assign", by=by, on=on, after={"officer": officer}, cases=changed)
    return len(changed)


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
