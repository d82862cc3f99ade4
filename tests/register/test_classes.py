"""What a unit makes: the list of ISIC Rev.4, and what free words mean."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.register.classes import CLASSES, is_isic, isic, isic_of_words, roll_up

BELOW = sorted(code for code, line in CLASSES.items() if line.level != "section")


def test_the_list_is_whole():
    levels = Counter(line.level for line in CLASSES.values())
    assert levels == {"section": 21, "division": 88, "group": 238, "class": 419}


def test_every_line_has_its_titles():
    for line in CLASSES.values():
        assert line.title_en
        wanted = line.level in ("section", "division") or line.section in "BC"
        assert bool(line.title_fa) == wanted, line.code
        assert not set("يك") & set(line.title_fa)


def test_a_title_is_told_in_the_readers_language():
    assert isic("1393").title("fa") == "تولید فرش، قالی و موکت"
    assert isic("1393").title("en") == "Manufacture of carpets and rugs"
    assert isic("0111").title("fa").startswith("Growing of cereals")  # none in Persian


@given(st.sampled_from(BELOW))
def test_a_class_rolls_up_to_lines_of_the_list(code):
    assert roll_up(code, "section") in CLASSES
    assert roll_up(code, "division") in CLASSES
    if len(code) == 4:
        assert CLASSES[roll_up(code, "group")].level == "group"


def test_rolling_up_goes_from_class_to_section():
    assert [roll_up("1393", level) for level in ("class", "group", "division", "section")] == [
        "1393",
        "139",
        "13",
        "C",
    ]
    with pytest.raises(ValueError, match="13 has no class"):
        roll_up("13", "class")


@pytest.mark.parametrize(
    ("typed", "code"), [("۱۳۹۳", "1393"), (" 810 ", "0810"), ("C", "C"), ("1393.0", "1393")]
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert isic(typed).code == code


@pytest.mark.parametrize("typed", ["9999", "", "13933", "فرش", "1.393E+3"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(Refusal, match=r"register\.no_such_isic"):
        isic(typed)


def test_a_section_is_no_class_of_a_unit():
    assert is_isic("1393")
    assert is_isic("13")
    assert not is_isic("C")
    assert not is_isic("9999")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("تولید فرش ماشینی", "1393"),
        ("توليد فرش", "1393"),
        ("carpets", "1393"),
        ("نخ فرش", "1311"),
        ("carpet yarn", "1311"),
        ("ریخته‌گری", "2431"),
        ("ریخته گری آلومینیوم", "2432"),
        ("ظروف شیشه‌ای", "2310"),
        ("لوله پلی‌اتیلن", "2220"),
        ("Steel pipe", "2410"),
        ("قطعات خودرو", "2930"),
        ("آجر نسوز", "2391"),
        ("آجر", "2392"),
        ("بسته‌بندی خرما", "1030"),
    ],
)
def test_words_of_both_languages_lead_to_their_class(words, code):
    assert isic_of_words(words)[0].code == code


def test_words_that_say_nothing_lead_nowhere():
    assert isic_of_words("تولید انواع محصولات") == ()
    assert isic_of_words("") == ()


@given(st.text(max_size=60))
def test_shares_are_shares_and_codes_are_classes(text):
    guesses = isic_of_words(text)
    assert sum(guess.share for guess in guesses) <= 1.0001
    assert all(is_isic(guess.code) and 0 < guess.share <= 1 for guess in guesses)
    assert sorted(guesses, key=lambda g: -g.share) == list(guesses)


def test_every_word_of_the_table_leads_to_its_class():
    import csv
    from pathlib import Path

    import ehya.register.classes as room

    table = Path(room.__file__).parent / "words.csv"
    lost = []
    for row in csv.DictReader(table.open(encoding="utf-8", newline="")):
        for phrase in row["words"].split(";"):
            if row["code"] not in {guess.code for guess in isic_of_words(phrase)}:
                lost.append((row["code"], phrase))
    assert lost == []
