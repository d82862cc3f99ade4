"""What are states, reasons and whys of detection called, in both languages?"""

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]

STATES: Words = {
    "detect.active": {"en": "active", "fa": "فعال"},
    "detect.semi_active": {"en": "semi-active", "fa": "نیمه‌فعال"},
    "detect.idle": {"en": "idle", "fa": "راکد"},
    "detect.gone": {"en": "gone", "fa": "برچیده"},
}
SAID: Words = {
    "confirmed": {"en": "confirmed", "fa": "تأیید کرد"},
    "rejected": {"en": "rejected", "fa": "رد کرد"},
    "sent": {"en": "sent somebody to look", "fa": "کسی را برای دیدن فرستاد"},
}
# On a card, as a sentence that says what is doubtful.
WHYS: Words = {
    "disagrees": {
        "en": "The plain rule says otherwise",
        "fa": "قاعدهٔ ساده چیز دیگری می‌گوید",
    },
    "unsure": {"en": "The machine is not sure", "fa": "ماشین مطمئن نیست"},
    "unseen": {
        "en": "Told to be active, and nothing is seen of it",
        "fa": "فعال گزارش شده و چیزی از کارش دیده نمی‌شود",
    },
    "unheard": {
        "en": "Told to stand, and seen to work",
        "fa": "راکد گزارش شده و دیده می‌شود که کار می‌کند",
    },
    "drawn": {"en": "Drawn by lot", "fa": "به قید قرعه"},
    "own": {"en": "Nobody asked: judged unasked", "fa": "بی‌درخواست: خود کارشناس داوری کرد"},
}
# In a list to choose from.
WHYS_SHORT: Words = {
    "disagrees": {"en": "plain rule disagrees", "fa": "ناسازگاری با قاعدهٔ ساده"},
    "unsure": {"en": "machine not sure", "fa": "ماشین نامطمئن"},
    "unseen": {"en": "told active, not seen", "fa": "فعالِ دیده‌نشده"},
    "unheard": {"en": "told to stand, seen to work", "fa": "راکدِ در حال کار"},
    "drawn": {"en": "drawn by lot", "fa": "به قید قرعه"},
    "sent": {"en": "somebody is on the way", "fa": "کسی در راه است"},
}
REASONS: Words = {
    "other_meter": {"en": "it has another meter", "fa": "کنتور دیگری دارد"},
    "own_generator": {"en": "it runs on its own generator", "fa": "با مولد خودش کار می‌کند"},
    "other_tenant": {
        "en": "somebody else uses its meter",
        "fa": "کس دیگری از کنتورش استفاده می‌کند",
    },
    "wrong_capacity": {
        "en": "its licensed capacity is written wrongly",
        "fa": "ظرفیت پروانه‌اش نادرست ثبت شده است",
    },
    "seasonal": {"en": "it works in a season only", "fa": "کارش فصلی است"},
    "repairs": {"en": "it stands for repairs", "fa": "برای تعمیر ایستاده است"},
    "wrong_unit": {
        "en": "the readings are another unit's",
        "fa": "قرائت‌ها از آنِ واحد دیگری است",
    },
    "wrong_reading": {"en": "a reading is wrong", "fa": "قرائتی نادرست است"},
    "not_reported": {"en": "nobody reported its readings", "fa": "قرائت‌هایش گزارش نشده است"},
    "really_works": {"en": "it works: it was seen", "fa": "کار می‌کند: دیده شد"},
    "really_stands": {"en": "it stands: it was seen", "fa": "ایستاده است: دیده شد"},
    "other": {"en": "something else", "fa": "دلیل دیگر"},
}


def state_name(state: str, language: str) -> str:
    """Return what a state is called inside a sentence; "" for none."""
    return STATES[f"detect.{state}"][language] if state else ""


def why_name(why: str, language: str, *, short: bool = False) -> str:
    """Return why a person was asked; a why of an older method goes by its own name."""
    book = WHYS_SHORT if short else WHYS
    return book[why][language] if why in book else why


def reason_name(reason: str, language: str) -> str:
    """Return why a person said that the machine was wrong; "" for none."""
    return REASONS[reason][language] if reason in REASONS else reason
