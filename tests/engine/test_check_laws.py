"""Laws that hold for every text: scale, order, company and silence."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.engine.check_words import RULES, found, told, verdict

from ehya.engine.claims.bounds import bounds, rounding

amounts = st.integers(10**9, 10**14).map(lambda value: value // 10**7 * 10**7)
few_amounts = st.lists(amounts, min_size=2, max_size=6)
counts = st.integers(1, 20_000)


def listed(total, parts, metric="investment_rials"):
    whole = told("w", metric, total, "event")
    return [
        whole,
        *(told(f"p{n}", metric, value, "event", part_of="w") for n, value in enumerate(parts)),
    ]


@given(few_amounts, st.sampled_from([1, 10, 100, 1000]), st.integers(1, 5))
def test_ten_times_every_amount_changes_no_sum(parts, slip, power):
    total = sum(parts) * slip
    scaled = [part * 10**power for part in parts]
    here = found(*listed(total, parts), rule="parts_total")
    there = found(*listed(total * 10**power, scaled), rule="parts_total")
    assert [(f.reason, f.severity, f.facts.get("slip")) for f in here] == [
        (f.reason, f.severity, f.facts.get("slip")) for f in there
    ]


@given(few_amounts)
def test_parts_that_make_their_total_are_never_blamed(parts):
    assert found(*listed(sum(parts), parts), rule="parts_total") == []


@given(few_amounts, st.integers(2, 4))
def test_rounding_each_amount_is_never_blamed(parts, figures):
    rounded = [_to_figures(part, figures) for part in parts]
    claims = listed(_to_figures(sum(parts), figures), rounded)
    assume(all(rounding(c.value, "IRR", RULES) >= _step(c.value, figures) / 2 for c in claims))
    assert found(*claims, rule="parts_total") == []


def _to_figures(value, figures):
    return round(value, figures - len(str(value)))


def _step(value, figures):
    return 10 ** max(len(str(value)) - figures, 0)


@given(st.lists(counts, min_size=2, max_size=5))
def test_counts_that_add_up_are_said_to_hold(parts):
    claims = listed(sum(parts), parts, "projects_inaugurated")
    assert found(*claims, rule="parts_total") == []
    assert any(held.rule == "parts_total" for held in verdict(*claims).agreements)


@given(st.lists(counts, min_size=2, max_size=8, unique=True))
def test_a_count_that_only_rises_never_falls(values):
    claims = [
        told(f"c{month}", "units_revived", value, end=f"2024-{month:02d}-01")
        for month, value in enumerate(sorted(values), start=4)
    ]
    assert found(*claims, rule="cumulative_falls") == []


@given(few_amounts, counts, st.permutations(range(4)))
def test_an_unrelated_claim_changes_no_other_finding(parts, meetings, order):
    claims = listed(sum(parts) * 10, parts[:3])
    stranger = told("x", "meetings_held", meetings, place="Qazvin")
    alone = verdict(*claims).findings
    company = [*claims, stranger]
    mixed = [company[place] for place in order if place < len(company)]
    mixed += [claim for claim in company if claim not in mixed]
    together = [f for f in verdict(*mixed).findings if "x" not in f.claims]
    assert {_seen(f) for f in alone} == {_seen(f) for f in together}


def _seen(finding):
    return finding.rule, finding.reason, finding.severity, frozenset(finding.claims)


@given(counts, st.sampled_from(["eq", "approx", "over", "under", "at_least", "up_to"]))
def test_a_number_always_allows_itself(value, qualifier):
    allowed = bounds(told("c", "units_revived", value, qualifier=qualifier), RULES)
    assert allowed.low <= value <= allowed.high


@given(counts, counts)
def test_the_record_never_contradicts_a_text_that_repeats_it(value, target):
    claims = [
        told("c", "units_revived", value, population="industrial parks"),
        told("t", "target_units_revived", target, "target", population="industrial parks"),
    ]
    known = [
        replace(claim, id=f"R1-{n}", published_on="2024-08-01") for n, claim in enumerate(claims)
    ]
    severities = {finding.severity for finding in verdict(*claims, record=known).findings}
    assert "contradiction" not in severities
