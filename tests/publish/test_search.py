"""A claim is found in any spelling, page by page, by what it says and by what is wrong with it."""

from datetime import date

import pytest

from ehya.engine.refusal import Refusal
from ehya.publish.queries import Wanted, choices, claim, findings_of_record, search

pytestmark = pytest.mark.django_db

DAY = date(2024, 8, 12)


def keys(**wanted):
    return [row.key for row in search(Wanted(**wanted), known_at=DAY, most=500).rows]


@pytest.mark.parametrize(
    "words",
    ["Khorasan Razavi", "khorasan   razavi", "خراسان رضوی", "خراسان رضوي", "خراسان‌رضوی"],
)
def test_a_province_is_found_in_either_language_and_any_spelling(record, words):
    assert set(keys(text=words)) >= set(keys(place="Khorasan Razavi")) != set()


@pytest.mark.parametrize("number", ["1811", "1,811", "۱۸۱۱", "۱٬۸۱۱", "١٨١١"])
def test_a_number_is_found_in_any_digits(record, number):
    assert "MN1108541077-03" in keys(text=number)


def test_all_words_must_be_there(record):
    assert "MN1108541077-03" in keys(text="1811 MENAFN")
    assert keys(text="1811 Trend Qazvin") == []


def test_a_slip_of_the_pen_finds_what_is_much_like_it_and_says_so(record):
    page = search(Wanted(text="renovatd"), known_at=DAY)

    assert page.near
    assert "MN1108543314-01" in {row.key for row in page.rows}


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE x; --", "\\", "()", "a" * 5000, "\x00"])
def test_hostile_words_find_nothing_and_break_nothing(record, words):
    page = search(Wanted(text=words), known_at=DAY)

    assert not page.near or len(page.rows) <= 50


def test_every_claim_is_on_exactly_one_page(record):
    seen, after = [], None
    while True:
        page = search(Wanted(), known_at=DAY, after=after, most=100)
        seen += [row.key for row in page.rows]
        if (after := page.after) is None:
            break
    assert len(seen) == len(set(seen)) == 559


def test_the_last_pages_hold_claims_without_a_date(record):
    first = search(Wanted(), most=500)
    last = search(Wanted(), after=first.after, most=500)

    days = [row.claim.published_on for row in (*first.rows, *last.rows)]
    assert None not in days[:643]
    assert days[643:] == [None] * 13


@pytest.mark.parametrize("after", ["nowhere", "", "2024-13-01~X", "2024-08-12~\x00"])
def test_a_made_up_page_is_refused(record, after):
    with pytest.raises(Refusal) as no:
        search(Wanted(), after=after)
    assert no.value.code == "publish.no_such_page"


def test_a_character_that_no_database_holds_finds_nothing(record):
    assert keys(place="Qom\x00") == []
    with pytest.raises(Refusal) as no:
        claim("TT464008-01\x00x")
    assert no.value.code == "publish.no_such_claim"


def test_filters_narrow(record):
    found = search(Wanted(metric="units_revived", solar_year=1402, place="Iran"), known_at=DAY)

    assert {(row.claim.metric, row.solar_year) for row in found.rows} == {("units_revived", 1402)}
    assert "MN1108541077-03" in {row.key for row in found.rows}


def test_a_finding_filters_the_claims_that_it_joins(record):
    joined = {
        key
        for finding in findings_of_record(DAY).findings
        if finding.rule == "parts_total"
        for key in finding.claims
    }

    assert set(keys(rule="parts_total")) == joined != set()


def test_as_of_leaves_out_what_had_not_begun(record):
    for row in search(Wanted(as_of=date(2018, 1, 1)), known_at=DAY, most=500).rows:
        assert row.claim.period.start is None or row.claim.period.start[:10] <= "2018-01-01"


def test_choices_count_what_is_known(record):
    offered = choices(DAY)

    assert offered.metrics[0].value == "units_revived"
    assert sum(choice.count for choice in offered.places) == 559
    assert [int(c.value) for c in offered.years] == sorted(
        (int(c.value) for c in offered.years), reverse=True
    )
