"""What must a director know this morning?

Everything here is worked out from claims as they were known on a day; no table is read and no
sentence is written: the page finds the words.
"""

from ehya.publish.briefing.changes import Change, changes_since, pressing
from ehya.publish.briefing.pace import PastYear, past_years
from ehya.publish.briefing.provinces import ProvinceCount, province_counts, told_twice
from ehya.publish.briefing.reckoned import Reckoned
from ehya.publish.briefing.told import Told, told
from ehya.publish.briefing.year import (
    FIRST_CHOICE,
    METHOD,
    YearSoFar,
    happened,
    leading_metric,
    year_so_far,
)

__all__ = [
    "FIRST_CHOICE",
    "METHOD",
    "Change",
    "PastYear",
    "ProvinceCount",
    "Reckoned",
    "Told",
    "YearSoFar",
    "changes_since",
    "happened",
    "leading_metric",
    "past_years",
    "pressing",
    "province_counts",
    "told",
    "told_twice",
    "year_so_far",
]
