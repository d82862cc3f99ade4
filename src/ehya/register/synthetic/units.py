"""What are units that do not exist like: where, what they make, how large, how old, whose?"""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.register.synthetic import numbers
from ehya.register.synthetic.calibration import calibration, province_shares, shares, standings
from ehya.register.synthetic.parks import counties
from ehya.register.synthetic.words import Coined, people, unit_names

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_OUTSIDE_PARKS, _INSIDE_PARKS = 0.06, 0.004  # degrees around a county's seat, a park's middle
_KW_A_JOB = 7.0  # median of contracted power (assumed)
_DAYS_A_YEAR = 365.25
_IN_MIND = (  # streets of parks: named after nothing
    *("خیابان یکم", "خیابان سوم", "بلوار صنعت", "خیابان کارگر", "خیابان نوآوری", "خیابان تلاش"),
    *("بلوار تولید", "خیابان کوشش", "خیابان دوازدهم", "خیابان هفتم شرقی", "خیابان نهم غربی"),
)


def products() -> pl.DataFrame:
    """Return what units make: class, sector, weight within it, names, usual capacity."""
    table = Path(__file__).parent / "products.csv"
    return pl.read_csv(table, schema_overrides={"isic": pl.String, "capacity": pl.Float64})


def make_units(
    rng: np.random.Generator, count: int, parks: pl.DataFrame, words: Coined
) -> pl.DataFrame:
    """Return units as they truly are on the day of the first file; those to come have their day.

    Args:
        rng: where chance comes from.
        count: how many. [units]
        parks: as of `make_parks`.
        words: coined words.

    Returns:
        One row a unit, "entity" its true number, with every column of a file of units but
        `number`, and "county_at", "from_file": the first file that can tell of it.
    """
    place = _places(rng, count, parks)
    made = _products(rng, count)
    size, jobs = _sizes(rng, count)
    licensed, from_file = _ages(rng, count)
    names = unit_names(rng, made, place, words)
    province = place["province"].str.slice(3).cast(pl.Int64).to_numpy()
    capacity = made["capacity"].to_numpy() * (jobs / 20.0) * rng.lognormal(0, 0.7, count)
    frame = pl.DataFrame(
        {
            "entity": np.arange(count, dtype=np.int64),
            "product": made["product_fa"],
            "isic": made["isic"],
            "sector": made["sector"],
            "size": size,
            "ownership": _ownership(rng, count),
            "licensed_on": licensed,
            "from_file": from_file,
            "licensed_capacity": _rounded(capacity),
            "capacity_unit": made["capacity_unit"],
            "licensed_jobs": jobs,
            "contracted_kw": _rounded(jobs * _KW_A_JOB * rng.lognormal(0, 0.6, count)),
            "permit": numbers.permits(rng, province),
            "national_id": _companies(rng, count),
            "insurance_workshop": numbers.workshops(rng, province),
            "electricity": numbers.bills(rng, province, 2),
            "gas": numbers.bills(rng, province, 3),
            "postal_code": numbers.postal_codes(rng, place["county_at"].to_numpy()),
            "owner": people(rng, count, words),
            "manager": people(rng, count, words),
            "phone": numbers.phones(rng, province),
            "mobile": numbers.mobiles(rng, count),
        }
    )
    frame = frame.with_columns(
        pl.col("national_id").alias("economic_code"),
        pl.format("unit{}@example.org", pl.col("entity")).alias("email"),
        _addresses(rng, count).alias("address"),
    )
    kept = ["province", "county", "county_at", "park_fa", "province_fa", "county_fa", "lat", "lon"]
    return frame.hstack(names.drop("word")).hstack(place.select(kept))


def _places(rng: np.random.Generator, count: int, parks: pl.DataFrame) -> pl.DataFrame:
    """Return where each unit stands: province, county, park or none, point."""
    by_province = province_shares()
    iso = rng.choice(list(by_province), count, p=list(by_province.values()))
    inside = rng.random(count) < calibration()["parks"]["share_of_units"]
    told = counties()
    park_at, county_at = np.full(count, -1, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for province in by_province:
        here = np.flatnonzero(iso == province)
        rows = parks.with_row_index("at").filter(pl.col("province") == province)
        plots = rows["plots"].to_numpy() / rows["plots"].sum()
        park_at[here] = rng.choice(rows["at"].to_numpy(), len(here), p=plots)
        seats = told.filter(pl.col("province") == province)["county_at"].to_numpy()
        weight = rng.gamma(1.2, 1.0, len(seats)) + 0.1
        county_at[here] = rng.choice(seats, len(here), p=weight / weight.sum())
    county_at = np.where(inside, parks["county_at"].to_numpy()[park_at], county_at)
    frame = told[county_at]
    spread = np.where(inside, _INSIDE_PARKS, _OUTSIDE_PARKS)
    middle = {
        axis: np.where(inside, parks[axis].to_numpy()[park_at], frame[axis].to_numpy())
        for axis in ("lat", "lon")
    }
    park = pl.Series(np.where(inside, park_at, -1)).replace(-1, None)
    return frame.with_columns(
        pl.Series("park_fa", parks["name_fa"].gather(park)),
        *(
            pl.Series(axis, (middle[axis] + rng.normal(0, 1, count) * spread).round(5))
            for axis in middle
        ),
    )


def _products(rng: np.random.Generator, count: int) -> pl.DataFrame:
    table = products()
    by_sector = shares("sectors")
    within = table["weight"] / table.select(pl.col("weight").sum().over("sector")).to_series()
    chance = (within * table["sector"].replace_strict(by_sector)).to_numpy()
    return table[rng.choice(len(table), count, p=chance / chance.sum())]


def _sizes(rng: np.random.Generator, count: int) -> tuple[pl.Series, Ints]:
    """Return the size of each unit and its licensed jobs: right-skewed within bounds."""
    by_size = shares("sizes")
    bounds = calibration()["sizes"]["jobs"]
    at = rng.choice(len(by_size), count, p=list(by_size.values()))
    least, most, middle = (np.array([bounds[s][i] for s in by_size]) for i in range(3))
    drawn = rng.lognormal(np.log(middle[at]), 0.45, count)
    jobs = np.clip(drawn.round(), least[at], most[at]).astype(np.int64)
    return pl.Series(list(by_size)).gather(at), jobs


def _ages(rng: np.random.Generator, count: int) -> tuple[pl.Series, Ints]:
    """Return the day of each licence, and the first file that can tell of the unit."""
    rules, changes = calibration()["age"], calibration()["changes"]
    days = [standing.day for standing in standings()]
    first, last = days[0], days[-1]
    span = (last - first).days
    new = rng.random(count) < changes["new_units"]
    # Of those older than the files, so many are older than twenty years that the whole comes right.
    over = rules["over_20_years"] / (1 - changes["new_units"])
    mean = (20 * _DAYS_A_YEAR - span) / -np.log(over)
    before = np.minimum(rng.exponential(mean, count), rules["oldest_years"] * _DAYS_A_YEAR - span)
    ago = np.where(new, rng.integers(0, span, count), span + before).astype(np.int64)
    licensed = np.datetime64(last, "D") - ago
    ends = np.array([np.datetime64(day, "D") for day in days])
    return pl.Series(licensed), np.searchsorted(ends, licensed).astype(np.int64)


def _ownership(rng: np.random.Generator, count: int) -> pl.Series:
    kinds = shares("ownership")
    return pl.Series(rng.choice(list(kinds), count, p=list(kinds.values())))


def _companies(rng: np.random.Generator, count: int) -> pl.Series:
    """Return the company each unit stands under; a few stand under another's."""
    own = np.arange(count)
    shared = rng.random(count) < calibration()["spoilt"]["shared_company"]
    own[shared] = rng.integers(0, count, int(shared.sum()))
    return numbers.national_ids(rng, count).gather(own)


def _addresses(rng: np.random.Generator, count: int) -> pl.Series:
    street = pl.Series(_IN_MIND).gather(rng.integers(0, len(_IN_MIND), count))
    return street + "، پلاک " + pl.Series(rng.integers(1, 400, count)).cast(pl.String)


def _rounded(values: Floats) -> Floats:
    """Return values as licences state them: two digits that count."""
    step = 10 ** np.maximum(np.floor(np.log10(np.maximum(values, 1))) - 1, 0)
    rounded: Floats = np.maximum((values / step).round() * step, 1)
    return rounded
