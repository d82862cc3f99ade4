"""What are roles, acts and units called inside a sentence?"""

from collections.abc import Mapping

from ehya.web.messages.names_cases import ACTS as CASE_ACTS
from ehya.web.messages.names_cases import KINDS as CASE_KINDS
from ehya.web.messages.names_cases import STATES as CASE_STATES
from ehya.web.messages.names_cases import TYPED
from ehya.web.messages.names_committee import COMMITTEE
from ehya.web.messages.names_detect import STATES as DETECT_STATES
from ehya.web.messages.names_diagnose import OBSTACLES
from ehya.web.messages.names_duplicates import STATES
from ehya.web.messages.names_figures import FIGURES
from ehya.web.messages.names_inaugurations import INAUGURATIONS
from ehya.web.messages.names_money import ENTRIES, INTERVENTIONS, STANDS
from ehya.web.messages.names_projects import PROJECTS
from ehya.web.messages.names_rates import RATES
from ehya.web.messages.names_targets import TARGETS
from ehya.web.messages.names_units import FACTS

NAMES: dict[str, Mapping[str, str]] = {
    **FACTS,
    **STATES,
    **DETECT_STATES,
    **CASE_ACTS,
    **CASE_STATES,
    **CASE_KINDS,
    **TYPED,
    **COMMITTEE,
    **INTERVENTIONS,
    **ENTRIES,
    **STANDS,
    **PROJECTS,
    **OBSTACLES,
    **RATES,
    **TARGETS,
    **INAUGURATIONS,
    **FIGURES,
    "officer": {"en": "an officer", "fa": "کارشناس استان"},
    "analyst": {"en": "an analyst", "fa": "تحلیلگر"},
    "assessor": {"en": "an assessor", "fa": "ارزیاب"},
    "secretary": {"en": "a committee's secretary", "fa": "دبیر کارگروه"},
    "communications": {"en": "the press office", "fa": "روابط عمومی"},
    "steward": {"en": "a data steward", "fa": "متولی داده"},
    "administrator": {"en": "the administrator", "fa": "راهبر سامانه"},
    "auditor": {"en": "an auditor", "fa": "حسابرس"},
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
    "publish.see_figures": {"en": "see the house's figures", "fa": "دیدن رقم‌های خانه"},
    "publish.make_figure": {"en": "make a figure", "fa": "ساختن رقم"},
    "publish.release_figure": {"en": "make a figure public", "fa": "همگانی کردن رقم"},
    "publish.correct_figure": {"en": "correct a public figure", "fa": "تصحیح رقم همگانی"},
    "publish.see_statements": {"en": "see statements", "fa": "دیدن بیانیه‌ها"},
    "publish.write_statement": {"en": "write a statement", "fa": "نوشتن بیانیه"},
    "publish.change_statement": {"en": "change a statement", "fa": "تغییر بیانیه"},
    "publish.submit_statement": {
        "en": "hand a statement in for approval",
        "fa": "فرستادن بیانیه برای تأیید",
    },
    "publish.take_back_statement": {"en": "take a statement back", "fa": "پس گرفتن بیانیه"},
    "publish.approve_statement": {
        "en": "approve and publish a statement",
        "fa": "تأیید و انتشار بیانیه",
    },
    "publish.load_record": {"en": "load the shipped record", "fa": "بارگذاری کارنامهٔ همراه"},
    "register.see_units": {"en": "see units and parks", "fa": "دیدن واحدها و شهرک‌ها"},
    "register.see_contacts": {"en": "see contacts", "fa": "دیدن نشانی تماس افراد"},
    "register.erase_contact": {"en": "erase a contact", "fa": "پاک کردن نشانی تماس"},
    "register.import_units": {"en": "import units from files", "fa": "واردکردن واحدها از پرونده"},
    "register.import_readings": {
        "en": "import readings from files",
        "fa": "واردکردن خوانده‌ها از پرونده",
    },
    "register.add_unit": {"en": "add a unit", "fa": "افزودن واحد"},
    "register.split_unit": {"en": "part a unit in two", "fa": "جداشدن واحد"},
    "register.merge_units_in_the_world": {"en": "join units", "fa": "یکی‌شدن واحدها"},
    "register.add_identifier": {"en": "add an identifier", "fa": "افزودن شناسه"},
    "register.end_identifier": {"en": "end an identifier", "fa": "پایان دادن به شناسه"},
    "register.add_contact": {"en": "add a contact", "fa": "افزودن نشانی تماس"},
    "register.change_unit": {"en": "write down a unit's change", "fa": "ثبت تغییر واحد"},
    "register.correct_unit": {"en": "correct a unit's facts", "fa": "تصحیح مشخصات واحد"},
    "register.merge_units": {"en": "merge and part units", "fa": "یکی‌کردن و جداکردن واحدها"},
    "register.undo_merge": {"en": "undo a merge", "fa": "برگرداندن یکی‌کردن"},
    "register.decide_duplicate": {
        "en": "decide on likely duplicates",
        "fa": "تصمیم دربارهٔ موارد تکراری احتمالی",
    },
    "detect.see_looks": {
        "en": "see which units stand idle, and how surely",
        "fa": "دیدن این‌که کدام واحدها راکدند و با چه اطمینانی",
    },
    "detect.sweep": {
        "en": "look at all units' readings and tell their states",
        "fa": "بررسی خوانده‌های همهٔ واحدها و تعیین وضعیت آن‌ها",
    },
    "detect.judge": {
        "en": "judge what the machine said of a unit",
        "fa": "داوری دربارهٔ نظر ماشین دربارهٔ یک واحد",
    },
    "register.find_duplicates": {
        "en": "look for duplicates",
        "fa": "جست‌وجوی موارد تکراری",
    },
    "register.see_duplicates": {"en": "see likely duplicates", "fa": "دیدن موارد تکراری احتمالی"},
    "register.see_files": {"en": "see the files handed in", "fa": "دیدن پرونده‌های رسیده"},
    "register.see_all_files": {
        "en": "see the files that others handed in",
        "fa": "دیدن پرونده‌هایی که دیگران فرستاده‌اند",
    },
    "register.export_units": {"en": "export units", "fa": "برون‌برد واحدها"},
    "register.save_view": {"en": "save a view of the list", "fa": "نگه‌داشتن نمای فهرست"},
    "register.manage_places": {"en": "manage parks and places", "fa": "مدیریت شهرک‌ها و مکان‌ها"},
    "register.load_places": {
        "en": "load provinces and counties",
        "fa": "بارگذاری استان‌ها و شهرستان‌ها",
    },
    "register.add_park": {"en": "add a park", "fa": "افزودن شهرک"},
    "register.add_parks": {"en": "add parks", "fa": "افزودن شهرک‌ها"},
    "register.change_park": {"en": "write down a park's change", "fa": "ثبت تغییر شهرک"},
    "register.correct_park": {"en": "correct a park's facts", "fa": "تصحیح مشخصات شهرک"},
    "register.make_synthetic": {"en": "make synthetic data", "fa": "ساختن دادهٔ ساختگی"},
    "ledger.see_events": {"en": "see who did what", "fa": "دیدن رویدادنامه"},
    "ledger.manage_people": {"en": "manage people's sign-ins", "fa": "مدیریت حساب افراد"},
    "ledger.add_person": {"en": "give somebody a sign-in", "fa": "ساختن حساب"},
    "ledger.change_role": {"en": "change somebody's role", "fa": "تغییر نقش"},
    "ledger.close_person": {"en": "close an account", "fa": "بستن حساب"},
    "ledger.give_password": {"en": "give somebody a new password", "fa": "دادن گذرواژهٔ تازه"},
    "ledger.change_password": {"en": "change their own password", "fa": "تغییر گذرواژهٔ خود"},
    "ledger.sign_in": {"en": "sign in", "fa": "ورود"},
    "ledger.set_second_factor": {"en": "set up a second factor", "fa": "برقراری عامل دوم"},
    "ledger.remove_second_factor": {
        "en": "remove their second factor",
        "fa": "برداشتن عامل دوم خود",
    },
    "ledger.new_recovery_codes": {"en": "make new recovery codes", "fa": "ساختن کدهای بازیابی"},
    "ledger.reset_second_factor": {
        "en": "reset somebody's second factor",
        "fa": "برداشتن عامل دوم ورود افراد",
    },
    "number": {"en": "Ehya number", "fa": "شمارهٔ احیا"},
    "permit": {"en": "permit number", "fa": "شمارهٔ پروانه"},
    "national_id": {"en": "national id", "fa": "شناسهٔ ملی"},
    "economic_code": {"en": "economic number", "fa": "شمارهٔ اقتصادی"},
    "insurance_workshop": {"en": "insurance workshop code", "fa": "کد کارگاه بیمه"},
    "electricity": {"en": "electricity bill id", "fa": "شناسهٔ قبض برق"},
    "gas": {"en": "gas bill id", "fa": "شناسهٔ قبض گاز"},
    "postal_code": {"en": "postal code", "fa": "کد پستی"},
    "units": {"en": "units", "fa": "واحد"},
    "persons": {"en": "persons", "fa": "نفر"},
    "percent": {"en": "percent", "fa": "درصد"},
    "years": {"en": "years", "fa": "سال"},
    "IRR": {"en": "rials", "fa": "ریال"},
    "USD": {"en": "dollars", "fa": "دلار"},
    "check.stdin": {"en": "standard input", "fa": "ورودی"},
}
