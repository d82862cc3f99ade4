"""What is known of rates is seen with its gaps; a file is looked at first, then taken in."""

from datetime import date
from io import BytesIO

import fastexcel
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ehya.ledger.models import User
from ehya.register.actions.rates import import_index, import_rates
from ehya.register.models import RateTold
from ehya.register.queries.handed_in import waiting_files
from ehya.register.queries.rates import rate_of

pytestmark = pytest.mark.django_db
HEAD = "currency,basis,day,to,rials,source\n"
TEN = HEAD + "EUR,market,2024-07-01,2024-07-10,650000,TGJU\n"


@pytest.fixture(autouse=True)
def on_the_day(settings, analyst, officer):
    """Everything here happens on 12 August 2024, in English."""
    settings.TODAY = date(2024, 8, 12)
    User.objects.update(language="en")


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def hand_in(client, text, kind="rates"):
    """Hand a file in, and return the address where it is looked at."""
    file = SimpleUploadedFile("told.csv", text.encode())
    answer = client.post("/rates/", {"kind": kind, "file": file})
    assert answer.status_code == 302
    return answer.url


def test_the_heading_counts_the_days_of_the_last_year_that_are_known(analyst, analyst_client):
    import_rates(TEN.encode(), by=analyst)
    shown = page(analyst_client, "/rates/?currency=EUR")
    assert "The market rate of euros is known for 10 of 365 days of the last year" in shown
    assert "650,000 rials" in shown
    assert "11 Jul 2024" in shown  # the gap after it
    assert 'data-spec="rates"' in shown


def test_the_records_printed_dollar_is_shown_and_none_that_was_printed_later(analyst_client):
    shown = page(analyst_client, "/rates/")
    assert "The market rate of US dollars is known for 3 of 365 days of the last year" in shown
    assert "printed in the record" in shown
    assert "590,000" not in shown  # printed of 27 August 2024


def test_an_earlier_day_shows_what_was_known_then(analyst, analyst_client):
    import_rates(TEN.encode(), by=analyst)
    shown = page(analyst_client, "/rates/?currency=EUR&known_at=2024-07-05&as_of=2024-07-05")
    assert "euros" not in shown


def test_without_an_index_the_page_says_that_none_is_known(analyst, analyst_client):
    assert "No price index is known" in page(analyst_client, "/rates/")
    rows = "index,base,month,value,source\ncpi,1400,1402/01,198,SCI\ncpi,1400,1402/03,205.5,SCI\n"
    import_index(rows.encode(), by=analyst)
    shown = page(analyst_client, "/rates/")
    assert "Prices are told by 1 series" in shown
    assert "205.5" in shown
    assert "21 Apr 2023" in shown  # Ordibehesht is missing


def test_a_file_is_looked_at_first_and_taken_in_then(analyst, analyst_client):
    at = hand_in(analyst_client, TEN)
    assert "All 1 rows can be taken" in page(analyst_client, at)
    assert not RateTold.objects.exists()
    assert waiting_files(analyst) == ()  # it is none of the files of units
    assert analyst_client.post(at, {"kind": "rates"}).url == "/rates/"
    assert rate_of("EUR", date(2024, 7, 3), "market").rials_per_unit == 650_000
    assert "All that the file tells is known already" in page(analyst_client, at)


def test_what_is_wrong_is_shown_and_only_the_good_rows_are_taken_when_wanted(analyst_client):
    at = hand_in(analyst_client, TEN + "EUR,market,2024-07-12,,?,TGJU\n")
    assert "“?” is not a number" in page(analyst_client, at)
    refused = analyst_client.post(at, {"kind": "rates"})
    assert refused.status_code == 200
    assert b"Nothing was written" in refused.content
    assert not RateTold.objects.exists()
    assert analyst_client.post(at, {"kind": "rates", "only_good": "yes"}).status_code == 302
    assert RateTold.objects.count() == 1
    back = analyst_client.get(at.replace("?", "refused.xlsx?"))
    sheet = fastexcel.read_excel(back.content).load_sheet(0).to_polars()
    assert sheet.get_column("Row").to_list() == [3]


def test_a_slipped_zero_is_taken_only_by_who_says_so(analyst, analyst_client):
    import_rates(TEN.encode(), by=analyst)
    at = hand_in(analyst_client, HEAD + "EUR,market,2024-07-12,,6510000,TGJU\n")
    assert "Did you mean 651,000?" in page(analyst_client, at)
    assert analyst_client.post(at, {"kind": "rates"}).status_code == 200
    assert analyst_client.post(at, {"kind": "rates", "sure": "yes"}).status_code == 302


def test_a_correction_shows_both_tellings(analyst, analyst_client):
    import_rates(TEN.encode(), by=analyst)
    at = hand_in(analyst_client, HEAD + "EUR,market,2024-07-03,,655000,CBI\n")
    shown = page(analyst_client, at)
    assert "<del>650,000</del>" in shown
    assert "<ins>655,000</ins>" in shown


def test_a_file_that_cannot_be_read_says_why_in_its_place(analyst_client):
    at = hand_in(analyst_client, "nothing,here\n1,2\n")
    assert "told.csv" in page(analyst_client, at, status=422)
    assert "told.csv" in page(analyst_client, at.replace("kind=rates", "kind=index"), status=422)


def test_somebody_elses_file_is_nowhere_to_be_seen(analyst_client, sign_in):
    at = hand_in(analyst_client, TEN)
    other = User.objects.create_user(username="other", role="analyst")
    assert sign_in(other).get(at).status_code == 404


def test_an_officer_sees_rates_and_hands_none_in(officer_client):
    assert "Hand in a file" not in page(officer_client, "/rates/")
    file = SimpleUploadedFile("told.csv", TEN.encode())
    assert officer_client.post("/rates/", {"kind": "rates", "file": file}).status_code == 403


def test_what_is_shown_is_taken_away(analyst, analyst_client):
    import_rates(TEN.encode(), by=analyst)
    told = analyst_client.get("/rates/rates.csv?currency=EUR").content.decode("utf-8-sig")
    row = told.splitlines()[1].split(",")
    assert row[:8] == [
        *("EUR", "market", "2024-07-01", "2024-07-10", "1403-04-11", "1403-04-20"),
        *("650000.0000", "TGJU"),
    ]
    book = analyst_client.get("/rates/rates.xlsx?currency=EUR")
    sheet = fastexcel.read_excel(BytesIO(book.content).getvalue()).load_sheet(0).to_polars()
    assert sheet.height == 1
    form = analyst_client.get("/rates/form.xlsx?kind=index")
    assert fastexcel.read_excel(form.content).sheet_names[0] == "price index"


MONTHS = (
    "index,base,month,value,source,address\n"
    "consumer,1400=100,1402/05,214.7,SCI,https://amar.org.ir/5\n"
    "consumer,1400=100,1402/06,219.1,SCI,\n"
    "producer,1400=100,2024-06,301.25,CBI,\n"
)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_price_index_is_taken_away_and_comes_back_as_known(language, analyst, analyst_client):
    assert import_index(MONTHS.encode(), by=analyst).added == 3
    User.objects.update(language=language)
    assert "rates.csv?kind=index" in page(analyst_client, "/rates/")
    told = analyst_client.get("/rates/rates.csv?kind=index")
    lines = told.content.decode("utf-8-sig").splitlines()
    assert lines[1] == (
        "consumer,1400=100,1402/05,214.7000,SCI,https://amar.org.ir/5,2023-07-23,2023-08-22"
    )
    assert lines[3].startswith("producer,1400=100,2024-06,301.2500,CBI,,")
    assert "ehya-prices-2024-08-12.csv" in told["Content-Disposition"]
    again = import_index(told.content, by=analyst)
    assert (again.added, again.corrected, again.unchanged, again.refused) == (0, 0, 3, ())
    book = analyst_client.get("/rates/rates.xlsx?kind=index").content
    again = import_index(book, by=analyst)
    assert (again.added, again.corrected, again.unchanged, again.refused) == (0, 0, 3, ())
    sheet = fastexcel.read_excel(book).load_sheet(0).to_polars()
    assert [row[3] for row in sheet.rows()] == [214.7, 219.1, 301.25]


def test_a_price_index_is_taken_away_as_it_was_known(analyst, analyst_client):
    assert import_index(MONTHS.encode(), by=analyst).added == 3
    told = analyst_client.get("/rates/rates.csv?kind=index&as_of=2023-08-10").content.decode()
    assert len(told.splitlines()) == 2
