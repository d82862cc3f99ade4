"""What are acts on targets called inside a sentence?"""

from collections.abc import Mapping

TARGETS: Mapping[str, Mapping[str, str]] = {
    "plan.see_targets": {"en": "see targets", "fa": "دیدن هدف‌ها"},
    "plan.set_target": {"en": "set a target", "fa": "گذاشتن هدف"},
    "plan.change_target": {"en": "change a target", "fa": "تغییر هدف"},
    "plan.split_target": {"en": "split a target to provinces", "fa": "تقسیم هدف میان استان‌ها"},
    "plan.give_target": {"en": "give a target to its owner", "fa": "سپردن هدف به متولی"},
}
