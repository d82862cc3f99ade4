"""What does the order of a Persian sentence tell? Each line: the sentence, then what it claims."""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2025, 11, 1)  # 10 Aban 1404


def claims_in(text):
    """Return the claims of a text."""
    return read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims


def told(text):
    """Return (metric, value) of each claim."""
    return [(c.metric, c.value) for c in claims_in(text)]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # A verbal noun stands right before what it is done to.
        (
            "امسال احیای ۶۳۰۰ واحد صنعتی و بهره‌برداری از ۴۰ واحد جدید در نظر گرفته شده است.",
            [("target_units_revived", 6300)],
        ),
        (
            "با حمایت از ۱۷۵ واحد تولیدی، ۲۲ واحد احیا شد.",
            [("units_served", 175), ("units_revived", 22)],
        ),
        # How it was paid for and who works there stands between a number and its verb.
        (
            "امسال ۱۹ معدن راکد با سرمایه‌گذاری ۲۲ میلیارد تومان و اشتغال ۱۴۰ نفر فعال شده است.",
            [("mines_revived", 19), ("investment_rials", 220_000_000_000), ("jobs_created", 140)],
        ),
        # What shall be: the subjunctive, the present, a shared verb.
        (
            "در نظر داریم ۶ واحد تولیدی به چرخهٔ تولید بازگردانده شوند.",
            [("target_units_revived", 6)],
        ),
        ("۲۷ واحد راکد سال آینده به مدار فعالیت بازمی‌گردد.", [("target_units_revived", 27)]),
        ("توانستیم ۳۵ معدن راکد را احیا کنیم.", [("mines_revived", 35)]),
        ("اگر ۹۰۰ معدن راکد را فعال کنیم، اشتغال بیشتر می‌شود.", []),
        # Parts and wholes.
        (
            "از حدود ۲۹۰ واحد راکد استان تاکنون ۴۱ واحد به چرخهٔ تولید بازگشته‌اند.",
            [("units_idle", 290), ("units_revived", 41)],
        ),
        (
            "مجموع واحدهای صنعتی استان ۹۱۰ واحد است که از این شمار ۶۱۲ واحد فعال است.",
            [("units_total", 910), ("units_active", 612)],
        ),
        (
            "از ۶۶ واحد احیا شده، ۲۵ مورد در داخل شهرک‌ها و ۲۱ واحد دیگر خارج از آن است.",
            [("units_revived", 66), ("units_revived", 25), ("units_revived", 21)],
        ),
        (
            "۳۱ واحد شهرک صنعتی و ۱۸ واحد ناحیه صنعتی در استان وجود دارد.",
            [("parks_total", 31), ("parks_total", 18)],
        ),
        (
            "حدود ۱۷ درصد (۷۵۰۰ واحد غیرفعال) از ۴۴ هزار واحد صنعتی غیرفعال هستند.",
            [("share_idle_pct", 17), ("units_idle", 7500), ("units_total", 44_000)],
        ),
        # What is told at the end of the clause.
        (
            "شش درصد از واحدهای تولیدی شهرک‌های صنعتی پس از راه‌اندازی و فعالیت راکد مانده است.",
            [("share_idle_pct", 6)],
        ),
        (
            "۳ هزار و ۱۰۰ واحد تولیدی برای دریافت تسهیلات تبصره ۱۸ در سامانه ثبت نام کردند.",
            [("applications_received", 3100)],
        ),
        (
            "۴۱ هزار میلیارد ریال تسهیلات تبصره ۱۸ از اسفند تا پایان آذر به بنگاه‌ها پرداخت شده است.",
            [("finance_paid_rials", 41_000_000_000_000)],
        ),
        ("از تعطیلی ۳۹۰ واحد تولیدی جلوگیری شد.", [("units_served", 390)]),
        ("۴۶ واحد صنعتی راکد امکان برگشت به چرخهٔ تولید ندارد.", []),
        ("۱۰۴ کارخانه تعطیل شناسایی شد.", [("units_idle", 104)]),
        (
            "بیش از ۹ هزار واحد صنعتی بیش از ۱۵ سال کار کرده‌اند و ضرورت دارد نوسازی شوند.",
            [("units_need_renovation", 9000)],
        ),
        (
            "احیای ۲۴ واحد راکد هدف‌گذاری شده که تاکنون ۷ واحد محقق شده است.",
            [("target_units_revived", 24), ("units_revived", 7)],
        ),
        (
            "۳۵ واحد راکد احیا و این اقدام موجب فعالیت دوبارهٔ ۴۴۲ نفر شد.",
            [("units_revived", 35), ("jobs_created", 442)],
        ),
        ("امسال از ۱۴۱ واحد تولیدی استان بازدید و مشکلات بررسی شد.", [("units_diagnosed", 141)]),
        (
            "استان یزد با ۶۴۰ میلیارد ریال و همدان با ۵۴۸ میلیارد ریال در پرداخت تسهیلات برترند.",
            [("finance_paid_rials", 640_000_000_000), ("finance_paid_rials", 548_000_000_000)],
        ),
        (
            "هدف امسال استان احیای ۶۵ واحد راکد و ایجاد ۹۰۰ شغل است.",
            [("target_units_revived", 65), ("target_jobs_created", 900)],
        ),
        (
            "۵۶ درصد واحدهای راکد مشکل نقدینگی و ۱۲ درصد مشکل بازار دارند.",
            [("share_cause_liquidity_pct", 56), ("share_cause_market_pct", 12)],
        ),
        ("۴۲ واحد صنعتی از تملک بانک‌ها خارج شد.", []),
        (
            "۲۸۰ واحد راکد در استان شناسایی شده که ۹۰ واحد قابلیت احیا دارد.",
            [("units_idle", 280)],
        ),
        ("اشتغال شهرک‌های صنعتی استان ۲۳ هزار نفر است.", [("jobs_existing", 23_000)]),
        # What is said after a word of speech is of other things.
        ("۳۷۵ واحد نیازمند نقدینگی است، افزود: برای راه‌اندازی واحدهای راکد می‌کوشیم.", []),
        ("بنگاه‌های کمتر از ۱۰ نفر شاغل جز صنایع کوچک هستند.", []),
        ("بیشتر واحدها از ۱۰ تا ۹۰ درصد فعال هستند.", []),
        # What is no share of units.
        ("کارخانه‌های استان با ظرفیت ۵۰ درصدی فعال هستند.", []),
        ("واحدها با ۱۰ درصد نقد و اقساط به فرد جدید واگذار می‌شود.", []),
        ("تولید واحدهای راکد تا ۷۰ درصد ارتقا یابد.", []),
        # Blanks that print has lost.
        (
            "۸۲۰ میلیاردتومان در ۱۲ واحد صنعتی سرمایه‌گذاری شد.",
            [("investment_rials", 8_200_000_000_000)],
        ),
        ("بالغ برهزار و ۴۰ واحد صنعتی فعال هستند.", [("units_active", 1040)]),
        ("به گزارش گلستان ۲۴، خبری نبود.", []),
        # Announced for a day, it counts as opened.
        (
            "در هفتهٔ دولت ۱۹ واحد صنعتی با سرمایه‌گذاری ۲۰۰ میلیارد تومان افتتاح خواهد شد.",
            [("units_new_operational", 19), ("investment_rials", 2_000_000_000_000)],
        ),
    ],
)
def test_a_persian_sentence_claims_exactly_this(sentence, claims):
    assert told(sentence) == claims


def test_the_week_of_openings_is_an_event_whatever_year_is_named():
    (claim,) = claims_in("در هفتهٔ دولت امسال ۲۱ طرح صنعتی افتتاح شد.")
    assert claim.period.kind == "event"


def test_a_text_about_one_province_places_what_stands_before_its_name():
    text = "۲۴ واحد راکد به چرخهٔ تولید بازگشت.\nمدیرکل صمت استان کرمانشاه از همه تشکر کرد."
    (claim,) = claims_in(text)
    assert claim.place == "Kermanshah"


@pytest.mark.parametrize(
    "sentence",
    [
        "بانک مرکزی گفت ۳۱۰ واحد راکد احیا شد.",
        "به گزارش فارس، ۳۱۰ واحد راکد کشور احیا شد.",
        "بعد از اصفهان دوم هستیم و ۳۱۰ واحد راکد احیا شد.",
    ],
)
def test_a_name_that_only_looks_like_a_province_places_nothing(sentence):
    (claim,) = claims_in(sentence)
    assert claim.place == "Iran"


def test_a_month_that_recalls_a_report_closes_its_count():
    """The office had told it in Mehr: the count runs to Mehr, not to today."""
    text = "همین اداره در مهرماه از احیای ۸۷ واحد راکد از ابتدای سال خبر داده بود."
    (claim,) = claims_in(text)
    assert (claim.metric, claim.period.start, claim.period.end) == (
        "units_revived",
        "2025-03-21",
        "2025-10",
    )


def test_a_number_of_revived_units_that_was_announced_is_a_revival():
    """«تعداد واحدهای احیا شده … را ۸۷ واحد اعلام کرده بود» counts no total."""
    text = "او در شهریورماه تعداد واحدهای احیا شده از ابتدای سال را ۸۷ واحد اعلام کرده بود."
    (claim,) = claims_in(text)
    assert (claim.metric, claim.value, claim.period.end) == ("units_revived", 87, "2025-09")


def test_parts_behind_a_colon_share_the_opening():
    """Projects listed after «افتتاح شد:» are parts of those before it, with their money."""
    text = (
        "در استان ۱۲ طرح به ارزش ۹۰۰ میلیارد ریال افتتاح شد: ۵ طرح زیربنایی با سرمایه‌گذاری ۲۰۰ "
        "میلیارد ریال، ۴ طرح صنعتی با ۴۰۰ میلیارد ریال و احیای ۳ واحد راکد با ۳۰۰ میلیارد ریال."
    )
    claims = claims_in(text)
    whole, money = claims[0], claims[1]
    parts = [c for c in claims if c.part_of == whole.id]
    assert [(c.metric, c.value) for c in parts] == [
        ("projects_inaugurated", 5),
        ("projects_inaugurated", 4),
        ("units_revived", 3),
    ]
    sums = [c for c in claims if c.part_of == money.id]
    assert [c.value for c in sums] == [200_000_000_000, 400_000_000_000, 300_000_000_000]


def test_a_month_that_does_not_end_a_part_of_the_year_is_kept():
    """Six months do not end with Mordad."""
    text = "طی شش ماه نخست سال جاری (از اول فروردین تا پایان مرداد) ۳۴ واحد راکد احیا شد."
    (claim,) = claims_in(text)
    assert "calendar.told_end=2025-08-22" in claim.unsure


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "استان یزد ۶۱ واحد راکد دارد و قرار است تا پایان امسال ۱۴ واحد راکد احیا شود.",
            [("units_idle", 61), ("target_units_revived", 14)],
        ),
        (
            "در شهرک‌های استان ۸۷۰ واحد صنعتی مستقر است که از این تعداد ۹۵ واحد راکد است.",
            [("units_total", 870), ("units_idle", 95)],
        ),
        (
            "واحدهای راکد یزد از ۷۴ واحد در پایان سال ۱۴۰۲ به ۵۲ واحد در پایان سال ۱۴۰۳ کاهش یافت.",
            [("units_idle", 74), ("units_idle", 52)],
        ),
    ],
)
def test_what_there_is_stands_apart_from_what_is_done(sentence, claims):
    """«دارد», «مستقر است» and a change say what there is."""
    assert told(sentence) == claims


def test_the_place_of_a_part_is_not_that_of_the_whole():
    """What stands behind «که» and another number says nothing of the number before."""
    text = "امسال ۹۰ واحد راکد احیا شد که ۶۰ واحد در داخل شهرک‌ها و ۳۰ واحد در خارج از شهرک‌ها بود."
    whole, inside, _ = claims_in(text)
    assert (whole.population, inside.population) == ("idle units", "industrial parks")


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "۷۳ واحد صنعتی در ۹ شهرک و ناحیه صنعتی یزد فعالیت دارند.",
            [("units_active", 73)],
        ),
        (
            (
                "۱۱ واحد راکد احیا شد که هفت واحد با ۵۰ میلیارد ریال و چهار واحد با ۳۰ میلیارد ریال "
                "سرمایه‌گذاری بود."
            ),
            [
                ("units_revived", 11),
                ("units_revived", 7),
                ("investment_rials", 50_000_000_000),
                ("units_revived", 4),
                ("investment_rials", 30_000_000_000),
            ],
        ),
    ],
)
def test_lists_with_one_word_at_the_end(sentence, claims):
    """The state or the kind of money told at the end is that of all."""
    assert told(sentence) == claims


def test_each_branch_stands_before_its_number():
    """«فلزی با ۲۳ واحد و غذایی با ۱۱ واحد»: metal has the 23."""
    text = "رشته شیمیایی با ۴۷ واحد، فلزی با ۲۳ واحد و غذایی با ۱۱ واحد احیا شده پیشتازند."
    assert [c.population for c in claims_in(text)] == ["chemical", "metal", "food"]


def test_a_government_until_a_month():
    """«از ابتدای آغاز به کار دولت سیزدهم تا پایان مرداد ۱۴۰۲» begins with the government."""
    text = "از ابتدای آغاز به کار دولت سیزدهم تا پایان مرداد ۱۴۰۲ بالغ بر ۴۱۰۰ واحد راکد احیا شد."
    (claim,) = claims_in(text)
    assert (claim.period.kind, claim.period.start) == ("since_government", "2021-08")
