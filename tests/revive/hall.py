"""A committee, its people, its bodies and cases that wait to come before it, made by hand."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ehya.diagnose.actions.keeping import keep
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import Scope, User
from ehya.register.actions.units import add_unit
from ehya.register.models import Province, Unit
from ehya.revive.actions import bodies, deciding, following, meetings, seats
from ehya.revive.actions.binding import Owed
from ehya.revive.actions.following import Answer
from ehya.revive.models import Case, Committee, Intervention, Member, Move, Obligation

BORN = date(2019, 3, 21)
PROPOSED = date(2024, 5, 1)
MET = date(2024, 6, 19)  # 30 Khordad 1403
TODAY = date(2024, 8, 12)  # 22 Mordad 1403
JULY, AUGUST = date(2024, 7, 21), date(2024, 8, 20)
SEMNAN, QAZVIN = "IR-20", "IR-26"
NAMES = {SEMNAN: ("سمنان", "Semnan"), QAZVIN: ("قزوین", "Qazvin")}
WHO = ("معاون استاندار", "نمایندهٔ بانک", "نمایندهٔ مالیات", "نمایندهٔ بیمه", "مدیر شهرک‌ها")


def add_provinces():
    """Make Semnan and Qazvin."""
    for iso, (fa, en) in NAMES.items():
        facts = {"name_fa": fa, "name_en": en, "sort_key": en, "lat": 35, "lon": 53}
        Province.objects.get_or_create(iso=iso, defaults=facts)


def add_secretary(name="secretary", province=SEMNAN):
    """Somebody who keeps a province's committee."""
    person = User.objects.create_user(username=name, role="secretary")
    Scope.objects.create(user=person, kind="province", code=province)
    return person


def add_case(steward, name="Azargun", *, province=SEMNAN, state="proposed", since=PROPOSED):
    """A case that waits to come before the committee, one thing planned for it."""
    number = add_unit({"name_en": name, "name_fa": f"لوله‌سازی {name}", "province": province,
                       "status": "idle"}, by=steward, on=BORN)  # fmt: skip
    event = note("revive.open", by=the_house())
    case = Case.objects.create(
        unit=Unit.objects.get(number=number), province_id=province, kind="revival", state=state,
        since=since, due=since + timedelta(days=21), owner="secretary", round_begun=since,
        jobs=40, opened_on=since, opened_by=event,
    )  # fmt: skip
    Move.objects.create(
        case=case, act="open", target="found", round=1, on=since, known_at=timezone.now(),
        due=case.due, by=the_house(), event=event,
    )  # fmt: skip
    Intervention.objects.create(
        case=case, round=1, kind="debt_rescheduling", answers="bank_debt.overdue",
        cost_irr=42_000_000_000, event=event,
    )  # fmt: skip
    return case


def open_hall(steward, *, quorum=3, people=WHO, province=SEMNAN, secretary=None):
    """A committee of five (the first one chairs), a bank, and a meeting on 19 June 2024."""
    add_provinces()
    secretary = secretary or add_secretary(province=province)
    key = seats.add_committee(f"ستاد تسهیل {NAMES[province][0]}", by=secretary, province=province,
                              name_en=f"Facilitation, {NAMES[province][1]}", quorum=quorum)  # fmt: skip
    for place, name in enumerate(people):
        seats.seat(key, name, by=secretary, first=BORN, chairs=place == 0)
    bank = bodies.add_body(
        {"kind": "bank", "name_fa": "بانک نمونه", "name_en": "Sample Bank", "province": province},
        by=secretary,
    )
    meeting = meetings.call_meeting(key, meetings.When(MET, None, "استانداری"), by=secretary)
    sitting = list(Member.objects.filter(committee=key).order_by("id").values_list("pk", flat=True))
    return SimpleNamespace(
        secretary=secretary, committee=key, bank=bank, meeting=meeting, sitting=sitting,
        steward=steward,
    )  # fmt: skip


def put_on(hall, *cases):
    """Bring cases before the hall's meeting; return their items' ids."""
    meetings.bring(hall.meeting, {case.pk: "امهال بدهی" for case in cases}, by=hall.secretary)
    items = {item.case_id: item.pk for item in Committee.objects.get(pk=hall.committee)
             .meetings.get(pk=hall.meeting).items.all()}  # fmt: skip
    return [items[case.pk] for case in cases]


def attend(hall, present=None):
    """Write down who was there; all, unless told."""
    there = hall.sitting if present is None else hall.sitting[:present]
    meetings.write_attendance(hall.meeting, there, by=hall.secretary)
    return there


def votes(there, said="for"):
    """Everybody who was there says the same."""
    return dict.fromkeys(there, said)


def approve(hall, item, there, *owed, words="با امهال بدهی موافقت شد"):
    """Approve an item by all votes; give the decision's id."""
    ruling = deciding.Ruling(item, "approved", words, votes(there), owed=owed)
    return deciding.decide(hall.meeting, ruling, by=hall.secretary)


def owes(hall, *, amount=42_000_000_000, due=None):
    """What the bank is bound to."""
    return Owed(hall.bank, "امهال بدهی معوق", amount, due)


def an_obligation(hall, steward, **how):
    """One obligation of the bank, decided on 19 June 2024."""
    (item,) = put_on(hall, add_case(steward))
    approve(hall, item, attend(hall), owes(hall, **how))
    return Obligation.objects.get()


def seated_from(first, last=None):
    """A span of days of a seat."""
    return DateRange(first, last)


def busy_hall(steward):
    """A hall whose first meeting has decided one case and whose second has another before it."""
    hall = open_hall(steward)
    (item,) = put_on(hall, add_case(steward, "First"))
    hall.decision = approve(hall, item, attend(hall), owes(hall))
    hall.owed = Obligation.objects.get().pk
    hall.decided, hall.meeting = (
        hall.meeting,
        meetings.call_meeting(
            hall.committee, meetings.When(MET + timedelta(days=1)), by=hall.secretary
        ),
    )
    (hall.item,) = put_on(hall, add_case(steward, "Second"))
    attend(hall)
    hall.proposed = add_case(steward, "Third").pk
    return hall


def six_promises(hall, steward):
    """Six obligations of 19 June: four of the bank (due 21 July), two of the tax office (20 August)."""
    tax = bodies.add_body(
        {"kind": "tax", "name_fa": "مالیات نمونه", "province": SEMNAN}, by=hall.secretary
    )
    (item,) = put_on(hall, add_case(steward))
    bank = [Owed(hall.bank, f"کار {n}", None, JULY) for n in range(4)]
    approve(hall, item, attend(hall), *bank, *[Owed(tax, "تقسیط", None, AUGUST)] * 2)
    rows = list(Obligation.objects.order_by("id"))
    paper = keep(b"%PDF-1.4 receipt", name="receipt.pdf", by=hall.secretary)
    for row, said, on, more in (
        (rows[0], "discharged", date(2024, 7, 10), {"proof": paper}),
        (rows[1], "discharged", date(2024, 8, 5), {"proof": paper}),
        (rows[2], "put_off", date(2024, 7, 15), {"words": "x", "due": AUGUST}),
        (rows[4], "objected", date(2024, 7, 2), {"words": "x"}),
        (rows[5], "void", date(2024, 8, 10), {"words": "x"}),
    ):
        following.follow(Answer(row.pk, said, on, hall.secretary, **more))
    return rows
