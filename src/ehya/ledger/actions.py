"""Writing in the ledger."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import queries, roles
from ehya.ledger.models import CALENDARS, LANGUAGES, THEMES, Event, Run, User
from ehya.ledger.rules import vocabulary

HOUSE_NAME = "ehya"
_NAME = re.compile(r"[\w.@+-]+")
PREFERENCES = {"language": LANGUAGES, "calendar": CALENDARS, "theme": THEMES}


def note(act: str, *, by: User, **facts: object) -> Event:
    """Write down one act. Call it inside the act's own transaction."""
    return Event.objects.create(act=act, by=by, facts=facts)


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
    username: str, password: str, *, role: str, by: User, province: str = "", **more: object
) -> User:
    """Give somebody a sign-in, or a sign-in of that name a new role and password.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.bad_name", "ledger.no_such_role",
            "ledger.no_such_province", "ledger.officer_without_province", "ledger.weak_password".
    """
    roles.require(by, "ledger.manage_people")
    _require_name(username)
    province = _known_place(role, province)
    person = User.objects.filter(username=username).first() or User(username=username)
    told = {"role": role, "province": province, "is_active": True, **more}
    for name, value in told.items():
        setattr(person, name, value)
    _require_strong(password, person)
    person.set_password(password)
    person.save()
    note("ledger.add_person", by=by, username=username, role=role, province=province)
    return person


@transaction.atomic
def close_person(username: str, *, by: User) -> User:
    """Let somebody sign in no longer. What they did stays in the ledger under their name.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.no_such_person".
    """
    roles.require(by, "ledger.manage_people")
    person = queries.person_named(username)
    person.is_active = False
    person.save(update_fields=["is_active"])
    note("ledger.close_person", by=by, username=username)
    return person


def _known_place(role: str, province: str) -> str:
    if role not in roles.PEOPLE:
        raise Refusal("ledger.no_such_role", role=role, wanted=", ".join(roles.PEOPLE))
    if role == roles.OFFICER and not province:
        raise Refusal("ledger.officer_without_province")
    if province and province not in vocabulary().places:
        raise Refusal("ledger.no_such_province", province=province)
    return province


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
