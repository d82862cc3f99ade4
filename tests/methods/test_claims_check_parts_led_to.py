"""Is a part held against the whole that the words before it lead from?"""

from datetime import date

import pytest

from ehya.publish.checking import check_text

ON = date(2024, 5, 20)
QAZVIN = "There are 310 idle units in Qazvin"
MARKAZI = "در استان مرکزی ۲۶۰ واحد صنعتی راکد وجود دارد که "


def told(text: str) -> tuple[list[tuple[str, float]], list[str]]:
    """Return the claims of a text, and how grave each finding on it is."""
    reading, verdict = check_text(text, ON)
    claims = [(claim.metric, claim.value) for claim in reading.claims]
    return claims, [found.severity for found in verdict.findings]


@pytest.mark.parametrize(
    "text",
    [
        f"{QAZVIN}. Of these, 345 stand in industrial parks.",
        f"{QAZVIN}, of which 345 are in industrial parks.",
    ],
)
def test_a_part_in_parks_may_not_exceed_all_idle_units(text):
    claims, graves = told(text)
    assert claims == [("units_idle", 310), ("units_idle", 345)]
    assert graves == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        f"{QAZVIN}. Of these, 245 stand in industrial parks.",
        f"{QAZVIN}. In Yazd, 345 idle units stand in industrial parks.",
        f"{QAZVIN} and 1,200 in Yazd. Of these, 1,345 stand in industrial parks.",
    ],
)
def test_a_smaller_part_or_a_part_of_more_is_let_be(text):
    assert told(text)[1] == []


@pytest.mark.parametrize("lies", ["آن در", "آن‌ها در", "آن خارج از"])
def test_units_of_them_in_persian_are_of_the_units_told_before(lies):
    claims, graves = told(f"{MARKAZI}۱۹۰ واحد {lies} شهرک‌های صنعتی مستقر است.")
    assert claims == [("units_idle", 260), ("units_idle", 190)]
    assert graves == []


def test_more_of_them_than_there_are_is_a_contradiction():
    claims, graves = told(f"{MARKAZI}۲۹۰ واحد آن در شهرک‌های صنعتی مستقر است.")
    assert claims == [("units_idle", 260), ("units_idle", 290)]
    assert graves == ["contradiction"]
