"""Which findings belong to which press text? The second batch, written before it was checked."""

from benchmarks.finding_case import Case

CASES = (
    Case(
        "en money of the sectors",
        "2022-12-20",
        "TEHRAN – Twelve industrial projects worth 8.6 trillion rials were inaugurated in Fars "
        "Province on Monday. Seven of the projects are located in industrial parks with an "
        "investment of 5.1 trillion rials, and five outside the parks with 5.5 trillion rials.",
        ("parts_total contradiction",),
    ),
    Case(
        "en money of the sectors adds up",
        "2022-12-20",
        "TEHRAN – Twelve industrial projects worth 10.6 trillion rials were inaugurated in Fars "
        "Province on Monday. Seven of the projects are located in industrial parks with an "
        "investment of 5.1 trillion rials, and five outside the parks with 5.5 trillion rials.",
    ),
    Case(
        "en total of three years",
        "2023-06-11",
        "Iran has revived 5,975 small mines over the past three years, the IMIDRO head said: 235 "
        "in 1399, 453 in 1400 and 434 in 1401.",
        ("parts_total contradiction",),
    ),
    Case(
        "en one amount at two rates",
        "2024-01-15",
        "The minister said 12 trillion rials ($24 million) was invested in the first phase of the "
        "renovation project, adding that 18 trillion rials ($3.6 billion) will be invested in the "
        "second phase.",
        ("implied_rate contradiction",),
    ),
    Case(
        "en official rate of old",
        "2018-11-20",
        "Some 21 trillion rials ($500 million) of facilities have been paid to 1,900 small and "
        "medium enterprises since the start of the year.",
    ),
    Case(
        "en jobs target share wrong",
        "2023-01-22",
        "ISIPO planned to revive 2,000 stagnant units by the end of the current year (March 20), "
        "and 1,300 units were revived by January 20, realizing 75 percent of the target.",
        ("share_of_count contradiction",),
    ),
    Case(
        "en target share cut off",
        "2023-01-22",
        "ISIPO planned to revive 2,000 stagnant units by the end of the current year (March 20), "
        "and 1,319 units were revived by January 20, realizing some 65 percent of the target.",
    ),
    Case(
        "en idle share wrong",
        "2019-09-30",
        "There are 44,432 units in the country's industrial parks, of which 10,380 are idle, that "
        "is 33 percent, the official said.",
        ("share_of_count contradiction",),
    ),
    Case(
        "en idle share about right",
        "2019-09-30",
        "There are 44,432 units in the country's industrial parks, of which 10,380 are idle, that "
        "is about 23 percent, the official said.",
    ),
    Case(
        "en later month fewer",
        "2020-12-25",
        "According to ISIPO, 1,170 idle units returned to the production cycle from the beginning "
        "of the Iranian year (March 20) until December 20. The figure stood at 1,299 as of "
        "November 20, the report said, adding that 1,299 units had been revived since March 20 by "
        "that date.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "en government totals fall",
        "2024-05-20",
        "Since the 13th government took office in August 2021 until May 2024, 4,600 idle "
        "industrial units have been revived, the report said. Earlier the ministry had announced "
        "that 5,400 industrial units were revived from August 2021 until August 2023.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "en wider count then narrower",
        "2021-12-10",
        "By November 14, 887 idle units had been revived across the country since the beginning "
        "of the year (March 21). Until December 7, 661 units were revived inside industrial "
        "parks.",
    ),
    Case(
        "en year ended on a wrong day",
        "2023-06-01",
        "In the previous Iranian calendar year 1401 (ended on March 28), 1,751 idle units were "
        "revived in the country.",
        ("calendar contradiction",),
    ),
    Case(
        "en six months end wrong",
        "2023-10-15",
        "During the first six months of the current Iranian calendar year (March 21-October 22), "
        "some 640 stagnant units were revived.",
        ("calendar contradiction",),
    ),
    Case(
        "en six months end right",
        "2023-10-15",
        "During the first six months of the current Iranian calendar year (March 21-September "
        "22), some 640 stagnant units were revived.",
    ),
    Case(
        "en jobs of one hundred",
        "2023-02-10",
        "Revival of 122 units in Isfahan province since the start of the year has created 19,000 "
        "jobs, the provincial head of the industrial parks company announced.",
        ("magnitude doubt",),
    ),
    Case(
        "en province beyond country",
        "2022-11-05",
        "From March 21 to October 22, 640 idle units were revived in Iran. In the same period, "
        "820 idle units were revived in Tehran Province.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "en more idle than there are",
        "2019-09-30",
        "As of September 2019, there are 43,650 units in industrial parks, of which 33,800 are "
        "active and 11,850 are idle.",
        ("parts_total contradiction",),
    ),
    Case(
        "en target beyond the stock",
        "2018-10-20",
        "Some 9,500 industrial units are idle in the country, the official said. He went on to "
        "say that the organization plans to revive 19,000 idle units in the current year.",
        ("stock_flow contradiction",),
    ),
    Case(
        "en stock grew",
        "2020-10-05",
        "There were 9,500 idle units in industrial parks on March 20, 2020, and the number is now "
        "9,800. Since the beginning of the year 767 units have been revived in the parks.",
        ("stock_flow doubt",),
    ),
    Case(
        "en share of the first target",
        "2020-12-21",
        "So far 1,170 units have been revived in the current year, which is 78 percent of the "
        "target. The target for the year is 2,000 units; at first 1,500 units had been targeted.",
        ("target_stale doubt", "target_moved note"),
    ),
    Case(
        "en pace of renovation",
        "2024-08-12",
        "Renovation of 300 idle and semi-active units is targeted for the current year, of which "
        "33 have been renovated since March 20.",
        ("pace note",),
    ),
    Case(
        "en sum called revived",
        "2024-04-22",
        "In the past Iranian year, 5,078 units were revived in the country. Of this number, 1,811 "
        "idle units were revived and the capacity of 3,267 units was raised from below to above "
        "50 percent.",
        ("label doubt",),
    ),
    Case(
        "fa money of the parts",
        "2022-12-20",
        "با حضور وزیر صمت ۱۲ طرح صنعتی با سرمایه‌گذاری ۸۶ هزار میلیارد ریال در استان فارس افتتاح شد. "
        "از این طرح‌ها هفت طرح با ۵ هزار و ۱۰۰ میلیارد ریال و پنج طرح با ۳ هزار و ۵۰۰ میلیارد ریال "
        "سرمایه‌گذاری به بهره‌برداری رسید.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa money of the parts adds up",
        "2022-12-20",
        "با حضور وزیر صمت ۱۲ طرح صنعتی با سرمایه‌گذاری ۸ هزار و ۶۰۰ میلیارد ریال در استان فارس "
        "افتتاح شد. از این طرح‌ها هفت طرح با ۵ هزار و ۱۰۰ میلیارد ریال و پنج طرح با ۳ هزار و ۵۰۰ "
        "میلیارد ریال سرمایه‌گذاری به بهره‌برداری رسید.",
    ),
    Case(
        "fa active and idle beyond all",
        "2025-09-20",
        "در حال حاضر ۵۲ هزار و ۸۷ واحد صنعتی در شهرک‌های صنعتی کشور وجود دارد که ۴۵ هزار و ۴۹۸ واحد "
        "فعال و ۹ هزار و ۵۸۹ واحد راکد است.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa active and idle make all",
        "2025-09-20",
        "در حال حاضر ۵۲ هزار و ۸۷ واحد صنعتی در شهرک‌های صنعتی کشور وجود دارد که ۴۵ هزار و ۴۹۸ واحد "
        "فعال و ۶ هزار و ۵۸۹ واحد راکد است.",
    ),
    Case(
        "fa idle share wrong",
        "2021-07-25",
        "استان کردستان ۹۹۶ واحد صنعتی در شهرک‌ها دارد که ۱۶۵ واحد آن راکد است؛ یعنی ۲۶ درصد واحدها "
        "راکد هستند.",
        ("share_of_count contradiction",),
    ),
    Case(
        "fa idle share right",
        "2021-07-25",
        "استان کردستان ۹۹۶ واحد صنعتی در شهرک‌ها دارد که ۱۶۵ واحد آن راکد است؛ یعنی ۱۶.۵ درصد "
        "واحدها راکد هستند.",
    ),
    Case(
        "fa jobs fall while the year goes on",
        "2020-09-06",
        "از ابتدای سال تا پایان تیرماه ۶۱۲ واحد راکد به چرخه تولید بازگشت و از ابتدای سال تا پایان "
        "مردادماه ۵۴۵ واحد راکد احیا شده است.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "fa year began wrong",
        "2024-07-01",
        "از ابتدای سال ۱۴۰۳ (۲۵ مارس ۲۰۲۴) تاکنون ۱۴۰ واحد راکد احیا شده است.",
        ("calendar contradiction",),
    ),
    Case(
        "fa nine months end wrong",
        "2024-01-10",
        "طی ۹ ماهه نخست امسال (از ابتدای فروردین تا پایان آبان) ۸۹۷ واحد صنعتی راکد احیا شد.",
        ("calendar contradiction",),
    ),
    Case(
        "fa nine months end right",
        "2024-01-10",
        "طی ۹ ماهه نخست امسال (از ابتدای فروردین تا پایان آذر) ۸۹۷ واحد صنعتی راکد احیا شد.",
    ),
    Case(
        "fa dollars at two rates",
        "2024-01-15",
        "در فاز نخست ۱۲ هزار میلیارد ریال (۲۴ میلیون دلار) سرمایه‌گذاری شد و در فاز دوم ۱۸ هزار "
        "میلیارد ریال (۳.۶ میلیارد دلار) سرمایه‌گذاری می‌شود.",
        ("implied_rate contradiction",),
    ),
    Case(
        "fa dollars at the market's rate",
        "2024-01-15",
        "در این طرح‌ها ۱۲ هزار میلیارد ریال (۲۴ میلیون دلار) سرمایه‌گذاری شده است.",
    ),
    Case(
        "fa province beyond country",
        "2022-11-05",
        "در هفت ماه نخست امسال ۶۴۰ واحد راکد در کشور احیا شد و در همین مدت ۸۲۰ واحد راکد در استان "
        "تهران به چرخه تولید بازگشت.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "fa target beyond stock",
        "2018-10-20",
        "اکنون ۹ هزار و ۵۰۰ واحد راکد در کشور وجود دارد. وی افزود: برای امسال احیای ۱۹ هزار واحد "
        "راکد هدف‌گذاری شده است.",
        ("stock_flow contradiction",),
    ),
    Case(
        "fa jobs of one hundred",
        "2023-02-10",
        "مدیرعامل شرکت شهرک‌های صنعتی استان اصفهان گفت: با احیای ۱۲۲ واحد راکد از ابتدای امسال برای "
        "۱۹ هزار نفر شغل ایجاد شد.",
        ("magnitude doubt",),
    ),
    Case(
        "fa sum called revived",
        "2024-04-22",
        "سال گذشته ۵۰۷۸ واحد احیا شد که از این تعداد ۱۸۱۱ واحد راکد احیا و ظرفیت تولید ۳۲۶۷ واحد از "
        "زیر ۵۰ درصد به بالای ۵۰ درصد رسید.",
        ("label doubt",),
    ),
    Case(
        "fa share of the first target",
        "2020-12-21",
        "تاکنون ۱۱۷۰ واحد راکد احیا شده که ۷۸ درصد هدف امسال است. هدف امسال احیای ۲۰۰۰ واحد است که "
        "ابتدا ۱۵۰۰ واحد تعیین شده بود.",
        ("target_stale doubt", "target_moved note"),
    ),
    Case(
        "fa pace",
        "2023-08-20",
        "برنامه امسال احیای ۲۲۰۰ واحد راکد است و از ابتدای سال تاکنون ۳۰۰ واحد احیا شده است.",
        ("pace note",),
    ),
    Case(
        "fa renovated is another programme",
        "2024-03-10",
        "امسال ۲۱۰ واحد صنعتی نوسازی شده و جدا از آن ۱۲۳۰ واحد راکد احیا شده است.",
    ),
)
