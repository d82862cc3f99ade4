"""What else is told of an act is called what, in both languages?"""

from collections.abc import Mapping

from ehya.web.messages.names_detect import REASONS
from ehya.web.messages.names_detect import SAID as JUDGED

FACTS: Mapping[str, Mapping[str, str]] = {
    "added": {"en": "new", "fa": "تازه"},
    "as_of": {"en": "as it stood on", "fa": "وضع در روز"},
    "asked": {"en": "asked for", "fa": "خواسته"},
    "came_in": {"en": "came in on", "fa": "رسیده در"},
    "changed": {"en": "changed", "fa": "تغییر یافته"},
    "chance": {"en": "chance of it", "fa": "احتمال آن"},
    "chosen": {"en": "taken from", "fa": "برگرفته از"},
    "claim": {"en": "claim", "fa": "ادعا"},
    "claims": {"en": "claims", "fa": "ادعا"},
    "contacts": {"en": "how to reach people", "fa": "راه‌های تماس"},
    "counties": {"en": "counties", "fa": "شهرستان"},
    "file": {"en": "file", "fa": "پرونده"},
    "files": {"en": "files", "fa": "پرونده"},
    "form": {"en": "kind of file", "fa": "نوع پرونده"},
    "go_by": {"en": "somebody goes until", "fa": "کسی برود تا"},
    "happened_on": {"en": "happened on", "fa": "روز رخداد"},
    "issuer": {"en": "issuer", "fa": "صادرکننده"},
    "kept": {"en": "kept as corrected here", "fa": "مانده به تصحیح اینجا"},
    "keys": {"en": "in the record as", "fa": "در کارنامه با شناسهٔ"},
    "kind": {"en": "kind", "fa": "نوع"},
    "known_at": {"en": "as it was known on", "fa": "دانستهٔ روز"},
    "lake_version": {"en": "version of the readings", "fa": "نسخهٔ خوانده‌ها"},
    "meaning": {"en": "differences are", "fa": "تفاوت‌ها"},
    "merge": {"en": "number of the merge", "fa": "شمارهٔ ادغام"},
    "pairs": {"en": "pairs", "fa": "جفت"},
    "parks": {"en": "parks and zones", "fa": "شهرک و ناحیه"},
    "provinces": {"en": "provinces", "fa": "استان"},
    "reason": {"en": "because", "fa": "زیرا"},
    "refused": {"en": "refused", "fa": "پذیرفته‌نشده"},
    "rows": {"en": "rows", "fa": "ردیف"},
    "said": {"en": "a person", "fa": "شخص"},
    "seed": {"en": "seed of chance", "fa": "دانهٔ تصادف"},
    "sha256": {"en": "SHA-256 of the file", "fa": "SHA-256 پرونده"},
    "since": {"en": "since", "fa": "از"},
    "stood_on": {"en": "as it stood on", "fa": "وضع در روز"},
    "synthetic": {"en": "of them synthetic", "fa": "از آن‌ها ساختگی"},
    "unchanged": {"en": "unchanged", "fa": "بی‌تغییر"},
    "units": {"en": "units", "fa": "واحد"},
    "version": {"en": "version", "fa": "نسخه"},
}
SAID: Mapping[str, Mapping[str, str]] = {
    **JUDGED,
    **REASONS,
    "change": {"en": "changes in the world", "fa": "تغییر در جهان"},
    "correction": {"en": "corrections", "fa": "تصحیح"},
    "folded": {"en": "the record that left", "fa": "رکورد رفته"},
    "kept": {"en": "the record that stays", "fa": "رکورد مانده"},
}
