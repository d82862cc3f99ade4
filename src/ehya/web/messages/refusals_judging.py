"""What does Ehya say when a verdict on the machine's word cannot be taken?"""

from collections.abc import Mapping

JUDGING: Mapping[str, Mapping[str, str]] = {
    "detect.not_looked_at": {
        "en": "The machine has not looked at unit {number} yet, so there is nothing to judge. It is"
        " looked at when something is read of it.",
        "fa": "ماشین هنوز واحد {number} را بررسی نکرده و چیزی برای داوری نیست. همین که قرائتی از آن"
        " برسد بررسی می‌شود.",
    },
    "detect.no_such_place_in_queue": {
        "en": "The address of this page of the queue is damaged: “{after}”. Begin at the top of the"
        " queue.",
        "fa": "نشانی این صفحه از صف خراب است: «{after}». از سر صف آغاز کنید.",
    },
    "detect.looked_again": {
        "en": "The machine has looked at this unit again meanwhile: {state}, at {as_of}. Nothing was"
        " written; look at what it says now, and judge that.",
        "fa": "ماشین در این فاصله این واحد را دوباره بررسی کرده است: {state}، در {as_of}. چیزی ثبت نشد؛"
        " نظر تازه را ببینید و دربارهٔ آن داوری کنید.",
    },
    "detect.judged_meanwhile": {
        "en": "{by} has judged this unit meanwhile: {state}. Nothing was written; if you see it"
        " otherwise, say so below, and both verdicts stay.",
        "fa": "{by} در این فاصله دربارهٔ این واحد داوری کرده است: {state}. چیزی ثبت نشد؛ اگر نظر دیگری"
        " دارید همین پایین بگویید؛ هر دو داوری می‌ماند.",
    },
    "detect.sent_meanwhile": {
        "en": "{by} has sent somebody to look meanwhile, until {go_by}. Nothing was written; wait for"
        " them, or judge below if you know already.",
        "fa": "{by} در این فاصله کسی را برای دیدن فرستاده است، تا {go_by}. چیزی ثبت نشد؛ منتظر او بمانید یا"
        " اگر از پیش می‌دانید همین پایین داوری کنید.",
    },
    "detect.no_such_state": {
        "en": "“{state}” is no state of a unit. Choose active, semi-active, idle or gone.",
        "fa": "«{state}» از حالت‌های واحد نیست. فعال، نیمه‌فعال، راکد یا برچیده را برگزینید.",
    },
    "detect.same_state": {
        "en": "That is what the machine says too: {state}. Confirm it, or choose what the unit is"
        " instead.",
        "fa": "ماشین هم همین را می‌گوید: {state}. آن را تأیید کنید، یا بگویید واحد به‌جای آن چیست.",
    },
    "detect.since_ahead": {
        "en": "The unit cannot have been so since {since}: today is {today}. Write an earlier day, or"
        " leave it empty if you do not know.",
        "fa": "واحد نمی‌تواند از {since} چنین بوده باشد: امروز {today} است. روزی پیش‌تر بنویسید، یا اگر"
        " نمی‌دانید خالی بگذارید.",
    },
    "detect.reason_needed": {
        "en": "Say why the machine was wrong: choose one of the reasons. They teach what to mend.",
        "fa": "بگویید ماشین چرا اشتباه کرده است: یکی از دلیل‌ها را برگزینید. از آن‌ها پیداست چه باید درست"
        " شود.",
    },
    "detect.words_needed": {
        "en": "“Something else” says too little alone. Write in a few words what it was.",
        "fa": "«دلیل دیگر» به‌تنهایی کم است. در چند واژه بنویسید چه بوده است.",
    },
    "detect.go_by_needed": {
        "en": "To send somebody, a day is needed until which they go: {today} or later. Choose one.",
        "fa": "برای فرستادن کسی، روزی لازم است که تا آن برود: {today} یا پس از آن. روزی را برگزینید.",
    },
}
