"""What are an event's states and acts called inside a sentence?"""

from collections.abc import Mapping

INAUGURATIONS: Mapping[str, Mapping[str, str]] = {
    "inauguration.planned": {"en": "planned", "fa": "در برنامه"},
    "inauguration.rehearsing": {"en": "being rehearsed", "fa": "در حال تمرین"},
    "inauguration.live": {"en": "live", "fa": "در جریان"},
    "inauguration.closed": {"en": "closed", "fa": "پایان‌یافته"},
    "inauguration.cancelled": {"en": "called off", "fa": "لغوشده"},
    "invest.see_inaugurations": {"en": "see inaugurations", "fa": "دیدن افتتاح‌ها"},
    "invest.manage_inauguration": {"en": "manage an inauguration", "fa": "گرداندن افتتاح"},
    "invest.operate_board": {"en": "operate a board", "fa": "کار با تابلو"},
    "invest.confirm_figures": {
        "en": "confirm the figures of an inauguration",
        "fa": "تأیید ارقام افتتاح",
    },
}
