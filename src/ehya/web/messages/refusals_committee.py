"""What does Ehya say when a committee's work cannot be written down so?"""

from collections.abc import Mapping

COMMITTEE: Mapping[str, Mapping[str, str]] = {
    "ledger.signing_key_unreadable": {
        "en": "The key that signs minutes cannot be read ({file}). Put the kept copy back; without it"
        " nothing can be sealed.",
        "fa": "کلید امضای صورت‌جلسه‌ها خوانده نمی‌شود ({file}). نسخهٔ نگه‌داشته‌شده را برگردانید؛ بی آن چیزی"
        " مهر نمی‌شود.",
    },
    "revive.no_such_committee": {
        "en": "There is no committee {committee:d} that you may see. Look among the committees.",
        "fa": "ستاد {committee:d} نیست، یا در حوزهٔ شما نیست. آن را در میان ستادها بجویید.",
    },
    "revive.no_such_meeting": {
        "en": "There is no meeting {meeting:d} that you may see. Look among the committee's meetings.",
        "fa": "جلسهٔ {meeting:d} نیست، یا در حوزهٔ شما نیست. آن را در میان جلسه‌های ستاد بجویید.",
    },
    "revive.no_such_body": {
        "en": "There is no body {body:d} that can be bound here. Choose one of the list, or write it"
        " down first.",
        "fa": "دستگاه {body:d} نیست، یا در اینجا نمی‌توان بر عهده‌اش گذاشت. از فهرست برگزینید یا نخست ثبتش"
        " کنید.",
    },
    "revive.no_such_obligation": {
        "en": "There is no obligation {obligation:d} that you may see. Look among the obligations.",
        "fa": "تعهد {obligation:d} نیست، یا در حوزهٔ شما نیست. آن را در میان تعهدها بجویید.",
    },
    "revive.no_such_decision": {
        "en": "There is no decision {decision:d} that you may see. Open the meeting's page again.",
        "fa": "مصوبهٔ {decision:d} نیست، یا در حوزهٔ شما نیست. صفحهٔ جلسه را دوباره باز کنید.",
    },
    "revive.no_such_item": {
        "en": "Item {item:d} does not wait on this agenda: it was decided or taken off. Look at the"
        " meeting as it stands now.",
        "fa": "بند {item:d} در این دستور جلسه در انتظار نیست: تصمیمش گرفته یا برداشته شده است. جلسه را"
        " چنان که اکنون هست ببینید.",
    },
    "revive.no_such_seat": {
        "en": "Seat {seat:d} is not one of this committee's on that day. Look at its members.",
        "fa": "کرسی {seat:d} در آن روز از این ستاد نیست. اعضا را ببینید.",
    },
    "revive.no_such_page": {
        "en": "“{after}” is no place in the list. Begin again at its top.",
        "fa": "«{after}» جایی در این فهرست نیست. از بالای فهرست آغاز کنید.",
    },
    "revive.no_such_body_kind": {
        "en": "“{kind}” is no kind of body. Choose one of the list.",
        "fa": "«{kind}» از انواع دستگاه نیست. از فهرست برگزینید.",
    },
    "revive.body_name_missing": {
        "en": "The body has no Persian name. Write it as letters address it.",
        "fa": "نام فارسی دستگاه نوشته نشده است. چنان بنویسید که در نامه می‌آید.",
    },
    "revive.committee_name_missing": {
        "en": "The committee has no Persian name. Write it as the minutes are headed.",
        "fa": "نام فارسی ستاد نوشته نشده است. چنان بنویسید که در صورت‌جلسه می‌آید.",
    },
    "revive.member_name_missing": {
        "en": "The seat has no name. Write who sits there.",
        "fa": "نام عضو نوشته نشده است. بنویسید چه کسی در این کرسی می‌نشیند.",
    },
    "revive.not_an_address": {
        "en": "“{email}” is no e-mail address. Correct it, or leave it empty.",
        "fa": "«{email}» نشانی رایانامه نیست. درستش کنید یا خالی بگذارید.",
    },
    "revive.too_long": {
        "en": "Of {fact} at most {most} letters are kept, and {letters} came. Say it more briefly.",
        "fa": "برای {fact} بیش از {most} نویسه جا نیست و {letters} نویسه آمد. کوتاه‌تر بنویسید.",
    },
    "revive.province_outside": {
        "en": "You do not work for “{province}”. Choose a province of yours; what is the whole"
        " country's is written down at headquarters.",
        "fa": "«{province}» در حوزهٔ شما نیست. استانی از حوزهٔ خود برگزینید؛ آنچه کشوری است در ستاد مرکزی ثبت"
        " می‌شود.",
    },
    "revive.body_there": {
        "en": "There is a body “{name}” in that place already. Go on with that one.",
        "fa": "دستگاهی با نام «{name}» در آنجا هست. با همان پیش بروید.",
    },
    "revive.committee_there": {
        "en": "That place has its committee already. Change its members instead.",
        "fa": "آنجا از پیش ستاد دارد. اعضای همان را تغییر دهید.",
    },
    "revive.nothing_new": {
        "en": "It reads so already. Change a value, or leave it as it is.",
        "fa": "هم‌اکنون همین است. مقداری را عوض کنید یا همین‌طور بگذارید.",
    },
    "revive.ended_already": {
        "en": "It ended already, on {on}. Nothing more is to be done.",
        "fa": "پیش‌تر، در {on}، پایان یافته است. کار دیگری لازم نیست.",
    },
    "revive.no_such_quorum": {
        "en": "A quorum is between 1 and {most} members with a vote, not {quorum}. Write the number"
        " that the standing order asks for.",
        "fa": "نصاب جلسه میان ۱ و {most} عضو دارای رأی است، نه {quorum}. عدد آیین‌نامه را بنویسید.",
    },
    "revive.sits_already": {
        "en": "{member} has a seat here in that time already. End that one first.",
        "fa": "{member} در آن زمان در این ستاد کرسی دارد. نخست پایان آن را ثبت کنید.",
    },
    "revive.chaired_already": {
        "en": "{member} chairs in that time. One chairs at a time: end that seat first.",
        "fa": "در آن زمان ریاست با {member} است. رئیس یکی است: نخست پایان آن کرسی را ثبت کنید.",
    },
    "revive.seat_ends_before": {
        "en": "{member} sits there from {first}; the seat cannot end before. Write a later day.",
        "fa": "{member} از {first} در این کرسی است و پیش از آن پایان نمی‌یابد. روزی دیرتر بنویسید.",
    },
    "revive.sat_later": {
        "en": "{member} was at the meeting of {on}; the seat cannot have ended before. Write that day"
        " or a later one.",
        "fa": "{member} در جلسهٔ {on} حاضر بوده است؛ کرسی پیش از آن پایان نیافته. همان روز یا دیرتر را"
        " بنویسید.",
    },
    "revive.committee_changed_meanwhile": {
        "en": "{by} has changed this committee meanwhile: {act}, on {on}. Nothing of yours was"
        " written; look at it again and send once more if it still holds.",
        "fa": "{by} در این فاصله این ستاد را تغییر داده است: {act}، در {on}. چیزی از شما ثبت نشد؛ دوباره"
        " ببینید و اگر هنوز درست است بفرستید.",
    },
    "revive.body_changed_meanwhile": {
        "en": "{by} has changed this body meanwhile: {act}, on {on}. Nothing of yours was written;"
        " look at it again and send once more if it still holds.",
        "fa": "{by} در این فاصله این دستگاه را تغییر داده است: {act}، در {on}. چیزی از شما ثبت نشد؛ دوباره"
        " ببینید و اگر هنوز درست است بفرستید.",
    },
    "revive.meeting_changed_meanwhile": {
        "en": "{by} has changed this meeting meanwhile: {act}, on {on}. Nothing of yours was written;"
        " what stands there now is below. Send again if yours still holds.",
        "fa": "{by} در این فاصله این جلسه را تغییر داده است: {act}، در {on}. چیزی از شما ثبت نشد؛ وضع تازه در"
        " زیر است. اگر کار شما هنوز درست است دوباره بفرستید.",
    },
    "revive.obligation_changed_meanwhile": {
        "en": "{by} has followed this obligation meanwhile: {act}, on {on}. Nothing of yours was"
        " written; what stands there now is below. Send again if yours still holds.",
        "fa": "{by} در این فاصله این تعهد را پیگیری کرده است: {act}، در {on}. چیزی از شما ثبت نشد؛ وضع تازه در"
        " زیر است. اگر کار شما هنوز درست است دوباره بفرستید.",
    },
    "revive.not_with_such_a_meeting": {
        "en": "Meeting {number:d} is {state}: this cannot be done with it any more, or not yet.",
        "fa": "جلسهٔ {number:d} {state} است: این کار دیگر با آن شدنی نیست، یا هنوز شدنی نیست.",
    },
    "revive.no_case_chosen": {
        "en": "No case was chosen. Tick at least one that comes before the meeting.",
        "fa": "پرونده‌ای برگزیده نشد. دست‌کم یکی را که در جلسه مطرح می‌شود نشان کنید.",
    },
    "revive.too_many_items": {
        "en": "A meeting has at most {most} cases before it. Bring the rest before the next one.",
        "fa": "هر جلسه تا {most} پرونده در دستور دارد. بقیه را به جلسهٔ بعد ببرید.",
    },
    "revive.other_committee": {
        "en": "Case {case:d} belongs before another committee: of its own province, made-up ones apart"
        " from real ones.",
        "fa": "پروندهٔ {case:d} در ستاد دیگری مطرح می‌شود: ستاد استان خودش، و ساختگی جدا از واقعی.",
    },
    "revive.not_the_agenda": {
        "en": "The order must name each of the {items} items once. Open the agenda again.",
        "fa": "در ترتیب تازه باید هر {items} بند یک بار بیاید. دستور جلسه را دوباره باز کنید.",
    },
    "revive.not_yet": {
        "en": "The meeting is on {on}, and today is {today}. Who was there is written down on the day"
        " or after it.",
        "fa": "جلسه در {on} است و امروز {today}. حاضران را همان روز یا پس از آن ثبت کنید.",
    },
    "revive.has_voted": {
        "en": "{member} has voted at this meeting and cannot have been away. Tick them as present.",
        "fa": "{member} در این جلسه رأی داده و نمی‌تواند غایب بوده باشد. او را حاضر نشان کنید.",
    },
    "revive.was_counted": {
        "en": "{member} was counted for the quorum of a decision of this meeting and cannot have"
        " been away. Tick them as present.",
        "fa": "{member} در نصاب یکی از مصوبه‌های این جلسه شمرده شده و نمی‌تواند غایب بوده باشد. او را حاضر نشان کنید.",
    },
    "revive.quorum_in_use": {
        "en": "Meeting {number} of {on} is held and decides by this quorum. Seal its minutes first,"
        " then change the quorum for later meetings.",
        "fa": "جلسهٔ {number} در {on} برگزار شده و با همین نصاب تصمیم می‌گیرد. نخست صورت‌جلسهٔ آن را مهر کنید، سپس"
        " نصاب را برای جلسه‌های بعد تغییر دهید.",
    },
    "revive.day_far": {
        "en": "{on} is not between {first} and {last}. Write the year again.",
        "fa": "{on} میان {first} و {last} نیست. سال را دوباره بنویسید.",
    },
    "revive.no_quorum": {
        "en": "{present} members with a vote were there, and {quorum} must be: the meeting cannot"
        " decide. Take the case off the agenda, or correct who was there.",
        "fa": "{present} عضو دارای رأی حاضر بودند و نصاب {quorum} است: جلسه نمی‌تواند تصمیم بگیرد. پرونده را"
        " از دستور بردارید یا حاضران را درست کنید.",
    },
    "revive.more_votes_than_members": {
        "en": "{votes} votes were told of {present} members with a vote who were there. Count again.",
        "fa": "{votes} رأی گفته شده و {present} عضو دارای رأی حاضر بوده‌اند. دوباره بشمارید.",
    },
    "revive.nobody_voted": {
        "en": "None of the {present} members present voted for or against. Write the votes down, or"
        " put the item off.",
        "fa": "از {present} عضو حاضر کسی رأی موافق یا مخالف نداد. رأی‌ها را ثبت کنید یا بند را به بعد"
        " موکول کنید.",
    },
    "revive.votes_say_otherwise": {
        "en": "With {votes_for} for and {votes_against} against it is {decided}, not {said}. Correct the"
        " votes or the decision.",
        "fa": "با {votes_for} موافق و {votes_against} مخالف نتیجه «{decided}» است، نه «{said}». رأی‌ها یا"
        " تصمیم را درست کنید.",
    },
    "revive.no_such_vote": {
        "en": "Seat {seat:d} cannot have voted “{said}”: only members with a vote who were there vote,"
        " for, against or neither.",
        "fa": "کرسی {seat:d} نمی‌تواند رأی «{said}» داده باشد: تنها عضو حاضرِ دارای رأی رأی می‌دهد، موافق،"
        " مخالف یا ممتنع.",
    },
    "revive.no_such_said": {
        "en": "“{said}” is no decision. Choose approved, rejected or put off.",
        "fa": "«{said}» تصمیم نیست. تصویب، رد یا موکول به بعد را برگزینید.",
    },
    "revive.no_such_way": {
        "en": "“{way}” is no way for a rejected case. It goes back for another plan, or is given up.",
        "fa": "«{way}» راهی برای پروندهٔ ردشده نیست. یا برای برنامه‌ای دیگر برمی‌گردد یا احیاناپذیر شناخته"
        " می‌شود.",
    },
    "revive.decision_words_missing": {
        "en": "The decision has no words. Write what was decided, as the minutes will say it.",
        "fa": "متن مصوبه نوشته نشده است. آنچه تصمیم گرفته شد را چنان بنویسید که در صورت‌جلسه می‌آید.",
    },
    "revive.rejected_binds_nobody": {
        "en": "A decision that rejects binds nobody. Take the obligations away, or approve.",
        "fa": "مصوبه‌ای که رد می‌کند بر عهدهٔ کسی چیزی نمی‌گذارد. تعهدها را بردارید یا تصویب کنید.",
    },
    "revive.obligation_words_missing": {
        "en": "It is not said what the body is to do. Write it in a line.",
        "fa": "گفته نشده دستگاه چه باید بکند. در یک خط بنویسید.",
    },
    "revive.obligation_amount": {
        "en": "{amount_irr} is no amount in whole rials above zero. Write the amount, or leave it empty.",
        "fa": "{amount_irr} مبلغی به ریالِ درست و بیش از صفر نیست. مبلغ را بنویسید یا خالی بگذارید.",
    },
    "revive.amount_unreadable": {
        "en": "“{amount}” is no amount in whole rials. Write digits only, e.g. 42,000,000,000.",
        "fa": "«{amount}» مبلغی به ریال نیست. فقط رقم بنویسید، مانند ۴۲٬۰۰۰٬۰۰۰٬۰۰۰.",
    },
    "revive.hour_unreadable": {
        "en": "“{hour}” is no hour of a day. Write it as 10:30, or leave it empty.",
        "fa": "«{hour}» ساعت نیست. مانند ۱۰:۳۰ بنویسید یا خالی بگذارید.",
    },
    "revive.number_unreadable": {
        "en": "“{number}” is no whole number. Write digits only.",
        "fa": "«{number}» عدد صحیح نیست. فقط رقم بنویسید.",
    },
    "revive.due_before_decision": {
        "en": "It cannot be due on {due}, before it was decided on {on}. Write a later day.",
        "fa": "سررسید {due} پیش از تصمیم {on} است. روزی دیرتر بنویسید.",
    },
    "revive.due_too_late": {
        "en": "{due} is more than ten years ahead. Write the year again.",
        "fa": "{due} بیش از ده سال دیگر است. سال را دوباره بنویسید.",
    },
    "revive.items_waiting": {
        "en": "{items} items of the agenda still wait. Decide them or take them off, then seal.",
        "fa": "{items} بند از دستور جلسه هنوز در انتظار است. تصمیم بگیرید یا برداریدشان، سپس مهر کنید.",
    },
    "revive.proof_missing": {
        "en": "It is carried out when something proves it. Attach the body's letter or the receipt.",
        "fa": "وقتی انجام‌شده است که سندی آن را نشان دهد. نامهٔ دستگاه یا رسید را پیوست کنید.",
    },
    "revive.why_missing": {
        "en": "Say why: without a reason it cannot be {said}.",
        "fa": "دلیل را بنویسید: بی دلیل «{said}» ثبت نمی‌شود.",
    },
    "revive.new_day_missing": {
        "en": "It is due on {due} as it stands. To put it off, write a later day.",
        "fa": "سررسید کنونی {due} است. برای تمدید، روزی دیرتر بنویسید.",
    },
    "revive.no_such_answer": {
        "en": "“{said}” is nothing that happens to an obligation. Choose one of the list.",
        "fa": "«{said}» گامی از گام‌های تعهد نیست. از فهرست برگزینید.",
    },
    "revive.not_so_from_here": {
        "en": "An obligation that is {state} cannot be {said}. Look at its steps.",
        "fa": "تعهدی که {state} است «{said}» نمی‌شود. گام‌های آن را ببینید.",
    },
    "revive.step_before_the_last": {
        "en": "Its newest step is of {last}; what follows cannot have happened on {on}. Write a later"
        " day.",
        "fa": "آخرین گام آن در {last} است؛ گام بعدی نمی‌تواند در {on} باشد. روزی دیرتر بنویسید.",
    },
    "revive.reminded_lately": {
        "en": "A letter of reminder went out on {on}. Wait until {again} before the next one, or call.",
        "fa": "یادآوری در {on} فرستاده شده است. تا {again} صبر کنید یا تلفن بزنید.",
    },
    "revive.not_late": {
        "en": "It is due on {due}: nothing is late yet, and there is nothing to remind of.",
        "fa": "سررسید آن {due} است: هنوز دیر نشده و جای یادآوری نیست.",
    },
    "revive.no_minutes_yet": {
        "en": "Meeting {number:d} has no minutes yet: it was not held. They can be read when it was.",
        "fa": "جلسهٔ {number:d} هنوز صورت‌جلسه ندارد: برگزار نشده است. پس از برگزاری خوانده می‌شود.",
    },
    "revive.no_such_letter": {
        "en": "There is no such letter of this obligation. Look at its steps.",
        "fa": "چنین نامه‌ای برای این تعهد نیست. گام‌های آن را ببینید.",
    },
    "revive.no_file": {
        "en": "No file came. Choose the PDF of the minutes that you want to have verified.",
        "fa": "پرونده‌ای نیامد. PDF صورت‌جلسه‌ای را برگزینید که می‌خواهید درستی‌اش سنجیده شود.",
    },
    "revive.bytes_gone": {
        "en": "The file of {on} is not in the home folder any more. Bring it back from the backup; its"
        " digest is {sha256}.",
        "fa": "پروندهٔ {on} دیگر در پوشهٔ سامانه نیست. آن را از پشتیبان برگردانید؛ چکیدهٔ آن {sha256} است.",
    },
}
