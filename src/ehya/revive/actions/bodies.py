"""How is an outside body written down, changed and ended?"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of, today
from ehya.register.models import Province
from ehya.revive.models import Body, Obligation
from ehya.revive.models.committees import BODY_KINDS
from ehya.revive.queries.committees import body_seen, last_change

ACT = "revive.manage_bodies"
LONGEST = {"name_fa": 120, "name_en": 120, "address": 200, "phone": 40, "email": 254}
WAITING = ("asked", "accepted", "objected")
EARLIEST = date(1921, 3, 21)  # 1 Farvardin 1300: before it, a year was mistyped
LATEST = timedelta(days=10 * 366)  # from today: after it, too


@transaction.atomic
def add_body(told: Mapping[str, str], *, by: User) -> int:
    """Write an outside body down.

    Args:
        told: "kind", "name_fa", "name_en", "province" (ISO code, "" for the whole country),
            "address", "phone", "email"; what is missing is empty.
        by: who does it.

    Returns:
        Its id.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_body_kind", "revive.body_name_missing",
            "revive.too_long", "revive.not_an_address", "revive.province_outside",
            "revive.body_there".
    """
    roles.require(by, ACT)
    facts = _checked(told)
    kind = told.get("kind", "")
    if kind not in BODY_KINDS:
        raise Refusal("revive.no_such_body_kind", kind=kind[:20])
    province = province_within(told.get("province", ""), by)
    _refuse_second(facts["name_fa"], province)
    body = Body.objects.create(kind=kind, province=province, **facts)
    note(ACT, by=by, on=("body", str(body.pk)), after={**facts, "kind": f"body.{kind}"})
    return body.pk


@transaction.atomic
def change_body(key: int, told: Mapping[str, str], *, by: User, seen: int | None = None) -> None:
    """Change what is told of a body; its kind and province stay.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_body", "revive.body_changed_meanwhile",
            "revive.nothing_new", and those of `add_body` on names and addresses.
    """
    roles.require(by, ACT)
    body = _held(key, by, seen)
    facts = _checked(told)
    before = {name: getattr(body, name) for name in facts if getattr(body, name) != facts[name]}
    if not before:
        raise Refusal("revive.nothing_new")
    if "name_fa" in before:
        _refuse_second(facts["name_fa"], body.province)
    for name, value in facts.items():
        setattr(body, name, value)
    body.version += 1
    body.save()
    after = {name: facts[name] for name in before}
    note(ACT, by=by, on=("body", str(key)), before=before, after=after)


@transaction.atomic
def end_body(key: int, on: date, *, by: User, seen: int | None = None) -> None:
    """Say that a body is bound to nothing new from a day on; what it owes stays.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_body", "revive.body_changed_meanwhile",
            "revive.ended_already", "revive.ahead".
    """
    roles.require(by, ACT)
    body = _held(key, by, seen)
    if body.ended_on:
        raise Refusal("revive.ended_already", on=body.ended_on)
    if on > today():
        raise Refusal("revive.ahead", on=on, today=today())
    body.ended_on, body.version = on, body.version + 1
    body.save(update_fields=["ended_on", "version"])
    owed = Obligation.objects.filter(body=body, state__in=WAITING).count()
    note(ACT, by=by, on=("body", str(key)), after={"ended_on": on}, obligations=owed)


def province_within(iso: str, by: User) -> Province | None:
    """Return a province that somebody works for; None for the whole country.

    Raises:
        Refusal: "revive.province_outside".
    """
    sight = sight_of(by)
    if not iso and sight.nation:
        return None
    province = Province.objects.filter(pk=iso[:10]).first() if iso else None
    if province is None or not (sight.nation or province.iso in sight.provinces):
        raise Refusal("revive.province_outside", province=iso[:10])
    return province


def _held(key: int, by: User, seen: int | None) -> Body:
    body_seen(key, sight_of(by))
    body = Body.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)
    province_within(body.province_id or "", by)
    if seen not in (None, body.version):
        raise meanwhile("revive.body_changed_meanwhile", "body", key)
    return body


def meanwhile(code: str, kind: str, key: int) -> Refusal:
    """Return the refusal of a form that is older than what stands there, with who did what."""
    newest = last_change(kind, key)
    if newest is None:
        return Refusal(code, by="…", act="…", on=today())
    return Refusal(code, by=newest.by.username, act=newest.act, on=newest.at.date())


def _checked(told: Mapping[str, str]) -> dict[str, str]:
    facts = {name: words_of(told.get(name, ""), name, LONGEST[name]) for name in LONGEST}
    if not facts["name_fa"]:
        raise Refusal("revive.body_name_missing")
    if facts["email"]:
        try:
            validate_email(facts["email"])
        except ValidationError:
            raise Refusal("revive.not_an_address", email=facts["email"]) from None
    return facts


def words_of(told: str, fact: str, longest: int) -> str:
    """Return what was typed, without signs that have no shape.

    Raises:
        Refusal: "revive.too_long".
    """
    words = "".join(c for c in told if c >= " " or c in "\n\t").strip()
    words = words.encode("utf-8", "replace").decode()
    if len(words) > longest:
        raise Refusal(
            "revive.too_long", fact=f"revive.fact.{fact}", letters=len(words), most=longest
        )
    return words


def refuse_far(on: date) -> None:
    """Say no to a day whose year was surely mistyped.

    Raises:
        Refusal: "revive.day_far".
    """
    first, last = EARLIEST, today() + LATEST
    if not first <= on <= last:
        raise Refusal("revive.day_far", on=on, first=first, last=last)


def _refuse_second(name: str, province: Province | None) -> None:
    if Body.objects.filter(name_fa=name, province=province).exists():
        raise Refusal("revive.body_there", name=name)
