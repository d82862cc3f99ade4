"""A capacity is of a year, of a day, or of no time: its unit may say which."""

import pytest

from ehya.engine.capacity import basis_of, stands_by_itself


@pytest.mark.parametrize(
    "unit",
    ["MW", "mw", "مگاوات", "كيلووات", "ha", "هکتار", "m3/day", "l/s", "تن در سال", "t a year"],
)
def test_a_rate_or_a_size_needs_no_time_beside_it(unit):
    assert stands_by_itself(unit)
    assert basis_of(unit) == "none"


@pytest.mark.parametrize("unit", ["t", "تن", "m3", "متر مکعب", "m2", "MWh", "pairs", "قوطی"])
def test_of_any_other_unit_nothing_is_known_and_a_year_is_usual(unit):
    assert not stands_by_itself(unit)
    assert basis_of(unit) == "year"
