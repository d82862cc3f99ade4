"""What is the brief of a week, as papers and workbooks?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from ehya.cli.files import Language, folder_for, write_file
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from ehya.ledger.scopes import Sight

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Make a report: weekly.",
)
KINDS = ("pdf", "xlsx")
TONGUES: Final[tuple[Language, ...]] = ("en", "fa")


@app.callback()
def report() -> None:
    """Make a report of the programme."""


@app.command()
def weekly(  # noqa: PLR0913 - a brief is asked for in this many ways
    out: Annotated[Path, typer.Option(help="The folder that the files go to.")] = Path(),
    to: Annotated[str, typer.Option(help="Last day, in either calendar; else last Friday.")] = "",
    known_at: Annotated[str, typer.Option(help="In either calendar.")] = "",
    province: Annotated[str, typer.Option(help="ISO code, e.g. IR-20; else the country.")] = "",
    synthetic: Annotated[bool, typer.Option(help="The made-up programme.")] = False,
    language: Annotated[Literal["en", "fa", "both"], typer.Option(help="Of the files.")] = "both",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Write the brief of a week: a PDF and a workbook, in both languages."""
    wake()
    bring_up_to_date()
    from ehya.publish.morning import ahead, morning
    from ehya.register.queries.within import Moment
    from ehya.web.clock import clock_on
    from ehya.web.morning_book import workbook
    from ehya.web.morning_words import finding
    from ehya.web.pages.programme import place_of
    from ehya.web.pages.reports import WEEK, name_of, week_before
    from ehya.web.papers.morning import set_morning

    clock, sight = clock_on("", known_at), _sight(province)
    day = clock_on(to, known_at).as_of if to else week_before(clock.as_of)
    moment = Moment(day, clock.moment.known_at)
    told = morning(moment, sight, synthetic=synthetic, since=day - WEEK, place=place_of(sight))
    found = ahead(told.lead, moment, sight) if told.lead else None
    folder_for(out)
    written = []
    for tongue in TONGUES if language == "both" else (language,):
        paper = set_morning(told, found, tongue, clock.known_at, weekly=True)
        book = workbook(told, found, tongue, clock.known_at)
        for kind, content in zip(KINDS, (paper, book), strict=True):
            file = out / name_of(told, tongue, kind)
            write_file(file, content)
            written.append(str(file))
    if as_json:
        facts: dict[str, object] = {
            "as_of": day.isoformat(),
            "since": told.since.isoformat(),
            "synthetic": synthetic,
        }
        said = {tongue: _in(tongue, lambda: finding(told)) for tongue in TONGUES}
        facts |= {"finding": said, "files": written}
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    for name in written:
        typer.echo(name)


def _in(tongue: Language, say: Callable[[], str]) -> str:
    from django.utils import translation

    from ehya.web.papers.morning import reader_in
    from ehya.web.reader import reading

    with translation.override(tongue), reading(reader_in(tongue)):
        return say()


def _sight(province: str) -> "Sight":
    from ehya.engine.refusal import Refusal
    from ehya.ledger.rules import vocabulary
    from ehya.ledger.scopes import ALL, Sight

    if not province:
        return ALL
    if province not in {place.iso for place in vocabulary().places.values()}:
        raise Refusal("plan.no_such_province", province=province[:12])
    return Sight(provinces=frozenset({province}))
