"""Who may sign in, as what, and for which part of the country?"""

import re
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import queries, roles, scopes
from ehya.ledger.actions.notes import note
from ehya.ledger.models import CALENDARS, LANGUAGES, MONIES, THEMES, Scope, User
from ehya.ledger.rules import vocabulary

HOUSE_NAME = "ehya"
TAKEN = (HOUSE_NAME, "add")  # the second is an address: /people/add/
_NAME = re.compile(r"[\w.@+-]+")
PREFERENCES = {
    "language": LANGUAGES,
    "calendar": CALENDARS,
    "money": MONIES,
    "theme": THEMES,
}


def the_house() -> User:
    """Return the account in whose name the installation itself acts; it cannot sign in."""
    house, _ = User.objects.get_or_create(
        username=HOUSE_NAME, defaults={"role": roles.HOUSE, "is_active": False, "password": "!"}
    )
    return house


@transaction.atomic
def add_person(  # noqa: PLR0913 - what a sign-in is made of
    username: str,
    password: str,
    *,
    role: str,
    by: User,
    provinces: Iterable[str] = (),
    parks: Iterable[str] = (),
    anew: bool = False,
    chosen: bool = False,
    **more: object,
) -> User:
    """Give somebody a sign-in, or a sign-in of that name a new role, scopes and password.

    Args:
        username: what they sign in with.
        password: long enough, and none that somebody would guess.
        role: one of `roles.PEOPLE`.
        by: who gives it.
        provinces: theirs, as ISO 3166-2 codes ("IR-20") or in the record's spelling ("Semnan").
        parks: theirs, as park codes ("P-0001").
        anew: refuse a name that somebody has already.
        chosen: whether they chose the password themselves; else they do so at the first sign-in.
        more: `language`, `for_show` and the like.

    Raises:
        Refusal: as `queries.require`, and "ledger.bad_name", "ledger.no_such_role",
            "ledger.no_such_province", "ledger.no_such_park", "ledger.no_scope",
            "ledger.weak_password", "ledger.name_taken".
    """
    queries.require(by, "ledger.manage_people")
    _require_name(username)
    held = _known_scopes(role, provinces, parks)
    person = User.objects.filter(username=username).first() or User(username=username)
    if anew and person.pk:
        raise Refusal("ledger.name_taken", name=username)
    before = _told(person) if person.pk else None
    for name, value in {"role": role, "is_active": True, **more}.items():
        setattr(person, name, value)
    _require_strong(password, person)
    person.set_password(password)
    person.password_given = not (chosen or person.for_show)
    person.save()
    _hold(person, held)
    after = _told(person)
    note("ledger.add_person", by=by, on=("person", username), before=before, after=after)
    return person


@transaction.atomic
def change_role(
    username: str,
    *,
    role: str,
    by: User,
    provinces: Iterable[str] = (),
    parks: Iterable[str] = (),
) -> User:
    """Give somebody another role or another part of the country; it holds from the next page on.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person", "ledger.not_yourself",
            "ledger.no_such_role", "ledger.no_such_province", "ledger.no_such_park",
            "ledger.no_scope", "ledger.nothing_changed".
    """
    person = _another(username, by)
    held = _known_scopes(role, provinces, parks)
    before = _told(person)
    person.role = role
    person.save(update_fields=["role"])
    _hold(person, held)
    after = _told(person)
    if before == after:
        raise Refusal("ledger.nothing_changed", name=username)
    note("ledger.change_role", by=by, on=("person", username), before=before, after=after)
    return person


@transaction.atomic
def give_password(username: str, password: str, *, by: User) -> User:
    """Give somebody a new password, and the account back if it was closed; their sessions end.

    They choose one of their own before they see anything.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person", "ledger.not_yourself",
            "ledger.weak_password".
    """
    person = _another(username, by)
    before = _told(person)
    _require_strong(password, person)
    person.set_password(password)
    person.is_active = True
    person.password_given = not person.for_show
    person.save(update_fields=["password", "password_given", "is_active"])
    after = _told(person)
    note("ledger.give_password", by=by, on=("person", username), before=before, after=after)
    return person


@transaction.atomic
def close_person(username: str, *, by: User) -> User:
    """Let somebody sign in no longer. What they did stays in the ledger under their name.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person", "ledger.not_yourself".
    """
    person = _another(username, by)
    before = _told(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    after = _told(person)
    note("ledger.close_person", by=by, on=("person", username), before=before, after=after)
    return person


@transaction.atomic
def reset_second_factor(username: str, *, reason: str, by: User) -> User:
    """Forget somebody's telephone and recovery codes, and end their sessions.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person", "ledger.not_yourself",
            "ledger.reason_needed", "ledger.no_second_factor".
    """
    person = _another(username, by)
    gone, _ = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise Refusal("ledger.no_second_factor", name=username)
    person.sessions_from = timezone.now()
    person.save(update_fields=["sessions_from"])
    note("ledger.reset_second_factor", by=by, on=("person", username), reason=reason)
    return person


def _another(username: str, by: User) -> User:
    """Return whom somebody may manage: anybody but the house and themselves."""
    queries.require(by, "ledger.manage_people")
    person = queries.person_named(username)
    if person.role == roles.HOUSE:
        raise Refusal("ledger.no_such_person", name=username)
    if person == by:
        raise Refusal("ledger.not_yourself")
    return person


@transaction.atomic
def change_password(password: str, *, by: User) -> None:
    """Give somebody the password that they chose for themselves.

    Raises:
        Refusal: "ledger.weak_password", "ledger.same_password".
    """
    _require_strong(password, by)
    if by.check_password(password):
        raise Refusal("ledger.same_password")
    by.set_password(password)
    by.password_given = False
    by.save(update_fields=["password", "password_given"])
    note("ledger.change_password", by=by, on=("person", by.username))


def _known_scopes(
    role: str, provinces: Iterable[str], parks: Iterable[str]
) -> set[tuple[str, str]]:
    if role not in roles.PEOPLE:
        raise Refusal("ledger.no_such_role", role=role, wanted=", ".join(roles.PEOPLE))
    held = {(scopes.PROVINCE, _province(told)) for told in provinces}
    for park in parks:
        if not scopes.well_written(scopes.PARK, park):
            raise Refusal("ledger.no_such_park", park=park[:40])
        held.add((scopes.PARK, park))
    if role in roles.LOCAL and not held:
        raise Refusal("ledger.no_scope", role=role)
    return held


def _province(told: str) -> str:
    for place in vocabulary().places.values():
        if told in {place.name, place.iso, place.name_fa} and scopes.well_written(
            scopes.PROVINCE, place.iso
        ):
            return place.iso
    raise Refusal("ledger.no_such_province", province=told[:40])


def _hold(person: User, held: set[tuple[str, str]]) -> None:
    person.scopes.all().delete()
    Scope.objects.bulk_create(Scope(user=person, kind=kind, code=code) for kind, code in held)


def _told(person: User) -> dict[str, object]:
    """Return what the ledger keeps of a person: no password, and nothing of how they read."""
    return {
        "id": person.pk,
        "role": person.role,
        "open": person.is_active,
        "scopes": sorted(code or kind for kind, code in person.scopes.values_list("kind", "code")),
    }


def _require_name(username: str) -> None:
    longest = User._meta.get_field("username").max_length or 0
    if not _NAME.fullmatch(username) or len(username) > longest or username in TAKEN:
        raise Refusal("ledger.bad_name", name=username[:40], most=longest)


def _require_strong(password: str, person: User) -> None:
    if person.for_show:
        return  # everybody knows it anyway
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refusal("ledger.weak_password", least=settings.SHORTEST_PASSWORD) from weak


def prefer(person: User, **choices: str) -> User:
    """Keep how a person reads: language, calendar, money, theme. Nobody else's business, so not noted.

    Raises:
        ValueError: a choice that is none (a programmer's mistake: the form offers only choices).
    """
    for name, value in choices.items():
        if value not in dict(PREFERENCES.get(name, [])):
            raise ValueError(f"{name}={value}")
        setattr(person, name, value)
    person.save(update_fields=list(choices))
    return person
