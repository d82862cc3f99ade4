"""How does a page say in one sentence what was found in a text?"""

from collections.abc import Mapping, Sequence

from ehya.engine.claims.model import Finding, Verdict

Clause = Mapping[str, str]

CLAUSES: dict[str, Clause] = {
    "parts_total": {
        "en": "a total is not the sum of its parts",
        "fa": "رقم کل با جمع اجزای آن نمی‌خواند",
    },
    "parts_total.over_hundred": {
        "en": "the shares of one whole pass a hundred per cent",
        "fa": "سهم‌های یک کل از صد درصد می‌گذرد",
    },
    "implied_rate": {
        "en": "one amount gives the dollar an impossible rate",
        "fa": "یک مبلغ برای دلار نرخی ناممکن می‌دهد",
    },
    "cumulative_falls": {"en": "a running count has fallen", "fa": "یک شمار تجمعی کم شده است"},
    "share_of_count": {
        "en": "a percentage does not fit its counts",
        "fa": "یک درصد با شمارهای خود نمی‌خواند",
    },
    "target_stale": {
        "en": "an old target is told as the present one",
        "fa": "هدفی کهنه به‌جای هدف کنونی گفته شده است",
    },
    "target_moved": {"en": "a target has moved", "fa": "هدفی جابه‌جا شده است"},
    "subset_exceeds_whole": {
        "en": "a part is larger than its whole",
        "fa": "یک جزء از کل خود بزرگ‌تر است",
    },
    "calendar": {"en": "a date does not fit the calendar", "fa": "تاریخی با تقویم نمی‌خواند"},
    "magnitude": {
        "en": "a number is far outside what the record has seen",
        "fa": "عددی بسیار بیرون از دامنهٔ کارنامه است",
    },
    "stock_flow": {
        "en": "the idle stock does not bear out the count",
        "fa": "شمار واحدهای راکد این رقم را تأیید نمی‌کند",
    },
    "label": {
        "en": "two different counts go by one name",
        "fa": "دو شمار جدا به یک نام خوانده شده است",
    },
    "ledger_conflict": {
        "en": "the record tells one number differently",
        "fa": "یک عدد در کارنامه جور دیگری است",
    },
    "pace": {"en": "the pace can be told", "fa": "آهنگ کار پیداست"},
}
SLIPS: dict[int, Clause] = {
    10: {"en": "ten times", "fa": "ده برابر"},
    100: {"en": "a hundred times", "fa": "صد برابر"},
    1_000: {"en": "a thousand times", "fa": "هزار برابر"},
}
SLIPPED = {"en": "the total is {times} its parts", "fa": "رقم کل {times} اجزای آن است"}
AND = {"en": "{}, and {}", "fa": "{} و {}"}
ONLY_DOUBT = {"en": "nothing contradicts, but {}", "fa": "تناقضی نیست، اما {}"}
NOTHING = {
    "en": "nothing in this text contradicts itself or the record",
    "fa": "چیزی در این متن با خود یا با کارنامه نمی‌ستیزد",
}
NO_CLAIM = {
    "en": "no claim was found in this text",
    "fa": "در این متن ادعایی یافت نشد",
}
# The same slip seen from its other side says nothing new in a headline.
_SAME_STORY = {"implied_rate": "parts_total"}


def headline(verdict: Verdict, claims: int, language: str) -> str:
    """Return the finding of a page as a sentence.

    Args:
        verdict: what the rules saw, most serious first.
        claims: how many were read. [claims]
        language: "en" or "fa".

    Returns:
        At most two clauses; contradictions before doubts. Without a full stop, as a heading.
    """
    contradictions = _clauses(verdict.findings, "contradiction", language)
    doubts = _clauses(verdict.findings, "doubt", language)
    if not claims:
        words = NO_CLAIM[language]
    elif contradictions:
        words = _joined(contradictions[:2], language)
    elif doubts:
        words = ONLY_DOUBT[language].format(_joined(doubts[:2], language))
    else:
        words = NOTHING[language]
    return words[:1].upper() + words[1:]


def clause(finding: Finding, language: str) -> str:
    """Return what one finding says, as a part of a sentence."""
    slip = SLIPS.get(round(finding.ratio or 0))
    if finding.rule == "parts_total" and finding.reason.startswith("slip") and slip:
        return SLIPPED[language].format(times=slip[language])
    exact = CLAUSES.get(f"{finding.rule}.{finding.reason}")
    return (exact or CLAUSES[finding.rule])[language]


def _clauses(findings: Sequence[Finding], severity: str, language: str) -> list[str]:
    here = [finding for finding in findings if finding.severity == severity]
    rules = {finding.rule for finding in here}
    told = [f for f in here if _SAME_STORY.get(f.rule) not in rules]
    return list(dict.fromkeys(clause(finding, language) for finding in told))


def _joined(clauses: Sequence[str], language: str) -> str:
    return clauses[0] if len(clauses) == 1 else AND[language].format(*clauses)
