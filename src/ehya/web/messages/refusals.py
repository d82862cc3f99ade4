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
}
