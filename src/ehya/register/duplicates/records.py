"""What of a unit is compared, once all writings of it are one?

From the register's rows to columns that a linking engine can compare: names without legal forms
and without the words that half the country's firms bear, each word also by its sound in either
script; addresses as words; and keys under which units meet to be compared at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from ehya.engine.text import HALF_SPACE, fold, sound_key

IDENTIFIERS = (
    "permit",
    "insurance_workshop",
    "electricity",
    "gas",
    "national_id",
    "economic_code",
    "postal_code",
)
TEXTS = ("name_fa", "name_en", "address")
PLAIN = ("province", "county", "park", "isic", "phone", "mobile", "email", *IDENTIFIERS)
RAW = {
    "id": pl.Int64,
    **dict.fromkeys((*TEXTS, *PLAIN), pl.String),
    "lat": pl.Float64,
    "lon": pl.Float64,
}
"""The columns that are read of each unit; None where nothing is known."""

_WORD = r"[\p{L}\p{N}]+"
_AND = "\x1f"  # between the parts of a key; never in a text


@dataclass(frozen=True, slots=True)
class Limits:
    """How words and meeting keys are chosen; see ledger/rules/duplicates.toml.

    Attributes:
        little: words that say little in a name: legal forms and the like, folded.
        common_share: a word in more names than this says little too. [share of units]
        common_least: but never a word in fewer names than this. [units]
        pairs_a_unit: how many comparisons a meeting key may cost. [pairs a unit]
        pairs_least: or this many where the register is small. [pairs]
    """

    little: frozenset[str]
    common_share: float
    common_least: int
    pairs_a_unit: float
    pairs_least: float

    @classmethod
    def from_rules(cls, rules: Mapping[str, Any]) -> "Limits":
        """Return the limits that a version of the rules holds."""
        return cls(
            little=frozenset(fold(word).text for word in rules["little_words"]),
            common_share=rules["common_share"],
            common_least=rules["common_least"],
            pairs_a_unit=rules["pairs_a_unit"],
            pairs_least=rules["pairs_least"],
        )


def prepare(raw: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Return the units as they are compared, one row each, ordered by `unit`.

    Args:
        raw: columns of `RAW`; whatever is missing counts as unknown.
        limits: which words say little and which keys are too common.

    Returns:
        `unit`, what is compared (see settings.py), and the meeting keys `meet_*`.
    """
    rows = _whole(raw).sort("id")
    rows = rows.with_columns(_folded(rows[name]).alias(name) for name in TEXTS)
    named = rows.select(
        "id",
        pl.coalesce("name_fa", "name_en").alias("first"),
        pl.coalesce("name_en", "name_fa").alias("second"),
        "name_fa",
        "name_en",
    )
    persian, latin = (
        _words(named.select("id", text=name), limits, len(rows)) for name in ("first", "second")
    )
    address = _words(rows.select("id", text="address"), limits, len(rows))
    found = rows.select(
        pl.col("id").alias("unit"),
        *(pl.col(name) for name in PLAIN),
        "lat",
        "lon",
        name=persian["key"],
        name_latin=latin["key"],
        sound=persian["sound"],
        sound_latin=latin["sound"],
        rare=persian["rare"],
        rarest=persian["rarest"],
        second=persian["second"],
        rarest_latin=latin["rarest"],
        address=address["key"],
        address_words=address["rare"],
        address_rarest=address["rarest"],
    )
    return _with_meetings(found, limits).drop("rarest", "second", "rarest_latin", "address_rarest")


def _whole(raw: pl.DataFrame) -> pl.DataFrame:
    """Return exactly the columns of RAW; an empty text is unknown."""
    missing = [pl.lit(None, dtype).alias(n) for n, dtype in RAW.items() if n not in raw.columns]
    rows = raw.with_columns(missing).select(pl.col(n).cast(d) for n, d in RAW.items())
    texts = [name for name, dtype in RAW.items() if dtype == pl.String]
    return rows.with_columns(
        pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name).str.strip_chars())
        for name in texts
    )


def _folded(texts: pl.Series) -> pl.Series:
    """Return the texts as `engine.text.fold` writes them, a letter at a time and so in one sweep.

    What fold does with neighbours (blanks, half-spaces) does not matter: words are taken out next.
    """
    plain = texts.str.normalize("NFC")
    letters = plain.str.split("").explode().unique().drop_nulls().to_list()
    way = {c: " " if c == HALF_SPACE else fold(c).text or " " * c.isspace() for c in letters}
    changed = {c: to for c, to in way.items() if c != to and c}
    return plain.str.replace_many(changed) if changed else plain


def _words(named: pl.DataFrame, limits: Limits, units: int) -> pl.DataFrame:
    """Return key, sound, rare words and the rarest one of each text, in the order of the rows."""
    apart = (
        named.select("id", word=pl.col("text").str.extract_all(_WORD))
        .explode("word", empty_as_null=True)
        .drop_nulls()
    )
    known = _dictionary(apart, limits, units)
    told = apart.join(known, on="word", how="left", maintain_order="left")
    core = told.filter(~pl.col("little"))
    only_little = told.join(core.select("id").unique(), on="id", how="anti", maintain_order="left")
    kept = pl.concat([core, only_little])
    rare = pl.col("sound").filter(~pl.col("common"))
    each = kept.group_by("id").agg(
        key=pl.col("word").str.join(""),
        sound=pl.col("sound").unique().sort().str.join(" "),
        rare=rare.unique().sort(),
        rarest=pl.col("sound").sort_by("borne_by", "sound").first(),
        second=pl.col("sound").sort_by("borne_by", "sound").get(1, null_on_oob=True),
    )
    found = named.select("id").join(each, on="id", how="left", maintain_order="left")
    return found.with_columns(pl.when(pl.col("rare").list.len() > 0).then(pl.col("rare")))


def _dictionary(apart: pl.DataFrame, limits: Limits, units: int) -> pl.DataFrame:
    """Return each word once: its sound, how many bear it, and whether it says little."""
    words = apart.group_by("word").agg(pl.col("id").n_unique().alias("with_word"))
    words = words.with_columns(
        sound=pl.Series(_each(sound_key, words["word"]), dtype=pl.String),
        little=pl.col("word").is_in(list(limits.little)),
    )
    most = max(limits.common_share * units, limits.common_least)
    borne = words.group_by("sound").agg(pl.col("with_word").sum().alias("borne_by"))
    return (
        words.join(borne, on="sound", how="left")
        .with_columns(common=pl.col("borne_by") > most)
        .drop("with_word")
    )


def _each(key: Callable[[str], str], words: pl.Series) -> list[str]:
    return [key(word) or word for word in words.to_list()]


def _with_meetings(found: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Add the keys under which units meet; a key that too many bear is left out."""
    start, end = pl.col("name").str.slice(0, 5), pl.col("name").str.slice(-5)
    county = pl.coalesce("county", "province")
    keys = {
        **{f"meet_{name}": pl.col(name) for name in IDENTIFIERS},
        "meet_phone": pl.col("phone"),
        "meet_mobile": pl.col("mobile"),
        "meet_email": pl.col("email"),
        "meet_name": pl.col("sound"),
        "meet_name_latin": pl.col("sound_latin"),
        "meet_name_province": _joined(pl.col("sound"), pl.col("province")),
        "meet_rarest": pl.col("rarest"),
        "meet_rarest_province": _joined(pl.col("rarest"), pl.col("province")),
        "meet_second_province": _joined(pl.col("second"), pl.col("province")),
        "meet_start": pl.col("name").str.slice(0, 6),
        "meet_rarest_latin_province": _joined(pl.col("rarest_latin"), pl.col("province")),
        "meet_start_county": _joined(start, county),
        "meet_end_county": _joined(end, county),
        "meet_end_park": pl.concat_str(end, "park", separator=_AND),
        "meet_address": pl.col("address"),
        "meet_address_rarest": pl.col("address_rarest"),
    }
    told = found.with_columns(**keys)
    return told.with_columns(_not_too_common(told[name], limits) for name in keys)


def _joined(word: pl.Expr, place: pl.Expr) -> pl.Expr:
    """Return a key within a place; whose place nobody told meet one another."""
    return pl.concat_str(word, place.fill_null(""), separator=_AND)


def _not_too_common(keys: pl.Series, limits: Limits) -> pl.Series:
    """Leave out the commonest keys until the comparisons that the others cost are affordable.

    What is left is numbered: engines meet numbers sooner than texts, and carry them lighter.
    """
    most = max(limits.pairs_a_unit * len(keys), limits.pairs_least)
    borne = keys.drop_nulls().value_counts(name="borne_by")
    sizes = borne.group_by("borne_by").agg(pl.len().alias("keys")).sort("borne_by")
    size = pl.col("borne_by").cast(pl.Float64)
    cost = sizes.with_columns(cost=(size * (size - 1) / 2 * pl.col("keys")).cum_sum())
    largest = cost.filter(pl.col("cost") <= most)["borne_by"].max() or 1
    meets = borne.filter((pl.col("borne_by") <= largest) & (pl.col("borne_by") > 1))
    numbers = meets.select(keys.name).sort(keys.name)
    numbers = numbers.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("number"))
    found = keys.to_frame().join(numbers, on=keys.name, how="left", maintain_order="left")
    return found["number"].alias(keys.name)
