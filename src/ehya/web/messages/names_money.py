"""What are interventions and movements of money called, in both languages?"""

from collections.abc import Mapping

from ehya.revive.queries.vocabulary import kinds

Words = Mapping[str, Mapping[str, str]]

INTERVENTIONS: Words = {f"revive.{name}": kind.names for name, kind in kinds().items()}
ENTRIES: Words = {
    "revive.budget": {"en": "budget", "fa": "اعتبار"},
    "revive.cut": {"en": "cut", "fa": "کاهش اعتبار"},
    "revive.commit": {"en": "commitment", "fa": "تعهد"},
    "revive.release": {"en": "release", "fa": "آزادسازی"},
    "revive.pay": {"en": "payment", "fa": "پرداخت"},
    "revive.repay": {"en": "repayment", "fa": "بازپرداخت"},
}
STANDS: Words = {
    "revive.intervention_planned": {"en": "planned", "fa": "در برنامه"},
    "revive.intervention_under_way": {"en": "under way", "fa": "در حال اجرا"},
    "revive.intervention_done": {"en": "done", "fa": "انجام‌شده"},
    "revive.intervention_stopped": {"en": "stopped", "fa": "متوقف"},
}
CURRENCIES: Words = {
    "IRR": {"en": "rials", "fa": "ریال"},
    "USD": {"en": "US dollars", "fa": "دلار امریکا"},
    "EUR": {"en": "euros", "fa": "یورو"},
    "AED": {"en": "UAE dirhams", "fa": "درهم امارات"},
    "CNY": {"en": "Chinese yuan", "fa": "یوان چین"},
    "TRY": {"en": "Turkish lira", "fa": "لیر ترکیه"},
    "INR": {"en": "Indian rupees", "fa": "روپیهٔ هند"},
    "RUB": {"en": "Russian roubles", "fa": "روبل روسیه"},
}
BASES: Words = {
    "official": {"en": "official rate", "fa": "نرخ رسمی"},
    "nima": {"en": "NIMA rate", "fa": "نرخ نیما"},
    "market": {"en": "market rate", "fa": "نرخ بازار"},
}
