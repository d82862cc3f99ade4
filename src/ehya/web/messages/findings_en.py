"""How is a finding said in English? rule.reason: (headline, what follows from it)."""

from collections.abc import Mapping

ENGLISH: Mapping[str, tuple[str, str]] = {
    "parts_total.slip": (
        "The {parts:words} parts make {made:amount}, not {stated:amount}: a slipped zero?",
        "The total told is {slip} times too large or too small.",
    ),
    "parts_total.slip_toman": (
        "The {parts:words} parts make {made:amount}, not {stated:amount}: a slipped zero?",
        "The total is ten times its parts; rials read as toman would do the same.",
    ),
    "parts_total.over": (
        "The {parts:words} parts make {made:amount}, more than the total of {stated:amount}",
        "",
    ),
    "parts_total.short": (
        "The {parts:words} parts make {made:amount}, not the {stated:amount} told as their total",
        "",
    ),
    "parts_total.unlisted": (
        "The {parts:words} parts make {made:amount} of {stated:amount}",
        "Both can be true only if a part of {gap:amount} was left out.",
    ),
    "parts_total.stretched": (
        "The {parts:words} parts make {made:amount}, not {stated:amount}",
        "Both can be true only if “over” hides {gap:amount}.",
    ),
    "parts_total.over_hundred": (
        "The {parts:words} shares make {made:percent}, more than a whole",
        "",
    ),
    "implied_rate.odd_one": (
        (
            "{rials:IRR} for {dollars:USD} would put the dollar at {rate:IRR};"
            " elsewhere in the text it is near {usual:IRR}"
        ),
        "",
    ),
    "implied_rate.off_reference_slip": (
        (
            "{rials:IRR} for {dollars:USD} would put the dollar at {rate:IRR};"
            " it stood near {usual:IRR}"
        ),
        "A zero has slipped in one of the two amounts.",
    ),
    "implied_rate.off_reference": (
        (
            "{rials:IRR} for {dollars:USD} would put the dollar at {rate:IRR};"
            " no rate of that time comes nearer than {usual:IRR}"
        ),
        "",
    ),
    "implied_rate.rates_differ": (
        "The same {rials:IRR} were told as {dollars:USD} and as {other_dollars:USD}",
        "Both can be true only at different rates: {rate:IRR} and {usual:IRR} a dollar.",
    ),
    "label.two_names": (
        "{earlier:amount} by {earlier_end:day}, then {later:amount} by {later_end:day}",
        (
            "Both can be true only if “{earlier_metric:metric}” and “{later_metric:metric}” are"
            " counted apart."
        ),
    ),
    "label.sum_called_revived": (
        "{stated:amount} called revived are {revived} revived and {extra} that were not",
        "The other {extra} are told as “{extra_metric:metric}”.",
    ),
    "label.share_of_what": (
        "{share:percent} is told of “{population}” and of “{other_population}”",
        "",
    ),
    "pace.needs": (
        "{count} of {target} is {share:percent}, with {gone:percent} of the year gone",
        "So far {a_week:week} a week; the target now needs {a_week_needed:week} a week.",
    ),
    "pace.reached": (
        "{count} passes the target of {target}, with {gone:percent} of the year gone",
        "",
    ),
}
