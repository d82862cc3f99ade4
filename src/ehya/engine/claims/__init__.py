"""What does a public text claim, and can all of it be true?"""

from ehya.engine.claims.check import check, check_record
from ehya.engine.claims.read import read

__all__ = ["check", "check_record", "read"]
