"""Can these rows of a file of units be taken, and if not, which cells and why?

A cell is judged by itself here. Whether the unit is known, and whether a row may do what it says,
is asked of the register later.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from ehya.engine.refusal import Refusal
from ehya.register.classes import isic
from ehya.register.identifiers import settle_column
from ehya.register.intake import cells
from ehya.register.intake.cells import Read
from ehya.register.intake.fields import (
    CONTACTS,
    EXAMPLE,
    NEVER_EMPTY,
    NONE_ANY_MORE,
    SCHEMES,
    STRONG,
    TEXTS,
    WORDS,
)
from ehya.register.places import ParkNames, settle_county, settle_province

LONGEST_CONTACT = 200
LONGEST_KEY = 300
_LARGEST = 1e9
_LARGEST_CAPACITY = 1e14
NUMBERS: Mapping[str, tuple[float, float, int]] = {  # least, most, decimals
    "lat": (-90, 90, 9),
    "lon": (-180, 180, 9),
    "licensed_capacity": (0, _LARGEST_CAPACITY, 3),
    "licensed_jobs": (0, 10_000_000, 0),
    "insured_jobs": (0, 10_000_000, 0),
    "contracted_kw": (0, _LARGEST, 3),
}
_EXAMPLES = [word.lower() for word in EXAMPLE]
Reasons = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Known:
    """What cells are compared with.

    Attributes:
        today: nothing can have been so after it.
        parks: finds a park by name or code.
        province_of: park code -> province code.
    """

    today: date
    parks: ParkNames
    province_of: Mapping[str, str]


@dataclass(slots=True)
class _Column:
    """The file's columns while they are read."""

    told: dict[str, pl.Series]
    reasons: dict[int, Reasons] = field(default_factory=dict)

    def take(self, name: str, texts: pl.Series, read: Read) -> pl.Series:
        """Keep why cells were refused; return the values."""
        if read.refusals:
            wrong = texts.is_in(list(read.refusals)).fill_null(False)
            for at in wrong.arg_true().to_list():
                self.refuse(at, name, read.refusals[texts[at]])
        return read.values

    def refuse(self, at: int, name: str, no: Refusal) -> None:
        """Keep why one cell was refused; the first reason stays."""
        said = {"code": no.code, "facts": dict(no.facts)}
        self.reasons.setdefault(at, {}).setdefault(name, said)


def check(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return rows as values, ready for the staging table.

    Args:
        rows: "row" and the file's columns as text; "" where a cell is empty.
        known: what cells are compared with.

    Returns:
        "row"; "what", "refused" where a cell was; "reasons", JSON by column; "emptied", the names
        of columns whose cell holds a dash, as a PostgreSQL array; "sort_key" of the name; and the
        file's columns, null where nothing is said.
    """
    if "permit" in rows.columns:
        example = rows["permit"].str.to_lowercase().is_in(_EXAMPLES)
        rows = rows.filter(~example.fill_null(False))
    names = [name for name in rows.columns if name != "row"]
    columns = _Column({})
    emptied = _emptied(rows, names, columns)
    texts = {
        name: cells.unguarded(rows[name].replace(["", *NONE_ANY_MORE], None)).alias(name)
        for name in names
    }
    for name in names:
        if name not in ("county", "park"):
            read = _reader(name, known)(texts[name])
            columns.told[name] = columns.take(name, texts[name], read)
    _places(texts, columns, known)
    return _staged(rows["row"], columns, emptied)


def _emptied(rows: pl.DataFrame, names: list[str], columns: _Column) -> pl.Series:
    """Return which columns each row empties; a dash alone says: none any more."""
    dashes = {name: rows[name].is_in(list(NONE_ANY_MORE)) for name in names}
    for name in NEVER_EMPTY & dashes.keys():
        for at in dashes.pop(name).arg_true().to_list():
            columns.refuse(at, name, Refusal("import.never_empty", value="-"))
    marked = [
        pl.when(dash).then(pl.lit(name)).otherwise(None).alias(name)
        for name, dash in dashes.items()
        if dash.any()
    ]
    if not marked:
        return pl.Series("emptied", [None] * rows.height, dtype=pl.String)
    joined = pl.concat_str(marked, separator=",", ignore_nulls=True)
    array = pl.when(joined == "").then(None).otherwise(pl.lit("{") + joined + pl.lit("}"))
    return rows.select(array.alias("emptied")).to_series()


def _reader(name: str, known: Known) -> Callable[[pl.Series], Read]:
    if name in STRONG or name in SCHEMES:
        return _identifier
    if name in TEXTS:
        return lambda texts: cells.texts(texts, TEXTS[name])
    if name in CONTACTS:
        return lambda texts: cells.texts(texts, LONGEST_CONTACT, formula=cells.FORMULA_OF_CONTACTS)
    if name in NUMBERS:
        least, most, decimals = NUMBERS[name]
        return lambda texts: cells.numbers(texts, least=least, most=most, decimals=decimals)
    if name in WORDS:
        return cells.words
    if name == "licensed_on":
        return lambda texts: cells.days(texts, known.today)
    if name == "province":
        return lambda texts: cells.each(texts, settle_province, pl.String)
    return lambda texts: cells.each(texts, lambda text: isic(text).code, pl.String)


def _identifier(texts: pl.Series) -> Read:
    settled = settle_column(texts.name, texts)
    return Read(settled.values, settled.refusals)


def _places(texts: Mapping[str, pl.Series], columns: _Column, known: Known) -> None:
    """Read counties and parks, which mean what they mean in their province, and imply it."""
    told = columns.told
    height = len(next(iter(texts.values()))) if texts else 0
    province = told.get("province", pl.Series("province", [None] * height, dtype=pl.String))
    for name, settle, province_of in (
        ("park", known.parks.settle, known.province_of.__getitem__),
        ("county", settle_county, lambda code: code.rpartition("-")[0]),
    ):
        if name not in texts:
            continue
        told[name] = _within(texts[name], province, settle, columns)
        if told[name].null_count() < height and province.null_count():
            implied = cells.each(told[name], province_of, pl.String).values
            province = province.fill_null(implied)
            told["province"] = province.alias("province")


def _within(
    texts: pl.Series,
    province: pl.Series,
    settle: Callable[[str, str | None], str],
    columns: _Column,
) -> pl.Series:
    asked = pl.DataFrame({"text": texts, "province": province})
    pairs = asked.filter(pl.col("text").is_not_null()).unique().rows()
    found: list[tuple[str, str | None, str]] = []
    refused: dict[tuple[str, str | None], Refusal] = {}
    for text, where in pairs:
        try:
            found.append((text, where, settle(text, where)))
        except Refusal as no:
            refused[text, where] = no
    if refused:
        for at, pair in enumerate(asked.rows()):
            if pair in refused:
                columns.refuse(at, texts.name, refused[pair])
    kinds = {"text": pl.String, "province": pl.String, "code": pl.String}
    codes = pl.DataFrame(found, schema=kinds, orient="row")
    joined = asked.join(
        codes, on=["text", "province"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined["code"].alias(texts.name)


def _staged(row: pl.Series, columns: _Column, emptied: pl.Series) -> pl.DataFrame:
    reasons = columns.reasons
    written = [None] * len(row) if not reasons else [
        json.dumps(reasons[at], ensure_ascii=False, default=str) if at in reasons else None
        for at in range(len(row))
    ]  # fmt: skip
    told = columns.told
    whole = [name for name, (_, _, decimals) in NUMBERS.items() if decimals == 0 and name in told]
    frame = pl.DataFrame(
        [row, pl.Series("reasons", written, dtype=pl.String), emptied, *told.values()]
    )
    return frame.with_columns(
        pl.when(pl.col("reasons").is_null())
        .then(pl.lit(""))
        .otherwise(pl.lit("refused"))
        .alias("what"),
        pl.col(whole).cast(pl.Int64),
        _key(frame),
    )


def _key(frame: pl.DataFrame) -> pl.Series:
    """Return the key of each name, by which a row without any number finds its unit."""
    names = [pl.col(name) for name in ("name_fa", "name_en") if name in frame.columns]
    if not names:
        return pl.Series("sort_key", [None] * frame.height, dtype=pl.String)
    told = frame.select(pl.coalesce(names).alias("sort_key")).to_series()
    return cells.sort_keys(told).str.slice(0, LONGEST_KEY)
