"""A project in Semnan with its money, its plan and its way: small numbers, added up by hand."""

from datetime import date
from decimal import Decimal

from ehya.invest.actions import building, paying, planning, projects
from ehya.invest.models import Project
from ehya.revive.queries.amounts import Told

DAY = date(2024, 8, 12)  # today
BEGUN = date(2024, 3, 20)


def places():
    """Load the provinces."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places

    load_places(by=the_house())


def a_project(by, **told):
    """Return the number of a new project; provinces must be there."""
    usual = {"kind": "infrastructure", "branch": "water", "name_fa": "آب", "name_en": "Water"}
    days = {"begins_on": BEGUN, "ends_on": date(2025, 3, 20)}
    place = {"province": "IR-20"} if told.get("stands_for", 1) == 1 else {}
    return projects.open_project(projects.NewProject(**usual | days | place | told), by=by)


def money(number, amount, *, by, on=BEGUN, kind="bank", **how):
    """Approve an amount of rials; return the source's id."""
    told = how.pop("told", None) or Told(Decimal(amount))
    source = paying.Source(
        kind, told, on, name=how.pop("name", ""), amount_usd=how.pop("usd", None)
    )
    return paying.set_financing(number, source, by=by, sure=how.pop("sure", True), **how)


def pay(number, amount, key, *, by, on=DAY, **how):
    """Pay an amount of rials; return the payment's id."""
    told = how.pop("told", None) or Told(Decimal(amount))
    more = {"amount_usd": how.pop("usd", None), "reference": how.pop("reference", "")}
    bill = paying.Bill(told, on, key, how.pop("financing", None), **more)
    return paying.pay(number, bill, by=by, sure=how.pop("sure", True), **how)


def plan(number, *steps, by, **how):
    """Plan milestones, told as (name, weight, day)."""
    told = [planning.Step(name, Decimal(weight), on) for name, weight, on in steps]
    planning.plan_milestones(number, told, by=by, **how)


def tell(number, share, *, by, on=DAY, **how):
    """Tell progress."""
    building.tell_progress(number, Decimal(share), by=by, on=on, **how)


def of(number):
    """Return the project as it stands."""
    return Project.objects.get(pk=number)
