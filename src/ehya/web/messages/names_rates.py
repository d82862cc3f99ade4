"""What are bases of a rate and price indices called, in both languages?"""

from collections.abc import Mapping

RATES: Mapping[str, Mapping[str, str]] = {
    "register.import_rates": {
        "en": "import rates and price indices",
        "fa": "ورود نرخ ارز و شاخص بها",
    },
    "rates.official": {"en": "the official rate", "fa": "نرخ رسمی"},
    "rates.nima": {"en": "the NIMA rate", "fa": "نرخ نیما"},
    "rates.market": {"en": "the market rate", "fa": "نرخ بازار"},
    "rates.consumer": {"en": "consumer prices", "fa": "بهای مصرف‌کننده"},
    "rates.producer": {"en": "producer prices", "fa": "بهای تولیدکننده"},
    "rates.none": {"en": "none", "fa": "هیچ"},
}
