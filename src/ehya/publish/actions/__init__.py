"""How does the record change? Each act: one transaction, one person, one event in the ledger."""

from ehya.publish.actions.corrections import correct_claim, withdraw_claim
from ehya.publish.actions.imports import ImportReport, import_claims
from ehya.publish.actions.record import Loaded, load_record
from ehya.publish.actions.texts import confirm_claims, hold_back, keep_text

__all__ = [
    "ImportReport",
    "Loaded",
    "confirm_claims",
    "correct_claim",
    "hold_back",
    "import_claims",
    "keep_text",
    "load_record",
    "withdraw_claim",
]
