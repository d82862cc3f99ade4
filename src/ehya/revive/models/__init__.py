"""What is kept of cases, committees and money?"""

from ehya.revive.models.cases import Appointment, Case, Move, Remark, Restart
from ehya.revive.models.committees import (
    Attendance,
    Body,
    Committee,
    Decision,
    Item,
    Meeting,
    Member,
    Obligation,
    Step,
    Vote,
)
from ehya.revive.models.money import Entry, FundingLine, Intervention

__all__ = [
    "Appointment",
    "Attendance",
    "Body",
    "Case",
    "Committee",
    "Decision",
    "Entry",
    "FundingLine",
    "Intervention",
    "Item",
    "Meeting",
    "Member",
    "Move",
    "Obligation",
    "Remark",
    "Restart",
    "Step",
    "Vote",
]
