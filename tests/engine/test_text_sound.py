"""One word in two scripts: its sound, what a text is found by, what a search asks."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehya.engine.text import search_query, search_tokens, search_words, sound_key

LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآأؤئءيكةabcdefghijklmnopqrstuvwxyzšç"
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12)
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("ab فو'\"\\|&!():*<->~%_-.\x00\u200c\n"), max_size=40),
)


@pytest.mark.parametrize(
    ("persian", "latin"),
    [
        ("فولاد", "Fulad Foolad Foulad FOOLAD Folad"),
        ("سپاهان", "Sepahan Sepāhān"),
        ("قزوین", "Qazvin Ghazvin Gazvin Qazwin"),
        ("خوزستان", "Khouzestan Khuzestan Khoozestan"),
        ("شیمی", "Shimi Sheemi Šimi"),
        ("ژاله", "Zhaleh Jale Zhale"),
        ("چوب", "Choob Chub Tchoub Çub"),
        ("خواجه", "Khajeh Khaje Khwaja"),
        ("غدیر", "Ghadir Qadir Gadir"),
        ("ثامن", "Samen"),
        ("صنایع", "Sanaye Sanayeh Sanaye'"),
        ("ذوب", "Zob Zoub"),
        ("رضا", "Reza"),
        ("ظریف", "Zarif"),
        ("طوس", "Tous Toos Tus"),
        ("حدید", "Hadid"),
        ("محمد", "Mohammad Mohamad Muhammed"),
        ("عباس", "Abbas"),
        ("ورق", "Varagh Waraq"),
        ("یزد", "Yazd"),
        ("ایران", "Iran"),
        ("عمران", "Omran"),
        ("شنبه", "Shanbeh Shambe"),
        ("استیل", "Steel Estil"),
        ("پلاستیک", "Plastic Plastik"),
        ("تکنولوژی", "Technology"),
        ("سرامیک", "Ceramic"),
        ("فاکس", "Fax"),
        ("نیمه‌فعال", "Nimeh-faal"),
    ],
)
def test_a_word_sounds_the_same_in_either_script(persian, latin):
    keys = {word: sound_key(word) for word in latin.split()}
    assert set(keys.values()) == {sound_key(persian)}, (sound_key(persian), keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فولاد", "پولاد"),
        ("Tehran", "Mehran"),
        ("سیمان", "Zaman"),
        ("خوزستان", "Lorestan"),
        ("شیمی", "Jam"),
        ("چرم", "Karam"),
        ("آهن", "Ahan-gar"),
    ],
)
def test_words_of_other_consonants_sound_unlike(one, other):
    assert sound_key(one) != sound_key(other)


def test_the_key_is_the_row_of_consonants():
    assert sound_key("فولاد") == "fld"
    assert sound_key("Khouzestan") == "xzstn"
    assert sound_key("آذر") == "azr"
    assert sound_key("ماشین") == "mwn"


@pytest.mark.parametrize("silent", ["", " ", "123", "A4", "خط۲", "«»", "Ж", "漢"])
def test_what_is_no_word_of_the_two_scripts_has_no_sound(silent):
    assert sound_key(silent) == ""


@given(WORD)
def test_a_key_is_small_latin_letters(word):
    assert re.fullmatch("[abcdfghjklmnprstvwxyz]*", sound_key(word))


@given(WORD)
def test_arabic_letters_capitals_and_marks_do_not_change_a_sound(word):
    typed = word.upper().replace("ی", "ي").replace("ک", "ك")
    assert sound_key("\u200e" + typed + "\u0640") == sound_key(word)


@given(st.text(st.sampled_from("بپتثجچحخدذرزژسشصضطظغفقکگلمنهbdfgjklmnprtvz"), min_size=1))
def test_a_word_with_a_consonant_first_always_has_a_sound(word):
    assert sound_key(word)


@given(HOSTILE)
def test_a_sound_is_its_own_only_for_the_word(text):
    assert sound_key(text) == sound_key(text.strip())


# What a text is found by


def test_a_name_is_found_by_its_words_and_their_sounds():
    assert search_tokens("فولاد البرز") == {"فولاد", "~fld", "البرز", "~albrz"}
    assert search_words("Foolad") == "'foolad' '~fld'"


def test_arabic_letters_are_found_as_persian_ones():
    assert search_tokens("شركت") == search_tokens("شرکت")


def test_a_word_of_parts_is_found_by_parts_and_whole():
    assert {"فولاد", "سازان", "فولادسازان"} <= search_tokens("فولاد‌سازان")
    assert {"boyer", "ahmad", "boyerahmad", "~brhmd"} <= search_tokens("Boyer-Ahmad")


def test_initials_are_one_word():
    assert "pvc" in search_tokens("P.V.C")
    assert "sanati" in search_tokens("San'ati")


def test_digits_are_found_in_latin_without_a_sound():
    assert search_tokens("خط ۲") == {"خط", "~xt", "2"}


def test_several_texts_are_one_bag():
    assert search_tokens("فولاد", "Foolad") == {"فولاد", "foolad", "~fld"}


def test_nothing_is_found_by_nothing():
    assert search_words("", " ", "«»") == ""


# What a search asks


def test_the_last_word_may_be_begun():
    assert search_query("فولاد الب") == "'~fld' & ('الب':* | '~alb':*)"


@given(st.lists(WORD, min_size=1, max_size=4))
def test_what_holds_a_word_holds_its_sound(words):
    kept = search_tokens(" ".join(words))
    for word in kept:
        if not word.startswith("~") and sound_key(word):
            assert "~" + sound_key(word) in kept


def test_a_short_sound_is_not_taken_for_a_beginning():
    assert search_query("قم") == "('قم':* | '~gm')"


def test_legal_forms_and_little_words_are_not_asked_for():
    assert search_query("شرکت گچ و سیمان (سهامی خاص)") == search_query("گچ سیمان")
    assert search_query("Gach va Siman Co., Ltd.") == search_query("Gach Siman")
    assert search_query("و") == "('و':* | '~v')"


def test_a_search_of_no_word_asks_nothing():
    assert search_query(" '\"&|!*() ") == ""


def test_operators_are_not_obeyed():
    assert search_query("a' | !b:*") == "'~a' & ('b':* | '~b')"


@given(HOSTILE)
def test_a_search_is_always_well_formed(text):
    word = r"'~?[^\W_]+'(:\*)?"
    part = rf"({word}|\({word}( \| {word})?\))"
    assert re.fullmatch(rf"({part}( & {part}){{0,11}})?", search_query(text))


@given(HOSTILE)
def test_what_is_kept_is_always_well_formed(text):
    assert re.fullmatch(r"('~?[^\W_]{1,64}'( '~?[^\W_]{1,64}')*)?", search_words(text))


@given(st.lists(WORD, min_size=1, max_size=4))
def test_a_text_is_found_by_its_own_words(words):
    text = " ".join(words)
    kept, question = search_tokens(text), search_query(text)
    assume(question)
    for asked in question.split(" & "):
        assert set(re.findall("'([^']+)'", asked)) & kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["فولاد البرز", "O'Brien \\ & Sons", "'; drop table x --", "a" * 3000, "\x00 \\' b"]
)
def test_the_database_takes_both_literals(text):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::tsvector @@ %s::tsquery", [search_words(text), search_query(text)]
        )
        assert cursor.fetchone() == (True,)
