"""Does the work of the checker grow with the claims, and not with their square?"""

from datetime import date, timedelta

import pytest
from tests.engine.check_words import RULES, WORDS, told

from ehya.engine.claims import check_record
from ehya.engine.claims.crowds import MOST_IN_A_BIN, MOST_IN_A_TEXT, pieces, thinned
from ehya.engine.claims.model import Claim, Period
from ehya.engine.claims.rules import ledger_conflict

MANY = 20_000
SO_FAR = Period("cumulative_since_year_start", "2024-03-20", "2024-08-12")


def count(claim_id: str, value: int, period: Period = SO_FAR, **more) -> Claim:
    """Return a count of revived units."""
    told_of = {"metric": "units_revived", "unit": "units", "qualifier": "eq", "period": period}
    return Claim(id=claim_id, value=value, **{**told_of, **more})


def one_cell() -> list[Claim]:
    """Return 20,000 tellings of one metric, place and day, no two neighbours alike."""
    return [count(f"T{no // 5}-{no % 5}", 100 + no * 37 % 1900) for no in range(MANY)]


def one_report() -> list[Claim]:
    """Return a table of 20,000 rows that came in as one report."""
    return [count(f"TABLE-{no}", 100 + no % 700, place="Fars") for no in range(MANY)]


def every_day() -> list[Claim]:
    """Return stocks, windows and counts of 20,000 claims on the days of five years."""
    first = date(2019, 3, 21)
    days = [(first + timedelta(days=no % 1800)).isoformat() for no in range(MANY)]
    kinds = [
        lambda day: Period("as_of", None, day),
        lambda day: Period("since_government", "2021-08", day),
        lambda day: Period("as_of", "2021-08", day),
    ]
    metrics = ("units_idle", "units_revived", "units_revived")
    return [
        count(f"D{no}-1", 9000 - no % 4000, kinds[no % 3](day), metric=metrics[no % 3])
        for no, day in enumerate(days)
    ]


@pytest.mark.parametrize("crowd", [one_cell, one_report, every_day])
def test_twenty_thousand_claims_are_compared_with_few_others_each(crowd, monkeypatch):
    compared = []
    ask = ledger_conflict.same_time

    def asked(one, other):
        compared.append(1)
        return ask(one, other)

    monkeypatch.setattr(ledger_conflict, "same_time", asked)
    check_record(crowd(), vocabulary=WORDS, rules=RULES)
    assert 0 < len(compared) <= MANY * MOST_IN_A_BIN / 2


def test_of_a_crowd_the_newest_are_compared():
    old = [count(f"O{no}-1", 1000 + no, published_on="2024-08-01") for no in range(100)]
    new = [count(f"N{no}-1", 3000 + no, published_on="2024-08-10") for no in range(MOST_IN_A_BIN)]
    assert set(thinned([*old, *new])) == set(new)


def test_a_judged_claim_is_compared_however_old():
    crowd = [count(f"O{no}-1", 1000 + no, published_on="2024-08-10") for no in range(100)]
    mine = count("c1", 5, published_on="2016-01-01")
    assert mine in thinned([*crowd, mine], frozenset({"c1"}))


def test_a_number_told_a_thousand_times_takes_one_place():
    echo = [count(f"E{no}-1", 1557, published_on="2024-08-11") for no in range(1000)]
    other = count("X-1", 1500, published_on="2024-08-01")
    kept = thinned([*echo, other])
    assert sorted(claim.value for claim in kept) == [1500, 1557]


def test_few_claims_are_all_compared():
    few = [count(f"F{no}-1", 100) for no in range(MOST_IN_A_BIN)]
    assert thinned(few) == tuple(few)


def test_a_report_is_one_piece_and_a_table_is_many():
    assert [len(piece) for piece in pieces([told("c1", "units_revived", 3)])] == [1]
    sizes = [len(piece) for piece in pieces(one_report()[: 2 * MOST_IN_A_TEXT + 7])]
    assert sizes == [MOST_IN_A_TEXT, MOST_IN_A_TEXT, 7]


def test_a_text_without_claims_is_judged_too():
    assert list(pieces([])) == [()]
