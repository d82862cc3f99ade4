"""What does Ehya say when something cannot be told of a unit, or shown of it?"""

from collections.abc import Mapping

UNITS: dict[str, Mapping[str, str]] = {
    "register.no_such_unit": {
        "en": "No unit that you may see has the number {number}. Check its eight digits; a unit of"
        " another province is shown to that province’s officers.",
        "fa": "واحدی با شمارهٔ {number} که شما ببینید نیست. هشت رقم آن را وارسی کنید؛ واحد استان‌های"
        " دیگر را کارشناسان همان استان می‌بینند.",
    },
    "register.not_then": {
        "en": "Nothing was told of the unit {number} as of {as_of}, as known on {known_at}. It was"
        " first told of on {first_known}, as it stood on {first_day}.",
        "fa": "دربارهٔ واحد {number} برای {as_of} و با دانستهٔ {known_at} چیزی ثبت نیست. نخستین بار در"
        " {first_known} از آن گفته شد، چنان که در {first_day} بود.",
    },
    "register.forwarded": {
        "en": "The number {number} leads to the unit {to} since the two were found to be one. Write"
        " it down there.",
        "fa": "شمارهٔ {number} پس از یکی‌شدن دو پرونده به واحد {to} می‌رسد. آنجا بنویسید.",
    },
    "register.outside_scope": {
        "en": "The unit would stand in {province_en}, which is outside your scope. Ask a data steward"
        " to write it down.",
        "fa": "جای واحد {province_fa} می‌شود که بیرون از حوزهٔ شماست. از متولی داده بخواهید ثبتش کند.",
    },
    "register.moved_on": {
        "en": "Somebody else wrote to the unit {number} while your form was open. Nothing of yours"
        " is lost: open the unit anew, read what changed, and send again.",
        "fa": "هنگامی که فرم باز بود کس دیگری در واحد {number} چیزی نوشت. واحد را دوباره باز کنید،"
        " تغییر را بخوانید و از نو بفرستید.",
    },
    "register.nothing_changed": {
        "en": "Nothing is different from what the register already tells for that day, so nothing"
        " was written.",
        "fa": "چیزی با آنچه برای آن روز ثبت است فرق ندارد؛ پس چیزی نوشته نشد.",
    },
    "register.before_unit": {
        "en": "On {day} the register tells nothing of this unit; it is told of since {first}. Choose"
        " that day or a later one, or correct its first day.",
        "fa": "در {day} چیزی از این واحد ثبت نیست؛ از {first} به بعد ثبت است. همان روز یا دیرتر را"
        " برگزینید.",
    },
    "register.day_to_come": {
        "en": "{day} has not come yet. The register holds what was and is; write the change down"
        " when it has happened.",
        "fa": "{day} هنوز نرسیده است. اینجا آنچه بوده و هست ثبت می‌شود؛ تغییر را پس از رخ‌دادن"
        " بنویسید.",
    },
    "register.no_such_fact": {
        "en": "The register does not keep “{fact}” of a unit.",
        "fa": "چیزی به نام «{fact}» دربارهٔ واحدها نگه داشته نمی‌شود.",
    },
    "register.bad_value": {
        "en": "“{value}” cannot be {fact}. Write it like this: {wanted}.",
        "fa": "«{value}» برای {fact} معنایی ندارد. به این شکل بنویسید: {wanted}.",
    },
    "register.too_long": {
        "en": "What was written for {fact} has {length} letters; at most {most} are kept. Shorten"
        " it.",
        "fa": "نوشتهٔ {fact} {length} نویسه است؛ تا {most} نویسه نگه داشته می‌شود. کوتاهش کنید.",
    },
    "register.no_such_place": {
        "en": "The register knows no {fact} with the code “{value}”. Choose one of the list.",
        "fa": "{fact} با کد «{value}» شناخته نیست. از فهرست برگزینید.",
    },
    "register.no_name": {
        "en": "A unit needs a name, in Persian or in Latin letters. Write one of them.",
        "fa": "واحد دست‌کم یک نام می‌خواهد، فارسی یا لاتین. یکی را بنویسید.",
    },
    "register.no_province": {
        "en": "A unit stands in a province. Choose it.",
        "fa": "هر واحد در استانی است. استان را برگزینید.",
    },
    "register.half_a_place": {
        "en": "Latitude and longitude belong together. Write both, or neither.",
        "fa": "طول و عرض جغرافیایی با هم می‌آیند. هر دو را بنویسید یا هیچ‌کدام را.",
    },
    "register.place_elsewhere": {
        "en": "{place} stands in {province_en}, not in the unit’s province. Choose the one or the"
        " other anew.",
        "fa": "{place} در {province_fa} است، نه در استان واحد. یکی از این دو را از نو برگزینید.",
    },
    "register.capacity_without_unit": {
        "en": "A capacity needs its unit: tonnes, pieces, litres. Choose one.",
        "fa": "ظرفیت یکا می‌خواهد: تن، عدد، لیتر. یکی را برگزینید.",
    },
    "register.no_such_page": {
        "en": "The list has no page “{page}”. Begin again from its first page.",
        "fa": "فهرست صفحه‌ای به نام «{page}» ندارد. از صفحهٔ نخست آغاز کنید.",
    },
    "register.no_such_scheme": {
        "en": "“{scheme}” is no kind of number that the register keeps. It keeps: {wanted}.",
        "fa": "«{scheme}» از گونه‌های شمارهٔ ثبت‌شدنی نیست. گونه‌ها: {wanted}.",
    },
    "register.identifier_held": {
        "en": "The unit already bears {value} as {scheme}, so nothing was written.",
        "fa": "این واحد {value} را به نام {scheme} دارد؛ پس چیزی نوشته نشد.",
    },
    "register.no_such_identifier": {
        "en": "The unit {number} does not bear that number any more. Open the unit anew.",
        "fa": "واحد {number} دیگر این شناسه را ندارد. واحد را دوباره باز کنید.",
    },
    "register.ended_before_begun": {
        "en": "It cannot have ended on {day}: it holds since {first}. Choose a later day.",
        "fa": "پایان آن {day} نمی‌شود: از {first} برقرار است. روز دیرتری را برگزینید.",
    },
    "register.no_such_contact_kind": {
        "en": "“{kind}” is no kind of contact. Choose one of the list.",
        "fa": "«{kind}» از گونه‌های نشانی تماس نیست. از فهرست برگزینید.",
    },
    "register.no_contact": {
        "en": "The contact is empty. Write a name, a number or an address.",
        "fa": "نشانی تماس خالی است. نام، شماره یا نشانی را بنویسید.",
    },
    "register.no_such_contact": {
        "en": "The unit {number} holds that contact no more; it may have been erased already.",
        "fa": "واحد {number} دیگر این نشانی تماس را ندارد؛ شاید پیش‌تر پاک شده است.",
    },
    "register.no_parts": {
        "en": "No new unit was told. Write the facts of at least one that came of the split.",
        "fa": "واحد تازه‌ای گفته نشده است. دست‌کم مشخصات یک واحد جداشده را بنویسید.",
    },
    "register.merge_of_one": {
        "en": "Firms become one when there are at least two, each named once. Give two numbers or"
        " more.",
        "fa": "برای یکی‌شدن دست‌کم دو واحد جداگانه لازم است. دو شماره یا بیشتر بدهید.",
    },
    "register.view_without_name": {
        "en": "A saved view needs a name of at most {most} letters.",
        "fa": "نمای نگه‌داشته نام می‌خواهد، تا {most} نویسه.",
    },
    "register.no_such_view": {
        "en": "You have no saved view with that name any more.",
        "fa": "نمایی با این نام ندارید.",
    },
}
