"""What is read from a sentence? Each line: the sentence, then what it claims."""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2021, 9, 1)  # 10 Shahrivar 1400
YEAR = ("2021-03-21", "2022-03-20")  # 1400
LAST_YEAR = ("2020-03-20", "2021-03-20")  # 1399


def told(text, published=PUBLISHED):
    """Return (metric, value, qualifier) of each claim."""
    claims = read(text, vocabulary=vocabulary(), published_on=published).claims
    return [(c.metric, c.value, c.qualifier) for c in claims]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # What was done.
        ("Some 52 idle units were revived this year.", [("units_revived", 52, "approx")]),
        ("The agency renovated 19 small workshops' units.", []),
        ("Officials renovated 19 small units in the province.", [("units_renovated", 19, "eq")]),
        (
            "Last year 71 stagnant factories returned to the production cycle.",
            [("units_revived", 71, "eq")],
        ),
        (
            "More than 640 new production units went into operation in industrial parks.",
            [("units_new_operational", 640, "over")],
        ),
        (
            "The production capacity of 38 units was increased.",
            [("units_capacity_increased", 38, "eq")],
        ),
        ("At least 17 dormant mines were reactivated.", [("mines_revived", 17, "at_least")]),
        # What is intended.
        (
            "The ministry plans to revive 240 idle units by the end of the year.",
            [("target_units_revived", 240, "eq")],
        ),
        (
            "Reviving 310 semi-active units is targeted for the current year.",
            [("target_units_revived", 310, "eq")],
        ),
        ("They aim to create 4,200 jobs this year.", [("target_jobs_created", 4200, "eq")]),
        # What there is.
        (
            "There are 996 industrial units in the province, of which 165 are idle.",
            [("units_total", 996, "eq"), ("units_idle", 165, "eq")],
        ),
        (
            "About 31 percent of the units are inactive.",
            [("share_idle_pct", 31, "approx")],
        ),
        (
            "Some 64 percent of the target has been realized.",
            [("target_realised_pct", 64, "approx")],
        ),
        # Jobs and money.
        (
            "Reviving these units created jobs for 1,310 people.",
            [("jobs_created", 1310, "eq")],
        ),
        (
            "The ministry allocated 12 trillion rials (about $48 million) to idle units.",
            [
                ("finance_allocated_rials", 12 * 10**12, "eq"),
                ("finance_allocated_usd", 48 * 10**6, "approx"),
            ],
        ),
        # Numbers in words, ranges.
        ("Twenty-one idle units were revived.", [("units_revived", 21, "eq")]),
        ("One hundred and five idle units were revived.", [("units_revived", 105, "eq")]),
        (
            "Between 20 and 25 percent of the idle units can be revived.",
            [("share_revivable_pct", 20, "at_least"), ("share_revivable_pct", 25, "under")],
        ),
        # What is no claim.
        ("He opened the 13th session under Article 48 on page 12.", []),
        ("The province exported 40,000 tons of cement to 12 countries.", []),
        ("Some 2,600 establishment licenses were issued last year.", []),
        ("The number 021-88774400 answers callers from 8 to 16.", []),
        ("Dozens of idle units were revived.", []),
    ],
)
def test_an_english_sentence_says(sentence, claims):
    assert told(sentence) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("احیای ۲۱۱ واحد راکد در شهرک‌های صنعتی", [("units_revived", 211, "eq")]),
        ("یک هزار و ۵۵۷ واحد راکد احیا شد.", [("units_revived", 1557, "eq")]),
        ("سی و سه واحد تولیدی راکد به چرخه تولید بازگشت.", [("units_revived", 33, "eq")]),
        ("هزار و دویست واحد راکد احیا شد.", [("units_revived", 1200, "eq")]),
        ("بیش از ۴۵ واحد صنعتی نوسازی شد.", [("units_renovated", 45, "over")]),
        ("ظرفیت ۲۰ واحد صنعتی افزایش یافت و این افزایش ظرفیت ادامه دارد.",
         [("units_capacity_increased", 20, "eq")]),
        ("قرار است تا پایان سال ۸۰ واحد راکد احیا شود.", [("target_units_revived", 80, "eq")]),
        ("حدود ۱۰۰ واحد تولیدی در استان راکد است.", [("units_idle", 100, "approx")]),
        ("با احیای این واحدها برای ۳۱ هزار و ۲۹۲ نفر اشتغال ایجاد شد.",
         [("jobs_created", 31292, "eq")]),
        ("برای احیای ۱۳۴ واحد راکد ۲.۴۵ همت سرمایه‌گذاری شد.",
         [("units_revived", 134, "eq"), ("investment_rials", 24_500_000_000_000, "eq")]),
        ("۵۰۰ میلیارد تومان تسهیلات به واحدهای راکد پرداخت شد.",
         [("finance_paid_rials", 5 * 10**12, "eq")]),
        ("۵۵ درصد از برنامه احیای واحدها محقق شد.", [("target_realised_pct", 55, "eq")]),
        ("در ماده ۴۸ قانون و تبصره ۱۸ آمده است.", []),
        ("۷۵ پروانه بهره‌برداری صادر شد.", []),
        # Half-spaces lost on the way, as in copied pages.
        ("۶۰۰ واحد نیمهتعطیل در شهرکهای صنعتی احیا شدهاند.", [("units_revived", 600, "eq")]),
    ],
)  # fmt: skip
def test_a_persian_sentence_says(sentence, claims):
    assert told(sentence) == claims


@pytest.mark.parametrize(
    ("phrase", "kind", "days"),
    [
        ("since the beginning of the current Iranian calendar year (March 21)",
         "cumulative_since_year_start", ("2021-03-21", "2021-09-01")),
        ("during the first five months of the current Iranian calendar year (March 21-August 22)",
         "cumulative_since_year_start", ("2021-03-21", "2021-08-22")),
        ("in the first quarter of the current year",
         "cumulative_since_year_start", ("2021-03-21", "2021-06-21")),
        ("in the past Iranian calendar year (ended on March 20)", "full_year", LAST_YEAR),
        ("last year", "full_year", LAST_YEAR),
        ("in the Iranian calendar year 1398", "full_year", ("2019-03-21", "2020-03-19")),
        ("since the current government took office in August 2021",
         "since_government", ("2021-08", "2021-09-01")),
        ("over the past two years", "as_of", ("2019-09-01", "2021-09-01")),
    ],
)  # fmt: skip
def test_an_english_time_means(phrase, kind, days):
    text = f"As announced, 52 idle units were revived {phrase}."
    (claim,) = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    assert (claim.period.kind, (claim.period.start, claim.period.end)) == (kind, days)


@pytest.mark.parametrize(
    ("phrase", "kind", "days"),
    [
        ("از ابتدای امسال تاکنون", "cumulative_since_year_start", ("2021-03-21", "2021-09-01")),
        ("در پنج ماهه نخست امسال", "cumulative_since_year_start", ("2021-03-21", "2021-08-22")),
        ("در نیمه نخست سال ۹۹", "cumulative_since_year_start", ("2020-03-20", "2020-09-21")),
        ("سال گذشته", "full_year", LAST_YEAR),
        ("در سال ۱۳۹۹", "full_year", LAST_YEAR),
        ("طی یک سال گذشته", "as_of", ("2020-09-01", "2021-09-01")),
        ("در دولت سیزدهم", "since_government", ("2021-08", "2021-09-01")),
        ("تا ۲۳ خرداد ماه امسال", "cumulative_since_year_start", ("2021-03-21", "2021-06-13")),
    ],
)  # fmt: skip
def test_a_persian_time_means(phrase, kind, days):
    text = f"{phrase} ۵۲ واحد راکد احیا شد."
    (claim,) = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    assert (claim.period.kind, (claim.period.start, claim.period.end)) == (kind, days)


def test_a_target_speaks_of_the_whole_year():
    (claim,) = read(
        "The plan is to revive 90 idle units.", vocabulary=vocabulary(), published_on=PUBLISHED
    ).claims
    assert (claim.period.kind, claim.period.start, claim.period.end) == ("target_for_year", *YEAR)
    assert claim.unsure == ("period.assumed",)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("46 idle units were revived in Tehran province.", "Tehran"),
        ("TEHRAN- 46 idle units were revived across the country.", "Iran"),
        ("۴۶ واحد راکد در استان خراسان رضوی احیا شد.", "Khorasan Razavi"),
        ("۴۶ واحد راکد در آذربایجان‌غربی احیا شد.", "West Azarbaijan"),
    ],
)
def test_a_place_is_the_nearest_one_named(sentence, place):
    (claim,) = read(sentence, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    assert claim.place == place


def test_each_province_of_a_list_gets_its_own_number():
    text = "تهران، فارس و خوزستان با احیای ۲۱، ۱۵ و ۹ واحد راکد بیشترین آمار را داشتند."
    claims = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    assert [(c.place, c.value) for c in claims] == [("Tehran", 21), ("Fars", 15), ("Khuzestan", 9)]
