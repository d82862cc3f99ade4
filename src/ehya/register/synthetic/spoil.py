"""What goes wrong between a unit and the file that tells of it?

Numbers that nobody knows, points in other provinces, Arabic letters, and units that are told
twice. Each thing that is spoilt is written down beside the row.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.register.synthetic.calibration import calibration
from ehya.register.synthetic.records import DUPLICATE, FIRST, KEYS
from ehya.register.synthetic.words import FORMS

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]

SPOILT = "spoilt"
_KEPT_TWICE = {  # how often a second record repeats a number or a fact of the first (assumed)
    "national_id": 0.55,
    "economic_code": 0.3,
    "postal_code": 0.5,
    "phone": 0.6,
    "mobile": 0.4,
    "email": 0.0,
    "owner": 0.7,
    "manager": 0.6,
    "address": 0.6,
    "licensed_on": 0.8,
    "licensed_capacity": 0.8,
    "contracted_kw": 0.6,
    "park": 0.85,
    "product": 0.85,
    "isic": 0.8,
}
_OWN_PERMIT = 0.3  # of second records have a permit of their own
_OTHER_SCRIPT, _SWAPPED, _WITH_FORM, _JOINED = range(4)
_ARABIC = (["ی", "ک"], ["ي", "ك"])
_FA_NEAR = {"ا": "آ", "س": "ص", "ز": "ذ", "ت": "ط", "ه": "ح", "ق": "غ", "گ": "ک", "ژ": "ز"}


def with_duplicates(
    rng: np.random.Generator, rows: pl.DataFrame, count: int, taken: int
) -> pl.DataFrame:
    """Return a file's rows with so many units told twice, the second time by somebody else.

    Args:
        rng: where chance comes from.
        rows: as of `records.tell`.
        count: second records. [rows]
        taken: permits of second records given already. [permits]
    """
    firsts = np.flatnonzero((rows["what"] == FIRST).to_numpy())
    again = rows[np.sort(rng.choice(firsts, min(count, len(firsts)), replace=False))]
    for name, share in _KEPT_TWICE.items():
        again = again.with_columns(_dropped(rng, again, name, 1 - share))
    permit = pl.Series(taken + np.arange(len(again))).cast(pl.String).str.zfill(6)
    own = pl.Series(rng.random(len(again)) < _OWN_PERMIT)
    names, kinds = _names_again(rng, again)
    again = again.with_columns(
        *(pl.lit(None, dtype=pl.String).alias(name) for name in KEYS[1:]),
        pl.when(own).then(pl.format("د/{}", permit)).alias("permit"),
        names["name_fa"],
        names["name_en"],
        *_points_again(rng, again),
        pl.lit(DUPLICATE).alias("what"),
        (pl.lit("name:") + kinds).alias(SPOILT),
    )
    return pl.concat([rows.with_columns(pl.lit("").alias(SPOILT)), again], how="diagonal")


def spoil(rng: np.random.Generator, rows: pl.DataFrame, unknown: pl.DataFrame) -> pl.DataFrame:
    """Return rows as they come in, with what was spoilt in each.

    Args:
        rng: where chance comes from.
        rows: as of `with_duplicates`.
        unknown: of each unit, which numbers nobody knows: "entity" and a truth a number.
    """
    rules = calibration()["spoilt"]
    hidden = rows.select("entity").join(unknown, on="entity", how="left", maintain_order="left")
    frame = rows
    for name in rules["missing"]:
        gone = hidden[name] & frame[name].is_not_null()
        frame = _mark(frame, gone, f"{name}:missing").with_columns(
            pl.when(~gone).then(pl.col(name)).alias(name)
        )
    latin = hidden["name_en"] & frame["name_fa"].is_not_null() & frame["name_en"].is_not_null()
    frame = frame.with_columns(pl.when(~latin).then("name_en").alias("name_en"))
    frame = _points(rng, frame)
    arabic = pl.Series(rng.random(len(frame)) < rules["arabic_letters"])
    frame = _mark(frame, arabic, "letters:arabic")
    return frame.with_columns(
        pl.when(arabic)
        .then(pl.col(name).str.replace_many(*_ARABIC))
        .otherwise(pl.col(name))
        .alias(name)
        for name in ("name_fa", "address", "owner")
    )


def unknown_numbers(rng: np.random.Generator, entities: int) -> pl.DataFrame:
    """Return which numbers of which unit nobody knows; the same in every file."""
    rules = calibration()["spoilt"]
    told = {name: rng.random(entities) < share for name, share in rules["missing"].items()}
    told["name_en"] = rng.random(entities) < rules["latin_missing"]
    return pl.DataFrame({"entity": np.arange(entities, dtype=np.int64), **told})


def _points(rng: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """Take some points away, and set some in another province."""
    rules = calibration()["spoilt"]
    there = frame["lat"].is_not_null()
    none = there & pl.Series(rng.random(len(frame)) < rules["no_point"])
    wrong = there & ~none & pl.Series(rng.random(len(frame)) < rules["wrong_point"])
    kind = pl.Series(rng.integers(0, 3, len(frame)))
    far = pl.Series(rng.uniform(3.5, 8.0, len(frame)) * rng.choice([-1, 1], len(frame))).round(5)
    swapped, north = wrong & (kind == 0), wrong & (kind == 1)
    east = wrong & ~swapped & ~north
    frame = _mark(_mark(frame, none, "point:missing"), wrong, "point:wrong")
    lat = pl.when(swapped).then("lon").when(north).then(pl.col("lat") + far).otherwise("lat")
    lon = pl.when(swapped).then("lat").when(east).then(pl.col("lon") + far).otherwise("lon")
    return frame.with_columns(
        pl.when(~none).then(lat).alias("lat"), pl.when(~none).then(lon).alias("lon")
    )


def _mark(frame: pl.DataFrame, rows: pl.Series, what: str) -> pl.DataFrame:
    said = pl.when(rows).then(pl.col(SPOILT) + f" {what}").otherwise(SPOILT)
    return frame.with_columns(said.str.strip_chars_start().alias(SPOILT))


def _dropped(rng: np.random.Generator, frame: pl.DataFrame, name: str, share: float) -> pl.Expr:
    gone = pl.Series(rng.random(len(frame)) < share)
    return pl.when(~gone).then(pl.col(name)).alias(name)


def _points_again(rng: np.random.Generator, frame: pl.DataFrame) -> list[pl.Expr]:
    """Set second records' points near the first's, or nowhere."""
    none = pl.Series(rng.random(len(frame)) < 0.3)
    return [
        pl.when(~none)
        .then((pl.col(axis) + pl.Series(rng.normal(0, 0.003, len(frame)))).round(5))
        .alias(axis)
        for axis in ("lat", "lon")
    ]


def _names_again(
    rng: np.random.Generator, frame: pl.DataFrame
) -> tuple[dict[str, pl.Series], pl.Series]:
    """Return how somebody else writes the names, and what they did to each."""
    how = rng.choice(5, len(frame), p=[0.2, 0.15, 0.15, 0.1, 0.4]).tolist()
    at = rng.random(len(frame)).tolist()
    fa: list[str | None] = []
    en: list[str | None] = []
    did: list[str] = []
    for name, latin, kind, where in zip(
        frame["name_fa"].to_list(), frame["name_en"].to_list(), how, at, strict=True
    ):
        other = kind == _OTHER_SCRIPT
        word, what = (None, "other script") if other else _written(name, kind, where)
        fa.append(word)
        en.append(latin if other else None)
        did.append(what)
    names = {"name_fa": pl.Series("name_fa", fa), "name_en": pl.Series("name_en", en)}
    return names, pl.Series(did)


def _written(name: str, kind: int, where: float) -> tuple[str, str]:
    words = name.split(" ")
    if kind == _SWAPPED and len(words) > 1:
        return " ".join([*words[1:], words[0]]), "swapped words"
    if kind == _WITH_FORM:
        return FORMS[int(where * len(FORMS))][0].format(name), "legal form"
    if kind == _JOINED and len(words) > 1:
        return words[0] + "".join(words[1:]), "joined words"
    return _misspelt(name, where), "misspelt"


def _misspelt(name: str, where: float) -> str:
    """Change one letter inside a name: another of its sound, two swapped, one lost or doubled."""
    place = 1 + int(where * (len(name) - 2))
    letter = name[place]
    if letter in _FA_NEAR:
        return name[:place] + _FA_NEAR[letter] + name[place + 1 :]
    way = int(where * 1000) % 3
    if way == 0 and place + 1 < len(name):
        return name[:place] + name[place + 1] + letter + name[place + 2 :]
    if way == 1:
        return name[:place] + name[place + 1 :]
    return name[:place] + letter + name[place:]
