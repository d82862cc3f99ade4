"""Days, months and years of both calendars: conversion, ranges, names, reading.

`parse_day` and `parse_period` read what people write; `earliest` and `latest` widen the ISO prefixes that claims
carry; everything else takes and gives `datetime.date`.
"""

from ehya.engine.calendar.months import (
    MONTHS,
    MONTHS_IN_DATES,
    Calendar,
    Language,
    Month,
    name_of,
)
from ehya.engine.calendar.parse import parse_day
from ehya.engine.calendar.period import Length, parse_period
from ehya.engine.calendar.ranges import (
    DayRange,
    earliest,
    half_range,
    latest,
    month_range,
    quarter_range,
    year_gone,
    year_range,
)
from ehya.engine.calendar.solar import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    SolarDay,
    from_solar,
    is_leap,
    month_length,
    solar_year_of,
    to_solar,
)

__all__ = [
    "FIRST_DAY",
    "FIRST_YEAR",
    "LAST_DAY",
    "LAST_YEAR",
    "MONTHS",
    "MONTHS_IN_DATES",
    "Calendar",
    "DayRange",
    "Language",
    "Length",
    "Month",
    "SolarDay",
    "earliest",
    "from_solar",
    "half_range",
    "is_leap",
    "latest",
    "month_length",
    "month_range",
    "name_of",
    "parse_day",
    "parse_period",
    "quarter_range",
    "solar_year_of",
    "to_solar",
    "year_gone",
    "year_range",
]
