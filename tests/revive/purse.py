"""A unit in Semnan with its case, an approving decision, an intervention and a line of money.

The line has a budget of 1,000 rials; every amount is small enough to be added up by hand.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from ehya.ledger.models import Event, User
from ehya.register.models import UnitVersion
from ehya.revive.actions import funding
from ehya.revive.actions.booking import Order
from ehya.revive.actions.opening import open_case
from ehya.revive.models import Case, Committee, Decision, Item, Meeting
from ehya.revive.queries.amounts import Told

BORN, DAY = date(2019, 3, 21), date(2024, 8, 12)  # the unit's first day; the decision's and today


def person(role, *provinces, name=None):
    """Return a person of a role, for these provinces."""
    from ehya.ledger.models import Scope

    made, _ = User.objects.get_or_create(username=name or role, defaults={"role": role})
    for province in provinces:
        Scope.objects.get_or_create(user=made, kind="province", code=province)
    return made


def a_unit(steward, province="IR-20"):
    """Return the number of a new unit."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit

    load_places(by=the_house())
    return add_unit({"name_en": "Brick", "province": province}, by=steward, on=BORN)


def a_case(unit, kind="revival", *, by):
    """Return the number of a case that the committee has decided on."""
    case = open_case(unit, kind, by=by, on=DAY)
    Case.objects.filter(pk=case).update(state="decided")
    return case


def a_decision(case, *, said="approved", round_=1, on=DAY):
    """Return the id of a decision on a case."""
    event, told = Event.objects.order_by("-position")[0], Case.objects.get(pk=case)
    committee, _ = Committee.objects.get_or_create(
        province=told.province, defaults={"name_fa": "ستاد", "quorum": 1}
    )
    number = Meeting.objects.count() + 1
    meeting = Meeting.objects.create(committee=committee, number=number, on=on)
    item = Item.objects.create(meeting=meeting, case=told, place=1, round=round_, state="decided")
    decision = Decision.objects.create(
        item=item,
        case=told,
        number=number,
        committee=committee,
        round=round_,
        on=on,
        said=said,
        words="a loan",
        votes_for=2 if said == "approved" else 0,
        present=2,
        event=event,
    )
    return decision.pk


def a_line(code, by, *, budget=1_000, **more):
    """Return the code of a line of 1403 with its budget."""
    days = {"first": date(2024, 3, 20), "last": date(2025, 3, 20)} | more
    funding.open_line(funding.NewLine(code=code, name_fa="ردیف", **days), by=by)
    if budget:
        told = order(budget, key=f"{code} budget", on=max(days["first"], date(2024, 3, 20)))
        funding.set_budget(code, "budget", told, by=by, sure=True)
    return code


def order(amount, *, key, on=DAY, decision=None, words="", **told):
    """Return an order; line, kind and person are filled in by the act."""
    amounts = Told(Decimal(amount), **told)
    return Order(0, "", amounts, on, User(), key=key, decision=decision, words=words)


def ready(steward, officer, analyst, **how):
    """Return a unit, its case, a decision, a planned loan and a line of 1,000 rials."""
    from ehya.revive.actions import planning

    unit = a_unit(steward)
    case = a_case(unit, by=officer)
    return SimpleNamespace(
        unit=unit,
        case=case,
        decision=a_decision(case),
        work=planning.plan(case, how.get("kind", "working_capital_loan"), by=officer),
        line=a_line("CBI-1403", analyst, budget=how.get("budget", 1_000)),
        officer=officer,
        analyst=analyst,
        secretary=person("secretary", "IR-20"),
    )


def move(there, kind, amount, key, *, on=DAY, sure=True, seen=None, line=None, **told):
    """Move money of the line for the intervention, by whoever may."""
    by = there.officer if kind in ("pay", "repay") else there.secretary
    words = told.pop("words", "put right" if kind == "release" else "")
    decision = told.pop("decision", there.decision if kind == "commit" else None)
    full = order(amount, key=key, on=on, decision=decision, words=words, **told)
    return funding.move_money(
        there.work, kind, line or there.line, full, by=by, sure=sure, seen=seen
    )


def place_of(unit):
    """Return what is told of a unit."""
    return UnitVersion.objects.get(unit__number=unit)


def a_loan(steward, officer, analyst):
    """Return a loan: 700 committed on the 12th, 400 paid on the 14th, 100 released on the 16th."""
    there = ready(steward, officer, analyst)
    move(there, "commit", 700, "a", on=date(2024, 8, 12))
    move(there, "pay", 400, "b", on=date(2024, 8, 14))
    move(there, "release", 100, "c", on=date(2024, 8, 16))
    return there
