"""How does Ehya say no about people, settings and the installation?"""

from collections.abc import Mapping

LEDGER: Mapping[str, Mapping[str, str]] = {
    "ledger.not_allowed": {
        "en": "{role} may not {act}. Ask somebody whose role may.",
        "fa": "{role} اجازهٔ این کار را ندارد: {act}. از کسی بخواهید که نقشش این اجازه را دارد.",
    },
    "ledger.not_the_nation": {
        "en": "You see a part of the country, and this shows all of it: {act}. Ask somebody who sees"
        " the whole country.",
        "fa": "شما بخشی از کشور را می‌بینید و این همهٔ کشور را نشان می‌دهد: {act}. از کسی بخواهید که"
        " همهٔ کشور را می‌بیند.",
    },
    "ledger.home_not_writable": {
        "en": "Ehya cannot write in {folder} ({why}). Give this account the folder,"
        " or name another one in EHYA_HOME.",
        "fa": "احیا نمی‌تواند در {folder} بنویسد ({why}). دسترسی این پوشه را به همین حساب بدهید"
        " یا پوشهٔ دیگری را در EHYA_HOME نام ببرید.",
    },
    "ledger.database_url": {
        "en": "DATABASE_URL cannot be read. Write it as"
        " postgresql://name:password@host:5432/ehya, or remove it to use the built-in database.",
        "fa": "DATABASE_URL خوانده نشد. آن را به شکل"
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
    "ledger.bad_name": {
        "en": "“{name}” cannot be a sign-in name. Take up to {most} letters, digits and @ . + - _"
        " without blanks, e.g. maryam.karimi.",
        "fa": "«{name}» نمی‌تواند نام ورود باشد. حداکثر {most} حرف، رقم و نشانهٔ @ . + - _ بی‌فاصله"
        " بردارید، مانند maryam.karimi.",
    },
    "ledger.name_taken": {
        "en": "somebody signs in as “{name}” already. Choose another name, or change that person.",
        "fa": "کسی هم‌اکنون با نام «{name}» وارد می‌شود. نام دیگری بردارید یا همان فرد را ویرایش کنید.",
    },
    "ledger.not_yourself": {
        "en": "Nobody changes their own role, closes their own account or resets their own second"
        " factor. Ask another administrator, or use `ehya person` on the server.",
        "fa": "کسی نقش خود را عوض نمی‌کند، حساب خود را نمی‌بندد و عامل دوم خود را برنمی‌دارد. از راهبر"
        " دیگری بخواهید یا روی کارساز `ehya person` را به کار ببرید.",
    },
    "ledger.nothing_changed": {
        "en": "{name} has this role and these places already. Change something, or leave it.",
        "fa": "{name} هم‌اکنون همین نقش و همین محدوده را دارد. چیزی را تغییر دهید یا رها کنید.",
    },
    "ledger.no_second_factor": {
        "en": "{name} has no second factor, so there is none to reset.",
        "fa": "{name} عامل دومی ندارد که برداشته شود.",
    },
    "ledger.no_such_role": {
        "en": "“{role}” is no role. Name one of: {wanted} (--role analyst).",
        "fa": "«{role}» نقش شناخته‌شده‌ای نیست. یکی از این‌ها را بنویسید: {wanted} (--role analyst).",
    },
    "ledger.no_scope": {
        "en": "{role} works for provinces or parks. Name at least one, e.g. Semnan or P-0001"
        " (--province Semnan, --park P-0001).",
        "fa": "{role} برای استان یا شهرک کار می‌کند. دست‌کم یکی را نام ببرید، مثلاً سمنان یا P-0001"
        " (--province Semnan یا --park P-0001).",
    },
    "ledger.no_such_province": {
        "en": "“{province}” is no province. Write its name as on the claims page, e.g. Semnan or"
        " Khorasan Razavi, or its code, e.g. IR-20.",
        "fa": "استانی به نام «{province}» نیست. نامش را مانند صفحهٔ ادعاها بنویسید، مثلاً سمنان یا"
        " خراسان رضوی، یا کد آن را، مثلاً IR-20.",
    },
    "ledger.no_such_park": {
        "en": "“{park}” is no park's code. It is written like P-0001.",
        "fa": "«{park}» کد شهرک نیست. کد شهرک به این شکل است: P-0001.",
    },
    "ledger.reason_needed": {
        "en": "Nobody may {act} without saying why. Write the reason in a few words; it stays in"
        " the ledger beside the act.",
        "fa": "این کار بی‌دلیل شدنی نیست: {act}. دلیل را در چند کلمه بنویسید؛ کنار همین کار در"
        " رویدادنامه می‌ماند.",
    },
    "ledger.weak_password": {
        "en": "The password is too short, too common or too much like the name. Take at least"
        " {least} characters that nobody would guess.",
        "fa": "گذرواژه کوتاه، رایج یا شبیه نام است. دست‌کم {least} نویسه بردارید که کسی حدس نزند.",
    },
    "ledger.same_password": {
        "en": "This is the password so far. Choose another.",
        "fa": "این همان گذرواژهٔ کنونی است. گذرواژهٔ دیگری برگزینید.",
    },
    "ledger.setting": {
        "en": "{name} is “{value}”, which is not understood. Write it like this: {wanted}.",
        "fa": "{name} برابر «{value}» است که معنایی ندارد. به این شکل بنویسید: {wanted}.",
    },
    "ledger.anchor_unreadable": {
        "en": "{file}, which keeps the ledger's last head, cannot be read. Put back its copy; if"
        " there is none, remove it, and the next look begins anew.",
        "fa": "{file} که سرِ زنجیرهٔ رویدادها را نگه می‌دارد خوانده نشد. رونوشت آن را برگردانید؛"
        " اگر رونوشتی نیست، پاکش کنید تا بازبینی بعدی از نو آغاز شود.",
    },
    "ledger.no_such_person": {
        "en": "nobody signs in as “{name}”. Check the name.",
        "fa": "کسی با نام «{name}» وارد نمی‌شود. نام را ببینید.",
    },
}
