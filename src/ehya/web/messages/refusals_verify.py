"""What does Ehya say when a check or a sample cannot be taken?"""

from collections.abc import Mapping

VERIFY: Mapping[str, Mapping[str, str]] = {
    "verify.no_such_check": {
        "en": "There is no check {check:d} that you may see. Look it up in the list of checks.",
        "fa": "بازبینی {check:d} نیست، یا در حوزهٔ شما نیست. آن را در فهرست بازبینی‌ها بجویید.",
    },
    "verify.found_already": {
        "en": "Check {check:d} has its answer already, of {on}. What was found stays.",
        "fa": "بازبینی {check:d} پاسخ خود را دارد، از {on}. آنچه یافته شد می‌ماند.",
    },
    "verify.visit_says_nothing": {
        "en": "No finished visit of this unit, made after its restart, says for check {check:d}"
        " whether it runs. Write the visit down first, and answer there whether the unit runs.",
        "fa": "هیچ بازدید پایان‌یافته‌ای از این واحد پس از راه‌اندازی نمی‌گوید برای بازبینی {check:d} واحد کار می‌کند"
        " یا نه. نخست بازدید را ثبت کنید و در آن بگویید واحد کار می‌کند یا نه.",
    },
    "verify.quarter_not_over": {
        "en": "A sample is drawn when its quarter is over: it ends on {last}, and today is {today}.",
        "fa": "نمونه پس از پایان فصل گرفته می‌شود: فصل در {last} پایان می‌یابد و امروز {today} است.",
    },
    "verify.drawn_already": {
        "en": "The sample of {first} to {last} has been drawn. A lot is drawn once.",
        "fa": "نمونهٔ {first} تا {last} گرفته شده است. قرعه یک بار کشیده می‌شود.",
    },
    "verify.no_such_sample": {
        "en": "There is no lot {sample}.",
        "fa": "قرعه‌ای با شمارهٔ {sample} نیست.",
    },
    "verify.too_few_to_learn": {
        "en": "Too few interventions were decided on to learn from: {cases} of one kind of case, and"
        " {fewest} are needed.",
        "fa": "برای آموختن، مداخلهٔ تصویب‌شده کم است: از یک نوع پرونده {cases} مورد هست و {fewest} مورد"
        " لازم است.",
    },
    "turn.no_sweep": {
        "en": "Detection has not looked at these units yet, so no turn can be made. Run `ehya detect`"
        " first.",
        "fa": "هنوز بررسی راکدی برای این واحدها انجام نشده است. نخست `ehya detect` را اجرا کنید.",
    },
}
