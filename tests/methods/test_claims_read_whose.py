"""Whose is a number: a part's, a list's, another clause's? Each case is a sentence of its own."""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2024, 12, 10)  # 20 Azar 1403


def claims(text):
    """Return the claims of a text."""
    return read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims


def told(text):
    """Return (metric, value) of each claim."""
    return [(c.metric, c.value) for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Units that go back to work are revived, people who do have jobs.
        ("Some 140 dormant factories have gone back to work.", [("units_revived", 140)]),
        (
            "In Yazd 25 idle units were revived and 410 people went back to their jobs.",
            [("units_revived", 25), ("jobs_created", 410)],
        ),
        ("The return of 16 idle units to production was announced.", [("units_revived", 16)]),
        ("Last year 48 plants were re-commissioned.", [("units_revived", 48)]),
        # What the rest does says nothing of the part.
        (
            "The parks host 3,300 units, and 2,710 of them are active and the rest have closed.",
            [("units_total", 3300), ("units_active", 2710)],
        ),
        # The whole belongs to a country or a province.
        (
            "Of the country's 51,000 small units, about 8,200 are inactive.",
            [("units_total", 51_000), ("units_idle", 8200)],
        ),
        (
            "There are 90 idle units in Qom, of which 34 were revived in 1402.",
            [("units_idle", 90), ("units_revived", 34)],
        ),
        (
            "In Iran 49,000 units are in industrial parks. Of these, 37,000 are active.",
            [("units_total", 49_000), ("units_active", 37_000)],
        ),
        (
            "75 of the targeted 400 idle units have been revived.",
            [("units_revived", 75), ("target_units_revived", 400)],
        ),
        # "This number" is no label of the number behind it.
        (
            (
                "Last year 2,300 units were revived. Of this number 1,450 idle units returned to "
                "production."
            ),
            [("units_revived", 2300), ("units_revived", 1450)],
        ),
        # A year ago.
        (
            "Fars now has 610 idle units, down from 1,390 a year ago.",
            [("units_idle", 610), ("units_idle", 1390)],
        ),
        # What will be done is no part of what was done.
        (
            "In 1402 some 90 idle units were revived, and 81 more units will return in 1403.",
            [("units_revived", 90), ("target_units_revived", 81)],
        ),
        (
            "Want of liquidity halted 44 percent of the idle units.",
            [("share_cause_liquidity_pct", 44)],
        ),
        (
            "The project was opened with 5 trillion rials (about $10 million).",
            [("investment_rials", 5 * 10**12), ("investment_usd", 10_000_000)],
        ),
    ],
)
def test_a_number_is_given_to_its_own_clause(text, wanted):
    assert told(text) == wanted


def test_equal_sums_of_one_list_are_each_a_claim():
    found = claims(
        "The minister opened fourteen projects worth 13 trillion rials on Monday. They are seven "
        "infrastructure schemes with an investment of 4 trillion rials, five factories with 5 "
        "trillion rials and the revival of two idle units with 4 trillion rials."
    )
    assert [(c.metric, c.value) for c in found] == [
        ("projects_inaugurated", 14),
        ("investment_rials", 13 * 10**12),
        ("projects_inaugurated", 7),
        ("investment_rials", 4 * 10**12),
        ("projects_inaugurated", 5),
        ("investment_rials", 5 * 10**12),
        ("units_revived", 2),
        ("investment_rials", 4 * 10**12),
    ]
    assert [c.about for c in found if c.metric == "investment_rials"] == ["c1", "c3", "c5", "c7"]


def test_what_lies_outside_the_parks_is_a_part_too():
    whole, inside, outside = claims(
        "Last year 700 idle units were revived. Of these, 520 units were located in industrial "
        "parks and 180 units outside the parks."
    )
    assert inside.part_of == outside.part_of == whole.id
    assert (inside.population, outside.population) == ("industrial parks", "outside parks")
    assert outside.metric == "units_revived"


def test_each_sector_accounts_for_its_own_units():
    whole, chemical, metal = claims(
        "Last year 500 idle units were revived. The chemical sector accounted for 120 units and "
        "the metal sector for 95 units."
    )
    assert (chemical.value, chemical.population) == (120, "chemical")
    assert (metal.value, metal.population) == (95, "metal")
    assert chemical.part_of == metal.part_of == whole.id


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            (
                "Iran revived 800 idle units last year, with Tehran province in first place (90 units) "
                "and Fars second (85 units)."
            ),
            ["Iran", "Tehran", "Fars"],
        ),
        (
            "Some 50 idle units were revived in Semnan and 60 idle units were revived in Yazd.",
            ["Semnan", "Yazd"],
        ),
        (
            (
                "Banks paid 12 trillion rials ($24 million) in loans in Fars and 9 trillion rials "
                "($18 million) in Yazd."
            ),
            ["Fars", "Fars", "Yazd", "Yazd"],
        ),
    ],
)
def test_each_clause_has_its_own_place(text, places):
    assert [c.place for c in claims(text)] == places


def test_jobs_belong_to_what_was_done_and_not_to_what_is_meant():
    done, aim, jobs = claims(
        "Some 410 units have been revived since the beginning of the year. The ministry plans to "
        "revive 900 units this year. These units have given work to 7,300 people."
    )
    assert aim.metric == "target_units_revived"
    assert jobs.about == done.id


def test_jobs_told_after_several_parts_belong_to_the_whole():
    whole, _, _, jobs = claims(
        "Last year 700 idle units were revived. Of these, 520 units were located in industrial "
        "parks and 180 units outside the parks. The number of jobs created stood at 12,600."
    )
    assert jobs.about == whole.id


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            (
                "Since the start of the current Iranian calendar year on March 20, ISIPO has renovated "
                "41 small units."
            ),
            ("cumulative_since_year_start", "2024-03-20", "2024-12-10"),
        ),
        (
            (
                "BAKU, Azerbaijan, July 14 – The activities of 19 enterprises in Yazd Province were "
                "resumed during the first three months of the current Iranian year."
            ),
            ("cumulative_since_year_start", "2024-03-20", "2024-06-20"),
        ),
        (
            (
                "In the first four months of this year 400 idle units were revived. In the same period "
                "of last year, 500 idle units were revived."
            ),
            ("cumulative_since_year_start", "2023-03-21", "2023-07-22"),
        ),
        ("Fars now has 610 idle units, down from 1,390 a year ago.", ("as_of", None, "2023-12")),
    ],
)
def test_the_last_number_has_the_time_told_with_it(text, days):
    period = claims(text)[-1].period
    assert (period.kind, period.start, period.end) == days


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # An aim told behind its number, and an aim that was moved.
        (
            "در آغاز سال احیای ۷۰۰ واحد در برنامه بود که به ۹۰۰ واحد رسید.",
            [("target_units_revived", 700), ("target_units_revived", 900)],
        ),
        (
            "هدف امسال ابتدا احیای ۱۰۰۰ واحد راکد بود که به ۱۲۰۰ واحد افزایش یافت.",
            [("target_units_revived", 1000), ("target_units_revived", 1200)],
        ),
        # «در مجموع» sums up; it takes no part out.
        (
            (
                "سال ۱۴۰۲ در مجموع ۶۰ واحد راکد در قم احیا شد که ۴۰ واحد در داخل شهرک‌ها و ۲۰ واحد در خارج "
                "از شهرک‌های صنعتی است."
            ),
            [("units_revived", 60), ("units_revived", 40), ("units_revived", 20)],
        ),
        ("با احیای این واحدها سی‌وپنج هزار نفر مشغول به کار شدند.", [("jobs_created", 35_000)]),
        ("او شمار شغل‌های ایجادشده را ۳ هزار و ۲۰۰ نفر اعلام کرد.", [("jobs_created", 3200)]),
        (
            "این پروژه با ۵ هزار میلیارد ریال (حدود ۱۰ میلیون دلار) افتتاح شد.",
            [("investment_rials", 5 * 10**12), ("investment_usd", 10_000_000)],
        ),
    ],
)
def test_a_persian_number_is_given_to_its_own_clause(text, wanted):
    assert told(text) == wanted


def test_persian_parts_belong_to_the_whole_before_them():
    whole, inside, outside = claims(
        "سال ۱۴۰۲ در مجموع ۶۰ واحد راکد در قم احیا شد که ۴۰ واحد در داخل شهرک‌ها و ۲۰ واحد در خارج "
        "از شهرک‌های صنعتی است."
    )
    assert inside.part_of == outside.part_of == whole.id
    assert (inside.population, outside.population) == ("industrial parks", "outside parks")


def test_each_persian_province_has_its_own_money():
    found = claims(
        "برای احیای واحدهای راکد در کرمان ۱۲ هزار میلیارد ریال معادل ۲۴ میلیون دلار و در یزد ۹ هزار "
        "میلیارد ریال معادل ۱۸ میلیون دلار پرداخت شد."
    )
    assert [(c.place, c.unit) for c in found] == [
        ("Kerman", "IRR"),
        ("Kerman", "USD"),
        ("Yazd", "IRR"),
        ("Yazd", "USD"),
    ]


def test_a_government_that_helped_dates_nothing():
    (claim,) = claims("پارسال و با حمایت دولت سیزدهم، ۱۲۰ واحد راکد به چرخه تولید بازگشت.")
    assert (claim.period.start, claim.period.end) == ("2023-03-21", "2024-03-19")


def test_until_the_end_of_a_month_before_a_number():
    (claim,) = claims("از ابتدای امسال تا پایان تیر ۳۸۰ واحد راکد در کشور احیا شد.")
    assert (claim.period.start, claim.period.end) == ("2024-03-20", "2024-07-21")
