"""What does Ehya say when a case cannot go on?"""

from collections.abc import Mapping

CASES: Mapping[str, Mapping[str, str]] = {
    "revive.no_such_case": {
        "en": "There is no case {case:d} that you may see. Look it up in the list of cases.",
        "fa": "پروندهٔ {case:d} نیست، یا در حوزهٔ شما نیست. آن را در فهرست پرونده‌ها بجویید.",
    },
    "revive.not_from_here": {
        "en": "A case that is {state} cannot go on this way: {act}. Its page shows what can be done"
        " from here.",
        "fa": "پروندهٔ {state} از این راه پیش نمی‌رود: {act}. در صفحهٔ پرونده ببینید از اینجا چه می‌توان کرد.",
    },
    "revive.not_yours_from_here": {
        "en": "From {state}, this is for somebody else to do: {act}. Ask {roles}.",
        "fa": "از حالت {state} این کار با دیگری است: {act}. از {roles} بخواهید.",
    },
    "revive.changed_meanwhile": {
        "en": "{by} has changed this case meanwhile: {act}, on {on}. Nothing of yours was written;"
        " look at what stands there now and send again if it still holds.",
        "fa": "{by} در این فاصله این پرونده را تغییر داده است: {act}، در {on}. چیزی از شما ثبت نشد؛ وضع"
        " تازه را ببینید و اگر هنوز درست است دوباره بفرستید.",
    },
    "revive.open_already": {
        "en": "Unit {number} has an open case of this kind already: case {case:d}. Go on there.",
        "fa": "واحد {number} از پیش پروندهٔ بازی از همین نوع دارد: پروندهٔ {case:d}. همان را پیش ببرید.",
    },
    "revive.no_such_kind": {
        "en": "“{kind}” is no kind of case. Choose revival, lift over half of capacity, or"
        " renovation.",
        "fa": "«{kind}» از انواع پرونده نیست. احیا، ارتقای ظرفیت یا نوسازی را برگزینید.",
    },
    "revive.ahead": {
        "en": "The day {on} is still to come: today is {today}. Write the day on which it happened.",
        "fa": "روز {on} هنوز نیامده است: امروز {today} است. روزی را بنویسید که کار انجام شد.",
    },
    "revive.before_the_last": {
        "en": "The case came to where it is on {since}; what follows cannot have happened on {on}."
        " Write a later day.",
        "fa": "پرونده در {since} به این حالت رسیده است؛ کار بعدی نمی‌تواند در {on} بوده باشد. روزی دیرتر"
        " بنویسید.",
    },
    "revive.visit_first": {
        "en": "Case {case:d} has no visit in this round yet. Write the visit down first.",
        "fa": "پروندهٔ {case:d} در این دور هنوز بازدیدی ندارد. نخست بازدید را ثبت کنید.",
    },
    "revive.obstacle_first": {
        "en": "No obstacle of this unit has been found yet (case {case:d}). Say first what holds it"
        " up.",
        "fa": "هنوز مانعی برای این واحد ثبت نشده است (پروندهٔ {case:d}). نخست بگویید چه چیز آن را نگه داشته"
        " است.",
    },
    "revive.intervention_first": {
        "en": "Nothing is planned for case {case:d} yet. Plan at least one intervention first.",
        "fa": "برای پروندهٔ {case:d} هنوز کاری برنامه‌ریزی نشده است. نخست دست‌کم یک مداخله بنویسید.",
    },
    "revive.meeting_first": {
        "en": "Say before which meeting case {case:d} comes. Call a meeting first if none is"
        " planned.",
        "fa": "بگویید پروندهٔ {case:d} در کدام جلسه مطرح می‌شود. اگر جلسه‌ای در پیش نیست، نخست جلسه بگذارید.",
    },
    "revive.decision_first": {
        "en": "No decision of this round approves case {case:d}. Write down what the meeting decided.",
        "fa": "در این دور مصوبه‌ای برای پروندهٔ {case:d} نیست. نخست تصمیم جلسه را ثبت کنید.",
    },
    "revive.nothing_begun": {
        "en": "Nothing of case {case:d} has begun, and {unanswered} of its obligations are not"
        " answered. Begin an intervention, or write down what the bodies answered.",
        "fa": "از پروندهٔ {case:d} هنوز کاری آغاز نشده و {unanswered} تعهد آن بی‌پاسخ است. مداخله‌ای را آغاز"
        " کنید یا پاسخ دستگاه‌ها را ثبت کنید.",
    },
    "revive.restart_needs": {
        "en": "Say of case {case:d} since when the unit runs, how many people work there again and"
        " at which share of its capacity.",
        "fa": "برای پروندهٔ {case:d} بگویید واحد از کی کار می‌کند، چند نفر به کار برگشته‌اند و با چه سهمی از"
        " ظرفیت کار می‌کند.",
    },
    "revive.restart_ahead": {
        "en": "The unit cannot run since {restarted_on} when this is told on {on}. Write the day on"
        " which it started.",
        "fa": "واحد نمی‌تواند از {restarted_on} کار کند وقتی گزارش در {on} است. روز راه‌اندازی را بنویسید.",
    },
    "revive.restart_before_case": {
        "en": "The unit cannot have been restarted on {restarted_on}: this case, or its present round,"
        " began on {begun}. Write the day on which it started after that.",
        "fa": "راه‌اندازی در {restarted_on} نمی‌تواند از این پرونده باشد: پرونده، یا دور کنونی آن، در {begun} آغاز"
        " شده است. روزی را بنویسید که پس از آن راه افتاد.",
    },
    "revive.runs_too_much": {
        "en": "{use} of its capacity is more than a unit can do: at most {most}. Write the share in per"
        " cent, 60 for three fifths.",
        "fa": "{use} از ظرفیت بیش از توان واحد است: حداکثر {most}. سهم را به درصد بنویسید؛ ۶۰ برای سه‌پنجم.",
    },
    "revive.stood_since": {
        "en": "On {stood_on} it was found that this unit stands; a restart on {restarted_on} was"
        " before that. Write the day on which it started after that.",
        "fa": "در {stood_on} دانسته شد که این واحد راکد است؛ راه‌اندازی در {restarted_on} پیش از آن بوده است."
        " روزی را بنویسید که پس از آن راه افتاد.",
    },
    "revive.renovation_first": {
        "en": "A renovation is done when new machinery is in: no intervention of case {case:d} of"
        " that kind is done.",
        "fa": "نوسازی وقتی انجام شده است که ماشین‌آلات تازه در کار باشد: در پروندهٔ {case:d} هنوز چنین مداخله‌ای"
        " به پایان نرسیده است.",
    },
    "revive.runs_too_little": {
        "en": "At {use} of its capacity the unit does not count: at least {least} is asked. Tell it"
        " when it runs at more.",
        "fa": "با {use} از ظرفیت، واحد به شمار نمی‌آید: دست‌کم {least} لازم است. وقتی بیشتر کار کرد ثبت کنید.",
    },
    "revive.not_seen_running": {
        "en": "Nothing proves yet that the unit of case {case:d} runs. Readings above the threshold"
        " for the months of the rule, or a visit that saw it run, are needed.",
        "fa": "هنوز چیزی نشان نمی‌دهد که واحد پروندهٔ {case:d} کار می‌کند. قرائت‌های بالاتر از آستانه در ماه‌های"
        " قاعده، یا بازدیدی که کارکردن آن را دیده باشد لازم است.",
    },
    "revive.not_seen_standing": {
        "en": "Nothing shows that the unit of case {case:d} stands again.",
        "fa": "چیزی نشان نمی‌دهد که واحد پروندهٔ {case:d} دوباره راکد شده باشد.",
    },
    "revive.own_case": {
        "en": "Whoever ran case {case:d} cannot verify it. Ask a colleague to visit the unit.",
        "fa": "کسی که پروندهٔ {case:d} را پیش برده نمی‌تواند آن را راستی‌آزمایی کند. از همکاری بخواهید بازدید کند.",
    },
    "revive.release_first": {
        "en": "Case {case:d} still has {amount_irr} rials committed and not paid. Release them first,"
        " so that others can use them.",
        "fa": "پروندهٔ {case:d} هنوز {amount_irr} ریال تعهد پرداخت‌نشده دارد. نخست آن را آزاد کنید تا به کار"
        " دیگران بیاید.",
    },
    "revive.none_chosen": {
        "en": "No case was chosen. Tick at least one, and send again.",
        "fa": "پرونده‌ای برگزیده نشده است. دست‌کم یکی را نشان بزنید و دوباره بفرستید.",
    },
    "revive.too_many_chosen": {
        "en": "{count} cases were chosen; at most {limit} change hands at once. Choose fewer.",
        "fa": "{count} پرونده برگزیده شده است؛ هر بار تا {limit} پرونده سپرده می‌شود. کمتر برگزینید.",
    },
    "revive.not_known_then": {
        "en": "Nobody here knew of case {case:d} on {on}. Ask for a later day.",
        "fa": "در {on} کسی اینجا از پروندهٔ {case:d} خبر نداشت. روزی دیرتر بخواهید.",
    },
    "revive.too_many_for_workbook": {
        "en": "The list has {count} cases; a workbook takes at most {limit}. Ask for fewer, or take "
        "the list away as CSV.",
        "fa": "این فهرست {count} پرونده دارد؛ یک کارپوشه تا {limit} پرونده جا می‌گیرد. کمتر بخواهید "
        "یا فهرست را به صورت CSV ببرید.",
    },
    "revive.no_such_officer": {
        "en": "“{officer}” is no officer of {province}. Choose somebody who works there.",
        "fa": "«{officer}» کارشناس {province} نیست. کسی را برگزینید که آنجا کار می‌کند.",
    },
    "revive.remark_empty": {
        "en": "There are no words to keep. Write what there is to say.",
        "fa": "نوشته‌ای برای نگه‌داشتن نیست. آنچه گفتنی است بنویسید.",
    },
    "revive.done_elsewhere": {
        "en": "This is not done by hand: {act}. It follows from what is written down in the part of"
        " the case's page where it belongs.",
        "fa": "این کار دستی انجام نمی‌شود: {act}. از آنچه در بخش مربوط صفحهٔ پرونده ثبت می‌شود نتیجه می‌شود.",
    },
    "revive.no_such_act": {
        "en": "“{act}” is nothing that can be done with a case. Choose one of the buttons on its page.",
        "fa": "«{act}» کاری نیست که بتوان با پرونده کرد. یکی از دکمه‌های صفحهٔ پرونده را برگزینید.",
    },
    "revive.not_a_number": {
        "en": "“{value}” is no number. Write digits only, for people a whole number, for the share"
        " of capacity a number of per cent ({field}).",
        "fa": "«{value}» عدد نیست. فقط رقم بنویسید؛ برای نفر عدد درست و برای سهم ظرفیت درصد ({field}).",
    },
    "web.recipient_refused": {
        "en": "The mail server took no mail for {to}: {why}. Correct that address; everybody else was"
        " written to.",
        "fa": "سرور ایمیل نامه‌ای برای {to} نپذیرفت: {why}. آن نشانی را درست کنید؛ برای دیگران فرستاده شد.",
    },
    "web.mail_refused": {
        "en": "The mail server {server} did not take a mail: {why}. See EHYA_MAIL_SERVER; what was not"
        " sent is tried again with the next run.",
        "fa": "سرور ایمیل {server} نامه‌ای را نپذیرفت: {why}. EHYA_MAIL_SERVER را ببینید؛ آنچه فرستاده نشد در"
        " اجرای بعد دوباره فرستاده می‌شود.",
    },
}
