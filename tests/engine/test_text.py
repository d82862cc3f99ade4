"""One text however it is typed: spelling, the way back, alphabetical order, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.text import (
    ALPHABET,
    HALF_SPACE,
    fold,
    latin_digits,
    name_key,
    normalise,
    sort_key,
    strip_legal_form,
)

# What keyboards, web pages and old files really mix into Persian and English prose.
TYPED = st.text(
    st.sampled_from(
        "آابپیيىکكگهةۀأإؤئءۆ۰۵۹٠٥٩059abZéß.,٫٬٪%«»-–  \t\n\r\u200c\u200b\u200d\u200e\u202b\u00ac\u00ad"
        "\u0640\u064b\u064e\u0651\u0653\u0654\ufeff\ufefb"
    ),
    max_size=40,
)
ANY = st.one_of(TYPED, st.text(max_size=40))


# Spelling


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("واحدهاي توليدي", "واحدهای تولیدی"),
        ("شركت", "شرکت"),
        ("مصطفى", "مصطفی"),
        ("كارخانة", "کارخانه"),
        ("خانۀ ما", "خانه ما"),
        ("خانهٔ ما", "خانه ما"),
        ("نيمه‌فعّال", "نیمه‌فعال"),
        ("نیمه¬فعال", "نیمه‌فعال"),
        ("نیمه\u200bفعال", "نیمه‌فعال"),
        ("نیمه\u200c\u200cفعال", "نیمه‌فعال"),
        ("نیمه \u200cفعال", "نیمه فعال"),
        ("احیـــــا", "احیا"),
        ("اُحیاء", "احیاء"),
        ("ا\u0653ب", "آب"),
        ("\ufefb", "لا"),
        ("۱٬۸۱۱", "1,811"),
        ("۲۹٫۴۷", "29.47"),
        ("٣٣", "33"),
        ("۴۰٪", "40%"),
        ("\u202b۳۳\u202c واحد", "33 واحد"),
        ("  two \t spaces\u00a0here ", "two spaces here"),
        ("line one \r\n  line two", "line one\nline two"),
        ("co\u00adoperate", "cooperate"),
        ("مسئولیت", "مسئولیت"),
        ("Alborz", "Alborz"),
        ("", ""),
    ],
)
def test_a_text_has_one_spelling(typed, kept):
    assert normalise(typed) == kept


@given(ANY)
def test_normal_spelling_is_normal_already(text):
    assert normalise(normalise(text)) == normalise(text)


def test_all_three_sets_of_digits_become_latin():
    assert latin_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789 ⅷ") == "0123456789 " * 3 + "ⅷ"


@given(st.text(max_size=60))
def test_changing_digits_moves_no_character(text):
    assert len(latin_digits(text)) == len(text)


# The way back


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Idle  and “Semi-Active”", 'idle and "semi-active"'),
        ("March 21–August 22", "march 21-august 22"),
        ("نیمه‌فعال", "نیمه فعال"),
        ("آذربایجان", "اذربایجان"),
        ("مسؤول و مسئول", "مسوول و مسیول"),
        ("Kermānshāh", "kermanshah"),
        ("the ministry’s", "the ministry's"),
        ("«احیا»", '"احیا"'),
    ],
)
def test_folded_words_can_be_compared(typed, folded):
    assert fold(typed).text == folded


def test_a_passage_is_found_back_in_the_text_as_typed():
    typed = "از ابتداي سال ۳۳ واحد نیمه‌فعّال احیـا شد"
    folded = fold(typed)
    at = folded.text.index("نیمه فعال")
    start, end = folded.span(at, at + len("نیمه فعال"))
    assert typed[start:end] == "نیمه‌فعّال"
    at = folded.text.index("33")
    assert typed[slice(*folded.span(at, at + 2))] == "۳۳"


@given(ANY)
def test_every_folded_character_knows_its_place(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets) == len(folded.ends)
    assert list(folded.offsets) == sorted(folded.offsets)
    for offset, end in zip(folded.offsets, folded.ends, strict=True):
        assert 0 <= offset < end <= len(text)


@given(ANY)
def test_a_passage_folds_to_what_was_found(text):
    folded = fold(text)
    for at, char in enumerate(folded.text):
        if char.isalpha():
            start, end = folded.span(at, at + 1)
            assert char in fold(text[start:end]).text


@given(ANY)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text).text).text == fold(text).text


# Order


def test_names_stand_in_the_order_of_the_persian_alphabet():
    ordered = [
        "۲ ستاره",
        "۱۰ ستاره",
        "آبیک",
        "ابهر",
        "بوشهر",
        "پارس",
        "تهران",
        "جهرم",
        "چالوس",
        "ژرف",
        "فارس",
        "قم",
        "کرمان",
        "گیلان",
        "لرستان",
        "نوشهر",
        "ورامین",
        "همدان",
        "یزد",
        "Alborz",
        "yazd",
        "Zanjan",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_keyboards_marks_and_half_spaces_do_not_move_a_name():
    assert sort_key("كرمانشاه") == sort_key("کرمانشاه")
    assert sort_key("نیمه‌فعال") == sort_key("نیمهفعال") != sort_key("نیمه فعال")
    assert sort_key("احیــا") == sort_key("احیا")


def test_a_shorter_name_stands_before_its_longer_neighbour():
    assert sort_key("فولاد") < sort_key("فولاد آلبرز") < sort_key("فولادگستر")


def test_the_alphabet_has_33_signs_in_order():
    assert len(ALPHABET) == 33
    assert sorted(ALPHABET, key=sort_key) == list(ALPHABET)


@given(ANY)
def test_a_sort_key_is_plain_for_every_database(text):
    assert set(sort_key(text)) <= set("0123456789abcdef")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_stand_by_their_value(low, high):
    low, high = sorted((low, high))
    assert sort_key(f"فاز {low}") <= sort_key(f"فاز {high}")


# Names


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("شرکت فولاد البرز (سهامی خاص)", "فولاد البرز"),
        ("شرکت سهامی عام سیمان فارس", "سیمان فارس"),
        ("شركت تعاوني توليدي نساجي مهر", "تولیدی نساجی مهر"),
        ("چینی گستر با مسئولیت محدود", "چینی گستر"),
        ("چینی‌گستر، مسئوليت محدود", "چینی‌گستر"),
        ("شرکت سهامی‌خاص کاغذ کاوه", "کاغذ کاوه"),
        ("Alborz Steel Co., Ltd.", "Alborz Steel"),
        ("Pars Cement Company (P.J.S.)", "Pars Cement"),
        ("Tractor Private Joint Stock Company", "Tractor"),
        ("Kaveh Paper L.L.C.", "Kaveh Paper"),
        ("Costco", "Costco"),
        ("Cooperative", "Cooperative"),
        ("شرکت تعاونی", "شرکت تعاونی"),
        ("شرکتی‌ها", "شرکتی‌ها"),
    ],
)
def test_a_name_loses_its_legal_form_and_nothing_else(written, bare):
    assert strip_legal_form(written) == bare


@pytest.mark.parametrize(
    "written",
    [
        "شرکت فولادگستر البرز (سهامی خاص)",
        "شركت فولاد گستر البرز",
        "فولاد‌گستر البرز سهامی خاص",
        "فولاد گستر، البرز",
        "فولادگسترِ البرز",
    ],
)
def test_all_writings_of_a_name_meet_in_one_key(written):
    assert name_key(written) == "فولادگسترالبرز"


def test_latin_names_meet_too_and_different_names_do_not():
    assert name_key("ALBORZ-Steel Co. Ltd") == name_key("Alborz Steel") == "alborzsteel"
    assert name_key("فولاد البرز ۱") != name_key("فولاد البرز ۲")


@given(ANY)
def test_a_key_holds_letters_and_digits_only_and_keeps_itself(text):
    key = name_key(text)
    assert key == "" or key.isalnum()
    assert HALF_SPACE not in key


@given(ANY)
def test_a_bare_name_has_no_form_left_to_take(text):
    assert strip_legal_form(strip_legal_form(text)) == strip_legal_form(text)
