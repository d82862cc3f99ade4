"""What does Ehya say when an intervention cannot be planned, or money cannot move?"""

from collections.abc import Mapping

MONEY: Mapping[str, Mapping[str, str]] = {
    "revive.no_such_intervention": {
        "en": "There is no intervention {intervention:d} that you may see. Look it up on its case's"
        " page.",
        "fa": "مداخلهٔ {intervention:d} نیست، یا در حوزهٔ شما نیست. آن را در صفحهٔ پرونده‌اش بجویید.",
    },
    "revive.no_such_intervention_kind": {
        "en": "“{kind}” is no kind of intervention. Choose one of the list.",
        "fa": "«{kind}» از انواع مداخله نیست. یکی از فهرست را برگزینید.",
    },
    "revive.no_such_obstacle": {
        "en": "“{obstacle}” is no obstacle of the list. Choose one, or leave it open.",
        "fa": "«{obstacle}» در فهرست موانع نیست. یکی را برگزینید یا خالی بگذارید.",
    },
    "revive.no_template": {
        "en": "No plan is usual for “{cause}”. Choose an intervention by hand.",
        "fa": "برای «{cause}» برنامهٔ معمولی نیست. مداخله را خودتان برگزینید.",
    },
    "revive.planned_already": {
        "en": "In case {case:d} this is planned already: {kind}. Change that one, or choose another"
        " obstacle that it answers.",
        "fa": "در پروندهٔ {case:d} این از پیش در برنامه است: {kind}. همان را تغییر دهید یا مانع دیگری"
        " برایش برگزینید.",
    },
    "revive.case_closed": {
        "en": "Case {case:d} is closed ({state}): nothing more is planned or committed there. Reopen it"
        " first.",
        "fa": "پروندهٔ {case:d} بسته است ({state}): در آن برنامه و تعهد تازه‌ای ثبت نمی‌شود. نخست آن را"
        " بازگشایید.",
    },
    "revive.cost_not_money": {
        "en": "The cost “{amount}” is no amount of rials. Write whole rials, from 0 on.",
        "fa": "هزینهٔ «{amount}» مبلغی به ریال نیست. ریال درست بنویسید، از صفر به بالا.",
    },
    "revive.bad_steps": {
        "en": "Each step needs a name and a day, and there are at most {most} of them.",
        "fa": "هر گام نام و روز می‌خواهد و شمار گام‌ها بیش از {most} نیست.",
    },
    "revive.nothing_changed": {
        "en": "It reads so already. Change a value, or leave it as it is.",
        "fa": "هم‌اکنون همین است. مقداری را عوض کنید یا همین‌طور بگذارید.",
    },
    "revive.intervention_changed": {
        "en": "{by} has changed this intervention meanwhile ({act}, {on}). Nothing of yours was"
        " written; look at what stands there now and send again if it still holds.",
        "fa": "{by} در این فاصله این مداخله را تغییر داده است ({act}، {on}). چیزی از شما ثبت نشد؛ وضع تازه"
        " را ببینید و اگر هنوز درست است دوباره بفرستید.",
    },
    "revive.intervention_ended": {
        "en": "Intervention {intervention:d} is {state}: this can no longer be done with it. Plan"
        " another one.",
        "fa": "مداخلهٔ {intervention:d} {state} است و دیگر این کار با آن شدنی نیست. مداخلهٔ دیگری"
        " برنامه‌ریزی کنید.",
    },
    "revive.begun_already": {
        "en": "Intervention {intervention:d} began on {on} already. Go on with its steps.",
        "fa": "مداخلهٔ {intervention:d} از {on} آغاز شده است. گام‌هایش را پیش ببرید.",
    },
    "revive.not_begun": {
        "en": "Intervention {intervention:d} has not begun. Say first when it began.",
        "fa": "مداخلهٔ {intervention:d} هنوز آغاز نشده است. نخست روز آغاز را ثبت کنید.",
    },
    "revive.before_its_round": {
        "en": "This cannot have happened on {on}: it belongs to what began on {since}. Write a later"
        " day.",
        "fa": "این نمی‌تواند در {on} بوده باشد: از آنِ کاری است که در {since} آغاز شد. روزی دیرتر بنویسید.",
    },
    "revive.no_such_step": {
        "en": "That step of intervention {intervention:d} is not there, or done already. Look at its"
        " steps again.",
        "fa": "این گامِ مداخلهٔ {intervention:d} نیست یا پیش‌تر انجام شده است. گام‌هایش را دوباره ببینید.",
    },
    "revive.result_needed": {
        "en": "Say of intervention {intervention:d} what came of it, or why it was stopped.",
        "fa": "برای مداخلهٔ {intervention:d} بگویید نتیجه چه شد، یا چرا متوقف شد.",
    },
    "revive.holds_money": {
        "en": "Intervention {intervention:d} still has {amount_irr} rials committed and not paid."
        " Release them first, then stop it.",
        "fa": "مداخلهٔ {intervention:d} هنوز {amount_irr} ریال تعهد پرداخت‌نشده دارد. نخست آن را آزاد کنید،"
        " سپس متوقفش کنید.",
    },
    "revive.bad_line": {
        "en": "A funding line needs a code of letters, digits and hyphens (2 to 30), a Persian name, and"
        " a province or body of the lists where one is told; “{line}” does not fit.",
        "fa": "ردیف تأمین مالی کدی از حروف لاتین، رقم و خط تیره (۲ تا ۳۰ نویسه)، نام فارسی، و استان یا"
        " دستگاهی از فهرست می‌خواهد؛ «{line}» جور نیست.",
    },
    "revive.line_days": {
        "en": "A funding line cannot end on {last} when it begins on {first}. Correct one of the days.",
        "fa": "ردیف نمی‌تواند در {last} تمام شود وقتی در {first} آغاز می‌شود. یکی از روزها را درست کنید.",
    },
    "revive.line_there": {
        "en": "There is a funding line {line} already. Go on with it, or choose another code.",
        "fa": "ردیفی با کد {line} هست. همان را پیش ببرید یا کد دیگری برگزینید.",
    },
    "revive.no_such_line": {
        "en": "There is no funding line “{line}” that you may see. Look it up in the list of lines.",
        "fa": "ردیف «{line}» نیست، یا در حوزهٔ شما نیست. آن را در فهرست ردیف‌ها بجویید.",
    },
    "revive.line_changed": {
        "en": "{by} has changed line {line} meanwhile, on {on}. Nothing of yours was written; look at"
        " what stands there now and send again if it still holds.",
        "fa": "{by} در این فاصله، در {on}، ردیف {line} را تغییر داده است. چیزی از شما ثبت نشد؛ وضع تازه را"
        " ببینید و اگر هنوز درست است دوباره بفرستید.",
    },
    "revive.line_not_open": {
        "en": "Money of line {line} may be committed from {first} to {last}, not on {on}. Choose another"
        " line.",
        "fa": "از ردیف {line} از {first} تا {last} می‌توان تعهد کرد، نه در {on}. ردیف دیگری برگزینید.",
    },
    "revive.line_elsewhere": {
        "en": "Line {line} belongs to another province than case {case:d}. Choose a line of its province"
        " or of the nation.",
        "fa": "ردیف {line} از آنِ استانی جز استان پروندهٔ {case:d} است. ردیفی از همان استان یا ملی برگزینید.",
    },
    "revive.line_mixed": {
        "en": "Made-up money is for made-up units, real money for real ones: line {line} is of the other"
        " kind. Choose another line.",
        "fa": "پول ساختگی از آنِ واحد ساختگی است و پول واقعی از آنِ واحد واقعی: ردیف {line} از جنس دیگر است."
        " ردیف دیگری برگزینید.",
    },
    "revive.takes_no_money": {
        "en": "Intervention {intervention:d} takes no money of a line: {kind}. Plan one that does.",
        "fa": "مداخلهٔ {intervention:d} از ردیف‌ها پول نمی‌گیرد: {kind}. مداخله‌ای که می‌گیرد برنامه‌ریزی کنید.",
    },
    "revive.no_such_entry_kind": {
        "en": "“{kind}” is no movement of money here. Go back to the form and choose one.",
        "fa": "«{kind}» در اینجا از انواع گردش پول نیست. به فرم برگردید و یکی را برگزینید.",
    },
    "revive.not_its_decision": {
        "en": "Money is committed on a decision that approves case {case:d} in this round. Choose one;"
        " where there is none, the committee decides first.",
        "fa": "تعهد بر پایهٔ مصوبه‌ای است که پروندهٔ {case:d} را در همین دور تأیید کرده باشد. آن را برگزینید؛"
        " اگر نیست، نخست ستاد تصمیم بگیرد.",
    },
    "revive.before_decision": {
        "en": "Money cannot be committed on {on}: the decision was taken on {decided}. Write a later day.",
        "fa": "تعهد نمی‌تواند در {on} باشد: مصوبه از {decided} است. روزی دیرتر بنویسید.",
    },
    "revive.not_enough_free": {
        "en": "{amount_irr} rials are asked for and {free_irr} are free in this line. Ask for less, or"
        " have the line's budget raised.",
        "fa": "{amount_irr} ریال خواسته شده و در این ردیف {free_irr} ریال آزاد است. کمتر بخواهید یا اعتبار"
        " ردیف افزوده شود.",
    },
    "revive.more_than_committed": {
        "en": "{amount_irr} rials are more than what waits: {waiting_irr} rials of this line are"
        " committed here and not paid. Write at most that, or commit first.",
        "fa": "{amount_irr} ریال بیش از ماندهٔ تعهد است: از این ردیف {waiting_irr} ریال تعهد پرداخت‌نشده هست."
        " حداکثر همان را بنویسید یا نخست تعهد کنید.",
    },
    "revive.more_than_paid": {
        "en": "{amount_irr} rials are more than what is owed: {owed_irr} rials of this line were paid here"
        " and not repaid. Write at most that.",
        "fa": "{amount_irr} ریال بیش از بدهی است: از این ردیف {owed_irr} ریال پرداخت‌شده و بازپرداخت‌نشده هست."
        " حداکثر همان را بنویسید.",
    },
    "revive.below_zero_then": {
        "en": "Written for that day, something would have been below zero on {on}. Write the day on"
        " which it really happened.",
        "fa": "با این روز، در {on} چیزی زیر صفر می‌شد. روزی را بنویسید که کار به‌راستی انجام شد.",
    },
    "revive.key_used": {
        "en": "This form was sent before with something else in it. Open the form anew and write it"
        " again; what was sent then stands.",
        "fa": "این فرم پیش‌تر با محتوای دیگری فرستاده شده است. فرم را از نو باز کنید و دوباره بنویسید؛ آنچه"
        " آن بار فرستاده شد سر جایش است.",
    },
    "revive.money_held": {
        "en": "The database holds money to what can be, and this cannot ({constraint}). Nothing was"
        " written; have the administrator run “ehya doctor”.",
        "fa": "پایگاه داده پول را در حد شدنی نگه می‌دارد و این شدنی نیست ({constraint}). چیزی ثبت نشد؛ از"
        " راهبر بخواهید «ehya doctor» را اجرا کند.",
    },
    "revive.amount_unread": {
        "en": "“{value}” cannot be read as an amount. Write digits, in groups of three where you like:"
        " 1,250,000 or 12.5; the unit is chosen beside.",
        "fa": "«{value}» مبلغ خوانده نمی‌شود. رقم بنویسید، اگر خواستید سه‌تاسه‌تا: ۱٬۲۵۰٬۰۰۰ یا ۱۲٫۵؛ یکا در"
        " کنار آن برگزیده می‌شود.",
    },
    "revive.amount_not_money": {
        "en": "“{amount}” is no amount of money. Write a number above zero, with at most four decimals.",
        "fa": "«{amount}» مبلغ پول نیست. عددی بزرگ‌تر از صفر با حداکثر چهار رقم اعشار بنویسید.",
    },
    "revive.amount_doubtful": {
        "en": "{amount_irr} rials lie far outside what the record tells of such money, {low} to {high}"
        " rials. Count the zeros; then say that you mean it, or correct it.",
        "fa": "{amount_irr} ریال بسیار دور از چیزی است که کارنامه برای چنین پولی می‌گوید، {low} تا {high} ریال."
        " صفرها را بشمارید؛ سپس بگویید که همین را می‌خواهید، یا درستش کنید.",
    },
    "revive.no_such_currency": {
        "en": "“{currency}” is no currency that is kept here. Choose one of {known}.",
        "fa": "«{currency}» از ارزهای اینجا نیست. یکی از این‌ها را برگزینید: {known}.",
    },
    "revive.no_rate": {
        "en": "No rate of {currency} for {on} stands in the table, and a gap is not guessed. Write the"
        " rate, its day and who told it.",
        "fa": "نرخ {currency} برای {on} در جدول نیست و جای خالی حدس زده نمی‌شود. نرخ، روز آن و گوینده‌اش را"
        " بنویسید.",
    },
    "revive.rate_incomplete": {
        "en": "A rate of {currency} needs three things: rials for one of it, the day, and who told it.",
        "fa": "نرخ {currency} سه چیز می‌خواهد: ریالِ هر یک، روز آن، و گوینده‌اش.",
    },
}
