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
        "{stated:exact} is told of {whole:whole} and of {other_whole:whole}",
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
    "label.count_of_what": (
        "{stated:amount} are told of {whole:whole} and of {other_whole:whole}",
        "",
    ),
    "subset_exceeds_whole.linked": (
        "{part:amount} are told to be among {whole:amount}",
        "A part cannot exceed its whole.",
    ),
    "subset_exceeds_whole.scope": (
        (
            "{part:amount} ({part_metric:metric}) exceed {whole:amount} ({whole_metric:metric}),"
            " of which they are a part"
        ),
        "",
    ),
    "subset_exceeds_whole.province": (
        "{part:amount} in the province exceed the {whole:amount} of the whole country",
        "",
    ),
    "share_of_count.wrong": (
        "{part} of {whole} is {percent:exact}, not {share:exact}",
        "",
    ),
    "share_of_count.wrong_perhaps": (
        "{part} of {whole} is {percent:exact}, not {share:exact}",
        "",
    ),
    "cumulative_falls.fell": (
        "{later:amount} by {later_end:day}, but {earlier:amount} were told by {earlier_end:day}",
        "A count since {since:day} may not fall.",
    ),
    "cumulative_falls.fell_perhaps": (
        "{later:amount} by {later_end:day}, but {earlier:amount} were told by {earlier_end:day}",
        "",
    ),
    "calendar.new_year_day": (
        "The year {year:year} did not begin on {told:day} but on {right:day}",
        "",
    ),
    "calendar.year_end": (
        "The year {year:year} does not end on {told:day} but on {right:day}",
        "",
    ),
    "calendar.part_end": (
        "The part of the year that is named does not end on {told:day} but on {right:day}",
        "",
    ),
    "calendar.not_yet": (
        "The count reaches to {told:day}, but it was published by {right:day}",
        "",
    ),
    "magnitude.each_jobs": (
        "{amount:jobs} in {units:units} are {each:tenth} a unit; the record's usual is {usual:tenth}",
        (
            "Nothing ordinary lies outside {low:tenth} to {high:tenth}: a slipped zero, or jobs of"
            " other units too?"
        ),
    ),
    "magnitude.each_money": (
        "{amount:IRR} for {units} is {each:IRR} each; the record's usual is {usual:IRR}",
        (
            "Nothing ordinary lies outside {low:IRR} to {high:IRR}: a slipped zero, or money of other"
            " units too?"
        ),
    ),
    "magnitude.added_jobs": (
        (
            "The {units:units} added since the earlier count brought {each:tenth} jobs each; the"
            " record's usual is {usual:tenth}"
        ),
        "Both counts can be true only if they are of different jobs or units.",
    ),
    "magnitude.average": (
        "{amount:jobs} in {units:units} are {each:tenth} a unit, not the {average:tenth} told",
        "",
    ),
    "stock_flow.rose": (
        "Idle units rose from {before} to {after} while {revived} were revived",
        "Both can be true only if {gap:units} went idle in between.",
    ),
    "stock_flow.fell_more": (
        "Idle units fell by {fall} ({before} to {after}), but {revived} were revived",
        "Both can be true only if {gap:units} left the list in another way.",
    ),
    "stock_flow.beyond_all": (
        "A target of {target:amount}, but there are only {stock:amount} idle",
        "",
    ),
    "ledger_conflict.in_text": (
        "{metric:metric}: {stated:amount} and {told:amount} in one text, of one time",
        "",
    ),
    "ledger_conflict.in_text_perhaps": (
        "{metric:metric}: {stated:amount} and {told:amount} in one text",
        "",
    ),
    "ledger_conflict.elsewhere": (
        "{metric:metric}: {stated:amount}, told as {told:amount} elsewhere",
        "Population and time are the same.",
    ),
    "ledger_conflict.elsewhere_perhaps": (
        "{metric:metric}: {stated:amount}, told as {told:amount} elsewhere",
        "",
    ),
    "ledger_conflict.echo": (
        "{stated:amount} in {later_year:year} is the same number as in {year:year}",
        "An old report may have been given a new date.",
    ),
    "ledger_conflict.event_moved": (
        "{stated:amount} were told of {end:day} before, now of {later_end:day}",
        "Both can be true only if two events had exactly the same sum.",
    ),
    "target_stale.share_of_older": (
        (
            "{part} is {share:exact} of the older target of {older}, but {percent:exact} of the"
            " {whole} told here"
        ),
        "",
    ),
    "target_stale.superseded": (
        "The target of {target:amount} for {year:year} had been replaced by {newer:amount}",
        "",
    ),
    "target_stale.year_over": (
        "The target of {target:amount} is for {year:year}, a year already over",
        "",
    ),
    "target_moved.told_both": (
        "Two targets for {year:year} in one text: {earlier} and {later}",
        "",
    ),
    "target_moved.raised": (
        "The target for {year:year} was {earlier}, now it is {later}",
        "",
    ),
    "target_moved.lowered": (
        "The target for {year:year} was {earlier}, now it is only {later}",
        "",
    ),
}
