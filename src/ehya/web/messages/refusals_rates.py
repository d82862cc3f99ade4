"""What does Ehya say when a rate or a price index cannot be taken, or is not known?"""

from collections.abc import Mapping

RATES: dict[str, Mapping[str, str]] = {
    "rates.no_day_column": {
        "en": "{file} has no column that tells of which days it is. Add “From day” (and “To day”), or"
        " “Month”; a price index takes “Month”.",
        "fa": "{file} ستونی ندارد که بگوید از چه روزهایی است. «از تاریخ» (و «تا تاریخ») یا «ماه» را"
        " بیفزایید؛ شاخص بها «ماه» می‌خواهد.",
    },
    "rates.no_value_column": {
        "en": "{file} has no column of rates. Add “Rate in rials”, or “Rate in toman”, or “Rate” with"
        " “Rials or toman”.",
        "fa": "{file} ستونی از نرخ‌ها ندارد. «نرخ به ریال» یا «نرخ به تومان» یا «نرخ» همراه «ریال یا"
        " تومان» را بیفزایید.",
    },
    "rates.no_day": {
        "en": "It is not said of which day this is. Write the day, or the month.",
        "fa": "گفته نشده این از چه روزی است. روز یا ماه را بنویسید.",
    },
    "rates.two_times": {
        "en": "Both a day and a month are told. Keep one of them.",
        "fa": "هم روز و هم ماه گفته شده است. یکی را نگه دارید.",
    },
    "rates.not_a_month": {
        "en": "“{value}” is no month. Write 1402/05, Mordad 1402 or 2023-08.",
        "fa": "«{value}» ماه نیست. بنویسید ۱۴۰۲/۰۵، مرداد ۱۴۰۲ یا ۲۰۲۳-۰۸.",
    },
    "rates.month_not_over": {
        "en": "“{value}” lasts until {last}, and today is {today}. Write it when the month is over, or"
        " the days until today.",
        "fa": "«{value}» تا {last} ادامه دارد و امروز {today} است. پس از پایان ماه، یا تنها روزهای تا"
        " امروز را بنویسید.",
    },
    "rates.too_long": {
        "en": "The rate would have stood for more than {days} days. See whether a year is wrong.",
        "fa": "این نرخ بیش از {days} روز برقرار می‌بود. ببینید سال درست باشد.",
    },
    "rates.no_value": {
        "en": "No rate is told. Write it in rials or in toman.",
        "fa": "نرخی گفته نشده است. آن را به ریال یا تومان بنویسید.",
    },
    "rates.told_twice": {
        "en": "The rate is told in several columns of this row. Keep one of them.",
        "fa": "نرخ در چند ستون این ردیف گفته شده است. یکی را نگه دارید.",
    },
    "rates.unit_unsaid": {
        "en": "It is not said whether the rate is in rials or in toman, which is ten times as much."
        " Write “rial” or “toman”.",
        "fa": "گفته نشده نرخ به ریال است یا تومان، که ده برابر است. «ریال» یا «تومان» بنویسید.",
    },
    "rates.not_positive": {
        "en": "“{value}” is no rate: it lies between 0 and {most}, both left out. Check the number and"
        " its unit.",
        "fa": "«{value}» نرخ نیست: نرخ میان ۰ و {most} است، بی این دو. عدد و یکای آن را ببینید.",
    },
    "rates.too_fine": {
        "en": "“{value}” has more than {places} decimal places. Round it.",
        "fa": "«{value}» بیش از {places} رقم اعشار دارد. گردش کنید.",
    },
    "rates.base": {
        "en": "“{value}” does not say which year is 100. Write 1400=100.",
        "fa": "«{value}» نمی‌گوید کدام سال صد است. بنویسید ۱۴۰۰=۱۰۰.",
    },
    "rates.twice": {
        "en": "row {first:d} tells of some of the same days. Keep one of the two rows for each day.",
        "fa": "ردیف {first:d} از همین روزها، یا برخی از آن‌ها، چیز دیگری می‌گوید. برای هر روز یک ردیف"
        " نگه دارید.",
    },
    "rates.doubtful": {
        "en": "“{value}” lies far from {near}, which is told of {on}. Did you mean {meant}? Mend it, or"
        " say that you are sure.",
        "fa": "«{value}» از {near}، که برای {on} گفته شده، بسیار دور است. منظورتان {meant} بود؟ درستش"
        " کنید یا بگویید که مطمئنید.",
    },
    "register.no_rate": {
        "en": "Nobody has told a rate for {currency}, {basis}, of {day}. Known nearest before:"
        " {before}; after: {after}. Bring the rate of that day, with its source.",
        "fa": "برای {currency} بر مبنای {basis} در {day} نرخی گفته نشده است. نزدیک‌ترین روز معلوم پیش از"
        " آن: {before}؛ پس از آن: {after}. نرخ همان روز را با منبعش وارد کنید.",
    },
    "register.no_index": {
        "en": "Nobody has told the price index ({name}, {base}) of the month of {day}. Known nearest"
        " before: {before}; after: {after}. Bring the index of that month, with its source.",
        "fa": "شاخص بهای {name} ({base}) برای ماه {day} گفته نشده است. نزدیک‌ترین ماه معلوم پیش از آن:"
        " {before}؛ پس از آن: {after}. شاخص همان ماه را با منبعش وارد کنید.",
    },
    "register.index_base_needed": {
        "en": "The price index ({name}) is told against several bases: {bases}. Say which is meant.",
        "fa": "شاخص بهای {name} بر چند پایه گفته شده است: {bases}. بگویید کدام.",
    },
    "money.no_index": {
        "en": "There is no price index for {count} of the days of payment: {days}. In constant rials"
        " there is no total until it is told.",
        "fa": "برای {count} روز از روزهای پرداخت شاخص بها نیست: {days}. تا گفته نشود، جمع به ریال"
        " ثابت در کار نیست.",
    },
    "money.no_rates": {
        "en": "There is no rate for {count} of the days of payment: {days}. In dollars there is no"
        " total until it is told.",
        "fa": "برای {count} روز از روزهای پرداخت نرخ نیست: {days}. تا گفته نشود، جمع دلاری در کار"
        " نیست.",
    },
    "money.index_not_positive": {
        "en": "{value} is no rate and no index: both are more than zero. Check it.",
        "fa": "{value} نه نرخ است و نه شاخص؛ هر دو از صفر بیشترند. آن را ببینید.",
    },
}
