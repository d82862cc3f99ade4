"""The register that does not exist: like the published one, its truth beside it, made twice alike."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from ehya.engine.text import name_key, sound_key
from ehya.register.identifiers import settle_column
from ehya.register.intake.fields import STRONG, WORDS
from ehya.register.places import ParkNames, find_county, find_province
from ehya.register.synthetic import make_register
from ehya.register.synthetic.calibration import calibration, province_shares, shares, standings
from ehya.register.synthetic.keep import file_name, is_made, write_register
from ehya.register.synthetic.words import GUARD, coined_words

UNITS = 20_000
SEED = 1403


@pytest.fixture(scope="module")
def made():
    return make_register(UNITS, SEED)


def near(count, share, of):
    """Within four standard errors of what chance leaves a share of so many."""
    return abs(count - share * of) < 4 * (of * share * (1 - share)) ** 0.5 + 1


# The same again


def test_the_same_seed_makes_the_same_register():
    one, two = make_register(1_000, 7), make_register(1_000, 7)
    for name in ("parks", "records", "spells", "units"):
        assert_frame_equal(getattr(one, name), getattr(two, name))
    for first, second in zip(one.files, two.files, strict=True):
        assert_frame_equal(first.rows, second.rows)


def test_another_seed_makes_another():
    one, two = make_register(1_000, 7), make_register(1_000, 8)
    assert not one.files[0].rows["name_fa"].equals(two.files[0].rows["name_fa"])


@pytest.mark.parametrize("units", [99, 1_000_001])
def test_there_are_between_a_hundred_and_a_million_units(units):
    with pytest.raises(ValueError, match="not between"):
        make_register(units, SEED)


def test_a_hundred_units_are_a_register_too():
    assert (make_register(100, 1).records["what"] != "change").sum() == 100


# Like what was published


def test_the_records_are_as_many_as_asked(made):
    assert (made.records["what"] != "change").sum() == UNITS


def test_provinces_have_their_published_shares(made):
    counted = made.units["province"].value_counts()
    counted = dict(zip(counted["province"], counted["count"], strict=True))
    told = calibration()["provinces"]["told"]
    for iso, in_parks in told.items():
        assert near(counted[iso], in_parks / 44_432, len(made.units)), iso
    assert sum(province_shares().values()) == pytest.approx(1)
    ranks = sorted(province_shares(), key=lambda iso: -province_shares()[iso])
    assert ranks[:3] == ["IR-10", "IR-23", "IR-07"]
    assert set(ranks[-3:]) == {"IR-16", "IR-28", "IR-17"}


@pytest.mark.parametrize(("table", "column"), [("sectors", "sector"), ("sizes", "size")])
def test_sectors_and_sizes_have_their_published_shares(made, table, column):
    for word, share in shares(table).items():
        assert near((made.units[column] == word).sum(), share, len(made.units)), word


def test_on_each_files_day_the_published_shares_stand_idle_or_work_below_half(made):
    for standing in standings():
        now = made.spells.filter(pl.col("first") <= standing.day).group_by("entity").last()
        there = now.filter(pl.col("status") != "gone")
        for status, share in (("idle", standing.idle), ("semi_active", standing.semi_active)):
            assert (there["status"] == status).mean() == pytest.approx(share, abs=0.012)


def test_as_many_are_revived_each_year_as_published(made):
    was = pl.col("status").shift().over("entity")
    back = made.spells.filter((was == "idle") & pl.col("status").is_in(["active", "semi_active"]))
    for before, standing in zip(standings(), standings()[1:], strict=False):
        span = pl.col("first").is_between(before.day, standing.day, closed="right")
        there = made.spells.filter(pl.col("first") <= standing.day)["entity"].n_unique()
        assert len(back.filter(span)) / there == pytest.approx(standing.revived, abs=0.003)


def test_licences_are_as_old_as_published(made):
    last = standings()[-1].day
    old = (last - made.units["licensed_on"]).dt.total_days() > 20 * 365.25
    assert near(old.sum(), 0.23, len(made.units))


def test_jobs_are_many_in_few_units_and_twenty_on_average(made):
    jobs = made.units["licensed_jobs"]
    assert 18 < jobs.mean() < 22
    assert jobs.median() < 15
    assert jobs.max() > 200


def test_half_of_the_units_stand_in_parks(made):
    assert near(made.units["park_fa"].is_not_null().sum(), 0.53, len(made.units))


def test_revivals_come_late_in_the_year(made):
    back = made.spells.with_columns(pl.col("status").shift().over("entity").alias("before"))
    back = back.filter((pl.col("before") == "idle") & (pl.col("status") != "gone"))
    days = back.filter(pl.col("first").is_between(standings()[0].day, standings()[5].day))
    late = days["first"].dt.month().is_in([11, 12, 1, 2]) | (
        (days["first"].dt.month() == 3) & (days["first"].dt.day() <= 20)
    )
    assert late.mean() > 0.45  # these months are 38 % of a year


# As files come in


def rows_of(made, what):
    files = [f.rows.with_columns(pl.lit(at).alias("file")) for at, f in enumerate(made.files)]
    told = pl.concat(files).with_columns(made.records.select("entity", "what", "spoilt"))
    return told.filter(pl.col("what") == what)


def test_every_row_has_its_truth(made):
    assert len(made.records) == sum(len(file.rows) for file in made.files)
    for at, file in enumerate(made.files):
        rows = made.records.filter(pl.col("file") == at)["row"]
        assert rows.to_list() == list(range(2, len(file.rows) + 2))


def test_every_number_is_right_and_names_one_unit(made):
    told = pl.concat([rows_of(made, "first"), rows_of(made, "duplicate")])
    for scheme in STRONG[1:]:
        settled = settle_column(scheme, told[scheme])
        assert not settled.refusals
        assert settled.values.drop_nulls().is_unique().all(), scheme
    for scheme in ("national_id", "economic_code", "postal_code"):
        assert not settle_column(scheme, told[scheme]).refusals


def test_every_place_is_known(made):
    parks = ParkNames(made.parks.with_row_index("code").select(
        pl.format("P-{}", "code"), "province", "name_en", "name_fa").iter_rows())  # fmt: skip
    for province, county, park in (
        rows_of(made, "first").select("province", "county", "park").unique().iter_rows()
    ):
        iso = find_province(province)
        assert find_county(county, iso)
        assert park is None or parks.find(park, iso)


def test_words_are_those_that_files_may_say(made):
    for name, words in WORDS.items():
        told = rows_of(made, "first")[name].drop_nulls().unique()
        assert set(told) <= {written for many in words.values() for written in many}


def test_three_in_a_hundred_are_told_twice_and_never_by_one_number(made):
    twice = rows_of(made, "duplicate")
    assert len(twice) == round(UNITS * 0.03 / 1.03)
    first = rows_of(made, "first").select(
        "entity", "file", pl.col("name_fa", "name_en", *STRONG[1:])
    )
    both = twice.join(first, on=["entity", "file"], suffix="_first")
    assert len(both) == len(twice)  # the second stands in the file of the first
    for scheme in STRONG[1:]:
        assert not (both[scheme] == both[f"{scheme}_first"]).any()
    assert (both["name_fa"].is_null() & both["name_en"].is_not_null()).mean() == pytest.approx(
        0.15, abs=0.07
    )


def test_two_in_a_hundred_points_lie_elsewhere_and_the_truth_is_kept(made):
    wrong = made.records["spoilt"].str.contains("point:wrong")
    told = made.records.filter(pl.col("what") == "first")
    have = (~told["spoilt"].str.contains("point:missing")).sum()
    assert near((wrong & (made.records["what"] == "first")).sum(), 0.02, have)
    rows = pl.concat([file.rows for file in made.files]).select(pl.col("lat", "lon").cast(float))
    off = (rows["lat"] - made.records["lat"]).abs() + (rows["lon"] - made.records["lon"]).abs()
    assert off.filter(wrong).min() > 3
    assert off.filter(~wrong).drop_nulls().max() < 0.1


def test_arabic_letters_and_missing_numbers_come_as_often_as_told(made):
    told = rows_of(made, "first")
    assert near(told["spoilt"].str.contains("letters:arabic").sum(), 0.05, len(told))
    for scheme, share in calibration()["spoilt"]["missing"].items():
        assert near(told[scheme].is_null().sum(), share, len(told)), scheme


def test_a_change_says_only_what_is_new_and_which_unit_is_meant(made):
    told = rows_of(made, "change")
    assert told.select(pl.any_horizontal(pl.col(*STRONG[1:]).is_not_null())).to_series().all()
    news = pl.any_horizontal(pl.col("status", "ownership").is_not_null())
    renamed = pl.col("name_fa").str.contains("نو[یي]ن$")
    assert told.select(news | renamed).to_series().all()
    assert told["address"].is_null().all()


def test_the_last_told_status_is_the_true_one(made):
    told = pl.concat([rows_of(made, "first"), rows_of(made, "change")]).sort("file")
    last = told.filter(pl.col("status").is_not_null()).group_by("entity").last()
    true = made.spells.group_by("entity").last()
    fa = {word: written[1] for word, written in WORDS["status"].items()}
    both = last.join(true, on="entity", suffix="_true")
    same = both["status"] == both["status_true"].replace_strict(fa)
    assert same.mean() > 0.99  # changes of units without a number are not told


# Nobody's


def test_a_coined_word_sounds_alike_in_both_scripts():
    words = coined_words()
    unlike = [
        (fa, en)
        for fa, en in zip(words.fa, words.en, strict=True)
        if sound_key(fa) != sound_key(en)
    ]
    assert unlike == []


def test_no_coined_word_is_a_firm_that_everybody_knows():
    words = coined_words()
    assert not {name_key(word) for word in (*words.fa, *words.en)} & GUARD


def test_nobody_can_be_reached(made):
    assert made.units["phone"].str.contains(r"^0\d\d-0").all()  # no town's line begins with 0
    assert made.units["mobile"].str.starts_with("0980").all()
    assert made.units["email"].str.ends_with("@example.org").all()


# Kept


def test_files_and_truth_are_kept_and_found_again(tmp_path):
    folder = tmp_path / "synthetic"
    small = make_register(100, 3)
    write_register(small, folder, units=100, seed=3)
    days = is_made(folder, units=100, seed=3)
    assert days == [file.day.isoformat() for file in small.files]
    first = (folder / file_name(100, 3, days[0])).read_text(encoding="utf-8-sig").splitlines()
    assert first[0].startswith("نام فارسی,نام لاتین,استان")
    assert len(first) == len(small.files[0].rows) + 1
    assert_frame_equal(pl.read_parquet(folder / "truth" / "records.parquet"), small.records)


def test_another_register_or_a_torn_folder_is_not_taken_for_it(tmp_path):
    assert is_made(tmp_path, units=100, seed=3) == []
    small = make_register(100, 3)
    write_register(small, tmp_path / "s", units=100, seed=3)
    assert is_made(tmp_path / "s", units=100, seed=4) == []
    (tmp_path / "s" / file_name(100, 3, "2019-03-20")).unlink()
    assert is_made(tmp_path / "s", units=100, seed=3) == []
