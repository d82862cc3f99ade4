"""What does Ehya say when an event, its programme or its board cannot go on?"""

from collections.abc import Mapping

INAUGURATIONS: Mapping[str, Mapping[str, str]] = {
    "invest.no_such_inauguration": {
        "en": "There is no such event. Look for it in the list of inaugurations.",
        "fa": "چنین رویدادی نیست. آن را در فهرست افتتاح‌ها بیابید.",
    },
    "invest.no_such_board": {
        "en": "No board opens by this link; perhaps it was taken back. Ask whoever manages the event"
        " for the link that holds now.",
        "fa": "این پیوند تابلویی را نمی‌گشاید؛ شاید پس گرفته شده باشد. پیوند کنونی را از گردانندهٔ رویداد بخواهید.",
    },
    "invest.no_such_act": {
        "en": "Nothing like this can be done to an event. Go back to its page.",
        "fa": "چنین کاری با رویداد شدنی نیست. به صفحهٔ آن بازگردید.",
    },
    "invest.no_sheet_yet": {
        "en": "The event has no sheet before it is closed.",
        "fa": "رویداد تا پایان نیابد برگه ندارد.",
    },
    "invest.not_in_this_state": {
        "en": "This cannot be done while the event is {state}. Look at its page again.",
        "fa": "تا رویداد {state} است این کار شدنی نیست. صفحهٔ آن را دوباره ببینید.",
    },
    "invest.changed_meanwhile": {
        "en": "{by} has changed this event meanwhile: {act}, on {on}. Nothing of yours was written;"
        " what stands there now is below. Send again if yours still holds.",
        "fa": "{by} در این فاصله این رویداد را تغییر داده است: {act}، در {on}. چیزی از شما ثبت نشد؛ وضع تازه"
        " در زیر است. اگر کار شما هنوز درست است دوباره بفرستید.",
    },
    "invest.name_missing": {
        "en": "The event has no name yet. Write one in Persian.",
        "fa": "رویداد هنوز نام ندارد. نامی به فارسی بنویسید.",
    },
    "invest.too_long": {
        "en": "This has {letters} letters; at most {most} are kept. Say it shorter.",
        "fa": "این نوشته {letters} حرف دارد؛ حداکثر {most} حرف نگه داشته می‌شود. کوتاه‌ترش کنید.",
    },
    "invest.too_many": {
        "en": "There are {most} already, more than one event holds. Look at what was added by mistake.",
        "fa": "تا همین‌جا {most} تا هست و یک رویداد بیش از این ندارد. ببینید چه چیزی به اشتباه افزوده شده است.",
    },
    "invest.site_name_missing": {
        "en": "The site has no name yet. Write one in Persian.",
        "fa": "محل هنوز نام ندارد. نامی به فارسی بنویسید.",
    },
    "invest.no_such_site": {
        "en": "This site takes no part in the event. Look at its list of sites.",
        "fa": "این محل در رویداد شرکت ندارد. فهرست محل‌های آن را ببینید.",
    },
    "invest.no_such_province": {
        "en": "“{province}” is no province’s code. Choose one from the list.",
        "fa": "«{province}» نشانهٔ هیچ استانی نیست. یکی را از فهرست برگزینید.",
    },
    "invest.no_such_mode": {
        "en": "A site takes part in the hall or by video link. Choose one of the two.",
        "fa": "محل یا در سالن است یا با ارتباط تصویری. یکی از این دو را برگزینید.",
    },
    "invest.room_unreadable": {
        "en": "“{room}” is no address of a meeting room. Copy it whole, with https:// in front.",
        "fa": "«{room}» نشانی اتاق نشست نیست. آن را کامل و با https:// در آغاز بنویسید.",
    },
    "invest.site_in_use": {
        "en": "Projects are opened or guests invited at {site}. Move them first.",
        "fa": "در {site} طرحی افتتاح می‌شود یا مهمانی دعوت شده است. نخست آن‌ها را جابه‌جا کنید.",
    },
    "invest.no_link_to_test": {
        "en": "{site} has no room address whose link could be tried. Write the address first.",
        "fa": "{site} نشانی اتاقی ندارد که ارتباطش آزموده شود. نخست نشانی را بنویسید.",
    },
    "invest.not_the_order": {
        "en": "An order names each of the {parts} lines once. Load the page again and give each a"
        " number.",
        "fa": "ترتیب باید هر یک از {parts} سطر را یک بار بگوید. صفحه را دوباره باز کنید و به هر یک شماره بدهید.",
    },
    "invest.no_such_project_to_open": {
        "en": "There is no such project. Choose one from the list.",
        "fa": "چنین طرحی نیست. یکی را از فهرست برگزینید.",
    },
    "invest.synthetic_differs": {
        "en": "Real and made-up projects are never opened at one event: {project} is of the other"
        " kind.",
        "fa": "طرح واقعی و ساختگی در یک رویداد افتتاح نمی‌شود: {project} از گونهٔ دیگر است.",
    },
    "invest.in_programme_already": {
        "en": "{project} is in the programme already.",
        "fa": "{project} از پیش در برنامه است.",
    },
    "invest.opened_before": {
        "en": "{project} was opened on {on}; a project is opened once. Take it out of the programme.",
        "fa": "{project} در {on} افتتاح شده است؛ هر طرح یک بار افتتاح می‌شود. آن را از برنامه بردارید.",
    },
    "invest.no_such_opening": {
        "en": "This project is not in the event’s programme. Load the page again.",
        "fa": "این طرح در برنامهٔ رویداد نیست. صفحه را دوباره باز کنید.",
    },
    "invest.figures_unreadable": {
        "en": "{jobs} jobs and {amount_irr} rials are no figures of a project. Write whole numbers; the"
        " sum is above zero.",
        "fa": "{jobs} شغل و {amount_irr} ریال عدد یک طرح نیست. عدد کامل بنویسید؛ مبلغ بزرگ‌تر از صفر است.",
    },
    "invest.no_sum_in_register": {
        "en": "The register has no approved sum of {project}, so nothing can be confirmed against it."
        " Write its sources of money down first.",
        "fa": "ثبت، مبلغ مصوبی برای {project} ندارد تا با آن سنجیده شود. نخست منابع مالی آن را بنویسید.",
    },
    "invest.figures_differ": {
        "en": "{amount_irr} rials are not what the register has of {project}: {approved_irr}. Count the"
        " zeros, or put the register right first.",
        "fa": "{amount_irr} ریال همان نیست که ثبت برای {project} دارد: {approved_irr}. صفرها را بشمارید، یا نخست"
        " ثبت را درست کنید.",
    },
    "invest.rate_unnamed": {
        "en": "Dollars name their rate: rials for a dollar, the day, the basis and who told it. Fill all"
        " four, or leave the dollars out.",
        "fa": "مبلغ دلاری باید نرخ خود را بگوید: ریال برای هر دلار، روز، مبنا و گوینده. هر چهار را پر کنید، یا دلار"
        " را خالی بگذارید.",
    },
    "invest.dollars_differ": {
        "en": "{amount_usd} dollars do not follow from the rials and the rate, which give {follows}."
        " Correct one of the three.",
        "fa": "{amount_usd} دلار از ریال و نرخ به دست نمی‌آید؛ حاصل آن‌ها {follows} دلار است. یکی از سه را درست"
        " کنید.",
    },
    "invest.jobs_differ": {
        "en": "{jobs} jobs are told where {planned} were planned. Correct it, or say that you mean it.",
        "fa": "{jobs} شغل گفته شده و برنامه {planned} شغل بوده است. درستش کنید، یا بگویید که همین را می‌خواهید.",
    },
    "invest.guest_name_missing": {
        "en": "The guest has no name yet. Write it.",
        "fa": "مهمان هنوز نام ندارد. نامش را بنویسید.",
    },
    "invest.guest_there": {
        "en": "{name} is invited already.",
        "fa": "{name} از پیش دعوت شده است.",
    },
    "invest.mail_unreadable": {
        "en": "“{email}” is no e-mail address. Correct it, or leave it empty.",
        "fa": "«{email}» نشانی رایانامه نیست. درستش کنید، یا خالی بگذارید.",
    },
    "invest.nobody_to_mail": {
        "en": "Everybody with an address has this invitation already; {without} have no address. Write"
        " their addresses down, or hand them the calendar’s file.",
        "fa": "هر که نشانی دارد این دعوت را گرفته است؛ {without} مهمان نشانی ندارد. نشانی‌شان را بنویسید، یا پروندهٔ"
        " تقویم را به آن‌ها بدهید.",
    },
    "invest.no_such_guest": {
        "en": "There is no such guest of this event.",
        "fa": "این رویداد چنین مهمانی ندارد.",
    },
    "invest.nothing_in_programme": {
        "en": "Nothing is in the programme: put projects into it first.",
        "fa": "برنامه خالی است: نخست طرح‌ها را در آن بگذارید.",
    },
    "invest.not_its_day": {
        "en": "The event is on {on} and today is {today}. Rehearse it, or put it on today.",
        "fa": "رویداد در {on} است و امروز {today}. آن را تمرین کنید، یا روزش را امروز بگذارید.",
    },
    "invest.not_confirmed": {
        "en": "The figures of {count} in the programme are not confirmed, {project} first. Confirm them"
        " on the event’s page: the hall sees no unconfirmed number.",
        "fa": "ارقام {count} طرح برنامه تأیید نشده است، نخست {project}. آن‌ها را در صفحهٔ رویداد تأیید کنید: سالن عدد"
        " تأییدنشده نمی‌بیند.",
    },
    "invest.figures_moved": {
        "en": "The register has another sum of {project} since it was confirmed. Confirm it anew.",
        "fa": "مبلغ {project} در ثبت پس از تأیید تغییر کرده است. آن را از نو تأیید کنید.",
    },
    "invest.stroke_unknown": {
        "en": "This button is unknown here. Load the page again.",
        "fa": "این دکمه در اینجا شناخته نیست. صفحه را دوباره باز کنید.",
    },
    "invest.on_air_already": {
        "en": "{site} is on air already.",
        "fa": "{site} هم‌اکنون روی خط است.",
    },
    "invest.nothing_on_air": {
        "en": "No site is on air.",
        "fa": "هیچ محلی روی خط نیست.",
    },
    "invest.opened_already": {
        "en": "{project} is opened already.",
        "fa": "{project} از پیش افتتاح شده است.",
    },
    "invest.nothing_to_undo": {
        "en": "There is nothing to undo.",
        "fa": "چیزی برای برگرداندن نیست.",
    },
    "invest.undone_meanwhile": {
        "en": "Another hand was quicker: the last stroke is no longer the one that you saw. Look again.",
        "fa": "دست دیگری پیش‌دستی کرد: آخرین حرکت دیگر همان نیست که دیدید. دوباره ببینید.",
    },
}
