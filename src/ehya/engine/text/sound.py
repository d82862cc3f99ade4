"""When do two words sound alike, whichever script they are written in?"""

import re
from functools import lru_cache

from ehya.engine.text.spelling import fold

METHOD = "text.sound/1"

# A key has one sign a consonant: c as in chin, j also zh, x as in Khoy, w as in shah, g also q.
_LETTERS = {
    **dict.fromkeys("اآعaeiou", ""),
    **dict.fromkeys("بb", "b"),
    **dict.fromkeys("پp", "p"),
    **dict.fromkeys("تطt", "t"),
    **dict.fromkeys("ثسصs", "s"),
    **dict.fromkeys("جژj", "j"),
    **dict.fromkeys("چ", "c"),
    **dict.fromkeys("حهh", "h"),
    **dict.fromkeys("خ", "x"),
    **dict.fromkeys("دd", "d"),
    **dict.fromkeys("ذزضظz", "z"),
    **dict.fromkeys("رr", "r"),
    **dict.fromkeys("ش", "w"),
    **dict.fromkeys("غقگgq", "g"),
    **dict.fromkeys("فf", "f"),
    **dict.fromkeys("کkc", "k"),
    **dict.fromkeys("لl", "l"),
    **dict.fromkeys("مm", "m"),
    **dict.fromkeys("نn", "n"),
    **dict.fromkeys("وvw", "v"),
    **dict.fromkeys("یy", "y"),
    "x": "ks",
}
# Several Latin letters for one sound; longest first.
_TOGETHER = {
    "tch": "c",
    "sch": "w",
    "kh": "x",
    "gh": "g",
    "sh": "w",
    "zh": "j",
    "ch": "c",
    "dj": "j",
    "ph": "f",
    "ck": "k",
}
_PIECE = re.compile("|".join([*_TOGETHER, "."]))
_LOANS = (  # Cement, Technic, Energy: as Persian took them over
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("ch(?=[nrl])"), "k"),
    (re.compile("gy$"), "j"),
)
# Letters of scholarly and neighbouring alphabets, before their marks are taken off.
_MARKED = str.maketrans(
    {
        **dict.fromkeys("šşŠŞ", "sh"),
        **dict.fromkeys("čçČÇ", "ch"),
        **dict.fromkeys("žŽ", "zh"),
        **dict.fromkeys("ğġĞĠ", "gh"),
        **dict.fromkeys("ḵẖḴẖ", "kh"),
        **dict.fromkeys("ʿʾʼʻ", "'"),
    }
)
_VOWEL_FIRST = "a"
_KNOWN = 1 << 17  # words kept with their keys


def spell_out(text: str) -> str:
    """Return the text with letters that stand for two, š or ç, written as those two.

    Args:
        text: any text.

    Returns:
        The text as `fold` may take it without losing a sound.
    """
    return text.translate(_MARKED)


@lru_cache(maxsize=_KNOWN)
def sound_key(word: str) -> str:
    """Return the key under which a word meets all its writings, Persian and Latin.

    The key is the row of the word's consonants, letters of one sound being one. Persian writes
    no short vowels and و and ی for both a vowel and a consonant, so vowels and both of these
    count only as a word's first letter. Doubled consonants are one; a last h is not heard; n
    before b or p is m; a vowel before a first s is not heard (Steel is استیل).

    Args:
        word: one word; blanks, half-spaces and marks in it do not count.

    Returns:
        Small Latin letters, one a consonant; empty when the word has none or bears a digit.

    Source:
        UNGEGN's romanization systems for Persian (1967, 2012) and the writings of 1,572 place
        names in both scripts, on which `python -m benchmarks sounds` measures it.
    """
    whole = fold(spell_out(word)).text
    if any(letter.isdigit() for letter in whole):
        return ""
    letters = "".join(letter for letter in whole if letter in _LETTERS)
    for written, heard in _LOANS:
        letters = written.sub(heard, letters)
    return _settle("".join(map(_sound, _PIECE.findall(letters))), letters) if letters else ""


def _sound(piece: str) -> str:
    return _TOGETHER.get(piece) or _LETTERS[piece]


def _settle(sounds: str, letters: str) -> str:
    """Put the sounds of one word's letters in order."""
    first, rest = (sounds[:1], sounds[1:]) if _LETTERS[letters[0]] else (_VOWEL_FIRST, sounds)
    rest = rest.replace("v", "").replace("y", "").removesuffix("h")
    rest = re.sub("n(?=[bp])", "m", rest)
    if first == _VOWEL_FIRST and rest.startswith("s"):
        first = ""
    return re.sub(r"(.)\1+", r"\1", first + rest)
