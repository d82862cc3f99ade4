"""What the ledger knows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles, scopes
from ehya.ledger.chain import Link, first_broken_link
from ehya.ledger.models import Event, Run, User

__all__ = [
    "Account",
    "Asked",
    "Event",
    "Link",
    "User",
    "account",
    "acts_done",
    "events",
    "events_asked",
    "first_broken_link",
    "had_digest",
    "has_real_people",
    "known_by_now",
    "may",
    "people",
    "people_for_show",
    "people_with_mail",
    "person_named",
    "require",
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are asked for; what is empty is not asked.

    Attributes:
        person: sign-in name of who did it.
        act: its name, e.g. "register.change_unit".
        on_kind: kind of the thing, e.g. "unit".
        on_key: the thing, e.g. the unit's number.
        first: not before this day, in the house's time zone.
        last: not after this day.
        below: only what stands before this position.
    """

    person: str = ""
    act: str = ""
    on_kind: str = ""
    on_key: str = ""
    first: date | None = None
    last: date | None = None
    below: int | None = None


def events_asked(asked: Asked, *, most: int) -> tuple[Event, ...]:
    """Return the newest events that fit, at most so many."""
    chosen = events(asked.act or None)
    same = {"by__username": asked.person, "on_kind": asked.on_kind, "on_key": asked.on_key}
    chosen = chosen.filter(**{field: told for field, told in same.items() if told})
    if asked.first:
        chosen = chosen.filter(at__gte=_begin(asked.first))
    if asked.last:
        chosen = chosen.filter(at__lt=_begin(asked.last + timedelta(days=1)))
    if asked.below:
        chosen = chosen.filter(position__lt=asked.below)
    return tuple(chosen[:most])


def acts_done() -> tuple[str, ...]:
    """Return the acts that were ever done, by name.

    One step through the index for each, however many events there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE one AS (
                (SELECT act FROM ledger_event ORDER BY act LIMIT 1)
                UNION ALL
                SELECT (SELECT act FROM ledger_event WHERE act > one.act ORDER BY act LIMIT 1)
                FROM one WHERE one.act IS NOT NULL
            ) SELECT act FROM one WHERE act IS NOT NULL
            """
        )
        return tuple(act for (act,) in cursor.fetchall())


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def had_digest(day: date) -> bytes:
    """Return the chain's digest at the end of a day; before the first event, that of the first."""
    by_then = Event.objects.filter(at__lt=_begin(day + timedelta(days=1))).order_by("-position")
    for rows in (by_then, Event.objects.order_by("position")):
        for digest in rows.values_list("digest", flat=True)[:1]:
            return bytes(digest)
    return b""


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


def may(person: roles.Person, act: str) -> bool:
    """Tell whether somebody may do an act, by role and by how far they see."""
    if not roles.may(person, act):
        return False
    return act not in roles.NATIONAL or sight_of(person).nation


def require(person: roles.Person, act: str) -> None:
    """Let an act go on, or say no.

    Raises:
        Refusal: "ledger.not_allowed" where the role may not, "ledger.not_the_nation" where the
            person sees a part of the country only.
    """
    roles.require(person, act)
    if not may(person, act):
        raise Refusal("ledger.not_the_nation", act=act)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account, as whoever manages people sees it.

    Attributes:
        username: what they sign in with.
        role: one of `roles.PEOPLE`.
        sight: how far they see while the account is open.
        is_open: whether they may sign in.
        has_factor: whether a code is asked for after the password.
        last_login: when they last signed in.
    """

    username: str
    role: str
    sight: scopes.Sight
    is_open: bool
    has_factor: bool
    last_login: datetime | None


def people() -> tuple[Account, ...]:
    """Return everybody who has an account: the open ones first, by name."""
    return tuple(_account(person) for person in _people().order_by("-is_active", "username"))


def account(username: str) -> Account:
    """Return somebody's account.

    Raises:
        Refusal: "ledger.no_such_person".
    """
    person = _people().filter(username=username).first()
    if person is None:
        raise Refusal("ledger.no_such_person", name=username[:60])
    return _account(person)


def _people() -> QuerySet[User]:
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    everybody = User.objects.exclude(role=roles.HOUSE).prefetch_related("scopes")
    return everybody.annotate(has_factor=Exists(factors))


def _account(person: Any) -> Account:
    held = scopes.sight((scope.kind, scope.code) for scope in person.scopes.all())
    return Account(
        username=person.username,
        role=person.role,
        sight=held or (scopes.NOTHING if person.role in roles.LOCAL else scopes.ALL),
        is_open=person.is_active,
        has_factor=person.has_factor,
        last_login=person.last_login,
    )


def people_for_show() -> QuerySet[User]:
    """Return the demonstration's people, whose passwords are public."""
    return User.objects.filter(for_show=True, is_active=True).order_by("username")


def people_with_mail() -> QuerySet[User]:
    """Return whoever has an open account and an address, in the order of their names."""
    return User.objects.filter(is_active=True).exclude(email="").order_by("username")


def has_real_people() -> bool:
    """Tell whether anybody but the demonstration's people and the house has an account."""
    return User.objects.filter(for_show=False).exclude(role=roles.HOUSE).exists()
