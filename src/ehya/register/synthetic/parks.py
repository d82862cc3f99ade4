"""Where do parks stand that nobody has built?"""

import numpy as np
import polars as pl

from ehya.register.places import COUNTIES, PROVINCES
from ehya.register.synthetic.calibration import calibration, province_shares, shares
from ehya.register.synthetic.words import Coined

_SERVICES = {  # how many parks in a hundred have each (assumed)
    "water": 0.93,
    "electricity": 0.97,
    "gas": 0.82,
    "telephone": 0.9,
    "internet": 0.6,
    "road": 0.95,
    "sewer": 0.35,
    "treatment": 0.3,
    "fire_station": 0.4,
    "bank": 0.2,
}
_NAMED = {"town": ("شهرک صنعتی", "Town"), "zone": ("ناحیه صنعتی", "Zone")}
_SPECIAL = ("منطقه ویژه اقتصادی", "Special Zone")
_FROM_SEAT = 0.05  # degrees between a county's seat and its parks (assumed)
_HECTARES_A_PLOT = 0.9  # assumed


def counties() -> pl.DataFrame:
    """Return the counties with a point each; those without one stand at their province's."""
    rows = [
        {
            "county": c.code,
            "province": c.province,
            "county_fa": c.name_fa,
            "county_en": c.name_en,
            "province_fa": PROVINCES[c.province].name_fa,
            "lat": PROVINCES[c.province].lat if c.lat is None else c.lat,
            "lon": PROVINCES[c.province].lon if c.lon is None else c.lon,
        }
        for c in COUNTIES.values()
    ]
    return pl.DataFrame(rows).with_row_index("county_at")


def make_parks(rng: np.random.Generator, units: int, words: Coined) -> pl.DataFrame:
    """Return parks for so many units, shared out over provinces as units are.

    Args:
        rng: where chance comes from.
        units: records of the whole register. [units]
        words: coined words.

    Returns:
        One row a park: the facts of `actions.places.bring_parks`, and "county_at", its county's
        row in `counties`.
    """
    rules = calibration()["parks"]
    wanted = units * rules["share_of_units"] / rules["units_each"]
    whole = min(rules["most"], max(len(PROVINCES), round(wanted)))
    spread = {iso: max(1, round(share * whole)) for iso, share in province_shares().items()}
    told = counties()
    at = np.concatenate([_places(rng, told, iso, count) for iso, count in spread.items()])
    frame = told[at].with_columns(_kinds(rng, len(at)), *_words(rng, len(at), words))
    plots = rng.lognormal(np.log(rules["units_each"] * 1.4), 0.6, len(at)).round()
    return frame.select(
        _name("fa").alias("name_fa"),
        _name("en").alias("name_en"),
        "kind",
        "province",
        "county",
        "county_at",
        pl.Series("plots", plots, dtype=pl.Int64),
        pl.Series("area_ha", (plots * _HECTARES_A_PLOT).round(1)),
        pl.Series("services", _services(rng, len(at))),
        (pl.col("lat") + pl.Series(rng.normal(0, _FROM_SEAT, len(at)))).round(5),
        (pl.col("lon") + pl.Series(rng.normal(0, _FROM_SEAT, len(at)))).round(5),
    )


def _places(
    rng: np.random.Generator, told: pl.DataFrame, iso: str, count: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    inside = told.filter(pl.col("province") == iso)["county_at"].to_numpy()
    weight = rng.gamma(1.0, 1.0, len(inside)) + 0.15  # some counties hold many parks (assumed)
    return rng.choice(inside, count, p=weight / weight.sum()).astype(np.int64)


def _kinds(rng: np.random.Generator, count: int) -> pl.Series:
    kinds = shares("parks", "kinds")
    return pl.Series("kind", rng.choice(list(kinds), count, p=list(kinds.values())))


def _words(rng: np.random.Generator, count: int, words: Coined) -> list[pl.Series]:
    """Return a coined word a park, no two the same: no two parks of a province bear one name."""
    word = rng.permutation(len(words.fa))[:count]
    return [words.fa.gather(word).alias("word_fa"), words.en.gather(word).alias("word_en")]


def _name(script: str) -> pl.Expr:
    at = 0 if script == "fa" else 1
    label = pl.lit(_SPECIAL[at])
    for kind, names in _NAMED.items():
        label = pl.when(pl.col("kind") == kind).then(pl.lit(names[at])).otherwise(label)
    if script == "fa":
        return pl.format("{} {} {}", label, "word_fa", "county_fa")
    return pl.format("{} {} Industrial {}", "word_en", "county_en", label)


def _services(rng: np.random.Generator, count: int) -> list[list[str]]:
    has = rng.random((count, len(_SERVICES))) < np.array(list(_SERVICES.values()))
    return [[name for name, there in zip(_SERVICES, row, strict=True) if there] for row in has]
