"""How does Ehya say no to somebody who wants the whole register looked at?"""

from collections.abc import Mapping

SWEEPS: Mapping[str, Mapping[str, str]] = {
    "detect.nothing_read": {
        "en": "Nothing was read of any of these units up to {as_of}, so there is nothing to look at."
        " Import readings first (ehya import readings, or the page Data).",
        "fa": "تا {as_of} هیچ خوانده‌ای از این واحدها نرسیده و چیزی برای بررسی نیست. نخست خوانده‌ها را وارد"
        " کنید (ehya import readings یا صفحهٔ داده‌ها).",
    },
    "detect.no_such_signal": {
        "en": "There is no signal “{signal}”. There are: {wanted}.",
        "fa": "نشانه‌ای به نام «{signal}» نیست. این‌ها هست: {wanted}.",
    },
    "detect.no_such_version": {
        "en": "The readings have no version {version}. Leave it out for the newest one; each sweep"
        " names its own at /detections/sweeps/.",
        "fa": "خوانده‌ها نسخهٔ {version} ندارد. برای تازه‌ترین نسخه آن را نگویید؛ هر بررسی نسخهٔ خود را در"
        " ‎/detections/sweeps/‎ می‌گوید.",
    },
    "detect.sweep_running": {
        "en": "Somebody else's sweep of the register is on its way. Wait until it is done: see"
        " /detections/sweeps/.",
        "fa": "بررسی دیگری در جریان است. تا پایان آن بمانید: ‎/detections/sweeps/‎ را ببینید.",
    },
    "detect.no_such_engine": {
        "en": "There is no engine “{engine}”. Say local, or spark where there is a cluster.",
        "fa": "موتوری به نام «{engine}» نیست. local بگویید، یا spark اگر خوشه‌ای هست.",
    },
    "detect.no_spark": {
        "en": "Spark cannot be used here: {why}. Install Ehya with its extra “spark” and Java 17, or"
        " say --engine local.",
        "fa": "این‌جا Spark در دسترس نیست: {why}. احیا را با افزونهٔ «spark» و Java 17 نصب کنید یا"
        " ‎--engine local‎ بگویید.",
    },
    "detect.spark_failed": {
        "en": "A worker of the cluster could not look at its units: {why}. Every worker needs this same"
        " Ehya, its Python, and the folder of the readings; or say --engine local.",
        "fa": "کارگری از خوشه نتوانست واحدهایش را بررسی کند: {why}. هر کارگر همین نسخهٔ احیا، همین Python و"
        " پوشهٔ خوانده‌ها را می‌خواهد؛ یا ‎--engine local‎ بگویید.",
    },
    "detect.option_needed": {
        "en": "A table of your own (--panel) needs {option} as well.",
        "fa": "جدول خودتان (‎--panel) به {option} هم نیاز دارد.",
    },
    "detect.option_of_other": {
        "en": "{option} belongs to {way}. Leave it out, or ask the other way.",
        "fa": "{option} از آنِ {way} است. آن را نگویید یا به شیوهٔ دیگر بپرسید.",
    },
    "detect.no_such_place": {
        "en": "The address of this page of the list is damaged: “{after}”. Begin at the top of the"
        " list.",
        "fa": "نشانی این صفحه از فهرست خراب است: «{after}». از سر فهرست آغاز کنید.",
    },
    "detect.not_a_share": {
        "en": "“{value}” is no share of a hundred. Write a whole number from 0 to 100.",
        "fa": "«{value}» سهمی از صد نیست. عددی درست از ۰ تا ۱۰۰ بنویسید.",
    },
    "detect.no_sweep_yet": {
        "en": "No sweep has looked at the units by that day, so there is no list to take away.",
        "fa": "تا آن روز هیچ بررسی‌ای واحدها را ندیده است و فهرستی برای بردن نیست.",
    },
}
