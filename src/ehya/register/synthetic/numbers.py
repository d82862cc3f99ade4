"""Which numbers do others give units that do not exist?

Right in form and check digit, so that they pass; different for each unit by arithmetic and not by
chance: a permutation of so many numbers, never drawn twice.
"""

from math import gcd

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.register.identifiers import bill_check, legal_check

Ints = NDArray[np.int64]

_SPREAD = 7_368_787  # a prime: steps by it visit every number of a range before one comes again
_ELECTRICITY, _GAS = 2, 3
_POSTAL_FIRST = np.array([1, 3, 4, 5, 6, 7, 8, 9])
_AREA = np.array(  # of each province, in the order of ISO codes IR-00 to IR-30
    [
        *(86, 13, 11, 41, 44, 83, 61, 71, 34, 51, 31, 54, 87, 81, 38, 66),
        *(84, 74, 77, 24, 23, 35, 76, 21, 45, 25, 28, 17, 58, 56, 26),
    ]
)
_NOBODYS_LINE = "0"  # no telephone of a town begins so: none of these rings anywhere
_NOBODYS_MOBILE = "0980"


def without_repeat(rng: np.random.Generator, count: int, size: int) -> Ints:
    """Return numbers below a size in a scattered order, none twice.

    Args:
        rng: where chance comes from.
        count: how many; at most the size. [numbers]
        size: all are below it. [numbers]
    """
    step = _SPREAD
    while gcd(step, size) != 1:
        step += 2
    return (int(rng.integers(size)) + np.arange(count, dtype=np.int64) * step) % size


def padded(numbers: Ints, digits: int) -> pl.Series:
    """Return numbers as texts of so many digits."""
    return pl.Series(numbers).cast(pl.String).str.zfill(digits)


def digits_of(numbers: Ints, digits: int) -> Ints:
    """Return the digits of numbers. shape (numbers, digits)"""
    powers = 10 ** np.arange(digits - 1, -1, -1, dtype=np.int64)
    return (numbers[:, None] // powers) % 10


def national_ids(rng: np.random.Generator, count: int) -> pl.Series:
    """Return national ids of companies, with their check digits."""
    body = 14 * 10**8 + 10**7 + without_repeat(rng, count, 9 * 10**7)
    return padded(body * 10 + legal_check(digits_of(body, 10)), 11)


def bills(rng: np.random.Generator, province: Ints, service: int) -> pl.Series:
    """Return ids of bills, with their check digits.

    Args:
        rng: where chance comes from.
        province: of each unit, as a number below 100; its company's code is made of it.
        service: 2 for electricity, 3 for gas.
    """
    files = 10**7 + without_repeat(rng, len(province), 9 * 10**7)
    body = (files * 1000 + province * 10 + 1) * 10 + service
    return padded(body * 10 + bill_check(digits_of(body, 12)), 13)


def workshops(rng: np.random.Generator, province: Ints) -> pl.Series:
    """Return codes of insured workshops: the branch is in the province."""
    rest = without_repeat(rng, len(province), 10**8 - 1)
    return padded((province + 1) * 10**8 + rest, 10)


def permits(rng: np.random.Generator, province: Ints) -> pl.Series:
    """Return numbers of permits, as provinces write them."""
    rest = padded(10**6 + without_repeat(rng, len(province), 9 * 10**6), 7)
    return pl.Series(province + 100).cast(pl.String) + "/" + rest


def postal_codes(rng: np.random.Generator, county: Ints) -> pl.Series:
    """Return postal codes: the first five digits are the county's."""
    tens = np.array([10**4, 10**3, 10**2, 10, 1], dtype=np.int64)
    first = _POSTAL_FIRST[digits_of(county * 61 + 7777, 5) % len(_POSTAL_FIRST)] @ tens
    return padded(first * 10**5 + rng.integers(10**4, 10**5, len(county)), 10)


def phones(rng: np.random.Generator, province: Ints) -> pl.Series:
    """Return telephone numbers in a town's form that ring nowhere."""
    area = padded(_AREA[province], 3)
    return area + "-" + _NOBODYS_LINE + padded(rng.integers(0, 10**7, len(province)), 7)


def mobiles(rng: np.random.Generator, count: int) -> pl.Series:
    """Return mobile numbers of a network that is nobody's."""
    return _NOBODYS_MOBILE + padded(rng.integers(0, 10**7, count), 7)
