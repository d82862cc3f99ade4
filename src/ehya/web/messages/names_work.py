"""What are the stages of a check called in somebody's list of work?"""

from collections.abc import Mapping

STAGES: Mapping[str, Mapping[str, str]] = {
    "verify": {"en": "first check after the restart", "fa": "نخستین بازبینی پس از راه‌اندازی"},
    "month_6": {"en": "check at 6 months", "fa": "بازبینی ۶ ماهه"},
    "month_12": {"en": "check at 12 months", "fa": "بازبینی ۱۲ ماهه"},
    "sample": {"en": "drawn by lot for a re-check", "fa": "برآمده از قرعه برای بازبینی دوباره"},
}
