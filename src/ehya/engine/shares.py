"""How is a whole number split among places, so that the parts add up to it exactly?"""

from collections.abc import Sequence

from ehya.engine.refusal import Refusal

METHOD = "plan.shares/1"


def shares(total: int, weights: Sequence[int], least: int = 0) -> tuple[int, ...]:
    """Return each place's part of a total: by its weight, but never below a minimum.

    Whoever's quota is not above the minimum is given the minimum and leaves the reckoning; the
    others share what is left by largest remainders. Of equal remainders the earlier place's is
    served first. A place of no weight is given the minimum and no more. Exact: whole numbers only.

    Args:
        total: what is split. [units of the metric]
        weights: what each place weighs, e.g. its idle units. shape (places,) [units of the rule]
        least: what every place is given at the least. [units of the metric]

    Returns:
        The parts, in the places' order; their sum is the total. shape (places,)
        [units of the metric]

    Raises:
        Refusal: "shares.no_places" without any; "shares.below_zero" where a number is negative;
            "shares.nothing_to_split_by" where nobody weighs anything; "shares.least_too_much" where
            the minimum alone is more than the total.

    Source:
        Hamilton's method of largest remainders: Balinski & Young (2001), Fair Representation,
        2nd ed., ch. 3 and app. A; a minimum as in their "requirements" (ch. 11).
    """
    _refuse_unfit(total, weights, least)
    parts = [least] * len(weights)
    left = list(range(len(weights)))
    while True:
        rest, weight = total - least * (len(weights) - len(left)), sum(weights[i] for i in left)
        above = [i for i in left if weights[i] * rest > least * weight]
        if len(above) == len(left):
            break
        left = above
    for place, part in zip(
        left, _largest_remainders(rest, [weights[i] for i in left]), strict=True
    ):
        parts[place] = part
    return tuple(parts)


def _largest_remainders(total: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights)
    if not whole:
        return []
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _refuse_unfit(total: int, weights: Sequence[int], least: int) -> None:
    if not weights:
        raise Refusal("shares.no_places")
    worst = min(total, least, *weights)
    if worst < 0:
        raise Refusal("shares.below_zero", number=worst)
    if not any(weights):
        raise Refusal("shares.nothing_to_split_by")
    if least * len(weights) > total:
        raise Refusal("shares.least_too_much", least=least, places=len(weights), total=total)
