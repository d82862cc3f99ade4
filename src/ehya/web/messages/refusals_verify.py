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
    "verify.no_such_project_check": {
        "en": "There is no check {check:d} of a project that you may see. Look it up in the list.",
        "fa": "بازبینی {check:d} از طرحی نیست، یا در حوزهٔ شما نیست. آن را در فهرست بجویید.",
    },
    "verify.own_project": {
        "en": "You told progress of project {project:d}, paid for it or changed it. Somebody else says"
        " whether it runs.",
        "fa": "شما پیشرفت طرح {project:d} را گفته‌اید، برای آن پرداخته‌اید یا آن را تغییر داده‌اید. کارکرد آن را کس دیگری"
        " می‌گوید.",
    },
    "verify.words_needed": {
        "en": "Say in a few words what you saw there: an answer without them proves nothing.",
        "fa": "در چند واژه بگویید آنجا چه دیدید: پاسخ بی‌توضیح چیزی را ثابت نمی‌کند.",
    },
    "verify.ahead": {
        "en": "{on} is after today, {today}. A visit is told when it was made.",
        "fa": "{on} پس از امروز، {today}، است. بازدید پس از انجام ثبت می‌شود.",
    },
    "verify.visit_too_early": {
        "en": "A visit of {on} is too early for this check: it asks how things stand from {first} on.",
        "fa": "بازدید {on} برای این بازبینی زود است: این بازبینی وضع را از {first} به بعد می‌پرسد.",
    },
    "verify.counts_do_not_fit": {
        "en": "{yes:d} and {unknown:d} are more than all {of:d}, or less than nothing: count again.",
        "fa": "{yes:d} و {unknown:d} از کل {of:d} بیشتر یا از هیچ کمتر است: دوباره بشمارید.",
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
