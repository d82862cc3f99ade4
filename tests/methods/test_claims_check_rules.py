"""Does each rule speak of a text that errs, and keep silent where the same text is mended?

Each pair differs in one number, day or word. What a person works out stands beside it.
"""

from datetime import date

import pytest

from ehya.publish.checking import check_text

ON = date(2024, 8, 12)


def told(text: str) -> set[str]:
    """Return what a text hears, a pace note left out."""
    _, verdict = check_text(text, ON)
    return {f"{found.rule} {found.severity}" for found in verdict.findings} - {"pace note"}


# name: (what errs, the same mended, the finding)
ENGLISH = {
    # 410 + 130 = 540, not 640
    "parts fall short": (
        (
            "In 1402, 640 idle units were revived in the country, of which 410 were inside industrial "
            "parks and 130 were outside the parks."
        ),
        (
            "In 1402, 640 idle units were revived in the country, of which 410 were inside industrial "
            "parks and 230 were outside the parks."
        ),
        "parts_total contradiction",
    ),
    # 80 + 60 = 140, nearly half as much again as 100
    "parts far beyond their total": (
        (
            "In 1402, 100 idle units were revived in Semnan, of which 80 were inside industrial parks "
            "and 60 were outside the parks."
        ),
        (
            "In 1402, 100 idle units were revived in Semnan, of which 40 were inside industrial parks "
            "and 60 were outside the parks."
        ),
        "parts_total contradiction",
    ),
    # 2.1 + 3.2 + 4.3 = 9.6, told as 96
    "ten times the parts": (
        (
            "The 20 projects were opened with an investment of 96 trillion rials. Nine projects have an "
            "investment of 2.1 trillion rials, seven projects have an investment of 3.2 trillion rials "
            "and four projects an investment of 4.3 trillion rials."
        ),
        (
            "The 20 projects were opened with an investment of 9.6 trillion rials. Nine projects have an "
            "investment of 2.1 trillion rials, seven projects have an investment of 3.2 trillion rials "
            "and four projects an investment of 4.3 trillion rials."
        ),
        "parts_total contradiction",
    ),
    # 12 trillion / 240 million = 50,000 rials; 12 trillion / 24 million = 500,000
    "a dollar for a tenth": (
        (
            "The revival of 40 units in Yazd took an investment of 12 trillion rials (about $240 "
            "million)."
        ),
        (
            "The revival of 40 units in Yazd took an investment of 12 trillion rials (about $24 "
            "million)."
        ),
        "implied_rate contradiction",
    ),
    "a running count falls": (
        (
            "From August 2021 to August 2023, 5,400 idle units were revived in Iran. From August 2021 "
            "to May 2024, 4,600 idle units were revived in Iran."
        ),
        (
            "From August 2021 to August 2023, 4,600 idle units were revived in Iran. From August 2021 "
            "to May 2024, 5,400 idle units were revived in Iran."
        ),
        "cumulative_falls contradiction",
    ),
    # 1,200 / 4,000 = 30 %
    "a share of what is idle": (
        (
            "Qom has 4,000 industrial units, of which 1,200 are idle. Some 40 percent of the units of "
            "the province are idle."
        ),
        (
            "Qom has 4,000 industrial units, of which 1,200 are idle. Some 30 percent of the units of "
            "the province are idle."
        ),
        "share_of_count contradiction",
    ),
    # 600 / 1,000 = 60 %, 600 / 1,500 = 40 %
    "a share of the first target": (
        (
            "This year's target was first 1,000 idle units to be revived but it was later raised to "
            "1,500 units. Since March 20, 600 idle units have been revived, so 60 percent of the target "
            "of 1,500 has been realized."
        ),
        (
            "This year's target is 1,500 idle units to be revived. Since March 20, 600 idle units have "
            "been revived, so 40 percent of the target of 1,500 has been realized."
        ),
        "target_stale doubt",
    ),
    "a target that was raised": (
        (
            "This year's target was first 1,000 idle units to be revived but it was later raised to "
            "1,500 units."
        ),
        "This year's target is 1,000 idle units to be revived.",
        "target_moved note",
    ),
    "more active units than units": (
        "There are 900 units in the industrial parks of Qom, of which 2,000 units are active.",
        "There are 900 units in the industrial parks of Qom, of which 750 units are active.",
        "subset_exceeds_whole contradiction",
    ),
    # 6,540 of 6,120
    "more of them active than there are": (
        "Isfahan has 6,120 production units in industrial parks, and 6,540 of them are active.",
        "Isfahan has 6,120 production units in industrial parks, and 5,540 of them are active.",
        "subset_exceeds_whole contradiction",
    ),
    # six months end on September 22, five on August 22
    "six months that end after five": (
        (
            "A total of 500 idle units were revived in the first six months of the Iranian calendar "
            "year 1402 (March 21-August 22, 2023)."
        ),
        (
            "A total of 500 idle units were revived in the first five months of the Iranian calendar "
            "year 1402 (March 21-August 22, 2023)."
        ),
        "calendar contradiction",
    ),
    # 42,000 / 210 = 200 jobs a unit, 4,200 / 210 = 20
    "two hundred jobs a unit": (
        "Since March 20, 210 idle units were revived in Iran, creating 42,000 jobs.",
        "Since March 20, 210 idle units were revived in Iran, creating 4,200 jobs.",
        "magnitude doubt",
    ),
    # 9,500 + 222 is not what is left; 9,800 - 222 = 9,578, near 9,600
    "idle units grow while units are revived": (
        (
            "The number of idle units in Iran was 9,500 on March 20, 2023. During the Iranian year "
            "1402, 222 idle units were revived. The number of idle units was 9,800 on March 19, 2024."
        ),
        (
            "The number of idle units in Iran was 9,800 on March 20, 2023. During the Iranian year "
            "1402, 222 idle units were revived. The number of idle units was 9,600 on March 19, 2024."
        ),
        "stock_flow doubt",
    ),
    # 1,811 + 3,267 = 5,078
    "lifted units called revived": (
        (
            "In 1402, 1,811 idle units were revived and the capacity of 3,267 units was increased. The "
            "ministry says 5,078 units were revived in 1402."
        ),
        "In 1402, 1,811 idle units were revived and the capacity of 3,267 units was increased.",
        "label doubt",
    ),
    "one count of Fars, two numbers": (
        (
            "The number of idle units revived in Fars in 1402 was 80, the governor said. ISIPO's report "
            "for 1402 puts the idle units revived in Fars at 68."
        ),
        (
            "The number of idle units revived in Fars in 1402 was 80, the governor said. ISIPO's report "
            "for 1401 puts the idle units revived in Fars at 68."
        ),
        "ledger_conflict contradiction",
    ),
}
PERSIAN = {
    # ۸۰ و ۶۰ می‌شود ۱۴۰
    "parts far beyond their total": (
        (
            "در سال ۱۴۰۲، ۱۰۰ واحد راکد در سمنان احیا شد که ۸۰ واحد داخل شهرک‌های صنعتی و ۶۰ واحد خارج "
            "از شهرک‌ها بود."
        ),
        (
            "در سال ۱۴۰۲، ۱۰۰ واحد راکد در سمنان احیا شد که ۴۰ واحد داخل شهرک‌های صنعتی و ۶۰ واحد خارج "
            "از شهرک‌ها بود."
        ),
        "parts_total contradiction",
    ),
    # ۳۰۰ از ۱۲۰۰ می‌شود ۲۵ درصد
    "a share of the target": (
        (
            "از ابتدای امسال ۳۰۰ واحد راکد در کشور احیا شده است. هدف امسال احیای ۱۲۰۰ واحد راکد است و "
            "تاکنون ۳۵ درصد هدف محقق شده است."
        ),
        (
            "از ابتدای امسال ۳۰۰ واحد راکد در کشور احیا شده است. هدف امسال احیای ۱۲۰۰ واحد راکد است و "
            "تاکنون ۲۵ درصد هدف محقق شده است."
        ),
        "share_of_count contradiction",
    ),
    "more active units than units": (
        "در شهرک‌های صنعتی قم ۹۰۰ واحد مستقر است که از این تعداد ۱۰۵۰ واحد فعال است.",
        "در شهرک‌های صنعتی قم ۹۰۰ واحد مستقر است که از این تعداد ۷۵۰ واحد فعال است.",
        "subset_exceeds_whole contradiction",
    ),
    "more to revive than is idle": (
        "استان لرستان ۵۰۰ واحد راکد دارد. قرار است تا پایان امسال ۸۰۰ واحد راکد در لرستان احیا شود.",
        "استان لرستان ۵۰۰ واحد راکد دارد. قرار است تا پایان امسال ۸۰ واحد راکد در لرستان احیا شود.",
        "stock_flow contradiction",
    ),
    # پنج ماه نخست تا ۳۱ مرداد است
    "five months that end after six": (
        "طی پنج ماه نخست سال ۱۴۰۲ (از اول فروردین تا ۳۱ شهریور) ۵۰۰ واحد راکد احیا شد.",
        "طی شش ماه نخست سال ۱۴۰۲ (از اول فروردین تا ۳۱ شهریور) ۵۰۰ واحد راکد احیا شد.",
        "calendar contradiction",
    ),
    # ۴۲ هزار نفر در ۲۱۰ واحد: ۲۰۰ نفر در هر واحد
    "two hundred jobs a unit": (
        "از ابتدای امسال ۲۱۰ واحد راکد در کشور احیا شد و برای ۴۲ هزار نفر شغل ایجاد شد.",
        "از ابتدای امسال ۲۱۰ واحد راکد در کشور احیا شد و برای ۴۲۰۰ نفر شغل ایجاد شد.",
        "magnitude doubt",
    ),
    "a province beyond the country": (
        (
            "استان تهران در سال ۱۴۰۲، ۹۰۰ واحد راکد را احیا کرد. در کل کشور در سال ۱۴۰۲، ۸۵۰ واحد راکد "
            "احیا شد."
        ),
        (
            "استان تهران در سال ۱۴۰۲، ۹۰ واحد راکد را احیا کرد. در کل کشور در سال ۱۴۰۲، ۸۵۰ واحد راکد "
            "احیا شد."
        ),
        "subset_exceeds_whole contradiction",
    ),
    "one count of Fars, two numbers": (
        (
            "در سال ۱۴۰۲، ۸۰ واحد راکد در فارس احیا شد؛ اما استاندار فارس گفت ۹۵ واحد راکد استان در "
            "سال ۱۴۰۲ احیا شده است."
        ),
        (
            "در سال ۱۴۰۱، ۸۰ واحد راکد در فارس احیا شد؛ اما استاندار فارس گفت ۹۵ واحد راکد استان در "
            "سال ۱۴۰۲ احیا شده است."
        ),
        "ledger_conflict contradiction",
    ),
}
PAIRS = {f"en {name}": pair for name, pair in ENGLISH.items()} | {
    f"fa {name}": pair for name, pair in PERSIAN.items()
}


@pytest.mark.parametrize(("errs", "finding"), [p[::2] for p in PAIRS.values()], ids=PAIRS)
def test_what_errs_is_found(errs, finding):
    assert finding in told(errs)


@pytest.mark.parametrize("mended", [pair[1] for pair in PAIRS.values()], ids=PAIRS)
def test_the_same_text_mended_is_left_alone(mended):
    assert told(mended) == set()


def test_a_pace_is_told_where_a_target_stands_beside_a_count():
    _, verdict = check_text(
        "Since March 20, 300 idle units have been revived in Iran. The target of this Iranian year "
        "is to revive 1,200 idle units.",
        ON,
    )
    (note,) = verdict.findings
    # 146 of 366 days are gone: 300 of 1,200 is 25 %, the pace asks for 478.7
    assert (note.rule, note.stated, round(note.expected or 0, 1)) == ("pace", 300, 478.7)


def test_no_pace_is_told_of_a_year_that_is_over():
    assert (
        told("In 1402, 300 idle units were revived. The target of 1402 was 1,200 units.") == set()
    )
