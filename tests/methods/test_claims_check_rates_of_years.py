"""Is money of another year left alone where its dollar cost another price?

4.2 trillion rials for $100 million is 42,000 a dollar, the official rate of 1397;
25 trillion for $60 million is 416,667, the market's of 1401.
"""

from datetime import date

from ehya.publish.checking import check_text

ON = date(2023, 11, 27)
THEN = "In the Iranian year 1397, banks paid 4.2 trillion rials ($100 million) to idle units. "


def rates(text: str) -> list[str]:
    """Return how grave each finding on the dollar's price is."""
    _, verdict = check_text(text, ON)
    return [found.severity for found in verdict.findings if found.rule == "implied_rate"]


def test_two_years_may_have_two_rates():
    assert rates(THEN + "In 1401 they paid 25 trillion rials ($60 million).") == []


def test_a_past_year_excuses_no_slip_of_today():
    text = THEN + "Since March 21 they have paid 25 trillion rials ($6 million)."
    assert rates(text) == ["contradiction"]


def test_a_past_year_at_a_price_it_never_had_is_still_wrong():
    text = (
        "In the Iranian year 1397, banks paid 42 trillion rials ($10 million) to idle units. "
        "In 1401 they paid 25 trillion rials ($60 million)."
    )
    assert rates(text) == ["contradiction"]
