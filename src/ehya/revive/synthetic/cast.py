"""Who are the made-up officers, bodies and committees of each province?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from ehya.ledger.models import Scope, User
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import Province
from ehya.revive.models import Body, Committee, Member

BODIES = {  # kind -> names; nobody of these exists
    "bank": ("بانک نمونه", "Sample Bank"),
    "tax": ("ادارهٔ مالیات نمونه", "Sample Tax Office"),
    "insurance": ("بیمهٔ نمونه", "Sample Social Insurance"),
    "electricity": ("برق نمونه", "Sample Electricity"),
    "industry": ("ادارهٔ صنعت نمونه", "Sample Industry Office"),
    "court": ("دادگستری نمونه", "Sample Court"),
}
_SEATS = (  # post in Persian, the body that sits there, whether it chairs
    ("معاون استاندار", "", True),
    ("مدیر شرکت شهرک‌ها", "", False),
    ("نمایندهٔ بانک", "bank", False),
    ("نمایندهٔ مالیات", "tax", False),
    ("نمایندهٔ بیمه", "insurance", False),
    ("نمایندهٔ برق", "electricity", False),
    ("نمایندهٔ صنعت", "industry", False),
    ("نمایندهٔ دادگستری", "court", False),
)
QUORUM = 5
ROLES = ("officer", "assessor", "secretary")


@dataclass(frozen=True, slots=True)
class Cast:
    """Whoever plays.

    Attributes:
        people: (province, role) -> the person.
        bodies: (province, kind) -> the body's id.
        committees: province -> the committee's id.
    """

    people: Mapping[tuple[str, str], User]
    bodies: Mapping[tuple[str, str], int]
    committees: Mapping[str, int]


def cast(*, first: date, event: UUID, sight: Sight = ALL) -> Cast:
    """Return the made-up people, bodies and committees; made where they are missing.

    A person of the demonstration who works for a province as an officer plays there.

    Args:
        first: since when the committees sit.
        event: of which they are.
        sight: of which provinces; all.
    """
    provinces = [row for row in Province.objects.order_by("iso") if sight.covers(row.iso)]
    shown = {
        (scope.code, scope.user.role): scope.user
        for scope in Scope.objects.filter(
            kind="province", user__for_show=True, user__is_active=True
        )
        .select_related("user")
        .order_by("-id")
    }
    people = {
        (province.iso, role): shown.get((province.iso, role)) or _person(province.iso, role)
        for province in provinces
        for role in ROLES
    }
    bodies = {
        (province.iso, kind): _body(province, kind) for province in provinces for kind in BODIES
    }
    committees = {
        province.iso: _committee(province, bodies, first, event) for province in provinces
    }
    return Cast(people, bodies, committees)


def _person(province: str, role: str) -> User:
    """Return somebody who exists in name only: nobody can sign in as them."""
    name = f"synthetic-{role}-{province}"
    person, made = User.objects.get_or_create(
        username=name, defaults={"role": role, "is_active": False, "for_show": True}
    )
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        Scope.objects.create(user=person, kind="province", code=province)
    return person


def _body(province: Province, kind: str) -> int:
    fa, en = BODIES[kind]
    body, _ = Body.objects.get_or_create(
        name_fa=f"{fa} {province.name_fa}",
        province=province,
        defaults={"kind": kind, "name_en": f"{en}, {province.name_en}", "synthetic": True},
    )
    return body.pk


def _committee(
    province: Province, bodies: Mapping[tuple[str, str], int], first: date, event: UUID
) -> int:
    committee, made = Committee.objects.get_or_create(
        province=province,
        synthetic=True,
        defaults={
            "name_fa": f"ستاد تسهیل نمونهٔ {province.name_fa}",
            "name_en": f"Sample facilitation headquarters, {province.name_en}",
            "quorum": QUORUM,
        },
    )
    if made:
        Member.objects.bulk_create(
            Member(
                committee=committee,
                body_id=bodies.get((province.iso, kind)),
                name=f"{post} (ساختگی)",
                post=post,
                chairs=chairs,
                valid=DateRange(first, None),
                event_id=event,
            )
            for post, kind, chairs in _SEATS
        )
    return committee.pk
