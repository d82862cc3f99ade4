"""What does Ehya say when a statement cannot be kept, handed in, approved or put right?"""

from collections.abc import Mapping

PRESS: dict[str, Mapping[str, str]] = {
    "press.not_read": {
        "en": "“{number}” was not read as a figure of the programme. Name the figure that it is, or say"
        " why it stands there (a date, a telephone number …).",
        "fa": "«{number}» رقمی از برنامه خوانده نشد. رقم آن را نام ببرید یا بگویید چرا آنجاست"
        " (تاریخ، تلفن …).",
    },
    "press.no_figure": {
        "en": "The house counts nothing under “{metric}”, so that no figure proves it. Leave it out, or"
        " say whose number it is.",
        "fa": "خانه چیزی با نام «{metric}» نمی‌شمارد و رقمی آن را اثبات نمی‌کند. حذفش کنید یا بگویید"
        " این عدد از کیست.",
    },
    "press.no_place": {
        "en": "“{place}” is no province of the register. Name the province.",
        "fa": "«{place}» استانی از ثبت نیست. استان را نام ببرید.",
    },
    "press.no_period": {
        "en": "It is not told of which days it speaks, so that “{metric}” cannot be counted. Write from"
        " when to when.",
        "fa": "گفته نشده از کدام روزها سخن می‌گوید و «{metric}» شمردنی نیست. بنویسید از کی تا کی.",
    },
    "press.differs": {
        "en": "The text says {said}; the house counts {ours} ({metric}). Mend the text, or name the"
        " figure that is meant.",
        "fa": "متن می‌گوید {said}؛ خانه {ours} می‌شمارد ({metric}). متن را درست کنید یا رقم موردنظر"
        " را نام ببرید.",
    },
    "press.no_target": {
        "en": "No target of that place and year is in force, so that {said} is nobody’s word. Set it"
        " first, or leave it out.",
        "fa": "هدفی برای آن جا و سال برقرار نیست و {said} گفتهٔ هیچ مرجعی نیست. نخست هدف را بگذارید"
        " یا حذفش کنید.",
    },
    "press.target_differs": {
        "en": "The text says {said}; version {version} of the target, in force that day, says {ours}.",
        "fa": "متن می‌گوید {said}؛ نسخهٔ {version} هدف که آن روز برقرار است {ours} می‌گوید.",
    },
    "press.percent_of_which": {
        "en": "{said} of which target? A percentage names its version: tell the target in the same"
        " text.",
        "fa": "{said} از کدام هدف؟ درصد نسخهٔ هدف را نام می‌برد: هدف را در همان متن بگویید.",
    },
    "press.percent_differs": {
        "en": "The text says {said}; of version {version} of the target {ours} % are reached.",
        "fa": "متن می‌گوید {said}؛ از نسخهٔ {version} هدف {ours}٪ محقق شده است.",
    },
    "press.no_such_statement": {
        "en": "There is no statement {statement:d} here.",
        "fa": "بیانیهٔ {statement:d} اینجا نیست.",
    },
    "press.not_a_draft": {
        "en": "Statement {statement:d} is no draft: take it back first, or put it right by a notice.",
        "fa": "بیانیهٔ {statement:d} پیش‌نویس نیست: نخست پسش بگیرید یا با اصلاحیه درستش کنید.",
    },
    "press.changed_meanwhile": {
        "en": "Somebody changed statement {statement:d} meanwhile. Nothing was kept: look at it again.",
        "fa": "در این میان کسی بیانیهٔ {statement:d} را تغییر داده است. چیزی نگه داشته نشد: دوباره ببینید.",
    },
    "press.not_answered": {
        "en": "{left} numbers or contradictions are neither proven nor answered. Answer each of them,"
        " then hand it in.",
        "fa": "{left} عدد یا تناقض نه اثبات شده و نه پاسخ گرفته است. به هر کدام پاسخ دهید و سپس بفرستید.",
    },
    "press.no_number": {
        "en": "No number stands in the text: it needs no figure and no press desk.",
        "fa": "عددی در متن نیست: نه رقم می‌خواهد و نه میز بیانیه.",
    },
    "press.public_already": {
        "en": "Statement {statement:d} is published and stays. Put it right by a notice.",
        "fa": "بیانیهٔ {statement:d} منتشر شده و می‌ماند. با اصلاحیه درستش کنید.",
    },
    "press.not_submitted": {
        "en": "Statement {statement:d} does not wait for approval.",
        "fa": "بیانیهٔ {statement:d} در انتظار تأیید نیست.",
    },
    "press.by_its_writer": {
        "en": "Somebody else than its writer approves a statement.",
        "fa": "بیانیه را کسی جز نویسنده‌اش تأیید می‌کند.",
    },
    "press.counts_moved": {
        "en": "What the house counts, or the text, is no longer what you looked at. Nothing was"
        " published: look at statement {statement:d} again.",
        "fa": "شمارش خانه یا متن دیگر همان نیست که دیدید. چیزی منتشر نشد: بیانیهٔ {statement:d} را"
        " دوباره ببینید.",
    },
    "press.not_public": {
        "en": "Statement {statement:d} was not published, so that nothing of it is to be put right.",
        "fa": "بیانیهٔ {statement:d} منتشر نشده و چیزی برای اصلاح ندارد.",
    },
    "press.corrected_already": {
        "en": "Statement {statement:d} has its notice already.",
        "fa": "بیانیهٔ {statement:d} از پیش اصلاحیه دارد.",
    },
    "press.empty": {
        "en": "A statement has a title and a text.",
        "fa": "بیانیه عنوان و متن دارد.",
    },
    "press.too_long": {
        "en": "A title has at most {title} letters and a text at most {most}.",
        "fa": "عنوان دست‌بالا {title} و متن دست‌بالا {most} نویسه دارد.",
    },
    "press.not_yet": {
        "en": "{day} is still to come: nothing can be counted of it.",
        "fa": "{day} هنوز نیامده است: چیزی از آن شمردنی نیست.",
    },
    "press.no_such_language": {
        "en": "“{language}” is no language of statements: en or fa.",
        "fa": "«{language}» زبان بیانیه نیست: fa یا en.",
    },
}
