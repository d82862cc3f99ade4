"""What are the columns of a list of looks, the parts of a sweep and its thresholds called?"""

from collections.abc import Mapping

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "number": {"en": "Ehya number", "fa": "شمارهٔ احیا"},
    "name_fa": {"en": "Persian name", "fa": "نام فارسی"},
    "name_en": {"en": "Latin name", "fa": "نام لاتین"},
    "province": {"en": "Province", "fa": "استان"},
    "park": {"en": "Park or zone", "fa": "شهرک یا ناحیه"},
    "division": {"en": "Division (ISIC)", "fa": "بخش (آیسیک)"},
    "state": {"en": "State", "fa": "وضعیت"},
    "since": {"en": "Since", "fa": "از روز"},
    "from_start": {"en": "Began no later (1: yes)", "fa": "آغاز از این دیرتر نیست (۱: آری)"},
    "p_active": {"en": "Chance active", "fa": "احتمال فعال"},
    "p_semi_active": {"en": "Chance semi-active", "fa": "احتمال نیمه‌فعال"},
    "p_idle": {"en": "Chance idle", "fa": "احتمال راکد"},
    "p_gone": {"en": "Chance gone", "fa": "احتمال برچیده"},
    "use": {"en": "Utilisation (share of own level)", "fa": "بهره‌برداری (سهم از سطح خود)"},
    "use_low": {"en": "Utilisation, low end of 80 %", "fa": "بهره‌برداری، کران پایین ۸۰٪"},
    "use_high": {"en": "Utilisation, high end of 80 %", "fa": "بهره‌برداری، کران بالای ۸۰٪"},
    "rule": {"en": "The plain rule says", "fa": "به گفتهٔ قاعدهٔ ساده"},
    "warning": {"en": "Chance to stand still soon", "fa": "احتمال راکدشدن در آینده‌ای نزدیک"},
    "was": {"en": "State in the sweep before", "fa": "وضعیت در بررسی پیشین"},
    "told": {"en": "Status as told", "fa": "وضعیت اظهارشده"},
    "unseen_months": {"en": "Months told active, not seen", "fa": "ماه‌های فعالِ دیده‌نشده"},
    "last_read": {"en": "Last read", "fa": "آخرین خوانده"},
    "as_of": {"en": "As it stood on", "fa": "وضع در روز"},
    "kind": {"en": "Real or synthetic", "fa": "واقعی یا ساختگی"},
}
MADE_UP: Mapping[bool, Mapping[str, str]] = {
    False: {"en": "real", "fa": "واقعی"},
    True: {"en": "synthetic", "fa": "ساختگی"},
}
PARTS: Mapping[str, Mapping[str, str]] = {
    "units": {"en": "finding the units", "fa": "یافتن واحدها"},
    "learning": {"en": "learning what is common", "fa": "آموختن رفتار مشترک"},
    "looking": {"en": "reading and looking", "fa": "خواندن و بررسی"},
    "writing": {"en": "writing looks", "fa": "نوشتن نتیجه‌ها"},
    "closing": {"en": "spells, reviews and seal", "fa": "دوره‌ها، داوری‌ها و مهر"},
}
THRESHOLDS: Mapping[str, Mapping[str, str]] = {
    "idle_below": {
        "en": "idle below this share of the own level",
        "fa": "راکد: کمتر از این سهم از سطح خود",
    },
    "semi_below": {
        "en": "semi-active below this share of the own level",
        "fa": "نیمه‌فعال: کمتر از این سهم از سطح خود",
    },
    "idle_months": {"en": "months: a shorter stop is a pause", "fa": "ماه: ایست کوتاه‌تر وقفه است"},
    "semi_months": {"en": "months: a shorter dip is a pause", "fa": "ماه: افت کوتاه‌تر وقفه است"},
    "gone_months": {
        "en": "months of silence after which a stopped unit is gone",
        "fa": "ماه سکوت که پس از آن واحدِ ایستاده برچیده است",
    },
    "warn_months": {
        "en": "months that the early warning looks ahead",
        "fa": "ماهی که هشدار زودهنگام پیش رو را می‌بیند",
    },
    "crowd": {
        "en": "units: a smaller group shows no common shock",
        "fa": "واحد: گروه کوچک‌تر تکانهٔ مشترک را نشان نمی‌دهد",
    },
    "missed_stop_costs": {
        "en": "false alarms that a missed stop costs as much as",
        "fa": "هشدار نادرست که هزینه‌اش با یک ایستِ نادیده برابر است",
    },
}
ENGINES: Mapping[str, Mapping[str, str]] = {
    "local": {"en": "this machine", "fa": "همین دستگاه"},
    "spark": {"en": "Spark", "fa": "اسپارک"},
}
