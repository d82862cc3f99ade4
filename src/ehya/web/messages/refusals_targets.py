"""What does Ehya say when a target cannot be set, changed, split or given?"""

from collections.abc import Mapping

TARGETS: Mapping[str, Mapping[str, str]] = {
    "plan.no_such_target": {
        "en": "There is no target {target:d} that you may see on that day. Look it up in the list.",
        "fa": "هدف {target:d} در آن روز نیست، یا در حوزهٔ شما نیست. آن را در فهرست بجویید.",
    },
    "plan.no_such_version": {
        "en": "The target has no version {version:d}. Open its page anew.",
        "fa": "این هدف نسخهٔ {version:d} ندارد. صفحه‌اش را دوباره باز کنید.",
    },
    "plan.no_such_metric": {
        "en": "“{metric}” is no metric that may have a target. Choose one of the list.",
        "fa": "«{metric}» سنجه‌ای نیست که هدف داشته باشد. یکی از فهرست را برگزینید.",
    },
    "plan.no_such_rule": {
        "en": "“{rule}” is no rule of splitting. Choose one of the list.",
        "fa": "«{rule}» قاعدهٔ تقسیم نیست. یکی از فهرست را برگزینید.",
    },
    "plan.no_such_place": {
        "en": "“{place}” is no place: tell the country, a province or a park.",
        "fa": "«{place}» جایی نیست: کشور، استان یا شهرک را بگویید.",
    },
    "plan.no_such_province": {
        "en": "“{province}” is no province. Open the page anew.",
        "fa": "«{province}» استان نیست. صفحه را دوباره باز کنید.",
    },
    "plan.not_your_place": {
        "en": "“{place}” is outside your scope. Ask whoever sees it.",
        "fa": "«{place}» بیرون از حوزهٔ شماست. از کسی بخواهید که آن را می‌بیند.",
    },
    "plan.target_there": {
        "en": "This target is set already, as number {target:d}. Change that one: its earlier versions"
        " stay.",
        "fa": "این هدف از پیش با شمارهٔ {target:d} گذاشته شده است. همان را تغییر دهید؛ نسخه‌های پیشین"
        " می‌مانند.",
    },
    "plan.value_out_of_range": {
        "en": "The value must be a number from 0 to {most}.",
        "fa": "مقدار باید عددی از ۰ تا {most} باشد.",
    },
    "plan.value_not_whole": {
        "en": "“{number}” is not written so finely: whole numbers, and for a percentage two decimals.",
        "fa": "«{number}» چنین ریز نوشته نمی‌شود: عدد درست، و برای درصد دو رقم اعشار.",
    },
    "plan.value_unreadable": {
        "en": "“{number}” is no number. Write digits of either script.",
        "fa": "«{number}» عدد نیست. با ارقام فارسی یا لاتین بنویسید.",
    },
    "plan.year_unreadable": {
        "en": "“{year}” is no solar year. Write four digits, such as 1403, or both days.",
        "fa": "«{year}» سال شمسی نیست. چهار رقم مانند ۱۴۰۳ بنویسید، یا هر دو روز را.",
    },
    "plan.period_unclear": {
        "en": "Tell for when the target is: a solar year, or its first and its last day, in order.",
        "fa": "بگویید هدف برای چه زمانی است: یک سال شمسی، یا روز نخست و روز پایان، به ترتیب.",
    },
    "plan.nobody_named": {
        "en": "Nobody is named. Write the person or the body.",
        "fa": "کسی نام برده نشده است. نام شخص یا دستگاه را بنویسید.",
    },
    "plan.no_source": {
        "en": "No paper is named. Write the document or report that it rests on.",
        "fa": "سندی نام برده نشده است. سند یا گزارشی را که بر آن استوار است بنویسید.",
    },
    "plan.too_long": {
        "en": "“{words}…” is too long: at most {most} signs.",
        "fa": "«{words}…» بلند است: حداکثر {most} نویسه.",
    },
    "plan.bad_address": {
        "en": "“{url}” is no address of a page. It begins with https:// or http://.",
        "fa": "«{url}» نشانی صفحه نیست. با https:// یا http:// آغاز می‌شود.",
    },
    "plan.force_after_end": {
        "en": "It would hold from {on}, but the target's time ends on {last}. Choose an earlier day.",
        "fa": "از {on} برقرار می‌شد ولی زمان هدف در {last} به سر می‌آید. روز زودتری برگزینید.",
    },
    "plan.announced_in_future": {
        "en": "{on} is still to come: nothing was announced on it yet.",
        "fa": "{on} هنوز نیامده است: در آن چیزی اعلام نشده است.",
    },
    "plan.changed_meanwhile": {
        "en": "Somebody gave the target version {newest:d} meanwhile; you saw version {seen:d}. Nothing"
        " of yours was written. Look at what stands there now.",
        "fa": "در این فاصله کسی نسخهٔ {newest:d} را نوشت؛ شما نسخهٔ {seen:d} را دیده بودید. چیزی از شما"
        " ثبت نشد. وضع تازه را ببینید.",
    },
    "plan.same_version": {
        "en": "Version {version:d} says just this. Change something, or leave it as it is.",
        "fa": "نسخهٔ {version:d} درست همین را می‌گوید. چیزی را عوض کنید یا همین‌طور بگذارید.",
    },
    "plan.owned_already": {
        "en": "{owner} owns it already.",
        "fa": "{owner} هم‌اکنون متولی آن است.",
    },
    "plan.cannot_split": {
        "en": "Only a number of the whole country is split to provinces; a percentage is not: its parts"
        " would not add up.",
        "fa": "فقط عددی از کل کشور میان استان‌ها تقسیم می‌شود؛ درصد نه: بخش‌هایش جمع نمی‌شوند.",
    },
    "plan.not_the_whole": {
        "en": "The parts together are {together}, the target is {target}. Put the parts right until"
        " both are the same.",
        "fa": "جمع بخش‌ها {together} است و هدف {target}. بخش‌ها را درست کنید تا یکی شوند.",
    },
    "plan.no_sweep": {
        "en": "No idle units are told by that day. Have idleness told first, or choose another rule.",
        "fa": "تا آن روز واحد راکدی گفته نشده است. نخست رکود را بسنجید یا قاعدهٔ دیگری برگزینید.",
    },
    "plan.no_past": {
        "en": "No restart was claimed in the year before. Choose another rule.",
        "fa": "در سال پیش از آن راه‌اندازی‌ای اعلام نشده است. قاعدهٔ دیگری برگزینید.",
    },
    "plan.split_changed": {
        "en": "The numbers that it is split by have changed since you looked. Nothing was kept: look"
        " at the split again.",
        "fa": "عددهایی که مبنای تقسیم‌اند پس از نگاه شما عوض شده‌اند. چیزی نگه داشته نشد: تقسیم را"
        " دوباره ببینید.",
    },
    "plan.taken_already": {
        "en": "This announcement is a version of target {target:d} already.",
        "fa": "این اعلام از پیش نسخه‌ای از هدف {target:d} است.",
    },
    "publish.part_not_counted": {
        "en": "The target is of a part of the units only ({population}); the house counts all of them,"
        " so that no share of it is told.",
        "fa": "این هدف تنها از آنِ بخشی از واحدهاست ({population})؛ سامانه همه را می‌شمارد، پس سهمی از"
        " آن گفته نمی‌شود.",
    },
    "publish.since_not_before": {
        "en": "{since} is not before {as_of}. Choose an earlier day to compare with.",
        "fa": "{since} پیش از {as_of} نیست. روزی زودتر را برای مقایسه برگزینید.",
    },
    "publish.no_such_target": {
        "en": "The record tells no target for a year under “{key}”.",
        "fa": "کارنامه با شناسهٔ «{key}» هدفی برای یک سال ندارد.",
    },
    "shares.no_places": {
        "en": "There is no place to split among.",
        "fa": "جایی برای تقسیم نیست.",
    },
    "shares.below_zero": {
        "en": "{number} is below zero: a total, a weight and a minimum are not.",
        "fa": "{number} کمتر از صفر است: مجموع، وزن و کمینه چنین نیستند.",
    },
    "shares.nothing_to_split_by": {
        "en": "By this rule no place weighs anything. Choose another rule.",
        "fa": "با این قاعده هیچ جایی وزنی ندارد. قاعدهٔ دیگری برگزینید.",
    },
    "shares.least_too_much": {
        "en": "{least} for each of {places} places is more than the target of {total}. Lower the"
        " minimum.",
        "fa": "{least} برای هر یک از {places} جا بیش از هدف {total} است. کمینه را پایین بیاورید.",
    },
}
