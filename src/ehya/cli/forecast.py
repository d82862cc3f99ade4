"""Where will a year end, as far as the published record told by a day?"""

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

import typer

from ehya.engine.calendar import FIRST_YEAR, LAST_YEAR, parse_day, solar_year_of
from ehya.engine.claims.model import Claim
from ehya.engine.forecast import Forecast
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits
from ehya.ledger.home import home
from ehya.ledger.rules import vocabulary
from ehya.publish.forecasts import forecast_from_record
from ehya.publish.intake.words import Names
from ehya.publish.record import read_figures
from ehya.register.intake.headings import bare

Record = Mapping[str, tuple[Claim, str]]
"""By id: the claim and the address it was published at."""


def forecast(  # noqa: PLR0913 (a command's options)
    metric: Annotated[str, typer.Option(help="What is counted, e.g. units_revived.")] = (
        "units_revived"
    ),
    place: Annotated[str, typer.Option(help="Iran or a province, in any spelling.")] = "Iran",
    year: Annotated[str, typer.Option(help="Solar Hijri year; else that of --known-at.")] = "",
    known_at: Annotated[str, typer.Option(help="Last day of knowledge, either calendar.")] = "",
    target: Annotated[str, typer.Option(help="Else the latest target announced by then.")] = "",
    from_record: Annotated[
        bool, typer.Option("--from-record/--pipeline", help="Published record, or open cases.")
    ] = True,
    stage: Annotated[str, typer.Option(help="Of open cases: claimed or verified.")] = "claimed",
    as_of: Annotated[str, typer.Option(help="Of open cases: the day, either calendar.")] = "",
    synthetic: Annotated[bool, typer.Option(help="Of open cases: the made-up ones.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say where a year will end, how surely: by published claims, or by every open case."""
    if not from_record:
        from ehya.cli.forecast_pipeline import tell

        tell(
            stage=stage,
            as_of=as_of,
            known_at=known_at,
            synthetic=synthetic,
            target=_whole(target, "forecast.bad_target") if target else None,
            as_json=json_,
            language=os.environ.get("EHYA_CLI_LANGUAGE", "en"),
        )
        return
    day = _day(known_at)
    record = _record(day)
    names = Names.of(vocabulary())
    found = forecast_from_record(
        [claim for claim, _ in record.values()],
        metric=names.metrics.get(bare(metric), metric[:60]),
        place=names.places.get(bare(place), place[:60]),
        year=_year(year) if year else solar_year_of(day),
        known_at=day,
        target=_whole(target, "forecast.bad_target") if target else None,
    )
    if json_:
        typer.echo(json.dumps(as_json(found)))
        return
    from ehya.cli.forecast_report import show

    show(found, record, language=os.environ.get("EHYA_CLI_LANGUAGE", "en"))


def as_json(found: Forecast) -> dict[str, Any]:
    """Return a forecast as programs read it: whole units, chances to four decimals."""
    line = found.straight_line
    return {
        "method": found.method,
        "median": round(found.median),
        "interval80": [round(end) for end in found.interval80],
        "interval95": [round(end) for end in found.interval95],
        "p_target": None if found.p_target is None else round(found.p_target, 4),
        "straight_line": None if line is None else round(line),
        "used": list(found.used),
        "known_at": found.known_at.isoformat(),
    }


def _record(known_at: date) -> Record:
    """Read the installation's own record where there is one, else the record that ships."""
    if _has_database():
        from ehya.cli.prepare import pending, say, wake

        wake()
        if not pending():
            from ehya.publish.queries import recorded_known

            return {row.key: (row.claim, row.url) for row in recorded_known(known_at)}
        say("The database is not up to date; this is from the record that ships with Ehya.")
    return {row.claim.id: (row.claim, row.url) for row in read_figures()}


def _has_database() -> bool:
    """Return whether this installation has a record of its own, without waking the server."""
    told = os.environ.get("DATABASE_URL", "").strip()
    return bool(told) or (home() / "postgres" / "PG_VERSION").exists()


def _day(text: str) -> date:
    today = datetime.now().astimezone().date()
    day = parse_day(text) if text else today
    if day > today:
        raise Refusal("forecast.future", known_at=day.isoformat(), today=today.isoformat())
    return day


def _year(text: str) -> int:
    year = _whole(text, "forecast.bad_year")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("forecast.bad_year", told=text[:40])
    return year


def _whole(text: str, code: str) -> int:
    """Return a whole number above zero, in any digits, with or without thousands marks."""
    plain = latin_digits(text).translate(str.maketrans("", "", ",٬،  ")).strip()
    if not plain.isdecimal() or len(plain) > 12 or int(plain) == 0:
        raise Refusal(code, told=text[:40])
    return int(plain)
