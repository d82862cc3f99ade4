"""What does Ehya say when somebody's own work cannot be written down?"""

from collections.abc import Mapping

WORK: Mapping[str, Mapping[str, str]] = {
    "revive.remark_empty": {
        "en": "A remark beside case {case:d} says something. Write at least a word.",
        "fa": "یادداشت کنار پروندهٔ {case:d} باید چیزی بگوید. دست‌کم واژه‌ای بنویسید.",
    },
    "revive.appointment_past": {
        "en": "The day {on} is over: today is {today}. Choose today or a later day.",
        "fa": "روز {on} گذشته است: امروز {today} است. امروز یا روزی دیرتر را برگزینید.",
    },
    "revive.appointment_far": {
        "en": "The day {on} is too far ahead; appointments are set until {last}. Look at the year"
        " again.",
        "fa": "روز {on} بسیار دور است؛ قرار تا {last} گذاشته می‌شود. سال را دوباره ببینید.",
    },
    "revive.appointed_already": {
        "en": "You have this very appointment for case {case:d} on {on} already. Choose another"
        " hour, or leave it.",
        "fa": "همین قرار را برای پروندهٔ {case:d} در {on} از پیش دارید. ساعتی دیگر برگزینید یا همان را نگه"
        " دارید.",
    },
    "revive.no_such_appointment": {
        "en": "There is no such appointment that you may see. Look at your work of today.",
        "fa": "چنین قراری نیست، یا در حوزهٔ شما نیست. کارهای امروز خود را ببینید.",
    },
    "revive.appointment_settled": {
        "en": "What came of the appointment of {on} is written down already. Set a new one if"
        " somebody goes again.",
        "fa": "نتیجهٔ قرار {on} از پیش ثبت شده است. اگر کسی دوباره می‌رود، قراری تازه بگذارید.",
    },
    "revive.not_your_appointment": {
        "en": "The appointment of {on} is a colleague's. Only they say that it was kept; you may"
        " drop it.",
        "fa": "قرار {on} از آن همکاری است. تنها خود او می‌گوید که انجام شد؛ شما می‌توانید آن را لغو کنید.",
    },
    "revive.appointment_ahead": {
        "en": "The appointment of {on} is still to come: today is {today}. Drop it, or say so when"
        " the day is there.",
        "fa": "قرار {on} هنوز نیامده است: امروز {today} است. آن را لغو کنید یا در روز خودش ثبت کنید.",
    },
    "revive.no_such_feed": {
        "en": "No calendar is under this address, or a new password took it back. Copy the address"
        " from “My work” again.",
        "fa": "در این نشانی تقویمی نیست، یا با گذرواژهٔ تازه پس گرفته شده است. نشانی را دوباره از «کار من»"
        " بردارید.",
    },
}
