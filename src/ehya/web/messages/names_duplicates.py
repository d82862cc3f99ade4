"""What spoke for two records being one unit, or against it, in both languages?

By what was compared and how far it agrees: "name.same_sound".
"""

from collections.abc import Mapping

WHAT: dict[str, Mapping[str, str]] = {
    "name": {"en": "Name", "fa": "نام"},
    "company": {"en": "Company", "fa": "شرکت"},
    "contact": {"en": "Telephone and e-mail", "fa": "تلفن و رایانامه"},
    "address": {"en": "Address", "fa": "نشانی"},
    "place": {"en": "Place", "fa": "مکان"},
    "trade": {"en": "Sector", "fa": "رشته"},
}
LEVELS: dict[str, Mapping[str, str]] = {
    "name.same": {"en": "the same name", "fa": "یک نام"},
    "name.same_sound": {
        "en": "the same words by their sound, in whichever script",
        "fa": "همان واژه‌ها از روی آوا، به هر خط",
    },
    "name.nearly": {"en": "nearly the same name", "fa": "نامی بسیار نزدیک"},
    "name.inside": {
        "en": "all telling words of one name are in the other",
        "fa": "همهٔ واژه‌های گویای یک نام در دیگری هست",
    },
    "name.partly": {"en": "one telling word in common", "fa": "یک واژهٔ گویای مشترک"},
    "name.differs": {"en": "other names", "fa": "نام‌های دیگر"},
    "number.same": {"en": "the same number", "fa": "یک شماره"},
    "number.one_slip": {"en": "one digit apart", "fa": "با یک رقم تفاوت"},
    "number.differs": {"en": "other numbers", "fa": "شماره‌های دیگر"},
    "contact.same_person": {
        "en": "the same mobile telephone or e-mail",
        "fa": "یک تلفن همراه یا رایانامه",
    },
    "contact.same_phone": {"en": "the same telephone", "fa": "یک تلفن"},
    "contact.differs": {"en": "nothing in common", "fa": "بی هیچ اشتراک"},
    "address.same": {"en": "the same address", "fa": "یک نشانی"},
    "address.inside": {
        "en": "one address is part of the other",
        "fa": "یک نشانی بخشی از دیگری است",
    },
    "address.partly": {"en": "some words in common", "fa": "چند واژهٔ مشترک"},
    "address.differs": {"en": "other addresses", "fa": "نشانی‌های دیگر"},
    "place.same_spot": {"en": "within 150 metres", "fa": "به فاصلهٔ کمتر از ۱۵۰ متر"},
    "place.same_park": {"en": "in the same park", "fa": "در یک شهرک"},
    "place.near": {"en": "within 3 kilometres", "fa": "به فاصلهٔ کمتر از ۳ کیلومتر"},
    "place.same_county": {"en": "in the same county", "fa": "در یک شهرستان"},
    "place.same_province": {"en": "in the same province", "fa": "در یک استان"},
    "place.differs": {"en": "far apart", "fa": "دور از هم"},
    "trade.same": {"en": "the same sector", "fa": "یک رشته"},
    "trade.same_division": {"en": "neighbouring sectors", "fa": "رشته‌های هم‌گروه"},
    "trade.differs": {"en": "other sectors", "fa": "رشته‌های دیگر"},
}
FORMER = {"en": "as an earlier method told it", "fa": "چنان‌که روشی پیشین گفته بود"}
STATES: dict[str, Mapping[str, str]] = {
    "pair.open": {"en": "it waits for a decision", "fa": "در انتظار تصمیم"},
    "pair.later": {"en": "put off until a later day", "fa": "واگذاشته به روزی دیگر"},
    "pair.not_the_same": {"en": "they are two units", "fa": "دو واحد جدایند"},
    "pair.merged": {"en": "merged into one unit", "fa": "یکی شده‌اند"},
}
GROUPS: dict[str, Mapping[str, str]] = {
    "place": {"en": "province, county, park", "fa": "استان، شهرستان، شهرک"},
    "coordinates": {"en": "coordinates", "fa": "مختصات"},
    "capacity": {"en": "licensed capacity a year", "fa": "ظرفیت سالانهٔ پروانه"},
}


def level(what: str, told: str, language: str) -> str:
    """Return how far two records agree in one thing, in words.

    A pair that was found by an older method may tell a level that has no words any more.
    """
    words = LEVELS.get(f"{what}.{told}") or LEVELS.get(f"number.{told}") or FORMER
    return words[language]
