"""What public figures leave over when they are taken from one another is never few, nor one unit's."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.publish.test_figures import restarted

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.publish.actions.figures import correct_figure, make_figure, release_figure
from ehya.publish.counting import Asked, Scope, contributors, metric_named
from ehya.publish.disclosure.cells import Cell, left_over
from ehya.publish.disclosure.spans import told_together
from ehya.publish.queries.figures import figure_named
from ehya.web.messages import sentence

TODAY, FIRST = date(2024, 8, 12), date(2024, 3, 20)
LEAST = 5


def cell(figure, counts, last=TODAY, first=FIRST, stock=False, **scope):
    told = frozenset(scope.items())
    return Cell(figure, told, first, last, stock, (counts,) if isinstance(counts, int) else counts)


def test_the_part_outside_parks_is_what_is_left_of_a_province():
    province = cell(1, 12, province="IR-20")
    inside = cell(2, 10, province="IR-20", parks="inside")
    assert left_over(inside, [province], LEAST) == (1,)  # 12 − 10 = 2
    assert left_over(province, [inside], LEAST) == (2,)
    assert left_over(cell(3, 7, province="IR-20", parks="inside"), [province], LEAST) == ()


def test_the_last_hidden_province_is_the_country_less_all_others():
    country = cell(1, 30)
    public = [country, cell(2, 14, province="IR-01"), cell(3, 5, province="IR-02")]
    # 30 − 14 − 5 = 11 may be told; with 8 more only 3 would be left
    assert left_over(cell(4, 5, province="IR-03"), public, LEAST) == ()
    assert left_over(cell(4, 8, province="IR-03"), public, LEAST) == (1, 2, 3)


def test_the_country_may_not_come_after_its_provinces_either():
    parts = [cell(2, 14, province="IR-01"), cell(3, 5, province="IR-02")]
    assert left_over(cell(1, 22), parts, LEAST) == (2, 3)  # 22 − 19 = 3
    assert left_over(cell(1, 19), parts, LEAST) == ()  # nothing is left
    assert left_over(cell(1, 24), parts, LEAST) == ()  # five are left


def test_two_years_so_far_of_a_province_tell_its_month():
    spring = cell(1, 12, last=date(2024, 6, 20), province="IR-20")
    assert left_over(cell(2, 15, province="IR-20"), [spring], LEAST) == (1,)
    assert left_over(cell(2, 17, province="IR-20"), [spring], LEAST) == ()


def test_the_countrys_own_months_tell_nobody_apart():
    assert left_over(cell(2, 15), [cell(1, 12, last=date(2024, 6, 20))], LEAST) == ()


def test_months_that_follow_each_other_leave_the_one_between():
    year = cell(1, 31, province="IR-20")
    april = cell(2, 14, last=date(2024, 4, 19), province="IR-20")
    june = cell(3, 13, first=date(2024, 5, 21), province="IR-20")
    # 31 − 14 = 17 and 31 − 13 = 18 may be told; 31 − 14 − 13 = 4 may not
    assert left_over(june, [year, april], LEAST) == (1, 2)


def test_disjoint_months_are_not_taken_from_each_other():
    april = cell(1, 14, last=date(2024, 4, 19), province="IR-20")
    may = cell(2, 12, first=date(2024, 4, 20), last=date(2024, 5, 20), province="IR-20")
    assert left_over(may, [april], LEAST) == ()


def test_a_stock_of_another_day_is_another_stock():
    before = cell(1, 40, last=date(2024, 6, 20), stock=True, province="IR-20")
    assert left_over(cell(2, 42, stock=True, province="IR-20"), [before], LEAST) == ()


def test_a_share_keeps_those_that_count_and_those_that_do_not():
    province = cell(1, (400, 30), stock=True, province="IR-20")
    inside = cell(2, (300, 27), stock=True, province="IR-20", parks="inside")
    assert left_over(inside, [province], LEAST) == (1,)  # 30 − 27 = 3 idle outside parks


def test_a_park_lies_in_its_province_and_inside():
    inside = cell(1, 12, province="IR-20", parks="inside")
    park = cell(2, 9, province="IR-20", parks="inside", park="P-0001")
    assert left_over(park, [inside], LEAST) == (1,)


def test_a_hidden_provinces_summer_is_a_difference_of_differences():
    spring = date(2024, 6, 20)
    public = [cell(1, 40, last=spring), cell(2, 60), cell(3, 30, last=spring, province="IR-01")]
    # hidden: all other provinces, 10 in spring and 60 − 47 = 13 in the year, so 3 in summer
    new = cell(4, 47, province="IR-01")
    assert left_over(new, public, LEAST) == ()  # 60 − 47 = 13 and 47 − 30 = 17 may be told
    assert told_together(new, public, LEAST) == (1, 2, 3)
    assert told_together(cell(4, 44, province="IR-01"), public, LEAST) == ()  # 6 in summer


def test_a_province_outside_parks_in_one_sector_is_told_by_four():
    public = [
        cell(1, 50, province="IR-01"),
        cell(2, 30, province="IR-01", parks="inside"),
        cell(3, 21, province="IR-01", sector="10"),
    ]
    new = cell(4, 18, province="IR-01", sector="10", parks="inside")
    # outside parks 50 − 30 = 20, of the sector 21 − 18 = 3
    assert told_together(new, public, LEAST) == (3,)
    assert left_over(new, public, LEAST) == (3,)


def test_what_was_told_before_the_new_one_is_not_laid_at_its_door():
    public = [cell(1, 12, province="IR-01"), cell(2, 10, province="IR-01", parks="inside")]
    assert told_together(cell(3, 70, province="IR-02"), public, LEAST) == ()


def test_a_figure_told_anew_takes_the_place_of_the_old_one():
    public = [cell(1, 12, province="IR-01"), cell(2, 30)]
    assert told_together(cell(3, 28), public, LEAST) == ()  # 28 − 12 = 16, not 30 − 28


def test_shares_are_looked_at_by_those_that_count_too():
    public = [cell(1, (400, 30), stock=True, province="IR-20")]
    new = cell(2, (300, 27), stock=True, province="IR-20", parks="inside")
    assert told_together(new, public, LEAST) == (1,)


# With the house's own acts: restarts of Semnan, claimed and taken back.


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def asked(last=TODAY, metric="units_revived_claimed", known_at=None, **scope):
    return Asked(
        metric=metric_named(metric),
        period=DayRange(FIRST, last),
        as_of=last,
        known_at=known_at or timezone.now(),
        scope=Scope(**scope),
    )


@pytest.fixture
def seven(db, steward, officer):
    """Six restarts of Semnan in April and one in July, of 10 people each, the last of 400."""
    for day in range(6):
        restarted(steward, officer, date(2024, 4, 1) + timedelta(days=day))
    restarted(steward, officer, date(2024, 7, 1), jobs=400)


def test_a_provinces_second_figure_is_refused_by_the_first(seven, analyst, director):
    spring = make_figure(asked(date(2024, 6, 20), province="IR-20"), by=analyst)
    release_figure(spring.pk, by=director)
    year = make_figure(asked(province="IR-20"), by=analyst)
    with pytest.raises(Refusal) as no:
        release_figure(year.pk, by=director)
    assert (no.value.code, no.value.facts["beside"]) == ("figure.tells_few", [spring.pk])
    assert str(spring.pk) in sentence(no.value, "en") and "5" in sentence(no.value, "en")
    assert not hasattr(figure_named(year.pk), "release")


def test_a_correction_of_one_stays_in_the_house_with_its_reason_public(
    seven, steward, officer, analyst, director
):
    wrong = make_figure(asked(province="IR-20"), by=analyst)
    release_figure(wrong.pk, by=director)
    restarted(steward, officer, date(2024, 5, 1))
    right = correct_figure(wrong.pk, "one was entered late", by=analyst)
    with pytest.raises(Refusal) as no:
        release_figure(right.pk, by=director)
    assert no.value.code == "figure.tells_few"  # 8 − 7 = 1
    assert figure_named(wrong.pk, public=True).corrected.reason == "one was entered late"


def test_the_country_is_told_however_few(seven, analyst, director):
    for last in (date(2024, 6, 20), TODAY):
        release_figure(make_figure(asked(last), by=analyst).pk, by=director)


def test_an_amount_that_is_mostly_two_units_own_is_refused(seven, analyst, director):
    # 6 × 10 + 400 = 460 jobs; the two largest bring 410, that is 89 %
    jobs = asked(metric="jobs_restored_claimed")
    assert contributors(jobs, most=2) == (7, (400, 10))
    with pytest.raises(Refusal) as no:
        release_figure(make_figure(jobs, by=analyst).pk, by=director)
    assert (no.value.code, no.value.facts["share"]) == ("figure.tells_one", 85)


def test_an_amount_of_many_alike_is_told(seven, analyst, director):
    spring = asked(date(2024, 6, 20), metric="jobs_restored_claimed", province="IR-20")
    release_figure(make_figure(spring, by=analyst).pk, by=director)  # 6 units of 10 jobs
