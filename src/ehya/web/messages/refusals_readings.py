"""What does Ehya say when a reading cannot be taken?"""

from collections.abc import Mapping

READINGS: dict[str, Mapping[str, str]] = {
    "readings.no_unit": {
        "en": "{file} has no column that tells whose readings these are. Add one: the Ehya number,"
        " the electricity or gas subscription, the insurance workshop, the economic code or another"
        " number of the unit.",
        "fa": "{file} ستونی ندارد که بگوید خوانده‌ها از آنِ کدام واحدند. یکی بیفزایید: شمارهٔ احیا،"
        " اشتراک برق یا گاز، کد کارگاه بیمه، کد اقتصادی یا شمارهٔ دیگری از واحد.",
    },
    "readings.no_period": {
        "en": "{file} has no column that tells of which time the readings are. Add “Period”"
        " (1402/05), or “From day” and “To day”, or head the columns of values with their months.",
        "fa": "{file} ستونی ندارد که بگوید خوانده‌ها از چه زمانی‌اند. «دوره» (۱۴۰۲/۰۵) یا «از تاریخ» و"
        " «تا تاریخ» را بیفزایید، یا سرستون مقدارها را ماهشان بگذارید.",
    },
    "readings.no_value": {
        "en": "{file} has no column of readings. Add “Reading”, or a column for each signal"
        " (“Electricity”, “Gas” …), or one for each month.",
        "fa": "{file} ستونی از خوانده‌ها ندارد. «خوانده» یا ستونی برای هر نشانه («برق»، «گاز» …) یا"
        " ستونی برای هر ماه بیفزایید.",
    },
    "readings.two_values": {
        "en": "{file} tells readings in two ways at once: in “Reading”, in columns of signals or in"
        " columns of months. Keep one of them.",
        "fa": "{file} خوانده‌ها را هم‌زمان به دو شکل می‌گوید: در «خوانده»، در ستون نشانه‌ها یا در ستون"
        " ماه‌ها. یکی را نگه دارید.",
    },
    "readings.signal_unsaid": {
        "en": "{file} does not say what was read. Name it in a column “Signal”, or for the whole"
        " file; one of: {wanted}.",
        "fa": "{file} نمی‌گوید چه چیز خوانده شده است. آن را در ستون «نشانه» یا برای همهٔ پرونده"
        " بگویید؛ یکی از این‌ها: {wanted}.",
    },
    "readings.no_signal": {
        "en": "It is not said what was read. Name it in the column “Signal”, or for the whole file;"
        " one of: {wanted}.",
        "fa": "گفته نشده چه چیز خوانده شده است. آن را در ستون «نشانه» یا برای همهٔ پرونده بگویید؛ یکی"
        " از این‌ها: {wanted}.",
    },
    "readings.no_such_signal": {
        "en": "“{value}” is none of the signals that are read. Write one of: {wanted}.",
        "fa": "«{value}» از نشانه‌هایی نیست که خوانده می‌شوند. یکی از این‌ها را بنویسید: {wanted}.",
    },
    "readings.no_number": {
        "en": "No number tells whose reading this is. Fill in one of the unit’s numbers.",
        "fa": "هیچ شماره‌ای نمی‌گوید این خوانده از آنِ کدام واحد است. یکی از شماره‌های واحد را بنویسید.",
    },
    "readings.no_period_told": {
        "en": "It is not said of which time this reading is. Fill in the period, e.g. 1402/05.",
        "fa": "گفته نشده این خوانده از چه زمانی است. دوره را بنویسید؛ برای نمونه ۱۴۰۲/۰۵.",
    },
    "readings.ends_before_it_begins": {
        "en": "The period ends before it begins. See whether the two days are swapped.",
        "fa": "دوره پیش از آغازش پایان می‌یابد. ببینید دو روز جابه‌جا نشده باشند.",
    },
    "readings.period_too_long": {
        "en": "The period is longer than {days} days, which no bill is. See whether a year is wrong.",
        "fa": "دوره از {days} روز درازتر است و هیچ قبضی چنین نیست. ببینید سال درست باشد.",
    },
    "readings.too_long_ago": {
        "en": "The period begins before {first}; readings as old as that are not kept. See whether the"
        " year is right.",
        "fa": "دوره پیش از {first} آغاز می‌شود؛ خوانده‌هایی چنین کهنه نگه‌داری نمی‌شوند. ببینید سال درست"
        " باشد.",
    },
    "readings.too_large": {
        "en": "No unit’s reading is that large. See whether a zero too many stands there, or another"
        " measure was meant.",
        "fa": "خواندهٔ هیچ واحدی چنین بزرگ نیست. ببینید صفری زیادی نباشد یا یکای دیگری در نظر نبوده"
        " باشد.",
    },
    "readings.no_such_unit": {
        "en": "No unit of the register bears this number. Hand in the unit first, or mend the number.",
        "fa": "هیچ واحدی در فهرست این شماره را ندارد. نخست خود واحد را وارد کنید یا شماره را درست"
        " کنید.",
    },
    "readings.outside_scope": {
        "en": "This unit is outside your scope. Hand in readings of your own province’s units.",
        "fa": "این واحد بیرون از حوزهٔ شماست. خوانده‌های واحدهای استان خودتان را وارد کنید.",
    },
    "readings.told_twice": {
        "en": "The file tells this period of this unit twice, with different readings. Keep the right"
        " one.",
        "fa": "پرونده این دوره از این واحد را دو بار و با دو مقدار می‌گوید. مقدار درست را نگه دارید.",
    },
    "series.no_months": {
        "en": "The months to fill do not follow each other. Give each one’s first day, in order.",
        "fa": "ماه‌هایی که باید پر شوند پشت سر هم نیستند. نخستین روز هر کدام را به ترتیب بدهید.",
    },
    "series.not_sorted": {
        "en": "The readings are not sorted by whose they are. Sort them and try again.",
        "fa": "خوانده‌ها بر پایهٔ صاحبشان مرتب نیستند. مرتبشان کنید و دوباره بکوشید.",
    },
    "series.reversed": {
        "en": "A reading ends before it begins. See whether its two days are swapped.",
        "fa": "خوانده‌ای پیش از آغازش پایان می‌یابد. ببینید دو روزش جابه‌جا نشده باشند.",
    },
    "register.no_synthetic": {
        "en": "There is no synthetic register here whose readings could be made. Make one with"
        " ehya demo.",
        "fa": "در اینجا فهرست ساختگی‌ای نیست که خوانده‌هایش ساخته شود. با ehya demo یکی بسازید.",
    },
}
