"""What does Ehya say when the answer is no?

One code, one English and one Persian sentence: what happened, where, what to do. Add yours at the
end of its room. `{name}` is a fact of the refusal.
"""

from collections.abc import Mapping

Sentences = Mapping[str, str]

REFUSALS: dict[str, Sentences] = {
    # ledger
    "ledger.not_allowed": {
        "en": "{role} may not {act}. Ask an analyst or the director to do it.",
        "fa": "{role} اجازهٔ این کار را ندارد: {act}. از تحلیل‌گر یا مدیر بخواهید این کار را انجام دهد.",
    },
    "ledger.home_not_writable": {
        "en": "Ehya cannot write in {folder} ({why}). Give this account the folder,"
        " or name another one in EHYA_HOME.",
        "fa": "احیا نمی‌تواند در {folder} بنویسد ({why}). دسترسی این پوشه را به همین حساب بدهید"
        " یا پوشهٔ دیگری را در EHYA_HOME نام ببرید.",
    },
    "ledger.database_url": {
        "en": "DATABASE_URL cannot be read ({why}). Write it as"
        " postgresql://name:password@host:5432/ehya, or remove it to use the built-in database.",
        "fa": "DATABASE_URL خوانده نشد ({why}). آن را به شکل"
        " postgresql://name:password@host:5432/ehya بنویسید یا برای استفاده از پایگاه دادهٔ"
        " داخلی حذفش کنید.",
    },
    "ledger.server_stopped": {
        "en": "The built-in database in {folder} did not start ({why}). Its own words are in {log};"
        " `ehya doctor` tells more.",
        "fa": "پایگاه دادهٔ داخلی در {folder} راه نیفتاد ({why}). شرح آن در {log} است؛"
        " «ehya doctor» بیشتر می‌گوید.",
    },
    "ledger.secret_missing": {
        "en": "There is no secret key, and in production Ehya does not start without one. Put at"
        " least {least} random characters in EHYA_SECRET_KEY or in {file} (readable by this"
        " account only): python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
        "fa": "کلید محرمانه‌ای نیست و احیا در محیط اصلی بدون آن راه نمی‌افتد. دست‌کم {least} نویسهٔ"
        " تصادفی در EHYA_SECRET_KEY یا در {file} بگذارید (فقط برای همین حساب خواندنی):"
        " python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    },
    "ledger.secret_weak": {
        "en": "The secret key is a known or short one, and in production Ehya does not start with"
        " it. Replace it in EHYA_SECRET_KEY or {file} by at least {least} random characters:"
        " python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
        "fa": "کلید محرمانه کوتاه یا شناخته‌شده است و احیا در محیط اصلی با آن راه نمی‌افتد. در"
        " EHYA_SECRET_KEY یا {file} دست‌کم {least} نویسهٔ تصادفی به جای آن بگذارید:"
        " python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    },
    "ledger.not_migrated": {
        "en": "The tables are older than this release ({steps} migrations are due). Make a backup,"
        " then start with: ehya serve --migrate",
        "fa": "جدول‌ها از این نسخه قدیمی‌ترند ({steps} گام مانده است). نسخهٔ پشتیبان بگیرید و سپس"
        " چنین آغاز کنید: ehya serve --migrate",
    },
    "ledger.people_for_show": {
        "en": "This home folder holds the demonstration's sign-ins ({names}), whose passwords are"
        " public. In production use another EHYA_HOME or another database.",
        "fa": "این پوشه حساب‌های نمایشی دارد ({names}) که گذرواژه‌شان را همه می‌دانند. در محیط اصلی"
        " EHYA_HOME یا پایگاه دادهٔ دیگری به کار ببرید.",
    },
    "ledger.demo_in_production": {
        "en": "The demonstration does not run in production: its passwords are public. Remove"
        " EHYA_MODE, or run: ehya serve",
        "fa": "نمایش در محیط اصلی اجرا نمی‌شود، چون گذرواژه‌هایش را همه می‌دانند. EHYA_MODE را"
        " بردارید یا اجرا کنید: ehya serve",
    },
    "ledger.demo_among_people": {
        "en": "This database holds real people's accounts, so the demonstration stays out of it."
        " Name an empty folder in EHYA_HOME and run it again.",
        "fa": "این پایگاه داده حساب افراد واقعی را دارد و نمایش در آن اجرا نمی‌شود. پوشه‌ای خالی را"
        " در EHYA_HOME نام ببرید و دوباره اجرا کنید.",
    },
    "ledger.setting": {
        "en": "{name} is “{value}”, which is not understood. Write it like this: {wanted}.",
        "fa": "{name} برابر «{value}» است که معنایی ندارد. به این شکل بنویسید: {wanted}.",
    },
    # web: checking a text
    "web.no_text": {
        "en": "There is no text to read. Paste the report into the box, or choose its .txt file.",
        "fa": "متنی برای خواندن نیست. گزارش را در کادر بگذارید یا پروندهٔ txt آن را برگزینید.",
    },
    "web.two_texts": {
        "en": "Both a pasted text and the file {name} were sent. Send one of them.",
        "fa": "هم متنِ کادر و هم پروندهٔ {name} فرستاده شد. فقط یکی را بفرستید.",
    },
    "web.not_a_text_file": {
        "en": "The file {name} is not a plain text file (.txt). Open it where it was written, copy "
        "the text and paste it into the box.",
        "fa": "پروندهٔ {name} متن ساده (txt) نیست. آن را در برنامهٔ خودش باز کنید، متن را بردارید و "
        "در کادر بگذارید.",
    },
    "web.file_too_large": {
        "en": "The file {name} holds {size} bytes; at most {limit} are read. Send the part with "
        "the numbers.",
        "fa": "پروندهٔ {name} {size} بایت است؛ تا {limit} بایت خوانده می‌شود. بخشی را بفرستید که "
        "عددها در آن است.",
    },
    "web.not_utf8": {
        "en": "The file {name} is not written in UTF-8 (or UTF-16), so its letters cannot be told. "
        "Save it again as UTF-8, or paste the text into the box.",
        "fa": "پروندهٔ {name} با UTF-8 (یا UTF-16) نوشته نشده و حروفش شناخته نمی‌شود. دوباره با UTF-8 "
        "ذخیره کنید یا متن را در کادر بگذارید.",
    },
    "web.published_later": {
        "en": "The publication date {day} is after today. Check the date; leave it empty if you do "
        "not know it.",
        "fa": "تاریخ انتشار {day} پس از امروز است. تاریخ را وارسی کنید؛ اگر نمی‌دانید خالی بگذارید.",
    },
    "web.bad_address": {
        "en": "The address {address} is not a web address. Begin it with https:// or http://, or "
        "leave it empty.",
        "fa": "نشانی {address} نشانی وب نیست. با https:// یا http:// آغازش کنید یا خالی بگذارید.",
    },
    # web
    "web.port_taken": {
        "en": "Port {port} at {host} is in use. Stop the program that holds it, or name another:"
        " --port 8080",
        "fa": "درگاه {port} در {host} در کار است. برنامه‌ای را که آن را گرفته ببندید یا درگاه دیگری"
        " نام ببرید: --port 8080",
    },
    "web.host_needs_production": {
        "en": "Outside production Ehya answers this machine only, not {host}. Set"
        " EHYA_MODE=production and EHYA_HOSTS first (docs/reference/settings.md).",
        "fa": "احیا بیرون از محیط اصلی فقط به همین دستگاه پاسخ می‌دهد، نه به {host}. نخست"
        " EHYA_MODE=production و EHYA_HOSTS را تعیین کنید (docs/reference/settings.md).",
    },
    "web.hosts_missing": {
        "en": "In production Ehya must know its own names. List them in EHYA_HOSTS, e.g."
        " EHYA_HOSTS=ehya.example.ir",
        "fa": "احیا در محیط اصلی باید نام‌های خود را بداند. آن‌ها را در EHYA_HOSTS بنویسید، مانند"
        " EHYA_HOSTS=ehya.example.ir",
    },
    "web.static_missing": {
        "en": "The style sheets and fonts have not been built. Run: make setup",
        "fa": "سبک‌ها و قلم‌ها ساخته نشده‌اند. اجرا کنید: make setup",
    },
    # values: calendar, money, figure, formats, rules
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
        "en": "there are no rules named “{name}”. `ehya doctor` lists those that are installed.",
        "fa": "قاعده‌ای به نام «{name}» نیست. «ehya doctor» قاعده‌های نصب‌شده را می‌گوید.",
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
    # check
    "check.no_such_file": {
        "en": "There is no file {file}. Check the name, or give - to read from standard input.",
        "fa": "پروندهٔ {file} پیدا نشد. نام آن را بررسی کنید یا با - متن را از ورودی بدهید.",
    },
    "check.is_a_folder": {
        "en": "{file} is a folder. Give one text file, or - to read from standard input.",
        "fa": "{file} پوشه است. نام یک پروندهٔ متنی را بدهید یا با - متن را از ورودی بخوانید.",
    },
    "check.cannot_read": {
        "en": "{file} cannot be read ({why}). Give this account the right to read it.",
        "fa": "{file} خوانده نشد ({why}). اجازهٔ خواندن آن را به این حساب بدهید.",
    },
    "check.too_big": {
        "en": "{file} is larger than {limit} MB. Give one report, not a whole archive.",
        "fa": "{file} بزرگ‌تر از {limit} مگابایت است. یک گزارش بدهید، نه یک بایگانی.",
    },
    "check.not_text": {
        "en": "{file} is a {kind} file, not text. Save it as plain text (UTF-8), or paste its"
        " words on the page “Check a text”.",
        "fa": "{file} پروندهٔ {kind} است، نه متن. آن را به صورت متن ساده (UTF-8) ذخیره کنید یا متن"
        " را در صفحهٔ «بررسی متن» بچسبانید.",
    },
    "check.not_utf8": {
        "en": "{file} is not UTF-8 text: byte {position} belongs to no letter. Save it again as"
        " UTF-8.",
        "fa": "{file} متن UTF-8 نیست: بایت {position} حرفی نمی‌سازد. آن را دوباره با UTF-8 ذخیره"
        " کنید.",
    },
    "check.empty": {
        "en": "{file} holds no text. Give the words of a report.",
        "fa": "{file} متنی ندارد. متن یک گزارش را بدهید.",
    },
    # forecast
    "forecast.no_such_metric": {
        "en": "the record has no running count named “{metric}”. Ask for one of: {known}.",
        "fa": "در کارنامه شمارش جاری با نام «{metric}» نیست. یکی از این‌ها را بخواهید: {known}.",
    },
    "forecast.no_such_place": {
        "en": "the record tells no {metric} for “{place}”. Ask for one of: {known}.",
        "fa": "کارنامه برای «{place}» شمارشی از {metric} ندارد. یکی از این‌ها را بخواهید: {known}.",
    },
    "forecast.nothing_known": {
        "en": "by {known_at} no count, target or recent total of {metric} in {place} spoke about"
        " {year:d}. Take a later day, another year or the whole country.",
        "fa": "تا {known_at} هیچ شمارش، هدف یا رقم سالانهٔ تازه‌ای از {metric} در {place} دربارهٔ سال"
        " {year:d} منتشر نشده بود. روز دیرتر، سال دیگر یا کل کشور را بخواهید.",
    },
    "forecast.bad_target": {
        "en": "“{told}” is no target. Give a whole number above zero, e.g. 1959.",
        "fa": "«{told}» هدف نیست. عددی صحیح و بزرگ‌تر از صفر بدهید، مانند ۱۹۵۹.",
    },
    "forecast.bad_year": {
        "en": "“{told}” is no year. Give a Solar Hijri year, e.g. 1403.",
        "fa": "«{told}» سال نیست. سال هجری شمسی بدهید، مانند ۱۴۰۳.",
    },
    "forecast.future": {
        "en": "{known_at} is still to come: nobody knows what will have been published by then."
        " Take {today} or an earlier day.",
        "fa": "{known_at} هنوز نیامده است و کسی نمی‌داند تا آن روز چه منتشر می‌شود. {today} یا روزی"
        " پیش از آن را بخواهید.",
    },
}
