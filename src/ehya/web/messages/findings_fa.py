"""How is a finding said in Persian? rule.reason: (headline, what follows from it)."""

from collections.abc import Mapping

PERSIAN: Mapping[str, tuple[str, str]] = {
    "parts_total.slip": (
        "{parts:words} جزء روی‌هم {made:amount} می‌شود، نه {stated:amount}؛ صفری جابه‌جا شده؟",
        "رقم کلِ گفته‌شده {slip} برابر با اجزا فرق دارد.",
    ),
    "parts_total.slip_toman": (
        "{parts:words} جزء روی‌هم {made:amount} می‌شود، نه {stated:amount}؛ صفری جابه‌جا شده؟",
        "رقم کل ده برابر اجزای آن است؛ جابه‌جایی ریال و تومان هم همین نتیجه را می‌دهد.",
    ),
    "parts_total.over": (
        "{parts:words} جزء روی‌هم {made:amount} می‌شود که از کلِ گفته‌شده ({stated:amount}) بیشتر است",
        "",
    ),
    "parts_total.short": (
        "{parts:words} جزء روی‌هم {made:amount} می‌شود، نه {stated:amount} که جمع آن‌ها گفته شده",
        "",
    ),
    "parts_total.unlisted": (
        "{parts:words} جزء روی‌هم {made:amount} از {stated:amount} است",
        "تنها اگر جزئی به اندازهٔ {gap:amount} ناگفته مانده باشد هر دو درست است.",
    ),
    "parts_total.stretched": (
        "{parts:words} جزء روی‌هم {made:amount} می‌شود، نه {stated:amount}",
        "تنها اگر «بیش از» {gap:amount} را در خود پنهان کرده باشد هر دو درست است.",
    ),
    "parts_total.over_hundred": (
        "{parts:words} سهم روی‌هم {made:percent} می‌شود که از کل بیشتر است",
        "",
    ),
    "implied_rate.odd_one": (
        (
            "{rials:IRR} برابر با {dollars:USD} یعنی هر دلار {rate:IRR}؛"
            " در جاهای دیگر متن نرخ نزدیک {usual:IRR} است"
        ),
        "",
    ),
    "implied_rate.off_reference_slip": (
        "{rials:IRR} برابر با {dollars:USD} یعنی هر دلار {rate:IRR}؛ نرخ آن روز نزدیک {usual:IRR} بود",
        "در یکی از دو مبلغ صفری جابه‌جا شده است.",
    ),
    "implied_rate.off_reference": (
        (
            "{rials:IRR} برابر با {dollars:USD} یعنی هر دلار {rate:IRR}؛"
            " هیچ نرخی از آن زمان نزدیک‌تر از {usual:IRR} نیست"
        ),
        "",
    ),
    "implied_rate.rates_differ": (
        "همان {rials:IRR} یک بار {dollars:USD} و یک بار {other_dollars:USD} گفته شده است",
        "تنها با دو نرخ متفاوت هر دو درست است: دلار {rate:IRR} و {usual:IRR}.",
    ),
    "label.two_names": (
        "{earlier:amount} تا {earlier_end:day}، سپس {later:amount} تا {later_end:day}",
        "تنها اگر «{earlier_metric:metric}» و «{later_metric:metric}» جدا شمرده شوند هر دو درست است.",
    ),
    "label.sum_called_revived": (
        "از {stated:amount} که احیاشده خوانده شده، {revived} واحد احیا شده و {extra} واحد نه",
        "آن {extra} واحد با نام «{extra_metric:metric}» گفته شده است.",
    ),
    "label.share_of_what": (
        "{share:percent} هم از «{population}» گفته شده و هم از «{other_population}»",
        "",
    ),
    "pace.needs": (
        "{count} از {target} یعنی {share:percent}، و {gone:percent} سال گذشته است",
        "تاکنون هفته‌ای {a_week:week}؛ هدف از این پس هفته‌ای {a_week_needed:week} می‌خواهد.",
    ),
    "pace.reached": (
        "{count} از هدفِ {target} گذشته است، و {gone:percent} سال سپری شده",
        "",
    ),
}
