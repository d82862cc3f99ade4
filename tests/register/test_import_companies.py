"""Is a row that bears a company's number taken for that company's unit, or for another plant?

Worked out by hand: which names and places agree.
"""

import pytest

from ehya.register.actions.companies import Told, is_told_of

STEEL = Told(("شرکت فولاد البرز (سهامی خاص)", ""), "IR-20", "IR-20-01")
IN_PARK = Told(("فولاد البرز",), "IR-20", "IR-20-01", "P-0001")


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("فولاد البرز",), ("IR-04", "IR-04-02")),  # moved: the name agrees
        (("Foolad-e Alborz Co.",), ()),  # the same by its sound, in Latin letters
        (("فولادالبرز",), ()),  # written together
        (("صنایع فولاد البرز",), ()),  # a word more
        (("فولاد زاگرس",), ("IR-20", "IR-20-01")),  # a word in common, in the same county
        ((), ("IR-20",)),  # tells no name, and of no other place
        ((), ()),
    ],
)
def test_a_name_or_a_place_agrees(names, place):
    assert is_told_of(Told(names, *place), STEEL)


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("نساجی کویر",), ()),  # another name, no place
        (("نساجی کویر",), ("IR-20", "IR-20-01")),  # only the county: too little
        (("فولاد زاگرس",), ("IR-20", "IR-20-02")),  # a word in common, another county
        (("فولاد البرز ۲",), ("IR-20", "IR-20-01", "P-0002")),  # the second plant, in a park
        (("فولاد البرز دو",), ()),
        ((), ("IR-04",)),  # no name, and another province
    ],
)
def test_nothing_but_the_number_agrees(names, place):
    assert not is_told_of(Told(names, *place), STEEL)


def test_a_renamed_unit_is_known_by_its_park():
    assert is_told_of(Told(("نساجی کویر",), "IR-20", "IR-20-01", "P-0001"), IN_PARK)
    assert not is_told_of(Told(("نساجی کویر",), "IR-20", "IR-20-01", "P-0002"), IN_PARK)
