"""Which words of a Persian sentence belong to which number? Each line: the sentence, its claims."""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2025, 11, 1)  # 10 Aban 1404


def told(text):
    """Return (metric, value) of each claim."""
    claims = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    return [(c.metric, c.value) for c in claims]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # A part told by its state says nothing of what was done to the whole.
        (
            (
                "در مجموع ۲۹۱ واحد در شهرک‌های صنعتی استان به بهره‌برداری رسیده که از این تعداد هم‌اکنون "
                "۱۷۳ واحد فعال هستند."
            ),
            [("units_total", 291), ("units_active", 173)],
        ),
        (
            (
                "بیش از ۴۸ هزار واحد صنعتی به بهره‌برداری رسیده است که از این تعداد ۴۱۲۰۰ واحد فعال و "
                "۵۹۰۰ واحد غیرفعال هستند."
            ),
            [("units_total", 48_000), ("units_active", 41_200), ("units_idle", 5900)],
        ),
        # «راکد و نیمه‌تمام» is a state, and no word for building.
        (
            "حدود ۱۶۰ واحد صنعتی راکد و نیمه‌تمام استان امسال به چرخهٔ تولید بازگشت.",
            [("units_revived", 160)],
        ),
        # What can be revived is not revived.
        (
            (
                "در استان ۱۸۰ واحد غیرفعال وجود دارد که از این تعداد ۷۵ واحد قابلیت برگشت به چرخهٔ "
                "تولید را دارند."
            ),
            [("units_idle", 180), ("units_idle", 75)],
        ),
        # «واحد» counts what «از» opened.
        (
            "سال گذشته از ۱۹۳ معدن راکد استان ۴۷ واحد احیا شد.",
            [("mines_idle", 193), ("mines_revived", 47)],
        ),
        # Two counts joined by «و» wait for one verb.
        (
            (
                "۱۷ واحد راکد مستقر در شهرک‌ها و چهار واحد راکد خارج از آن تا پایان امسال باید به چرخهٔ "
                "تولید برگردند."
            ),
            [("target_units_revived", 17), ("target_units_revived", 4)],
        ),
        # What was paid is paid, though more will be.
        (
            (
                "امسال ۱۵ هزار میلیارد تومان برای احیای واحدهای راکد اختصاص خواهد یافت که تاکنون ۴ هزار "
                "میلیارد تومان پرداخت شد و پرداخت‌ها سرعت خواهد گرفت."
            ),
            [
                ("finance_allocated_rials", 150_000_000_000_000),
                ("finance_paid_rials", 40_000_000_000_000),
            ],
        ),
        # A noun of its own: «این آمار» is not repeated.
        (
            "تاکنون ۲۴۵۰ معدن راکد پایش شده است. این آمار از ۲۹ استان گرفته شده است.",
            [("mines_diagnosed", 2450)],
        ),
        (
            "۱۲۰ هزار نفر در ۶ هزار و ۲۱۰ واحد احیاشدهٔ کشور کار پیدا کردند.",
            [("jobs_created", 120_000), ("units_revived", 6210)],
        ),
        # Numbers that lost their blank.
        (
            "با احیای ۱۹۰ واحد راکد برای سه‌هزار و ۷۰ نفر شغل ایجاد شد.",
            [("units_revived", 190), ("jobs_created", 3070)],
        ),
        (
            "با احیای دوهزار و ۱۵ واحد راکد برای هفتهزار نفر شغل ایجاد شد.",
            [("units_revived", 2015), ("jobs_created", 7000)],
        ),
    ],
)
def test_what_a_clause_says_stays_in_it(sentence, claims):
    assert told(sentence) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # The name of a programme says nothing of the number.
        ("۲۱۹ معدن در قالب طرح احیا، فعال‌سازی و توسعهٔ معادن کوچک در حال تجهیز است.", []),
        (
            (
                "در ابتدای دولت ۴۹ هزار واحد تعطیل داشتیم که با نهضت احیای واحدها تاکنون ۵۹۰۰ واحد "
                "احیا شد."
            ),
            [("units_idle", 49_000), ("units_revived", 5900)],
        ),
        ("امسال طرح احیای ۳۲۰ معدن راکد اجرا شده است.", [("mines_revived", 320)]),
        # So many a week is no count.
        ("به طور معمول هر هفته دست‌کم ۱۲ واحد تولیدی بازدید می‌شود.", []),
        ("هر ماه ۹ واحد راکد احیا می‌شود.", []),
        # Trouble is no state.
        (
            "از ۴۱۰ واحد راکد استان، ۱۹۰ واحد مشکل نقدینگی و ۱۲۰ واحد بدهی بانکی دارند.",
            [("units_idle", 410)],
        ),
        # People told in passing do not part units from their state.
        (
            "۳۴۰ واحد صنعتی با اشتغال‌زایی ۵ هزار و ۱۰۰ نفر در این شهرک‌ها فعالیت دارند.",
            [("units_active", 340), ("jobs_existing", 5100)],
        ),
        # All that there are, of which some stand still.
        (
            "۴۱۸ واحد صنعتی در این شهرک‌ها به بهره‌برداری رسیده که ۶۳ واحد راکد است.",
            [("units_total", 418), ("units_idle", 63)],
        ),
        # Jobs that come with units still to be revived.
        (
            "با راه‌اندازی ۸۰ واحد غیرفعال، امسال سه هزار فرصت شغلی فراهم می‌شود.",
            [("target_units_revived", 80), ("target_jobs_created", 3000)],
        ),
    ],
)
def test_what_is_told_beside_a_number_is_not_told_of_it(sentence, claims):
    assert told(sentence) == claims


def test_a_part_is_not_carried_from_a_smaller_whole_before():
    text = "امسال ۷۱ معدن راکد فعال شد. از ۵۴۰ معدن، برای ۱۲۰ معدن راهکار داده شده است."
    assert told(text) == [("mines_revived", 71)]


def test_a_part_is_of_its_wholes_kind():
    text = (
        "تا پایان خرداد ۱۴۰۴ در کشور ۳۱ هزار و ۲۰۰ واحد صنعتی به بهره‌برداری رسید. این واحدها برای ۹۰۰ هزار "
        "نفر اشتغال ایجاد کرده‌اند. از این تعداد، ۲۲۰۰ واحد خرد و ۲۴ هزار واحد کوچک است."
    )
    totals = [value for metric, value in told(text) if metric == "units_total"]
    assert totals == [31_200, 2200, 24_000]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # Units known by what they reached, not by what a year did.
        (
            (
                "بیشترین واحدهای صنعتی به بهره‌برداری رسیده در بخش فلزی با ۷ هزار و ۱۰۰ واحد و شیمیایی "
                "با ۵ هزار و ۸۰۰ واحد است."
            ),
            [("units_total", 7100), ("units_total", 5800)],
        ),
        # Land is none of the programme's.
        ("۳۱ هکتار از اراضی شهرک‌های صنعتی به ۶۴ متقاضی سرمایه‌گذاری واگذار شد.", []),
        ("۲۹ درصد از برنامهٔ واگذاری اراضی شهرک‌های صنعتی محقق شده است.", []),
        ("۲۹ درصد از برنامهٔ احیای واحدهای راکد محقق شده است.", [("target_realised_pct", 29)]),
    ],
)
def test_units_are_told_from_land(sentence, claims):
    assert told(sentence) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # What a thing is for is not yet done.
        ("مشکلات ۶ واحد راکد برای بازگشت به تولید مطرح شد.", [("target_units_revived", 6)]),
        # A journey's programme is no aim.
        (
            "وی در برنامه‌های سفر خود از احیای ۱۴۰ واحد راکد خبر داد.",
            [("units_revived", 140)],
        ),
        # What loans are for.
        (
            (
                "۶۴۰ میلیارد ریال تسهیلات واحدهای راکد در قالب سرمایهٔ ثابت و ۹۲۰ میلیارد ریال در قالب "
                "سرمایه در گردش پرداخت شده است."
            ),
            [("finance_paid_rials", 640_000_000_000), ("finance_paid_rials", 920_000_000_000)],
        ),
        # A part of the jobs that are there.
        (
            "مجموع اشتغال صنایع کوچک ۹۰۰ هزار نفر است که ۵۲۰ هزار نفر از این اشتغال در شهرک‌هاست.",
            [("jobs_existing", 900_000), ("jobs_existing", 520_000)],
        ),
        # All there are, named with «مجموع».
        (
            "وی مجموع کارخانه‌های دارای پروانهٔ کشور را ۸۱ هزار و ۲۰ واحد دانست.",
            [("units_total", 81_020)],
        ),
    ],
)
def test_what_things_are_for_and_what_they_are(sentence, claims):
    assert told(sentence) == claims
