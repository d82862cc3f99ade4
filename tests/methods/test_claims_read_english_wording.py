"""Are the wordings of English reports read, each class by a sentence of its own?"""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2024, 12, 10)  # 20 Azar 1403


def claims(text):
    """Return the claims of a text."""
    return read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims


def told(text):
    """Return (metric, value, qualifier) of each claim."""
    return [(c.metric, c.value, c.qualifier) for c in claims(text)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # How hard units work, told as a share of them.
        (
            "Some 28 percent of the firms are operating at less than half of their capacity.",
            [("share_semi_active_pct", 28, "approx")],
        ),
        (
            "In the estates 31% of factories work below 50 percent of capacity.",
            [("share_semi_active_pct", 31, "eq")],
        ),
        ("In the estates 17% of factories are working at 50-70% of capacity.", []),
        ("The remaining factories are running at over 70%.", []),
        (
            "About 20 percent of the units are idle and 30 percent work below half of capacity.",
            [("share_idle_pct", 20, "approx"), ("share_semi_active_pct", 30, "eq")],
        ),
        (
            "Some 4,120 plants, meaning 27.5 percent of all plants, worked at only half capacity.",
            [("units_semi_active", 4120, "approx"), ("share_semi_active_pct", 27.5, "eq")],
        ),
        # How far a building is says nothing of units at work.
        ("The factories, 80% of which are completed, will open next year.", []),
        # Money that is only to be given.
        (
            "Banks plan to give 640 trillion rials ($2.6 billion) in loans to small firms.",
            [
                ("finance_allocated_rials", 640 * 10**12, "eq"),
                ("finance_allocated_usd", 2_600_000_000, "eq"),
            ],
        ),
        (
            "The government will provide 15 trillion rials in loans for reviving idle units.",
            [("finance_allocated_rials", 15 * 10**12, "eq")],
        ),
        # A part before its whole.
        (
            "In the parks 310 out of 1,214 units are inactive.",
            [("units_idle", 310, "eq"), ("units_total", 1214, "eq")],
        ),
        (
            "Some 199 out of 360 stagnant units have been revived.",
            [("units_revived", 199, "approx"), ("units_idle", 360, "eq")],
        ),
        (
            "From 1,300 idle units, 640 were put back into operation.",
            [("units_idle", 1300, "eq"), ("units_revived", 640, "eq")],
        ),
        # Growth told beside its figure is no share.
        (
            "In nine months 640 idle units were revived, up 12 percent from a year earlier.",
            [("units_revived", 640, "eq"), ("growth_pct", 12, "eq")],
        ),
        (
            "The revived units have provided 2,310 people with work.",
            [("jobs_created", 2310, "eq")],
        ),
        # Two aims of one plan, and a list that leaves its verb out.
        (
            "Reviving 70 idle mines and setting up 15 mills have been planned for this year.",
            [("target_mines_revived", 70, "eq")],
        ),
        (
            "With 822 active units metal industries lead, food and textile with 682 and 524 units.",
            [("units_active", 822, "eq"), ("units_active", 682, "eq"), ("units_active", 524, "eq")],
        ),
        # Idle are the mines of the programme, not those being equipped.
        ("Some 57 mines are being equipped in a programme for reviving idle mines.", []),
        # A part of what no metric counts.
        ("The province issued permits for 202 mines; of this figure 163 mines are active.", []),
        # Who asked, with the place told between.
        (
            "Some 1,023 firms and projects in 21 provinces registered to receive loans.",
            [("applications_received", 1023, "approx")],
        ),
        (
            "Metal leads the revived units, as 190 such units have become operational.",
            [("units_revived", 190, "eq")],
        ),
        # What one unit costs, and what the whole country sells.
        (
            "Each unit's revival costs 21 billion rials [$70,000] on average in the parks.",
            [],
        ),
        (
            "Small firms exported $1.2 billion, 4.1% of the total non-oil exports ($31 billion).",
            [("exports_usd", 1_200_000_000, "eq")],
        ),
        # Signs for "and more".
        ("Some 310+ idle units were revived.", [("units_revived", 310, "over")]),
        ("The 7,400 plus small firms took loans.", [("loans_count", 7400, "over")]),
        # The act stands inside the figure.
        (
            "The total number of revived units has reached 215 since the launch of the scheme.",
            [("units_revived", 215, "eq")],
        ),
        (
            "The total number of revived mines has reached 63 since the launch of the scheme.",
            [("mines_revived", 63, "eq")],
        ),
        # What a plan speaks of is not what it wants to revive.
        (
            "There are 9,300 small units which have been foreseen in the loan scheme.",
            [("units_total", 9300, "eq")],
        ),
        # Closing, and a figure that changed.
        ("Some 1,906 industrial workshops were shut down.", [("units_closed", 1906, "approx")]),
        (
            "Some 7,600 factories were operating. The number dropped to 4,780 in the end.",
            [("units_active", 7600, "approx"), ("units_active", 4780, "eq")],
        ),
        # Announced for the days of openings, it is told as opened.
        (
            "Some 77 industrial projects will be inaugurated during the Ten-Day Dawn.",
            [("projects_inaugurated", 77, "approx")],
        ),
        ("The ministry plans to inaugurate 200 projects by the end of the year.", []),
        # A whole that is itself aimed at.
        (
            "Renovation of 120 units is targeted for this year, of which 14 have been renovated.",
            [("target_units_renovated", 120, "eq"), ("units_renovated", 14, "eq")],
        ),
    ],
)
def test_a_wording_is_read(sentence, wanted):
    assert told(sentence) == wanted


def test_the_year_told_last_is_that_year():
    aim, done = claims(
        "The ministry planned to revive 410 idle units in the Iranian year 1400. "
        "Some 395 units were revived in that year."
    )
    assert aim.metric == "target_units_revived"
    assert (done.period.kind, done.period.start, done.period.end) == (
        "full_year",
        "2021-03-21",
        "2022-03-20",
    )
    assert done.unsure == ("period.carried",)


def test_the_year_before_stands_before_the_year_told_last():
    later, earlier = claims(
        "Some 175 idle units were revived in the Iranian year 1401. "
        "In the year before, 206 units had been revived."
    )
    assert (later.period.start, later.period.end) == ("2022-03-21", "2023-03-20")
    assert (earlier.period.start, earlier.period.end) == ("2021-03-21", "2022-03-20")


def test_from_the_beginning_of_the_year_until_a_day():
    (claim,) = claims(
        "Some 129 idle units were revived from the beginning of the year (March 20) until "
        "November 20."
    )
    assert claim.period.kind == "cumulative_since_year_start"
    assert (claim.period.start, claim.period.end) == ("2024-03-20", "2024-11-20")


def test_a_number_of_a_gregorian_year_stands_for_that_year():
    (claim,) = claims("In 2015, around 7,603 factories were operating.")
    assert (claim.period.kind, claim.period.end) == ("as_of", "2015")


def test_an_old_year_printed_beside_the_current_one_is_kept():
    (claim,) = claims(
        "Some 30 units were revived in the first eight months of the current Iranian year "
        "(from March 20 through November 20, 2021)."
    )
    assert claim.period.end == "2024-11-20"  # the end of Aban 1403
    assert claim.unsure == ("calendar.told_end=2021-11-20",)
