"""An officer judges what the machine said, and the analyst sees where it was wrong."""

import pytest

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_access import looked_at

pytestmark = pytest.mark.browser


@pytest.fixture
def waiting(house, django_user_model):
    """Two works of Semnan, told to be active, of which nothing is seen: both wait."""
    from ehya.detect.actions.reviewing import open_reviews
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from tests.detect import made

    load_places(by=the_house())
    teller = django_user_model.objects.create_user(username="teller", role="steward")
    sweep = made.add_sweep()
    numbers = [
        made.add_works(name, by=teller, jobs=jobs) for name, jobs in (("Pipes", 64), ("Tiles", 8))
    ]
    for number in numbers:
        made.add_look(sweep, number, unseen_months=12)
    open_reviews(sweep)
    return numbers


def test_an_officer_confirms_one_and_says_of_the_other_what_it_is(visit, waiting):
    page = visit("officer")
    page.goto("/detections/reviews/")
    page.get_by_role("heading", name="2 units wait for a person").wait_for()
    page.get_by_role("button", name="Confirm: idle").first.click()
    page.get_by_text("Confirmed. Your verdict stands beside the machine's.").wait_for()
    page.get_by_role("link", name="It is otherwise").click()
    page.get_by_role("heading", name="Tiles: idle, says the machine").wait_for()
    page.get_by_label("Semi-active").check()
    page.get_by_label("Why the machine was wrong").select_option("own_generator")
    page.get_by_label("Since when, if you know").fill("1403/01/15")
    page.get_by_label("What you saw").fill("One line runs two days a week")
    page.get_by_role("button", name="Write that down").click()
    page.get_by_role("heading", name="You have judged all there was").wait_for()
    page.get_by_role("link", name="Where the machine was wrong").first.click()
    page.get_by_text("It runs on its own generator").wait_for()
    assert page.complaints == []


def test_on_a_telephone_in_persian_a_card_is_finished_with_a_thumb(visit, waiting):
    page = visit("officer", language="fa", screen=NARROW)
    page.goto("/detections/reviews/")
    for act in page.locator(".review .acts .btn").all():
        assert act.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="فرستادن کسی").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("تا کی کسی به آنجا برود").fill("۱۴۰۳/۰۶/۰۱")
    page.get_by_role("button", name="فرستادن کسی").click()
    page.get_by_text("در انتظار کسی است که می‌رود").wait_for()
    page.get_by_text("کسی را می‌فرستد که تا ۱ شهریور ۱۴۰۳ برود").wait_for()
    assert page.complaints == []


@pytest.mark.parametrize(
    ("language", "theme", "screen"),
    [("en", "light", WIDE), ("en", "dark", NARROW), ("fa", "dark", WIDE), ("fa", "light", NARROW)],
)
def test_the_pages_are_open_to_everybody_s_eyes_and_hands(visit, waiting, language, theme, screen):
    page = visit("officer", language=language, theme=theme, screen=screen)
    page.goto(f"/detections/{waiting[0]}/judge/")
    page.locator("[name=reason]").select_option("seasonal")
    page.locator("[name=state]").first.check()
    page.locator("#otherwise button").click()
    page.locator(".flash").wait_for()
    addresses = (
        "reviews/",
        "reviews/?state=gone",
        "errors/",
        *(f"{one}/judge/" for one in waiting),
    )
    found = [fault for one in addresses for fault in looked_at(page, f"/detections/{one}")]
    assert found == []
    assert page.complaints == []
