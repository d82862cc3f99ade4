"""How does the ledger change? Each act: one transaction, one person, one event."""

from ehya.ledger.actions.notes import Noted, note, note_each, note_run
from ehya.ledger.actions.people import (
    add_person,
    change_password,
    change_role,
    close_person,
    give_password,
    prefer,
    reset_second_factor,
    the_house,
)
from ehya.ledger.models import new_event_id

__all__ = [
    "Noted",
    "add_person",
    "change_password",
    "change_role",
    "close_person",
    "give_password",
    "new_event_id",
    "note",
    "note_each",
    "note_run",
    "prefer",
    "reset_second_factor",
    "the_house",
]
