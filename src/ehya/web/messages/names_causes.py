"""What are the groups, facts and silences called of which suggested causes speak?"""

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]

LEVELS: Words = {  # of `engine.diagnose.LEVELS`
    "nation": {"en": "In the whole country", "fa": "در همهٔ کشور"},
    "division": {"en": "In its branch of industry", "fa": "در شاخهٔ صنعتی آن"},
    "class": {"en": "In its own trade", "fa": "در رشتهٔ خود آن"},
    "province": {"en": "In its province", "fa": "در استان آن"},
    "county": {"en": "In its county", "fa": "در شهرستان آن"},
    "park": {"en": "In its park", "fa": "در شهرک آن"},
}
FACTS: Words = {  # of `diagnose.features`
    "age_years": {"en": "Its age", "fa": "سن واحد"},
    "outside_park": {"en": "That it lies outside a park", "fa": "بیرون بودن از شهرک"},
    "power": {"en": "Its contracted power", "fa": "توان قراردادی برق"},
    "jobs": {"en": "The number of its people", "fa": "شمار کارکنان"},
    "months_standing": {"en": "How long it stands", "fa": "مدت رکود"},
    "earlier_stops": {"en": "That it stood before", "fa": "رکودهای پیشین"},
    "use": {"en": "How much it works", "fa": "میزان کار کنونی"},
    "first_electricity": {"en": "That electricity fell first", "fa": "افت پیش از همهٔ برق"},
    "first_gas": {"en": "That gas fell first", "fa": "افت پیش از همهٔ گاز"},
    "first_insured_workers": {
        "en": "That insured workers fell first",
        "fa": "افت پیش از همهٔ بیمه‌شدگان",
    },
    "other": {"en": "What its signals show", "fa": "آنچه نشانه‌های آن می‌گوید"},
}
WHY: Words = {  # nothing is told of a kind
    "hardly_seen": {"en": "hardly ever found so far", "fa": "تاکنون به‌ندرت یافته شده"},
    "no_better": {
        "en": "cannot be told better than by the share of its trade",
        "fa": "بهتر از سهم رشته‌اش گفتنی نیست",
    },
    "unlike": {
        "en": "the unit is unlike those learnt from",
        "fa": "واحد مانند آن‌هایی نیست که از آن‌ها آموخته شده",
    },
}
