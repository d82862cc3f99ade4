"""What are units, parks and people called that nobody has founded?

A name is coined from syllables, in both scripts at once, so that the two writings of a name are
known to be one. No coined word is a word of the dictionary or of a firm that we know of; `GUARD`
turns away those that came out so by chance.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ehya.engine.text import name_key

# Beginning, middle, end: each in Persian and in Latin letters.
_FIRST = (
    *(("ژاو", "Zhav"), ("ویس", "Vis"), ("هیر", "Hir"), ("شاو", "Shav"), ("زاو", "Zav")),
    *(("لاو", "Lav"), ("تاو", "Tav"), ("دیر", "Dir"), ("بیژ", "Bizh"), ("گیو", "Giv")),
    *(("کیو", "Kiv"), ("رود", "Rud"), ("سور", "Sur"), ("نوژ", "Nuzh"), ("میس", "Mis")),
    *(("توژ", "Tuzh"), ("چاو", "Chav"), ("فیر", "Fir"), ("واژ", "Vazh"), ("پوی", "Puy")),
    *(("خاو", "Khav"), ("هوم", "Hum"), ("قیز", "Qiz"), ("بوژ", "Buzh"), ("دوس", "Dus")),
    *(("گوش", "Gush"), ("نیر", "Nir"), ("سیژ", "Sizh"), ("کوم", "Kum"), ("یاو", "Yav")),
    *(("جیر", "Jir"), ("لیس", "Lis"), ("روژ", "Ruzh"), ("مال", "Mal"), ("پیو", "Piv")),
    *(("شیل", "Shil"), ("زیو", "Ziv"), ("تیس", "Tis"), ("چیل", "Chil"), ("غاز", "Ghaz")),
)
_MIDDLE = (
    *(("ا", "a"), ("ان", "an"), ("ار", "ar"), ("یش", "ish"), ("ین", "in"), ("ور", "ur")),
    *(("ام", "am"), ("یل", "il"), ("وز", "uz"), ("اد", "ad"), ("یک", "ik"), ("وم", "um")),
)
_LAST = (
    *(("مند", "mand"), ("وند", "vand"), ("گان", "gan"), ("شید", "shid"), ("پرور", "parvar")),
    *(("فام", "fam"), ("کیش", "kish"), ("دیس", "dis"), ("زاد", "zad"), ("بان", "ban")),
    *(("سان", "san"), ("تاب", "tab"), ("گون", "gun"), ("مهر", "mehr"), ("نام", "nam")),
    *(("شار", "shar"), ("پاد", "pad"), ("تیر", "tir"), ("چین", "chin"), ("کوش", "kush")),
)
# Firms and makes that everybody knows; a coined name with one of these in it is turned away.
GUARD = frozenset(
    name_key(name)
    for name in (
        *("سایپا", "ایران خودرو", "مبارکه", "گل گهر", "چادرملو", "ذوب آهن", "کاله", "میهن"),
        *(
            "گلرنگ",
            "سن ایچ",
            "امرسان",
            "پاکشوما",
            "اسنوا",
            "تبرک",
            "مینو",
            "شیرین عسل",
            "زرماکارون",
        ),
        *("مزمز", "چی توز", "سولیکو", "هراز", "پگاه", "دامداران", "رامک", "بهروز", "یک و یک"),
        *("کیوان", "ویسا", "روژان", "هیراد", "شیلان", "گیوا", "زیوا", "ژاوه", "تیسا", "لاویان"),
        *("Saipa", "Irankhodro", "Kaleh", "Mihan", "Snowa", "Emersun", "Pakshoma", "Rouzhan"),
        *("Barez", "Kerman Motor", "Zamyad", "Golrang", "Tabarok", "Minoo", "Kavir Tire", "Hirad"),
    )
)
_PLACES_OF_WORK = (
    *(("تولیدی", ""), ("صنایع", "Industries"), ("گروه صنعتی", "Industrial Group")),
    *(("کارخانه", "Factory"), ("صنعت", "Sanat"), ("گستر", "Gostar")),
)
FORMS = (("شرکت {} (سهامی خاص)", "{} Co."), ("شرکت {} (با مسئولیت محدود)", "{} Ltd."))
_GIVEN = (
    *("رضا", "علی", "حسین", "محمد", "مهدی", "زهرا", "مریم", "فاطمه", "احمد", "سعید", "نرگس"),
    *("حمید", "امیر", "مینا", "ناصر", "کاظم", "لیلا", "بهرام", "پریسا", "جواد", "یوسف", "شیرین"),
)


@dataclass(frozen=True, slots=True)
class Coined:
    """Coined words, each in both scripts.

    Attributes:
        fa: Persian writings.
        en: Latin writings.
    """

    fa: pl.Series
    en: pl.Series


def coined_words() -> Coined:
    """Return every coined word, in a fixed order; about nine thousand."""
    fa, en = [], []
    for first in _FIRST:
        for middle in _MIDDLE:
            for last in _LAST:
                word = (first[0] + middle[0] + last[0], first[1] + middle[1] + last[1])
                if not _guarded(word):
                    fa.append(word[0])
                    en.append(word[1])
    return Coined(pl.Series(fa), pl.Series(en))


def _guarded(word: tuple[str, str]) -> bool:
    keys = (name_key(word[0]), name_key(word[1]))
    return any(key in GUARD or key[:-1] in GUARD for key in keys)


def people(rng: np.random.Generator, count: int, words: Coined) -> pl.Series:
    """Return names of people who are not: a given name and a coined family name.

    Args:
        rng: where chance comes from.
        count: how many. [persons]
        words: coined words.
    """
    given = pl.Series(_GIVEN).gather(rng.integers(0, len(_GIVEN), count))
    family = words.fa.gather(rng.integers(0, len(words.fa), count))
    return given + " " + family + "ی"


def unit_names(
    rng: np.random.Generator, sector_words: pl.DataFrame, places: pl.DataFrame, words: Coined
) -> pl.DataFrame:
    """Return the names of units: what they make, a coined word, perhaps a place.

    Args:
        rng: where chance comes from.
        sector_words: "word_fa", "word_en" of what each unit makes.
        places: "county_fa", "county_en" of where each stands.
        words: coined words.

    Returns:
        "name_fa", "name_en", and "word", the index of the coined word.
    """
    count = len(sector_words)
    word = rng.integers(0, len(words.fa), count)
    kind = rng.integers(0, len(_PLACES_OF_WORK), count)
    frame = pl.DataFrame(
        {
            "fa": words.fa.gather(word),
            "en": words.en.gather(word),
            "kind_fa": pl.Series([fa for fa, _ in _PLACES_OF_WORK]).gather(kind),
            "kind_en": pl.Series([en for _, en in _PLACES_OF_WORK]).gather(kind),
            "how": rng.choice(4, count, p=[0.45, 0.25, 0.2, 0.1]),
        }
    ).hstack(sector_words.select("word_fa", "word_en"), in_place=False)
    frame = frame.hstack(places.select("county_fa", "county_en"))
    fa = (
        pl.when(pl.col("how") == 0)
        .then(pl.format("{} {}", "word_fa", "fa"))
        .when(pl.col("how") == 1)
        .then(pl.format("{} {} {}", "word_fa", "fa", "county_fa"))
        .when(pl.col("how") == 2)
        .then(pl.format("{} {} {}", "kind_fa", "word_fa", "fa"))
        .otherwise(pl.format("{} {}", "fa", "word_fa"))
    )
    en = (
        pl.when(pl.col("how") == 1)
        .then(pl.format("{} {} {}", "en", "word_en", "county_en"))
        .when(pl.col("how") == 2)
        .then(pl.format("{} {} {}", "en", "word_en", "kind_en"))
        .otherwise(pl.format("{} {}", "en", "word_en"))
    )
    return frame.select(
        fa.alias("name_fa"), en.str.strip_chars().alias("name_en"), pl.Series("word", word)
    )
