"""A text is shown whole, with its claims underlined and its clashes joined."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.claims.model import Claim, Finding, Period, Verdict
from ehya.web.passages import anchors, joins, kinds, paragraphs

TEXT = "We revived 33 units.\nThe target is 300 units."


def claim(name, start, end, text=TEXT):
    return Claim(
        id=name,
        metric="units_revived",
        value=1,
        unit="units",
        qualifier="eq",
        period=Period("as_of"),
        start=start,
        end=end,
        text=text[start:end],
    )


def finding(severity, *claims):
    return Finding(rule="parts_total", severity=severity, claims=claims)


def written(told):
    return ["".join(piece.text for piece in pieces) for pieces in told]


def test_each_line_becomes_a_paragraph_with_its_claims_in_place():
    told = paragraphs(TEXT, [claim("c1", 11, 19), claim("c2", 35, 44)], {})
    assert written(told) == TEXT.split("\n")
    assert [[piece.text for piece in pieces if piece.claims] for pieces in told] == [
        ["33 units"],
        ["300 units"],
    ]


def test_claims_that_share_letters_share_one_underline():
    told = paragraphs(TEXT, [claim("c1", 11, 19), claim("c2", 14, 19)], {"c1": "", "c2": "bad"})
    (marked,) = [piece for piece in told[0] if piece.claims]
    assert (marked.claims, marked.kind, marked.anchor) == (("c1", "c2"), "bad", "c1")
    assert anchors(told) == {"c1": "c1", "c2": "c1"}


def test_the_suspect_of_a_contradiction_is_marked_most_heavily():
    verdict = Verdict((finding("contradiction", "c1", "c2"), finding("doubt", "c2", "c3")), ())
    claims = [claim(name, 0, 1) for name in ("c1", "c2", "c3", "c4")]
    assert kinds(claims, verdict) == {"c1": "bad", "c2": "inv", "c3": "dbt", "c4": ""}


def test_a_bracket_joins_only_what_stands_in_the_text():
    findings = [finding("contradiction", "c1", "MN1-01"), finding("note", "MN1-02")]
    told = json.loads(joins(findings, {"c1": "c1"}, ["1", "2"]))
    assert told == [{"no": "1", "kind": "bad", "claims": ["c1"]}]


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)
)
def test_no_letter_of_a_text_is_lost(text, spans):
    inside = [sorted((min(a, len(text)), min(b, len(text)))) for a, b in spans]
    claims = [claim(f"c{no}", *span, text=text) for no, span in enumerate(inside)]
    shown = "".join(written(paragraphs(text, claims, {})))
    assert "".join(shown.split()) == "".join(text.split())
