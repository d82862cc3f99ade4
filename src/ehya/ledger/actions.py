"""Writing in the ledger."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import queries, roles, scopes
from ehya.ledger.models import CALENDARS, LANGUAGES, THEMES, Event, Run, Scope, User, new_event_id
from ehya.ledger.rules import vocabulary

HOUSE_NAME = "ehya"
_NAME = re.compile(r"[\w.@+-]+")
PREFERENCES = {"language": LANGUAGES, "calendar": CALENDARS, "theme": THEMES}


def note(  # noqa: PLR0913 - an event is this wide
    act: str,
    *,
    by: User,
    on: tuple[str, str] | None = None,
    before: object = None,
    after: object = None,
    reason: str = "",
    id: UUID | None = None,  # noqa: A002 - the event's own name for it
    **facts: object,
) -> Event:
    """Write down one act: the LAST thing its transaction does, and inside that transaction.

    The chain has one end, so from here until the commit every other act in the house waits.

    Args:
        act: its name in `roles.MAY`, e.g. "register.change_unit".
        by: who does it.
        on: what it is done to, as (kind, key), e.g. ("unit", "1000-0042-7").
        before: what was so, where something is changed; anything JSON can hold, days too.
        after: what is so now.
        reason: why; asked for where `roles.REASON_ASKED` says so.
        id: `new_event_id()` where rows written earlier in the transaction refer to this event.
        facts: whatever else should be known of it.

    Returns:
        The event, with its position and digest.

    Raises:
        Refusal: "ledger.reason_needed" with the act.
    """
    reason = reason.strip()
    if act in roles.REASON_ASKED and not reason:
        raise Refusal("ledger.reason_needed", act=act)
    kind, key = on or ("", "")
    return Event.objects.create(
        id=id or new_event_id(),
        act=act,
        by=by,
        on_kind=kind,
        on_key=key,
        before=before,
        after=after,
        reason=reason,
        facts=facts,
    )


def note_run(method: str, *, origins: Iterable[str], seconds: float, **settings: object) -> Run:
    """Write down one pass of a method, with what it read."""
    return Run.objects.create(
        method=method, settings=settings, origins=sorted(origins), seconds=seconds
    )


def the_house() -> User:
    """Return the account in whose name the installation itself acts; it cannot sign in."""
    house, _ = User.objects.get_or_create(
        username=HOUSE_NAME, defaults={"role": roles.HOUSE, "is_active": False, "password": "!"}
    )
    return house


@transaction.atomic
def add_person(
    username: str,
    password: str,
    *,
    role: str,
    by: User,
    provinces: Iterable[str] = (),
    parks: Iterable[str] = (),
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
        more: `language`, `for_show` and the like.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.bad_name", "ledger.no_such_role",
            "ledger.no_such_province", "ledger.no_such_park", "ledger.no_scope",
            "ledger.weak_password".
    """
    roles.require(by, "ledger.manage_people")
    _require_name(username)
    held = _known_scopes(role, provinces, parks)
    person = User.objects.filter(username=username).first() or User(username=username)
    before = _told(person) if person.pk else None
    for name, value in {"role": role, "is_active": True, **more}.items():
        setattr(person, name, value)
    _require_strong(password, person)
    person.set_password(password)
    person.save()
    _hold(person, held)
    after = _told(person)
    note("ledger.add_person", by=by, on=("person", username), before=before, after=after)
    return person


@transaction.atomic
def close_person(username: str, *, by: User) -> User:
    """Let somebody sign in no longer. What they did stays in the ledger under their name.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person".
    """
    roles.require(by, "ledger.manage_people")
    person = queries.person_named(username)
    before = _told(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    after = _told(person)
    note("ledger.close_person", by=by, on=("person", username), before=before, after=after)
    return person


@transaction.atomic
def change_password(password: str, *, by: User) -> None:
    """Give somebody the password that they chose for themselves.

    Raises:
        Refusal: "ledger.weak_password".
    """
    _require_strong(password, by)
    by.set_password(password)
    by.save(update_fields=["password"])
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
    if not _NAME.fullmatch(username) or len(username) > longest or username == HOUSE_NAME:
        raise Refusal("ledger.bad_name", name=username[:40], most=longest)


def _require_strong(password: str, person: User) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refusal("ledger.weak_password", least=settings.SHORTEST_PASSWORD) from weak


def prefer(person: User, **choices: str) -> User:
    """Keep how a person reads: language, calendar, theme. Nobody else's business, so not noted.

    Raises:
        ValueError: a choice that is none (a programmer's mistake: the form offers only choices).
    """
    for name, value in choices.items():
        if value not in dict(PREFERENCES.get(name, [])):
            raise ValueError(f"{name}={value}")
        setattr(person, name, value)
    person.save(update_fields=list(choices))
    return person
