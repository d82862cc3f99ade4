"""Which metric do loans, and the units that get them, belong to?"""

from ehya.engine.claims.reading.borrowers import asked_or_got, gets_a_sum
from ehya.engine.claims.reading.clauses_fa import did_about_loans
from ehya.engine.claims.reading.counted import NOTHING, Answer, Count
from ehya.engine.claims.reading.wholes import is_lent_to
from ehya.engine.claims.reading.whom import owner_of_bracket

_OF_LOANS = ("loans_count", "applications_received", "finance_paid_rials", "finance_paid_usd")


def lent(count: Count) -> Answer | None:
    """Tell units that asked for loans or got them.

    Args:
        count: the number and its surroundings.

    Returns:
        The metric and its sense; None where nothing is lent.
    """
    borrowers: tuple[str, ...] = ("unit", "project")
    if count.scene.words(count.phrase.first - 1, count.phrase.first) == ["to"]:
        borrowers = ("unit", "project", "application")
    lent = is_lent_to(count.scene, count.phrase) or gets_a_sum(count.scene, count.phrase)
    if count.noun in borrowers and (lent or _is_listed_borrower(count)):
        return "loans_count", "flow"
    if count.noun not in ("unit", "project", "application"):
        return None
    loans = any(d.metric in _OF_LOANS for d in count.before[-3:])
    closing = did_about_loans(count.scene, count.phrase)
    if closing and not count.phrase.states:
        return closing, "flow"
    metric = asked_or_got(count.scene, count.phrase, count.act, of_loans=loans)
    return (metric, "flow") if metric else None


def _is_listed_borrower(count: Count) -> bool:
    """Tell "Yazd Province (987 firms) and Gilan Province (768 firms)" after loans."""
    opener = count.scene.words(count.phrase.first - 1, count.phrase.first)
    loans = bool(count.fresh) and count.fresh[-1].metric == "loans_count"
    return loans and opener == ["("] and owner_of_bracket(count.scene, count.phrase) is not None


def loan_or_contract(count: Count) -> Answer | None:
    """Tell loans and finance contracts that are counted themselves.

    Args:
        count: the number and its surroundings.

    Returns:
        The metric and its sense; None where something else is counted.
    """
    if count.noun == "loan":
        return ("loans_count", "flow") if count.phrase.number.value > 0 else NOTHING
    if count.noun != "contract":
        return None
    money = [m for m in count.scene.of("money") if m.name == "invest"]
    near = count.scene.nearest(count.phrase.span, money, 6)[0]
    return ("finance_contracts_count", "flow") if near else NOTHING
