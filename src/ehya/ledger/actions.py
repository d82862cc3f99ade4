"""Writing in the ledger."""

from collections.abc import Iterable

from django.db import transaction

from ehya.ledger import roles
from ehya.ledger.models import CALENDARS, LANGUAGES, THEMES, Event, Run, User

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
        username="ehya", defaults={"role": roles.HOUSE, "is_active": False, "password": "!"}
    )
    return house


@transaction.atomic
def add_person(username: str, password: str, *, role: str, by: User, **more: object) -> User:
    """Give somebody a sign-in, or a sign-in of that name a new role and password.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "ledger.manage_people")
    person, new = User.objects.get_or_create(username=username, defaults={"role": role, **more})
    for name, value in {"role": role, **more}.items():
        setattr(person, name, value)
    if not person.check_password(password):
        person.set_password(password)
    person.save()
    note("ledger.add_person", by=by, username=username, role=role, new=new)
    return person


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
