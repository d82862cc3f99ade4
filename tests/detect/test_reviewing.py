"""Which looks ask for a person, why, and when is the question withdrawn?"""

from datetime import date

import pytest

from ehya.detect.actions.judging import confirm, reject, send
from ehya.detect.actions.reviewing import open_reviews
from ehya.detect.models import Review
from ehya.ledger import rules

pytestmark = pytest.mark.django_db
JULY = date(2023, 7, 23)
NO_LOT = 10**9


@pytest.fixture(autouse=True)
def no_lot(monkeypatch):
    """Nobody is drawn unless a test says so."""
    return draw(monkeypatch, NO_LOT)


def draw(monkeypatch, one_in):
    told = rules.load("detect")
    told["review"] = {**told["review"], "drawn_one_in": one_in}
    monkeypatch.setattr("ehya.detect.actions.reviewing.load", lambda *_: told)


def whys(number):
    return Review.objects.get(unit__number=number, state__in=("open", "sent")).why


def waiting():
    return Review.objects.filter(state="open").count()


def test_a_look_that_all_agree_on_asks_nobody(works, swept, look_at):
    sweep = swept()
    look_at(sweep, works("One"), told="idle")
    assert open_reviews(sweep)["opened"] == 0
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("state", "told", "why"),
    [
        ("idle", {"rule": "active", "told": "idle"}, ["disagrees"]),
        ("semi_active", {"rule": "active", "told": "semi_active"}, ["disagrees"]),
        ("gone", {"rule": "idle", "told": "gone"}, []),  # one standing still
        ("idle", {"rule": "", "told": "idle"}, []),  # the rule cannot tell
        ("active", {"chance": 0.79, "told": "active"}, ["unsure"]),
        ("active", {"chance": 0.81, "told": "active"}, []),
        ("idle", {"unseen_months": 3}, ["unseen"]),
        ("idle", {"unseen_months": 2}, []),
        ("gone", {"unseen_months": 30, "rule": "idle"}, ["unseen"]),
        ("active", {"told": "idle"}, ["unheard"]),
        ("active", {"told": "semi_active"}, []),  # half of its licence, its own level whole
        ("active", {"told": "building"}, []),
        ("semi_active", {"told": "idle"}, []),
        ("active", {"told": "gone", "rule": "idle", "chance": 0.6}, ["disagrees", "unsure", "unheard"]),
    ],
)  # fmt: skip
def test_each_reason_asks_for_a_person(works, swept, look_at, state, told, why):
    sweep, number = swept(), works("One")
    look = look_at(sweep, number, state, **told)
    open_reviews(sweep)
    found = Review.objects.filter(unit__number=number)
    assert [row.why for row in found] == ([why] if why else [])
    assert all(row.look_id == look.pk for row in found)


def test_idle_and_gone_are_one_standing_still_when_it_is_asked_how_sure(works, swept, look_at):
    sweep, number = swept(), works("One")
    halves = {"p_active": 0.1, "p_semi_active": 0.1, "p_idle": 0.45, "p_gone": 0.35}
    look_at(sweep, number, "idle", chances=halves, told="idle")
    assert open_reviews(sweep)["unsure"] == 0  # 8 in 10 that it stands: not below


def test_what_hangs_on_it_is_jobs_times_doubt(works, swept, look_at):
    sweep = swept()
    unsure, contradicted, told_by_none = (
        works("Unsure", jobs=100), works("Contradicted", jobs=30), works("No jobs", jobs=None)
    )  # fmt: skip
    look_at(sweep, unsure, chance=0.7, told="idle")  # of the other 0.3 a third is "gone"
    look_at(sweep, contradicted, chance=0.97, rule="active", told="idle")
    look_at(sweep, told_by_none, chance=0.97, rule="active", told="idle")
    open_reviews(sweep)
    weights = dict(Review.objects.values_list("unit__number", "weight"))
    assert weights[unsure] == pytest.approx(100 * 0.2)
    assert weights[contradicted] == pytest.approx(30 * 0.5)
    assert weights[told_by_none] == pytest.approx(1 * 0.5)


def test_it_is_due_three_weeks_after_the_sweep_was_told(works, swept, look_at):
    sweep = swept()
    look_at(sweep, works("One"), unseen_months=9)
    open_reviews(sweep)
    assert Review.objects.get().due == date(2024, 8, 15)


def test_one_review_waits_and_moves_to_the_newest_look(works, swept, look_at):
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, unseen_months=9)
    assert open_reviews(first)["opened"] == 1
    due = Review.objects.get().due
    newer = look_at(second, number, "active", told="idle")
    counts = open_reviews(second)
    (row,) = Review.objects.all()
    assert (counts["opened"], counts["moved"], counts["unheard"]) == (0, 1, 1)
    assert (row.look_id, row.why, row.due) == (newer.pk, ["unheard"], due)


def test_to_ask_twice_of_the_same_looks_changes_nothing(works, swept, look_at):
    sweep = swept()
    look_at(sweep, works("One"), unseen_months=9)
    open_reviews(sweep)
    before = list(Review.objects.values())
    counts = open_reviews(sweep)
    assert (counts["opened"], counts["lapsed"]) == (0, 0)
    assert list(Review.objects.values()) == before


def test_a_review_whose_reason_is_gone_lapses(works, swept, look_at):
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, unseen_months=9)
    open_reviews(first)
    look_at(second, number, "active")
    assert open_reviews(second)["lapsed"] == 1
    row = Review.objects.get()
    assert (row.state, row.lapsed_in_id) == ("lapsed", second.pk)


def test_a_sweep_of_made_up_units_leaves_reviews_of_real_ones(works, swept, look_at):
    real, made_up = swept(), swept(synthetic=True)
    look_at(real, works("One"), unseen_months=9)
    open_reviews(real)
    assert open_reviews(made_up)["lapsed"] == 0
    assert waiting() == 1


def test_whom_somebody_is_sent_to_is_not_given_up(works, swept, look_at, officer, settings):
    settings.TODAY = date(2024, 8, 12)
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, unseen_months=9)
    open_reviews(first)
    send(number, by=officer, go_by=date(2024, 9, 1))
    newer = look_at(second, number, "active")
    open_reviews(second)
    row = Review.objects.get()
    assert (row.state, row.look_id, row.why) == ("sent", newer.pk, ["unseen"])


def test_a_confirmed_spell_is_not_asked_of_again(works, swept, look_at, officer):
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, unseen_months=9)
    open_reviews(first)
    confirm(number, by=officer)
    look_at(second, number, unseen_months=10, since=date(2023, 9, 23))  # two months from JULY
    assert open_reviews(second)["opened"] == 0


def test_a_rejected_spell_is_not_asked_of_again_but_another_one_is(works, swept, look_at, officer):
    number = works("One")
    first, second, third = swept(), swept(), swept()
    look_at(first, number, unseen_months=9, since=JULY)
    open_reviews(first)
    reject(number, by=officer, state="active", reason="own_generator")
    look_at(second, number, unseen_months=10, since=JULY)
    assert open_reviews(second)["opened"] == 0
    look_at(third, number, unseen_months=5, since=date(2024, 1, 21))
    assert open_reviews(third)["opened"] == 1


def test_nobody_is_asked_where_the_machine_has_come_round(works, swept, look_at, officer):
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, unseen_months=9)
    open_reviews(first)
    reject(number, by=officer, state="active", reason="other_meter")
    look_at(second, number, "active", chance=0.6, told="idle", since=date(2024, 3, 20))
    assert open_reviews(second)["opened"] == 0


def test_the_lot_asks_of_sure_ones_too_and_spares_nobody(
    works, swept, look_at, officer, monkeypatch
):
    draw(monkeypatch, 1)
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, told="idle")
    counts = open_reviews(first)
    assert (counts["opened"], counts["drawn"]) == (1, 1)
    assert whys(number) == ["drawn"]
    assert Review.objects.get().weight == pytest.approx(10 * 0.5)
    confirm(number, by=officer)
    look_at(second, number, told="idle")
    open_reviews(second)
    assert whys(number) == ["drawn"]


def test_once_drawn_a_unit_is_asked_of_until_somebody_judges(works, swept, look_at, monkeypatch):
    draw(monkeypatch, 1)
    number = works("One")
    first, second = swept(), swept()
    look_at(first, number, told="idle")
    open_reviews(first)
    draw(monkeypatch, NO_LOT)
    newer = look_at(second, number, told="idle")
    assert open_reviews(second)["lapsed"] == 0
    row = Review.objects.get()
    assert (row.why, row.look_id, row.state) == (["drawn"], newer.pk, "open")


def test_the_lot_draws_about_one_in_so_many_and_others_the_next_time(
    works, swept, look_at, monkeypatch
):
    draw(monkeypatch, 4)
    numbers = [works(f"Works {n}") for n in range(60)]
    drawn = []
    for sweep in (swept(), swept()):
        for number in numbers:
            look_at(sweep, number, told="idle")
        Review.objects.all().delete()
        open_reviews(sweep)
        drawn.append(set(Review.objects.values_list("unit__number", flat=True)))
    assert all(5 <= len(units) <= 27 for units in drawn)  # 15 expected, beyond any chance of harm
    assert drawn[0] != drawn[1]
