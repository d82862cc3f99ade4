"""What does Ehya say when a visit, an obstacle or its proof cannot be written down?"""

from collections.abc import Mapping

DIAGNOSE: Mapping[str, Mapping[str, str]] = {
    "diagnose.no_such_visit": {
        "en": "There is no such visit that you may see. A draft is seen by whoever began it only;"
        " look among your own drafts or on the unit's page.",
        "fa": "چنین بازدیدی نیست یا برای شما نیست. پیش‌نویس را فقط آغازگرش می‌بیند؛ میان پیش‌نویس‌های خود یا"
        " در صفحهٔ واحد بجویید.",
    },
    "diagnose.no_such_purpose": {
        "en": "“{purpose}” is no purpose of a visit. Choose diagnosis or check.",
        "fa": "«{purpose}» هدف بازدید نیست. عارضه‌یابی یا بازبینی را برگزینید.",
    },
    "diagnose.no_such_question": {
        "en": "The form has no question “{question}” that takes photos. Open the visit again.",
        "fa": "این فرم پرسشی به نام «{question}» برای عکس ندارد. بازدید را دوباره باز کنید.",
    },
    "diagnose.visit_done": {
        "en": "This visit is finished and is never changed. Write down another visit, or correct an"
        " obstacle where it was told wrongly.",
        "fa": "این بازدید پایان یافته است و تغییر نمی‌کند. بازدید دیگری ثبت کنید، یا مانعی را که نادرست گفته"
        " شده تصحیح کنید.",
    },
    "diagnose.draft_changed": {
        "en": "You have changed this visit on another device meanwhile. Nothing was overwritten:"
        " compare below what stands there now, and save again if yours is right.",
        "fa": "در این فاصله همین بازدید را در دستگاه دیگری تغییر داده‌اید. چیزی بازنویسی نشد: آنچه اکنون ثبت"
        " است را پایین ببینید و اگر نوشتهٔ شما درست است دوباره ذخیره کنید.",
    },
    "diagnose.visit_ahead": {
        "en": "{on} is still to come: today is {today}. Write the day on which you were there.",
        "fa": "{on} هنوز نیامده است: امروز {today} است. روزی را بنویسید که آنجا بودید.",
    },
    "diagnose.off_earth": {
        "en": "That place is not on earth: latitude goes from -90 to 90, longitude from -180 to 180."
        " Take the place again.",
        "fa": "این مختصات روی زمین نیست: عرض میان ‎-90 و 90 و طول میان ‎-180 و 180 است. دوباره مکان را"
        " بگیرید.",
    },
    "diagnose.too_many_present": {
        "en": "At most {most:d} people can be named. Name those who spoke.",
        "fa": "حداکثر {most:d} نفر را می‌توان نام برد. کسانی را بنویسید که سخن گفتند.",
    },
    "diagnose.answers_wrong": {
        "en": "{count:d} questions still want an answer or a correction. Each is shown beside its"
        " question.",
        "fa": "پرسش‌هایی که پاسخ یا اصلاح می‌خواهند: {count:d}. هر یک کنار پرسش خود نشان داده شده است.",
    },
    "diagnose.answer_needed": {
        "en": "This must be answered before the visit is finished. Choose or write an answer.",
        "fa": "پیش از پایان بازدید باید پاسخ داده شود. پاسخی برگزینید یا بنویسید.",
    },
    "diagnose.not_a_number": {
        "en": "“{value}” is no number. Write digits, e.g. 1200 or 12.5.",
        "fa": "«{value}» عدد نیست. رقم بنویسید، مانند ۱۲۰۰ یا ۱۲٫۵.",
    },
    "diagnose.not_whole": {
        "en": "“{value}” is not whole. Write it without a fraction.",
        "fa": "«{value}» عدد صحیح نیست. آن را بدون کسر بنویسید.",
    },
    "diagnose.too_small": {
        "en": "This is at least {least}. Correct the number.",
        "fa": "این دست‌کم {least} است. عدد را اصلاح کنید.",
    },
    "diagnose.too_large": {
        "en": "This is at most {most}. Correct the number.",
        "fa": "این حداکثر {most} است. عدد را اصلاح کنید.",
    },
    "diagnose.too_long": {
        "en": "This has {told:d} letters; {most:d} are kept. Shorten it.",
        "fa": "این {told:d} نویسه دارد؛ تا {most:d} نگه داشته می‌شود. کوتاهش کنید.",
    },
    "diagnose.too_many_photos": {
        "en": "There are {told:d} photos here; at most {most:d} are taken. Take some away.",
        "fa": "اینجا {told:d} عکس هست؛ حداکثر {most:d} پذیرفته می‌شود. چندتایی را بردارید.",
    },
    "diagnose.too_many_obstacles": {
        "en": "There are {told:d} obstacles here; at most {most:d} are taken. Keep the heaviest.",
        "fa": "اینجا {told:d} مانع هست؛ حداکثر {most:d} پذیرفته می‌شود. سنگین‌ترین‌ها را نگه دارید.",
    },
    "diagnose.no_such_option": {
        "en": "“{value}” cannot be chosen here. Choose one of the answers shown.",
        "fa": "«{value}» از پاسخ‌های این پرسش نیست. یکی از پاسخ‌های نشان‌داده‌شده را برگزینید.",
    },
    "diagnose.not_a_day": {
        "en": "“{value}” is no day. Write it in either calendar: 1403/05/22 or 2024-08-12.",
        "fa": "«{value}» روز نیست. به یکی از دو گاه‌شمار بنویسید: ۱۴۰۳/۰۵/۲۲ یا ‎2024-08-12.",
    },
    "diagnose.day_too_early": {
        "en": "{on} is too long ago: nothing here is older than {first}. Correct the day.",
        "fa": "{on} بسیار دور است: چیزی اینجا کهنه‌تر از {first} نیست. روز را اصلاح کنید.",
    },
    "diagnose.day_ahead": {
        "en": "{on} is after the visit ({until}). Write the day on which it happened.",
        "fa": "{on} پس از بازدید ({until}) است. روزی را بنویسید که رخ داد.",
    },
    "diagnose.no_such_obstacle": {
        "en": "“{obstacle}” is no obstacle of the list. Choose one from the list of obstacles.",
        "fa": "«{obstacle}» از فهرست موانع نیست. یکی را از فهرست موانع برگزینید.",
    },
    "diagnose.severity_needed": {
        "en": "It is not said how heavily it weighs ({obstacle}). Choose: slows, halves or stops.",
        "fa": "گفته نشده که چه اندازه سنگین است ({obstacle}). برگزینید: کند، نصف یا متوقف می‌کند.",
    },
    "diagnose.obstacle_twice": {
        "en": "This obstacle is told twice: {obstacle}. Keep one of the two.",
        "fa": "این مانع دو بار گفته شده است: {obstacle}. یکی را نگه دارید.",
    },
    "diagnose.not_an_amount": {
        "en": "“{value}” is no amount of rials. Write whole rials, e.g. 5000000000, or leave it empty.",
        "fa": "«{value}» مبلغ ریالی نیست. ریال صحیح بنویسید، مانند ۵۰۰۰۰۰۰۰۰۰، یا خالی بگذارید.",
    },
    "diagnose.found_ahead": {
        "en": "{on} is still to come: today is {today}. Write the day on which it was seen.",
        "fa": "{on} هنوز نیامده است: امروز {today} است. روزی را بنویسید که دیده شد.",
    },
    "diagnose.no_such_finding": {
        "en": "There is no such obstacle of a unit that you may see. Open the unit's page again.",
        "fa": "چنین مانعی نیست یا در حوزهٔ شما نیست. صفحهٔ واحد را دوباره باز کنید.",
    },
    "diagnose.finding_changed": {
        "en": "{by} has changed this obstacle meanwhile: {obstacle}. Nothing of yours was written; look"
        " at what stands there now and send again if it still holds.",
        "fa": "{by} در این فاصله این مانع را تغییر داده است: {obstacle}. چیزی از شما ثبت نشد؛ وضع تازه را"
        " ببینید و اگر هنوز درست است دوباره بفرستید.",
    },
    "diagnose.nothing_changed": {
        "en": "It reads so already: {obstacle}. Change a value, or leave it as it is.",
        "fa": "هم‌اکنون همین است: {obstacle}. مقداری را عوض کنید یا همین‌طور بگذارید.",
    },
    "diagnose.since_after_end": {
        "en": "It cannot begin on {since}: it was lifted on {end}. Write an earlier day.",
        "fa": "نمی‌تواند در {since} آغاز شده باشد: در {end} رفع شده است. روزی زودتر بنویسید.",
    },
    "diagnose.stood_before": {
        "en": "The same obstacle ({obstacle}) is told for a time from {since} on, and the two would"
        " meet. Correct that one, or write a later day.",
        "fa": "همین مانع ({obstacle}) برای زمانی از {since} گفته شده و این دو روی هم می‌افتند. آن یکی را"
        " تصحیح کنید یا روزی دیرتر بنویسید.",
    },
    "diagnose.lifted_already": {
        "en": "It was lifted on {on} already. Correct that where the day is wrong.",
        "fa": "پیش‌تر در {on} رفع شده است. اگر روزش نادرست است تصحیحش کنید.",
    },
    "diagnose.lift_ahead": {
        "en": "{on} is still to come: today is {today}. Write the day on which it was lifted.",
        "fa": "{on} هنوز نیامده است: امروز {today} است. روزی را بنویسید که رفع شد.",
    },
    "diagnose.lift_before_begin": {
        "en": "It cannot have been lifted on {on}: it began on {since}. Write a later day; if it never"
        " was there, take it back.",
        "fa": "نمی‌تواند در {on} رفع شده باشد: در {since} آغاز شده است. روزی دیرتر بنویسید؛ اگر هرگز نبوده،"
        " پسش بگیرید.",
    },
    "diagnose.no_such_proof": {
        "en": "“{kind}” is no kind of proof. Choose one from the list.",
        "fa": "«{kind}» از انواع مدرک نیست. یکی را از فهرست برگزینید.",
    },
    "diagnose.no_file": {
        "en": "No file was chosen. Choose a photo or a PDF.",
        "fa": "پرونده‌ای برگزیده نشد. عکس یا پی‌دی‌اف برگزینید.",
    },
    "diagnose.no_such_evidence": {
        "en": "There is no such file that you may see. Open the page again from which you came.",
        "fa": "چنین پرونده‌ای نیست یا برای شما نیست. صفحه‌ای را که از آن آمدید دوباره باز کنید.",
    },
    "diagnose.evidence_gone": {
        "en": "The bytes of {file} are no longer in the house's folder. Tell an administrator: they"
        " come back from the backup.",
        "fa": "محتوای {file} دیگر در پوشهٔ سامانه نیست. به مدیر سامانه بگویید تا از پشتیبان بازگردد.",
    },
    "diagnose.evidence_empty": {
        "en": "{file} is empty. Choose it again.",
        "fa": "{file} خالی است. دوباره برگزینیدش.",
    },
    "diagnose.evidence_too_big": {
        "en": "{file} is larger than {megabytes:d} MB. Take the photo at a lower resolution.",
        "fa": "{file} بزرگ‌تر از {megabytes:d} مگابایت است. عکس را با کیفیت کمتر بگیرید.",
    },
    "diagnose.evidence_kind": {
        "en": "{file} is no picture and no PDF by its bytes. These are taken: {kinds}.",
        "fa": "محتوای {file} نه عکس است نه پی‌دی‌اف. این‌ها پذیرفته می‌شود: {kinds}.",
    },
    "diagnose.evidence_misnamed": {
        "en": "{file} is called otherwise than what it holds: a {kind}. Give it its right ending and"
        " choose it again.",
        "fa": "نام {file} با محتوایش نمی‌خواند: محتوا {kind} است. پسوند درست بدهید و دوباره برگزینید.",
    },
    "diagnose.evidence_not_kept": {
        "en": "{file} could not be written to the house's disk ({why}). What you typed is kept; choose"
        " the file again later.",
        "fa": "{file} روی دیسک سامانه نوشته نشد ({why}). آنچه نوشتید مانده است؛ پرونده را بعد دوباره"
        " برگزینید.",
    },
    "diagnose.too_few_to_learn": {
        "en": "Too few units were diagnosed to learn from: {found}, and {fewest} are needed.",
        "fa": "برای آموختن، واحد عارضه‌یابی‌شده کم است: {found} واحد هست و {fewest} واحد لازم است.",
    },
}
