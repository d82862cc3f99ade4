"""The dated files of definitions and rates: complete for the record, sourced, never Django's."""

import csv
import itertools
import subprocess
import sys
from datetime import date
from importlib.resources import files

import pytest

from ehya.engine.calendar import earliest, latest
from ehya.engine.refusal import Refusal
from ehya.engine.text import fold
from ehya.ledger import rules

NAMES = ("checks", "metrics", "places", "rates")


def record() -> list[dict[str, str]]:
    path = files("ehya.publish.record") / "published_figures.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def refused(code: str, call, *args) -> Refusal:
    with pytest.raises(Refusal) as no:
        call(*args)
    assert no.value.code == code
    return no.value


# Versions


@pytest.mark.parametrize("name", NAMES)
def test_every_version_has_a_day_and_a_source(name):
    for version in rules.versions(name):
        assert isinstance(version["in_force_from"], date)
        assert len(version["source"]) > 10


def test_the_version_of_a_day_is_the_last_that_began_by_then(tmp_path, monkeypatch):
    (tmp_path / "pace.toml").write_text(
        '[[version]]\nin_force_from = 2024-03-20\nsource = "a decree"\nweeks = 52\n'
        '[[version]]\nin_force_from = 2020-03-20\nsource = "an older decree"\nweeks = 50\n'
    )
    monkeypatch.setattr(rules, "files", lambda _: tmp_path)
    rules.versions.cache_clear()
    assert rules.load("pace")["weeks"] == 52
    assert rules.load("pace", date(2024, 3, 20))["weeks"] == 52
    assert rules.load("pace", date(2024, 3, 19))["weeks"] == 50
    facts = refused("rules.not_yet_in_force", rules.load, "pace", date(2020, 3, 19)).facts
    assert facts["first"] == "2020-03-20"
    rules.versions.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weeks = 52",
        "[[version",
        '[[version]]\nsource = "no day"',
        "[[version]]\nin_force_from = 2024-03-20",
        '[[version]]\nin_force_from = "2024-03-20"\nsource = "a day in quotes"',
        "version = 3",
        '[[version]]\nin_force_from = 2024-03-20\nsource = "twice"\n' * 2,
    ],
)
def test_a_file_whose_versions_cannot_be_told_apart_is_unsound(tmp_path, monkeypatch, text):
    (tmp_path / "pace.toml").write_text(text)
    monkeypatch.setattr(rules, "files", lambda _: tmp_path)
    rules.versions.cache_clear()
    refused("rules.unsound", rules.load, "pace")
    rules.versions.cache_clear()


@pytest.mark.parametrize("name", ["nothing", "../rules/metrics", "metrics.toml", ""])
def test_rules_that_do_not_exist_are_refused(name):
    refused("rules.unknown", rules.load, name)


def test_no_version_is_changed_by_its_reader():
    rules.load("metrics")["source"] = "somebody else"
    assert rules.load("metrics")["source"] != "somebody else"


def test_a_day_before_the_first_version_is_refused():
    refused("rules.not_yet_in_force", rules.vocabulary, date(2000, 1, 1))


# Metrics


def test_every_metric_of_the_record_is_defined_with_its_unit():
    metrics = rules.vocabulary().metrics
    for row in record():
        assert metrics[row["metric"]].unit == row["unit"], row["claim_id"]


def test_the_vocabulary_is_the_record_s_and_no_more():
    assert set(rules.vocabulary().metrics) == {row["metric"] for row in record()}


def test_every_metric_is_named_and_defined_in_both_languages():
    names: dict[str, str] = {}
    for metric in rules.vocabulary().metrics.values():
        assert metric.definition_en.endswith("."), metric.name
        assert metric.definition_fa.endswith("."), metric.name
        assert any("\u0600" <= c <= "\u06ff" for c in metric.name_fa), metric.name
        assert not set(metric.name_fa + metric.definition_fa) & set("يك0123456789"), metric.name
        for name in (metric.name_en, metric.name_fa):
            assert names.setdefault(name, metric.name) == metric.name


def test_metrics_point_at_metrics_and_never_at_themselves():
    metrics = rules.vocabulary().metrics
    for metric in metrics.values():
        for other in (*metric.part_of, *metric.distinct_from, *filter(None, [metric.of])):
            assert other in metrics, (metric.name, other)
            assert other != metric.name


def test_a_part_is_counted_in_the_unit_and_manner_of_its_whole():
    metrics = rules.vocabulary().metrics
    for metric in metrics.values():
        for whole in (metrics[name] for name in metric.part_of):
            assert (metric.unit, metric.flow) == (whole.unit, whole.flow), metric.name


def test_every_target_says_what_it_is_a_target_of():
    for metric in rules.vocabulary().metrics.values():
        if metric.name.startswith("target_") and not metric.name.endswith("_pct"):
            assert metric.flow == "target"
            assert metric.of is not None
        if metric.unit == "percent":
            assert metric.flow == "share"


def test_revived_renovated_and_lifted_are_counted_apart():
    metrics = rules.vocabulary().metrics
    assert "units_renovated" in metrics["units_revived"].distinct_from
    assert "units_revived" in metrics["units_renovated"].distinct_from
    assert "units_capacity_increased" in metrics["units_revived"].distinct_from
    assert metrics["units_revived"].part_of == ("units_revived_or_capacity_increased",)
    assert metrics["target_realised_pct"].of == "target_units_revived"


# Places


def test_the_country_and_its_31_provinces_are_known():
    places = rules.vocabulary().places
    assert len(places) == 32
    assert places["Iran"].iso == "IR"
    assert {place.iso for place in places.values()} == {"IR"} | {f"IR-{n:02d}" for n in range(31)}


def test_every_place_in_the_record_is_known():
    places = rules.vocabulary().places
    assert {row["scope_geography"] for row in record()} <= set(places)


def test_no_spelling_belongs_to_two_places():
    owners: dict[str, str] = {}
    for place in rules.vocabulary().places.values():
        for written in (place.name, place.name_fa, *place.spellings):
            assert owners.setdefault(fold(written).text, place.name) == place.name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Razavi Khorasan", "Khorasan Razavi"),
        ("خراسان رضوي", "Khorasan Razavi"),
        ("Kurdistan", "Kordestan"),
        ("كردستان", "Kordestan"),
        ("West Azerbaijan", "West Azarbaijan"),
        ("آذربایجان‌غربی", "West Azarbaijan"),
        ("Ardabil", "Ardebil"),
        ("Esfahan", "Isfahan"),
        ("Kohgiluyeh and Boyerahmad", "Kohgiluyeh and Boyer-Ahmad"),
        ("کهگیلویه و بویر احمد", "Kohgiluyeh and Boyer-Ahmad"),
        ("چهار محال و بختیاری", "Chaharmahal and Bakhtiari"),
        ("Sistan and Baluchistan", "Sistan and Baluchestan"),
    ],
)
def test_a_place_is_found_under_its_other_spellings(written, name):
    place = rules.vocabulary().places[name]
    known = {fold(one).text for one in (place.name, place.name_fa, *place.spellings)}
    assert fold(written).text in known


# Rates


def test_every_rate_has_days_basis_and_witness():
    for row in rules.load("rates")["rate"]:
        assert earliest(row["from"]) <= latest(row["until"])
        assert row["basis"] in ("official", "nima", "market")
        assert row["source"]
        assert row.get("claims") or row["address"].startswith("https://"), row


def test_a_rate_worked_out_from_the_record_is_what_its_claims_say():
    values = {row["claim_id"]: (row["unit"], float(row["value"])) for row in record()}
    for row in rules.load("rates")["rate"]:
        claims = row.get("claims", [])
        for rials, dollars in zip(claims[::2], claims[1::2], strict=True):
            assert (values[rials][0], values[dollars][0]) == ("IRR", "USD")
            implied = values[rials][1] / values[dollars][1]
            assert implied == pytest.approx(row["rials_per_usd"], rel=0.04), rials


@pytest.mark.parametrize(
    ("day", "basis", "price"),
    [
        (date(2019, 8, 16), "official", 42_000),
        (date(2019, 8, 16), "market", 118_964),
        (date(2021, 7, 15), "market", 256_000),
        (date(2023, 8, 14), "market", 490_000),
        (date(2024, 8, 12), "nima", 450_937),
        (date(2024, 8, 12), "market", 590_000),
        (date(2024, 11, 1), "official", 285_000),
    ],
)
def test_the_reference_rate_of_a_day_is_the_printed_one(day, basis, price):
    near = rules.rates().near(day, basis)
    assert near is not None
    assert near.rials_per_usd == price


def test_rates_of_one_basis_stand_in_order_and_never_twice_on_a_day():
    for basis in ("official", "nima", "market"):
        of_basis = [rate for rate in rules.rates().rates if rate.basis == basis]
        for before, after in itertools.pairwise(of_basis):
            assert before.until < after.on


# Independence


def test_the_rules_need_no_django():
    asked = "import sys; import ehya.ledger.rules as r; r.vocabulary(); r.rates(); print('django' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
