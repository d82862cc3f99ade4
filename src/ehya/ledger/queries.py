"""What the ledger knows."""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles, scopes
from ehya.ledger.chain import Link, first_broken_link
from ehya.ledger.models import Event, Run, User

__all__ = [
    "Link",
    "events",
    "first_broken_link",
    "has_real_people",
    "known_by_now",
    "people_for_show",
    "person_named",
    "runs",
    "sight_of",
    "today",
]


def today() -> date:
    """Return the day the reader stands on: today, or the day the installation is set to."""
    told: date | None = settings.TODAY
    return told or timezone.localdate()


def known_by_now() -> datetime:
    """Return the moment up to which things are known: the end of a set day, or now."""
    told: date | None = settings.TODAY
    return datetime.combine(told, time.max, tzinfo=UTC) if told else timezone.now()


def events(act: str | None = None) -> QuerySet[Event]:
    """Return acts, newest first."""
    chosen = Event.objects.select_related("by").order_by("-position")
    return chosen.filter(act=act) if act else chosen


def runs(method: str | None = None) -> QuerySet[Run]:
    """Return the machine's runs, newest first."""
    chosen = Run.objects.order_by("-at", "-id")
    return chosen.filter(method=method) if method else chosen


def person_named(username: str) -> User:
    """Return who signs in by a name.

    Raises:
        Refusal: "ledger.no_such_person".
    """
    person = User.objects.filter(username=username).first()
    if person is None:
        raise Refusal("ledger.no_such_person", name=username[:60])
    return person


def sight_of(person: roles.Person) -> scopes.Sight:
    """Return how far somebody sees: nobody, a citizen and a closed account see nothing.

    Who works for provinces or parks sees those; everybody else on the staff the nation, unless
    scopes of their own say less.
    """
    role = roles.role_of(person)
    if role == roles.HOUSE:
        return scopes.ALL
    if role not in roles.STAFF or not person.is_active or not isinstance(person, User):
        return scopes.NOTHING
    held = scopes.sight(person.scopes.values_list("kind", "code"))
    return held if held or role in roles.LOCAL else scopes.ALL


def people_for_show() -> QuerySet[User]:
    """Return the demonstration's people, whose passwords are public."""
    return User.objects.filter(for_show=True, is_active=True).order_by("username")


def has_real_people() -> bool:
    """Tell whether anybody but the demonstration's people and the house has an account."""
    return User.objects.filter(for_show=False).exclude(role=roles.HOUSE).exists()
