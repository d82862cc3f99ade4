"""How is the list of projects taken away from the command line?"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qsl

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language, write_file
from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    from ehya.register.queries.within import Moment

KINDS = {".csv": "csv", ".xlsx": "xlsx", ".json": "oc4ids"}
URN = "urn:ehya:projects"  # of a package that stands on no address
DONE = {
    "en": "{file}: {projects} projects as of {day}.",
    "fa": "{file}: {projects} طرح، تا {day}.",
}


def projects(  # noqa: PLR0913 (a command's options)
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ends in .csv, .xlsx or .json (OC4IDS).")
    ],
    kind: Annotated[
        str,
        typer.Option("--as", metavar="KIND", help="csv, xlsx or oc4ids; else by FILE's ending."),
    ] = "",
    where: Annotated[
        str,
        typer.Option(
            metavar="FILTERS", help='As in the list\'s address: "kind=industrial&state=late".'
        ),
    ] = "",
    synthetic: Annotated[
        bool, typer.Option("--synthetic", help="The made-up ones; the two never mix.")
    ] = False,
    uri: Annotated[str, typer.Option(help="By which an OC4IDS package is known.")] = URN,
    by: Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")] = "",
    language: Annotated[Language, typer.Option(help="Of the report.")] = TOLD_LANGUAGE,
) -> None:
    """Take projects away: as a table that `ehya import projects` reads again, or as OC4IDS.

    The same that the list at /projects/ gives, as far as whoever asks may see.
    """
    told = _kind(file, kind)
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    from ehya.register.queries.within import here_and_now
    from ehya.web.formats import day, number

    moment = here_and_now()
    content, count = _content(told, where, moment, by, synthetic=synthetic, uri=uri)
    write_file(file, content)
    words = {"file": file, "projects": number(count, language)}
    sys.stdout.write(DONE[language].format(**words, day=day(moment.as_of, language)) + "\n")


def _kind(file: Path, told: str) -> str:
    if told in KINDS.values():
        return told
    if told or file.suffix.lower() not in KINDS:
        wanted = [*KINDS] if not told else [*KINDS.values()]
        raise Refusal("export.no_ending", file=told or file.name, wanted=wanted)
    return KINDS[file.suffix.lower()]


def _content(
    kind: str, where: str, moment: "Moment", by: str, *, synthetic: bool, uri: str
) -> tuple[bytes, int]:
    """Return the file's bytes, and how many projects they tell of."""
    from ehya.web import oc4ids, project_tables

    found = list(_found(where, moment, by, synthetic=synthetic))
    if kind == "oc4ids":
        package = oc4ids.package(found, moment, uri=uri)
        text = json.dumps(package, ensure_ascii=False, indent=1)
        return text.encode(), len(package["projects"])
    table = project_tables.rows(found, moment)
    if kind == "xlsx":
        return project_tables.workbook(table, "projects"), len(found)
    return "".join(project_tables.csv_lines(table)).encode(), len(found)


def _found(where: str, moment: "Moment", by: str, *, synthetic: bool) -> Any:
    from ehya.ledger import roles
    from ehya.ledger.actions import the_house
    from ehya.ledger.queries import person_named, sight_of
    from ehya.web import project_filters as filters
    from ehya.web.project_tables import every

    person = person_named(by) if by else the_house()
    if by:
        roles.require(person, "invest.see_projects")
    pairs = parse_qsl(where, keep_blank_values=True)
    if (where and not pairs) or any(name not in filters.ASKED for name, _ in pairs):
        raise Refusal("export.where", told=where[:80], wanted=", ".join(filters.ASKED))
    asked = filters.asked_in(dict(pairs))
    wanted, no = filters.wanted_in(asked)
    if no is not None:
        raise no
    order = filters.order_in(asked)
    return every(wanted, moment, sight_of(person), synthetic=synthetic, order=order)
