"""A steward makes two records one, follows the old number, and takes it back."""

from datetime import date

import pytest

from tests.journeys.conftest import NARROW

pytestmark = pytest.mark.browser
BORN = date(2019, 3, 21)


@pytest.fixture
def twins(house, django_user_model):
    """One works of Semnan told twice, its records apart in status and workers."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.duplicates import find_candidates
    from ehya.register.actions.particulars import add_contact, add_identifier
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit

    load_places(by=the_house())
    teller = django_user_model.objects.create_user(username="teller", role="steward")
    told = (
        ("لوله‌سازی البرز نمونه", "Alborz Sample Pipe Works", "active", 64),
        ("شرکت لوله سازی البرز نمونه (سهامی خاص)", "", "idle", 60),
    )
    numbers = []
    for name_fa, name_en, status, jobs in told:
        facts = {"name_fa": name_fa, "name_en": name_en, "status": status, "insured_jobs": jobs}
        numbers.append(add_unit({**facts, "province": "IR-20"}, by=teller, on=BORN))
        add_identifier(numbers[-1], "permit", "203311", by=teller)
        add_contact(numbers[-1], "phone", "02333334444", by=teller)
    find_candidates(by=teller)
    return numbers


def test_two_records_become_one_and_are_parted_again(visit, twins):
    kept, folded = twins
    page = visit("steward")
    page.goto("/duplicates/")
    page.get_by_role("link", name="Compare and decide").click()
    page.get_by_role("group", name="status").get_by_text("Idle").click()
    page.get_by_label("Why they are one unit").fill("One works, told by two offices")
    page.get_by_role("button", name="Merge the two records").click()
    page.get_by_text("Merged. The number").wait_for()
    page.goto(f"/units/{folded}/")
    assert kept in page.url
    page.get_by_text("Idle").first.wait_for()
    page.goto("/duplicates/")
    page.locator("summary", has_text="Undo").click()
    page.get_by_label("Why they are two units").fill("Two halls of two brothers")
    page.get_by_role("button", name="Undo the merge").click()
    page.get_by_text("Both numbers stand for themselves again").wait_for()
    page.goto(f"/units/{folded}/")
    assert folded in page.url
    assert page.complaints == []


def test_on_a_telephone_in_persian_a_pair_is_kept_apart(visit, twins):
    page = visit("steward", language="fa", screen=NARROW)
    page.goto("/duplicates/")
    page.get_by_role("link", name="مقایسه و تصمیم").click()
    for box in page.locator("label.side").all():
        assert box.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="این‌ها دو واحدند").click()
    page.get_by_text("دو واحد ماندند").wait_for()
    assert page.complaints == []
