"""Which dense, sound texts must be left alone? Written before they were checked."""

from benchmarks.finding_case import Case

CASES = (
    Case(
        "en a year's report with many parts",
        "2023-04-18",
        "TEHRAN - Iran revived 1,751 idle industrial units in the previous Iranian calendar year "
        "1401 (ended on March 20), the ISIPO head said. Of the total, 1,298 units were located in "
        "industrial parks and zones and 453 outside them. The revival created 34,673 jobs, 24,240 "
        "of them in the parks and 10,433 outside. In addition, 2,562 units moved from below to "
        "above 50 percent of their capacity. Chemical industries accounted for 25 percent of the "
        "revived units, metal industries for 23 percent and food for 17 percent. In the year "
        "before, 2,067 units had been revived.",
    ),
    Case(
        "en three years side by side",
        "2022-06-01",
        "Some 1,185 units were revived in the Iranian year 1398, over 1,500 in 1399 and 2,067 in "
        "1400, according to the ministry. For the current year 1401, the revival of 2,000 units is "
        "planned, of which 250 have been revived so far.",
    ),
    Case(
        "en an opening that adds up",
        "2023-08-26",
        "Twenty projects were inaugurated on Saturday with 29.47 trillion rials (about $60.5 "
        "million) of investment. Nine of them were put into operation with 1.88 trillion rials "
        "($3.82 million), seven with 18.35 trillion rials ($37.8 million) and four with 9.24 "
        "trillion rials ($18.9 million).",
    ),
    Case(
        "en provinces and the country",
        "2021-10-10",
        "In the first half of the current Iranian calendar year (March 21-September 22), 34 idle "
        "units were revived in Gilan Province, half of the 68 planned for the year. Semnan revived "
        "10 units and Hormozgan 16 units in the first five months. In the whole country, 620 units "
        "were revived in the six months.",
    ),
    Case(
        "en stock and targets",
        "2021-05-02",
        "There are 47,509 units in industrial parks, of which 38,988 are active and 8,521 idle. "
        "Some 15,000 of the active units work below 50 percent of capacity. ISIPO plans to revive "
        "1,600 units in the parks and 400 outside them this year, creating 28,800 jobs.",
    ),
    Case(
        "en this month and this year",
        "2020-09-12",
        "Since the start of the Iranian year (March 20), 600 idle units have been revived; 55 of "
        "them were revived in the past ten days. In the same period last year the figure was 480. "
        "About 9,800 jobs were created, 16 a unit on average.",
    ),
    Case(
        "en mines are not factories",
        "2022-04-30",
        "In the past Iranian year, 453 small mines were revived, while 2,067 industrial units "
        "returned to the production cycle. Mines and units together received 41.1 trillion rials "
        "of facilities.",
    ),
    Case(
        "fa a year's report with many parts",
        "2023-04-18",
        "سال گذشته هزار و ۷۵۱ واحد صنعتی راکد احیا شد که هزار و ۲۹۸ واحد در داخل شهرک‌ها و نواحی "
        "صنعتی و ۴۵۳ واحد خارج از شهرک‌ها بود. با احیای این واحدها برای ۳۴ هزار و ۶۷۳ نفر اشتغال "
        "ایجاد شد. همچنین ۲ هزار و ۵۶۲ واحد از زیر ۵۰ درصد ظرفیت به بالای ۵۰ درصد رسیدند. در سال ۱۴۰۰ "
        "نیز ۲ هزار و ۶۷ واحد احیا شده بود.",
    ),
    Case(
        "fa three years side by side",
        "2022-06-01",
        "در سال ۱۳۹۸ هزار و ۱۸۵ واحد، در سال ۱۳۹۹ بیش از هزار و ۵۰۰ واحد و در سال ۱۴۰۰ دو هزار و ۶۷ "
        "واحد راکد احیا شد. برای امسال احیای ۲ هزار واحد هدف‌گذاری شده که تاکنون ۲۵۰ واحد آن احیا شده "
        "است.",
    ),
    Case(
        "fa provinces and the country",
        "2021-10-10",
        "در نیمه نخست امسال ۳۴ واحد راکد در استان گیلان احیا شد. در همین مدت ۱۰ واحد در سمنان و ۱۶ واحد "
        "در هرمزگان به چرخه تولید بازگشت. در کل کشور ۶۲۰ واحد راکد در شش ماه نخست امسال احیا شده است.",
    ),
    Case(
        "fa stock and targets",
        "2021-05-02",
        "در شهرک‌های صنعتی ۴۷ هزار و ۵۰۹ واحد وجود دارد که ۳۸ هزار و ۹۸۸ واحد فعال و ۸ هزار و ۵۲۱ واحد "
        "راکد است. امسال احیای هزار و ۶۰۰ واحد در داخل شهرک‌ها و ۴۰۰ واحد خارج از شهرک‌ها هدف‌گذاری "
        "شده است.",
    ),
    Case(
        "fa this month and this year",
        "2020-09-12",
        "از ابتدای امسال تاکنون ۶۰۰ واحد راکد احیا شده که ۵۵ واحد آن مربوط به شهریورماه است. در مدت "
        "مشابه سال گذشته ۴۸۰ واحد احیا شده بود. برای ۹ هزار و ۸۰۰ نفر شغل ایجاد شد.",
    ),
    Case(
        "fa an opening that adds up",
        "2023-08-26",
        "بیست طرح با سرمایه‌گذاری ۲۹ هزار و ۴۷۰ میلیارد ریال افتتاح شد. از این تعداد ۹ طرح با هزار و "
        "۸۸۰ میلیارد ریال، ۷ طرح با ۱۸ هزار و ۳۵۰ میلیارد ریال و ۴ طرح با ۹ هزار و ۲۴۰ میلیارد ریال "
        "سرمایه‌گذاری به بهره‌برداری رسید.",
    ),
    Case(
        "en four months and last year",
        "2022-08-19",
        "In the first four months of the current Iranian calendar year (March 21-July 22), "
        "521 idle industrial units were reactivated with 12 trillion rials (about $285 "
        "million) of loans, of which 20 percent passed to a new owner and 11 percent took in "
        "a new investor. There are 852 industrial parks and zones in the country: 509 parks, "
        "338 zones and five special zones. Last year 2,067 units were revived, creating "
        "39,000 jobs.",
    ),
    Case(
        "en a government, ten months, a year's target",
        "2023-02-22",
        "Since the 13th government took office (August 2021), 2,170 idle units have been "
        "revived. In the past ten months alone, 1,320 units were reactivated across the "
        "country, 990 of them in industrial parks. Works of 60 trillion rials (about $132.7 "
        "million) are underway in 880 parks. The target for the year is 1,990 units.",
    ),
    Case(
        "en a quarter, a target, another programme",
        "2024-08-12",
        "Some 116 idle units were revived in the first quarter of the current Iranian year "
        "(March 20-June 20), with 2,100 people employed. ISIPO has targeted the revival of "
        "1,959 units by the end of the year. Separately, 33 of 300 units planned for "
        "renovation have been renovated.",
    ),
    Case(
        "en all units and three provinces",
        "2025-09-20",
        "Of the 52,087 units in industrial parks, 45,498 are active and 6,589 idle. Some "
        "13,883 of the active ones work below half of their capacity. Liquidity is the cause "
        "in 53.6 percent of the idle units. In the past year 63 units were revived in Qom, 73"
        " in Qazvin and 78 in Mazandaran.",
    ),
    Case(
        "en this year, last year, November",
        "2021-12-07",
        "Over 961 units have been revived so far this year, with 41.1 trillion rials ($978 "
        "million at the official rate) of investment and jobs for 15,492 people. Last year's "
        "figure was 1,557 units and 27,000 jobs, against a target of 1,500. By November 14, "
        "887 units had been revived.",
    ),
    Case(
        "fa four months and last year",
        "2022-08-19",
        "در چهار ماه نخست امسال ۵۲۱ واحد صنعتی راکد با ۱۲ هزار میلیارد ریال تسهیلات احیا شد. "
        "در سال گذشته نیز ۲ هزار و ۶۷ واحد احیا و برای ۳۹ هزار نفر شغل ایجاد شده بود. در کشور"
        " ۵۰۹ شهرک و ۳۳۸ ناحیه صنعتی وجود دارد.",
    ),
    Case(
        "fa a government, ten months, a year's target",
        "2023-02-22",
        "از ابتدای دولت سیزدهم تاکنون ۲ هزار و ۱۷۰ واحد راکد احیا شده است. در ۱۰ ماهه امسال "
        "هزار و ۳۲۰ واحد راکد در کشور احیا شد که ۹۹۰ واحد آن در شهرک‌های صنعتی قرار دارد. هدف"
        " امسال احیای هزار و ۹۹۰ واحد است.",
    ),
    Case(
        "fa a quarter, a target, another programme",
        "2024-08-12",
        "در سه ماهه نخست امسال ۱۱۶ واحد راکد احیا شد و ۲ هزار و ۱۰۰ نفر مشغول به کار شدند. "
        "احیای هزار و ۹۵۹ واحد تا پایان امسال هدف‌گذاری شده است. جدا از این، ۳۳ واحد از ۳۰۰ "
        "واحد برنامه نوسازی، نوسازی شده‌اند.",
    ),
    Case(
        "fa all units and three provinces",
        "2025-09-20",
        "از ۵۲ هزار و ۸۷ واحد مستقر در شهرک‌های صنعتی ۴۵ هزار و ۴۹۸ واحد فعال و ۶ هزار و ۵۸۹ "
        "واحد راکد است. طی یک سال گذشته ۶۳ واحد در قم، ۷۳ واحد در قزوین و ۷۸ واحد در مازندران"
        " احیا شد. ۵۳.۶ درصد واحدهای راکد به دلیل کمبود نقدینگی تعطیل شده‌اند.",
    ),
    Case(
        "fa this year, last year, November",
        "2021-12-07",
        "امسال تاکنون ۹۶۱ واحد راکد با سرمایه‌گذاری ۴۱ هزار و ۱۰۰ میلیارد ریال احیا شده و ۱۵ "
        "هزار و ۴۹۲ شغل ایجاد شده است. سال گذشته هزار و ۵۵۷ واحد احیا شد که ۲۷ هزار شغل ایجاد"
        " کرد. تا ۲۳ آبان ۸۸۷ واحد احیا شده بود.",
    ),
)
