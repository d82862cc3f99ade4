"""Files of payments and of progress: by the rules of one at the keyboard, and twice is once."""

import time
from datetime import date
from decimal import Decimal

import pytest

from ehya.engine.refusal import Refusal
from ehya.invest.actions import building, paying
from ehya.invest.actions.importing import import_payments, import_progress
from ehya.invest.intake.forms import HEADINGS, workbook
from ehya.invest.intake.moved import read_payments, read_progress
from ehya.invest.models import Payment, Progress
from ehya.ledger.chain import first_broken_link
from ehya.ledger.models import Event
from ehya.register.actions.rates import import_rates
from tests.invest.yard import BEGUN, DAY, a_project, money, of, pay, places, tell

pytestmark = pytest.mark.django_db
HEAD = "کد طرح,شماره سند,تاریخ پرداخت,مبلغ,به چه,منبع پول,تأیید"
FIRST = "الف-۱,۱۱,۱۴۰۳/۰۲/۰۱,۲۰,میلیارد ریال,بانک,"  # 20 April 2024
SECOND = "الف-۱,۱۲,2024-05-01,۵٫۵,میلیارد ریال,,"
BUILT = "کد طرح,تاریخ,درصد پیشرفت,دلیل"
BILLION = 10**9


@pytest.fixture
def water(officer, settings):
    """A project with 30 billion rials of a bank, approved on 20 March 2024."""
    settings.TODAY = DAY
    places()
    number = a_project(officer, code="الف-1")
    money(number, 30 * BILLION, by=officer)
    return number


def file(*rows, head=HEAD):
    return "\n".join((head, *rows)).encode()


def told(report):
    """Return new, same and refused rows."""
    return len(report.added), report.unchanged, len(report.refused)


def why(report):
    return [
        (no.row, no.field, no.value, no.refusal.code)
        for refused in report.refused
        for no in refused.problems
    ]


def test_payments_come_in_each_with_its_event_and_the_sum_beside(water, officer):
    report = import_payments(file(FIRST, SECOND), by=officer, name="paid.csv")
    assert (told(report), report.written) == ((2, 0, 0), True)
    assert of(water).paid_irr == 25_500_000_000
    rows = Payment.objects.order_by("pk")
    assert [(row.reference, row.on, row.amount_irr) for row in rows] == [
        ("11", date(2024, 4, 20), 20 * BILLION),
        ("12", date(2024, 5, 1), 5_500_000_000),
    ]
    assert rows[0].financing.kind == "bank"
    events = Event.objects.filter(act="invest.pay", on_key=str(water)).order_by("position")
    assert [event.after["amount_irr"] for event in events] == [20 * BILLION, 5_500_000_000]
    assert [event.pk for event in events] == [row.event_id for row in rows]
    assert Event.objects.order_by("position").last().act == "invest.import_payments"
    assert first_broken_link() is None


def test_a_dry_run_of_payments_says_the_same_and_writes_nothing(water, officer):
    before = Event.objects.count()
    report = import_payments(file(FIRST, SECOND), by=officer, dry_run=True)
    assert (told(report), report.written) == ((2, 0, 0), False)
    assert (Payment.objects.count(), Event.objects.count(), of(water).paid_irr) == (0, before, 0)


def test_a_payment_told_twice_is_one_and_told_otherwise_is_refused(water, officer):
    import_payments(file(FIRST), by=officer)
    assert told(import_payments(file(FIRST), by=officer)) == (0, 1, 0)
    assert told(import_payments(file(FIRST, SECOND), by=officer)) == (1, 1, 0)
    other = import_payments(file(FIRST.replace("۲۰", "۲")), by=officer)
    assert why(other) == [(2, "reference", "۱۱", "invest.payment_told_otherwise")]
    assert of(water).paid_irr == 25_500_000_000


def test_what_was_typed_under_a_number_is_the_files_own_payment(water, officer):
    day = date(2024, 4, 20)
    typed = pay(water, 20 * BILLION, "a", by=officer, on=day, reference=" ۱۱ ")
    assert told(import_payments(file(FIRST, SECOND), by=officer, name="paid.csv")) == (1, 1, 0)
    again = pay(water, 20 * BILLION, "b", by=officer, on=day, reference="11")
    assert (again, of(water).paid_irr) == (typed, 25_500_000_000)
    with pytest.raises(Refusal, match=r"invest\.payment_told_otherwise"):
        pay(water, 3 * BILLION, "c", by=officer, on=day, reference="11")


def test_one_number_twice_in_a_file_is_refused_with_the_first_row(water, officer):
    report = import_payments(file(FIRST, SECOND.replace("۱۲", "۱۱")), by=officer)
    assert why(report) == [(3, "reference", "۱۱", "invest.payment_twice")]
    assert not Payment.objects.exists(), "the file comes in whole or not at all"


def test_the_same_file_changes_nothing_when_a_payment_was_taken_back_since(water, officer):
    import_payments(file(FIRST), by=officer)
    wrong = Payment.objects.get()
    paying.take_back_payment(water, wrong.pk, by=officer, reason="typed wrongly")
    assert told(import_payments(file(FIRST), by=officer)) == (0, 1, 0)
    assert of(water).paid_irr == 0


def test_never_more_than_approved_also_with_the_rows_above(water, officer):
    """20 and 5.5 of 30 billion leave 4.5: 5 more are too many, 4.5 are not."""
    more = SECOND.replace("۱۲", "۱۳")
    rows = (FIRST, SECOND, more.replace("۵٫۵", "۵"), more.replace("۱۳", "۱۴").replace("۵٫۵", "۴٫۵"))
    report = import_payments(file(*rows), by=officer)
    assert why(report) == [(4, "amount", "۵", "invest.beyond_approved")]
    assert of(water).paid_irr == 0
    assert told(import_payments(file(*rows), by=officer, only_good=True)) == (3, 0, 1)
    assert of(water).paid_irr == 30 * BILLION


def test_not_on_a_day_before_the_money_was_approved(water, officer):
    money(water, 10 * BILLION, by=officer, on=date(2024, 6, 1), kind="own")
    early = "الف-۱,۲۱,2024-05-31,۳۱,میلیارد ریال,,"
    report = import_payments(file(early, early.replace("05-31", "06-01")), by=officer)
    assert why(report) == [
        (2, "paid_on", "2024-05-31", "invest.before_approval"),
        (3, "reference", "۲۱", "invest.payment_twice"),
    ]
    late = import_payments(file(early.replace("05-31", "06-01")), by=officer)
    assert told(late) == (1, 0, 0)


def test_the_rate_of_the_very_day_is_looked_up_and_a_gap_is_refused(water, officer, analyst):
    """A thousand dollars at 590,000 are 590 million rials; of the next day no rate is told."""
    rates = (
        f"ارز,مبنا,از تاریخ,تا تاریخ,نرخ به ریال,منبع\nیورو,بازار,{BEGUN},2024-05-01,640000,Bonbast"
    )
    assert import_rates(rates.encode(), by=analyst).added == 1
    head = "code,reference,paid on,amount,currency,basis"
    row = "الف-1,31,2024-05-01,1000,euro,market"
    report = import_payments(file(row, row.replace("31", "32").replace("05-01", "05-02"), head=head),
                             by=officer)  # fmt: skip
    assert why(report) == [(3, "rate_basis", "market", "revive.no_rate")]
    import_payments(file(row, head=head), by=officer)
    kept = Payment.objects.get()
    assert (kept.amount_irr, kept.rate, kept.rate_basis) == (640_000_000, 640_000, "market")


def test_an_unusual_amount_is_refused_until_its_own_column_says_it_is_meant(water, officer):
    small = "الف-۱,۴۱,2024-05-01,۲,میلیون ریال,,"  # a twentieth of 4.1 billion is the least: 205 million
    report = import_payments(file(small), by=officer)
    assert (why(report), report.asked) == ([(2, "amount", "۲", "invest.amount_doubtful")], 1)
    (refused,) = report.refused
    assert refused.problems[0].refusal.facts["meant"] == 2_000 * BILLION
    assert told(import_payments(file(small + "بله"), by=officer)) == (1, 0, 0)
    assert of(water).paid_irr == 2_000_000


def test_dollars_beside_that_do_not_fit_are_asked_about(water, officer, analyst):
    rates = f"ارز,مبنا,از تاریخ,تا تاریخ,نرخ به ریال,منبع\nدلار,بازار,{BEGUN},{DAY},600000,Bonbast"
    assert import_rates(rates.encode(), by=analyst).added == 1
    head = "code,reference,paid on,amount,currency,in dollars,meant so"
    row = "الف-1,51,2024-05-01,6,billion rials,1000,"  # a thousand dollars are 0.6 billion
    assert why(import_payments(file(row, head=head), by=officer)) == [
        (2, "amount", "6", "invest.rate_doubtful")
    ]
    right = row.replace("1000", "10000")
    assert told(import_payments(file(right, head=head), by=officer)) == (1, 0, 0)


def test_each_fault_of_a_payment_is_told_with_row_column_and_value(water, officer):
    rows = (
        "الف-۹,۱,2024-05-01,۵,میلیارد ریال,,",
        "الف-۱,۲,2024-05-01,پنج,میلیارد ریال,,",
        "الف-۱,,2024-05-01,۵,,,",
        "الف-۱,۴,2024-08-13,۵,میلیارد ریال,,",
        "الف-۱,۵,2024-05-01,۵,میلیارد ریال,صندوق,",
        "الف-۱,۶,2024-05-01,۵,میلیارد ریال,,شاید",
    )
    assert why(import_payments(file(*rows), by=officer, dry_run=True)) == [
        (2, "code", "الف-۹", "invest.import_no_project"),
        (3, "amount", "پنج", "import.number"),
        (4, "reference", "", "import.cell_empty"),
        (4, "currency", "", "import.cell_empty"),
        (5, "paid_on", "2024-08-13", "invest.ahead"),
        (6, "money_from", "صندوق", "invest.no_such_financing"),
        (7, "meant", "شاید", "import.word"),
    ]


def test_which_of_two_banks_must_be_said(water, officer):
    money(water, BILLION, by=officer, name="بانک ملت")
    row = FIRST.replace("الف-۱,۱۱", "الف-۱,۶۱")
    assert why(import_payments(file(row), by=officer)) == [
        (2, "money_name", "", "invest.import_source_unclear")
    ]


def test_an_officer_pays_for_projects_of_the_own_province_only(water, officer, analyst):
    far = a_project(analyst, code="ب-1", province="IR-23")
    money(far, 30 * BILLION, by=analyst)
    report = import_payments(file(FIRST.replace("الف-۱", "ب-۱")), by=officer)
    assert why(report) == [(2, "code", "ب-۱", "invest.import_no_project")]
    with pytest.raises(Refusal) as no:
        import_payments(file(FIRST), by=analyst)
    assert no.value.code == "ledger.not_allowed"


def test_a_file_and_the_keyboard_refuse_the_same_payments(water, officer):
    """The slow way, one by one, is the judge of the file."""
    money(water, 7 * BILLION, by=officer, on=date(2024, 7, 1), kind="own")
    days = (date(2024, 4, 1), date(2024, 8, 1), date(2024, 3, 1), date(2024, 6, 30))
    asked = [(days[n % 4], (3 + 5 * n % 11) * BILLION) for n in range(14)]
    head = "code,reference,paid on,amount,currency"
    rows = [f"الف-1,{n},{on},{much},rials" for n, (on, much) in enumerate(asked)]
    report = import_payments(file(*rows, head=head), by=officer, dry_run=True)
    by_file = {no.problems[0].row - 2: no.problems[0].refusal for no in report.refused}
    by_hand = {}
    for n, (on, much) in enumerate(asked):
        try:
            pay(water, much, f"k{n}", by=officer, on=on)
        except Refusal as no:
            by_hand[n] = no
    assert {n: no.code for n, no in by_hand.items()} == {n: no.code for n, no in by_file.items()}
    assert {no.code for no in by_hand.values()} == {
        "invest.before_approval",
        "invest.beyond_approved",
    }


@pytest.mark.heavy
def test_twenty_thousand_payments_come_in_far_below_two_minutes(water, officer):
    number = a_project(officer, code="big")
    money(number, 20_000 * BILLION, by=officer)
    rows = [
        f"{'big' if n % 2 else 'الف-1'},{n},2024-0{4 + n % 4}-{1 + n % 28:02d},"
        f"{1 if n % 2 else '0.001'},billion rials"
        for n in range(20_000)
    ]
    content = file(
        *(row + ",yes" for row in rows), head="code,reference,paid on,amount,currency,meant so"
    )
    begun = time.monotonic()
    report = import_payments(content, by=officer)
    assert time.monotonic() - begun < 60
    assert told(report) == (20_000, 0, 0)
    assert (of(number).paid_irr, of(water).paid_irr) == (10_000 * BILLION, 10 * BILLION)


def test_progress_comes_in_out_of_order_and_the_newest_stands(water, officer):
    building.begin(water, by=officer, on=BEGUN)
    rows = ("الف-۱,2024-06-01,۴۰,", "الف-۱,۱۴۰۳/۰۲/۰۱,۱۲٫۵٪,")
    report = import_progress(file(*rows, head=BUILT), by=officer)
    assert told(report) == (2, 0, 0)
    assert of(water).physical == Decimal("0.4")
    rows_ = Progress.objects.order_by("on").values_list("on", "physical")
    assert list(rows_) == [
        (date(2024, 4, 20), Decimal("0.125")),
        (date(2024, 6, 1), Decimal("0.4")),
    ]
    assert told(import_progress(file(*rows, head=BUILT), by=officer)) == (0, 2, 0)
    assert told(import_progress(file(*reversed(rows), head=BUILT), by=officer)) == (0, 2, 0)
    assert first_broken_link() is None


def test_progress_falls_only_with_a_reason(water, officer):
    building.begin(water, by=officer, on=BEGUN)
    tell(water, "0.4", by=officer, on=date(2024, 6, 1))
    fallen, passed = "الف-۱,2024-07-01,۳۰,", "الف-۱,2024-05-01,۵۰,"
    assert why(import_progress(file(fallen, passed, head=BUILT), by=officer)) == [
        (2, "physical", "۳۰", "invest.progress_fell"),
        (3, "physical", "۵۰", "invest.progress_fell"),
    ]
    assert told(import_progress(file(fallen + "سیل", head=BUILT), by=officer)) == (1, 0, 0)
    assert of(water).physical == Decimal("0.3")
    assert Progress.objects.order_by("pk").last().reason == "سیل"


def test_each_fault_of_progress_is_told_with_row_column_and_value(water, officer):
    begun = a_project(officer, code="ج-1")
    building.begin(begun, by=officer, on=BEGUN)
    rows = (
        "الف-۱,2024-06-01,۴۰,",
        "ج-۱,2024-03-01,۴۰,",
        "ج-۱,2024-06-01,۱۴۰,",
        "ج-۱,2024-06-02,۱۰,",
        "ج-۱,2024-06-02,۱۱,",
        "ج-۱,2024-09-01,۱۱,",
    )
    assert why(import_progress(file(*rows, head=BUILT), by=officer, dry_run=True)) == [
        (2, "code", "الف-۱", "invest.not_begun"),
        (3, "told_on", "2024-03-01", "invest.before_begun"),
        (4, "physical", "۱۴۰", "invest.progress_share"),
        (6, "told_on", "2024-06-02", "invest.progress_twice"),
        (7, "told_on", "2024-09-01", "invest.ahead"),
    ]


@pytest.mark.parametrize(
    ("kind", "read"), [("payments", read_payments), ("progress", read_progress)]
)
def test_a_form_reads_back_as_nothing_and_every_heading_means_one_column(kind, read):
    sheet = read(workbook(kind), file="form.xlsx")
    assert (sheet.rows, sheet.unknown) == (0, ())
    assert set(sheet.columns) == {column.name for column in HEADINGS[kind].columns}
