"""What do answers weigh, how often are units told twice, and who says so?"""

import tomllib
from datetime import date

import polars as pl
import pytest
from scripts.train_duplicates import RULES, renewed
from splink.internals.linker_components.training import LinkerTraining

from ehya.ledger.rules import load
from ehya.register.duplicates import comparisons, find_pairs
from ehya.register.duplicates.link import how_often
from ehya.register.duplicates.settings import prior
from ehya.register.duplicates.training import made_up, train

SAID = {"duplicates_a_unit": 0.03, "doubles_known_of": 100}
FIRMS = ("Zarnegar", "Behkesht", "Mahtab", "Sarvestan", "Golriz", "Parnian", "Tavana", "Roshana")
WRITTEN = ("{}", "{} Co.", "{} Ltd", "Sherkat {}", "{} Company")


def pairs(*weights):
    rows = [(1 + 2 * n, 2 + 2 * n, float(weight)) for n, weight in enumerate(weights)]
    return pl.DataFrame(
        rows, {"one": pl.Int64, "other": pl.Int64, "weight": pl.Float64}, orient="row"
    )


def asked(units):
    return pl.Series("unit", range(1, units + 1), pl.Int64)


def test_where_no_pair_is_found_doubles_are_rarer_than_the_rules_say():
    # 100 units told of 3 doubles, 20 more of none: 3 / 120
    assert how_often(pairs(), asked(20), 20, SAID) == pytest.approx(0.025)


def test_a_pair_beyond_doubt_counts_for_both_its_units():
    # 3 doubles of 100 units, and 2 of 10: 5 / 110
    assert how_often(pairs(200), asked(10), 10, SAID) == pytest.approx(5 / 110)


def test_a_pair_with_one_unit_that_was_not_asked_counts_for_the_other():
    assert how_often(pairs(200), asked(1), 10, SAID) == pytest.approx(4 / 101)


def test_the_share_is_the_one_under_which_the_chances_add_up_to_it():
    found = pairs(8, 8, 6, 2)
    share = how_often(found, asked(8), 8, SAID)
    before = prior({"duplicates_a_unit": share}, 8)
    odds = before / (1 - before)
    likely = sum(odds * 2**bits / (1 + odds * 2**bits) for bits in (8, 8, 6, 2))
    assert share == pytest.approx((3 + 2 * likely) / 108, rel=1e-4)
    assert share > 0.03


def test_a_list_that_tells_most_firms_many_times_is_seen_to_do_so():
    names = [way.format(firm) for firm in FIRMS for way in WRITTEN]
    raw = pl.DataFrame({"id": range(1, len(names) + 1), "name_en": names})
    found = find_pairs(raw, load("duplicates"))
    told = {(one, other) for one, other in found.select("one", "other").rows()}
    true = {
        (one, other)
        for one in raw["id"]
        for other in raw["id"]
        if one < other and (one - 1) // len(WRITTEN) == (other - 1) // len(WRITTEN)
    }
    assert told == true


def test_the_weight_of_a_pair_is_the_sum_of_its_reasons():
    raw = pl.DataFrame({"id": [1, 2], "name_fa": ["کاشی آفتاب"] * 2, "phone": ["02333334444"] * 2})
    (pair,) = find_pairs(raw, {**load("duplicates"), "shown_from": 0.0}).to_dicts()
    told = sum(pair[f"{each.what}_weight"] for each in comparisons())
    assert pair["weight"] == pytest.approx(told)


def test_a_slip_in_a_short_number_is_another_number():
    raw = pl.DataFrame(
        {"id": [1, 2], "name_fa": ["کاشی آفتاب"] * 2, "postal_code": ["60614", "60615"]}
    )
    (pair,) = find_pairs(raw, {**load("duplicates"), "shown_from": 0.0}).to_dicts()
    assert pair["postal_code_level"] == "differs"
    long = raw.with_columns(pl.Series("postal_code", ["3514661111", "3514661112"]))
    (pair,) = find_pairs(long, {**load("duplicates"), "shown_from": 0.0}).to_dicts()
    assert pair["postal_code_level"] == "one_slip"


def slips(number):
    """Write a number with each slip there is: a digit other, lost, twice, or two in each other's place."""
    for at in range(len(number)):
        yield number[:at] + "x" + number[at + 1 :]
        yield number[:at] + number[at + 1 :]
        yield number[:at] + "x" + number[at:]
        yield number[:at] + number[at : at + 2][::-1] + number[at + 2 :]


@pytest.mark.parametrize(
    ("column", "what"), [("postal_code", "postal_code"), ("national_id", "company")]
)
def test_one_slip_is_seen_wherever_it_stands_in_a_long_number(column, what):
    number = "35146017289"
    written = [number, *slips(number)]
    raw = pl.DataFrame({"id": range(len(written)), "name_fa": "کاشی آفتاب", column: written})
    found = find_pairs(raw, {**load("duplicates"), "shown_from": 0.0}).filter(pl.col("one") == 0)
    assert set(found[f"{what}_level"]) <= {"same", "one_slip"}
    assert len(found) == len(written) - 1


def test_what_is_sought_for_some_units_are_their_pairs_among_all(rows):
    raw, rules = rows.drop("entity", "what"), load("duplicates")
    some = raw["id"].head(100)
    mine = pl.any_horizontal(pl.col("one", "other").is_in(some.implode()))
    every = find_pairs(raw, rules).filter(mine)
    assert find_pairs(raw, rules, fresh=some).equals(every)
    assert not every.is_empty()


def test_the_shipped_weights_are_chances_of_every_answer():
    for version in (load("duplicates"),):
        for each in comparisons():
            for kind in ("m", "u"):
                shares = version[kind][each.what]
                assert len(shares) == len(each.levels)
                assert sum(shares) == pytest.approx(1, abs=2e-3)
                assert min(shares) > 0


@pytest.fixture(scope="module")
def rows():
    return made_up(800, 5)


@pytest.fixture(scope="module")
def learnt(rows):
    return train(rows, load("duplicates"), truth=rows["entity"])


def test_learnt_with_labels_the_weights_do_not_hang_on_those_before(rows, learnt):
    rules = load("duplicates")
    other = {kind: {w: [*reversed(s)] for w, s in rules[kind].items()} for kind in ("m", "u")}
    again = train(rows, {**rules, **other}, truth=rows["entity"])
    for what in ("name", "company", "contact", "address", "place", "trade"):
        for kind in ("m", "u"):
            assert again[kind][what] == learnt[kind][what]


def test_without_labels_what_a_session_cannot_teach_is_left_out_and_the_others_teach(
    rows, monkeypatch
):
    true = LinkerTraining.estimate_parameters_using_expectation_maximisation

    def sinking(self, session, **more):
        if session == "l.phone = r.phone":
            true(self, session, **more)
            raise ValueError("m_probability value 8e-305 is below the minimum")
        return true(self, session, **more)

    monkeypatch.setattr(
        LinkerTraining, "estimate_parameters_using_expectation_maximisation", sinking
    )
    told = train(rows, load("duplicates"))
    for each in comparisons():
        assert len(told["m"][each.what]) == len(told["u"][each.what]) == len(each.levels)


def test_an_answer_that_nobody_gave_weighs_no_more_than_a_better_one(learnt):
    m, u = learnt["m"]["address"], learnt["u"]["address"]
    ratios = [true / chance for true, chance in zip(m, u, strict=True)]
    assert ratios == sorted(ratios, reverse=True)


def test_newly_learnt_weights_become_a_version_of_their_own():
    before = RULES.read_text(encoding="utf-8")
    rules = load("duplicates")
    weights = {kind: {what: [0.75, 0.25] for what in rules[kind]} for kind in ("m", "u")}
    once = renewed(before, weights, "a register.", date(2031, 1, 2))
    told = tomllib.loads(once)["version"]
    assert told[:-1] == tomllib.loads(before)["version"]
    assert (told[-1]["in_force_from"], told[-1]["source"]) == (date(2031, 1, 2), "a register.")
    assert told[-1]["u"] == weights["u"]
    assert told[-1]["little_words"] == told[0]["little_words"]
    again = renewed(once, {**weights, "m": weights["u"]}, "another.", date(2031, 1, 2))
    assert [each["source"] for each in tomllib.loads(again)["version"]][1:] == ["another."]
