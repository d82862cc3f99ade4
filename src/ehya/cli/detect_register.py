"""Which units of the register stand idle? A sweep, told on the screen."""

import json
from typing import TYPE_CHECKING

import typer

from ehya.cli.files import TOLD_LANGUAGE
from ehya.cli.prepare import bring_up_to_date, wake
from ehya.cli.units_file import progress_bar

if TYPE_CHECKING:
    from datetime import date, datetime

    from ehya.detect.queries.sweeps import Sweep

WORDS = {
    "en": (
        "{kind}, up to {as_of}: {looked} of {units} units were ever read. {active} active,"
        " {semi_active} semi-active, {idle} idle, {gone} gone; {changed} changed since the sweep"
        " before, {reviews} wait for a person. {seconds} s. They stand at /detections/."
    ),
    "fa": (
        "{kind}، تا {as_of}: از {units} واحد، {looked} واحد خوانده‌ای دارد. {active} فعال، {semi_active}"
        " نیمه‌فعال، {idle} راکد، {gone} برچیده؛ {changed} واحد نسبت به بررسی پیشین تغییر کرده و {reviews}"
        " واحد در انتظار داوری است. {seconds} ثانیه. در ‎/detections/‎ آمده است."
    ),
}
KINDS = {
    False: {"en": "Real units", "fa": "واحدهای واقعی"},
    True: {"en": "Synthetic units", "fa": "واحدهای ساختگی"},
}
LOOKING = {"en": "Looking at units", "fa": "بررسی واحدها"}


def look_at_register(
    signals: tuple[str, ...],
    days: tuple[str, str],
    engine: str,
    lake_version: int | None,
    *,
    by: str,
    as_json: bool,
) -> None:
    """Look at the register's units, real ones and made-up ones apart, and tell what was found.

    Args:
        signals: which ones; all where none is named.
        days: up to which day, and as known at which day's end; "" for now.
        engine: "local" or "spark".
        lake_version: of the readings; None for the newest.
        by: sign-in name of who asks; "" for the house.
        as_json: one JSON object on standard output instead of words.

    Raises:
        Refusal: as `sweeping.sweep`, and "calendar.…" for a day that is none.
    """
    as_of, known_at = _day(days[0]), _end_of(_day(days[1]))
    wake()
    bring_up_to_date()
    from ehya.detect.actions.sweeping import Asked, sweep_each_kind
    from ehya.ledger.actions import the_house
    from ehya.ledger.queries import person_named

    asked = Asked(as_of, known_at, signals, engine, lake_version)
    person = person_named(by) if by else the_house()
    with progress_bar(LOOKING[TOLD_LANGUAGE]) as progress:
        done = sweep_each_kind(asked, by=person, say=progress)
    told = [_told(row) for row in done]
    if as_json:
        typer.echo(json.dumps({"sweeps": told}))
        return
    for row in done:
        typer.echo(_words(row))


def _told(row: "Sweep") -> dict[str, object]:
    return {
        "sweep": row.pk,
        "synthetic": row.synthetic,
        "method": row.method,
        "as_of": row.as_of.isoformat(),
        "known_at": row.known_at.isoformat(),
        "signals": row.signals,
        "lake_version": row.lake_version,
        "engine": row.engine,
        "units": row.units,
        **row.counts,
        "seconds": row.seconds,
    }


def _words(row: "Sweep") -> str:
    from ehya.web import formats

    numbers = {name: value for name, value in row.counts.items() if isinstance(value, int)}
    asked = row.counts.get("reviews", {})
    waiting = asked.get("opened", 0) + asked.get("moved", 0)
    numbers |= {"units": row.units, "looked": row.looked, "reviews": waiting}
    shown = {name: formats.number(value, TOLD_LANGUAGE) for name, value in numbers.items()}
    return WORDS[TOLD_LANGUAGE].format(
        kind=KINDS[row.synthetic][TOLD_LANGUAGE],
        as_of=formats.day(row.as_of, TOLD_LANGUAGE, "both"),
        seconds=formats.number(round(sum(row.seconds.values()), 1), TOLD_LANGUAGE),
        **shown,
    )


def _day(told: str) -> "date | None":
    from ehya.engine.calendar import parse_day

    return parse_day(told) if told else None


def _end_of(day: "date | None") -> "datetime | None":
    from datetime import UTC, datetime, time

    return datetime.combine(day, time.max, tzinfo=UTC) if day else None
