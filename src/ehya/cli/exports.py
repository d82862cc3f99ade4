"""How is a list taken away from the command line?"""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import parse_qsl

import typer

from ehya.cli.projects_export import projects
from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    from ehya.register.queries.units import Wanted
    from ehya.register.queries.within import Moment

Language = Literal["en", "fa"]
TOLD_LANGUAGE: Language = "fa" if os.environ.get("EHYA_CLI_LANGUAGE") == "fa" else "en"
KINDS = ("xlsx", "csv", "parquet", "geojson")
DONE = {
    "en": "{file}: {rows} rows, counted in the register and again in the file. SHA-256 {sha256}",
    "fa": "{file}: {rows} ردیف؛ هم در فهرست واحدها و هم در پرونده شمرده شد. SHA-256 {sha256}",
}

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def _export() -> None:
    """Take a list away as a file."""


app.command("projects")(projects)


@app.command("units")
def units(  # noqa: PLR0913 (a command's options)
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ends in .xlsx, .csv, .parquet or .geojson.")
    ],
    where: Annotated[
        str,
        typer.Option(
            metavar="FILTERS", help='As in the list\'s address: "province=IR-20&status=idle".'
        ),
    ] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DATE", help="As things stood on this day; either calendar.")
    ] = "",
    known_at: Annotated[
        str, typer.Option(metavar="DATE", help="As they were known on this day.")
    ] = "",
    by: Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")] = "",
    language: Annotated[Language, typer.Option(help="Of headings and words.")] = TOLD_LANGUAGE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the manifest.")] = False,
) -> None:
    """Take units away as a file, of exactly the question that the list answers.

    The rows are counted in one snapshot of the register, and again in the finished file.
    """
    kind = _kind(file)
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    from ehya.ledger.actions import the_house
    from ehya.ledger.queries import person_named
    from ehya.register.actions import exports
    from ehya.web.export_words import describe

    person = person_named(by) if by else the_house()
    asked = exports.ask_export(
        _wanted(where), _moment(as_of, known_at), kind=kind, language=language, by=person
    )
    done = exports.write_export(asked.pk, describe=describe)
    if done.state != "done":
        raise _why(done.why_failed)
    _put(exports.path_of(done), file)
    manifest = json.loads(exports.manifest_path(done).read_text("utf-8"))
    if as_json:
        sys.stdout.write(json.dumps({"file": str(file), **manifest}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(DONE[language].format(file=file, **manifest) + "\n")


def _kind(file: Path) -> str:
    kind = file.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise Refusal("export.no_ending", file=file.name, wanted=[f".{kind}" for kind in KINDS])
    return kind


def _wanted(told: str) -> "Wanted":
    from ehya.register.queries.units import FILTERS, Wanted

    pairs = parse_qsl(told, keep_blank_values=True)
    if (told and not pairs) or any(name not in FILTERS for name, _ in pairs):
        raise Refusal("export.where", told=told[:80], wanted=", ".join(FILTERS))
    return Wanted(**{name: value.strip() for name, value in pairs})


def _moment(as_of: str, known_at: str) -> "Moment":
    from ehya.web.clock import clock_on

    return clock_on(as_of, known_at).moment


def _why(told: str) -> Refusal:
    kept = json.loads(told)
    return Refusal(kept["code"], **kept["facts"])


def _put(source: Path, target: Path) -> None:
    """Give the file its name only when it is whole."""
    draft = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, draft)
        draft.replace(target)
    except OSError as trouble:
        draft.unlink(missing_ok=True)
        why = trouble.strerror or type(trouble).__name__
        raise Refusal("export.target", file=str(target), why=why) from trouble
