"""What the checker sees in the published record, judged by hand in docs/reference/contradictions.md."""

from datetime import date
from time import perf_counter

import pytest

from ehya.publish.checking import check_known, check_rules, known_on
from ehya.publish.record import read_record

RECORD = read_record()
VERDICT = check_known(RECORD)

# Group of the programme's facts: the rules that find it, and claims that the finding joins.
GROUPS = [
    (1, "implied_rate", "doubt", {"TT464008-11", "TT60PCT-08"}),
    (1, "ledger_conflict", "contradiction", {"EO35494-07", "TT464008-10"}),
    (2, "parts_total", "contradiction", {"MN1108543314-07", "MN1108543314-11"}),
    (2, "implied_rate", "contradiction", {"TT487892-02", "TT487892-03"}),
    (2, "ledger_conflict", "doubt", {"MN1107719098-07", "TT487892-02"}),
    (3, "ledger_conflict", "doubt", {"TT446409-01", "TT448136-03"}),
    (4, "ledger_conflict", "doubt", {"EN348779-01", "TT486721-04"}),
    (4, "ledger_conflict", "doubt", {"EN348779-02", "TT486721-05"}),
    (5, "ledger_conflict", "doubt", {"TT449374-01", "PAKOBS-01"}),
    (6, "cumulative_falls", "doubt", {"TT450393-02", "TT451504-04"}),
    (7, "magnitude", "doubt", {"TT464008-02", "TT60PCT-03"}),
    (8, "cumulative_falls", "contradiction", {"MN1108543314-05", "TT488520-01"}),
    (9, "parts_total", "doubt", {"TT486721-02", "TT480978-02", "ZIPO-04"}),
    (10, "magnitude", "doubt", {"EKALAN-03"}),
    (11, "magnitude", "doubt", {"MN1107719098-03"}),
    (12, "magnitude", "doubt", {"TIP353754-01", "TIP353754-02"}),
    (13, "implied_rate", "contradiction", {"TT435986-06", "TT435986-07"}),
    (14, "implied_rate", "doubt", {"TT467016-06", "TT482197-03"}),
    (15, "ledger_conflict", "doubt", {"SNN757074-02", "ICCC1765-01"}),
    (15, "stock_flow", "contradiction", {"SNN757074-07"}),
    (16, "share_of_count", "contradiction", {"TT451504-01", "TT451504-03"}),
    (17, "share_of_count", "contradiction", {"TT464008-06"}),
    (17, "magnitude", "doubt", {"TT463875-02", "TT463875-03"}),
    (18, "target_stale", "doubt", {"TT456275-05", "TT456275-06"}),
    (19, "ledger_conflict", "doubt", {"EO35494-02", "TT462750-02"}),
    (20, "ledger_conflict", "doubt", {"TT458925-01", "TT462915-04"}),
    (21, "ledger_conflict", "contradiction", {"AZ167085-03", "AZ167085-06"}),
    (21, "cumulative_falls", "doubt", {"EN348779-11", "AZ167085-06"}),
    (22, "cumulative_falls", "doubt", {"QAZ2538990-03", "QAZISIPO-02"}),
    (23, "stock_flow", "doubt", {"WEB131855-01", "WEB131855-02", "WEB131855-04"}),
    (24, "parts_total", "contradiction", {"TABRIZ56-01", "TABRIZ56-02", "TABRIZ56-03"}),
    (26, "parts_total", "doubt", {"TT487676-01", "TT487676-04"}),
    (26, "ledger_conflict", "doubt", {"TT487676-04", "TT462055-01"}),
    (27, "label", "doubt", {"MN1108541077-07", "MN1108926546-03"}),
    (28, "label", "doubt", {"TT480978-01", "RESALAT-03"}),
    (29, "stock_flow", "doubt", {"TT451920-04", "TT453145-04"}),
    (30, "ledger_conflict", "contradiction", {"ECOIRAN-01", "ECOIRAN-02"}),
    (31, "ledger_conflict", "contradiction", {"MNE148694-01", "TT439204-04"}),
    (32, "magnitude", "doubt", {"TR3232491-03", "TR3232491-04"}),
]


@pytest.mark.parametrize(("group", "rule", "severity", "claims"), GROUPS)
def test_a_known_clash_is_found(group, rule, severity, claims):
    assert any(
        finding.rule == rule and finding.severity == severity and claims <= set(finding.claims)
        for finding in VERDICT.findings
    )


def test_renovated_beside_revived_is_a_doubt_and_no_more():
    joined = {"MN1108543314-01", "MN1108543314-03"}
    severities = {f.severity for f in VERDICT.findings if joined <= set(f.claims)}
    assert severities == {"doubt"}


def test_contradictions_come_first_and_the_greatest_slip_before_all():
    ranks = [("contradiction", "doubt", "note").index(f.severity) for f in VERDICT.findings]
    assert ranks == sorted(ranks)
    assert VERDICT.findings[0].rule == "parts_total"


def test_the_whole_record_is_checked_within_seconds():
    begun = perf_counter()
    check_known(RECORD)
    assert perf_counter() - begun < 3


def test_every_finding_names_claims_of_the_record():
    known = {claim.id for claim in RECORD}
    assert all(set(finding.claims) <= known for finding in VERDICT.findings)


def test_a_doubt_says_in_what_the_two_may_differ():
    silent = [
        f
        for f in VERDICT.findings
        if f.severity == "doubt" and not f.facts.get("scopes") and f.reason != "stretched"
    ]
    assert silent == []


def test_only_what_was_public_on_a_day_is_known():
    known = known_on(RECORD, date(2024, 8, 12))
    ids = {claim.id for claim in known}
    assert "MN1108541077-01" in ids
    assert "TT506716-01" not in ids
    assert "IRECON-03" not in ids  # told as "2024", so known from its last day
    assert "MOJE900-01" not in ids  # no publication date at all


def test_the_record_teaches_what_a_unit_ordinarily_takes():
    jobs = check_rules().spreads["jobs_created/revived/national"]
    assert 16 < jobs.median < 20
    assert jobs.high < 40
    assert jobs.count > 20
