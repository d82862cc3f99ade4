from dataclasses import replace
from datetime import date

import pytest

from ehya.engine.claims.model import Claim, Finding, Period, Place
from ehya.publish.briefing import (
    changes_since,
    happened,
    leading_metric,
    past_years,
    pressing,
    province_counts,
    told,
    told_twice,
    year_so_far,
)
from ehya.publish.forecasts import series

MORDAD_22 = date(2024, 8, 12)  # day 146 of 366


def count(key, value, *, metric="units_revived", end="2024-08-12", start="2024-03-20", **more):
    kind = more.pop("kind", "cumulative_since_year_start")
    more.setdefault("published_on", end)
    more.setdefault("population", "idle units")
    period = Period(kind, start, end)
    return Claim(key, metric, value, "units", "eq", period, source="Press", **more)


def target(key, value, *, metric="units_revived", published_on="2024-05-01"):
    return count(
        key,
        value,
        metric=f"target_{metric}",
        kind="target_for_year",
        end="2025-03-20",
        published_on=published_on,
    )


def stand(*claims, metric="units_revived", as_of=MORDAD_22):
    return year_so_far(claims, metric=metric, as_of=as_of, known_at=MORDAD_22)


def test_the_pace_is_counted_to_the_counts_own_day():
    # 33 in 146 days is 33 / (146 / 7) = 1.582 a week; 267 in the 220 left is 8.495 a week
    year = stand(count("a", 33), target("t", 300))
    assert (year.gone, year.days, year.counted) == (146, 366, 146)
    assert year.per_week == pytest.approx(1.5822, abs=1e-4)
    assert year.needed_per_week == pytest.approx(8.4955, abs=1e-4)
    assert year.times == pytest.approx(5.369, abs=1e-3)


def test_the_share_of_the_target_rests_on_count_and_target():
    realised = stand(count("a", 33), target("t", 300)).realised
    assert realised.value == pytest.approx(11)
    assert (realised.metric, realised.unit) == ("target_realised_pct", "percent")
    assert realised.origins == {"a", "t"}
    assert realised.known_at.date() == MORDAD_22


def test_a_target_told_in_two_parts_counts_as_their_sum():
    # 1,600 in parks and 400 outside are 2,000; 961 of them are 48.05 %
    inside = target("in", 1600)
    outside = replace(inside, id="out", value=400, population="outside parks")
    inside = replace(inside, population="industrial parks")
    year = stand(count("a", 961), inside, outside)
    assert year.target.value == 2000
    assert {claim.id for claim in year.target.parts} == {"in", "out"}
    assert year.realised.value == pytest.approx(48.05)
    assert year.realised.origins == {"a", "in", "out"}


def test_another_part_of_the_target_is_no_change_of_it():
    inside = replace(target("in", 1600), population="industrial parks")
    outside = replace(target("out", 400, published_on="2024-08-12"), population="outside parks")
    (change,) = changes_since(date(2024, 6, 1), claims=[inside, outside], findings=())
    assert (change.claim, change.before) == (outside, None)


def test_a_target_of_nothing_has_no_share():
    assert stand(count("a", 33), target("t", 0)).realised is None


def test_a_count_that_ends_earlier_leaves_the_days_since_to_the_target():
    # told to 21 June, day 94: the remaining 272 days must bring 184
    year = stand(count("a", 116, end="2024-06-21"), target("t", 300))
    assert year.counted == 94
    assert year.needed_per_week == pytest.approx(184 / 272 * 7)


def test_a_reached_target_needs_no_pace():
    assert stand(count("a", 320), target("t", 300)).needed_per_week == 0


def test_without_a_target_no_pace_is_needed():
    year = stand(count("a", 33))
    assert year.target is None
    assert year.needed_per_week is None
    assert year.times is None


def test_a_year_of_which_nothing_is_known_is_no_error():
    year = stand()
    assert (year.count, year.target, year.forecast, year.counts) == (None, None, None, ())


def test_what_happened_after_the_chosen_day_does_not_count():
    early, late = count("a", 20, end="2024-06-01"), count("b", 33)
    year = stand(early, late, as_of=date(2024, 7, 1))
    assert year.count.claim is early


def test_a_target_speaks_of_days_to_come():
    assert happened(target("t", 300), MORDAD_22)
    assert not happened(count("a", 33, end="2024-08-13"), MORDAD_22)
    assert happened(count("a", 33), MORDAD_22)


def test_the_page_opens_with_the_metric_that_was_told_last():
    revived = count("a", 116, end="2024-06-21")
    renovated = count("b", 33, metric="units_renovated")
    assert leading_metric([revived, renovated], as_of=MORDAD_22) == "units_renovated"
    assert leading_metric([revived], as_of=MORDAD_22) == "units_revived"
    assert leading_metric([], as_of=MORDAD_22) == "units_revived"


def test_another_years_count_does_not_open_this_years_page():
    last_year = count("a", 9, metric="mines_revived", start="2023-03-21", end="2023-08-01")
    assert leading_metric([last_year], as_of=MORDAD_22) == "units_revived"


def test_a_target_told_again_is_one_version_and_the_last_told_counts():
    claims = [
        target("t1", 2000, published_on="2024-04-01"),
        target("t2", 1500, published_on="2024-05-01"),
        target("t3", 2000, published_on="2024-06-01"),
    ]
    (year,) = past_years(series(claims, metric="units_revived", place="Iran"), upto=1403, most=1)
    assert [version.value for version in year.targets] == [1500, 2000]
    assert year.target.claim == "t3"


def year_1402(on_the_way):
    """1402 as told by one count on the way and a result of 2,000."""
    year = {"start": "2023-03-21", "end": "2024-03-19", "kind": "full_year"}
    claims = [on_the_way, count("b", 2000, **year, published_on="2024-04-10")]
    (found,) = past_years(series(claims, metric="units_revived", place="Iran"), upto=1402, most=1)
    return found


def test_a_straight_line_from_late_summer_is_set_against_the_result():
    # 500 by 22 August 2023, day 155 of 365: the line ends at 500 * 365 / 155 = 1177.4,
    # 41.1 % short of 2,000
    year = year_1402(count("a", 500, start="2023-03-21", end="2023-08-22"))
    line, miss = year.straight_miss
    assert line == pytest.approx(1177.42, abs=0.01)
    assert miss == pytest.approx(0.4113, abs=1e-4)


def test_a_count_in_spring_draws_no_late_summer_line():
    year = year_1402(count("a", 100, start="2023-03-21", end="2023-05-01"))
    assert year.straight_miss is None


def test_of_two_totals_told_equally_often_the_lower_stands():
    full = {"start": "2023-03-21", "end": "2024-03-19", "kind": "full_year"}
    claims = [
        count("a", 1444, **full, published_on="2024-05-01"),
        count("b", 1185, **full, published_on="2024-04-01"),
    ]
    (year,) = past_years(series(claims, metric="units_revived", place="Iran"), upto=1402, most=1)
    assert year.result.value == 1185


def test_the_front_page_sets_a_part_against_its_whole():
    since = {"kind": "since_government", "start": "2021-08", "end": "2024-05"}
    whole = count("w", 10000, **since, published_on="2024-08-12")
    part = count("p", 4600, **since, published_on="2024-08-12")
    older = count("o", 5400, **since | {"end": "2023-08"}, published_on="2023-09-04")
    (line,) = told([older, whole, part], as_of=MORDAD_22)
    assert (line.claim, line.against) == (part, whole)


def test_each_province_tells_its_latest_year_and_a_whole_year_before_a_part():
    places = {
        "Iran": Place("Iran", "IR", "ایران", ()),
        "Qom": Place("Qom", "IR-25", "قم", ()),
        "Yazd": Place("Yazd", "IR-21", "یزد", ()),
    }
    old = count("o", 143, place="Qom", start="2021-03-21", end="2022-03-20", kind="full_year")
    part = count("p", 30, place="Qom", start="2022-03-21", end="2022-09-01")
    whole = count("w", 44, place="Qom", start="2022-03-21", end="2023-03-20", kind="full_year")
    qom, yazd = province_counts([whole, old, part], metric="units_revived", places=places)
    assert (qom.claim, qom.year, qom.whole) == (whole, 1401, True)
    assert (yazd.claim, yazd.year, yazd.whole) == (None, None, False)


def test_a_province_told_in_two_ways_is_named_and_the_country_is_not():
    one, other = count("a", 28, place="Ardebil"), count("b", 48, place="Ardebil")
    iran, again = count("c", 1185), count("d", 1444)
    claims = {claim.id: claim for claim in (one, other, iran, again)}
    clashes = [
        Finding("ledger_conflict", "contradiction", ("a", "b")),
        Finding("ledger_conflict", "contradiction", ("c", "d")),
        Finding("magnitude", "doubt", ("a", "b")),
    ]
    assert told_twice(clashes, claims) == ((clashes[0], one, other),)


def test_a_new_target_is_told_before_a_moved_count_and_one_finding_once():
    june = date(2024, 6, 1)
    was = count("w", 100, end="2024-05-20")
    now = count("n", 33)
    aim = target("t", 300, published_on="2024-08-12")
    twin = count("x", 34, published_on="2024-08-10")
    clash = Finding("ledger_conflict", "contradiction", ("n", "x"))
    changes = changes_since(june, claims=[was, now, aim, twin], findings=[clash])
    assert [change.claim.id for change in changes] == ["t", "x"]  # the newer day first
    assert next(c for c in changes if c.is_target).finding is None


def test_what_was_told_before_is_named_only_where_it_differs():
    june = date(2024, 6, 1)
    same = changes_since(
        june, claims=[target("a", 300), target("b", 300, published_on="2024-08-12")], findings=()
    )
    assert [change.before for change in same] == [None]
    moved = changes_since(
        june, claims=[target("a", 250), target("b", 300, published_on="2024-08-12")], findings=()
    )
    assert [change.before.id for change in moved] == ["a"]


def test_a_target_told_again_is_told_once():
    claims = [
        target("a", 1500),
        target("b", 2000, published_on="2024-07-01"),
        target("c", 2000, published_on="2024-08-12"),
    ]
    changes = changes_since(date(2024, 6, 1), claims=claims, findings=())
    assert [(change.claim.id, change.before.id) for change in changes] == [("b", "a")]


def test_nothing_new_is_an_empty_list():
    assert changes_since(MORDAD_22, claims=[count("a", 33)], findings=()) == ()


def test_a_contradiction_told_last_month_presses_more_than_one_of_years_ago():
    claims = {
        "old": count("old", 1, end="2020-05-20"),
        "new": count("new", 2),
        "mid": count("mid", 3, end="2022-05-20"),
    }
    found = [
        Finding("magnitude", "doubt", ("new",)),
        Finding("ledger_conflict", "contradiction", ("old",)),
        Finding("parts_total", "contradiction", ("old", "mid")),
        Finding("pace", "note", ("new",)),
    ]
    assert [f.rule for f in pressing(found, claims)] == [
        "parts_total",
        "ledger_conflict",
        "magnitude",
    ]
