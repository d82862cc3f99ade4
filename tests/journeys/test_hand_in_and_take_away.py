"""An officer hands in a file with one bad row, mends it, hands it in again, and takes the list away."""

import csv
import io

import polars as pl
import pytest

from tests.journeys.conftest import NARROW

pytestmark = pytest.mark.browser
HEAD = "شماره پروانه,نام فارسی,استان,وضعیت,بیمه‌شدگان\n"
ROWS = (
    "P/1,فولاد نمونه,سمنان,راکد,12\nP/2,کاشی نمونه,سمنان,خوابیده,30\nP/3,شیشه نمونه,سمنان,فعال,8\n"
)


@pytest.fixture
def places(house):
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places

    load_places(by=the_house())


def hand_in(page, path):
    page.goto("/data/")
    page.set_input_files("#d-files", path)
    page.get_by_role("button", name="بفرست").click()
    page.get_by_role("button", name="بخوان، هنوز چیزی ننویس").click()
    page.wait_for_selector(".tally")


def taken_in(page):
    page.get_by_role("button", name="در فهرست واحدها بنویس").click()
    page.wait_for_selector("h1:has-text('وارد شد')")


def mended(book):
    """The refused rows as they came back, with the wrong word put right."""
    rows = pl.read_excel(book).with_columns(pl.lit("فعال").alias("وضعیت"))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    writer.writerows(rows.rows())
    return text.getvalue()


@pytest.mark.parametrize("screen", [None, NARROW], ids=["wide", "narrow"])
def test_a_bad_row_is_mended_and_the_list_is_taken_away(visit, places, tmp_path, screen):
    page = visit("officer", language="fa", **({"screen": screen} if screen else {}))
    file = tmp_path / "semnan.csv"
    file.write_text(HEAD + ROWS, "utf-8")
    hand_in(page, file)
    assert "۱ ردیف از ۳ ردیف" in page.inner_text("h1")
    assert "خوابیده" in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name="ردیف‌های پذیرفته‌نشده").click()
    again = tmp_path / "mended.csv"
    again.write_text(mended(download.value.path().read_bytes()), "utf-8")
    taken_in(page)

    hand_in(page, again)
    assert "۱ واحد می‌افزاید" in page.inner_text("h1")
    taken_in(page)

    page.goto("/units/")
    page.get_by_text("این فهرست را ببرید").click()
    page.get_by_label("CSV").check()
    page.get_by_role("button", name="پرونده را بنویس").click()
    page.wait_for_selector("h1:has-text('۳ واحد خواسته شد و ۳ واحد در پرونده شمرده شد')")
    with page.expect_download() as download:
        page.get_by_role("link", name="دریافت پرونده").click()
    told = download.value.path().read_text("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(told)))) == 1 + 3
    assert page.complaints == []
