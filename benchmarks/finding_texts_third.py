"""Which findings belong to which press text? The third batch, written before it was checked."""

from benchmarks.finding_case import Case

CASES = (
    Case(
        "en a total of three openings",
        "2023-08-26",
        "TEHRAN - Industry Minister Abbas Aliabadi inaugurated 14 industrial projects through "
        "video conference on Saturday. The projects, with a total investment of 92.4 trillion "
        "rials (about $18.9 million), create jobs for 1,150 people. They comprise six production "
        "projects worth 3.12 trillion rials and eight infrastructure projects worth 6.12 trillion "
        "rials.",
        ("parts_total contradiction", "implied_rate contradiction"),
    ),
    Case(
        "en in parks and outside make more",
        "2023-10-02",
        "A total of 980 idle production units were revived in the first half of the current "
        "Iranian year (March 21-September 22), including 702 units inside industrial parks and "
        "378 units outside them.",
        ("parts_total contradiction",),
    ),
    Case(
        "en a list that is not complete",
        "2023-10-02",
        "A total of 980 idle production units were revived in the first half of the current "
        "Iranian year (March 21-September 22), including 112 units in Tehran, 98 in Fars and 83 in "
        "Isfahan.",
    ),
    Case(
        "en jobs of parts",
        "2023-04-18",
        "Revival of 1,700 units in the past Iranian year created 34,600 jobs, of which 24,200 were "
        "inside industrial parks and 10,400 outside them.",
    ),
    Case(
        "en rate of a hundredth",
        "2022-03-05",
        "Over 38 trillion rials (around $13.6 billion) has been spent on reviving idle industrial "
        "units since the beginning of the current year, the ISIPO head told IRNA.",
        ("implied_rate contradiction",),
    ),
    Case(
        "en rate of NIMA",
        "2022-03-05",
        "Over 38 trillion rials (around $152 million) has been spent on reviving idle industrial "
        "units since the beginning of the current year, the ISIPO head told IRNA.",
    ),
    Case(
        "en semi-active share wrong",
        "2021-08-04",
        "Of the 1,600 units that are planned to be revived in the current year, 400 have been "
        "revived so far, about 18 percent of the target.",
        ("share_of_count contradiction",),
    ),
    Case(
        "en quarter of the target",
        "2021-08-04",
        "Of the 1,600 units that are planned to be revived in the current year, 400 have been "
        "revived so far, about 25 percent of the target.",
    ),
    Case(
        "en shares of branches beyond a hundred",
        "2023-12-11",
        "Metal industries account for 42 percent of the revived units, chemical industries for 35 "
        "percent, food industries for 21 percent and textile industries for 12 percent.",
        ("parts_total contradiction",),
    ),
    Case(
        "en shares of branches",
        "2023-12-11",
        "Metal industries account for 32 percent of the revived units, chemical industries for 25 "
        "percent, food industries for 21 percent and textile industries for 12 percent.",
    ),
    Case(
        "en ten months fewer than nine",
        "2022-01-30",
        "In the first nine months of the year, 1,121 stagnant units had been revived in the "
        "country, while the figure for the first ten months of the year is 1,021 stagnant units "
        "revived.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "en last year's months against this year's",
        "2022-01-30",
        "In the first nine months of the current year, 1,021 stagnant units were revived in the "
        "country, compared to 1,121 units revived in the same period last year.",
    ),
    Case(
        "en new year told in April",
        "2022-06-20",
        "As reported, 213 stagnant units have been revived since the start of the current Iranian "
        "calendar year (April 2).",
        ("calendar contradiction",),
    ),
    Case(
        "en new year told a day off",
        "2022-06-20",
        "As reported, 213 stagnant units have been revived since the start of the current Iranian "
        "calendar year (March 20).",
        ("calendar note",),
    ),
    Case(
        "en four months to August",
        "2022-09-10",
        "Some 360 stagnant units were revived in the first four months of the current Iranian "
        "calendar year (March 21-August 22).",
        ("calendar contradiction",),
    ),
    Case(
        "en jobs of a hundred and more",
        "2022-08-08",
        "With the reactivation of 560 idle units in the country in the first four months of the "
        "year, 78,000 people found jobs.",
        ("magnitude doubt",),
    ),
    Case(
        "en eighteen jobs a unit",
        "2022-08-08",
        "With the reactivation of 560 idle units in the country in the first four months of the "
        "year, 10,080 people found jobs.",
    ),
    Case(
        "en four units for a big plant",
        "2022-08-08",
        "Four idle units with 2,300 jobs were reopened in Zanjan province on Monday.",
    ),
    Case(
        "en idle among all",
        "2021-07-30",
        "Industrial parks of Semnan province host 1,940 units, of which 2,110 are idle, the "
        "governor said.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "en target of more than are idle",
        "2022-05-10",
        "Kordestan province has 165 idle units. The province's industry department plans to revive "
        "420 idle units by the end of the year.",
        ("stock_flow contradiction",),
    ),
    Case(
        "en target within the idle",
        "2022-05-10",
        "Kordestan province has 165 idle units. The province's industry department plans to revive "
        "42 idle units by the end of the year.",
    ),
    Case(
        "en idle halved",
        "2023-04-25",
        "Idle units of Khorasan Razavi province stood at 670 at the end of the Iranian year 1400 "
        "and at 373 at the end of 1401. In 1401, 154 units were revived in the province.",
        ("stock_flow doubt",),
    ),
    Case(
        "en target cut",
        "2023-11-08",
        "The ministry originally planned to revive 2,200 units in the current Iranian year, but "
        "the target was cut to 1,900 units.",
        ("target_moved note",),
    ),
    Case(
        "en targets of two provinces",
        "2023-11-08",
        "Qom province plans to revive 58 units in the current Iranian year and Qazvin province 73 "
        "units.",
    ),
    Case(
        "en the year before told twice",
        "2022-05-30",
        "The ISIPO chief said 2,067 stagnant units were revived in the previous Iranian year. He "
        "thanked the provincial companies for their work. With the 2,167 units revived in the "
        "previous year, the plan was outstripped, he added.",
        ("ledger_conflict contradiction",),
    ),
    Case(
        "en last year told roundly",
        "2022-05-30",
        "The ISIPO chief said 2,067 stagnant units were revived in the previous Iranian year. He "
        "thanked the provincial companies for their work. With the over 2,000 units revived in "
        "the previous year, the plan was outstripped, he added.",
    ),
    Case(
        "en renovated and revived",
        "2024-08-20",
        "Some 140 idle units were revived in the first quarter of the current year (March "
        "20-June 20). Fifty-two idle units have been renovated in the first five months of the "
        "year (March 20-August 21).",
        ("label doubt",),
    ),
    Case(
        "fa money of three parts",
        "2023-08-26",
        "وزیر صمت ۱۴ طرح صنعتی را با سرمایه‌گذاری ۹۲ هزار و ۴۰۰ میلیارد ریال به صورت ویدئوکنفرانسی "
        "افتتاح کرد. این طرح‌ها شامل ۶ طرح تولیدی با سرمایه‌گذاری ۳ هزار و ۱۲۰ میلیارد ریال و ۸ طرح "
        "زیربنایی با سرمایه‌گذاری ۶ هزار و ۱۲۰ میلیارد ریال است.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa in parks and outside make more",
        "2023-10-02",
        "در نیمه نخست امسال ۹۸۰ واحد تولیدی راکد در کشور احیا شد که ۷۰۲ واحد در داخل شهرک‌های صنعتی "
        "و ۳۷۸ واحد در خارج از شهرک‌ها قرار دارد.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa in parks and outside make all",
        "2023-10-02",
        "در نیمه نخست امسال ۹۸۰ واحد تولیدی راکد در کشور احیا شد که ۷۰۲ واحد در داخل شهرک‌های صنعتی "
        "و ۲۷۸ واحد در خارج از شهرک‌ها قرار دارد.",
    ),
    Case(
        "fa rate of a hundredth",
        "2022-03-05",
        "از ابتدای امسال ۳۸ هزار میلیارد ریال (معادل ۱۳.۶ میلیارد دلار) برای احیای واحدهای راکد "
        "تسهیلات پرداخت شده است.",
        ("implied_rate contradiction",),
    ),
    Case(
        "fa share of the target wrong",
        "2021-08-14",
        "برای امسال احیای ۱۶۰۰ واحد راکد هدف‌گذاری شده که تاکنون ۴۰۰ واحد یعنی ۱۸ درصد آن محقق شده "
        "است.",
        ("share_of_count contradiction",),
    ),
    Case(
        "fa a quarter of the target",
        "2021-08-14",
        "برای امسال احیای ۱۶۰۰ واحد راکد هدف‌گذاری شده که تاکنون ۴۰۰ واحد یعنی ۲۵ درصد آن محقق شده "
        "است.",
    ),
    Case(
        "fa ten months fewer than nine",
        "2022-01-30",
        "در ۹ ماهه نخست امسال هزار و ۱۲۱ واحد راکد احیا شده بود و در ۱۰ ماهه امسال هزار و ۲۱ واحد "
        "راکد احیا شده است.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "fa this year against last",
        "2022-01-30",
        "در ۹ ماهه نخست امسال هزار و ۲۱ واحد راکد احیا شد، در حالی که در مدت مشابه سال گذشته هزار و "
        "۱۲۱ واحد احیا شده بود.",
    ),
    Case(
        "fa six months to the end of August",
        "2022-10-10",
        "طی شش ماه نخست سال جاری (از اول فروردین تا پایان مرداد) ۵۱۰ واحد راکد احیا شد.",
        ("calendar contradiction",),
    ),
    Case(
        "fa jobs of a hundred and more",
        "2022-08-08",
        "با احیای ۵۶۰ واحد راکد در چهار ماه نخست امسال، ۷۸ هزار نفر در کشور مشغول به کار شدند.",
        ("magnitude doubt",),
    ),
    Case(
        "fa eighteen jobs a unit",
        "2022-08-08",
        "با احیای ۵۶۰ واحد راکد در چهار ماه نخست امسال، ۱۰ هزار و ۸۰ نفر در کشور مشغول به کار شدند.",
    ),
    Case(
        "fa idle among all",
        "2021-07-30",
        "در شهرک‌های صنعتی استان سمنان هزار و ۹۴۰ واحد صنعتی مستقر است که از این تعداد ۲ هزار و ۱۱۰ "
        "واحد راکد است.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "fa target of more than are idle",
        "2022-05-10",
        "استان کردستان ۱۶۵ واحد راکد دارد و قرار است تا پایان امسال ۴۲۰ واحد راکد در این استان احیا "
        "شود.",
        ("stock_flow contradiction",),
    ),
    Case(
        "fa target within the idle",
        "2022-05-10",
        "استان کردستان ۱۶۵ واحد راکد دارد و قرار است تا پایان امسال ۴۲ واحد راکد در این استان احیا "
        "شود.",
    ),
    Case(
        "fa idle halved",
        "2023-04-25",
        "واحدهای راکد خراسان رضوی از ۶۷۰ واحد در پایان سال ۱۴۰۰ به ۳۷۳ واحد در پایان سال ۱۴۰۱ کاهش "
        "یافت. در سال ۱۴۰۱ تعداد ۱۵۴ واحد در این استان احیا شد.",
        ("stock_flow doubt",),
    ),
    Case(
        "fa target cut",
        "2023-11-08",
        "ابتدا قرار بود امسال ۲۲۰۰ واحد راکد احیا شود اما این هدف به ۱۹۰۰ واحد کاهش یافت.",
        ("target_moved note",),
    ),
    Case(
        "fa the year before told twice",
        "2022-05-30",
        "رئیس سازمان گفت: در سال گذشته ۲۰۶۷ واحد راکد به چرخه تولید بازگشت. وی از شرکت‌های استانی "
        "قدردانی کرد و افزود: با احیای ۲۱۶۷ واحد راکد در سال گذشته از برنامه پیشی گرفتیم.",
        ("ledger_conflict contradiction",),
    ),
    Case(
        "fa last year told roundly",
        "2022-05-30",
        "رئیس سازمان گفت: در سال گذشته ۲۰۶۷ واحد راکد به چرخه تولید بازگشت. وی از شرکت‌های استانی "
        "قدردانی کرد و افزود: با احیای بیش از ۲۰۰۰ واحد راکد در سال گذشته از برنامه پیشی گرفتیم.",
    ),
    Case(
        "fa shares of branches beyond a hundred",
        "2023-12-11",
        "۴۲ درصد واحدهای احیا شده در صنایع فلزی، ۳۵ درصد در صنایع شیمیایی، ۲۱ درصد در صنایع غذایی و "
        "۱۲ درصد در صنایع نساجی فعالیت دارند.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa government totals fall",
        "2024-05-20",
        "از ابتدای دولت سیزدهم تا مرداد ۱۴۰۲ تعداد ۵۴۰۰ واحد صنعتی راکد احیا شد. اکنون وزارت صمت "
        "اعلام کرد از ابتدای دولت سیزدهم تا اردیبهشت ۱۴۰۳ تعداد ۴۶۰۰ واحد صنعتی راکد احیا شده است.",
        ("cumulative_falls contradiction",),
    ),
)
