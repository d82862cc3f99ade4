"""Does one text that tells one thing with two numbers hear of it, and only such a text?

Semnan's idle units revived in 1402 are 50 in one sentence and 60 in the next.
"""

from datetime import date

import pytest

from ehya.publish.checking import check_text

ON = date(2024, 8, 12)
FIRST = "In 1402, 50 idle units were revived in Semnan. "


def conflicts(text: str) -> list[str]:
    """Return how grave each conflict of a text is."""
    _, verdict = check_text(text, ON)
    return [found.severity for found in verdict.findings if found.rule == "ledger_conflict"]


CONTRADICTIONS = {
    "a sixth more": FIRST + "The governor said 60 idle units were revived in Semnan in 1402.",
    "three times as many": FIRST
    + "The governor also said 150 idle units were revived in Semnan in 1402.",
    "after a semicolon": "In 1402, 50 idle units were revived in Semnan; the governor said 60 idle "
    "units were revived in Semnan in 1402.",
    "the country": "1,811 idle units were revived in Iran in 1402, the minister said. The head of "
    "ISIPO announced that 2,011 idle units were revived across the country in 1402.",
    "the same year": "The governor of Semnan said 50 idle units were revived in the province in "
    "1402. The parks company announced that 60 idle units had resumed production in the province "
    "in the same year.",
    "beside another place": FIRST + "In Yazd, 40 idle units were revived in 1402. The governor of "
    "Semnan said 60 idle units were revived in Semnan in 1402.",
    "Persian": "در سال ۱۴۰۲، ۵۰ واحد راکد در استان سمنان احیا شد. استاندار سمنان گفت ۶۰ واحد راکد "
    "در سال ۱۴۰۲ در استان سمنان احیا شده است.",
}
DOUBTS = {
    "with loans": FIRST
    + "The governor said 60 idle units were revived in Semnan in 1402 with loans.",
    "jobs of the same units": "Fars revived 80 idle units in 1402, creating 1,600 jobs. Officials "
    "said 2,400 jobs were created by the 80 revived units in 1402.",
    "the year is not told again": FIRST
    + "The governor said 60 idle units were revived in the province.",
    "only the small ones": FIRST
    + "The governor said 60 small idle units were revived in Semnan in 1402.",
    "two stocks of no day": "There are 150 idle units in Semnan. According to the governor, "
    "Semnan has 180 idle units.",
    "jobs of no named units": "3,000 jobs were created in Semnan in 1402. The governor said 4,500 "
    "jobs were created in Semnan in 1402.",
    "targets that nobody moved": "The target for 1403 is to revive 2,000 units. The minister said "
    "2,500 idle units are to be revived in 1403.",
}
INNOCENT = {
    "another year": "In 1401, 50 idle units were revived in Semnan. The governor said 60 idle units "
    "were revived in Semnan in 1402.",
    "a running sum": "In the first half of 1402, 50 idle units were revived in Semnan. The governor "
    "said 60 idle units were revived in Semnan in 1402.",
    "more units": FIRST
    + "Another 60 idle units were revived in Semnan in 1402, the governor said.",
    "a plan": FIRST + "The plan was to revive 60 idle units in Semnan in 1402.",
    "a part": "In 1402, 60 idle units were revived in Semnan. The governor said 50 idle units in "
    "industrial parks of Semnan were revived in 1402.",
    "a part by its words": "In 1402, 60 idle units were revived in Semnan. Of these, 50 idle units "
    "were revived in Semnan in 1402 by banks.",
    "a part and the rest": "In 1402, 60 idle units were revived in Semnan. The governor said 45 "
    "idle units were revived in Semnan in 1402 with loans. In 1402, 15 idle units were revived in "
    "Semnan without them.",
    "taken back": FIRST
    + "The governor corrected this: 60 idle units were revived in Semnan in 1402.",
    "within its qualifier": "Over 50 idle units were revived in Semnan in 1402. The governor said "
    "56 idle units were revived in Semnan in 1402.",
    "nearly": "Nearly 1,800 idle units were revived in Iran in 1402. The minister said 1,811 idle "
    "units were revived in Iran in 1402.",
    "two branches": FIRST.replace("in Semnan", "in Semnan in the textile sector")
    + "The governor said 60 idle units of the food sector were revived in Semnan in 1402.",
    "a town": "In 1402, 50 idle units were revived in Fars. In the same year, 45 idle units were "
    "revived in Shiraz.",
    "three years": "In 1402, 1,811 idle units were revived in the country. In 1401, 1,617 idle "
    "units were revived in the country, and in 1400, 1,557 idle units were revived.",
    "the year before": "In 1402, 1,811 idle units were revived in the country, the minister said. In "
    "the year before, 1,617 idle units were revived in the country.",
    "two lists": "In 1402, 50 idle units were revived in Semnan and 60 idle units were revived in "
    "Yazd.",
    "a target that was raised": "The target for 1403 was first to revive 2,000 units. It was raised "
    "and the minister said 2,500 idle units are to be revived in 1403.",
    "Persian, another year": "در سال ۱۴۰۱، ۵۰ واحد راکد در استان سمنان احیا شد. استاندار سمنان گفت "
    "۶۰ واحد راکد در سال ۱۴۰۲ در استان سمنان احیا شده است.",
    "Persian, more units": "در سال ۱۴۰۲، ۵۰ واحد راکد در استان سمنان احیا شد. استاندار سمنان گفت "
    "۶۰ واحد راکد دیگر نیز در سال ۱۴۰۲ در استان سمنان احیا شده است.",
}


@pytest.mark.parametrize("text", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_one_thing_told_with_two_numbers_is_a_contradiction(text):
    assert conflicts(text) == ["contradiction"]


@pytest.mark.parametrize("text", DOUBTS.values(), ids=DOUBTS)
def test_what_is_left_to_be_understood_makes_it_a_doubt(text):
    assert conflicts(text) == ["doubt"]


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_two_things_told_with_two_numbers_are_left_alone(text):
    assert conflicts(text) == []


def test_a_conflict_tells_both_numbers():
    _, verdict = check_text(CONTRADICTIONS["a sixth more"], ON)
    (found,) = verdict.findings
    assert (found.stated, found.expected, found.ratio) == (60, 50, 1.2)


def test_three_tellers_who_differ_are_three_contradictions():
    text = FIRST + (
        "The governor said 60 idle units were revived in Semnan in 1402. The parks company reported "
        "that 70 idle units were revived in Semnan in 1402."
    )
    assert conflicts(text) == ["contradiction"] * 3
