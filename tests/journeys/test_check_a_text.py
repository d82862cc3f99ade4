"""An analyst checks a report, holds back what is wrong and confirms the rest."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
TEXTS = Path(__file__).parent / "texts"
CHECKED = re.compile(r"/claims/check/\d+/")
REPORT = (TEXTS / "opening.en.txt").read_text("utf-8")


def check(page, text=REPORT):
    page.goto("/claims/check/")
    page.fill("#id_text", text)
    page.fill("#id_day", "22 Mordad 1403")
    page.fill("#id_publisher", "A paper")
    page.click("#ask button[type=submit]")
    page.wait_for_url(CHECKED)


def test_a_slip_is_seen_held_back_and_the_rest_enters_the_record(visit):
    page = visit("analyst")
    check(page)
    assert "ten times its parts" in page.inner_text("h1")

    page.click("text=Hold back 294.8")
    page.click(".hold button[type=submit]")
    assert "Held back, with its reason." in page.inner_text(".flash")

    ready = page.locator("input[name=claim]:checked").count()
    button = page.locator("[data-confirm] button")
    assert button.inner_text() == f"Confirm {ready} into the record"
    page.locator("input[name=claim]:checked").first.uncheck()
    assert button.inner_text() == f"Confirm {ready - 1} into the record"
    button.click()
    assert f"{ready - 1} claims are in the record now." in page.inner_text(".flash")

    page.locator("text=In the record as >> a").first.click()
    assert "/claims/T" in page.url
    page.goto("/claims/?text=A+paper")
    assert page.locator("a[href^='/claims/T']").count() > 0
    assert page.complaints == []


def test_brackets_join_what_clashes_and_a_finding_lights_its_claims(visit):
    page = visit("analyst")
    check(page)
    page.wait_for_selector(".arcs path", state="attached")
    assert page.locator(".arcs text").all_inner_texts() != []

    card = page.locator(".fcard").first
    claims = card.get_attribute("data-claims").split()
    card.hover()
    assert page.locator(".cl.is-on").count() == len(claims)
    page.mouse.move(0, 0)
    card.locator(".fno").focus()
    assert page.locator(".cl.is-on").count() == len(claims)


def test_the_whole_way_is_walked_with_the_keyboard_alone(visit):
    page = visit("analyst")
    page.goto("/claims/check/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_text"
    page.keyboard.insert_text(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_file"
    page.keyboard.press("Tab")
    page.keyboard.type("2024-08-12")
    page.keyboard.press("Tab")
    page.keyboard.type("A paper")
    page.keyboard.press("Enter")
    page.wait_for_url(CHECKED)
    hold = page.locator(".hold summary").first
    hold.focus()
    page.keyboard.press("Enter")
    page.locator(".hold button").first.focus()
    page.keyboard.press("Enter")
    assert "Held back" in page.inner_text(".flash")


def test_a_persian_report_on_a_persian_page_runs_from_the_right(visit):
    page = visit("analyst", language="fa")
    check(page, (TEXTS / "opening.fa.txt").read_text("utf-8"))
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.get_attribute(".reader .body", "dir") == "rtl"
    page.wait_for_selector(".arcs path", state="attached")
    text, arcs = (page.locator(s).first.bounding_box() for s in (".reader .body", ".arcs"))
    assert arcs["x"] < text["x"]
    assert page.complaints == []


def test_hostile_text_runs_nothing(visit):
    page = visit("analyst")
    check(page, "<script>document.title='x'</script><img src=x onerror=alert(1)> 33 units revived.")
    assert page.title() != "x"
    assert page.locator(".reader img, .reader script").count() == 0
    assert page.complaints == []
