"""Which findings belong to which press text? The fourth batch, written before it was checked."""

from benchmarks.finding_case import Case

CASES = (
    Case(
        "en provinces of an opening",
        "2024-02-01",
        "(MENAFN) Iran's industry minister inaugurated 22 projects in the industrial parks of three "
        "provinces, with total investment of 71.5 trillion rials (around USD 142 million). Ten "
        "projects worth 2.45 trillion rials (USD 4.9 million) are in Alborz, eight projects worth "
        "3.1 trillion rials (USD 6.2 million) in Yazd, and four projects worth 1.6 trillion rials "
        "(USD 3.2 million) in Gilan.",
        ("parts_total contradiction",),
    ),
    Case(
        "en units by size",
        "2023-05-14",
        "ISIPO data show that 1,880 units resumed activity in the year that ended on March 20, "
        "2023: 1,410 of them are located in industrial estates and 270 are outside the estates.",
        ("parts_total contradiction",),
    ),
    Case(
        "en a share of ninety",
        "2023-03-05",
        "The target for the present Iranian year is to bring back 1,990 units to the production "
        "cycle. So far 1,393 units have returned, which means 90 percent of the target has been "
        "achieved.",
        ("share_of_count contradiction",),
    ),
    Case(
        "en a share of seventy",
        "2023-03-05",
        "The target for the present Iranian year is to bring back 1,990 units to the production "
        "cycle. So far 1,393 units have returned, which means 70 percent of the target has been "
        "achieved.",
    ),
    Case(
        "en from July to August",
        "2020-08-30",
        "As of July 24, more than 381 units had been reopened since the start of the Iranian year "
        "(March 20). By August 28, the number of the units reopened since the start of the year "
        "was 352.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "en dollars of loans",
        "2021-12-25",
        "Banks paid 46.11 trillion rials (about $18 billion) of loans for the revival of idle "
        "units in the year 1399.",
        ("implied_rate contradiction",),
    ),
    Case(
        "en dollars of loans at the official rate",
        "2021-06-25",
        "Banks paid 46.11 trillion rials (about $1.1 billion) of loans for the revival of idle "
        "units in the year 1399.",
    ),
    Case(
        "en year started in early March",
        "2021-08-13",
        "Since the beginning of the current Iranian calendar year (started on March 11), 400 idle "
        "units have been revived across Iran.",
        ("calendar contradiction",),
    ),
    Case(
        "en year started on the equinox",
        "2021-08-13",
        "Since the beginning of the current Iranian calendar year (started on March 21), 400 idle "
        "units have been revived across Iran.",
    ),
    Case(
        "en province of its own year",
        "2022-06-02",
        "In the past Iranian year 1400, 113 idle industrial units were revived in Khorasan Razavi. "
        "In Qom, 143 units were revived in that year. Tehran stood at 131 units.",
    ),
    Case(
        "en semi-industrial among economic",
        "2023-09-10",
        "Of the 12,000 economic units that have been put back into operation since August 2021, "
        "some 14,500 are industrial units, an official said on Sunday.",
        ("subset_exceeds_whole contradiction",),
    ),
    Case(
        "en plan for more units than are shut",
        "2021-05-02",
        "At present 8,521 units are idle in the industrial parks and zones. ISIPO's plan for this "
        "year is reviving 12,000 idle units in the parks.",
        ("stock_flow contradiction",),
    ),
    Case(
        "en two numbers for one month",
        "2022-04-19",
        "In the previous Iranian calendar year, 961 idle production units were brought back to "
        "life in industrial parks. Later in his remarks, the official put the number of idle units "
        "revived in the parks in the previous year at 916.",
        ("ledger_conflict contradiction",),
    ),
    Case(
        "en new and revived",
        "2024-01-14",
        "In the first nine months of the current year (March 21-December 21, 2023), 897 idle units "
        "were revived and 1,240 new units were established in the parks. The new units have "
        "created 21,000 jobs and the revived ones 16,100.",
    ),
    Case(
        "fa seven and nine",
        "2024-02-01",
        "وزیر صمت ۲۲ طرح صنعتی را در سه استان با ۷۱ هزار و ۵۰۰ میلیارد ریال سرمایه‌گذاری به "
        "بهره‌برداری رساند. از این تعداد ۱۰ طرح با ۲ هزار و ۴۵۰ میلیارد ریال در البرز، ۸ طرح با ۳ هزار "
        "و ۱۰۰ میلیارد ریال در یزد و ۴ طرح با هزار و ۶۰۰ میلیارد ریال در گیلان قرار دارد.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa inside and outside short",
        "2023-05-14",
        "سال گذشته ۱۸۸۰ واحد تولیدی راکد به چرخه تولید بازگشت که ۱۴۱۰ واحد در شهرک‌های صنعتی و ۲۷۰ "
        "واحد خارج از شهرک‌های صنعتی قرار دارند.",
        ("parts_total contradiction",),
    ),
    Case(
        "fa a share of ninety",
        "2023-03-05",
        "هدف امسال احیای ۱۹۹۰ واحد راکد است و تاکنون ۱۳۹۳ واحد احیا شده؛ به عبارتی ۹۰ درصد هدف محقق "
        "شده است.",
        ("share_of_count contradiction",),
    ),
    Case(
        "fa a share of seventy",
        "2023-03-05",
        "هدف امسال احیای ۱۹۹۰ واحد راکد است و تاکنون ۱۳۹۳ واحد احیا شده؛ به عبارتی ۷۰ درصد هدف محقق "
        "شده است.",
    ),
    Case(
        "fa half a year fewer than five months",
        "2020-10-01",
        "طی پنج ماه نخست سال جاری ۵۸۱ واحد راکد در کشور احیا شد. به گفته وی در شش ماهه نخست سال "
        "جاری ۵۴۲ واحد راکد احیا شده است.",
        ("cumulative_falls contradiction",),
    ),
    Case(
        "fa dollars of loans",
        "2021-12-25",
        "در سال ۱۳۹۹ بانک‌ها ۴۶ هزار و ۱۱۰ میلیارد ریال (حدود ۱۸ میلیارد دلار) تسهیلات برای احیای "
        "واحدهای راکد پرداخت کردند.",
        ("implied_rate contradiction",),
    ),
    Case(
        "fa province of its own year",
        "2022-06-02",
        "در سال ۱۴۰۰ تعداد ۱۱۳ واحد راکد در خراسان رضوی احیا شد. در استان قم نیز در همین سال ۱۴۳ واحد "
        "راکد احیا شده است.",
    ),
    Case(
        "fa plan for more units than are shut",
        "2021-05-02",
        "در حال حاضر ۸ هزار و ۵۲۱ واحد راکد در شهرک‌ها و نواحی صنعتی وجود دارد. برنامه سازمان برای "
        "سال جاری احیای ۱۲ هزار واحد راکد است.",
        ("stock_flow contradiction",),
    ),
    Case(
        "fa two numbers for one year",
        "2022-04-19",
        "سال گذشته ۹۶۱ واحد راکد در شهرک‌های صنعتی احیا شد. این مقام مسئول در ادامه تعداد واحدهای "
        "راکد احیا شده شهرک‌های صنعتی در سال گذشته را ۹۱۶ واحد اعلام کرد.",
        ("ledger_conflict contradiction",),
    ),
    Case(
        "fa more industrial than economic units",
        "2023-09-10",
        "از ۱۲ هزار واحد اقتصادی که از مرداد ۱۴۰۰ تاکنون احیا شده‌اند ۱۴ هزار و ۵۰۰ واحد صنعتی است.",
        ("subset_exceeds_whole contradiction",),
    ),
)
