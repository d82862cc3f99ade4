"""The slow obvious twin of the calendar: watch the sun, then say when the year begins.

Iran's act of 1304 lets the year begin on the day whose noon in Tehran (mean time of 52.5 degrees
east, three and a half hours before Greenwich) is the first after the vernal equinox.

Source: J. Meeus, Astronomical Algorithms (2nd ed., 1998), ch. 27: good to a minute for these
centuries. Earth's lag (delta T): F. Espenak & J. Meeus, Five Millennium Canon (2006), read at the
turn of decades and drawn straight between them.
"""

import itertools
from datetime import date, timedelta
from math import cos, floor, radians

J2000 = 2451545.0
EPOCH = date(1858, 11, 17)  # Modified Julian Day 0

TERMS = (
    (485, 324.96, 1934.136),
    (203, 337.23, 32964.467),
    (199, 342.08, 20.186),
    (182, 27.85, 445267.112),
    (156, 73.14, 45036.886),
    (136, 171.52, 22518.443),
    (77, 222.54, 65928.934),
    (74, 296.72, 3034.906),
    (70, 243.58, 9037.513),
    (58, 119.81, 33718.147),
    (52, 297.17, 150.678),
    (50, 21.02, 2281.226),
    (45, 247.54, 29929.562),
    (44, 325.15, 31555.956),
    (29, 60.93, 4443.417),
    (18, 155.12, 67555.328),
    (17, 288.79, 4562.452),
    (16, 198.04, 62894.029),
    (14, 199.76, 31436.921),
    (12, 95.39, 14577.848),
    (12, 287.11, 31931.756),
    (12, 320.81, 34777.259),
    (9, 227.73, 1222.114),
    (8, 15.45, 16859.074),
)
# Year and seconds that clocks driven by the turning Earth lag behind those driven by physics.
DELTA_T = (
    (1820, 12), (1830, 8), (1840, 6), (1850, 7), (1860, 8), (1870, 2), (1880, -5), (1890, -6),
    (1900, -3), (1910, 10), (1920, 21), (1930, 24), (1940, 24), (1950, 29), (1960, 33), (1970, 40),
    (1980, 51), (1990, 57), (2000, 64), (2010, 66), (2020, 69), (2050, 93), (2100, 203), (2150, 328),
)  # fmt: skip


def equinox_at_tehran(gregorian_year: int) -> float:
    """Return the March equinox as a Modified Julian Day in Tehran's mean time."""
    y = (gregorian_year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    t = (mean - J2000) / 36525
    w = radians(35999.373 * t - 2.47)
    stretch = 1 + 0.0334 * cos(w) + 0.0007 * cos(2 * w)
    pull = sum(a * cos(radians(b + c * t)) for a, b, c in TERMS)
    greenwich = mean + 0.00001 * pull / stretch - lag(gregorian_year) / 86400
    return greenwich - 2400000.5 + 3.5 / 24


def lag(year: int) -> float:
    for (before, less), (after, more) in itertools.pairwise(DELTA_T):
        if before <= year <= after:
            return less + (more - less) * (year - before) / (after - before)
    raise ValueError(year)


def first_day_of(solar_year: int) -> date:
    """Return 1 Farvardin of a Solar Hijri year as a Gregorian day."""
    moment = equinox_at_tehran(solar_year + 621)
    midnight = floor(moment)
    return EPOCH + timedelta(days=midnight if moment - midnight < 0.5 else midnight + 1)


def minutes_from_noon(solar_year: int) -> float:
    """Return how near the equinox comes to the noon that decides."""
    return abs(equinox_at_tehran(solar_year + 621) % 1 - 0.5) * 24 * 60
