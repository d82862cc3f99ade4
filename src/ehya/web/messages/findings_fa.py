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
        "{stated:exact} هم از {whole:whole} گفته شده و هم از {other_whole:whole}",
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
    "label.count_of_what": (
        "{stated:amount} هم از {whole:whole} گفته شده و هم از {other_whole:whole}",
        "",
    ),
    "subset_exceeds_whole.linked": (
        "{part:amount} جزئی از {whole:amount} گفته شده است",
        "جزء نمی‌تواند از کل بیشتر باشد.",
    ),
    "subset_exceeds_whole.scope": (
        (
            "{part:amount} ({part_metric:metric}) از {whole:amount} ({whole_metric:metric}) بیشتر است،"
            " با آنکه جزئی از آن است"
        ),
        "",
    ),
    "subset_exceeds_whole.province": (
        "{part:amount} در استان از {whole:amount} کل کشور بیشتر است",
        "",
    ),
    "share_of_count.wrong": (
        "{part} از {whole} می‌شود {percent:exact}، نه {share:exact}",
        "",
    ),
    "share_of_count.wrong_perhaps": (
        "{part} از {whole} می‌شود {percent:exact}، نه {share:exact}",
        "",
    ),
    "cumulative_falls.fell": (
        "{later:amount} تا {later_end:day}، اما تا {earlier_end:day} گفته شده بود {earlier:amount}",
        "شماری که از {since:day} آغاز شده نمی‌تواند کم شود.",
    ),
    "cumulative_falls.fell_perhaps": (
        "{later:amount} تا {later_end:day}، اما تا {earlier_end:day} گفته شده بود {earlier:amount}",
        "",
    ),
    "calendar.new_year_day": (
        "سال {year:year} نه در {told:day} که در {right:day} آغاز شد",
        "",
    ),
    "calendar.year_end": (
        "سال {year:year} نه در {told:day} که در {right:day} پایان می‌یابد",
        "",
    ),
    "calendar.part_end": (
        "آن بخش از سال که نام برده شده نه در {told:day} که در {right:day} پایان می‌یابد",
        "",
    ),
    "calendar.not_yet": (
        "این شمار تا {told:day} را در بر می‌گیرد، اما تا {right:day} منتشر شده بود",
        "",
    ),
    "magnitude.each_jobs": (
        "{amount:jobs} در {units:units} یعنی هر واحد {each:tenth}؛ معمول کارنامه {usual:tenth} است",
        (
            "هیچ رقم معمولی بیرون از {low:tenth} تا {high:tenth} نیست: صفری جابه‌جا شده یا شغل واحدهای"
            " دیگر هم در آن است؟"
        ),
    ),
    "magnitude.each_money": (
        "{amount:IRR} برای {units} یعنی هر کدام {each:IRR}؛ معمول کارنامه {usual:IRR} است",
        (
            "هیچ رقم معمولی بیرون از {low:IRR} تا {high:IRR} نیست: صفری جابه‌جا شده یا پول واحدهای دیگر"
            " هم در آن است؟"
        ),
    ),
    "magnitude.added_jobs": (
        (
            "{units:units} افزوده از شمار پیشین هر کدام {each:tenth} شغل آورده است؛ معمول کارنامه"
            " {usual:tenth} است"
        ),
        "تنها اگر دو شمار از شغل‌ها یا واحدهای متفاوتی باشد هر دو درست است.",
    ),
    "magnitude.average": (
        "{amount:jobs} در {units:units} یعنی هر واحد {each:tenth}، نه {average:tenth} که گفته شده",
        "",
    ),
    "stock_flow.rose": (
        "واحدهای راکد از {before} به {after} رسید، در حالی که {revived} واحد احیا شده بود",
        "تنها اگر در این میان {gap:units} راکد شده باشد هر دو درست است.",
    ),
    "stock_flow.fell_more": (
        "واحدهای راکد {fall} واحد کم شد ({before} به {after})، اما {revived} واحد احیا شده بود",
        "تنها اگر {gap:units} به راه دیگری از فهرست رفته باشد هر دو درست است.",
    ),
    "stock_flow.beyond_all": (
        "هدفِ {target:amount}، اما تنها {stock:amount} راکد هست",
        "",
    ),
    "ledger_conflict.in_text": (
        "{metric:metric}: {stated:amount} و {told:amount} در یک متن و از یک زمان",
        "",
    ),
    "ledger_conflict.in_text_perhaps": (
        "{metric:metric}: {stated:amount} و {told:amount} در یک متن",
        "",
    ),
    "ledger_conflict.elsewhere": (
        "{metric:metric}: {stated:amount}، در جای دیگر {told:amount} گفته شده است",
        "دامنه و زمان هر دو یکی است.",
    ),
    "ledger_conflict.elsewhere_perhaps": (
        "{metric:metric}: {stated:amount}، در جای دیگر {told:amount} گفته شده است",
        "",
    ),
    "ledger_conflict.echo": (
        "{stated:amount} در سال {later_year:year} همان عددی است که از سال {year:year} گفته شده",
        "شاید خبری قدیمی تاریخ تازه گرفته باشد.",
    ),
    "ledger_conflict.event_moved": (
        "{stated:amount} پیش‌تر از {end:day} گفته شده بود و اکنون از {later_end:day}",
        "تنها اگر دو رویداد درست یک مبلغ داشته باشند هر دو درست است.",
    ),
    "target_stale.share_of_older": (
        (
            "{part} معادل {share:exact} هدف قدیمی {older} است، اما {percent:exact} هدفِ {whole} که اینجا"
            " گفته شده"
        ),
        "",
    ),
    "target_stale.superseded": (
        "هدفِ {target:amount} برای سال {year:year} پیش‌تر جای خود را به {newer:amount} داده بود",
        "",
    ),
    "target_stale.year_over": (
        "هدفِ {target:amount} از سال {year:year} است که به پایان رسیده",
        "",
    ),
    "target_moved.told_both": (
        "دو هدف برای سال {year:year} در یک متن: {earlier} و {later}",
        "",
    ),
    "target_moved.raised": (
        "هدف سال {year:year} پیش‌تر {earlier} بود و اکنون {later} است",
        "",
    ),
    "target_moved.lowered": (
        "هدف سال {year:year} پیش‌تر {earlier} بود و اکنون تنها {later} است",
        "",
    ),
}
