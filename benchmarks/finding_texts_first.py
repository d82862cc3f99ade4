"""Which findings belong to which press text? The first batch, written before it was checked."""

from benchmarks.finding_case import Case

CASES = (
    Case(
        "en opening ten times its parts",
        "2024-06-10",
        "TEHRAN - Eighteen projects were inaugurated in industrial parks of four provinces on "
        "Thursday, the ISIPO head said. A total of 125.4 trillion rials was invested in the 18 "
        "projects. Eight of them were put into operation with 3.10 trillion rials of investment, "
        "six with 5.24 trillion rials and the other four with 4.20 trillion rials.",
        ("parts_total contradiction",),
    ),
    Case(
        "en parts beyond total",
        "2023-05-02",
        "Iran revived 1,640 stagnant industrial units in the previous Iranian calendar year "
        "(ended March 20), of which 1,212 were inside industrial parks and 478 were outside the "
        "parks, a senior official said.",
        ("parts_total contradiction",),
    ),
    Case(
        "en parts make total",
        "2023-05-02",
        "Iran revived 1,640 stagnant industrial units in the previous Iranian calendar year "
        "(ended March 20), of which 1,212 were inside industrial parks and 428 were outside the "
        "parks, a senior official said.",
    ),
    Case(
        "en share of target wrong",
        "2022-04-11",
        "The organization had planned to revive 1,500 idle units in the past Iranian year 1400, "
        "Ali Rasoulian said. He added that 1,335 units were revived in the year, which is 79 "
        "percent of the target.",
        ("share_of_count contradiction",),
    ),
    Case(
        "en share of target right",
        "2022-04-11",
        "The organization had planned to revive 1,500 idle units in the past Iranian year 1400, "
        "Ali Rasoulian said. He added that 1,335 units were revived in the year, which is 89 "
        "percent of the target.",
    ),
    Case(
        "en dollars a hundred too many",
        "2023-02-15",
        "The official said 15 trillion rials (about $3.3 billion) was allocated for reviving "
        "idle industrial units in the current year.",
        ("implied_rate contradiction",),
    ),
    Case(
        "en dollars at market rate",
        "2023-02-15",
        "The official said 15 trillion rials (about $33 million) was allocated for reviving "
        "idle industrial units in the current year.",
    ),
    Case(
        "en running count falls",
        "2022-09-02",
        "As many as 412 stagnant units were revived in the first four months of the current "
        "Iranian year (March 21-July 22). Speaking on Friday, the deputy head of ISIPO said that "
        "387 units were revived during the first five months of the year (March 21-August 22).",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "en running count rises",
        "2022-09-02",
        "As many as 412 stagnant units were revived in the first four months of the current "
        "Iranian year (March 21-July 22). Speaking on Friday, the deputy head of ISIPO said that "
        "487 units were revived during the first five months of the year (March 21-August 22).",
    ),
    Case(
        "en year began on a wrong day",
        "2024-07-01",
        "Some 140 idle units have been revived since the beginning of the current Iranian year "
        "1403 (which began on March 25), an official of the industry ministry said.",
        ("calendar contradiction",),
    ),
    Case(
        "en year began on the right day",
        "2024-07-01",
        "Some 140 idle units have been revived since the beginning of the current Iranian year "
        "1403 (which began on March 20), an official of the industry ministry said.",
    ),
    Case(
        "en too many jobs a unit",
        "2021-11-20",
        "In the first eight months of the current year 240 idle units returned to production, "
        "creating jobs for 31,000 people.",
        ("magnitude doubt",),
    ),
    Case(
        "en more industrial than economic",
        "2024-05-20",
        "Some 10,000 idle and semi-active economic units have been revived since the 13th "
        "government took office, of which 11,600 were industrial units, the minister stated.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "en target raised",
        "2020-11-14",
        "The revival of 1,500 units had first been targeted for the current year, but the target "
        "was later raised to 2,000 units, the ISIPO managing director noted.",
        ("target_moved note",),
    ),
    Case(
        "en idle stock fell by more",
        "2021-04-20",
        "The number of idle units in industrial parks fell from 9,821 on March 19, 2020 to 8,521 "
        "on March 20, 2021. In the Iranian year 1399, 612 units were revived in the parks.",
        ("stock_flow doubt",),
    ),
    Case(
        "en renovated after revived",
        "2024-08-12",
        "Thirty-three idle and semi-active units have been renovated in the country since the "
        "start of the year (March 20). In June, the same official had put the number of revived "
        "idle units since the year's start at 116.",
        ("label doubt",),
    ),
    Case(
        "en last year told twice",
        "2019-09-10",
        "Last Iranian year, 1,726 idle units were revived in the country, the deputy minister "
        "said. He stressed that supporting small industries is a priority of the ministry. "
        "According to him, the 1,762 units revived last year are now producing.",
        ("ledger_conflict contradiction",),
    ),
    Case(
        "en two provinces and the country",
        "2023-04-20",
        "Last year 211 idle units were revived in Tehran province and 158 in Fars province, while "
        "the country as a whole revived 1,751 units.",
    ),
    Case(
        "en last year and this year",
        "2021-08-15",
        "Iran revived 1,557 idle industrial units in the past Iranian year (ended March 20), while "
        "the figure for the current year stands at 400 so far.",
    ),
    Case(
        "fa parts short of all",
        "2023-05-02",
        "مدیرعامل سازمان صنایع کوچک و شهرک‌های صنعتی ایران گفت: سال گذشته یک هزار و ۶۴۰ واحد راکد "
        "احیا شد که از این تعداد یک هزار و ۲۱۲ واحد داخل شهرک‌ها و ۴۷۸ واحد خارج از شهرک‌های صنعتی "
        "بوده است.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa parts make total",
        "2023-05-02",
        "مدیرعامل سازمان صنایع کوچک و شهرک‌های صنعتی ایران گفت: سال گذشته یک هزار و ۶۴۰ واحد راکد "
        "احیا شد که از این تعداد یک هزار و ۲۱۲ واحد داخل شهرک‌ها و ۴۲۸ واحد خارج از شهرک‌های صنعتی "
        "بوده است.",
    ),
    Case(
        "fa share of target wrong",
        "2022-04-11",
        "وی گفت: هدف‌گذاری سال ۱۴۰۰ احیای ۱۵۰۰ واحد راکد بود و ۱۳۳۵ واحد در این سال احیا شد که "
        "۷۹ درصد هدف محقق شده است.",
        ("share_of_count contradiction",),
    ),
    Case(
        "fa share of target right",
        "2022-04-11",
        "وی گفت: هدف‌گذاری سال ۱۴۰۰ احیای ۱۵۰۰ واحد راکد بود و ۱۳۳۵ واحد در این سال احیا شد که "
        "۸۹ درصد هدف محقق شده است.",
    ),
    Case(
        "fa running count falls",
        "2022-09-02",
        "در چهار ماه نخست امسال ۴۱۲ واحد صنعتی راکد احیا شد. معاون سازمان صنایع کوچک افزود: در "
        "پنج ماه نخست امسال ۳۸۷ واحد راکد به چرخه تولید بازگشته است.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "fa running count rises",
        "2022-09-02",
        "در چهار ماه نخست امسال ۴۱۲ واحد صنعتی راکد احیا شد. معاون سازمان صنایع کوچک افزود: در "
        "پنج ماه نخست امسال ۴۸۷ واحد راکد به چرخه تولید بازگشته است.",
    ),
    Case(
        "fa first six months end wrong",
        "2023-10-20",
        "در شش ماه نخست امسال (اول فروردین تا ۳۱ مرداد) ۶۴۰ واحد راکد در کشور احیا شده است.",
        ("calendar contradiction",),
    ),
    Case(
        "fa first six months end right",
        "2023-10-20",
        "در شش ماه نخست امسال (اول فروردین تا ۳۱ شهریور) ۶۴۰ واحد راکد در کشور احیا شده است.",
    ),
    Case(
        "fa too many jobs a unit",
        "2021-11-20",
        "از ابتدای امسال تاکنون ۲۴۰ واحد راکد احیا شده و برای ۳۱ هزار نفر اشتغال ایجاد شده است.",
        ("magnitude doubt",),
    ),
    Case(
        "fa jobs as ever",
        "2021-11-20",
        "از ابتدای امسال تاکنون ۲۴۰ واحد راکد احیا شده و برای ۴ هزار و ۳۰۰ نفر اشتغال ایجاد شده "
        "است.",
    ),
    Case(
        "fa target raised",
        "2020-11-14",
        "رئیس سازمان گفت: ابتدا احیای ۱۵۰۰ واحد برای امسال هدف‌گذاری شده بود که با بازنگری به ۲۰۰۰ "
        "واحد افزایش یافت.",
        ("target_moved note",),
    ),
    Case(
        "fa idle stock fell by more",
        "2021-04-20",
        "تعداد واحدهای راکد شهرک‌های صنعتی از ۹۸۲۱ واحد در پایان سال ۱۳۹۸ به ۸۵۲۱ واحد در پایان "
        "سال ۱۳۹۹ رسید. در سال ۱۳۹۹ تعداد ۶۱۲ واحد راکد در شهرک‌ها احیا شد.",
        ("stock_flow doubt",),
    ),
    Case(
        "fa last year told twice",
        "2019-09-10",
        "معاون وزیر صنعت گفت: سال گذشته ۱۷۲۶ واحد راکد در کشور احیا شد. وی حمایت از صنایع کوچک را "
        "اولویت وزارتخانه دانست و ادامه داد: ۱۷۶۲ واحد راکد احیا شده در سال گذشته اکنون فعال هستند.",
        ("ledger_conflict contradiction",),
    ),
    Case(
        "fa more industrial than economic",
        "2024-05-20",
        "از ابتدای دولت سیزدهم تاکنون ۱۰ هزار واحد اقتصادی راکد و نیمه‌فعال احیا شده که ۱۱ هزار و "
        "۶۰۰ واحد از آنها صنعتی است.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "fa dollars too many",
        "2023-02-15",
        "به گفته وی امسال ۱۵ هزار میلیارد ریال (۳.۳ میلیارد دلار) تسهیلات برای احیای واحدهای راکد "
        "اختصاص یافته است.",
        ("implied_rate contradiction",),
    ),
    Case(
        "fa provinces apart",
        "2023-04-20",
        "سال گذشته ۲۱۱ واحد راکد در استان تهران و ۱۵۸ واحد در استان فارس احیا شد و در کل کشور ۱۷۵۱ "
        "واحد به چرخه تولید بازگشت.",
    ),
    Case(
        "fa renovated after revived",
        "2024-08-12",
        "از ابتدای سال تاکنون ۳۳ واحد راکد و نیمه‌فعال بازسازی و نوسازی شده است. این مقام مسئول در "
        "خردادماه تعداد واحدهای احیا شده از ابتدای سال را ۱۱۶ واحد اعلام کرده بود.",
        ("label doubt",),
    ),
)
