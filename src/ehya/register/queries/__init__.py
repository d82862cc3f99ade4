"""What does the register know, at which moment, and for whom?"""

from ehya.register.queries.within import Moment, here_and_now, parks_at, units_at

__all__ = ["Moment", "here_and_now", "parks_at", "units_at"]
