"""What does Ehya say when a day, an amount, a figure or a rule cannot be?"""

from collections.abc import Mapping

VALUES: Mapping[str, Mapping[str, str]] = {
    "calendar.day_outside": {
        "en": "{day} is outside the days that Ehya can date ({first} to {last}). Check the year.",
        "fa": "{day} بیرون از روزهایی است که احیا می‌شناسد ({first} تا {last}). سال را بازبینی کنید.",
    },
    "calendar.year_outside": {
        "en": "the year {year:d} is outside the years that Ehya can date ({first:d} to {last:d})."
        " Write it with four digits and check it.",
        "fa": "سال {year:d} بیرون از سال‌هایی است که احیا می‌شناسد ({first:d} تا {last:d})."
        " آن را با چهار رقم بنویسید و بازبینی کنید.",
    },
    "calendar.no_such_month": {
        "en": "there is no month {month}: a year has 12. Write the year first: 1403/05/22.",
        "fa": "ماه {month} وجود ندارد؛ سال ۱۲ ماه دارد. سال را اول بنویسید: ۱۴۰۳/۰۵/۲۲.",
    },
    "calendar.no_such_day": {
        "en": "there is no day {day} in {month_en} {year:d}: that month has {length} days.",
        "fa": "{month_fa} {year:d} روز {day} ندارد؛ این ماه {length} روز است.",
    },
    "calendar.no_such_half": {
        "en": "there is no half {half} of a year. Choose 1 or 2.",
        "fa": "سال نیمهٔ {half} ندارد. ۱ یا ۲ را برگزینید.",
    },
    "calendar.no_such_quarter": {
        "en": "there is no quarter {quarter} of a year. Choose 1 to 4.",
        "fa": "سال فصل {quarter} ندارد. از ۱ تا ۴ برگزینید.",
    },
    "calendar.range_reversed": {
        "en": "the days run backwards: {first} is after {last}. Exchange them.",
        "fa": "بازه وارونه است: {first} پس از {last} است. جای آن دو را عوض کنید.",
    },
    "calendar.not_a_prefix": {
        "en": "“{prefix}” is no date. Write 2024, 2024-06 or 2024-06-12, as precisely as it is known.",
        "fa": "«{prefix}» تاریخ نیست. به دقتی که معلوم است بنویسید: ۲۰۲۴، ۲۰۲۴-۰۶ یا ۲۰۲۴-۰۶-۱۲.",
    },
    "calendar.not_a_period": {
        "en": "“{text}” is no month, quarter or year. Write for instance 1402/05, Mordad 1402,"
        " 2023-08, 2023Q3 or 1402.",
        "fa": "«{text}» ماه، فصل یا سال نیست. برای نمونه بنویسید ۱۴۰۲/۰۵، مرداد ۱۴۰۲، 2023-08،"
        " سه‌ماههٔ دوم ۱۴۰۲ یا ۱۴۰۲.",
    },
    "calendar.not_a_day": {
        "en": "“{text}” cannot be read as a day. Write it as 1403/05/22, 22 Mordad 1403 or"
        " 12 August 2024.",
        "fa": "«{text}» به‌عنوان تاریخ خوانده نشد. آن را به شکل ۱۴۰۳/۰۵/۲۲، ۲۲ مرداد ۱۴۰۳ یا ۱۲ اوت"
        " ۲۰۲۴ بنویسید.",
    },
    "calendar.no_year": {
        "en": "“{text}” has no year of four digits. Add it: 22 Mordad 1403.",
        "fa": "«{text}» سال چهاررقمی ندارد. آن را بیفزایید: ۲۲ مرداد ۱۴۰۳.",
    },
    "calendar.only_a_month": {
        "en": "“{text}” names a month, not a day. Add the day: 22 Mordad 1403.",
        "fa": "«{text}» ماه را می‌گوید، نه روز را. روز را بیفزایید: ۲۲ مرداد ۱۴۰۳.",
    },
    "calendar.ambiguous_day": {
        "en": "“{text}” can be two days: day or month first? Name the month, or write the year"
        " first: 2024-08-12.",
        "fa": "«{text}» دو گونه خوانده می‌شود: اول روز است یا ماه؟ نام ماه را بنویسید یا سال را اول"
        " بیاورید: ۲۰۲۴-۰۸-۱۲.",
    },
    "calendar.two_days": {
        "en": "“{text}” names two different days. Write one of them.",
        "fa": "«{text}» دو روز متفاوت است. یکی را بنویسید.",
    },
    "calendar.year_of_other_calendar": {
        "en": "{month_en} is a month of one calendar and {year:d} a year of the other. Write both"
        " in one calendar.",
        "fa": "{month_fa} از یک تقویم است و سال {year:d} از تقویم دیگر. هر دو را در یک تقویم بنویسید.",
    },
    "money.not_whole": {
        "en": "{value} {currency} is no whole amount. Write whole rials or dollars.",
        "fa": "{value} {currency} مبلغ درستی نیست. ریال یا دلار را بی‌کسر بنویسید.",
    },
    "money.not_exact": {
        "en": "{value} is a rounded number and cannot stand for money. Give it as written.",
        "fa": "{value} عددی گردشده است و جای مبلغ را نمی‌گیرد. آن را همان‌گونه که نوشته شده بدهید.",
    },
    "money.mixed_currencies": {
        "en": "{left} and {right} cannot be added. Convert one of them at a dated rate first.",
        "fa": "{left} و {right} با هم جمع نمی‌شوند. نخست یکی را با نرخ روز معین تبدیل کنید.",
    },
    "money.rate_not_positive": {
        "en": "a dollar cannot cost {rate} rials. The rate must be above zero.",
        "fa": "بهای یک دلار نمی‌تواند {rate} ریال باشد. نرخ باید بیش از صفر باشد.",
    },
    "money.rate_reversed": {
        "en": "the rate's days run backwards: {first} is after {last}. Exchange them.",
        "fa": "روزهای نرخ وارونه است: {first} پس از {last} است. جای آن دو را عوض کنید.",
    },
    "figure.without_origin": {
        "en": "{metric} rests on nothing ({method}), so it cannot be published. Name what it was"
        " counted from.",
        "fa": "{metric} بر هیچ سندی استوار نیست ({method}) و منتشر نمی‌شود. بگویید از چه شمرده شده.",
    },
    "figure.without_method": {
        "en": "{metric} does not say how it was made. Name the method and its version.",
        "fa": "{metric} نمی‌گوید چگونه به دست آمده. نام روش و شمارهٔ آن را بیاورید.",
    },
    "figure.clock_without_zone": {
        "en": "{metric} was known at a moment without a time zone. Give the moment in UTC.",
        "fa": "زمان آگاهی {metric} منطقهٔ زمانی ندارد. آن را به وقت جهانی (UTC) بدهید.",
    },
    "figure.period_after_as_of": {
        "en": "{metric} counts from {first}, after the day it stood on ({as_of}). Take a later day.",
        "fa": "{metric} از {first} شمرده شده که پس از روز وضعیت ({as_of}) است. روز دیرتری بگیرید.",
    },
    "figure.nothing_to_add": {
        "en": "there is no figure to add ({method}). A total needs at least one part.",
        "fa": "عددی برای جمع نیست ({method}). جمع دست‌کم یک جزء می‌خواهد.",
    },
    "figure.not_alike": {
        "en": "the two figures differ in {what}: {left} and {right}. Take figures that count the"
        " same thing over the same time.",
        "fa": "دو عدد در {what} یکسان نیستند: {left} و {right}. عددهایی بگیرید که یک چیز را در یک"
        " زمان می‌شمارند.",
    },
    "figure.share_of_nothing": {
        "en": "{metric} would be a share of zero. Take a whole that is not zero.",
        "fa": "{metric} سهمی از صفر می‌شود. کلی بگیرید که صفر نباشد.",
    },
    "formats.not_a_number": {
        "en": "“{value}” is no number that can be shown.",
        "fa": "«{value}» عددی نیست که بتوان نشان داد.",
    },
    "formats.not_a_probability": {
        "en": "{value} is no probability. It must lie between 0 and 1.",
        "fa": "{value} احتمال نیست. باید میان ۰ و ۱ باشد.",
    },
    "rules.unknown": {
        "en": "there are no rules named “{name}”. Reinstall Ehya.",
        "fa": "قاعده‌ای به نام «{name}» نیست. احیا را دوباره نصب کنید.",
    },
    "rules.not_yet_in_force": {
        "en": "on {on} no version of the rules “{name}” was in force; the first begins on {first}."
        " Take a later day.",
        "fa": "در {on} هیچ نسخه‌ای از قاعدهٔ «{name}» برقرار نبود؛ نخستین نسخه از {first} است."
        " روز دیرتری بگیرید.",
    },
    "rules.unsound": {
        "en": "the rules “{name}” cannot be used ({why}). Reinstall Ehya or mend the file.",
        "fa": "قاعدهٔ «{name}» به کار نمی‌آید ({why}). احیا را دوباره نصب کنید یا پرونده را درست کنید.",
    },
}
