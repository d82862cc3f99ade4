"""Which English constructions does the reader know? Sentence by sentence, with what each claims."""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2022, 9, 20)  # 29 Shahrivar 1401


def read_all(text):
    return read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims


def told(text):
    """Return (metric, value) of each claim."""
    return [(claim.metric, claim.value) for claim in read_all(text)]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # Who asked for loans, who got them.
        (
            (
                "Over 6,500 production units registered for receiving bank loans, of which 3,005 units"
                " received the facilities."
            ),
            [("applications_received", 6500), ("loans_count", 3005)],
        ),
        ("Some 28,602 units received banking loans last year.", [("loans_count", 28602)]),
        (
            "Banks lent 9 trillion rials ($30 million) to 410 applicants.",
            [
                ("finance_paid_rials", 9_000_000_000_000),
                ("finance_paid_usd", 30_000_000),
                ("loans_count", 410),
            ],
        ),
        (
            "The minister said 74 trillion rials of loans will be paid to production units.",
            [("finance_allocated_rials", 74_000_000_000_000)],
        ),
        (
            (
                "Banks have approved 42 trillion rials for idle units, of which 18 trillion has been"
                " paid."
            ),
            [
                ("finance_allocated_rials", 42_000_000_000_000),
                ("finance_paid_rials", 18_000_000_000_000),
            ],
        ),
        # Parts and wholes.
        (
            "The province brought 64 of its 210 idle units back into production last year.",
            [("units_revived", 64), ("units_idle", 210)],
        ),
        (
            "He noted that 30,500 out of the country's total 81,000 units are based in parks.",
            [("units_total", 30500), ("units_total", 81000)],
        ),
        (
            (
                "Currently, 33,650 firms are based in over 700 industrial parks, of which 26,100 are"
                " active."
            ),
            [("units_total", 33650), ("parks_total", 700), ("units_active", 26100)],
        ),
        (
            "7,500 of the plants are inactive and 2,100 are only partially active.",
            [("units_idle", 7500), ("units_semi_active", 2100)],
        ),
        # At which share of capacity.
        ("410 units run at less than half of capacity.", [("units_semi_active", 410)]),
        (
            "There are 240 plants working with 50 to 70 percent of their capacity.",
            [("units_capacity_50_70", 240)],
        ),
        ("More than 20,000 firms operate at less than 70% of their capacity.", []),
        # Verbs of closing and states of being closed.
        ("Thirty-one units closed in the spring.", [("units_closed", 31)]),
        ("Thirty-one units are closed.", [("units_idle", 31)]),
        ("Seventy-three closed factories reopened last year.", [("units_revived", 73)]),
        (
            "In the past year, 31 units closed their doors and 64 reopened.",
            [("units_closed", 31), ("units_revived", 64)],
        ),
        # Done, intended, and what came of it.
        (
            (
                "With the revival of 34 units in the first six months of this year, the targeted"
                " program has been realized by 50 percent."
            ),
            [("units_revived", 34), ("target_realised_pct", 50)],
        ),
        (
            (
                "It has revived 240 units and is planning to increase this figure to 900 by the"
                " yearend."
            ),
            [("units_revived", 240), ("target_units_revived", 900)],
        ),
        (
            "Some 640 units had been revived, which is 58 percent of the year's target of 1,100.",
            [
                ("units_revived", 640),
                ("target_realised_pct", 58),
                ("target_units_revived", 1100),
            ],
        ),
        (
            "Under the framework of the mentioned program, 572 idle mines were identified.",
            [("mines_idle", 572)],
        ),
        # Comparisons.
        (
            "The ministry counted 10,200 idle units, against 9,800 a year earlier.",
            [("units_idle", 10200), ("units_idle", 9800)],
        ),
        # Jobs that are not made.
        (
            "A total of 178,000 people were employed in the inactive units.",
            [("jobs_potential_idle_units", 178000)],
        ),
        (
            "The government will create 161,000 jobs in 20,000 units.",
            [("target_jobs_created", 161000)],
        ),
        # Parts and lists that leave their noun out.
        (
            (
                "Some 1,690 idle units were revived last year, of which 1,212 were inside industrial"
                " parks and 478 were outside the parks."
            ),
            [("units_revived", 1690), ("units_revived", 1212), ("units_revived", 478)],
        ),
        (
            (
                "Fourteen projects were inaugurated. Eight of them were put into operation with 3"
                " trillion rials of investment, six with 5 trillion rials."
            ),
            [
                ("projects_inaugurated", 14),
                ("projects_inaugurated", 8),
                ("investment_rials", 3_000_000_000_000),
                ("projects_inaugurated", 6),
                ("investment_rials", 5_000_000_000_000),
            ],
        ),
        (
            (
                "Fourteen projects were inaugurated. Nine of the projects are in the parks, and five"
                " outside the parks."
            ),
            [
                ("projects_inaugurated", 14),
                ("projects_inaugurated", 9),
                ("projects_inaugurated", 5),
            ],
        ),
        (
            "Nine infrastructure, seven industrial and four development projects were inaugurated.",
            [
                ("projects_inaugurated", 9),
                ("projects_inaugurated", 7),
                ("projects_inaugurated", 4),
            ],
        ),
        (
            "A total of 30 small, 20 medium and 12 large units were revived in the province.",
            [("units_revived", 30), ("units_revived", 20), ("units_revived", 12)],
        ),
        ("Revived units: 64; jobs created: 900.", [("units_revived", 64), ("jobs_created", 900)]),
        (
            "The agency helps firms that have stopped operating. These enterprises are 17% of the total.",
            [("share_idle_pct", 17)],
        ),
        (
            "Renovation of 300 units is targeted for the current year.",
            [("target_units_renovated", 300)],
        ),
        (
            (
                "Eight units are idle. They employ 300 people, 17 percent of the total workforce of"
                " the town."
            ),
            [("units_idle", 8), ("jobs_existing", 300)],
        ),
        (
            "Industrial parks of Yazd host 1,940 units, of which 310 are idle.",
            [("units_total", 1940), ("units_idle", 310)],
        ),
        (
            "He put the number of firms at more than 77,000, 43,000 of which are active in the parks.",
            [("units_total", 77_000), ("units_active", 43_000)],
        ),
        (
            "Lack of money forced around 14,000 units to cease operations between 2005 and 2012.",
            [("units_closed", 14_000)],
        ),
        (
            (
                "Some 700 units are active in the parks. They signed 1,800 deals, of which 50 have"
                " been with small firms."
            ),
            [("units_active", 700)],
        ),
        ("Some 900 units are idle, of which 300 can be revived.", [("units_idle", 900)]),
    ],
)
def test_an_english_construction_says(sentence, claims):
    assert told(sentence) == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "Companies employing 50 workers or less are considered small.",
        "About 1.3 million people have lost their jobs because of the shutdowns.",
        "Permits for the establishment of 817 industrial units were issued this year.",
        "He said 120 companies were added to the list of knowledge-based companies last year.",
        "Ninety-eight letters of guarantee worth 1,072 billion rials were issued to small units.",
        "Out of every ten factories in the park, three are shut.",
        "Each revived unit received 35 billion rials on average.",
        "Neighbours import $13 billion worth of products from small units a year.",
    ],
)
def test_what_is_no_claim_of_the_programme_is_left_out(sentence):
    assert told(sentence) == []


def test_a_programs_name_says_nothing_of_the_money_beside_it():
    told_claims = told(
        "Under the program called “Lasting Exports”, 15 projects worth 108 trillion rials have"
        " been inaugurated."
    )
    assert ("investment_rials", 108_000_000_000_000) in told_claims


def test_several_provinces_together_are_the_country():
    (claim,) = read_all("Nine units were revived in Ardabil and Khuzestan provinces last year.")
    assert claim.place == "Iran"


def test_a_bracket_belongs_to_the_province_before_it():
    claims = read_all(
        "Most loans went to firms in Yazd Province (965 firms) and Gilan Province (768 firms)."
    )
    assert [(claim.place, claim.value) for claim in claims] == [("Yazd", 965), ("Gilan", 768)]


def test_where_a_speaker_travelled_is_not_where_the_units_are():
    (claim,) = read_all(
        "The minister, who traveled from Yazd to Gilan province, said that so far 38 idle units"
        " have been revived."
    )
    assert claim.place == "Iran"


def test_a_recalled_report_closes_its_count_with_its_month():
    (claim,) = read_all(
        "In early July, the head of the agency had announced that 140 idle units have been revived"
        " since the beginning of the current Iranian year."
    )
    assert (claim.period.start, claim.period.end) == ("2022-03-21", "2022-07")


def test_quarters_of_a_fiscal_year_end_with_their_last_day():
    (claim,) = read_all("Seventy idle units were revived in the first three quarters of last year.")
    assert (claim.period.start, claim.period.end) == ("2021-03-21", "2021-12-21")


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        (
            "The number of idle units fell from 9,821 on March 19, 2020 to 8,521 on March 20, 2021.",
            ["2020-03-19", "2021-03-20"],
        ),
        (
            "There were 9,500 idle units on March 20, 2020, and the number is now 9,800.",
            ["2020-03-20", "2022-09-20"],
        ),
        (
            "Idle units of Yazd fell from 670 at the end of the year 1399 to 373 at the end of 1400.",
            ["2021-03-20", "2022-03-20"],
        ),
    ],
)
def test_each_stock_of_two_has_its_own_day(sentence, ends):
    claims = read_all(sentence)
    assert [claim.metric for claim in claims] == ["units_idle", "units_idle"]
    assert [claim.period.end for claim in claims] == ends


def test_parts_are_told_where_they_lie():
    claims = read_all(
        "Some 1,690 units were revived, of which 1,212 were inside the parks and 478 were outside"
        " the parks."
    )
    assert [claim.population for claim in claims][1:] == ["industrial parks", "outside parks"]


def test_an_amount_behind_with_stands_in_the_place_of_its_count():
    claims = read_all(
        "Fars opened eight projects with 3 trillion rials and Yazd six with 5 trillion rials."
    )
    assert [claim.place for claim in claims] == ["Fars", "Fars", "Yazd", "Yazd"]


def test_each_share_for_has_the_branch_before_it():
    claims = read_all(
        "Metal industries account for 42 percent of the revived units, food industries for 21 percent"
        " and textile industries for 12 percent."
    )
    assert [claim.population.split(",")[0] for claim in claims] == ["metal", "food", "textile"]


def test_a_count_since_the_years_start_ends_where_it_is_told_to_end():
    (claim,) = read_all(
        "Some 900 units were revived since the beginning of the year (March 21) until August 20."
    )
    assert (claim.period.start, claim.period.end) == ("2022-03-21", "2022-08-20")


def test_numbers_in_brackets_count_what_the_sentence_opened_with():
    claims = read_all("Idle units were revived in Yazd (120), Fars (95) and Kerman (60) last year.")
    assert {claim.metric for claim in claims} == {"units_revived"}
    assert [(c.place, c.value) for c in claims] == [("Yazd", 120), ("Fars", 95), ("Kerman", 60)]


def test_a_whole_is_not_where_its_bracketed_parts_are():
    claims = read_all("Some 300 units were revived, most of them in Yazd (120) and Fars (95).")
    assert [(c.place, c.value) for c in claims] == [("Iran", 300), ("Yazd", 120), ("Fars", 95)]
