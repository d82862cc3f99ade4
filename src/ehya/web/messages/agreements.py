"""How is a check that held said? rule.reason: one line in each language."""

from collections.abc import Mapping

AGREEMENTS: Mapping[str, Mapping[str, str]] = {
    "parts_total.exact": {
        "en": "{values:sum} = {stated:amount}",
        "fa": "{values:sum} = {stated:amount}",
    },
    "parts_total.exact_projects": {
        "en": "{values:sum} = {stated:projects}",
        "fa": "{values:sum} = {stated:projects}",
    },
    "parts_total.holds_over": {
        "en": "{values:sum} = {made:bare}: “over {stated:amount}” holds",
        "fa": "{values:sum} = {made:bare}: «بیش از {stated:amount}» درست است",
    },
    "parts_total.holds_approx": {
        "en": "{values:sum} = {made:bare}: “about {stated:amount}” holds",
        "fa": "{values:sum} = {made:bare}: «حدود {stated:amount}» درست است",
    },
    "parts_total.holds": {
        "en": "{values:sum} = {made:bare}: {stated:amount} holds, as far as it is rounded",
        "fa": "{values:sum} = {made:bare}: {stated:amount} با گرد کردن درست است",
    },
    "implied_rate.rates_agree": {
        "en": "{pairs} pairs of rials and dollars give {low:amount} to {high:amount}",
        "fa": "{pairs} جفت ریال و دلار نرخ {low:amount} تا {high:amount} می‌دهد",
    },
    "subset_exceeds_whole.within": {
        "en": "{part} is within {whole}",
        "fa": "{part} در {whole} می‌گنجد",
    },
    "calendar.began": {
        "en": "{year:year} began on {day:day}",
        "fa": "{year:year} در {day:day} آغاز شد",
    },
    "share_of_count.holds": {
        "en": "{part} of {whole} is {percent:exact}: “{share:exact}” holds",
        "fa": "{part} از {whole} می‌شود {percent:exact}: «{share:exact}» درست است",
    },
}
