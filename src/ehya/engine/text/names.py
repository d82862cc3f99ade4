"""Which name is this, and where does it stand in an alphabetical list?"""

import re

from ehya.engine.text.spelling import fold, normalise

METHOD = "names.key/1"

# The Persian alphabet in its order; آ goes before ا.
ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

_HAMZAS = str.maketrans({"أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ء": ""})
_PLACE = {letter: f"3{index:02d}" for index, letter in enumerate(ALPHABET)}
_PLACE |= {letter: f"4{index:02d}" for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
_TOKENS = re.compile(r"\s+|[0-9]+|[^\W_]")

# Longest first, so that a phrase goes before its first word.
_LEGAL_FA = (
    "شرکت مختلط غیر سهامی",
    "مختلط غیر سهامی",
    "شرکت مختلط سهامی",
    "مختلط سهامی",
    "شرکت با مسئولیت محدود",
    "با مسئولیت محدود",
    "مسئولیت محدود",
    "شرکت سهامی خاص",
    "شرکت سهامی عام",
    "سهامی خاص",
    "سهامی عام",
    "شرکت تعاونی",
    "شرکت تضامنی",
    "شرکت سهامی",
    "شرکت نسبی",
    "تعاونی",
    "تضامنی",
    "سهامی",
    "موسسه",
    "مؤسسه",
    "شرکت",
    "شرکه",
)
_INITIALS = frozenset({"pjsc", "pjs", "jsc", "llc", "llp", "plc"})
_LEGAL_EN = (
    "private joint stock company",
    "public joint stock company",
    "joint stock company",
    "private joint stock",
    "public joint stock",
    "joint stock",
    "limited liability company",
    "cooperative company",
    "co operative",
    "cooperative",
    "private limited",
    "company",
    "corporation",
    "incorporated",
    "limited",
    "gmbh",
    "pjsc",
    "corp",
    "pjs",
    "jsc",
    "llc",
    "llp",
    "plc",
    "pvt",
    "ltd",
    "inc",
    "co",
)


def _phrases(forms: tuple[str, ...]) -> str:
    return "|".join(r"[\W_]+".join(map(_dotted, form.split())) for form in forms)


def _dotted(word: str) -> str:
    """Let an abbreviation carry points: pjs is also P.J.S."""
    return r"\.?".join(word) if word in _INITIALS else word


_FA = _phrases(_LEGAL_FA)
_EN = _phrases(_LEGAL_EN)
_BRACKETED = re.compile(rf"[(\[]\s*(?:{_FA}|{_EN})\W*[)\]]", re.IGNORECASE)
_LEADING = re.compile(rf"^\W*(?:{_FA})(?=\W)\W*")
_EDGES = " ,،;؛.-–()[]"
_TRAILING = re.compile(rf"(?:^|(?<=\W))(?:{_FA}|{_EN})\W*$", re.IGNORECASE)


def strip_legal_form(text: str) -> str:
    """Return a firm's name without its legal form, in either script.

    A legal form is taken away where forms stand: first, last or in brackets. A name that is
    nothing but a legal form is kept whole.

    Args:
        text: a name as written, e.g. "شرکت فولاد البرز (سهامی خاص)" or "Alborz Steel Co., Ltd.".

    Returns:
        The bare name in normal spelling, e.g. "فولاد البرز" or "Alborz Steel".

    Source:
        Iran's commercial code of 1311 (1932), article 20: the seven kinds of company; the sector
        act for cooperatives of 1370 (1991).
    """
    whole = " ".join(normalise(text).split())
    bare, before = whole, ""
    while bare != before:
        before = bare
        for form in (_BRACKETED, _TRAILING, _LEADING):
            bare = " ".join(form.sub(" ", bare).split()).strip(_EDGES)
    return bare or whole


def name_key(text: str) -> str:
    """Return the key under which all writings of one name meet.

    Legal form, blanks, half-spaces, points, accents, capitals and the carriers of hamza do not
    count. Stable: the key of a name changes only with the number of the method.

    Args:
        text: a name as written.

    Returns:
        Letters and digits only; empty when the name has none.
    """
    return "".join(c for c in fold(strip_legal_form(text)).text if c.isalnum())


def sort_key(text: str) -> str:
    """Return a key whose plain order is the Persian alphabet's.

    Blanks first, then numbers by their value, Persian letters آ to ی, Latin letters, all others.
    The key holds digits and a-f only, so that every database puts it in the same order.

    Args:
        text: any text; half-spaces, marks and points do not count.

    Returns:
        The key.

    Source:
        Unicode CLDR, collation of Persian (fa), first level.
    """
    plain = normalise(text).casefold().translate(_HAMZAS)
    return "".join(map(_rank, _TOKENS.findall(plain)))


def _rank(token: str) -> str:
    if token.isspace():
        return "1"
    if token.isdecimal():
        digits = token.lstrip("0")
        return f"2{len(digits):04d}{digits}"
    return _PLACE.get(token) or f"f{ord(token):06x}"
