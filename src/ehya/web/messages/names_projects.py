"""What are projects, their branches, states, money and papers called, in both languages?"""

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]

KINDS: Words = {
    "invest.infrastructure": {"en": "infrastructure", "fa": "زیرساختی"},
    "invest.industrial": {"en": "industrial", "fa": "صنعتی"},
    "invest.revival": {"en": "revival", "fa": "احیا"},
}
BRANCHES: Words = {
    "invest.water": {"en": "water", "fa": "آب"},
    "invest.power": {"en": "power", "fa": "برق"},
    "invest.gas": {"en": "gas", "fa": "گاز"},
    "invest.road": {"en": "road", "fa": "راه"},
    "invest.waste_water": {"en": "waste water", "fa": "فاضلاب"},
    "invest.telecom": {"en": "telecom", "fa": "مخابرات"},
    "invest.land": {"en": "land", "fa": "زمین"},
    "invest.other": {"en": "other", "fa": "دیگر"},
    "invest.new": {"en": "new unit", "fa": "واحد تازه"},
    "invest.expansion": {"en": "expansion", "fa": "توسعه"},
}
STATES: Words = {
    "invest.planned": {"en": "planned", "fa": "در برنامه"},
    "invest.under_way": {"en": "under way", "fa": "در دست اجرا"},
    "invest.finished": {"en": "finished", "fa": "پایان‌یافته"},
    "invest.stopped": {"en": "stopped", "fa": "متوقف"},
}
MONEY_FROM: Words = {
    "invest.own": {"en": "own money", "fa": "آوردهٔ مجری"},
    "invest.bank": {"en": "bank loan", "fa": "تسهیلات بانکی"},
    "invest.state": {"en": "state budget", "fa": "بودجهٔ دولت"},
    "invest.province": {"en": "province's budget", "fa": "اعتبار استان"},
    "invest.fund": {"en": "fund", "fa": "صندوق"},
    "invest.partner": {"en": "partner", "fa": "شریک"},
    "invest.foreign": {"en": "foreign money", "fa": "سرمایهٔ خارجی"},
}
CONTRACTS: Words = {
    "invest.contract_design": {"en": "design", "fa": "طراحی"},
    "invest.contract_building": {"en": "building", "fa": "ساخت"},
    "invest.contract_equipment": {"en": "equipment", "fa": "تجهیزات"},
    "invest.contract_supervision": {"en": "supervision", "fa": "نظارت"},
    "invest.contract_supply": {"en": "supply", "fa": "تأمین"},
    "invest.contract_other": {"en": "other", "fa": "دیگر"},
}
HOW_MUCH: Words = {
    "invest.low": {"en": "low", "fa": "کم"},
    "invest.medium": {"en": "medium", "fa": "میانه"},
    "invest.high": {"en": "high", "fa": "زیاد"},
}
BASES: Words = {
    "invest.per_year": {"en": "a year", "fa": "در سال"},
    "invest.per_day": {"en": "a day", "fa": "در روز"},
    "invest.per_none": {"en": "not by time", "fa": "بی‌زمان"},
}
TOLD: Words = {  # what a refusal calls a field
    "invest.fact.name_fa": {"en": "Name in Persian", "fa": "نام فارسی"},
    "invest.fact.name_en": {"en": "Name in English", "fa": "نام انگلیسی"},
    "invest.fact.sponsor": {"en": "Sponsor", "fa": "مجری"},
    "invest.fact.code": {"en": "Number of its own", "fa": "شمارهٔ خودِ طرح"},
    "invest.fact.branch": {"en": "Branch", "fa": "رشته"},
    "invest.fact.capacity": {"en": "Licensed capacity", "fa": "ظرفیت مجوز"},
    "invest.fact.capacity_unit": {"en": "Unit of the capacity", "fa": "یکای ظرفیت"},
    "invest.fact.capacity_per": {"en": "Of which time", "fa": "در چه زمانی"},
    "invest.fact.jobs_planned": {"en": "Planned jobs", "fa": "اشتغال پیش‌بینی‌شده"},
    "invest.fact.stands_for": {"en": "Number of projects", "fa": "شمار طرح‌ها"},
    "invest.fact.source": {"en": "Who told of it", "fa": "گوینده"},
    "invest.fact.address": {"en": "Page that tells of it", "fa": "صفحه‌ای که از آن می‌گوید"},
    "invest.fact.park": {"en": "Park", "fa": "شهرک"},
    "invest.fact.unit": {"en": "Unit", "fa": "واحد"},
    "invest.fact.place": {"en": "Coordinates", "fa": "مختصات"},
    "invest.fact.begins_on": {"en": "Begins on (planned)", "fa": "آغاز (برنامه)"},
    "invest.fact.ends_on": {"en": "Ends on (planned)", "fa": "پایان (برنامه)"},
    "invest.fact.stands_at": {"en": "Address", "fa": "نشانی"},
    "invest.fact.milestone": {"en": "Name of the milestone", "fa": "نام گام"},
    "invest.fact.money_from": {"en": "Name of the source", "fa": "نام منبع"},
    "invest.fact.reference": {"en": "Number of the payment", "fa": "شمارهٔ پرداخت"},
    "invest.fact.words": {"en": "Words", "fa": "شرح"},
    "invest.fact.reason": {"en": "Reason", "fa": "دلیل"},
    "invest.fact.party": {"en": "Party", "fa": "طرف قرارداد"},
    "invest.fact.contract_number": {"en": "Number of the contract", "fa": "شمارهٔ قرارداد"},
    "invest.fact.risk": {"en": "What may go wrong", "fa": "شرح خطر"},
    "invest.fact.answer": {"en": "What is done about it", "fa": "چاره"},
}
ACTS: Words = {
    "invest.see_projects": {"en": "see projects", "fa": "دیدن طرح‌ها"},
    "invest.open_project": {"en": "open a project", "fa": "گشودن طرح"},
    "invest.import_projects": {"en": "hand in a file of projects", "fa": "تحویل پروندهٔ طرح‌ها"},
    "invest.import_payments": {"en": "hand in a file of payments", "fa": "تحویل پروندهٔ پرداخت‌ها"},
    "invest.import_progress": {"en": "hand in a file of progress", "fa": "تحویل پروندهٔ پیشرفت"},
    "invest.change_project": {"en": "put a project right", "fa": "اصلاح طرح"},
    "invest.finance_project": {"en": "keep a project's money", "fa": "ثبت منابع مالی طرح"},
    "invest.plan_project": {"en": "plan a project's milestones", "fa": "برنامه‌ریزی گام‌های طرح"},
    "invest.tell_progress": {"en": "tell a project's progress", "fa": "ثبت پیشرفت طرح"},
    "invest.pay": {"en": "write a payment down", "fa": "ثبت پرداخت طرح"},
    "invest.take_back_payment": {"en": "take a payment back", "fa": "پس‌گرفتن پرداخت"},
    "invest.keep_papers": {
        "en": "keep a project's contracts, risks and photos",
        "fa": "نگهداری قرارداد، خطر و تصویر طرح",
    },
}
PROJECTS: Words = {
    **KINDS, **BRANCHES, **STATES, **MONEY_FROM, **CONTRACTS, **HOW_MUCH, **BASES, **TOLD, **ACTS,
}  # fmt: skip
