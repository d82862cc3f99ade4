"""What may a file of readings say, and what do its rows say?

Long or wide, as offices have it: a signal named in a cell, in the value's heading or by the sender;
a period in one cell, in two, or as the heading of a column of values.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from ehya.engine.calendar import DayRange, parse_period
from ehya.engine.refusal import Refusal
from ehya.register.identifiers import settle_column
from ehya.register.intake import cells, fields
from ehya.register.intake.cells import MOST_KEPT, Read
from ehya.register.intake.headings import Column, Headings, bare
from ehya.register.signals import signals

SCHEMES = (*fields.STRONG, "national_id", "economic_code")  # the surest first
METERS = ("electricity", "gas", "insurance_workshop")  # a unit may have several of a kind
PERIOD = "@"  # before the two days of a column that holds the values of a period
_LONGEST_PERIOD = 800  # [days]
_EXAMPLES = [word.lower() for word in fields.EXAMPLE]
_FIRST_DAY = date(1990, 1, 1)
SIGNAL = "signal:"  # before the signal of a column that holds its values


class ReadingHeadings(Headings):
    """The columns of a file of readings; a heading that is a period names a column too."""

    def meant(self, heading: str, chosen: Mapping[str, str]) -> str | None:
        """Return the column that a heading names, as `Headings` does, or "@first|last"."""
        told = super().meant(heading, chosen)
        return _period_column(heading) if told is None else told


@cache
def headings() -> ReadingHeadings:
    """Return the columns that a file of readings may have, with the signals in force."""
    units = {column.name: column for column in fields.COLUMNS}
    named = [
        Column(
            SIGNAL + signal.name, f"{signal.name_en} ({signal.measure_en})",
            f"{signal.name_fa} ({signal.measure_fa})", False,
            (signal.name, signal.name_en, signal.name_fa, *signal.headings),
            f"Readings of one signal, in {signal.measure_en}.",
            f"خوانده‌های یک نشانه، {signal.measure_fa}.",
        )
        for signal in signals().values()
    ]  # fmt: skip
    taken = {bare(name) for c in named for name in (c.name, c.en, c.fa, *c.other)}
    subscriptions = [_without(units[name], taken) for name in SCHEMES]
    return ReadingHeadings((*subscriptions, *_OWN, *named))


def columns_had(named: Mapping[str, str]) -> list[Column]:
    """Return the columns of a file, in the template's order; periods under their own headings.

    Args:
        named: heading as written -> our name of its column, as in `Header`.
    """
    had = set(named.values())
    known = [column for column in headings().columns if column.name in had]
    periods = {name: head for head, name in named.items() if name.startswith(PERIOD)}
    return known + [
        Column(name, head, head, False, (), "", "") for name, head in sorted(periods.items())
    ]


def _without(column: Column, taken: set[str]) -> Column:
    """A bare "electricity" heads readings here; the subscription keeps its longer names."""
    other = tuple(name for name in column.other if bare(name) not in taken)
    return Column(
        column.name, column.en, column.fa, column.needed, other, column.help_en, column.help_fa
    )


_OWN = (
    Column(
        "signal", "Signal", "نشانه", False, ("indicator", "kind of reading", "نوع خوانده", "شاخص"),
        "What was read: a word of the list; may be told for the whole file instead.",
        "چه چیز خوانده شده است: واژه‌ای از فهرست؛ می‌توان آن را برای همهٔ پرونده گفت.",
    ),
    Column(
        "period", "Period", "دوره", False,
        ("month", "year and month", "billing period", "time", "ماه", "سال و ماه", "دوره مصرف", "زمان"),
        "1402/05, Mordad 1402, 2023-08, 2023Q3 or 1402.",
        "۱۴۰۲/۰۵، مرداد ۱۴۰۲، 2023-08، سه‌ماههٔ دوم ۱۴۰۲ یا ۱۴۰۲.",
    ),
    Column(
        "first", "From day", "از تاریخ", False,
        ("from", "start", "start date", "previous reading", "از", "تاریخ شروع", "قرائت قبلی", "تاریخ قرائت قبلی"),
        "The period's first day; with the next column, instead of the period.",
        "نخستین روز دوره؛ با ستون بعد، به‌جای دوره.",
    ),
    Column(
        "last", "To day", "تا تاریخ", False,
        ("to", "end", "end date", "this reading", "تا", "تاریخ پایان", "قرائت فعلی", "تاریخ قرائت فعلی"),
        "The period's last day, which belongs to it.", "آخرین روز دوره، که جزو آن است.",
    ),
    Column(
        "value", "Reading", "خوانده", False,
        ("value", "consumption", "amount", "quantity", "مقدار", "مصرف", "میزان مصرف", "رقم"),
        "A number; a dash withdraws what was told of the period before.",
        "یک عدد؛ خط تیره آنچه را پیش‌تر از این دوره گفته شده پس می‌گیرد.",
    ),
)  # fmt: skip


def _period_column(heading: str) -> str | None:
    """Return "@first|last" for a heading that is a month, a quarter, a half or a year."""
    if not any(letter.isdecimal() for letter in heading):
        return None
    try:
        period, length = parse_period(heading)
    except Refusal:
        return None
    return None if length == "day" else f"{PERIOD}{period.first}|{period.last}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are compared with.

    Attributes:
        signal: what all rows tell of, where they do not say themselves; "" where they do.
        today: no period begins after it.
        file: its name, for refusals of it as a whole.
    """

    signal: str
    today: date
    file: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """Rows of a file of readings as understood.

    Attributes:
        readings: row; the schemes that the file has; signal, meter, first, last, value. One line
            a reading: a wide row tells several. A null value withdraws.
        refused: row; reasons, JSON by column: {"code", "facts"}.
        rows: how many rows were looked at.
    """

    readings: pl.DataFrame
    refused: pl.DataFrame
    rows: int


def see_columns(names: Sequence[str], rules: Rules) -> None:
    """Say no to a file whose columns cannot tell readings, before its rows are read.

    Raises:
        Refusal: "readings.no_unit", "readings.no_period", "readings.no_value",
            "readings.signal_unsaid", "readings.two_values"; each with the file's name.
    """
    periods = [name for name in names if name.startswith(PERIOD)]
    named = [name for name in names if name.startswith(SIGNAL)]
    file = rules.file
    if not set(SCHEMES) & set(names):
        raise Refusal("readings.no_unit", file=file)
    if sum([bool(periods), bool(named), "value" in names]) > 1:
        raise Refusal("readings.two_values", file=file)
    if not periods and not named and "value" not in names:
        raise Refusal("readings.no_value", file=file)
    if not periods and "period" not in names and not {"first", "last"} <= set(names):
        raise Refusal("readings.no_period", file=file)
    if not named and "signal" not in names and not rules.signal:
        raise Refusal("readings.signal_unsaid", file=file, wanted=", ".join(signals()))


def understand(rows: pl.DataFrame, rules: Rules) -> Understood:
    """Return what rows say.

    Args:
        rows: "row" and the file's columns as text; "" where a cell is empty.
        rules: what they are compared with.
    """
    texts = rows.select("row", pl.exclude("row").replace("", None))
    named = [name for name in SCHEMES if name in texts.columns]
    example = pl.any_horizontal(pl.col(named).str.to_lowercase().is_in(_EXAMPLES))
    texts = texts.filter(~example.fill_null(False))
    why = _Reasons(texts["row"])
    units = [_unit_number(texts[name], why) for name in named]
    about = pl.DataFrame(
        [texts["row"], *units, *_period(texts, rules, why), _signal(texts, rules, why)]
    )
    nobody = pl.all_horizontal(pl.col([unit.name for unit in units]).is_null())
    why.refuse(about.select(nobody).to_series(), units[0].name, Refusal("readings.no_number"))
    parts = [
        _part(about, texts[name], name, rules, why) for name in texts.columns if _holds_values(name)
    ]
    readings = _with_meter(pl.concat(parts))
    refused = why.told()
    sound = readings.filter(~pl.col("row").is_in(refused["row"].implode()))
    return Understood(sound, refused, texts.height)


class _Reasons:
    """Why rows are refused, by row and column; the first reason of a cell stays."""

    def __init__(self, rows: pl.Series) -> None:
        self._rows = rows
        self._why: dict[int, dict[str, Any]] = {}

    def take(self, texts: pl.Series, read: Read | cells.Read, name: str) -> pl.Series:
        """Keep why cells were refused; return the values."""
        if read.refusals:
            for at in texts.is_in(list(read.refusals)).fill_null(False).arg_true().to_list():
                self._say(at, name, read.refusals[texts[at]])
        return read.values

    def refuse(self, wrong: pl.Series, name: str, no: Refusal) -> None:
        """Refuse the rows at which `wrong` is true."""
        for at in wrong.fill_null(False).arg_true().to_list():
            self._say(at, name, no)

    def _say(self, at: int, name: str, no: Refusal) -> None:
        said = {"code": no.code, "facts": dict(no.facts)}
        self._why.setdefault(self._rows[at], {}).setdefault(name, said)

    def told(self) -> pl.DataFrame:
        """Return "row" and "reasons", JSON by column."""
        written = [json.dumps(why, ensure_ascii=False, default=str) for why in self._why.values()]
        return pl.DataFrame(
            {
                "row": pl.Series(list(self._why), dtype=self._rows.dtype),
                "reasons": pl.Series(written, dtype=pl.String),
            }
        )


def _unit_number(texts: pl.Series, why: _Reasons) -> pl.Series:
    settled = settle_column(texts.name, cells.unguarded(texts))
    return why.take(texts, Read(settled.values, settled.refusals), texts.name).alias(texts.name)


def _period(texts: pl.DataFrame, rules: Rules, why: _Reasons) -> tuple[pl.Series, pl.Series]:
    """Return each row's first and last day; null where its columns of values tell them."""
    if "period" in texts.columns:
        read = cells.each(
            texts["period"], lambda text: _days(parse_period(text)[0], rules), pl.String
        )
        told = why.take(texts["period"], read, "period").str.split_exact("|", 1).struct.unnest()
        first, last = (told.to_series(at).str.to_date("%Y-%m-%d") for at in (0, 1))
        why.refuse(texts["period"].is_null(), "period", Refusal("readings.no_period_told"))
    elif {"first", "last"} <= set(texts.columns):
        first, last = (
            why.take(texts[name], cells.days(texts[name], rules.today), name)
            for name in ("first", "last")
        )
        for name in ("first", "last"):
            why.refuse(texts[name].is_null(), name, Refusal("readings.no_period_told"))
        why.refuse(last < first, "last", Refusal("readings.ends_before_it_begins"))
        long = (last - first).dt.total_days() >= _LONGEST_PERIOD
        why.refuse(long, "last", Refusal("readings.period_too_long", days=_LONGEST_PERIOD))
    else:
        first = last = pl.Series([None] * texts.height, dtype=pl.Date)
    return first.alias("first"), last.alias("last")


def _never(period: DayRange, rules: Rules) -> Refusal | None:
    """Return why nothing can have been read in a period; None where it can."""
    if period.first < _FIRST_DAY:
        return Refusal("readings.too_long_ago", first=_FIRST_DAY)
    if period.first > rules.today:
        return Refusal("import.day_to_come", value=str(period.first), today=rules.today)
    return None


def _days(period: DayRange, rules: Rules) -> str:
    if (no := _never(period, rules)) is not None:
        raise no
    return f"{period.first}|{period.last}"


def _signal(texts: pl.DataFrame, rules: Rules, why: _Reasons) -> pl.Series:
    """Return what each row tells of; null where its columns of values tell it."""
    told = pl.Series([rules.signal or None] * texts.height, dtype=pl.String)
    if "signal" in texts.columns:
        read = cells.each(texts["signal"], _signal_meant, pl.String)
        told = why.take(texts["signal"], read, "signal").fill_null(told)
        unsaid = told.is_null() & texts["signal"].is_null()
        why.refuse(unsaid, "signal", Refusal("readings.no_signal", wanted=", ".join(signals())))
    return told.alias("signal")


def _signal_meant(text: str) -> str:
    for signal in signals().values():
        if bare(text) in {
            bare(name) for name in (signal.name, signal.name_en, signal.name_fa, *signal.headings)
        }:
            return signal.name
    raise Refusal("readings.no_such_signal", value=text[:MOST_KEPT], wanted=", ".join(signals()))


def _holds_values(name: str) -> bool:
    return name == "value" or name.startswith((SIGNAL, PERIOD))


def _part(
    about: pl.DataFrame, texts: pl.Series, name: str, rules: Rules, why: _Reasons
) -> pl.DataFrame:
    """Return the readings of one column of values; one of months to come may stand there empty."""
    if name.startswith(SIGNAL):
        about = about.with_columns(signal=pl.lit(name.removeprefix(SIGNAL)))
    elif name.startswith(PERIOD):
        first, last = map(date.fromisoformat, name.removeprefix(PERIOD).split("|"))
        about = about.with_columns(first=pl.lit(first), last=pl.lit(last))
        if (no := _never(DayRange(first, last), rules)) is not None:
            why.refuse(texts.is_not_null(), name, no)
    withdrawn = texts.is_in(list(fields.NONE_ANY_MORE)).fill_null(False)
    numbers = cells.numbers(texts.set(withdrawn, None), least=0, most=_LARGEST, decimals=6)
    value = why.take(texts, numbers, name)
    part = about.with_columns(value.alias("value"))
    high = part.select(pl.col("value") > _most()).to_series()
    why.refuse(high, name, Refusal("readings.too_large"))
    return part.filter(value.is_not_null() | withdrawn)


_LARGEST = 1e17


def _most() -> pl.Expr:
    """The largest reading of a row's signal and period that can be."""
    days = (pl.col("last") - pl.col("first")).dt.total_days().clip(0) + 1
    known = list(signals().values())
    names = [signal.name for signal in known]
    most = pl.col("signal").replace_strict(names, [s.most for s in known], default=None)
    flows = [signal.name for signal in known if signal.kind == "flow"]
    return most.cast(pl.Float64) * pl.when(pl.col("signal").is_in(flows)).then(days).otherwise(1)


def _with_meter(readings: pl.DataFrame) -> pl.DataFrame:
    """Say by which of a unit's meters each was read: two of a kind add up, one is never two."""
    by = [
        pl.when(pl.col("signal") == signal.name).then(pl.col(signal.scheme))
        for signal in signals().values()
        if signal.scheme in METERS and signal.scheme in readings.columns
    ]
    return readings.with_columns(meter=pl.coalesce(*by, pl.lit("")))
