"""What are the stages of a check called in somebody's list of work?"""

from collections.abc import Mapping

STAGES: Mapping[str, Mapping[str, str]] = {
    "verify": {"en": "first check after the restart", "fa": "نخستین بازبینی پس از راه‌اندازی"},
    "month_6": {"en": "check at 6 months", "fa": "بازبینی ۶ ماهه"},
    "month_12": {"en": "check at 12 months", "fa": "بازبینی ۱۲ ماهه"},
    "year": {"en": "yearly check", "fa": "بازبینی سالانه"},
    "sample": {"en": "drawn by lot for a re-check", "fa": "برآمده از قرعه برای بازبینی دوباره"},
}
# What must be so before a case goes on: `revive.guards.GUARDS`.
GUARDS: Mapping[str, Mapping[str, str]] = {
    "visited": {"en": "somebody was there in this round", "fa": "در این دور کسی آنجا رفته باشد"},
    "obstacle_found": {"en": "an obstacle is written down", "fa": "دست‌کم یک مانع ثبت شده باشد"},
    "intervention_planned": {
        "en": "at least one intervention is planned",
        "fa": "دست‌کم یک مداخله برنامه‌ریزی شده باشد",
    },
    "agenda": {"en": "a meeting is named", "fa": "جلسه‌ای معین شده باشد"},
    "approved": {"en": "a decision of this round approves", "fa": "مصوبه‌ای در این دور باشد"},
    "something_begun": {
        "en": "an intervention has begun, or every body has answered",
        "fa": "مداخله‌ای آغاز شده یا همهٔ دستگاه‌ها پاسخ داده باشند",
    },
    "runs": {
        "en": "since when, how many people and at which share it runs are told, and are enough",
        "fa": "روز راه‌اندازی، شمار کارکنان و سهم از ظرفیت گفته شده و کافی باشد",
    },
    "seen_running": {
        "en": "readings, or somebody who did not run the case, saw it run",
        "fa": "قرائت‌ها، یا کسی که پرونده را پیش نبرده، کارکردن آن را دیده باشد",
    },
    "seen_standing": {
        "en": "readings or a visit saw it stand",
        "fa": "قرائت‌ها یا بازدیدی رکود آن را دیده باشد",
    },
    "nothing_committed": {
        "en": "no money is committed and unpaid",
        "fa": "اعتبار تعهدشدهٔ پرداخت‌نشده‌ای نباشد",
    },
}
