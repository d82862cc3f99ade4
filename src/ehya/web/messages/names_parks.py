"""What are the kinds of parks and their services called in both languages?"""

from collections.abc import Mapping

KINDS: Mapping[str, Mapping[str, str]] = {
    "town": {"en": "Industrial town", "fa": "شهرک صنعتی"},
    "zone": {"en": "Industrial zone", "fa": "ناحیهٔ صنعتی"},
    "special_zone": {"en": "Special economic zone", "fa": "منطقهٔ ویژهٔ اقتصادی"},
    "technology": {"en": "Technology town", "fa": "شهرک فناوری"},
}
SERVICES: Mapping[str, Mapping[str, str]] = {
    "water": {"en": "water", "fa": "آب"},
    "electricity": {"en": "electricity", "fa": "برق"},
    "gas": {"en": "gas", "fa": "گاز"},
    "telephone": {"en": "telephone", "fa": "تلفن"},
    "internet": {"en": "internet", "fa": "اینترنت"},
    "road": {"en": "road", "fa": "راه"},
    "sewer": {"en": "sewer", "fa": "شبکهٔ فاضلاب"},
    "treatment": {"en": "waste-water treatment", "fa": "تصفیه‌خانهٔ فاضلاب"},
    "fire_station": {"en": "fire station", "fa": "آتش‌نشانی"},
    "bank": {"en": "bank", "fa": "بانک"},
    "clinic": {"en": "clinic", "fa": "درمانگاه"},
    "green_space": {"en": "green space", "fa": "فضای سبز"},
}
