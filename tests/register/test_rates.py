"""Dated rates and price indices come in with their source, and a gap is refused."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.register.actions.rates import import_index, import_rates
from ehya.register.models import IndexTold, RateTold, ReceivedFile
from ehya.register.queries.rates import gaps, index_of, indices_of, rate_of, rates_of
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db
HEAD = "ارز,مبنا,از تاریخ,تا تاریخ,نرخ به ریال,منبع"
INDEX = "شاخص,سال پایه,ماه,عدد شاخص,منبع"
JULY = date(2024, 7, 1)


def file(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def counts(report):
    return report.added, report.corrected, report.unchanged, len(report.refused)


def codes(report):
    return [[p.refusal.code for p in wrong.problems] for wrong in report.refused]


def market(day, value, source="TGJU"):
    return f"دلار,بازار,{day},,{value},{source}"


def test_a_rate_holds_on_the_days_it_was_told_for_and_on_no_other(analyst):
    told = file(
        "دلار,بازار,۱۴۰۳/۰۴/۱۱,۱۴۰۳/۰۴/۱۲,۶۱۰٬۰۰۰,بن‌بست", market("2024-07-05", '"612,500.5"')
    )
    report = import_rates(told, by=analyst)
    assert counts(report) == (2, 0, 0, 0)
    rate = rate_of("USD", date(2024, 7, 2), "market")
    assert (rate.rials_per_unit, rate.source) == (610_000, "بن‌بست")
    assert rate.days == DayRange(JULY, date(2024, 7, 2))
    assert rate_of("USD", date(2024, 7, 5), "market").rials_per_unit == Decimal("612500.5")
    with pytest.raises(Refusal) as no:
        rate_of("USD", date(2024, 7, 3), "market")
    assert no.value.code == "register.no_rate"
    assert (no.value.facts["before"], no.value.facts["after"]) == (
        date(2024, 7, 2), date(2024, 7, 5),
    )  # fmt: skip
    assert "before: 2 Jul 2024 · 12 Tir 1403; after: 5 Jul 2024" in sentence(no.value, "en")
    assert gaps("USD", "market", DayRange(JULY, date(2024, 7, 6))) == (
        DayRange(date(2024, 7, 3), date(2024, 7, 4)),
        DayRange(date(2024, 7, 6), date(2024, 7, 6)),
    )


def test_no_rate_at_all_is_said_so(analyst):
    with pytest.raises(Refusal) as no:
        rate_of("EUR", JULY, "nima")
    assert "before: none; after: none" in sentence(no.value, "en")


def test_the_records_printed_dollar_stands_where_nobody_told_one(analyst):
    printed = date(2024, 4, 16)
    assert rate_of("USD", printed, "market").printed
    assert rate_of("USD", printed, "market").rials_per_unit == 666_500
    import_rates(file(market("2024-04-16", "667000")), by=analyst)
    assert rate_of("USD", printed, "market").rials_per_unit == 667_000


def test_toman_are_ten_rials_by_heading_or_by_column(analyst):
    by_heading = file("EUR,market,2024-07-01,65000,x", head="currency,basis,day,toman,source")
    by_column = file(
        "AED,market,2024-07-01,16700,تومان,x", "CNY,market,2024-07-01,84000,rial,x",
        head="currency,basis,day,rate,unit,source",
    )  # fmt: skip
    import_rates(by_heading, by=analyst)
    import_rates(by_column, by=analyst)
    found = rates_of([("EUR", JULY), ("AED", JULY), ("CNY", JULY), ("TRY", JULY)], "market")
    assert {key: rate.rials_per_unit for (key, _), rate in found.items()} == {
        "EUR": 650_000, "AED": 167_000, "CNY": 84_000,
    }  # fmt: skip


def test_a_mean_of_a_month_holds_in_that_month(analyst):
    told = file("USD,nima,تیر ۱۴۰۳,450000,x", head="currency,basis,month,rate in rials,source")
    import_rates(told, by=analyst)
    assert rate_of("USD", JULY, "nima").days == DayRange(date(2024, 6, 21), date(2024, 7, 21))


def test_a_workbook_is_read_too(analyst):
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Currency", "Basis", "From day", "Rate in rials", "Source"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(1, 0, ["USD", "market"])
        sheet.write_datetime(1, 2, JULY, day)
        sheet.write_row(1, 3, [610_500, "TGJU"])
    import_rates(out.getvalue(), by=analyst, name="rates.xlsx")
    assert rate_of("USD", JULY, "market").rials_per_unit == 610_500


def test_the_templates_example_is_passed_over(analyst):
    report = import_rates(file(market("2024-07-01", "600000", "نمونه")), by=analyst)
    assert (report.rows, counts(report)) == (0, (0, 0, 0, 0))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("پوند,بازار,2024-07-01,,610000,x", "import.word"),
        ("USD,زیرزمینی,2024-07-01,,610000,x", "import.word"),
        ("USD,market,,,610000,x", "rates.no_day"),
        ("USD,market,2024-13-01,,610000,x", "import.one_day"),
        ("USD,market,2099-01-01,,610000,x", "import.day_to_come"),
        ("USD,market,2024-07-02,2024-07-01,610000,x", "readings.ends_before_it_begins"),
        ("USD,market,1304-04-01,2024-07-01,610000,x", "rates.too_long"),
        ("USD,market,2024-07-01,,,x", "rates.no_value"),
        ("USD,market,2024-07-01,,much,x", "import.number"),
        ("USD,market,2024-07-01,,0,x", "rates.not_positive"),
        ("USD,market,2024-07-01,,-5,x", "rates.not_positive"),
        ("USD,market,2024-07-01,,1e12,x", "rates.not_positive"),
        ("USD,market,2024-07-01,,0.0000001,x", "rates.too_fine"),
        ("USD,market,2024-07-01,,610000,", "import.cell_empty"),
        ("USD,market,2024-07-01,,610000,=1+1", "import.formula"),
    ],
)
def test_a_wrong_cell_names_file_row_field_and_value(analyst, row, code):
    report = import_rates(file(market("2024-07-05", "612000"), row), by=analyst, name="r.csv")
    assert codes(report) == [[code]]
    no = report.refused[0].problems[0].refusal
    assert {"file", "row", "field", "value"} <= set(no.facts)
    assert (no.facts["file"], no.facts["row"]) == ("r.csv", 3)
    assert all(sentence(no, language) for language in ("en", "fa"))
    assert not report.written
    assert not RateTold.objects.exists()


def test_a_bare_number_is_no_rate(analyst):
    told = file("USD,market,2024-07-01,61000,,x", head="currency,basis,day,rate,unit,source")
    assert codes(import_rates(told, by=analyst)) == [["rates.unit_unsaid"]]
    both = file(
        "USD,market,2024-07-01,61000,610000,x", head="currency,basis,day,toman,rials,source"
    )
    assert codes(import_rates(both, by=analyst)) == [["rates.told_twice"]]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("currency,basis,rials,source", "rates.no_day_column"),
        ("currency,basis,day,source", "rates.no_value_column"),
        ("currency,basis,day,rials", "import.column_missing"),
    ],
)
def test_a_file_without_a_needed_column_is_refused_whole(analyst, head, code):
    with pytest.raises(Refusal, match=code):
        import_rates(file("a,b,c,d", head=head), by=analyst)


def test_good_rows_only_when_wanted(analyst):
    told = file(market("2024-07-01", "610000"), market("2024-07-02", "?"))
    assert not import_rates(told, by=analyst).written
    report = import_rates(told, by=analyst, only_good=True)
    assert (report.written, counts(report)) == (True, (1, 0, 0, 1))
    assert RateTold.objects.count() == 1


def test_a_dry_run_says_the_same_and_writes_nothing(analyst):
    told = file(market("2024-07-01", "610000"))
    report = import_rates(told, by=analyst, dry_run=True)
    assert (report.written, counts(report)) == (False, (1, 0, 0, 0))
    assert not RateTold.objects.exists()
    assert not ReceivedFile.objects.exists()
    assert not Event.objects.filter(act="register.import_rates").exists()


def test_the_same_file_twice_changes_nothing_even_after_a_correction(analyst):
    first = file(market("2024-07-01", "610000"))
    import_rates(first, by=analyst)
    assert counts(import_rates(first, by=analyst)) == (0, 0, 1, 0)
    import_rates(file(market("2024-07-01", "611000")), by=analyst)
    assert counts(import_rates(first, by=analyst)) == (0, 0, 1, 0)
    assert rate_of("USD", JULY, "market").rials_per_unit == 611_000
    assert Event.objects.filter(act="register.import_rates").count() == 2


def test_a_correction_is_told_and_both_tellings_stay_known(analyst):
    month = file("USD,official,2024-07-01,2024-07-10,420000,CBI")
    import_rates(month, by=analyst)
    before = timezone.now()
    report = import_rates(file("USD,official,2024-07-04,,425000,CBI"), by=analyst)
    assert counts(report) == (0, 1, 0, 0)
    (told,) = report.corrections
    assert (told.row, told.before) == (2, ((JULY, date(2024, 7, 10), Decimal(420_000)),))
    days = [date(2024, 7, day) for day in (3, 4, 5)]
    now = rates_of([("USD", day) for day in days], "official")
    assert [now["USD", day].rials_per_unit for day in days] == [420_000, 425_000, 420_000]
    then = rates_of([("USD", day) for day in days], "official", before)
    assert [then["USD", day].rials_per_unit for day in days] == [420_000] * 3
    assert gaps("USD", "official", DayRange(JULY, date(2024, 7, 10))) == ()


def test_a_daily_table_over_a_mean_keeps_what_agrees(analyst):
    import_rates(file("USD,nima,2024-07-01,2024-07-04,450000,CBI"), by=analyst)
    daily = file(
        "USD,nima,2024-07-02,,450000,CBI", "USD,nima,2024-07-03,,451000,CBI",
        "USD,nima,2024-07-05,,452000,CBI",
    )  # fmt: skip
    assert counts(import_rates(daily, by=analyst)) == (1, 1, 1, 0)
    found = [rate_of("USD", JULY + timedelta(days=n), "nima").rials_per_unit for n in range(5)]
    assert found == [450_000, 450_000, 451_000, 450_000, 452_000]


def test_two_rows_for_one_day_are_refused_unless_they_say_the_same(analyst):
    row = market("2024-07-01", "610000")
    report = import_rates(file(row, row, market("2024-07-01", "611000")), by=analyst)
    assert codes(report) == [["rates.twice"]]
    assert report.refused[0].problems[0].refusal.facts["first"] == 2
    assert counts(report) == (1, 0, 1, 1)


def test_a_slipped_zero_is_asked_about_and_let_in_by_who_is_sure(analyst):
    rows = [market(f"2024-07-0{day}", 610_000 + 100 * day) for day in (1, 2, 4, 5)]
    told = file(*rows, market("2024-07-03", '"6,120,000"'))
    report = import_rates(told, by=analyst)
    assert (codes(report), report.asked, report.written) == ([["rates.doubtful"]], 1, False)
    no = report.refused[0].problems[0].refusal
    assert no.facts["meant"] == 612_000
    assert "Did you mean 612,000?" in sentence(no, "en")
    assert "منظورتان ۶۱۲٬۰۰۰ بود؟" in sentence(no, "fa")
    assert counts(import_rates(told, by=analyst, sure=True)) == (5, 0, 0, 0)


@pytest.mark.parametrize("slipped", range(5))
def test_a_value_that_slipped_makes_nobody_else_look_wrong(analyst, slipped):
    values = [650_000 + 1_000 * day for day in range(5)]
    values[slipped] *= 10
    rows = [f"یورو,بازار,2024-07-0{day + 1},,{value},x" for day, value in enumerate(values)]
    report = import_rates(file(*rows), by=analyst)
    assert [wrong.line.row for wrong in report.refused] == [slipped + 2]
    meant = report.refused[0].problems[0].refusal.facts["meant"]
    assert meant == 650_000 + 1_000 * slipped


def test_a_whole_file_in_the_wrong_unit_is_asked_about(analyst):
    """Its rows agree with one another, but not with what is printed of the days before."""
    toman = file(*(market(f"2024-08-{day}", 59_000) for day in (10, 11, 12)))
    report = import_rates(toman, by=analyst)
    assert codes(report)[-1] == ["rates.doubtful"]
    assert report.refused[-1].problems[0].refusal.facts["meant"] == 590_000


def test_a_rate_of_long_ago_is_held_to_the_rule_of_today(analyst):
    old = file(*(f"USD,market,1995-07-0{day},,4{day}00,CBI" for day in (1, 2, 3)))
    assert counts(import_rates(old, by=analyst)) == (3, 0, 0, 0)


def test_a_rate_that_truly_tripled_in_a_year_is_let_in(analyst):
    slow = file("EUR,market,2023-01-01,,400000,x", "EUR,market,2024-01-01,,4000000,x")
    assert counts(import_rates(slow, by=analyst)) == (2, 0, 0, 0)  # a year apart: no neighbours


def test_who_may_not_hand_in_rates_is_refused(officer, citizen):
    for person in (officer, citizen):
        with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
            import_rates(file(market("2024-07-01", "1")), by=person)


def test_one_event_tells_what_the_file_did(analyst):
    import_rates(file(market("2024-07-01", "610000")), by=analyst, name="r.csv")
    event = Event.objects.get(act="register.import_rates")
    assert (event.on_kind, event.on_key, event.by) == ("file", "r.csv", analyst)
    assert (event.facts["kind"], event.facts["added"]) == ("rates", 1)


def test_what_was_told_is_closed_and_never_changed_or_taken_away(analyst):
    import_rates(file(market("2024-07-01", "610000")), by=analyst)
    index = file("مصرف‌کننده,1400,1402/05,214.7,آمار", head=INDEX)
    import_index(index, by=analyst)
    for model in (RateTold, IndexTold):
        table = model._meta.db_table
        for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET source = 'x'"):  # noqa: S608
            with pytest.raises(IntegrityError), transaction.atomic():
                connection.cursor().execute(sql)


def test_the_database_takes_one_rate_a_day(analyst):
    import_rates(file(market("2024-07-01", "610000")), by=analyst)
    row = RateTold.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


# The price index


def test_an_index_is_told_month_by_month_against_a_base(analyst):
    told = file(
        "مصرف‌کننده,۱۴۰۰=۱۰۰,مرداد ۱۴۰۲,۲۱۴٫۷,آمار", "cpi,1400,1402/06,218.1,آمار", head=INDEX
    )
    assert counts(import_index(told, by=analyst)) == (2, 0, 0, 0)
    found = index_of("consumer", date(2023, 8, 1))
    assert (found.value, found.base) == (Decimal("214.7"), "1400=100")
    assert found.month == DayRange(date(2023, 7, 23), date(2023, 8, 22))
    several = indices_of("consumer", [date(2023, 8, 22), date(2023, 8, 23)])
    assert [one.value for one in several.values()] == [Decimal("214.7"), Decimal("218.1")]


def test_a_month_without_an_index_is_refused(analyst):
    import_index(file("cpi,1400,1402/05,214.7,آمار", head=INDEX), by=analyst)
    with pytest.raises(Refusal) as no:
        index_of("consumer", date(2023, 9, 1))
    assert no.value.code == "register.no_index"
    assert no.value.facts["before"] == date(2023, 8, 22)
    with pytest.raises(Refusal, match=r"register\.no_index"):
        index_of("producer", date(2023, 8, 1))


def test_of_two_bases_one_must_be_named(analyst):
    rows = ("cpi,1400,1402/05,214.7,آمار", "cpi,1395,1402/05,821.2,آمار")
    import_index(file(*rows, head=INDEX), by=analyst)
    with pytest.raises(Refusal, match=r"register\.index_base_needed"):
        index_of("consumer", date(2023, 8, 1))
    assert index_of("consumer", date(2023, 8, 1), base="1395=100").value == Decimal("821.2")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("wages,1400,1402/05,214,x", "import.word"),
        ("cpi,long ago,1402/05,214,x", "rates.base"),
        ("cpi,1400,1402,214,x", "rates.not_a_month"),
        ("cpi,1400,1478/05,214,x", "rates.month_not_over"),
        ("cpi,1400,1402/05,,x", "import.cell_empty"),
    ],
)
def test_a_wrong_cell_of_an_index_is_refused(analyst, row, code):
    assert codes(import_index(file(row, head=INDEX), by=analyst)) == [[code]]
