"""What are roles, acts and units called inside a sentence?"""

from collections.abc import Mapping

NAMES: dict[str, Mapping[str, str]] = {
    "officer": {"en": "an officer", "fa": "کارشناس استان"},
    "analyst": {"en": "an analyst", "fa": "تحلیلگر"},
    "director": {"en": "the director", "fa": "مدیر برنامه"},
    "citizen": {"en": "a citizen", "fa": "شهروند"},
    "house": {"en": "the installation itself", "fa": "خود سامانه"},
    "web.see_pages": {"en": "see the staff's pages", "fa": "دیدن صفحه‌های کارکنان"},
    "publish.check_text": {"en": "have a text checked", "fa": "آزمودن متن"},
    "publish.keep_text": {"en": "keep a text", "fa": "نگه‌داشتن متن"},
    "publish.confirm_claims": {
        "en": "confirm claims into the record",
        "fa": "تأیید ادعاها و ثبت در کارنامه",
    },
    "publish.hold_back": {"en": "hold a claim back", "fa": "کنار گذاشتن ادعا"},
    "publish.correct_claim": {"en": "correct a claim of the record", "fa": "تصحیح ادعای ثبت‌شده"},
    "publish.withdraw_claim": {
        "en": "withdraw a claim from the record",
        "fa": "پس گرفتن ادعا از کارنامه",
    },
    "publish.import_claims": {"en": "import claims from a file", "fa": "واردکردن ادعاها از پرونده"},
    "publish.load_record": {"en": "load the shipped record", "fa": "بارگذاری کارنامهٔ همراه"},
    "ledger.manage_people": {"en": "manage people's sign-ins", "fa": "مدیریت حساب افراد"},
    "units": {"en": "units", "fa": "واحد"},
    "persons": {"en": "persons", "fa": "نفر"},
    "percent": {"en": "percent", "fa": "درصد"},
    "years": {"en": "years", "fa": "سال"},
    "IRR": {"en": "rials", "fa": "ریال"},
    "USD": {"en": "dollars", "fa": "دلار"},
    "check.stdin": {"en": "standard input", "fa": "ورودی"},
}
