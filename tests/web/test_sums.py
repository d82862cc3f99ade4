"""A finding's arithmetic stands line by line, its unit said once."""

import re
from pathlib import Path

from django.utils.translation import override

from ehya.cli.report import ROLES as REPORT_ROLES
from ehya.engine.claims import rules
from ehya.engine.claims.model import Claim, Finding, Period, Term
from ehya.web.reader import Reader
from ehya.web.sums import ROLES, lines

ENGLISH, PERSIAN = Reader("en"), Reader("fa")


def rials(name, value, **more):
    return Claim(
        id=name,
        metric="investment_rials",
        value=value,
        unit="IRR",
        qualifier="eq",
        period=Period("event"),
        **more,
    )


PARTS = {
    "c1": rials("c1", 1_880_000_000_000, about="n1"),
    "c2": rials("c2", 18_350_000_000_000, text="18.35 trillion rials"),
    "c3": rials("c3", 294_800_000_000_000),
    "n1": Claim("n1", "projects", 9, "units", "eq", Period("event"), text="nine projects"),
}


def total(ratio=10.0):
    return Finding(
        rule="parts_total",
        severity="contradiction",
        claims=("c3", "c1", "c2"),
        ratio=ratio,
        terms=(
            Term("part", 1_880_000_000_000, "IRR", "c1"),
            Term("part", 18_350_000_000_000, "IRR", "c2"),
            Term("sum", 20_230_000_000_000, "IRR", None, True),
            Term("stated", 294_800_000_000_000, "IRR", "c3", False),
        ),
    )


def plain(words):
    return words.strip("\u2068\u2069")


def test_all_amounts_share_one_scale_and_say_it_once():
    told = lines(total(), PARTS, ENGLISH)
    assert [line.value for line in told] == ["1.88", "18.35", "20.23", "294.8"]
    assert [line.unit for line in told] == ["", "", "trillion rials", "ten times"]


def test_a_part_is_named_by_what_it_belongs_to():
    with override("en"):
        told = [plain(line.words) for line in lines(total(), PARTS, ENGLISH)]
    assert told == ["nine projects", "18.35 trillion rials", "Together", "Stated"]


def test_a_rule_stands_above_the_sum_and_each_line_says_whether_it_fits():
    told = lines(total(), PARTS, ENGLISH)
    assert [line.ruled for line in told] == [False, False, True, False]
    assert [line.tone for line in told] == ["", "", "good", "bad"]


def test_a_ratio_that_is_no_slipped_zero_is_not_called_ten_times():
    assert lines(total(10.5), PARTS, ENGLISH)[-1].unit == "trillion rials"


def test_persian_lines_have_persian_digits_and_units():
    told = lines(total(), PARTS, PERSIAN)
    assert [line.value for line in told] == ["۱٫۸۸", "۱۸٫۳۵", "۲۰٫۲۳", "۲۹۴٫۸"]
    assert told[2].unit == "هزار میلیارد ریال"


def test_a_claim_of_the_record_is_named_by_its_source_and_day():
    recorded = rials("MN1-01", 1_880_000_000_000, source="MENAFN", published_on="2024-08-12")
    finding = Finding(
        rule="ledger_conflict",
        severity="contradiction",
        claims=("MN1-01",),
        terms=(Term("earlier", recorded.value, "IRR", "MN1-01"),),
    )
    (english,) = lines(finding, {"MN1-01": recorded}, ENGLISH)
    (persian,) = lines(finding, {"MN1-01": recorded}, PERSIAN)
    assert english.words == "\u2068MENAFN\u2069, 12 Aug 2024"
    assert persian.words == "\u2068MENAFN\u2069، ۲۲ مرداد ۱۴۰۳"


def test_a_small_amount_beside_a_large_one_is_not_rounded_away():
    terms = (Term("part", 2_000_000, "IRR"), Term("stated", 3_000_000_000_000, "IRR"))
    finding = Finding(rule="parts_total", severity="doubt", claims=(), terms=terms)
    assert [line.value for line in lines(finding, {}, ENGLISH)] == ["2", "3,000,000"]


def test_every_line_that_a_rule_writes_has_words_in_both_languages():
    files = Path(rules.__file__).parent.glob("*.py")
    roles = {
        role for file in files for role in re.findall(r'Term\(\s*"(\w+)"', file.read_text("utf-8"))
    }
    assert "sum" in roles
    assert roles <= ROLES.keys()
    assert roles <= REPORT_ROLES.keys()
