import re
from datetime import date

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record", "on_report_day")]


def words(answer) -> str:
    """The page's text, its markup and repeated spaces left out."""
    page = re.sub(
        r"<script.*?</script>|<svg.*?</svg>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_first_heading_is_the_answer(director_client, in_english):
    page = director_client.get("/")
    heading = re.search(r"<h1>(.*?)</h1>", page.content.decode(), re.DOTALL)[1]
    assert "/claims/MN1108543314-01/" in heading
    assert "/claims/MN1108543314-02/" in heading
    told = re.sub(r"<[^>]+>", "", heading)
    assert told.startswith("33 of 300")
    assert "40" in told  # 146 of 366 days
    assert "5 times" in told  # 8.50 a week against 1.58


def test_the_other_metrics_year_is_one_click_away(director_client):
    page = director_client.get("/?metric=units_revived")
    assert page.context["year"].metric == "units_revived"
    assert page.context["year"].count.claim.id == "MN1108543314-03"


def test_an_unknown_metric_falls_back_to_the_one_told_last(director_client):
    page = director_client.get("/?metric=units_dreamt")
    assert page.context["year"].metric == "units_renovated"


def test_nothing_published_later_stands_on_the_page(director_client):
    page = director_client.get("/")
    # 1,344 was told on 22 April 2025, 86 revived mines on 22 September 2024
    assert "TT512148-01" not in page.content.decode()
    assert "MN1108700564-01" not in page.content.decode()


def test_moving_the_clock_moves_the_whole_page(director_client):
    page = director_client.get("/?as_of=2025-03-20&known_at=1404/02/10")
    assert page.context["clock"].known_at == date(2025, 4, 30)
    assert page.context["year"].year == 1403
    told = {line.claim.id for line in page.context["told"]}
    assert "MN1108700564-01" in told  # mines of 1403, known by then
    links = re.findall(r'href="/claims/[A-Z][^"]*"', page.content.decode())
    assert links
    assert all("known_at=2025-04-30" in link for link in links)


def test_before_anything_was_told_the_page_says_so(director_client, in_english):
    page = director_client.get("/?known_at=1395/01/15")
    assert page.status_code == 200
    assert "Nothing had been told by that day." in words(page)
    assert "Nothing told of 1395 yet" in words(page)


@pytest.mark.parametrize("told", ["1403/07/31", "yesterday", "0001-01-01", "9999-12-31", "<b>"])
@pytest.mark.parametrize("hand", ["as_of", "known_at", "since"])
def test_what_is_no_day_is_refused_in_words(director_client, hand, told):
    page = director_client.get("/", {hand: told})
    assert page.status_code == 422
    assert "<b>" not in words(page)


def test_the_ten_times_total_is_drawn_with_its_own_parts(director_client, in_english):
    page = director_client.get("/")
    drawn = page.context["drawn"]
    assert drawn.claims[0] in {"MN1108543314-07", "MN1107719098-07", "TT487892-02"}
    assert [block.value for block in page.context["drawings"]["wide"].parts] == [
        "1.88",
        "18.35",
        "9.24",
    ]
    assert page.context["drawings"]["wide"].zoom == 10


def test_targets_not_surely_known_by_then_are_left_out(director_client):
    # IRECON-03 tells only "2024": before the year's end nobody can say that it was out
    page = director_client.get("/")
    assert "IRECON-03" not in {claim.id for _m, _n, claim in page.context["versions"]}
    later = director_client.get("/?as_of=2024-12-31&known_at=2025-01-02")
    assert "IRECON-03" in {claim.id for _m, _n, claim in later.context["versions"]}


def test_every_number_of_the_front_column_leads_to_its_claim(director_client):
    page = director_client.get("/")
    for line in page.context["told"]:
        assert director_client.get(f"/claims/{line.claim.id}/").status_code == 200


def test_in_persian_no_latin_digit_stands_in_the_headings(director, sign_in):
    director.language = "fa"
    director.save()
    page = sign_in(director).get("/").content.decode()
    assert '<html lang="fa" dir="rtl"' in page
    headings = " ".join(re.findall(r"<h[123][^>]*>(.*?)</h[123]>", page, re.DOTALL))
    assert not re.search(r"[0-9]", re.sub(r"<[^>]+>", "", headings))


def test_before_anything_was_told_no_past_year_is_judged(director_client, in_english):
    told = words(director_client.get("/?known_at=1999-01-01"))
    assert "No target and no result of these years had been told by that day" in told
    assert "Nothing of the last five years had been told by that day" in told
    assert "reached the last target" not in told


def test_persian_prose_has_persian_commas(director, sign_in):
    director.language = "fa"
    director.save()
    told = words(sign_in(director).get("/"))
    assert not re.search(r"[آ-ی۰-۹][,;]", told)


def test_a_target_told_in_parts_is_one_number_all_over_the_page(director_client, in_english):
    # in December 2021: 1,600 in parks and 400 outside
    page = director_client.get("/?as_of=2022-01-05&known_at=2022-01-05")
    assert page.context["year"].target.value == 2000
    assert page.context["year"].forecast.target == 2000
    heading = re.search(r"<h1>(.*?)</h1>", page.content.decode(), re.DOTALL)[1]
    assert "2,000" in heading
    moved = [change for change in page.context["changes"] if change.claim.id == "TT60PCT-05"]
    assert all(change.before is None for change in moved)
