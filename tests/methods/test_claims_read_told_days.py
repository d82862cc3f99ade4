"""Is a printed day held against the right end of the right year?"""

from datetime import date

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2024, 12, 10)  # 20 Azar 1403


def claims(text):
    """Return the claims of a text."""
    return read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims


def test_a_day_said_to_close_the_year_is_no_first_day():
    (claim,) = claims(
        "Reviving 1,400 idle units has been targeted for the current Iranian year "
        "(ends on March 20, 2025)."
    )
    assert claim.unsure == ()  # 30 Esfand 1403 is 20 March 2025


def test_a_wrong_last_day_of_the_running_year_is_kept():
    (claim,) = claims(
        "Reviving 1,400 idle units has been targeted for the current Iranian year "
        "(ending April 20, 2025)."
    )
    assert claim.unsure == ("calendar.told_end=2025-04-20",)


def test_a_wrong_first_day_of_the_running_year_is_kept():
    (claim,) = claims(
        "Some 210 idle units have been revived in the current Iranian year "
        "(started on March 27, 2024)."
    )
    assert claim.unsure == ("calendar.told_start=2024-03-27",)


def test_the_days_of_a_year_compared_with_are_its_own():
    count, growth = claims(
        "Some 640 idle units were revived in the last Iranian year (March 21, 2023 through "
        "March 19, 2024), an increase of 12 percent compared to the preceding Iranian year "
        "(March 21, 2022 through March 20, 2023)."
    )
    assert (count.metric, growth.metric) == ("units_revived", "growth_pct")
    assert count.unsure == growth.unsure == ()


def test_a_part_of_mining_units_is_no_part_of_the_industrial_ones():
    text = (
        "There are 880 industrial units in Semnan province. Of the 410 mining units there, "
        "236 units, equal to 58 percent of them, are active."
    )
    assert 236 not in [c.value for c in claims(text)]
