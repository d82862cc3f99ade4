"""Does the scorer count as a person would by hand?"""

from dataclasses import replace
from datetime import date

import pytest
from benchmarks.claims import read_and_score
from benchmarks.claims_gold import (
    GoldClaim,
    GoldFinding,
    Note,
    read_folder,
    read_notes,
)
from benchmarks.claims_rival import read_by_expression
from benchmarks.claims_score import Tally, match_claims, score

from ehya.engine.claims.model import Claim, Finding, Period

TEXT = "Of 1,600 units, 400 units were revived, about 23 percent."


def gold(key, metric, value, span, **changes):
    base = GoldClaim(key, (metric,), value, "eq", "Iran", "as_of", None, "2021-08-13", span)
    return replace(base, **changes)


def told(key, metric, value, span, **changes):
    period = Period("as_of", None, "2021-08-13")
    base = Claim(key, metric, value, "units", "eq", period, start=span[0], end=span[1])
    return replace(base, **changes)


TARGET = gold("target", "target_units_revived", 1600, (3, 14))
REVIVED = gold("revived", "units_revived", 400, (16, 25))
SHARE = gold("share", "target_realised_pct", 23, (40, 56))
WRONG_SHARE = GoldFinding(
    ("share_of_count",), ("contradiction",), frozenset({"share", "revived", "target"})
)
NOTE = Note("n", "en", date(2021, 8, 13), TEXT, (TARGET, REVIVED, SHARE), (WRONG_SHARE,))


def test_a_claim_is_found_when_metric_value_and_place_in_the_text_agree():
    claims = [
        told("c1", "target_units_revived", 1600, (3, 8)),
        told("c2", "units_revived", 400, (16, 19)),
    ]
    tally = match_claims(NOTE.claims, claims).tally
    assert tally == Tally(hits=2, false_alarms=0, misses=1)
    assert tally.precision == 1
    assert tally.recall == pytest.approx(2 / 3)


def test_the_right_figure_in_the_wrong_place_is_an_alarm_and_a_miss():
    claims = [told("c1", "units_revived", 400, (40, 42))]
    assert match_claims((REVIVED,), claims).tally == Tally(0, 1, 1)


def test_the_right_number_under_another_metric_is_an_alarm_and_a_miss():
    claims = [told("c1", "units_renovated", 400, (16, 19))]
    assert match_claims((REVIVED,), claims).tally == Tally(0, 1, 1)


def test_another_metric_that_a_person_allowed_is_no_mistake():
    either = gold(
        "revived", "units_revived", 400, (16, 25), metrics=("units_revived", "units_served")
    )
    claims = [told("c1", "units_served", 400, (16, 19))]
    assert match_claims((either,), claims).tally == Tally(1, 0, 0)


def test_a_figure_said_twice_counts_once():
    claims = [
        told("c1", "units_revived", 400, (16, 19)),
        told("c2", "units_revived", 400, (50, 53)),
    ]
    assert match_claims((REVIVED,), claims).tally == Tally(1, 0, 0)


def test_an_optional_figure_counts_neither_way():
    maybe = gold("maybe", "growth_pct", 35.4, (40, 44), optional=True)
    claims = [told("c1", "growth_pct", 35.4, (40, 44))]
    assert match_claims((maybe,), claims).tally == Tally(0, 0, 0)
    assert match_claims((maybe,), []).tally == Tally(0, 0, 0)


def test_a_figure_without_a_passage_is_found_anywhere():
    loose = gold("revived", "units_revived", 400, None)
    claims = [told("c1", "units_revived", 400, (50, 53))]
    assert match_claims((loose,), claims).tally == Tally(1, 0, 0)


def test_of_two_equal_figures_the_one_of_the_right_province_is_taken():
    fars = gold("fars", "units_revived", 400, None, place="Fars")
    claims = [
        told("c1", "units_revived", 400, (0, 3)),
        told("c2", "units_revived", 400, (5, 8), place="Fars"),
    ]
    matched = match_claims((fars, gold("iran", "units_revived", 400, None)), claims)
    assert [(g.key, c.id) for g, c in matched.pairs] == [("fars", "c2"), ("iran", "c1")]


def test_nothing_told_of_nothing_there_is_perfect():
    assert (Tally().precision, Tally().recall) == (1.0, 1.0)


def test_each_attribute_of_a_matched_claim_is_judged_alone():
    wrong = told("c1", "units_revived", 400, (16, 19), qualifier="over", place="Fars")
    scored = score(NOTE, [wrong])
    assert scored.asked["qualifier"] == scored.asked["period kind"] == 1
    assert (scored.right["qualifier"], scored.right["place"], scored.right["period kind"]) == (
        0,
        0,
        1,
    )


def test_a_month_fits_its_days_but_not_another_month():
    day = gold("revived", "units_revived", 400, (16, 25), start="2021-03-21", end="2021-08-13")
    note = replace(NOTE, claims=(day,))
    month = told("c1", "units_revived", 400, (16, 19), period=Period("as_of", "2021-03", "2021-08"))
    later = replace(month, period=Period("as_of", "2021-03-21", "2021-09"))
    assert score(note, [month]).right["period dates"] == 1
    assert score(note, [later]).right["period dates"] == 0


def test_an_end_that_a_person_left_open_is_not_judged():
    free = gold("revived", "units_revived", 400, (16, 25), end="?")
    scored = score(replace(NOTE, claims=(free,)), [told("c1", "units_revived", 400, (16, 19))])
    assert scored.asked["period dates"] == 0


def test_a_pair_is_right_only_when_it_leads_to_the_same_other_claim():
    rials = gold("irr", "investment_rials", 5, (0, 2), pair="usd")
    dollars = gold("usd", "investment_usd", 3, (4, 6), pair="irr")
    note = replace(NOTE, claims=(rials, dollars))
    claims = [
        told("c1", "investment_rials", 5, (0, 2), pair="c2"),
        told("c2", "investment_usd", 3, (4, 6)),
    ]
    scored = score(note, claims)
    assert (scored.right["pair"], scored.asked["pair"]) == (1, 2)


def found(rule, severity, *claims):
    return Finding(rule, severity, claims)


ALL_READ = [
    told("c1", "target_units_revived", 1600, (3, 8)),
    told("c2", "units_revived", 400, (16, 19)),
    told("c3", "target_realised_pct", 23, (46, 48)),
]


def test_a_contradiction_is_found_by_its_rule_on_one_of_its_claims():
    scored = score(NOTE, ALL_READ, [found("share_of_count", "contradiction", "c3", "c2")])
    assert scored.contradictions == scored.findings == Tally(1, 0, 0)


def test_the_right_rule_on_other_claims_is_an_alarm_and_a_miss():
    scored = score(NOTE, ALL_READ, [found("share_of_count", "contradiction", "c9")])
    assert scored.contradictions == Tally(0, 1, 1)


def test_a_contradiction_told_as_a_doubt_is_a_finding_but_a_missed_contradiction():
    scored = score(NOTE, ALL_READ, [found("share_of_count", "doubt", "c3")])
    assert scored.contradictions == Tally(0, 0, 1)
    assert scored.findings == Tally(1, 0, 0)


def test_a_doubt_told_as_a_contradiction_is_a_made_up_contradiction():
    doubt = replace(NOTE, findings=(replace(WRONG_SHARE, severities=("doubt",)),))
    scored = score(doubt, ALL_READ, [found("share_of_count", "contradiction", "c3")])
    assert scored.contradictions == Tally(0, 1, 0)


def test_what_may_be_either_is_right_as_either_and_missed_only_in_silence():
    either = replace(NOTE, findings=(replace(WRONG_SHARE, severities=("contradiction", "doubt")),))
    assert (
        score(either, ALL_READ, [found("share_of_count", "doubt", "c3")]).contradictions == Tally()
    )
    assert score(either, ALL_READ, []).contradictions == Tally(0, 0, 1)


def test_the_same_rule_twice_on_one_matter_counts_once():
    twice = [found("share_of_count", "contradiction", c) for c in ("c2", "c3")]
    assert score(NOTE, ALL_READ, twice).findings == Tally(1, 0, 0)


def test_an_optional_finding_counts_neither_way():
    pace = GoldFinding(("pace",), ("note",), frozenset({"revived"}), optional=True)
    note = replace(NOTE, findings=(pace,))
    assert score(note, ALL_READ, [found("pace", "note", "c2")]).findings == Tally()
    assert score(note, ALL_READ, []).findings == Tally()


def test_findings_are_not_judged_where_nobody_looked_for_any():
    scored = score(replace(NOTE, findings=None), ALL_READ, [found("pace", "note", "c2")])
    assert scored.findings is None


def test_every_note_s_passages_and_findings_lead_somewhere():
    notes = read_notes()
    assert sum(n.language == "en" for n in notes) >= 25
    assert sum(n.language == "fa" for n in notes) >= 15
    for note in notes:
        keys = {claim.key for claim in note.claims}
        assert len(keys) == len(note.claims), note.name
        assert all(finding.claims <= keys for finding in note.findings), note.name
        assert all(claim.pair in keys | {None} for claim in note.claims), note.name


def test_every_planted_rule_is_planted_in_both_languages():
    planted = {
        language: {
            rule
            for note in read_notes()
            if note.language == language
            for finding in note.findings
            if not finding.optional
            for rule in finding.rules
        }
        for language in ("en", "fa")
    }
    assert planted["en"] == planted["fa"]
    assert len(planted["en"]) == 13


def test_a_report_from_outside_is_read_by_its_figures(tmp_path):
    (tmp_path / "one.json").write_text(
        '{"language": "en", "published_on": "2021-08-13", "text": "400 units", "rows": [{'
        '"metric": "units_revived", "value": 400, "unit": "units", "qualifier": "eq",'
        '"place": "Iran", "period": {"kind": "as_of", "start": null, "end": "2021-08-13"}}],'
        '"findings": [{"rule": "pace", "severity": "note", "claims": [["units_revived", 400]]}]}',
        encoding="utf-8",
    )
    (note,) = read_folder(tmp_path)
    assert note.claims[0].key == "units_revived=400"
    assert note.findings[0].claims == {"units_revived=400"}


def test_the_yardstick_reads_digits_of_both_scripts_and_nothing_cleverer():
    english = read_by_expression("some 400 units and 1.5 trillion rials (about $3 million)")
    assert [(c.metric, c.value) for c in english] == [
        ("units_revived", 400),
        ("investment_rials", 1_500_000_000_000),
        ("investment_usd", 3_000_000),
    ]
    persian = read_by_expression("۳۸ واحد با ۵۰۰ میلیارد تومان")
    assert [(c.metric, c.value) for c in persian] == [
        ("units_revived", 38),
        ("investment_rials", 5_000_000_000_000),
    ]
    assert read_by_expression("nine units") == []


def test_a_note_is_read_and_checked_by_the_parts_that_people_use():
    note = next(n for n in read_notes() if n.name == "en-01")
    scored = read_and_score(note)
    assert scored.claims.tally.hits > 0
    assert scored.findings is not None


def perfect(note):
    """Return the claims and findings that a person marked, as a reader would tell them."""
    ids = {g.key: f"c{n}" for n, g in enumerate(note.claims)}
    claims = [
        told(
            ids[g.key],
            g.metrics[0],
            g.value,
            g.span,
            qualifier=g.qualifier,
            place=g.place,
            period=Period(g.kind, g.start, g.end),
            pair=ids.get(g.pair),
        )
        for g in note.claims
    ]
    findings = [
        found(f.rules[0], f.severities[0], *(ids[c] for c in f.claims)) for f in note.findings
    ]
    return claims, findings


def test_whoever_tells_what_the_person_marked_scores_perfectly_on_every_note():
    for note in read_notes():
        scored = score(note, *perfect(note))
        assert scored.claims.tally == Tally(len(note.claims), 0, 0), note.name
        assert scored.right == scored.asked, note.name
        assert (scored.finding_misses, scored.finding_alarms) == ((), ()), note.name
        assert scored.contradictions.precision == scored.contradictions.recall == 1, note.name


def test_whoever_says_nothing_misses_everything_and_makes_nothing_up():
    for note in read_notes():
        scored = score(note, [], [])
        assert scored.claims.tally == Tally(0, 0, len(note.claims)), note.name
        assert scored.findings.misses == sum(not f.optional for f in note.findings), note.name
