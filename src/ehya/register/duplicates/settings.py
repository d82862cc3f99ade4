"""How are two units compared, and what does each answer weigh?

The comparisons stand here; what their answers weigh (m and u), which words say little and how much
may be compared stand in ledger/rules/duplicates.toml. The same settings run on DuckDB and on Spark.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from splink import SettingsCreator
from splink import comparison_level_library as levels
from splink.blocking_rule_library import CustomRule
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_creator import ComparisonCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator
from splink.internals.comparison_library import CustomComparison

MEETINGS = (
    *("permit", "insurance_workshop", "electricity", "gas", "national_id", "economic_code"),
    *("postal_code", "phone", "mobile", "email", "name", "name_latin", "name_province"),
    *("rarest", "rarest_province", "rarest_latin_province", "second_province"),
    *("start", "start_county", "end_county", "end_park"),
    *("address", "address_rarest"),
)
"""Keys under which two units meet (records.py makes `meet_*`); one is enough to be compared."""

OWN_NUMBERS = ("permit", "insurance_workshop", "electricity", "gas")
COMPARED_ALONE = (*OWN_NUMBERS, "postal_code")
WEIGHED_BY_COMMONNESS = ("sound", *COMPARED_ALONE, "national_id", "phone", "address")
FRESH = "fresh"
LONG = 8  # [digits] or letters of a number in which a slip is told from a neighbour


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared.

    Attributes:
        what: its name, which the reasons tell.
        levels: names of the possible answers, from best to worst; the last is "differs".
        creators: the rules of all but the last, with the one for "unknown" first.
    """

    what: str
    levels: tuple[str, ...]
    creators: tuple[ComparisonLevelCreator, ...]


def _is(sql: str) -> ComparisonLevelCreator:
    return levels.CustomLevel(sql, base_dialect_str="duckdb")


def _unknown(*columns: str) -> ComparisonLevelCreator:
    """Nothing can be said when one side tells none of the columns."""
    sides = (" and ".join(f"{c}_{side} is null" for c in columns) for side in ("l", "r"))
    return _is(" or ".join(f"({side})" for side in sides)).configure(is_null_level=True)


def _common(level: ComparisonLevelCreator, column: str) -> ComparisonLevelCreator:
    """Weigh agreement by how common the value is in this register."""
    return level.configure(
        tf_adjustment_column=column, tf_adjustment_weight=1.0, disable_tf_exact_match_detection=True
    )


def _name() -> Comparison:
    same = _is("name_l = name_r or name_latin_l = name_latin_r")
    sound = _is("sound_l = sound_r or sound_latin_l = sound_latin_r")
    near = levels.JaroWinklerLevel("name", 0.94)
    return Comparison(
        "name",
        ("same", "same_sound", "nearly", "inside", "partly", "differs"),
        (
            _unknown("sound", "sound_latin"),
            _common(same, "sound"),
            _common(sound, "sound"),
            levels.Or(near, levels.JaroWinklerLevel("sound", 0.94)),
            levels.ArraySubsetLevel("rare"),
            levels.ArrayIntersectLevel("rare", 1),
        ),
    )


def _number(column: str) -> Comparison:
    return Comparison(
        column,
        ("same", "one_slip", "differs"),
        (
            _unknown(column),
            _common(levels.ExactMatchLevel(column), column),
            _slip(column),
        ),
    )


def _slip(column: str) -> ComparisonLevelCreator:
    """A slip shows only in a long number: of short ones, each has true neighbours.

    One slip, also of two neighbours that change places, leaves three digits at one end of a long
    number as they were. That is asked first, since letter by letter costs twenty times as much.
    """
    first, last = (f"substr({column}_l, {at}, 3) = substr({column}_r, {at}, 3)" for at in (1, -3))
    long = f"length({column}_l) >= {LONG} and length({column}_r) >= {LONG}"
    alike = _is(f"({first} or {last}) and {long}")
    return levels.And(alike, levels.DamerauLevenshteinLevel(column, 1))


def _company() -> Comparison:
    """Both numbers name the firm, and for most firms they are one: together they weigh once."""
    same = "national_id_l = national_id_r or economic_code_l = economic_code_r"
    return Comparison(
        "company",
        ("same", "one_slip", "differs"),
        (
            _unknown("national_id", "economic_code"),
            _common(_is(same), "national_id"),
            _slip("national_id"),
        ),
    )


def _contact() -> Comparison:
    own = _is("mobile_l = mobile_r or email_l = email_r")
    return Comparison(
        "contact",
        ("same_person", "same_phone", "differs"),
        (
            _unknown("phone", "mobile", "email"),
            own,
            _common(levels.ExactMatchLevel("phone"), "phone"),
        ),
    )


def _address() -> Comparison:
    return Comparison(
        "address",
        ("same", "inside", "partly", "differs"),
        (
            _unknown("address"),
            _common(levels.ExactMatchLevel("address"), "address"),
            levels.ArraySubsetLevel("address_words"),
            levels.ArrayIntersectLevel("address_words", 2),
        ),
    )


def _place() -> Comparison:
    return Comparison(
        "place",
        ("same_spot", "same_park", "near", "same_county", "same_province", "differs"),
        (
            _is(
                "(province_l is null or province_r is null) and (lat_l is null or lat_r is null)"
            ).configure(is_null_level=True),
            levels.DistanceInKMLevel("lat", "lon", 0.15),
            levels.ExactMatchLevel("park"),
            levels.DistanceInKMLevel("lat", "lon", 3),
            levels.ExactMatchLevel("county"),
            levels.ExactMatchLevel("province"),
        ),
    )


def _trade() -> Comparison:
    return Comparison(
        "trade",
        ("same", "same_division", "differs"),
        (
            _unknown("isic"),
            levels.ExactMatchLevel("isic"),
            _is("substr(isic_l, 1, 2) = substr(isic_r, 1, 2)"),
        ),
    )


def comparisons() -> tuple[Comparison, ...]:
    """Return everything that is compared, in the order in which it is told."""
    numbers = (_number(column) for column in COMPARED_ALONE)
    return (_name(), *numbers, _company(), _contact(), _address(), _place(), _trade())


def settings(
    weights: Mapping[str, Any], *, units: int, only_fresh: bool = False
) -> SettingsCreator:
    """Return Splink's settings.

    Args:
        weights: a version of the rules: "m" and "u" for each comparison, "duplicates_a_unit".
        units: how many units the register holds. [units]
        only_fresh: compare only pairs of which one is marked as fresh.

    Returns:
        Settings for `splink.Linker`, on any engine.
    """
    fresh = f"(l.{FRESH} or r.{FRESH})"
    rules: list[BlockingRuleCreator | dict[str, Any]] = [
        CustomRule(f"l.meet_{key} = r.meet_{key}" + (f" and {fresh}" if only_fresh else ""))
        for key in MEETINGS
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unit",
        comparisons=[_creator(each, weights) for each in comparisons()],
        blocking_rules_to_generate_predictions=rules,
        probability_two_random_records_match=prior(weights, units),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def prior(weights: Mapping[str, Any], units: int) -> float:
    """Return the chance that two units drawn at random are one. [0..1]

    When a share d of units has one double, n units hold d·n/2 pairs among n(n-1)/2.
    """
    return float(min(0.5, weights["duplicates_a_unit"] / max(units - 1, 1)))


def _creator(each: Comparison, weights: Mapping[str, Any]) -> ComparisonCreator:
    made: list[ComparisonLevelCreator] = [*each.creators, levels.ElseLevel()]
    m, u = weights.get("m", {}).get(each.what), weights.get("u", {}).get(each.what)
    for place, name in enumerate(each.levels):
        level = made[place + 1]
        level.configure(label_for_charts=name)
        if m and u:
            level.configure(m_probability=m[place], u_probability=u[place])
    return CustomComparison(output_column_name=each.what, comparison_levels=list(made))
