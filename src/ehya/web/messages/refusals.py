"""What does Ehya say when the answer is no?

One code, one English and one Persian sentence: what happened, where, what to do. Add yours at the
end of its room. `{name}` is a fact of the refusal.
"""

from collections.abc import Mapping

from ehya.web.messages.refusals_cases import CASES
from ehya.web.messages.refusals_committee import COMMITTEE
from ehya.web.messages.refusals_detect import DETECT
from ehya.web.messages.refusals_diagnose import DIAGNOSE
from ehya.web.messages.refusals_duplicates import DUPLICATES
from ehya.web.messages.refusals_exports import EXPORTS
from ehya.web.messages.refusals_figures import FIGURES
from ehya.web.messages.refusals_inaugurations import INAUGURATIONS
from ehya.web.messages.refusals_intake import INTAKE
from ehya.web.messages.refusals_judging import JUDGING
from ehya.web.messages.refusals_ledger import LEDGER
from ehya.web.messages.refusals_money import MONEY
from ehya.web.messages.refusals_press import PRESS
from ehya.web.messages.refusals_projects import PROJECTS
from ehya.web.messages.refusals_rates import RATES
from ehya.web.messages.refusals_readings import READINGS
from ehya.web.messages.refusals_sweeps import SWEEPS
from ehya.web.messages.refusals_targets import TARGETS
from ehya.web.messages.refusals_units import UNITS
from ehya.web.messages.refusals_values import VALUES
from ehya.web.messages.refusals_verify import VERIFY
from ehya.web.messages.refusals_work import WORK

Sentences = Mapping[str, str]

REFUSALS: dict[str, Sentences] = {
    **LEDGER,
    **READINGS,
    **UNITS,
    **INTAKE,
    **EXPORTS,
    **FIGURES,
    **DUPLICATES,
    **DETECT,
    **SWEEPS,
    **JUDGING,
    **CASES,
    **COMMITTEE,
    **MONEY,
    **RATES,
    **TARGETS,
    **PRESS,
    **PROJECTS,
    **DIAGNOSE,
    **VERIFY,
    **WORK,
    **INAUGURATIONS,
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
    **VALUES,
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
        " را در صفحهٔ «آزمودن متن» بچسبانید.",
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
    "forecast.nothing_published": {
        "en": "by {known_at} no counts of the programme had been published. Take a later day.",
        "fa": "تا {known_at} هیچ شمارشی از برنامه منتشر نشده بود. روز دیرتری را بخواهید.",
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
    "forecast.nothing_to_learn": {
        "en": "No case has moved yet, so nothing can be told of those that are open. Ask again when"
        " the programme has run for a year.",
        "fa": "هنوز هیچ پرونده‌ای پیش نرفته است؛ از پرونده‌های باز چیزی نمی‌توان گفت. پس از یک سال کار"
        " برنامه دوباره بپرسید.",
    },
    "forecast.no_such_stage": {
        "en": "“{stage}” is no stage of a revival. Choose one of: {known}.",
        "fa": "«{stage}» مرحله‌ای از احیا نیست. یکی از این‌ها: {known}.",
    },
    "forecast.bad_target": {
        "en": "“{told}” is no target. Give a whole number above zero, e.g. 1959.",
        "fa": "«{told}» هدف نیست. عددی صحیح و بزرگ‌تر از صفر بدهید، مانند ۱۹۵۹.",
    },
    "forecast.not_a_probability": {
        "en": "case {place:d} has the chance {told}, which is none. Give each case a number from 0"
        " to 1.",
        "fa": "احتمالِ مورد {place:d}، یعنی {told}، احتمال نیست. برای هر مورد عددی از ۰ تا ۱ بدهید.",
    },
    "forecast.not_a_spread": {
        "en": "{told} is no spread of a shared shock. Give a number from 0 to {most}, in logits.",
        "fa": "{told} پراکندگیِ تکانهٔ مشترک نیست. عددی از ۰ تا {most} بر حسب لوجیت بدهید.",
    },
    "forecast.impossible_count": {
        "en": "of a past year {count:d} are said to have succeeded, but its chances allow only"
        " {least:d} to {most:d}. Put the count or the chances right.",
        "fa": "برای یک سال گذشته {count:d} موفقیت گفته شده، ولی احتمال‌های آن تنها {least:d} تا {most:d}"
        " را ممکن می‌داند. شمار یا احتمال‌ها را درست کنید.",
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
    # publish: the record and kept texts
    "publish.no_such_claim": {
        "en": "the record has no claim {key}. Look for it among the claims.",
        "fa": "ادعای {key} در کارنامه نیست. آن را در میان ادعاها بجویید.",
    },
    "publish.not_yet_known": {
        "en": "claim {key} was not known then: it is known from {known_from}. Choose a later day.",
        "fa": "ادعای {key} آن روز دانسته نبود؛ از {known_from} دانسته است. روزی دیرتر را برگزینید.",
    },
    "publish.no_such_page": {
        "en": "“{after}” is no place in the list. Begin again at its top.",
        "fa": "«{after}» جایی در این فهرست نیست. از بالای فهرست آغاز کنید.",
    },
    "publish.no_such_text": {
        "en": "there is no kept text {text:d}. Look for it among the texts.",
        "fa": "متن شمارهٔ {text:d} نگه داشته نشده است. آن را در میان متن‌ها بجویید.",
    },
    "publish.text_unwritable": {
        "en": "the text holds characters that are no letters and cannot be kept. Save it as plain text"
        " (UTF-8) and hand it in again.",
        "fa": "متن نویسه‌هایی دارد که حرف نیست و نگه داشته نمی‌شود. آن را به صورت متن ساده (UTF-8)"
        " ذخیره کنید و دوباره بفرستید.",
    },
    "publish.publisher_missing": {
        "en": "it is not told who published the text. Name the publisher.",
        "fa": "ناشر متن گفته نشده است. ناشر را بنویسید.",
    },
    "publish.nothing_chosen": {
        "en": "no claim of {text} was chosen. Choose at least one.",
        "fa": "هیچ ادعایی از {text} برگزیده نشد. دست‌کم یکی را برگزینید.",
    },
    "publish.no_such_claim_in_text": {
        "en": "text {text} has no claim “{claim}”. Open the text again and choose among its claims.",
        "fa": "متن {text} ادعای «{claim}» ندارد. متن را دوباره باز کنید و از ادعاهای آن برگزینید.",
    },
    "publish.already_confirmed": {
        "en": "claim {claim} of {text} is in the record already, as {key}. Correct it there if it is"
        " wrong.",
        "fa": "ادعای {claim} از {text} پیش‌تر با شناسهٔ {key} در کارنامه آمده است. اگر نادرست است همان‌جا"
        " اصلاحش کنید.",
    },
    "publish.already_held_back": {
        "en": "claim {claim} of {text} is held back already. Confirm it if it is right after all.",
        "fa": "ادعای {claim} از {text} پیش‌تر کنار گذاشته شده است. اگر درست است تأییدش کنید.",
    },
    "publish.reason_missing": {
        "en": "no reason was given. Write in a sentence why: everybody will read it beside the claim.",
        "fa": "دلیلی نوشته نشد. در یک جمله بنویسید چرا؛ همه آن را کنار ادعا می‌خوانند.",
    },
    "publish.withdrawn": {
        "en": "claim {key} was withdrawn: {reason}. It cannot be changed any more.",
        "fa": "ادعای {key} پس گرفته شده است: {reason}. دیگر تغییر نمی‌کند.",
    },
    "publish.version_moved": {
        "en": "claim {key} was corrected by somebody else meanwhile: you saw version {seen:d}, now it is"
        " version {now:d}. Look at it again before you change it.",
        "fa": "ادعای {key} را در این میان کس دیگری اصلاح کرده است: شما نسخهٔ {seen:d} را دیدید و اکنون"
        " نسخهٔ {now:d} است. پیش از تغییر دوباره ببینیدش.",
    },
    "publish.no_such_field": {
        "en": "a claim has no field “{field}”. Its fields are: {allowed}.",
        "fa": "ادعا فیلد «{field}» ندارد. فیلدهای آن: {allowed}.",
    },
    "publish.nothing_changed": {
        "en": "claim {key} reads so already. Change a value, or leave it as it is.",
        "fa": "ادعای {key} هم‌اکنون همین است. مقداری را عوض کنید یا همین‌طور بگذارید.",
    },
    "claims.empty": {
        "en": "the text is empty. Paste or upload a report with at least one sentence.",
        "fa": "متن خالی است. گزارشی با دست‌کم یک جمله بچسبانید یا بفرستید.",
    },
    "claims.too_long": {
        "en": "the text has {letters:d} letters; a report is read up to {most:d}. Send it in parts.",
        "fa": "متن {letters:d} نویسه دارد؛ گزارش تا {most:d} نویسه خوانده می‌شود. آن را تکه‌تکه بفرستید.",
    },
    "claims.not_text": {
        "en": "this is not text: {junk:d} of {letters:d} characters are no letters. Send plain text,"
        " not a picture, a PDF or a program file.",
        "fa": "این متن نیست: {junk:d} نویسه از {letters:d} نویسه حرف نیست. متن ساده بفرستید، نه عکس،"
        " پی‌دی‌اف یا پروندهٔ برنامه.",
    },
    "claims.too_many_numbers": {
        "en": "the text has {numbers:d} numbers; prose is read up to {most:d}. Import a table with"
        " `ehya import claims` instead.",
        "fa": "متن {numbers:d} عدد دارد؛ نثر تا {most:d} عدد خوانده می‌شود. جدول را با"
        " `ehya import claims` وارد کنید.",
    },
    "register.identifier_not_digits": {
        "en": "{scheme} “{value}” has signs that are no digits. Write its digits only.",
        "fa": "در {scheme} «{value}» نشانه‌ای جز رقم هست. فقط رقم‌هایش را بنویسید.",
    },
    "register.identifier_length": {
        "en": "{scheme} “{value}” has {digits:d} digits; it must have {wanted:d}. Compare it with"
        " the document.",
        "fa": "{scheme} «{value}» {digits:d} رقم دارد؛ شمار درست رقم‌ها: {wanted:d}. آن را با سند"
        " بسنجید.",
    },
    "register.identifier_check": {
        "en": "{scheme} “{value}” does not agree with its own check digit: a digit is wrong, or two"
        " are swapped. Compare it with the document.",
        "fa": "{scheme} «{value}» با رقم کنترل خود نمی‌خواند: رقمی نادرست است یا دو رقم جابه‌جا"
        " شده‌اند. آن را با سند بسنجید.",
    },
    "register.identifier_filler": {
        "en": "{scheme} “{value}” is one digit again and again: somebody had to fill the cell. Leave"
        " it empty where the number is not known.",
        "fa": "{scheme} «{value}» تکرار یک رقم است: گویا خانه باید پر می‌شده. اگر شماره را"
        " نمی‌دانید، خانه را خالی بگذارید.",
    },
    "register.identifier_rounded": {
        "en": "{scheme} “{value}” was rounded by the spreadsheet and its last digits are lost. Set the"
        " column to text and write the number again.",
        "fa": "صفحه‌گسترده {scheme} «{value}» را گرد کرده و رقم‌های آخرش از دست رفته است. ستون را"
        " متنی کنید و شماره را دوباره بنویسید.",
    },
    "register.identifier_service": {
        "en": "“{value}” is the bill of another service and no {scheme}. Look for the bill that"
        " belongs to this column.",
        "fa": "«{value}» قبض خدمت دیگری است، نه {scheme}. قبض مربوط به این ستون را پیدا کنید.",
    },
    "register.postal_digit": {
        "en": "postal code “{value}” has a 0 or a 2 among its first five digits, which the post never"
        " uses there. Compare it with a letter or a bill.",
        "fa": "کد پستی «{value}» در پنج رقم نخست ۰ یا ۲ دارد که پست آنجا به کار نمی‌برد. آن را با"
        " نامه یا قبضی بسنجید.",
    },
    "register.permit_form": {
        "en": "permit number “{value}” must have a digit, and may have letters, digits, - and / only,"
        " at most {most:d} signs. Write the number alone.",
        "fa": "شمارهٔ پروانهٔ «{value}» باید رقم داشته باشد و جز حرف، رقم، - و / چیزی نداشته باشد؛"
        " حداکثر {most:d} نویسه. فقط خود شماره را بنویسید.",
    },
    "register.no_such_province": {
        "en": "there is no province “{value}”. Nearest: {near}. Write a province's name or its code,"
        " e.g. IR-20.",
        "fa": "استانی به نام «{value}» نیست. نزدیک‌ترین: {near}. نام استان یا کد آن را بنویسید،"
        " مانند IR-20.",
    },
    "register.no_such_county": {
        "en": "no county “{value}” is known there. Nearest: {near}. Correct the name, or leave the"
        " cell empty.",
        "fa": "شهرستانی به نام «{value}» در آنجا شناخته نیست. نزدیک‌ترین: {near}. نام را درست کنید یا"
        " خانه را خالی بگذارید.",
    },
    "register.county_elsewhere": {
        "en": "county “{value}” is in {there_en}, not in {province_en}. Correct one of the two.",
        "fa": "شهرستان «{value}» در استان {there_fa} است، نه {province_fa}. یکی از این دو را درست"
        " کنید.",
    },
    "register.county_of_several": {
        "en": "there is a county “{value}” in each of {there_en}. Say which province is meant.",
        "fa": "شهرستان «{value}» در هر یک از استان‌های {there_fa} هست. بگویید کدام استان.",
    },
    "register.no_such_park": {
        "en": "no park “{value}” is known there. Nearest: {near}. Correct the name or write the"
        " park's code, e.g. P-0001; a new park is added first.",
        "fa": "شهرکی به نام «{value}» در آنجا شناخته نیست. نزدیک‌ترین: {near}. نام را درست کنید یا کد"
        " شهرک را بنویسید، مانند P-0001؛ شهرک تازه را نخست بیفزایید.",
    },
    "register.park_there": {
        "en": "there is a park {park} of that name in that province already. Change that one, or give"
        " the new one a name of its own.",
        "fa": "در آن استان شهرکی به همین نام هست: {park}. همان را تغییر دهید یا به شهرک تازه نام"
        " دیگری بدهید.",
    },
    "register.bad_park_fact": {
        "en": "{fact} of a park cannot be “{value}”. It is one of: {wanted}.",
        "fa": "{fact} شهرک نمی‌تواند «{value}» باشد. درست: {wanted}.",
    },
    "register.park_unknown_then": {
        "en": "nothing is told of park {park} on {day}. Choose a day on which it stood.",
        "fa": "از شهرک {park} در {day} چیزی گفته نشده است. روزی را برگزینید که شهرک بوده است.",
    },
    "register.park_reads_so": {
        "en": "park {park} reads so already. Change a value, or leave it as it is.",
        "fa": "شهرک {park} هم‌اکنون همین است. مقداری را عوض کنید یا همین‌طور بگذارید.",
    },
    "register.no_such_isic": {
        "en": "“{value}” is no class of ISIC Rev.4. Write two to four digits of the list, e.g. 1393 for"
        " carpets.",
        "fa": "«{value}» از طبقه‌های ISIC ویرایش ۴ نیست. دو تا چهار رقم از فهرست بنویسید، مانند 1393"
        " برای فرش.",
    },
    "register.synthetic_size": {
        "en": "a synthetic register has {least} to {most} units, not {units}. Choose a number between,"
        " or 0 for none.",
        "fa": "ثبت ساختگی {least} تا {most} واحد دارد، نه {units}. عددی میان این دو برگزینید، یا ۰ برای"
        " هیچ.",
    },
    "register.real_units_there": {
        "en": "there are real units in this register, and made-up ones never stand beside them. Make"
        " the demonstration in another home folder (EHYA_HOME).",
        "fa": "در این ثبت واحدهای واقعی هست و واحد ساختگی هرگز کنار آن‌ها نمی‌آید. نمایش را در پوشهٔ"
        " دیگری (EHYA_HOME) بسازید.",
    },
    "register.other_synthetic_there": {
        "en": "a synthetic register of {units} units by seed {seed:d} is here already. Start without"
        " --units and --seed to go on with it, or take another home folder (EHYA_HOME).",
        "fa": "ثبت ساختگی دیگری با {units} واحد و بذر {seed:d} اینجا هست. برای ادامه با همان، بدون"
        " ‎--units و ‎--seed آغاز کنید، یا پوشهٔ دیگری (EHYA_HOME) برگزینید.",
    },
    "register.park_outside_scope": {
        "en": "the park would stand in {province_en}, which is outside your scope. Ask a data steward"
        " of the whole country to write it down.",
        "fa": "جای شهرک {province_fa} می‌شود که بیرون از حوزهٔ شماست. از متولی دادهٔ کشور بخواهید ثبتش"
        " کند.",
    },
}
