"""Who may do what?

One table: a role, and what it may do. Everybody else is refused.
"""

from typing import Protocol

from ehya.engine.refusal import Refusal

OFFICER, ANALYST, DIRECTOR, CITIZEN = "officer", "analyst", "director", "citizen"
HOUSE = "house"  # the installation itself: it loads the shipped record and never signs in

PEOPLE = (OFFICER, ANALYST, DIRECTOR, CITIZEN)
STAFF = frozenset({OFFICER, ANALYST, DIRECTOR})

MAY: dict[str, frozenset[str]] = {
    "web.see_pages": STAFF,
    "publish.check_text": STAFF,
    "publish.keep_text": STAFF,
    "publish.confirm_claims": frozenset({ANALYST, DIRECTOR}),
    "publish.hold_back": frozenset({ANALYST, DIRECTOR}),
    "publish.correct_claim": frozenset({ANALYST, DIRECTOR}),
    "publish.withdraw_claim": frozenset({ANALYST, DIRECTOR}),
    "publish.import_claims": frozenset({ANALYST, HOUSE}),
    "publish.load_record": frozenset({ANALYST, HOUSE}),
    "ledger.manage_people": frozenset({DIRECTOR, HOUSE}),
}


class Person(Protocol):
    """Whoever asks: a `User`, or Django's stand-in for nobody."""

    @property
    def is_active(self) -> bool:
        """Whether the account is open."""


def role_of(person: Person) -> str:
    """Return the person's role; whoever has not signed in is a citizen."""
    return str(getattr(person, "role", CITIZEN))


def may(person: Person, act: str) -> bool:
    """Tell whether the person's role may do the act. An act outside the table is a mistake."""
    role = role_of(person)
    return role in MAY[act] and (person.is_active or role == HOUSE)


def require(person: Person, act: str) -> None:
    """Let the act go on, or say no.

    Raises:
        Refusal: "ledger.not_allowed" with role and act.
    """
    if not may(person, act):
        raise Refusal("ledger.not_allowed", role=role_of(person), act=act)
