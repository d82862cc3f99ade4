"""How does Ehya say no to somebody who takes a list away, or whose work runs in the background?"""

from collections.abc import Mapping

EXPORTS: Mapping[str, Mapping[str, str]] = {
    "export.no_such_form": {
        "en": "an export cannot be a “{form}”. Choose one of: {wanted}.",
        "fa": "خروجی نمی‌تواند «{form}» باشد. یکی از این‌ها را برگزینید: {wanted}.",
    },
    "export.question_too_long": {
        "en": "The question to the list is too long to be kept beside the file. Use fewer filters.",
        "fa": "پرسش فهرست بلندتر از آن است که کنار پرونده نگه داشته شود. صافی‌ها را کمتر کنید.",
    },
    "export.none_such": {
        "en": "There is no such export, or it is somebody else's. Ask for the list again.",
        "fa": "چنین خروجی‌ای نیست یا از آنِ دیگری است. فهرست را دوباره بخواهید.",
    },
    "export.being_written": {
        "en": "This export is being written right now. Wait until it is done.",
        "fa": "این خروجی هم‌اکنون در حال نوشتن است. صبر کنید تا تمام شود.",
    },
    "export.not_done": {
        "en": "This export is not finished, so there is no file yet. Its page says how far it is.",
        "fa": "این خروجی تمام نشده و هنوز پرونده‌ای نیست. صفحهٔ آن می‌گوید تا کجا رسیده است.",
    },
    "export.unequal": {
        "en": "The register holds {asked} rows for this question but {written} were counted in the"
        " file. The file was thrown away; ask for it again, and tell the data steward if it happens"
        " twice.",
        "fa": "فهرست واحدها برای این پرسش {asked} ردیف دارد ولی در پرونده {written} ردیف شمرده شد."
        " پرونده دور انداخته شد؛ دوباره بخواهید و اگر تکرار شد به متولی داده بگویید.",
    },
    "export.disk": {
        "en": "The file could not be written: {why}. Nothing half-written was kept. Make room on the"
        " disk and ask for it again.",
        "fa": "پرونده نوشته نشد: {why}. چیز نیمه‌کاره‌ای نماند. روی دیسک جا باز کنید و دوباره بخواهید.",
    },
    "export.broken": {
        "en": "The export broke off through a fault of Ehya's own. Nothing half-written was kept. Ask"
        " for it again; the details are in the log.",
        "fa": "خروجی به سبب خطای خود احیا ناتمام ماند. چیز نیمه‌کاره‌ای نماند. دوباره بخواهید؛"
        " جزئیات در گزارش سامانه است.",
    },
    "export.killed": {
        "en": "The export was cut off three times before it was whole. Nothing half-written was kept."
        " Ask for a smaller part of the list, or ask the administrator why the worker stops.",
        "fa": "نوشتن این خروجی سه بار پیش از پایان بریده شد. چیز نیمه‌کاره‌ای نماند. بخش کوچک‌تری از"
        " فهرست را بخواهید یا از راهبر سامانه بپرسید چرا کارگزار می‌ایستد.",
    },
    "export.contacts_closed": {
        "en": "This list tells how to reach people, which your role no longer shows you. Ask for the"
        " list anew: it will come without.",
        "fa": "این فهرست راه تماس با افراد را در خود دارد که نقش شما دیگر آن را نشان نمی‌دهد. فهرست را"
        " دوباره بخواهید؛ بدون آن خواهد آمد.",
    },
    "export.file_changed": {
        "en": "The file of this export is no longer as long as when it was counted, so it is not"
        " offered. Ask for the list again, and tell the administrator.",
        "fa": "درازای پروندهٔ این خروجی دیگر همان نیست که هنگام شمارش بود؛ پس داده نمی‌شود. فهرست را"
        " دوباره بخواهید و به راهبر سامانه خبر دهید.",
    },
    "export.file_gone": {
        "en": "The file of this export is no longer kept. Its certificate stays; ask for the list again.",
        "fa": "پروندهٔ این خروجی دیگر نگه داشته نشده است. گواهی آن می‌ماند؛ فهرست را دوباره بخواهید.",
    },
    "import.no_such_file_kept": {
        "en": "There is no such file, or it is somebody else's. Hand it in again, or look in the list"
        " of files.",
        "fa": "چنین پرونده‌ای نیست یا از آنِ دیگری است. دوباره آن را بفرستید یا در فهرست پرونده‌ها"
        " بجویید.",
    },
    "import.bytes_gone": {
        "en": "The bytes of {file} were taken away from where received files are kept. What was read"
        " from it stays in the register; hand the file in again to read it anew.",
        "fa": "بایت‌های {file} از جای نگهداری پرونده‌های رسیده برداشته شده است. آنچه از آن خوانده شد در"
        " سامانه می‌ماند؛ برای خواندن دوباره، پرونده را باز بفرستید.",
    },
    "import.bytes_personal": {
        "en": "The bytes of this file may hold personal data and go back only to whoever handed it in"
        " and to the data steward.",
        "fa": "این پرونده ممکن است دادهٔ شخصی داشته باشد و فقط به فرستنده‌اش و متولی داده برمی‌گردد.",
    },
    "import.column_told_twice": {
        "en": "Two headings are said to mean “{column}”: {headings}. Let only one of them mean it.",
        "fa": "برای «{column}» دو سرستون گفته شده است: {headings}. فقط یکی از آن‌ها را بگذارید.",
    },
    "register.no_such_park_here": {
        "en": "Nothing is told of park {park} that you may see at that moment. Look in the list of"
        " parks, or choose another day.",
        "fa": "از شهرک {park} در آن زمان چیزی که بتوانید ببینید گفته نشده است. در فهرست شهرک‌ها"
        " بجویید یا روز دیگری را برگزینید.",
    },
    "export.where": {
        "en": "--where “{told}” is not understood. Write name=value pairs joined by &, with names of:"
        " {wanted}.",
        "fa": "--where «{told}» فهمیده نشد. جفت‌های نام=مقدار را با & بنویسید؛ نام‌ها: {wanted}.",
    },
    "export.no_ending": {
        "en": "{file} does not say which kind of file is wanted. End its name with one of: {wanted}.",
        "fa": "از نام {file} پیدا نیست چه پرونده‌ای می‌خواهید. نام را با یکی از این‌ها تمام کنید: {wanted}.",
    },
    "export.target": {
        "en": "{file} cannot be written: {why}. Choose another place.",
        "fa": "{file} نوشته نمی‌شود: {why}. جای دیگری برگزینید.",
    },
}
